"""Several samples, as many as parameters, each with a linear form of these for its argument: the forms come apart.

`x ~ Poisson(λ)`, `z ~ Poisson(λ + μ)`: with m = λ + μ the likelihood is a product of functions of λ and of m alone;
μ = m − λ is read back, where that is not outside of its domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..claims.several import NewParameters, ReadBack, Reparametrised
from ..domains import Domain
from ..expressions import Call, Expression, Hat, Power, Relation, Several, Symbol, free_symbols, kinds
from ..families.written import domain_of
from ..notation.plain import plain
from ..problem.model import Law, Problem
from ..records import replace
from ..rules.arithmetic import approximate, fold
from ..rules.derivatives import gradient
from ..rules.linear import linear_form, reduced
from ..rules.terms import collect, expand, terms_of, write, write_sum
from ..steps import Status, value_of
from ..words import say
from .conditions import put_all
from .ends_of_several import of_names, over_one_number, straightened
from .estimation import Estimated, assume_regular, estimate, estimate_from_log
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .settings import holds_parameter
from .worksheet import Stuck, Worksheet, equals

__all__ = ["come_apart", "estimate_apart"]

LETTERS = ("m", "r", "q", "u", "v", "w")


class _Forms(NamedTuple):
    """As `_Ends` of supports: the new unknowns, the parameters that they replace, the domains of the new ones."""

    forward: Mapping[str, Expression]
    backward: Mapping[str, Expression]
    domains: Mapping[str, Domain]


def come_apart(problem: Problem) -> bool:
    """Whether each sample has one argument with parameters, linear in them, and the arguments are independent."""
    if not 1 < len(problem.laws) == len(problem.parameters) or problem.constraints or problem.partial:
        return False
    if any(law.family is None or law.cells or law.beside or holds_parameter(law, problem) for law in problem.laws):
        return False
    found = [_argument(law, problem) for law in problem.laws]
    if any(pair is None for pair in found) or any(domain.integer for domain in problem.parameters.values()):
        return False
    forms = [linear_form(pair[0]) for pair in found if pair is not None]
    if any(form is None or not form.coefficients.keys() <= problem.parameters.keys() for form in forms):
        return False
    rows = reduced([form._replace(constant=form.constant * 0) for form in forms if form is not None])
    mixed = any(len(form.coefficients) > 1 for form in forms if form is not None)
    return mixed and rows is not None and len(rows) == len(forms)


def _argument(law: Law, problem: Problem) -> tuple[Expression, Domain] | None:
    """The one argument with parameters, and what the law asks of it."""
    assert law.family is not None
    pairs = zip(law.family.parameters, law.arguments, strict=False)
    holding = [(e, domain_of(slot, law.family, law.arguments)) for slot, e in pairs
               if not problem.parameters.keys().isdisjoint(free_symbols(e))]
    return holding[0] if len(holding) == 1 else None


def estimate_apart(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """By the arguments of the samples; one parameter at a time where a parameter would leave its domain."""
    mark = sheet.mark()
    try:
        return _estimate(sheet, problem, numbers)
    except Stuck:
        sheet.back_to(mark)
        return estimate(sheet, problem, numbers)


def _estimate(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    forms, names = _forms(sheet, problem), tuple(problem.parameters)
    if not numbers:
        assume_regular(sheet, problem)
    likelihood = write_likelihood(sheet, problem, numbers)
    line = write_log_likelihood(sheet, likelihood, names)
    sheet.setting = replace(sheet.setting, domains={**sheet.setting.domains, **forms.domains})
    sheet.assume(())
    back = _write_parameters(sheet, forms)
    kept = tuple(name for name in names if name not in forms.backward)
    new = (*kept, *forms.forward)
    value = _collected(straightened(put_all(value_of(line), forms.backward)))
    apart = sheet.write("in-arguments", line, equals(function_of("ℓ", new), value), Reparametrised(back))
    whole = value_of(line)
    functions = Estimated(Status.SOLVED, likelihood=value_of(likelihood), log_likelihood=value)
    found = estimate_from_log(sheet, apart, new, functions)
    found = _read_back(sheet, problem, forms, back, found)
    return replace(found, log_likelihood=whole, scores=gradient(whole, names))


def _collected(e: Expression) -> Expression:
    """`−n λ − n (m − λ)` as −n m; terms with functions stay as they are."""
    parts = [[t] if kinds(write(t)) & {Call, Power} else expand(write(t)) for t in terms_of(e)]
    return write_sum(collect(t for part in parts for t in part))


def _forms(sheet: Worksheet, problem: Problem) -> _Forms:
    """A parameter that is an argument by itself stays."""
    taken = {*sheet.setting.domains, *sheet.setting.supports, *sheet.setting.columns, *problem.known}
    letters = iter(letter for letter in LETTERS if letter not in taken)
    pairs = [pair for law in problem.laws if (pair := _argument(law, problem)) is not None]
    alone = {e.name for e, _ in pairs if isinstance(e, Symbol)}
    forward, domains = {}, {}
    for e, domain in pairs:
        if not isinstance(e, Symbol):
            letter = next(letters, None)
            if letter is None:
                raise Stuck(say("no-letters-for-unknowns"))
            forward[letter], domains[letter] = e, domain
    left = [name for name in problem.parameters if name not in alone]
    rows = reduced([of_names(name, e, left) for name, e in forward.items()])
    solved = {n: over_one_number(row.solved_for(n)) for row in rows or () for n in row.coefficients if n in left}
    if len(left) != len(forward) or solved.keys() != {*left}:
        raise Stuck(say("no-letters-for-unknowns"))
    return _Forms(forward, {name: solved[name] for name in left}, domains)


def _write_parameters(sheet: Worksheet, forms: _Forms) -> Relation | Several:
    lines = tuple(equals(Symbol(name), e) for name, e in forms.backward.items())
    sheet.phase("groups")
    shown = ", ".join(plain(equals(Symbol(name), e)) for name, e in forms.forward.items())
    after = lines[0] if len(lines) == 1 else Several(lines, ",")
    claim = NewParameters(tuple(forms.forward.items()), wider=True)
    return sheet.write("arguments-as-unknowns", None, after, claim, n=shown)


def _read_back(
    sheet: Worksheet, problem: Problem, forms: _Forms, back: Expression, found: Estimated
) -> Estimated:
    """`μ̂ = m̂ − λ̂ = z̄ − x̄`. Raises Stuck where that lies outside of the domain."""
    if found.status is not Status.SOLVED or found.numeric or found.sets:
        raise Stuck(say("support-of-several"))
    roots, lines = dict(found.roots), dict(found.lines)
    sheet.phase("back")
    for statement in back.statements if isinstance(back, Several) else (back,):
        assert isinstance(statement, Relation)
        old, formula = statement.operands[0], value_of(statement)
        assert isinstance(old, Symbol)
        hats = {name: Hat(Symbol(name)) for name in free_symbols(formula) & roots.keys()}
        root = fold(put_all(formula, {n: found.roots[n] for n in hats}))
        _require_inside(sheet, problem.parameters[old.name], root)
        hat = equals(Hat(old), put_all(formula, hats), root)
        roots[old.name], lines[old.name] = root, sheet.write("read-back-inside", statement, hat, ReadBack(), v=old)
    kept = [name for name in problem.parameters if name in roots]
    return replace(found, roots={n: roots[n] for n in kept}, lines={n: lines[n] for n in kept})


def _require_inside(sheet: Worksheet, domain: Domain, root: Expression) -> None:
    """At the data, or under a condition on a sample of any size. Raises Stuck."""
    ends = ((domain.lower, domain.lower_closed, 1), (domain.upper, domain.upper_closed, -1))
    for end, closed, side in ends:
        if end is None:
            continue
        if not sheet.sample.known:
            bare = sheet.without_hats(root)
            order = (bare, end) if side > 0 else (end, bare)
            sheet.assume((Relation(order, ("≥" if closed else ">",)),))
            continue
        values = approximate(sheet.sample.put_in(sheet.without_hats(root))), approximate(end)
        if values[0] is None or values[1] is None or (values[0] - values[1]) * side < (0 if closed else 1e-12):
            raise Stuck(say("point-undecided", name=plain(root)))
