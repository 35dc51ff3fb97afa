"""How often each of k categories came among independent draws; the arguments are their probabilities."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Multinomial",
    parameters=(Parameter("p", "0 <= p <= 1", "probability"),),
    support="integer >= 1",
    discrete=True,
    density="",
    source="https://en.wikipedia.org/wiki/Multinomial_distribution",
    also_called=("Multi", "Mult"),
    categorical=True,
    variadic=True,
)
