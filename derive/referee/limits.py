"""Limits of written expressions towards an end of a domain, finite or infinite, where they show from the parts."""

from __future__ import annotations

from collections.abc import Callable

from ..expressions import (
    INFINITY,
    ONE,
    ZERO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Symbol,
    children,
    free_symbols,
    number_value,
)
from .infinity import is_infinity
from .meaning import Meaning
from .positivity import difference

__all__ = ["Limits"]

_E = Constant("e")
_CONTINUOUS = frozenset(("sin", "cos", "atan", "erf", "tanh", "Φ", "exp", "abs"))
_AT_INFINITY: dict[str, tuple[Expression, Expression]] = {
    "Φ": (ONE, ZERO), "erf": (ONE, Negate(ONE)), "tanh": (ONE, Negate(ONE)), "abs": (INFINITY, INFINITY),
    "atan": (Divide(Constant("π"), Add((ONE, ONE))), Negate(Divide(Constant("π"), Add((ONE, ONE))))),
}


class Limits:
    """Towards `end`, a formula or ±∞, for the variable that lies inside its domain. meaning: of a setting in which
    the variable is a symbol with that domain."""

    def __init__(self, meaning: Meaning, variable: str, end: Expression) -> None:
        self.meaning = meaning
        self.variable = variable
        self.end = end

    def of(self, e: Expression) -> Expression | None:
        """The limit, `∞` or `−∞` where it is infinite; None where it does not show."""
        if self.variable not in free_symbols(e):
            return e
        rule = _RULES.get(type(e))
        return None if rule is None else rule(self, e)

    def _sign(self, e: Expression) -> int | None:
        """Of a limit: of a formula in the parameters, inside of their domains."""
        return is_infinity(e) or self.meaning.sign(e)[0]

    def _sign_near(self, e: Expression) -> int | None:
        """Of an expression in the whole domain of the variable."""
        return self.meaning.sign(e)[0]

    def _symbol(self, e: Symbol) -> Expression:
        return self.end

    def _negate(self, e: Negate) -> Expression | None:
        inner = self.of(e.operand)
        return None if inner is None else _minus(inner)

    def _add(self, e: Add) -> Expression | None:
        parts = [self.of(term) for term in e.terms]
        found = [part for part in parts if part is not None]
        infinite = {is_infinity(part) for part in found} - {0}
        if len(found) < len(parts) or len(infinite) > 1:
            return None
        return _infinite(infinite.pop()) if infinite else Add(tuple(found))

    def _multiply(self, e: Multiply) -> Expression | None:
        parts = [self.of(factor) for factor in e.factors]
        found = [part for part in parts if part is not None]
        if len(found) < len(parts):
            return None
        if not any(map(is_infinity, found)):
            return Multiply(tuple(found))
        sign = 1
        for part in found:
            sign *= self._sign(part) or 0
        if not sign and self._is_outweighed(e.factors, found):
            return ZERO
        return _infinite(sign) if sign else None

    def _is_outweighed(self, factors: tuple[Expression, ...], limits: list[Expression]) -> bool:
        """Whether the exponential of a polynomial that falls without end outweighs the other factors, which grow no
        faster than a power."""
        falling = [k for k, (f, limit) in enumerate(zip(factors, limits, strict=True))
                   if limit == ZERO and isinstance(f, Power) and f.base == _E and self._is_polynomial(f.exponent)]
        others = [f for k, f in enumerate(factors) if k not in falling]
        return bool(falling) and bool(is_infinity(self.end)) and all(map(self._is_polynomial, others))

    def _is_polynomial(self, e: Expression) -> bool:
        if self.variable not in free_symbols(e) or isinstance(e, Symbol):
            return True
        if isinstance(e, Power):
            exponent = number_value(e.exponent)
            return isinstance(exponent, int) and exponent > 0 and self._is_polynomial(e.base)
        if isinstance(e, Divide):
            return self.variable not in free_symbols(e.denominator) and self._is_polynomial(e.numerator)
        return isinstance(e, (Add, Multiply, Negate)) and all(map(self._is_polynomial, children(e)))

    def _divide(self, e: Divide) -> Expression | None:
        top, bottom = self.of(e.numerator), self.of(e.denominator)
        if top is None or bottom is None:
            return None
        if self.variable not in free_symbols(e.denominator) and not is_infinity(top):
            return Divide(top, bottom)
        if is_infinity(bottom):
            return None if is_infinity(top) else ZERO
        sign = self._sign(bottom)
        if sign == 0:
            sign = self._sign_near(e.denominator)
            above = self._sign(top)
            return _infinite(sign * above) if sign and above else None
        if not sign:
            return None
        return _infinite(sign * is_infinity(top)) if is_infinity(top) else Divide(top, bottom)

    def _power(self, e: Power) -> Expression | None:
        if e.base == _E:
            return self._exponential(e.exponent)
        if self.variable not in free_symbols(e.exponent):
            return self._power_of_variable(e.base, e.exponent)
        if self._sign_near(e.base) != 1:
            return None
        return self._exponential(Multiply((e.exponent, Call("log", (e.base,)))))

    def _exponential(self, exponent: Expression) -> Expression | None:
        inner = self.of(exponent)
        if inner is None:
            return None
        sign = is_infinity(inner)
        return Power(_E, inner) if not sign else INFINITY if sign > 0 else ZERO

    def _power_of_variable(self, base: Expression, exponent: Expression) -> Expression | None:
        inner, direction = self.of(base), self._sign(exponent)
        if inner is None or direction is None:
            return None
        if direction == 0:
            return ONE if self._sign_near(base) == 1 else None
        if is_infinity(inner) == 1:
            return INFINITY if direction > 0 else ZERO
        size = None if is_infinity(inner) else self._sign(inner)
        if size == 1:
            return Power(inner, exponent)
        if size == 0 and self._sign_near(base) == 1:
            return ZERO if direction > 0 else INFINITY
        if size == 0 and direction > 0 and self._sign_near(base) == -1 and _is_even(exponent):
            return ZERO
        if is_infinity(inner) == -1 and _is_even(exponent):
            return INFINITY if direction > 0 else ZERO
        return Power(inner, exponent) if size and _is_even(exponent) else None

    def _call(self, e: Call) -> Expression | None:
        if len(e.arguments) != 1:
            return None
        inner = self.of(e.arguments[0])
        if inner is None:
            return None
        sign = is_infinity(inner)
        if e.function == "exp":
            return self._exponential(e.arguments[0])
        if e.function == "log":
            return self._log(e.arguments[0], inner)
        if e.function == "sqrt":
            return self._power_of_variable(e.arguments[0], Divide(ONE, Add((ONE, ONE))))
        if sign and e.function in _AT_INFINITY:
            return _AT_INFINITY[e.function][sign < 0]
        return Call(e.function, (inner,)) if not sign and e.function in _CONTINUOUS else None

    def _log(self, argument: Expression, inner: Expression) -> Expression | None:
        if is_infinity(inner) == 1:
            return INFINITY
        size = None if is_infinity(inner) else self._sign(inner)
        if size == 0 and self._sign_near(argument) == 1:
            return Negate(INFINITY)
        return Call("log", (inner,)) if size == 1 else None

    def is_(self, e: Expression, value: Expression) -> bool:
        """Whether the limit of the expression is proved to be the value, a number."""
        found = self.of(e)
        if found is None or is_infinity(found):
            return False
        return self.meaning.is_zero(difference(found, value))


def _is_even(exponent: Expression) -> bool:
    value = number_value(exponent)
    return isinstance(value, int) and value % 2 == 0


def _minus(e: Expression) -> Expression:
    sign = is_infinity(e)
    return Negate(e) if not sign else _infinite(-sign)


def _infinite(sign: int) -> Expression:
    return INFINITY if sign > 0 else Negate(INFINITY)


_RULES: dict[type[Expression], Callable[..., Expression | None]] = {
    Symbol: Limits._symbol, Negate: Limits._negate, Add: Limits._add, Multiply: Limits._multiply,
    Divide: Limits._divide, Power: Limits._power, Call: Limits._call,
}
