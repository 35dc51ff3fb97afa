"""The number of trials up to the first success; with `support=failures` the failures before it."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_FAILURES = Family(
    name="Geometric",
    parameters=(Parameter("p", "0 < p <= 1", "probability"),),
    support="integer >= 0",
    discrete=True,
    density="(1-p)^x p",
    survival="(1-p)^(x+1)",
    source="https://en.wikipedia.org/wiki/Geometric_distribution",
    estimate=(("p", "n/(n + sum(x_i))"),),
)

_TRIALS = Family(
    name="Geometric",
    parameters=(Parameter("p", "0 < p <= 1", "probability"),),
    support="integer >= 1",
    discrete=True,
    density="(1-p)^(x-1) p",
    survival="(1-p)^x",
    source="https://en.wikipedia.org/wiki/Geometric_distribution",
    estimate=(("p", "n/sum(x_i)"),),
    also_called=("Geom", "Geo"),
)

FAMILY = _TRIALS._replace(spellings=(("support=failures", _FAILURES), ("support=trials", _TRIALS)))
