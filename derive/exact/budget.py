"""Bounds that stand before every FLINT call that could end the process.

FLINT aborts on sizes that do not fit into memory, holds the interpreter's lock and answers no signal, so a
limit on time or memory does not hold: what is too large is refused before it is computed.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "COEFFICIENT_BITS", "CannotNormalise", "DATA_TERMS", "EXPANDED_TERMS", "MONOMIAL_DEGREE", "NUMBER_BITS", "SHIFTS",
    "Work", "factor_is_cheap", "gcd_is_cheap", "power_terms",
]

NUMBER_BITS = 100_000  # of a number that is computed
COEFFICIENT_BITS = 20_000  # of a coefficient of a polynomial with several terms
EXPANDED_TERMS = 400  # of a written power that is multiplied out
MONOMIAL_DEGREE = 10**9  # of one generator
SHIFTS = 12  # of the argument of a gamma function with symbols
DATA_TERMS = 400  # terms of a sum that is written out, one an index or a distinct observation
_PRODUCT_TERMS = 200_000  # pairs of terms of one multiplication
_TOTAL_WORK = 2_000_000  # pairs of terms of all multiplications for one normal form


class CannotNormalise(Exception):
    """The expression has no normal form here; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Work:
    """What one normal form may cost, in products of terms."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _TOTAL_WORK

    def start(self) -> None:
        """A new normal form begins."""
        self.left = _TOTAL_WORK

    def charge(self, pairs: int) -> None:
        """Pay for a multiplication before it is done."""
        self.left -= pairs
        if pairs > _PRODUCT_TERMS or self.left < 0:
            raise CannotNormalise("the expression is too large when multiplied out")


def power_terms(terms: int, exponent: int) -> int:
    """The most terms that a power of a sum of so many terms can have, capped far above every limit."""
    count = 1
    for k in range(1, min(terms - 1, exponent) + 1):
        count = count * (exponent + terms - k) // k
        if count > 10**9:
            return count
    return count


def gcd_is_cheap(a: Any, b: Any) -> bool:
    """Whether FLINT finds the greatest common divisor at once, whatever the polynomials are."""
    return len(a) * len(b) <= 40_000 and (len(a) + len(b) < 40 or int(a.total_degree() + b.total_degree()) <= 120)


def factor_is_cheap(terms: int, generators: int, degree: int) -> bool:
    """Whether FLINT factors at once: sparse multivariate polynomials of high degree can take minutes."""
    if generators == 1:
        return degree <= 120
    return terms <= 200 and degree <= 16 and terms * degree * generators <= 6_000
