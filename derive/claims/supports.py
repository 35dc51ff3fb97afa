"""Claims about supports that hold a parameter, and about sets of maximisers."""

from __future__ import annotations

from ..expressions import HALF, Expression
from .claim import Claim

__all__ = ["Collected", "Admissible", "Vanishing", "Flat", "Quantile", "StepsDown"]


class Collected(Claim):
    """Both values are a product of factors and of indicators. The product of the factors is the same; the conditions
    of `before` on every observation (`Π 1{0 ≤ x_i ≤ θ}`) hold together just where those of `after` on the least and
    the largest one do (`1{θ ≥ max(x)}`). A condition that always holds may be left out. With `at_data` so for the
    data."""

    at_data: bool = False


class Admissible(Claim):
    """`before` is the likelihood with factors 1{C}; `after` states every C, each solved for a parameter
    (`θ ≥ max(x)`). Elsewhere the likelihood is zero, and some parameters are admissible. From here on the domains of
    these parameters end where C says so, within the domains of the setting, and the indicators are one."""


class Vanishing(Claim):
    """`before` is the likelihood with a factor 1{C} that no parameter satisfies; `after` says that it is zero."""


class Flat(Claim):
    """`before` is the likelihood or its logarithm on the admissible set, where it is free of the variable; `after`
    says `hat v ∈ [a, b]`, the whole domain of the variable: every value there is a maximiser. Further intervals, or
    further values where the set has one element, equal it (at the data where `at_data`)."""

    variable: str
    at_data: bool = False


class Quantile(Claim):
    """`before` is the score for the variable v, `factor · (Σ sign(x_i − v) + n (2 level − 1))` with a positive factor
    that is free of v, and 0 < level < 1: the log-likelihood, continuous in v, climbs while fewer than n·level
    observations lie below v. `after` says `hat v = …`, the median or the order statistic of rank ⌈n·level⌉; or, with
    `at_data`, `hat v ∈ […]`, all maximisers for the data, from the observation of rank n·level to the next where that
    is whole."""

    variable: str
    sample: str
    factor: Expression
    level: Expression = HALF
    at_data: bool = False


class StepsDown(Claim):
    """`before` is the score for the variable v, `factor · steps` with a positive factor free of v. At the data
    `steps` is a sum of numbers times signs of linear functions of v, each of which falls where it steps: ℓ, which is
    continuous in v, is a chain of straight pieces that bends down. `after` says `hat v = r`, where the slope goes
    from above zero to below, or `hat v ∈ [a, b]`, the whole piece on which it is zero."""

    variable: str
    factor: Expression
    steps: Expression
