"""The parts of a line: a formula as it grows, and what stands between two relations."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from .lexer import Mark

__all__ = ["BINARY", "Formula", "Segment", "segment", "trimmed"]

BINARY = frozenset("* / ^ · × ** ⋅ ∗ ÷ ∕ \\cdot \\times _ )".split())  # noqa: SIM905
_SIGNS = BINARY | {"+", "-", "−", "–"}
_JOINS_NOTHING = frozenset("+ - − – * / · × ** | ∣ \\, \\; \\: \\! \\cdot \\times".split()) | {"\\ "}  # noqa: SIM905
_INSTEAD = {"M": "", ",": ","}


def _is_and(mark: Mark) -> bool:
    """`9, 0 and 9`: a comma in letters."""
    return mark.kind == "," and mark.end > mark.start + 1


@dataclass(slots=True)
class Formula:
    """A formula before it is read.

    start, end: its columns. continues: the relation with which it begins where it goes on with what stands before.
    phrase: words that are its left side. lone: nothing relates in it. unknown: the columns of a word among factors.
    changes: stretches that are blanked, or written otherwise. aside: words in it that are no mathematics.
    trailing: a relation at the end of the line, which goes on in the next. head: where the relation in front begins.
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
    head: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether only its relation has been met."""
        return self.end <= self.start

    def take(self, marks: list[Mark]) -> Formula:
        """Goes on with these, less what joins nothing at their ends."""
        instead = [mark for mark in marks if mark.kind in "MD" or _is_and(mark)]
        self.changes += [(mark.start, mark.end, _INSTEAD.get(mark.kind, mark.text)) for mark in instead]
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
class Segment:
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


def segment(marks: list[Mark]) -> Segment:
    places = [k for k, mark in enumerate(marks) if mark.kind == "P"]
    if not places:
        return Segment(marks, [], [])
    asides = [list(group) for prose, group in groupby(marks, lambda mark: mark.kind == "P") if prose]
    return Segment(marks[: places[0]], marks[places[0] : places[-1] + 1], marks[places[-1] + 1 :], asides)


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
