"""Observations of a column by place and by rank."""

from __future__ import annotations

from fractions import Fraction

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
    for value, count in column.table:
        if 1 <= rank <= count:
            return _exact(value)
        rank -= count
    return None


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
