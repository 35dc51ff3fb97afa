"""A problem as questions, whatever the system: numbers to be given, one of several answers, or several blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

from ...balls.points import Chance
from ...checking.generating.planting import situation_of
from ...expressions import Expression
from ...problem.model import Problem
from ...steps import Derivation, Status, value_of
from ...words import quizzes as words
from ..exercises import NoExercise
from ..options import Options
from ..phrases import Phrase
from .asked import Asked, asked
from .telling_apart import Wrong, told_apart
from .wrong_answers import Mistakes, said_of, wrong_answers

__all__ = ["CLOZE", "MULTICHOICE", "NUMERICAL", "Answer", "Part", "Question", "questions"]

NUMERICAL, MULTICHOICE, CLOZE = "numerical", "multichoice", "cloze"
# The lines that are asked for in a cloze, how many wrong ones stand beside the right one, and the rule whose line is
# none of them: it leaves summands out.
# Nobody types more answers than these about one problem.
MOST_ASKED = 8
LINES, WRONG_LINES = ("likelihood", "log-likelihood", "score"), 3
CONSTANT = "write-constant"

T = TypeVar("T")


class Answer(NamedTuple):
    """One answer: as it is shown, its value where it is a number and how far from that it may lie, whether it is
    right, what is said to who gives it, and whether a mistake leads to it."""

    phrase: Phrase
    value: Fraction | None
    tolerance: Fraction
    right: bool
    said: str
    is_mistake: bool = False


class Part(NamedTuple):
    """Something to answer: `prompt` is the question in full, `label` what stands before a blank. numbers: the answer
    is a number; unit: in which it is given. fixed: whether the answers stand in an order of their own."""

    prompt: Phrase
    label: Phrase
    answers: tuple[Answer, ...]
    numbers: bool
    unit: str
    fixed: bool = False


class Question(NamedTuple):
    """One question: its kind, the number that tells it from the others about the problem (zero for an only one)."""

    kind: str
    number: int
    parts: tuple[Part, ...]


def questions(problem: Problem, derivation: Derivation, options: Options, several: str) -> tuple[Question, ...]:
    """The questions that the problem makes. several: the kind where several numbers are asked.

    Raises NoExercise where there is none, or none of the kind that the options want.
    """
    if derivation.status is Status.UNSOLVED:
        raise NoExercise(words.NOT_ANSWERED)
    chance = Chance(options.seed)
    rows = asked(problem, derivation, options)[:MOST_ASKED]
    if problem.choices:
        if options.question not in ("", MULTICHOICE):
            raise NoExercise(words.NO_NUMBER if options.question == NUMERICAL else words.NO_BLANK)
        return (Question(MULTICHOICE, 0, (_of_choices(problem, derivation),)),)
    kind, mistakes = options.question or _fitting_kind(rows, several), Mistakes(problem, derivation)
    parts = [part for row in rows for part in _part(row, kind, mistakes, chance)]
    if kind == CLOZE:
        parts = [*(_lines(mistakes, chance) if options.question else ()), *parts]
        return (Question(CLOZE, 0, tuple(parts)),) if parts else _none(words.NO_BLANK)
    if not rows and kind == MULTICHOICE:
        parts = [_how_many(derivation)]
    if not parts:
        _none(words.NO_NUMBER if kind == NUMERICAL else words.NO_WRONG_ANSWER)
    numbers = range(1, len(parts) + 1) if len(parts) > 1 else (0,)
    return tuple(Question(NUMERICAL if part.numbers and kind == NUMERICAL else MULTICHOICE, number, (part,))
                 for number, part in zip(numbers, parts, strict=True))


def _none(why: str) -> tuple[Question, ...]:
    raise NoExercise(why)


def _fitting_kind(rows: Sequence[Asked], several: str) -> str:
    """Numbers are given; formulas are told from others."""
    numeric = [row for row in rows if row.numbers]
    if not numeric:
        return MULTICHOICE
    return several if len(numeric) > 1 else NUMERICAL


# ---- one part --------------------------------------------------------------------------------------------------


def _part(row: Asked, kind: str, mistakes: Mistakes, chance: Chance) -> Iterator[Part]:
    """The part about what is asked; nothing where it has to be a number and is none, or has no wrong answers."""
    if kind == NUMERICAL and not row.numbers:
        return
    wrong = wrong_answers(mistakes, row)
    is_number = bool(row.numbers) and kind != MULTICHOICE
    if not wrong and not is_number:
        return
    if not row.numbers and any(each.is_mistake for each in wrong):  # which are made of that form
        row = row._replace(expression=mistakes.first_form(row))
    answers = [*_right(row), *(_wrong(each, row) for each in wrong)]
    if kind == MULTICHOICE:
        answers = [answers[0], *(answer for answer in answers if not answer.right)]
    if not is_number:
        answers = _mixed(answers, chance)
    accuracy = row.accuracy.said if (row.numbers and row.tolerance) or row.accuracy.whole else ""
    in_unit = words.IN_UNIT.format(row.unit) if row.unit else ""
    asks = (*_around(words.GIVE, row.said), accuracy, in_unit, words.STOP)
    prompt = asks if is_number else _around(words.WHICH, row.said)
    yield Part(tuple(filter(None, prompt)), _label(row, accuracy), tuple(answers), is_number, row.unit)


def _around(template: str, said: Phrase) -> Phrase:
    before, _, after = template.partition("{0}")
    return tuple(piece for piece in (before, *said, after) if piece != "")


def _label(row: Asked, accuracy: str) -> Phrase:
    """`The maximum likelihood estimate θ̂, to 3 significant digits: `, before a blank."""
    first, *rest = row.said
    start = f"{first[:1].upper()}{first[1:]}" if isinstance(first, str) else first
    return (start, *rest, f"{accuracy}: ")


def _right(row: Asked) -> Iterator[Answer]:
    if not row.numbers:
        yield Answer((row.expression,), None, Fraction(0), True, words.RIGHT)
    for number in row.numbers:
        yield Answer(_with_unit(row.accuracy.shown(number), row.unit), number, row.tolerance, True, words.RIGHT)


def _wrong(wrong: Wrong, row: Asked) -> Answer:
    if wrong.value is None:
        return Answer((wrong.expression,), None, Fraction(0), False, wrong.said, wrong.is_mistake)
    shown = _with_unit(row.accuracy.shown(wrong.value), row.unit)
    room = row.accuracy.tolerance(wrong.value)
    return Answer(shown, wrong.value, room, False, wrong.said, wrong.is_mistake)


def _with_unit(number: Expression, unit: str) -> Phrase:
    return (number, f" {unit}") if unit else (number,)


def _mixed(rows: Sequence[T], chance: Chance) -> list[T]:
    left = list(rows)
    return [left.pop(chance.below(len(left))) for _ in range(len(left))]


# ---- questions without an answer of their own ------------------------------------------------------------------


def _of_choices(problem: Problem, derivation: Derivation) -> Part:
    """The choices of the author as they are."""
    right = derivation.choice or problem.answer
    answers = [
        Answer((choice.text if choice.expression is None else choice.expression,), None, Fraction(0),
               choice.label == right, "") for choice in problem.choices
    ]
    return Part((), (), tuple(answers), False, "", fixed=True)


def _how_many(derivation: Derivation) -> Part:
    """Where the likelihood is largest: at no point, or at many."""
    right = words.NOWHERE if derivation.status is Status.NO_MAXIMUM else words.AT_SEVERAL
    said = (words.AT_ONE, words.AT_SEVERAL, words.NOWHERE, words.EVERYWHERE)
    answers = tuple(Answer((sentence,), None, Fraction(0), sentence == right, "") for sentence in said)
    return Part((words.HOW_MANY,), (), answers, False, "", fixed=True)


def _lines(mistakes: Mistakes, chance: Chance) -> Iterator[Part]:
    """The lines of the derivation, each among wrong ones with a mistake of the catalogue."""
    for kind in LINES:
        lines = [due for due in mistakes.lines if due.kind == kind and due.rule != CONSTANT]
        if not lines:
            continue
        due = lines[-1]
        made = {value_of(wrong): (wrong, said_of(mistake)) for mistake, wrong in mistakes.at(due)[:2 * WRONG_LINES]}
        situation = situation_of(due, mistakes.problem, mistakes.derivation)
        others = map(made.__getitem__, told_apart(situation, made)[:WRONG_LINES])
        answers = [Answer((due.whole,), None, Fraction(0), True, words.RIGHT)]
        answers += [Answer((line,), None, Fraction(0), False, said, True) for line, said in others]
        if len(answers) > 2:
            yield Part((), (words.LINES[kind],), tuple(_mixed(answers, chance)), False, "")
