"""Seeded random points inside the domains of a setting, with random samples of a few observations.

Two expressions are told apart by a point at which their enclosures are disjoint: that is a proof that they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import fmpq

from ..domains import REAL, Domain
from ..expressions import Add, Expression, Indexed, Negate, Number, Relation, free_symbols, walk
from ..steps import Column, Setting
from .evaluation import evaluate
from .place import Columns
from .precision import precision
from .quantities import Quantity, Undefined, as_rational, ball

__all__ = ["Chance", "Point", "interior_points", "needed_observations", "needed_symbols"]

SIZES = (3, 2, 5)
"""Of the random samples."""

MOST_TRIES = 100


class Chance:
    """A small generator of pseudo-random numbers (linear congruential, of Knuth's MMIX), the same everywhere."""

    __slots__ = ("state",)

    def __init__(self, seed: int) -> None:
        self.state = seed
        self.below(2)

    def below(self, bound: int) -> int:
        """A whole number from 0 to bound − 1."""
        self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound

    def share(self) -> Fraction:
        """A fraction strictly between 0 and 1, with a short numerator and denominator."""
        denominator = 2 + self.below(30)
        return Fraction(1 + self.below(denominator - 1), denominator)


@dataclass(frozen=True, slots=True)
class Point:
    """Values of the symbols and a sample; `sample` is None where the data of the setting are meant."""

    values: Mapping[str, fmpq] = field(default_factory=dict)
    sample: Columns | None = None

    def describe(self) -> str:
        """`θ = 1/4, x = (0, 1, 1)`."""
        parts = [f"{name} = {value}" for name, value in self.values.items()]
        for base, column in (self.sample or {}).items():
            parts.append(f"{base} = ({', '.join(map(str, column.values))})")
        return ", ".join(parts)


def needed_symbols(expressions: Iterable[Expression], setting: Setting) -> frozenset[str]:
    """Names that need a value before the expressions have one, those that the domains lean on included."""
    names: set[str] = set()
    new = set().union(*map(free_symbols, expressions))
    while new:
        names |= new
        domains = [setting.domains[name] for name in new if name in setting.domains]
        ends = [end for domain in domains for end in (domain.lower, domain.upper) if end is not None]
        new = set().union(*map(free_symbols, ends)) - names
    provided = {"n", *setting.supports, *setting.columns}
    return frozenset(names - provided - setting.values.keys())


def needed_observations(expressions: Iterable[Expression]) -> dict[str, int]:
    """For each variable of the sample that is written out (`x_3`), the highest number."""
    highest: dict[str, int] = {}
    for e in expressions:
        for node in walk(e):
            if isinstance(node, Indexed):
                k = node.index.value if isinstance(node.index, Number) else 1
                highest[node.base] = max(highest.get(node.base, 0), int(k))
    return highest


def interior_points(
    expressions: tuple[Expression, ...], setting: Setting, at_data: bool = False, seed: int = 1
) -> Iterator[Point]:
    """Points of the interior at which the facts of the setting hold; ends when too few of those drawn are of use.

    With `at_data` the sample is that of the setting and only the symbols without a value are drawn.
    """
    chance = Chance(seed)
    names = needed_symbols((*expressions, *setting.facts), setting)
    written = needed_observations(expressions)
    found = 0
    for _ in range(MOST_TRIES):
        point = _draw(names, written, setting, at_data, chance, SIZES[found % len(SIZES)])
        if point is not None:
            found += 1
            yield point


def _draw(
    names: Iterable[str], written: Mapping[str, int], setting: Setting, at_data: bool, chance: Chance, size: int
) -> Point | None:
    values: dict[str, fmpq] = {}
    try:
        for name in _by_dependence(names, setting.domains):
            values[name] = _inside(setting.domains.get(name, REAL), values, setting, chance)
        if any(not _on_constraint(fact, values, setting, size) for fact in setting.facts):
            return None
        sample = None if at_data else _sample(values, written, setting, chance, size)
        point = Point(values, sample)
        return point if all(_holds(fact, point, setting) for fact in setting.facts) else None
    except Undefined:
        return None


def _by_dependence(names: Iterable[str], domains: Mapping[str, Domain]) -> list[str]:
    """The names, each behind those that the ends of its domain mention."""
    order: list[str] = []

    def place(name: str, depth: int = 0) -> None:
        domain = domains.get(name)
        if name in order or depth > len(domains):
            return
        for end in (domain.lower, domain.upper) if domain else ():
            for other in sorted(free_symbols(end)) if end is not None else ():
                if other in domains:
                    place(other, depth + 1)
        order.append(name)

    for name in sorted(names):
        place(name)
    return order


def _inside(domain: Domain, values: Mapping[str, fmpq], setting: Setting, chance: Chance) -> fmpq:
    lower = None if domain.lower is None else _rational(domain.lower, values, setting)
    upper = None if domain.upper is None else _rational(domain.upper, values, setting)
    if domain.integer:
        return as_rational(_whole_inside(lower, upper, domain, chance))
    if lower is not None and upper is not None:
        return as_rational(lower + (upper - lower) * chance.share())
    size = chance.share() * (1 + chance.below(4))
    if lower is not None:
        return as_rational(lower + size)
    if upper is not None:
        return as_rational(upper - size)
    return as_rational(size if chance.below(2) else -size)


def _whole_inside(lower: Fraction | None, upper: Fraction | None, domain: Domain, chance: Chance) -> int:
    first = None if lower is None else -((-lower) // 1) + (lower.denominator == 1 and not domain.lower_closed)
    last = None if upper is None else upper // 1 - (upper.denominator == 1 and not domain.upper_closed)
    if first is not None and last is not None:
        if last < first:
            raise Undefined("a domain without a number")
        return first + chance.below(min(last - first + 1, 1000))
    if first is not None:
        return first + chance.below(6)
    return chance.below(13) - 6 if last is None else last - chance.below(6)


def _rational(e: Expression, values: Mapping[str, Quantity], setting: Setting) -> Fraction:
    with precision(64):
        x = evaluate(e, values, setting, None if setting.columns else {})
    if not isinstance(x, fmpq):
        raise Undefined("the end of a domain is not rational")
    return Fraction(int(x.p), int(x.q))


def _sample(
    values: Mapping[str, fmpq], written: Mapping[str, int], setting: Setting, chance: Chance, size: int
) -> Columns:
    size = max([size, *(written.get(base, 0) for base in setting.supports)])
    bases = list(setting.supports) or [base for base in written if base not in setting.domains]
    columns: dict[str, Column] = {}
    for base in bases:
        support = setting.supports.get(base, REAL)
        drawn = [_inside(support, values, setting, chance) for _ in range(size)]
        columns[base] = Column(tuple(Fraction(int(x.p), int(x.q)) for x in drawn))
    return columns


def _on_constraint(fact: Relation, values: dict[str, fmpq], setting: Setting, size: int) -> bool:
    """Moves the last symbol of a linear equation among drawn symbols (`p_1 + p_2 = 1`) so that it holds."""
    names = [name for name in values if name in free_symbols(fact)]
    if fact.operators != ("=",) or not names or any(isinstance(node, Indexed) for node in walk(fact)):
        return True
    name = names[-1]
    residual = Add((fact.operands[0], Negate(fact.operands[1])))
    here = {"n": fmpq(size), **values}
    at_zero = _rational(residual, {**here, name: fmpq(0)}, setting)
    slope = _rational(residual, {**here, name: fmpq(1)}, setting) - at_zero
    if not slope:
        return False
    values[name] = as_rational(-at_zero / slope)
    return _strictly_inside(values[name], setting.domains.get(name, REAL), values, setting)


def _strictly_inside(x: fmpq, domain: Domain, values: Mapping[str, fmpq], setting: Setting) -> bool:
    number = Fraction(int(x.p), int(x.q))
    above = domain.lower is None or number > _rational(domain.lower, values, setting)
    return above and (domain.upper is None or number < _rational(domain.upper, values, setting))


def _holds(fact: Relation, point: Point, setting: Setting) -> bool:
    """Whether the fact is certainly true at the point."""
    with precision(64):
        operands = [ball(evaluate(e, point.values, setting, point.sample)) for e in fact.operands]
    pairs = zip(fact.operators, operands, operands[1:], strict=False)
    return all(_CERTAINLY[operator](a, b) for operator, a, b in pairs if operator in _CERTAINLY)


_CERTAINLY = {
    "<": lambda a, b: a < b, "≤": lambda a, b: a <= b, ">": lambda a, b: a > b, "≥": lambda a, b: a >= b,
    "=": lambda a, b: a.overlaps(b), "≠": lambda a, b: a != b,
}
