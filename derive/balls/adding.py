"""Weighted sums: values, and how often each comes."""

from __future__ import annotations

from math import prod

from flint import arb, fmpq, fmpz

from .functions import FUNCTIONS
from .quantities import Quantity, add, multiply

__all__ = ["Weighted", "logs_added", "values_added"]

Weighted = list[tuple[Quantity, int]]
FEW = 16
MOST_BITS = 1 << 21  # of a product under one logarithm


def values_added(terms: Weighted) -> Quantity:
    """Σ k v."""
    total: Quantity = fmpq(0)
    for value, count in terms:
        total = add(total, value if count == 1 else multiply(value, fmpq(count)))
    return total


def logs_added(terms: Weighted) -> Quantity:
    """Σ k log v, of rational numbers as one logarithm of their product."""
    exact = [(q, count) for q, count in terms if isinstance(q, fmpq) and q > 0]
    if len(exact) < len(terms) or sum(q.height_bits() * count for q, count in exact) > MOST_BITS:
        return values_added([(FUNCTIONS["log"](q), count) for q, count in terms])
    top = _product([q.p**count for q, count in exact])
    bottom = _product([q.q**count for q, count in exact])
    return FUNCTIONS["log"](arb(top)) - FUNCTIONS["log"](arb(bottom))


def _product(factors: list[fmpz]) -> fmpz:
    """Of halves of the factors: long numbers are multiplied by long ones, not by one short factor after the other."""
    if len(factors) <= FEW:
        return prod(factors, start=fmpz(1))
    half = len(factors) // 2
    return _product(factors[:half]) * _product(factors[half:])
