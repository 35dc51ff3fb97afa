"""The maximum on the admissible set that a moving support leaves: at an end of it, or everywhere on it.

ℓ′(θ) = −n/θ < 0 for θ ≥ max(x): the likelihood falls, so the estimate is max(x).
"""

from __future__ import annotations

from ..claims.maxima import SignOfDerivative
from ..claims.supports import Flat
from ..domains import Domain
from ..expressions import Expression, Hat, Interval, Relation, Symbol
from ..expressions import replace as put
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.derivatives import derivative
from ..rules.terms import size_first
from ..steps import value_of
from .maximum import End, compared, state_end
from .score import score_name
from .worksheet import Worksheet, equals

__all__ = ["end_of_support", "open_ends"]


def end_of_support(
    sheet: Worksheet, line: Relation, unknown: str, parameters: tuple[str, ...]
) -> tuple[Expression, Relation] | End | Interval | None:
    """Where the likelihood is monotone or constant on the admissible set: the estimate and its line, an end that is
    not admissible, or the set of maximisers; None where it is neither."""
    value = size_first(derivative(value_of(line), unknown))
    sign = sheet.signs.of(value)
    if sign is None:
        return None
    if sign == 0:
        return _flat(sheet, line, unknown)
    sheet.phase("maximum")
    upper = sign > 0
    slope = compared(equals(score_name(parameters, unknown), value), ">" if upper else "<")
    rule = "increasing-on-support" if upper else "decreasing-on-support"
    rule += "-of-integers" if sheet.domain(unknown).integer else ""
    claim = SignOfDerivative(unknown, 1)
    slope = sheet.write(rule, line, slope, claim, conditions=sheet.conditions, v=Symbol(unknown))
    end = state_end(sheet, slope, unknown, upper, "-of-support")
    return (end.end, end.line) if end.attained else end


def _flat(sheet: Worksheet, line: Relation, unknown: str) -> Interval | tuple[Expression, Relation]:
    """Every admissible value is a maximiser."""
    sheet.phase("maximum")
    whole, hat = sheet.domain(unknown).interval(), Hat(Symbol(unknown))
    sample = sheet.sample
    lower, upper = (fold(sample.put_in(end)) for end in (whole.lower, whole.upper))
    at_data = Interval(lower, upper, whole.lower_closed, whole.upper_closed)
    if sample.known and at_data.lower == at_data.upper:
        point = equals(hat, whole.lower, at_data.lower)
        return at_data.lower, sheet.write("single-admissible", line, point, Flat(unknown, True))
    after = Relation((hat, whole), ("∈",))
    sheet.write("flat", line, after, Flat(unknown), v=Symbol(unknown))
    if sample.known and at_data != whole:
        sheet.phase("numbers")
        shown = Interval(whole.lower, whole.upper, whole.lower_closed, whole.upper_closed)
        sheet.write("numbers-in", line, Relation((hat, shown, at_data), ("∈", "=")), Flat(unknown, True))
    return at_data if sample.known else whole


def open_ends(sheet: Worksheet, unknown: str, root: Expression) -> None:
    """`b ≥ 3` without its end where `b > a` and the estimate of a is 3."""
    for name, domain in sheet.admissible.items():
        whole = sheet.setting.domains.get(name, Domain())
        ends = [None if end is None else put(end, Symbol(unknown), root) for end in (whole.lower, whole.upper)]
        lower_closed = domain.lower_closed and (whole.lower_closed or ends[0] != domain.lower)
        upper_closed = domain.upper_closed and (whole.upper_closed or ends[1] != domain.upper)
        sheet.admissible[name] = replace(domain, lower_closed=lower_closed, upper_closed=upper_closed)
