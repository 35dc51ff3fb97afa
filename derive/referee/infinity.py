"""Losses that are infinite: −log 0 is ∞, the limit of −log p as p falls to zero, and so is what is built on it."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from ..balls import Undefined, evaluate, precision
from ..balls.quantities import ball
from ..expressions import Add, Call, Constant, Divide, Expression, Multiply, Negate, Symbol
from ..steps import Setting

__all__ = ["infinite_sign", "is_infinity"]


def is_infinity(e: Expression) -> int:
    """1 for ∞ as it is written, −1 for −∞, else 0."""
    if isinstance(e, (Constant, Symbol)) and e.name == "∞":
        return 1
    return -is_infinity(e.operand) if isinstance(e, Negate) else 0


def infinite_sign(e: Expression, setting: Setting) -> int | None:
    """1 or −1 where the closed expression is ∞ or −∞ in the limit, 0 where it is finite, None where neither shows."""
    rule = _RULES.get(type(e))
    return _finite(e, setting) if rule is None else rule(e, setting)


def _finite(e: Expression, setting: Setting) -> int | None:
    return is_infinity(e) or (None if _value_sign(e, setting) is None else 0)


def _value_sign(e: Expression, setting: Setting) -> int | None:
    """The sign of a finite value, None where it has none."""
    try:
        with precision(128):
            x = evaluate(e, {}, setting)
    except Undefined:
        return None
    if isinstance(x, fmpq):
        return (x > 0) - (x < 0)
    around = ball(x)
    return 1 if around > 0 else -1 if around < 0 else 0 if around == 0 else None


def _negate(e: Negate, setting: Setting) -> int | None:
    sign = infinite_sign(e.operand, setting)
    return None if sign is None else -sign


def _add(e: Add, setting: Setting) -> int | None:
    signs = {infinite_sign(term, setting) for term in e.terms} - {0}
    return 0 if not signs else signs.pop() if len(signs) == 1 else None


def _multiply(e: Multiply, setting: Setting) -> int | None:
    result, infinite = 1, False
    for factor in e.factors:
        sign = infinite_sign(factor, setting)
        infinite = infinite or sign in (1, -1)
        size = sign or _value_sign(factor, setting)
        if sign is None or not size:
            return _finite(e, setting)
        result *= size
    return result if infinite else 0


def _divide(e: Divide, setting: Setting) -> int | None:
    top, bottom = infinite_sign(e.numerator, setting), infinite_sign(e.denominator, setting)
    below = _value_sign(e.denominator, setting)
    if top in (1, -1) and bottom == 0 and below:
        return top * below if top is not None else None
    return _finite(e, setting)


def _call(e: Call, setting: Setting) -> int | None:
    inner = infinite_sign(e.arguments[0], setting) if len(e.arguments) == 1 else 0
    if e.function == "log" and inner == 0 and _value_sign(e.arguments[0], setting) == 0:
        return -1
    if e.function in ("log", "exp") and inner == 1:
        return 1
    return _finite(e, setting)


_RULES: dict[type[Expression], Callable[..., int | None]] = {
    Negate: _negate, Add: _add, Multiply: _multiply, Divide: _divide, Call: _call,
}
