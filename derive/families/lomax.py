"""A Pareto quantity counted from its least value."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Lomax",
    parameters=(Parameter("α", "α > 0", "shape"), Parameter("λ", "λ > 0", "scale")),
    support="x >= 0",
    discrete=False,
    density="(α/λ) (1 + x/λ)^(-α-1)",
    source="https://en.wikipedia.org/wiki/Lomax_distribution",
    estimate=(("α", "n/sum(log(1 + x_i/λ))"),),
    also_called=("ParetoII", "ParetoTypeII", "Pareto2"),
)
