r"""Runs of letters, digits, subscripts and accents: which names they spell, `nμ`, `x₁x₂`, `\hat\theta_{\text{MLE}}`.

A run is read as the longest known names from left to right; what spells nothing is a fault, never a guess.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..expressions import Span
from .characters import LETTER, MARK_CLASS, MARKS, SUBSCRIPT_CLASS, SUBSCRIPTS, decomposed, describe
from .faults import ReadError, closest
from .meanings import Name, meaning
from .scope import Piece, Scope
from .words import ACCENTS, GREEK, GREEK_COMMANDS, WORDS

__all__ = ["LETTER_COMMAND", "RUN", "TAIL", "is_spelled", "parts_of_name", "pieces"]

_LONGEST_RUN = 200

_WORD = rf"(?:\d+|[A-Za-z]+|{LETTER})"
# `_1`, `_{12}`, `_\max`, `_{\text{MLE}}`
_SUBSCRIPT = rf"_(?:{_WORD}|\\[A-Za-z]+|\{{\s*(?:{_WORD}|\\[A-Za-z]+\s*(?:\{{\s*[A-Za-z]+\s*\}})?)\s*\}})"
_TAIL = rf"(?:{LETTER}|{MARK_CLASS}|\d+|{_SUBSCRIPT}|{SUBSCRIPT_CLASS}+)*"
TAIL = re.compile(_TAIL)
RUN = LETTER + _TAIL
# A command that may stand for letters: `\theta`, `\mathrm{NLL}`, `\hat\theta`, `\bar{x}`, `\hat{p_1}`.
LETTER_COMMAND = (
    rf"\\[A-Za-z]+\*?\s*(?:\{{\s*(?:\\[A-Za-z]+|{LETTER}+)(?:{_SUBSCRIPT})?\s*\}}|\\[A-Za-z]+|{LETTER}(?![A-Za-z]))"
)
_UNIT = re.compile(
    rf"(?:\\(?P<command>[A-Za-z]+)\*?|(?P<letters>[A-Za-z]+)|(?P<letter>{LETTER}))[\s}}]*|(?P<mark>{MARK_CLASS})|(?P<digits>\d+)"
    rf"|_(?:\{{\s*)?(?:\\(?:text|math)?(?:rm|it)?\s*\{{?)?\s*(?P<subscript>{_WORD})[\s}}]*|(?P<lowered>{SUBSCRIPT_CLASS}+)"
)


class _Unit(NamedTuple):
    kind: str  # letter, word, digits, subscript or mark
    text: str
    start: int
    end: int
    at: int  # where the text itself begins, behind `_` and braces


def _units(run: str) -> list[_Unit]:
    """The run taken apart; an accent command goes behind the letter under it, a type face goes."""
    units: list[_Unit] = []
    accent, dress = "", None
    for match in _UNIT.finditer(run):
        kind = match.lastgroup or ""
        text, (start, end), at = match[kind], match.span(), match.start(kind)
        if kind == "command" and text not in GREEK_COMMANDS:
            accent = ACCENTS.get(text, accent)
            dress = start if dress is None else dress
            continue
        units += _units_of(kind, text, start if dress is None else dress, end, at, dress is not None)
        dress = None
        if accent and units[-1].kind != "mark":
            units.append(_Unit("mark", accent, start, end, at))
            accent = ""
    return units


def _units_of(kind: str, text: str, start: int, end: int, at: int, dressed: bool) -> list[_Unit]:
    if kind == "letters" and not dressed:  # `nx` may be two names
        return [_Unit("letter", letter, start + k, start + k + 1, at + k) for k, letter in enumerate(text)]
    if kind == "letters":  # `\mathrm{NLL}` is one
        return [_Unit("letter" if len(text) == 1 else "word", text, start, end, at)]
    if kind == "letter":
        letter, mark = decomposed(text)
        return [_Unit(kind, letter, start, end, at), *([_Unit("mark", mark, start, end, at)] if mark else [])]
    if kind == "command":
        return [_Unit("letter", GREEK_COMMANDS[text], start, end, at)]
    if kind == "mark":
        return [_Unit(kind, MARKS[text], start, end, at)]
    if kind == "lowered":
        return [_Unit("subscript", text.translate(SUBSCRIPTS), start, end, at)]
    return [_Unit(kind, _one_spelling(text) if kind == "subscript" else text, start, end, at)]


def _one_spelling(subscript: str) -> str:
    return GREEK_COMMANDS.get(subscript, decomposed(subscript)[0] if len(subscript) == 1 else subscript)


# ---- one name --------------------------------------------------------------------------------------------

_HATS = frozenset(("hat", "MLE", "ML", "mle", "ml"))


def _name(word: str, start: int, end: int, hanging: list[_Unit]) -> Name | None:
    """The word with its subscript and accents; None where two subscripts hang on it."""
    marks = {unit.text for unit in hanging if unit.kind == "mark" or unit.text in _HATS or unit.text == "bar"}
    subscripts = [unit for unit in hanging if unit.text not in marks]
    if len(subscripts) > 1 or "tilde" in marks or (len(marks) > 1 and "bar" in marks):
        return None
    length = (hanging[-1].end if hanging else end) - start
    hat, bar = bool(marks & _HATS), "bar" in marks
    if not subscripts:
        return Name(word, length, "", 0, hat, bar)
    below = subscripts[0]
    return Name(word, length, below.text, below.at - start, hat, bar)


# ---- runs --------------------------------------------------------------------------------------------------


def pieces(run: str, scope: Scope, start: int) -> tuple[Piece, ...]:
    """The tokens that a run of letters spells, their places counted from its beginning.

    Raises ReadError, at `start` of the text, where the run spells nothing that is known.
    """
    found = _Runs(_units(run), scope).split() if len(run) <= _LONGEST_RUN else None
    if found is None:
        raise _unknown(run, scope, start)
    return scope.remember(run, found)


@lru_cache(maxsize=8192)  # words of prose come again in every line
def is_spelled(run: str, scope: Scope) -> tuple[Piece, ...] | None:
    """The names that a run of letters spells, None where it is no mathematics."""
    return _Runs(_units(run), scope).split() if len(run) <= _LONGEST_RUN else None


class _Runs:
    """Splits the units of a run into names, the longest from the left that leave a rest that can be read."""

    def __init__(self, units: list[_Unit], scope: Scope) -> None:
        self.units, self.scope = units, scope
        self.from_unit: dict[int, tuple[Piece, ...] | None] = {len(units): ()}

    def split(self) -> tuple[Piece, ...] | None:
        """The names of the whole run, or None."""
        for first in range(len(self.units) - 1, -1, -1):
            if self.units[first].kind in ("letter", "word"):
                self.from_unit[first] = self.beginning_at(first)
        found = self.from_unit.get(0)
        if found is None and (apart := _subscript_apart(self.units)) is not None:
            return _Runs(apart, self.scope).split()
        return found

    def beginning_at(self, first: int) -> tuple[Piece, ...] | None:
        """The names from a unit on, where the rest behind the first of them is known to be readable."""
        units = self.units
        stop = first + 1
        while units[first].kind == "letter" and stop < len(units) and units[stop].kind == "letter":
            stop += 1
        tail = stop
        while tail < len(units) and units[tail].kind in ("subscript", "digits", "mark"):
            tail += 1
        for last in range(stop, first, -1):
            after = tail if last == stop else last
            rest = self.from_unit.get(after)
            if rest is None:
                continue
            word = "".join([unit.text for unit in units[first:last]])
            found = self.one_name(word, first, last, after)
            if found is not None and self.may_stand(found[0], word, first, last):
                return (*found, *rest)
        return None

    def one_name(self, word: str, first: int, last: int, after: int) -> tuple[Piece, ...] | None:
        """One name with what hangs on it, the units from `last` to `after`."""
        start, end = self.units[first].start, self.units[last - 1].end
        hanging = self.units[last:after]
        name = _name(word, start, end, hanging)
        found = None if name is None else meaning(name, self.scope)
        if found is not None and name is not None:
            return ((*found, start, start + name.length),)
        if word in WORDS and len(hanging) == 1 and hanging[0].kind != "mark":
            return _word_with_subscript(word, start, end, hanging[0])
        return None

    def may_stand(self, piece: Piece, word: str, first: int, last: int) -> bool:
        """Latin letters are taken apart only into names that are known, and `log`, `ln`, `exp`."""
        around = (*self.units[max(first - 1, 0) : first], *self.units[last : last + 1])
        if not word.isascii() or not any(unit.kind == "letter" and unit.text.isascii() for unit in around):
            return True
        return self.scope.is_known(word) or word in ("log", "ln", "exp") or (piece[0] == "apply" and word[0] == "L")


def _word_with_subscript(word: str, start: int, end: int, below: _Unit) -> tuple[Piece, ...] | None:
    """`log2`, `log_2`, `log₁₀`, `sum_i`, `max_i`: the function, and the subscript for the grammar to read."""
    kind, value = WORDS[word]
    glued = WORDS.get(word + below.text)
    if glued is not None:
        return ((*glued, start, below.end),)
    if below.kind == "digits" or kind not in ("fn", "sum", "arg") or not below.text.isalnum():
        return None
    return ((kind, value, start, end), ("_", None, end, below.at), ("index", below.text, below.at, below.end))


def _subscript_apart(units: list[_Unit]) -> list[_Unit] | None:
    """`x_iy_i`: where `_iy` is no subscript, its first letter is one."""
    for k, unit in enumerate(units):
        if unit.kind == "subscript" and len(unit.text) > 1 and unit.text.isalpha() and k + 1 < len(units):
            at = unit.at
            letters = [_Unit("letter", c, at + j, at + j + 1, at + j) for j, c in enumerate(unit.text) if j > 0]
            first = _Unit("subscript", unit.text[0], unit.start, at + 1, at)
            return [*units[:k], first, *letters, *units[k + 1 :]]
    return None


# ---- faults and declarations -------------------------------------------------------------------------------


def _unknown(run: str, scope: Scope, start: int) -> ReadError:
    for offset, character in enumerate(run):
        if not character.isprintable():  # a code that no letter has
            return ReadError(describe(character), Span(start + offset, start + offset + 1), "remove it")
    shown = run if len(run) <= 40 else f"{run[:40]}…"
    kind = "command" if run.startswith("\\") else "name"
    return ReadError(f"unknown {kind} '{shown}'", Span(start, start + len(run)), _suggestion(run.lstrip("\\"), scope))


def _suggestion(word: str, scope: Scope) -> str:
    """A near miss, the relatives of a name with a subscript, or what to do about it."""
    known = scope.known_words() | {name for name in (*WORDS, *GREEK) if len(name) > 2}
    near = closest(word, known)
    relatives = sorted(name for name in scope.names if name.partition("_")[0] == word[:1] and "_" in name)
    if near is None and relatives:
        return f"declared are {', '.join(relatives[:5])}"
    return near or ("write the factors of a product apart: a b" if word.isalpha() and len(word) > 1 else "declare it")


@lru_cache(maxsize=1024)
def parts_of_name(text: str) -> tuple[str, ...] | None:
    """A name's word in one spelling and its subscript if it has one; None where the text is no name."""
    if not any(re.fullmatch(pattern, text) for pattern in (RUN, rf"\\[A-Za-z]+{_TAIL}", LETTER_COMMAND)):
        return None
    units = _units(text)
    letters = [unit for unit in units if unit.kind in ("letter", "word")]
    rest = units[len(letters) :]
    if not letters or any(unit.kind not in ("subscript", "digits") for unit in rest) or len(rest) > 1:
        return None
    word = "".join([unit.text for unit in letters])
    word = GREEK.get(word, word)
    return (word, rest[0].text) if rest else (word,)
