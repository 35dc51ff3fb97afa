"""Sums over many rows of data: every part of a term is evaluated for all rows at once, and once wherever it occurs.

As `enclose`, for formulas of the elementary kind; what is of another kind is left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flint import arb, fmpq

from ..expressions import (
    ONE,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Summation,
    Symbol,
    number_value,
    walk,
)
from ..steps import Setting
from .evaluation import enclose, evaluate
from .precision import precision
from .quantities import Undefined, ball

__all__ = ["enclose_together"]

Vector = list[arb]
Value = arb | Vector
HIGHEST_POWER = 12
SIZE = Symbol("n")


class _Foreign(Exception):
    """A part that is not of the elementary kind."""


def enclose_together(
    expressions: Sequence[Expression], values: Mapping[str, fmpq | arb], setting: Setting, prec: int
) -> list[arb]:
    """The values of several expressions at a point and the data of the setting, as finite balls. Raises Undefined."""
    with precision(prec):
        rows = _Rows(values, setting)
        found: list[arb] = []
        for e in expressions:
            try:
                value = rows.value(e)
            except _Foreign:
                value = enclose(e, values, setting, prec)
            if isinstance(value, list) or not value.is_finite():
                raise Undefined("a value that is not finite")
            found.append(value)
        return found


class _Rows:
    def __init__(self, values: Mapping[str, fmpq | arb], setting: Setting) -> None:
        self.setting = setting
        self.symbols = {name: arb(x) for name, x in values.items()}
        self.known: dict[Expression, Value] = {}

    def value(self, e: Expression) -> Value:
        """A ball, or one for each row."""
        found = self.known.get(e)
        if found is None:
            rule = _RULES.get(type(e))
            if rule is None:
                raise _Foreign
            found = self.known[e] = rule(self, e)
        return found

    def _number(self, e: Number) -> Value:
        x = e.value
        return arb(x) if isinstance(x, int) else arb(fmpq(x.numerator, x.denominator))

    def _symbol(self, e: Symbol) -> Value:
        if e.name in self.symbols:
            return self.symbols[e.name]
        if e == SIZE and self.setting.size is not None:
            return arb(self.setting.size)
        if e.name in self.setting.values:
            return self.value(self.setting.values[e.name])
        raise _Foreign

    def _constant(self, e: Constant) -> Value:
        if e.name == "e":
            return arb.const_e()
        if e.name == "π":
            return arb.pi()
        raise _Foreign

    def _indexed(self, e: Indexed) -> Value:
        column = self.setting.columns.get(e.base)
        if column is None or e.index != Symbol("i"):
            raise _Foreign
        return [arb(fmpq(x.numerator, x.denominator)) for x in column.values]

    def _add(self, e: Add) -> Value:
        total = self.value(e.terms[0])
        for term in e.terms[1:]:
            total = _both(total, self.value(term), lambda a, b: a + b)
        return total

    def _multiply(self, e: Multiply) -> Value:
        result = self.value(e.factors[0])
        for factor in e.factors[1:]:
            result = _both(result, self.value(factor), lambda a, b: a * b)
        return result

    def _divide(self, e: Divide) -> Value:
        return _both(self.value(e.numerator), self.value(e.denominator), lambda a, b: a / b)

    def _negate(self, e: Negate) -> Value:
        return _each(self.value(e.operand), lambda a: -a)

    def _power(self, e: Power) -> Value:
        if e.base == Constant("e"):
            return _each(self.value(e.exponent), arb.exp)
        exponent = number_value(e.exponent)
        if not isinstance(exponent, int) or not 0 < abs(exponent) <= HIGHEST_POWER:
            raise _Foreign
        base = self.value(e.base)
        result = base
        for _ in range(abs(exponent) - 1):  # x ** 2 is no number for a ball about zero
            result = _both(result, base, lambda a, b: a * b)
        return result if exponent > 0 else _each(result, lambda a: 1 / a)

    def _call(self, e: Call) -> Value:
        function = _FUNCTIONS.get(e.function)
        if function is None or len(e.arguments) != 1:
            return self._single(e)
        return _each(self.value(e.arguments[0]), function)

    def _single(self, e: Expression) -> Value:
        """A part of another kind that has one value for all rows."""
        if any(isinstance(node, Indexed) for node in walk(e)):
            raise _Foreign
        return ball(evaluate(e, self.symbols, self.setting))

    def _sum(self, e: Summation) -> Value:
        if e.lower != ONE or e.upper != SIZE or e.index != "i" or not self.setting.columns:
            raise _Foreign
        columns = list(self.setting.columns.values())
        first = columns[0]
        if any(c.counts != first.counts or len(c.values) != len(first.values) for c in columns):
            raise _Foreign
        terms = self.value(e.body)
        if not isinstance(terms, list):
            return terms * first.size
        if first.counts is not None:
            terms = [x * count for x, count in zip(terms, first.counts, strict=True)]
        return sum(terms, arb(0))


def _both(a: Value, b: Value, operation: Callable[[arb, arb], arb]) -> Value:
    if isinstance(a, list):
        if isinstance(b, list):
            return [operation(x, y) for x, y in zip(a, b, strict=True)]
        return [operation(x, b) for x in a]
    return [operation(a, y) for y in b] if isinstance(b, list) else operation(a, b)


def _each(a: Value, operation: Callable[[arb], arb]) -> Value:
    return [operation(x) for x in a] if isinstance(a, list) else operation(a)


_FUNCTIONS: dict[str, Callable[[arb], arb]] = {
    "exp": arb.exp, "log": arb.log, "tanh": arb.tanh, "ψ": arb.digamma,
}

_RULES: dict[type[Expression], Callable[..., Value]] = {
    Number: _Rows._number, Symbol: _Rows._symbol, Constant: _Rows._constant, Indexed: _Rows._indexed,
    Add: _Rows._add, Multiply: _Rows._multiply, Divide: _Rows._divide, Negate: _Rows._negate, Power: _Rows._power,
    Call: _Rows._call, Summation: _Rows._sum,
}
