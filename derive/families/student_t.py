"""Student's t: by its degrees of freedom, and with a location and a scale of its own."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

_LOCATED = Family(
    name="StudentT",
    parameters=(Parameter("ν", "ν > 0", "shape", keyword="df"), Parameter("μ", "real", "location")),
    support="real",
    discrete=False,
    density="Γ((ν+1)/2)/(Γ(ν/2) sqrt(π ν)) (1 + (x-μ)^2/ν)^(-(ν+1)/2)",
    source="https://en.wikipedia.org/wiki/Student%27s_t-distribution",
)

_SCALED = Family(
    name="StudentT",
    parameters=(
        Parameter("ν", "ν > 0", "shape", keyword="df"),
        Parameter("μ", "real", "location"),
        Parameter("σ", "σ > 0", "scale"),
    ),
    support="real",
    discrete=False,
    density="Γ((ν+1)/2)/(Γ(ν/2) sqrt(π ν) σ) (1 + (x-μ)^2/(ν σ^2))^(-(ν+1)/2)",
    source="https://en.wikipedia.org/wiki/Student%27s_t-distribution",
)

FAMILY = Family(
    name="StudentT",
    parameters=(Parameter("ν", "ν > 0", "shape", keyword="df"),),
    support="real",
    discrete=False,
    density="Γ((ν+1)/2)/(Γ(ν/2) sqrt(π ν)) (1 + x^2/ν)^(-(ν+1)/2)",
    source="https://en.wikipedia.org/wiki/Student%27s_t-distribution",
    spellings=(("", _SCALED), ("", _LOCATED)),
    also_called=("T", "Student", "TDistribution"),
)
