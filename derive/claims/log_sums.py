"""Claims about the logarithm of a sum over the sample whose terms bend upwards in their logarithms."""

from __future__ import annotations

from ..expressions import Expression
from .maxima import SignOfDerivative

__all__ = ["FallsWithLogSum"]


class FallsWithLogSum(SignOfDerivative):
    """`before` is a line with the value g, `after` is `g′ = … < 0` for a positive variable b. −g′ is the second
    derivative of log Σ A(b w_i)/b and something that is not negative: a sum of functions with strictly convex
    logarithms has such a logarithm, too. `argument` is b w_i, in whose place the `symbol` v stands in the positive
    `shape` A; `by` is an established line `q(v) = … > 0` for 1 + v² (log A(v))″, which is b² times the second
    derivative of log(A(b w)/b)."""

    shape: Expression
    argument: Expression
    symbol: str
    by: Expression
