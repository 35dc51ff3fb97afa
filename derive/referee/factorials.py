"""Products with factorials and binomial coefficients, compared by what is left when they have cancelled.

(z + c)! = (z + d)! (z + d + 1) … (z + c): factorials whose arguments differ by an integer are written by the least of
them, so that C(N − 10, 7)/C(N − 11, 7) is (N − 10)/(N − 17) however large the numbers are.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from ..expressions import (
    ONE,
    Add,
    Call,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Product,
    Symbol,
    integer,
    nodes,
    number_value,
    rational,
    replace,
    walk,
)
from ..steps import Column, Setting

__all__ = ["both_sides", "has_factorial"]

FACTORIALS = frozenset(("binomial", "factorial", "Γ", "B"))
LONGEST = 20_000
LARGEST_FACTORIAL = 2_000

Symbols = tuple[tuple[str, Fraction], ...]
Form = tuple[Symbols, Fraction]
"""A linear form in symbols: the coefficient of each, and the constant."""


def has_factorial(e: Expression) -> bool:
    """Whether a factorial or one of its kin occurs in the expression."""
    return not FACTORIALS.isdisjoint([node.function for node in nodes(e) if type(node) is Call])


def both_sides(left: Expression, right: Expression, setting: Setting, at_data: bool) -> tuple[Expression, Expression]:
    """Two expressions that are equal just where left and right are: of left/right, when everything has cancelled,
    what is above and what is below the line."""
    cancelled = _Cancelled(setting, at_data)
    cancelled.multiply(left, 1)
    cancelled.multiply(right, -1)
    return cancelled.sides()


_OF_TWO = ("binomial", "B")


class _Cancelled:
    """number · Π linear form^exponent · Π (linear form)!^exponent · the rest."""

    def __init__(self, setting: Setting, at_data: bool) -> None:
        self.columns: Mapping[str, Column] = setting.columns if at_data else {}
        self.values = setting.values
        self.number = Fraction(1)
        self.linear: Counter[Form] = Counter()
        self.factorials: dict[tuple[Symbols, Fraction], Counter[Fraction]] = {}
        self.rest: list[tuple[Expression, int]] = []

    # ---- taking apart ----

    def multiply(self, e: Expression, exponent: int) -> None:
        """Enter a factor."""
        rule = _RULES.get(type(e))
        if rule is not None:
            rule(self, e, exponent)
        else:
            self.leaf(e, exponent)

    def leaf(self, e: Expression, exponent: int) -> None:
        form = self.form(e)
        if form is None:
            self.rest.append((e, exponent))
        elif form[0]:
            self.linear[form] += exponent
        elif form[1] or exponent > 0:
            self.number *= form[1] ** exponent
        else:
            self.rest.append((e, exponent))

    def negate(self, e: Negate, exponent: int) -> None:
        self.number *= (-1) ** (exponent % 2)
        self.multiply(e.operand, exponent)

    def product(self, e: Multiply, exponent: int) -> None:
        for factor in e.factors:
            self.multiply(factor, exponent)

    def quotient(self, e: Divide, exponent: int) -> None:
        self.multiply(e.numerator, exponent)
        self.multiply(e.denominator, -exponent)

    def power(self, e: Power, exponent: int) -> None:
        own = number_value(e.exponent)
        if isinstance(own, int):
            self.multiply(e.base, exponent * own)
        else:
            self.rest.append((e, exponent))

    def call(self, e: Call, exponent: int) -> None:
        parts = _PARTS.get(e.function) if len(e.arguments) == (2 if e.function in _OF_TWO else 1) else None
        found = None if parts is None else [(self.form(argument), side) for argument, side in parts(*e.arguments)]
        if found is None or any(form is None or _is_large(form) for form, _ in found):
            self.rest.append((e, exponent))
            return
        for form, side in found:
            assert form is not None
            self.factorial(form, side * exponent)

    def factorial(self, form: Form, exponent: int) -> None:
        symbols, constant = form
        if not symbols:
            self.number *= Fraction(math.factorial(int(constant))) ** exponent
        else:
            self.factorials.setdefault((symbols, constant % 1), Counter())[constant] += exponent

    def over_sample(self, e: Product, exponent: int) -> None:
        """Π over the sample, factor by factor; for the data an observation at a time."""
        held = {node.base for node in walk(e.body) if isinstance(node, Indexed)}
        if not held:
            self.rest.append((Power(e.body, e.upper), exponent))
        elif isinstance(e.body, (Multiply, Divide, Negate)) or _is_whole_power(e.body):
            for factor, own in _factors(e.body):
                self.over_sample(Product(factor, e.index, e.lower, e.upper), exponent * own)
        elif len(held) == 1 and held <= self.columns.keys() and e.upper == Symbol("n"):
            (base,) = held
            column = self.columns[base]
            for value, count in Counter(dict(column.table)).items():
                at = replace(e.body, Indexed(base, Symbol(e.index)), rational(value))
                self.multiply(at, exponent * count)
        else:
            self.rest.append((e, exponent))

    # ---- linear forms ----

    def form(self, e: Expression) -> Form | None:
        """The expression as a linear form in symbols."""
        if isinstance(e, Symbol):
            if e.name in self.values:
                return self.form(self.values[e.name])
            return ((e.name, Fraction(1)),), Fraction(0)
        value = number_value(e)
        if value is not None:
            return (), Fraction(value)
        if isinstance(e, Negate):
            return self.scaled(e.operand, Fraction(-1))
        if isinstance(e, Add):
            return self.total(e)
        if isinstance(e, Multiply):
            numbers = [number_value(f) for f in e.factors]
            rest = [f for f, v in zip(e.factors, numbers, strict=True) if v is None]
            scale = math.prod((Fraction(v) for v in numbers if v is not None), start=Fraction(1))
            return self.scaled(rest[0], scale) if len(rest) == 1 else None
        return None

    def scaled(self, e: Expression, by: Fraction) -> Form | None:
        form = self.form(e)
        return None if form is None else (tuple((s, c * by) for s, c in form[0]), form[1] * by)

    def total(self, e: Add) -> Form | None:
        symbols: Counter[str] = Counter()
        constant = Fraction(0)
        for term in e.terms:
            form = self.form(term)
            if form is None:
                return None
            constant += form[1]
            for name, coefficient in form[0]:
                symbols[name] += coefficient  # type: ignore[assignment]
        return tuple(sorted((name, Fraction(c)) for name, c in symbols.items() if c)), constant

    # ---- putting together ----

    def sides(self) -> tuple[Expression, Expression]:
        """What is left above and below the line."""
        for (symbols, _), exponents in self.factorials.items():
            self.settle(symbols, exponents)
        parts = [(_written(form), exponent) for form, exponent in self.linear.items()]
        above, below = ([*_powers([*parts, *self.rest], side)] for side in (1, -1))
        above.append(integer(self.number.numerator))
        below.append(integer(self.number.denominator))
        return _as_product(above), _as_product(below)

    def settle(self, symbols: Symbols, exponents: Counter[Fraction]) -> None:
        """Factorials by the least of their arguments."""
        least, most = min(exponents), max(exponents)
        held = sum(exponents.values())
        if most - least > LONGEST:
            self.rest += [(Call("factorial", (_written((symbols, c)),)), k) for c, k in exponents.items()]
            return
        if held:
            self.rest.append((Call("factorial", (_written((symbols, least)),)), held))
        constant = least
        while constant < most:
            held -= exponents[constant]
            constant += 1
            if held:
                self.linear[symbols, constant] += held


def _is_large(form: Form) -> bool:
    """Whether a factorial of a number is none, or has too many digits."""
    symbols, constant = form
    return not symbols and (constant.denominator != 1 or not 0 <= constant <= LARGEST_FACTORIAL)


def _is_whole_power(e: Expression) -> bool:
    return isinstance(e, Power) and isinstance(number_value(e.exponent), int)


def _factors(e: Expression) -> Iterator[tuple[Expression, int]]:
    """The factors of a product and their exponents, one level down."""
    if isinstance(e, Multiply):
        yield from ((factor, 1) for factor in e.factors)
    elif isinstance(e, Divide):
        yield from ((e.numerator, 1), (e.denominator, -1))
    elif isinstance(e, Negate):
        yield from ((integer(-1), 1), (e.operand, 1))
    elif isinstance(e, Power):
        own = number_value(e.exponent)
        assert isinstance(own, int)
        yield e.base, own


def _written(form: Form) -> Expression:
    symbols, constant = form
    terms: list[Expression] = [Multiply((rational(c), Symbol(s))) if c != 1 else Symbol(s) for s, c in symbols]
    if constant:
        terms.append(rational(constant))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _powers(parts: list[tuple[Expression, int]], side: int) -> Iterator[Expression]:
    for base, exponent in parts:
        size = exponent * side
        if size > 0:
            yield base if size == 1 else Power(base, Number(size, str(size)))


def _as_product(factors: list[Expression]) -> Expression:
    return factors[0] if len(factors) == 1 else Multiply(tuple(factors))


def _difference(a: Expression, b: Expression) -> Expression:
    return Add((a, Negate(b)))


_PARTS: dict[str, Callable[..., list[tuple[Expression, int]]]] = {
    "factorial": lambda a: [(a, 1)],
    "binomial": lambda a, b: [(a, 1), (b, -1), (_difference(a, b), -1)],
    "Γ": lambda a: [(_difference(a, ONE), 1)],
    "B": lambda a, b: [(_difference(a, ONE), 1), (_difference(b, ONE), 1), (_difference(Add((a, b)), ONE), -1)],
}
_RULES: dict[type[Expression], Callable[..., None]] = {
    Negate: _Cancelled.negate, Multiply: _Cancelled.product, Divide: _Cancelled.quotient, Power: _Cancelled.power,
    Call: _Cancelled.call, Product: _Cancelled.over_sample,
}
