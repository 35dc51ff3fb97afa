"""Whether an expression is differentiable, and so continuous, in the whole interior of the domain.

Formulas are differentiable where nothing in them breaks off: every denominator, every argument of a logarithm, of a
broken power and of Γ and its kin must have its sign throughout.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..expressions import (
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
    Product,
    Summation,
    Symbol,
    children,
    free_symbols,
    number_value,
)
from .refusal import Refused

if TYPE_CHECKING:
    from flint import arb

    from .meaning import Meaning

__all__ = ["require_smooth", "require_smooth_at"]

_EVERYWHERE = frozenset(("exp", "sin", "cos", "tanh", "sinh", "cosh", "atan", "erf", "erfc", "Φ", "I_0", "I_1"))
_ON_POSITIVE = frozenset(("log", "log2", "log10", "sqrt", "cbrt", "Γ", "ψ", "B"))
_OF_DATA = frozenset(("mean", "max", "min", "median"))
_PLAIN = (Number, Constant, Symbol, Indexed, Add, Multiply, Negate, Summation, Product)


def require_smooth(meaning: Meaning, e: Expression, variable: str, at_data: bool) -> None:
    """Proves that the expression is a differentiable function of the variable. Raises Refused."""
    _Smooth(meaning, variable, at_data).check(meaning.unfold(e))


def require_smooth_at(
    meaning: Meaning, e: Expression, variable: str, value: Callable[[Expression], arb]
) -> None:
    """Proves that the expression is differentiable about a point, where `value` encloses what stands in it. Raises
    Refused."""
    _SmoothAt(meaning, variable, value).check(meaning.unfold(e))


class _Smooth:
    def __init__(self, meaning: Meaning, variable: str, at_data: bool) -> None:
        self.meaning = meaning
        self.names = {variable, variable.removesuffix("²")}  # σ stands for the root of σ²
        self.at_data = at_data

    def check(self, e: Expression) -> None:
        if not self._varies(e):
            return
        rule = _RULES.get(type(e))
        if rule is not None:
            rule(self, e)
        elif not isinstance(e, _PLAIN):
            raise Refused(f"{type(e).__name__.lower()} is not known to be differentiable")
        for child in children(e):
            self.check(child)

    def _varies(self, e: Expression) -> bool:
        return not self.names.isdisjoint(free_symbols(e))

    def _divide(self, e: Divide) -> None:
        if self._varies(e.denominator):
            self._nonzero(e.denominator)

    def _power(self, e: Power) -> None:
        exponent = number_value(e.exponent)
        if isinstance(exponent, int):
            if exponent < 0:
                self._nonzero(e.base)
        elif (self._varies(e.base) or number_value(e.base) is not None) and not self._counts(e.exponent):
            self._positive(e.base)

    def _counts(self, e: Expression) -> bool:
        """Whether it is an observation that is a whole number and not negative: its power is a polynomial."""
        support = self.meaning.setting.supports.get(e.base) if isinstance(e, Indexed) else None
        lower = None if support is None or support.lower is None else number_value(support.lower)
        return support is not None and support.integer and lower is not None and lower >= 0

    def _call(self, e: Call) -> None:
        if e.function in _ON_POSITIVE:
            for argument in e.arguments:
                if self._varies(argument):
                    self._positive(argument)
        elif e.function == "ζ":
            self._positive(Add((e.arguments[-1], Negate(Number(1, "1")))))
        elif e.function == "binomial":
            self._binomial(e.arguments[0], e.arguments[1])
        elif e.function not in _EVERYWHERE and e.function not in _OF_DATA:
            raise Refused(f"{e.function} is not known to be differentiable")

    def _binomial(self, n: Expression, k: Expression) -> None:
        """Γ(n + 1)/(Γ(k + 1) Γ(n − k + 1)): smooth where n > −1."""
        self._positive(Add((n, Number(1, "1"))))

    def _nonzero(self, e: Expression) -> None:
        self.meaning.is_not_zero(e, self.at_data)

    def _positive(self, e: Expression) -> None:
        if not self.meaning.positive.of(e, self.at_data):
            self.meaning.is_positive(e, self.at_data)


class _SmoothAt(_Smooth):
    """About one point: what has a sign there has it nearby."""

    def __init__(self, meaning: Meaning, variable: str, value: Callable[[Expression], arb]) -> None:
        super().__init__(meaning, variable, True)
        self.value = value

    def _nonzero(self, e: Expression) -> None:
        x = self.value(e)
        if not (x > 0 or x < 0):
            raise Refused("a factor that may be zero at the estimate")

    def _positive(self, e: Expression) -> None:
        if not self.value(e) > 0:
            raise Refused("what has to be positive may not be at the estimate")


_RULES: dict[type[Expression], Callable[..., None]] = {
    Divide: _Smooth._divide, Power: _Smooth._power, Call: _Smooth._call,
}
