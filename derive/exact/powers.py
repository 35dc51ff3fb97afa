"""Exponentials, and powers with any exponent.

exp splits over the monomials of its exponent: exp(q·m) with a rational number q is a power of the one
generator of m. A power with a symbolic exponent is exp(exponent · log base). A finer root of a generator
than before makes the table anew (`Rebuild`).
"""

from __future__ import annotations

from flint import fmpq

from .atoms import Atom, Image
from .budget import CannotNormalise
from .integer_powers import generator_power, integer_power
from .logs import Log, log_of
from .quotients import Normal
from .ring import Ring
from .roots import absolute_power, root

__all__ = ["Exp", "SignedPower", "exponential", "power"]


class Exp(Atom):
    """exp(m) for a monomial m of an exponent, divided by the order of the root that the generator is."""

    positive = nonnegative = refinable = True

    def __init__(self, exponent: Normal, order: int, symbols: frozenset[str]) -> None:
        self.exponent = exponent
        self.order = order
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.multiply(ring.derivative(self.exponent, symbol), Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return exponential(ring, image(self.exponent))

    def logarithm(self, ring: Ring) -> Normal:
        return self.exponent

    def name(self, ring: Ring) -> str:
        return f"exp({ring.text(ring.scale(self.exponent, self.order))})"


class SignedPower(Atom):
    """base^exponent where the sign of the base is not known."""

    def __init__(self, base: Normal, exponent: Normal, symbols: frozenset[str]) -> None:
        self.base = base
        self.exponent = exponent
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        log = ring.multiply(self.exponent, log_of(ring, self.base))
        return ring.multiply(ring.derivative(log, symbol), Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return power(ring, image(self.base), image(self.exponent))

    def logarithm(self, ring: Ring) -> Normal:
        return ring.multiply(self.exponent, log_of(ring, self.base))

    def name(self, ring: Ring) -> str:
        return f"({ring.text(self.base)})^({ring.text(self.exponent)})"


# ---- exponentials ------------------------------------------------------------------------------------------


def exponential(ring: Ring, exponent: Normal) -> Normal:
    """exp of a quotient, split over its monomials."""
    exponent = ring.reduced(exponent)
    if exponent.top.is_zero():
        return ring.one
    result = ring.one
    for coefficient, monomial in exponent_terms(ring, exponent):
        result = ring.multiply(result, _power_of_exp(ring, monomial, coefficient))
    return result


def exponent_terms(ring: Ring, exponent: Normal) -> list[tuple[fmpq, Normal]]:
    """Rational coefficients and monomials; a denominator of several terms stays under each remainder."""
    bottom = exponent.bottom
    if bottom is None:
        return [(c, Normal(m)) for c, m in ring.terms(exponent.top)]
    if len(bottom) == 1:
        return [(c, ring.cancel(Normal(m, bottom))) for c, m in ring.terms(exponent.top)]
    whole, rest = divmod(exponent.top, bottom)
    terms = [(c, Normal(m)) for c, m in ring.terms(whole)] if not whole.is_zero() else []
    return terms + [(c, ring.cancel(Normal(m, bottom))) for c, m in ring.terms(rest)]


def _power_of_exp(ring: Ring, monomial: Normal, coefficient: fmpq) -> Normal:
    place = ring.generator_of(monomial)
    if place is not None:
        atom = ring.atoms[place]
        if isinstance(atom, Log):
            return absolute_power(ring, atom.of, coefficient)
        if coefficient.q == 1 and hasattr(atom, "exponential"):
            return integer_power(ring, atom.exponential(ring), int(coefficient.p))

    def make() -> Exp:
        order = ring.least_order(lambda: f"exp({ring.text(monomial)})", int(coefficient.q))
        return Exp(ring.scale(monomial, fmpq(1, order)), order, ring.symbols(monomial))

    place = ring.place_of(("exp", ring.key(monomial)), make)
    return generator_power(ring, place, coefficient)


# ---- powers ------------------------------------------------------------------------------------------------


def power(ring: Ring, base: Normal, exponent: Normal) -> Normal:
    """base^exponent for any exponent."""
    exponent = ring.reduced(exponent)
    number = ring.value(exponent)
    if number is not None:
        if number.q == 1:
            return integer_power(ring, base, int(number.p))
        return root(ring, base, int(number.p), int(number.q))
    base = ring.reduced(base)
    if base.top.is_zero():
        if ring.sign(exponent, True) == 1:
            return ring.zero
        raise CannotNormalise("a power of zero")
    if ring.value(base) == 1:
        return ring.one
    if ring.sign(base, False) == 1:
        return exponential(ring, ring.multiply(exponent, log_of(ring, base)))
    return _signed_power(ring, base, exponent)


def _signed_power(ring: Ring, base: Normal, exponent: Normal) -> Normal:
    whole, rest = ring.zero, ring.zero
    for coefficient, monomial in exponent_terms(ring, exponent):
        term = ring.scale(monomial, coefficient)
        if coefficient.q == 1 and ring.value(monomial) is not None:
            whole = ring.add(whole, term)
        else:
            rest = ring.add(rest, term)
    key = ("power", ring.key(base), ring.key(rest))
    atom = ring.atom(key, lambda: SignedPower(base, rest, ring.symbols(base, rest)))
    shift = ring.value(whole)
    return atom if not shift else ring.multiply(atom, integer_power(ring, base, int(shift.p)))
