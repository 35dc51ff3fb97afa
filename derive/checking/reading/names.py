"""The names that a hand derivation of a problem may use."""

from __future__ import annotations

import re
from functools import lru_cache

from ...expressions import Text, free_symbols, nodes
from ...notation.faults import ReadError
from ...notation.scope import Scope, normal_name
from ...notation.words import CALLED, FUNCTIONS, GREEK, WORDS
from ...problem.model import Problem

__all__ = ["hand_scope", "with_own_names", "with_words"]

_CALLED_WORD = re.compile(
    r"(?:(?<![A-Za-z])[PpqQH]|\bPr|\\Pr|\bProb|\b(?:NLL|CE|PPL|nll|ppl|[Ll]oss))\s*[(\[]([^()\[\]]{2,60})[)\]]"
)
_WORD = re.compile(r"[A-Za-z]{2,}")


def hand_scope(problem: Problem) -> Scope:
    """Parameters and known symbols, variables of the laws, tokens and outcomes; any other letter is a name too."""
    names = {*problem.parameters, *problem.known}
    variables = {name for law in problem.laws for name in law.variables}
    variables |= {name for name in problem.columns if _is_name(name)}
    variables |= {name for law in problem.laws if law.density is not None for name in free_symbols(law.density)}
    squares = frozenset(name.removesuffix("²") for name in names if name.endswith("²"))
    return _scope(frozenset(names), frozenset(variables - names), squares, None, frozenset(_words(problem)))


@lru_cache(maxsize=256)  # a scope remembers what its letters spell
def _scope(
    names: frozenset[str], variables: frozenset[str], squares: frozenset[str], functions: frozenset[str] | None,
    words: frozenset[str],
) -> Scope:
    return Scope(names, variables, squares, functions, words, open_names=True, strict=False)


def _is_name(text: str) -> bool:
    try:
        normal_name(text)
    except ReadError:
        return False
    return True


def _words(problem: Problem) -> set[str]:
    words = set(problem.labels)
    for prediction in problem.predictions:
        words.add(prediction.target)
        for distribution in prediction.distributions.values():
            words |= {*distribution}
    if problem.likelihood is not None:
        words |= {e.text for e in nodes(problem.likelihood) if isinstance(e, Text)}
    return {word for word in words if len(word) > 1 and word.isalpha()}


def with_words(scope: Scope, text: str) -> Scope:
    """The scope with the words that the text puts into calls of P: events that the student names."""
    words = {word for inside in _CALLED_WORD.findall(text) for word in _WORD.findall(inside)}
    new = frozenset(word for word in words if not _means_something(word, scope))
    if new <= scope.words:
        return scope
    return _scope(scope.names, scope.variables, scope.squares, scope.functions, scope.words | new)


_DEFINED = re.compile(r"(?:^|[\s,;$(&])([A-Za-z])\s*&?\s*=(?!=)", re.MULTILINE)
_LET = re.compile(r"\b(?:[Ll]et|[Pp]ut|[Ww]rite|where|[Ww]ith)\s+\$?([A-Za-z])\b(?!\s*\()")
_ABBREVIATION = re.compile(r"(?:^|[\s,;$(&])([A-Z]{2,6}|S[a-z]{2})(?:\([a-z, ]*\))?\s*&?\s*=(?!=)", re.MULTILINE)
_ABBREVIATIONS = frozenset("CI MLE ML NLL LL PPL CE LHS RHS PDF PMF KL SE Sum SUM".split())  # noqa: SIM905
# Functions, the index, Euler's number, the size of the sample and what stands for the data.
_NOT_NAMES = frozenset("LlfghPHEIiejnNXxYyCQDdFUV")


def with_own_names(scope: Scope, text: str) -> Scope:
    """The scope with the letters that the text defines, so that `bx` and `2pq` are products."""
    letters = {*_DEFINED.findall(text), *_LET.findall(text)} - _NOT_NAMES - scope.variables - {"a", "A"}
    letters = {name for name in letters if not (name.isupper() and _is_function(name, scope, text))}
    letters |= {*_ABBREVIATION.findall(text)} - _ABBREVIATIONS
    called = {name for name in letters if len(name) > 1 and re.search(rf"\b{name}\(", text)}
    called |= {name for name in _called_letters(text) if _is_function(name, scope, text)} - (_NOT_NAMES - {"D"})
    called -= scope.names | scope.variables
    if letters | called <= scope.names:
        return scope
    functions = (FUNCTIONS if scope.functions is None else scope.functions) | called
    return _scope(scope.names | (letters - called), scope.variables, scope.squares, functions, scope.words)


def _called_letters(text: str) -> set[str]:
    """Letters that stand in front of brackets and `=`: `r(N) = L(N)/L(N − 1)`."""
    return {*_CALLED_LETTER.findall(text)}


_CALLED_LETTER = re.compile(r"(?<![A-Za-z\\])([A-Za-z])\([^()=]{1,40}\)\s*&?\s*:?=")
_GIVEN = re.compile(r"[;|]|\\mid")


def _is_function(name: str, scope: Scope, text: str) -> bool:
    """Whether a letter is called with parameters, `S(μ)`, `s(λ; x)`."""
    calls = re.findall(rf"(?<![A-Za-z]){name}\(([^()=]*)\)", text)
    return any(all(_names(part, scope) for part in _GIVEN.split(call)[0].split(",")) for call in calls)


def _names(part: str, scope: Scope) -> bool:
    """Whether the text is the name of a parameter, in any spelling."""
    try:
        return part.strip() in scope.names or ("\\" in part and normal_name(part) in scope.names)
    except ReadError:
        return False


def _means_something(word: str, scope: Scope) -> bool:
    if word in CALLED:  # `P(hat)`
        return False
    return scope.is_known(word) or word in WORDS or word in GREEK or scope.meaning(word) is not None
