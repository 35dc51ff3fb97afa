"""What a derivation may lean on, from the problem: domains, data, and the condition of the regular case."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from operator import ge, gt, le, lt

from ..domains import POSITIVE, REAL, Domain
from ..expressions import (
    ONE,
    ZERO,
    Apply,
    Call,
    Expression,
    Indexed,
    Multiply,
    Relation,
    Symbol,
    free_symbols,
    map_children,
    number_value,
    observation,
    sample_sum,
)
from ..families.written import domain_of
from ..problem.model import Law, Problem
from ..records import replace
from ..rules.data import Sample
from ..rules.signs import Signs
from ..rules.terms import factor
from ..steps import Column, Setting

__all__ = [
    "density_at_observation", "holds_on_data", "holds_parameter",
    "is_count", "known_facts", "regular_facts", "sample_of",
    "sample_size", "setting_of", "times_size", "with_given",
]

N = Symbol("n")
AT_LEAST_ONE = Domain(ONE, None, True, False, True)


def setting_of(problem: Problem) -> Setting:
    """The setting of a problem; `given` is filled by the plans, line by line, from the problem alone."""
    values = {name: value for name, value in problem.known.items() if value is not None}
    sizes = {sample_size(problem, law): problem.columns.get(law.variable) for law in problem.laws}
    own = {size: column for size, column in sizes.items() if size != N}
    return Setting(
        domains={**problem.domains, **dict.fromkeys((size.name for size in own), AT_LEAST_ONE)},
        values=values,
        supports=_covariates(problem) | dict(s for law in problem.laws for s in _supports(law, problem)),
        columns=problem.columns,
        size=problem.size,
        statistics={**problem.statistics, **{s: Fraction(c.size) for s, c in own.items() if c is not None}},
    )


def _supports(law: Law, problem: Problem) -> Iterator[tuple[str, Domain]]:
    """Of each variable of an observation."""
    yield law.variable, widest_support(law, problem)
    yield from law.beside


def _positive_covariates(problem: Problem) -> dict[str, Domain]:
    """Without data, the covariates that a law needs to be positive: x for the rate `b x` with b > 0."""
    signs = Signs(problem.domains)
    found: dict[str, Domain] = {}
    for law in problem.laws:
        if law.family is None or law.cells:
            continue
        for slot, argument in zip(law.family.parameters, law.arguments, strict=True):
            domain = domain_of(slot, law.family, law.arguments)
            if domain.lower != ZERO or domain.upper is not None:
                continue
            bases = factor(argument).powers
            own = [b for b, _ in bases if isinstance(b, Symbol) and b.name not in problem.domains]
            rest = [b for b, _ in bases if b not in own]
            known = len(own) == 1 and own[0].name not in problem.columns
            if known and all(signs.of(b) == 1 for b in rest):
                found[own[0].name] = POSITIVE
    return found


def _covariates(problem: Problem) -> dict[str, Domain]:
    """What stands beside the observations in a density, a value for each of them: any real numbers, or positive ones
    where all data are."""
    densities = [law.density for law in problem.laws if law.density is not None]
    names = set().union(*map(free_symbols, densities), set())
    beside = sorted(names - problem.domains.keys() - problem.known.keys() - {"n"})
    domains = {name: POSITIVE if _is_positive(problem.columns.get(name)) else REAL for name in beside}
    return domains | _positive_covariates(problem)


def _is_positive(column: Column | None) -> bool:
    return column is not None and column.table[0][0] > 0


def holds_parameter(law: Law, problem: Problem) -> bool:
    """Whether an end of the support moves with what is to be estimated."""
    return any(_moves(end, problem) for end in (law.support.lower, law.support.upper))


def _moves(end: Expression | None, problem: Problem) -> bool:
    return end is not None and not free_symbols(end).isdisjoint(problem.parameters)


def widest_support(law: Law, problem: Problem) -> Domain:
    """What an observation may be whatever the parameters are: an end that moves with them is left out, or is zero."""
    support, signs = _fixed_parts(law.support, problem), Signs(problem.domains)
    if _moves(support.lower, problem) and support.lower is not None:
        rising = signs.of(support.lower) == 1
        lower, closed = (ZERO, _may_vanish(support.lower, problem)) if rising else (None, False)
        support = Domain(lower, support.upper, closed, support.upper_closed, support.integer)
    if _moves(support.upper, problem) and support.upper is not None:
        below_zero = signs.of(support.upper) == -1
        upper, closed = (ZERO, _may_vanish(support.upper, problem)) if below_zero else (None, False)
        support = Domain(support.lower, upper, support.lower_closed, closed, support.integer)
    return support


def _fixed_parts(support: Domain, problem: Problem) -> Domain:
    """Of a lower end max(0, m − N) the part that does not move, and of an upper end min(K, m)."""
    lower, upper = (
        _fixed_part(end, function, problem) for end, function in ((support.lower, "max"), (support.upper, "min"))
    )
    return Domain(lower, upper, support.lower_closed, support.upper_closed, support.integer)


def _fixed_part(end: Expression | None, function: str, problem: Problem) -> Expression | None:
    if not isinstance(end, Call) or end.function != function or not _moves(end, problem):
        return end
    fixed = tuple(part for part in end.arguments if not _moves(part, problem))
    if not fixed:
        return end
    return fixed[0] if len(fixed) == 1 else Call(function, fixed)


def _may_vanish(end: Expression, problem: Problem) -> bool:
    """Whether an end of one sign inside of the domains may be zero at an end that belongs to one of them."""
    domains = [problem.domains[name] for name in free_symbols(end) if name in problem.domains]
    return any(domain.lower_closed or domain.upper_closed for domain in domains)


def sample_size(problem: Problem, law: Law) -> Symbol:
    """n, or n_1, n_2, … for the sizes of several samples; of a sample that holds ranges the number of its values."""
    if len(problem.laws) > 1:
        return Symbol(f"n_{problem.laws.index(law) + 1}")
    return Symbol(next(r for r in ("n_1", "n_0", "r") if r not in problem.domains)) if problem.partial else N


def sample_of(setting: Setting) -> Sample:
    """The data of the setting, ready to be put in."""
    return Sample(setting.columns, setting.size, setting.statistics, setting.values)


def density_at_observation(law: Law, problem: Problem) -> Expression:
    """f(x_i | parameters): the variable and the covariates stand for their i-th value."""
    assert law.density is not None
    known = {*problem.parameters, *problem.known}
    observed = {law.variable} | {name for name in free_symbols(law.density) if name not in known}
    return _observe(law.density, frozenset(observed))


@lru_cache(maxsize=1024)
def _observe(e: Expression, names: frozenset[str]) -> Expression:
    if isinstance(e, Symbol) and e.name in names:
        return Indexed(e.name, Symbol("i"))
    return map_children(lambda child: _observe(child, names), e)


def regular_facts(law: Law, problem: Problem) -> tuple[Relation, ...]:
    """The sample is not all at an end that belongs to the support: `0 < Σ x_i < n` for a 0-1 variable. Nothing is
    said where the support moves with a parameter."""
    size = sample_size(problem, law)
    if law.cells or problem.partial or holds_parameter(law, problem):  # numbers of categories are not added up
        return ()
    total = sample_sum(observation(law.variable), size)
    lower = law.support.lower if law.support.lower_closed else None
    upper = law.support.upper if law.support.upper_closed else None
    if lower is None or upper is None:
        end, operator = (lower, ">") if lower is not None else (upper, "<")
        return () if end is None else (Relation((total, times_size(end, size)), (operator,)),)
    chain = Relation((times_size(lower, size), total, times_size(upper, size)), ("<", "<"))
    if not free_symbols(upper):
        return (chain,)
    return (chain, Relation((upper, lower), (">",)))  # follows, and is what a symbolic end has to satisfy


def known_facts(problem: Problem) -> tuple[Relation, ...]:
    """Known symbols of a given likelihood are not at an end of their domain: `k > 0` where `k ≥ 0` is known; and
    covariates of which there are no data have the sign that the law needs."""
    facts = [Relation((observation(name), ZERO), (">",)) for name in _positive_covariates(problem)]
    if problem.likelihood is None:
        return tuple(facts)
    for name, value in problem.known.items():
        domain = problem.domains.get(name)
        if value is None and domain is not None:
            if domain.lower is not None and domain.lower_closed and not is_count(domain):
                facts.append(Relation((Symbol(name), domain.lower), (">",)))
            if domain.upper is not None and domain.upper_closed:
                facts.append(Relation((Symbol(name), domain.upper), ("<",)))
    return tuple(facts)


def is_count(domain: Domain) -> bool:
    """Whole numbers from one on: the sign is known at the end, too."""
    lower = None if domain.lower is None else number_value(domain.lower)
    return domain.integer and lower is not None and lower > 0


def times_size(bound: Expression, size: Symbol) -> Expression:
    """So many times the sample size, as it is written."""
    if bound == ZERO:
        return ZERO
    if bound == ONE:
        return size
    return Multiply((bound, size) if number_value(bound) is not None else (size, bound))


def holds_on_data(facts: tuple[Relation, ...], sample: Sample) -> bool:
    """Whether the facts are true of the data, as far as the data decide them."""
    return all(_holds(fact, sample) for fact in facts)


def _holds(fact: Relation, sample: Sample) -> bool:
    values = [number_value(sample.put_in(e)) for e in fact.operands]
    for left, op, right in zip(values, fact.operators, values[1:], strict=False):
        if left is None or right is None:
            continue
        if not _COMPARISONS[op](left, right):
            return False
    return True


_COMPARISONS = {"<": lt, "≤": le, ">": gt, "≥": ge}


def with_given(setting: Setting, *lines: Expression) -> Setting:
    """The setting with further statements that are the author's word."""
    return replace(setting, given=setting.given + lines)


def likelihood_name(problem: Problem) -> Apply:
    """`L(θ)`, of all parameters."""
    return Apply("L", tuple(map(Symbol, problem.parameters)))
