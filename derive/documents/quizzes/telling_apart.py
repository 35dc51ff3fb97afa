"""What can be told apart: numbers by more than rounding, formulas by their values at random points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ...balls import Undefined
from ...checking.comparison import Comparison
from ...expressions import Call, Expression, Indexed, OrderStatistic, nodes
from ...rules.mistakes import Situation
from ...steps import Derivation, Setting
from .asked import Asked, number_of

__all__ = ["Candidate", "Wrong", "apart_from", "different", "is_near", "may_be", "told_apart"]

# What is so many times larger or smaller than the right answer is seen to be wrong.
FAR = 12
# A wrong formula is at most so much longer than the right one.
LONGER = 2

STATISTICS = ("mean", "median", "max", "min")

Candidate = tuple[Expression, str, int]
"""A wrong answer, what is said of it, and how common it is: not at all where no mistake leads to it."""


class Wrong(NamedTuple):
    """A wrong answer: as mathematics, its value (None for a formula), the sentences about it, and whether a mistake
    leads to it."""

    expression: Expression
    value: Fraction | None
    said: str
    is_mistake: bool


def told_apart(situation: Situation, lines: Iterable[Expression]) -> list[Expression]:
    """The lines that say something else than what is due, and than those before."""
    found: list[Expression] = []
    for line in lines:
        comparison = Comparison(situation, line)
        if comparison.is_defined and not any(comparison.agrees(other) for other in (situation.due, *found)):
            found.append(line)
    return found


Apart = Callable[[Expression, "Fraction | None", list[Wrong]], bool]


def different(
    candidates: Iterable[Candidate], asked: Asked, setting: Setting, apart: Apart, known: list[Wrong],
) -> Iterator[tuple[Wrong, int]]:
    """The candidates that are neither right nor the same as another, with their weights. known: others there are."""
    found: list[Wrong] = []
    for expression, said, weight in candidates:
        value = number_of(expression, setting) if asked.numbers else None
        if (value is not None) is bool(asked.numbers) and apart(expression, value, [*known, *found]):
            found.append(Wrong(expression, value, said, weight > 0))
            yield found[-1], weight


def apart_from(asked: Asked, derivation: Derivation) -> Apart:
    if asked.numbers:
        return lambda e, value, others: value is not None and _is_other_number(value, asked, others)
    situation = Situation(asked.expression, "estimate", setting=derivation.setting)

    def is_other_formula(e: Expression, value: Fraction | None, others: list[Wrong]) -> bool:
        right = asked.expression
        if _is_of_data(e) is not _is_of_data(right) or len(nodes(e)) > LONGER * len(nodes(right)) + 4:
            return False
        try:
            comparison = Comparison(situation, e)
            known = [asked.expression, *(other.expression for other in others)]
            return comparison.is_defined and not any(map(comparison.agrees, known))
        except (Undefined, ZeroDivisionError):
            return False

    return is_other_formula


def _is_of_data(e: Expression) -> bool:
    """Whether observations are in the formula."""
    return any(isinstance(node, Indexed | OrderStatistic) or (isinstance(node, Call) and node.function in STATISTICS)
               for node in nodes(e))


def _is_other_number(value: Fraction, asked: Asked, others: Iterable[Wrong]) -> bool:
    """Whether no answer, rounded as is asked, could be taken for this one and for another."""
    room = _room(value, asked)
    if any(abs(value - right) <= room + asked.tolerance for right in asked.numbers):
        return False
    known = [other.value for other in others if other.value is not None]
    return all(abs(value - other) > room + _room(other, asked) for other in known)


def _room(value: Fraction, asked: Asked) -> Fraction:
    """How far from a value its rounding may lie."""
    return asked.accuracy.unit(value) / 2


def may_be(wrong: Wrong, asked: Asked, setting: Setting) -> bool:
    """Whether the value lies in the domain of what is asked, as far as that can be seen."""
    if wrong.value is None:
        return True
    domain = asked.domain
    lower, upper = (None if end is None else number_of(end, setting) for end in (domain.lower, domain.upper))
    if lower is not None and (wrong.value < lower or (wrong.value == lower and not domain.lower_closed)):
        return False
    if upper is not None and (wrong.value > upper or (wrong.value == upper and not domain.upper_closed)):
        return False
    return not domain.integer or wrong.value.denominator == 1


def is_near(wrong: Wrong, asked: Asked) -> bool:
    """Whether the value is of the size of the right one, so that it may be believed."""
    if wrong.value is None or not asked.numbers[0]:
        return True
    right = asked.numbers[0]
    return abs(right) <= FAR * abs(wrong.value) and abs(wrong.value) <= FAR * abs(right)
