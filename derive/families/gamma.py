"""A sum of waiting times, by its shape and, always by name, its rate or its scale."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_SCALE = Family(
    name="Gamma",
    parameters=(Parameter("α", "α > 0", "shape"), Parameter("θ", "θ > 0", "scale", by_name=True)),
    support="x > 0",
    discrete=False,
    density="x^(α-1) e^(-x/θ)/(Γ(α) θ^α)",
    source="https://en.wikipedia.org/wiki/Gamma_distribution",
    estimate=(("θ", "mean(x)/α"),),
)

FAMILY = Family(
    name="Gamma",
    parameters=(Parameter("α", "α > 0", "shape"), Parameter("β", "β > 0", "rate", by_name=True)),
    support="x > 0",
    discrete=False,
    density="β^α/Γ(α) x^(α-1) e^(-β x)",
    source="https://en.wikipedia.org/wiki/Gamma_distribution",
    estimate=(("β", "α/mean(x)"),),
    spellings=(("scale", _SCALE),),
)
