"""Roots and absolute values.

A root of a polynomial that is never negative splits over its factors, a root of a number over its primes; their
generators become finer as needed. What is left under an even root, of unknown sign, stays together.
"""

from __future__ import annotations

from math import lcm

from flint import fmpq

from .atoms import Atom, Image
from .budget import CannotNormalise
from .integer_powers import generator_power, integer_power
from .logs import log_of, natural_factors
from .quotients import Normal, Polynomial
from .ring import Ring

__all__ = ["Absolute", "Root", "absolute", "absolute_power", "root"]


class Root(Atom):
    """The root of that order of a polynomial or a number, with the relation root^order = of."""

    def __init__(self, of: Polynomial, order: int, symbols: frozenset[str], positive: bool) -> None:
        self.of = of
        self.order = order
        self.symbols = symbols
        self.positive = positive
        self.nonnegative = positive or order % 2 == 0
        self.relation = order, of

    def slope(self, ring: Ring, symbol: str) -> Normal:
        f = Normal(self.of)
        inner = ring.divide(ring.derivative(f, symbol), ring.scale(f, self.order))
        return ring.multiply(inner, Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return root(ring, image(Normal(self.of)), 1, self.order)

    def logarithm(self, ring: Ring) -> Normal:
        return ring.scale(log_of(ring, Normal(self.of)), fmpq(1, self.order))

    def name(self, ring: Ring) -> str:
        return f"root({ring.text(Normal(self.of))})"


class Absolute(Atom):
    """|p| of a polynomial whose sign is not known; its square is that of the polynomial."""

    nonnegative = True

    def __init__(self, of: Polynomial, symbols: frozenset[str]) -> None:
        self.of = of
        self.symbols = symbols
        self.relation = 2, of * of

    def slope(self, ring: Ring, symbol: str) -> Normal:
        f = Normal(self.of)
        inner = ring.divide(ring.derivative(f, symbol), f)
        return ring.multiply(inner, Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return absolute(ring, image(Normal(self.of)))

    def logarithm(self, ring: Ring) -> Normal:
        return log_of(ring, Normal(self.of))

    def name(self, ring: Ring) -> str:
        return f"|{ring.text(Normal(self.of))}|"


# ---- absolute values -------------------------------------------------------------------------------------


def absolute_power(ring: Ring, f: Normal, exponent: fmpq) -> Normal:
    """|f|^exponent of a prime, a symbol or an irreducible polynomial."""
    if exponent.q == 1:
        return integer_power(ring, f if exponent.p % 2 == 0 else absolute(ring, f), int(exponent.p))
    return root(ring, absolute(ring, f), int(exponent.p), int(exponent.q))


def absolute(ring: Ring, f: Normal) -> Normal:
    """|f|."""
    f = ring.reduced(f)
    if f.top.is_zero():
        return ring.zero
    top = _absolute(ring, f.top)
    return top if f.bottom is None else ring.divide(top, _absolute(ring, f.bottom))


def _absolute(ring: Ring, p: Polynomial) -> Normal:
    sign = ring.sign(Normal(p), False)
    if sign is not None:
        return Normal(p * sign)
    lead, factors = ring.factor(p)
    result = ring.number(abs_fmpq(lead))
    for factor, exponent in factors:
        sign = 1 if exponent % 2 == 0 else ring.sign(Normal(factor), False)
        short = Normal(factor * sign) if sign is not None else _absolute_atom(ring, factor)
        result = ring.multiply(result, ring.power(short, exponent))
    return result


def _absolute_atom(ring: Ring, p: Polynomial) -> Normal:
    return ring.atom(("absolute", str(p)), lambda: Absolute(p, ring.symbols(Normal(p))))


def abs_fmpq(value: fmpq) -> fmpq:
    """|value|."""
    return value if value >= 0 else -value


# ---- roots -------------------------------------------------------------------------------------------------


def root(ring: Ring, base: Normal, exponent: int, order: int) -> Normal:
    """base^(exponent/order), the exponent in lowest terms; an odd root of a negative number is real."""
    base = ring.reduced(base)
    if base.top.is_zero():
        if exponent < 0:
            raise CannotNormalise("division by zero")
        return ring.zero
    lead, factors = ring.factor(base.top)
    if base.bottom is not None:
        under, divisors = ring.factor(base.bottom)
        lead, factors = lead / under, factors + [(f, -e) for f, e in divisors]
    result = _root_of_number(ring, abs_fmpq(lead), exponent, order)
    rest, negative = ring.one.top, lead < 0
    for factor, times in factors:
        sign = ring.sign(Normal(factor), False)
        if sign is not None:
            negative ^= sign < 0 and times % 2 == 1
            result = ring.multiply(result, positive_root(ring, factor * sign, fmpq(times * exponent, order)))
        elif order % 2 == 1:
            result = ring.multiply(result, _plain_root(ring, factor, times * exponent, order))
        else:
            even = times - times % 2
            rest = rest * factor if times % 2 else rest
            if even:
                result = ring.multiply(result, absolute_power(ring, Normal(factor), fmpq(even * exponent, order)))
    if order % 2 == 1:
        return ring.negate(result) if negative and exponent % 2 else result
    if negative or not rest.is_constant():
        result = ring.multiply(result, _plain_root(ring, -rest if negative else rest, exponent, order))
    return result


def _plain_root(ring: Ring, p: Polynomial, exponent: int, order: int) -> Normal:
    whole, part = divmod(exponent, order)
    key = ("plain root", str(p), order)
    atom = ring.atom(key, lambda: Root(p, order, ring.symbols(Normal(p)), False))
    return ring.multiply(integer_power(ring, Normal(p), whole), ring.power(atom, part))


def positive_root(ring: Ring, p: Polynomial, exponent: fmpq) -> Normal:
    """p^exponent of an irreducible polynomial that is never negative."""
    place = ring.generator_of(Normal(p))
    if place is not None:
        atom = ring.atoms[place]
        if atom.refinable:
            return generator_power(ring, place, exponent / atom.order)
        if isinstance(atom, Root) and atom.positive:
            return _power_of_root(ring, atom, exponent)
    if exponent.q == 1:
        return integer_power(ring, Normal(p), int(exponent.p))
    return _power_of_positive(ring, p, exponent)


def _power_of_root(ring: Ring, atom: Root, exponent: fmpq) -> Normal:
    if exponent.q != 1:
        ring.refine(atom, atom.order, int(exponent.q))
    return ring.power(Normal(ring.generators[atom.place]), int(exponent.p))


def _power_of_positive(ring: Ring, p: Polynomial, exponent: fmpq) -> Normal:
    f = Normal(p)

    def make() -> Root:
        order = ring.least_order(lambda: f"root({ring.text(f)})", int(exponent.q))
        return Root(p, order, ring.symbols(f), True)

    place = ring.place_of(("root", str(p)), make)
    atom = ring.atoms[place]
    assert isinstance(atom, Root)
    if atom.order % exponent.q:
        ring.refine(atom, atom.order, lcm(atom.order, int(exponent.q)) // atom.order)
    whole, part = divmod(int(exponent.p * atom.order / exponent.q), atom.order)
    return ring.multiply(integer_power(ring, f, whole), ring.power(Normal(ring.generators[place]), part))


def _root_of_number(ring: Ring, value: fmpq, exponent: int, order: int) -> Normal:
    result = ring.one
    for prime, times in natural_factors(value):
        share = fmpq(times * exponent, order)
        if share.q == 1:
            part = ring.power(ring.number(prime), int(share.p))
        else:
            part = _power_of_positive(ring, ring.context.constant(prime), share)
        result = ring.multiply(result, part)
    return result
