"""Riemann's ζ(s) = Σ 1/k^s for s > 1, and its derivatives ζ^(j)(s) = Σ (−log k)^j/k^s."""

from __future__ import annotations

from .atoms import Atom, Image
from .quotients import Normal
from .ring import Ring

__all__ = ["Zeta", "zeta"]


class Zeta(Atom):
    """ζ(s) for degree 0, its derivatives above; the terms of each have the same sign throughout."""

    def __init__(self, degree: int, of: Normal, symbols: frozenset[str]) -> None:
        self.degree = degree
        self.of = of
        self.symbols = symbols
        self.positive = self.nonnegative = degree % 2 == 0

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.multiply(zeta(ring, self.degree + 1, self.of), ring.derivative(self.of, symbol))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return zeta(ring, self.degree, image(self.of))

    def positive_form(self, ring: Ring) -> Normal | None:
        """ζ ζ″ − ζ′² > 0: (log ζ)″ is the variance of log X for P(X = k) = k^(−s)/ζ(s)."""
        if self.degree:
            return None
        value, first, second = (zeta(ring, degree, self.of) for degree in range(3))
        return ring.subtract(ring.multiply(value, second), ring.multiply(first, first))

    def name(self, ring: Ring) -> str:
        return f"ζ{self.degree}({ring.text(self.of)})"


def zeta(ring: Ring, degree: int, s: Normal) -> Normal:
    """The derivative of this degree at s."""
    s = ring.reduced(s)
    return ring.atom(("zeta", degree, ring.key(s)), lambda: Zeta(degree, s, ring.symbols(s)))
