"""Where the formulas of a line begin and end, with what stands in them and does not count."""

from __future__ import annotations

from collections.abc import Iterator

from .lexer import Mark
from .parts import BINARY, Formula, Segment, segment, trimmed
from .units import depths, units
from .words import CLAUSES, CONSTANT_WORDS, POINTLESS, TOLD, phrase_name, statistic_of

__all__ = ["formulas"]

_MOST = 300  # formulas of one line
_DASHES = frozenset("-–—−")
_SIGNS_OF_PROSE = frozenset("\\∴∵~")
_BEHIND_OPERANDS = frozenset(("!", "'", "′", "″", "‴", "’", "%", "\\,", "\\;", "\\ ", "\\!", "\\:"))


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
        self.segments: list[Segment] = []

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
        self.segments = [segment(part) for part in parts]
        if not self.joints:  # all relations stand in brackets
            mark = self.marks[-1]
            self.joints, self.segments = [mark._replace(start=mark.end)], [*self.segments, segment([])]

    def _lone(self, marks: list[Mark]) -> None:
        """Expressions among words; words alone may tell a statistic: `the MLE is the sample mean`."""
        if all(mark.kind == "P" for mark in marks):
            said = [mark for mark in marks if mark.text.lower() not in CLAUSES]
            statistic = statistic_of(said, self.variable)
            if statistic is not None:
                self.found.append(self._in_words(Formula(0, 0, lone=True), said, statistic))
                self.found[-1].lone = True
            return
        for run in _runs(marks):
            if trimmed(run):
                self.found.append(Formula(0, 0, lone=True).take(run))

    def _keep(self, formula: Formula) -> None:
        if not formula.is_empty:
            self.found.append(formula)

    # ---- the left side ---------------------------------------------------------------------------------------

    def _first(self, segment: Segment, joint: Mark) -> Formula:
        """The statement that begins with this segment; of words alone, its name or what it continues."""
        front, words, behind = segment.front, segment.words, segment.behind
        if not words:
            if trimmed(front):
                return Formula(0, 0, lone=True).take(front)
            return Formula(joint.end, joint.end, joint.text, head=joint.start)
        if front and _is_unfinished(front[-1]) and front[-1].text not in _DASHES:
            return self._unreadable(Formula(0, 0).take(front), segment)
        core = trimmed(behind)
        if core and core[0].text not in BINARY:
            self._lone([*front, *words])
            return Formula(0, 0, lone=True).take(behind)
        if trimmed(front) and (not core or segment.is_annotated):  # `NLL before = 0.693`, `7 heads/10 = …`
            return self._with_asides(Formula(0, 0, lone=True), segment, last=False)
        return self._named([*words, *core], joint)

    @staticmethod
    def _with_asides(formula: Formula, segment: Segment, last: bool) -> Formula:
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
        said = [mark.text for mark in words if mark.text[0] not in _SIGNS_OF_PROSE]
        name = phrase_name([word for word in said if word.lower() not in CLAUSES])
        if TOLD.search(name) and joint.kind == "r":
            return Formula(joint.end, joint.end, head=joint.start)
        pointless = not name or name.lower() in POINTLESS or joint.kind == "l"
        return Formula(joint.end, joint.end, joint.text, None if pointless else name, head=joint.start)

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
        if joint.kind == "l" or (behind and behind[0].text not in BINARY):
            return self._first(segment, following)
        current.changes.append((joint.start, [*segment.words, *behind][-1].end, ""))  # `θ̂ = sample mean = 73`
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
            current.lone = current.is_empty and current.head is None
            return current.take(marks)
        if following is not None:  # `= ⇒`: the second sign stands
            current.changes.append((joint.start, joint.end, ""))
        elif not current.is_empty:
            current.trailing = joint.text
        return current

    def _with_words(self, current: Formula, segment: Segment, k: int) -> Formula:
        """Words behind a formula: a unit of measure, terms that do not matter, a new statement, or a fault."""
        following = self.joints[k + 1] if k + 1 < len(self.joints) else None
        current.lone = current.is_empty and current.head is None
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
        return self._first(Segment([], words, behind, segment.asides), following)

    def _same_unit(self, segment: Segment, k: int) -> bool:
        """Whether the words behind the next relation are none, or the same."""
        further = self.segments[k + 2].words if k + 2 < len(self.segments) else []
        return not further or [m.text for m in further] == [m.text for m in segment.words]

    def _unfinished(self, current: Formula, segment: Segment, following: Mark | None) -> Formula:
        """`7 log θ + terms without θ`, `0.12/minute`, `θ = 0.7 - the estimate`; else a word that nobody knows."""
        front, words, behind = segment.front, segment.words, segment.behind
        tail, core = front[-1], trimmed(front)
        said = next((mark.text.lower().rstrip(".") for mark in words if mark.text[0].isalpha()), "")
        if tail.text in "+-−–" and said in CONSTANT_WORDS:
            end = (behind or words)[-1].end
            current.take(front).changes.append((tail.end, end, " const" if end - tail.end >= 6 else " c"))
            current.end = end
            return current
        if tail.text in _DASHES and tail.end < words[0].start:
            current.take(front)
        elif tail.text == "/" and not behind and (statistic := statistic_of(words, self.variable)):
            current.take([*front, *words]).changes.append((words[0].start, words[-1].end, statistic))  # `1/mean`
            current.end = words[-1].end
        elif tail.text == "/" and core and core[-1].kind == "n":
            current.take(front).leave_out([tail, *words])
            return current
        else:
            return self._unreadable(current.take(front), segment)
        return current if following is None else self._first(Segment([], words, behind, segment.asides), following)

    @staticmethod
    def _unreadable(current: Formula, segment: Segment) -> Formula:
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
