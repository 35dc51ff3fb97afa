"""The variance of an estimate from the information: g′ᵀ I⁻¹ g′, and its root as a person writes it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..expressions import Call, Expression, number_value
from .arithmetic import square_root
from .fractions import Fractions, Ratio, TooLarge
from .signs import Signs
from .terms import Exponent, Term, factor, times, write

__all__ = ["root_of_variance", "variance"]

MOST_ROWS = 8


def variance(
    matrix: Sequence[Sequence[Expression]], slopes: Sequence[Expression], signs: Signs
) -> Expression | None:
    """g′ᵀ I⁻¹ g′ for a symmetric matrix; None where that leads too far or there is no inverse."""
    if len(slopes) > MOST_ROWS:
        return None
    try:
        table = Fractions((*(e for row in matrix for e in row), *slopes))
        rows = [[table.read(e) for e in row] for row in matrix]
        right = [table.read(e) for e in slopes]
        solved = _solved(table, rows, right)
        total = table.number(0)
        for slope, x in zip(right, solved, strict=True):
            total = table.add(total, table.times(slope, x))
        return table.write(total, signs)
    except (TooLarge, ZeroDivisionError):
        return None


def _solved(table: Fractions, rows: list[list[Ratio]], right: list[Ratio]) -> list[Ratio]:
    """x with I x = g. Raises ZeroDivisionError."""
    work = [[*row, r] for row, r in zip(rows, right, strict=True)]
    size = len(work)
    for column in range(size):
        pivot = next((k for k in range(column, size) if work[k][column]), None)
        if pivot is None:
            raise ZeroDivisionError
        work[column], work[pivot] = work[pivot], work[column]
        work[column] = [table.divide(x, work[column][column]) for x in work[column]]
        for k in range(size):
            share = work[k][column]
            if k != column and share:
                pairs = zip(work[k], work[column], strict=True)
                work[k] = [table.subtract(x, table.times(share, y)) for x, y in pairs]
    return [row[-1] for row in work]


def root_of_variance(e: Expression, signs: Signs) -> Expression:
    """`λ/√n` for √(λ²/n), `√21/10` for √(21/100): squares of what is positive come out from under the root."""
    number = number_value(e)
    if number is not None:
        return square_root(Fraction(number)) if number > 0 else Call("sqrt", (e,))
    term = factor(e)
    outer: list[tuple[Expression, Exponent]] = []
    inner: list[tuple[Expression, Exponent]] = []
    for base, exponent in term.powers:
        even = isinstance(exponent, int) and exponent % 2 == 0 and signs.of(base) == 1
        if even and isinstance(exponent, int):
            outer.append((base, exponent // 2))
        else:
            inner.append((base, exponent))
    if term.coefficient < 0:
        return Call("sqrt", (e,))
    return _beside(Term(1, tuple(outer)), Term(term.coefficient, tuple(inner)))


def _beside(outer: Term, inner: Term) -> Expression:
    """√inner behind the other factors, or below them where nothing stands above the line under the root."""
    coefficient = Fraction(inner.coefficient)
    roots = [number_value(square_root(Fraction(x))) for x in (coefficient.numerator, coefficient.denominator)]
    if isinstance(roots[0], int) and isinstance(roots[1], int):
        outer, inner = Term(Fraction(roots[0], roots[1]), outer.powers), Term(1, inner.powers)
    if not inner.powers and inner.coefficient == 1:
        return write(outer)
    is_below = Fraction(inner.coefficient).numerator == 1 and all(_is_below(x) for _, x in inner.powers)
    if is_below:
        below = times(Term(1, ()), Term(1 / Fraction(inner.coefficient), tuple((b, -x) for b, x in inner.powers)))  # type: ignore[operator]
        return write(times(outer, Term(1, ((write(below), Fraction(-1, 2)),))))
    return write(times(outer, Term(1, ((write(inner), Fraction(1, 2)),))))


def _is_below(exponent: Exponent) -> bool:
    return not isinstance(exponent, Expression) and exponent < 0
