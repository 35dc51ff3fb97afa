"""A waiting time that starts at a least value; by its rate or, with `scale=`, by its mean beyond the start."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_SCALE = Family(
    name="ShiftedExponential",
    parameters=(
        Parameter("t", "real", "location", keyword="shift"),
        Parameter("θ", "θ > 0", "scale", by_name=True),
    ),
    support="x >= t",
    discrete=False,
    density="(1/θ) e^(-(x-t)/θ)",
    source="https://en.wikipedia.org/wiki/Exponential_distribution",
    estimate=(("t", "min(x)"), ("θ", "mean(x) - min(x)")),
)

FAMILY = Family(
    name="ShiftedExponential",
    parameters=(Parameter("t", "real", "location", keyword="shift"), Parameter("λ", "λ > 0", "rate")),
    support="x >= t",
    discrete=False,
    density="λ e^(-λ (x-t))",
    source="https://en.wikipedia.org/wiki/Exponential_distribution",
    estimate=(("t", "min(x)"), ("λ", "1/(mean(x) - min(x))")),
    spellings=(("scale", _SCALE),),
    also_called=("TwoParameterExponential", "TranslatedExponential", "DisplacedExponential"),
)
