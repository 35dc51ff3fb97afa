"""A score without a zero at the data: between the points at which it turns it only rises or only falls."""

from __future__ import annotations

from fractions import Fraction

from ..balls import decimal
from ..claims.zeros import SignAtData, Unfolded
from ..domains import Domain
from ..exact import Field
from ..expressions import Derivative, Relation, Symbol, number_value, rational
from ..notation.plain import plain
from ..rules.gammas import unfold_digamma
from ..steps import value_of
from ..words import say
from .maximum import End, compared, phase_of_end, state_end
from .polynomials import turning_points
from .roots import Function
from .worksheet import Stuck, Worksheet, equals

__all__ = ["keeps_one_sign"]


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


def _inner_point(domain: Domain) -> Fraction:
    """Any point of the interior."""
    ends = [None if e is None else number_value(e) for e in (domain.lower, domain.upper)]
    lower, upper = (None if e is None else Fraction(e) for e in ends)
    if lower is None:
        return Fraction(0) if upper is None else upper - 1
    return lower + 1 if upper is None else (lower + upper) / 2
