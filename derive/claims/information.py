"""Claims about what comes after the estimate: expectations, information, standard errors, intervals."""

from __future__ import annotations

from fractions import Fraction

from ..expressions import Expression
from .claim import Claim

__all__ = [
    "AtEstimate", "CellInformation", "Expectation", "Identity", "Information", "LikelihoodRatio", "LogDensity",
    "NormalQuantile", "Observed", "OwnCount", "Part", "RatioSet", "StandardError", "Wald", "Weights",
]

Identity = tuple[str, ...] | Expression
"""The score for a parameter, the second identity for two, or h of the identity by parts."""

Weights = tuple[tuple[Identity, Expression], ...]
"""The weight of each identity."""

Part = tuple[str, Expression, Weights]
"""Of one sample, by its variable: the information of an observation, and the weights that prove it."""


class LogDensity(Claim):
    """`after` is `log f(x_i | θ) = …`: the logarithm of the law of an observation of the sample, which is positive
    where observations can be."""

    sample: str


class Expectation(Claim):
    """`after` is `E(g) = v`, further operands equal to v: the expectation of a function of one observation of the
    sample. g − v is the sum of each weight times its identity, all weights and v free of the observation. Identities
    have expectation zero: the score ∂ log f/∂θ; ∂²log f/∂θ∂η + (∂ log f/∂θ)(∂ log f/∂η); and h′ + h ∂ log f/∂x for
    a continuous observation on the whole line and h = 1 or h = x (integration by parts)."""

    sample: str
    weights: Weights


class Information(Claim):
    """`after` is `I(θ) = formula`, or `I(θ, η) = formula` for an entry of the matrix: the expected information of all
    samples. Of each sample `parts` has the share: the expectation of −∂²log f/∂θ∂η of an observation, proved as in
    `Expectation`."""

    first: str
    second: str
    parts: tuple[Part, ...]


class CellInformation(Claim):
    """`after` is `I(θ) = n Σ p′²/p`, the sum over the categories, whose probabilities the given lines `P("AA") = θ²`
    state; they add up to one. With two parameters it is `I(θ, η)`, the product of both slopes above p."""

    first: str
    second: str


class OwnCount(Claim):
    """`after` is `I(p_j) = n/(p_j (1 − p_j))`, the information about the probability of one category, whatever the
    others are: how often it came is binomial."""

    variable: str


class Observed(Claim):
    """`before` is the log-likelihood ℓ, `after` is `J(θ) = −∂²ℓ/∂θ²`, or `J(θ, η) = −∂²ℓ/∂θ∂η`."""

    first: str
    second: str


class AtEstimate(Claim):
    """`before` is a line of `Information` or `Observed`; `after` says what it is at the estimate: `I(θ̂) = … ≈ …`, at
    the data where there are some."""


class StandardError(Claim):
    """`after` is `SE(θ̂) = … ≈ …`, or of a function of the parameters: the root of g′ᵀ I⁻¹ g′ at the estimate, I the
    matrix of all parameters, from established lines (`observed`: those of the observed information)."""

    of: Expression
    parameters: tuple[str, ...]
    observed: bool = False


class NormalQuantile(Claim):
    """`after` is `Φ(z) = p, z ≈ decimal`: the quantile of the standard normal law."""


class Wald(Claim):
    """`after` states the ends `θ̂ − z SE(θ̂) ≈ …, θ̂ + z SE(θ̂) ≈ …`, or with `=` their formulas; z is the quantile and
    the standard error that of the latest lines about them."""

    of: Expression
    parameters: tuple[str, ...]
    observed: bool = False


class RatioSet(Claim):
    """`before` is the log-likelihood ℓ; `after` says which set is meant: `2(ℓ(θ̂) − ℓ(θ)) ≤ z²`, z the quantile of the
    latest line about one."""

    variable: str


class LikelihoodRatio(Claim):
    """`before` is the log-likelihood ℓ, which rises up to the estimate and falls beyond; `after` lists the ends of
    the set of all θ with 2(ℓ(θ̂) − ℓ(θ)) ≤ z²: `θ ≈ decimal`, one in each bracket; where a bracket is None, the end of
    the domain is reached: `θ = end`."""

    variable: str
    lower: tuple[Fraction, Fraction] | None
    upper: tuple[Fraction, Fraction] | None
