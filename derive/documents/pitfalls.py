"""Common mistakes at the lines of a solution: each line as the mistake leaves it, and the sentence about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..checking.due import Due, lines_due
from ..checking.generating.planting import likely, looks_right
from ..problem.model import Problem
from ..steps import Derivation, Status
from .outline import Pitfall

__all__ = ["pitfalls"]

# So many are shown, one of a kind of line.
MOST = 3
KINDS = ("log-likelihood", "score", "equation", "number")
# The kinds of status whose lines are those of a derivation to be learnt.
LEARNT = (Status.SOLVED, Status.NUMERIC)


def pitfalls(problem: Problem, derivation: Derivation, numbers: Mapping[int, str]) -> tuple[Pitfall, ...]:
    """The likeliest mistakes at the lines that are shown, in the order of these. numbers: of the steps shown."""
    if derivation.status not in LEARNT or problem.choices:
        return ()
    due = lines_due(derivation, problem.parameters)
    shown = [line for line in due if line.step in numbers and (line.before is not None or line.kind != "equation")]
    found: dict[str, Pitfall] = {}
    for kind in KINDS:
        lines = [line for line in shown if line.kind == kind]
        first = next(_of_kind(lines, problem, derivation, numbers, found), None)
        if first is not None and len(found) < MOST:
            found[first[0]] = first[1]
    return tuple(sorted(found.values(), key=lambda pitfall: [*numbers.values()].index(pitfall.number)))


def _of_kind(
    lines: Iterable[Due], problem: Problem, derivation: Derivation, numbers: Mapping[int, str],
    known: Mapping[str, Pitfall],
) -> Iterator[tuple[str, Pitfall]]:
    for due in lines:
        for mistake, wrong in likely(due, problem, derivation):
            if mistake.id not in known and looks_right(wrong, due, problem):
                number, unit = numbers[due.step], derivation.steps[due.step].unit
                yield mistake.id, Pitfall(number, wrong, unit, mistake.title, mistake.sentence)
