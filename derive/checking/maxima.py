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
            points = [{**points[min(k, len(points) - 1)], name: value} for k, value in enumerate(candidates)]
        waiting = [name for name, candidates in found if not candidates]
    return points


def _candidates_at(row: Estimate | None, setting: Setting, known: Values) -> list[fmpq | arb]:
    return [] if row is None else list(_candidates(row, setting, known))


def plain_name(row: Estimate) -> str:
    """The name of the parameter that a row of estimates is about."""
    return row.parameter.name if isinstance(row.parameter, Symbol) else plain(row.parameter)


def _candidates(row: Estimate, setting: Setting, known: Values) -> Iterator[fmpq | arb]:
    """The estimate at the sample; of a set of maximisers a point inside, and its ends."""
    if isinstance(row.maximisers, SetOf):
        yield from _values(row.maximisers.elements, setting, known)
        return
    if row.exact is not None and not isinstance(row.exact, Relation):
        yield from _values((row.exact,), setting, known)
        return
    if row.interval is not None:
        lower, upper = (fmpq(*Fraction(end).as_integer_ratio()) for end in row.interval)
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
