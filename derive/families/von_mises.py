"""Directions about one direction: the normal law of the circle. An angle may be given in any turn."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="VonMises",
    parameters=(Parameter("μ", "real", "location"), Parameter("κ", "κ >= 0", "shape")),
    support="real",
    discrete=False,
    density="exp(κ cos(x-μ))/(2 π I_0(κ))",
    source="https://en.wikipedia.org/wiki/Von_Mises_distribution",
    also_called=("vonMises", "CircularNormal", "Tikhonov"),
)
