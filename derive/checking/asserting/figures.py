"""Numbers as they stand in prose, with the digits that they show: `4.2`, `16/3`, `70%`, `six`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

__all__ = ["COUNTED", "FIGURE", "LIST", "NEARLY", "Figure", "figure", "figures_in", "figures_of", "lists_in"]

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    word: k
    for k, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"  # noqa: SIM905
        " seventeen eighteen nineteen".split()
    )
} | dict(zip(_TENS, range(20, 100, 10), strict=True))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_WRITTEN = rf"[-−]?{_DIGITS}(?:\s?/\s?\d+)?(?:\s?%)?"
COUNTED = rf"(?:\d+|{'|'.join(_WORDS)})"
"""A whole number, in digits or letters."""
FIGURE = rf"(?:{_WRITTEN}|{'|'.join(_WORDS)})(?![\w.^²³√!]|\s?[-*·×/+^=≈<>]|,\d)"
"""A number with which no formula goes on."""
NEARLY = r"(?:about |approximately |roughly |around |nearly |≈ ?|exactly |just |only |equal to |also |again |then )*"
_ANY = re.compile(rf"{_WRITTEN}|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
LIST = rf"{_WRITTEN}(?:(?:,? and |, ?|; ?){_WRITTEN})+(?![\w.^²³√!]|\s?[-*·×/+^=≈<>…]|,\s?[-\d…])"
"""Numbers one after the other, to the last of them."""
_LIST = re.compile(rf"{_WRITTEN}(?:(?:\s?(?:,|\+|;|\band\b)\s?)+{_WRITTEN})+")


class Figure(NamedTuple):
    """A number. unit: that of its last digit; nought for a whole number or a fraction. near: it is said to be about
    that."""

    value: Fraction
    unit: Fraction
    near: bool = False

    def agrees(self, true: Fraction) -> bool:
        """Whether it may stand for the true number: that rounded, or cut to whole numbers."""
        apart = abs(self.value - true)
        if apart == 0 or 2 * apart <= self.unit:
            return True
        if self.near and apart <= max(self.unit, abs(true) / 10, Fraction(1) if not self.unit else Fraction(0)):
            return True
        whole = self.value.denominator == 1 and not self.unit
        return whole and true.denominator != 1 and 2 * apart <= 1


def figure(text: str, near: str = "") -> Figure:
    """The number that is written."""
    bare = text.strip().lower()
    loose = any(word in near for word in ("about", "approx", "roughly", "around", "nearly", "≈"))
    if bare in _WORDS:
        return Figure(Fraction(_WORDS[bare]), Fraction(0), loose)
    share = Fraction(1, 100) if bare.endswith("%") else Fraction(1)
    top, _, bottom = bare.rstrip("% ").replace(",", "").replace("−", "-").replace(" ", "").partition("/")
    places = len(top.partition(".")[2])
    unit = Fraction(1, 10**places) if places and not bottom else Fraction(0)
    value = Fraction(top) / (int(bottom or 1) or 1)
    return Figure(value * share, unit * share, loose)


def figures_in(text: str) -> list[Fraction]:
    """All numbers of a text, in digits or letters."""
    return [figure(found[0]).value for found in _ANY.finditer(text)]


def figures_of(row: str, start: int = 0) -> list[tuple[int, int, Figure]]:
    """The numbers of a row, each with where it begins and ends."""
    return [(start + f.start(), start + f.end(), figure(f[0])) for f in re.finditer(_WRITTEN, row)]


def lists_in(text: str) -> list[list[Fraction]]:
    """All rows of numbers: `9, 1 and 16`, `3 + 1 + 4`."""
    return [figures_in(found[0]) for found in _LIST.finditer(text)]
