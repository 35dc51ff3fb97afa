"""Our own derivation as a way to walk: how far along it each step lies, and which unknown its part is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..expressions import Apply, Expression, Hat, Relation, Symbol, nodes
from ..steps import Derivation, Step

__all__ = [
    "AFTER", "ANSWER", "EQUATION", "LIKELIHOOD", "LOG_LIKELIHOOD", "MAXIMUM", "NUMBERS", "SCORE", "UNKNOWNS",
    "Milestone", "estimated", "is_likelihood", "milestones", "subject",
]

# How far along a derivation a line lies.
LIKELIHOOD, LOG_LIKELIHOOD, UNKNOWNS, SCORE, EQUATION, MAXIMUM, ANSWER, NUMBERS, AFTER = range(1, 10)
_OF_PHASE = {
    "likelihood": LIKELIHOOD, "condition": LIKELIHOOD, "admissible": LIKELIHOOD,
    "log-likelihood": LOG_LIKELIHOOD, "profile": LOG_LIKELIHOOD,
    "groups": UNKNOWNS, "parted": UNKNOWNS, "neighbours": UNKNOWNS,
    "score": SCORE, "solve": EQUATION, "newton": EQUATION, "maximum": MAXIMUM, "no-maximum": MAXIMUM,
    "answer": ANSWER, "back": ANSWER, "numbers": NUMBERS,
}
# Where a new unknown is taken up.
_OPENINGS = ("score", "profile")


class Milestone(NamedTuple):
    """A step, how far it lies, the part of the derivation that it belongs to (counted from zero), and the phase."""

    step: Step
    rank: int
    part: int
    phase: str


def milestones(derivation: Derivation) -> tuple[Milestone, ...]:
    """The steps in their order, without those that only name something."""
    return tuple(milestone for milestone in _placed(derivation) if milestone.step.rule not in _SKIPPED)


_SKIPPED = frozenset(("name-constant", "write-constant", "choice", "only-zero", "name-gap", "profile"))


def _placed(derivation: Derivation) -> Iterator[Milestone]:
    phase, part, answered = "", 0, False
    for step in derivation.steps:
        phase = step.phase or phase
        rank = _OF_PHASE.get(phase, AFTER)
        if step.phase in _OPENINGS and answered:
            part, answered = part + 1, False
        answered = answered or rank == ANSWER
        yield Milestone(step, rank, part, phase)


def subject(way: Sequence[Milestone], part: int) -> tuple[str, ...]:
    """The names of what a part of the derivation finds."""
    answers = [m.step.after for m in way if m.part == part and m.rank in (MAXIMUM, ANSWER)]
    return tuple(dict.fromkeys(name for after in answers for name in estimated(after)))


def estimated(statement: Expression) -> Iterator[str]:
    """The parameters under a hat in a statement."""
    for e in nodes(statement):
        if isinstance(e, Hat) and isinstance(e.of, Symbol):
            yield e.of.name


def is_likelihood(statement: Expression) -> bool:
    """Whether the statement begins with `L(θ) =`."""
    return isinstance(statement, Relation) and isinstance(statement.operands[0], Apply)
