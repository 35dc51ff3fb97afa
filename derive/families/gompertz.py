"""Lifetimes whose hazard grows exponentially with age."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Gompertz",
    parameters=(Parameter("η", "η > 0", "shape"), Parameter("b", "b > 0", "rate")),
    support="x >= 0",
    discrete=False,
    density="b η e^(η + b x - η e^(b x))",
    source="https://en.wikipedia.org/wiki/Gompertz_distribution",
    estimate=(("η", "n/sum(e^(b x_i) - 1)"),),
)
