"""Expression → sympy: equal in value to what is written; equations and inequalities stay unevaluated."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import sympy
from sympy.core.symbol import Str
from sympy.logic.boolalg import Boolean

from ..expressions import (
    ONE,
    Add,
    Apply,
    Call,
    Chain,
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
    free_symbols,
    map_children,
    observation,
    replace,
    sample_sum,
    walk,
)
from .functions import CONSTANTS, FUNCTIONS
from .symbols import Symbols

__all__ = ["to_sympy"]

# Beyond this many bits a power or a factorial of numbers stays as it is written.
_BITS = 200_000


def to_sympy(e: Expression, symbols: Symbols) -> sympy.Basic:
    """The sympy object of a written line, in the symbols of its problem.

    Samples are `IndexedBase`, sums and products over them `Sum` and `Product`. Relations are never evaluated;
    `a = b = c` is the conjunction of its links, `a ≈ 0.693` says that a rounds to 0.693, `a ± b` means both.
    Functions without a definition (`L(θ)`, `P("cat")`) are undefined functions. Raises ValueError for what sympy
    cannot say (a derivative for something that is no symbol).
    """
    return _WRITERS[type(e)](e, symbols)


def _number(e: Number, symbols: Symbols) -> sympy.Basic:
    value = Fraction(e.value)
    return sympy.Rational(value.numerator, value.denominator)


def _symbol(e: Symbol, symbols: Symbols) -> sympy.Basic:
    return symbols.named(e.name)


def _hat(e: Hat, symbols: Symbols) -> sympy.Basic:
    if isinstance(e.of, Symbol):
        return symbols.hat(e.of.name)
    return sympy.Function("hat")(to_sympy(e.of, symbols))


def _indexed(e: Indexed, symbols: Symbols) -> sympy.Basic:
    return symbols.sample(e.base)[_index(e.index, symbols)]


def _order_statistic(e: OrderStatistic, symbols: Symbols) -> sympy.Basic:
    return _ordered(e.base, symbols)[_index(e.rank, symbols)]


def _ordered(variable: str, symbols: Symbols) -> sympy.IndexedBase:
    """The sample in increasing order, `x_()[k]`."""
    return sympy.IndexedBase(f"{variable}_()", **symbols.sample(variable).assumptions0)


def _index(e: Expression, symbols: Symbols) -> sympy.Expr:
    return symbols.index(e.name) if isinstance(e, Symbol) else to_sympy(e, symbols)


def _add(e: Add, symbols: Symbols) -> sympy.Basic:
    if _has_both_signs(e):
        return sympy.FiniteSet(*(to_sympy(variant, symbols) for variant in _both_signs(e)))
    return sympy.Add(*(to_sympy(term, symbols) for term in e.terms))


def _multiply(e: Multiply, symbols: Symbols) -> sympy.Basic:
    return sympy.Mul(*(to_sympy(factor, symbols) for factor in e.factors))


def _divide(e: Divide, symbols: Symbols) -> sympy.Basic:
    return to_sympy(e.numerator, symbols) / to_sympy(e.denominator, symbols)


def _negate(e: Negate, symbols: Symbols) -> sympy.Basic:
    return -to_sympy(e.operand, symbols)


def _plus_minus(e: PlusMinus, symbols: Symbols) -> sympy.Basic:
    value = to_sympy(e.operand, symbols)
    return sympy.FiniteSet(value, -value)


def _power(e: Power, symbols: Symbols) -> sympy.Basic:
    base, exponent = to_sympy(e.base, symbols), to_sympy(e.exponent, symbols)
    if exponent.is_Integer and base.is_Rational:
        bits = abs(int(exponent)) * max(int(base.p).bit_length(), int(base.q).bit_length())
        return sympy.Pow(base, exponent, evaluate=bits <= _BITS)
    return sympy.Pow(base, exponent)


def _call(e: Call, symbols: Symbols) -> sympy.Basic:
    if e.function in _STATISTICS:
        return _STATISTICS[e.function](e.arguments, symbols)
    return FUNCTIONS[e.function](*(to_sympy(argument, symbols) for argument in e.arguments))


def _apply(e: Apply, symbols: Symbols) -> sympy.Basic:
    arguments = [to_sympy(argument, symbols) for argument in e.arguments + e.given]
    if not e.primes:
        return sympy.Function(e.function)(*arguments)
    if len(arguments) == 1 and arguments[0].is_Symbol:
        return sympy.Derivative(sympy.Function(e.function)(*arguments), (arguments[0], e.primes))
    return sympy.Function(e.function + "′" * e.primes)(*arguments)


def _repeated(kind: Callable[..., sympy.Basic], e: Summation | Product, symbols: Symbols) -> sympy.Basic:
    limits = (symbols.index(e.index), to_sympy(e.lower, symbols), to_sympy(e.upper, symbols))
    return kind(to_sympy(e.body, symbols), limits)


def _derivative(e: Derivative, symbols: Symbols) -> sympy.Basic:
    variable = to_sympy(e.variable, symbols)
    if not (variable.is_Symbol or isinstance(variable, sympy.Indexed)):
        raise ValueError(f"sympy has no derivative for {variable}: it is no symbol")
    # A bare name such as NLL stands for a function of the variable; as a symbol its derivative would be zero.
    if isinstance(e.body, Symbol) and e.body != e.variable and e.body.name not in symbols:
        return sympy.Derivative(sympy.Function(e.body.name)(variable), (variable, e.order))
    return sympy.Derivative(to_sympy(e.body, symbols), (variable, e.order))


def _indicator(e: Indicator, symbols: Symbols) -> sympy.Basic:
    return sympy.Piecewise((1, to_sympy(e.condition, symbols)), (0, True))


def _set(e: SetOf, symbols: Symbols) -> sympy.Basic:
    return sympy.FiniteSet(*(to_sympy(element, symbols) for element in e.elements))


def _interval(e: Interval, symbols: Symbols) -> sympy.Basic:
    lower, upper = to_sympy(e.lower, symbols), to_sympy(e.upper, symbols)
    return sympy.Interval(lower, upper, not e.lower_closed, not e.upper_closed)


# ---- statements ------------------------------------------------------------------------------------------


def _relation(e: Relation, symbols: Symbols) -> sympy.Basic:
    if _has_both_signs(e):
        return sympy.Or(*(to_sympy(variant, symbols) for variant in _both_signs(e)), evaluate=False)
    operands = [to_sympy(operand, symbols) for operand in e.operands]
    links = [
        _rounded(left, e.operands[k + 1], right) if operator == "≈" else _RELATIONS[operator](left, right)
        for k, (operator, left, right) in enumerate(zip(e.operators, operands, operands[1:], strict=False))
    ]
    return links[0] if len(links) == 1 else sympy.And(*links, evaluate=False)


def _rounded(value: sympy.Basic, written: Expression, shown: sympy.Basic) -> sympy.Basic:
    """`value` is what is written after ≈ to within half a unit of the last digit that is shown."""
    while isinstance(written, Negate):
        written = written.operand
    if not isinstance(written, Number):
        return sympy.Function("approximates")(shown, value)
    half = sympy.Rational(1, 2) * sympy.Integer(10) ** _last_place(written)
    return sympy.LessThan(sympy.Abs(value - shown), half, evaluate=False)


def _last_place(number: Number) -> int:
    """The power of ten of the last digit shown: −3 for 0.693, −8 for 9.5×10^-7."""
    mantissa, _, exponent = number.text.replace("−", "-").lower().replace("×10^", "e").partition("e")
    percent = mantissa.endswith("%")
    decimals = len(mantissa.rstrip("%").partition(".")[2])
    return int(exponent or 0) - decimals - 2 * percent


def _chain(e: Chain, symbols: Symbols) -> sympy.Basic:
    statements = [to_sympy(statement, symbols) for statement in e.statements]
    if not all(map(_is_statement, statements)):
        return sympy.Tuple(*statements)
    links = [
        (sympy.Equivalent if link == "⇔" else sympy.Implies)(left, right, evaluate=False)
        for link, left, right in zip(e.links, statements, statements[1:], strict=False)
    ]
    return links[0] if len(links) == 1 else sympy.And(*links, evaluate=False)


def _several(e: Several, symbols: Symbols) -> sympy.Basic:
    statements = [to_sympy(statement, symbols) for statement in e.statements]
    if not all(map(_is_statement, statements)):
        return sympy.Tuple(*statements)
    return (sympy.Or if e.separator == "or" else sympy.And)(*statements, evaluate=False)


def _is_statement(value: sympy.Basic) -> bool:
    return isinstance(value, Boolean) and not isinstance(value, sympy.Symbol)


def _has_both_signs(e: Expression) -> bool:
    return any(isinstance(node, PlusMinus) for node in walk(e))


def _both_signs(e: Expression) -> tuple[Expression, Expression]:
    """The tree with + and with − for every ±."""
    return _signed(e, plus=True), _signed(e, plus=False)


def _signed(e: Expression, *, plus: bool) -> Expression:
    if isinstance(e, PlusMinus):
        operand = _signed(e.operand, plus=plus)
        return operand if plus else Negate(operand)
    return map_children(partial(_signed, plus=plus), e)


# ---- statistics of the sample ----------------------------------------------------------------------------


def _mean(arguments: tuple[Expression, ...], symbols: Symbols) -> sympy.Basic:
    """`mean(x)`, `mean(log(x))`: the sum over the sample of what is written, over n."""
    body = arguments[0]
    for name in free_symbols(body):
        if body == Symbol(name) or symbols.is_sample(name):
            body = replace(body, Symbol(name), observation(name))
    return to_sympy(sample_sum(body), symbols) / symbols.named("n")


def _extreme(
    of_several: Callable[..., sympy.Basic], rank: Expression, arguments: tuple[Expression, ...], symbols: Symbols
) -> sympy.Basic:
    """`min(x)` and `max(x)`: the first and the last of the ordered sample; or the extreme one of several numbers."""
    if len(arguments) > 1 or not free_symbols(arguments[0]):
        return of_several(*(to_sympy(argument, symbols) for argument in arguments))
    return _ordered(_sorted_by(arguments, symbols), symbols)[to_sympy(rank, symbols)]


def _median(arguments: tuple[Expression, ...], symbols: Symbols) -> sympy.Basic:
    return sympy.Function("median")(symbols.sample(_sorted_by(arguments, symbols)))


def _sorted_by(arguments: tuple[Expression, ...], symbols: Symbols) -> str:
    """What is put in order: the variable whose sample is meant, by `x` or by `x_i`; else what is written, `|x|`."""
    (argument,) = arguments
    if isinstance(argument, Symbol):
        return argument.name
    return argument.base if isinstance(argument, Indexed) else str(to_sympy(argument, symbols))


_STATISTICS: dict[str, Callable[[tuple[Expression, ...], Symbols], sympy.Basic]] = {
    "mean": _mean, "median": _median,
    "min": partial(_extreme, sympy.Min, ONE), "max": partial(_extreme, sympy.Max, Symbol("n")),
}

_RELATIONS: dict[str, Callable[[sympy.Basic, sympy.Basic], sympy.Basic]] = {
    "=": partial(sympy.Eq, evaluate=False), "≠": partial(sympy.Ne, evaluate=False),
    "<": partial(sympy.StrictLessThan, evaluate=False), "≤": partial(sympy.LessThan, evaluate=False),
    ">": partial(sympy.StrictGreaterThan, evaluate=False), "≥": partial(sympy.GreaterThan, evaluate=False),
    "∝": lambda left, right: sympy.Function("proportional")(left, right),
    "∈": lambda element, within: sympy.Contains(element, within, evaluate=False),
}

_WRITERS: dict[type[Expression], Callable[..., sympy.Basic]] = {
    Number: _number, Symbol: _symbol, Hat: _hat, Indexed: _indexed,
    Constant: lambda e, symbols: CONSTANTS[e.name], Text: lambda e, symbols: Str(e.text),
    OrderStatistic: _order_statistic, Add: _add, Multiply: _multiply, Divide: _divide, Negate: _negate,
    PlusMinus: _plus_minus, Power: _power, Call: _call, Apply: _apply, Summation: partial(_repeated, sympy.Sum),
    Product: partial(_repeated, sympy.Product), Derivative: _derivative, Indicator: _indicator, SetOf: _set,
    Interval: _interval, Relation: _relation, Chain: _chain, Several: _several,
}
