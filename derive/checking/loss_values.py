"""The value of what is written in numbers, infinite where it is."""

from __future__ import annotations

from collections.abc import Mapping

from flint import arb, fmpq

from ..balls import Undefined, evaluate, precision
from ..expressions import (
    INFINITY,
    ZERO,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Symbol,
    map_children,
    nodes,
    number_value,
    replace,
)
from ..records import NOTHING
from ..steps import Setting
from .places import BITS

__all__ = ["Value", "number", "with_values"]

Value = fmpq | arb
_INFINITE = {"∞": arb("inf")}


def number(e: Expression, decimals: Mapping[str, arb] = NOTHING) -> Value | None:
    """The value of an expression in numbers, infinite where it is; None where it has none. decimals: the values of
    the symbols that stand for rounded decimals."""
    found = _value(e, decimals)
    return _value(_with_infinity(e), decimals) if found is None and _has_zero(e) else found


def _value(e: Expression, decimals: Mapping[str, arb]) -> Value | None:
    try:
        with precision(BITS):
            found = evaluate(e, {**decimals, **_INFINITE}, Setting())
    except (Undefined, OverflowError):
        return None
    if isinstance(found, fmpq):
        return found
    return found if isinstance(found, arb) and not found.is_nan() else None


def _has_zero(e: Expression) -> bool:
    """Whether nought or ∞ is written in it: without them nothing is infinite."""
    return any((type(n) is Number and not n.value) or n == INFINITY for n in nodes(e))


def _with_infinity(e: Expression) -> Expression:
    """log 0 as −∞, and 0 times a logarithm as 0."""
    if e == INFINITY:
        return Symbol("∞")
    e = map_children(_with_infinity, e)
    if isinstance(e, Multiply) and any(isinstance(f, Number) and f.value == 0 for f in e.factors):
        return ZERO
    if isinstance(e, Call) and e.function in ("log", "log2", "log10") and number_value(e.arguments[0]) == 0:
        return Negate(Symbol("∞"))
    if isinstance(e, Divide) and number_value(e.denominator) == 0 and number_value(e.numerator) == 1:
        return Symbol("∞")
    if isinstance(e, Power) and number_value(e.base) == 0 and isinstance(e.exponent, Negate):
        return Symbol("∞")
    return e


def with_values(e: Expression, values: Mapping[Expression, Expression]) -> Expression:
    """The expression with values in the places of names."""
    for name, value in values.items():
        e = replace(e, name, value)
    return e
