"""Where the formulas of a line begin and end, with what stands in them and does not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from .lexer import Mark
from .units import depths, units
from .words import CLAUSES, CONSTANT_WORDS, POINTLESS, phrase_name, statistic_of

__all__ = ["Formula", "formulas"]

_MOST = 300  # formulas of one line
_BINARY = frozenset("* / ^ · × ** ⋅ ∗ ÷ ∕ \\cdot \\times _ )".split())  # noqa: SIM905
_SIGNS = _BINARY | {"+", "-", "−", "–"}
_DASHES = frozenset("-–—−")
_JOINS_NOTHING = frozenset("+ - − – * / · × ** | ∣ \\, \\; \\: \\! \\cdot \\times".split()) | {"\\ "}  # noqa: SIM905
_BEHIND_OPERANDS = frozenset(("!", "'", "′", "″", "‴", "’", "%", "\\,", "\\;", "\\ ", "\\!", "\\:"))


@dataclass(slots=True)
class Formula:
    """A formula before it is read.

    start, end: its columns. continues: the relation with which it begins where it goes on with what stands before.
    phrase: words that are its left side. lone: nothing relates in it. unknown: the columns of a word among factors.
    changes: stretches that are blanked, or written otherwise. aside: words in it that are no mathematics.
    trailing: a relation at the end of the line, which goes on in the next.
    """

    start: int
    end: int
    continues: str | None = None
    phrase: str | None = None
    lone: bool = False
    unknown: tuple[int, int] | None = None
    changes: list[tuple[int, int, str]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    trailing: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether only its relation has been met."""
        return self.end <= self.start

    def take(self, marks: list[Mark]) -> Formula:
        """Goes on with these, less what joins nothing at their ends."""
        self.changes += [(m.start, m.end, m.text if m.kind == "D" else "") for m in marks if m.kind in "MD"]
        self.aside += [m.text for m in marks if m.kind == "M" and m.text.isalpha() and m.start < m.end]
        core = trimmed(marks)
        if core:
            if self.is_empty:
                self.start = core[0].start
            self.end = max(self.end, core[-1].end)
        return self

    def leave_out(self, marks: list[Mark]) -> None:
        """These words stand in the formula and do not count."""
        self.changes.append((marks[0].start, marks[-1].end, ""))
        self.aside += [mark.text for mark in marks if mark.kind == "P"]


@dataclass(slots=True)
class _Segment:
    """What stands between two relations: mathematics, from the first word of prose to the last, mathematics.

    asides: each run of words for itself.
    """

    front: list[Mark]
    words: list[Mark]
    behind: list[Mark]
    asides: list[list[Mark]] = field(default_factory=list)

    @property
    def is_annotated(self) -> bool:
        """Whether words only stand behind numbers, with a sign behind them: `7 heads / 10 tosses`."""
        marks = [*self.front, *self.words, *self.behind]
        return all(self._annotates(marks, aside) for aside in self.asides)

    def _annotates(self, marks: list[Mark], aside: list[Mark]) -> bool:
        first = marks.index(aside[0])
        last = first + len(aside)
        return first > 0 and marks[first - 1].kind in "n)" and (last == len(marks) or marks[last].text in _SIGNS)


def _segment(marks: list[Mark]) -> _Segment:
    places = [k for k, mark in enumerate(marks) if mark.kind == "P"]
    if not places:
        return _Segment(marks, [], [])
    asides = [list(group) for prose, group in groupby(marks, lambda mark: mark.kind == "P") if prose]
    return _Segment(marks[: places[0]], marks[places[0] : places[-1] + 1], marks[places[-1] + 1 :], asides)


def formulas(marks: list[Mark], variable: str | None = None) -> list[Formula]:
    """The formulas of a line, from left to right; a sample mean in words is that of the variable."""
    found: list[Formula] = []
    for unit in units(marks):
        found += _Unit(unit, variable).formulas()
        if len(found) > _MOST:
            break
    return sorted(found, key=lambda formula: formula.start)


class _Unit:
    """Reads a unit: segments between relations, words among them."""

    def __init__(self, marks: list[Mark], variable: str | None) -> None:
        self.marks = marks
        self.variable = variable
        self.found: list[Formula] = []
        self.joints: list[Mark] = []
        self.segments: list[_Segment] = []

    def formulas(self) -> list[Formula]:
        """The statements, or the expressions that stand alone."""
        if not any(mark.kind in "rl" for mark in self.marks):
            self._lone(self.marks)
            return self.found
        self._cut()
        current = self._first(self.segments[0], self.joints[0])
        for k in range(len(self.joints)):
            after = self._next(current, k)
            if after is not current:
                self._keep(current)
            current = after
        self._keep(current)
        return self.found

    def _cut(self) -> None:
        parts: list[list[Mark]] = [[]]
        for mark, depth in depths(self.marks):
            if depth == 0 and mark.kind in "rl":
                self.joints.append(mark)
                parts.append([])
            else:
                parts[-1].append(mark)
        self.segments = [_segment(part) for part in parts]
        if not self.joints:  # all relations stand in brackets
            mark = self.marks[-1]
            self.joints, self.segments = [mark._replace(start=mark.end)], [*self.segments, _segment([])]

    def _lone(self, marks: list[Mark]) -> None:
        """Expressions among words."""
        for run in _runs(marks):
            if trimmed(run):
                self.found.append(Formula(0, 0, lone=True).take(run))

    def _keep(self, formula: Formula) -> None:
        if not formula.is_empty:
            self.found.append(formula)

    # ---- the left side ---------------------------------------------------------------------------------------

    def _first(self, segment: _Segment, joint: Mark) -> Formula:
        """The statement that begins with this segment; of words alone, its name or what it continues."""
        front, words, behind = segment.front, segment.words, segment.behind
        if not words:
            core = trimmed(front)
            return Formula(0, 0, lone=True).take(front) if core else Formula(joint.end, joint.end, joint.text)
        if front and _is_unfinished(front[-1]) and front[-1].text not in _DASHES:
            return self._unreadable(Formula(0, 0).take(front), segment)
        core = trimmed(behind)
        if core and core[0].text not in _BINARY:
            self._lone([*front, *words])
            return Formula(0, 0, lone=True).take(behind)
        if trimmed(front) and (not core or segment.is_annotated):  # `NLL before = 0.693`, `7 heads/10 = …`
            return self._with_asides(Formula(0, 0, lone=True), segment, last=False)
        return self._named([*words, *core], joint)

    @staticmethod
    def _with_asides(formula: Formula, segment: _Segment, last: bool) -> Formula:
        """The mathematics of the segment without the words among it."""
        for aside in segment.asides:
            if segment.behind or aside[-1] is not segment.words[-1] or not last:
                formula.leave_out(aside)
        mathematics = [mark for mark in [*segment.front, *segment.words, *segment.behind] if mark.kind != "P"]
        return formula.take(mathematics)

    def _named(self, words: list[Mark], joint: Mark) -> Formula:
        statistic = statistic_of(words, self.variable)
        if statistic is not None:
            return self._in_words(Formula(0, 0), words, statistic)
        name = phrase_name([mark.text for mark in words if mark.text.lower() not in CLAUSES])
        pointless = not name or name.lower() in POINTLESS or joint.kind == "l"
        return Formula(joint.end, joint.end, joint.text, None if pointless else name)

    # ---- what follows a relation -----------------------------------------------------------------------------

    def _next(self, current: Formula, k: int) -> Formula:
        """The statement with what stands behind its k-th relation; a new one where prose comes between."""
        joint, segment = self.joints[k], self.segments[k + 1]
        following = self.joints[k + 1] if k + 1 < len(self.joints) else None
        if not segment.words:
            return self._grown(current, segment.front, joint, following)
        if trimmed(segment.front) or segment.front:
            return self._with_words(current, segment, k)
        behind = segment.behind
        statistic = None if behind or joint.kind == "l" else statistic_of(segment.words, self.variable)
        if statistic is not None:
            return self._in_words(current, segment.words, statistic)
        if following is None:
            self._lone(behind)
            return current
        if joint.kind == "l" or (behind and behind[0].text not in _BINARY):
            return self._first(segment, following)
        current.leave_out([joint, *segment.words, *behind])  # `θ̂ = sample mean = 73`
        return current

    @staticmethod
    def _in_words(current: Formula, words: list[Mark], statistic: str) -> Formula:
        """`μ̂ = the sample mean`."""
        current.lone = False
        current.start = words[0].start if current.is_empty else current.start
        current.end = words[-1].end
        current.changes.append((words[0].start, words[-1].end, statistic))
        return current

    @staticmethod
    def _grown(current: Formula, marks: list[Mark], joint: Mark, following: Mark | None) -> Formula:
        if trimmed(marks):
            current.lone = current.is_empty and current.phrase is None and current.continues is None
            return current.take(marks)
        if following is not None:  # `= ⇒`: the second sign stands
            current.changes.append((joint.start, joint.end, ""))
        elif not current.is_empty:
            current.trailing = joint.text
        return current

    def _with_words(self, current: Formula, segment: _Segment, k: int) -> Formula:
        """Words behind a formula: a unit of measure, terms that do not matter, a new statement, or a fault."""
        following = self.joints[k + 1] if k + 1 < len(self.joints) else None
        current.lone = current.is_empty and current.phrase is None and current.continues is None
        if _is_unfinished(segment.front[-1]):
            return self._unfinished(current, segment, following)
        words, behind = segment.words, segment.behind
        if behind and behind[0].text in ("(", "^") and behind[0].start == words[-1].end:
            return self._unreadable(current.take(segment.front), segment)
        if segment.is_annotated and (len(segment.asides) > 1 or behind or self._same_unit(segment, k)):
            return self._with_asides(current, segment, last=following is None)
        current.take(segment.front)
        if following is None:
            self._lone([*words, *behind])
            return current
        if segment.is_annotated:
            return Formula(following.end, following.end, lone=True)  # nats are not bits
        return self._first(_Segment([], words, behind, segment.asides), following)

    def _same_unit(self, segment: _Segment, k: int) -> bool:
        """Whether the words behind the next relation are none, or the same."""
        further = self.segments[k + 2].words if k + 2 < len(self.segments) else []
        return not further or [m.text for m in further] == [m.text for m in segment.words]

    def _unfinished(self, current: Formula, segment: _Segment, following: Mark | None) -> Formula:
        """`7 log θ + terms without θ`, `0.12/minute`, `θ = 0.7 - the estimate`; else a word that nobody knows."""
        front, words, behind = segment.front, segment.words, segment.behind
        tail, core = front[-1], trimmed(front)
        if tail.text in "+-−–" and words[0].text.lower().rstrip(".") in CONSTANT_WORDS:
            end = (behind or words)[-1].end
            current.take(front).changes.append((tail.end, end, " const" if end - tail.end >= 6 else " c"))
            current.end = end
            return current
        if tail.text in _DASHES and tail.end < words[0].start:
            current.take(front)
        elif tail.text == "/" and core and core[-1].kind == "n":
            current.take(front).leave_out([tail, *words])
            return current
        else:
            return self._unreadable(current.take(front), segment)
        return current if following is None else self._first(_Segment([], words, behind, segment.asides), following)

    @staticmethod
    def _unreadable(current: Formula, segment: _Segment) -> Formula:
        """A word that means nothing stands among factors."""
        current.take([*segment.words, *segment.behind])
        current.end = max(current.end, segment.words[-1].end)
        current.unknown = current.unknown or (segment.words[0].start, segment.words[0].end)
        return current


def _is_unfinished(mark: Mark) -> bool:
    return (mark.kind in "of" and mark.text not in _BEHIND_OPERANDS) or (mark.kind == "c" and mark.text != "\\}")


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


def trimmed(marks: list[Mark]) -> list[Mark]:
    """Without commas at either end and signs that join nothing at the end."""
    first, last = 0, len(marks)
    while first < last and marks[first].kind in ",Ms":
        first += 1
    while last > first and (marks[last - 1].kind in ",Ms" or _joins_nothing(marks, last - 1)):
        last -= 1
    return marks[first:last]


def _joins_nothing(marks: list[Mark], k: int) -> bool:
    if marks[k].text in "|∣":
        return sum(mark.text in "|∣" for mark in marks[: k + 1]) % 2 == 1
    return marks[k].text in _JOINS_NOTHING and marks[k].kind in "o|c"
