"""Rows of numbers in words: `the data are 3, 1, 4`, `the deviations from the mean are −1, 0 and 1`, `the sum of 3, 1
and 4 is 8`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from .figures import FIGURE, LIST, NEARLY, Figure, figure, figures_of
from .samples import Sample
from .sentences import END, Sentence

__all__ = ["Row", "arithmetic_in", "rows_in"]

_WHOLE = (
    r"(?:the |our )?(?:(?P<count>\w+) )?(?:data|observations|observed values|measurements|readings|data points"
    r"|sample)(?: values)? (?:are|were|is|read|consists? of)(?: given by| the (?:numbers|values))?:? ?"
)
_FROM_MEAN = r"(?:the |their )?(?:deviations|differences) from the (?:sample )?mean(?: \S+)? are:? ?"
_SQUARED = (
    r"(?:the |their )?(?:squared (?:deviations|differences)|squares of the (?:deviations|differences))"
    r"(?: from the (?:sample )?mean)? are:? ?"
)
_SQUARES = r"(?:the |their )squares(?: of (?:the )?(?:data|observations))? are:? ?"
_KINDS = tuple(
    (re.compile(rf"{pattern}(?P<row>{LIST}){END}", re.IGNORECASE), kind)
    for pattern, kind in ((_WHOLE, "data"), (_FROM_MEAN, "apart"), (_SQUARED, "squared"), (_SQUARES, "squares"))
)
_OF_ROW = re.compile(
    rf"(?:the |their )?(?P<what>sum|total|mean|average) of (?:the numbers )?(?P<row>{LIST})"
    rf" (?:is|equals|comes to) (?P<near>{NEARLY})(?P<value>{FIGURE}){END}",
    re.IGNORECASE,
)
_ROW_ADDS = re.compile(
    rf"(?P<row>{LIST}),?(?: which)? (?:sum|add|amount|come)s?(?: up)? to (?P<near>{NEARLY})(?P<value>{FIGURE}){END}",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """Numbers that are written one after the other, where each begins and ends, and all rows that they may be."""

    said: list[tuple[int, int, Figure]]
    due: tuple[tuple[Fraction, ...], ...]

    def odd_one(self) -> tuple[int, int, Fraction, Fraction] | None:
        """The place of a number that does not belong there, what is due, and what is said; None where the row is one
        of those, in any order, or part of one."""
        if len(self.said) != len(self.due[0]) or any(map(self.fits, self.due)):
            return None
        rest = sorted(self.due[0])
        for start, end, said in self.said:
            match = next((true for true in rest if said.agrees(true)), None)
            if match is None:
                nearest = min(rest, key=lambda true: abs(true - said.value))
                return start, end, nearest, said.value
            rest.remove(match)
        return None

    def fits(self, row: tuple[Fraction, ...]) -> bool:
        """Whether the numbers are those of the row, in any order."""
        if len(self.said) != len(row):
            return False
        said = sorted((figure for _, _, figure in self.said), key=lambda figure: figure.value)
        return all(figure.agrees(true) for figure, true in zip(said, sorted(row), strict=True))


def rows_in(sentence: Sentence, sample: Sample, earlier: list[list[Fraction]]) -> Iterator[Row]:
    """The rows that are said to be the data, or what is worked out of these. earlier: rows that stand before."""
    values = sample.values
    if len(values) < 3:
        return
    apart = [tuple(sign * (x - centre) for x in values) for centre in sample.centres for sign in (1, -1)]
    squared = [tuple(x * x for x in row) for row in (*apart, *earlier)]
    due = {
        "data": (values,), "apart": tuple(apart), "squared": tuple(squared),
        "squares": (tuple(x * x for x in values), *squared),
    }
    for pattern, kind in _KINDS:
        for found in sentence.found(pattern):
            yield Row(figures_of(found["row"], found.start("row")), due[kind])


def arithmetic_in(sentence: Sentence) -> Iterator[tuple[int, int, Figure, Fraction]]:
    """What rows of numbers are said to add up to, or to have as their mean, and what they do."""
    for pattern in (_OF_ROW, _ROW_ADDS):
        for found in sentence.found(pattern):
            row = [said.value for _, _, said in figures_of(found["row"])]
            what = found.groupdict().get("what") or "sum"
            total = sum(row, Fraction(0))
            true = total if what.lower() in ("sum", "total") else total / len(row)
            yield found.start("value"), found.end("value"), figure(found["value"], found["near"].lower()), true
