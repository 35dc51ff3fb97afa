r"""Runs of letters, digits, indices and accents: which names they spell, `nμ`, `x₁x₂`, `\hat\theta_{\text{MLE}}`.

A run is read as the longest known names from left to right; what spells nothing is a fault, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ..expressions import Call, Expression, Hat, Indexed, Number, OrderStatistic, Span, Symbol
from .characters import LETTER, MARK_CLASS, MARKS, SUBSCRIPT_CLASS, SUBSCRIPTS, decomposed
from .faults import ReadError, closest
from .scope import Piece, Scope
from .words import ACCENTS, GREEK, GREEK_COMMANDS, WORDS, WRAPPERS, Meaning

__all__ = ["LETTER_COMMAND", "RUN", "Build", "TAIL", "parts_of_name", "pieces"]

# Makes the node of a name that starts at an offset.
Build = Callable[[int], Expression]

_WRAPPER = rf"\\(?:{'|'.join(sorted(WRAPPERS, reverse=True))})\*?"
_WRAPPED = rf"{_WRAPPER}\s*\{{\s*(?:[A-Za-z]+|\\[A-Za-z]+)\s*\}}"
_INDEX_WORD = rf"(?:\d+|[A-Za-z]+|{LETTER}|\\[A-Za-z]+|{_WRAPPED})"
_INDEX = rf"_(?:\d+|[A-Za-z]+|{LETTER}|\\(?:max|min|{'|'.join(GREEK_COMMANDS)})(?![A-Za-z])|\{{\s*{_INDEX_WORD}\s*\}})"
_TAIL = rf"(?:{LETTER}|{MARK_CLASS}|\d+|{_INDEX}|{SUBSCRIPT_CLASS}+)*"
TAIL = re.compile(_TAIL)
RUN = f"{LETTER}{_TAIL}"
_ACCENT = rf"\\(?:{'|'.join(ACCENTS)})(?![A-Za-z])"
_NAMED = rf"(?:\\[A-Za-z]+|{_WRAPPED}|{LETTER})"
# A command that stands for letters: `\theta`, `\mathrm{NLL}`, `\hat\theta`, `\bar{x}`, `\hat{p_1}`.
LETTER_COMMAND = re.compile(
    rf"{_ACCENT}\s*(?:\{{\s*{_NAMED}(?:{_INDEX})?\s*\}}|{_NAMED})|{_WRAPPED}|{_WRAPPER}\s+[A-Za-z](?![A-Za-z])|\\[A-Za-z]+"
)

_UNIT = re.compile(
    rf"(?P<accent>{_ACCENT})|{_WRAPPER}\s*\{{?\s*(?P<word>[A-Za-z]+)?|\\(?P<command>[A-Za-z]+)|(?P<letter>{LETTER})"
    rf"|(?P<mark>{MARK_CLASS})|(?P<digits>\d+)|_(?:\\|\{{\s*)?(?P<index>{_WRAPPED}|\\?\w+)\s*\}}?"
    rf"|(?P<lowered>{SUBSCRIPT_CLASS}+)|[{{}}\s]+"
)


class _Unit(NamedTuple):
    kind: str  # letter, word, digits, index or mark
    text: str
    start: int
    end: int


def _units(run: str) -> list[_Unit]:
    """The run taken apart; an accent command goes behind the letter under it."""
    units: list[_Unit] = []
    accent = ""
    for match in _UNIT.finditer(run):
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        if kind == "":
            continue
        text = match[kind]
        if kind == "accent":
            accent = ACCENTS[text[1:]]
            continue
        units += _unit(kind, text, start, end)
        if accent and units[-1].kind != "mark":
            units.append(_Unit("mark", accent, start, end))
            accent = ""
    return units


def _unit(kind: str, text: str, start: int, end: int) -> list[_Unit]:
    if kind == "letter":
        letter, mark = decomposed(text)
        return [_Unit(kind, letter, start, end), *([_Unit("mark", mark, start, end)] if mark else [])]
    if kind == "command":
        letter = GREEK_COMMANDS.get(text, "")
        return [_Unit("letter" if letter else "word", letter or text, start, end)]
    if kind == "word":
        return [_Unit("letter" if len(text) == 1 else "word", text, start, end)]
    if kind == "mark":
        return [_Unit(kind, MARKS[text], start, end)]
    if kind == "lowered":
        return [_Unit("index", text.translate(SUBSCRIPTS), start, end)]
    if kind == "index":
        bare = re.sub(r".*[\\{]\s*|[\s}]+$", "", text)
        return [_Unit(kind, GREEK_COMMANDS.get(bare, GREEK.get(bare, bare)), start, end)]
    return [_Unit(kind, text, start, end)]


# ---- one name --------------------------------------------------------------------------------------------

_HATS = frozenset(("hat", "MLE", "ML", "mle", "ml"))


class _Name(NamedTuple):
    """A word with what hangs on it: an index (or none), a hat, a bar."""

    word: str
    index: str
    hat: bool
    bar: bool
    index_at: Span
    start: int
    end: int


def _name(word: str, start: int, end: int, tail: list[_Unit]) -> _Name | None:
    marks = {unit.text for unit in tail if unit.kind == "mark"}
    indices = [unit for unit in tail if unit.kind != "mark"]
    words = {unit.text for unit in indices if unit.text in _HATS or unit.text == "bar"}
    indices = [unit for unit in indices if unit.text not in words]
    if len(indices) > 1 or "tilde" in marks:
        return None
    index, at = "", Span(start, end)
    if indices:
        unit = indices[0]
        index, at = unit.text, Span(unit.end - len(unit.text), unit.end)
    hat = "hat" in marks or bool(words & _HATS)
    return _Name(word, index, hat, "bar" in marks or "bar" in words, at, start, tail[-1].end if tail else end)


def _meaning(name: _Name, scope: Scope) -> Meaning | None:
    word = name.word
    if word == "X" and "X" not in scope.names and "X" not in scope.variables:
        name = name._replace(word="x")
    if name.bar or name.hat:
        return _accented(name, scope)
    if name.index:
        return _with_index(name, scope)
    return _plain_word(word, scope)


def _plain_word(word: str, scope: Scope) -> Meaning | None:
    found = scope.meaning(word) if scope.is_known(word) else None
    if found is not None:
        return found
    if word[:-1] in scope.variables and word[-1] in "ijn":
        return "node", (_observation(word[:-1], word[-1], Span(len(word) - 1, len(word)), len(word)), word[-1])
    if word in WORDS:
        return WORDS[word]
    if word in GREEK:
        return _plain_word(GREEK[word], scope)
    found = scope.meaning(word)
    if found is None and word.endswith(("hat", "bar")) and len(word) > 3:
        mark = word[-3:]
        return _accented(_Name(word[:-3], "", mark == "hat", mark == "bar", Span(0, 0), 0, len(word)), scope)
    return found


def _accented(name: _Name, scope: Scope) -> Meaning | None:
    word, length = GREEK.get(name.word, name.word), name.end - name.start
    full = f"{word}_{name.index}" if name.index else word
    if name.hat and (word in scope.squares or full in scope.squares):
        return "square", (full if full in scope.squares else word, True)
    if name.hat:
        known = full in scope.names or word in scope.variables or (scope.open_names and len(word) == 1)
        return ("node", (_hat(full, length), None)) if known else None
    known = word in scope.variables or full in scope.names or (scope.open_names and len(word) == 1)
    of = word if name.index == "n" else full
    return ("node", (_mean(of, length), None)) if known else None


def _with_index(name: _Name, scope: Scope) -> Meaning | None:
    word, index = GREEK.get(name.word, name.word), name.index
    full = f"{word}_{index}"
    if full in scope.names:
        return "symbol", full
    if full in scope.squares:
        return "square", (full, False)
    if not index.isalnum():
        return _computed_index(name, scope)
    if word in scope.variables:
        return _index_of_variable(name, full, scope)
    if word in (scope.functions or ()):
        return "apply", (full, False)
    if index.isalpha() and len(index) == 1 and index.islower():
        if (scope.open_names and index in "ij" and len(word) == 1) or (not scope.open_names and _indexable(word, scope)):
            return "node", (_at(word, name), index)
        if scope.open_names and len(word) == 1:
            return "indexed", (word, index, name.index_at.start - name.start)
    return ("symbol", full) if scope.open_names and len(word) == 1 else None


def _indexable(word: str, scope: Scope) -> bool:
    return word in scope.families or word in scope.names or word == "n"


def _index_of_variable(name: _Name, full: str, scope: Scope) -> Meaning | None:
    word, index = name.word, name.index
    if index in ("max", "min"):
        return "node", (_statistic(index, word, name.end - name.start), None)
    if index.isdigit():
        return "node", (_at(word, name), None)
    if len(index) > 1:
        return ("symbol", full) if scope.open_names else None
    if scope.open_names and index not in "ijknt":
        return "indexed", (word, index, name.index_at.start - name.start)
    return "node", (_at(word, name), index)


_RANK = re.compile(r"\((\w+)\)")


def _computed_index(name: _Name, scope: Scope) -> Meaning | None:
    """`x₍₁₎`; any other index that is a formula is left to the grammar."""
    rank = _RANK.fullmatch(name.index)
    if rank is None or not (scope.open_names or name.word in scope.variables):
        return None
    return "node", (_ranked(name.word, rank[1], name.index_at.start - name.start + 1, name.end - name.start), None)


# ---- nodes of names ----------------------------------------------------------------------------------------


def _index_node(index: str, start: int) -> Expression:
    span = Span(start, start + len(index))
    return Number(int(index), str(int(index)), span=span) if index.isdigit() else Symbol(index, span=span)


def _at(word: str, name: _Name) -> Build:
    offset = name.index_at.start - name.start
    return _observation(word, name.index, Span(offset, offset + len(name.index)), name.end - name.start)


def _observation(base: str, index: str, at: Span, length: int) -> Build:
    return lambda start: Indexed(base, _index_node(index, start + at.start), span=Span(start, start + length))


def _ranked(base: str, rank: str, offset: int, length: int) -> Build:
    return lambda start: OrderStatistic(base, _index_node(rank, start + offset), span=Span(start, start + length))


def _hat(name: str, length: int) -> Build:
    return lambda start: Hat(Symbol(name, span=Span(start, start + length)), span=Span(start, start + length))


def _mean(name: str, length: int) -> Build:
    return _statistic("mean", name, length)


def _statistic(function: str, name: str, length: int) -> Build:
    return lambda start: Call(
        function, (Symbol(name, span=Span(start, start + length)),), span=Span(start, start + length)
    )


# ---- runs --------------------------------------------------------------------------------------------------


def pieces(run: str, scope: Scope, start: int) -> tuple[Piece, ...]:
    """The tokens that a run of letters spells, their places counted from its beginning.

    Raises ReadError, at `start` of the text, where the run spells nothing that is known.
    """
    found = _split(_units(run), scope) if len(run) <= 200 else None
    if found is None:
        raise _unknown(run, scope, start)
    return scope.remember(run, found)


def _split(units: list[_Unit], scope: Scope) -> tuple[Piece, ...] | None:
    """The longest names from the left that leave a rest that can be read."""
    ends: dict[int, tuple[Piece, ...] | None] = {len(units): ()}
    for first in range(len(units) - 1, -1, -1):
        if units[first].kind in ("letter", "word"):
            ends[first] = _split_at(units, first, ends, scope)
    found = ends.get(0)
    return _split(apart, scope) if found is None and (apart := _index_apart(units)) else found


def _split_at(
    units: list[_Unit], first: int, ends: dict[int, tuple[Piece, ...] | None], scope: Scope
) -> tuple[Piece, ...] | None:
    stop = first + 1
    while units[first].kind == "letter" and stop < len(units) and units[stop].kind == "letter":
        stop += 1
    tail = stop
    while tail < len(units) and units[tail].kind in ("index", "digits", "mark"):
        tail += 1
    for last in range(stop, first, -1):
        after = tail if last == stop else last
        rest = ends.get(after)
        if rest is None:
            continue
        word = "".join([unit.text for unit in units[first:last]])
        found = _pieces_of(word, units, first, last, after, scope)
        if found is not None and (_may_stand(found[0], word, units, first, last, scope)):
            return (*found, *rest)
    return None


def _pieces_of(
    word: str, units: list[_Unit], first: int, last: int, after: int, scope: Scope
) -> tuple[Piece, ...] | None:
    start, end = units[first].start, units[last - 1].end
    hanging = units[last:after]
    name = _name(word, start, end, hanging)
    found = None if name is None else _meaning(name, scope)
    if found is not None and name is not None:
        return ((*found, start, name.end),)
    if word in WORDS and len(hanging) == 1 and hanging[0].kind != "mark":
        return _indexed_word(word, start, end, hanging[0])
    return None


def _indexed_word(word: str, start: int, end: int, index: _Unit) -> tuple[Piece, ...] | None:
    """`log_2`, `log₁₀`, `sum_i`, `max_i`: the function, and the index for the grammar to read."""
    kind, value = WORDS[word]
    if index.kind == "digits":
        return None
    if kind == "fn" and value == "log" and index.text in ("2", "10"):
        return ((kind, f"log{index.text}", start, index.end),)
    node = _index_node(index.text, 0) if index.text.isalnum() else None
    if node is None or kind not in ("fn", "sum"):
        return None
    at = index.end - len(index.text)
    return ((kind, value, start, end), ("_", None, end, at), ("index", index.text, at, index.end))


def _may_stand(
    piece: Piece, word: str, units: list[_Unit], first: int, last: int, scope: Scope
) -> bool:
    """Latin letters are taken apart only into names that are known."""
    before = first > 0 and units[first - 1].kind == "letter" and units[first - 1].text.isascii()
    behind = last < len(units) and units[last].kind == "letter" and units[last].text.isascii()
    if not word.isascii() or not (before or behind):
        return True
    return scope.is_known(word) or (piece[0] == "fn" and word in ("log", "ln", "exp")) or word in ("L", "LL")


def _index_apart(units: list[_Unit]) -> list[_Unit] | None:
    """`x_iy_i`: where `_iy` is no index, its first letter is one."""
    for k, unit in enumerate(units):
        if unit.kind == "index" and len(unit.text) > 1 and unit.text.isalpha() and k + 1 < len(units):
            at = unit.end - len(unit.text)
            letters = [_Unit("letter", c, at + j, at + j + 1) for j, c in enumerate(unit.text) if j > 0]
            return [*units[:k], _Unit("index", unit.text[0], unit.start, at + 1), *letters, *units[k + 1 :]]
    return None


def _unknown(run: str, scope: Scope, start: int) -> ReadError:
    word = run if len(run) <= 40 else f"{run[:40]}…"
    kind = "command" if run.startswith("\\") else "name"
    known = scope.known_words() | {name for name in (*WORDS, *GREEK) if len(name) > 2}
    suggestion = closest(run.lstrip("\\"), known)
    if suggestion is None:
        suggestion = "write the factors of a product apart: a b" if len(run) > 1 else "declare it"
    return ReadError(f"unknown {kind} '{word}'", Span(start, start + len(run)), suggestion)


@lru_cache(maxsize=1024)
def parts_of_name(text: str) -> tuple[str, ...] | None:
    """A name's word in one spelling and its index if it has one; None where the text is no name."""
    units = _units(text) if LETTER_COMMAND.fullmatch(text) or re.fullmatch(RUN, text) or "\\" in text else []
    letters = [unit for unit in units if unit.kind in ("letter", "word")]
    rest = units[len(letters) :]
    if not letters or any(unit.kind not in ("index", "digits") for unit in rest) or len(rest) > 1:
        return None
    word = "".join([unit.text for unit in letters])
    word = GREEK.get(word, word)
    return (word, rest[0].text) if rest else (word,)
