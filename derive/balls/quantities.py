"""Numbers on the way to an enclosure: exact rationals, balls, and power series over balls.

A rational stays a rational as long as it is cheap; a ball (`arb`) is an interval that holds the true value; a series
(`arb_series`) carries the Taylor coefficients in the variable of differentiation.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, arb_series, fmpq

__all__ = [
    "MOST_BITS", "Quantity", "Undefined", "add", "as_rational", "ball", "divide", "integer_of",
    "multiply", "power", "require", "smooth",
]

Quantity = fmpq | arb | arb_series

MOST_BITS = 8192
"""Rationals with longer numerators or denominators go on as balls."""


class Undefined(ArithmeticError):
    """The expression has no value there, or none that could be enclosed."""


def as_rational(value: int | Fraction) -> fmpq:
    """The same number for FLINT."""
    return fmpq(value.numerator, value.denominator)


def ball(x: Quantity) -> arb:
    """The quantity as a ball; of a series its constant term."""
    if isinstance(x, arb):
        return x
    return arb(x) if isinstance(x, fmpq) else x[0]


def smooth(x: Quantity) -> arb | arb_series:
    """A rational becomes a ball."""
    return arb(x) if isinstance(x, fmpq) else x


def require(condition: bool, what: str) -> None:
    """Raises Undefined unless the condition is certain."""
    if not condition:
        raise Undefined(what)


def integer_of(x: Quantity) -> int | None:
    """The integer that the quantity certainly is, or None."""
    if isinstance(x, fmpq):
        return int(x.p) if x.q == 1 else None
    if isinstance(x, arb) and x.is_integer() and abs(x).bits() <= MOST_BITS:
        whole = x.unique_fmpz()
        return None if whole is None else int(whole)
    return None


def _short(x: fmpq) -> Quantity:
    return x if x.height_bits() <= MOST_BITS else arb(x)


def add(x: Quantity, y: Quantity) -> Quantity:
    """x + y."""
    total = x + y
    return _short(total) if isinstance(total, fmpq) else total


def multiply(x: Quantity, y: Quantity) -> Quantity:
    """x y."""
    result = x * y
    return _short(result) if isinstance(result, fmpq) else result


def divide(x: Quantity, y: Quantity) -> Quantity:
    """x/y; raises Undefined unless y is certainly not zero."""
    if isinstance(y, fmpq):
        if y == 0:
            raise Undefined("division by zero")
    elif ball(y).contains(0):  # as NaN does, too
        raise Undefined("division by what may be zero")
    result = x / y
    return _short(result) if isinstance(result, fmpq) else result


# ---- powers --------------------------------------------------------------------------------------------


def power(base: Quantity, exponent: Quantity) -> Quantity:
    """base^exponent over the real numbers, with 0^0 = 1; raises Undefined for a negative base under a fraction."""
    whole = integer_of(exponent)
    if whole is not None:
        return _whole_power(base, whole)
    return _real_power(base, exponent)


def _whole_power(base: Quantity, n: int) -> Quantity:
    if n == 0:
        return fmpq(1)
    if n < 0:
        return divide(fmpq(1), _whole_power(base, -n))
    if isinstance(base, fmpq):
        if base.height_bits() * n <= MOST_BITS:
            return base**n
        return arb(base) ** n if base != 0 else base
    if isinstance(base, arb):
        return _ball_power(base, n)
    return _series_power(base, n)


def _ball_power(base: arb, n: int) -> arb:
    """Sharp also for balls that hold zero, where FLINT's own power is undefined."""
    if base != 0:
        return base**n
    if n % 2 == 0:
        return (base.abs_lower() ** n).union(base.abs_upper() ** n)
    return _odd(base.lower(), n).union(_odd(base.upper(), n))


def _odd(x: arb, n: int) -> arb:
    return x if x == 0 else x**n


def _series_power(base: arb_series, n: int) -> arb_series:
    """Squaring and multiplying, since FLINT's power fails where the constant term holds zero."""
    if base[0] > 0 and n > 4:
        return base**n
    result = base
    for bit in bin(n)[3:]:
        result = result * result
        if bit == "1":
            result = result * base
    return result


def _real_power(base: Quantity, exponent: Quantity) -> Quantity:
    at = ball(base)
    if at > 0:
        return (base if isinstance(base, arb_series) else at) ** exponent
    if not isinstance(base, arb_series) and at == 0 and ball(exponent) > 0:
        return fmpq(0)
    raise Undefined("a power of what may be negative")
