"""The waiting time for an event that comes at a constant rate; by its rate or by its scale, the mean."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_SCALE = Family(
    name="Exponential",
    parameters=(Parameter("θ", "θ > 0", "scale", keyword="mean"),),
    support="x >= 0",
    discrete=False,
    density="(1/θ) e^(-x/θ)",
    survival="e^(-x/θ)",
    source="https://en.wikipedia.org/wiki/Exponential_distribution",
    estimate=(("θ", "sum(x_i)/n"),),
)

FAMILY = Family(
    name="Exponential",
    parameters=(Parameter("λ", "λ > 0", "rate"),),
    support="x >= 0",
    discrete=False,
    density="λ e^(-λ x)",
    survival="e^(-λ x)",
    source="https://en.wikipedia.org/wiki/Exponential_distribution",
    estimate=(("λ", "n/sum(x_i)"),),
    spellings=(("scale", _SCALE),),
    also_called=("Exp", "Expon"),
)
