"""What a check says: a verdict on each line of a hand derivation, and on the whole; and what a hint says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CheckedLine", "Hint", "HintStatus", "LineVerdict", "Report", "Verdict"]


class Verdict(StrEnum):
    """Of a whole derivation (contract, section 4)."""

    CORRECT = "correct"
    INCOMPLETE = "incomplete"
    INCORRECT = "incorrect"
    UNREADABLE = "unreadable"


class LineVerdict(StrEnum):
    """Of one line."""

    CORRECT = "correct"
    WRONG = "wrong"
    CARRIED = "carried"
    UNDECIDED = "undecided"
    UNREADABLE = "unreadable"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One line of the hand derivation, as it stands in the file.

    line: its number, from one. kind: likelihood, log-likelihood, negative-log-likelihood, score, second-derivative,
    equation, estimate, number, definition, constraint, identity; None where nothing was read. misconception: id of a
    mistake of the catalogue, and also: of a second candidate. message: what is wrong, or what is worth a remark.
    expected: the line as it should be, as text that the reader reads. guilty: columns of the wrong part, counted from
    zero, the end not included. basis: how the verdict was reached: exact, enclosed or sampled.
    """

    line: int
    text: str
    verdict: LineVerdict
    kind: str | None = None
    misconception: str | None = None
    also: str | None = None
    message: str | None = None
    expected: str | None = None
    guilty: tuple[int, int] | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A checked derivation. missing: what is asked and has not been reached (`θ`, `nll of before`)."""

    problem: str
    verdict: Verdict
    first_error: int | None
    lines: tuple[CheckedLine, ...]
    missing: tuple[str, ...] = ()
    title: str = ""


class HintStatus(StrEnum):
    """What a hint is about: the step that comes next, a wrong line, nothing that is missing, or no step is known."""

    NEXT = "next"
    WRONG = "wrong"
    COMPLETE = "complete"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hint:
    """What to do next. idea: a sentence. reveal: the line itself, as text, or None. line: that of the mistake."""

    problem: str
    status: HintStatus
    idea: str
    reveal: str | None = None
    line: int | None = None
