"""Square factors of whole numbers: √12 = 2√3."""

from __future__ import annotations

from math import isqrt

__all__ = ["square_part"]

LARGEST_PRIME = 1000


def square_part(value: int) -> tuple[int, int]:
    """Numbers s and r with value = s² r, every square of a prime below a thousand in s; 50 is (5, 2)."""
    root = isqrt(value)
    if root * root == value:
        return root, 1
    square = 1
    for prime in range(2, LARGEST_PRIME):
        while value % (prime * prime) == 0:
            value //= prime * prime
            square *= prime
        if prime * prime > value:
            break
    return square, value
