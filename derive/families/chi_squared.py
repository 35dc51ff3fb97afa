"""The sum of k squares of standard normal quantities."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="ChiSquared",
    parameters=(Parameter("k", "k > 0", "shape", keyword="df"),),
    support="x > 0",
    discrete=False,
    density="x^(k/2-1) e^(-x/2)/(2^(k/2) Γ(k/2))",
    source="https://en.wikipedia.org/wiki/Chi-squared_distribution",
    also_called=("ChiSquare", "Chi2", "Chisq"),
)
