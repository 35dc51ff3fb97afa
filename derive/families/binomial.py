"""The number of successes in m independent trials."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Binomial",
    parameters=(
        Parameter("m", "integer >= 0", "count", keyword="trials"),
        Parameter("p", "0 <= p <= 1", "probability"),
    ),
    support="integer 0 <= x <= m",
    discrete=True,
    density="C(m, x) p^x (1-p)^(m-x)",
    source="https://en.wikipedia.org/wiki/Binomial_distribution",
    estimate=(("p", "sum(x_i)/(n m)"),),
    also_called=("Bin", "Binom"),
)
