"""The number of events in an interval, when they come independently at a constant rate."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Poisson",
    parameters=(Parameter("λ", "λ >= 0", "location", keyword="mean"),),
    support="integer >= 0",
    discrete=True,
    density="λ^x e^(-λ)/x!",
    source="https://en.wikipedia.org/wiki/Poisson_distribution",
    estimate=(("λ", "sum(x_i)/n"),),
    also_called=("Pois", "Poi"),
)
