"""What an expression at the data tends to as one symbol runs to an end: its germ, from the leaves upwards."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from flint import arb, fmpq

from ..expressions import (
    ONE,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Indicator,
    Multiply,
    Negate,
    Power,
    Product,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    rational,
    walk,
)
from ..expressions import replace as put
from ..steps import Column, Setting
from . import germs
from .evaluation import evaluate
from .functions import FUNCTIONS
from .germs import Exact, Germ
from .precision import precision
from .quantities import Undefined, ball

__all__ = ["germ_of", "rows_of"]

BITS = 128
MOST_ROWS = 400
_CONTINUOUS = frozenset(("sin", "cos", "atan", "erf", "Φ", "Γ", "ψ", "I_0", "I_1", "tanh", "factorial"))


def germ_of(e: Expression, variable: str, upper: bool, setting: Setting) -> Germ:
    """The behaviour of the expression as the variable falls to zero, or with `upper` as it grows to ∞; all other
    symbols have values in the setting. Raises Undefined where it could not be told."""
    with precision(BITS):
        return _Germs(variable, upper, setting).of(e)


class _Germs:
    def __init__(self, variable: str, upper: bool, setting: Setting) -> None:
        self.variable, self.setting = variable, setting
        self.symbol = Exact({(Fraction(-1 if upper else 1), Fraction(0)): fmpq(1)})

    def of(self, e: Expression) -> Germ:
        """The germ of an expression."""
        is_root = isinstance(e, Call) and e.function == "sqrt"  # it may be rational
        if self.variable not in free_symbols(e) and not is_root:
            value = evaluate(e, {}, self.setting)
            return germs.constant(value if isinstance(value, fmpq) else ball(value))
        rule = _RULES.get(type(e))
        if rule is None:
            raise Undefined(f"the course of {type(e).__name__} is not known")
        return rule(self, e)


def rows_of(e: Summation | Product, setting: Setting) -> list[tuple[Expression, int]]:
    """The body of a sum over the sample at each observation, and how often that comes. Raises Undefined."""
    index = Symbol(e.index)
    observed = dict.fromkeys(n for n in walk(e.body) if isinstance(n, Indexed) and n.index == index)
    columns = [setting.columns.get(node.base) for node in observed]
    first = columns[0] if columns else None
    size = evaluate(e.upper, {}, setting)
    if first is None or e.lower != ONE or size != first.size or len(first.values) > MOST_ROWS:
        raise Undefined("a sum that is not over the data")
    if any(c is None or c.counts != first.counts or c.size != first.size for c in columns):
        raise Undefined("samples of different shapes")
    kept = [column for column in columns if column is not None]
    bodies: dict[Expression, int] = {}
    for k, count in enumerate(first.counts or (1,) * len(first.values)):
        body = _at_row(e.body, list(observed), kept, k)
        bodies[body] = bodies.get(body, 0) + count
    return list(bodies.items())


def _at_row(body: Expression, observed: list[Indexed], columns: list[Column], row: int) -> Expression:
    for node, column in zip(observed, columns, strict=True):
        body = put(body, node, rational(column.values[row]))
    return body


def _symbol(at: _Germs, e: Symbol) -> Germ:
    return at.symbol


def _add(at: _Germs, e: Add) -> Germ:
    return germs.add(map(at.of, e.terms))


def _multiply(at: _Germs, e: Multiply) -> Germ:
    result = at.of(e.factors[0])
    for factor in e.factors[1:]:
        result = germs.multiply(result, at.of(factor))
    return result


def _divide(at: _Germs, e: Divide) -> Germ:
    return germs.divide(at.of(e.numerator), at.of(e.denominator))


def _negate(at: _Germs, e: Negate) -> Germ:
    return germs.negate(at.of(e.operand))


def _power(at: _Germs, e: Power) -> Germ:
    if e.base == Constant("e"):
        return germs.exp(at.of(e.exponent))
    return germs.power(at.of(e.base), at.of(e.exponent))


def _summation(at: _Germs, e: Summation) -> Germ:
    rows = rows_of(e, at.setting)
    return germs.add(germs.multiply(at.of(body), germs.constant(fmpq(count))) for body, count in rows)


def _product(at: _Germs, e: Product) -> Germ:
    result = germs.constant(fmpq(1))
    for body, count in rows_of(e, at.setting):
        result = germs.multiply(result, germs.power(at.of(body), germs.constant(fmpq(count))))
    return result


def _indicator(at: _Germs, e: Indicator) -> Germ:
    """One where the condition holds near the end."""
    line = e.condition
    if not isinstance(line, Relation):
        raise Undefined("an indicator of what is no relation")
    for operator, (left, right) in zip(line.operators, pairwise(line.operands), strict=True):
        sign = germs.sign_of(at.of(Add((left, Negate(right)))))
        if operator not in _HOLDS or sign not in _HOLDS[operator]:
            raise Undefined("a condition that does not hold near the end")
    return germs.constant(fmpq(1))


_HOLDS = {"<": (-1,), "≤": (-1, 0), ">": (1,), "≥": (1, 0)}


# ---- functions -------------------------------------------------------------------------------------------------


def _call(at: _Germs, e: Call) -> Germ:
    if len(e.arguments) != 1:
        raise Undefined(f"the course of {e.function} is not known")
    inner = at.of(e.arguments[0])
    rule = _FUNCTIONS.get(e.function)
    if rule is not None:
        return rule(inner)
    return _at_limit(e.function, inner)


def _at_limit(function: str, inner: Germ) -> Germ:
    """A continuous function of what has a finite limit."""
    end = germs.limit(inner)
    if function not in _CONTINUOUS or end is None:
        raise Undefined(f"the course of {function} is not known")
    value = FUNCTIONS[function](end)
    exact_zero = (isinstance(value, fmpq) and not value) or ball(value) == 0
    if exact_zero:
        return germs.Small()
    return germs.constant(arb(ball(value)))


def _absolute(g: Germ) -> Germ:
    return germs.negate(g) if germs.sign_of(g) < 0 else g


def _hyperbolic(g: Germ) -> Germ:
    half = germs.constant(fmpq(1, 2))
    return germs.multiply(half, germs.add((germs.exp(g), germs.exp(germs.negate(g)))))


_FUNCTIONS: dict[str, Callable[[Germ], Germ]] = {
    "log": germs.log, "exp": germs.exp, "abs": _absolute, "cosh": _hyperbolic,
    "sqrt": lambda g: germs.power(g, germs.constant(fmpq(1, 2))),
}

_RULES: dict[type[Expression], Callable[..., Germ]] = {
    Symbol: _symbol, Add: _add, Multiply: _multiply, Divide: _divide, Negate: _negate, Power: _power,
    Summation: _summation, Product: _product, Indicator: _indicator, Call: _call,
}
