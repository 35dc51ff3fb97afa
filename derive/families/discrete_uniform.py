"""One of the whole numbers from 1 to N, or from a to b, each as likely as any other."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_BETWEEN = Family(
    name="DiscreteUniform",
    parameters=(
        Parameter("a", "integer <= b", "end", keyword="lower"),
        Parameter("b", "integer >= a", "end", keyword="upper"),
    ),
    support="integer a <= x <= b",
    discrete=True,
    density="1/(b-a+1)",
    source="https://en.wikipedia.org/wiki/Discrete_uniform_distribution",
    estimate=(("a", "min(x)"), ("b", "max(x)")),
)

FAMILY = Family(
    name="DiscreteUniform",
    parameters=(Parameter("N", "integer >= 1", "end"),),
    support="integer 1 <= x <= N",
    discrete=True,
    density="1/N",
    source="https://en.wikipedia.org/wiki/Discrete_uniform_distribution",
    estimate=(("N", "max(x)"),),
    spellings=(("", _BETWEEN),),
    also_called=("UniformInteger", "UniformDiscrete", "RandInt"),
)
