"""Expectations without a sum or an integral: from functions of an observation whose expectation is known to be zero.

Σ f(x | θ) = 1 for every θ; differentiated for θ, this says that the score s = ∂ log f/∂θ has expectation zero, and
differentiated once more that ∂s/∂θ + s² has; integration by parts says so of h′ + h ∂ log f/∂x. So E g = v where g is
v plus multiples of these functions, v and the multipliers free of the observation: found by comparing coefficients.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flint import fmpz_mpoly

from ..expressions import ONE, Expression, Indexed, Symbol, nodes, replace
from .derivatives import UnknownDerivative, derivative
from .fractions import Fractions, Ratio, TooLarge
from .signs import Signs
from .terms import add, multiply

__all__ = ["Expected", "Identity", "Names", "by_parts", "expectation", "identities"]

OBSERVATION = "x of density"
"""A name that no problem has."""

MOST_EQUATIONS = 40


Names = tuple[str, ...] | Expression


class Identity(NamedTuple):
    """A function of one observation with expectation zero. names: of the parameter of a score; of two parameters, for
    the derivative of one score for the other plus the product of both; or h, for h′ + h ∂ log f/∂x."""

    names: Names
    value: Expression


class Expected(NamedTuple):
    """An expectation, and the weights of the identities that give it."""

    value: Expression
    weights: tuple[tuple[Names, Expression], ...]


def identities(scores: dict[str, Expression], second: bool = False) -> list[Identity]:
    """The scores, or the second identities, in the order of the parameters."""
    if not second:
        return [Identity((name,), score) for name, score in scores.items()]
    found = []
    names = list(scores)
    for k, one in enumerate(names):
        for other in names[k:]:
            try:
                slope = derivative(scores[one], other)
            except UnknownDerivative:
                continue
            found.append(Identity((one, other), add(slope, multiply(scores[one], scores[other]))))
    return found


def by_parts(log_density: Expression, variable: str) -> list[Identity]:
    """h′ + h ∂ log f/∂x for h = 1 and h = x; nothing where log f has no derivative."""
    observation, symbol = Indexed(variable, Symbol("i")), Symbol(OBSERVATION)
    try:
        slope = derivative(replace(log_density, observation, symbol), OBSERVATION)
    except UnknownDerivative:
        return []
    found = (ONE, slope), (observation, add(ONE, multiply(symbol, slope)))
    return [Identity(h, replace(value, symbol, observation)) for h, value in found]


def expectation(e: Expression, known: Sequence[Identity], variable: str, signs: Signs) -> Expected | None:
    """The expectation of a function of one observation of the variable, where the identities give it."""
    try:
        return _System(e, known, variable, signs).solution()
    except (TooLarge, ZeroDivisionError):
        return None


class _System:
    """One linear equation for each monomial in the observation; the unknowns are v and the weights."""

    def __init__(self, e: Expression, known: Sequence[Identity], variable: str, signs: Signs) -> None:
        self.table = Fractions((e, *(identity.value for identity in known)))
        self.known, self.signs = known, signs
        self.observed = [_holds(base, variable) or (isinstance(x, Expression) and _holds(x, variable))
                         for base, x in self.table.atoms]
        goal = self.table.read(e)
        columns = [self.table.number(1), *(self.table.read(identity.value) for identity in known)]
        common = self._common_denominator([goal, *columns])
        parts = [self._by_monomial(self.table.times(x, common)) for x in (*columns, goal)]
        monomials = sorted(set().union(*parts))
        if len(monomials) > MOST_EQUATIONS:
            raise TooLarge
        zero = self.table.number(0)
        self.rows = [[part.get(monomial, zero) for part in parts] for monomial in monomials]

    def _common_denominator(self, ratios: list[Ratio]) -> Ratio:
        common = ratios[0].bottom
        for ratio in ratios[1:]:
            common = common * ratio.bottom / common.gcd(ratio.bottom)
        return Ratio(common, self.table.context.constant(1))

    def _by_monomial(self, ratio: Ratio) -> dict[tuple[int, ...], Ratio]:
        """The coefficients of a polynomial in the atoms that hold the observation."""
        parts: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
        for exponents, coefficient in ratio.top.to_dict().items():
            pairs = list(zip(map(int, exponents), self.observed, strict=False))
            key = tuple(x if seen else 0 for x, seen in pairs)
            rest = tuple(0 if seen else x for x, seen in pairs)
            parts.setdefault(key, {})[rest] = int(coefficient)
        return {key: self._over(part, ratio.bottom) for key, part in parts.items()}

    def _over(self, part: dict[tuple[int, ...], int], bottom: fmpz_mpoly) -> Ratio:
        return Ratio(self.table.context.from_dict(part), bottom)

    def solution(self) -> Expected | None:
        """v and the weights, None where the equations contradict each other."""
        table, rows, unknowns = self.table, self.rows, len(self.known) + 1
        pivots: dict[int, int] = {}
        for column in range(unknowns - 1, -1, -1):  # v last: the weights are found first
            free = [k for k in range(len(rows)) if k not in pivots.values() and rows[k][column]]
            if not free:
                continue
            pivots[column] = free[0]
            rows[free[0]] = [table.divide(x, rows[free[0]][column]) for x in rows[free[0]]]
            for k in range(len(rows)):
                factor = rows[k][column]
                if k != free[0] and factor:
                    rows[k] = [
                        table.subtract(x, table.times(factor, y)) for x, y in zip(rows[k], rows[free[0]], strict=True)
                    ]
        if any(rows[k][-1] for k in range(len(rows)) if k not in pivots.values()):
            return None
        found = [rows[pivots[c]][-1] if c in pivots else table.number(0) for c in range(unknowns)]
        weights = [(one.names, table.write(w, self.signs)) for one, w in zip(self.known, found[1:], strict=True) if w]
        return Expected(table.write(found[0], self.signs), tuple(weights))


def _holds(e: Expression, variable: str) -> bool:
    return any(isinstance(node, Indexed) and node.base == variable for node in nodes(e))
