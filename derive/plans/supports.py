"""A support that holds a parameter: the likelihood with its indicator, and the admissible parameters.

Π (1/θ) 1{0 ≤ x_i ≤ θ} = (1/θ^n) 1{θ ≥ max(x)}: zero for a smaller θ; a maximum is to be found among the larger ones.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..claims.supports import Admissible, Collected, Vanishing
from ..claims.values import Equal, Given
from ..domains import Domain
from ..expressions import (
    ZERO,
    Apply,
    Call,
    Divide,
    Expression,
    Indicator,
    Multiply,
    Relation,
    Several,
    Symbol,
    free_symbols,
    number_value,
    observation,
    rational,
    sample_product,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Law, Problem
from ..rules.arithmetic import approximate, fold
from ..rules.supports import Bound, Bounds, bounds_of, collapsed, conditions_of, indicator, split_indicators
from ..rules.terms import add, negate
from ..steps import value_of
from ..words import say
from .settings import density_at_observation, holds_on_data, likelihood_name, with_given
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = ["Impossible", "write_admissible", "write_product_on_support", "write_supported_likelihood"]


MOST_VALUES = 40


class Impossible(Exception):
    """No value of the parameters makes the data possible; the message says why."""


# ---- the likelihood ----------------------------------------------------------------------------------------


def write_supported_likelihood(sheet: Worksheet, problem: Problem, law: Law, numbers: bool) -> Relation:
    """The line `L(θ) = (1/θ^n) 1{θ ≥ max(x)}`, and what is admissible.

    Raises Stuck where an end of the support cannot be solved for one parameter, Degenerate where the data are not the
    regular case, Impossible where nothing is admissible.
    """
    return write_admissible(sheet, problem, law, None, numbers)


def _bounds(sheet: Worksheet, problem: Problem, law: Law) -> dict[str, Bounds]:
    bounds = bounds_of(law.support, law.variable, problem.parameters, sheet.signs)
    if bounds is None:
        raise Stuck(say("support-of-several"))
    return bounds


def write_admissible(
    sheet: Worksheet, problem: Problem, law: Law, line: Relation | None, numbers: bool
) -> Relation:
    """From `L(θ) = (1/θ^n) Π 1{0 ≤ x_i ≤ θ}`, which is written first where no line is given, to the conditions on the
    least and the largest observation, and what is admissible. Raises as `write_supported_likelihood` does."""
    bounds = _bounds(sheet, problem, law)
    extremes = _extremes(bounds)
    if numbers:
        bounds = _in_numbers(sheet, bounds)
    else:
        _assume_possible(sheet, bounds)
    line = line if line is not None else write_product_on_support(sheet, problem, law)
    line = _write_collected(sheet, line, bounds, numbers, extremes)
    _restrict(sheet, line, bounds, law)
    return line


def write_product_on_support(sheet: Worksheet, problem: Problem, law: Law) -> Relation:
    """The lines up to `L(θ) = (1/θ^n) Π 1{0 ≤ x_i ≤ θ}`."""
    law = _write_model(sheet, problem, law)
    name, parameters = likelihood_name(problem), tuple(map(Symbol, problem.parameters))
    start = equals(name, sample_product(Apply("f", (observation(law.variable),), parameters)))
    sheet.setting = with_given(sheet.setting, start)
    kind = "definition-of-likelihood" if law.discrete else "definition-of-density-likelihood"
    sheet.write(kind, None, start, Given())
    body = density_at_observation(law, problem)
    each = indicator(law.support, observation(law.variable))
    spelled = equals(name, sample_product(_times(body, each)))
    sheet.write("put-in-density", start, spelled, Equal())
    apart = equals(name, _times(collapsed(body, sample_product(body)), sample_product(each)))
    return spelled if apart == spelled else sheet.write("split-indicators", spelled, apart, Collected())


def _write_model(sheet: Worksheet, problem: Problem, law: Law) -> Law:
    """`f(x | θ) = 1/(2θ − θ) 1{θ ≤ x ≤ 2θ}`, and simpler where that can be; the law as it is written then."""
    assert law.density is not None
    variable = Symbol(law.variable)
    name = Apply("f", (variable,), tuple(map(Symbol, problem.parameters)))
    one = indicator(law.support, variable)
    density = equals(name, _times(law.density, one))
    sheet.setting = with_given(sheet.setting, density)
    sheet.write("model-on-support", None, density, Given())
    if law.family is None:
        from .densities import write_total  # of named families the total is no question

        write_total(sheet, problem, law, density)
    simple = fold(law.density)
    if law.family is None or len(plain(simple)) >= len(plain(law.density)):
        return law  # a density of one's own stays as it was written
    sheet.write("simplify-density", density, equals(name, _times(simple, one)), Equal())
    return law._replace(density=simple)


def _times(factor: Expression | None, *ones: Expression) -> Expression:
    """A factor with indicators behind it; a factor of one is not written."""
    factors = [] if factor is None or number_value(factor) == 1 else [factor]
    factors = [f for e in factors for f in (e.factors if isinstance(e, Multiply) else (e,))]
    product = (*factors, *ones)
    return product[0] if len(product) == 1 else Multiply(product)


def _extremes(bounds: Mapping[str, Bounds]) -> str:
    """Which observations decide, in words."""
    ends = [bound.end for pair in bounds.values() for bound in pair if bound is not None]
    found = {node.function for end in ends for node in walk(end) if isinstance(node, Call)}
    least, largest = "min" in found, "max" in found
    if "abs" in found:
        return say("farthest-decides")
    if least and largest:
        return say("both-ends-decide")
    return say("least-decides" if least else "largest-decides")


def _write_collected(
    sheet: Worksheet, line: Relation, bounds: Mapping[str, Bounds], numbers: bool, extremes: str
) -> Relation:
    """`Π 1{0 ≤ x_i ≤ θ}` as a condition on the largest observation; with the data in it where these come first."""
    rest, _ = split_indicators(value_of(line))
    conditions = [Indicator(condition) for condition in conditions_of(bounds)]
    if numbers:
        rest = sheet.sample.put_in(rest)
    value = _times(rest, *conditions) if conditions else rest
    rule = "collect-indicators-in-numbers" if numbers else "collect-indicators"
    return sheet.write(rule, line, equals(line.operands[0], value), Collected(numbers), n=extremes)


# ---- what is admissible ------------------------------------------------------------------------------------


def _restrict(sheet: Worksheet, line: Relation, bounds: Mapping[str, Bounds], law: Law) -> None:
    """State what is admissible, and go on inside."""
    conditions = conditions_of(bounds)
    if not conditions:
        return
    _refuse_contradiction(sheet, line, bounds)
    sheet.phase("admissible")
    after = conditions[0] if len(conditions) == 1 else Several(tuple(conditions), ",")
    sheet.write("admissible", line, after, Admissible(), conditions=sheet.conditions)
    whole = sheet.setting.domains
    inside = law.support.condition(observation(law.variable))
    assert inside is not None
    domains = {name: bound.domain(whole.get(name, Domain())) for name, bound in bounds.items()}
    sheet.restrict(domains, (inside, *_inside_in_numbers(sheet, law), *_beside(sheet, bounds)))


def _inside_in_numbers(sheet: Worksheet, law: Law) -> list[Relation]:
    """What the support says of each observation."""
    column = sheet.setting.columns.get(law.variable)
    objects = {} if column is None else {id(value): value for value in column.values}  # most of them are equal
    values = dict.fromkeys(objects.values())
    found = (law.support.condition(rational(value)) for value in list(values)[:MOST_VALUES])
    return [condition for condition in found if condition is not None]


def _beside(sheet: Worksheet, bounds: Mapping[str, Bounds]) -> tuple[Relation, ...]:
    """What the whole domains say beside the admissible ends: `b > a` also with the end for a."""
    found: list[Relation] = []
    for name in bounds:
        condition = sheet.setting.domains.get(name, Domain()).condition(Symbol(name))
        if condition is None:
            continue
        found.append(condition)
        if sheet.signs.of(Symbol(name)) == 1:
            found.append(Relation((Symbol(name), ZERO), (">",)))
        for other, (lower, upper) in bounds.items():
            ends = [bound.end for bound in (lower, upper) if bound is not None]
            if other != name and other in free_symbols(condition):
                found += [_put(condition, Symbol(other), end) for end in ends]
    return tuple(found)


def _put(line: Relation, symbol: Symbol, e: Expression) -> Relation:
    return Relation(tuple(put(operand, symbol, e) for operand in line.operands), line.operators)


def _refuse_contradiction(sheet: Worksheet, line: Relation, bounds: Mapping[str, Bounds]) -> None:
    """In numbers the least admissible value may lie above the largest."""
    for name, (lower, upper) in bounds.items():
        _refuse_other_domain(sheet, line, name, lower, upper)
        ends = [None if bound is None else approximate(bound.end) for bound in (lower, upper)]
        if lower is None or upper is None or ends[0] is None or ends[1] is None:
            continue
        if ends[0] > ends[1] or (ends[0] == ends[1] and not (lower.closed and upper.closed)):
            sheet.write("vanishing", line, equals(line.operands[0], ZERO), Vanishing(), v=name)
            low = say("at-least" if lower.closed else "above", end=plain(lower.end))
            high = say("at-most" if upper.closed else "below", end=plain(upper.end))
            raise Impossible(say("contradiction", name=name, low=low, high=high))


def _refuse_other_domain(
    sheet: Worksheet, line: Relation, name: str, lower: Bound | None, upper: Bound | None
) -> None:
    """The support may ask for a value outside of the domain that the problem gives."""
    whole = sheet.domain(name)
    pairs = ((lower, whole.upper, whole.upper_closed, 1), (upper, whole.lower, whole.lower_closed, -1))
    for bound, end, closed, side in pairs:
        at = None if bound is None else approximate(bound.end)
        limit = None if end is None else approximate(end)
        if bound is None or at is None or limit is None:
            continue
        gap = (at - limit) * side
        if gap > 0 or (gap == 0 and not (bound.closed and closed)):
            sheet.write("vanishing-in-domain", line, equals(line.operands[0], ZERO), Vanishing(), v=name)
            sides = ("at-least", "above") if side > 0 else ("at-most", "below")
            where = say(sides[0] if bound.closed else sides[1], end=plain(bound.end))
            raise Impossible(say("contradicts-domain", name=name, where=where))


def _assume_possible(sheet: Worksheet, bounds: Mapping[str, Bounds]) -> None:
    """For a sample of any size: something is admissible, and what is lies in the domains."""
    facts = dict.fromkeys(fact for name, bound in bounds.items() for fact in _possible(sheet, name, bound, bounds))
    sample = sheet.sample
    if sample.known and not holds_on_data(tuple(facts), sample):
        raise Degenerate
    sheet.assume(tuple(facts))


def _possible(sheet: Worksheet, name: str, bound: Bounds, bounds: Mapping[str, Bounds]) -> list[Relation]:
    lower, upper = bound
    whole = sheet.domain(name)
    facts = []
    if lower is not None and upper is not None:
        facts.append(Relation((lower.end, upper.end), ("≤" if lower.closed and upper.closed else "<",)))
    low, high = whole.lower, whole.upper
    if lower is not None and low is not None and not _is_above(sheet, lower.end, low, whole.lower_closed):
        facts.append(_compared(lower.end, low, "≥" if whole.lower_closed else ">", bounds))
    if lower is None and upper is not None and low is not None and not _is_above(sheet, upper.end, low, False):
        facts.append(_compared(upper.end, low, ">", bounds))
    if upper is None and lower is not None and high is not None and not _is_below(sheet, lower.end, high, False):
        facts.append(_compared(lower.end, high, "<", bounds))
    if upper is not None and high is not None and not _is_below(sheet, upper.end, high, whole.upper_closed):
        facts.append(_compared(upper.end, high, "≤" if whole.upper_closed else "<", bounds))
    return facts


def _is_above(sheet: Worksheet, e: Expression, end: Expression, closed: bool) -> bool:
    """Whether the supports say so: strictly, where the end does not belong to the domain."""
    supports = sheet.setting.supports.values()
    strict = closed or all(support.lower is None or not support.lower_closed for support in supports)
    statistic = e.arguments[0] if isinstance(e, Call) and len(e.arguments) == 1 else None
    if isinstance(statistic, Symbol) and statistic.name in sheet.setting.supports:
        support = sheet.setting.supports[statistic.name]
        ends = number_value(support.lower) if support.lower is not None else None, number_value(end)
        if ends[0] is not None and ends[1] is not None:
            return ends[0] > ends[1] or (ends[0] == ends[1] and (closed or not support.lower_closed))
    return strict and sheet.signs.of(add(e, negate(end))) == 1


def _is_below(sheet: Worksheet, e: Expression, end: Expression, closed: bool) -> bool:
    return _is_above(sheet, negate(e), negate(end), closed)


def _compared(e: Expression, end: Expression, operator: str, bounds: Mapping[str, Bounds]) -> Relation:
    """`max(x) > 0`; for an end that is a parameter the one that the sample sets to that: `min(x) < max(x)`."""
    for other, (lower, upper) in bounds.items():
        bound = lower or upper
        if bound is not None:
            end = put(end, Symbol(other), bound.end)
    if isinstance(e, Divide) and end == ZERO:
        e = e.denominator if number_value(e.numerator) is not None else e.numerator  # 1/max(x) > 0 is max(x) > 0
    if operator in (">", "≥") and number_value(end) is None:
        return Relation((end, e), ("<" if operator == ">" else "≤",))
    return Relation((e, end), (operator,))


def _in_numbers(sheet: Worksheet, bounds: Mapping[str, Bounds]) -> dict[str, Bounds]:
    """The ends at the data; those that the domain implies are left out."""
    sample = sheet.sample
    found = {}
    for name, (lower, upper) in bounds.items():
        whole = sheet.domain(name)
        low = None if lower is None else Bound(sample.put_in(lower.end), lower.closed)
        high = None if upper is None else Bound(sample.put_in(upper.end), upper.closed)
        if low is not None and _is_implied(low, whole.lower, whole.lower_closed, 1):
            low = None
        if high is not None and _is_implied(high, whole.upper, whole.upper_closed, -1):
            high = None
        found[name] = Bounds(low, high)
    return {name: bound for name, bound in found.items() if bound != Bounds()}


def _is_implied(bound: Bound, end: Expression | None, closed: bool, side: int) -> bool:
    """Whether an end of the domain, a number, leaves nothing to say."""
    ends = approximate(bound.end), None if end is None else approximate(end)
    if ends[0] is None or ends[1] is None:
        return False
    gap = (ends[1] - ends[0]) * side
    return gap > 0 or (gap == 0 and (bound.closed or not closed))
