"""Claims about a maximum under a linear condition, of logarithms of linear forms.

With the multiplier put in, Lagrange's function is strictly concave in the whole domain, and where its derivatives
vanish it is the largest; where they vanish the condition holds, and where the condition holds it is the
log-likelihood.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..claims.several import ConcaveInForms, JointZero, MaximumUnderCondition
from ..expressions import (
    TWO,
    ZERO,
    Add,
    Derivative,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Symbol,
    number_value,
    rational,
    replace,
)
from ..steps import Verified
from .case import Case, Checks
from .concavity import log_likelihood, require_directions, second_derivative, sum_of
from .equations import gap_of, require_established
from .joint import repeats_with_hats
from .linear import weights_of
from .maxima import conditions_on
from .meaning import difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .systems import parts_of
from .values import established

__all__ = ["CHECKS"]


# ---- concave in linear forms ---------------------------------------------------------------------------------


def concave_in_forms(case: Case) -> Established:
    """The second derivative in any direction is minus a sum of squares that vanish together for no one."""
    claim = case.claim
    assert isinstance(claim, ConcaveInForms)
    before = log_likelihood(case)
    line = case.after
    if not isinstance(line, Relation) or line.operators != ("<",) or line.operands[1] != ZERO:
        raise Refused("the line does not state a second derivative below zero")
    value = case.meaning.unfold(before.value)
    require_directions(case, claim.variables, claim.directions, value)
    for variable in claim.variables:
        require_smooth(case.meaning, value, variable, False)
    for weight, form, slopes in claim.parts:
        if len(slopes) != len(claim.variables):
            raise Refused("one slope for each variable")
        case.positive(weight)
        case.note(case.meaning.is_positive(form))  # inside: what the ends are worth is asked where the maximum is
    if _rank([slopes for _, _, slopes in claim.parts]) < len(claim.variables):
        raise Refused("a direction in which nothing bends")
    squares = sum_of([_square(claim.directions, *part) for part in claim.parts])
    case.equal(second_derivative(value, claim.variables, claim.directions), squares)
    case.equal(squares, line.operands[0])
    return established(case, slopes=None)


def _square(
    directions: Sequence[str], weight: Expression, form: Expression, slopes: Sequence[Fraction]
) -> Expression:
    step = sum_of([Multiply((rational(a), Symbol(d))) for a, d in zip(slopes, directions, strict=True)])
    return Negate(Divide(Multiply((weight, Power(step, TWO))), Power(form, TWO)))


def _rank(rows: list[tuple[Fraction, ...]]) -> int:
    """Of a matrix, by elimination."""
    left, rank = [list(row) for row in rows], 0
    for k in range(len(rows[0]) if rows else 0):
        lead = next((row for row in left if row[k]), None)
        if lead is None:
            continue
        left.remove(lead)
        left = [[b - a * row[k] / lead[k] for a, b in zip(lead, row, strict=True)] for row in left]
        rank += 1
    return rank


# ---- the maximum ---------------------------------------------------------------------------------------------


def maximum_under_condition(case: Case) -> Established:
    """Lagrange's function has its one maximum where its derivatives vanish, and there the condition holds."""
    claim = case.claim
    assert isinstance(claim, MaximumUnderCondition)
    before = case.start()
    zero, known = before.claim, case.record.find(claim.concave)
    if not isinstance(zero, JointZero) or before.source is None or zero.variables != claim.variables:
        raise Refused("the line before does not say where the derivatives vanish")
    if known is None or known.source is None or not isinstance(known.claim, ConcaveInForms):
        raise Refused("no line so far says that the log-likelihood is strictly concave")
    if {*known.claim.variables} != {*claim.variables}:
        raise Refused("the log-likelihood is not said to be strictly concave in these variables together")
    weights = _condition(case, claim)
    for variable in claim.variables:
        _require_inner(case, variable, known.claim, weights, claim.condition)
    gaps = [gap_of(part) for part in parts_of(before.source.line, len(claim.variables))]
    for variable, gap in zip(claim.variables, gaps, strict=True):
        pull = Multiply((claim.multiplier, rational(weights[variable])))
        case.equal(gap, difference(Derivative(known.source.value, Symbol(variable)), pull))
    total = sum_of([Multiply((Symbol(v), gap)) for v, gap in zip(claim.variables, gaps, strict=True)])
    left, right = claim.condition.operands
    case.equal(total, Multiply((claim.multiplier, difference(right, left))))
    repeats_with_hats(case, before, claim.variables)
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _condition(case: Case, claim: MaximumUnderCondition) -> dict[str, Fraction]:
    """The positive coefficients of the condition; any other condition follows from it."""
    require_established(case, claim.condition)
    weights, multiplier = weights_of(claim.condition), number_value(claim.multiplier)
    if weights is None or weights.keys() != {*claim.variables} or min(weights.values()) <= 0:
        raise Refused("the condition is no sum of all variables")
    if multiplier is None or multiplier <= 0:
        raise Refused("the multiplier is no positive number")
    name, *others = claim.variables
    rest = Add((claim.condition.operands[1], *(Negate(_times(weights[v], v)) for v in others)))
    solved = Divide(rest, rational(weights[name]))
    for line in conditions_on(case, {*claim.variables}):
        if line != claim.condition:
            if line.operators != ("=",):
                raise Refused("another condition restricts the variables")
            left, right = (replace(side, Symbol(name), solved) for side in line.operands)
            case.equal(left, right)
    return weights


def _times(weight: Fraction, name: str) -> Expression:
    return Multiply((rational(weight), Symbol(name)))


def _require_inner(
    case: Case, variable: str, concave: ConcaveInForms, weights: dict[str, Fraction], condition: Relation
) -> None:
    """An end that belongs to the domain does not count: at zero the logarithm of the variable is −∞, and the upper
    one is reached only where all others are zero."""
    domain = case.domain(variable)
    if domain.integer:
        raise Refused("a domain of integers")
    lower, upper = (None if end is None else number_value(end) for end in (domain.lower, domain.upper))
    if lower != 0 or (domain.upper is not None and upper is None):
        raise Refused(f"the domain of {variable} does not begin at zero")
    highest = Fraction(number_value(condition.operands[1]) or 0) / weights[variable]
    if upper is not None and upper < highest:
        raise Refused(f"the domain of {variable} ends before the condition does")
    closed = domain.lower_closed or (domain.upper_closed and upper == highest)
    if closed and (len(weights) < 2 or not all(_has_log(concave, name) for name in weights)):
        raise Refused(f"an end of the domain of {variable} may be the maximum")


def _has_log(concave: ConcaveInForms, name: str) -> bool:
    return any(form == Symbol(name) for _, form, _ in concave.parts)


CHECKS: Checks = {ConcaveInForms: concave_in_forms, MaximumUnderCondition: maximum_under_condition}
