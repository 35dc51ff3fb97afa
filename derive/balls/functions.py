"""The known functions of expressions by name."""

from __future__ import annotations

from collections.abc import Callable

from . import elementary as plain
from . import special
from .quantities import Quantity

__all__ = ["ARGUMENTS", "FUNCTIONS"]

FUNCTIONS: dict[str, Callable[..., Quantity]] = {
    "log": plain.log, "log2": plain.log2, "log10": plain.log10, "exp": plain.exp,
    "sqrt": plain.sqrt, "cbrt": plain.cbrt, "root": plain.root,
    "abs": plain.absolute, "floor": plain.floor, "ceil": plain.ceil, "sign": plain.sign,
    "max": plain.largest, "min": plain.least,
    "sin": plain.sin, "cos": plain.cos, "tan": plain.tan, "asin": plain.asin, "acos": plain.acos, "atan": plain.atan,
    "sinh": plain.sinh, "cosh": plain.cosh, "tanh": plain.tanh,
    "erf": special.erf, "erfc": special.erfc, "Φ": special.normal_distribution, "W": special.lambert,
    "Γ": special.gamma, "B": special.beta, "ψ": special.digamma,
    "ζ": special.zeta, "I_0": special.bessel_0, "I_1": special.bessel_1, "atan2": special.angle,
    "factorial": special.factorial, "binomial": special.binomial,
}

ARGUMENTS: dict[str, range] = {
    "log": range(1, 3), "W": range(1, 3), "ψ": range(1, 3), "ζ": range(1, 3), "root": range(2, 3), "B": range(2, 3),
    "atan2": range(2, 3),
    "binomial": range(2, 3), "max": range(1, 1000), "min": range(1, 1000),
}
"""How many arguments a function takes, where it is not one."""
