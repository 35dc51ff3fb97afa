"""Formulas that do not end with their line: `ℓ(θ) = 7 log θ` and in the next line `+ 3 log(1 - θ)`."""

from __future__ import annotations

import re
from itertools import pairwise

from .layout import BREAK, GAP
from .lexer import Mark

__all__ = ["goes_on", "joined"]

_MOST = 8  # lines of one formula
_OPERATORS = frozenset("+ - − – * · × / \\cdot \\times ^".split())  # noqa: SIM905
_BEGINS = re.compile(rf"[\s&{BREAK}{GAP}]*(?:\\[,;!:]\s*)*(\+|[-−–](?!>)|[*·×/](?!\*)|\\cdot|\\times)(?![A-Za-z])")
_RELATION = re.compile(r"[=<>≤≥≈∝→⇒]|\\(?:le|ge|approx|propto|implies|Rightarrow|to)\b")
_IN_BRACES = re.compile(r"\{[^{}]*\}")
_IN_ROUND = re.compile(r"\([^()]*\)")
_SAID = re.compile(r"(?<!\\)[A-Za-z]{2,} [a-z]{2,}")
_LABEL = re.compile(r"[A-Z][a-z]+ {2,}(?=\S)")
_FACTOR = re.compile(r"(?:\(|(?:exp|log|ln|sqrt)\b|[√ΠΣ])")
_BEHIND = "⁰¹²³⁴⁵⁶⁷⁸⁹!"
_DEEP = 5  # columns to the left of which no right side begins
_WORDS = re.compile(r"(?<!\\)\b[A-Za-z]{4,}")


def goes_on(text: str, found: list[Mark], following: str, aligned: bool) -> bool:
    """Whether the formula at the end of a text goes on in the following line, a row of aligned formulas perhaps."""
    if not following or text.count("\n") >= _MOST:
        return False
    if not any(mark.kind in "rl" for mark in found):
        return _is_lone_sum(found, following)
    if _ends_open(found) and not _WORDS.match(following.lstrip()):
        return True
    if _is_below_right_side(text, found, following) or _hangs(text, found, following):
        return True
    return _begins_open(found, following, aligned)


def _is_below_right_side(text: str, found: list[Mark], following: str) -> bool:
    """Whether the line begins right below the right side of a formula, and only holds further factors of it."""
    indent = len(following) - len(following.lstrip(" "))
    ends = found[-1].kind in "nv)" or found[-1].text[-1] in _BEHIND
    if indent < _DEEP or not ends or any(mark.kind == "P" for mark in found):
        return False
    if not any(one.kind == "r" and other.start == indent for one, other in pairwise(found)):
        return False
    outside = _IN_ROUND.sub("", _IN_ROUND.sub("", _IN_BRACES.sub("", following)))
    return following[indent] not in "+-−=<>≤≥≈" and not _RELATION.search(outside) and not _SAID.search(following)


def _is_lone_sum(found: list[Mark], following: str) -> bool:
    """Whether a formula without a relation, and without words, goes on with a further term."""
    sign = _BEGINS.match(following)
    alone = not any(mark.kind == "P" for mark in found) and found[-1].kind in "nv)"
    return alone and sign is not None and sign[1] == "+" and not _WORDS.search(following)


def _hangs(text: str, found: list[Mark], following: str) -> bool:
    """Whether the line begins right below what stands behind a label, `Model     f(x) = …`, with a further factor."""
    label = _LABEL.match(text)
    begins = following.lstrip(" ")
    below = label is not None and "\n" not in text and len(following) - len(begins) == label.end()
    return below and found[-1].kind in "nv)" and _FACTOR.match(begins) is not None


def joined(text: str, following: str) -> str:
    """Both lines as one text; what separates statements at the place where they meet is blanked."""
    ending = text.rstrip(f" {BREAK}{GAP}")
    beginning = following.lstrip(f" {BREAK}{GAP}&")
    return ending.ljust(len(text)) + "\n" + beginning.rjust(len(following))


def _ends_open(found: list[Mark]) -> bool:
    last = next((mark for mark in reversed(found) if mark.text not in (BREAK, GAP)), None)
    if last is None:
        return False
    if last.kind == "o" and last.text in _OPERATORS:
        return True
    opened: list[int] = []
    for k, mark in enumerate(found):
        if mark.kind == "(":
            opened.append(k)
        elif mark.kind == ")" and opened:
            opened.pop()
    return bool(opened) and not any(mark.kind in "Ps" for mark in found[opened[0] :] if mark.text not in (BREAK, GAP))


def _begins_open(found: list[Mark], following: str, aligned: bool) -> bool:
    """A line that begins with an operator; with a minus only where it is no statement of its own."""
    sign = _BEGINS.match(following)
    if sign is None or found[-1].kind in "rl":
        return False
    if sign[1] not in "-−–":
        return True
    return aligned or not (_RELATION.search(_IN_BRACES.sub("", following)) or _WORDS.search(following))
