"""The ends of a confidence interval as a hand may write them: with the quantile itself, or with 1.96 for it."""

from __future__ import annotations

from fractions import Fraction

from ..expressions import Expression, Interval, Number, Symbol, free_symbols, rational, replace
from ..steps import Quantity
from .names import Names

__all__ = ["ends_due", "ends_of_other_level"]

QUANTILE = Fraction("1.9599639845400542355")
SHORT = Number(Fraction(196, 100), "1.96")


def ends_due(row: Quantity, names: Names) -> tuple[tuple[Expression, ...], tuple[Expression, ...]]:
    """What the lower and the upper end may be: numbers, or formulas in the sample where there are no data."""
    if row.interval is not None:
        lower, upper = row.interval
        return _in_numbers(Fraction(lower), Fraction(upper), row.method == "Wald")
    if not isinstance(row.exact, Interval):
        return (), ()
    return _in_formulas(row.exact.lower, names), _in_formulas(row.exact.upper, names)


OTHERS = tuple(map(Fraction, ("1.281551566", "1.644853627", "2.326347874", "2.575829304")))
"""Quantiles for 80, 90, 98 and 99 percent."""


def ends_of_other_level(row: Quantity) -> list[tuple[Expression, Expression]]:
    """The ends of the Wald interval in numbers, had another level been asked."""
    if row.interval is None or row.method != "Wald":
        return []
    lower, upper = map(Fraction, row.interval)
    middle, reach = (lower + upper) / 2, (upper - lower) / 2
    return [(rational(middle - reach * z / QUANTILE), rational(middle + reach * z / QUANTILE)) for z in OTHERS]


def _in_numbers(
    lower: Fraction, upper: Fraction, wald: bool
) -> tuple[tuple[Expression, ...], tuple[Expression, ...]]:
    middle, reach = (lower + upper) / 2, (upper - lower) / 2
    short = reach * SHORT.value / QUANTILE
    if not wald:
        return (rational(lower),), (rational(upper),)
    return (
        (rational(lower), rational(middle - short)),
        (rational(upper), rational(middle + short)),
    )


def _in_formulas(end: Expression, names: Names) -> tuple[Expression, ...]:
    """With the number 1.96, and with what the hand has called the quantile."""
    quantile = next((name for name in ("z", "q", "u", "w", "z_0") if name in free_symbols(end)), None)
    if quantile is None:
        return (end,)
    values = [SHORT, rational(QUANTILE)]
    values += [names.symbols[quantile]] if quantile in names.symbols else []
    return tuple(replace(end, Symbol(quantile), value) for value in values)
