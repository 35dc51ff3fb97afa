"""The first passage time of a Brownian motion with drift, by its mean and its shape."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="InverseGaussian",
    parameters=(
        Parameter("μ", "μ > 0", "scale", keyword="mean"),
        Parameter("λ", "λ > 0", "scale", keyword="shape"),
    ),
    support="x > 0",
    discrete=False,
    density="sqrt(λ/(2 π x^3)) e^(-λ (x-μ)^2/(2 μ^2 x))",
    source="https://en.wikipedia.org/wiki/Inverse_Gaussian_distribution",
    estimate=(("μ", "mean(x)"), ("λ", "n/sum(1/x_i - 1/mean(x))")),
    also_called=("Wald",),
)
