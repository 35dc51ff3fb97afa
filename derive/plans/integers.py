"""A single parameter that is a whole number: no derivative, but the ratio of the likelihood to its value one before.

L(N)/L(N − 1) ≥ 1 just where N ≤ 24.5, so L grows up to N = 24 and falls from there on.
"""

from __future__ import annotations

from math import ceil, floor

from ..claims.integers import NeighbourRatio, OnlyWhereChosen
from ..claims.values import Equal
from ..domains import Domain
from ..exact import Field
from ..expressions import (
    ONE,
    ZERO,
    Apply,
    Call,
    Divide,
    Expression,
    Multiply,
    Relation,
    Symbol,
    free_symbols,
    integer,
    nodes,
    number_value,
    observation,
    rational,
    sample_sum,
)
from ..expressions import replace as put
from ..problem.model import Law, Problem
from ..records import replace
from ..records import replace as with_fields
from ..rules.arithmetic import fold
from ..rules.choices import ends_of_choices, fixed_gaps, symbolic_ends
from ..rules.logs import log_of_product
from ..rules.neighbours import Ratio, previous, ratio_of_neighbours
from ..rules.supports import split_indicators, without_indicators
from ..rules.terms import add, factor, multiply, negate, terms_of, write_sum
from ..steps import Column, Status, value_of
from ..words import say
from .estimation import Estimated
from .likelihood import write_likelihood, write_log_likelihood
from .neighbours import Ended, Steps, climb
from .reals import over_reals
from .settings import holds_parameter, sample_of
from .supports import Impossible
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = ["estimate_integer", "is_integer_problem"]

_COUNTING = frozenset(("binomial", "factorial", "Γ", "B"))


def is_integer_problem(problem: Problem) -> bool:
    """Whether a single whole number is to be found, where no end of the support alone decides it."""
    if len(problem.parameters) != 1:
        return False
    (domain,) = problem.parameters.values()
    return domain.integer and not any(_is_flat(law, problem) for law in problem.laws)


def _is_flat(law: Law, problem: Problem) -> bool:
    """The mass of whole numbers on a support that moves, without anything that counts: monotone there."""
    if law.density is None or not law.support.integer:
        return False
    counts = any(isinstance(node, Call) and node.function in _COUNTING for node in nodes(law.density))
    return holds_parameter(law, problem) and not counts


def estimate_integer(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """The maximum over the integers of the domain. The data go in first. Raises Stuck where no rule goes on."""
    if sheet.sample.known and not numbers:
        raise Degenerate
    (unknown,) = problem.parameters
    _name_only_observation(sheet, problem)
    _assume_inner(sheet, problem)
    try:
        line = write_likelihood(sheet, problem, numbers)
    except Impossible as why:
        return Estimated(Status.NO_MAXIMUM, why=str(why))
    line = _known_values_in(sheet, line)
    _leave_out_zeros(sheet, line, unknown)
    value = without_indicators(value_of(line))
    functions = Estimated(Status.SOLVED, likelihood=value_of(line), log_likelihood=log_of_product(value, sheet.signs))
    if _bends_in_exponent(value, unknown):
        return over_reals(sheet, functions, write_log_likelihood(sheet, line, (unknown,)), unknown)
    found = climb(sheet, _write_ratio(sheet, line, value, unknown), unknown)
    return _as_estimated(functions, unknown, found)


def _bends_in_exponent(value: Expression, unknown: str) -> bool:
    """Whether the whole number stands below a line in an exponent: its ratio of neighbours is no simpler."""
    return any(
        isinstance(node, Divide) and unknown in free_symbols(node.denominator)
        for base, exponent in factor(value).powers if isinstance(exponent, Expression)
        for node in nodes(exponent)
    )


def _name_only_observation(sheet: Worksheet, problem: Problem) -> None:
    """The sum over a sample of one is its observation."""
    for law in problem.laws:
        total = sheet.setting.statistics.get(sample_sum(observation(law.variable)))
        if sheet.setting.size == 1 and total is not None:
            columns = {law.variable: Column((total,))}
            sheet.setting = with_fields(sheet.setting, columns=columns, statistics={})
            sheet.sample = sample_of(sheet.setting)


def _assume_inner(sheet: Worksheet, problem: Problem) -> None:
    """Known symbols are not at the ends of their domains, and what stands in a coefficient is a whole number."""
    symbols = [name for name, known in problem.known.items() if known is None]
    formulas = [e for e in (problem.likelihood, *(law.density for law in problem.laws)) if e is not None]
    counted = frozenset().union(*(_counted(e) for e in formulas))
    (unknown,) = problem.parameters
    domains = {name: _as_count(sheet.domain(name), unknown) for name in symbols if name in counted}
    undeclared = [name for name in domains if not sheet.domain(name).integer]
    if domains:
        sheet.setting = with_fields(sheet.setting, domains={**sheet.setting.domains, **domains})
    facts = [fact for name in symbols for fact in _inside(name, sheet.domain(name))]
    facts += _observed_facts(sheet, problem)
    if problem.likelihood is not None:
        facts += [_not_negative(gap) for gap in fixed_gaps(problem.likelihood, unknown)]
    _assume(sheet, facts)
    _assume(sheet, [Relation((Symbol(name), ONE), ("≥",)) for name in undeclared if sheet.domain(name).lower == ZERO])


def _assume(sheet: Worksheet, facts: list[Relation]) -> None:
    """Conditions that the domains do not imply; that one known number is not below another narrows its domain."""
    for fact in facts:
        low, high = fact.operands if fact.operators[0] in "<≤" else fact.operands[::-1]
        gap, field = add(high, negate(low)), Field(sheet.setting)
        implied = fact.operators[0] in "≤≥" and field.nonnegative(gap)
        pair = _larger_and_smaller(gap)
        if not implied and pair is not None and fact.operators[0] in "≤≥":
            domain = sheet.domain(pair[0].name)
            narrowed = Domain(pair[1], domain.upper, True, domain.upper_closed, domain.integer)
            sheet.setting = with_fields(sheet.setting, domains={**sheet.setting.domains, pair[0].name: narrowed})
            sheet.assume(())
        elif not implied:
            sheet.assume((fact,))


def _larger_and_smaller(gap: Expression) -> tuple[Symbol, Symbol] | None:
    """K and k of `K − k`."""
    found = {t.coefficient: t.powers[0][0] for t in terms_of(gap) if len(t.powers) == 1 and t.powers[0][1] == 1}
    larger, smaller = found.get(1), found.get(-1)
    if len(terms_of(gap)) != 2 or not isinstance(larger, Symbol) or not isinstance(smaller, Symbol):
        return None
    return larger, smaller


def _inside(name: str, domain: Domain) -> list[Relation]:
    """`p > 0`, `p < 1` for a known probability."""
    if domain.integer:
        return []
    ends = ((domain.lower, domain.lower_closed, ">"), (domain.upper, domain.upper_closed, "<"))
    closed_ends = [(end, operator) for end, closed, operator in ends if end is not None and closed]
    return [Relation((Symbol(name), end), (operator,)) for end, operator in closed_ends]


def _counted(e: Expression) -> frozenset[str]:
    """The symbols in binomial coefficients and factorials."""
    calls = (node for node in nodes(e) if isinstance(node, Call) and node.function in _COUNTING)
    return frozenset().union(*map(free_symbols, calls))


def _as_count(domain: Domain, unknown: str) -> Domain:
    """The whole numbers of a domain, from zero on where it says nothing; an end at the unknown says nothing new."""
    lower, upper = (
        None if end is not None and unknown in free_symbols(end) else end for end in (domain.lower, domain.upper)
    )
    closed = lower is None or domain.lower_closed
    return Domain(ZERO if lower is None else lower, upper, closed, domain.upper_closed and upper is not None, True)


def _not_negative(gap: Expression) -> Relation:
    """`k ≤ K` for K − k, `k ≥ 0` for k."""
    above = [t for t in terms_of(gap) if t.coefficient > 0]
    below = [t._replace(coefficient=-t.coefficient) for t in terms_of(gap) if t.coefficient < 0]
    return Relation((write_sum(below), write_sum(above)), ("≤",)) if below else Relation((gap, ZERO), ("≥",))


def _observed_facts(sheet: Worksheet, problem: Problem) -> list[Relation]:
    """`K ≥ 5` where observations up to 5 have to lie below an end of the support that is a known symbol."""
    known = frozenset(name for name, value in problem.known.items() if value is None)
    facts = []
    for law in problem.laws:
        column, end = sheet.setting.columns.get(law.variable), law.support.upper
        if column is not None and end is not None:
            parts = end.arguments if isinstance(end, Call) and end.function == "min" else (end,)
            fixed = [part for part in parts if free_symbols(part) and free_symbols(part) <= known]
            facts += [Relation((part, rational(max(column.values))), ("≥",)) for part in fixed]
    return facts


def _as_estimated(functions: Estimated, unknown: str, found: Ended) -> Estimated:
    if found.line is None:
        return with_fields(functions, status=Status.NO_MAXIMUM, why=found.why)
    if found.maximisers is not None:
        return with_fields(functions, status=Status.NOT_UNIQUE, sets={unknown: found.maximisers})
    assert found.root is not None
    return with_fields(functions, roots={unknown: found.root}, lines={unknown: found.line})


def _known_values_in(sheet: Worksheet, line: Relation) -> Relation:
    """Known symbols as their numbers."""
    value, ones = split_indicators(value_of(line))
    if free_symbols(value).isdisjoint(sheet.setting.values):
        return line
    after = equals(line.operands[0], _times(sheet.sample.put_in(value), *ones))
    return sheet.write("values-in", line, after, Equal(at_data=True))


def _times(factor: Expression, *ones: Expression) -> Expression:
    return Multiply((factor, *ones)) if ones else factor


# ---- where the likelihood is not zero ------------------------------------------------------------------------


def _leave_out_zeros(sheet: Worksheet, line: Relation, unknown: str) -> None:
    """`N ≥ 17`: the integers for which the likelihood is not zero, where the domain has others."""
    value = without_indicators(value_of(line))
    if unknown not in sheet.admissible and _leave_out_in_symbols(sheet, line, unknown):
        return
    old = _in_whole_numbers(sheet, unknown)
    first, last = ends_of_choices(value, unknown)
    low, high = _number(old.lower), _number(old.upper)
    first = low if first is None or (low is not None and low >= first) else first
    last = high if last is None or (high is not None and high <= last) else last
    rule = "only-where-chosen"
    if first is not None and first == low and _vanishes(value, unknown, first):
        first, rule = first + 1, "zero-at-first"
    if first is not None and last is not None and first > last:
        raise Stuck(say("likelihood-zero"))
    new = Domain(
        None if first is None or first == low else integer(first),
        None if last is None or last == high else integer(last),
        True, True, True,
    )
    condition = new.condition(Symbol(unknown))
    if condition is not None:
        sheet.phase("admissible")
        sheet.write(rule, line, condition, OnlyWhereChosen(unknown), v=Symbol(unknown), n=integer((first or 0) - 1))
    whole = replace(old, lower=new.lower or old.lower, upper=new.upper or old.upper)
    sheet.restrict({unknown: whole}, ())


def _leave_out_in_symbols(sheet: Worksheet, line: Relation, unknown: str) -> bool:
    """`N ≥ K + m − k`; False where all ends are numbers."""
    lower, upper = symbolic_ends(without_indicators(value_of(line)), unknown)
    if not any(free_symbols(end) for end in (*lower, *upper)):
        return False
    old = _in_whole_numbers(sheet, unknown)
    low, high = _tightest(sheet, lower, 1), _tightest(sheet, upper, -1)
    if low is not None and high is not None:
        _assume(sheet, [Relation((low, high), ("≤",))])
    condition = Domain(low, high, True, True, True).condition(Symbol(unknown))
    assert condition is not None
    sheet.phase("admissible")
    sheet.write("only-where-chosen", line, condition, OnlyWhereChosen(unknown), v=Symbol(unknown))
    lower_end, upper_end = low or old.lower, high or old.upper
    sheet.restrict({unknown: Domain(lower_end, upper_end, lower_end is not None, upper_end is not None, True)}, ())
    return True


def _tightest(sheet: Worksheet, ends: list[Expression], side: int) -> Expression | None:
    """The largest of lower ends (side 1), the least of upper ends. Raises Stuck where that cannot be told."""
    best: Expression | None = None
    field = Field(sheet.setting)
    for end in ends:
        further = ZERO if best is None else multiply(integer(side), add(end, negate(best)))
        if best is None or field.nonnegative(further):
            best = end
        elif not field.nonnegative(negate(further)):
            raise Stuck(say("ends-undecided"))
    return best


def _in_whole_numbers(sheet: Worksheet, unknown: str) -> Domain:
    """The domain with its known values put in and closed ends."""
    domain = sheet.domain(unknown)
    lower, upper = (None if end is None else sheet.sample.put_in(end) for end in (domain.lower, domain.upper))
    low, high = (None if end is None else number_value(end) for end in (lower, upper))
    if low is not None:
        lower = integer(ceil(low) + (not domain.lower_closed and ceil(low) == low))
    if high is not None:
        upper = integer(floor(high) - (not domain.upper_closed and floor(high) == high))
    return Domain(lower, upper, lower is not None, upper is not None, True)


def _number(end: Expression | None) -> int | None:
    value = None if end is None else number_value(end)
    return value if isinstance(value, int) else None


def _vanishes(value: Expression, unknown: str, at: int) -> bool:
    """Whether the likelihood is seen to be zero at an integer."""
    try:
        return number_value(fold(put(value, Symbol(unknown), integer(at)))) == 0
    except ZeroDivisionError:
        return False


# ---- the ratio -----------------------------------------------------------------------------------------------


def _write_ratio(sheet: Worksheet, line: Relation, value: Expression, unknown: str) -> Steps:
    ratio = ratio_of_neighbours(value, unknown)
    if ratio is None:
        raise Stuck(say("nothing-cancels", name=unknown))
    sheet.phase("neighbours")
    own = line.operands[0]
    assert isinstance(own, Apply)
    name = Divide(own, put(own, Symbol(unknown), previous(unknown)))
    worked_out = ratio.factors[0] if len(ratio.factors) == 1 else Multiply(ratio.factors)
    claim = NeighbourRatio(unknown)
    if ratio.spelled != worked_out:
        sheet.write("neighbours", line, equals(name, ratio.spelled), claim, v=Symbol(unknown))
    rule = _rule_of(ratio, worked_out)
    after = sheet.write(rule, line, equals(name, worked_out), claim, v=Symbol(unknown))
    return Steps(after, line, worked_out)


def _rule_of(ratio: Ratio, worked_out: Expression) -> str:
    """What cancels: factorials, powers, or nothing that needs a line of its own."""
    if ratio.spelled == worked_out:
        return "neighbours"
    functions = {node.function for node in nodes(ratio.spelled) if isinstance(node, Call)}
    return "factorials-cancel" if functions & _COUNTING else "powers-cancel"
