"""The points of maximum of the likelihood in a sample, as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb, fmpq

from ..balls import Undefined, evaluate, precision
from ..expressions import Expression, Hat, Relation, SetOf, Symbol
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..steps import Derivation, Estimate, Setting
from .places import BITS, HAT, Values

__all__ = ["best_of", "plain_name"]


NARROW, MOST_DENOMINATOR = 1e-6, 10**6


def best_of(problem: Problem, derivation: Derivation, setting: Setting) -> list[Values]:
    """The points of maximum; empty where one of the parameters has no estimate that can be computed. An estimate may
    be a formula of others: σ̂² = Σ(y_i − b̂ x_i)²/n."""
    rows = {plain_name(row): row for row in derivation.estimates}
    points: list[Values] = [{}]
    waiting = list(problem.parameters)
    while waiting:
        found = [(name, _candidates_at(rows.get(name), setting, points[0])) for name in waiting]
        done = [(name, candidates) for name, candidates in found if candidates]
        if not done:
            return []
        for name, candidates in done:
            points = [
                {**points[min(k, len(points) - 1)], name: candidates[min(k, len(candidates) - 1)]}
                for k in range(max(len(points), len(candidates)))
            ]
        waiting = [name for name, candidates in found if not candidates]
    return points


def _candidates_at(row: Estimate | None, setting: Setting, known: Values) -> list[fmpq | arb]:
    return [] if row is None else list(_candidates(row, setting, known))


def plain_name(row: Estimate) -> str:
    """The name of the parameter that a row of estimates is about."""
    return row.parameter.name if isinstance(row.parameter, Symbol) else plain(row.parameter)


def _is_wide(row: Estimate) -> bool:
    """Whether all of an interval is as good: `exact` is then its middle."""
    return row.interval is not None and row.interval[1] - row.interval[0] > NARROW * (1 + abs(row.interval[1]))


def _as_written(end: float) -> fmpq:
    """The end of an interval as a fraction: 71/10 for the double next to it."""
    near = Fraction(end).limit_denominator(MOST_DENOMINATOR)
    exact = near if float(near) == end else Fraction(end)
    return fmpq(*exact.as_integer_ratio())


def _candidates(row: Estimate, setting: Setting, known: Values) -> Iterator[fmpq | arb]:
    """The estimate at the sample; of a set of maximisers a point inside, and its ends."""
    if isinstance(row.maximisers, SetOf):
        yield from _values(row.maximisers.elements, setting, known)
        return
    if row.exact is not None and not isinstance(row.exact, Relation) and not _is_wide(row):
        yield from _values((row.exact,), setting, known)
        return
    if row.interval is not None:
        lower, upper = (_as_written(end) for end in row.interval)
        if row.value is not None and upper - lower < fmpq(1, 10**6):
            with precision(BITS):
                yield arb(lower).union(arb(upper))
        else:
            yield from ((lower + upper) / 2, (3 * lower + upper) / 4, lower, upper)


def _values(exact: tuple[Expression, ...], setting: Setting, known: Values) -> Iterator[fmpq | arb]:
    estimates = {Hat(Symbol(name)): Symbol(name + HAT) for name in known}
    values = {name + HAT: value for name, value in known.items()}
    for e in exact:
        for hat, symbol in estimates.items():
            e = put(e, hat, symbol)
        try:
            with precision(BITS):
                value = evaluate(e, values, setting)
        except Undefined:
            return
        if isinstance(value, (fmpq, arb)):
            yield value
