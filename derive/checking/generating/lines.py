"""Which lines of a worked solution a person would write, and where a mistake can be told from what is right."""

from __future__ import annotations

from ...expressions import Apply, Expression, Hat, Relation, Symbol, free_symbols, map_children, nodes
from ...problem.model import Problem
from ...steps import Derivation
from ..comparison import Comparison
from ..due import Due
from .planting import MULTIPLIER, at_answer, situation_of

__all__ = ["BESIDE", "defines", "holds_at_answer", "is_for_hands", "uses"]

LAGRANGIAN = "Λ"
# Names that need no declaration.
BESIDE = ("n", "c", MULTIPLIER, LAGRANGIAN)


def is_for_hands(due: Due) -> bool:
    """Whether a person would write the line: no density of one observation by its name, no second derivatives."""
    if due.kind == "second-derivative":
        return False
    functions = {node.function for node in nodes(due.whole) if isinstance(node, Apply)}
    return "f" not in functions


def defines(due: Due) -> bool:
    """Whether the line says what a new letter stands for: `Λ = …`."""
    return isinstance(due.whole, Relation) and due.whole.operands[0] == Symbol(LAGRANGIAN)


def uses(definition: Due, due: Due) -> bool:
    """Whether the line has the letter of the definition, which is another line."""
    return due is not definition and LAGRANGIAN in free_symbols(due.whole)


def holds_at_answer(due: Due, problem: Problem, derivation: Derivation) -> bool:
    """Whether the equation holds at the answer: at the edge of a domain the score does not vanish."""
    left = due.whole.operands[0] if isinstance(due.whole, Relation) else due.whole
    statement = Relation((left, due.line), ("=",)) if due.kind == "estimate" else due.line
    line = at_answer(_without_hats(statement), derivation)
    if MULTIPLIER in free_symbols(line) or not isinstance(line, Relation):
        return True
    return Comparison(situation_of(due, problem, derivation), due.line).holds(line)


def _without_hats(e: Expression) -> Expression:
    return e.of if isinstance(e, Hat) else map_children(_without_hats, e)
