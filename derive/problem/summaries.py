"""Summaries of a sample in place of its observations: `{n: 10, sum(x): 7}`."""

from __future__ import annotations

from fractions import Fraction

from ..expressions import (
    TWO,
    Call,
    Expression,
    Indexed,
    Power,
    Summation,
    Symbol,
    map_children,
    observation,
    sample_sum,
)
from .diagnostics import Faults
from .events import Scalar
from .model import Law
from .numbers import NotANumber, fraction
from .ranges import rational_value
from .reading import closed_scope, read_formula

__all__ = ["read_summaries"]

N = Symbol("n")

Summaries = tuple[tuple[Scalar, Scalar], ...]


def read_summaries(
    pairs: Summaries, laws: tuple[Law, ...], covariates: tuple[str, ...], faults: Faults
) -> tuple[int | None, dict[Expression, Fraction]]:
    """The size and the statistics by expression, sums over the sample as `Σ x_i` however they were written."""
    variables = frozenset((*(name for law in laws for name in law.variables), *covariates))
    scope = closed_scope(frozenset(), variables)
    size: int | None = None
    found: list[tuple[Scalar, Expression, Fraction]] = []
    for key, cell in pairs:
        e, value = read_formula(key, scope, faults), _value(cell, faults)
        if e is None or value is None:
            continue
        if e == N:
            size = _size(cell, value, faults)
        elif isinstance(e, (Symbol, Indexed)):
            faults.add(cell, f"the observations of {key.text} are a list: [{cell.text}]")
        else:
            found.append((key, _observed(e, variables), value))
    if size is None:
        faults.add(pairs[0][0], "summaries need the size of the sample: {n: 10, sum(x): 7}")
        return None, {}
    if len(pairs) == 1:
        faults.add(pairs[0][0], "the size alone is no data: give the sums that are needed, {n: 10, sum(x): 7}")
    statistics: dict[Expression, Fraction] = {}
    for key, e, value in found:
        total = value * size if _is_mean(e) else value
        if statistics.setdefault(_as_sum(e), total) != total:
            faults.add(key, f"{key.text} contradicts another summary of the same sample")
    _check_sums(statistics, size, laws, pairs[0][0], faults)
    return size, statistics


def _value(cell: Scalar, faults: Faults) -> Fraction | None:
    try:
        return fraction(cell.text)
    except NotANumber as error:
        faults.add(cell, str(error))
        return None


def _size(cell: Scalar, value: Fraction, faults: Faults) -> int | None:
    if value < 1 or value.denominator != 1:
        faults.add(cell, f"n = {cell.text}: a sample has a whole number of observations, 1 or more")
        return 1
    return int(value)


def _observed(e: Expression, variables: frozenset[str]) -> Expression:
    """Within a sum the variable stands for its i-th value: `sum(x^2)` is Σ x_i²."""
    if isinstance(e, Summation):
        return Summation(_indexed(e.body, variables), e.index, e.lower, e.upper)
    return map_children(lambda child: _observed(child, variables), e)


def _indexed(e: Expression, variables: frozenset[str]) -> Expression:
    if isinstance(e, Symbol) and e.name in variables:
        return observation(e.name)
    return map_children(lambda child: _indexed(child, variables), e)


def _is_mean(e: Expression) -> bool:
    return isinstance(e, Call) and e.function == "mean"


def _as_sum(e: Expression) -> Expression:
    """A mean times n is a sum."""
    if not isinstance(e, Call) or e.function != "mean":
        return e
    argument = e.arguments[0]
    return sample_sum(observation(argument.name) if isinstance(argument, Symbol) else argument)


def _check_sums(
    found: dict[Expression, Fraction], size: int, laws: tuple[Law, ...], place: Scalar, faults: Faults
) -> None:
    """Σ x_i lies between n times the ends of the support, and is whole for a variable of whole numbers; by Cauchy and
    Schwarz (Σ x_i)² is at most n Σ x_i²."""
    for law in laws:
        total = found.get(sample_sum(observation(law.variable)))
        if total is None:
            continue
        lower = None if law.support.lower is None else rational_value(law.support.lower)
        upper = None if law.support.upper is None else rational_value(law.support.upper)
        low = lower is not None and total < size * lower
        high = upper is not None and total > size * upper
        if low or high or (law.support.integer and total.denominator != 1):
            faults.add(place, f"no sample of {size} observations of {law.variable} has the sum {total}")
        squares = found.get(sample_sum(Power(observation(law.variable), TWO)))
        if squares is not None and total**2 > size * squares:
            said = f"no sample of {size} observations of {law.variable} has the sum {total} and squares with the sum"
            faults.add(place, f"{said} {squares}")
