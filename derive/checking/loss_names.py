"""Names in statements about losses: `P(cat)`, `p(w_2 | w_1)`, `NLL_before`, `loss(after)`, `p_t`, and own ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..expressions import (
    INFINITY,
    Add,
    Apply,
    Call,
    Divide,
    Expression,
    Multiply,
    Symbol,
    Text,
    integer,
    nodes,
    number_value,
    rational,
    replace,
)
from ..notation.plain import plain
from .announced import Announced, announced, kind_of_name
from .loss_forms import base_of, index_of
from .losses import Losses, Reading
from .model_losses import density_at
from .names import Names

__all__ = ["LossNames"]

POSITIONS = ("w", "x", "t", "y", "token", "s")
SIZES = ("n", "T", "N")
WHOLE = frozenset(("text", "sequence", "sentence", "data", "all", "phrase", "words", "tokens", "document"))
COMPLEMENT = ("other", "others", "rest", "else")


class LossNames:
    """What the names of one derivation stand for."""

    def __init__(self, losses: Losses, names: Names) -> None:
        self.losses, self.names = losses, names

    def bind(self, name: Expression, value: Expression, assignment: Mapping[Expression, Reading]) -> None:
        """From here on the name stands for this."""
        bound = value
        for node, reading in assignment.items():
            bound = replace(bound, node, reading.value)
        if kind_of_name(base_of(name)) != ("probability",):
            self.names.symbols[plain(name)] = bound

    # ---- what a name says ------------------------------------------------------------------------------

    def told(self, name: Expression) -> Announced:
        """What the name itself announces: its index, its arguments, its words."""
        words = [base_of(name)] if " " in base_of(name) or not kind_of_name(base_of(name)) else []
        index = index_of(name)
        parts = (*name.arguments, *name.given) if isinstance(name, Apply) else ()
        words += [index, *(text for part in parts if (text := _text(part)))]
        text = " ".join(words)
        told = announced(text, self.losses.names)
        of = {n for n in self.losses.names if n and n.lower() in (w.lower() for w in words)} or told.of
        token = told.token or self.position(name) is not None
        return told._replace(of=frozenset(of), token=token, supposed=False, compared=told.compared)

    def position(self, name: Expression) -> int | None:
        """Which token the name speaks of: `p_2`, `P(w_2 | w_1)`, `NLL_1`; counted from nought."""
        index = index_of(name)
        if index.isdigit() and 0 < int(index) <= self.losses.count:
            return int(index) - 1
        arguments: tuple[Expression, ...] = getattr(name, "arguments", ())
        if len(arguments) == 1 and base_of(arguments[0]) in POSITIONS:
            return self.position(arguments[0])
        return None

    def kinds(self, name: Expression, told: Announced) -> tuple[str, ...]:
        """The quantities that the name may mean; none for a name of one's own."""
        base = base_of(name)
        if self.given(name) is not None:
            return ("known",)
        if base in SIZES and plain(name) not in self.names.symbols:
            return ("size",) if base != "N" else ()
        found = kind_of_name(base) or tuple(sorted(announced(base).kinds))
        if not found and (base in self.losses.names or " " in base):  # `NLL before = …`
            return tuple(sorted(told.kinds - {"probability"}))
        return found

    def with_units(self, told: Announced, operands: tuple[Expression, ...]) -> Announced:
        """A logarithm to base 2 speaks of bits; one to base 10 is taken where only the perplexity is asked."""
        functions = {node.function for e in operands for node in nodes(e) if isinstance(node, Call)}
        units = {"bits"} if "log2" in functions or self.names.units == "bits" else set()
        if self.losses.asked <= {"perplexity"} and ("log10" in functions or self.names.units == "bans"):
            units.add("bans")
        return told._replace(units=told.units | units)

    # ---- readings --------------------------------------------------------------------------------------

    def readings(self, name: Expression, told: Announced, lone: bool) -> Iterator[Reading]:
        """What the name may stand for. lone: the statement is about it."""
        known = self.names.symbols.get(plain(name))
        if known is not None and not lone:
            yield Reading(known, "own")
            return
        given = self.given(name)
        if given is not None:
            yield Reading(given, "known")
            return
        told = self.told(name).joined(told)
        kinds = self.kinds(name, told)
        position = self.position(name)
        for kind in kinds:
            if kind == "size":
                yield Reading(integer(self.losses.count), "size")
            elif kind == "probability":
                yield from self.probabilities(name, told, position)
            elif self.called_with(name) is not None:
                yield from self.of_called(name, kind, told)
            elif position is not None:
                yield from self.at_position(kind, told, position)
            else:
                yield from self.losses.readings(kind, told, lone)
                yield from self.of_token(name, kind, told)
        if not kinds and known is not None:
            yield Reading(known, "own")
        if not kinds and known is None and base_of(name) == "N":
            yield Reading(integer(self.losses.count), "size")

    def given(self, name: Expression) -> Expression | None:
        """The value of a known symbol or of an observation."""
        value = self.losses.known.get(name.name) if isinstance(name, Symbol) else None
        return value if value is not None else self.losses.observation(name)

    def at_position(self, kind: str, told: Announced, position: int) -> Iterator[Reading]:
        """`NLL_2`: the loss of that token."""
        for of in sorted(told.of or self.losses.names):
            yield from self.of_chance(self.losses.chances[of][position], kind, told)

    def called_with(self, name: Expression) -> Expression | None:
        """The probability that a loss is called with: `NLL(0.3)`."""
        arguments: tuple[Expression, ...] = getattr(name, "arguments", ())
        number = number_value(arguments[0]) if len(arguments) == 1 and self.losses.tables else None
        return None if number is None or number.denominator == 1 else rational(number)

    def of_called(self, name: Expression, kind: str, told: Announced) -> Iterator[Reading]:
        """Of a probability that the problem gives."""
        p = self.called_with(name)
        chances = [chance for of in sorted(told.of or self.losses.names) for chance in self.losses.chances[of]]
        if p is not None and any(number_value(chance) == number_value(p) for chance in chances):
            yield from self.of_chance(p, kind, told)
        else:
            yield Reading(INFINITY, kind)

    def of_token(self, name: Expression, kind: str, told: Announced) -> Iterator[Reading]:
        """`NLL(dog)`: the loss if another token had come."""
        for token in _tokens(name, self.losses.tokens):
            for of in sorted(told.of or self.losses.names):
                for table in self.losses.tables[of]:
                    if token in table:
                        yield from self.of_chance(rational(table[token]), kind, told)

    def of_chance(self, p: Expression, kind: str, told: Announced) -> Iterator[Reading]:
        return self.losses.of_chance(p).readings(kind, Announced(units=told.units))

    def probabilities(self, name: Expression, told: Announced, position: int | None) -> Iterator[Reading]:
        """P of a token, of several, of the text."""
        tokens = _tokens(name, self.losses.tokens)
        arguments: tuple[Expression, ...] = getattr(name, "arguments", ())
        density = density_at(self.losses, arguments[0]) if len(arguments) == 1 else None
        if density is not None:
            yield Reading(density, "probability")
            return
        for of in sorted(told.of or self.losses.names):
            if told.mean:
                yield Reading(Divide(Add(self.losses.chances[of]), integer(self.losses.count)), "probability", of)
            if position is not None:
                yield Reading(self.losses.chances[of][position], "probability", of)
            elif len(tokens) == 1:
                found = [table[tokens[0]] for table in self.losses.tables[of] if tokens[0] in table]
                yield from (Reading(rational(value), "probability", of) for value in found)
            else:
                yield from self.of_several(name, of)

    def of_several(self, name: Expression, of: str) -> Iterator[Reading]:
        chances = self.losses.chances[of]
        count = len(getattr(name, "arguments", ()))
        if 1 < count < len(chances):
            yield Reading(Multiply(chances[:count]), "probability", of)
        yield from self.losses.readings("likelihood", Announced(of=frozenset((of,))))
        if count == 1 and not any(_text(a).lower() in WHOLE for a in getattr(name, "arguments", ())):
            yield from (Reading(p, "probability", of) for p in chances)
            yield from (Reading(rest, "probability", of) for rest in self.losses.other_chances(of))


def _text(e: Expression) -> str:
    return e.text if isinstance(e, Text) else e.name if isinstance(e, Symbol) else ""


def _tokens(name: Expression, tokens: frozenset[str]) -> list[str]:
    """The tokens that are named in the arguments, or by the index."""
    found = [_text(argument) for argument in getattr(name, "arguments", ())]
    return [text for text in (*found, index_of(name)) if text in tokens]
