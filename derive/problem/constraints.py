"""Constraints that no values of the parameters can meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..domains import REAL, Domain
from ..expressions import Relation, rational
from ..rules.linear import Linear, gap_of, reduced
from .ranges import meet, rational_value

__all__ = ["bounds_in", "impossible"]

End = tuple[Fraction | None, bool]
"""Of the values of a form: None where there is no end, and whether the end is one of the values."""


def impossible(
    lines: Sequence[Relation], domains: Mapping[str, Domain], values: Mapping[str, Fraction]
) -> tuple[int, str] | None:
    """The number of the first line that cannot hold beside those before it, and why; None where no reason is seen."""
    forms: list[Linear] = []
    for k, line in enumerate(lines):
        form = gap_of(line, values) if line.operators == ("=",) else None
        if form is None:
            continue
        forms.append(form)
        rows = reduced(forms)
        if rows is None:
            return k, "the constraints before it contradict it"
        if not all(_can_vanish(row, domains, values) for row in (form, *rows)):
            return k, "no values in the domains of the parameters meet it"
    return None


def bounds_in(line: Relation, values: Mapping[str, Fraction]) -> tuple[str, Domain] | None:
    """The symbol and its domain where a line of inequalities bounds one symbol by numbers, `λ > 1`, `0 < 2 λ ≤ 3`;
    None for another line."""
    if not line.operators or any(operator not in _LESS for operator in line.operators):
        return None
    found: dict[str, Domain] = {}
    for left, right, operator in zip(line.operands, line.operands[1:], line.operators, strict=False):
        form = gap_of(Relation((left, right), ("=",)), values)
        if form is None or len(form.coefficients) > 1:
            return None
        if form.coefficients:
            (name, slope), = form.coefficients.items()
            bound = _bound(-form.constant / slope, _LESS[operator] == (slope > 0), operator in "≤≥")
            found[name] = meet(found.get(name, REAL), bound)
    return next(iter(found.items())) if len(found) == 1 else None


_LESS = {"<": True, "≤": True, ">": False, "≥": False}


def _bound(end: Fraction, upper: bool, closed: bool) -> Domain:
    at = rational(end)
    return Domain(upper=at, upper_closed=closed) if upper else Domain(at, lower_closed=closed)


def _can_vanish(form: Linear, domains: Mapping[str, Domain], values: Mapping[str, Fraction]) -> bool:
    """Whether zero lies in the range of the form over the box of the domains, as far as numbers tell."""
    (low, low_in), (high, high_in) = _end(form, domains, values, False), _end(form, domains, values, True)
    above = low is None or low < 0 or (low == 0 and low_in)
    below = high is None or high > 0 or (high == 0 and high_in)
    return above and below


def _end(form: Linear, domains: Mapping[str, Domain], values: Mapping[str, Fraction], upper: bool) -> End:
    total, closed = form.constant, True
    for name, coefficient in form.coefficients.items():
        domain = domains.get(name, REAL)
        at_upper = upper == (coefficient > 0)
        end = domain.upper if at_upper else domain.lower
        value = None if end is None else rational_value(end, values)
        if value is None:
            return None, False
        total += coefficient * value
        closed = closed and (domain.upper_closed if at_upper else domain.lower_closed)
    return total, closed
