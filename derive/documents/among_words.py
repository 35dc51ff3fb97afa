"""Formulas among words: `so ℓ is concave for θ > 0` as words and expressions in turn.

Reasons and conclusions are printed words, in which formulas stand as plain text. A format that sets formulas in their
own type asks here which parts are some: what looks like mathematics, reads as mathematics and prints as it was.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from ..expressions import Expression, Several
from ..notation.plain import plain
from ..notation.reader import ReadError, read
from .phrases import Phrase, joined

__all__ = ["parted"]

# What may stand around a formula in a sentence, and how many words it is tried to be long.
_BEFORE, _BEHIND = "“", ".,;:!?”"
LONGEST = 18
_MATHEMATICAL = re.compile("[Α-ωϕϵℓ∂√∞=≠<≤>≥≈∝∈+−·×^_′″\u0302\u0304⁰¹²³⁴-⁹⁻ⁿ₀-₉ᵢₙₘₖⱼ]")
_FRACTION = re.compile(r"(?:\d+|[A-Za-z])/[a-zA-Z]")
_LETTER = re.compile("[b-hj-zFLNSXY]")
_WORD = re.compile(r"\W*(?:[AI]\W*|(?!(?:log|exp|max|min|sin|cos|tan)\b)[A-Za-z]{2,}\W*$|.*[A-Za-z]{2}-.*)")
_UNIT = re.compile(r"[^\W\d_]+[²³]?")
_QUANTITY = re.compile(rf"−?[\d.]+ {_UNIT.pattern}")
_ARTICLE = re.compile("a (?![=≠<≤>≥≈∝∈+−·×/])")
# Behind an article stands what it belongs to; behind the letter a mark, the end, or one of these words.
_BEHIND_A_NAME = frozenset((
    "is", "are", "and", "or", "in", "on", "to", "from", "at", "has", "have", "held", "lies", "lie", "follows",
    "solves", "grows", "falls", "tends", "inside", "with", "once",
))
_SCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿᵏⁱ₀₁₂₃₄₅₆₇₈₉ᵢₙₘₖⱼ", "0123456789-nki0123456789inmkj", strict=True))
_RAISED, _LOWERED = re.compile("[⁰¹²³⁴-⁹⁻ⁿᵏⁱ]+"), re.compile("[₀-₉ᵢₙₘₖⱼ]+")


@lru_cache(maxsize=512)  # reasons are the same in many solutions
def parted(said: str, letters: bool = True) -> Phrase:
    """The words and formulas of a sentence. letters: whether a Latin letter alone is a formula, too."""
    parts: list[str | Expression] = []
    words = list(re.finditer(r"\S+", said))
    end = k = 0
    while k < len(words):
        last, start, formula = _formula_from(said, words, k, letters)
        if formula is not None:
            stop = start + len(formula[1])
            parts += [said[end:start], *_apart(formula[0])]
            end = stop
        k = last
    return tuple(part for part in (*parts, said[end:]) if part != "")


def _apart(formula: Expression) -> Phrase:
    """The formulas of a list, with the commas between them among the words."""
    if isinstance(formula, Several) and formula.separator == ",":
        return joined((statement,) for statement in formula.statements)
    return (formula,)


def _formula_from(
    said: str, words: list[re.Match[str]], first: int, letters: bool
) -> tuple[int, int, tuple[Expression, str] | None]:
    """The longest formula that begins with a word: the number of the word behind it, where it starts, and itself with
    its text; the next word and none where there is no formula."""
    last = first
    while last < min(len(words), first + LONGEST) and not _WORD.match(words[last][0]):
        last += 1
    for stop in range(last, first, -1):
        candidate = said[words[first].start():words[stop - 1].end()]
        inner = _inner(candidate)
        is_unit = _UNIT.fullmatch(inner) and first > 0 and words[first - 1][0][-1].isdigit()
        is_label = f"{inner})" in candidate and "(" not in candidate
        is_name = inner == "a" and stop == first + 1 and _is_name(words, first) and not is_label
        if (_looks(inner, letters and not is_label) or (letters and is_name)) and not is_unit:
            formula = _read(inner)
            if formula is not None:
                return stop, words[first].start() + candidate.index(inner), (formula, inner)
    return first + 1, 0, None


def _is_name(words: list[re.Match[str]], k: int) -> bool:
    """Whether the word a is the letter, and not the article."""
    if words[k][0] != "a":
        return words[k][0].strip(_BEFORE + _BEHIND + "()") == "a"
    return k + 1 == len(words) or words[k + 1][0] in _BEHIND_A_NAME


def _inner(candidate: str) -> str:
    """Without the marks of the sentence around it, and without a bracket that is not closed, or not opened, there."""
    while True:
        shorter = candidate.lstrip(_BEFORE).rstrip(_BEHIND)
        if shorter.count("(") > shorter.count(")"):
            shorter = shorter.removeprefix("(")
        if shorter.count(")") > shorter.count("("):
            shorter = shorter.removesuffix(")")
        if _is_wrapped(shorter):
            shorter = shorter[1:-1]
        if shorter == candidate:
            return candidate
        candidate = shorter


def _is_wrapped(candidate: str) -> bool:
    """`(n = 10)`, but not `(a)(b)`."""
    depth = 0
    for k, character in enumerate(candidate):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return k > 0 and k == len(candidate) - 1
    return False


def _looks(candidate: str, letters: bool) -> bool:
    if len(candidate) == 1 and candidate.isascii():
        return letters and bool(_LETTER.fullmatch(candidate))
    is_formula = _MATHEMATICAL.search(candidate) or _FRACTION.fullmatch(candidate)
    return bool(is_formula) and not (_QUANTITY.fullmatch(candidate) or _ARTICLE.match(candidate))


def _read(candidate: str) -> Expression | None:
    """The formula, if it is one that looks like this."""
    try:
        formula = read(candidate)
    except ReadError:
        return None
    return formula if _alike(plain(formula)) == _alike(candidate) else None


def _alike(written: str) -> str:
    """The text whatever its spaces and however it lowers and raises."""
    written = _RAISED.sub(lambda match: "^" + "".join(map(_SCRIPTS.__getitem__, match[0])), normalize("NFC", written))
    written = _LOWERED.sub(lambda match: "_" + "".join(map(_SCRIPTS.__getitem__, match[0])), written)
    return written.replace(" ", "").replace("−", "-")
