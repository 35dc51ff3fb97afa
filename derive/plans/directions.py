"""An angle that stands in one sum of cosines: the direction in which the observations point together.

Σ cos(x_i − μ) = C cos μ + S sin μ is √(C² + S²) times the cosine of the angle between μ and the direction of the
point (C, S): it is largest where both agree.
"""

from __future__ import annotations

from ..balls import enclose
from ..claims.maxima import BestDirection
from ..claims.values import Equal
from ..domains import REAL
from ..expressions import (
    TWO,
    Add,
    Call,
    Constant,
    Expression,
    Hat,
    Multiply,
    Negate,
    Relation,
    Summation,
    Symbol,
    free_symbols,
)
from ..expressions import replace as put
from ..rules.terms import Term, negate, terms_of, write, write_sum
from ..steps import value_of
from ..words import say
from .worksheet import Worksheet, equals

__all__ = ["best_direction"]


def best_direction(sheet: Worksheet, line: Relation, unknown: str) -> tuple[Expression, Relation] | None:
    """The estimate of the angle and its line; None where it does not stand in one sum of cosines."""
    held = [term for term in terms_of(value_of(line)) if unknown in free_symbols(write(term))]
    if len(held) != 1:
        return None
    sums = [(base, k) for base, k in held[0].powers if unknown in free_symbols(base)]
    if len(sums) != 1 or sums[0][1] != 1 or not isinstance(sums[0][0], Summation):
        return None
    whole = sums[0][0]
    angle = _angle(whole.body, unknown)
    if angle is None:
        return None
    factor = write(Term(held[0].coefficient, tuple(power for power in held[0].powers if power != sums[0])))
    across, up = (Summation(Call(f, (angle,)), whole.index, whole.lower, whole.upper) for f in ("cos", "sin"))
    root = _within(sheet, Call("atan2", (up, across)), unknown)
    if root is None:
        return None
    symbol = Symbol(unknown)
    apart = Add((Multiply((Call("cos", (symbol,)), across)), Multiply((Call("sin", (symbol,)), up))))
    sheet.phase("solve")
    after = equals(line.operands[0], put(value_of(line), whole, apart))
    line = sheet.write("angles-apart", line, after, Equal(), v=symbol)
    sheet.phase("answer")
    hat = sheet.write("best-direction", line, equals(Hat(symbol), root), BestDirection(unknown, factor), v=symbol)
    if sheet.domain(unknown) == REAL:
        sheet.notes.append(say("direction", name=unknown))
    return root, hat


def _within(sheet: Worksheet, corner: Expression, unknown: str) -> Expression | None:
    """The angle, a whole turn more or less where that one lies in the domain, which is one turn long at most; None
    where none of them does, or where it depends on the sample."""
    domain = sheet.domain(unknown)
    if domain == REAL:
        return corner
    if domain.lower is None or domain.upper is None or not sheet.sample.known:
        return None
    turn = Multiply((TWO, Constant("π")))
    candidates = corner, Add((corner, turn)), Add((corner, Negate(turn)))
    lower, upper, *found = (enclose(e, {}, sheet.setting, 64) for e in (domain.lower, domain.upper, *candidates))
    if not upper - lower < 6.2832:
        return None
    return next((e for e, x in zip(candidates, found, strict=True) if lower < x < upper), None)


def _angle(body: Expression, unknown: str) -> Expression | None:
    """x_i for `cos(x_i − μ)`, also for `cos(μ − x_i)`."""
    if not isinstance(body, Call) or body.function != "cos":
        return None
    terms = terms_of(body.arguments[0])
    own = [t for t in terms if unknown in free_symbols(write(t))]
    if len(own) != 1 or own[0].powers != ((Symbol(unknown), 1),) or abs(own[0].coefficient) != 1:
        return None
    rest = write_sum([t for t in terms if t is not own[0]])
    return rest if own[0].coefficient < 0 else negate(rest)
