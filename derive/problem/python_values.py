"""Python values as the nodes of a problem, so that what is typed in Python passes the same checks as a file."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from decimal import Decimal
from itertools import islice
from numbers import Integral, Rational, Real

from ..domains import Domain
from ..expressions import Expression, Symbol
from .characters import NO_TEXT, named_character
from .diagnostics import Faults, Place, Spot
from .events import Mapping, Node, Scalar, Sequence
from .numbers import MAX_DIGITS

__all__ = ["Arguments"]

MAX_DEPTH = 20
MAX_ITEMS = 1_000_000  # of a list; an iterator may have no end
_MAX_BITS = int(MAX_DIGITS * 3.33)
_QUOTED = "'"  # what is a string in Python is text, whatever it looks like


class Arguments:
    """Keyword arguments as a source: a node's start is the number of its argument."""

    def __init__(self, fields: MappingOf[str, object]) -> None:
        self.fields = {name: value for name, value in fields.items() if value is not None}
        self.names = tuple(self.fields)

    def locate(self, node: Spot, offset: int) -> Place:
        """The argument, and the character of its text."""
        name = self.names[node.start] if node.start < len(self.names) else "problem"
        return Place(name, 1, offset + 1)

    def tree(self, faults: Faults) -> Mapping:
        """The arguments as a mapping of fields."""
        nodes = (_node(value, k, 0, faults) for k, value in enumerate(self.fields.values()))
        keys = (Scalar(name, _QUOTED, k) for k, name in enumerate(self.names))
        return Mapping(tuple(zip(keys, nodes, strict=True)), len(self.names))


def _node(value: object, k: int, depth: int, faults: Faults) -> Node:
    """The node of a value of argument k."""
    if depth > MAX_DEPTH:
        faults.add(Scalar("", _QUOTED, k), "nested too deeply")
        return Scalar("", _QUOTED, k)
    if isinstance(value, str):
        return _text(value, k, faults)
    if isinstance(value, Expression):
        return Scalar("an expression", _QUOTED, k, value)
    if isinstance(value, Domain):
        return Scalar("a domain", _QUOTED, k, value)
    if isinstance(value, MappingOf):
        return _mapping(value, k, depth, faults)
    number = _number_text(value)
    if number is not None:
        return Scalar(number, "", k)
    if isinstance(value, Rational):
        faults.add(Scalar("", _QUOTED, k), f"a number of more than {MAX_DIGITS} digits")
        return Scalar("", _QUOTED, k)
    items = value.tolist() if hasattr(value, "tolist") else value  # arrays and series of any library
    if isinstance(items, Iterable) and not isinstance(items, (bytes, bytearray)):
        return _sequence(items, k, depth, faults)
    faults.add(Scalar("", _QUOTED, k), f"{type(value).__name__} is nothing that a problem holds")
    return Scalar("", _QUOTED, k)


def _sequence(items: Iterable[object], k: int, depth: int, faults: Faults) -> Sequence:
    nodes = tuple(_node(item, k, depth + 1, faults) for item in islice(items, MAX_ITEMS + 1))
    if len(nodes) > MAX_ITEMS:
        faults.add(Scalar("", _QUOTED, k), f"a list of more than {MAX_ITEMS} entries, or one without end")
    return Sequence(nodes, k)


def _text(value: str, k: int, faults: Faults) -> Scalar:
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    for match in NO_TEXT.finditer(text):
        faults.add(Scalar(text, _QUOTED, k), f"{named_character(match[0])}: delete it", match.start())
    return Scalar(text, _QUOTED, k)


def _mapping(value: MappingOf[object, object], k: int, depth: int, faults: Faults) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    for key, item in value.items():
        text = key.name if isinstance(key, Symbol) else key if isinstance(key, str) else _number_text(key)
        if text is None:
            faults.add(Scalar("", _QUOTED, k), f"a key is text or a number, not {type(key).__name__}")
        elif any(text == other.text for other, _ in entries):
            faults.add(Scalar(text, _QUOTED, k), f'the key "{text}" stands twice in this mapping')
        else:
            entries.append((_text(text, k, faults), _node(item, k, depth + 1, faults)))
    return Mapping(tuple(entries), k)


def _number_text(value: object) -> str | None:
    """An exact number as text, a float as the number that it shows; None for what is no number, or too long."""
    if isinstance(value, Rational):
        top, bottom = int(value.numerator), int(value.denominator)
        if max(top.bit_length(), bottom.bit_length()) > _MAX_BITS:
            return None
        return str(top) if isinstance(value, Integral) else f"{top}/{bottom}"
    if isinstance(value, Decimal):
        return str(value)
    return repr(float(value)) if isinstance(value, Real) else None
