"""Numbers as programs read them: decimals with a point."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

__all__ = ["decimals"]

# Enough digits that no double is missed.
_PRECISE = Context(prec=17)
# Outside of these powers of ten a number is written with its exponent.
LEAST, MOST = -7, 15


def decimals(value: Fraction) -> str:
    """`0.7`, `0.28333333333333333`, `9.5367431640625E-7`."""
    number = _PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(_PRECISE)
    return f"{number:f}" if LEAST < number.adjusted() < MOST else f"{number:E}"
