"""What one name means in a scope: a symbol, an observation, an estimate, a mean, a function."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..expressions import Call, Expression, Hat, Indexed, Number, OrderStatistic, Span, Symbol
from .scope import Scope
from .words import CALLED, GREEK, WORDS, Meaning

__all__ = ["Build", "Name", "index_node", "meaning"]

# Makes the node of a name that starts at an offset.
Build = Callable[[int], Expression]

# Letters that are an index behind any letter, and behind a sample variable.
_INDICES, _INDICES_OF_SAMPLE, _GLUED_INDICES = "ij", "ijknt", "ijn"
_RANK = r"\((\w+)\)"


class Name(NamedTuple):
    """A word with what hangs on it: a subscript that begins at an offset of the name (or none), a hat, a bar."""

    word: str
    length: int
    subscript: str = ""
    at: int = 0
    hat: bool = False
    bar: bool = False

    @property
    def full(self) -> str:
        """Word and subscript as the name of a symbol."""
        return f"{self.word}_{self.subscript}" if self.subscript else self.word


def meaning(name: Name, scope: Scope) -> Meaning | None:
    """The kind and value of the token that the name makes, or None where it means nothing."""
    word = scope.spelled(GREEK.get(name.word, name.word) if name.subscript or name.hat or name.bar else name.word)
    if word != name.word:
        name = name._replace(word=word)
    if name.hat:
        return _estimate(name, scope)
    if name.bar:
        return _mean(name, scope)
    return _with_subscript(name, scope) if name.subscript else _plain_word(word, scope)


def _plain_word(word: str, scope: Scope) -> Meaning | None:
    if scope.is_known(word):
        return scope.meaning(word)
    if word[:-1] in scope.variables and word[-1] in _GLUED_INDICES:  # xi
        return "node", (_observation(Name(word[:-1], len(word), word[-1], len(word) - 1)), word[-1])
    if word in WORDS:
        return WORDS[word]
    if word in GREEK:
        return _plain_word(GREEK[word], scope)
    if word in scope.words:
        return "text", word
    found = scope.meaning(word)
    if found is None and len(word) > 3 and word.endswith(("hat", "bar")):  # xbar, thetahat
        accent = word[-3:]
        return meaning(Name(word[:-3], len(word), hat=accent == "hat", bar=accent == "bar"), scope)
    return found


def _estimate(name: Name, scope: Scope) -> Meaning | None:
    for square in (name.full, name.word):
        if square in scope.squares:
            return "square", (square, True)
    if name.subscript == "n" and name.full not in scope.names:  # θ̂_n
        name = name._replace(subscript="")
    return ("node", (_hat(name), None)) if _may_bear_accent(name, scope) else None


def _mean(name: Name, scope: Scope) -> Meaning | None:
    if name.subscript == "n":  # x̄_n
        name = name._replace(subscript="")
    return ("node", (_statistic("mean", name), None)) if _may_bear_accent(name, scope) else None


def _may_bear_accent(name: Name, scope: Scope) -> bool:
    declared = name.full in scope.names or name.word in scope.variables
    return declared or (scope.open_names is True and len(name.word) == 1)


def _with_subscript(name: Name, scope: Scope) -> Meaning | None:
    if name.full in CALLED and name.full not in scope.names:
        return "called", name.full
    if name.full in scope.names:
        return "symbol", name.full
    if name.full in scope.squares:
        return "square", (name.full, False)
    if not name.subscript.isalnum():
        return _with_rank(name, scope)
    if name.word in scope.variables:
        return _of_variable(name, scope)
    if name.word in scope.problem_functions and name.subscript not in _INDICES:
        return "apply", (name.full, False)
    return _of_letter(name, scope)


def _with_rank(name: Name, scope: Scope) -> Meaning | None:
    """`x₍₁₎`; any other subscript that is a formula is for the grammar."""
    rank = re.fullmatch(_RANK, name.subscript)
    if rank is None or not (scope.open_names or name.word in scope.variables):
        return None
    return "node", (_ranked(name, rank[1]), None)


def _of_variable(name: Name, scope: Scope) -> Meaning | None:
    """An observation, where the subscript can count."""
    subscript = name.subscript
    if subscript in ("max", "min"):
        return "node", (_statistic(subscript, name._replace(subscript="")), None)
    if subscript.isdigit():
        return "node", (_observation(name), None)
    if len(subscript) > 1:
        return ("symbol", name.full) if scope.open_names else None
    if scope.open_names and subscript not in _INDICES_OF_SAMPLE:
        return "indexed", (name.word, subscript, name.at)
    return "node", (_observation(name), subscript)


def _of_letter(name: Name, scope: Scope) -> Meaning | None:
    """`n_j`, `p_j`: an index; `p_1`, `θ_A`: part of the name."""
    word, subscript = name.word, name.subscript
    counts = len(subscript) == 1 and subscript.isalpha() and subscript.islower()
    if not scope.open_names:
        known = word in scope.families or word in scope.names or word == "n"
        return ("node", (_observation(name), subscript)) if counts and known else None
    if len(word) > 1:
        return None
    if counts and subscript in _INDICES:
        return "node", (_observation(name), subscript)
    return ("indexed", (word, subscript, name.at)) if counts else ("symbol", name.full)


# ---- nodes of names ----------------------------------------------------------------------------------------


def index_node(index: str, start: int) -> Expression:
    """A number or a letter below the line, which begins at an offset."""
    span = Span(start, start + len(index))
    return Number(int(index), index, span=span) if index.isdigit() else Symbol(index, span=span)


def _observation(name: Name) -> Build:
    word, length, subscript, at = name[:4]
    return lambda start: Indexed(word, index_node(subscript, start + at), span=Span(start, start + length))


def _ranked(name: Name, rank: str) -> Build:
    word, length, at = name.word, name.length, name.at + 1
    return lambda start: OrderStatistic(word, index_node(rank, start + at), span=Span(start, start + length))


def _hat(name: Name) -> Build:
    full, length = name.full, name.length
    return lambda start: Hat(Symbol(full, span=Span(start, start + length)), span=Span(start, start + length))


def _statistic(function: str, name: Name) -> Build:
    full, length = name.full, name.length
    return lambda start: Call(
        function, (Symbol(full, span=Span(start, start + length)),), span=Span(start, start + length)
    )
