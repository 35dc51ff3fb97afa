"""The waiting time for the k-th event, by k and the rate of the events, or by k and `scale=`."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_SCALE = Family(
    name="Erlang",
    parameters=(
        Parameter("k", "integer >= 1", "count", keyword="shape"),
        Parameter("θ", "θ > 0", "scale", by_name=True),
    ),
    support="x >= 0",
    discrete=False,
    density="x^(k-1) e^(-x/θ)/((k-1)! θ^k)",
    source="https://en.wikipedia.org/wiki/Erlang_distribution",
    estimate=(("θ", "mean(x)/k"),),
)

FAMILY = Family(
    name="Erlang",
    parameters=(Parameter("k", "integer >= 1", "count", keyword="shape"), Parameter("λ", "λ > 0", "rate")),
    support="x >= 0",
    discrete=False,
    density="λ^k/(k-1)! x^(k-1) e^(-λ x)",
    source="https://en.wikipedia.org/wiki/Erlang_distribution",
    estimate=(("λ", "k/mean(x)"),),
    spellings=(("scale", _SCALE),),
)
