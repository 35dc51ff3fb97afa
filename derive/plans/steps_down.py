"""The maximum where the slope of the log-likelihood is a sum of signs: it steps down, and through zero at a corner.

ℓ(b) = −Σ|y_i − b x_i| is a chain of straight pieces, bent downwards at each y_i/x_i: a weighted median.
"""

from __future__ import annotations

from fractions import Fraction

from ..claims.supports import StepsDown
from ..expressions import Expression, Hat, Interval, Relation, Symbol, number_value, rational
from ..rules.steps_down import common_factor, crossing
from ..rules.terms import multiply
from ..steps import value_of
from .worksheet import Worksheet, equals

__all__ = ["through_zero"]


def through_zero(
    sheet: Worksheet, score: Relation, unknown: str
) -> tuple[Expression, Relation] | Interval | None:
    """The estimate and its line, or all maximisers where the slope is zero between two corners; None where the slope
    is something else, or its steps depend on what is not known."""
    parts = common_factor(value_of(score))
    if parts is None or sheet.domain(unknown).integer or sheet.signs.of(parts[0]) != 1:
        return None
    found = crossing(parts[1], unknown, sheet.sample.columns)
    if found is None or found.before <= 0 or not all(_inside(sheet, unknown, end) for end in found[:2]):
        return None
    sheet.phase("maximum")
    hat, lower, upper = Hat(Symbol(unknown)), rational(found.lower), rational(found.upper)
    claim = StepsDown(unknown, *parts)
    sides = [multiply(parts[0], rational(slope)) for slope in (found.before, found.behind)]
    if found.lower == found.upper:
        line = sheet.write("slope-steps-down", score, equals(hat, lower), claim, n=sides[0], m=sides[1])
        return lower, line
    whole = Interval(lower, upper, True, True)
    sheet.write("slope-steps-to-zero", score, Relation((hat, whole), ("∈",)), claim, n=sides[0], m=sides[1])
    return whole


def _inside(sheet: Worksheet, unknown: str, end: Fraction) -> bool:
    domain = sheet.domain(unknown)
    ends = [None if e is None else number_value(e) for e in (domain.lower, domain.upper)]
    known = (e is None or x is not None for e, x in zip((domain.lower, domain.upper), ends, strict=True))
    return all(known) and (ends[0] is None or end > ends[0]) and (ends[1] is None or end < ends[1])
