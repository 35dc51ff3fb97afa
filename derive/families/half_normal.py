"""The absolute value of a normal quantity with mean zero and variance σ²."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="HalfNormal",
    parameters=(Parameter("σ", "σ > 0", "scale"),),
    support="x >= 0",
    discrete=False,
    density="sqrt(2/(π σ^2)) e^(-x^2/(2 σ^2))",
    survival="2 Φ(-x/σ)",
    source="https://en.wikipedia.org/wiki/Half-normal_distribution",
    estimate=(("σ", "sqrt(sum(x_i^2)/n)"),),
)
