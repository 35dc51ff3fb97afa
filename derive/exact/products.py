"""Products over an index: exp of the sum of logarithms, where the sign of each factor is known."""

from __future__ import annotations

from collections.abc import Callable

from . import data
from .atoms import Atom, Image
from .budget import DATA_TERMS, CannotNormalise
from .integer_powers import integer_power
from .logs import log_of
from .powers import exponential, power
from .quotients import Normal
from .ring import Ring
from .sums import Bounds, summed, whole_sample

__all__ = ["SignedProduct", "product_over"]


class SignedProduct(Atom):
    """Π body over an index where the sign of the body is not known."""

    def __init__(self, body: Normal, bounds: Bounds, symbols: frozenset[str]) -> None:
        self.body = body
        self.bounds = bounds
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.multiply(ring.derivative(self.logarithm(ring), symbol), Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        index, first, last = self.bounds
        body = image(self.body)
        return product_over(ring, body, lambda: log_of(ring, body), (index, image(first), image(last)))

    def logarithm(self, ring: Ring) -> Normal:
        return summed(ring, log_of(ring, self.body), self.bounds)

    def name(self, ring: Ring) -> str:
        index, first, last = self.bounds
        return f"product({ring.text(self.body)}, {index}, {ring.text(first)}, {ring.text(last)})"


def product_over(ring: Ring, body: Normal, log: Callable[[], Normal], bounds: Bounds) -> Normal:
    """Π body for the index from first to last; `log` makes the logarithm of the body as it is written."""
    index, first, last = bounds
    count = ring.add(ring.subtract(last, first), ring.one)
    if index not in ring.symbols(body):
        return power(ring, body, count)
    number = ring.value(count)
    if number is not None and not whole_sample(ring, body, bounds):
        if number.q != 1 or number > DATA_TERMS:
            raise CannotNormalise("a product has too many factors to write out")
        return _written_out(ring, body, index, first, int(number.p))
    if ring.all_signed(body) and ring.sign(body, False) == 1:
        return exponential(ring, summed(ring, log(), bounds))
    return _by_factors(ring, ring.reduced(body), bounds, count)


def _written_out(ring: Ring, body: Normal, index: str, first: Normal, count: int) -> Normal:
    place = ring.symbol_atom(index).place
    result = ring.one
    for k in range(count):
        factor = Image(ring, {place: ring.add(first, ring.number(k))})(body)
        result = ring.bounded(ring.multiply(result, factor))
    return result


def _by_factors(ring: Ring, body: Normal, bounds: Bounds, count: Normal) -> Normal:
    """The factors of known sign under exp, the others in products of their own."""
    lead, factors = ring.factor(body.top)
    if body.bottom is not None:
        under, divisors = ring.factor(body.bottom)
        lead, factors = lead / under, factors + [(f, -e) for f, e in divisors]
    result = power(ring, ring.number(lead), count)
    for factor, exponent in factors:
        f = Normal(factor)
        positive = ring.sign(f, False) == 1
        part = exponential(ring, summed(ring, log_of(ring, f), bounds)) if positive else _signed(ring, f, bounds)
        result = ring.multiply(result, ring.power(part, exponent))
    return result


def _signed(ring: Ring, f: Normal, bounds: Bounds) -> Normal:
    index, first, last = bounds
    if index not in ring.symbols(f):
        return power(ring, f, ring.add(ring.subtract(last, first), ring.one))
    values = data.written_out(ring, f, index) if whole_sample(ring, f, bounds) else None
    if values is not None:
        result = ring.one
        for value, count in values:
            result = ring.bounded(ring.multiply(result, integer_power(ring, value, count)))
        return result
    key = ("product", ring.key(f), index, ring.key(first), ring.key(last))
    symbols = ring.symbols(f) - {index} | ring.symbols(first, last)
    return ring.atom(key, lambda: SignedProduct(f, bounds, symbols))
