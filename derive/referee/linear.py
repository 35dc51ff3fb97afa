"""Equations that are linear as they are written: `3 p_2 + p_3 = 1`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ..expressions import Add, Divide, Expression, Multiply, Negate, Relation, Symbol, number_value
from .refusal import Refused

__all__ = ["Form", "form_of", "line_of", "weights_of"]


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


class Form(NamedTuple):
    """A sum of numbers times symbols, and a number."""

    coefficients: dict[str, Fraction]
    constant: Fraction

    def plus(self, other: Form, times: Fraction) -> Form:
        """This one and a multiple of the other."""
        found = dict(self.coefficients)
        for name, value in other.coefficients.items():
            found[name] = found.get(name, Fraction(0)) + times * value
        return Form({n: v for n, v in found.items() if v}, self.constant + times * other.constant)

    def at(self, point: Mapping[str, Fraction]) -> Fraction:
        """The value at a point that has all the symbols. Raises Refused."""
        if not self.coefficients.keys() <= point.keys():
            raise Refused("the point lacks a symbol of the condition")
        return self.constant + sum((v * point[n] for n, v in self.coefficients.items()), Fraction(0))


def form_of(e: Expression) -> Form:
    """The expression as a linear form, however it is written. Raises Refused."""
    value = number_value(e)
    if value is not None:
        return Form({}, Fraction(value))
    if isinstance(e, Symbol):
        return Form({e.name: Fraction(1)}, Fraction(0))
    zero = Form({}, Fraction(0))
    if isinstance(e, Negate):
        return zero.plus(form_of(e.operand), Fraction(-1))
    if isinstance(e, Add):
        for term in e.terms:
            zero = zero.plus(form_of(term), Fraction(1))
        return zero
    if isinstance(e, Multiply):
        return _product_of([form_of(factor) for factor in e.factors])
    if isinstance(e, Divide):
        top, bottom = form_of(e.numerator), form_of(e.denominator)
        if not bottom.coefficients and bottom.constant:
            return zero.plus(top, 1 / bottom.constant)
    raise Refused("a condition that is not linear")


def _product_of(forms: list[Form]) -> Form:
    found = Form({}, Fraction(1))
    for form in forms:
        if form.coefficients and found.coefficients:
            raise Refused("a condition that is not linear")
        one, other = (form, found) if form.coefficients else (found, form)
        found = Form({}, Fraction(0)).plus(one, other.constant)
    return found
