"""The functions of the notation and those of sympy, both ways."""

from __future__ import annotations

from collections.abc import Callable

import sympy

__all__ = ["CONSTANTS", "FUNCTIONS", "NAMES"]

_LARGEST = 5_000  # the largest number whose factorial is worked out


def _logarithm(value: sympy.Expr, base: sympy.Expr | None = None) -> sympy.Expr:
    return sympy.log(value) if base is None else sympy.log(value) / sympy.log(base)


def _psi(*order_and_argument: sympy.Expr) -> sympy.Expr:
    """ψ(x), or its derivative of the order that stands first."""
    *order, argument = order_and_argument
    return sympy.polygamma(*(order or [0]), argument)


def _zeta(*order_and_argument: sympy.Expr) -> sympy.Expr:
    """ζ(s), or its derivative of the order that stands first, which sympy has as a derivative only."""
    *order, argument = order_and_argument
    if not order:
        return sympy.zeta(argument)
    if argument.is_Symbol:
        return sympy.Derivative(sympy.zeta(argument), (argument, *order))
    s = sympy.Dummy("s")
    return sympy.Subs(sympy.Derivative(sympy.zeta(s), (s, *order)), s, argument)


def _factorial(argument: sympy.Expr) -> sympy.Expr:
    return sympy.factorial(argument, evaluate=not (argument.is_Integer and argument > _LARGEST))


def _binomial(upper: sympy.Expr, lower: sympy.Expr) -> sympy.Expr:
    return sympy.binomial(upper, lower, evaluate=not (upper.is_Integer and upper > _LARGEST))


FUNCTIONS: dict[str, Callable[..., sympy.Basic]] = {
    "log": _logarithm, "log2": lambda x: _logarithm(x, sympy.Integer(2)),
    "log10": lambda x: _logarithm(x, sympy.Integer(10)), "exp": sympy.exp,
    "sqrt": sympy.sqrt, "cbrt": lambda x: sympy.real_root(x, 3), "root": sympy.real_root,
    "abs": sympy.Abs, "floor": sympy.floor, "ceil": sympy.ceiling, "sign": sympy.sign,
    "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "asin": sympy.asin, "acos": sympy.acos, "atan": sympy.atan,
    "sinh": sympy.sinh, "cosh": sympy.cosh, "tanh": sympy.tanh, "erf": sympy.erf, "erfc": sympy.erfc,
    "Φ": lambda x: sympy.erfc(-x / sympy.sqrt(2)) / 2, "W": sympy.LambertW, "Γ": sympy.gamma, "B": sympy.beta,
    "atan2": sympy.atan2, "I_0": lambda x: sympy.besseli(0, x), "I_1": lambda x: sympy.besseli(1, x),
    "ψ": _psi, "ζ": _zeta, "factorial": _factorial, "binomial": _binomial,
}

CONSTANTS: dict[str, sympy.Expr] = {"π": sympy.pi, "e": sympy.E, "∞": sympy.oo}

# Sympy's functions whose name is all that changes on the way in.
NAMES: dict[type, str] = {
    sympy.exp: "exp", sympy.Abs: "abs", sympy.floor: "floor", sympy.ceiling: "ceil", sympy.sign: "sign",
    sympy.sin: "sin", sympy.cos: "cos", sympy.tan: "tan", sympy.asin: "asin", sympy.acos: "acos", sympy.atan: "atan",
    sympy.sinh: "sinh", sympy.cosh: "cosh", sympy.tanh: "tanh", sympy.erf: "erf", sympy.erfc: "erfc",
    sympy.LambertW: "W", sympy.gamma: "Γ", sympy.beta: "B", sympy.log: "log", sympy.factorial: "factorial",
    sympy.binomial: "binomial", sympy.zeta: "ζ", sympy.atan2: "atan2",
}
