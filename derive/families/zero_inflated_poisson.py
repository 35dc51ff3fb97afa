"""A Poisson count that is zero for another reason now and then."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="ZeroInflatedPoisson",
    parameters=(Parameter("w", "0 <= w <= 1", "probability"), Parameter("λ", "λ > 0", "rate")),
    support="integer >= 0",
    discrete=True,
    density="1{x = 0} w + (1-w) λ^x e^(-λ)/x!",
    source="https://en.wikipedia.org/wiki/Zero-inflated_model",
    also_called=("ZIP", "ZIPoisson"),
)
