"""Integer powers, with the base kept whole where the power is too large when multiplied out."""

from __future__ import annotations

from flint import fmpq

from .atoms import Atom, Image
from .logs import log_of
from .quotients import Normal, Polynomial
from .ring import Ring

__all__ = ["Abbreviation", "generator_power", "integer_power"]


class Abbreviation(Atom):
    """A polynomial under a large power: kept whole until the zero test puts it in."""

    def __init__(self, of: Polynomial, symbols: frozenset[str]) -> None:
        self.of = of
        self.symbols = symbols
        self.relation = 1, of

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.derivative(Normal(self.of), symbol)

    def moved(self, ring: Ring, image: Image) -> Normal:
        return image(Normal(self.of))

    def logarithm(self, ring: Ring) -> Normal:
        return log_of(ring, Normal(self.of))

    def name(self, ring: Ring) -> str:
        return f"({ring.text(Normal(self.of))})"


def integer_power(ring: Ring, base: Normal, exponent: int) -> Normal:
    """base^exponent; what is too large when multiplied out keeps its factors under abbreviations."""
    if ring.can_expand(base, exponent):
        return ring.power(base, exponent)
    base = ring.cancel(base)
    top = _abbreviated(ring, base.top, exponent)
    return top if base.bottom is None else ring.divide(top, _abbreviated(ring, base.bottom, exponent))


def _abbreviated(ring: Ring, p: Polynomial, exponent: int) -> Normal:
    lead, factors = ring.factor(p)
    result = ring.power(ring.number(lead), exponent)
    for factor, times in factors:
        short = Normal(factor)
        if len(factor) > 1:
            short = _short(ring, factor)
        result = ring.multiply(result, ring.power(short, times * exponent))
    return result


def _short(ring: Ring, p: Polynomial) -> Normal:
    return ring.atom(("abbreviation", str(p)), lambda: Abbreviation(p, ring.symbols(Normal(p))))


def generator_power(ring: Ring, place: int, exponent: fmpq) -> Normal:
    """The atom, as its order-th generator power, to a rational exponent."""
    atom = ring.atoms[place]
    exponent = exponent * atom.order
    if exponent.q != 1:
        ring.refine(atom, atom.order, int(exponent.q))
    return ring.power(Normal(ring.generators[place]), int(exponent.p))
