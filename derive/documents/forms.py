"""Exercises made of a worked solution: an outline goes in, an outline comes out, with blanks, a task and a key.

No format knows of forms: it draws a place to write where a statement or a reason is None.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ..balls.points import Chance
from ..notation.plain import plain
from ..problem.model import Problem
from ..steps import Derivation
from ..words import exercises as words
from .exercises import Misfit, NoExercise, answer_as_key, lines_of, unanswered
from .options import Options, form_and_count
from .outline import Line, Outline, Section
from .phrases import Phrase
from .tasks import task
from .with_error import with_error

__all__ = ["posed"]

# Rows to write in below a question.
ROOM = 8
# Levels up to this one are lines to be put into order.
STUDENT = 2
# Their reasons say nothing but which line stands before: their titles are put in the place of these.
AGAIN = ("newton-next", "joint-newton-next")


def posed(solution: Outline, problem: Problem, derivation: Derivation, options: Options) -> Outline:
    """The solution in the form of the options.

    Raises NoExercise where the form needs what the solution does not have, Misfit where more lines are to be
    left blank than there are.
    """
    form, _ = form_and_count(options.form)
    if form == "full":
        return solution
    if form == "faded":
        exercise = _faded(solution, problem, derivation, options)
    elif form == "find-the-error":
        exercise = with_error(solution, problem, derivation, options)
    else:
        exercise = _FORMS[form](solution, problem, options)
    return exercise if options.key else exercise._replace(key=())


def _question(solution: Outline, problem: Problem, options: Options) -> Outline:
    """What is given and what is asked, and room to write."""
    room = tuple(Line(str(k), None, "", "", (), ()) for k in range(1, ROOM + 1))
    return unanswered(solution)._replace(
        intro="", sections=(Section(words.YOUR_DERIVATION, room),), task=task(problem), key=answer_as_key(solution),
    )


def _faded(solution: Outline, problem: Problem, derivation: Derivation, options: Options) -> Outline:
    """The last lines blank, their reasons left: but the title alone of one that tells the answer."""
    _, count = form_and_count(options.form)
    lines = lines_of(solution)
    if not lines:
        raise NoExercise(words.NO_LINES)
    if count > len(lines):
        raise Misfit(words.too_many_blank(count, len(lines), options.detail, problem.name))
    blank = {line.number for line in lines[-count:]}
    key = (*map(_as_key, lines[-count:]), *((sentence,) for sentence in solution.closing))
    told = _told(derivation, lines[:-count])
    sections = _changed(solution, lambda line: _blank(line, told) if line.number in blank else line)
    return unanswered(solution)._replace(sections=sections, task=words.last_lines(count), key=key)


def _blank(line: Line, told: Collection[str]) -> Line:
    tells = any(answer in (line.reason or "") for answer in told)
    reason = line.title if tells else line.reason
    return Line(line.number, None, "", reason, (), (), line.rule, line.title, line.level)


def _told(derivation: Derivation, shown: Sequence[Line]) -> set[str]:
    """How a reason would tell the answers that no line shows; a single character, such as 2, tells none."""
    forms = {plain(e) for row in derivation.estimates for e in (row.exact, row.general) if e is not None}
    said = [plain(line.statement) for line in shown if line.statement is not None]
    return {form for form in forms if len(form) > 1 and not any(form in part for part in said)}


def _as_key(line: Line) -> Phrase:
    """`7. 7 = 10θ`."""
    assert line.statement is not None
    return (f"{line.number}. ", line.statement, *((f" {line.unit}",) if line.unit else ()))


def _shuffled(solution: Outline, problem: Problem, options: Options) -> Outline:
    """The different lines of student level under letters, in a seeded order; the key gives the right one."""
    different = {plain(line.statement): line for line in reversed(lines_of(solution)) if line.statement is not None}
    lines = [line for line in reversed(different.values()) if line.level <= STUDENT]
    if len(lines) < 2:
        raise NoExercise(words.ONE_LINE if lines else words.NO_LINES)
    places = _other_order(len(lines), Chance(options.seed))
    shown = tuple(_lettered(lines[place], k) for k, place in enumerate(places))
    letters = [shown[places.index(k)].number for k in range(len(lines))]
    return unanswered(solution)._replace(
        intro="", sections=(Section(words.OUT_OF_ORDER, shown),), task=words.ORDER, key=((words.order(letters),),),
    )


def _lettered(line: Line, k: int) -> Line:
    reason = line.title if line.rule in AGAIN else line.reason
    return line._replace(number=_letter(k), reason=reason, substeps=(), before=None)


def _letter(k: int) -> str:
    """A, B, …, Z, AA, AB, …"""
    return (_letter(k // 26 - 1) if k >= 26 else "") + chr(ord("A") + k % 26)


def _other_order(size: int, chance: Chance) -> list[int]:
    """The numbers below the size in a random order that is not theirs."""
    order = list(range(size))
    while order == sorted(order):
        for k in range(size - 1, 0, -1):
            other = chance.below(k + 1)
            order[k], order[other] = order[other], order[k]
    return order


def _reasons_blank(solution: Outline, problem: Problem, options: Options) -> Outline:
    """All lines, without what was done."""
    lines = lines_of(solution, inner=True)
    if not lines:
        raise NoExercise(words.NO_LINES)
    key = tuple(_reason_as_key(line) for line in lines if line.reason)
    sections = _changed(solution, _without_reason)
    return solution._replace(
        sections=sections, task=words.REASONS, key=key, intro="", footer="", checks=(), pitfalls=(),
    )


def _reason_as_key(line: Line) -> Phrase:
    conditions = [part for condition in line.conditions for part in (", ", condition)][1:]
    return (f"{line.number}. {line.reason}", *((" (", *conditions, ")") if conditions else ()))


def _without_reason(line: Line) -> Line:
    substeps = tuple(map(_without_reason, line.substeps))
    return line._replace(reason=None, conditions=(), substeps=substeps, rule="", title="")


def _changed(solution: Outline, change: Callable[[Line], Line]) -> tuple[Section, ...]:
    return tuple(section._replace(lines=tuple(map(change, section.lines))) for section in solution.sections)


_FORMS: dict[str, Callable[[Outline, Problem, Options], Outline]] = {
    "question": _question, "shuffled": _shuffled, "reasons-blank": _reasons_blank,
}
