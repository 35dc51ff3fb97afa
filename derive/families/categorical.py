"""One draw from k categories, numbered 1 … k; the arguments are their probabilities, which add up to one."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Categorical",
    parameters=(Parameter("p", "0 <= p <= 1", "probability"),),
    support="integer >= 1",
    discrete=True,
    density="",
    source="https://en.wikipedia.org/wiki/Categorical_distribution",
    also_called=("Cat", "Discrete", "Multinoulli"),
    categorical=True,
    variadic=True,
)
