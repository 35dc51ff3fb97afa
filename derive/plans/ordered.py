"""An inequality between parameters of several samples: `μ_1 ≤ μ_2`."""

from __future__ import annotations

from collections.abc import Callable

from ..balls import Undefined, value
from ..claims.boundary import Crossed
from ..claims.equations import Substituted
from ..claims.maxima import SignChange
from ..claims.values import Given, Holds
from ..expressions import Chain, Expression, Relation, Symbol
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.linear import gap_of
from ..rules.terms import expand, write_sum
from ..steps import Status, value_of
from ..words import say
from .answers import in_means
from .conditioning import write_conditions
from .conditions import conditions_of, put_all, solved_all
from .estimation import Estimated, estimate_from_log, unfold_constant
from .inequalities import UPWARD, bounds_of, without_bounds
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .maximum import factored_score
from .reduced import restrict_domains, with_the_others
from .score import solve_equation, write_score
from .settings import with_given
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_within", "is_bounded"]

Maximise = Callable[[Worksheet, Problem, bool], Estimated]


def is_bounded(problem: Problem) -> bool:
    """Whether there are linear inequalities of two sides among the conditions."""
    bounds = bounds_of(problem)
    return bool(bounds) and all(len(line.operands) == 2 and gap_of(line) is not None for line in bounds)


def estimate_within(sheet: Worksheet, problem: Problem, numbers: bool, maximise: Maximise) -> Estimated:
    """The maximum without the inequalities if it meets them, else that with equality."""
    if not sheet.sample.known:
        raise Stuck(say("side-undecided"))
    bounds, free, mark = bounds_of(problem), without_bounds(problem), sheet.mark()
    found = maximise(sheet, free, numbers)
    if found.status is not Status.SOLVED:
        raise Stuck(say("inequality-of-no-formulas"))
    broken = [line for line in bounds if not _is_met(sheet, line, found)]
    if not broken:
        _write_met(sheet, bounds, found)
        return found
    if len(bounds) > 1 or free.constraints:
        raise Stuck(say("several-conditions-broken"))
    sheet.back_to(mark)
    return _on_boundary(sheet, free, bounds[0], numbers)


def _at_data(sheet: Worksheet, side: Expression, found: Estimated) -> Expression:
    return fold(sheet.sample.put_in(sheet.without_hats(put_all(side, found.roots))))


def _is_met(sheet: Worksheet, line: Relation, found: Estimated) -> bool:
    low, high = (_at_data(sheet, side, found) for side in line.operands)
    try:
        gap = value(low, sheet.setting) - value(high, sheet.setting)
    except Undefined as why:
        raise Stuck(say("sides-without-value")) from why
    if not gap:
        return low == high and line.operators[0] in "≤≥"
    return UPWARD[line.operators[0]] * gap < 0


def _write_met(sheet: Worksheet, bounds: tuple[Relation, ...], found: Estimated) -> None:
    sheet.setting = with_given(sheet.setting, *bounds)
    for line in bounds:
        sheet.write("inequality", None, line, Given())
        after = Relation(tuple(_at_data(sheet, side, found) for side in line.operands), line.operators)
        sheet.write("condition-met", None, after, Holds(at_data=True), n=line)


# ---- the boundary ----------------------------------------------------------------------------------------


def _on_boundary(sheet: Worksheet, problem: Problem, bound: Relation, numbers: bool) -> Estimated:
    names = tuple(problem.parameters)
    if not all(isinstance(side, Symbol) for side in bound.operands):
        raise Stuck(say("bound-broken", bound=plain(bound)))
    likelihood = write_likelihood(sheet, problem, numbers)
    sheet.setting = with_given(sheet.setting, bound)
    log_line = write_log_likelihood(sheet, likelihood, names)
    whole = unfold_constant(sheet, value_of(log_line))
    functions = Estimated(Status.SOLVED, likelihood=value_of(likelihood), log_likelihood=whole)
    for side in bound.operands:
        assert isinstance(side, Symbol)
        _write_climb(sheet, log_line, side.name, names)
    sheet.phase("condition")
    sheet.write("inequality", None, bound, Given())
    closed = bound.operators[0] in "≤≥"
    after = Relation(bound.operands, ("=",)) if closed else Chain(bound.operands, ("→",))
    rule = "crossed-condition" if closed else "crossed-open-condition"
    line = sheet.write(rule, log_line, after, Crossed(bound), n=bound)
    if not isinstance(line, Relation):
        return replace(functions, status=Status.NO_MAXIMUM, why=say("climbs-as-gap-closes", bound=plain(bound)))
    return _with_equality(sheet, replace(problem, constraints=(line,)), log_line, functions)


def _write_climb(sheet: Worksheet, log_line: Relation, name: str, names: tuple[str, ...]) -> None:
    """ℓ climbs in the parameter up to the root of its score and falls beyond."""
    score = write_score(sheet, log_line, name, names)
    solved = solve_equation(sheet, score, name)
    root = in_means(fold(solved.root))
    sheet.phase("maximum")
    line = equals(score.operands[0], factored_score(sheet.signs, solved))
    sheet.write("towards-root", score, line, SignChange(name, root), conditions=sheet.conditions, n=plain(root))


def _with_equality(sheet: Worksheet, problem: Problem, log_line: Relation, functions: Estimated) -> Estimated:
    conditions = conditions_of(problem)
    assert conditions is not None
    conditions = solved_all(conditions, list(problem.parameters))
    free = tuple(name for name in problem.parameters if name not in conditions.solved)
    write_conditions(sheet, conditions, ())
    restrict_domains(sheet, problem, conditions, free)
    pairs = tuple(conditions.values.items())
    value = write_sum(expand(put_all(value_of(log_line), conditions.values)))
    said = ", ".join(plain(equals(Symbol(name), e)) for name, e in pairs)
    line = sheet.write("condition-in", log_line, equals(function_of("ℓ", free), value), Substituted(pairs), n=said)
    assert functions.log_likelihood is not None
    whole = put_all(functions.log_likelihood, conditions.values)
    return with_the_others(sheet, conditions, estimate_from_log(
        sheet, line, free, replace(functions, log_likelihood=whole)
    ))
