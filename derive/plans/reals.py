"""The course of a log-likelihood over the real numbers, where its parameter is a whole number.

Its second derivative is a quotient of polynomials, and ℓ′ tends to zero. Where ℓ″ < 0 throughout, ℓ′ falls to zero
and ℓ grows for ever; where ℓ″ turns positive, ℓ′ has fallen below zero before and stays there: ℓ has one peak.
"""

from __future__ import annotations

from flint import fmpq

from ..balls import Undefined, enclose
from ..balls import decimal as balls_decimal
from ..claims.integers import FallsToZero, PeakOfFunction
from ..claims.maxima import NoMaximum, SignOfDerivative
from ..claims.values import Differentiated
from ..claims.zeros import Evaluated
from ..exact import Field
from ..exact.intervals import roots_beyond
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Apply,
    Call,
    Divide,
    Expression,
    Hat,
    Negate,
    Relation,
    Several,
    Symbol,
    integer,
    kinds,
    number_value,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..records import replace
from ..rules.derivatives import derivative
from ..rules.terms import Term, factor, multiply, terms_of, write, write_sum
from ..steps import Status, value_of
from ..words import say
from .estimation import Estimated, unfold_constant
from .likelihood import function_of
from .maximum import End, compared, state_end
from .worksheet import Stuck, Worksheet, equals

__all__ = ["course", "over_reals", "peak"]

LARGEST = 2**40
DIGITS = (6, 9, 12, 16)
BITS = 128


def over_reals(sheet: Worksheet, functions: Estimated, line: Relation, size: str) -> Estimated:
    """The maximum over the whole numbers of a log-likelihood in one parameter. Raises Stuck."""
    end = course(sheet, line, size, "slope-over-reals")
    if isinstance(end, End) and not end.attained:
        name = plain(Symbol(size))
        reason = say("climbs-for-ever", name=name)
        return replace(functions, status=Status.NO_MAXIMUM, why=reason)
    root, hat = (end.end, end.line) if isinstance(end, End) else peak(sheet, line, end, size)
    return replace(functions, roots={size: root}, lines={size: hat})


# ---- the course of the profile -------------------------------------------------------------------------------


def course(sheet: Worksheet, profile: Relation, size: str, rule: str) -> End | Relation:
    """The lines that show the profile to grow for ever, where it does; else the line of its slope."""
    sheet.phase("score")
    first, second = _slopes(sheet, profile, size)
    symbol = Symbol(size)
    slope = equals(function_of("ℓ", (size,), 1), first)
    sheet.write(rule, profile, slope, Differentiated(size), v=symbol)
    curve = equals(function_of("ℓ", (size,), 2), second)
    sign = _sign_throughout(sheet, second, size)
    falls = sign == -1
    sheet.phase("maximum" if not falls or sheet.domain(size).upper is not None else "no-maximum")
    if not falls:
        if sign == 1:
            sheet.write("slope-climbs", slope, compared(curve, ">"), SignOfDerivative(size, 1), v=symbol)
        else:
            sheet.write("curvature-of-profile", slope, curve, Differentiated(size), v=symbol)
        return slope
    bent = sheet.write("slope-falls", slope, compared(curve, "<"), SignOfDerivative(size, 1), v=symbol)
    rising = sheet.write("slope-stays-positive", bent, compared(slope, ">"), FallsToZero(size, 1), v=symbol)
    if sheet.domain(size).upper is not None:
        return state_end(sheet, rising, size, True)
    condition = sheet.domain(size).condition(symbol) or rising
    sheet.write("sizes-without-end", rising, condition, NoMaximum(size, True), v=symbol)
    return End(symbol, True, False, rising)


def _sign_throughout(sheet: Worksheet, e: Expression, size: str) -> int | None:
    """The sign of a quotient of polynomials from the first size on; None where it changes."""
    field, lower = Field(sheet.setting), sheet.domain(size).lower
    first = None if lower is None else number_value(lower)
    parts = [field.numerator(part, size) for part in (e, Divide(ONE, e))]
    if not isinstance(first, int):
        return None
    if any(part is None or not part(fmpq(first)) or roots_beyond(part, fmpq(first)) for part in parts):
        return None
    start = enclose(put(e, Symbol(size), integer(first)), {}, sheet.setting, BITS)
    return 1 if start > 0 else -1 if start < 0 else None


def _slopes(sheet: Worksheet, profile: Relation, size: str) -> tuple[Expression, Expression]:
    """ℓ′ and ℓ″; what cancels of the derivative of the logarithms with the estimate in them is left out."""
    plain_terms: list[Expression] = []
    others: list[Expression] = []
    for term in terms_of(value_of(profile)):
        slope = derivative(write_sum([term]), size)
        (plain_terms if _is_plain(term, size) else others).append(slope)
    rest = [t for e in others for t in terms_of(e)]
    logs = [t for t in rest if any(isinstance(b, Call) for b, _ in t.powers)]
    left = [t for t in rest if t not in logs]
    if not Field(sheet.setting).equal(write_sum(left), ZERO):
        first = write_sum([t for e in (*plain_terms, *others) for t in terms_of(e)])
        return first, derivative(first, size)
    kept = [t for e in plain_terms for t in terms_of(e)]
    second = [t for e in plain_terms for t in terms_of(derivative(e, size))]
    return write_sum([*kept, *logs]), write_sum([*second, *(t for log in logs for t in _curvature(log, size))])


def _is_plain(term: Term, size: str) -> bool:
    """Whether it is a multiple of log(m − j)."""
    if len(term.powers) != 1 or term.powers[0][1] != 1:
        return False
    base = term.powers[0][0]
    inner = base.arguments[0] if isinstance(base, Call) and base.function == "log" else None
    return isinstance(inner, (Symbol, Add)) and Divide not in kinds(inner)


def _curvature(log: Term, size: str) -> list[Term]:
    """The derivative of k log(1 − a/(b m)) as `k a/(m(b m − a))`."""
    symbol = Symbol(size)
    base = next(b for b, _ in log.powers if isinstance(b, Call))
    inner = base.arguments[0]
    if len(log.powers) == 1 and isinstance(inner, Add) and len(inner.terms) == 2 and inner.terms[0] == ONE:
        gone = factor(inner.terms[1])
        above, below = abs(gone.coefficient.numerator), gone.coefficient.denominator
        if gone.powers == ((symbol, -1),) and gone.coefficient < 0:
            left = Add((multiply(integer(below), symbol), Negate(integer(above))))
            return [Term(log.coefficient * above, ((symbol, -1), (left, -1)))]
    return terms_of(derivative(write(log), size))


# ---- the peak ------------------------------------------------------------------------------------------------


def peak(sheet: Worksheet, profile: Relation, slope: Relation, size: str) -> tuple[Expression, Relation]:
    """Three neighbours, the middle one the highest."""
    height = unfold_constant(sheet, value_of(profile))
    domain, symbol = sheet.domain(size), Symbol(size)
    first, last = (None if end is None else number_value(end) for end in (domain.lower, domain.upper))
    if not isinstance(first, int):
        raise Stuck(say("no-first-value", name=size))
    best = _highest(sheet, height, size, first, last if isinstance(last, int) else None)
    places = [at for at in (best - 1, best, best + 1) if at >= first and (last is None or at <= last)]
    shown = _heights(sheet, height, size, places)
    sheet.write("three-neighbours", profile, shown, Evaluated(size))
    sheet.phase("answer")
    hat = equals(Hat(symbol), integer(best))
    line = sheet.write("peak-of-profile", slope, hat, PeakOfFunction(size), v=symbol, n=integer(best))
    return integer(best), line


def _highest(sheet: Worksheet, height: Expression, size: str, first: int, last: int | None) -> int:
    """The last whole number that is higher than the one before it, by doubling and halving."""
    def climbs_from(at: int) -> bool:
        if last is not None and at >= last:
            return False
        try:
            here, there = (put(height, Symbol(size), integer(k)) for k in (at, at + 1))
            return bool(enclose(Add((there, Negate(here))), {}, sheet.setting, BITS) > 0)
        except Undefined as why:
            raise Stuck(say("no-value-at", name=size, value=at, why=why)) from None

    if not climbs_from(first):
        return first
    step = 1
    while climbs_from(first + step):
        step *= 2
        if step > LARGEST:
            raise Stuck(say("goes-on-growing", name=size))
    low, high = first + step // 2, first + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if climbs_from(middle) else (low, middle)
    return high


def _heights(sheet: Worksheet, height: Expression, size: str, places: list[int]) -> Expression:
    """`ℓ(11) ≈ −9.31, ℓ(12) ≈ −9.30`, with as many digits as tell them apart."""
    at = [put(height, Symbol(size), integer(k)) for k in places]
    found: list[Expression] = []
    for digits in DIGITS:
        found = [balls_decimal(e, digits, sheet.setting) for e in at]
        if len(set(map(number_value, found))) == len(found):
            break
    statements = tuple(
        Relation((Apply("ℓ", (integer(k),)), number), ("≈",)) for k, number in zip(places, found, strict=True)
    )
    return statements[0] if len(statements) == 1 else Several(statements, ",")
