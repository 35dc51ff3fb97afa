"""The customers of a busy spell of a queue, or the total of a branching process with Poisson offspring."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Borel",
    parameters=(Parameter("μ", "0 <= μ <= 1", "shape"),),
    support="integer >= 1",
    discrete=True,
    density="e^(-μ x) (μ x)^(x-1)/x!",
    source="https://en.wikipedia.org/wiki/Borel_distribution",
    estimate=(("μ", "1 - n/sum(x_i)"),),
)
