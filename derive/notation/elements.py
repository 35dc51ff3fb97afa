"""Elements of MathML Core as text: tokens, rows, brackets, accents, and the names of quantities.

A piece of a formula is a tuple of sibling elements (`Parts`); `row` makes one element of it where one is asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Protocol

from ..expressions import Expression
from .names import LETTERS

__all__ = [
    "APPLY", "BAR", "DOT", "HAT", "MINUS", "THIN_APPLY", "THIN_TIMES", "TIMES", "Parts", "Writing", "accented",
    "bracketed", "changed", "comma_separated", "divided", "element", "mi", "mn", "mo", "mtext", "named", "primes",
    "row", "scripted", "shown", "tight", "token", "visible",
]

Parts = tuple[str, ...]


class Writing(Protocol):
    """What writes the parts of a node for the node."""

    def parts(self, e: Expression) -> Parts:
        """The elements of the expression, side by side."""

    def one(self, e: Expression) -> str:
        """The expression as one element."""

    def within(self, e: Expression, least: int) -> Parts:
        """The elements, in brackets where the expression holds together less tightly than its place asks for."""

    def listed(self, of: tuple[Expression, ...]) -> Parts:
        """The expressions with commas between them."""

    def is_marked(self, e: Expression) -> bool:
        """Whether the expression is one of the marked parts."""


# The thin space of TeX, and signs above a letter.
THIN = "0.1667em"
HAT, BAR = "ˆ", "¯"


def element(tag: str, content: str, **attributes: str) -> str:
    """`<tag name="value">content</tag>`; the content is markup, values are escaped. `class_` is written `class`."""
    said = "".join([f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items()])
    return f"<{tag}{said}>{content}</{tag}>"


_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with escapes for characters that XML forbids or that nobody sees."""
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


def token(text: str) -> str:
    """Characters as the text of an element: none of them is markup, no space is lost."""
    return escape(visible(text), quote=False).replace(" ", "\u00a0")


@lru_cache(maxsize=1024)  # a derivation writes few names, numbers and signs, each of them many times
def mi(name: str, upright: bool = False) -> str:
    """An identifier: a single letter is slanted, unless upright is asked for, a word is upright."""
    if upright and len(name) == 1:
        return element("mi", token(name), mathvariant="normal")
    return f"<mi>{token(name)}</mi>"


@lru_cache(maxsize=1024)
def mn(digits: str) -> str:
    """A number."""
    return f"<mn>{token(digits)}</mn>"


@lru_cache(maxsize=1024)
def mo(sign: str, **attributes: str) -> str:
    """An operator, with the space and the form of the operator dictionary unless an attribute says otherwise."""
    return element("mo", token(sign), **attributes)


def mtext(words: str) -> str:
    """Words between formulas."""
    return f"<mtext>{token(words)}</mtext>"


# Multiplication that is not written, with a thin space, or as a dot; a function before its argument; minus.
TIMES, APPLY, DOT, MINUS = mo("\u2062"), mo("\u2061"), mo("⋅"), mo("−")
THIN_TIMES, THIN_APPLY = mo("\u2062", rspace=THIN), mo("\u2061", rspace=THIN)


def row(parts: Parts) -> str:
    """The parts as one element."""
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


_TALL = ("<mfrac", "<munderover")
_TAG = re.compile("<[^>]*>")


def shown(markup: str) -> str:
    """The characters that the markup shows, one after another."""
    return _TAG.sub("", markup)


def bracketed(parts: Parts, left: str = "(", right: str = ")") -> str:
    """What stands between brackets as one row; the brackets grow only around what is tall."""
    inside = row(parts)
    still = {} if any(tag in inside for tag in _TALL) else {"stretchy": "false"}
    return f"<mrow>{mo(left, **still)}{inside}{mo(right, **still)}</mrow>"


def comma_separated(items: list[str], comma: str = "<mo>,</mo>") -> Parts:
    """The elements with commas, or another element, between them."""
    return tuple(part for k, item in enumerate(items) for part in ((comma, item) if k else (item,)))


_LOOSE = re.compile("<mo>([−+=±⋅→,])</mo>")


def tight(markup: str) -> str:
    """The markup as it stands in an exponent or a limit, where TeX puts no space around signs."""
    return _LOOSE.sub(r'<mo lspace="0" rspace="0">\1</mo>', markup) if "<mrow" in markup else markup


def scripted(base: str, below: str = "", above: str = "") -> str:
    """The element with an index, an exponent, or one above the other."""
    if below and above:
        return f"<msubsup>{base}{below}{above}</msubsup>"
    if below:
        return f"<msub>{base}{below}</msub>"
    return f"<msup>{base}{above}</msup>" if above else base


def divided(above: str, below: str, **attributes: str) -> str:
    """A fraction of two elements."""
    return element("mfrac", above + below, **attributes)


def changed(parts: Parts) -> str:
    """The parts as a row that a page can mark."""
    return element("mrow", "".join(parts), class_="changed")


_PRIMES = ("", "′", "″", "‴")


def primes(count: int) -> Parts:
    """The primes of a derivative, behind the name: as exponents they stand too high in most fonts."""
    return (mo(_PRIMES[count] if count < len(_PRIMES) else "′" * count),) if count else ()


def accented(base: str, accent: str) -> str:
    """A hat or a bar over the element; browsers let a bar touch the letter that it is an accent of, so it is none."""
    kind = ' accent="true"' if accent == HAT else ""
    return f'<mover{kind}>{base}{mo(accent, stretchy="false")}</mover>'


@lru_cache(maxsize=1024)
def named(name: str, accent: str = "") -> tuple[str, str, str]:
    """The letter with its accent, the index and the exponent of a name: `p_1`, `σ²`; empty where there is none."""
    word, _, index = name.removesuffix("²").partition("_")
    letter = mi(word, upright=word in LETTERS and word.isupper())
    base = accented(letter, accent) if accent else letter
    below = (mn(index) if index.isdigit() else mi(index)) if index else ""
    return base, below, mn("2") if name.endswith("²") else ""
