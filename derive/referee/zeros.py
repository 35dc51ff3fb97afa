"""The claim that an equation has these solutions and no other.

A zero is enclosed by two rational numbers at which the function has opposite signs and between which it is strictly
monotone; that there is no other, by its sign on the intervals between. Nothing that a plan found is taken on trust:
the brackets of a claim are where to look, no more.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from ..claims.maxima import SignOfDerivative
from ..claims.zeros import SignAtData, SignInRange, Zeros
from ..domains import Domain
from ..exact import Field
from ..expressions import (
    ZERO,
    Add,
    Derivative,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Relation,
    Several,
    Symbol,
    free_symbols,
    number_value,
    rational,
    replace,
)
from ..records import replace as with_fields
from ..steps import Setting, Verified
from .case import Case, Checks
from .curve import Curve, End
from .equations import equation, gap_of
from .function_values import both_round
from .meaning import difference
from .radicals import solves_cubic
from .record import Established
from .refusal import Refused
from .search import has_kind
from .smoothness import require_smooth
from .values import established

__all__ = ["CHECKS", "ends_of", "gaps", "inside", "statements"]

def zeros(case: Case) -> Established:
    """One zero in each bracket, none elsewhere in the interior of the domain."""
    claim = case.claim
    assert isinstance(claim, Zeros)
    gap = gap_of(case.start().line)
    require_smooth(case.meaning, gap, claim.variable, claim.at_data)
    domain = case.domain(claim.variable)

    def stated() -> int | None:
        return _stated_slope(case, gap, claim.variable, claim.at_data)

    curve = Curve(case.meaning, gap, claim.variable, domain, claim.at_data, stated)
    _check_order(curve.domain, claim)
    for lower, upper in claim.brackets:
        _one_zero(curve, lower, upper)
    for below, above in gaps(claim):
        points = (below, *(c for c in claim.cuts if _between(below, c, above)), above)
        for a, b in pairwise(points):
            curve.sign_between(a, b)
        if any(not curve.sign_at(c) for c in points[1:-1] if c is not None):
            raise Refused("a zero outside of the brackets")
    _check_statements(case, claim)
    case.note(Verified.ENCLOSED)
    return equation(case)


def _stated_slope(case: Case, gap: Expression, variable: str, at_data: bool) -> int | None:
    """The sign of the derivative where an established line states it of the same function or of its negative, or of
    one to which it is as n to one."""
    slope = Derivative(case.meaning.unfold(gap), Symbol(variable))
    for known in case.record.lines:
        stated, line = known.claim, known.line
        if not isinstance(stated, SignOfDerivative) or (stated.variable, stated.order) != (variable, 1):
            continue
        if not isinstance(line, Relation) or line.operands[-1] != ZERO or line.operators[-1] not in "<>":
            continue
        sign, value = 1 if line.operators[-1] == ">" else -1, case.meaning.unfold(line.operands[-2])
        multiple = Multiply((Symbol("n"), value))
        for side, e in ((sign, value), (-sign, Negate(value)), (sign, multiple)):
            if case.meaning.agree(slope, e, at_data):
                return side
    return None


def sign_at_data(case: Case) -> Established:
    """The function keeps one sign throughout the interior, at the data."""
    claim = case.claim
    assert isinstance(claim, SignAtData)
    wanted, value = _stated_sign(case, claim, True)
    require_smooth(case.meaning, value, claim.variable, True)
    key = "sign throughout", value, claim.variable, claim.cuts, case.domain(claim.variable)
    if free_symbols(value) == {claim.variable} and not has_kind(value, Indexed):
        sign = case.meaning.recall(key, lambda: _sign_throughout(case, value, claim))
    else:
        sign = _sign_throughout(case, value, claim)
    if sign != wanted:
        raise Refused("the function is not proved to have that sign throughout")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=case.start().slopes, sign=case.start().sign)


def _stated_sign(case: Case, claim: SignAtData | SignInRange, at_data: bool) -> tuple[int, Expression]:
    """The sign that the line states, and of which value, that of the line before."""
    line, before = case.after, case.start()
    if not isinstance(line, Relation) or line.operators[-1] not in "<>" or line.operands[-1] != ZERO:
        raise Refused("the line does not end in a comparison with zero")
    stated = Relation(line.operands[:-1], line.operators[:-1])
    if claim.order or set(stated.operators) != {"="} or case.name(stated) != case.name(before.line):
        raise Refused("the line does not say of which function it speaks")
    case.follow(stated, before.value, at_data, True)
    return 1 if line.operators[-1] == ">" else -1, line.operands[-2]


def sign_in_range(case: Case) -> Established:
    """All terms have the sign where the observations keep to the range of the data."""
    claim = case.claim
    assert isinstance(claim, SignInRange)
    wanted, value = _stated_sign(case, claim, False)
    terms = value.terms if isinstance(value, Add) else (value,)
    fields = [Field(with_fields(case.setting, supports=supports)) for supports in _ranges(case.setting)]
    signed = [case.meaning.unfold(term if wanted > 0 else Negate(term)) for term in terms]
    if not all(any(field.nonnegative(term) for field in fields) for term in signed):
        raise Refused("a term is not proved to have that sign")
    if not any(field.sign(term) == 1 for term in signed for field in fields):
        raise Refused("no term is proved to have that sign throughout")
    return established(case, slopes=case.start().slopes, sign=case.start().sign)


def _ranges(setting: Setting) -> tuple[dict[str, Domain], dict[str, Domain]]:
    """Where the observations lie: from the least one on, and up to the largest."""
    above, below = dict(setting.supports), dict(setting.supports)
    for name, column in setting.columns.items():
        seen = [x for x, n in zip(column.values, column.counts or (1,) * len(column.values), strict=True) if n]
        whole = name in setting.supports and setting.supports[name].integer
        above[name] = Domain(lower=rational(min(seen)), lower_closed=True, integer=whole)
        below[name] = Domain(upper=rational(max(seen)), upper_closed=True, integer=whole)
    return above, below


def _sign_throughout(case: Case, value: Expression, claim: SignAtData) -> int:
    """The sign that the function has on all intervals between the cuts, and at these."""
    domain = case.domain(claim.variable)
    curve = Curve(
        case.meaning, value, claim.variable, domain, True, lambda: _stated_slope(case, value, claim.variable, True)
    )
    signs = {curve.sign_between(a, b) for a, b in pairwise((None, *claim.cuts, None))}
    signs |= {curve.sign_at(cut) for cut in claim.cuts}
    if len(signs) > 1 or list(claim.cuts) != sorted(set(claim.cuts)):
        raise Refused("the function is not proved to have one sign throughout")
    return signs.pop()


def gaps(claim: Zeros) -> list[tuple[End, End]]:
    """The open intervals between the brackets, and those to the ends of the domain."""
    lowers: list[End] = [None, *(upper for _, upper in claim.brackets)]
    uppers: list[End] = [*(lower for lower, _ in claim.brackets), None]
    return list(zip(lowers, uppers, strict=True))


def _between(lower: End, x: Fraction, upper: End) -> bool:
    return (lower is None or lower < x) and (upper is None or x < upper)


def _check_order(domain: Domain, claim: Zeros) -> None:
    """Brackets in rising order, they and the cuts in the interior of the domain."""
    points = [end for bracket in claim.brackets for end in bracket]
    disjoint = all(a[1] < b[0] for a, b in pairwise(claim.brackets)) and all(a <= b for a, b in claim.brackets)
    if not disjoint or domain.integer:
        raise Refused("the brackets are not in order")
    lower, upper = ends_of(domain)
    if not all(_between(lower, x, upper) for x in (*points, *claim.cuts)) or list(claim.cuts) != sorted(claim.cuts):
        raise Refused("a bracket reaches outside the domain")


def ends_of(domain: Domain) -> tuple[End, End]:
    """The ends of a domain as numbers. Raises Refused where one is none."""
    ends: list[End] = []
    for end in (domain.lower, domain.upper):
        value = None if end is None else number_value(end)
        if end is not None and value is None:
            raise Refused("the end of the domain is no number")
        ends.append(None if value is None else Fraction(value))
    return ends[0], ends[1]


def _one_zero(curve: Curve, lower: Fraction, upper: Fraction) -> None:
    if lower == upper:
        if curve.sign_at(lower) != 0:
            raise Refused("what is said to be a zero is none")
        return
    if curve.sign_at(lower) * curve.sign_at(upper) != -1:
        raise Refused("no change of sign between the ends of a bracket")
    if not curve.is_monotone_between(lower, upper):
        raise Refused("more than one zero may lie in a bracket")


def statements(line: Expression) -> tuple[Expression, ...]:
    """The solutions that a line lists."""
    return line.statements if isinstance(line, Several) and line.separator == "or" else (line,)


def _check_statements(case: Case, claim: Zeros) -> None:
    listed = statements(case.after)
    if len(listed) != len(claim.brackets):
        raise Refused("not as many solutions as zeros")
    for statement, bracket in zip(listed, claim.brackets, strict=True):
        if not isinstance(statement, Relation) or statement.operands[0] != Symbol(claim.variable):
            raise Refused(f"a solution does not say what {claim.variable} is")
        _check_solution(case, claim, statement, bracket)


def _check_solution(case: Case, claim: Zeros, statement: Relation, bracket: tuple[Fraction, Fraction]) -> None:
    """`v ≈ decimal` or `v = r`, further operands after it."""
    if statement.operators[0] == "≈":
        if len(statement.operators) > 1 or not both_round(bracket, statement.operands[1]):
            raise Refused("the decimal is not the solution rounded to the digits that it shows")
        return
    value = statement.operands[1]
    if statement.operators[0] != "=" or claim.variable in free_symbols(value):
        raise Refused(f"a solution does not say what {claim.variable} is")
    for low, high in ((rational(bracket[0]), value), (value, rational(bracket[1]))):
        _check_below(case, low, high, bracket[0] < bracket[1], claim.at_data)
    gap = gap_of(case.start().line)
    if not solves_cubic(case, gap, claim.variable, value, claim.at_data):
        case.equal(ZERO, replace(gap, Symbol(claim.variable), value), claim.at_data)
    case.follow(statement, value, claim.at_data, True)


def _check_below(case: Case, low: Expression, high: Expression, strict: bool, at_data: bool) -> None:
    """Numbers are compared by enclosures first: the step rests on these anyway."""
    if not case.meaning.encloses_positive(difference(high, low), at_data):
        case.ordered(low, high, strict, at_data)


def inside(lower: End, upper: End) -> Fraction:
    """A number between two ends."""
    if lower is None:
        return Fraction(0) if upper is None else upper - 1
    return lower + 1 if upper is None else (lower + upper) / 2


CHECKS: Checks = {
    Zeros: zeros,
    SignAtData: sign_at_data,
    SignInRange: sign_in_range,
}
