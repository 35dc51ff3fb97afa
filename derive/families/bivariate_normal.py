"""Two normal variables with a correlation: means, variances and ρ."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="BivariateNormal",
    parameters=(
        Parameter("μ_1", "real", "location"),
        Parameter("μ_2", "real", "location"),
        Parameter("v_1", "v_1 > 0", "variance"),
        Parameter("v_2", "v_2 > 0", "variance"),
        Parameter("ρ", "-1 < ρ < 1", "correlation"),
    ),
    support="real",
    discrete=False,
    density="1/(2 π sqrt(v_1 v_2 (1-ρ^2))) "
    "e^(-((x-μ_1)^2/v_1 - 2 ρ (x-μ_1) (y-μ_2)/sqrt(v_1 v_2) + (y-μ_2)^2/v_2)/(2 (1-ρ^2)))",
    source="https://en.wikipedia.org/wiki/Multivariate_normal_distribution",
    estimate=(
        ("μ_1", "mean(x)"),
        ("μ_2", "mean(y)"),
        ("v_1", "sum((x_i - mean(x))^2)/n"),
        ("v_2", "sum((y_i - mean(y))^2)/n"),
        ("ρ", "sum((x_i - mean(x)) (y_i - mean(y)))/sqrt(sum((x_i - mean(x))^2) sum((y_i - mean(y))^2))"),
    ),
    also_called=("BinormalDistribution", "MultivariateNormal", "MvNormal", "Binormal"),
    beside=(("y", "real"),),
)
