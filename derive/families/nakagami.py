"""The strength of a signal that is scattered; Ω is the mean of its square."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Nakagami",
    parameters=(Parameter("m", "m > 0", "shape"), Parameter("Ω", "Ω > 0", "variance", keyword="spread")),
    support="x > 0",
    discrete=False,
    density="2 m^m/(Γ(m) Ω^m) x^(2 m-1) e^(-m x^2/Ω)",
    source="https://en.wikipedia.org/wiki/Nakagami_distribution",
    estimate=(("Ω", "sum(x_i^2)/n"),),
)
