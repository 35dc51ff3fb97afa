"""One mistake planted in a worked solution itself, at one of the lines that are shown of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from ...balls.points import Chance
from ...expressions import Expression, Hat, Relation, Symbol, free_symbols, number_value, replace
from ...problem.model import Problem
from ...rules.arithmetic import approximate
from ...rules.mistakes import Mistake
from ...steps import Derivation, Status, value_of
from ..due import Due, lines_due
from .lines import BESIDE, defines, holds_at_answer, is_for_hands
from .planting import Carried, Planted, carried_on, likely, looks_right, planted

__all__ = ["Spoilt", "fitting", "spoilt"]

T = TypeVar("T")

# So many mistakes of understanding are thought of at a line.
LIKELIEST = 4
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
    places = list(_mixed([due for due in fitting(problem, derivation) if due.step in shown], chance))
    alone: list[Spoilt] = []
    outside: list[Spoilt] = []
    for due in places:
        for mistake, wrong in _mistakes(due, problem, derivation, chance):
            right = derivation.steps[due.step].after
            found = Spoilt(due.step, mistake, right, replace(right, due.whole, wrong), None)
            behind = carried_on(due, wrong, problem, derivation) if derivation.status is Status.SOLVED else None
            if behind is None:
                alone.append(found)
            elif all(step.after != behind[-1].line for step in derivation.steps):  # to another answer
                if not _leaves_domain(behind[-1].line, problem):
                    return found._replace(behind=behind)
                outside.append(found._replace(behind=behind))
    return next(iter((*outside, *alone)), None)


def _leaves_domain(line: Expression, problem: Problem) -> bool:
    """Whether an answer in numbers lies where the parameter cannot be, so that the mistake gives itself away."""
    if not isinstance(line, Relation) or not isinstance(line.operands[0], Hat):
        return False
    name, value = line.operands[0].of, approximate(value_of(line))
    domain = problem.domains.get(name.name) if isinstance(name, Symbol) else None
    if value is None or domain is None:
        return False
    below, above = _number(domain.lower), _number(domain.upper)
    return (below is not None and value < below) or (above is not None and value > above)


def _number(end: Expression | None) -> float | None:
    value = None if end is None else number_value(end)
    return None if value is None else float(value)


def _mistakes(due: Due, problem: Problem, derivation: Derivation, chance: Chance) -> Iterator[Planted]:
    """Some of the likeliest mistakes of understanding at the line that may be overlooked, in a random order; where
    there are none, one of any kind."""
    ideas = (made for made in likely(due, problem, derivation) if looks_right(made[1], due, problem))
    found = list(_mixed(list(islice(ideas, LIKELIEST)), chance))
    made = None if found else planted(due, problem, derivation, chance)
    yield from found
    if made is not None:
        yield made


def fitting(problem: Problem, derivation: Derivation) -> Iterator[Due]:
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


def _mixed(rows: list[T], chance: Chance) -> Iterator[T]:
    while rows:
        yield rows.pop(chance.below(len(rows)))
