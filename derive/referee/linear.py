"""Equations that are linear as they are written: `3 p_2 + p_3 = 1`."""

from __future__ import annotations

from fractions import Fraction

from ..expressions import Add, Divide, Expression, Multiply, Negate, Relation, Symbol, number_value
from .refusal import Refused

__all__ = ["line_of", "weights_of"]


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


def line_of(e: Expression, variable: str) -> tuple[Fraction, Fraction]:
    """a and b of an expression a v + b with numbers, however it is written. Raises Refused."""
    value = number_value(e)
    if value is not None:
        return Fraction(0), Fraction(value)
    if e == Symbol(variable):
        return Fraction(1), Fraction(0)
    if isinstance(e, Negate):
        slope, constant = line_of(e.operand, variable)
        return -slope, -constant
    if isinstance(e, Add):
        parts = [line_of(term, variable) for term in e.terms]
        return sum((a for a, _ in parts), Fraction(0)), sum((b for _, b in parts), Fraction(0))
    if isinstance(e, (Multiply, Divide)):
        return _scaled_line(e, variable)
    raise Refused("a formula that is not linear")


def _scaled_line(e: Multiply | Divide, variable: str) -> tuple[Fraction, Fraction]:
    if isinstance(e, Divide):
        slope, constant = line_of(e.numerator, variable)
        by, size = line_of(e.denominator, variable)
        if by or not size:
            raise Refused("a formula that is not linear")
        return slope / size, constant / size
    slope, constant = Fraction(0), Fraction(1)
    for factor in e.factors:
        a, b = line_of(factor, variable)
        if a and slope:
            raise Refused("a formula that is not linear")
        slope, constant = slope * b + a * constant, constant * b
    return slope, constant
