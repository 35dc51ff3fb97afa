"""Logarithms: one atom log|f| for each prime and each irreducible polynomial f.

Read as log|f|, the logarithm of a product, quotient or power splits without a question about signs, and
is right wherever the written logarithms are defined; whether they are is not asked here.
"""

from __future__ import annotations

from flint import fmpq, fmpz

from .atoms import Atom, Image
from .budget import CannotNormalise
from .quotients import Normal, Polynomial, constant_of
from .ring import Ring

__all__ = ["Log", "log_atom", "log_of", "log_of_number", "log_of_polynomial"]

_SMALL_PRIMES = 10_000
_FACTORED_BITS = 128


class Log(Atom):
    """log|f| of a prime, of a symbol or of a monic irreducible polynomial."""

    def __init__(self, of: Normal, symbols: frozenset[str], positive: bool) -> None:
        self.of = of
        self.symbols = symbols
        self.positive = self.nonnegative = positive

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.divide(ring.derivative(self.of, symbol), self.of)

    def moved(self, ring: Ring, image: Image) -> Normal:
        return log_of(ring, image(self.of))

    def name(self, ring: Ring) -> str:
        return f"log({ring.text(self.of)})"


def log_of(ring: Ring, f: Normal) -> Normal:
    """log|f|."""
    f = ring.reduced(f)
    top = log_of_polynomial(ring, f.top)
    return top if f.bottom is None else ring.subtract(top, log_of_polynomial(ring, f.bottom))


def log_of_polynomial(ring: Ring, p: Polynomial) -> Normal:
    """log|p|, split over the irreducible factors."""
    key = str(p)
    if key not in ring.logarithms:
        ring.logarithms[key] = _split(ring, p)
    return ring.logarithms[key]


def _split(ring: Ring, p: Polynomial) -> Normal:
    if p.is_constant():
        return log_of_number(ring, constant_of(p))
    lead, factors = ring.factor(p)
    terms = [] if lead == 1 else [log_of_number(ring, lead)]
    for factor, exponent in factors:
        place = ring.generator_of(Normal(factor))
        log = log_atom(ring, factor) if place is None else _of_generator(ring, place)
        terms.append(log if exponent == 1 else ring.scale(log, exponent))
    return ring.sum(terms)


def _of_generator(ring: Ring, place: int) -> Normal:
    known = ring.atoms[place].logarithm(ring)
    return log_atom(ring, ring.generators[place]) if known is None else known


def log_atom(ring: Ring, p: Polynomial) -> Normal:
    """log|p| as an atom of its own."""
    f = Normal(p)
    return ring.atom(("log", str(p)), lambda: Log(f, ring.symbols(f), False))


def log_of_number(ring: Ring, value: fmpq) -> Normal:
    """log|value|, split over primes (a large factor that is not easily split stays whole)."""
    terms = [ring.scale(_of_natural(ring, prime), exponent) for prime, exponent in natural_factors(value)]
    return ring.sum(terms)


def _of_natural(ring: Ring, n: int) -> Normal:
    of = ring.number(n)
    return ring.atom(("log", str(n)), lambda: Log(of, frozenset(), True))


def natural_factors(value: fmpq) -> list[tuple[int, int]]:
    """Primes and exponents of |value|; what is left of a large number after small primes stays whole."""
    if not value:
        raise CannotNormalise("the logarithm of zero")
    return _factors(value.p, 1) + _factors(value.q, -1)


def _factors(n: fmpz, sign: int) -> list[tuple[int, int]]:
    if int(n).bit_length() <= _FACTORED_BITS:
        return [(int(p), sign * e) for p, e in n.factor()]
    found: list[tuple[int, int]] = []
    for p, e in n.factor(trial_limit=_SMALL_PRIMES):
        part = [(p, 1)] if p <= _SMALL_PRIMES**2 or int(p).bit_length() > _FACTORED_BITS else p.factor()
        found.extend((int(q), sign * int(e) * int(k)) for q, k in part)
    return found
