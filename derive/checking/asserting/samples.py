"""The figures of a sample of one variable, and the words in which its problem speaks of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from ...expressions import number_value
from ..truth import Truth
from .figures import figures_in

__all__ = ["Sample", "are_known", "labelled", "sample_of"]


class Sample(NamedTuple):
    """The figures of a sample of one variable. values: in the order in which they came, where they are listed.
    labels: how often each outcome came, by its name in small letters. numeric: outcomes are numbers, not categories.
    centres: its mean, and numbers that the law has; around: the sums of squared deviations from these.
    others: numbers that the problem mentions. words: those of its text."""

    values: tuple[Fraction, ...]
    size: int
    total: Fraction
    least: Fraction
    most: Fraction
    median: Fraction
    squares: Fraction
    centres: tuple[Fraction, ...]
    around: tuple[Fraction, ...]
    labels: dict[str, int]
    others: frozenset[Fraction]
    words: frozenset[str]
    numeric: bool

    @property
    def mean(self) -> Fraction:
        """The mean of the observations."""
        return self.total / self.size


def sample_of(truth: Truth) -> Sample | None:
    """The figures; None of several samples, of ranges and of data that are not there."""
    problem = truth.problem
    if len(problem.columns) != 1 or problem.partial or len(problem.laws) != 1 or len(problem.laws[0].variables) != 1:
        return None
    column = next(iter(problem.columns.values()))
    counts = column.counts or (1,) * len(column.values)
    rows = sorted(zip(map(Fraction, column.values), counts, strict=True))
    size, total = column.size, sum((x * k for x, k in rows), Fraction(0))
    if not size:
        return None
    text = f"{problem.title} {problem.question} {problem.unit or ''}"
    known = [Fraction(v) for e in problem.known.values() if e is not None and (v := number_value(e)) is not None]
    given = [Fraction(v) for e in problem.laws[0].arguments if (v := number_value(e)) is not None]
    centres = (total / size, *known, *given)
    around = tuple(sum(((x - m) ** 2 * k for x, k in rows), Fraction(0)) for m in centres)
    named = zip((label.lower() for label in problem.labels), column.counts or (), strict=False)
    return Sample(
        () if column.counts else tuple(map(Fraction, column.values)), size, total, rows[0][0], rows[-1][0],
        _median(rows, size), sum((x * x * k for x, k in rows), Fraction(0)), centres, around,
        {label: k for label, k in named if label.isalpha() and len(label) > 2},
        frozenset((*known, *given, *figures_in(text))),
        frozenset(map(_singular, ("per", *re.findall("[a-z]+", text.lower())))),
        not problem.laws[0].cells,
    )


def _median(rows: list[tuple[Fraction, int]], size: int) -> Fraction:
    ends = list(accumulate(k for _, k in rows))
    below, above = (rows[bisect_left(ends, rank)][0] for rank in ((size + 1) // 2, size // 2 + 1))
    return (below + above) / 2


def are_known(words: str, sample: Sample) -> bool:
    """Whether the problem has all of these words."""
    return all(_singular(word) in sample.words for word in words.lower().split())


def _singular(word: str) -> str:
    return {"min": "minute", "hrs": "hour", "sec": "second"}.get(word, word.removesuffix("s"))


def labelled(word: str, sample: Sample) -> int | None:
    return next((k for label, k in sample.labels.items() if word.rstrip("s") == label.rstrip("s")), None)
