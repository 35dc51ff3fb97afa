"""A report as Unicode text: the derivation line by line with ticks, and beneath a wrong line what it should be.

     ✓  2  7/θ - 3/(1-θ) = 0
     ✗  3  7(1-θ) + 3θ = 0
                  ^
           should be  7(1 − θ) − 3θ = 0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..checking.report import CheckedLine, LineVerdict, Report
from ..problem.characters import visible
from ..words import say
from . import report_words as words
from .linebreaks import broken, columns, filled

__all__ = ["markdown", "runs", "text"]

# A tab is as wide as this, wherever it stands; a line has this much room at least.
TAB, LEAST_ROOM = "    ", 20
BEFORE_NOTE = 3
_COLOURS = {
    LineVerdict.CORRECT: "32", LineVerdict.WRONG: "1;31", LineVerdict.CARRIED: "33", LineVerdict.UNDECIDED: "33",
    LineVerdict.UNREADABLE: "33", LineVerdict.COMMENT: "2",
}
_EXPECTED = "32"


class Cell(NamedTuple):
    """A character with the accents on it, as a terminal shows it, and whether it belongs to the wrong part."""

    shown: str
    guilty: bool


class Page(NamedTuple):
    """How wide the page is, where lines start on it, and whether it has colours."""

    width: int
    gutter: int
    colour: bool

    @property
    def room(self) -> int:
        """Columns for a line."""
        return max(self.width - self.gutter, LEAST_ROOM)

    @property
    def margin(self) -> str:
        """What stands before a line that has no number."""
        return " " * self.gutter

    def painted(self, said: str, code: str) -> str:
        """The words in a colour, where the page has colours."""
        return f"\33[{code}m{said}\33[0m" if self.colour and said.strip() else said


def text(report: Report, width: int, colour: bool) -> str:
    """The report for a page of so many columns."""
    digits = max((len(str(line.line)) for line in report.lines), default=0)
    page = Page(width, digits + 6, colour)
    head = filled(visible(report.title or report.problem), width)
    blocks = [
        [*head, "═" * max(map(columns, head), default=0)],
        [row for line in report.lines for row in _line(line, report, page)],
        filled(visible(" ".join(words.conclusion(report))), width),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if any(block))


def markdown(report: Report, width: int, colour: bool) -> str:
    """The report as a block of Markdown that is shown as it is."""
    shown = text(report, width, colour=False)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{shown}\n{fence}"


# ---- a line -------------------------------------------------------------------------------------------------


def _line(line: CheckedLine, report: Report, page: Page) -> Iterator[str]:
    """The rows of a line: its text, the wrong part underlined, and what there is to say about it."""
    if not line.text.strip():
        return
    colour = _COLOURS[line.verdict]
    number = f" {words.TICKS[line.verdict]} {line.line:>{page.gutter - 5}}  "
    rows = _rows(_cells(line), page.room)
    last = len(rows) - 1
    for k, row in enumerate(rows):
        said = "".join(cell.shown for cell in row).rstrip()
        note = words.consequence(line, report) if k == last and line.verdict is LineVerdict.CARRIED else ""
        beside = columns(said) + BEFORE_NOTE + len(note) <= page.room
        start = page.painted(number, colour) if k == 0 else page.margin
        tail = page.painted(" " * BEFORE_NOTE + note, colour) if note and beside else ""
        yield start + (page.painted(said, colour) if line.verdict is LineVerdict.COMMENT else said) + tail
        if any(cell.guilty for cell in row):
            yield page.margin + page.painted(_underline(row), colour)
        if note and not beside:
            yield from (page.margin + page.painted(part, colour) for part in filled(note, page.room))
    yield from _details(line, page)


def _details(line: CheckedLine, page: Page) -> Iterator[str]:
    """Beneath a line: how it should be, and why; of a right one the remark, if any."""
    if line.expected:
        label = f"{say('should-be')}  "
        first, *rest = broken(visible(line.expected), page.room - len(label))
        yield page.margin + label + page.painted(first, _EXPECTED)
        yield from (page.margin + " " * len(label) + page.painted(part, _EXPECTED) for part in rest)
    for said in words.cause(line):
        yield from (page.margin + part for part in filled(visible(said), page.room))


# ---- columns ------------------------------------------------------------------------------------------------


def runs(line: CheckedLine) -> list[tuple[bool, str]]:
    """The text of the line in runs, and whether each belongs to the wrong part."""
    parts = groupby(_cells(line), key=lambda cell: cell.guilty)
    return [(guilty, "".join(cell.shown for cell in part)) for guilty, part in parts]


def _cells(line: CheckedLine) -> list[Cell]:
    """The characters of the line, accents with the letter that they stand on."""
    start, end = _guilty(line)
    found: list[Cell] = []
    for place, character in enumerate(line.text.rstrip()):
        shown = TAB if character == "\t" else visible(character)
        guilty = start <= place < end
        if found and not columns(shown):
            shown, guilty = found[-1].shown + shown, found[-1].guilty or guilty
            found.pop()
        found.append(Cell(shown, guilty))
    return found


def _guilty(line: CheckedLine) -> tuple[int, int]:
    """The wrong part of the text: one character at least; of a wrong line without one all of it."""
    length = len(line.text.rstrip())
    if line.guilty is not None:
        start = max(0, min(line.guilty[0], length - 1))
        return start, min(max(line.guilty[1], start + 1), length)
    if line.verdict is LineVerdict.WRONG:
        return length - len(line.text.rstrip().lstrip()), length
    return 0, 0


def _rows(line: list[Cell], room: int) -> list[list[Cell]]:
    """The cells in rows of at most so many columns, broken behind a space where there is one."""
    rows: list[list[Cell]] = []
    start = 0
    while start < len(line):
        used, end = 0, start
        while end < len(line) and (used + columns(line[end].shown) <= room or end == start):
            used, end = used + columns(line[end].shown), end + 1
        if end < len(line):
            end = next((k for k in range(end, start + 1, -1) if line[k - 1].shown == " "), end)
        rows.append(line[start:end])
        start = end
    return rows


def _underline(row: list[Cell]) -> str:
    """A caret under each column of the wrong part."""
    return "".join(("^" if cell.guilty else " ") * columns(cell.shown) for cell in row).rstrip()
