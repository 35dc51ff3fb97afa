"""The value of a written expression at a point, as an enclosure; and its derivatives by Taylor series.

Shares nothing with the normal form (`exact`) or with the rules: it is the second opinion on both. Whatever has no
value (a logarithm of a negative number, 1/0, a name without a value) raises Undefined; a NaN never comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import factorial

from flint import arb, arb_series, fmpq

from ..expressions import (
    Add,
    Call,
    Constant,
    Derivative,
    Divide,
    Expression,
    Indexed,
    Indicator,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    Power,
    Product,
    Relation,
    Summation,
    Symbol,
)
from ..steps import Setting
from .functions import ARGUMENTS, FUNCTIONS
from .observed import ONE_ARGUMENT, at_all, at_points, raised
from .place import Columns, Evaluators, KeptPlace, Place
from .precision import precision
from .quantities import Quantity, Undefined, add, as_rational, ball, divide, multiply
from .samples import STATISTICS, indexed, order_statistic, statistic
from .sums import product, summation

__all__ = [
    "derivative", "enclose", "enclose_at_all", "enclose_over", "evaluate", "evaluate_at_all", "evaluator_at",
    "slopes_together", "value_and_slope",
]

HIGHEST_ORDER = 8

Values = Mapping[str, fmpq | arb]


def enclose(e: Expression, values: Values, setting: Setting, prec: int = 128, sample: Columns | None = None) -> arb:
    """The value of the expression where its symbols have these values, as a finite ball.

    Sums and statistics are over `sample`, or over the data of the setting where it is None; then the given
    statistics of the setting hold too. prec: bits. Raises Undefined.
    """
    with precision(prec):
        return _finite(ball(evaluate(e, values, setting, sample)))


def enclose_at_all(
    e: Expression, variable: str, points: Sequence[arb], values: Values, setting: Setting, prec: int
) -> list[arb]:
    """As `enclose` at many values of a variable. Raises Undefined, also for one of them."""
    with precision(prec):
        place = Place(_EVALUATORS, values, setting, None)
        return [_finite(ball(x)) for x in at_points(place, e, variable, points)]


TAYLOR = 5
"""The order of the remainder."""


def derivative(
    e: Expression, variable: str, values: Values, setting: Setting, order: int = 1, prec: int = 128,
    sample: Columns | None = None,
) -> arb:
    """The derivative for the variable at the point, as a finite ball, from the Taylor coefficient of a power series.

    Raises Undefined, also where a function of the expression has no derivative.
    """
    with precision(prec):
        place = Place(_EVALUATORS, values, setting, sample)
        return _finite(ball(_slope(place, e, variable, order)))


def value_and_slope(
    e: Expression, variable: str, values: Values, setting: Setting, prec: int = 128
) -> tuple[arb, arb]:
    """The value and the derivative for the variable at the point, both from one power series, as finite balls.

    Raises Undefined, also where a function of the expression has no derivative.
    """
    with precision(prec):
        value, slope = _coefficients(Place(_EVALUATORS, values, setting, None), e, variable, 1)
        return _finite(value), _finite(slope)


def slopes_together(
    expressions: Sequence[Expression], variable: str, values: Values, setting: Setting, prec: int = 128
) -> list[arb]:
    """The derivatives of many expressions for the variable at a point, as finite balls: what they share is evaluated
    once. Raises Undefined."""
    with precision(prec):
        series = arb_series([ball(values[variable]), 1], prec=2)
        at = evaluator_at({**values, variable: series}, setting)
        try:
            found = [at(e) for e in expressions]
        except (ValueError, ZeroDivisionError) as error:  # FLINT's series at a pole
            raise Undefined(str(error)) from error
        return [_finite(arb(f[1])) if isinstance(f, arb_series) else arb(0) for f in found]


def enclose_over(e: Expression, variable: str, ends: tuple[arb, arb], values: Values, setting: Setting) -> arb:
    """The values for all numbers between two, by Taylor's formula about their middle, the remainder over all of them.

    Raises Undefined.
    """
    whole = ends[0].union(ends[1])
    middle = whole.mid()
    place = Place(_EVALUATORS, {**values, variable: middle}, setting, None)
    near = _coefficients(place, e, variable, TAYLOR)
    place = Place(_EVALUATORS, {**values, variable: whole}, setting, None)
    last = _coefficients(place, e, variable, TAYLOR)[TAYLOR]
    step, power, total = whole - middle, arb(1), arb(0)
    for c in near[:TAYLOR]:
        total += c * power
        power *= step
    return _finite(total + last * power)


def _coefficients(place: Place, e: Expression, variable: str, order: int) -> list[arb]:
    place.values[variable] = arb_series([ball(place.symbol(variable)), 1], prec=order + 1)
    try:
        result = place.value(e)
    except (ValueError, ZeroDivisionError) as error:  # FLINT's series at a pole
        raise Undefined(str(error)) from error
    if isinstance(result, arb_series):
        return [arb(result[k]) for k in range(order + 1)]
    return [ball(result), *(arb(0) for _ in range(order))]


def _slope(place: Place, e: Expression, variable: str, order: int) -> Quantity:
    """The Taylor coefficient times the factorial of its order."""
    if order > HIGHEST_ORDER:
        raise Undefined("a derivative of so high an order")
    old, at = place.values.get(variable), place.symbol(variable)
    place.values[variable] = arb_series([ball(at), 1], prec=order + 1)
    try:
        result = place.value(e)
    except (ValueError, ZeroDivisionError) as error:  # FLINT's series at a pole
        raise Undefined(str(error)) from error
    if old is None:
        del place.values[variable]
    else:
        place.values[variable] = old
    return multiply(result[order], fmpq(factorial(order))) if isinstance(result, arb_series) else fmpq(0)


def _finite(x: arb) -> arb:
    if not x.is_finite():
        raise Undefined("a value that is not finite")
    return x


def evaluate(
    e: Expression, values: Mapping[str, Quantity], setting: Setting, sample: Columns | None = None
) -> Quantity:
    """As `enclose`, at the precision that is set: a rational where all is rational, else a ball or a series.

    A ball that comes out may still be infinite or NaN. Raises Undefined.
    """
    place = Place(_EVALUATORS, values, setting, sample)
    try:
        return place.value(e)
    except RecursionError as error:
        raise Undefined("nested too deeply") from error


def evaluate_at_all(e: Expression, points: Sequence[Values], setting: Setting) -> list[Quantity]:
    """As `evaluate` at several points that have values for the same symbols: each part is gone through once, and what
    is the same at all of them is computed once. Raises Undefined, also for one of them."""
    vectors = {name: [point[name] for point in points] for name in points[0]}
    try:
        return at_all(Place(_EVALUATORS, points[0], setting, None), e, vectors, len(points))
    except RecursionError as error:
        raise Undefined("nested too deeply") from error


def evaluator_at(
    values: Mapping[str, Quantity], setting: Setting, sample: Columns | None = None
) -> Callable[[Expression], Quantity]:
    """As `evaluate` at one point for many expressions, all at the same precision: parts that they share are evaluated
    once."""
    place = KeptPlace(_EVALUATORS, values, setting, sample)

    def at(e: Expression) -> Quantity:
        place.again()
        try:
            return place.value(e)
        except RecursionError as error:
            raise Undefined("nested too deeply") from error

    return at


# ---- leaves --------------------------------------------------------------------------------------------


def _number(place: Place, e: Number) -> Quantity:
    return as_rational(e.value)


def _symbol(place: Place, e: Symbol) -> Quantity:
    return place.symbol(e.name)


def _constant(place: Place, e: Constant) -> Quantity:
    if e.name == "π":
        return arb.pi()
    if e.name == "e":
        return arb.const_e()
    raise Undefined("∞ is not a number")


# ---- arithmetic ----------------------------------------------------------------------------------------


def _add(place: Place, e: Add) -> Quantity:
    value = place.value
    total = value(e.terms[0])
    for term in e.terms[1:]:
        total = add(total, value(term))
    return total


def _multiply(place: Place, e: Multiply) -> Quantity:
    value = place.value
    result = value(e.factors[0])
    for factor in e.factors[1:]:
        result = multiply(result, value(factor))
    return result


def _divide(place: Place, e: Divide) -> Quantity:
    return divide(place.value(e.numerator), place.value(e.denominator))


def _negate(place: Place, e: Negate) -> Quantity:
    return -place.value(e.operand)


def _power(place: Place, e: Power) -> Quantity:
    exponent = place.value(e.exponent)
    if isinstance(e.base, Constant) and e.base.name == "e":
        return FUNCTIONS["exp"](exponent)
    return raised(place.value(e.base), exponent)


# ---- functions, derivatives, indicators -----------------------------------------------------------------


def _call(place: Place, e: Call) -> Quantity:
    if e.function in STATISTICS and len(e.arguments) == 1:
        return statistic(place, e.function, e.arguments[0])
    function = FUNCTIONS.get(e.function)
    if function is None or len(e.arguments) not in ARGUMENTS.get(e.function, ONE_ARGUMENT):
        raise Undefined(f"{e.function} of {len(e.arguments)} arguments is not known")
    return function(*map(place.value, e.arguments))


def _derivative(place: Place, e: Derivative) -> Quantity:
    """A written derivative, at a point where nothing else is a series."""
    if not isinstance(e.variable, Symbol):
        raise Undefined("a derivative for what is no symbol")
    if any(isinstance(v, arb_series) for v in place.values.values()):
        raise Undefined("a derivative inside a derivative")
    return _slope(place, e.body, e.variable.name, e.order)


def _indicator(place: Place, e: Indicator) -> Quantity:
    condition = e.condition
    if not isinstance(condition, Relation):
        raise Undefined("an indicator of what is no relation")
    operands = [ball(place.value(operand)) for operand in condition.operands]
    holds = [_COMPARISONS[op](a, b) for op, a, b in zip(condition.operators, operands, operands[1:], strict=False)]
    if None in holds:
        raise Undefined("a comparison that could not be decided")
    return fmpq(int(all(holds)))


def _decided(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


_COMPARISONS: dict[str, Callable[[arb, arb], bool | None]] = {
    "<": lambda a, b: _decided(a < b, a >= b),
    "≤": lambda a, b: _decided(a <= b, a > b),
    ">": lambda a, b: _decided(a > b, a <= b),
    "≥": lambda a, b: _decided(a >= b, a < b),
    "=": lambda a, b: _decided(a == b, a != b),
    "≠": lambda a, b: _decided(a != b, a == b),
}

_EVALUATORS: Evaluators = {
    Number: _number, Symbol: _symbol, Constant: _constant, Indexed: indexed, OrderStatistic: order_statistic,
    Add: _add, Multiply: _multiply, Divide: _divide, Negate: _negate, Power: _power, Call: _call,
    Summation: summation, Product: product, Derivative: _derivative, Indicator: _indicator,
}
