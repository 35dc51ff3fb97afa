"""A support with an end that holds several parameters: the ends are the better unknowns.

`x ~ Uniform(μ − δ, μ + δ)`: in a = μ − δ and b = μ + δ the likelihood is that of a uniform law from a to b; the
estimates of μ = (a + b)/2 and δ = (b − a)/2 are read back from min(x) and max(x).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from ..claims.several import NewParameters, ReadBack, Reparametrised
from ..domains import POSITIVE, REAL, Domain
from ..expressions import (
    Add,
    Apply,
    Divide,
    Expression,
    Hat,
    Indexed,
    Relation,
    Several,
    Symbol,
    free_symbols,
    integer,
    map_children,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.derivatives import gradient
from ..rules.linear import Linear, linear_form, reduced
from ..rules.terms import collect, expand, write_sum
from ..steps import Status, value_of
from ..words import say
from .conditions import put_all, written_form
from .estimation import Estimated, estimate_from
from .settings import likelihood_name
from .supports import Impossible, write_admissible, write_product_on_support
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_ends", "has_ends_of_several", "of_names", "over_one_number", "straightened"]

LETTERS = ("a", "u", "r"), ("b", "v", "s")


class _Ends(NamedTuple):
    """forward: the new unknowns in the parameters; backward: the parameters that they replace in the new unknowns;
    domains: of the new unknowns."""

    forward: Mapping[str, Expression]
    backward: Mapping[str, Expression]
    domains: Mapping[str, Domain]


def has_ends_of_several(problem: Problem) -> bool:
    """Whether an end of the support is linear in two parameters or more."""
    if len(problem.laws) != 1 or problem.partial or problem.constraints or problem.laws[0].beside:
        return False
    law = problem.laws[0]
    if law.density is None or law.support.integer:
        return False
    names = problem.parameters.keys()
    ends = [end for end in (law.support.lower, law.support.upper) if end is not None]
    return len(ends) == 2 and any(len(free_symbols(end) & names) > 1 for end in ends)


def estimate_ends(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """The maximum over the ends of the support and what else there is; the parameters read back from it."""
    law = problem.laws[0]
    sheet.phase("likelihood")
    line = write_product_on_support(sheet, problem, law)
    ends = _ends_of(sheet, problem, law.support)
    sheet.setting = replace(sheet.setting, domains={**sheet.setting.domains, **ends.domains})
    sheet.assume(())
    back = _write_parameters(sheet, ends)
    kept = tuple(name for name in problem.parameters if name not in ends.backward)
    held = [name for name in kept if any(name in free_symbols(e) for e in ends.backward.values())]
    new = (*held, *ends.forward, *(name for name in kept if name not in held))
    name = likelihood_name(problem)
    assert isinstance(name, Apply)
    after = equals(replace(name, arguments=tuple(map(Symbol, new))), _in_new(value_of(line), ends))
    apart = sheet.write("in-ends", line, after, Reparametrised(back))
    support = _support_in_new(law.support, ends)
    inner = replace(problem, parameters={n: sheet.setting.domains[n] for n in new})
    try:
        collected = write_admissible(sheet, inner, law._replace(support=support), apart, numbers)
    except Impossible as why:
        return Estimated(Status.NO_MAXIMUM, why=str(why))
    found = estimate_from(sheet, collected, new, numbers)
    return _read_back(sheet, ends, back, found)


# ---- the ends as unknowns --------------------------------------------------------------------------------


def _ends_of(sheet: Worksheet, problem: Problem, support: Domain) -> _Ends:
    """An end that is a parameter by itself, or holds one that no other end holds, stays as it is."""
    setting = sheet.setting
    taken = {*setting.domains, *setting.supports, *setting.columns, *problem.known}
    letters = [next((letter for letter in few if letter not in taken), "") for few in LETTERS]
    if not all(letters) or support.lower is None or support.upper is None:
        raise Stuck(say("no-letters-for-unknowns"))
    names = tuple(problem.parameters)
    moving = [len(free_symbols(end) & set(names)) > 1 for end in (support.lower, support.upper)]
    ends = (support.lower, support.upper)
    forward = {letter: end for letter, end, moves in zip(letters, ends, moving, strict=True) if moves}
    backward = _solved(forward, ends, names)
    low, high = (Symbol(n) if n in forward else end for n, end in zip(letters, ends, strict=True))
    domains = {letters[0]: Domain(upper=high), letters[1]: Domain(lower=low)}
    if len(forward) == 1:
        (new, end), (old,) = next(iter(forward.items())), backward
        return _Ends(forward, backward, {new: _image(end, old, sheet.setting.domains.get(old, Domain()))})
    return _Ends(forward, backward, domains)


def _solved(
    forward: Mapping[str, Expression], ends: tuple[Expression, Expression], names: tuple[str, ...]
) -> dict[str, Expression]:
    """The equations `new = end` for as many parameters: those that the other end does not hold first."""
    alone = {name for end in ends if end not in forward.values() for name in free_symbols(end)}
    held = [n for n in names if n not in alone and any(n in free_symbols(end) for end in forward.values())]
    forms = []
    for name, end in forward.items():
        forms.append(of_names(name, end, held))
    rows = reduced(forms)
    if rows is None or len(rows) != len(forward) or len(held) < len(forward):
        raise Stuck(say("support-of-several"))
    found = {}
    for row in rows:
        lead = next((n for n in row.coefficients if n in held), None)
        if lead is None:
            raise Stuck(say("support-of-several"))
        found[lead] = over_one_number(row.solved_for(lead))
    return {name: found[name] for name in names if name in found}


def _image(end: Expression, name: str, domain: Domain) -> Domain:
    """Where the end lies, a linear form in the parameter, which lies in its domain."""
    form = linear_form(end)
    assert form is not None
    ends = [None if e is None else put(end, Symbol(name), e) for e in (domain.lower, domain.upper)]
    lower, upper = (None if e is None else straightened(e) for e in ends)
    if form.coefficients[name] < 0:
        return Domain(upper, lower, domain.upper_closed, domain.lower_closed)
    return Domain(lower, upper, domain.lower_closed, domain.upper_closed)


def of_names(new: str, end: Expression, order: Sequence[str]) -> Linear:
    """The equation `end − new = 0`, the names of the order first. Raises Stuck where the end is no linear form."""
    form = linear_form(end)
    if form is None:
        raise Stuck(say("support-of-several"))
    names = [*(n for n in order if n in form.coefficients), *(n for n in form.coefficients if n not in order)]
    whole = Linear({n: form.coefficients[n] for n in names}, form.constant)
    return whole.plus(Linear({new: Fraction(1)}, Fraction(0)), Fraction(-1))


def over_one_number(form: Linear) -> Expression:
    """`(b − a)/2`, what is added first."""
    number = lcm(form.constant.denominator, *(c.denominator for c in form.coefficients.values()))
    whole = form.scaled(Fraction(number))
    order = sorted(whole.coefficients, key=lambda name: (whole.coefficients[name] < 0, name))
    top = written_form(Linear({name: whole.coefficients[name] for name in order}, whole.constant))
    return top if number == 1 else Divide(top, integer(number))


def _in_new(e: Expression, ends: _Ends) -> Expression:
    """The ends by their names, the other places of the parameters in terms of these."""
    for name, end in ends.forward.items():
        e = _named(e, end, Symbol(name))
    return straightened(put_all(e, ends.backward))


def _named(e: Expression, end: Expression, name: Symbol) -> Expression:
    return name if e == end else map_children(lambda child: _named(child, end, name), e)


def straightened(e: Expression) -> Expression:
    """Each linear form multiplied out: `2 (b − a)/2` is b − a, and `x_i − (a + b)/2 + (b − a)/2` is x_i − a."""
    form = linear_form(e)
    if form is not None and form.coefficients:
        return over_one_number(form)
    if isinstance(e, Add) and any(isinstance(term, Indexed) for term in e.terms):
        terms = collect(expand(e))
        if all(sum(1 for _ in term.powers) <= 1 for term in terms):
            return write_sum(terms)
    return map_children(straightened, e)


def _support_in_new(support: Domain, ends: _Ends) -> Domain:
    lower, upper = (None if end is None else _in_new(end, ends) for end in (support.lower, support.upper))
    return replace(support, lower=lower, upper=upper)


# ---- the lines -------------------------------------------------------------------------------------------


def _write_parameters(sheet: Worksheet, ends: _Ends) -> Relation | Several:
    """`μ = (a + b)/2, δ = (b − a)/2`."""
    lines = tuple(equals(Symbol(name), e) for name, e in ends.backward.items())
    after = lines[0] if len(lines) == 1 else Several(lines, ",")
    sheet.phase("groups")
    shown = ", ".join(plain(equals(Symbol(name), e)) for name, e in ends.forward.items())
    wider = len(ends.forward) > 1 and not all(_is_reached(sheet.domain(n), e) for n, e in ends.backward.items())
    claim = NewParameters(tuple(ends.forward.items()), wider)
    return sheet.write("ends-as-unknowns", None, after, claim, n=shown)


def _is_reached(domain: Domain, formula: Expression) -> bool:
    """Whether every pair of ends leads into the domain: a multiple of b − a is positive."""
    form = linear_form(formula)
    apart = form is not None and not form.constant and not sum(form.coefficients.values())
    return domain == REAL or (apart and domain == POSITIVE)


def _read_back(sheet: Worksheet, ends: _Ends, back: Expression, found: Estimated) -> Estimated:
    """`μ̂ = (â + b̂)/2 = (min(x) + max(x))/2`, and what was estimated beside the ends."""
    if found.status is Status.NO_MAXIMUM:
        return found
    if found.status is not Status.SOLVED or found.numeric or found.sets:
        raise Stuck(say("support-of-several"))
    roots, lines = dict(found.roots), dict(found.lines)
    sheet.phase("back")
    for statement in back.statements if isinstance(back, Several) else (back,):
        assert isinstance(statement, Relation)
        assert isinstance(statement.operands[0], Symbol)
        old, formula = statement.operands[0], value_of(statement)
        hats = {name: Hat(Symbol(name)) for name in free_symbols(formula) & roots.keys()}
        root = put_all(formula, {n: found.roots[n] for n in hats})
        root = fold(root) if sheet.sample.known and not free_symbols(root) else root
        hat = equals(Hat(old), put_all(formula, hats), root)
        roots[old.name], lines[old.name] = root, sheet.write("read-back", statement, hat, ReadBack())
    kept = [name for name in roots if name not in ends.forward]
    found = replace(found, roots={n: roots[n] for n in kept}, lines={n: lines[n] for n in kept})
    return _in_parameters(found, ends)


def _in_parameters(found: Estimated, ends: _Ends) -> Estimated:
    """The functions of the problem in its own parameters."""
    assert found.likelihood is not None
    assert found.log_likelihood is not None
    likelihood, logarithm = (put_all(e, ends.forward) for e in (found.likelihood, found.log_likelihood))
    names = tuple(name for name in found.roots if name in free_symbols(logarithm))
    return replace(found, likelihood=likelihood, log_likelihood=logarithm, scores=gradient(logarithm, names))
