"""Claims about many quantities at once, one for each value of an index: `n_j/p_j − λ = 0` for each j.

The setting says which quantities a letter with an index stands for (`families`). Outside of sums `p_j` is the symbol
of that name: any member whose count is not zero.
"""

from __future__ import annotations

from ..expressions import Expression, Relation
from .claim import Claim

__all__ = ["AddedUp", "ConcaveEach", "EmptyOnes", "ForEach", "LogarithmOfEach", "Tabulated", "Tallied"]


class ForEach(Claim):
    """The inner claim holds of both lines for each value of the index."""

    claim: Claim


class LogarithmOfEach(Claim):
    """`before` is a product over the index, `after` the sum of the logarithms of its factors."""


class AddedUp(Claim):
    """`before` is an equation for each value of the index; all of them are added up, and the multiple of a condition,
    an equation whose left side is a sum over the index."""

    multiplier: Expression
    condition: Relation


class Tallied(Claim):
    """`before` says `Σ n_j = v`, `after` `v = total`: the sum of the members, or what is given for it."""


class EmptyOnes(Claim):
    """`before` is the log-likelihood Σ n_j log p_j, `after` says that the estimate of p_j is zero where n_j is: by
    the condition, that all p_j add up to a number, what such a one gives up another one can take. Where zero is not
    in their domain `after` states that of such a one: there is no maximum."""

    condition: Relation


class ConcaveEach(Claim):
    """`before` is the log-likelihood, a sum over the index of functions of one variable each; `after` says that the
    second derivative of each is negative."""

    variable: str


class Tabulated(Claim):
    """`before` is `p_j = formula` for each value of the index, `after` lists `hat p_1 = …, hat p_2 = …`, all."""
