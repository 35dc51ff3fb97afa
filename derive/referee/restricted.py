"""Roots on either side of a domain: the point of the domain next to the root, or no maximum beyond an open end."""

from __future__ import annotations

from ..claims.cases import Beyond, Clamped
from ..claims.maxima import SignChange
from ..expressions import (
    Call,
    Chain,
    Expression,
    Hat,
    Relation,
    Symbol,
)
from .case import Case, Checks
from .extremes import parts_of, states_limit
from .maxima import has_value_at
from .meaning import difference
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS", "nearest"]


def clamped(case: Case) -> Established:
    """The point of the domain next to the root."""
    claim = case.claim
    assert isinstance(claim, Clamped)
    start = _sign_change(case, claim.variable, claim.root)
    conditions, line = _cases_of(case.after)
    hat = Hat(Symbol(claim.variable))
    if not isinstance(line, Relation) or line.operands[0] != hat or line.operators[0] != "=":
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    formula = nearest(case, start, claim.variable, claim.root, line.operands[1], conditions)
    if case.domain(claim.variable).integer or (formula == claim.root and not conditions):
        raise Refused("nothing is cut off at an end")
    case.follow(line, formula, False, True)
    if not conditions:
        case.record.definitions.define(hat, formula)
    return established(case, slopes=None)


def nearest(
    case: Case,
    start: Established,
    variable: str,
    root: Expression,
    said: Expression,
    conditions: tuple[Relation, ...] = (),
) -> Expression:
    """The formula for the point of the domain next to the root, which `said` has to be: `max(lower, root)`. An end
    that it does not name is one that the root is proved, or by a condition said, not to pass. Raises Refused."""
    domain, formula = case.domain(variable), root
    sides = (domain.lower, domain.lower_closed, "max"), (domain.upper, domain.upper_closed, "min")
    for end, closed, name in sides:
        upper = name == "min"
        if end is None or (not closed and _assures(conditions, root, end, upper)):
            continue
        if closed and said != formula and _cuts(said, name, end):
            formula = Call(name, (end, formula))
        else:
            case.ordered(*((root, end) if upper else (end, root)), not closed)
        if closed:
            _continuous_at(case, start, variable, end)
    if said != formula:
        raise Refused("the formula is not that of the point next to the root")
    return formula


def _cuts(formula: Expression, name: str, end: Expression) -> bool:
    """Whether a call of that name with that end stands in the formula, outermost or next to it."""
    if not isinstance(formula, Call) or len(formula.arguments) != 2 or formula.function not in ("max", "min"):
        return False
    outer = formula.function == name and formula.arguments[0] == end
    return outer or _cuts(formula.arguments[1], name, end)


def _cases_of(line: Expression) -> tuple[tuple[Relation, ...], Expression]:
    """The condition in front of `⇒`, if there is one, and the rest."""
    if not isinstance(line, Chain):
        return (), line
    condition, rest = parts_of(line, 2)
    if not isinstance(condition, Relation) or len(condition.operators) != len(condition.operands) - 1:
        raise Refused("the condition of the case is no comparison")
    pairs = zip(condition.operators, condition.operands, condition.operands[1:], strict=False)
    return tuple(Relation((a, b), (operator,)) for operator, a, b in pairs), rest


def _assures(conditions: tuple[Relation, ...], root: Expression, end: Expression, upper: bool) -> bool:
    """Whether a condition says that the root keeps off the end: `root > end`."""
    inward = Relation((root, end), ("<" if upper else ">",))
    mirrored = Relation((end, root), (">" if upper else "<",))
    return inward in conditions or mirrored in conditions


def _continuous_at(case: Case, start: Established, variable: str, end: Expression) -> None:
    known: Established | None = start
    while known is not None:
        if known.slopes == () and has_value_at(case, known.value, variable, end):
            return
        known = known.source
    raise Refused("the function has no value at the end of the domain")


def _sign_change(case: Case, variable: str, root: Expression) -> Established:
    start = case.start()
    claim = start.claim
    directly = isinstance(claim, SignChange) and claim.multiplier is None and claim.through is None
    if not isinstance(claim, SignChange) or claim.variable != variable or not directly:
        raise Refused("the line before does not say where the likelihood climbs")
    if not case.proves_equal(claim.root, root):
        raise Refused("that is not the root")
    if variable in case.meaning.narrowed:
        raise Refused("the support narrows the domain")
    return start


def beyond(case: Case) -> Established:
    """No maximum where the root is not above the open lower end, or not below the open upper one."""
    claim = case.claim
    assert isinstance(claim, Beyond)
    _sign_change(case, claim.variable, claim.root)
    domain = case.domain(claim.variable)
    end, closed = (domain.upper, domain.upper_closed) if claim.upper else (domain.lower, domain.lower_closed)
    if end is None or closed:
        raise Refused(f"{claim.variable} has no open end there")
    outside = Relation((claim.root, end), ("≥" if claim.upper else "≤",))
    states_limit(case, outside, claim.variable, end, claim.upper)
    _without_the_contrary(case, claim.root, end)
    return established(case, slopes=None)


def _without_the_contrary(case: Case, root: Expression, end: Expression) -> None:
    """A fact of the setting that the root lies inside would make the case empty, and what was proved so far lean on
    it."""
    if case.meaning.sign(difference(root, end))[0] is not None:
        raise Refused("on which side of the end the root lies is settled")


CHECKS: Checks = {
    Clamped: clamped,
    Beyond: beyond,
}
