"""Counts from one on whose probabilities are the terms of the series of −log(1−p)."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Logarithmic",
    parameters=(Parameter("p", "0 < p < 1", "probability"),),
    support="integer >= 1",
    discrete=True,
    density="-p^x/(x log(1-p))",
    source="https://en.wikipedia.org/wiki/Logarithmic_distribution",
    also_called=("LogSeries", "LogarithmicSeries", "LogSer"),
)
