"""Claims about maxima: signs of derivatives, sign changes, concavity, and the ends of domains."""

from __future__ import annotations

from fractions import Fraction

from ..balls import Undefined, enclose, interior_points
from ..claims.maxima import AtEnd, ConcaveSum, NoMaximum, SignChange, SignOfDerivative, Unused
from ..expressions import (
    ZERO,
    Add,
    Chain,
    Derivative,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Relation,
    Several,
    Symbol,
    free_symbols,
    number_value,
    replace,
)
from ..steps import value_of
from .case import Case, Checks
from .linear import weights_of
from .meaning import difference
from .record import Established
from .refusal import Refused
from .separate import Terms
from .smoothness import require_smooth
from .values import derivative_line, established

__all__ = ["CHECKS", "conditions_on", "has_value_at"]

_SIGNED = ("<", ">", "≤", "≥")


def sign_of_derivative(case: Case) -> Established:
    """The new line states the derivative and its sign."""
    claim = case.claim
    assert isinstance(claim, SignOfDerivative)
    _require_sign(case.after)
    return derivative_line(case, claim.variable, claim.order)


def _require_sign(line: Expression) -> Relation:
    signed = isinstance(line, Relation) and line.operators[-1] in _SIGNED and line.operands[-1] == ZERO
    if not isinstance(line, Relation) or not signed or any(o in _SIGNED for o in line.operators[:-1]):
        raise Refused("the line does not end in a comparison with zero")
    return line


def sign_change(case: Case) -> Established:
    """Score/(root − v) is positive throughout the interior."""
    claim = case.claim
    assert isinstance(claim, SignChange)
    before = case.start()
    variable = Symbol(claim.variable)
    if before.slopes != (claim.variable,) or before.sign != 1:
        raise Refused(f"the line before is not the derivative of the log-likelihood for {claim.variable}")
    if claim.variable in free_symbols(claim.root):
        raise Refused("the root holds the unknown")
    value = value_of(case.after)
    named = case.check_name(before.value)
    case.follow(case.after, before.value, False, named)
    if claim.through is not None:
        _changes_with(case, value, claim.variable, claim.root, claim.through)
    elif claim.multiplier is None:
        case.positive(Divide(value, difference(claim.root, variable)))
    else:
        _falls_through_zero(case, value, claim.variable, claim.root, claim.multiplier)
    return established(case, slopes=before.slopes)


def _changes_with(case: Case, score: Expression, variable: str, root: Expression, through: Expression) -> None:
    """The score has the sign of h(root) − h(v), where h only rises, or the opposite, where h only falls."""
    require_smooth(case.meaning, through, variable, False)
    direction, kind = case.meaning.sign(Derivative(through, Symbol(variable)))
    if direction not in (1, -1):
        raise Refused("the function through which the variable enters is not proved to rise or fall throughout")
    case.note(kind)
    ratio = Divide(score, difference(replace(through, Symbol(variable), root), through))
    case.positive(ratio if direction > 0 else Negate(ratio))


def _falls_through_zero(case: Case, score: Expression, variable: str, root: Expression, by: Expression) -> None:
    """The score times a positive multiplier falls strictly throughout, and vanishes at the root."""
    falling = Multiply((by, score))
    require_smooth(case.meaning, falling, variable, False)
    case.positive(by)
    case.positive(Negate(Derivative(falling, Symbol(variable))))
    case.equal(ZERO, replace(falling, Symbol(variable), root))


def concave_sum(case: Case) -> Established:
    """Every second derivative is negative, every mixed one zero."""
    claim = case.claim
    assert isinstance(claim, ConcaveSum)
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the log-likelihood")
    statements = case.after.statements if isinstance(case.after, Several) else (case.after,)
    if len(statements) != len(claim.variables) or len(set(claim.variables)) != len(claim.variables):
        raise Refused("there has to be one second derivative for each variable")
    for statement, variable in zip(statements, claim.variables, strict=True):
        _concave(case, before, statement, variable)
    if not case.meaning.are_separate(before.value, claim.variables):
        _without_mixed_derivatives(case, before, claim.variables)
    return established(case, slopes=None)


def _without_mixed_derivatives(case: Case, before: Established, variables: tuple[str, ...]) -> None:
    for k, one in enumerate(variables):
        for other in variables[k + 1 :]:
            mixed = Derivative(Derivative(before.value, Symbol(one)), Symbol(other))
            case.equal(ZERO, mixed)


def _concave(case: Case, before: Established, statement: Expression, variable: str) -> None:
    line = _require_sign(statement)
    if line.operators[-1] != "<":
        raise Refused("the function is not proved to be strictly concave")
    part = Case(case.claim, before, line, case.meaning, case.record)
    derivative_line(part, variable, 2)
    case.note(part.kind)


# ---- ends of the domain --------------------------------------------------------------------------------


def at_end(case: Case) -> Established:
    """The likelihood climbs to an end that belongs to the domain."""
    claim = case.claim
    assert isinstance(claim, AtEnd)
    end = _climbs_to(case, claim.variable, claim.upper)
    domain = case.domain(claim.variable)
    if end is None or not (domain.upper_closed if claim.upper else domain.lower_closed):
        raise Refused(f"the end does not belong to the domain of {claim.variable}")
    if claim.variable in case.meaning.narrowed:
        case.inside_whole(claim.variable, end)
    _require_continuous(case, claim.variable, end)
    _states_estimate(case, claim.variable, end)
    return established(case, slopes=None)


def no_maximum(case: Case) -> Established:
    """The likelihood climbs to an end that does not belong to the domain."""
    claim = case.claim
    assert isinstance(claim, NoMaximum)
    end = _climbs_to(case, claim.variable, claim.upper)
    domain, symbol = case.domain(claim.variable), Symbol(claim.variable)
    if end is not None and (domain.upper_closed if claim.upper else domain.lower_closed):
        raise Refused(f"the end belongs to the domain of {claim.variable}: it is the maximum")
    interval = domain.interval()
    limit = Chain((symbol, interval.upper if claim.upper else interval.lower), ("→",))
    condition = domain.condition(symbol)
    if case.after not in (limit, condition) and not (condition is None and case.after == case.start().line):
        raise Refused("the line does not state the domain whose end is missing")
    return established(case, slopes=None)


def _climbs_to(case: Case, variable: str, upper: bool) -> Expression | None:
    """The end of the domain to which the established sign of the derivative points."""
    before = case.start()
    if not isinstance(before.claim, SignOfDerivative) or before.slopes != (variable,):
        raise Refused("the line before does not state the sign of the first derivative")
    line = _require_sign(before.line)
    rising = {">": 1, "<": -1}.get(line.operators[-1])
    if rising is None or rising * before.sign != (1 if upper else -1):
        raise Refused("the sign of the derivative does not point to that end")
    domain = case.domain(variable)
    return domain.upper if upper else domain.lower


def _require_continuous(case: Case, variable: str, end: Expression) -> None:
    """The log-likelihood or the likelihood has a value at the end: formulas are continuous where they have one."""
    known: Established | None = case.start()
    while known is not None:
        if known.slopes == () and has_value_at(case, known.value, variable, end):
            return
        known = known.source
    raise Refused("the function has no value at the end of the domain")


def has_value_at(case: Case, e: Expression, variable: str, end: Expression) -> bool:
    """Whether the expression has a value where the variable has that one, at the data or at a random point."""
    there = replace(case.meaning.unfold(e), Symbol(variable), end)
    for sample_of_setting in (True, False):
        point = next(interior_points((there,), case.setting, sample_of_setting), None)
        if point is not None:
            try:
                enclose(there, point.values, case.setting, 64, point.sample)
            except Undefined:
                continue
            return True
    return False


def _states_estimate(case: Case, variable: str, value: Expression) -> None:
    after, hat = case.after, Hat(Symbol(variable))
    if not isinstance(after, Relation) or after.operands[0] != hat or after.operators[0] != "=":
        raise Refused(f"the line does not say what the estimate of {variable} is")
    case.follow(after, value, False, True)
    case.record.definitions.define(hat, value)


def unused(case: Case) -> Established:
    """What the variable gives up, another one that makes the likelihood grow can take."""
    claim = case.claim
    assert isinstance(claim, Unused)
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the log-likelihood")
    domain = case.domain(claim.variable)
    if domain.lower is None:
        raise Refused(f"the domain of {claim.variable} has no lower end")
    case.equal(ZERO, Derivative(_holding(case, before.value, claim.variable), Symbol(claim.variable)))
    case.positive(Derivative(_holding(case, before.value, claim.instead), Symbol(claim.instead)))
    touching = conditions_on(case, {claim.variable, claim.instead})
    if not touching or not all(_exchanges(case, line, claim.variable, claim.instead) for line in touching):
        raise Refused(f"the given conditions do not fix the sum of {claim.variable} and {claim.instead} alone")
    if domain.lower_closed:
        _states_estimate(case, claim.variable, domain.lower)
    elif case.after != domain.condition(Symbol(claim.variable)):
        raise Refused("the line does not state the domain whose end is missing")
    return established(case, slopes=None)


def _holding(case: Case, e: Expression, name: str) -> Expression:
    """The terms of a sum that may change with the symbol: no other ones count in its derivative."""
    e = case.meaning.unfold(e)
    if not isinstance(e, Add) or case.setting.values:
        return e
    held = Terms(e).holding(name)
    return held if held.terms else ZERO


def conditions_on(case: Case, names: set[str]) -> list[Relation]:
    """The given relations that hold one of the names, definitions of functions left out."""
    lines = (*case.setting.given, *case.setting.facts)
    found = [e for e in lines if isinstance(e, Relation) and case.name(e) is None]
    return [e for e in found if free_symbols(e) & names]


def _exchanges(case: Case, line: Relation, variable: str, instead: str) -> bool:
    """Whether what the one gives up the other can take: both count in the same direction, by numbers, and `instead`
    has room to grow."""
    weights = weights_of(line)
    if weights is None or weights.get(variable, 0) * weights.get(instead, 0) <= 0:
        return False
    upper, total = case.domain(instead).upper, number_value(line.operands[1])
    if upper is None:
        return True
    lowers = [case.domain(name).lower for name in weights]
    return (
        total is not None
        and all(weight * weights[instead] > 0 for weight in weights.values())
        and all(lower is not None and (number_value(lower) or 0) >= 0 for lower in lowers)
        and abs(Fraction(number_value(upper) or 0) * weights[instead]) >= abs(Fraction(total))
    )


CHECKS: Checks = {
    SignOfDerivative: sign_of_derivative,
    SignChange: sign_change,
    ConcaveSum: concave_sum,
    AtEnd: at_end,
    NoMaximum: no_maximum,
    Unused: unused,
}
