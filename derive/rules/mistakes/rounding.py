"""Slips in numbers that stand for a value: rounding, the decimal point, arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite

from ...expressions import (
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Relation,
    integer,
    number_value,
    rational,
)
from ..arithmetic import approximate
from .mistake import ESTIMATE, NEGATIVE, NUMBER, Example, Mistake, Situation

__all__ = ["MISTAKES", "digits_shown"]

_VALUES = (NUMBER, ESTIMATE, NEGATIVE)


def digits_shown(e: Expression | None) -> int | None:
    """The digits shown behind the point of a number; None where it is no decimal."""
    inner = e.operand if isinstance(e, Negate) else e
    if isinstance(inner, Number) and "." in inner.text and inner.text.replace(".", "").isdigit():
        return len(inner.text.partition(".")[2])
    return None


def _near_decimal(due: Expression, at: Situation, by: tuple[int, ...]) -> Iterator[Expression]:
    value = approximate(due if not isinstance(due, Relation) else due.operands[-1])
    if value is None or not isfinite(value):
        return
    for digits in (3, 4, 2) if at.written is None else [digits_shown(at.written)]:
        if digits is not None and digits < 15:
            unit = 10**digits
            low = int(abs(value) * unit)  # cut off
            nearest = round(abs(value) * unit)
            for k in dict.fromkeys(low + step for step in by if low + step != nearest):
                text = f"{k // unit}.{k % unit:0{digits}d}" if digits else str(k)
                number = Number(Fraction(k, unit), text)
                yield Negate(number) if value < 0 else number


def _truncated(due: Expression, at: Situation) -> Iterator[Expression]:
    """Digits cut off instead of rounded."""
    return _near_decimal(due, at, (0,))


def _last_digit(due: Expression, at: Situation) -> Iterator[Expression]:
    """Rounded the wrong way: the last digit off by one."""
    return _near_decimal(due, at, (0, 1, 2, -1))


def _point_moved(due: Expression, at: Situation) -> Iterator[Expression]:
    """The decimal point at another place: ten or a hundred times too large or too small."""
    value = due.operands[-1] if isinstance(due, Relation) else due
    for by in (10, 100):
        yield Multiply((integer(by), value))
        yield Divide(value, integer(by))


def _arithmetic(due: Expression, at: Situation) -> Iterator[Expression]:
    """A line of numbers that come out otherwise: whatever number is written is taken."""
    value = due.operands[-1] if isinstance(due, Relation) else due
    result = approximate(value)
    if at.written is not None:
        written = at.written.operands[-1] if isinstance(at.written, Relation) else at.written
        if result is not None and approximate(written) is not None:
            yield written
    elif result is not None:
        exact = number_value(value)
        if exact is not None and exact.denominator == 1:
            yield from (rational(exact + 1), rational(exact - 1), rational(exact + 10))
        elif isinstance(value, Divide) and exact is not None:
            yield rational(exact + Fraction(1, exact.denominator))


MISTAKES = (
    Mistake(
        "digits-cut-off", _VALUES, Example("0.5716", "0.571"), _truncated, 6, True,
    ),
    Mistake(
        "rounded-wrongly", _VALUES, Example("3/7", "0.430"), _last_digit, 5, True,
    ),
    Mistake(
        "decimal-point-moved", _VALUES, Example("7/10", "0.07"), _point_moved, 5, True,
    ),
    Mistake(
        "arithmetic-slip", _VALUES, Example("120 + 880", "900"), _arithmetic, 1, True,
    ),
)
