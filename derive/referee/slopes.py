"""Whether the derivative of log f is a rational function: seen in how f is written."""

from __future__ import annotations

from ..expressions import (
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
    number_value,
)

__all__ = ["has_rational_slope"]

E = Constant("e")


def has_rational_slope(e: Expression, name: str) -> bool:
    """Whether e is a product of rational functions of the symbol, to powers that are free of it, and of exponentials
    of rational functions: then (log e)′ is rational."""
    if name not in free_symbols(e):
        return True
    if isinstance(e, (Multiply, Divide, Negate)):
        return all(has_rational_slope(part, name) for part in children(e))
    if isinstance(e, Power):
        if e.base == E:
            return _is_rational(e.exponent, name)
        return name not in free_symbols(e.exponent) and has_rational_slope(e.base, name)
    if isinstance(e, Call) and len(e.arguments) == 1:
        if e.function == "exp":
            return _is_rational(e.arguments[0], name)
        return e.function == "sqrt" and has_rational_slope(e.arguments[0], name)
    return _is_rational(e, name)


def _is_rational(e: Expression, name: str) -> bool:
    """Whether it is made of the four operations and whole powers, as far as the symbol is concerned."""
    if name not in free_symbols(e) or isinstance(e, Symbol):
        return True
    if isinstance(e, Power):
        return isinstance(number_value(e.exponent), int) and _is_rational(e.base, name)
    if isinstance(e, (Add, Multiply, Divide, Negate)):
        return all(_is_rational(part, name) for part in children(e))
    return False
