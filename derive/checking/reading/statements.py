"""Where the formulas of a line begin and end, with what stands in them and does not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .lexer import Mark
from .words import CLAUSES, CONSTANT_WORDS, phrase_name

__all__ = ["Formula", "formulas"]

_MOST = 300  # formulas of one line
_BINARY = frozenset(("*", "/", "^", "·", "×", "**", "⋅", "∗", "÷", "∕", "\\cdot", "\\times", "_", "=", "÷"))
_DASHES = frozenset("-–—−")
_POINTLESS = frozenset("which this it that therefore step now again lhs rhs left right".split())  # noqa: SIM905
_JOINS_NOTHING = frozenset("+ - − – * / · × \\, \\; \\: \\! **".split()) | {"\\ "}  # noqa: SIM905


@dataclass(slots=True)
class Formula:
    """A formula before it is read: its columns, stretches that are blanked (or written otherwise), the relation with
    which it begins where it continues, a phrase that stands for its left side, and whether nothing relates in it."""

    start: int
    end: int
    continues: str | None = None
    phrase: str | None = None
    lone: bool = False
    unknown: tuple[int, int] | None = None
    changes: list[tuple[int, int, str]] = field(default_factory=list)
    trailing: str | None = None  # a relation that the next line goes on with


@dataclass(slots=True)
class _Segment:
    """What stands between two relations."""

    marks: list[Mark]

    def split(self) -> tuple[list[Mark], list[Mark], list[Mark]]:
        """The mathematics in front, from the first to the last word of prose, the mathematics behind."""
        places = [k for k, mark in enumerate(self.marks) if mark.kind == "P"]
        if not places:
            return self.marks, [], []
        return self.marks[: places[0]], self.marks[places[0] : places[-1] + 1], self.marks[places[-1] + 1 :]


def formulas(marks: list[Mark]) -> list[Formula]:
    """The formulas of a line, from left to right."""
    found: list[Formula] = []
    for unit in _units(marks):
        found += _Unit(unit).formulas()
        if len(found) > _MOST:
            break
    return found


# ---- units -----------------------------------------------------------------------------------------------------


def _units(marks: list[Mark]) -> Iterator[list[Mark]]:
    """The line cut at full stops, commas that list nothing, and words that begin a clause."""
    unit: list[Mark] = []
    depth = 0
    for k, mark in enumerate(marks):
        kind = mark.kind
        depth = max(0, depth + (kind == "(") - (kind == ")"))
        ends = kind == "s" and (depth == 0 or mark.text == "\x1e")
        clause = kind == "P" and depth == 0 and mark.text.lower() in CLAUSES
        if ends or clause or (kind == "," and depth == 0 and not _lists(marks, k, unit)):
            if unit:
                yield unit
            unit = [mark] if clause else []
            depth = 0
        else:
            unit.append(mark)
    if unit:
        yield unit


def _lists(marks: list[Mark], k: int, unit: list[Mark]) -> bool:
    """Whether a comma stands in a list of values: no relation before the next comma."""
    if not unit or unit[-1].kind in "Prls" or k + 1 == len(marks) or marks[k + 1].kind in "Ps,":
        return False
    depth = 0
    for mark in marks[k + 1 :]:
        depth += (mark.kind == "(") - (mark.kind == ")")
        if depth <= 0 and mark.kind in ("r", "l"):
            return not any(m.kind in "rl" for m in unit) and _names_only(unit)
        if depth <= 0 and mark.kind in (",", "s", "P"):
            return mark.kind != "P" or mark.text.lower() in CLAUSES or mark.start > marks[k + 1].end
    return True


def _names_only(unit: list[Mark]) -> bool:
    return all(mark.kind in ("v", ",", "c", "(", ")", "n") or mark.text in "_^" for mark in unit)


# ---- statements of a unit ------------------------------------------------------------------------------------


class _Unit:
    """Reads a unit: segments between relations, words among them."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self.found: list[Formula] = []

    def formulas(self) -> list[Formula]:
        """The statements, or the expressions that stand alone."""
        segments, joints = self._segments()
        if not joints:
            for run in _runs(self.marks):
                self._lone(run)
            return self.found
        self._statements(segments, joints)
        return self.found

    def _segments(self) -> tuple[list[list[Mark]], list[Mark]]:
        segments: list[list[Mark]] = [[]]
        joints: list[Mark] = []
        depth = 0
        for mark in self.marks:
            depth = max(0, depth + (mark.kind == "(") - (mark.kind == ")"))
            if depth == 0 and mark.kind in ("r", "l"):
                joints.append(mark)
                segments.append([])
            else:
                segments[-1].append(mark)
        return segments, joints

    def _lone(self, run: list[Mark]) -> None:
        trimmed = _trimmed(run)
        if trimmed:
            self.found.append(Formula(trimmed[0].start, trimmed[-1].end, lone=True, changes=_blanks(trimmed)))

    def _statements(self, segments: list[list[Mark]], joints: list[Mark]) -> None:
        current: Formula | None = self._first(segments[0], joints[0])
        last = len(joints) - 1
        for k, joint in enumerate(joints):
            segment = segments[k + 1]
            if current is None:
                current = self._first([], joint)
            current = self._next(current, joint, segment, joints[k + 1] if k < last else None)
        if current is not None:
            self._close(current)

    def _close(self, formula: Formula) -> None:
        if formula.end > formula.start:
            self.found.append(formula)

    def _first(self, segment: list[Mark], joint: Mark) -> Formula:
        front, words, behind = _Segment(segment).split()
        start = _trimmed(behind if words else front)
        if start and start[0].text not in _BINARY:
            if words and front:
                for run in _runs([*front, *words]):
                    self._lone(run)
            return Formula(start[0].start, start[-1].end, lone=True, changes=_blanks(start))
        name = phrase_name(" ".join(mark.text for mark in words if mark.text.lower() not in CLAUSES).lower())
        after = joint.end
        if joint.kind == "l" or not name or name in _POINTLESS:
            return Formula(after, after, joint.text)
        if words and _trimmed(front):
            for run in _runs(front):
                self._lone(run)
        return Formula(after, after, joint.text, phrase=name)

    def _next(self, current: Formula, joint: Mark, segment: list[Mark], following: Mark | None) -> Formula | None:
        """Adds the segment behind a relation to the statement; begins a new one where prose comes between."""
        front, words, behind = _Segment(segment).split()
        core = _trimmed(front, behind=bool(words))
        begins = current.start == current.end
        if not words:
            if not core:
                current.trailing = None if begins else joint.text
                if following is not None:  # `= ⇒`: the second sign stands
                    current.changes.append((joint.start, joint.end, ""))
                return current
            return self._grown(current, core, begins)
        if core:
            return self._with_words(current, front, core, words, behind, following, begins)
        if (behind and behind[0].text not in _BINARY) or joint.kind == "l":
            self._close(current)
            if following is None:
                self._behind(words, behind)
                return None
            return self._first([*words, *behind], following)
        if following is None:
            self._behind(words, behind)
            self._close(current)
            return None
        current.changes.append((joint.start, segment[-1].end, ""))
        return current

    def _behind(self, words: list[Mark], behind: list[Mark]) -> None:
        """Prose at the end of a statement may hold expressions of its own."""
        self.later = [*words, *behind]

    @staticmethod
    def _grown(current: Formula, core: list[Mark], begins: bool) -> Formula:
        if begins:
            current.start = core[0].start
        current.lone = begins and current.phrase is None and current.continues is None
        current.end = core[-1].end
        current.changes += _blanks(core)
        return current

    def _with_words(
        self,
        current: Formula,
        front: list[Mark],
        core: list[Mark],
        words: list[Mark],
        behind: list[Mark],
        following: Mark | None,
        begins: bool,
    ) -> Formula | None:
        """Words behind a formula: a unit of measure, terms that do not matter, a new statement, or a fault."""
        tail = front[-1]
        if tail.kind in ("o", "f", "c") and tail.text not in ("!", "'", "′", "″", "’", "%"):
            return self._unfinished(current, front, core, words, behind, following, begins)
        current = self._grown(current, core, begins)
        if core[-1].kind in ("n", ")") and (not behind or behind[0].text in _BINARY) and (following or behind):
            current.changes.append((words[0].start, words[-1].end, ""))
            rest = _trimmed(behind)
            return self._grown(current, rest, False) if rest else current
        self._close(current)
        if following is None:
            for run in _runs([*words, *behind]):
                self._lone(run)
            return None
        return self._first([*words, *behind], following)

    def _unfinished(
        self,
        current: Formula,
        front: list[Mark],
        core: list[Mark],
        words: list[Mark],
        behind: list[Mark],
        following: Mark | None,
        begins: bool,
    ) -> Formula | None:
        """`7 log θ + terms without θ`, `0.12/minute`, `θ = 0.7 - the estimate`; else a word that nobody knows."""
        tail = front[-1]
        if tail.text in "+-−–" and words[0].text.lower().rstrip(".") in CONSTANT_WORDS:
            current = self._grown(current, core, begins)
            end = (behind or words)[-1].end
            current.changes.append((tail.end, end, " const" if end - tail.end >= 6 else " c"))
            current.end = end
            return current
        if tail.text in _DASHES and tail.end < words[0].start:
            current = self._grown(current, core, begins)
        elif tail.text == "/" and core and core[-1].kind == "n":
            current = self._grown(current, core, begins)
            current.changes.append((tail.start, words[-1].end, ""))
            if following is not None and not behind:
                return current
        else:
            current = self._grown(current, core, begins)
            current.end = (behind or words)[-1].end
            current.unknown = (words[0].start, words[0].end)
            if following is not None:
                return current
        self._close(current)
        return None if following is None else self._first([*words, *behind], following)


def _runs(marks: list[Mark]) -> Iterator[list[Mark]]:
    run: list[Mark] = []
    for mark in marks:
        if mark.kind == "P":
            if run:
                yield run
            run = []
        else:
            run.append(mark)
    if run:
        yield run


def _trimmed(marks: list[Mark], behind: bool = False) -> list[Mark]:
    """Without commas at either end and signs that join nothing at the end."""
    first, last = 0, len(marks)
    while first < last and marks[first].kind in (",", "M", "s"):
        first += 1
    while last > first and (marks[last - 1].kind in (",", "M", "s") or _joins_nothing(marks[last - 1])):
        last -= 1
    return marks[first:last]


def _joins_nothing(mark: Mark) -> bool:
    return mark.kind == "o" and mark.text in _JOINS_NOTHING


def _blanks(marks: list[Mark]) -> list[tuple[int, int, str]]:
    return [(mark.start, mark.end, "") for mark in marks if mark.kind == "M"]
