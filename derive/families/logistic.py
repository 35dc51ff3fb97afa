"""The distribution whose cumulative distribution function is the logistic curve."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Logistic",
    parameters=(Parameter("μ", "real", "location"), Parameter("s", "s > 0", "scale")),
    support="real",
    discrete=False,
    density="e^(-(x-μ)/s)/(s (1 + e^(-(x-μ)/s))^2)",
    survival="1/(1 + e^((x-μ)/s))",
    source="https://en.wikipedia.org/wiki/Logistic_distribution",
)
