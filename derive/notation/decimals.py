"""Numbers written with their decimals: rational ones where these end, others rounded."""

from __future__ import annotations

from fractions import Fraction

from ..expressions import Expression, Negate, Number, integer, rational

__all__ = ["DIGITS", "digits_shown", "exact_decimal", "in_decimals", "rounded"]

# So many digits a number shows that goes on into an iteration.
DIGITS = 6


def digits_shown(size: float) -> int:
    """How many significant digits a rounded number of that size shows, in a line, an answer, a picture and a sentence
    alike: three decimal places, of small numbers three digits, of tiny and of huge ones two."""
    if not 1e-3 <= size < 1e12:
        return 2
    return 3 if size < 1 else len(str(int(size))) + 3


def exact_decimal(value: Fraction, most: int | None = None) -> Expression | None:
    """The decimal that a fraction is; None where its decimals do not end, or not within `most` places."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1 or (most is not None and places > most):
        return None
    size = abs(value)
    whole, digits = divmod(size.numerator * 10**places // size.denominator, 10**places)
    number = Number(size, f"{whole}.{digits:0{places}d}") if places else integer(whole)
    return Negate(number) if value < 0 else number


def in_decimals(value: int | Fraction, most: int | None = None) -> Expression:
    """The number with its decimals where they end, else as a fraction: 231.8, 1/3."""
    return exact_decimal(Fraction(value), most) or rational(value)


def rounded(value: float, digits: int | None = None, zeros: bool | None = None) -> Expression:
    """The number to that many digits, in scientific notation where it is very large or very small. zeros: whether
    zeros at its end stay, as a sign that it was rounded there; where nothing is said, where no digits are."""
    size = abs(value)
    zeros = digits is None if zeros is None else zeros
    digits = digits or digits_shown(size)
    short = f"{size:.{digits}g}"
    text = short if not zeros or float(short) == size else f"{size:#.{digits}g}".replace(".e", "e").removesuffix(".")
    mantissa, _, exponent = text.partition("e")
    text = f"{mantissa}×10^{int(exponent)}" if exponent else mantissa
    number = Number(Fraction(f"{mantissa}e{exponent or 0}"), text)
    return Negate(number) if value < 0 else number
