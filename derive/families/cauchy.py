"""A bell with tails so heavy that it has no mean."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Cauchy",
    parameters=(Parameter("μ", "real", "location"), Parameter("γ", "γ > 0", "scale")),
    support="real",
    discrete=False,
    density="1/(π γ (1 + ((x-μ)/γ)^2))",
    survival="1/2 - atan((x-μ)/γ)/π",
    source="https://en.wikipedia.org/wiki/Cauchy_distribution",
    also_called=("Lorentz",),
)
