"""Equalities that are seen in how both sides are written, part by part: no normal form of the whole is needed."""

from __future__ import annotations

from flint import fmpq

from ..balls import Undefined, evaluate, precision
from ..expressions import ONE, Add, Call, Expression, Multiply, Power
from ..steps import Setting

__all__ = ["are_equal_numbers", "exponents_of_equal_bases", "is_logarithm_of_powers"]

MOST_ROWS = 16
"""Of the data: longer sums are found in the normal form, which adds up whole columns."""


def are_equal_numbers(left: Expression, right: Expression, setting: Setting) -> bool:
    """Whether both sides, which hold no unknown, are the same rational number at the data of the setting."""
    if any(len(column.values) > MOST_ROWS for column in setting.columns.values()):
        return False
    try:
        with precision(64):
            a, b = evaluate(left, {}, setting), evaluate(right, {}, setting)
    except Undefined:
        return False
    return isinstance(a, fmpq) and isinstance(b, fmpq) and bool(a == b)


def exponents_of_equal_bases(left: Expression, right: Expression) -> list[tuple[Expression, Expression]]:
    """The exponents, in pairs, of products of powers of the same bases in the same order; empty for other products.

    Where they agree, so do the products, whatever the signs of the bases are.
    """
    lefts, rights = (e.factors if isinstance(e, Multiply) else (e,) for e in (left, right))
    pairs = [(_power_of(a), _power_of(b)) for a, b in zip(lefts, rights, strict=False)]
    same = len(lefts) == len(rights) and all(a.base == b.base for a, b in pairs)
    return [(a.exponent, b.exponent) for a, b in pairs] if same else []


def _power_of(e: Expression) -> Power:
    return e if isinstance(e, Power) else Power(e, ONE)


def is_logarithm_of_powers(left: Expression, right: Expression) -> bool:
    """Whether log Π b^e stands at the left and Σ e log b at the right, in the same order.

    Equal wherever both have a value, as log|b^e| is e log|b|.
    """
    if not isinstance(left, Call) or left.function != "log" or len(left.arguments) != 1:
        return False
    product = left.arguments[0]
    factors = product.factors if isinstance(product, Multiply) else (product,)
    terms = right.terms if isinstance(right, Add) else (right,)
    return len(factors) == len(terms) and all(map(_is_log_of_power, factors, terms))


def _is_log_of_power(factor: Expression, term: Expression) -> bool:
    power = _power_of(factor)
    log = Call("log", (power.base,))
    if isinstance(term, Multiply) and len(term.factors) == 2:
        return term.factors == (power.exponent, log)
    return power.exponent == ONE and term == log
