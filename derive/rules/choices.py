"""Where a product of binomial coefficients is not zero: C(N − 10, 7) chooses 7 of N − 10, so N is at least 17."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from ..expressions import Call, Expression, Symbol, free_symbols, number_value
from .equations import coefficients
from .terms import Exponent, add, expand, factor, negate, write_sum

__all__ = ["ends_of_choices", "fixed_gaps", "symbolic_ends"]


def ends_of_choices(likelihood: Expression, name: str) -> tuple[int | None, int | None]:
    """The first and the last whole number for which no binomial coefficient or factorial among the factors asks for
    more than there is; None where nothing is said. Only ends in numbers are found."""
    first: int | None = None
    last: int | None = None
    for base, _ in factor(likelihood).powers:
        for gap in _gaps(base):
            slope, rest = _line(gap, name)
            if slope > 0:
                end = ceil(-rest / slope)
                first = end if first is None else max(first, end)
            elif slope < 0:
                end = floor(-rest / slope)
                last = end if last is None else min(last, end)
    return first, last


def symbolic_ends(likelihood: Expression, name: str) -> tuple[list[Expression], list[Expression]]:
    """The ends that each coefficient sets, in symbols: what v is at least, and what it is at most."""
    lower: list[Expression] = []
    upper: list[Expression] = []
    for gap in (gap for base, _ in factor(likelihood).powers for gap in _gaps(base)):
        parts = coefficients(gap, name)
        slope = number_value(write_sum(parts.get(1, []))) if parts and max(parts) == 1 else None
        if parts and slope in (1, -1):
            rest = [t._replace(coefficient=-slope * t.coefficient) for t in parts.get(0, [])]
            (lower if slope == 1 else upper).append(write_sum(rest))
    return lower, upper


def fixed_gaps(likelihood: Expression, name: str) -> list[Expression]:
    """What must not be negative whatever the whole number is: `K − k` and `k`."""
    gaps = [gap for base, _ in factor(likelihood).powers for gap in _gaps(base)]
    return [gap for gap in gaps if name not in free_symbols(gap) and number_value(gap) is None]


def _gaps(base: Expression) -> Iterator[Expression]:
    if isinstance(base, Call) and base.function == "binomial":
        among, chosen = base.arguments
        yield from (chosen, add(among, negate(chosen)))
    elif isinstance(base, Call) and base.function == "factorial":
        yield base.arguments[0]


def _line(e: Expression, name: str) -> tuple[Fraction, Fraction]:
    """Slope and constant of a e = slope · v + constant in numbers; slope zero where it is something else."""
    slope, rest = Fraction(0), Fraction(0)
    for term in expand(e):
        powers: tuple[tuple[Expression, Exponent], ...] = term.powers
        if powers == ((Symbol(name), 1),):
            slope = Fraction(term.coefficient)
        elif not powers:
            rest = Fraction(term.coefficient)
        else:
            return Fraction(0), Fraction(0)
    return slope, rest
