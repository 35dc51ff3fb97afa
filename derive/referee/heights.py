"""The claims that one zero of the score, or two, are higher than all else; and what follows from their enclosures."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from flint import arb

from ..balls import Undefined, enclose
from ..claims.claim import Claim
from ..claims.equations import Equivalent, SetToZero
from ..claims.several import ReadBack
from ..claims.zeros import EquallyHigh, Follows, Highest, Unfolded, Zeros
from ..expressions import (
    Expression,
    Hat,
    Relation,
    SetOf,
    Symbol,
    children,
    free_symbols,
    map_children,
    rational,
    replace,
)
from ..steps import Verified
from .case import Case, Checks
from .curve import Curve, End, ball_between
from .function_values import rounds
from .joint import box_of
from .meaning import difference
from .record import Established
from .refusal import Refused
from .search import has_kind
from .smoothness import require_smooth
from .values import established
from .zeros import ends_of, gaps, inside, statements

__all__ = ["CHECKS", "enclosure_of", "with_estimates", "without_hats"]

BITS = 256


class _Landscape:
    """The log-likelihood over the interior of a domain, with all zeros of its score."""

    def __init__(self, case: Case, variable: str) -> None:
        zeros_line = case.start()
        if not isinstance(zeros_line.claim, Zeros) or zeros_line.claim.variable != variable:
            raise Refused("the line before does not list all zeros of the score")
        self.case, self.variable = case, variable
        self.claim = zeros_line.claim
        self.statements = statements(zeros_line.line)
        score = _score_of(zeros_line, variable)
        known = score.source
        while known is not None and known.slopes != ():
            known = known.source
        if known is None or known.sign != 1 or score.sign != 1:
            raise Refused("the score is not that of a log-likelihood")
        require_smooth(case.meaning, known.value, variable, self.claim.at_data)
        domain = case.domain(variable)
        self._known = known.value
        self.score = Curve(case.meaning, score.value, variable, domain, self.claim.at_data)
        self.signs = [self._sign_between(lower, upper) for lower, upper in gaps(self.claim)]

    @cached_property
    def log_likelihood(self) -> Curve:
        """Of use where heights are compared: a single top needs none, nor the value of any constant."""
        domain = self.case.domain(self.variable)
        return Curve(self.case.meaning, self._known, self.variable, domain, self.claim.at_data)

    def _sign_between(self, lower: End, upper: End) -> int:
        """The sign of the score where it has no zero: that at any point."""
        low, high = ends_of(self.score.domain)
        return self.score.sign_at(inside(low if lower is None else lower, high if upper is None else upper))

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
        ends = ends_of(self.score.domain)
        rising = ends[0] if self.signs[0] < 0 else None, ends[1] if self.signs[-1] > 0 else None
        if (self.signs[0] < 0 and ends[0] is None) or (self.signs[-1] > 0 and ends[1] is None):
            raise Refused("the log-likelihood rises towards an infinite end")
        return [self._value(end) for end in rising if end is not None]


def _score_of(line: Established, variable: str) -> Established:
    """The score that was set to zero and rearranged. Raises Refused."""
    known: Established | None = line.source
    while known is not None and known.is_equation:
        if not isinstance(known.claim, (SetToZero, Equivalent, Unfolded)):
            raise Refused("the equation is not that of the score throughout")
        known = known.source
    if known is None or known.slopes != (variable,):
        raise Refused(f"the equation is not that of the score for {variable}")
    return known


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
    (a, b), (c, d) = (land.claim.brackets[k] for k in chosen)
    centre = (a + b + c + d) / 4
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
    """The formula of an earlier estimate, or any formula of estimates, with enclosures put in."""
    claim = case.claim
    assert isinstance(claim, Follows)
    line = case.after
    if not isinstance(line, Relation) or line.operators[-1] != "≈":
        raise Refused("the line does not say what the value is")
    formula = line.operands[-2]
    if len(line.operands) == 3:
        if line.operands[0] != Hat(Symbol(claim.variable)) or line.operators[0] != "=":
            raise Refused(f"the line does not say what the estimate of {claim.variable} is")
        if not case.record.says(claim.variable, without_hats(formula)):
            raise Refused("no line so far gave that formula")
    if formula == without_hats(formula) or len(line.operands) > 3:
        raise Refused("the formula holds no estimate")
    if not rounds(with_estimates(case, formula), line.operands[-1]):
        raise Refused("the decimal is not the value rounded to the digits that it shows")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def without_hats(e: Expression) -> Expression:
    return e.of if isinstance(e, Hat) else map_children(without_hats, e)


def _estimated(e: Expression) -> set[str]:
    """The parameters whose estimates stand in a formula."""
    if isinstance(e, Hat):
        return {e.of.name} if isinstance(e.of, Symbol) else set()
    return set().union(*map(_estimated, children(e)))


def with_estimates(case: Case, formula: Expression) -> arb:
    """The value of a formula of estimates, from their enclosures."""
    names = _estimated(formula)
    bare = free_symbols(without_hats(formula)) & case.setting.domains.keys()
    sizes = {e.name for e in case.setting.statistics if isinstance(e, Symbol)}
    if bare - names - case.setting.values.keys() - sizes - {"n"}:
        raise Refused("a parameter without hat")
    try:
        values = {name: enclosure_of(case, name) for name in names}
        return enclose(without_hats(formula), values, case.setting, BITS)
    except Undefined as why:
        raise Refused(f"the formula has no value there: {why}") from None


def enclosure_of(case: Case, name: str) -> arb:
    """Of an estimate: its bracket, what follows from another one, or its exact value. Raises Undefined, Refused."""
    for known in reversed(case.record.lines):
        claim, line = known.claim, known.line
        if isinstance(claim, Highest) and claim.variable == name:
            return ball_between(*_bracket_of(known, name))
        box = box_of(known, name)
        if box is not None:
            return ball_between(*box)
        if isinstance(line, Relation) and _is_formula(claim, line, name):
            return with_estimates(case, line.operands[1])
        if isinstance(line, Relation) and line.operands[0] == Hat(Symbol(name)) and not has_kind(known.value, Hat):
            try:  # the number that the data gave, where there is one: summaries may not give the formula a value
                return enclose(case.meaning.unfold(known.value), {}, case.setting, BITS)
            except Undefined:
                continue
    exact = case.record.definitions.estimate(name)
    if exact is None:
        raise Refused(f"no line so far gave the estimate of {name}")
    return enclose(case.meaning.unfold(exact), {}, case.setting, BITS)


def _is_formula(claim: Claim | None, line: Relation, name: str) -> bool:
    """Whether the line states the estimate as a formula of others with a decimal."""
    if isinstance(claim, Follows):
        return claim.variable == name
    return isinstance(claim, ReadBack) and line.operands[0] == Hat(Symbol(name)) and line.operators[-1] == "≈"


def _bracket_of(known: Established, name: str) -> tuple[Fraction, Fraction]:
    zeros_line = known.source
    assert zeros_line is not None
    assert isinstance(zeros_line.claim, Zeros)
    for statement, bracket in zip(statements(zeros_line.line), zeros_line.claim.brackets, strict=True):
        if _is_estimate(known.line, statement, name):
            return bracket
    raise Refused("the estimate is none of the zeros")


CHECKS: Checks = {
    Highest: highest,
    EquallyHigh: equally_high,
    Follows: follows,
}
