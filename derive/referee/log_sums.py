"""The claim that a function falls, as minus the slope of log Σ a_i does where all log a_i are convex.

For positive a_i, (Σ a_i′)² ≤ Σ a_i · Σ a_i′²/a_i by Cauchy and Schwarz, and a_i′²/a_i < a_i″ where log a_i is
strictly convex: so (Σ a_i′)² < Σ a_i · Σ a_i″, and log Σ a_i is strictly convex.
"""

from __future__ import annotations

from ..claims.log_sums import FallsWithLogSum
from ..claims.zeros import SignAtData
from ..domains import POSITIVE, REAL
from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Derivative,
    Multiply,
    Negate,
    Power,
    Relation,
    Symbol,
    free_symbols,
    replace,
    sample_sum,
)
from .case import Case, Checks
from .meaning import difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .values import derivative_line

__all__ = ["CHECKS"]


def falls_with_log_sum(case: Case) -> Established:
    """The line states the derivative; it is below zero by the logarithm of the sum, and what is left over."""
    claim, line = case.claim, case.after
    assert isinstance(claim, FallsWithLogSum)
    if not isinstance(line, Relation) or line.operators[-1] != "<" or line.operands[-1] != ZERO or claim.order != 1:
        raise Refused("the line does not state a derivative below zero")
    stated = Case(claim, case.start(), Relation(line.operands[:-1], line.operators[:-1]), case.meaning, case.record)
    result = derivative_line(stated, claim.variable, 1)
    case.note(stated.kind)
    _require_shape(case, claim)
    _require_convex(case, claim)
    b = Symbol(claim.variable)
    total = sample_sum(replace(claim.shape, Symbol(claim.symbol), claim.argument))
    logarithm = difference(Call("log", (total,)), Call("log", (b,)))
    bend = Derivative(Derivative(logarithm, b), b)
    case.not_negative(difference(Negate(line.operands[-2]), bend))
    return Established(line, claim, False, result.slopes, result.sign, result.source)


def _require_shape(case: Case, claim: FallsWithLogSum) -> None:
    """A positive function of the symbol alone, for which b w_i stands with a positive b."""
    b, domains = Symbol(claim.variable), case.setting.domains
    said = (*case.setting.facts, *case.setting.given)
    taken = {claim.variable, "n", "i", *case.setting.supports, *case.setting.columns}.union(*map(free_symbols, said))
    if claim.symbol in taken or free_symbols(claim.shape) - case.setting.values.keys() != {claim.symbol}:
        raise Refused("the shape is no function of a symbol of its own")
    case.positive(b)
    case.equal(claim.argument, Multiply((b, Derivative(claim.argument, b))))
    if claim.symbol in free_symbols(claim.argument):
        raise Refused("the argument holds the symbol that stands for it")
    if domains.get(claim.symbol) == POSITIVE:
        _require_positive(case, claim)
    elif domains.get(claim.symbol) != REAL:
        raise Refused("the symbol does not take every value that the argument takes")
    require_smooth(case.meaning, claim.shape, claim.symbol, False)
    case.positive(claim.shape)


def _require_positive(case: Case, claim: FallsWithLogSum) -> None:
    """The argument is; or it may be zero where the shape is zero too, so that such a term counts for nothing, and
    some term is positive."""
    sign, kind = case.meaning.sign(claim.argument)
    if sign == 1:
        case.note(kind)
        return
    case.note(case.meaning.is_not_negative(claim.argument))
    case.equal(ZERO, replace(claim.shape, Symbol(claim.symbol), ZERO))
    case.positive(sample_sum(replace(claim.shape, Symbol(claim.symbol), claim.argument)))


def _require_convex(case: Case, claim: FallsWithLogSum) -> None:
    """The line about 1 + v² (log A)″."""
    known, v = case.record.find(claim.by), Symbol(claim.symbol)
    line = None if known is None else known.line
    if known is None or not isinstance(known.claim, SignAtData) or known.claim.variable != claim.symbol:
        raise Refused("no line so far says that the logarithm of the shape bends upwards")
    if not isinstance(line, Relation) or line.operators[-1] != ">" or line.operands[-1] != ZERO:
        raise Refused("the line does not say that the function is positive")
    curvature = Derivative(Derivative(Call("log", (claim.shape,)), v), v)
    case.equal(Add((ONE, Multiply((Power(v, TWO), curvature)))), line.operands[-2])


CHECKS: Checks = {FallsWithLogSum: falls_with_log_sum}
