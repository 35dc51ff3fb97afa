"""The number of failures before the r-th success."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="NegativeBinomial",
    parameters=(
        Parameter("r", "r > 0", "shape", keyword="successes"),
        Parameter("p", "0 < p <= 1", "probability"),
    ),
    support="integer >= 0",
    discrete=True,
    density="C(x+r-1, x) p^r (1-p)^x",
    source="https://en.wikipedia.org/wiki/Negative_binomial_distribution",
    estimate=(("p", "r/(r + mean(x))"),),
    also_called=("NegBin", "NB", "Pascal"),
)
