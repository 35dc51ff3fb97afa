"""Quotients of polynomials in anonymous generators, and their arithmetic with bounded cost.

All polynomials of a derivation live in one preallocated context of FLINT: spare generators are nearly
free, changing a context is not. A quotient is kept as it comes; numerator and denominator are reduced
only where a canonical form is asked for.
"""

from __future__ import annotations

import re
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from .budget import (
    COEFFICIENT_BITS,
    EXPANDED_TERMS,
    MONOMIAL_DEGREE,
    NUMBER_BITS,
    CannotNormalise,
    Work,
    gcd_is_cheap,
    power_terms,
)

__all__ = ["CAPACITIES", "Normal", "Polynomial", "Polynomials", "constant_of", "context_of", "exact_power"]

Polynomial = Any  # flint.fmpq_mpoly
CAPACITIES = (16, 32, 128, 512)
_GENERATOR = re.compile(r"g(\d+)")
_contexts: dict[int, tuple[Any, tuple[Polynomial, ...]]] = {}


class Normal:
    """A quotient `top/bottom` of polynomials (`bottom` None: one) over the atoms of a `Field`.

    `origin` and `era` are the Field's own notes: from what the form was made, and before which rebuilding.
    """

    __slots__ = ("bottom", "era", "origin", "top")

    def __init__(self, top: Polynomial, bottom: Polynomial = None, origin: Any = None, era: int = 0) -> None:
        self.top = top
        self.bottom = bottom
        self.origin = origin
        self.era = era

    def __repr__(self) -> str:
        return str(self.top) if self.bottom is None else f"({self.top})/({self.bottom})"


def context_of(size: int) -> tuple[Any, tuple[Polynomial, ...]]:
    """The context of that many generators, and these."""
    if size not in _contexts:
        context = fmpq_mpoly_ctx.get(("g", size), Ordering.lex)
        _contexts[size] = context, context.gens()
    return _contexts[size]


def exact_power(base: fmpq, exponent: int) -> fmpq:
    """base^exponent, if it has at most `NUMBER_BITS` binary digits."""
    if exponent < 0 and not base:
        raise CannotNormalise("division by zero")
    bits = max(int(base.p).bit_length(), int(base.q).bit_length())
    if bits > 1 and bits * abs(exponent) > NUMBER_BITS:
        raise CannotNormalise("a number has too many digits")
    if bits <= 1:  # 0, 1 or −1: FLINT itself fails on exponents beyond a machine word
        return base if exponent % 2 or (not base and exponent) else fmpq(1)
    return base**exponent


class Polynomials:
    """The arithmetic of quotients in a context of `capacity` generators."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.context, self.generators = context_of(capacity)
        self.work = Work()
        self.zero = Normal(self.context.constant(0))
        self.one = Normal(self.context.constant(1))
        self._numbers: dict[int, Normal] = {}
        self._places: dict[str, list[int]] = {}

    # ---- numbers --------------------------------------------------------------------------------------

    def number(self, value: int | fmpq) -> Normal:
        """The rational number."""
        if type(value) is not int:
            return Normal(self.context.constant(value))
        known = self._numbers.get(value)
        if known is None:
            known = self._numbers[value] = Normal(self.context.constant(value))
        return known

    def value(self, f: Normal) -> fmpq | None:
        """The rational number that the quotient is, as it stands."""
        if not f.top.is_constant() or (f.bottom is not None and not f.bottom.is_constant()):
            return None
        top = constant_of(f.top)
        return top if f.bottom is None else top / constant_of(f.bottom)

    # ---- arithmetic -----------------------------------------------------------------------------------

    def product(self, a: Polynomial, b: Polynomial) -> Polynomial:
        """a·b, if it is small enough."""
        pairs = len(a) * len(b)
        if pairs > 64:
            self.work.charge(pairs)
        return a * b

    def add(self, a: Normal, b: Normal) -> Normal:
        """a + b over the least common denominator."""
        if a.bottom is None:
            if b.bottom is None:
                return Normal(a.top + b.top)
            return Normal(self.product(a.top, b.bottom) + b.top, b.bottom)
        if b.bottom is None:
            return Normal(self.product(b.top, a.bottom) + a.top, a.bottom)
        if a.bottom == b.bottom:
            return Normal(a.top + b.top, a.bottom)
        common = self.common_divisor(a.bottom, b.bottom)
        rest = b.bottom / common
        top = self.product(a.top, rest) + self.product(b.top, a.bottom / common)
        return Normal(top, self.product(a.bottom, rest))

    def bounded(self, f: Normal) -> Normal:
        """The quotient itself, if its numbers are small enough: products double their digits."""
        for p in (f.top, f.bottom):
            if p is not None and not p.is_zero() and int(p.leading_coefficient().height_bits()) > NUMBER_BITS:
                raise CannotNormalise("a number has too many digits")
        return f

    def sum(self, terms: list[Normal]) -> Normal:
        """The sum; many fractions are added pairwise, so that denominators stay balanced."""
        while len(terms) > 8:
            pairs = [self.add(terms[k], terms[k + 1]) for k in range(0, len(terms) - 1, 2)]
            terms = pairs + terms[len(pairs) * 2:]
        if not terms:
            return self.zero
        result = terms[0]
        for term in terms[1:]:
            result = self.add(result, term)
        return result

    def negate(self, a: Normal) -> Normal:
        """−a."""
        return Normal(-a.top, a.bottom)

    def subtract(self, a: Normal, b: Normal) -> Normal:
        """a − b."""
        return self.add(a, Normal(-b.top, b.bottom))

    def multiply(self, a: Normal, b: Normal) -> Normal:
        """a·b, not reduced."""
        top = self.product(a.top, b.top)
        if a.bottom is None:
            return Normal(top, b.bottom)
        return Normal(top, a.bottom if b.bottom is None else self.product(a.bottom, b.bottom))

    def scale(self, a: Normal, factor: int | fmpq) -> Normal:
        """The quotient times a number."""
        return Normal(a.top * factor, a.bottom)

    def divide(self, a: Normal, b: Normal) -> Normal:
        """a/b, not reduced."""
        return self.multiply(a, self.invert(b))

    def invert(self, a: Normal) -> Normal:
        """1/a."""
        if a.top.is_zero():
            raise CannotNormalise("division by zero")
        if a.top.is_constant():
            return Normal((self.one.top if a.bottom is None else a.bottom) / constant_of(a.top))
        return Normal(self.one.top if a.bottom is None else a.bottom, a.top)

    def power(self, a: Normal, exponent: int) -> Normal:
        """a^exponent for an integer exponent, multiplied out."""
        if exponent < 0:
            a, exponent = self.invert(a), -exponent
        top = self._power(a.top, exponent)
        return Normal(top, None if a.bottom is None else self._power(a.bottom, exponent))

    def can_expand(self, a: Normal, exponent: int) -> bool:
        """Whether the power is small when multiplied out."""
        exponent = abs(exponent)
        return _expandable(a.top, exponent) and (a.bottom is None or _expandable(a.bottom, exponent))

    def _power(self, p: Polynomial, exponent: int) -> Polynomial:
        if len(p) <= 1:
            return self._monomial_power(p, exponent)
        if not _expandable(p, exponent):
            raise CannotNormalise("a power is too large when multiplied out")
        self.work.charge(len(p) * power_terms(len(p), exponent))
        return p**exponent

    def _monomial_power(self, p: Polynomial, exponent: int) -> Polynomial:
        if p.is_constant():
            return self.context.constant(exact_power(constant_of(p), exponent))
        coefficient = exact_power(p.leading_coefficient(), exponent)
        if max(map(int, p.degrees())) * exponent > MONOMIAL_DEGREE:
            raise CannotNormalise("an exponent is too large")
        return (p / p.leading_coefficient()) ** exponent * coefficient

    # ---- canonical forms ------------------------------------------------------------------------------

    def cancel(self, f: Normal) -> Normal:
        """The quotient in lowest terms, its denominator with leading coefficient one."""
        top, bottom = f.top, f.bottom
        if bottom is None:
            return f
        if top.is_zero():
            return self.zero
        if not bottom.is_constant():
            common = self.common_divisor(top, bottom)
            if not common.is_one():
                top, bottom = top / common, bottom / common
        lead = bottom.leading_coefficient()
        if lead != 1:
            top, bottom = top / lead, bottom / lead
        return Normal(top, None if bottom.is_one() else bottom)

    def common_divisor(self, a: Polynomial, b: Polynomial) -> Polynomial:
        """The greatest common divisor, or one where it would be costly to find."""
        if len(a) * len(b) > 64:
            if not gcd_is_cheap(a, b):
                return self.one.top
            self.work.charge(len(a) * len(b))
        return a.gcd(b)

    def used(self, p: Polynomial) -> list[int]:
        """The places of the generators that occur, in ascending order."""
        if len(p) <= 12:
            text = str(p)
            places = self._places.get(text)
            if places is None:
                places = self._places[text] = sorted(set(map(int, _GENERATOR.findall(text))))
            return places
        return [k for k, degree in enumerate(p.degrees()) if degree]

    def key(self, f: Normal) -> str:
        """A name for a quotient in lowest terms: equal names, equal quotients."""
        return str(f.top) if f.bottom is None else f"{f.top}/{f.bottom}"


def _expandable(p: Polynomial, exponent: int) -> bool:
    if len(p) <= 1:
        return True
    if power_terms(len(p), exponent) > EXPANDED_TERMS:
        return False
    bits = max(int(c.p).bit_length() + int(c.q).bit_length() for c in p.coeffs())
    return bits * exponent <= COEFFICIENT_BITS


def constant_of(p: Polynomial) -> fmpq:
    """The value of a constant polynomial."""
    return fmpq(0) if p.is_zero() else p.leading_coefficient()
