"""Sums with fractions as one fraction: `1 − θ/(1 + θ)` is 1/(1 + θ)."""

from __future__ import annotations

from ..expressions import Add, Divide, Expression, Multiply, Negate, Number, Power, Symbol, map_children, walk
from .terms import collect, expand, multiply, negate, write_sum

__all__ = ["over_one_denominator"]

_ARITHMETIC = (Number, Symbol, Add, Multiply, Negate, Divide, Power)


def over_one_denominator(e: Expression) -> Expression:
    """Every `a − u/v` in which a single term is left above the line, as that over v."""
    return _joined(e) if isinstance(e, Add) else map_children(over_one_denominator, e)


def _joined(e: Add) -> Expression:
    if len(e.terms) != 2 or not all(isinstance(node, _ARITHMETIC) for node in walk(e)):
        return e
    for term, other in (e.terms, e.terms[::-1]):
        inner = term.operand if isinstance(term, Negate) else term
        if not isinstance(inner, Divide) or not isinstance(inner.denominator, Add) or isinstance(other, Divide):
            continue
        above = negate(inner.numerator) if isinstance(term, Negate) else inner.numerator
        top = collect([*expand(multiply(other, inner.denominator)), *expand(above)])
        if len(top) == 1:
            return Divide(write_sum(top), inner.denominator)
    return e
