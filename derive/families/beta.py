"""A share between zero and one; both ends belong to the support."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Beta",
    parameters=(Parameter("α", "α > 0", "shape"), Parameter("β", "β > 0", "shape")),
    support="0 <= x <= 1",
    discrete=False,
    density="x^(α-1) (1-x)^(β-1)/B(α, β)",
    source="https://en.wikipedia.org/wiki/Beta_distribution",
)
