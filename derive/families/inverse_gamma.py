"""The reciprocal of a gamma quantity."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="InverseGamma",
    parameters=(Parameter("α", "α > 0", "shape"), Parameter("β", "β > 0", "scale", keyword="rate")),
    support="x > 0",
    discrete=False,
    density="β^α/Γ(α) x^(-α-1) e^(-β/x)",
    source="https://en.wikipedia.org/wiki/Inverse-gamma_distribution",
    estimate=(("β", "α n/sum(1/x_i)"),),
    also_called=("InvGamma", "InvertedGamma"),
)
