"""Sums and products over the sample.

A table of counts is never written out: a value that came a thousand times is evaluated once; and a sum that depends
on the sample alone is added up once at a precision, however many steps ask for it.
"""

from __future__ import annotations

from collections.abc import Hashable
from math import prod

from flint import arb, fmpq

from ..expressions import (
    ONE,
    Call,
    Expression,
    Indexed,
    OrderStatistic,
    Product,
    Summation,
    Symbol,
    free_symbols,
    walk,
)
from ..steps import Column
from .functions import FUNCTIONS
from .place import Place
from .precision import bits
from .quantities import Quantity, add, integer_of, multiply, power
from .samples import FEW, Weighted, distinct_rows, restore

__all__ = ["product", "summation"]

MOST_KEPT = 16  # samples of which sums are remembered
MOST_LOG_BITS = 1 << 21  # of a product under one logarithm



def summation(place: Place, e: Summation) -> Quantity:
    """Σ, an empty one zero; one of the sample alone is added up once."""
    if (place.size or 0) <= FEW:
        return _added(place, e)
    columns = _columns_alone(place, e)
    if columns is None:
        return _added(place, e)
    kept, key = _kept_for(columns), (e, place.size, bits())
    if key not in kept:
        kept[key] = _added(place, e)
    return kept[key]


def _columns_alone(place: Place, e: Summation) -> tuple[Column, ...] | None:
    """The columns that a sum reads, where it reads nothing else: no unknown, no known value, no given statistic."""
    names = free_symbols(e) - {"n"}
    bases = names | {node.base for node in walk(e) if isinstance(node, (Indexed, OrderStatistic))}
    given = {"n", *names}
    if place.given or not bases <= place.columns.keys() or given & place.values.keys() or given & place.known.keys():
        return None
    return tuple(place.columns[base] for base in sorted(bases))


_kept: dict[tuple[int, ...], tuple[tuple[Column, ...], dict[Hashable, Quantity]]] = {}  # holds what the keys name


def _kept_for(columns: tuple[Column, ...]) -> dict[Hashable, Quantity]:
    """What is known of sums over these columns, which are the very objects, not equal ones."""
    key = tuple(map(id, columns))
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = columns, {}
    return _kept[key][1]


def _added(place: Place, e: Summation) -> Quantity:
    if isinstance(e.body, Call) and e.body.function == "log" and len(e.body.arguments) == 1:
        return _sum_of_logs(_terms(place, Summation(e.body.arguments[0], e.index, e.lower, e.upper)))
    return _sum(_terms(place, e))


def _sum_of_logs(terms: Weighted) -> Quantity:
    """Σ k log q, of rational numbers as one logarithm of their product."""
    exact = [(q, count) for q, count in terms if isinstance(q, fmpq) and q > 0]
    if len(exact) < len(terms) or sum(q.height_bits() * count for q, count in exact) > MOST_LOG_BITS:
        return _sum([(FUNCTIONS["log"](q), count) for q, count in terms])
    top, bottom = (prod([int(part) ** count for part, count in parts]) for parts in (
        [(q.p, count) for q, count in exact], [(q.q, count) for q, count in exact]))
    return FUNCTIONS["log"](arb(top)) - FUNCTIONS["log"](arb(bottom))


def _sum(terms: Weighted) -> Quantity:
    total: Quantity = fmpq(0)
    for value, count in terms:
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
    restore(values, e.index, hidden)
    restore(place.rows, e.index, hidden_row)
    return terms


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
    rows = distinct_rows(columns)
    place.charge(len(rows))
    hidden = place.rows.get(index)
    terms: Weighted = []
    for row, count in rows:
        place.rows[index] = row
        terms.append((place.value(body), count))
    restore(place.rows, index, hidden)
    return terms
