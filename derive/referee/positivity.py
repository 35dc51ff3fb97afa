"""Signs by sight: products of what has a sign, sums of what has the same sign.

Two positive expressions are equal where their logarithms are; the logarithm of a product over the sample is a sum,
and much easier to compare than the product itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..expressions import (
    ONE,
    TWO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    Power,
    Product,
    Summation,
    Symbol,
    children,
    free_symbols,
    replace,
    walk,
)
from .search import has_kind

if TYPE_CHECKING:
    from .meaning import Meaning

__all__ = ["Positivity", "difference", "is_easier_by_logarithm"]

_E = Constant("e")
_ALWAYS = frozenset(("exp", "factorial"))
_OF_POSITIVE = frozenset(("Γ", "B"))


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
    """Signs seen term by term and factor by factor; remembers those of the leaves."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._known: dict[tuple[Expression, bool], int | None] = {}

    def of(self, e: Expression, at_data: bool) -> bool:
        """Whether the expression is proved positive wherever it is defined; with `at_data` for the data at least."""
        return self.sign(e, at_data) == 1

    def sign(self, e: Expression, at_data: bool) -> int | None:
        """+1 or −1 where the expression is proved to have that sign wherever it is defined; 0 where it is zero."""
        rule = _RULES.get(type(e))
        return self._leaf(e, at_data) if rule is None else rule(self, e, at_data)

    def of_sum(self, e: Expression, at_data: bool) -> int | None:
        """The sign that all terms of a sum have, with minus before it or without; None for anything else. Much less
        work than to bring the terms over one denominator."""
        if isinstance(e, Negate):
            sign = self.of_sum(e.operand, at_data)
            return None if sign is None else -sign
        return self._shared(e, at_data) if isinstance(e, Add) else None

    def _leaf(self, e: Expression, at_data: bool) -> int | None:
        sign = self._of_form(e, False)
        return self._of_form(e, True) if sign is None and at_data and not _is_number(e) else sign

    def _of_form(self, e: Expression, at_data: bool) -> int | None:
        key = e, at_data
        if key not in self._known:
            self._known[key] = self._meaning.sign_of_form(e, at_data, is_leaf=True)
        return self._known[key]

    def _number(self, e: Number, at_data: bool) -> int | None:
        return 1 if e.value else 0

    def _constant(self, e: Constant, at_data: bool) -> int | None:
        return 1

    def _negate(self, e: Negate, at_data: bool) -> int | None:
        sign = self.sign(e.operand, at_data)
        return None if sign is None else -sign

    def _add(self, e: Add, at_data: bool) -> int | None:
        by_sight = self._shared(e, at_data) or self._over_tail(e) or self._under_one(e, at_data)
        return by_sight or self._leaf(e, at_data) or self._of_rise(e, at_data) or self._between_ends(e)

    def _of_rise(self, e: Add, at_data: bool) -> int | None:
        """Φ(u) − Φ(v) has the sign of u − v."""
        inside = {type(t): _inside_of_bell(t) for t in e.terms} if len(e.terms) == 2 else {}
        u, v = inside.get(Call), inside.get(Negate)
        if u is None or v is None:
            return None
        sign, _ = self._meaning.sign(difference(u, v), at_data)
        return sign

    def _between_ends(self, e: Add) -> int | None:
        """A linear function of one parameter, with numbers beside it, is positive where it is so at both ends of the
        domain: 1 + a cos(2) for −1 < a < 1."""
        names = free_symbols(e)
        if len(names) != 1:
            return None
        (name,) = names
        domain = self._meaning.setting.domains.get(name)
        if domain is None or domain.lower is None or domain.upper is None or not _is_linear(e, name):
            return None
        ends = (replace(e, Symbol(name), end) for end in (domain.lower, domain.upper))
        return 1 if all(self._meaning.encloses_positive(end, False) for end in ends) else None

    def _under_one(self, e: Add, at_data: bool) -> int | None:
        """1 − u^k is positive for 0 < u < 1 and a positive k."""
        power = _taken_from_one(e)
        if not isinstance(power, Power):
            return None
        base, gap = power.base, difference(ONE, power.base)
        known = self.of(power.exponent, at_data) and self.of(base, at_data) and self.of(gap, at_data)
        return 1 if known else None

    def _summation(self, e: Summation, at_data: bool) -> int | None:
        """A sum over the sample has the sign that each of its terms is seen to have."""
        body = self.sign(e.body, at_data) if isinstance(e.body, Call) and _over_sample(e) else None
        return body or self._leaf(e, at_data)

    def _over_tail(self, e: Add) -> int | None:
        """u + φ(u)/Φ(u) is positive: times Φ(u), it is the integral of Φ from −∞ to u."""
        for node in walk(e):
            if isinstance(node, Call) and node.function == "Φ":
                u = node.arguments[0]
                bell = Power(_E, Negate(Divide(Power(u, TWO), TWO)))
                ratio = Divide(bell, Multiply((Call("sqrt", (Multiply((TWO, Constant("π"))),)), node)))
                return 1 if self._meaning.field(False).equal(e, Add((u, ratio))) else None
        return None

    def _shared(self, e: Add, at_data: bool) -> int | None:
        """The sign that all terms have."""
        shared = None
        for term in e.terms:
            sign = self.sign(term, at_data)
            if not sign or sign == -(shared or sign):
                return None
            shared = sign
        return shared

    def _multiply(self, e: Multiply, at_data: bool) -> int | None:
        return self._of_factors(e.factors, at_data)

    def _divide(self, e: Divide, at_data: bool) -> int | None:
        return self._of_factors((e.numerator, e.denominator), at_data)

    def _of_factors(self, factors: tuple[Expression, ...], at_data: bool) -> int | None:
        product = 1
        for factor in factors:
            sign = self.sign(factor, at_data)
            if not sign:
                return None
            product *= sign
        return product

    def _power(self, e: Power, at_data: bool) -> int | None:
        return 1 if self.of(e.base, at_data) else None

    def _product(self, e: Product, at_data: bool) -> int | None:
        return 1 if self.of(e.body, at_data) else None

    def _call(self, e: Call, at_data: bool) -> int | None:
        if e.function in _ALWAYS or (e.function == "sqrt" and self.of(e.arguments[0], at_data)):
            return 1
        if e.function in _OF_POSITIVE and all(self.of(argument, at_data) for argument in e.arguments):
            return 1
        if e.function == "binomial":
            return 1 if self._binomial(e.arguments[0], e.arguments[1], at_data) else None
        if e.function == "log" and self._is_below_one(e.arguments[0], at_data):
            return -1
        if e.function == "log" and self._is_above_one(e.arguments[0], at_data):
            return 1
        return None if e.function == "sqrt" else self._leaf(e, at_data)

    def _is_below_one(self, e: Expression, at_data: bool) -> bool:
        """1 − u^k with 0 < u < 1 and a positive k, and products of such."""
        if isinstance(e, Multiply):
            return all(self._is_below_one(factor, at_data) for factor in e.factors)
        return isinstance(e, Add) and self._under_one(e, at_data) == 1

    def _is_above_one(self, e: Expression, at_data: bool) -> bool:
        """1 + v with a positive v, and products of such."""
        if isinstance(e, Multiply):
            return all(self._is_above_one(factor, at_data) for factor in e.factors)
        return isinstance(e, Add) and ONE in e.terms and self._shared(e, at_data) == 1

    def _binomial(self, n: Expression, k: Expression, at_data: bool) -> bool:
        """Γ(n + 1)/(k! Γ(n − k + 1)) for k ≥ 0 and n > k − 1."""
        field = self._meaning.field(at_data)
        return field.nonnegative(k) and field.sign(Add((n, Negate(k), ONE))) == 1


def _is_number(e: Expression) -> bool:
    """Whether no data can change the value: no symbol and no observation stands in it."""
    return not free_symbols(e) and not has_kind(e, Indexed) and not has_kind(e, OrderStatistic)


def _taken_from_one(e: Expression) -> Expression | None:
    """v of 1 − v."""
    if isinstance(e, Add) and len(e.terms) == 2 and e.terms[0] == ONE and isinstance(e.terms[1], Negate):
        return e.terms[1].operand
    return None


def _inside_of_bell(e: Expression) -> Expression | None:
    """u of Φ(u) or −Φ(u)."""
    inner = e.operand if isinstance(e, Negate) else e
    return inner.arguments[0] if isinstance(inner, Call) and inner.function == "Φ" else None


def _is_linear(e: Expression, name: str) -> bool:
    """Whether a sum, product or quotient is seen to be linear in the symbol."""
    if e == Symbol(name) or name not in free_symbols(e):
        return True
    if isinstance(e, (Add, Negate)):
        return all(_is_linear(term, name) for term in children(e))
    if isinstance(e, Multiply):
        holding = [factor for factor in e.factors if name in free_symbols(factor)]
        return len(holding) == 1 and _is_linear(holding[0], name)
    return isinstance(e, Divide) and name not in free_symbols(e.denominator) and _is_linear(e.numerator, name)


def _over_sample(e: Summation) -> bool:
    return e.lower == ONE and e.upper == Symbol("n")


_RULES: dict[type[Expression], Callable[..., int | None]] = {
    Number: Positivity._number, Constant: Positivity._constant, Negate: Positivity._negate, Add: Positivity._add,
    Multiply: Positivity._multiply, Divide: Positivity._divide, Power: Positivity._power,
    Product: Positivity._product, Summation: Positivity._summation, Call: Positivity._call,
}
