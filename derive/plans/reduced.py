"""Conditions that give some parameters in terms of the others: put in, fewer parameters are left."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.conditions import Restricted
from ..domains import Domain
from ..expressions import Expression, Symbol, free_symbols, number_value, rational
from ..problem.model import Problem
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.linear import Linear
from ..rules.terms import factor, write
from ..steps import Status, value_of
from ..words import say
from .conditioning import put_back, put_in_likelihood, write_conditions
from .conditions import Conditions, as_solution, conditions_of, put_all, solved_all, written_form
from .estimation import Estimated, estimate_from
from .likelihood import function_of, write_likelihood
from .numeric_answers import settle
from .settings import known_facts, regular_facts
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_reduced", "is_reducible", "restrict_domains", "with_the_others"]


def is_reducible(problem: Problem) -> bool:
    """Whether the conditions are linear equations that leave some parameters free, in densities or a likelihood."""
    if not problem.constraints or any(law.cells for law in problem.laws) or problem.partial:
        return False
    conditions = conditions_of(problem)
    return conditions is not None and bool(conditions.solved or conditions.left)


def estimate_reduced(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """The conditions put into the likelihood, the maximum over what is left, and the other parameters from that."""
    found = conditions_of(problem)
    assert found is not None
    conditions = solved_all(found, list(problem.parameters))
    free = tuple(name for name in problem.parameters if name not in conditions.solved)
    if not numbers:
        facts = tuple(fact for law in problem.laws for fact in regular_facts(law, problem))
        sheet.assume(facts + known_facts(problem))
    original = write_likelihood(sheet, problem, numbers)
    sheet.phase("condition")
    write_conditions(sheet, conditions, ())
    restrict_domains(sheet, problem, conditions, free)
    value = write(factor(put_all(value_of(original), conditions.values)))
    likelihood = put_in_likelihood(sheet, original, equals(function_of("L", free), value), conditions)
    estimated = estimate_from(sheet, likelihood, free, numbers)
    return with_the_others(sheet, conditions, estimated)


def with_the_others(sheet: Worksheet, conditions: Conditions, found: Estimated) -> Estimated:
    """The estimates of the parameters that the conditions give."""
    if found.status is Status.NO_MAXIMUM:
        return found
    if found.sets or any(numeric.members is not None for numeric in found.numeric.values()):
        raise Stuck(say("conditions-on-sets"))
    numeric = dict(found.numeric)
    formulas = {name: written_form(form.solved_for(name)) for name, form in conditions.solved.items()}
    roots: dict[str, Expression] = {}
    exact: dict[str, Linear] = {}
    for name, formula in formulas.items():
        held = free_symbols(formula) & found.numeric.keys()
        if not held:
            exact[name] = conditions.solved[name]
        elif len(free_symbols(formula)) > 1:
            raise Stuck(say("follows-from-numbers", name=name))
        else:
            unknown = next(iter(held))
            numeric |= settle(sheet, {name: formula}, unknown, found.numeric[unknown])
    back = put_back(sheet, conditions._replace(solved=exact), found.roots)
    roots = {name: fold(line.operands[1]) for name, line in back.items()}
    return replace(found, roots={**found.roots, **roots}, lines={**found.lines, **back}, numeric=numeric)


# ---- domains ---------------------------------------------------------------------------------------------


def restrict_domains(sheet: Worksheet, problem: Problem, conditions: Conditions, free: tuple[str, ...]) -> None:
    """What the domains of the parameters that are put in leave of the others'."""
    domains: dict[str, Domain] = {}
    for name, form in conditions.solved.items():
        own, rest = problem.domains[name], form.solved_for(name)
        if own.integer:
            raise Stuck(say("condition-on-integer"))
        if len(rest.coefficients) == 1:
            (other, slope), = rest.coefficients.items()
            known = domains.get(other, problem.domains[other])
            domains[other] = _meet(known, _preimage(own, slope, rest.constant))
        elif rest.coefficients and not _holds_anyway(own, rest, problem.domains):
            raise Stuck(say("domain-ties-others", name=name))
    narrowed = {name: domain for name, domain in domains.items() if domain != problem.domains[name]}
    for name in narrowed:
        condition = narrowed[name].condition(Symbol(name))
        assert condition is not None
        lines = tuple(
            as_solution(other, form) for other, form in conditions.solved.items()
            if form.coefficients.keys() == {other, name}
        )
        sheet.write("condition-on-domain", None, condition, Restricted(name, lines), v=Symbol(name))
    if narrowed:
        sheet.restrict(narrowed, ())


def _preimage(domain: Domain, slope: Fraction, constant: Fraction) -> Domain:
    """Where slope · v + constant lies in the domain."""
    ends = []
    for end in (domain.lower, domain.upper):
        value = None if end is None else number_value(end)
        if end is not None and value is None:
            raise Stuck(say("end-no-number"))
        ends.append(None if value is None else rational((Fraction(value) - constant) / slope))
    if slope > 0:
        return Domain(ends[0], ends[1], domain.lower_closed, domain.upper_closed)
    return Domain(ends[1], ends[0], domain.upper_closed, domain.lower_closed)


def _meet(one: Domain, other: Domain) -> Domain:
    """The numbers in both; ends are numbers."""
    lower, lower_closed = one.lower, one.lower_closed
    upper, upper_closed = one.upper, one.upper_closed
    a, b = _number(lower), _number(other.lower)
    if b is not None and (a is None or b > a or (b == a and not other.lower_closed)):
        lower, lower_closed = other.lower, other.lower_closed
    a, b = _number(upper), _number(other.upper)
    if b is not None and (a is None or b < a or (b == a and not other.upper_closed)):
        upper, upper_closed = other.upper, other.upper_closed
    return Domain(lower, upper, lower_closed, upper_closed, one.integer)


def _number(end: Expression | None) -> Fraction | None:
    value = None if end is None else number_value(end)
    if end is not None and value is None:
        raise Stuck(say("end-no-number"))
    return None if value is None else Fraction(value)


def _holds_anyway(own: Domain, rest: Linear, domains: Mapping[str, Domain]) -> bool:
    """Whether the form lies in the domain wherever the others lie in theirs: a sum of positive ones is positive."""
    if own.lower is None and own.upper is None:
        return True
    positive = all(
        value > 0 and domains[n].lower is not None and (_number(domains[n].lower) or 0) >= 0
        for n, value in rest.coefficients.items()
    )
    open_or_not = own.lower_closed or rest.constant > 0 or any(not domains[n].lower_closed for n in rest.coefficients)
    return own.upper is None and (_number(own.lower) or 0) <= 0 and positive and rest.constant >= 0 and open_or_not
