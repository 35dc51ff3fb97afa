"""The number in the midst of a ball, where it can be written out."""

from __future__ import annotations

from flint import arb, fmpq

from ..balls import Undefined

__all__ = ["middle", "shortened"]

FARTHEST = 4096
"""Of the exponents of two: beyond it FLINT gives up, and nobody wants the digits."""


def middle(x: fmpq | arb) -> fmpq:
    """A rational is its own middle. Raises Undefined where the number is not finite, too large or too small."""
    if isinstance(x, fmpq):
        if x.height_bits() > 2 * FARTHEST:
            raise Undefined("a number of too many digits")
        return x
    mid = x.mid()
    if not mid.is_finite() or abs(int(mid.man_exp()[1])) > FARTHEST:
        raise Undefined("a number too large or too small to be written out")
    return mid.fmpq()


def shortened(x: fmpq) -> fmpq:
    """The number with six decimals, those behind them cut off."""
    return fmpq(int(10**6 * x.p // x.q), 10**6)
