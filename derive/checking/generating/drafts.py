"""What hand derivations of a problem are made of: the lines of its worked solution, and which of them are needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...balls.points import Chance
from ...expressions import Expression, Relation, free_symbols
from ...plans import solve
from ...problem.model import Problem
from ...steps import Derivation, Status
from ..due import Due
from .lines import BESIDE, FUNCTIONS, answers, defines, lines_for_hands, names_in, uses

__all__ = ["Draft", "drafts"]

SOLVED = ("isolate", "root-of-power")  # rules that leave the answer, or its square
EARLY = ("likelihood", "log-likelihood")


def drafts(problem: Problem) -> tuple[Draft, ...]:
    """One for the solution in symbols, one for that in numbers, one with the numbers put in on the way."""
    first = solve(problem)
    if first.status is Status.UNSOLVED:
        return ()
    found = [Draft(problem, first, lines_for_hands(problem, first))]
    if problem.columns and first.status is Status.SOLVED:
        second = solve(problem, "first")
        if second.status is Status.SOLVED:
            found.append(Draft(problem, second, lines_for_hands(problem, second)))
            found += _mixed(problem, first, found[0].lines, found[1].lines)
    return tuple(draft for draft in found if draft.can_write)


def _mixed(problem: Problem, first: Derivation, late: Sequence[Due], early: Sequence[Due]) -> Iterator[Draft]:
    """Functions in symbols, all that follows in numbers."""
    if len(problem.parameters) != 1 or not {due.kind for due in early} & {*EARLY}:
        return
    begun = [due for due in late if due.kind in EARLY]
    last = max((due.step for due in early if due.kind in EARLY), default=0)
    ended = [due for due in early if due.step > last]
    if begun and ended:
        yield Draft(problem, first, (*begun, *ended))


class Draft:
    """The lines of one solution."""

    def __init__(self, problem: Problem, derivation: Derivation, lines: tuple[Due, ...]) -> None:
        self.problem = problem
        self.derivation = derivation
        self.lines = lines
        self._last = answers(lines, problem, derivation)
        self._introduced = _introduced(lines, problem)
        self.defining = frozenset(due.rule for due in self._introduced.values())

    @property
    def can_write(self) -> bool:
        """Whether there is something that is asked, and lines that say it."""
        return bool(self._last) or (self.has_no_maximum and bool(self.lines))

    @property
    def has_no_maximum(self) -> bool:
        """Whether the answer is a sentence."""
        return self.derivation.status is Status.NO_MAXIMUM

    def some(self, chance: Chance, whole: bool) -> list[Due]:
        """The lines in order, some left out; what is asked is reached where the derivation is to be whole."""
        if whole:
            return self._some(self.lines, self._last, chance)
        first = next((k for k, due in enumerate(self.lines) if due is self._last[0]), 1) if self._last else 1
        begun = [due for due in self.lines[:first] if due.kind != "estimate" and due.rule not in SOLVED]
        return self._some(begun, (), chance) or list(self.lines[:1])

    def _some(self, lines: Sequence[Due], needed: Sequence[Due], chance: Chance) -> list[Due]:
        """About two steps in three, the answers in any case; of lines that say the same one."""
        steps = {step for step in dict.fromkeys(due.step for due in lines) if chance.below(3)}
        kept: list[int] = []
        said: list[Expression] = []
        for k, due in enumerate(lines):
            if any(due is other for other in needed) or (due.step in steps and due.whole not in said):
                kept.append(k)
                said.append(due.whole)
        chosen = [lines[k] for k in kept]
        for _ in range(2):
            chosen += [due for other in chosen for due in self._functions_of(other)]
        for _ in range(2):  # what brings in a name may use one itself
            chosen += [due for due in lines if self._is_missing(due, chosen)]
        return [due for due in lines if any(due is other for other in chosen)]

    def _functions_of(self, due: Due) -> Iterator[Due]:
        """The line that says of which function a derivative is, where that is no more the one of the beginning."""
        if due.rule == "condition-in":  # what the condition says where it just holds
            yield from (other for other in self.lines if other.rule in ("beyond-condition", "condition-solved"))
        if due.kind not in ("score", "second-derivative"):
            return
        written = [other for other in self.lines if other.kind == "log-likelihood" and other.step < due.step]
        if written and _arguments(written[-1]) != _arguments(written[0]):
            yield written[-1]

    def _is_missing(self, due: Due, chosen: Sequence[Due]) -> bool:
        """Whether a chosen line uses a name that this one introduces."""
        if defines(due):
            return any(uses(due, other) for other in chosen)
        new = [name for name, first in self._introduced.items() if first.step == due.step]
        return any(name in names_in(other.whole) for name in new for other in chosen if other is not due)


def _arguments(due: Due) -> frozenset[str]:
    left = due.whole.operands[0] if isinstance(due.whole, Relation) else due.whole
    return free_symbols(left)


def _introduced(lines: Sequence[Due], problem: Problem) -> dict[str, Due]:
    """The names that are not the problem's, each with the line where it first stands."""
    known = {*problem.parameters, *problem.known, *problem.columns, *BESIDE, *FUNCTIONS}
    known |= {name for law in problem.laws for name in law.variables}
    known |= {name.removesuffix("²") for name in known}
    found: dict[str, Due] = {}
    for due in lines:
        for name in names_in(due.whole) - known:
            found.setdefault(name, due)
    return found
