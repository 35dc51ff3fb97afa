"""Numbers as they are written, exact: `7`, `0.70`, `1e-6`, `9.5×10⁻⁷`, `70%`."""

from __future__ import annotations

import re
from fractions import Fraction

from ..expressions import Span
from .characters import SPACE, SUPERSCRIPTS
from .faults import MAX_DIGITS, ReadError

__all__ = ["NUMERAL", "numeral"]

_MINUS = "[-−–]"
_POWER_OF_TEN = (
    rf"{SPACE}*(?:×|\\times(?![A-Za-z])){SPACE}*10"
    rf"(?:(?:\^|\*\*)(?:{_MINUS}?[0-9]+(?!\.?[0-9])|\{{{SPACE}*{_MINUS}?[0-9]+{SPACE}*\}})|⁻?[⁰¹²³⁴-⁹]+)"
)
_DIGITS = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
# Only a decimal goes together with a power of ten: `3 × 10²` is a product.
NUMERAL = (
    rf"[0-9]+\.[0-9]+{_POWER_OF_TEN}"
    rf"|{_DIGITS}(?:[eE][-+−]?[0-9]+)?(?:{SPACE}?\\?%)?"
)
_SCIENTIFIC = r"([0-9.]+)(?:×10\^|[eE])\+?(-?[0-9]+)"
_PLAIN = str.maketrans({"−": "-", "–": "-", "{": "", "}": "", "\\": ""} | {" ": "", "\u00a0": "", "\t": "", "\n": ""})


def numeral(text: str, start: int) -> tuple[int | Fraction, str]:
    """The value of a number and its spelling in plain ASCII but for `×`: `9.5 \\times 10^{-7}` is `9.5×10^-7`.

    Raises ReadError (at `start`) where it has more digits, or a larger power of ten, than MAX_DIGITS.
    """
    if len(text) > MAX_DIGITS:
        raise ReadError(f"a number of more than {MAX_DIGITS} digits", Span(start, start + len(text)))
    if text.isdigit():
        return int(text), text
    if text[0] == ".":
        text = f"0{text}"
    spelled = _spelled(text)
    value = _value(spelled, start, len(text))
    return (value.numerator if value.denominator == 1 else value), spelled


def _spelled(text: str) -> str:
    if "×" in text or "times" in text:
        digits, _, power = re.sub(rf"{SPACE}+|\\times", "", text.replace("\\times", "×")).partition("×10")
        exponent = power.translate(SUPERSCRIPTS).translate(_PLAIN).lstrip("^*")
        return f"{digits}×10^{exponent}"
    return re.sub(rf"{SPACE}+", "", text).translate(_PLAIN)


def _value(spelled: str, start: int, length: int) -> Fraction:
    if spelled.endswith("%"):
        return _value(spelled[:-1], start, length) / 100
    scientific = re.fullmatch(_SCIENTIFIC, spelled)
    if scientific is None:
        return Fraction(spelled)
    digits, exponent = scientific[1], int(scientific[2])
    if abs(exponent) > MAX_DIGITS:
        raise ReadError(f"a power of ten beyond {MAX_DIGITS}", Span(start, start + length))
    return Fraction(digits) * Fraction(10) ** exponent
