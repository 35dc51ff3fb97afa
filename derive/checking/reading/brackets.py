"""Brackets of a line: around prose they are no mathematics, `(maximum)`; words in a call of P are, `P(heads)`."""

from __future__ import annotations

from ...notation.faults import MAX_DEPTH
from ...notation.scope import Scope
from ...notation.words import WRAPPERS
from .lexer import Mark, kind_at, touching
from .units import depths
from .words import CONSTANT_WORDS

__all__ = ["read_brackets"]

_GOES_ON = frozenset("orl()")
_SEPARATING = frozenset("Prls")
_BELOW = frozenset(("_", "^"))
_PROBABILITIES = frozenset(("P", "p", "Pr", "Prob", "q", "prob", "Q", "H", "CE", "NLL", "Var", "E"))


def read_brackets(marks: list[Mark], scope: Scope) -> None:
    """Brackets around prose are no mathematics; words in a call of P are."""
    opened: list[int] = []
    for k, mark in enumerate(marks):
        if mark.kind == "(":
            opened.append(k)
        elif mark.kind == ")" and opened:
            first = opened.pop()
            if len(opened) < MAX_DEPTH:  # deeper ones the reader refuses
                _bracket(marks, first, k, scope)
        elif mark.kind == ")":
            _set(marks, k, "s")


def _bracket(marks: list[Mark], first: int, last: int, scope: Scope) -> None:
    before = marks[first - 1] if first else None
    if _is_aside(marks, first, last):
        _set_all(marks, first, last + 1, "M")
        return
    if marks[first].text in "([" and last > first + 1 and _goes_on_inside(marks, first):
        _set(marks, first, "M")  # `x̄ (= 73)`, `3 log θ (+ const)`
        _set(marks, last, "M")
        return
    held = {mark.kind for mark in marks[first + 1 : last]}
    within = list(depths(marks[first + 1 : last])) if held & _SEPARATING else []
    inside = {mark.kind for mark, depth in within if not depth or mark.kind not in "rls"}
    if not inside & _SEPARATING:
        begins = first < 2 or marks[first - 2].kind in "Ps,"
        if begins and before is not None and before.kind == "P" and touching(marks, first - 1):
            _set_all(marks, first, last + 1, "P")  # `RSS(a, b) = …`
        return
    called = before is not None and before.end == marks[first].start and before.kind in ("v", "c", "o", "n", "(", "f")
    if "P" in inside or any(mark.text == "." for mark, depth in within if not depth):
        _around_prose(marks, first, last, called and _takes_words(before, scope))
    elif called or not inside & {"r", "l"} or marks[first].text != "(":
        return
    elif kind_at(marks, last + 1) not in ("o", "("):  # `λ̂ = 3 (λ > 0)`
        _set(marks, first, "s")
        _set(marks, last, "s")


def _is_aside(marks: list[Mark], first: int, last: int) -> bool:
    """`7/10 (70%)`."""
    if first == 0 or last != first + 2 or marks[first - 1].kind not in "n)" or touching(marks, first - 1):
        return False
    return marks[first + 1].kind == "n" and marks[first + 1].text.endswith("%")


def _goes_on_inside(marks: list[Mark], first: int) -> bool:
    """Whether a bracket begins with a sign that needs what stands before it."""
    if first == 0 or marks[first - 1].kind not in "nv)kw" or touching(marks, first - 1):
        return False
    if marks[first + 1].text == "+":  # but `(+ before, − after)` says signs
        return marks[first + 2].kind != "P" or marks[first + 2].text.lower() in CONSTANT_WORDS
    return marks[first + 1].kind == "r"


def _takes_words(before: Mark | None, scope: Scope) -> bool:
    return before is not None and (before.text in _PROBABILITIES or before.text in scope.problem_functions)


def _around_prose(marks: list[Mark], first: int, last: int, call: bool) -> None:
    following = marks[last + 1] if last + 1 < len(marks) else None
    before = marks[first - 1] if first else None
    if call:
        _events(marks, first + 1, last)
    elif before is not None and marks[first].text == "{" and _holds_a_name(before):
        _set_all(marks, first + 1, last, "w", only="P")
    elif marks[first].text == "{":
        _set_all(marks, first, last + 1, "P")
        if first and marks[first - 1].kind == "c":
            _set(marks, first - 1, "P")
    elif before is not None and before.end == marks[first].start and before.kind == "P":
        _set_all(marks, first, last + 1, "P")
    elif following is not None and following.kind in _GOES_ON and not _has_relation(marks, first, last):
        aside = before is not None and before.kind in ("n", "v", ")", "M", "D", "k", "P")
        _set_all(marks, first, last + 1, "M" if aside else "P")
    elif before is not None and before.kind == "o" and before.text in "+-−–*/·×":
        _set_all(marks, first, last + 1, "P")
    else:
        _set(marks, first, "s")
        _set(marks, last, "s")


def _holds_a_name(before: Mark) -> bool:
    r"""`_{max}`, `\\mathrm{NLL}`."""
    return before.text in _BELOW or (before.kind == "c" and before.text[1:] in WRAPPERS)


def _events(marks: list[Mark], first: int, end: int) -> None:
    """The arguments of a call of P: one word is a token; several, `7 heads`, are the data."""
    start = first
    for k in range(first, end + 1):
        if k < end and marks[k].text not in (",", "|", ";", "∣"):
            continue
        if any(mark.kind in "Ps" for mark in marks[start:k]):
            if k == start + 1:
                _set(marks, start, "w")
            else:
                long_enough = marks[k - 1].end - marks[start].start >= 4
                whole = Mark("D", "data" if long_enough else "D", marks[start].start, marks[k - 1].end)
                _set_all(marks, start, k, "M")
                marks[start] = whole
                for place in range(start + 1, k):
                    marks[place] = marks[place]._replace(start=whole.end, end=whole.end)
        start = k + 1


def _has_relation(marks: list[Mark], first: int, last: int) -> bool:
    return any(mark.kind in "rl" for mark in marks[first:last])


def _set(marks: list[Mark], k: int, kind: str) -> None:
    marks[k] = marks[k]._replace(kind=kind)


def _set_all(marks: list[Mark], first: int, end: int, kind: str, only: str = "") -> None:
    for k in range(first, end):
        if not only or marks[k].kind in only:
            _set(marks, k, kind)
