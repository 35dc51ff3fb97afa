"""Remarks in a column of their own, to the right of the formulas, that go on in the lines below."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

__all__ = ["Remark", "remarks_in"]

_APART = 3  # spaces between a formula and the remark on it
_DEEP = 8  # columns to the left of which no remark begins
_RELATION = re.compile(r"[=<>≤≥≈∝→⇒⇔]")
_WORDS = re.compile(r"(?<!\\)\b[A-Za-z]{2,}[ ,:;]")


class Remark(NamedTuple):
    """A remark: the column in which it begins, the lines from that of its formula to its last, the place in its text
    at which each of them begins, and its text."""

    column: int
    first: int
    starts: tuple[int, ...]
    text: str

    @property
    def last(self) -> int:
        """Its last line."""
        return self.first + len(self.starts) - 1

    def place(self, offset: int) -> tuple[int, int]:
        """The line on which a place of the text lies, and its column there."""
        k = bisect_right(self.starts, offset) - 1
        return self.first + k, self.column + offset - self.starts[k]


def remarks_in(lines: list[str]) -> dict[int, Remark]:
    """The remarks that take several lines, by the line of their formula."""
    found: dict[int, Remark] = {}
    k = 0
    while k + 1 < len(lines):
        column = _indent(lines[k + 1])
        last = k
        if column >= _DEEP and _begins(lines[k], column):
            while last + 1 < len(lines) and lines[last + 1].strip() and _indent(lines[last + 1]) == column:
                last += 1
        if last > k:
            found[k] = _joined(lines, k, last, column)
        k = last + 1
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _begins(line: str, column: int) -> bool:
    """Whether a remark in words begins at that column, behind a formula."""
    before, remark = line[:column], line[column:]
    if before[-_APART:].strip() or not remark or remark[0] == " ":
        return False
    return _RELATION.search(before) is not None and _WORDS.search(remark + " ") is not None


def _joined(lines: list[str], first: int, last: int, column: int) -> Remark:
    parts = [lines[k][column:].rstrip() for k in range(first, last + 1)]
    starts = [0]
    for part in parts[:-1]:
        starts.append(starts[-1] + len(part) + 1)
    return Remark(column, first, tuple(starts), " ".join(parts))
