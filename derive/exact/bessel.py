"""The modified Bessel functions I_0 and I_1: I_0(u) is the mean of e^(u cos t) over a turn, I_1 = I_0′.

I_1′(u) = I_0(u) − I_1(u)/u (DLMF 10.29); I_0 is even, I_1 odd.
"""

from __future__ import annotations

from .atoms import Atom, Image
from .quotients import Normal
from .ring import Ring

__all__ = ["Bessel", "bessel_0", "bessel_1"]


class Bessel(Atom):
    """I_0(u) or I_1(u), by the order."""

    def __init__(self, degree: int, of: Normal, symbols: frozenset[str]) -> None:
        self.degree = degree
        self.of = of
        self.symbols = symbols
        self.positive = self.nonnegative = degree == 0

    def slope(self, ring: Ring, symbol: str) -> Normal:
        first = bessel_1(ring, self.of)
        outer = ring.subtract(bessel_0(ring, self.of), ring.divide(first, self.of)) if self.degree else first
        return ring.multiply(outer, ring.derivative(self.of, symbol))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return (bessel_1 if self.degree else bessel_0)(ring, image(self.of))

    def positive_form(self, ring: Ring) -> Normal | None:
        """I_0 I_0″ − I_0′² > 0: (log I_0)″ is the variance of cos X for the density ∝ e^(u cos x)."""
        if self.degree:
            return None
        value, first = bessel_0(ring, self.of), bessel_1(ring, self.of)
        second = ring.subtract(value, ring.divide(first, self.of))
        return ring.cancel(ring.subtract(ring.multiply(value, second), ring.multiply(first, first)))

    def name(self, ring: Ring) -> str:
        return f"I{self.degree}({ring.text(self.of)})"


def _upright(ring: Ring, u: Normal) -> tuple[Normal, bool]:
    u = ring.reduced(u)
    flipped = not u.top.is_zero() and u.top.leading_coefficient() < 0
    return (ring.negate(u) if flipped else u), flipped


def bessel_0(ring: Ring, u: Normal) -> Normal:
    """I_0(u)."""
    u, _ = _upright(ring, u)
    if u.top.is_zero():
        return ring.one
    return ring.atom(("bessel", 0, ring.key(u)), lambda: Bessel(0, u, ring.symbols(u)))


def bessel_1(ring: Ring, u: Normal) -> Normal:
    """I_1(u)."""
    u, flipped = _upright(ring, u)
    if u.top.is_zero():
        return ring.zero
    atom = ring.atom(("bessel", 1, ring.key(u)), lambda: Bessel(1, u, ring.symbols(u)))
    return ring.negate(atom) if flipped else atom
