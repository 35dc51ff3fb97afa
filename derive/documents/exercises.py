"""What the exercises share: the lines of a solution, the solution without its answer, the answer as a key."""

from __future__ import annotations

from collections.abc import Iterator

from ..problem.diagnostics import Diagnostic, ProblemError
from .outline import Line, Outline
from .phrases import Phrase

__all__ = ["Misfit", "NoExercise", "answer_as_key", "lines_of", "unanswered"]


class NoExercise(ValueError):
    """There is no exercise of this form in the solution; the message says why."""


class Misfit(ProblemError):
    """The form asks for more than the solution has: a fault of the option, not of a place in a file."""

    def __init__(self, message: str) -> None:
        super().__init__([Diagnostic("form", 1, 1, message)])


def lines_of(solution: Outline, inner: bool = False) -> list[Line]:
    """The lines from top to bottom; with those of the substeps where they are wanted."""
    lines = [line for section in solution.sections for line in section.lines]
    return [each for line in lines for each in _with_substeps(line)] if inner else lines


def _with_substeps(line: Line) -> Iterator[Line]:
    yield line
    for substep in line.substeps:
        yield from _with_substeps(substep)


def unanswered(solution: Outline) -> Outline:
    """The outline without all that tells the answer below the lines."""
    return solution._replace(answers=(), formulas=(), closing=(), footer="", checks=(), pitfalls=())


def answer_as_key(solution: Outline) -> tuple[Phrase, ...]:
    """The answers, the formulas behind them and the sentences about them, as entries of a key."""
    return (*solution.answers, *solution.formulas, *((sentence,) for sentence in solution.closing))
