"""The largest of many quantities with heavy tails."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Frechet",
    parameters=(Parameter("α", "α > 0", "shape"), Parameter("s", "s > 0", "scale")),
    support="x > 0",
    discrete=False,
    density="(α/s) (x/s)^(-α-1) e^(-(x/s)^(-α))",
    source="https://en.wikipedia.org/wiki/Fr%C3%A9chet_distribution",
    estimate=(("s", "(n/sum(x_i^(-α)))^(1/α)"),),
    also_called=("Fréchet", "InverseWeibull"),
)
