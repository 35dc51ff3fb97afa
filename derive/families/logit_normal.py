"""A share whose log-odds are normal, by mean and variance of the log-odds; `sd=` for the deviation."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_DEVIATION = Family(
    name="LogitNormal",
    parameters=(Parameter("μ", "real", "location"), Parameter("σ", "σ > 0", "scale", keyword="sd", by_name=True)),
    support="0 < x < 1",
    discrete=False,
    density="1/(x (1-x) sqrt(2 π σ^2)) e^(-(log(x/(1-x)) - μ)^2/(2 σ^2))",
    source="https://en.wikipedia.org/wiki/Logit-normal_distribution",
    estimate=(("μ", "sum(log(x_i/(1-x_i)))/n"),),
)

FAMILY = Family(
    name="LogitNormal",
    parameters=(Parameter("μ", "real", "location"), Parameter("σ²", "σ² > 0", "variance")),
    support="0 < x < 1",
    discrete=False,
    density="1/(x (1-x) sqrt(2 π σ²)) e^(-(log(x/(1-x)) - μ)^2/(2 σ²))",
    source="https://en.wikipedia.org/wiki/Logit-normal_distribution",
    estimate=(("μ", "sum(log(x_i/(1-x_i)))/n"),),
    spellings=(("sd", _DEVIATION),),
    also_called=("LogisticNormal",),
)
