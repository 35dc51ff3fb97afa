"""The direction in which a sum of cosines is largest."""

from __future__ import annotations

from ..claims.maxima import BestDirection
from ..expressions import (
    TWO,
    Add,
    Call,
    Derivative,
    Hat,
    Multiply,
    Negate,
    Power,
    Relation,
    Symbol,
    free_symbols,
)
from .case import Case, Checks
from .concavity import log_likelihood
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .values import established

__all__ = ["CHECKS"]


def best_direction(case: Case) -> Established:
    """The slope is k(S cos v − C sin v) with k ≥ 0, so the function k(C cos v + S sin v) and something free of v."""
    claim, line = case.claim, case.after
    assert isinstance(claim, BestDirection)
    before, symbol = log_likelihood(case), Symbol(claim.variable)
    domain = case.domain(claim.variable)
    if domain.lower is not None or domain.upper is not None or domain.integer:
        raise Refused("the direction may not be free")
    if not isinstance(line, Relation) or line.operators != ("=",) or line.operands[0] != Hat(symbol):
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    corner = line.operands[1]
    if not isinstance(corner, Call) or corner.function != "atan2" or len(corner.arguments) != 2:
        raise Refused("the estimate is not the angle of a point")
    up, across = corner.arguments
    own = free_symbols(case.meaning.unfold(corner)) | free_symbols(case.meaning.unfold(claim.factor))
    parameters = case.setting.domains.keys() - {"n"}
    if claim.variable in own or free_symbols(case.meaning.unfold(corner)) & parameters:
        raise Refused("the point or the factor depends on the parameters")
    value = case.meaning.unfold(before.value)
    require_smooth(case.meaning, value, claim.variable, False)
    slope = Add((Multiply((up, Call("cos", (symbol,)))), Negate(Multiply((across, Call("sin", (symbol,)))))))
    case.equal(Derivative(value, symbol), Multiply((claim.factor, slope)))
    case.note(case.meaning.is_not_negative(claim.factor, False))
    if case.setting.columns:
        case.positive(Add((Power(up, TWO), Power(across, TWO))), True)
    case.record.definitions.define(line.operands[0], corner)
    return established(case, slopes=None)


CHECKS: Checks = {BestDirection: best_direction}
