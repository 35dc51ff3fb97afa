"""The logarithm of a likelihood.

log(a b) = log a + log b      log(a/b) = log a − log b      log a^k = k log a      log e^h = h
log Π f(x_i) = Σ log f(x_i)
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, prod

from ..expressions import Add, Call, Expression, Negate, Power, Product, Summation, integer, rational
from .signs import Signs
from .sums import sample_total
from .terms import E, Exponent, Term, collect, factor, terms_of, times, write_sum

__all__ = ["log", "log_of_product"]

_LARGE = 10**6  # from here on a number is hard to read, and shown as the power that it is
_SMALL_PRIMES = (2, 3, 5, 7, 11, 13)


def log(argument: Expression) -> Expression:
    """`log argument`, as it is written."""
    return Call("log", (argument,))


def log_of_product(e: Expression, signs: Signs | None = None) -> Expression:
    """The logarithm of a product, all rules at once: `θ⁷(1 − θ)³  →  7 log θ + 3 log(1 − θ)`.

    With `signs` the square of what may be negative stays under the logarithm: `(1 − 2θ)⁴  →  2 log((1 − 2θ)²)`.
    """
    term = factor(e) if signs is None else _of_positive_factors(factor(e), signs)
    logs = [t for base, exponent in term.powers for t in _log_of_factor(base, exponent, signs)]
    if term.coefficient != 1:
        logs.extend(_log_of_number(term.coefficient))
    return write_sum(collect(logs))


def _of_positive_factors(term: Term, signs: Signs) -> Term:
    """`−p³/(log(1 − p))³  →  p³/(−log(1 − p))³`: a whole power of what is negative as one of what is positive."""
    coefficient, powers = term.coefficient, list(term.powers)
    for k, (base, exponent) in enumerate(powers):
        if isinstance(exponent, int) and isinstance(base, Call) and signs.of(base) == -1:
            powers[k] = Negate(base), exponent
            coefficient *= 1 if exponent % 2 == 0 else -1
    return Term(coefficient, tuple(powers))


def _log_of_number(value: int | Fraction) -> list[Term]:
    """Of a number above one its own logarithm, else minus that of its inverse: log(1/24) is −log 24."""
    if 0 < value < 1:
        return [times(Term(-1, ()), t) for t in _log_of_number(1 / Fraction(value))]
    if value < _LARGE or value != int(value):
        return [Term(1, ((log(rational(value)), 1),))]
    base, exponent = _as_power(int(value))
    return [Term(exponent, ((log(rational(base)), 1),))]


def _as_power(value: int) -> tuple[int, int]:
    """A product of small primes as the highest power that it is: 70368744177664 is 2⁴⁶."""
    exponents: dict[int, int] = {}
    rest = value
    for prime in _SMALL_PRIMES:
        while rest % prime == 0:
            rest //= prime
            exponents[prime] = exponents.get(prime, 0) + 1
    highest = gcd(*exponents.values())
    if rest > 1 or highest < 2:
        return value, 1
    return prod(prime ** (times // highest) for prime, times in exponents.items()), highest


def _log_of_factor(base: Expression, exponent: Exponent, signs: Signs | None) -> list[Term]:
    even = not isinstance(exponent, Expression) and exponent % 2 == 0
    if even and signs is not None and isinstance(base, Add) and signs.of(base) is None:
        return [times(_as_factor(exponent), Term(Fraction(1, 2), ((log(Power(base, integer(2))), 1),)))]
    return _log_of_power(base, exponent)


def _log_of_power(base: Expression, exponent: Exponent) -> list[Term]:
    if base == E:
        return terms_of(exponent) if isinstance(exponent, Expression) else [Term(exponent, ())]
    multiplier = _as_factor(exponent)
    if isinstance(base, Product):
        inner = sample_total(log_of_product(base.body), Summation(base.body, base.index, base.lower, base.upper))
        return [times(multiplier, t) for t in terms_of(inner)]
    return [times(multiplier, Term(1, ((log(base), 1),)))]


def _as_factor(exponent: Exponent) -> Term:
    return factor(exponent) if isinstance(exponent, Expression) else Term(exponent, ())
