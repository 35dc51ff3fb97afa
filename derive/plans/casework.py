"""What the lines of a derivation say of single cases: read off again for the sentence at its end."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from ..claims.cases import Beyond, Clamped, ExtremeAtEnd, ExtremeWithout
from ..expressions import Chain, Expression, Relation
from ..steps import Step

__all__ = ["Decided", "cases_of", "is_covered"]


class Decided(NamedTuple):
    """A case: its condition; the estimate there, None where there is no maximum; whether the formula of the answer
    gives it, too; whether the case is the one in which that formula was derived."""

    condition: Relation
    estimate: Expression | None
    by_formula: bool = False
    is_of_formula: bool = False


def cases_of(steps: Iterable[Step]) -> tuple[Decided, ...]:
    """The cases that the lines decide, in their order."""
    return tuple(found for step in steps if (found := _case_of(step)) is not None)


def _case_of(step: Step) -> Decided | None:
    line = step.after
    if not isinstance(line, Chain) or not isinstance(line.statements[0], Relation):
        return None
    condition, rest = line.statements[:2]
    assert isinstance(condition, Relation)
    if isinstance(step.claim, (ExtremeWithout, Beyond)):
        return Decided(condition, None)
    if isinstance(step.claim, (ExtremeAtEnd, Clamped)) and isinstance(rest, Relation):
        formula = isinstance(step.claim, Clamped)
        return Decided(condition, rest.operands[1], len(rest.operands) > 2, formula)
    return None


def is_covered(fact: Relation, cases: tuple[Decided, ...]) -> bool:
    """Whether for each bound of a strict chain `0 < Σ x_i < n` there is a case in which it is met."""
    met = [{case.condition.operands[0], case.condition.operands[1]} for case in cases]
    return all({a, b} in met for a, b in pairwise(fact.operands)) and not {"=", "≠"} & set(fact.operators)
