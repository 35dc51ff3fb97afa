"""Seeded random points inside the domains of a setting, with random samples of a few observations.

Two expressions are told apart by a point at which their enclosures are disjoint: that is a proof that they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from flint import fmpq

from ..domains import REAL, Domain
from ..expressions import (
    Add,
    Expression,
    Indexed,
    Negate,
    Number,
    OrderStatistic,
    Relation,
    Symbol,
    free_symbols,
    walk,
)
from ..records import NOTHING, Record
from ..steps import Column, Setting
from .evaluation import evaluate
from .place import Columns
from .precision import precision
from .quantities import Undefined, as_rational, ball

__all__ = ["Chance", "Point", "interior_points"]

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


class Point(Record):
    """Values of the symbols and a sample; `sample` is None where the data of the setting are meant."""

    values: Mapping[str, fmpq] = NOTHING
    sample: Columns | None = None

    def describe(self) -> str:
        """`θ = 1/4, x = (0, 1, 1)`."""
        parts = [f"{name} = {value}" for name, value in self.values.items()]
        for base, column in (self.sample or {}).items():
            parts.append(f"{base} = ({', '.join(map(str, column.values))})")
        return ", ".join(parts)


def interior_points(
    expressions: tuple[Expression, ...], setting: Setting, at_data: bool = False, seed: int = 1
) -> Iterator[Point]:
    """Points of the interior at which the facts of the setting hold; ends when too few of those drawn are of use.

    Only what the expressions and the facts mention is drawn. With `at_data` the sample is that of the setting.
    """
    draw = _Draw((*expressions, *setting.facts), setting, at_data, Chance(seed))
    found = 0
    for _ in range(MOST_TRIES):
        point = draw.point(SIZES[found % len(SIZES)])
        if point is not None:
            found += 1
            yield point


def _needed_symbols(expressions: Iterable[Expression], setting: Setting) -> frozenset[str]:
    """Names that need a value before the expressions have one, those that the domains lean on included."""
    names: set[str] = set()
    new = set().union(*map(free_symbols, expressions))
    while new:
        names |= new
        domains = [setting.domains[name] for name in new if name in setting.domains]
        ends = [end for domain in domains for end in (domain.lower, domain.upper) if end is not None]
        new = set().union(*map(free_symbols, ends)) - names
    return frozenset(names - {"n", *setting.supports, *setting.columns} - setting.values.keys())


def _needed_observations(expressions: Iterable[Expression], setting: Setting) -> dict[str, int]:
    """The variables of the sample that are mentioned; for those written out (`x_3`) the highest number."""
    highest: dict[str, int] = {}
    for node in (node for e in expressions for node in walk(e)):
        if isinstance(node, (Indexed, OrderStatistic)):
            known = node.base in setting.supports or node.base not in setting.domains
            index = node.index if isinstance(node, Indexed) else node.rank
            k = index.value if isinstance(index, Number) else 1
            if known:
                highest[node.base] = max(highest.get(node.base, 0), int(k))
        elif isinstance(node, Symbol) and node.name in setting.supports:
            highest.setdefault(node.name, 0)
    return highest


class _Draw:
    """Draws points for some expressions."""

    def __init__(self, expressions: tuple[Expression, ...], setting: Setting, at_data: bool, chance: Chance) -> None:
        self.setting = setting
        self.at_data = at_data
        self.chance = chance
        names = _needed_symbols(expressions, setting)
        self.names = _by_dependence(names, setting.domains)
        self.late = _behind_the_sample(self.names, setting)
        late_ends = tuple(end for name in self.late for end in _ends(setting.domains[name]))
        self.observed = _needed_observations((*expressions, *late_ends), setting)
        self.sized = any("n" in free_symbols(e) for e in expressions)
        self.values: dict[str, fmpq] = {}
        self.sample: Columns | None = None

    def point(self, size: int) -> Point | None:
        """A point with a sample of that size, or None where one was drawn that is of no use."""
        size = self.setting.size or 0 if self.at_data else max([size, *self.observed.values()])
        self.values = {"n": fmpq(size)}
        self.sample = None
        try:
            for name in self.names:
                if name not in self.late:
                    self.values[name] = self.inside(self.setting.domains.get(name, REAL))
            if any(not self.on_constraint(fact) for fact in self.setting.facts):
                return None
            sample = None if self.at_data else {base: self.column(base, size) for base in self.observed}
            self.sample = sample
            for name in self.late:
                self.values[name] = self.inside(self.setting.domains[name])
            if self.at_data or self.observed or not self.sized:
                del self.values["n"]
            point = Point(self.values, sample)
            return point if all(_holds(fact, point, self.setting) for fact in self.setting.facts) else None
        except Undefined:
            return None

    def column(self, base: str, size: int) -> Column:
        """A random sample of a variable."""
        support = self.setting.supports.get(base, REAL)
        return Column(tuple(map(_fraction, (self.inside(support) for _ in range(size)))))

    def inside(self, domain: Domain) -> fmpq:
        """A number inside a domain whose ends may lean on what was drawn before."""
        lower = None if domain.lower is None else self.rational(domain.lower)
        upper = None if domain.upper is None else self.rational(domain.upper)
        if domain.integer:
            return as_rational(_whole_inside(lower, upper, domain, self.chance))
        if lower is not None and upper is not None:
            return as_rational(lower + (upper - lower) * self.chance.share())
        size = self.chance.share() * (1 + self.chance.below(4))
        if lower is not None:
            return as_rational(lower + size)
        if upper is not None:
            return as_rational(upper - size)
        return as_rational(size if self.chance.below(2) else -size)

    def rational(self, e: Expression) -> Fraction:
        """The value of what leans on the values so far alone; raises Undefined where it is not rational."""
        with precision(64):
            sample = self.sample if self.sample is not None else None if self.setting.columns else {}
            x = evaluate(e, self.values, self.setting, sample)
        if not isinstance(x, fmpq):
            raise Undefined("the end of a domain is not rational")
        return _fraction(x)

    def on_constraint(self, fact: Relation) -> bool:
        """Moves the last symbol of a linear equation among drawn symbols (`p_1 + p_2 = 1`) so that it holds."""
        names = [name for name in self.names if name in free_symbols(fact)]
        if fact.operators != ("=",) or not names or any(isinstance(node, Indexed) for node in walk(fact)):
            return True
        name = names[-1]
        residual = Add((fact.operands[0], Negate(fact.operands[1])))
        self.values[name] = fmpq(0)
        at_zero = self.rational(residual)
        self.values[name] = fmpq(1)
        slope = self.rational(residual) - at_zero
        if not slope:
            return False
        self.values[name] = as_rational(-at_zero / slope)
        return self.strictly_inside(-at_zero / slope, self.setting.domains.get(name, REAL))

    def strictly_inside(self, x: Fraction, domain: Domain) -> bool:
        """Whether the number lies between the ends of the domain."""
        above = domain.lower is None or x > self.rational(domain.lower)
        return above and (domain.upper is None or x < self.rational(domain.upper))


def _fraction(x: fmpq) -> Fraction:
    return Fraction(int(x.p), int(x.q))


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


def _ends(domain: Domain) -> list[Expression]:
    return [end for end in (domain.lower, domain.upper) if end is not None]


def _behind_the_sample(names: list[str], setting: Setting) -> list[str]:
    """The names whose domain ends at a statistic of the sample (`θ ≥ max(x)`), or leans on one of these."""
    late: list[str] = []
    for name in names:
        ends = _ends(setting.domains.get(name, REAL))
        variables = setting.supports.keys() | setting.columns.keys() | set(late)
        if any(not isinstance(end, Number) and not variables.isdisjoint(free_symbols(end)) for end in ends):
            late.append(name)
    return late


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
