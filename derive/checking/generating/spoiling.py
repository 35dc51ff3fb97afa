"""One mistake planted in a worked solution itself, at one of the lines that are shown of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ...balls.points import Chance
from ...expressions import Expression, free_symbols, replace
from ...problem.model import Problem
from ...rules.mistakes import Mistake
from ...steps import Derivation, Status
from ..due import Due, lines_due
from .lines import BESIDE, defines, holds_at_answer, is_for_hands
from .planting import Carried, carried_on, planted

__all__ = ["Spoilt", "spoilt"]

# Lines whose mistakes can be told without the answer.
BEFORE_ANSWER = ("likelihood", "log-likelihood", "score", "number")


class Spoilt(NamedTuple):
    """Where the mistake is, and what it makes of the solution.

    step: number of the step that it spoils, counted from zero. right, wrong: the line there as it is and with the
    mistake. behind: the lines that follow from the wrong one; None where those of the solution stand there.
    """

    step: int
    mistake: Mistake
    right: Expression
    wrong: Expression
    behind: tuple[Carried, ...] | None


def spoilt(problem: Problem, derivation: Derivation, shown: Collection[int], seed: int) -> Spoilt | None:
    """A mistake at one of the steps shown, carried on to an answer where that can be done; None where none fits.

    The same seed makes the same one.
    """
    chance = Chance(seed)
    places = list(_mixed([due for due in _fitting(problem, derivation) if due.step in shown], chance))
    alone: list[Spoilt] = []
    for due in places:
        made = planted(due, problem, derivation, chance)
        if made is None:
            continue
        mistake, wrong = made
        right = derivation.steps[due.step].after
        behind = carried_on(due, wrong, problem, derivation) if derivation.status is Status.SOLVED else None
        found = Spoilt(due.step, mistake, right, replace(right, due.whole, wrong), behind)
        if behind is not None:
            return found
        alone.append(found)
    return alone[0] if alone else None


def _fitting(problem: Problem, derivation: Derivation) -> Iterator[Due]:
    """The lines at which a mistake can be told from what is right, by names that the problem gives."""
    if derivation.status is Status.UNSOLVED:
        return
    declared = {*problem.parameters, *problem.known, *problem.columns, *BESIDE}
    declared |= {name for law in problem.laws for name in law.variables}
    declared |= {name.removesuffix("²") for name in declared}
    for due in lines_due(derivation, problem.parameters):
        if not is_for_hands(due) or defines(due) or not free_symbols(due.whole) <= declared:
            continue
        if due.kind in BEFORE_ANSWER or _is_solved_by(due, problem, derivation):
            yield due


def _is_solved_by(due: Due, problem: Problem, derivation: Derivation) -> bool:
    return derivation.status is Status.SOLVED and holds_at_answer(due, problem, derivation)


def _mixed(lines: list[Due], chance: Chance) -> Iterator[Due]:
    while lines:
        yield lines.pop(chance.below(len(lines)))
