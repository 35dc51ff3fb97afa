"""Claims about the law of an observation: that its total is one, and the chance that it lies beyond a point."""

from __future__ import annotations

from ..expressions import Expression
from .claim import Claim

__all__ = ["Distribution", "Survival", "Total"]


class Survival(Claim):
    """`before` is the density or mass of the variable (`f(x | θ) = …`), `after` `S(x | θ) = g`, the chance P(X > x)
    of a larger one. Of a density g is an antiderivative with the opposite sign, differentiable inside of the
    support; of a mass g(x − 1) − g(x) is the mass at each integer x of the support. At the lower end of the support g
    is one and at the upper end zero, so that the total is one. The support is that of the setting, or what an
    indicator in the density says."""

    variable: str


class Distribution(Claim):
    """As `Survival`, but `after` is `F(x | θ) = g`, the chance P(X ≤ x): one less the chance of a larger one."""

    variable: str


class Total(Claim):
    """`before` is the density or mass of the variable, `after` is `T = 1`, and T its integral or sum over the
    support. There the density is `constant` times a kernel whose total is known:

    gamma a, b, c: x^(a−1) e^(−b x^c) on x > 0, Γ(a/c)/(|c| b^(a/c))      beta a, b: x^(a−1) (1−x)^(b−1), B(a, b)
    two-sided m, b: e^(−b|x−m|) on the whole line, 2/b                   geometric r: r^x from k on, r^k/(1−r)
    student m, c, p: (1 + c (x−m)²)^(−p) on the whole line, B(1/2, p − 1/2)/√c
    poisson λ: λ^x/x! from 0 on, e^λ; from k on less the terms before     logarithmic r: r^x/x from 1 on, −log(1−r)
    binomial m, r: C(m, x) r^x from 0 to m, (1+r)^m                       level: 1 from j to k, k − j + 1
    pascal s, r: C(x+s−1, x) r^x from 0 on, (1−r)^(−s)                    finite: one by one, constant one
    """

    variable: str
    kernel: str
    parameters: tuple[Expression, ...]
    constant: Expression
