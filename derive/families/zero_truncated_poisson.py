"""A Poisson count of which it is known that it is not zero."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="ZeroTruncatedPoisson",
    parameters=(Parameter("λ", "λ > 0", "rate"),),
    support="integer >= 1",
    discrete=True,
    density="λ^x e^(-λ)/(x! (1-e^(-λ)))",
    source="https://en.wikipedia.org/wiki/Zero-truncated_Poisson_distribution",
    also_called=("TruncatedPoisson", "PositivePoisson", "ZTP", "ConditionalPoisson"),
)
