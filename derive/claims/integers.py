"""Claims about whole-number parameters: the likelihood at a value over that at the value before it.

L(N)/L(N − 1) = (N − 10)(N − 12)/(N(N − 17)): at least one just where N ≤ 24, so L(24) is the last that is not below
the one before it.
"""

from __future__ import annotations

from ..expressions import ONE, Expression
from .claim import Claim
from .maxima import SignOfDerivative

__all__ = [
    "Certain", "ClimbsForEver", "EndOfIntegers", "FallsToZero", "InSameSense", "LastNotBelow", "NeighbourRatio",
    "NotBelow",
    "OnlyWhereChosen", "Peak", "PeakOfFunction", "RatioAgainstOne", "RatioAt",
]


class OnlyWhereChosen(Claim):
    """`before` is the likelihood, a product with binomial coefficients; `after` says for the integer variable where
    these are not zero (`N ≥ 17`, `5 ≤ K ≤ 43`): for every other integer of its domain one of them has more to choose
    than there is, or the likelihood vanishes at the end that is left out. From here on the domain ends there."""

    variable: str


class NeighbourRatio(Claim):
    """`before` is the likelihood L, positive for every integer of the domain; `after` is `L(v)/L(v − 1) = …`, which
    holds for every integer of the domain but the first."""

    variable: str


class NotBelow(Claim):
    """`before` is a `NeighbourRatio` line with the value r; `after` is `r ≥ 1`: a value of the likelihood is not
    below the one before it just where that holds."""

    variable: str


class InSameSense(Claim):
    """`before` is an inequality `a ≥ b` about the integer variable, `after` another one that holds for the same
    integers of its domain (the first one left out): the difference of its sides is the positive multiplier times that
    of the sides before. With a power k it is `r ≥ 1` behind `r^k ≥ 1`, r positive."""

    variable: str
    multiplier: Expression = ONE
    power: int = 1


class LastNotBelow(Claim):
    """`before` is `v ≤ b`, which says where the likelihood is not below its value one before; `after` is `hat v =
    floor(b) = …`, the last such integer, or `hat v ∈ {b − 1, b}` where b is itself an integer of the domain and not
    its first, or an end of the domain where all integers of it lie on one side of b."""

    variable: str


class RatioAgainstOne(Claim):
    """`before` is a `NeighbourRatio` line, `after` the same ratio with `> 1` or `< 1` behind it, for every integer of
    the domain but the first."""

    variable: str


class EndOfIntegers(Claim):
    """`before` is a `RatioAgainstOne` line; `after` says that the estimate is the first integer of the domain (the
    last one, where the ratios are above one)."""

    variable: str


class ClimbsForEver(Claim):
    """`before` is a `RatioAgainstOne` line with ratios above one, and the domain has no end on that side; `after` is
    the domain. The supremum is not attained."""

    variable: str


class RatioAt(Claim):
    """`before` is a `NeighbourRatio` line; `after` says what the ratio is at integers of the domain, a relation each:
    `L(17)/L(16) ≈ 1.02 > 1`."""

    variable: str


class Peak(Claim):
    """`before` is a `NeighbourRatio` line; `after` is `hat v = a` or `hat v ∈ {a − 1, a}`. The ratio is above one up
    to a and below one beyond, since it falls, or since it meets one only there; it is one at a just where there are
    two maximisers."""

    variable: str


class FallsToZero(SignOfDerivative):
    """`before` is a line `… = g′ < 0` for the derivative of `… = g`, the derivative of the log-likelihood for the
    variable, whose domain has no upper end; `after` is `… = g > 0`: g falls strictly and tends to zero."""


class PeakOfFunction(Claim):
    """`before` is the line `ℓ′(v) = f′` behind `ℓ(v) = f` with the log-likelihood, its other parameters at their
    estimates; `after` is `hat v = a`. f is differentiable on the reals from the first integer on; f″ is a quotient of
    polynomials that has one sign, or is negative up to some point and positive beyond, and f′ tends to zero: so f′
    turns from positive to negative once at most. f is higher at a than at the integers beside it."""

    variable: str


class Certain(Claim):
    """`before` is the likelihood, `(C(m, c) p^c (1 − p)^(m − c))^n` with the size m, the share p and c at least one:
    a product of probabilities, which is one just where m = c and p = 1. `after` is `hat m = c` or `hat p = 1`."""

    size: str
    share: str
    chosen: int
    times: int
