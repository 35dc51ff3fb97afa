"""Data at an end of what they can be, for a sample of any size: what the likelihood does where the regular case ends.

`Σ x_i = 0 ⇒ L(θ) = (1 − θ)^n`, which falls: `Σ x_i = 0 ⇒ θ̂ = 0 = x̄`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..claims.cases import Extreme, ExtremeAtEnd, ExtremeWithout
from ..exact import Field
from ..expressions import (
    INFINITY,
    ONE,
    ZERO,
    Call,
    Chain,
    Expression,
    Hat,
    Indexed,
    Negate,
    Power,
    Relation,
    Symbol,
    free_symbols,
    map_children,
    number_value,
    observation,
    sample_product,
    sample_sum,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Law, Problem
from ..records import replace
from ..rules.arithmetic import fold, powers_counted
from ..rules.derivatives import UnknownDerivative, derivative
from ..rules.logs import log_of_product
from ..rules.signs import signs_in
from ..rules.sums import collapse_product
from ..steps import Step
from ..words import say
from .settings import density_at_observation, holds_parameter, is_count, sample_size, times_size
from .worksheet import Worksheet, equals

__all__ = ["is_of_sample_end", "write_sample_ends"]



class _Extreme(NamedTuple):
    """A case: its condition, the likelihood there, and what the referee is told."""

    condition: Relation
    likelihood: Expression
    claim: Extreme


def write_sample_ends(sheet: Worksheet, problem: Problem, root: Expression | None) -> None:
    """For a sample of any size and one parameter: what the likelihood does where the regular case ends. `root` is
    the estimate of the regular case."""
    if len(problem.parameters) != 1 or sheet.sample.known:
        return
    (unknown,) = problem.parameters
    start = next((s.after for s in sheet.steps if s.rule in _DEFINITIONS), None)
    if start is None or sheet.domain(unknown).integer:
        return
    sheet.phase("sample-ends")
    for case in _extremes(problem):
        _write_case(sheet, start, case, unknown, root)
    sheet.phase("")


def is_of_sample_end(step: Step) -> bool:
    """Whether the line is about a case beside the regular one: the answer does not lean on it."""
    return isinstance(step.claim, (Extreme, ExtremeAtEnd, ExtremeWithout))


_DEFINITIONS = ("definition-of-likelihood", "given-likelihood")


def _extremes(problem: Problem) -> Iterator[_Extreme]:
    if problem.likelihood is not None:
        yield from _of_known(problem, problem.likelihood)
    elif len(problem.laws) == 1:
        law = problem.laws[0]
        if law.density is not None and law.discrete and not law.beside and not holds_parameter(law, problem):
            yield from _of_sample(problem, law)


def _of_sample(problem: Problem, law: Law) -> Iterator[_Extreme]:
    support, size, x = law.support, sample_size(problem, law), observation(law.variable)
    for end, closed in ((support.lower, support.lower_closed), (support.upper, support.upper_closed)):
        if end is None or not closed:
            continue
        body = _at(density_at_observation(law, problem), law.variable, end)
        likelihood = collapse_product(sample_product(_worked_out(body), size))
        condition = equals(sample_sum(x, size), times_size(end, size))
        yield _Extreme(condition, _worked_out(likelihood), Extreme(law.variable, end, True))


def _of_known(problem: Problem, likelihood: Expression) -> Iterator[_Extreme]:
    """`k = 0` and `k = n` where `0 ≤ k ≤ n` is known of an exponent."""
    for name, value in problem.known.items():
        domain = problem.domains.get(name)
        if value is not None or domain is None or is_count(domain) or name not in free_symbols(likelihood):
            continue
        for end, closed in ((domain.lower, domain.lower_closed), (domain.upper, domain.upper_closed)):
            if end is not None and closed:
                there = _worked_out(put(likelihood, Symbol(name), end))
                yield _Extreme(equals(Symbol(name), end), there, Extreme(name, end, False))


def _at(e: Expression, variable: str, end: Expression) -> Expression:
    if isinstance(e, Indexed) and e.base == variable:
        return end
    return map_children(lambda child: _at(child, variable, end), e)


def _worked_out(e: Expression) -> Expression:
    return _ones(powers_counted(fold(powers_counted(_ones(e)))))


def _ones(e: Expression) -> Expression:
    """`1^n`, `C(m, 0)` and `C(m, m)` are one."""
    if isinstance(e, Power) and number_value(e.base) == 1:
        return ONE
    if isinstance(e, Call) and e.function == "binomial" and e.arguments[1] in (ZERO, e.arguments[0]):
        return ONE
    return map_children(_ones, e)


def _write_case(sheet: Worksheet, start: Expression, case: _Extreme, unknown: str, root: Expression | None) -> None:
    likelihood = case.likelihood
    signs = signs_in(sheet.setting.domains, _facts_beside(sheet, case.claim), sheet.setting.supports)
    try:
        sign = signs.of(derivative(log_of_product(likelihood, signs), unknown))
    except UnknownDerivative:
        return
    if sign not in (1, -1):
        return
    upper = sign > 0
    assert isinstance(start, Relation)
    line = Chain((case.condition, equals(start.operands[0], likelihood)), ("⇒",))
    rule = "all-at-end" if case.claim.of_sample else "known-at-end"
    sheet.write(rule, start, line, case.claim, v=Symbol(case.claim.variable), n=case.claim.end)
    _write_end(sheet, line, case, unknown, upper, root)


def _write_end(
    sheet: Worksheet, line: Expression, case: _Extreme, unknown: str, upper: bool, root: Expression | None
) -> None:
    """Where the likelihood of the case climbs to."""
    domain, symbol = sheet.domain(unknown), Symbol(unknown)
    end, closed = (domain.upper, domain.upper_closed) if upper else (domain.lower, domain.lower_closed)
    name = plain(symbol)
    way = say("grows-with" if upper else "falls-with", name=name)
    side = say("right-end" if upper else "left-end")
    if end is None or not closed:
        limit = end if end is not None else INFINITY if upper else Negate(INFINITY)
        after = Chain((case.condition, symbol, limit), ("⇒", "→"))
        rule = "end-at-infinity" if end is None else "end-not-reached"
        sheet.write(rule, line, after, ExtremeWithout(unknown, upper), way=way, side=side)
        return
    given = root is not None and _gives(sheet, case, root, end)
    hat = equals(Hat(symbol), end, root) if given and root is not None else equals(Hat(symbol), end)
    rule = "end-by-formula" if given else "end-beside-formula"
    sheet.write(rule, line, Chain((case.condition, hat), ("⇒",)), ExtremeAtEnd(unknown, upper), way=way, side=side)


def _facts_beside(sheet: Worksheet, claim: Extreme) -> tuple[Relation, ...]:
    """The conditions that do not speak of what the case is about."""
    facts = sheet.setting.facts
    if claim.of_sample:
        return tuple(f for f in facts if not any(isinstance(node, (Indexed, Call)) for node in walk(f)))
    return tuple(f for f in facts if claim.variable not in free_symbols(f))


def _gives(sheet: Worksheet, case: _Extreme, root: Expression, end: Expression) -> bool:
    """Whether the formula of the regular case has the value of the end there."""
    if case.claim.of_sample:
        there = _statistics_at(root, case.claim.variable, case.claim.end)
    else:
        there = put(root, Symbol(case.claim.variable), case.claim.end)
    return Field(replace(sheet.setting, facts=_facts_beside(sheet, case.claim))).equal(there, end)


def _statistics_at(e: Expression, variable: str, end: Expression) -> Expression:
    if isinstance(e, Call) and e.arguments == (Symbol(variable),):
        return end
    if isinstance(e, Indexed) and e.base == variable:
        return end
    return map_children(lambda child: _statistics_at(child, variable, end), e)
