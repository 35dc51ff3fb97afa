"""Counts with a heavy tail, as when whoever has gets more."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="YuleSimon",
    parameters=(Parameter("ρ", "ρ > 0", "shape"),),
    support="integer >= 1",
    discrete=True,
    density="ρ B(x, ρ+1)",
    source="https://en.wikipedia.org/wiki/Yule%E2%80%93Simon_distribution",
    also_called=("Yule",),
)
