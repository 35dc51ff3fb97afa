"""The law of a pair of normal variables: which problems are about it, and when the pairs lie on a line."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..domains import POSITIVE, REAL
from ..expressions import (
    ONE,
    ZERO,
    Expression,
    Negate,
    Symbol,
    free_symbols,
    number_value,
    rational,
)
from ..problem.model import Problem
from ..rules.terms import add, negate

__all__ = ["Pair", "is_normal_pair", "pair_of", "pairs_on_a_line"]


class Pair(NamedTuple):
    """The names of the two variables, and the arguments of their law."""

    x: str
    y: str
    mean_x: Expression
    mean_y: Expression
    var_x: Expression
    var_y: Expression
    correlation: Expression

    @property
    def centred(self) -> bool:
        """Whether both means are given."""
        return not isinstance(self.mean_x, Symbol)


def is_normal_pair(problem: Problem) -> bool:
    """Whether the variances and the correlation of a pair of normal variables are unknown, with or without both
    means, and nothing more is said of them."""
    pair = pair_of(problem)
    if pair is None or problem.constraints:
        return False
    parts = pair[4:] if pair.centred else pair[2:]
    names = [e.name for e in parts if isinstance(e, Symbol)]
    given = frozenset().union(*map(free_symbols, pair[2:4])) if pair.centred else frozenset()
    everything = len(names) == len(parts) and len({*names}) == len(parts) and {*names} == {*problem.parameters}
    return everything and not given & {*names} and _has_whole_domains(problem, pair)


def _has_whole_domains(problem: Problem, pair: Pair) -> bool:
    places = problem.domains
    variances = [e for e in (pair.var_x, pair.var_y) if isinstance(e, Symbol)]
    means = [e for e in (pair.mean_x, pair.mean_y) if isinstance(e, Symbol)]
    unit = places[pair.correlation.name] if isinstance(pair.correlation, Symbol) else REAL
    positive = all(places[e.name] == POSITIVE for e in variances)
    return positive and all(places[e.name] == REAL for e in means) and (unit.lower, unit.upper) == (Negate(ONE), ONE)


def pair_of(problem: Problem) -> Pair | None:
    if len(problem.laws) != 1:
        return None
    law = problem.laws[0]
    if law.family is None or len(law.variables) != 2 or [p.role for p in law.family.parameters] != list(_ROLES):
        return None
    return Pair(*law.variables, *law.arguments)


def pairs_on_a_line(problem: Problem, t: Expression) -> tuple[tuple[str, Expression], ...] | None:
    """Where all pairs lie on a line through the means: a path to it. On one that is not level the correlation tends
    to one or minus one, on a level one a variance to zero."""
    pair = pair_of(problem)
    if pair is None or not is_normal_pair(problem) or not _are_on_a_line(problem, pair):
        return None
    x, y = (_deviations_of(problem, *each) for each in ((pair.x, pair.mean_x), (pair.y, pair.mean_y)))
    if x is None or y is None or len(x[1]) != len(y[1]):
        return None
    (mean_x, u), (mean_y, v) = x, y
    values = _narrowing(u, v, t)
    if values is None:
        return None
    pairs = zip(pair[2:], (rational(mean_x), rational(mean_y), *values), strict=True)
    return tuple((e.name, value) for e, value in pairs if isinstance(e, Symbol))


def _are_on_a_line(problem: Problem, pair: Pair) -> bool:
    """Whether all pairs lie on a line, through the means where both are given; most samples show at the third pair
    that they do not."""
    x_column, y_column = problem.columns.get(pair.x), problem.columns.get(pair.y)
    if x_column is None or y_column is None:
        return False
    points = zip(x_column.values, y_column.values, strict=False)
    means = [number_value(e) for e in (pair.mean_x, pair.mean_y)]
    known = [Fraction(mean) for mean in means if mean is not None]
    x, y = known if len(known) == len(means) else next(points, (Fraction(0), Fraction(0)))
    gaps = ((a - x, b - y) for a, b in points)
    along = next((gap for gap in gaps if any(gap)), (Fraction(0), Fraction(0)))
    return all(along[0] * b == along[1] * a for a, b in gaps)


def _deviations_of(problem: Problem, name: str, mean: Expression) -> tuple[Fraction, list[Fraction]] | None:
    """The mean, known or of the sample, and how far each value is from it."""
    column, known = problem.columns.get(name), number_value(mean)
    if column is None or not column.values or (known is None and not isinstance(mean, Symbol)):
        return None
    values = column.values
    centre = Fraction(known) if known is not None else sum(values, Fraction(0)) / len(values)
    return centre, [value - centre for value in values]


def _narrowing(
    u: list[Fraction], v: list[Fraction], t: Expression
) -> tuple[Expression, Expression, Expression] | None:
    """Variances and correlation along the path, None where the pairs lie on no line."""
    xx, xy = sum(a * a for a in u), sum(a * b for a, b in zip(u, v, strict=True))
    if not any(v):
        return ONE, t, ZERO
    if not xx:
        return t, ONE, ZERO
    slope = Fraction(xy) / xx
    if any(b != a * slope for a, b in zip(u, v, strict=True)):
        return None
    near = add(ONE, negate(t)) if slope > 0 else add(t, negate(ONE))
    return ONE, rational(slope * slope), near


_ROLES = ("location", "location", "variance", "variance", "correlation")
