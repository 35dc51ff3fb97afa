"""What every system's question is made of: the outline behind it, and its parts in the notation that was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...problem.model import Problem
from ...records import replace
from ...steps import Derivation
from ...words import quizzes as words
from ..options import Options
from ..outline import Outline, outline
from ..phrases import Phrase
from ..renaming import naming
from .questions import Part, Question, questions

__all__ = ["Quiz", "name_of", "quiz"]


class Quiz(NamedTuple):
    """The questions about a problem, and the worked solution behind them."""

    solution: Outline
    questions: tuple[Question, ...]


def quiz(problem: Problem, derivation: Derivation, options: Options, several: str) -> Quiz:
    """The questions and the solution. several: the kind where several numbers are asked.

    Raises NoExercise where there is no question, ProblemError where the notation does not fit the problem.
    """
    options = replace(options, form="full", remarks=False, plot=False)
    solution = outline(problem, derivation, options)
    made = questions(problem, derivation, options, several)
    chosen = naming(problem, derivation, options)
    if chosen is not None:
        renamed = (chosen.parts(phrase) for question in made for phrase in _phrases(question))
        made = tuple(_with_phrases(made, renamed))
    return Quiz(solution, made)


def name_of(solution: Outline, question: Question) -> str:
    """What the question is called in the bank of questions."""
    return words.numbered(solution.title, question.number) if question.number else solution.title


def _phrases(question: Question) -> Iterator[Phrase]:
    for part in question.parts:
        yield from (part.prompt, part.label)
        yield from ((*answer.phrase,) for answer in part.answers)
        yield from ((answer.said,) for answer in part.answers)


def _with_phrases(made: tuple[Question, ...], phrases: Iterator[Phrase]) -> Iterator[Question]:
    """The questions with other phrases, in the order of `_phrases`."""
    for question in made:
        yield question._replace(parts=tuple(_part(part, phrases) for part in question.parts))


def _part(part: Part, phrases: Iterator[Phrase]) -> Part:
    prompt, label = next(phrases), next(phrases)
    shown = [next(phrases) for _ in part.answers]
    said = [str(next(phrases)[0]) for _ in part.answers]
    answers = tuple(answer._replace(phrase=phrase, said=sentence)
                    for answer, phrase, sentence in zip(part.answers, shown, said, strict=True))
    return part._replace(prompt=prompt, label=label, answers=answers)
