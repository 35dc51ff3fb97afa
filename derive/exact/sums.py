"""Sums over the sample and over any index.

The summand is split over its monomials in what depends on the index: what is left is one atom for each
(monomial, denominator), and the number of terms for the empty one. Bound indices have one name, so that
Σ_i and Σ_j agree. Sums with numbers as bounds are written out, sums over given data become numbers.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq

from . import data
from .atoms import Atom, Image
from .budget import DATA_TERMS, CannotNormalise
from .quotients import Normal, Polynomial
from .ring import Ring

__all__ = ["Bounds", "Sum", "summed", "whole_sample"]

INDEX = "i"
Bounds = tuple[str, Normal, Normal]  # index, first, last
Monomial = tuple[int, ...]


class Sum(Atom):
    """Σ body over an index."""

    def __init__(self, body: Normal, bounds: Bounds, symbols: frozenset[str]) -> None:
        self.body = body
        self.bounds = bounds
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        if symbol in ring.symbols(*self.bounds[1:]):
            raise CannotNormalise(f"{symbol} is a bound of a sum")
        return summed(ring, ring.derivative(self.body, symbol), self.bounds)

    def moved(self, ring: Ring, image: Image) -> Normal:
        index, first, last = self.bounds
        return summed(ring, image(self.body), (index, image(first), image(last)))

    def name(self, ring: Ring) -> str:
        index, first, last = self.bounds
        return f"sum({ring.text(self.body)}, {index}, {ring.text(first)}, {ring.text(last)})"


def summed(ring: Ring, body: Normal, bounds: Bounds) -> Normal:
    """Σ body for the index from first to last."""
    index, first, last = bounds
    key = ring.key(body), index, ring.key(first), ring.key(last)
    if key not in ring.sums:
        ring.sums[key] = _sum_of(ring, body, bounds)
    return ring.sums[key]


def _sum_of(ring: Ring, body: Normal, bounds: Bounds) -> Normal:
    index, first, last = bounds
    count = ring.add(ring.subtract(last, first), ring.one)
    if index not in ring.symbols(body):
        return ring.multiply(body, count)
    if index in ring.symbols(first, last):
        raise CannotNormalise(f"the index {index} is a bound of its own sum")
    written = ring.value(count)
    if written is not None and not whole_sample(ring, body, bounds):
        return _written_out(ring, body, index, first, written)
    return _split(ring, ring.reduced(body), bounds, count)


def whole_sample(ring: Ring, body: Normal, bounds: Bounds) -> bool:
    """Whether the index runs over all observations in the body, or over a sample of which only n is known."""
    _, first, last = bounds
    if not ring.at_data or ring.value(first) != 1:
        return False
    sizes = {ring.sizes.get(base, ring.size) for base in ring.observed(body)} or {ring.size}
    return sizes == {ring.value(last)}


def _written_out(ring: Ring, body: Normal, index: str, first: Normal, count: fmpq) -> Normal:
    if count.q != 1 or count > DATA_TERMS:
        raise CannotNormalise("a sum has too many terms to write out")
    place = ring.symbol_atom(index).place
    indices = [ring.add(first, ring.number(k)) for k in range(int(count.p))]
    return ring.sum([Image(ring, {place: k})(body) for k in indices])


def _split(ring: Ring, body: Normal, bounds: Bounds, count: Normal) -> Normal:
    """The sum in atoms, one for each dependent monomial over the dependent part of the denominator."""
    index = bounds[0]
    outer, powers, inner = _denominator(ring, body.bottom, index)
    if inner is not None:
        free, rest = _cancelled(ring, body.top, inner, index)
        if not free.is_zero():
            parts = Normal(free, _without(ring, body.bottom, inner)), Normal(rest, body.bottom)
            kept = [ring.reduced(part) for part in parts if not part.top.is_zero()]
            return ring.sum([_split(ring, part, bounds, count) for part in kept])
    total = []
    for monomial, factor in _dependent_monomials(ring, body.top, index):
        exponents = {k: monomial.get(k, 0) - powers.get(k, 0) for k in {**monomial, **powers}}
        exponents = {k: e for k, e in exponents.items() if e}
        coefficient = Normal(factor, outer)
        if not exponents and inner is None:
            total.append(ring.multiply(coefficient, count))
        else:
            total.append(ring.multiply(coefficient, _atom(ring, _laurent(ring, exponents, inner), bounds)))
    return ring.sum(total)


def _cancelled(ring: Ring, top: Polynomial, inner: Polynomial, index: str) -> tuple[Polynomial, Polynomial]:
    """`((x_i + r) ψ(x_i) − 1)/(x_i + r)` as ψ(x_i) and −1/(x_i + r): the terms that lose the denominator, divided by
    it, and the others. Only terms with an atom that the denominator lacks are looked at."""
    below = set(ring.used(inner))
    places = [k for k in ring.used(top) if k not in below and index in ring.atoms[k].symbols]
    groups: dict[Monomial, dict[Any, fmpq]] = {}
    for monomial, coefficient in top.terms():
        groups.setdefault(tuple(int(monomial[k]) for k in places), {})[monomial] = coefficient
    free, rest = ring.zero.top, ring.zero.top
    for exponents, terms in groups.items():
        part = ring.context.from_dict(terms)
        quotient, remainder = divmod(part, inner) if any(exponents) else (part, part)
        if remainder.is_zero():
            free = free + quotient
        else:
            rest = rest + part
    return free, rest


def _without(ring: Ring, bottom: Polynomial | None, inner: Polynomial) -> Polynomial | None:
    """The denominator divided by a factor of it."""
    quotient = ring.one.top if bottom is None else divmod(bottom, inner)[0]
    return None if quotient == 1 else quotient


def _dependent_monomials(ring: Ring, p: Polynomial, index: str) -> list[tuple[dict[int, int], Polynomial]]:
    """Exponents of what depends on the index, each with its coefficient, which does not."""
    places = [k for k in ring.used(p) if index in ring.atoms[k].symbols]
    groups: dict[Monomial, dict[Any, fmpq]] = {}
    for monomial, coefficient in p.terms():
        rest = list(monomial)
        for k in places:
            rest[k] = 0
        groups.setdefault(tuple(int(monomial[k]) for k in places), {})[tuple(rest)] = coefficient
    return [
        ({k: e for k, e in zip(places, exponents, strict=True) if e}, ring.context.from_dict(terms))
        for exponents, terms in groups.items()
    ]


def _denominator(
    ring: Ring, bottom: Polynomial | None, index: str
) -> tuple[Polynomial | None, dict[int, int], Polynomial | None]:
    """The factors of a denominator: free of the index; powers of dependent generators; the dependent rest."""
    outer, powers, inner = None, {}, None
    if bottom is None:
        return None, {}, None
    if index not in ring.symbols(Normal(bottom)):
        return bottom, {}, None
    lead, factors = ring.factor(bottom)
    outer = ring.context.constant(lead)
    for factor, exponent in factors:
        place = ring.generator_of(Normal(factor))
        if index not in ring.symbols(Normal(factor)):
            outer = ring.product(outer, factor**exponent)
        elif place is not None:
            powers[place] = exponent
        else:
            inner = factor**exponent if inner is None else ring.product(inner, factor**exponent)
    return outer, powers, inner


def _laurent(ring: Ring, exponents: dict[int, int], inner: Polynomial | None) -> Normal:
    top, bottom = ring.one.top, inner
    for k, exponent in exponents.items():
        power = ring.generators[k] ** abs(exponent)
        if exponent > 0:
            top = top * power
        else:
            bottom = power if bottom is None else bottom * power
    return Normal(top, bottom)


def _atom(ring: Ring, body: Normal, bounds: Bounds) -> Normal:
    index, first, last = bounds
    if index != INDEX and INDEX not in ring.symbols(body, first, last):
        place = ring.symbol_atom(index).place
        body = ring.cancel(Image(ring, {place: ring.symbol(INDEX)})(body))
        index = INDEX
    key = ("sum", ring.key(body), index, ring.key(first), ring.key(last))
    if key not in ring.places and whole_sample(ring, body, (index, first, last)):
        known = data.sample_sum(ring, body, index)
        if known is not None:
            return known
    symbols = ring.symbols(body) - {index} | ring.symbols(first, last)
    return ring.atom(key, lambda: Sum(body, (index, first, last), symbols))
