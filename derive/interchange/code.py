"""sympy objects as Python that anybody can run: `7*log(θ) + 3*log(1 - θ)`, sums over a sample as generators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from keyword import iskeyword

import sympy
from sympy.printing.str import StrPrinter

__all__ = ["code", "imported", "with_identifiers"]

# What the code around an expression is written with: no symbol may have one of these names.
RESERVED = {"Symbol", "diff", "nsolve", "log_likelihood", "score", "n", "sum", "range", "max", "min", "map",
            "dict", "enumerate", "heights", "value", "unknown"}


class _Code(StrPrinter):  # type: ignore[misc]  # sympy has no types
    """Numbers that stay exact, sums and products as Python writes them."""

    def _print_Rational(self, e: sympy.Rational) -> str:
        return f"Rational({e.p}, {e.q})"

    def _print_Sum(self, e: sympy.Sum) -> str:
        return self._over("sum", e)

    def _print_Product(self, e: sympy.Product) -> str:
        return self._over("prod", e)

    def _over(self, function: str, e: sympy.Sum | sympy.Product) -> str:
        index, low, high = e.limits[0]
        ends = f"{self._print(low)}, {self._print(high)} + 1"
        return f"{function}({self._print(e.function)} for {index} in range({ends}))"


def code(e: sympy.Basic) -> str:
    """The expression as Python; names are those of its symbols and of sympy's functions (`imported`).

    Raises ValueError where sympy has no function for a part of it.
    """
    if e.atoms(sympy.core.function.AppliedUndef):
        raise ValueError("a function that sympy does not have")
    return str(_Code().doprint(e))


def imported(expressions: Iterable[sympy.Basic]) -> list[str]:
    """The names of sympy that the code of these expressions uses."""
    names: set[str] = set()
    for e in expressions:
        names |= {type(part).__name__ for part in e.atoms(sympy.Function)}
        names |= {"pi"} if e.has(sympy.pi) else set()
        names |= {"E"} if e.has(sympy.E) and not e.atoms(sympy.exp) else set()
        names |= {"prod"} if e.has(sympy.Product) else set()
        names |= {"sqrt"} if "sqrt(" in code(e) else set()
        names |= {"Rational"} if "Rational(" in code(e) else set()
    return sorted(names)


def with_identifiers(symbols: Iterable[sympy.Symbol]) -> Mapping[sympy.Symbol, sympy.Symbol]:
    """For each symbol one whose name is an identifier that no word of the code has: `σ²` as `σ_squared`."""
    renamed: dict[sympy.Symbol, sympy.Symbol] = {}
    for symbol in symbols:
        spelled = symbol.name.replace("²", "_squared")
        name = "".join(part if f"a{part}".isidentifier() else "_" for part in spelled)
        taken = name in RESERVED or hasattr(sympy, name) or iskeyword(name)
        renamed[symbol] = sympy.Symbol(f"{name}_" if taken else name, **symbol.assumptions0)
    return renamed
