"""Rows of a statistics course about pairs, covariates, and functions of an estimate."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from random import Random

from drawing import Drawn, Table, correlated, counted, gaussian, listed, normal, poisson, real, waited
from mpmath import exp, log, mpf

__all__ = ["SAMPLES"]

SAMPLES = Table()


def two_columns(r: Random, size: int) -> tuple[list[Fraction], list[Fraction]]:
    x = [normal(r) for _ in range(size)]
    return x, [u / 2 + normal(r) for u in x]


@SAMPLES.row(97, "μ_1 R, μ_2 R, σ_1² +, σ_2² +, ρ corr")
def normal_pairs(r: Random) -> Drawn:
    x, y = two_columns(r, 6)
    text = "model: (x, y) ~ BivariateNormal(μ_1, μ_2, σ_1^2, σ_2^2, ρ)\n"
    return Drawn(f"{text}data: {{x: {listed(x)}, y: {listed(y)}}}", lambda *at: correlated(x, y, *at))


@SAMPLES.row(108, "ρ corr")
def only_the_correlation(r: Random) -> Drawn:
    x, y = two_columns(r, 6)
    text = "model: (x, y) ~ BivariateNormal(0, 0, 1, 1, ρ)\n"
    return Drawn(f"{text}data: {{x: {listed(x)}, y: {listed(y)}}}",
                 lambda c: correlated(x, y, mpf(0), mpf(0), mpf(1), mpf(1), c))


@SAMPLES.row(98, "a R, b R, σ² +")
def straight_line(r: Random) -> Drawn:
    x = [Fraction(k) for k in (1, 2, 3, 5, 8)]
    y = [1 + 2 * u + normal(r) for u in x]
    text = "model: y ~ Normal(a + b x, σ^2)\nparameters: {a: real, b: real, σ²: positive}\n"
    return Drawn(f"{text}data: {{x: {listed(x)}, y: {listed(y)}}}",
                 lambda a, b, v: gaussian(y, [a + b * real(u) for u in x], v))


@SAMPLES.row(99, "b R, σ² +")
def through_the_origin(r: Random) -> Drawn:
    x = [Fraction(k) for k in (1, 2, 3, 5)]
    y = [2 * u + normal(r) for u in x]
    text = "model: y ~ Normal(b x, σ^2)\nparameters: {b: real, σ²: positive}\n"
    return Drawn(f"{text}data: {{x: {listed(x)}, y: {listed(y)}}}",
                 lambda b, v: gaussian(y, [b * real(u) for u in x], v))


@SAMPLES.row(100, "b +")
def rates(r: Random) -> Drawn:
    x = [1, 2, 3, 5]
    y = [poisson(r, 1.5 * u) + 1 for u in x]
    text = f"model: y ~ Poisson(b x)\nparameters: {{b: positive}}\ndata: {{x: {x}, y: {y}}}"
    return Drawn(text, lambda b: counted(y, [b * u for u in x]))


def log_linear(r: Random, x: list[int]) -> Drawn:
    y = [poisson(r, math.exp(0.5 + 0.3 * u)) + 1 for u in x]
    text = f"model: y ~ Poisson(exp(a + b x))\nparameters: {{a: real, b: real}}\ndata: {{x: {x}, y: {y}}}"
    return Drawn(text, lambda a, b: counted(y, [exp(a + b * u) for u in x]))


@SAMPLES.row(101, "a R, b R")
def two_groups(r: Random) -> Drawn:
    return log_linear(r, [0, 0, 1, 1, 1])


@SAMPLES.row(102, "a R, b R")
def counts_on_a_line(r: Random) -> Drawn:
    return log_linear(r, [0, 1, 2, 3, 5])


def logistic(x: list[int], y: list[int], path: Callable[[mpf], list[mpf]] | None = None) -> Drawn:
    text = "model: y ~ Bernoulli(1/(1+exp(-a-b x)))\nparameters: {a: real, b: real}\n"

    def height(a: mpf, b: mpf) -> mpf:
        return sum((-log(1 + exp(-(a + b * u) if v else a + b * u)) for u, v in zip(x, y, strict=True)), mpf(0))

    return Drawn(f"{text}data: {{x: {x}, y: {y}}}", height, path, 0.0)


@SAMPLES.row(103, "a R, b R")
def hits_in_two_groups(r: Random) -> Drawn:
    return logistic([0] * 5 + [1] * 5, [0, 1, *(r.randint(0, 1) for _ in range(3))] * 2)


@SAMPLES.row(104, "a R, b R")
def hits_on_a_line(r: Random) -> Drawn:
    return logistic([0, 1, 2, 3, 4, 5, 6], [0, 1, 0, *(r.randint(0, 1) for _ in range(2)), 0, 1])


@SAMPLES.row(104, "a R, b R")
def separated(r: Random) -> Drawn:
    first = r.randint(1, 4)
    at = mpf(first) - mpf(1) / 2
    x = list(range(6))

    def path(e: mpf) -> list[mpf]:
        steep = -4 * log(e, 10)
        return [-at * steep, steep]

    return logistic(x, [int(u >= first) for u in x], path)


@SAMPLES.row(105, "φ R, σ² +")
def conditional_chain(r: Random) -> Drawn:
    chain = [Fraction(1)]
    while len(chain) < 7:
        chain.append(Fraction(round(50 * chain[-1]), 100) + normal(r))
    x, y = chain[:-1], chain[1:]
    text = "model: y ~ Normal(φ x, σ²)\nparameters: {φ: real, σ²: positive}\n"
    return Drawn(f"{text}data: {{x: {listed(x)}, y: {listed(y)}}}",
                 lambda b, v: gaussian(y, [b * real(u) for u in x], v))


@SAMPLES.row(106, "λ +")
def chance_of_none(r: Random) -> Drawn:
    x = [poisson(r, 1.5) + k for k in (0, 0, 1, 0)]
    text = f"model: x ~ Poisson(λ)\ndata: {x}\nfind: [mle, mle of exp(-λ)]"
    return Drawn(text, lambda a: counted(x, [a] * 4), also={"exp(-λ)": lambda a: exp(-a)})


@SAMPLES.row(107, "λ +")
def median_life(r: Random) -> Drawn:
    x = [waited(r, 0.5) for _ in range(5)]
    text = f"model: x ~ Exponential(λ)\ndata: {listed(x)}\nfind: [mle, mle of log(2)/λ]"
    total = real(sum(x, Fraction(0)))
    return Drawn(text, lambda a: 5 * log(a) - a * total, also={"log(2)/λ": lambda a: log(2) / a})
