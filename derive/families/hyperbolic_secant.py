"""A bell curve with exponential tails, by mean and standard deviation."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="HyperbolicSecant",
    parameters=(
        Parameter("μ", "real", "location", keyword="mean"),
        Parameter("σ", "σ > 0", "scale", keyword="sd"),
    ),
    support="real",
    discrete=False,
    density="1/(σ (e^(π (x-μ)/(2 σ)) + e^(-π (x-μ)/(2 σ))))",
    source="https://en.wikipedia.org/wiki/Hyperbolic_secant_distribution",
    also_called=("Sech", "HypSecant"),
)
