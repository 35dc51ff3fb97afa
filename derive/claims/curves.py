"""Claims about curves through a half plane of a location and a scale: two points of it are joined by one of them.

A function that is concave along each of these curves has what a concave function has: a stationary point is a global
maximum, and where the function is strictly concave the only one.
"""

from __future__ import annotations

from fractions import Fraction

from ..expressions import Expression
from .claim import Claim

__all__ = ["AlongCurve", "ClimbsToEdge", "ConcaveAlong", "OnCurve"]


class OnCurve(Claim):
    """`after` gives the location and the other parameter in terms of the `variable` and of new symbols. With the
    `scale`, which is a positive number times that `power` of the other parameter, it is a half circle about the point
    `centre` of the axis, location = m + r tanh t and scale = r/cosh t; or, where `radius` is None, a vertical line:
    location = m and scale = e^t. Two points with different locations lie on one of the half circles, any others on
    one of the lines."""

    location: str
    other: str
    scale: Expression
    power: Fraction
    variable: str
    centre: str
    radius: str | None = None


class AlongCurve(Claim):
    """`before` is the log-likelihood; `after` defines a new function of the variable of the curve that the line `by`
    states: the log-likelihood on it, less what is free of the variable."""

    by: Expression


class ConcaveAlong(Claim):
    """`before` is a line of `AlongCurve` that says what g is, `after` is `g″ = … < 0`, or `≤ 0`. Where the sign is
    not that of every term, minus g″ is a sum over the sample of the `weight`, which is positive, times the square of
    the `polynomial`, and perhaps something more that is not negative: a polynomial of that `degree` in the
    observation has no more zeros than that, and the observations have more different values."""

    variable: str
    weight: Expression
    polynomial: Expression
    degree: int


class ClimbsToEdge(Claim):
    """`before` is the log-likelihood, `after` says `other → 0` (→ ∞ where the power of the scale is negative). Two
    established `lines` say that it is strictly concave along the half circles and the vertical lines of location and
    other. But for what is free of t it is −n (k − 1) log cosh t − k Σ log((x_i − m − r)² e^t + (x_i − m + r)² e^(−t))
    on the ones, and n (k − 1) t − k Σ log(e^t + (x_i − m)² e^(−t)) on the others. So many observations are equal to
    the `place` that towards its end there the slope along such a curve does not fall below zero: from every point of
    the half plane ℓ climbs as the location tends to that place, and it has no maximum."""

    location: str
    other: str
    place: Expression
    k: Expression
    lines: tuple[Expression, Expression]
