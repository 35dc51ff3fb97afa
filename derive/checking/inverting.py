"""A parameter written through a new name, `p = ω/(1 + ω)`, `λ = 1/β`: what the name stands for."""

from __future__ import annotations

from collections.abc import Callable

from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Symbol,
    children,
    free_symbols,
    replace,
)

__all__ = ["inverted"]


def inverted(e: Expression, name: str, value: Expression) -> Expression | None:
    """The expression in other symbols that the name is, where e = value; None where it cannot be told. Takes one
    operation after the other to the other side; a sum or a fraction that holds the name more than once comes last."""
    while e != Symbol(name):
        if sum(_holds(child, name) for child in children(e)) > 1:
            return _of_several(e, name, value)
        step = _STEPS.get(type(e))
        found = None if step is None else step(e, name, value)
        if found is None:
            return None
        e, value = found
    return value


def _holds(e: Expression, name: str) -> bool:
    return name in free_symbols(e)


Step = tuple[Expression, Expression] | None


def _add(e: Add, name: str, value: Expression) -> Step:
    inner = next(t for t in e.terms if _holds(t, name))
    return inner, Add((value, *(Negate(t) for t in e.terms if t is not inner)))


def _negate(e: Negate, name: str, value: Expression) -> Step:
    return e.operand, Negate(value)


def _multiply(e: Multiply, name: str, value: Expression) -> Step:
    inner = next(f for f in e.factors if _holds(f, name))
    others = tuple(f for f in e.factors if f is not inner)
    return inner, Divide(value, others[0] if len(others) == 1 else Multiply(others))


def _divide(e: Divide, name: str, value: Expression) -> Step:
    if _holds(e.numerator, name):
        return e.numerator, Multiply((value, e.denominator))
    return e.denominator, Divide(e.numerator, value)


def _power(e: Power, name: str, value: Expression) -> Step:
    if _holds(e.base, name):
        return e.base, Power(value, Divide(ONE, e.exponent))
    if isinstance(e.base, Constant):
        return e.exponent, Call("log", (value,))
    return e.exponent, Divide(Call("log", (value,)), Call("log", (e.base,)))


def _call(e: Call, name: str, value: Expression) -> Step:
    if len(e.arguments) != 1:
        return None
    if e.function == "exp":
        return e.arguments[0], Call("log", (value,))
    if e.function == "log":
        return e.arguments[0], Call("exp", (value,))
    return (e.arguments[0], Multiply((value, value))) if e.function == "sqrt" else None


_STEPS: dict[type[Expression], Callable[..., Step]] = {
    Add: _add, Negate: _negate, Multiply: _multiply, Divide: _divide, Power: _power, Call: _call,
}


def _of_several(e: Expression, name: str, value: Expression) -> Expression | None:
    """The name stands in several places: of a sum, or of a fraction, that is linear in it."""
    if isinstance(e, Divide) and _degree(e.numerator, name) <= 1 and _degree(e.denominator, name) <= 1:
        return _fraction(e, name, value)
    if _degree(e, name) != 1:
        return None
    rest, slope = _linear(e, name)
    return Divide(Add((value, Negate(rest))), slope)


def _degree(e: Expression, name: str) -> int:
    """The degree in the name as it is written; 2 for anything else than that."""
    if not _holds(e, name):
        return 0
    if isinstance(e, Symbol):
        return 1
    if isinstance(e, (Add, Negate)):
        return max(_degree(child, name) for child in children(e))
    if isinstance(e, Multiply):
        return sum(_degree(child, name) for child in children(e))
    return _degree(e.numerator, name) if isinstance(e, Divide) and not _holds(e.denominator, name) else 2


def _fraction(e: Divide, name: str, value: Expression) -> Expression:
    """(a u + b)/(c u + d) = y gives u = (d y − b)/(a − c y)."""
    top, slope = _linear(e.numerator, name)
    bottom, other = _linear(e.denominator, name)
    over = Add((slope, Negate(Multiply((other, value)))))
    return Divide(Add((Multiply((bottom, value)), Negate(top))), over)


def _linear(e: Expression, name: str) -> tuple[Expression, Expression]:
    at_zero = replace(e, Symbol(name), ZERO)
    return at_zero, Add((replace(e, Symbol(name), ONE), Negate(at_zero)))
