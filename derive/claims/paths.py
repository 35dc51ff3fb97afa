"""Claims about likelihoods without bound: a path through the parameters, and what the likelihood does along it."""

from __future__ import annotations

from ..expressions import Expression
from .claim import Claim

__all__ = ["AlongPath", "GrowsAlong"]


class AlongPath(Claim):
    """`before` is `L(a, s) = …` (or its logarithm), `after` is `L(1, t) = …`, the same with a formula in one new
    symbol, the `variable`, put in for every parameter. As the variable falls to zero, or with `upper` as it grows to
    infinity, every parameter is in its domain from some point on."""

    pairs: tuple[tuple[str, Expression], ...]
    variable: str
    upper: bool = False


class GrowsAlong(Claim):
    """`before` is a line along a path, `after` says `L(1, t) → ∞`: towards the end of the path the function grows
    beyond every bound, so it has no maximum."""
