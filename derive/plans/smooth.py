"""A smooth log-likelihood of several unknowns, some positive, at the data: Newton's steps by its derivatives."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import cached_property

from flint import arb, arb_mat, fmpq

from ..balls import Undefined, enclose_together, precision
from ..expressions import Expression
from ..rules.derivatives import derivative
from ..rules.terms import negate
from ..steps import Setting
from .hill import BITS, Hill, Vector, ball, binary_fraction

__all__ = ["SmoothHill"]


class SmoothHill(Hill):
    """A function by its formula, `positive` the names of the unknowns that are. zero: what vanishes at the maximum,
    in the order of the names, where that is not the first derivatives themselves."""

    def __init__(
        self,
        setting: Setting,
        whole: Expression,
        names: tuple[str, ...],
        start: Vector,
        positive: Collection[str],
        zero: Sequence[Expression] = (),
    ) -> None:
        super().__init__(names, start)
        self.setting, self.whole, self.zero = setting, whole, zero
        self.positive = [name in positive for name in names]

    @cached_property
    def _slopes(self) -> list[Expression]:
        """What vanishes at the maximum, and minus its derivatives, row by row."""
        scores = self.zero or [derivative(self.whole, name) for name in self.names]
        return [*scores, *(negate(derivative(score, name)) for score in scores for name in self.names)]

    def _outside(self, at: Vector) -> bool:
        return any(x <= 0 for x, positive in zip(at, self.positive, strict=True) if positive)

    def _values(self, at: Vector) -> dict[str, fmpq | arb]:
        return {name: fmpq(x.numerator, x.denominator) for name, x in zip(self.names, at, strict=True)}

    def step(self, at: Vector, bits: int = BITS) -> Vector | None:
        """Where Newton's step leads; None outside of the domain."""
        if self._outside(at):
            return None
        size = len(at)
        try:
            found = enclose_together(self._slopes, self._values(at), self.setting, bits)
        except Undefined:
            return None
        rows = [found[size * (k + 1) : size * (k + 2)] for k in range(size)]
        with precision(bits):
            try:
                moved = arb_mat(rows).solve(arb_mat([[x] for x in found[:size]]))
            except ZeroDivisionError:
                return None
            return tuple(binary_fraction(ball(at[k]) + moved[k, 0]) for k in range(size))

    def height(self, at: Vector) -> float | None:
        """The log-likelihood; None outside of the domain."""
        if self._outside(at):
            return None
        try:
            value = float(enclose_together([self.whole], self._values(at), self.setting, 64)[0].mid())
        except Undefined:
            return None
        return value if math.isfinite(value) else None
