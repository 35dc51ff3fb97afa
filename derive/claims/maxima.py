"""Claims about maxima: signs of derivatives, concavity, and the ends of domains."""

from __future__ import annotations

from ..expressions import Expression
from .claim import Claim

__all__ = ["SignOfDerivative", "SignChange", "ConcaveSum", "Unused", "AtEnd", "NoMaximum", "BestDirection"]


class SignOfDerivative(Claim):
    """`before` is a line whose value is f; `after` is `… = g < 0` (or > 0, ≤ 0, ≥ 0) where g is the derivative of
    that order of f for the variable (order 0: g equals f), and the sign holds in the interior of the whole domain."""

    variable: str
    order: int


class SignChange(Claim):
    """`before` is the score line; `after` is a line with the same value, which is positive for the variable below
    `root` and negative above it, in the interior of the whole domain: the root is the global maximum. Where there is
    a `multiplier` that is positive, the score times it falls strictly and vanishes at the root. Where the variable
    enters `through` a function that only rises or only falls, the signs are those of the values of that function."""

    variable: str
    root: Expression
    multiplier: Expression | None = None
    through: Expression | None = None


class ConcaveSum(Claim):
    """`before` is the log-likelihood; it is a sum of strictly concave functions of one variable each, since every
    second derivative is negative and every mixed one zero: with linear constraints the stationary point is the
    only global maximum. `after` states the second derivatives, a relation each (`∂²ℓ/∂p_1² = −n_1/p_1² < 0`)."""

    variables: tuple[str, ...]


class Unused(Claim):
    """`before` is the log-likelihood, `after` says `hat v = lower end`. The function is free of the variable and
    grows with `instead`; a given constraint fixes the sum of both (and others), so that what the one gets the other
    loses; the lower end belongs to the domain. Where it does not, `after` states the domain (`v > 0`): there is no
    maximum."""

    variable: str
    instead: str


class AtEnd(Claim):
    """`before` is a line `… = g > 0` (or < 0) that a `SignOfDerivative` step established; `after` says that the
    estimate is the upper (lower) end, which belongs to the domain."""

    variable: str
    upper: bool


class NoMaximum(Claim):
    """As `AtEnd`, but the end does not belong to the domain, or is infinite: the supremum is not attained."""

    variable: str
    upper: bool


class BestDirection(Claim):
    """`before` is the log-likelihood, as a function of the variable, which may be any angle, `factor`, which is not
    negative, times C cos v + S sin v, and something free of it. `after` says `hat v = atan2(S, C)`, or a turn more or
    less, which lies in the domain: the maximum over the variable, whatever other parameters are, and the only one but
    for whole turns where the factor is positive."""

    variable: str
    factor: Expression
