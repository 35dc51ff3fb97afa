"""Two exponential tails back to back."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Laplace",
    parameters=(Parameter("μ", "real", "location"), Parameter("b", "b > 0", "scale")),
    support="real",
    discrete=False,
    density="1/(2 b) e^(-|x-μ|/b)",
    source="https://en.wikipedia.org/wiki/Laplace_distribution",
    estimate=(("μ", "median(x)"), ("b", "sum(|x_i - median(x)|)/n")),
    also_called=("DoubleExponential",),
)
