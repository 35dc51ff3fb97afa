"""sympy → expression, written as a person writes: a positive term first, fractions for negative powers, `exp(x)`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from fractions import Fraction
from functools import partial

import sympy
from sympy.core.function import AppliedUndef
from sympy.core.symbol import Str

from ..domains import Domain
from ..expressions import (
    INFINITY,
    ONE,
    TWO,
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
    Interval,
    Multiply,
    Negate,
    OrderStatistic,
    Power,
    Product,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    Text,
    rational,
)
from .functions import NAMES
from .symbols import canonical_name

__all__ = ["domain_of", "from_sympy", "interval_domain", "is_set"]

_HAT = "\N{COMBINING CIRCUMFLEX ACCENT}"


def from_sympy(value: sympy.Basic) -> Expression:
    """The written form of a sympy object, equal in value.

    Raises ValueError, naming the part, for what the notation cannot say: floats (exact numbers come in as
    Rational), matrices, complex numbers, other functions, and what is no sympy object at all.
    """
    if not isinstance(value, sympy.Basic):
        raise ValueError(f"a sympy expression is wanted, not {type(value).__name__}")
    for kind in type(value).__mro__:
        if kind in _READERS:
            return _READERS[kind](value)
    raise ValueError(f"{value} is a {type(value).__name__}, which has no place in a likelihood")


def _float(value: sympy.Float) -> Expression:
    raise ValueError(f"{value} is a rounded binary number; write the exact one, such as Rational('{value:.6g}')")


def _rational(value: sympy.Rational) -> Expression:
    return rational(Fraction(int(value.p), int(value.q)))


def _symbol(value: sympy.Symbol) -> Expression:
    letters = unicodedata.normalize("NFD", value.name)
    name = canonical_name(letters.replace(_HAT, ""))
    return Hat(Symbol(name)) if _HAT in letters else Symbol(name)


def _add(value: sympy.Add) -> Expression:
    terms = [from_sympy(term) for term in value.as_ordered_terms()]
    first = next((k for k, term in enumerate(terms) if not isinstance(term, Negate)), 0)
    return Add((terms[first], *terms[:first], *terms[first + 1:]))


def _multiply(value: sympy.Mul) -> Expression:
    number, factors = value.as_coeff_mul()
    above: list[sympy.Expr] = [sympy.Integer(abs(number.p))] if number.is_Rational else [number]
    below: list[sympy.Expr] = [sympy.Integer(number.q)] if number.is_Rational else []
    for factor in sympy.Mul(*factors, evaluate=False).as_ordered_factors():
        base, exponent = factor.as_base_exp()
        if exponent.is_Rational and exponent < 0 and not base.is_Rational:
            below.append(sympy.Pow(base, -exponent))
        else:
            above.append(factor)
    top, bottom = _product(above), _product(below)
    quotient = top if bottom == ONE else Divide(top, bottom)
    return Negate(quotient) if number.is_Rational and number < 0 else quotient


def _product(factors: list[sympy.Expr]) -> Expression:
    written = tuple(from_sympy(factor) for factor in factors if factor != 1)
    return written[0] if len(written) == 1 else Multiply(written) if written else ONE


def _power(value: sympy.Pow) -> Expression:
    base, exponent = value.args
    if exponent.is_Rational and exponent < 0:
        return Divide(ONE, from_sympy(sympy.Pow(base, -exponent, evaluate=base.is_Rational is not True)))
    if exponent == sympy.S.Half:
        return Call("sqrt", (from_sympy(base),))
    return Power(from_sympy(base), from_sympy(exponent))


def _indexed(value: sympy.Indexed) -> Expression:
    if len(value.indices) != 1:
        raise ValueError(f"{value} has {len(value.indices)} indices; an observation has one")
    name, index = value.base.label.name, from_sympy(value.indices[0])
    if name.endswith("_()"):
        return OrderStatistic(canonical_name(name.removesuffix("_()")), index)
    return Indexed(canonical_name(name), index)


def _repeated(kind: type[Summation | Product], value: sympy.Sum | sympy.Product) -> Expression:
    body = from_sympy(value.function)
    for index, lower, upper in value.limits:
        body = kind(body, canonical_name(index.name), from_sympy(lower), from_sympy(upper))
    return body


def _derivative(value: sympy.Derivative) -> Expression:
    body = from_sympy(value.expr)
    for variable, order in value.variable_count:
        if not order.is_Integer:
            raise ValueError(f"{value} is a derivative of unknown order")
        body = Derivative(body, from_sympy(variable), int(order))
    return body


def _piecewise(value: sympy.Piecewise) -> Expression:
    """`{f where the condition holds, 0 elsewhere}` is f times an indicator."""
    (inside, condition), *rest = value.args
    if [tuple(pair) for pair in rest] not in ([], [(0, True)]):
        raise ValueError(f"{value} has several pieces; give the likelihood on its support")
    indicator = Indicator(from_sympy(condition))
    return indicator if inside == 1 else Multiply((from_sympy(inside), indicator))


def _undefined(value: AppliedUndef) -> Expression:
    return Apply(value.func.__name__, tuple(from_sympy(argument) for argument in value.args))


def _relation(operator: str, value: sympy.core.relational.Relational) -> Expression:
    return Relation((from_sympy(value.lhs), from_sympy(value.rhs)), (operator,))


def _call(function: str, value: sympy.Function) -> Expression:
    return Call(function, tuple(from_sympy(argument) for argument in value.args))


def _extreme(function: str, value: sympy.Max | sympy.Min) -> Expression:
    """The arguments in the order in which sympy prints them; its own order changes from run to run."""
    return Call(function, tuple(from_sympy(argument) for argument in sorted(value.args, key=sympy.default_sort_key)))


def _log_gamma(value: sympy.loggamma) -> Expression:
    return Call("log", (Call("Γ", (from_sympy(value.args[0]),)),))


def _polygamma(value: sympy.polygamma) -> Expression:
    order, argument = value.args
    return Call("ψ", (from_sympy(argument),) if order == 0 else (from_sympy(order), from_sympy(argument)))


def _bessel(value: sympy.besseli) -> Expression:
    """I_0 and I_1; I_2(x) = I_0(x) − 2I_1(x)/x, as sympy writes I_1′."""
    order, argument = value.args
    x = from_sympy(argument)
    if order in (0, 1):
        return Call(f"I_{order}", (x,))
    if order != 2:
        raise TypeError(f"no notation for {value}")
    return Add((Call("I_0", (x,)), Negate(Divide(Multiply((TWO, Call("I_1", (x,)))), x))))


def _several(separator: str, value: sympy.logic.boolalg.BooleanFunction) -> Expression:
    return Several(tuple(from_sympy(argument) for argument in value.args), separator)


def _finite_set(value: sympy.FiniteSet) -> Expression:
    return SetOf(tuple(from_sympy(element) for element in value.args))


def _interval(value: sympy.Interval) -> Expression:
    return Interval(from_sympy(value.start), from_sympy(value.end), not value.left_open, not value.right_open)


_RELATIONS: dict[type, str] = {
    sympy.Eq: "=", sympy.Ne: "≠", sympy.StrictLessThan: "<", sympy.LessThan: "≤", sympy.StrictGreaterThan: ">",
    sympy.GreaterThan: "≥",
}

_READERS: dict[type, Callable[..., Expression]] = {
    sympy.Float: _float, sympy.Rational: _rational, sympy.Symbol: _symbol, sympy.Add: _add, sympy.Mul: _multiply,
    sympy.Pow: _power, sympy.Indexed: _indexed, sympy.Sum: partial(_repeated, Summation),
    sympy.Product: partial(_repeated, Product), sympy.Derivative: _derivative, sympy.Piecewise: _piecewise,
    sympy.Max: partial(_extreme, "max"), sympy.Min: partial(_extreme, "min"), AppliedUndef: _undefined,
    sympy.loggamma: _log_gamma, sympy.polygamma: _polygamma, sympy.besseli: _bessel,
    sympy.FiniteSet: _finite_set, sympy.Interval: _interval, Str: lambda value: Text(value.name),
    type(sympy.pi): lambda _: Constant("π"), type(sympy.E): lambda _: Constant("e"),
    type(sympy.oo): lambda _: INFINITY, type(-sympy.oo): lambda _: Negate(INFINITY),
    sympy.And: partial(_several, "and"), sympy.Or: partial(_several, "or"),
    **{kind: partial(_call, name) for kind, name in NAMES.items()},
    **{kind: partial(_relation, operator) for kind, operator in _RELATIONS.items()},
}


# ---- domains ---------------------------------------------------------------------------------------------


def is_set(value: sympy.Basic) -> bool:
    """Whether the object is a set of values, and not one value."""
    return isinstance(value, sympy.Set)


def interval_domain(values: sympy.Set) -> Domain:
    """The domain of `Interval.open(0, 1)`, `S.Reals`, `S.Naturals`, `Range(3, 9)` and their like.

    Raises ValueError for any other set.
    """
    if isinstance(values, sympy.Interval) or values == sympy.S.Reals:
        lower, upper = _end(values.inf), _end(values.sup)
        closed = isinstance(values, sympy.Interval)
        return Domain(
            lower, upper, lower is not None and closed and not values.left_open,
            upper is not None and closed and not values.right_open,
        )
    steps_of_one = isinstance(values, sympy.Range) and values.step == 1
    if steps_of_one or values in (sympy.S.Naturals, sympy.S.Naturals0, sympy.S.Integers):
        lower, upper = _end(values.inf), _end(values.sup)
        return Domain(lower, upper, lower is not None, upper is not None, integer=True)
    raise ValueError(f"{values} is no domain of a parameter: an interval of real numbers or of integers is wanted")


def _end(value: sympy.Expr) -> Expression | None:
    return None if value.is_infinite else from_sympy(value)


def domain_of(symbol: sympy.Symbol) -> Domain:
    """The domain that the assumptions of a symbol tell. Raises ValueError where they do not say that it is real."""
    if not symbol.is_extended_real:
        raise ValueError(
            f"{symbol} has no domain: give one, as in parameters={{{symbol}: Interval.open(0, 1)}}, "
            f"or assumptions, as in Symbol('{symbol}', positive=True)"
        )
    zero = from_sympy(sympy.S.Zero)
    lower = zero if symbol.is_nonnegative else None
    upper = zero if symbol.is_nonpositive else None
    return Domain(
        lower, upper, lower is not None and not symbol.is_positive, upper is not None and not symbol.is_negative,
        integer=bool(symbol.is_integer),
    )
