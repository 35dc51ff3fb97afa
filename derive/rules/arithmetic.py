"""Arithmetic on written numbers: added, multiplied and cancelled, exact roots taken; logs, surds and symbols stay."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indicator,
    Multiply,
    Negate,
    Number,
    Power,
    children,
    free_symbols,
    integer,
    map_children,
    number_value,
    rational,
)
from .statistics import statistic
from .surds import square_part
from .terms import Term, collect, factor, negate, plain_number, terms_of, times, write, write_sum

__all__ = [
    "approximate",
    "fold",
    "iroot",
    "log_of_number",
    "powers_counted",
    "rational_root",
    "square_root",
]

LARGEST_PLAIN_LOG = 1000
MOST_DEGREE = 1100
NEAR = 1e-9  # rough values so close, relative to their size, are not compared


@lru_cache(maxsize=4096)  # the parts of a line come again in the next one
def fold(e: Expression) -> Expression:
    """Arithmetic done: numbers added, multiplied and cancelled; logs, roots and symbols stay."""
    inner = map_children(fold, e)
    rule = _FOLDS.get(type(e))
    return inner if rule is None else rule(inner)


def powers_counted(e: Expression) -> Expression:
    """Exponents worked out, factors with exponent zero left out: `0.5^20 (1 − 0.5)^(20 − 20)  →  0.5^20`."""
    if isinstance(e, Multiply):
        factors = [f for f in map(powers_counted, e.factors) if f != ONE]
        return Multiply(tuple(factors)) if len(factors) > 1 else factors[0] if factors else ONE
    if isinstance(e, Power):
        exponent = fold(e.exponent)
        return ONE if exponent == ZERO else e.base if exponent == ONE else Power(e.base, exponent)
    return map_children(powers_counted, e)


def _fold_sum(e: Add | Negate) -> Expression:
    return write_sum(collect(terms_of(e)))


def _fold_product(e: Multiply | Divide) -> Expression:
    """`(1/2) log 4  →  log 2`, `√(25/2)/3  →  5√2/6`; any other product as it is."""
    term = factor(e)
    if len(term.powers) == 1 and term.coefficient.denominator > 1:
        base, exponent = term.powers[0]
        if exponent == 1 and isinstance(base, Call) and base.function == "log":
            return _fold_mean_log(term, base)
        if exponent == 1 and isinstance(base, Add):
            return _lowest_terms(term, base)
    return write(term)


def _lowest_terms(term: Term, total: Add) -> Expression:
    """`(−2 + 2√11)/4  →  (−1 + √11)/2`, `(−32/5 + 2√1402/5)/6  →  (−16 + √1402)/15`; formulas stay as they are."""
    parts = terms_of(total)
    if free_symbols(total):
        return write(term)
    coefficients = [Fraction(t.coefficient) for t in parts]
    below = math.lcm(*(c.denominator for c in coefficients))
    shared = math.gcd(*(int(c * below) for c in coefficients))
    common = math.gcd(shared, below * term.coefficient.denominator)
    if below == 1 and common == 1:
        return write(term)
    top = write_sum([Term(int(c * below) // common, t.powers) for c, t in zip(coefficients, parts, strict=True)])
    outer = Fraction(term.coefficient) * common / below
    return write(times(Term(plain_number(outer), ()), Term(1, ((top, 1),))))


def _fold_mean_log(term: Term, logarithm: Call) -> Expression:
    value, degree = number_value(logarithm.arguments[0]), term.coefficient.denominator
    if value is None:
        return write(term)
    root = rational_root(Fraction(value), degree)
    if root is None:
        return write(term)
    return write(times(Term(term.coefficient.numerator, ()), factor(log_of_number(root))))


def _fold_power(e: Power) -> Expression:
    base, exponent = factor(e.base), factor(e.exponent)
    if not exponent.powers and exponent.coefficient == 0:
        return integer(1)
    if not base.powers and base.coefficient in (0, 1):
        return rational(base.coefficient)
    return write(factor(e))


def _fold_call(e: Call) -> Expression:
    if len(e.arguments) != 1:
        return _fold_binomial(e) if e.function == "binomial" else _fold_extreme(e)
    argument = factor(e.arguments[0])
    if argument.powers:
        return e
    value = argument.coefficient
    if e.function == "log" and value > 0:
        return log_of_number(value)
    if e.function == "exp" and value == 0:
        return integer(1)
    if e.function == "sqrt" and value >= 0:
        return square_root(Fraction(value))
    if e.function in _ROUNDED:
        return rational(plain_number(_ROUNDED[e.function](Fraction(value))))
    if e.function == "factorial" and value.denominator == 1 and 0 <= value <= 20:
        return integer(math.factorial(value.numerator))
    return e


_ROUNDED: dict[str, Callable[[Fraction], int | Fraction]] = {"abs": abs, "floor": math.floor, "ceil": math.ceil}


def _fold_extreme(e: Call) -> Expression:
    """The largest or least of several numbers; of logs and roots among them only where a number clearly wins."""
    values = [number_value(a) for a in e.arguments]
    known = sorted((Fraction(value), 1) for value in values if value is not None)
    if e.function not in ("max", "min"):
        return e
    if len(known) < len(values):
        return _clear_winner(e) or e
    return rational(plain_number(statistic(e.function, known)))


def _clear_winner(e: Call) -> Expression | None:
    """`max(0, −log 2)  →  0`: by rough values, far enough apart."""
    sign = 1 if e.function == "max" else -1
    sizes = [approximate(a) for a in e.arguments]
    ranked = sorted(((sign * x, k) for k, x in enumerate(sizes) if x is not None), reverse=True)
    if len(ranked) < len(sizes) or len(sizes) < 2 or number_value(e.arguments[ranked[0][1]]) is None:
        return None
    (best, k), (second, _) = ranked[:2]
    return e.arguments[k] if best - second > NEAR * max(abs(best), abs(second)) else None


def _fold_indicator(e: Indicator) -> Expression:
    """`1{0 = 0}  →  1`, `1{2 = 0}  →  0`."""
    holds = e.holds()
    return e if holds is None else integer(int(holds))


_FOLDS: dict[type[Expression], Callable[..., Expression]] = {
    Add: _fold_sum,
    Negate: _fold_sum,
    Power: _fold_power,
    Multiply: _fold_product,
    Divide: _fold_product,
    Call: _fold_call,
    Indicator: _fold_indicator,
}


def _fold_binomial(e: Call) -> Expression:
    n, k = (factor(a) for a in e.arguments)
    if n.powers or k.powers or n.coefficient.denominator != 1 or not 0 <= k.coefficient <= n.coefficient <= 1000:
        return e
    return integer(math.comb(n.coefficient.numerator, k.coefficient.numerator))


def iroot(value: int, degree: int) -> int:
    """The whole part of the n-th root of a whole number."""
    if value < 2 or degree == 1:
        return value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        lower = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if lower >= guess:
            return guess
        guess = lower


def rational_root(value: Fraction, degree: int) -> Fraction | None:
    """The n-th root of a positive number where it is rational."""
    top, bottom = iroot(value.numerator, degree), iroot(value.denominator, degree)
    exact = top**degree == value.numerator and bottom**degree == value.denominator
    return Fraction(top, bottom) if exact else None


def square_root(value: Fraction) -> Expression:
    """`5√2/2` for √(25/2): no root below the line, no square under the root."""
    if not value:
        return ZERO
    square, rest = square_part(value.numerator * value.denominator)
    surd = Term(1, ((rational(rest), Fraction(1, 2)),)) if rest != 1 else Term(1, ())
    return write(times(Term(plain_number(Fraction(square, value.denominator)), ()), surd))


def log_of_number(value: int | Fraction) -> Expression:
    """`log 2`, `−log 2` for a half, `log(10/7)` for 10/7, 0 for one; `46 log 2` for a large power."""
    if value == 1:
        return ZERO
    if value < 1:
        return negate(log_of_number(Fraction(1) / value))
    if value > LARGEST_PLAIN_LOG and value.denominator == 1:
        base, degree = _as_power(value.numerator)
        return write(Term(degree, ((Call("log", (integer(base),)), 1),)))
    return Call("log", (rational(value),))


def _as_power(value: int) -> tuple[int, int]:
    """The base and exponent of a whole power, the exponent as large as it goes."""
    for degree in range(min(value.bit_length(), MOST_DEGREE), 1, -1):
        root = iroot(value, degree)
        if root**degree == value:
            return root, degree
    return value, 1


def approximate(e: Expression) -> float | None:
    """A rough value of an expression in numbers, to choose between candidates; None where symbols are left."""
    if isinstance(e, Number):
        return _as_float(e.value)
    if isinstance(e, Constant):
        return _CONSTANTS.get(e.name)
    values = [approximate(part) for part in children(e)]
    operation = _CALLS.get(e.function) if isinstance(e, Call) else _OPERATIONS.get(type(e))
    if operation is None or None in values:
        return None
    try:
        return operation(*values)
    except (ArithmeticError, ValueError):
        return None


def _as_float(value: int | Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


_CONSTANTS = {"π": math.pi, "e": math.e, "∞": math.inf}
_CALLS: dict[str, Callable[..., float]] = {
    "log": math.log,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "abs": abs,
    "cbrt": math.cbrt,
    "cos": math.cos,
    "acos": math.acos,
    "sin": math.sin,
    "tan": math.tan,
    "tanh": math.tanh,
    "atan": math.atan,
    "atan2": math.atan2,
    "factorial": lambda x: math.gamma(x + 1),
}
_OPERATIONS: dict[type[Expression], Callable[..., float]] = {
    Add: lambda *terms: sum(terms),
    Multiply: lambda *factors: math.prod(factors),
    Divide: lambda a, b: a / b,
    Negate: lambda a: -a,
    Power: lambda a, b: a**b,
}
