"""Claims about equations: set to zero, equivalent, combined."""

from __future__ import annotations

from functools import reduce

from ..claims.equations import Combined, Equivalent, SetToZero
from ..expressions import (
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    integer,
    replace,
)
from .case import Case, Checks, sides_of, spread_signs
from .meaning import difference
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS", "equation", "gap_of", "require_established"]


def equation(case: Case) -> Established:
    """The new line as an equation."""
    return established(case, slopes=None, is_equation=True)


def set_to_zero(case: Case) -> Established:
    """The value of the line before is set to zero."""
    before = case.start()
    left, right = sides_of(case.after)
    if before.is_equation or right != ZERO:
        raise Refused("only the value of a line can be set to zero")
    case.equal(before.value, left)
    return equation(case)


# ---- equivalence ---------------------------------------------------------------------------------------


def equivalent(case: Case) -> Established:
    """Both equations have the same solutions."""
    claim = case.claim
    assert isinstance(claim, Equivalent)
    before = case.start().line
    if claim.applied is not None:
        _apply(case, claim.applied, before, claim.at_data)
        return equation(case)
    _nonvanishing(case, claim.multiplier, claim.at_data)
    gap = Multiply((claim.multiplier, gap_of(before)))
    case.equal(gap, gap_of(case.after), claim.at_data)
    return equation(case)


def gap_of(line: Expression) -> Expression:
    """Left − right; of alternatives the product, which vanishes where one of them does."""
    if isinstance(line, Several):
        if line.separator != "or":
            raise Refused("several equations at once")
        return reduce(lambda a, b: Multiply((a, b)), map(gap_of, line.statements))
    left, right = sides_of(line)
    gaps = [difference(left, r) for r in spread_signs(right)]
    if right == ZERO and len(gaps) == 1:
        return left
    return reduce(lambda a, b: Multiply((a, b)), gaps)


def _nonvanishing(case: Case, e: Expression, at_data: bool) -> None:
    """Proves that the factor has neither zero nor pole, factor by factor where it is a product."""
    if isinstance(e, Negate):
        _nonvanishing(case, e.operand, at_data)
    elif isinstance(e, Number):
        if not e.value:
            raise Refused("both sides times zero")
    elif isinstance(e, Multiply):
        for factor in e.factors:
            _nonvanishing(case, factor, at_data)
    elif isinstance(e, Divide):
        _nonvanishing(case, e.numerator, at_data)
        _nonvanishing(case, e.denominator, at_data)
    elif isinstance(e, Power):
        _nonvanishing(case, e.base, at_data)
    else:
        case.note(case.meaning.is_not_zero(e, at_data))


def _apply(case: Case, function: str, before: Expression, at_data: bool) -> None:
    """A one-to-one function on both sides; a root is checked by its power, on sides that are not negative."""
    old, new = sides_of(before), sides_of(case.after)
    if function in ("sqrt", "cbrt", "root"):
        degree = 2 if function == "sqrt" else 3 if function == "cbrt" else _degree(new[1])
        for side, rooted in zip(old, new, strict=True):
            case.note(case.meaning.is_not_negative(rooted, at_data))
            case.equal(side, Power(rooted, integer(degree)), at_data)
    elif function == "power":
        _apply_power(case, old, new, at_data)
    elif function == "log":
        for side, result in zip(old, new, strict=True):
            case.note(case.meaning.is_positive(side, at_data))
            case.equal(Call("log", (side,)), result, at_data)
    elif function == "exp":
        for side, result in zip(old, new, strict=True):
            case.equal(Call("exp", (side,)), result, at_data)
    else:
        raise Refused(f"{function} on both sides is not known to keep the solutions")


def _apply_power(
    case: Case, old: tuple[Expression, Expression], new: tuple[Expression, Expression], at_data: bool
) -> None:
    """`v^k = a` becomes `v = b` where b^k = a: both positive, k free of what v holds and not zero."""
    if not isinstance(old[0], Power) or old[0].base != new[0]:
        raise Refused("no power of what stands on the left")
    exponent = old[0].exponent
    if free_symbols(case.meaning.unfold(new[0])) & free_symbols(case.meaning.unfold(exponent)):
        raise Refused("the exponent holds the unknown")
    case.note(case.meaning.is_not_zero(exponent, at_data))
    for side in new:
        if not case.meaning.positive.of(case.meaning.unfold(side), at_data):
            case.note(case.meaning.is_positive(side, at_data))
    case.equal(Power(new[1], exponent), old[1], at_data)


def _degree(e: Expression) -> int:
    if isinstance(e, Call) and e.function == "cbrt":
        return 3
    if isinstance(e, Call) and e.function == "root" and isinstance(e.arguments[1], Number):
        return int(e.arguments[1].value)
    raise Refused("the degree of the root cannot be seen")


def combined(case: Case) -> Established:
    """A sum of multiples of established equations."""
    claim = case.claim
    assert isinstance(claim, Combined)
    parts = []
    for multiplier, part in claim.parts:
        require_established(case, part)
        parts.append(Multiply((multiplier, gap_of(part))))
    case.equal(parts[0] if len(parts) == 1 else Add(tuple(parts)), gap_of(case.after))
    return equation(case)


def require_established(case: Case, part: Relation) -> None:
    """Proves that the equation was a line, or is given, as it stands or with estimates put in. Raises Refused."""
    if case.record.find(part) is not None or part in case.setting.given or part in case.setting.facts:
        return
    for line in (*case.setting.given, *case.setting.facts):
        if isinstance(line, Relation) and line.operators == ("=",) and case.name(line) is None:
            with_estimates = _with_estimates(case, line)
            if with_estimates != line and case.proves_equal(gap_of(with_estimates), gap_of(part)):
                return
    raise Refused("an equation that is combined was not established")


def _with_estimates(case: Case, line: Expression) -> Expression:
    for name in free_symbols(line):
        estimate = case.record.definitions.estimate(name)
        if estimate is not None:
            line = replace(line, Symbol(name), estimate)
    return line


CHECKS: Checks = {
    SetToZero: set_to_zero,
    Equivalent: equivalent,
    Combined: combined,
}
