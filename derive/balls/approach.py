"""The sign of an expression at the data on a whole stretch before an end of a domain."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpq

from ..expressions import (
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Summation,
    Symbol,
    free_symbols,
    rational,
)
from ..steps import Setting
from .evaluation import evaluate
from .growth import rows_of
from .precision import precision
from .quantities import Undefined, ball, integer_of
from .tails import Mono, Stretch, Tail

__all__ = ["sign_before_end"]

BITS = 128
HIGHEST_POWER = 12


def sign_before_end(
    e: Expression, variable: str, end: Fraction | None, upper: bool, k: int, setting: Setting
) -> int:
    """The sign of the expression for all values of the variable within 2^−k of its end, or beyond 2^k at an infinite
    one (`upper`: the upper end). Raises Undefined where it could not be proved."""
    with precision(BITS):
        stretch = Stretch(setting, k)
        side = fmpq(-1 if upper else 1)
        if end is None:
            at = Tail({(-1, 0): Mono(-side)})
        else:
            start = stretch.constant(Mono(fmpq(end.numerator, end.denominator)))
            at = stretch.add([start, Tail({(1, 0): Mono(side)})])
        return stretch.sign(_Reading(stretch, variable, at).of(e))


class _Reading:
    def __init__(self, stretch: Stretch, variable: str, at: Tail) -> None:
        self.stretch, self.variable, self.at = stretch, variable, at
        self.known: dict[Expression, Tail] = {}

    def of(self, e: Expression) -> Tail:
        """The tail of an expression, once for each."""
        if e not in self.known:
            rule = _RULES.get(type(e))
            if self.variable not in free_symbols(e):
                self.known[e] = self._leaf(e)
            elif rule is None:
                raise Undefined(f"the course of {type(e).__name__} is not known")
            else:
                self.known[e] = rule(self, e)
        return self.known[e]

    def _leaf(self, e: Expression) -> Tail:
        logarithm = self._logarithm(e)
        if logarithm is not None:
            return self.stretch.constant(logarithm)
        value = evaluate(e, {}, self.stretch.setting)
        return self.stretch.constant(Mono(value) if isinstance(value, fmpq) else ball(value))

    def _logarithm(self, e: Expression) -> Mono | None:
        """log q of a positive rational number, those of q and 1/q by one name."""
        if not isinstance(e, Call) or e.function != "log" or len(e.arguments) != 1:
            return None
        value = evaluate(e.arguments[0], {}, self.stretch.setting)
        if not isinstance(value, fmpq) or value <= 0:
            return None
        return _log_of(value)

    def add(self, e: Add) -> Tail:
        return self.stretch.add([self.of(term) for term in e.terms])

    def multiply(self, e: Multiply) -> Tail:
        result = self.of(e.factors[0])
        for factor in e.factors[1:]:
            result = self.stretch.multiply(result, self.of(factor))
        return result

    def divide(self, e: Divide) -> Tail:
        return self.stretch.multiply(self.of(e.numerator), self.stretch.inverse(self.of(e.denominator)))

    def negate(self, e: Negate) -> Tail:
        return self.stretch.negate(self.of(e.operand))

    def power(self, e: Power) -> Tail:
        if e.base == Constant("e"):
            return self.stretch.exp(self.of(e.exponent))
        if self.variable not in free_symbols(e.exponent):
            whole = integer_of(evaluate(e.exponent, {}, self.stretch.setting))
            if whole is not None and 0 < abs(whole) <= HIGHEST_POWER:
                base = self.of(e.base)
                result = base
                for _ in range(abs(whole) - 1):
                    result = self.stretch.multiply(result, base)
                return result if whole > 0 else self.stretch.inverse(result)
        return self.stretch.exp(self.stretch.multiply(self.of(e.exponent), self._log(e.base)))

    def _log(self, e: Expression) -> Tail:
        found = self._logarithm(Call("log", (e,))) if self.variable not in free_symbols(e) else None
        if found is not None:
            return self.stretch.constant(found)
        if isinstance(e, Add):
            rest = self.stretch.add([*map(self.of, e.terms), self.stretch.constant(Mono(fmpq(-1)))])
            if self.stretch.vanishes(rest):
                return self.stretch.log_of_one_and(rest)
        return self.stretch.log(self.of(e))

    def call(self, e: Call) -> Tail:
        if e.function == "log":
            return self._log(e.arguments[0])
        if e.function == "exp":
            return self.stretch.exp(self.of(e.arguments[0]))
        raise Undefined(f"the course of {e.function} is not known")

    def summation(self, e: Summation) -> Tail:
        rows = rows_of(e, self.stretch.setting)
        return self.stretch.add(
            [self.stretch.multiply(self.of(body), self.stretch.constant(Mono(fmpq(count)))) for body, count in rows]
        )

    def symbol(self, e: Symbol) -> Tail:
        return self.at


def _log_of(value: fmpq) -> Mono:
    if value == 1:
        return Mono(fmpq(0))
    sign, above = (1, value) if value > 1 else (-1, 1 / value)
    name = Call("log", (rational(Fraction(int(above.p), int(above.q))),))
    return Mono(fmpq(sign), ((name, 1),))


_RULES: dict[type[Expression], Callable[..., Tail]] = {
    Symbol: _Reading.symbol, Add: _Reading.add, Multiply: _Reading.multiply, Divide: _Reading.divide,
    Negate: _Reading.negate, Power: _Reading.power, Call: _Reading.call, Summation: _Reading.summation,
}
