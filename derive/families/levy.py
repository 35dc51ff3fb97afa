"""The time at which a random walk first reaches a level; with location 0, or with one of its own."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_SHIFTED = Family(
    name="Levy",
    parameters=(Parameter("μ", "real", "location"), Parameter("c", "c > 0", "scale")),
    support="x > μ",
    discrete=False,
    density="sqrt(c/(2 π)) e^(-c/(2 (x-μ)))/(x-μ)^(3/2)",
    source="https://en.wikipedia.org/wiki/L%C3%A9vy_distribution",
    estimate=(("c", "n/sum(1/(x_i-μ))"),),
)

FAMILY = Family(
    name="Levy",
    parameters=(Parameter("c", "c > 0", "scale"),),
    support="x > 0",
    discrete=False,
    density="sqrt(c/(2 π)) e^(-c/(2 x))/x^(3/2)",
    source="https://en.wikipedia.org/wiki/L%C3%A9vy_distribution",
    estimate=(("c", "n/sum(1/x_i)"),),
    spellings=(("", _SHIFTED),),
    also_called=("Lévy",),
)
