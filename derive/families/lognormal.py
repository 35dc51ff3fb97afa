"""A positive quantity whose logarithm is normal, by mean and variance of the logarithm."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_DEVIATION = Family(
    name="Lognormal",
    parameters=(Parameter("μ", "real", "location"), Parameter("σ", "σ > 0", "scale", keyword="sd", by_name=True)),
    support="x > 0",
    discrete=False,
    density="1/(x sqrt(2 π σ^2)) e^(-(log x - μ)^2/(2 σ^2))",
    survival="Φ((μ - log x)/σ)",
    source="https://en.wikipedia.org/wiki/Log-normal_distribution",
    estimate=(("μ", "sum(log(x_i))/n"),),
)

FAMILY = Family(
    name="Lognormal",
    parameters=(Parameter("μ", "real", "location"), Parameter("σ²", "σ² > 0", "variance")),
    support="x > 0",
    discrete=False,
    density="1/(x sqrt(2 π σ²)) e^(-(log x - μ)^2/(2 σ²))",
    survival="Φ((μ - log x)/sqrt(σ²))",
    source="https://en.wikipedia.org/wiki/Log-normal_distribution",
    estimate=(("μ", "sum(log(x_i))/n"),),
    spellings=(("sd", _DEVIATION),),
    also_called=("LogNorm", "Galton"),
)
