"""Observations and statistics of the sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import accumulate
from typing import TypeVar

from flint import fmpq

from ..expressions import (
    Call,
    Expression,
    Indexed,
    OrderStatistic,
    Symbol,
    observation,
    sample_sum,
    walk,
)
from ..steps import Column
from .adding import Weighted, logs_added, values_added
from .functions import FUNCTIONS
from .kept import FEW, kept
from .observed import over_rows
from .place import Place
from .quantities import Quantity, Undefined, as_rational, divide

__all__ = ["STATISTICS", "distinct_rows", "indexed", "order_statistic", "restore", "statistic"]

T = TypeVar("T")


# ---- observations ---------------------------------------------------------------------------------------


def indexed(place: Place, e: Indexed) -> Quantity:
    """An observation; `p_i` at a number i is the symbol `p_2` where p is no sample."""
    column = place.columns.get(e.base)
    if column is not None and isinstance(e.index, Symbol) and e.index.name in place.rows:
        return as_rational(column.values[place.rows[e.index.name]])
    k = place.whole(e.index)
    if column is None:
        return place.symbol(f"{e.base}_{k}")
    return as_rational(_observation(column, k))


def _observation(column: Column, k: int) -> Fraction:
    if not 1 <= k <= column.size:
        raise Undefined(f"there is no observation {k}")
    if column.counts is None:
        return column.values[k - 1]
    for value, count in zip(column.values, column.counts, strict=True):
        k -= count
        if k <= 0:
            return value
    raise Undefined("counts that do not add up")


def order_statistic(place: Place, e: OrderStatistic) -> Quantity:
    """The k-th smallest observation."""
    column, k = place.column(e.base), place.whole(e.rank)
    for value, count in column.table if k >= 1 else ():
        k -= count
        if k <= 0:
            return as_rational(value)
    raise Undefined("there is no observation of that rank")


# ---- statistics -----------------------------------------------------------------------------------------


def statistic(place: Place, function: str, of: Expression) -> Quantity:
    """x̄, max x: of a variable once, since it may stand in every term of a sum; of an expression in variables."""
    if function == "mean" and isinstance(of, Symbol) and of.name not in place.columns:
        total = sample_sum(observation(of.name))
        if total in place.given and place.size:
            return divide(as_rational(place.given[total]), fmpq(place.size))
    if not isinstance(of, Symbol) or of.name not in place.columns:
        return kept(place, (function, of), of, lambda: _statistic(place, function, of))
    if (function, of.name) not in place.statistics:
        found = kept(place, (function, of), of, lambda: _statistic(place, function, of))
        place.statistics[function, of.name] = found
    return place.statistics[function, of.name]


def _statistic(place: Place, function: str, of: Expression) -> Quantity:
    if function == "mean" and isinstance(of, Call) and of.function == "log" and len(of.arguments) == 1:
        values = _sample_values(place, of.arguments[0])
        return divide(logs_added(values), fmpq(sum(count for _, count in values)))
    return STATISTICS[function](_sample_values(place, of))


def _sample_values(place: Place, e: Expression) -> Weighted:
    """The values of an expression in the variables of the sample (`x`, `log x`, `x_i²`), and how often each comes."""
    if isinstance(e, Symbol) and e.name in place.columns:
        column = place.column(e.name)
        place.charge(len(column.table))
        return [(as_rational(value), count) for value, count in column.table]
    whole = {node.name for node in walk(e) if isinstance(node, Symbol) and node.name in place.columns}
    indexed_by_i = {node.base for node in walk(e) if isinstance(node, Indexed) and node.index == Symbol("i")}
    if not whole and not indexed_by_i:
        raise Undefined("a statistic of what is no sample")
    columns = {base: place.column(base) for base in sorted(whole | indexed_by_i)}
    first = next(iter(columns.values()))
    if any(column.counts != first.counts or column.size != first.size for column in columns.values()):
        raise Undefined("a statistic over samples of different shapes")
    hidden, hidden_row = {base: place.values.get(base) for base in whole}, place.rows.get("i")
    place.charge(len(first.values))
    rows = distinct_rows(list(columns.values()))
    values = over_rows(place, e, "i", [row for row, _ in rows], frozenset(whole))
    restore(place.rows, "i", hidden_row)
    for base, old in hidden.items():
        restore(place.values, base, old)
    return [(value, count) for value, (_, count) in zip(values, rows, strict=True)]


def _counts(column: Column) -> tuple[int, ...]:
    return column.counts or (1,) * len(column.values)


def restore(mapping: dict[str, T], name: str, old: T | None) -> None:
    mapping.pop(name, None)
    if old is not None:
        mapping[name] = old


def distinct_rows(columns: list[Column]) -> list[tuple[int, int]]:
    """A row for each of those that are the same objects, and how often they come: most repeated observations are."""
    if columns[0].counts is not None or len(columns[0].values) < FEW:
        return list(enumerate(_counts(columns[0])))
    if all(column is columns[0] for column in columns):
        return list(columns[0].rows)
    keys = list(zip(*(map(id, column.values) for column in columns), strict=True))
    rows = {key: row for row, key in enumerate(keys)}
    return [(rows[key], count) for key, count in Counter(keys).items()]


def _mean(values: Weighted) -> Quantity:
    return divide(values_added(values), fmpq(sum(count for _, count in values)))


def _median(values: Weighted) -> Quantity:
    exact = sorted((v, c) for v, c in values if isinstance(v, fmpq))
    size = sum(c for _, c in values)
    if len(exact) != len(values) or not size:
        raise Undefined("the median of numbers that are not exact")
    low, high = (_ranked(exact, rank) for rank in ((size + 1) // 2, size // 2 + 1))
    return divide(low + high, fmpq(2))


def _ranked(ordered: list[tuple[fmpq, int]], rank: int) -> fmpq:
    return next(v for (v, _), upto in zip(ordered, accumulate(c for _, c in ordered), strict=True) if rank <= upto)


def _extreme(function: str, values: list[Quantity]) -> Quantity:
    exact = [v for v in values if isinstance(v, fmpq)]
    if len(exact) < len(values):
        return FUNCTIONS[function](*values)
    return max(exact) if function == "max" else min(exact)


STATISTICS: dict[str, Callable[[Weighted], Quantity]] = {
    "mean": _mean,
    "median": _median,
    "max": lambda values: _extreme("max", [v for v, c in values if c]),
    "min": lambda values: _extreme("min", [v for v, c in values if c]),
}
