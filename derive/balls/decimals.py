"""From enclosures to decimals: correctly rounded doubles and digits; whether a written decimal is the value rounded.

No digit comes out that is not proved: precision is raised until both ends of the enclosure round alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from flint import arb, fmpq

from ..expressions import Expression, Negate, Number
from ..steps import Setting
from .evaluation import evaluate
from .place import Columns
from .precision import HIGHEST, precision
from .quantities import Undefined, as_rational, ball

__all__ = ["decimal", "rounds_to", "shown_unit", "value"]

EVERYWHERE = Setting()
MOST_DIGITS = 1000
LARGEST_EXPONENT = 1100
"""Of two: beyond it a double is infinite or zero."""

Values = Mapping[str, fmpq | arb]


def _ends(
    e: Expression, values: Values, setting: Setting, sample: Columns | None
) -> Iterator[tuple[fmpq | arb, fmpq | arb]]:
    """Ever narrower pairs of ends with the value between them; a single pair where the value is rational."""
    bits = 64
    while bits <= HIGHEST:
        with precision(bits):
            x = evaluate(e, values, setting, sample)
            if isinstance(x, fmpq):
                yield x, x
                return
            around = ball(x)
            if around.is_finite():
                yield around.lower(), around.upper()
                if around.is_exact():
                    return
        bits *= 4


def value(e: Expression, setting: Setting = EVERYWHERE, values: Values | None = None) -> float:
    """The double nearest to the value of a closed expression; infinite beyond the largest double.

    Raises Undefined where there is no value, or none whose rounding could be decided.
    """
    for lower, upper in _ends(e, values or {}, setting, None):
        low, high = _double(lower), _double(upper)
        if low == high:
            return low + 0.0  # not −0.0
    raise Undefined("a value that could not be rounded")


def _double(x: fmpq | arb) -> float:
    """The nearest double to an exact number."""
    if isinstance(x, fmpq):
        return _quotient(int(x.p), int(x.q))
    mantissa, exponent = map(int, x.man_exp())
    size = mantissa.bit_length() + exponent
    if size < -LARGEST_EXPONENT:
        return 0.0
    if size > LARGEST_EXPONENT:
        return float("inf") if mantissa > 0 else float("-inf")
    return _quotient(mantissa << exponent, 1) if exponent > 0 else _quotient(mantissa, 1 << -exponent)


def _quotient(top: int, bottom: int) -> float:
    try:
        return top / bottom
    except OverflowError:
        return float("inf") if top > 0 else float("-inf")


# ---- digits --------------------------------------------------------------------------------------------


def decimal(e: Expression, digits: int, setting: Setting = EVERYWHERE, values: Values | None = None) -> Expression:
    """The value of a closed expression, rounded to so many significant digits: `0.693`, `9.5×10^-7`, `−2.30`.

    Halves go away from zero. Raises Undefined.
    """
    if not 1 <= digits <= MOST_DIGITS:
        raise Undefined(f"{digits} digits")
    for lower, upper in _ends(e, values or {}, setting, None):
        low = _rounded(lower, digits)
        if lower is upper or low == _rounded(upper, digits):
            return _written(*low)
    raise Undefined("a value that could not be rounded")


def _rounded(x: fmpq | arb, digits: int) -> tuple[int, int]:
    """Integer m and exponent k with m·10^k the number rounded to so many digits."""
    exact = _exact(x) if isinstance(x, arb) else x
    size, bottom = abs(int(exact.p)), int(exact.q)
    if not size:
        return 0, 0
    k = len(str(size)) - len(str(bottom)) - digits
    if _nearest(size, bottom, k, 0) >= 10**digits:
        k += 1
    m = _nearest(size, bottom, k, 1)
    if m < 10 ** (digits - 1):  # the estimate of k was one too high
        k -= 1
        m = _nearest(size, bottom, k, 1)
    if m == 10**digits:
        m, k = m // 10, k + 1
    return (m if exact > 0 else -m), k


def _nearest(top: int, bottom: int, k: int, halves: int) -> int:
    """The whole part of top/(bottom·10^k) and so many halves: rounded down, or to the nearest."""
    top, bottom = (top, bottom * 10**k) if k >= 0 else (top * 10**-k, bottom)
    return (2 * top + halves * bottom) // (2 * bottom)


def _exact(x: arb) -> fmpq:
    exponent = int(x.man_exp()[1])
    if abs(exponent) > HIGHEST * 4:
        raise Undefined("a number too large or too small to be written out")
    return x.fmpq()


def _written(m: int, k: int) -> Expression:
    digits = str(abs(m))
    point = len(digits) + k
    if k >= 0 and point <= 15:
        text = digits + "0" * k
    elif 0 < point <= 15:
        text = f"{digits[:point]}.{digits[point:]}"
    elif -4 < point <= 0 and m:
        text = "0." + "0" * -point + digits
    else:
        head = digits[0] + ("." + digits[1:] if digits[1:] else "")
        text = f"{head}×10^{point - 1}"
    size = Fraction(abs(m), 10**-k) if k < 0 else abs(m) * 10**k
    number = Number(size.numerator if size.denominator == 1 else size, text)
    return Negate(number) if m < 0 else number


# ---- written decimals ----------------------------------------------------------------------------------

_DECIMAL = re.compile(r"\d*(?:\.(?P<places>\d*))?(?:(?:[eE]|[×·*]10\^?)\{?(?P<exponent>[+-]?\d+)\}?)?(?P<percent>%?)")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")


def shown_unit(number: Number) -> Fraction:
    """The worth of the last digit that is shown: 1/1000 of `0.693`, 10^-8 of `9.5e-7`, 1/100 of `70%`."""
    text = number.text.translate(_PLAIN_DIGITS).replace(" ", "").replace("_", "").replace("\\", "")
    match = _DECIMAL.fullmatch(text.replace("times", "×").replace("cdot", "·"))
    if match is None:
        raise Undefined(f"the digits of {number.text} cannot be counted")
    power_of_ten = int(match["exponent"] or 0) - len(match["places"] or "") - (2 if match["percent"] else 0)
    if abs(power_of_ten) > MOST_DIGITS:
        raise Undefined(f"{number.text} has too many digits")
    return Fraction(10) ** power_of_ten


def rounds_to(
    e: Expression, number: Expression, setting: Setting = EVERYWHERE, values: Values | None = None,
    sample: Columns | None = None,
) -> bool:
    """Whether the decimal, with the digits that it shows, is the value correctly rounded (halves either way).

    number: a `Number`, or the `Negate` of one. Raises Undefined where this could not be decided.
    """
    negative = isinstance(number, Negate)
    shown = number.operand if isinstance(number, Negate) else number
    if not isinstance(shown, Number):
        raise Undefined("what is rounded to is no decimal")
    centre = Fraction(-shown.value if negative else shown.value)
    half = shown_unit(shown) / 2
    below, above = as_rational(centre - half), as_rational(centre + half)
    for lower, upper in _ends(e, values or {}, setting, sample):
        if lower >= below and upper <= above:
            return True
        if upper < below or lower > above:
            return False
    raise Undefined("a rounding that could not be decided")
