"""A solution with one mistake planted in it, for the reader to find."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..checking.generating import Spoilt, spoilt
from ..expressions import Expression, Hat, Relation
from ..problem.model import Problem
from ..steps import Derivation
from ..words import exercises as words
from . import words as documents
from .exercises import NoExercise, lines_of, unanswered
from .options import DETAILS, Options
from .outline import Line, Outline, Section

__all__ = ["with_error"]

# Under which heading a line stands that follows from a wrong one.
PARTS = {"log-likelihood": "log-likelihood", "score": "score", "equation": "solve"}


def with_error(solution: Outline, problem: Problem, derivation: Derivation, options: Options) -> Outline:
    """The solution with the mistake; the key names the line, the mistake, and the line as it should be.

    Raises NoExercise where none can be planted.
    """
    shown = [k for k, step in enumerate(derivation.steps) if step.level <= DETAILS[options.detail]]
    made = spoilt(problem, derivation, shown, options.seed)
    if made is None:
        raise NoExercise(words.NO_MISTAKE)
    place = shown.index(made.step)
    bare = [(section.heading, line._replace(substeps=(), before=None, proof=None))
            for section in solution.sections for line in section.lines]
    heading, wrong = bare[place]
    lines = [*bare[:place], (heading, wrong._replace(statement=made.wrong)), *_behind(made, bare, place)]
    number, title = lines_of(solution)[place].number, made.mistake.title
    return unanswered(solution)._replace(
        intro="", sections=tuple(_sections(lines)),
        task=words.ERROR_ALONE if made.behind is None else words.ERROR_CARRIED,
        key=((words.wrong_line(number), made.right), (f"{title[:1].upper()}{title[1:]}. {made.mistake.sentence}",)),
    )


def _behind(made: Spoilt, bare: list[tuple[str, Line]], place: int) -> Iterator[tuple[str, Line]]:
    """What stands below the wrong line: what follows from it, or the lines of the solution."""
    if made.behind is None:
        yield from bare[place + 1 :]
        return
    before, number, heading = made.wrong, place + 1, bare[place][0]
    for kind, line, reason in made.behind:
        if line != before:
            number += 1
            before, heading = line, _heading(kind, line, heading)
            yield heading, Line(str(number), line, "", reason, (), ())


def _heading(kind: str, line: Expression, heading: str) -> str:
    if kind == "estimate":
        is_last = isinstance(line, Relation) and isinstance(line.operands[0], Hat)
        return documents.heading("answer") if is_last else heading
    return documents.heading(PARTS[kind])


def _sections(lines: list[tuple[str, Line]]) -> Iterator[Section]:
    for heading, group in groupby(lines, key=lambda pair: pair[0]):
        yield Section(heading, tuple(line for _, line in group))
