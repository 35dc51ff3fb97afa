"""The maximum where the score counts the observations on each side: the median, other quantiles, sets of them."""

from __future__ import annotations

from fractions import Fraction

from ..claims.supports import Quantile
from ..claims.values import Equal
from ..domains import Domain
from ..expressions import (
    Expression,
    Hat,
    Interval,
    OrderStatistic,
    Relation,
    Symbol,
    integer,
    number_value,
)
from ..notation.plain import plain
from ..rules.arithmetic import fold
from ..rules.medians import Counting, counting_score, maximisers
from ..rules.sums import split_sums
from ..rules.terms import multiply
from ..steps import value_of
from ..words import say
from .restricted import nearest_in
from .settings import holds_on_data
from .worksheet import Stuck, Worksheet, equals

__all__ = ["middle", "remarks", "set_of_data"]

N = Symbol("n")
HALF_OF_SAMPLE = Fraction(1, 2)


def middle(sheet: Worksheet, score: Relation, unknown: str) -> tuple[Expression, Relation] | None:
    """The median or the order statistic to which the likelihood climbs, and its line; None where the score is
    something else. In a domain with ends that is cut off at those that belong to it. Raises Stuck where it lies
    beyond an open one."""
    split = split_sums(value_of(score), unknown)
    counting = counting_score(split, unknown)
    if counting is None or sheet.signs.of(counting.factor) != 1:
        return None
    _assume_inside(sheet, unknown, counting.estimate)
    if split != value_of(score):
        score = sheet.write("split-sum", score, equals(score.operands[0], split), Equal())
    sheet.phase("maximum")
    root = nearest_in(sheet.domain(unknown), counting.estimate)
    rule = "quantile" if isinstance(counting.estimate, OrderStatistic) else "median"
    rule += "" if root == counting.estimate else "-in-domain"
    line = sheet.write(rule, score, equals(Hat(Symbol(unknown)), root), _claim(counting, unknown), v=Symbol(unknown),
                       n=fold(counting.level))
    return root, line


def _assume_inside(sheet: Worksheet, unknown: str, root: Expression) -> None:
    """A condition of the derivation where the domain has open ends: true of the data, where there are data."""
    condition = _opened(sheet.domain(unknown)).condition(root)
    if condition is None:
        return
    if sheet.sample.known and not holds_on_data((condition,), sheet.sample):
        raise Stuck(say("middle-outside", name=unknown))
    sheet.assume((condition,))


def _opened(domain: Domain) -> Domain:
    """Without the ends that belong to the domain."""
    lower = None if domain.lower_closed else domain.lower
    return Domain(lower, None if domain.upper_closed else domain.upper)


def _claim(counting: Counting, unknown: str, at_data: bool = False) -> Quantile:
    return Quantile(unknown, counting.sample, counting.factor, counting.level, at_data)


def set_of_data(sheet: Worksheet, unknown: str) -> Interval | None:
    """All maximisers for the data, with their line, where there is more than one."""
    steps = (step for step in sheet.steps if isinstance(step.claim, Quantile) and _states(step.after, unknown))
    score = next((step.before for step in steps), None)
    counting = counting_score(value_of(score), unknown) if score is not None else None
    sample = sheet.sample
    if score is None or counting is None or counting.sample not in sample.columns:
        return None
    level = number_value(fold(sample.put_in(counting.level)))
    if level is None:
        return None
    ranks = maximisers(sample.columns[counting.sample], Fraction(level))
    domain = sheet.domain(unknown)
    ends = [nearest_in(domain, OrderStatistic(counting.sample, integer(rank))) for rank in ranks]
    values = [fold(sample.put_in(end)) for end in ends]
    if values[0] == values[1]:
        return None
    found = Interval(values[0], values[1], True, True)
    line = Relation((Hat(Symbol(unknown)), Interval(ends[0], ends[1], True, True), found), ("∈", "="))
    sheet.phase("numbers")
    sheet.write("maximisers-of-data", score, line, _claim(counting, unknown, True), v=Symbol(unknown))
    return found


def remarks(sheet: Worksheet) -> tuple[str, ...]:
    """For a sample of any size: when the estimate is not the only one."""
    claims = {step.rule: step.claim for step in sheet.steps if isinstance(step.claim, Quantile)}
    if sheet.sample.known or not claims:
        return ()
    claim = next(iter(claims.values()))
    assert isinstance(claim, Quantile)
    domain = sheet.domain(claim.variable)
    if domain.lower is not None or domain.upper is not None:  # an end may cut the values between the two off
        return ()
    name = plain(Symbol(claim.variable))
    if number_value(claim.level) == HALF_OF_SAMPLE:
        return (say("even-number-of-observations", name=name),)
    return (say("whole-share", share=plain(multiply(N, claim.level)), name=name),)


def _states(line: Expression, unknown: str) -> bool:
    return isinstance(line, Relation) and line.operands[0] == Hat(Symbol(unknown))
