"""The length of a plane vector whose two coordinates are normal with mean zero and variance σ²."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Rayleigh",
    parameters=(Parameter("σ", "σ > 0", "scale"),),
    support="x > 0",
    discrete=False,
    density="x/σ^2 e^(-x^2/(2 σ^2))",
    survival="e^(-x^2/(2 σ^2))",
    source="https://en.wikipedia.org/wiki/Rayleigh_distribution",
    estimate=(("σ", "sqrt(sum(x_i^2)/(2 n))"),),
)
