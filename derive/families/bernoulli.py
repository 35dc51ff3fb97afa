"""One trial: success (1) or failure (0)."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Bernoulli",
    parameters=(Parameter("p", "0 <= p <= 1", "probability"),),
    support="integer 0 <= x <= 1",
    discrete=True,
    density="p^x (1-p)^(1-x)",
    source="https://en.wikipedia.org/wiki/Bernoulli_distribution",
    estimate=(("p", "sum(x_i)/n"),),
    also_called=("Bern", "Ber"),
    outcomes=(("heads", 1), ("tails", 0), ("successes", 1), ("failures", 0), ("success", 1), ("failure", 0)),
)
