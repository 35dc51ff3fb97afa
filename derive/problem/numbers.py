"""Numbers of a problem file, read exactly: 0.1 is 1/10, `1e-3` is 1/1000, `70%` is 7/10."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

__all__ = ["NotANumber", "fraction", "number_text"]

MAX_DIGITS = 100  # of a number, powers of ten written out included: a double holds its cube

_NUMBER = re.compile(r"([-+−]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-+−]?\d+))?\s*(%?)", re.ASCII)
_RATIO = re.compile(r"([-+−]?\d+)\s*/\s*(\d+)", re.ASCII)
_RADIX = re.compile(r"0x[0-9a-fA-F]+|0o[0-7]+")
_HINTS = (
    (re.compile(r"[-+−]?\.?(inf|∞|infinity)", re.I), "is infinite: an observation is a finite number"),
    (re.compile(r"\.?nan|na|n/a|null|none|~|", re.I), "is no number: leave a missing observation out"),
    (re.compile(r"[-+−]?\d+,\d+"), "has a decimal comma: write {point}"),
    (re.compile(r"[-+−]?\d[\d_ ']*\d"), "has marks between its digits: write {digits}"),
    (re.compile(r"\s*[<>≤≥].*"), "is no range that an observation can have: write > 5, < 2, 2..3 or [2, 3)"),
)


class NotANumber(ValueError):
    """Text that is no finite rational number; the message says why and what would be right."""


@lru_cache(maxsize=4096)
def fraction(text: str) -> Fraction:
    """The exact value of a written number: `7`, `-0.5`, `1e-3`, `7/10`, `70%`, `0x1F`.

    Raises NotANumber for anything else, for infinities, and for more than a hundred digits.
    """
    text = text.strip()
    match = _NUMBER.fullmatch(text)
    if match:
        return _decimal(text, *match.groups(""))
    if len(text) > 2 * MAX_DIGITS:
        raise NotANumber(f"a number of {len(text)} characters; at most {MAX_DIGITS} digits are read")
    ratio = _RATIO.fullmatch(text)
    if ratio:
        if not int(ratio[2]):
            raise NotANumber(f"{text} divides by zero")
        return Fraction(int(ratio[1].replace("−", "-")), int(ratio[2]))
    if _RADIX.fullmatch(text):
        return Fraction(int(text, 0))
    raise NotANumber(_why(text))


def _decimal(text: str, sign: str, whole: str, places: str, bare: str, exponent: str, percent: str) -> Fraction:
    places = places or bare
    power = int(exponent.replace("−", "-")) if 0 < len(exponent) < 8 else (10**7 if exponent else 0)
    if len(whole) + len(places) + abs(power) > MAX_DIGITS:
        raise NotANumber(f"{_short(text)} has more than {MAX_DIGITS} digits")
    value, power = int(whole + places), power - len(places) - 2 * bool(percent)
    if sign in ("-", "−"):
        value = -value
    return Fraction(value * 10**power) if power >= 0 else Fraction(value, 10**-power)


def _why(text: str) -> str:
    for pattern, hint in _HINTS:
        if pattern.fullmatch(text):
            point, digits = text.replace(",", "."), re.sub(r"[_ ']", "", text)
            return f"{_short(text) or 'nothing'} {hint.format(point=point, digits=digits)}"
    return f'"{_short(text)}" is not a number'


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "…"


def number_text(value: Fraction) -> str:
    """The number as a person writes it: `7`, `1.2`, `1/3`."""
    if value.denominator == 1:
        return str(value.numerator)
    scale = value.denominator
    for prime in (2, 5):
        while scale % prime == 0:
            scale //= prime
    if scale == 1 and value.denominator <= 10**12:
        return f"{float(value):.12g}"
    return f"{value.numerator}/{value.denominator}"
