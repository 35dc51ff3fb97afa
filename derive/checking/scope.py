"""What the names, the hats and the numbers of one line stand for, while it is resolved."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from ..expressions import ONE, TWO, Call, Expression, Hat, Indexed, Number, Power, Symbol, Text, map_children, replace
from .decimals import about, is_decimal
from .names import Names
from .places import HAT
from .resolved import Unknown, Unusual
from .truth import Truth

__all__ = ["Scope"]


class Scope:
    """One expression being resolved. rounded numbers and points are collected on the way; bound: the indices of the
    sums around what is read now."""

    def __init__(self, truth: Truth, names: Names, own: bool, rounded: bool) -> None:
        self.truth, self.names, self.own, self.rounded = truth, names, own, rounded
        self.fuzzy: dict[str, arb] = {}
        self.points: list[tuple[str, Expression]] = []
        self.bound: list[str] = []
        self.parameters = frozenset(truth.parameters)

    def of(self, e: Expression) -> Expression:
        """What an expression stands for; every kind has its own rule. Raises Unknown, Unusual."""
        raise NotImplementedError

    # ---- names -----------------------------------------------------------------------------------------

    def rounding(self, e: Expression) -> Expression:
        """What a name stands for: decimals in it may be rounded."""
        if not self.rounded:
            return e
        return self.number(e) if isinstance(e, Number) else map_children(self.rounding, e)

    def hat(self, e: Hat) -> Expression:
        inner = e.of
        if isinstance(inner, Symbol):
            name = inner.name
            if name in self.parameters:
                return Symbol(name + HAT)
            if f"{name}²" in self.parameters:
                return Call("sqrt", (Symbol(f"{name}²{HAT}"),))
            if name.endswith("²") and name[:-1] in self.parameters:
                return Power(Symbol(name[:-1] + HAT), TWO)
        if isinstance(inner, Power):
            return Power(self.hat(Hat(inner.base)), self.of(inner.exponent))
        if isinstance(inner, Symbol) and inner.name in self.names.cells:
            return self.at_estimates(self.names.cells[inner.name])
        return self.at_estimates(self.of(inner))

    def at_estimates(self, e: Expression) -> Expression:
        for name in self.parameters:
            e = replace(e, Symbol(name), Symbol(name + HAT))
        return e

    def indexed(self, e: Indexed) -> Expression:
        if e.base in self.names.columns:
            return self.of(replace(self.names.columns[e.base], Symbol("i"), e.index))
        sample = e.base in self.truth.variables
        if isinstance(e.index, Symbol) and e.index.name not in self.bound and e.index.name != "n":
            if sample:
                return Indexed(e.base, ONE)
            raise Unknown(f"{e.base}_{e.index.name}", e.span)
        return e

    def text(self, e: Text) -> Expression:
        raise Unusual("a word")

    # ---- numbers ---------------------------------------------------------------------------------------

    def number(self, e: Number) -> Expression:
        if not self.rounded or not is_decimal(e) or self.is_exact(Fraction(e.value)):
            return e
        name = f"≈{e.text}"
        if name not in self.fuzzy:
            self.fuzzy[name] = about(e)
        return Symbol(name)

    def is_exact(self, value: Fraction) -> bool:
        """A number of the problem, or one that an earlier line has found to be exact."""
        return value in self.truth.exact_decimals or value in self.names.exact
