"""A decimal as it is shown, and all that is rounded to it."""

from __future__ import annotations

from flint import arb, fmpq

from ..balls import precision, shown_unit
from ..expressions import Expression, Number, number_value
from .places import BITS

__all__ = ["about", "around_whole", "is_decimal"]

HAIR = 20  # bits: the upper end of what is rounded to a number does not belong to it


def is_decimal(e: Number) -> bool:
    """Whether the number is written with a point, a percent sign or a power of ten: it may be rounded."""
    return not e.text.isdigit()


def about(e: Number) -> arb:
    """All that is rounded to the number as it is shown: halves go up, so that 0.25 is 0.3 and not 0.2."""
    half = shown_unit(e) / 2
    with precision(BITS):
        centre = arb(fmpq(e.value.numerator, e.value.denominator))
        below = arb(fmpq(half.numerator, half.denominator))
        return (centre - below).union(centre + below * (1 - arb(2) ** -HAIR))


def around_whole(e: Expression) -> arb:
    """All that rounds to a whole number, which may have a minus in front; halves either way."""
    centre, half = number_value(e), arb(1) / 2
    with precision(BITS):
        middle = arb(0 if centre is None else centre.numerator)
        return (middle - half).union(middle + half)
