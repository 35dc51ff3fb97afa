"""Claims about the law of an observation: the chance that it lies beyond a point."""

from __future__ import annotations

from .claim import Claim

__all__ = ["Survival"]


class Survival(Claim):
    """`before` is the density or mass of the variable (`f(x | θ) = …`), `after` `S(x | θ) = g`, the chance P(X > x)
    of a larger one. Of a density g is an antiderivative with the opposite sign, differentiable inside of the
    support; of a mass g(x − 1) − g(x) is the mass at each integer x of the support. At the lower end of the support g
    is one and at the upper end zero, so that the total is one."""

    variable: str
