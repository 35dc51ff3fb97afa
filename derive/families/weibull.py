"""Lifetimes whose hazard is a power of time."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Weibull",
    parameters=(Parameter("k", "k > 0", "shape"), Parameter("λ", "λ > 0", "scale")),
    support="x > 0",
    discrete=False,
    density="(k/λ) (x/λ)^(k-1) e^(-(x/λ)^k)",
    survival="e^(-(x/λ)^k)",
    source="https://en.wikipedia.org/wiki/Weibull_distribution",
    estimate=(("λ", "(sum(x_i^k)/n)^(1/k)"),),
)
