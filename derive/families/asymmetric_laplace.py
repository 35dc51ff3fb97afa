"""Two exponential tails of unlike length: a share τ of the probability lies below μ."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="AsymmetricLaplace",
    parameters=(
        Parameter("μ", "real", "location"),
        Parameter("σ", "σ > 0", "scale"),
        Parameter("τ", "0 < τ < 1", "probability", keyword="quantile"),
    ),
    support="real",
    discrete=False,
    density="τ (1-τ)/σ e^(-(|x-μ| + (2 τ-1) (x-μ))/(2 σ))",
    source="https://en.wikipedia.org/wiki/Asymmetric_Laplace_distribution",
    also_called=("ALD", "SkewLaplace"),
)
