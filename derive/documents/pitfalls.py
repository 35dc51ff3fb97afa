"""Common mistakes at the lines of a solution: each line as the mistake leaves it, and the sentence about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from ..checking.due import Due, lines_due
from ..checking.generating.planting import Planted, likely, looks_right
from ..expressions import ONE, Add, Expression, Power, Summation, nodes, number_value
from ..problem.model import Problem
from ..rules.mistakes import TOPICS
from ..steps import Derivation, Status, value_of
from .outline import Pitfall
from .pitfalls_at_ends import pitfalls_at_ends

__all__ = ["pitfalls"]

# So many are shown, one of each of the places below.
MOST = 3
# The kinds of status whose lines are those of a derivation to be learnt.
LEARNT = (Status.SOLVED, Status.NUMERIC)
VARIANCE = "divided-by-n-minus-one"


class Place(NamedTuple):
    """Where students go wrong: in a line of this kind, made by one of these rules (any, where there are none), by one
    of these mistakes. The likelier ones come first."""

    kind: str
    rules: tuple[str, ...]
    mistakes: tuple[str, ...]


PLACES = (
    Place("estimate", ("isolate",), (VARIANCE,)),
    Place("log-likelihood", ("log-of-likelihood", "log-of-product"), (
        "exponent-not-brought-down", "log-of-sum-split", "half-lost", "square-of-sum-split",
        "log-of-denominator-added", "log-raised-instead", "sum-of-logs-as-log-of-sum",
    )),
    Place("score", (), (
        "lost-inner-derivative", "sign-of-inner-difference", "digamma-missed", "sign-of-negative-power",
        "power-factor-lost", "half-of-product-rule", "coefficient-lost", "sum-taken-once", "slope-of-log",
        "exponential-as-power", "root-for-parameter", "constant-kept",
    )),
    Place("equation", ("multiply-out",), ("bracket-partly-multiplied", "minus-before-bracket")),
    Place("equation", ("clear-denominators",), ("cross-multiplied-straight", "one-side-only")),
    Place("number", (), ("sum-for-mean", "minus-forgotten", *(mistake.id for mistake in TOPICS["loss"]))),
    Place("equation", ("split-sum",), ("sum-taken-once",)),
    Place("estimate", ("isolate",), ("solution-inverted", "coefficient-subtracted")),
    Place("equation", ("separate", "gather", "normal-equations"), ("sign-lost-when-moved",)),
)


def pitfalls(problem: Problem, derivation: Derivation, numbers: Mapping[int, str]) -> tuple[Pitfall, ...]:
    """The likeliest mistakes at the lines that are shown, in the order of these. numbers: of the steps shown."""
    if problem.choices:
        return ()
    at_ends = {pitfall.number: pitfall for pitfall in pitfalls_at_ends(derivation, numbers)}
    found = dict(islice(at_ends.items(), MOST))
    if derivation.status in LEARNT:
        _add_from_places(found, problem, derivation, numbers)
    return tuple(found[number] for number in numbers.values() if number in found)


def _add_from_places(
    found: dict[str, Pitfall], problem: Problem, derivation: Derivation, numbers: Mapping[int, str]
) -> None:
    """Up to MOST mistakes in all, one of each place."""
    due = lines_due(derivation, problem.parameters)
    shown = [line for line in due if line.step in numbers and (line.before is not None or line.kind != "equation")]
    for place in PLACES:
        if len(found) == MOST:
            break
        lines = (line for line in shown if _belongs(line, place) and numbers[line.step] not in found)
        first = next((pair for line in lines for pair in _made(line, place, problem, derivation)), None)
        if first is not None:
            line, (mistake, wrong) = first
            number, unit = numbers[line.step], derivation.steps[line.step].unit
            found[number] = Pitfall(number, wrong, unit, mistake.title, mistake.sentence)


def _belongs(line: Due, place: Place) -> bool:
    return line.kind == place.kind and (not place.rules or line.rule in place.rules)


def _made(line: Due, place: Place, problem: Problem, derivation: Derivation) -> Iterator[tuple[Due, Planted]]:
    """The mistakes of the place that can be made at the line, in the order of the place."""
    possible = {mistake.id: (mistake, wrong) for mistake, wrong in likely(line, problem, derivation)}
    for name in place.mistakes:
        if name not in possible or (name == VARIANCE and not _is_variance(line)):
            continue
        wrong = possible[name][1]
        left = line.kind != "estimate" or not _is_improbable(wrong, line, problem)
        if left and looks_right(wrong, line, problem):
            yield line, possible[name]


def _is_improbable(wrong: Expression, line: Due, problem: Problem) -> bool:
    """Whether an estimate of a probability is none, which nobody would leave."""
    value, domain = number_value(value_of(wrong)), problem.domains[line.parameter]
    return value is not None and domain.upper == ONE and not 0 <= value <= 1


def _is_variance(line: Due) -> bool:
    """Whether the line is a mean of squared differences."""
    sums = [node for node in nodes(line.line) if isinstance(node, Summation)]
    return len(sums) == 1 and isinstance(sums[0].body, Power) and isinstance(sums[0].body.base, Add)
