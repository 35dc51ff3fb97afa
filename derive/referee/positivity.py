"""Products that are positive because each factor is: likelihoods, seen factor by factor.

Two positive expressions are equal where their logarithms are; the logarithm of a product over the sample is a sum,
and much easier to compare than the product itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..expressions import Add, Call, Constant, Divide, Expression, Multiply, Negate, Number, Power, Product

if TYPE_CHECKING:
    from .meaning import Meaning

__all__ = ["Positivity", "difference", "is_easier_by_logarithm"]

_ALWAYS = frozenset(("exp", "factorial"))


def difference(left: Expression, right: Expression) -> Expression:
    """`left − right`."""
    return Add((left, Negate(right)))


def is_easier_by_logarithm(e: Expression) -> bool:
    """Whether a product over an index, or a power with more than a number above, is a factor of the expression."""
    if isinstance(e, Multiply):
        return any(map(is_easier_by_logarithm, e.factors))
    if isinstance(e, Divide):
        return is_easier_by_logarithm(e.numerator) or is_easier_by_logarithm(e.denominator)
    return isinstance(e, Product) or (isinstance(e, Power) and not isinstance(e.exponent, Number))


class Positivity:
    """Remembers the factors that were found positive."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._known: dict[tuple[Expression, bool], bool] = {}

    def of(self, e: Expression, at_data: bool) -> bool:
        """Whether the expression is proved positive wherever it is defined; with `at_data` for the data at least."""
        rule = _RULES.get(type(e))
        if rule is not None:
            return rule(self, e, at_data)
        return self._leaf(e, False) or (at_data and self._leaf(e, True))

    def _leaf(self, e: Expression, at_data: bool) -> bool:
        known = self._known.get((e, at_data))
        if known is None:
            known = self._known[e, at_data] = self._meaning.field(at_data).sign(e) == 1
        return known

    def _number(self, e: Number, at_data: bool) -> bool:
        return e.value > 0

    def _constant(self, e: Constant, at_data: bool) -> bool:
        return True

    def _multiply(self, e: Multiply, at_data: bool) -> bool:
        return all(self.of(factor, at_data) for factor in e.factors)

    def _divide(self, e: Divide, at_data: bool) -> bool:
        return self.of(e.numerator, at_data) and self.of(e.denominator, at_data)

    def _power(self, e: Power, at_data: bool) -> bool:
        return self.of(e.base, at_data)

    def _product(self, e: Product, at_data: bool) -> bool:
        return self.of(e.body, at_data)

    def _call(self, e: Call, at_data: bool) -> bool:
        if e.function in _ALWAYS:
            return True
        if e.function == "sqrt":
            return self.of(e.arguments[0], at_data)
        if e.function == "binomial":
            return self._binomial(e.arguments[0], e.arguments[1], at_data)
        return self._leaf(e, at_data)

    def _binomial(self, n: Expression, k: Expression, at_data: bool) -> bool:
        field = self._meaning.field(at_data)
        return field.nonnegative(k) and field.nonnegative(difference(n, k))


_RULES: dict[type[Expression], Callable[..., bool]] = {
    Number: Positivity._number, Constant: Positivity._constant, Multiply: Positivity._multiply,
    Divide: Positivity._divide, Power: Positivity._power, Product: Positivity._product, Call: Positivity._call,
}
