"""Observations, statistics of the sample, and sums and products over it.

A table of counts is never written out: a value that came a thousand times is evaluated once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from flint import fmpq

from ..expressions import (
    ONE,
    Expression,
    Indexed,
    OrderStatistic,
    Product,
    Summation,
    Symbol,
    observation,
    sample_sum,
    walk,
)
from ..steps import Column
from .functions import FUNCTIONS
from .place import Place
from .quantities import Quantity, Undefined, add, as_rational, divide, integer_of, multiply, power

__all__ = ["STATISTICS", "indexed", "order_statistic", "product", "statistic", "summation"]

T = TypeVar("T")
FEW = 32  # observations that are not worth counting


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
    column = place.column(e.base)
    order = sorted(range(len(column.values)), key=column.values.__getitem__)
    counts = None if column.counts is None else tuple(column.counts[k] for k in order)
    ranked = Column(tuple(column.values[k] for k in order), counts)
    return as_rational(_observation(ranked, place.whole(e.rank)))


# ---- statistics -----------------------------------------------------------------------------------------


Weighted = list[tuple[Quantity, int]]


def statistic(place: Place, function: str, of: Expression) -> Quantity:
    """x̄, max x: of a variable once, since it may stand in every term of a sum; of an expression in variables."""
    if function == "mean" and isinstance(of, Symbol) and of.name not in place.columns:
        total = sample_sum(observation(of.name))
        if total in place.given and place.size:
            return divide(as_rational(place.given[total]), fmpq(place.size))
    if not isinstance(of, Symbol) or of.name not in place.columns:
        return STATISTICS[function](_sample_values(place, of))
    if (function, of.name) not in place.statistics:
        place.statistics[function, of.name] = STATISTICS[function](_sample_values(place, of))
    return place.statistics[function, of.name]


def _sample_values(place: Place, e: Expression) -> Weighted:
    """The values of an expression in the variables of the sample (`x`, `log x`, `x_i²`), and how often each comes."""
    if isinstance(e, Symbol) and e.name in place.columns:
        column = place.column(e.name)
        place.charge(len(column.values))
        return [(as_rational(column.values[row]), count) for row, count in _distinct_rows([column])]
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
    terms: Weighted = []
    for row, count in _distinct_rows(list(columns.values())):
        place.rows["i"] = row
        place.values.update((base, as_rational(columns[base].values[row])) for base in whole)
        terms.append((place.value(e), count))
    _restore(place.rows, "i", hidden_row)
    for base, old in hidden.items():
        _restore(place.values, base, old)
    return terms


def _counts(column: Column) -> tuple[int, ...]:
    return column.counts or (1,) * len(column.values)


def _distinct_rows(columns: list[Column]) -> list[tuple[int, int]]:
    """A row for each of those that are the same objects, and how often they come: most repeated observations are."""
    if columns[0].counts is not None or len(columns[0].values) < FEW:
        return list(enumerate(_counts(columns[0])))
    keys = list(zip(*(map(id, column.values) for column in columns), strict=True))
    rows = {key: row for row, key in enumerate(keys)}
    return [(rows[key], count) for key, count in Counter(keys).items()]


def _mean(values: Weighted) -> Quantity:
    total: Quantity = fmpq(0)
    for value, count in values:
        total = add(total, multiply(value, fmpq(count)))
    return divide(total, fmpq(sum(count for _, count in values)))


def _median(values: Weighted) -> Quantity:
    exact = sorted((v for v, c in values for _ in range(c) if isinstance(v, fmpq)))
    if len(exact) != sum(c for _, c in values):
        raise Undefined("the median of numbers that are not exact")
    middle = len(exact) // 2
    return exact[middle] if len(exact) % 2 else divide(exact[middle - 1] + exact[middle], fmpq(2))


def _extreme(function: str, values: list[Quantity]) -> Quantity:
    exact = [v for v in values if isinstance(v, fmpq)]
    if len(exact) < len(values):
        return FUNCTIONS[function](*values)
    return max(exact) if function == "max" else min(exact)


STATISTICS: dict[str, Callable[[Weighted], Quantity]] = {
    "mean": _mean,
    "median": _median,
    "max": lambda values: _extreme("max", [v for v, _ in values]),
    "min": lambda values: _extreme("min", [v for v, _ in values]),
}


# ---- sums and products ---------------------------------------------------------------------------------


def summation(place: Place, e: Summation) -> Quantity:
    """Σ, an empty one zero."""
    total: Quantity = fmpq(0)
    for value, count in _terms(place, e):
        total = add(total, value if count == 1 else multiply(value, fmpq(count)))
    return total


def product(place: Place, e: Product) -> Quantity:
    """Π, an empty one one."""
    result: Quantity = fmpq(1)
    for value, count in _terms(place, e):
        result = multiply(result, value if count == 1 else power(value, fmpq(count)))
    return result


def _terms(place: Place, e: Summation | Product) -> Weighted:
    """The values of the body and how often each comes; a table of counts is not written out."""
    columns = _grouped_columns(place, e)
    if columns:
        return _over_rows(place, e.body, e.index, columns)
    lower, upper = place.whole(e.lower), place.whole(e.upper)
    place.charge(upper - lower + 1)
    values = place.values
    hidden = values.pop(e.index, None)
    hidden_row = place.rows.pop(e.index, None)
    terms: Weighted = []
    for k in range(lower, upper + 1):
        values[e.index] = fmpq(k)
        terms.append((place.value(e.body), 1))
    _restore(values, e.index, hidden)
    _restore(place.rows, e.index, hidden_row)
    return terms


def _restore(mapping: dict[str, T], name: str, old: T | None) -> None:
    mapping.pop(name, None)
    if old is not None:
        mapping[name] = old


def _grouped_columns(place: Place, e: Summation | Product) -> list[Column]:
    """The columns of the body where the sum is over the whole of them, the index only below observations."""
    index = Symbol(e.index)
    nodes = list(walk(e.body))
    observed = [node for node in nodes if isinstance(node, Indexed) and node.index == index]
    columns = [place.columns[node.base] for node in observed if node.base in place.columns]
    if not columns or len(columns) < len(observed) or sum(node == index for node in nodes) > len(observed):
        return []
    first = columns[0]
    whole = e.lower == ONE and integer_of(place.value(e.upper)) == first.size
    return columns if whole and all(c.counts == first.counts and c.size == first.size for c in columns) else []


def _over_rows(place: Place, body: Expression, index: str, columns: list[Column]) -> Weighted:
    rows = _distinct_rows(columns)
    place.charge(len(rows))
    hidden = place.rows.get(index)
    terms: Weighted = []
    for row, count in rows:
        place.rows[index] = row
        terms.append((place.value(body), count))
    _restore(place.rows, index, hidden)
    return terms
