"""Ranks from one on whose probabilities fall like a power: words in a text, cities in a country."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Zeta",
    parameters=(Parameter("s", "s > 1", "shape"),),
    support="integer >= 1",
    discrete=True,
    density="x^(-s)/ζ(s)",
    source="https://en.wikipedia.org/wiki/Zeta_distribution",
    also_called=("Zipf", "Riemann"),
)
