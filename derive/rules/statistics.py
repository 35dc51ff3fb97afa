"""Statistics of the sample that are no sums: the least, the largest and the middle observation, order statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..expressions import Call, Expression, Indexed, OrderStatistic, Symbol, number_value, rational, walk

__all__ = ["is_of_sample", "is_statistic", "order_statistic", "statistic"]

Row = Mapping[str, int | Fraction]
_FUNCTIONS = frozenset(("max", "min", "median"))


def is_statistic(e: Expression) -> bool:
    """Whether the expression is max, min or median of one expression in the variables of the sample."""
    return isinstance(e, Call) and e.function in _FUNCTIONS and len(e.arguments) == 1


def is_of_sample(e: Expression) -> bool:
    """Whether the value depends on the sample: its size, a sum over it, or a statistic of it."""
    kinds = Indexed, OrderStatistic
    return any(node == Symbol("n") or isinstance(node, kinds) or is_statistic(node) for node in walk(e))


def statistic(function: str, values: Sequence[tuple[Expression, int]]) -> Expression | None:
    """The largest, least or middle of values with the number of times that each came; None where these are no
    rational numbers."""
    numbers = [(number_value(value), count) for value, count in values]
    known = sorted((Fraction(number), count) for number, count in numbers if number is not None)
    if len(known) < len(numbers) or not known:
        return None
    if function == "max":
        return rational(known[-1][0])
    if function == "min":
        return rational(known[0][0])
    size = sum(count for _, count in known)
    return rational((_ranked(known, (size + 1) // 2) + _ranked(known, size // 2 + 1)) / 2)


def order_statistic(e: OrderStatistic, rows: Sequence[tuple[Row, int]]) -> Expression | None:
    """The k-th smallest observation, where the rank is a number."""
    rank = number_value(e.rank)
    pairs = sorted((Fraction(row[e.base]), count) for row, count in rows if e.base in row)
    if not isinstance(rank, int) or not 1 <= rank <= sum(count for _, count in pairs):
        return None
    return rational(_ranked(pairs, rank))


def _ranked(pairs: Sequence[tuple[Fraction, int]], rank: int) -> Fraction:
    for value, count in pairs:
        rank -= count
        if rank <= 0:
            return value
    raise ValueError("a rank beyond the size of the sample")
