"""Claims about what has no closed form: values of a function, Newton's steps, all zeros, the highest of them.

A zero is enclosed by two rational numbers at which the function has opposite signs and between which it is strictly
monotone; that there is no other, by its sign on the intervals between. Nothing that a plan found is taken on trust:
the brackets of a claim are where to look, no more.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from flint import arb

from ..balls import Undefined, derivative, enclose, shown_unit
from ..domains import Domain
from ..expressions import (
    ZERO,
    Add,
    Apply,
    Divide,
    Expression,
    Hat,
    Negate,
    Number,
    Relation,
    SetOf,
    Several,
    Symbol,
    free_symbols,
    map_children,
    number_value,
    rational,
    replace,
)
from ..steps import EquallyHigh, Equivalent, Evaluated, Follows, Highest, NewtonStep, SetToZero, Verified, Zeros
from .case import Case
from .curve import Curve, End, ball_between
from .equations import equation, gap_of
from .meaning import difference
from .record import Established, Record
from .refusal import Refused
from .smoothness import require_smooth
from .values import established

__all__ = ["equally_high", "evaluated", "follows", "highest", "newton_step", "zeros"]

BITS = 256


# ---- values and Newton's steps -------------------------------------------------------------------------


def evaluated(case: Case) -> Established:
    """`g(1) ≈ 0.3 > 0`: the value at a number, rounded, and its sign."""
    claim = case.claim
    assert isinstance(claim, Evaluated)
    name = _function_name(case, claim.variable)
    after = case.after
    for statement in after.statements if isinstance(after, Several) and after.separator != "or" else (after,):
        _one_value(case, name, claim.variable, statement)
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _function_name(case: Case, variable: str) -> Apply:
    """What stands at the left of the line before: `g(k)`, `ℓ′(μ)`."""
    before = case.start()
    first = before.line.operands[0] if isinstance(before.line, Relation) else None
    if before.is_equation or not isinstance(first, Apply) or first.arguments != (Symbol(variable),) or first.given:
        raise Refused("the line before does not define a function of the variable")
    return first


def _one_value(case: Case, name: Apply, variable: str, statement: Expression) -> None:
    if not isinstance(statement, Relation) or len(statement.operands) > 3:
        raise Refused("not a value of a function")
    first = statement.operands[0]
    at = number_value(first.arguments[0]) if isinstance(first, Apply) and len(first.arguments) == 1 else None
    if at is None or not isinstance(first, Apply) or replace(first, first.arguments[0], Symbol(variable)) != name:
        raise Refused("not a value of the function of the line before")
    value = _value(case, variable, Fraction(at))
    signs = {"<": value < 0, ">": value > 0}
    for operator, operand in zip(statement.operators, statement.operands[1:], strict=True):
        right = _rounds(value, operand) if operator == "≈" else operand == ZERO and signs.get(operator, False)
        if not right:
            raise Refused("the function has not that value, or not that sign")


def _value(case: Case, variable: str, at: Fraction, order: int = 0) -> arb:
    """The value of the function of the line before, or of its derivative. Raises Refused."""
    e = case.meaning.unfold(case.start().value)
    point = {variable: _exact(at)}
    try:
        if order:
            return derivative(e, variable, point, case.setting, order, BITS)
        return enclose(e, point, case.setting, BITS)
    except Undefined as why:
        raise Refused(f"the function has no value there: {why}") from None


def _exact(x: Fraction) -> arb:
    return ball_between(x, x)


def _rounds(value: arb, shown: Expression) -> bool:
    """Whether every number of the ball, rounded to the digits of the decimal, is the decimal."""
    ends = Fraction(str(value.lower().fmpq())), Fraction(str(value.upper().fmpq()))
    return _both_round(ends, shown)


def _both_round(ends: tuple[Fraction, Fraction], shown: Expression) -> bool:
    number = shown.operand if isinstance(shown, Negate) else shown
    centre = number_value(shown)
    if not isinstance(number, Number) or centre is None:
        return False
    half = shown_unit(number) / 2
    return all(abs(end - centre) <= half for end in ends)


def newton_step(case: Case) -> Established:
    """`v_1 = x − g(x)/g′(x) ≈ …`."""
    claim = case.claim
    assert isinstance(claim, NewtonStep)
    name = _function_name(case, claim.variable)
    line = case.after
    if not isinstance(line, Relation) or line.operators != ("=", "≈") or not isinstance(line.operands[0], Symbol):
        raise Refused("not a step of Newton")
    if line.operands[0].name.rpartition("_")[0] != claim.variable:
        raise Refused("the name of the step does not fit the variable")
    formula = line.operands[1]
    start = formula.terms[0] if isinstance(formula, Add) else ZERO
    at = number_value(start)
    slope = Apply(name.function, (start,), (), name.primes + 1)
    quotient = Divide(Apply(name.function, (start,), (), name.primes), slope)
    if at is None or formula != Add((start, Negate(quotient))):
        raise Refused("not a step of Newton from a number")
    value, rise = (_value(case, claim.variable, Fraction(at), order) for order in (0, 1))
    if rise.contains(0):
        raise Refused("the tangent is level")
    if not _rounds(_exact(Fraction(at)) - value / rise, line.operands[2]):
        raise Refused("the decimal is not the value rounded to the digits that it shows")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


# ---- all zeros -----------------------------------------------------------------------------------------


def zeros(case: Case) -> Established:
    """One zero in each bracket, none elsewhere in the interior of the domain."""
    claim = case.claim
    assert isinstance(claim, Zeros)
    gap = gap_of(case.start().line)
    require_smooth(case.meaning, gap, claim.variable, claim.at_data)
    curve = Curve(case.meaning, gap, claim.variable, case.domain(claim.variable), claim.at_data)
    _check_order(curve.domain, claim)
    for lower, upper in claim.brackets:
        _one_zero(curve, lower, upper)
    for lower, upper in _gaps(claim):
        points = (lower, *(c for c in claim.cuts if _between(lower, c, upper)), upper)
        for a, b in pairwise(points):
            curve.sign_between(a, b)
        if any(not curve.sign_at(c) for c in points[1:-1] if c is not None):
            raise Refused("a zero outside of the brackets")
    _check_statements(case, claim)
    case.note(Verified.ENCLOSED)
    return equation(case)


def _gaps(claim: Zeros) -> list[tuple[End, End]]:
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
    lower, upper = _ends(domain)
    if not all(_between(lower, x, upper) for x in (*points, *claim.cuts)) or list(claim.cuts) != sorted(claim.cuts):
        raise Refused("a bracket reaches outside the domain")


def _ends(domain: Domain) -> tuple[End, End]:
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


def _statements(line: Expression) -> tuple[Expression, ...]:
    return line.statements if isinstance(line, Several) and line.separator == "or" else (line,)


def _check_statements(case: Case, claim: Zeros) -> None:
    statements = _statements(case.after)
    if len(statements) != len(claim.brackets):
        raise Refused("not as many solutions as zeros")
    for statement, bracket in zip(statements, claim.brackets, strict=True):
        if not isinstance(statement, Relation) or statement.operands[0] != Symbol(claim.variable):
            raise Refused(f"a solution does not say what {claim.variable} is")
        _check_solution(case, claim, statement, bracket)


def _check_solution(case: Case, claim: Zeros, statement: Relation, bracket: tuple[Fraction, Fraction]) -> None:
    """`v ≈ decimal` or `v = r`, further operands after it."""
    if statement.operators[0] == "≈":
        if len(statement.operators) > 1 or not _both_round(bracket, statement.operands[1]):
            raise Refused("the decimal is not the solution rounded to the digits that it shows")
        return
    value = statement.operands[1]
    if statement.operators[0] != "=" or claim.variable in free_symbols(value):
        raise Refused(f"a solution does not say what {claim.variable} is")
    case.ordered(rational(bracket[0]), value, bracket[0] < bracket[1], claim.at_data)
    case.ordered(value, rational(bracket[1]), bracket[0] < bracket[1], claim.at_data)
    case.equal(ZERO, replace(gap_of(case.start().line), Symbol(claim.variable), value), claim.at_data)
    case.follow(statement, value, claim.at_data, True)


# ---- the highest of them ---------------------------------------------------------------------------------


class _Landscape:
    """The log-likelihood over the interior of a domain, with all zeros of its score."""

    def __init__(self, case: Case, variable: str) -> None:
        zeros_line = case.start()
        if not isinstance(zeros_line.claim, Zeros) or zeros_line.claim.variable != variable:
            raise Refused("the line before does not list all zeros of the score")
        self.case, self.variable = case, variable
        self.claim = zeros_line.claim
        self.statements = _statements(zeros_line.line)
        score = _score_of(zeros_line, variable)
        known = score.source
        while known is not None and known.slopes != ():
            known = known.source
        if known is None or known.sign != 1 or score.sign != 1:
            raise Refused("the score is not that of a log-likelihood")
        require_smooth(case.meaning, known.value, variable, self.claim.at_data)
        domain = case.domain(variable)
        self.log_likelihood = Curve(case.meaning, known.value, variable, domain, self.claim.at_data)
        self.score = Curve(case.meaning, score.value, variable, domain, self.claim.at_data)
        self.signs = [self._sign_between(lower, upper) for lower, upper in _gaps(self.claim)]

    def _sign_between(self, lower: End, upper: End) -> int:
        """The sign of the score where it has no zero: that at any point."""
        low, high = _ends(self.score.domain)
        return self.score.sign_at(_inside(low if lower is None else lower, high if upper is None else upper))

    def tops(self) -> list[int]:
        """The zeros at which the score falls through zero."""
        return [k for k in range(len(self.statements)) if self.signs[k] > 0 > self.signs[k + 1]]

    def height(self, k: int) -> arb:
        """The log-likelihood at a zero."""
        return self._value(ball_between(*self.claim.brackets[k]))

    def _value(self, x: arb | Fraction) -> arb:
        try:
            return self.log_likelihood.value(x, BITS)
        except Undefined as why:
            raise Refused(f"the log-likelihood has no value there: {why}") from None

    def climbs(self) -> list[arb]:
        """Its values at ends of the domain towards which it rises. Raises Refused where there is none."""
        ends = _ends(self.score.domain)
        rising = ends[0] if self.signs[0] < 0 else None, ends[1] if self.signs[-1] > 0 else None
        if (self.signs[0] < 0 and ends[0] is None) or (self.signs[-1] > 0 and ends[1] is None):
            raise Refused("the log-likelihood rises towards an infinite end")
        return [self._value(end) for end in rising if end is not None]


def _score_of(line: Established, variable: str) -> Established:
    """The score that was set to zero and rearranged. Raises Refused."""
    known: Established | None = line.source
    while known is not None and known.is_equation:
        if not isinstance(known.claim, (SetToZero, Equivalent)):
            raise Refused("the equation is not that of the score throughout")
        known = known.source
    if known is None or known.slopes != (variable,):
        raise Refused(f"the equation is not that of the score for {variable}")
    return known


def _inside(lower: End, upper: End) -> Fraction:
    if lower is None:
        return Fraction(0) if upper is None else upper - 1
    return lower + 1 if upper is None else (lower + upper) / 2


def highest(case: Case) -> Established:
    """One zero of the score at which the log-likelihood is higher than anywhere else."""
    claim = case.claim
    assert isinstance(claim, Highest)
    land = _Landscape(case, claim.variable)
    line = case.after
    chosen = [k for k, s in enumerate(land.statements) if _is_estimate(line, s, claim.variable)]
    tops = land.tops()
    if len(chosen) != 1 or chosen[0] not in tops:
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    others = [land.height(k) for k in tops if k != chosen[0]] + land.climbs()
    if others:
        height = land.height(chosen[0])
        if not all(height > other for other in others):
            raise Refused("another point is not proved to lie lower")
    assert isinstance(line, Relation)
    if line.operators[0] == "=":
        case.follow(line, line.operands[1], land.claim.at_data, True)
        case.record.definitions.define(line.operands[0], line.operands[1])
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _is_estimate(line: Expression, statement: Expression, variable: str) -> bool:
    """Whether the line is the statement with a hat, further operands at its end left out."""
    if not isinstance(line, Relation) or not isinstance(statement, Relation):
        return False
    same = line.operands[:2] == (Hat(Symbol(variable)), statement.operands[1])
    more = len(line.operands) > 2 and line.operators[0] == "≈"
    return same and line.operators[0] == statement.operators[0] and not more


def equally_high(case: Case) -> Established:
    """Two zeros that a symmetry of the log-likelihood exchanges, higher than anything else."""
    claim = case.claim
    assert isinstance(claim, EquallyHigh)
    land = _Landscape(case, claim.variable)
    line = case.after
    members = line.operands[1] if isinstance(line, Relation) and line.operators == ("∈",) else None
    if not isinstance(line, Relation) or line.operands[0] != Hat(Symbol(claim.variable)):
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    if not isinstance(members, SetOf) or len(members.elements) != 2:
        raise Refused("not two points")
    shown = [s.operands[1] for s in land.statements if isinstance(s, Relation)]
    tops = land.tops()
    chosen = [k for k in tops if shown[k] in members.elements]
    if tuple(shown[k] for k in chosen) != members.elements:
        raise Refused("not two zeros of the score")
    centre = (sum(land.claim.brackets[chosen[0]]) + sum(land.claim.brackets[chosen[1]])) / 4
    _require_symmetric(case, land, claim.variable, centre)
    mirrored = [2 * centre - end for end in reversed(land.claim.brackets[chosen[0]])]
    if mirrored != list(land.claim.brackets[chosen[1]]):
        raise Refused("the two points are no mirror images")
    height = land.height(chosen[0])
    others = [land.height(k) for k in tops if k not in chosen] + land.climbs()
    if not all(height > other for other in others):
        raise Refused("another point is not proved to lie lower")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _require_symmetric(case: Case, land: _Landscape, variable: str, centre: Fraction) -> None:
    e, symbol = land.log_likelihood.e, Symbol(variable)
    mirror = difference(rational(2 * centre), symbol)
    case.equal(replace(e, symbol, mirror), e, land.claim.at_data)


# ---- estimates that follow ---------------------------------------------------------------------------------


def follows(case: Case) -> Established:
    """The formula of an earlier estimate with enclosures of the others put in."""
    claim = case.claim
    assert isinstance(claim, Follows)
    line = case.after
    if not isinstance(line, Relation) or line.operators != ("=", "≈") or line.operands[0] != Hat(Symbol(claim.variable)):
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    formula = _without_hats(line.operands[1])
    if formula == line.operands[1] or not case.record.says(claim.variable, formula):
        raise Refused("no line so far gave that formula")
    enclosures = {name: _enclosure(case.record, name) for name in free_symbols(formula)}
    try:
        value = enclose(formula, {k: v for k, v in enclosures.items() if v is not None}, case.setting, BITS)
    except Undefined as why:
        raise Refused(f"the formula has no value there: {why}") from None
    if not _rounds(value, line.operands[2]):
        raise Refused("the decimal is not the value rounded to the digits that it shows")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _without_hats(e: Expression) -> Expression:
    return e.of if isinstance(e, Hat) else map_children(_without_hats, e)


def _enclosure(record: Record, name: str) -> arb | None:
    """The bracket of an estimate that a line established as the highest zero."""
    for known in reversed(record.lines):
        zeros_line = known.source
        if isinstance(known.claim, Highest) and known.claim.variable == name and zeros_line is not None:
            assert isinstance(zeros_line.claim, Zeros)
            for statement, bracket in zip(_statements(zeros_line.line), zeros_line.claim.brackets, strict=True):
                if _is_estimate(known.line, statement, name):
                    return ball_between(*bracket)
    return None


