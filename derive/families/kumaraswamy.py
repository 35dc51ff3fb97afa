"""A share between zero and one, with a distribution function in closed form."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Kumaraswamy",
    parameters=(Parameter("a", "a > 0", "shape"), Parameter("b", "b > 0", "shape")),
    support="0 < x < 1",
    discrete=False,
    density="a b x^(a-1) (1 - x^a)^(b-1)",
    source="https://en.wikipedia.org/wiki/Kumaraswamy_distribution",
    estimate=(("b", "-n/sum(log(1 - x_i^a))"),),
)
