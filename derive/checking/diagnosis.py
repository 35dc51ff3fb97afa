"""The name of a mistake: it is made on each line that may be due, and the result compared with the written one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..expressions import Expression, Hat, Relation, Symbol, free_symbols, nodes
from ..problem.model import Problem
from ..records import replace
from ..rules.mistakes import Late, Mistake, Rank, Situation, diagnose, explanations, likeliest, never
from ..rules.terms import negate
from ..steps import Setting
from .comparison import Comparison
from .due import Due, tables_of

__all__ = ["causes", "likeness", "named"]

ALIKE = 0.4  # from here on a due line is taken for the one that was meant
MOST_LINES = 8
_RELATED = {"equation": ("estimate",), "estimate": ("equation",), "number": ("estimate",)}


def named(situation: Situation, wrong: Expression, late: Late = never) -> tuple[Mistake, ...]:
    """The mistakes that would explain the line, at most two, the likelier first."""
    wrong = _value_of(wrong, situation)
    situation = replace(situation, due=_value_of(situation.due, situation), written=wrong)
    comparison = Comparison(situation, wrong)
    return () if comparison.same(situation.due, wrong) else diagnose(situation, wrong, comparison.same, late)


def causes(
    problem: Problem, lines: Iterable[Due], setting: Setting, kind: str, wrong: Expression,
    before: Expression | None = None, late: Late = never,
) -> tuple[Mistake, ...]:
    """What would explain a wrong line of that kind, tried on each line of the worked solutions that may be due there.

    lines: of the solution (of several: in symbols and in numbers). before: the hand derivation's own line before,
    where it is right. At most two, the likelier first; the best that is found until the time is over.
    """
    found: list[tuple[Rank, Mistake]] = []
    for due_kind in (kind, *_RELATED.get(kind, ())):
        for due in _likely(lines, due_kind, wrong, problem):
            if late():
                return likeliest(found)
            own = _explained(due, problem, setting, wrong, before, late)
            is_meant = likeness(due.line, wrong) >= ALIKE
            if own and (is_meant or any(not mistake.is_slip for _, mistake in own)):
                return likeliest(own)
            found += own
    return likeliest(found)


def _likely(lines: Iterable[Due], kind: str, wrong: Expression, problem: Problem) -> list[Due]:
    """The lines of that kind that are about the same parameter, those that look most like the written one first."""
    source = "log-likelihood" if kind == "negative-log-likelihood" else kind
    about = free_symbols(wrong) & problem.parameters.keys()
    if isinstance(wrong, Relation) and isinstance(wrong.operands[0], Hat):
        about |= free_symbols(wrong.operands[0].of)
    own = [replace(line, step=0) for line in lines if line.kind == source]
    own = [line for line in own if not about or line.parameter in about or about <= free_symbols(line.line)] or own
    if source != kind:
        own = [replace(line, kind=kind, line=negate(line.line)) for line in own]
    return sorted(dict.fromkeys(own), key=lambda due: -likeness(due.line, wrong))[:MOST_LINES]


def likeness(a: Expression, b: Expression) -> float:
    """How much of the larger of two lines stands in both, as a share."""
    left, right = Counter(nodes(a)), Counter(nodes(b))
    return (left & right).total() / max(left.total(), right.total())


def _explained(
    due: Due, problem: Problem, setting: Setting, wrong: Expression, before: Expression | None, late: Late
) -> list[tuple[Rank, Mistake]]:
    others = [name for name in problem.parameters if name != due.parameter]
    parameters = (due.parameter, *others) if due.parameter else tuple(others)
    is_function = before is not None and not isinstance(before, Relation)
    source = before if before is not None and not is_function else due.before
    situation = Situation(due.line, due.kind, source, parameters, setting, due.function, tables_of(problem))
    wrong = _value_of(wrong, situation)
    situation = replace(situation, written=wrong)
    comparison = Comparison(situation, wrong)
    if comparison.same(due.line, wrong):
        return []
    found = explanations(situation, wrong, comparison.same, late)
    if is_function and due.kind == "score":  # with terms and constants of its own
        found += explanations(replace(situation, function=before), wrong, comparison.same, late)
    return found


def _value_of(line: Expression, situation: Situation) -> Expression:
    """What stands at the right of a line that defines something or gives an estimate; an equation as it is."""
    if type(line) is not Relation or situation.kind == "equation":
        return line
    left = line.operands[0].of if isinstance(line.operands[0], Hat) else line.operands[0]
    is_named = isinstance(left, Symbol) and left.name in situation.parameters
    unknowns = {*situation.parameters}
    if situation.kind == "estimate" and not (is_named and not free_symbols(line.operands[-1]) & unknowns):
        return line
    return line.operands[-1]
