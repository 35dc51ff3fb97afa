"""Observations of a column by place and by rank."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import repeat
from math import lcm

from flint import fmpq

from ..steps import Column

__all__ = ["observed", "ordered"]


def observed(column: Column, place: int) -> fmpq | None:
    """The observation at a place, counted from one, in the order of the column."""
    if column.counts is None:
        return _exact(column.values[place - 1]) if 1 <= place <= len(column.values) else None
    for value, count in zip(column.values, column.counts, strict=True):
        if 1 <= place <= count:
            return _exact(value)
        place -= count
    return None


def ordered(column: Column, rank: int) -> fmpq | None:
    """The observation of that rank, the smallest first."""
    for value, count in _in_order(column):
        if 1 <= rank <= count:
            return value
        rank -= count
    return None


_latest: list[tuple[Column, list[tuple[fmpq, int]]]] = []  # of the last column asked for; a long one takes its time


def _in_order(column: Column) -> list[tuple[fmpq, int]]:
    """The different observations, the smallest first, and how often each came."""
    if not _latest or _latest[0][0] is not column:
        scale = lcm(*{value.denominator for value in column.values})
        table: Counter[int] = Counter()
        for value, count in zip(column.values, column.counts or repeat(1), strict=False):
            table[value.numerator * (scale // value.denominator)] += count
        _latest[:] = [(column, [(fmpq(number, scale), table[number]) for number in sorted(table)])]
    return _latest[0][1]


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
