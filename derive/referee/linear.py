"""Equations that are linear as they are written: `3 p_2 + p_3 = 1`."""

from __future__ import annotations

from fractions import Fraction

from ..expressions import Add, Expression, Multiply, Negate, Relation, Symbol, number_value

__all__ = ["weights_of"]


def weights_of(line: Relation) -> dict[str, Fraction] | None:
    """The coefficient of each symbol at the left of an equation whose right side is a number; None for another."""
    if line.operators != ("=",) or number_value(line.operands[1]) is None:
        return None
    left = line.operands[0]
    found: dict[str, Fraction] = {}
    for term in left.terms if isinstance(left, Add) else (left,):
        part = _term(term)
        if part is None or part[0] in found:
            return None
        found[part[0]] = part[1]
    return found


def _term(e: Expression) -> tuple[str, Fraction] | None:
    if isinstance(e, Symbol):
        return e.name, Fraction(1)
    if isinstance(e, Negate):
        inner = _term(e.operand)
        return None if inner is None else (inner[0], -inner[1])
    if isinstance(e, Multiply) and len(e.factors) == 2 and isinstance(e.factors[1], Symbol):
        value = number_value(e.factors[0])
        return (e.factors[1].name, Fraction(value)) if value else None
    return None
