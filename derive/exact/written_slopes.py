"""Derivatives carried through written sums and logarithms: (log f)′ is f′/f, and log f itself is not needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..expressions import Add, Call, Expression, Multiply, Negate, Number
from .budget import CannotNormalise
from .quotients import Normal

if TYPE_CHECKING:
    from .translation import Translation

__all__ = ["slope"]


def slope(t: Translation, e: Expression, name: str) -> Normal:
    """The normal form of the derivative for the symbol."""
    rule = _RULES.get(type(e))
    return t.ring.derivative(t(e), name) if rule is None else rule(t, e, name)


def _number(t: Translation, e: Number, name: str) -> Normal:
    return t.ring.zero


def _add(t: Translation, e: Add, name: str) -> Normal:
    return t.ring.sum([slope(t, term, name) for term in e.terms])


def _negate(t: Translation, e: Negate, name: str) -> Normal:
    return t.ring.negate(slope(t, e.operand, name))


def _multiply(t: Translation, e: Multiply, name: str) -> Normal:
    """A number in front; products of other kinds are multiplied out first."""
    first, *rest = e.factors
    if type(first) is not Number or len(rest) != 1:
        return t.ring.derivative(t(e), name)
    return t.ring.multiply(t(first), slope(t, rest[0], name))


def _call(t: Translation, e: Call, name: str) -> Normal:
    if e.function != "log" or len(e.arguments) != 1:
        return t.ring.derivative(t(e), name)
    try:
        return t.ring.divide(slope(t, e.arguments[0], name), t(e.arguments[0]))
    except CannotNormalise:  # as e^(−x²/(2σ²)) for a tiny σ, whose logarithm is simple
        return t.ring.derivative(t(e), name)


_RULES: dict[type[Expression], Callable[[Translation, Any, str], Normal]] = {
    Number: _number, Add: _add, Negate: _negate, Multiply: _multiply, Call: _call,
}
