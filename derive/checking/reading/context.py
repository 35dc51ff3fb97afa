"""What a word or sign is where it stands: `a` the article, `log` the noun, `(maximum)` a remark."""

from __future__ import annotations

from functools import lru_cache

from ...notation.scope import Scope
from ...notation.words import GREEK, WORDS
from .brackets import read_brackets
from .layout import GAP
from .lexer import Mark, kind_at, touching
from .units import depths
from .words import CLAUSES, NUMBERED, REFERRING

__all__ = ["in_context"]

_OPENING = frozenset(("(", "c", "n", "v", "f", "q"))
_BARE_FUNCTIONS = frozenset("log ln exp sqrt sin cos tan log2 log10 sinh cosh tanh erf abs".split())  # noqa: SIM905
_SERIES = frozenset("sum Sum prod Prod product Product max min".split())  # noqa: SIM905
_STATISTICS = frozenset(("mean", "min", "max", "median"))
_MARKS_BEHIND = frozenset("!'′")
_ADDING = frozenset("sum Sum product Product prod".split())  # noqa: SIM905
_BEFORE_FACTOR = frozenset("onv()r")
_APART = 3  # spaces between a formula and the remark on it
_SERIES_SIGNS = frozenset(("Σ", "∑", "∏", "Π", "\\sum", "\\prod"))
_ARTICLE_LETTERS = frozenset("aIA")
_SHORT_UNITS = frozenset("min sec hrs kg km cm mm ms m s h g F C K st nd rd th pm am mph kWh".split())  # noqa: SIM905
_LETTER_UNITS = frozenset("mshgKVAWJ")
_LONG_LETTERS = ("alpha", "gamma", "delta", "theta", "kappa", "lambda", "sigma", "omega", "epsilon")
_DOTS = frozenset(("...", "…", "⋯", "\\ldots", "\\cdots", "\\dots"))


def in_context(found: list[Mark], scope: Scope) -> list[Mark]:
    """The marks of a line, each with the kind that it has among its neighbours."""
    marks = list(found)
    for k in range(len(marks) - 1, -1, -1):
        mark = marks[k]
        kind, text = mark.kind, mark.text
        if kind in _KINDS and (kind != "v" or text in _ARTICLE_LETTERS):
            marks[k] = mark._replace(kind=_KINDS[kind](marks, k, scope))
        elif kind == "P":
            if text.isalpha() and _is_misspelled(marks, k):
                marks[k] = mark._replace(kind="u")
        elif kind == "n":
            if _is_counted(marks, k) or _is_level(marks, k):
                marks[k] = mark._replace(kind="P")
            elif width := _unit_behind(marks, k, scope):
                marks[k + 1 : k + 1 + width] = [part._replace(kind="P") for part in marks[k + 1 : k + 1 + width]]
        elif kind == "v":
            if text in _LETTER_UNITS and _is_letter_unit(marks, k, scope):
                marks[k] = mark._replace(kind="P")
        elif kind == "r":
            if _is_listed_range(marks, k):
                marks[k] = mark._replace(kind="M")
        elif text == ":" and _is_ratio(marks, k):
            marks[k] = mark._replace(kind="D", text="/")
        elif text in _DOTS and _stand_for_the_rest(marks, k):
            marks[k] = mark._replace(kind="D", text="c")  # `7 log θ + …`
    read_brackets(marks, scope)
    if any(mark.kind == "q" or mark.text == GAP for mark in marks):
        _without_gaps(marks)
    return marks


def _without_gaps(marks: list[Mark]) -> None:
    """Gaps within a formula do not count, quotations outside of brackets are prose."""
    for k, (mark, depth) in enumerate(list(depths(marks))):
        if mark.text == GAP and (depth or _joins(marks, k)):
            marks[k] = mark._replace(kind="M")
        elif depth == 0 and mark.kind == "q":
            marks[k] = mark._replace(kind="P")


def _joins(marks: list[Mark], k: int) -> bool:
    r"""Whether what stands around a gap belongs together: `= 0 \quad\Rightarrow\quad θ = 1`."""
    before = next((mark for mark in reversed(marks[:k]) if mark.text != GAP), None)
    after = next((mark for mark in marks[k + 1 :] if mark.text != GAP), None)
    if before is None or after is None:
        return True
    return before.kind in "rlo(" or after.kind in "rl)" or (after.kind == "o" and after.text not in "!'′")


def _is_listed_range(marks: list[Mark], k: int) -> bool:
    """`112, 230, > 500`: an observation of which no more is known than that."""
    return [kind_at(marks, j) for j in (k - 4, k - 3, k - 2, k - 1, k + 1)] == ["n", ",", "n", ",", "n"]


def _is_misspelled(marks: list[Mark], k: int) -> bool:
    """`theat^7`, `2pq`, `3 thetta`: a name that somebody got wrong, or letters that nothing says what they are."""
    if touching(marks, k) and (marks[k + 1].text in ("^", "**") or marks[k + 1].text[0] in "²³⁴⁵⁶⁷⁸⁹"):
        return True
    text = marks[k].text
    glued = k > 0 and marks[k - 1].end == marks[k].start and marks[k - 1].kind == "n"
    if glued and len(text) <= 3 and text not in _SHORT_UNITS:
        return True
    return _is_nearly_a_letter(text.lower())


@lru_cache(maxsize=8192)
def _is_nearly_a_letter(word: str) -> bool:
    return 4 <= len(word) <= 8 and any(_is_near(word, letter) for letter in _LONG_LETTERS)


def _is_letter_unit(marks: list[Mark], k: int, scope: Scope) -> bool:
    """`σ̂ = 2.5 m`, where m is nothing else."""
    if marks[k].text in scope.names or k < 2 or marks[k - 1].end == marks[k].start:
        return False
    value = marks[k - 1].kind == "n" and marks[k - 2].text in ("=", "≈", "/", "\\approx")
    return value and kind_at(marks, k + 1) in ("end", "s", ",", "P", "r", "l")


def _unit_behind(marks: list[Mark], k: int, scope: Scope) -> int:
    """How many marks behind a number are its unit: `0.0008 1/h`, `0.04 mm²`, `3.5 m/s`."""
    if touching(marks, k):
        return 0
    following = [mark.text for mark in marks[k + 1 : k + 4]]
    if following[:2] == ["1", "/"] and len(following) == 3:
        return 3 if marks[k + 3].kind in "Pu" or following[2] in _SHORT_UNITS else 0
    if len(following) < 2 or following[0] in scope.names or not _may_be_unit(following[0]):
        return 0
    if following[1] in ("²", "³"):
        return 2
    if following[1] == "/":
        return 3 if len(following) == 3 and following[2] in _SHORT_UNITS - scope.names else 0
    return 3 if following[1:] in (["^", "2"], ["^", "3"]) else 0


def _may_be_unit(word: str) -> bool:
    """`mm`, `grams`; no Greek letter that somebody got wrong."""
    long = len(word) >= 4 and word.isascii() and word.isalpha() and word.lower() not in GREEK.keys() | WORDS.keys()
    return word in _SHORT_UNITS or (long and not _is_nearly_a_letter(word.lower()))


def _is_ratio(marks: list[Mark], k: int) -> bool:
    """`θ : (1 - θ) = 7 : 3`; a colon of prose touches the word before it."""
    if k == 0:
        return False
    before, after = kind_at(marks, k - 1), kind_at(marks, k + 1)
    if marks[k - 1].end == marks[k].start:  # `p:q:r = 3:2:1`
        return after in ("n", "v") and before in ("n", "v") and touching(marks, k) and _colons(marks) > 3
    if after in ("v", "c") or before == "v":
        return after in ("n", "v", "(", "c") and before in ("n", "v", ")") and _colons(marks) > 1
    return before in ("n", ")") and after in ("n", "(")


def _colons(marks: list[Mark]) -> int:
    return sum(mark.text == ":" for mark in marks) + sum(mark.kind == "D" and mark.text == "/" for mark in marks)


def _is_counted(marks: list[Mark], k: int) -> bool:
    """`Step 2`, `equation (1)`: a number that is a label; `λ⁵    5 values are …`: one that begins a remark."""
    apart = k > 0 and marks[k].start - marks[k - 1].end >= _APART
    if apart and kind_at(marks, k + 1) == kind_at(marks, k + 2) == "P":
        return True
    if touching(marks, k) and kind_at(marks, k + 1) in ("v", "o", "f"):  # `the normal equations 5a + 10b = 25`
        return False
    bracketed = kind_at(marks, k - 1) == "(" and kind_at(marks, k + 1) == ")"
    word = k - 2 if bracketed else k - 1
    return word >= 0 and marks[k].text.isdigit() and marks[word].text.lower().rstrip(".") in (
        REFERRING if bracketed else NUMBERED
    )


_OF_CONFIDENCE = frozenset(("interval", "confidence", "ci", "level", "bounds", "limits"))


def _is_level(marks: list[Mark], k: int) -> bool:
    """`95% interval = …`: the level is part of the name."""
    following = marks[k + 1].text.lower() if k + 1 < len(marks) else ""
    return "%" in marks[k].text and following in _OF_CONFIDENCE


def _stand_for_the_rest(marks: list[Mark], k: int) -> bool:
    """`7 log θ + …`"""
    return k > 0 and marks[k - 1].text == "+" and kind_at(marks, k + 1) in ("end", "s", "r", "l", "P")


def _is_near(word: str, letter: str) -> bool:
    """Whether one letter is left out, doubled or wrong, or two are exchanged."""
    if word in (letter, f"{letter}s") or abs(len(word) - len(letter)) > 1:
        return False
    shorter = min(len(word), len(letter))
    first = next((k for k in range(shorter) if word[k] != letter[k]), shorter)
    rest, wanted = word[first:], letter[first:]
    swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted or rest == wanted[1:] or (first > 0 and rest[1:] == wanted[1:])


def _function(marks: list[Mark], k: int, scope: Scope) -> str:
    text, following = marks[k].text, kind_at(marks, k + 1)
    if not text[0].isascii() or text[0] == "\\":
        return "f"
    sign = marks[k + 1].text if k + 1 < len(marks) else ""
    if following == "(" or sign in ("_", "^", "**") or (sign and sign[0] in "²³₂₁"):
        return "f" if touching(marks, k) or text in _BARE_FUNCTIONS or text in _SERIES else "P"
    if text in _ADDING and sign == "|" and (touching(marks, k) or kind_at(marks, k - 1) in _BEFORE_FACTOR):
        return "f"  # `(1/b) sum |x_i - mu|`
    if text in _ADDING and (sign in _SERIES_SIGNS or sign == "|"):
        return "P"  # `the sum Σ x_i`
    if text in _STATISTICS and scope.sample is not None and _is_operand(marks, k):
        return "f"
    if text in _BARE_FUNCTIONS or (text in _SERIES and following != "n"):
        return "f" if following in _OPENING or sign in ("∏", "Σ", "∑", "Π", "|", "√", "-", "−") else "P"
    if text in _ADDING and kind_at(marks, k - 1) in ("r", "o"):  # `L = prod 1/x_i`, but `the sum 15`
        second = marks[k + 2].text if k + 2 < len(marks) else ""
        return "f" if kind_at(marks, k + 2) in ("v", "f", "(") or second in ("/", "*", "·") else "P"
    return "P"


def _is_operand(marks: list[Mark], k: int) -> bool:
    """Whether a word stands where a number could: `(max - min)/2`, `1/(mean - 3)`."""
    before, after = kind_at(marks, k - 1), kind_at(marks, k + 1)
    if before not in ("r", "o", "(") or after not in ("r", "o", ")", "end", "s", ","):
        return False
    return before == "o" or (after == "o" and marks[k + 1].text not in _MARKS_BEHIND)


def _kept(marks: list[Mark], k: int, _scope: Scope) -> str:
    before, after = kind_at(marks, k - 1), kind_at(marks, k + 1)
    if marks[k].text == "data":
        return "v" if before == "(" or after == "|" or before == "|" else "P"
    return "v" if before in ("o", "r") or after in ("o", "r") else "P"


def _joining(marks: list[Mark], k: int, _scope: Scope) -> str:
    before, after = kind_at(marks, k - 1), kind_at(marks, k + 1)
    text = marks[k].text
    if text == "in":
        return "r" if before in ("v", ")") and after == "(" else "P"
    if text in ("and", "∧", "\\land", "\\wedge"):
        if before == "," and after == "n" and kind_at(marks, k - 2) == "n":
            return "M"
        return "," if before == "n" and after == "n" else "P"
    if before == "," and after in _OPENING and k > 1 and marks[k - 2].kind in "nv)":
        marks[k - 1] = marks[k - 1]._replace(kind="M")
        before = "n"
    if before not in ("n", "v", ")") or (after not in _OPENING and after != "o"):
        return "P"
    for j in range(k - 2, 0, -1):  # `θ = 0, θ = 1 or θ = 2`
        if marks[j].kind in "sP":
            break
        if marks[j].kind == "," and marks[j + 1].text == marks[k + 1].text and marks[j + 1].kind == "v":
            marks[j] = marks[j]._replace(kind="D", text="∨")
    return "o"


def _article(marks: list[Mark], k: int, scope: Scope) -> str:
    before, after, text = kind_at(marks, k - 1), kind_at(marks, k + 1), marks[k].text
    loose = not touching(marks, k) and (k == 0 or marks[k - 1].end < marks[k].start)
    apart = k + 1 < len(marks) and marks[k + 1].start - marks[k].end > 2  # a remark in a column of its own
    noun = after == "P" and not apart and marks[k + 1].text.lower() not in CLAUSES
    if noun and (before in ("P", "end", "s", ",", "r") or (loose and before not in ("o", "f"))):
        return "P"
    if text not in scope.names and loose and after in ("n", "v", "f") and before in ("P", "end", "s"):
        return "P"
    return "v"


_KINDS = {"f": _function, "k": _kept, "j": _joining, "v": _article}
