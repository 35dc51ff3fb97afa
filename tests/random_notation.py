"""Seeded random trees with every kind of node that the reader makes: for whatever writes or walks trees.

Unlike `random_expressions` they need not mean anything: only their written form counts.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction

from random_expressions import random_expression, random_statement

from derive.expressions import (
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Chain,
    Constant,
    Derivative,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Interval,
    Negate,
    Number,
    OrderStatistic,
    PlusMinus,
    Power,
    Product,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    Text,
    children,
    map_children,
    observation,
)

__all__ = ["random_reading"]

_STATEMENTS = (Relation, Chain, Several)
_X, _A, _B, _I, _K, _N, _THETA = (Symbol(name) for name in "xabiknθ")

# Names with an index, with letters of functions, and glued to others only with care.
_NAMES = (*"fghBCWβγψabckmNSEFGzν", "p_1", "x_m", "α_0", "n_1", "f_1", "z_max")
_LEAVES: tuple[Expression, ...] = (
    Call("mean", (_X,)), Call("median", (_X,)), Call("max", (_X,)), Call("mean", (Call("log", (_X,)),)),
    Call("binomial", (_N, _K)), Call("factorial", (_N,)), Constant("π"), Constant("e"), INFINITY,
    Hat(_THETA), Hat(Symbol("p_1")), Hat(Symbol("x_m")), OrderStatistic("x", ONE), OrderStatistic("x", _K),
    Indexed("x", Number(12, "12")), Indexed("x", _N), Indexed("x", Add((_I, Negate(ONE)))),
    Number(Fraction(7, 10), "70%"), Number(Fraction(19, 20), "9.5×10^-1"), Number(Fraction(1, 10), "1e-1"),
    Number(Fraction(7, 10), "0.70"), Apply("L", (_THETA,)), Apply("ℓ", (_THETA,), (), 1),
    Apply("ℓ", (_THETA,), (), 4), Apply("ℓ", ()), Apply("ℓ", (), (), 2),
    Apply("f", (Symbol("t"),), (_THETA, Symbol("λ"))), Apply("P", (Text("cat"),), (Text("the"),)),
)  # fmt: skip
_FUNCTIONS = (
    "abs", "floor", "ceil", "sign", "sqrt", "cbrt", "log2", "log10", "sin", "tan", "acos", "atan", "cosh", "tanh",
    "erf", "erfc", "Γ", "ψ", "Φ", "W", "factorial",
)  # fmt: skip
_EXPONENTS: tuple[Expression, ...] = (
    TWO, _N, _K, _THETA, Symbol("β"), Symbol("N"), Negate(_N), Number(Fraction(1, 2), "0.5"), observation("x"),
)

_Wrap = Callable[[random.Random, Expression], Expression]
_WRAPS: tuple[_Wrap, ...] = (
    lambda rng, e: Call(rng.choice(_FUNCTIONS), (e,)),
    lambda rng, e: Call(rng.choice(_FUNCTIONS), (e,)),
    lambda rng, e: Call("log", (e, rng.choice((Number(3, "3"), _B, _THETA)))),
    lambda rng, e: Call("root", (e, rng.choice((Number(4, "4"), _N)))),
    lambda rng, e: Call(rng.choice(("B", "max", "min")), (e, _B)),
    lambda rng, e: Derivative(e, _THETA, rng.randint(1, 3), rng.random() < 0.5),
    lambda rng, e: Derivative(Apply("ℓ", ()), Symbol(rng.choice(("μ", "p_1"))), rng.randint(1, 2), True),
    lambda rng, e: Indicator(Relation((_A, e), ("≤",))),
    lambda rng, e: Power(e, rng.choice(_EXPONENTS)),
    lambda rng, e: Summation(e, "j", rng.choice((ONE, ZERO)), rng.choice((_N, Number(5, "5"), INFINITY))),
    lambda rng, e: Product(e, "j", ONE, Symbol("m")),
    lambda rng, e: Add((e, PlusMinus(_THETA))),
    lambda rng, e: PlusMinus(e),
    lambda rng, e: Negate(e),
    lambda rng, e: Hat(Power(_THETA, TWO)),
)


def random_reading(rng: random.Random, depth: int, names: Sequence[str] = ("θ", "λ", "n")) -> Expression:
    """A line as the reader of open names makes it, with nodes of any kind."""
    grow = rng.choice((random_expression, random_expression, random_statement))
    line = _changed(rng, grow(rng, depth, names))
    return line if isinstance(line, _STATEMENTS) or rng.random() < 0.8 else _stated(rng, line)


def _changed(rng: random.Random, e: Expression) -> Expression:
    if isinstance(e, Hat):
        return e
    if isinstance(e, _STATEMENTS):
        return map_children(lambda child: _changed(rng, child), e)
    if isinstance(e, (Summation, Product)):
        return type(e)(_changed(rng, e.body), e.index, e.lower, e.upper)
    if not children(e) and rng.random() < 0.3:
        e = Symbol(rng.choice(_NAMES)) if rng.random() < 0.4 else rng.choice(_LEAVES)
    elif not isinstance(e, Indexed):
        e = map_children(lambda child: _changed(rng, child), e)
    return rng.choice(_WRAPS)(rng, e) if rng.random() < 0.12 else e


def _stated(rng: random.Random, e: Expression) -> Expression:
    equation = Relation((_A, e), ("=",))
    return rng.choice((
        Several((equation, Relation((_B, ONE), ("<",))), rng.choice((",", ";", "or", "and"))),
        Several((Several((e, equation), "or"), Several((equation, e), "and")), ","),
        Chain((Several((e, equation), ","), Several((equation, e), "or")), ("⇒",)),
        Several((Chain((equation, equation), ("→",)), equation), ";"),
        Relation((_THETA, Interval(ZERO, e, True, False)), ("∈",)),
        Relation((_THETA, SetOf((e, ONE))), ("∈",)),
    ))
