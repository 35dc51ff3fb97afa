"""The bell curve, by mean and variance; by mean and standard deviation with `sd=`."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_DEVIATION = Family(
    name="Normal",
    parameters=(
        Parameter("μ", "real", "location", keyword="mean"),
        Parameter("σ", "σ > 0", "scale", keyword="sd", by_name=True),
    ),
    support="real",
    discrete=False,
    density="1/sqrt(2 π σ^2) e^(-(x-μ)^2/(2 σ^2))",
    survival="Φ((μ-x)/σ)",
    source="https://en.wikipedia.org/wiki/Normal_distribution",
    estimate=(("μ", "mean(x)"), ("σ", "sqrt(sum((x_i - mean(x))^2)/n)")),
)

FAMILY = Family(
    name="Normal",
    parameters=(Parameter("μ", "real", "location", keyword="mean"), Parameter("σ²", "σ² > 0", "variance")),
    support="real",
    discrete=False,
    density="1/sqrt(2 π σ²) e^(-(x-μ)^2/(2 σ²))",
    survival="Φ((μ-x)/sqrt(σ²))",
    source="https://en.wikipedia.org/wiki/Normal_distribution",
    estimate=(("μ", "mean(x)"), ("σ²", "sum((x_i - mean(x))^2)/n")),
    spellings=(("sd", _DEVIATION),),
    also_called=("Gaussian", "Gauss", "N", "Norm"),
)
