"""Common mistakes at the lines of a solution: each line as the mistake leaves it, and the sentence about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..checking.due import Due, lines_due
from ..checking.generating.planting import likely
from ..expressions import Add, Expression, free_symbols, nodes
from ..problem.model import Problem
from ..steps import Derivation, Status, value_of
from .outline import Pitfall

__all__ = ["pitfalls"]

# So many are shown, one of a kind of line; a wrong line is at most so much larger than the right one.
MOST = 3
LARGER = 1.6
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
            if mistake.id not in known and _looks_right(wrong, due, problem):
                number, unit = numbers[due.step], derivation.steps[due.step].unit
                yield mistake.id, Pitfall(number, wrong, unit, mistake.title, mistake.sentence)


def _looks_right(wrong: Expression, due: Due, problem: Problem) -> bool:
    """Whether one may overlook it: about as long as the right line, a sum of as many terms, with an unknown in it."""
    value = value_of(wrong)
    terms = len(due.line.terms) if isinstance(due.line, Add) else 0
    is_sum = not terms or (isinstance(value, Add) and len(value.terms) == terms)
    has_unknown = not problem.parameters or bool(free_symbols(value) & {*problem.parameters})
    return is_sum and has_unknown and _size(wrong) <= LARGER * _size(due.whole)


def _size(e: Expression) -> int:
    return sum(1 for _ in nodes(e))
