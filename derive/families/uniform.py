"""Every point between two ends is as likely as any other; the ends belong to the support."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Uniform",
    parameters=(Parameter("a", "a < b", "end", keyword="lower"), Parameter("b", "b > a", "end", keyword="upper")),
    support="a <= x <= b",
    discrete=False,
    density="1/(b-a)",
    survival="(b-x)/(b-a)",
    source="https://en.wikipedia.org/wiki/Continuous_uniform_distribution",
    estimate=(("a", "min(x)"), ("b", "max(x)")),
    also_called=("Unif", "U", "Rectangular"),
)
