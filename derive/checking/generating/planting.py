"""One mistake planted in a line, and how the derivation goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from ...balls import Undefined, decimal
from ...balls.points import Chance
from ...expressions import (
    ZERO,
    Add,
    Apply,
    Divide,
    Expression,
    Hat,
    Indicator,
    Negate,
    Number,
    Relation,
    Symbol,
    free_symbols,
    integer,
    kinds,
    nodes,
    number_value,
    replace,
)
from ...notation.plain import plain
from ...plans.score import NoSolution, score_name, solve_equation
from ...plans.worksheet import Degenerate, Stuck, Worksheet
from ...problem.model import Problem
from ...rules.derivatives import UnknownDerivative, derivative
from ...rules.logs import log_of_product
from ...rules.mistakes import Mistake, Situation, candidates
from ...rules.terms import add, negate
from ...steps import Derivation, value_of
from ...words import reason
from ..comparison import Comparison
from ..due import Due, tables_of

__all__ = ["Carried", "Planted", "at_answer", "carried_on", "likely", "looks_right", "planted", "situation_of"]

Planted = tuple[Mistake, Expression]


class Carried(NamedTuple):
    """A line that follows from a wrong one: what kind it is, the line, and the words beside it."""

    kind: str
    line: Expression
    reason: str


_UNFIT = frozenset((
    "whole-sign-turned", "arithmetic-slip", "log-of-one-as-one", "digits-cut-off", "rounded-wrongly",
    "root-taken-needlessly", "binary-log-for-natural",
))
"""Not planted: the sign of a whole function may stand for its negative, bits for nats; others need another line."""
# What is overlooked is at most so much larger than the right line.
LARGER = 1.6
# Digits of a number that is what four digits show of it, where they are not the four alone.
SURELY = 30
MULTIPLIER, CONSTANT = "λ", Symbol("c")


def planted(due: Due, problem: Problem, derivation: Derivation, chance: Chance) -> Planted | None:
    """A mistake made at the line, and the line with it; None where none changes what the line says."""
    situation = situation_of(due, problem, derivation)
    found = _possible(due, situation, problem)
    names = list(found)
    while names:
        mistake, lines = found[names.pop(_weighted([found[name][0] for name in names], chance))]
        for line in islice(_shuffled(lines, chance), 4):
            if _is_wrong(line, due, situation, derivation):
                return mistake, _whole(line, due)
    return None


def likely(
    due: Due, problem: Problem, derivation: Derivation, fits: Callable[[Expression], bool] = lambda wrong: True,
) -> Iterator[Planted]:
    """The mistakes of understanding that change what the line says, the common ones first, each with the line.

    fits: which wrong statements are thought of at all.
    """
    situation = situation_of(due, problem, derivation)
    possible = [row for row in _possible(due, situation, problem).values() if not row[0].is_slip]
    for mistake, lines in sorted(possible, key=lambda row: -row[0].weight):
        thought_of = [line for line in lines if fits(_whole(line, due))][:4]
        wrong = next((line for line in thought_of if _is_wrong(line, due, situation, derivation)), None)
        if wrong is not None:
            yield mistake, _whole(wrong, due)


def looks_right(wrong: Expression, due: Due, problem: Problem) -> bool:
    """Whether one may overlook it: about as long as the right line, a sum of as many terms, with an unknown in it."""
    value = value_of(wrong)
    terms = len(due.line.terms) if isinstance(due.line, Add) else 0
    is_sum = not terms or (isinstance(value, Add) and len(value.terms) == terms)
    is_answer = due.kind == "estimate" or not problem.parameters
    has_unknown = is_answer or bool(free_symbols(value) & {*problem.parameters})
    return is_sum and has_unknown and len(nodes(wrong)) <= LARGER * len(nodes(due.whole))


def _possible(due: Due, situation: Situation, problem: Problem) -> dict[str, tuple[Mistake, list[Expression]]]:
    """The mistakes that can be made at the line, by their ids, each with the lines that come out."""
    found: dict[str, tuple[Mistake, list[Expression]]] = {}
    if Indicator in kinds(due.line):  # they may be left out, and say little elsewhere
        return found
    if MULTIPLIER in free_symbols(due.line) - {*problem.parameters, *problem.known}:  # such a line may define it
        return found
    for mistake, line in candidates(situation):
        if mistake.id not in _UNFIT and (isinstance(line, Relation) == isinstance(due.line, Relation)):
            found.setdefault(mistake.id, (mistake, []))[1].append(line)
    return found


def situation_of(due: Due, problem: Problem, derivation: Derivation) -> Situation:
    """The line as the place of a mistake."""
    others = [name for name in problem.parameters if name != due.parameter]
    parameters = (due.parameter, *others) if due.parameter else tuple(others)
    is_first = due.kind == "score" or due.rule == "set-to-zero"  # further down the derivative is long done
    function = due.function if is_first else None
    return Situation(due.line, due.kind, due.before, parameters, derivation.setting, function, tables_of(problem))


def _weighted(mistakes: list[Mistake], chance: Chance) -> int:
    """The place of one of them, the common ones more often."""
    weights = [m.weight if m.is_slip else 2 * m.weight for m in mistakes]
    left = chance.below(sum(weights))
    for k, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return k
    return 0


def _shuffled(lines: list[Expression], chance: Chance) -> Iterator[Expression]:
    left = list(lines)
    while left:
        yield left.pop(chance.below(len(left)))


# ---- whether it is wrong -------------------------------------------------------------------------------------


def _is_wrong(line: Expression, due: Due, situation: Situation, derivation: Derivation) -> bool:
    """Whether the line says something else, by more than what its kind leaves free, and can be told from it."""
    if due.kind == "equation" and due.parameter not in free_symbols(line):
        return False
    if due.rule == "write-constant" and not (isinstance(line, Add) and CONSTANT in line.terms):
        return False  # a named constant says nothing but at the end of a sum
    if MULTIPLIER in free_symbols(line) - free_symbols(due.line):  # it has the value that makes the line right
        return False
    if due.kind == "score" and line == ZERO:  # that reads as the condition
        return False
    if due.kind == "estimate" and (free_symbols(line) & {*situation.parameters} or _outside(line)):
        return False
    comparison = Comparison(situation, line)
    if not comparison.is_defined or comparison.agrees(due.line):
        return False
    if due.kind == "log-likelihood":  # these may stand for it
        parts = (Negate(due.line), Divide(due.line, _size(derivation)))
        return not any(comparison.agrees(part) for part in parts)
    if due.kind == "equation":
        return not _holds_at_answer(line, comparison, derivation)
    return True


def _outside(line: Expression) -> bool:
    value = number_value(line)
    return value is not None and value.denominator > 10**6


def _size(derivation: Derivation) -> Expression:
    size = derivation.setting.size
    return Symbol("n") if size is None else integer(size)


def _holds_at_answer(line: Expression, comparison: Comparison, derivation: Derivation) -> bool:
    """Whether the equation has the solution of the right one: then it is right, too."""
    there = at_answer(line, derivation)
    return isinstance(there, Relation) and comparison.holds(there)


def at_answer(line: Expression, derivation: Derivation) -> Expression:
    """The line with the estimates in the places of the parameters."""
    for estimate in derivation.estimates:
        value = estimate.exact if estimate.exact is not None else estimate.general
        if value is not None:
            line = replace(line, estimate.parameter, value)
    return line


def _whole(line: Expression, due: Due) -> Expression:
    """The statement with the wrong value at the right."""
    if isinstance(line, Relation):
        return line
    left = due.whole.operands[0] if isinstance(due.whole, Relation) else due.whole
    return Relation((left, line), ("=",))


# ---- how it goes on ------------------------------------------------------------------------------------------


def carried_on(
    due: Due, wrong: Expression, problem: Problem, derivation: Derivation
) -> tuple[Carried, ...] | None:
    """What follows from the wrong line by right reasoning, up to an estimate; None where no rule gets there."""
    if len(problem.parameters) != 1 or due.kind not in ("likelihood", "log-likelihood", "score", "equation"):
        return None
    name = next(iter(problem.parameters))
    sheet = Worksheet(derivation.setting)
    try:
        return tuple(_from(due, wrong, name, sheet, derivation))
    except (Stuck, NoSolution, Degenerate, UnknownDerivative, Undefined, ZeroDivisionError):
        return None


def _from(
    due: Due, wrong: Expression, name: str, sheet: Worksheet, derivation: Derivation
) -> Iterator[Carried]:
    assert isinstance(wrong, Relation)
    value = wrong.operands[-1]
    if due.kind == "likelihood":
        value = log_of_product(value)
        line = Relation((Apply("ℓ", (Symbol(name),)), value), ("=",))
        yield Carried("log-likelihood", line, reason("log-of-likelihood"))
    if due.kind in ("likelihood", "log-likelihood"):
        value = derivative(value, name)
        line = Relation((score_name((name,), name), value), ("=",))
        yield Carried("score", line, reason("score", v=plain(Symbol(name))))
    if due.kind == "equation":
        value = add(wrong.operands[0], negate(wrong.operands[1]))
    solved = solve_equation(sheet, Relation((score_name((name,), name), value), ("=",)), name)
    for step in sheet.steps[1 if due.kind == "equation" else 0 :]:
        yield Carried("estimate" if _is_solution(step.after, name) else "equation", step.after, step.reason)
    yield Carried("estimate", _estimate(solved.root, name, derivation), reason("estimate"))


def _is_solution(line: Expression, name: str) -> bool:
    if not isinstance(line, Relation) or line.operands[0] != Symbol(name):
        return False
    return name not in free_symbols(line.operands[1])


def _estimate(root: Expression, name: str, derivation: Derivation) -> Expression:
    """`θ̂ = 7/4 = 1.75`, the data put in."""
    setting = derivation.setting
    operands: tuple[Expression, ...] = (Hat(Symbol(name)), root)
    if setting.columns or not free_symbols(root):
        shown = decimal(root, 4, setting)
        if shown == root or (isinstance(root, Number) and "." not in root.text):
            return Relation(operands, ("=",))
        exact = number_value(shown) == number_value(decimal(root, SURELY, setting))
        if exact and isinstance(shown, Number):
            shown = Number(shown.value, shown.text.rstrip("0").rstrip(".") if "." in shown.text else shown.text)
        return Relation((*operands, shown), ("=", "=" if exact else "≈"))
    return Relation(operands, ("=",))

