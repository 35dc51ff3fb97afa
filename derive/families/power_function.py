"""A share whose distribution function is a power; with an upper end as second argument."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_UP_TO = Family(
    name="PowerFunction",
    parameters=(Parameter("θ", "θ > 0", "shape"), Parameter("b", "b > 0", "end", keyword="upper")),
    support="0 < x <= b",
    discrete=False,
    density="θ x^(θ-1)/b^θ",
    source="https://en.wikipedia.org/wiki/Beta_distribution",
    estimate=(("b", "max(x)"), ("θ", "n/sum(log(b/x_i))")),
)

FAMILY = Family(
    name="PowerFunction",
    parameters=(Parameter("θ", "θ > 0", "shape"),),
    support="0 < x <= 1",
    discrete=False,
    density="θ x^(θ-1)",
    source="https://en.wikipedia.org/wiki/Beta_distribution",
    estimate=(("θ", "-n/sum(log(x_i))"),),
    spellings=(("", _UP_TO),),
    also_called=("PowerLaw", "Power", "StandardPower"),
)
