"""What a problem declares of its symbols: parameters with domains, known symbols with values or without."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from fractions import Fraction
from typing import NamedTuple

from ..domains import REAL, Domain
from ..expressions import Expression, free_symbols
from ..families.intervals import DomainError, is_domain_text, read_domain
from ..notation.reader import ReadError, Scope
from .diagnostics import Faults
from .events import Mapping, Node, Scalar, Sequence
from .numbers import NotANumber, fraction
from .ranges import in_words, inside, is_empty, meet, rational_value, sticks_out
from .reading import closed_scope, name_of, read_formula, statement

__all__ = ["Declared", "declared_names", "read_declared"]

SYMBOLIC = "symbolic"


class Declared(NamedTuple):
    """The declared symbols: parameters in the order of the file, and known ones with value or None.

    domains: those that are declared, of either. places: key and value of each in the file.
    """

    parameters: dict[str, Domain]
    known: dict[str, Expression | None]
    domains: dict[str, Domain]
    places: dict[str, tuple[Scalar, Node]]

    @property
    def names(self) -> frozenset[str]:
        """All declared names."""
        return frozenset((*self.parameters, *self.known))

    def values(self) -> dict[str, Fraction]:
        """The known symbols whose value is a rational number."""
        found = {name: rational_value(value) for name, value in self.known.items() if value is not None}
        return {name: value for name, value in found.items() if value is not None}

    def domain(self, name: str, implied: Domain, faults: Faults) -> Domain:
        """The domain of a symbol that the model puts where `implied` holds; what lies beyond it is a fault."""
        place = self.places.get(name)
        value = self.values().get(name)
        if place is not None and value is not None and not inside(value, implied):
            faults.add(place[1], f"{name} is known as {value}, outside of {in_words(implied, name)}")
        declared = self.domains.get(name)
        if declared is None:
            return implied
        if place is not None and sticks_out(declared, implied):
            faults.add(place[1], f"the domain of {name} goes beyond {in_words(implied, name)}, where the law exists")
        return meet(declared, implied)


def declared_names(fields: MappingOf[str, Node], faults: Faults) -> dict[str, tuple[str, Scalar, Node]]:
    """Field (`parameters` or `known`), key and value of each declared name."""
    found: dict[str, tuple[str, Scalar, Node]] = {}
    for kind in ("parameters", "known"):
        table = fields.get(kind)
        for key, value in table.entries if isinstance(table, Mapping) else ():
            name = name_of(key, faults)
            if name is None:
                continue
            if name == "i":
                faults.add(key, "i is the index of the observations: name the symbol otherwise")
            other = {name, name.removesuffix("²"), f"{name}²"} & found.keys()
            if other:
                faults.add(key, f"{name} is declared already, as {other.pop()}")
            else:
                found[name] = (kind, key, value)
    return found


def read_declared(names: dict[str, tuple[str, Scalar, Node]], faults: Faults) -> Declared:
    """The declarations with their domains and values."""
    declared = Declared({}, {}, {}, {})
    scope = closed_scope(frozenset(names), frozenset())
    for name, (kind, key, value) in names.items():
        declared.places[name] = (key, value)
        if kind == "parameters":
            domain = _domain(name, value, scope, faults)
            if domain is not None:
                declared.domains[name] = domain
            declared.parameters[name] = domain or REAL
        else:
            _read_known(declared, name, value, scope, faults)
    return declared


def _read_known(declared: Declared, name: str, value: Node, scope: Scope, faults: Faults) -> None:
    """A number, an expression of numbers, `symbolic`, or a domain."""
    declared.known[name] = None
    if isinstance(value, Scalar) and value.value is None and value.text.strip() == SYMBOLIC:
        return
    if not isinstance(value, Scalar) or isinstance(value.value, Domain) or is_domain_text(value.text):
        domain = _domain(name, value, scope, faults)
        if domain is not None:
            declared.domains[name] = domain
        return
    expression = read_formula(value, scope, faults)
    if expression is None:
        return
    if free_symbols(expression):
        faults.add(value, f"the value of {name} should be a number, `{SYMBOLIC}` or a domain")
        return
    declared.known[name] = expression


def _domain(name: str, node: Node, scope: Scope, faults: Faults) -> Domain | None:
    """The domain that a value declares, or None with the fault noted."""
    if isinstance(node, Sequence):
        return _closed_interval(name, node, faults)
    if not isinstance(node, Scalar):
        return None
    if isinstance(node.value, Domain):
        return node.value
    try:
        domain = read_domain(node.text, name, lambda text: statement(text, scope))
    except DomainError as error:
        faults.add(node, str(error))
        return None
    except ReadError as error:
        faults.add(node, f"not a domain of {name}: {error.message}; write 0 < {name} < 1, real or positive",
                   _offset(node.text, name, error))
        return None
    if is_empty(domain):
        faults.add(node, f"no number lies in the domain {node.text}")
        return None
    return domain


def _offset(text: str, name: str, error: ReadError) -> int:
    """`integer >= 9` is read as `N >= 9`: count from the end, which both share."""
    if text.lstrip().startswith("integer") or text.lstrip()[:1] in "<>≤≥=∈\\":
        return 0
    return min(error.span.start, len(text))


def _closed_interval(name: str, node: Sequence, faults: Faults) -> Domain | None:
    """`[0, 1]` is a list to YAML."""
    if len(node.items) != 2:
        faults.add(node, f"a domain is one interval: 0 < {name} < 1, or [0, 1]")
        return None
    ends = []
    for item in node.items:
        try:
            ends.append(fraction(item.text if isinstance(item, Scalar) else ""))
        except NotANumber as error:
            faults.add(item, str(error))
            return None
    from ..expressions import rational

    domain = Domain(rational(ends[0]), rational(ends[1]), True, True)
    if is_empty(domain):
        faults.add(node, f"no number lies in the domain of {name}")
        return None
    return domain
