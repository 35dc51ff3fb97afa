"""The largest of many independent observations, in the limit."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Gumbel",
    parameters=(Parameter("μ", "real", "location"), Parameter("β", "β > 0", "scale")),
    support="real",
    discrete=False,
    density="(1/β) e^(-(x-μ)/β - e^(-(x-μ)/β))",
    survival="1 - e^(-e^(-(x-μ)/β))",
    source="https://en.wikipedia.org/wiki/Gumbel_distribution",
    estimate=(("μ", "-β log(sum(e^(-x_i/β))/n)"),),
    also_called=("ExtremeValue",),
)
