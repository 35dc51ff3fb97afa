"""Waiting times that are a mixture of an exponential and a gamma quantity."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Lindley",
    parameters=(Parameter("θ", "θ > 0", "rate"),),
    support="x > 0",
    discrete=False,
    density="θ^2/(1+θ) (1+x) e^(-θ x)",
    source="https://en.wikipedia.org/wiki/Lindley_distribution",
    estimate=(("θ", "(1 - mean(x) + sqrt((mean(x)-1)^2 + 8 mean(x)))/(2 mean(x))"),),
)
