"""From a written tree to its normal form, one small function a kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import fmpq

from ..expressions import (
    Add,
    Apply,
    Call,
    Constant,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    Power,
    Product,
    Summation,
    Symbol,
    Text,
    free_symbols,
)
from .atoms import NOTHING, Opaque
from .budget import NUMBER_BITS, CannotNormalise
from .calls import call, statistic_of_sample
from .columns import ordered
from .functions import unknown
from .integer_powers import integer_power
from .logs import log_of
from .powers import exponential, power
from .products import product_over
from .quotients import Normal
from .ring import Ring
from .roots import root
from .sums import summed
from .written_logs import LOG_RULES
from .written_slopes import slope

__all__ = ["Translation"]

_MOST_DERIVATIVES = 8
_LARGE = 2**62


class Translation:
    """The normal forms of trees over one ring; trees that are written alike are looked at once."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self._seen: dict[Expression, Normal] = {}
        self._logs: dict[Expression, Normal] = {}
        self._symbols: dict[str, Normal] = {}
        self._open: set[str] = set()

    def __call__(self, e: Expression) -> Normal:
        """The normal form of the tree."""
        leaf = _LEAVES.get(type(e))
        if leaf is not None:
            return leaf(self, e)
        seen = self._seen.get(e)
        if seen is not None:
            return seen
        rule = _RULES.get(type(e))
        if rule is None:
            raise CannotNormalise(f"{type(e).__name__} is not a single number")
        result = self._seen[e] = rule(self, e)
        return result

    def forget(self) -> None:
        """Look at each node again: values of atoms have become known."""
        self._seen.clear()
        self._logs.clear()
        self._symbols.clear()
        self.ring.sums.clear()

    def log(self, e: Expression) -> Normal:
        """The normal form of log|e|, the logarithm carried through products, powers and quotients."""
        seen = self._logs.get(e)
        if seen is not None:
            return seen
        rule = LOG_RULES.get(type(e))
        result = self._logs[e] = log_of(self.ring, self(e)) if rule is None else rule(self, e)
        return result

    def symbol(self, name: str) -> Normal:
        """A symbol: its value where it is known, the root of σ² where that is the parameter."""
        known = self._symbols.get(name)
        if known is None:
            known = self._symbols[name] = self._new_symbol(name)
        return known

    def _new_symbol(self, name: str) -> Normal:
        ring = self.ring
        value = ring.setting.values.get(name)
        if value is not None:
            return self._value(name, value)
        if name == "n" and ring.size is not None:
            return ring.number(ring.size)
        square = f"{name}²"
        if name not in ring.setting.domains:
            if square in ring.setting.values:
                return root(ring, self.symbol(square), 1, 2)
            if square in ring.setting.domains:
                return ring.root_of_square(square)
        return ring.symbol(name)

    def bounds(self, e: Summation | Product) -> tuple[str, Normal, Normal]:
        """Index, first and last of a sum or product."""
        if e.index in self.ring.setting.values:
            raise CannotNormalise(f"the index {e.index} has a value")
        return e.index, self.ring.reduced(self(e.lower)), self.ring.reduced(self(e.upper))

    def _value(self, name: str, value: Expression) -> Normal:
        if name in self._open:
            raise CannotNormalise(f"the value of {name} depends on itself")
        self._open.add(name)
        try:
            return self(value)
        finally:
            self._open.discard(name)


# ---- arithmetic --------------------------------------------------------------------------------------------


def _number(t: Translation, e: Number) -> Normal:
    value = e.value
    if type(value) is int and value < _LARGE:
        return t.ring.number(value)
    if value.numerator.bit_length() + value.denominator.bit_length() > NUMBER_BITS:
        raise CannotNormalise("a number has too many digits")
    return t.ring.number(fmpq(value.numerator, value.denominator))


def _symbol(t: Translation, e: Symbol) -> Normal:
    return t.symbol(e.name)


def _constant(t: Translation, e: Constant) -> Normal:
    if e.name == "π":
        return t.ring.pi()
    if e.name == "e":
        return exponential(t.ring, t.ring.one)
    raise CannotNormalise(f"{e.name} is not a number")


def _add(t: Translation, e: Add) -> Normal:
    return t.ring.sum([t(term) for term in e.terms])


def _multiply(t: Translation, e: Multiply) -> Normal:
    ring = t.ring
    result = t(e.factors[0])
    for k, factor in enumerate(e.factors[1:]):
        result = ring.multiply(result, t(factor))
        if k % 8 == 7:
            ring.bounded(result)
    return ring.bounded(result)


def _divide(t: Translation, e: Divide) -> Normal:
    return t.ring.bounded(t.ring.divide(t(e.numerator), t(e.denominator)))


def _negate(t: Translation, e: Negate) -> Normal:
    return t.ring.negate(t(e.operand))


def _power(t: Translation, e: Power) -> Normal:
    exponent = e.exponent
    if type(exponent) is Number and type(exponent.value) is int:
        return integer_power(t.ring, t(e.base), exponent.value)
    if type(e.base) is Constant and e.base.name == "e":
        return exponential(t.ring, t(exponent))
    return power(t.ring, t(e.base), t(exponent))


# ---- the sample --------------------------------------------------------------------------------------------


def _indexed(t: Translation, e: Indexed) -> Normal:
    return t.ring.observation(e.base, t.ring.reduced(t(e.index)))


def _order_statistic(t: Translation, e: OrderStatistic) -> Normal:
    ring = t.ring
    rank = ring.reduced(t(e.rank))
    place = ring.value(rank)
    column = ring.setting.columns.get(e.base) if ring.at_data else None
    if column is not None and place is not None and place.q == 1:
        value = ordered(column, int(place.p))
        if value is None:
            raise CannotNormalise(f"{e.base} has no observation of rank {place}")
        return ring.number(value)
    names = {"1": "min", "n": "max"}
    word = names.get(str(place) if place is not None else _name_of(e.rank), "")
    return statistic_of_sample(t, word, e.base) if word else ring.atom(
        ("order statistic", e.base, ring.key(rank)), lambda: Opaque(e, ring.symbols(rank))
    )


def _name_of(e: Expression) -> str:
    return e.name if isinstance(e, Symbol) else ""


def _summation(t: Translation, e: Summation) -> Normal:
    return summed(t.ring, t(e.body), t.bounds(e))


def _product(t: Translation, e: Product) -> Normal:
    return product_over(t.ring, t(e.body), lambda: t.log(e.body), t.bounds(e))


# ---- names and functions of the problem ----------------------------------------------------------------------


def _hat(t: Translation, e: Hat) -> Normal:
    if isinstance(e.of, Symbol):
        return _symbol_with_hat(t, e.of.name)
    return t.ring.atom(("hat", e.of), lambda: Opaque(e, NOTHING))


def _symbol_with_hat(t: Translation, name: str) -> Normal:
    domains = t.ring.setting.domains
    if f"{name}²" in domains and name not in domains:
        return root(t.ring, t.symbol(f"hat {name}²"), 1, 2)
    return t.symbol(f"hat {name}")


def _apply(t: Translation, e: Apply) -> Normal:
    if any(isinstance(a, Text) for a in e.arguments):
        arguments: tuple[Normal, ...] = ()
        words = tuple(a.text if isinstance(a, Text) else t.ring.text(t(a)) for a in e.arguments)
        given = tuple(_condition(t, g) for g in e.given)
        return unknown(t.ring, e.function, arguments, (*words, *given), e.primes)
    arguments = tuple(map(t, e.arguments))
    return unknown(t.ring, e.function, arguments, tuple(_condition(t, g) for g in e.given), e.primes)


def _condition(t: Translation, e: Expression) -> Normal | str:
    return e.text if isinstance(e, Text) else t(e)


def _indicator(t: Translation, e: Indicator) -> Normal:
    holds = e.holds()
    if holds is not None:
        return t.ring.one if holds else t.ring.zero
    atom = Opaque(e, free_symbols(e))
    atom.nonnegative = True
    return t.ring.atom(("indicator", e.condition), lambda: atom)


def _derivative(t: Translation, e: Derivative) -> Normal:
    name = _name_of_variable(e.variable)
    if not name or not 1 <= e.order <= _MOST_DERIVATIVES:
        raise CannotNormalise("only derivatives for one symbol, of low order, are known")
    result = slope(t, e.body, name)
    for _ in range(e.order - 1):
        result = t.ring.derivative(result, name)
    return result


def _name_of_variable(e: Expression) -> str:
    """The name of a symbol; σ where it is written as the root of the parameter σ²; empty for anything else."""
    if isinstance(e, Call) and e.function == "sqrt" and _name_of(e.arguments[0]).endswith("²"):
        return _name_of(e.arguments[0]).removesuffix("²")
    return _name_of(e)


_LEAVES: dict[type[Expression], Callable[[Translation, Any], Normal]] = {Number: _number, Symbol: _symbol}
_RULES: dict[type[Expression], Callable[[Translation, Any], Normal]] = {
    Constant: _constant, Add: _add, Multiply: _multiply, Divide: _divide,
    Negate: _negate, Power: _power, Call: call, Indexed: _indexed, OrderStatistic: _order_statistic,
    Summation: _summation, Product: _product, Hat: _hat, Apply: _apply, Indicator: _indicator,
    Derivative: _derivative,
}
