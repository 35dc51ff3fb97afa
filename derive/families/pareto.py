"""A power law above a least value, which belongs to the support."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Pareto",
    parameters=(Parameter("x_m", "x_m > 0", "scale"), Parameter("α", "α > 0", "shape")),
    support="x >= x_m",
    discrete=False,
    density="α x_m^α/x^(α+1)",
    survival="(x_m/x)^α",
    source="https://en.wikipedia.org/wiki/Pareto_distribution",
    estimate=(("x_m", "min(x)"), ("α", "n/sum(log(x_i/min(x)))")),
    also_called=("PowerLaw",),
)
