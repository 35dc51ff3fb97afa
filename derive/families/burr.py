"""Incomes and lifetimes with two shapes (Burr's type XII); with a scale as third argument."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_SCALED = Family(
    name="Burr",
    parameters=(
        Parameter("c", "c > 0", "shape"),
        Parameter("k", "k > 0", "shape"),
        Parameter("λ", "λ > 0", "scale"),
    ),
    support="x > 0",
    discrete=False,
    density="(c k/λ) (x/λ)^(c-1) (1 + (x/λ)^c)^(-k-1)",
    source="https://en.wikipedia.org/wiki/Burr_distribution",
)

FAMILY = Family(
    name="Burr",
    parameters=(Parameter("c", "c > 0", "shape"), Parameter("k", "k > 0", "shape")),
    support="x > 0",
    discrete=False,
    density="c k x^(c-1) (1 + x^c)^(-k-1)",
    source="https://en.wikipedia.org/wiki/Burr_distribution",
    estimate=(("k", "n/sum(log(1 + x_i^c))"),),
    spellings=(("", _SCALED),),
    also_called=("BurrXII", "SinghMaddala", "Burr12"),
)
