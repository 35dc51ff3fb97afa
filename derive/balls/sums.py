"""Sums and products over the sample.

A table of counts is never written out: a value that came a thousand times is evaluated once.
"""

from __future__ import annotations

from functools import lru_cache

from flint import fmpq

from ..expressions import (
    ONE,
    Call,
    Expression,
    Indexed,
    Product,
    Summation,
    Symbol,
    nodes,
)
from ..steps import Column
from .adding import Weighted, logs_added, values_added
from .kept import kept
from .observed import over_rows
from .place import Place
from .quantities import Quantity, integer_of, multiply, power
from .samples import distinct_rows, restore

__all__ = ["product", "summation"]


def summation(place: Place, e: Summation) -> Quantity:
    """Σ, an empty one zero; one of the sample alone is added up once."""
    return kept(place, e, e, lambda: _added(place, e))


def _added(place: Place, e: Summation) -> Quantity:
    if isinstance(e.body, Call) and e.body.function == "log" and len(e.body.arguments) == 1:
        return logs_added(_terms(place, Summation(e.body.arguments[0], e.index, e.lower, e.upper)))
    return values_added(_terms(place, e))


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
    restore(values, e.index, hidden)
    restore(place.rows, e.index, hidden_row)
    return terms


def _grouped_columns(place: Place, e: Summation | Product) -> list[Column]:
    """The columns of the body where the sum is over the whole of them, the index only below observations."""
    bases = _observed_alone(e.body, e.index)
    columns = [place.columns[base] for base in bases if base in place.columns]
    if not columns or len(columns) < len(bases):
        return []
    first = columns[0]
    whole = e.lower == ONE and integer_of(place.value(e.upper)) == first.size
    return columns if whole and all(c.counts == first.counts and c.size == first.size for c in columns) else []


@lru_cache(256)
def _observed_alone(body: Expression, index: str) -> tuple[str, ...]:
    """The variables of the observations that have the index; none where it stands anywhere else."""
    symbol = Symbol(index)
    below = nodes(body)
    bases = tuple(node.base for node in below if isinstance(node, Indexed) and node.index == symbol)
    return bases if sum(node == symbol for node in below) == len(bases) else ()


def _over_rows(place: Place, body: Expression, index: str, columns: list[Column]) -> Weighted:
    rows = distinct_rows(columns)
    place.charge(len(rows))
    hidden = place.rows.get(index)
    values = over_rows(place, body, index, [row for row, _ in rows])
    restore(place.rows, index, hidden)
    return [(value, count) for value, (_, count) in zip(values, rows, strict=True)]
