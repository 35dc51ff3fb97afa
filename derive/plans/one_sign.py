"""A score without a zero at the data: between the points at which it turns it only rises or only falls."""

from __future__ import annotations

from fractions import Fraction

from ..balls import decimal
from ..claims.zeros import SignAtData, SignInRange, Unfolded
from ..domains import Domain
from ..exact import Field
from ..expressions import Add, Derivative, Expression, Negate, Relation, Symbol, number_value, observation, rational
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..records import replace
from ..rules.data import MOST_PLACES
from ..rules.gammas import unfold_digamma
from ..rules.terms import terms_of, write
from ..steps import Column, value_of
from ..words import say
from .maximum import End, compared, phase_of_end, state_end
from .polynomials import turning_points
from .roots import Function
from .worksheet import Stuck, Worksheet, equals

__all__ = ["keeps_one_sign", "sign_in_range"]

MOST_TERMS = 5
FAR = 12
"""Powers of two."""


def keeps_one_sign(sheet: Worksheet, score: Relation, unknown: str) -> End:
    """The score at the data, its sign, and the end of the domain to which the likelihood climbs.

    Raises Stuck where the sign could not be told.
    """
    domain, whole = sheet.domain(unknown), sheet.without_hats(value_of(score))
    spelled = sheet.sample.put_in(unfold_digamma(whole, sheet.setting.columns) or whole)
    field = Field(sheet.setting, at_data=True)
    turns = turning_points(field, Derivative(spelled, Symbol(unknown)), unknown, domain)
    cuts = tuple(turn.middle for turn in turns)
    sign = Function(spelled, unknown, sheet.setting).sign(cuts[0] if cuts else _inner_point(domain))
    if not sign:
        raise Stuck(say("no-zero-found", name=unknown))
    sheet.phase("numbers")
    line = equals(score.operands[0], spelled)
    if line != score:
        line = sheet.write("score-at-data", score, line, Unfolded())
    sheet.phase(phase_of_end(domain, sign > 0))
    after = compared(line, ">" if sign > 0 else "<")
    rule = ("increasing" if sign > 0 else "decreasing") + ("-between-turns" if cuts else "-at-data")
    note = ", ".join(plain(decimal(rational(cut), 4)) for cut in cuts)
    line = sheet.write(rule, line, after, SignAtData(unknown, 0, cuts), v=unknown, n=note)
    return state_end(sheet, line, unknown, sign > 0)


def sign_in_range(sheet: Worksheet, score: Relation, unknown: str) -> End | None:
    """The score in brackets that have one sign wherever the observations lie in the range of the data, and the end to
    which the likelihood climbs; None where it does not fall into such brackets."""
    columns = sheet.setting.columns
    if not columns or not all(map(_has_observations, columns.values())):
        return None
    whole = sheet.without_hats(value_of(score))
    found = _brackets(sheet, whole) if _may_keep_sign(sheet, whole, unknown) else None
    if found is None:
        return None
    value, sign = found
    sheet.phase(phase_of_end(sheet.domain(unknown), sign > 0))
    line = compared(equals(score.operands[0], value), ">" if sign > 0 else "<")
    rule = "increasing-in-range" if sign > 0 else "decreasing-in-range"
    within = ", ".join(plain(_written_range(name, column)) for name, column in columns.items())
    line = sheet.write(rule, score, line, SignInRange(unknown, 0), v=unknown, n=within)
    return state_end(sheet, line, unknown, sign > 0)


def _may_keep_sign(sheet: Worksheet, score: Expression, unknown: str) -> bool:
    """Whether it has no other sign far out than near the lower end, as far as that is seen."""
    function, domain = Function(score, unknown, sheet.setting), sheet.domain(unknown)
    lower = None if domain.lower is None else number_value(domain.lower)
    if lower is None or domain.upper is not None:
        return True
    signs = [function.sign(lower + Fraction(2) ** k) for k in (-FAR, FAR)]
    return None in signs or signs[0] == signs[1]


def _has_observations(column: Column) -> bool:
    return any(column.counts or column.values)


def _range_of(column: Column) -> tuple[Fraction, Fraction]:
    """From the least to the largest observation."""
    counts = column.counts or (1,) * len(column.values)
    seen = [x for x, n in zip(column.values, counts, strict=True) if n]
    return min(seen), max(seen)


def _written_range(name: str, column: Column) -> Relation:
    """`1.3 ≤ x_i ≤ 4.9`."""
    low, high = (in_decimals(end, MOST_PLACES) for end in _range_of(column))
    return Relation((low, observation(name), high), ("≤", "≤"))


def _brackets(sheet: Worksheet, score: Expression) -> tuple[Expression, int] | None:
    """The terms one by one or two by two, so that all have one sign; a common factor before the bracket of two."""
    terms = [write(term) for term in terms_of(score)]
    if not 1 < len(terms) <= MOST_TERMS:
        return None
    above = {x: Domain(lower=rational(_range_of(c)[0]), lower_closed=True) for x, c in sheet.setting.columns.items()}
    below = {x: Domain(upper=rational(_range_of(c)[1]), upper_closed=True) for x, c in sheet.setting.columns.items()}
    fields = [Field(replace(sheet.setting, supports={**sheet.setting.supports, **s})) for s in (above, below)]
    for sign in (1, -1):
        groups = _grouped(terms, fields, sign)
        if groups is not None:
            return Add(tuple(groups)), sign
    return None


def _grouped(terms: list[Expression], fields: list[Field], sign: int) -> list[Expression] | None:
    """Those without that sign each with one that makes up for it; some have it strictly."""

    def keeps(e: Expression) -> bool:
        return any(field.nonnegative(e if sign > 0 else Negate(e)) for field in fields)

    signed = {term for term in terms if keeps(term)}
    partners: dict[Expression, Expression] = {}
    for term in terms:
        if term not in signed and term not in partners.values():
            others = (other for other in terms if other not in {term, *partners, *partners.values()})
            partner = next((other for other in others if keeps(Add((other, term)))), None)
            if partner is None:
                return None
            partners[term] = partner
    pairs = {partner: term for term, partner in partners.items()}
    groups = [Add((term, pairs[term])) if term in pairs else term for term in terms if term not in partners]
    return groups if any(field.sign(e) == sign for e in groups for field in fields) else None


def _inner_point(domain: Domain) -> Fraction:
    """Any point of the interior."""
    ends = [None if e is None else number_value(e) for e in (domain.lower, domain.upper)]
    lower, upper = (None if e is None else Fraction(e) for e in ends)
    if lower is None:
        return Fraction(0) if upper is None else upper - 1
    return lower + 1 if upper is None else (lower + upper) / 2
