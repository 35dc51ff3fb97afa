"""A line cut where statements end: at full stops, at commas that list nothing, before words that begin a clause."""

from __future__ import annotations

from collections.abc import Iterable

from .layout import BREAK
from .lexer import Mark
from .words import CLAUSES, ELSEWHERE

__all__ = ["depths", "units"]

_VALUES = frozenset("\\frac \\tfrac \\dfrac \\sqrt √ \\ldots … ...".split())  # noqa: SIM905
_WIDE = 4  # spaces that set statements apart
_COLUMN = 3  # and that set a remark in words apart
_ENDING = frozenset(",s")


def depths(marks: list[Mark]) -> Iterable[tuple[Mark, int]]:
    """Each mark with the number of brackets that are open behind it."""
    depth = 0
    found: list[int] = []
    for mark in marks:
        kind = mark.kind
        if kind == "(":
            depth += 1
        elif kind == ")" and depth:
            depth -= 1
        found.append(depth)
    return zip(marks, found, strict=True)


def units(marks: list[Mark]) -> list[list[Mark]]:
    """The stretches of a line that hold one statement each, or one after the other with words between."""
    found: list[list[Mark]] = []
    unit: list[Mark] = []
    closed = 0  # brackets that were left open when a unit ended
    for k, (mark, depth) in enumerate(depths(marks)):
        level = max(0, depth - closed)
        clause = mark.kind == "P" and level == 0 and mark.text.lower() in CLAUSES
        wide = k > 0 and mark.start - marks[k - 1].end >= (_COLUMN if mark.kind == "P" else _WIDE)
        if wide and level == 0 and _stands_apart(marks, k, unit):
            found.append(unit)
            unit = []
        if clause or ((mark.kind in _ENDING or mark.text == BREAK) and _ends(marks, k, unit, level)):
            if mark.text == BREAK:
                closed = depth
            if all(part.kind in "rl" for part in unit):  # `⇒ & θ = 0.7`: the sign goes with what follows
                continue
            found.append(unit)
            unit = [mark] if clause else []
        else:
            unit.append(mark)
    return [*found, unit] if unit else found


def _stands_apart(marks: list[Mark], k: int, unit: list[Mark]) -> bool:
    """Whether a wide gap sets a second statement, or a remark, apart: `n = 5    Σx = 15`."""
    if marks[k - 1].kind not in "nv)" or marks[k].kind not in "nvcf(P":
        return False
    behind = any(mark.kind in "rlP" for mark, depth in depths(marks[k:]) if depth == 0)
    return behind and any(part.kind in "rl" for part, depth in depths(unit) if depth == 0)


def _ends(marks: list[Mark], k: int, unit: list[Mark], depth: int) -> bool:
    mark = marks[k]
    if mark.text == BREAK:
        return True
    if depth:
        return False
    return mark.kind == "s" or (mark.kind == "," and not _lists(marks, k, unit))


def _lists(marks: list[Mark], k: int, unit: list[Mark]) -> bool:
    """Whether a comma stands in a list of values: nothing relates before the next comma."""
    if not unit or unit[-1].kind in "Prls" or k + 1 == len(marks) or marks[k + 1].kind in "Ps,":
        return False
    if any(part.kind in "rl" for part in unit) and not _is_value(marks, k + 1):
        return False  # in `θ < 0.6, f′` nothing is listed
    said = False
    for mark, depth in depths(marks[k + 1 :]):
        if depth:
            continue
        if mark.kind in "rl":
            return not said and not any(part.kind in "rl" for part in unit) and _names_only(unit)
        if mark.kind == "P":
            if mark.text.lower() in CLAUSES | ELSEWHERE:
                return mark.text.lower() not in ELSEWHERE and not said
            said = True
        if mark.kind in ",s":
            break
    return not said or marks[k + 1].kind == "n"


def _is_value(marks: list[Mark], k: int) -> bool:
    signed = marks[k].text in "+-−–" and k + 1 < len(marks)
    return marks[k + signed].kind in "n(M" or marks[k].text in _VALUES


def _names_only(unit: list[Mark]) -> bool:
    """`p_1, p_2, p_3 = 0.5, 0.3, 0.2`."""
    return all(part.kind in "vc,()n" or part.text in "_^" for part in unit)
