"""The length of a vector in space whose three coordinates are normal with mean zero and variance a²."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Maxwell",
    parameters=(Parameter("a", "a > 0", "scale"),),
    support="x > 0",
    discrete=False,
    density="sqrt(2/π) x^2/a^3 e^(-x^2/(2 a^2))",
    source="https://en.wikipedia.org/wiki/Maxwell–Boltzmann_distribution",
    estimate=(("a", "sqrt(sum(x_i^2)/(3 n))"),),
    also_called=("MaxwellBoltzmann",),
)
