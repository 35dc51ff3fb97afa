"""Statistics of the sample that are no sums: the least, the largest and the middle observation, order statistics."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..expressions import Call, Expression, Indexed, OrderStatistic, Symbol, walk

__all__ = ["is_of_sample", "is_statistic", "order_statistic", "statistic"]

Ordered = Sequence[tuple[Fraction, int]]
_FUNCTIONS = frozenset(("max", "min", "median"))


def is_statistic(e: Expression) -> bool:
    """Whether the expression is max, min or median of one expression in the variables of the sample."""
    return isinstance(e, Call) and e.function in _FUNCTIONS and len(e.arguments) == 1


def is_of_sample(e: Expression) -> bool:
    """Whether the value depends on the sample: its size, a sum over it, or a statistic of it."""
    kinds = Indexed, OrderStatistic
    return any(node == Symbol("n") or isinstance(node, kinds) or _is_statistic(node) for node in walk(e))


def _is_statistic(e: Expression) -> bool:
    return is_statistic(e) or (isinstance(e, Call) and e.function == "mean")


def statistic(function: str, ordered: Ordered) -> Fraction:
    """The largest, least or middle of values, which stand in order with the number of times that each came."""
    if function == "max":
        return ordered[-1][0]
    if function == "min":
        return ordered[0][0]
    size = sum(count for _, count in ordered)
    return (_ranked(ordered, (size + 1) // 2) + _ranked(ordered, size // 2 + 1)) / 2


def order_statistic(rank: int, ordered: Ordered) -> Fraction | None:
    """The k-th smallest value, or None where there are not so many."""
    return _ranked(ordered, rank) if 1 <= rank <= sum(count for _, count in ordered) else None


def _ranked(ordered: Ordered, rank: int) -> Fraction:
    for value, count in ordered:
        rank -= count
        if rank <= 0:
            return value
    raise ValueError("a rank beyond the size of the sample")
