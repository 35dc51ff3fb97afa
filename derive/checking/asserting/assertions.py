"""A line in words against the problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from ...expressions import Expression
from ..truth import Truth
from .data import refuted_figure, refuted_sum
from .estimates import refuted_estimate, refuted_in_words, refuted_pair
from .roots import refuted_roots
from .samples import Sample, sample_of
from .sentences import sentences
from .slopes import refuted_slope
from .spoken import refuted_spoken
from .values import refuted_value

__all__ = ["Assertions", "Refuted"]

_FIGURES = re.compile(
    r"\b(?:mean|average|sum|summing|add|adding|totals?|squares|squared|observations?|measurements|readings|sample|data|median"
    r"|together|made|did|there (?:are|were)|deviations|differences|altogether|in all)\b",
    re.IGNORECASE,
)
_SLOPES = re.compile(r"\b(?:increas|decreas|ris|fall|grow|declin|positive|negative|concave|convex)", re.IGNORECASE)
_VALUES = re.compile(r"\b(?:derivative|slope|score)\b", re.IGNORECASE)
_ROOTS = re.compile(r"\b(?:roots?|solutions?|zeroe?s?)\b", re.IGNORECASE)
_ESTIMATES = re.compile(r"\b(?:mle|estimates?|estimated|estimator|answer|maximi[sz]e[sr])\b", re.IGNORECASE)


class Refuted(NamedTuple):
    """The columns of what is not so, and what is so."""

    start: int
    end: int
    message: str


class Assertions:
    """Holds lines against one problem, one after the other."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.lines: list[str] = []

    @cached_property
    def sample(self) -> Sample | None:
        """The figures of the data."""
        return sample_of(self.truth)

    def refuted(self, line: str, renamed: Callable[[], bool], before: Expression | None) -> Refuted | None:
        """The first assertion in words that is not so; None where there is none. Nothing is said of problems about
        predictions.

        renamed: whether a name of its own stands for what depends on the parameters, so that an interval may be one
        of that. before: the last statement.
        """
        self.lines.append(line)
        if self.truth.losses is not None:
            return None
        about = [pattern.search(line) is not None for pattern in (_FIGURES, _SLOPES, _ROOTS, _ESTIMATES, _VALUES)]
        if not about[0] and self.sample is not None and self.sample.labels:
            about[0] = any(label in line.lower() for label in self.sample.labels)
        if not any(about):
            return None
        around = "\n".join(self.lines)
        for sentence in sentences(line):
            found = refuted_figure(sentence, self.sample, around) if about[0] and self.sample is not None else None
            if found is None and about[0]:
                found = refuted_sum(sentence) or refuted_spoken(sentence, self.truth, self.sample, around)
            if found is None and about[3] and not renamed():
                found = refuted_estimate(sentence, self.truth) or refuted_in_words(
                    sentence, self.truth, self.sample
                )
            if found is None and about[1] and not renamed():
                found = refuted_slope(sentence, self.truth, around)
            if found is None and about[4] and not renamed():
                found = refuted_value(sentence, self.truth, around)
            if found is None and about[2] and about[3]:
                found = refuted_pair(sentence, self.truth)
            if found is None and about[2] and not renamed():
                found = refuted_roots(sentence, self.truth, before)
            if found is not None:
                return Refuted(*found)
        return None
