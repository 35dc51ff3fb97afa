"""The direction in which a sum of cosines is largest."""

from __future__ import annotations

from ..claims.maxima import BestDirection
from ..expressions import (
    TWO,
    Add,
    Call,
    Constant,
    Derivative,
    Expression,
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
from .positivity import difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .values import established

__all__ = ["CHECKS"]

TURN = Multiply((TWO, Constant("π")))


def best_direction(case: Case) -> Established:
    """The slope is k(S cos v − C sin v) with k ≥ 0, so the function k(C cos v + S sin v) and something free of v."""
    claim, line = case.claim, case.after
    assert isinstance(claim, BestDirection)
    before, symbol = log_likelihood(case), Symbol(claim.variable)
    if not isinstance(line, Relation) or line.operators != ("=",) or line.operands[0] != Hat(symbol):
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    corner = _without_turns(line.operands[1])
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
    _require_inside(case, line.operands[1], claim.variable)
    case.record.definitions.define(line.operands[0], line.operands[1])
    return established(case, slopes=None)


def _without_turns(e: Expression) -> Expression:
    """What `e + 2π` and `e − 2π` add a turn to."""
    if isinstance(e, Add) and len(e.terms) == 2 and e.terms[1] in (TURN, Negate(TURN)):
        return e.terms[0]
    return e


def _require_inside(case: Case, root: Expression, name: str) -> None:
    """The angle is one that the parameter may have, and no end of a domain that is a turn long. Raises Refused."""
    domain = case.domain(name)
    if domain.integer:
        raise Refused("the direction may not be free")
    if domain.lower is not None:
        case.ordered(domain.lower, root, True, True)
    if domain.upper is not None:
        case.ordered(root, domain.upper, True, True)
    if domain.lower is not None and domain.upper is not None:  # a turn more would be as good
        case.ordered(difference(domain.upper, domain.lower), TURN, False)


CHECKS: Checks = {BestDirection: best_direction}
