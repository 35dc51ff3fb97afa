"""Lines about what stands behind an estimate: the information, standard errors, moments under the law."""

from __future__ import annotations

from functools import lru_cache

import pytest

from derive.checking.judging import check
from derive.problem import loads
from derive.problem.model import Problem

MODELS = {
    "expected": "model: x ~ Bernoulli(p)\ndata: {counts: {heads: 9, tails: 51}}\nfind: [mle, mle of p/(1-p)]\n"
    "expected: {p: 3/20, p/(1-p): 3/17}\n",
    "coin": "model: x ~ Bernoulli(p)\ndata: {counts: {heads: 9, tails: 51}}\n",
    "poisson": "model: x ~ Poisson(λ)\n",
    "exponential": "model: x ~ Exponential(λ)\n",
    "uniform": "model: x ~ Uniform(0, θ)\n",
    "normal": "model: x ~ Normal(μ, σ^2)\n",
    "variance": "model: x ~ Normal(5, σ^2)\n",
    "deviation": "model: x ~ Normal(5, sd=σ)\n",
}

ROWS = [
    # expected answers, of which these lines say nothing
    ("expected", "I(p) = 60/(p(1-p))", "correct"),
    # entries of the information matrix
    ("normal", "I(μ, μ) = n/σ^2", "correct"),
    ("normal", "I(μ, σ^2) = 0", "correct"),
    ("normal", "I(σ^2, σ^2) = n/(2σ^4)", "correct"),
    ("normal", "I(σ^2, σ^2) = n/σ^4", "wrong"),
    ("normal", "I_11 = n/σ^2", "correct"),
    ("normal", "I_{12} = 0", "correct"),
    ("normal", "I_{22} = n/σ^4", "wrong"),
    # standard errors: of which parameter or function
    ("normal", "SE(μ̂) = σ̂/√n", "correct"),
    ("normal", "SE(σ̂²) = σ̂² √(2/n)", "correct"),
    ("normal", "SE(σ̂²) = σ̂² √(1/n)", "wrong"),
    ("variance", "SE(σ̂) = σ̂/√(2n)", "correct"),
    ("variance", "SE(σ̂) = σ̂² √(2/n)", "wrong"),
    ("variance", "SE(σ̂²) = σ̂² √(2/n)", "correct"),
    ("deviation", "SE(σ̂) = σ̂/√(2n)", "correct"),
    ("coin", "SE(p̂/(1-p̂)) = 0.0638", "correct"),
    ("coin", "SE(p̂/(1-p̂)) = 0.0461", "wrong"),
    ("coin", "SE(log(p̂/(1-p̂))) = 1/√(60·0.15·0.85)", "correct"),
    ("poisson", "Var(e^{-λ̂}) = λ e^{-2λ}/n", "correct"),
    # moments
    ("poisson", "Var(λ̂) = λ/n", "correct"),
    ("poisson", "E(x_i) = λ", "correct"),
    ("poisson", "E(x_i) = λ^2", "wrong"),
    ("poisson", "E(x_i/λ - 1) = 0", "correct"),
    ("poisson", "Var(x_i) = λ", "correct"),
    ("poisson", "Var(x̄) = λ/n", "correct"),
    ("poisson", "E[λ̂] = E[x̄] = λ", "correct"),
    ("exponential", "E[x_i] = 1/λ", "correct"),
    ("exponential", "E[x_i] = λ", "wrong"),
    ("exponential", "E[λ̂] = λ", "undecided"),
    ("uniform", "E[x_i] = θ/2", "undecided"),
    ("normal", "E[(x_i-μ)^2] = σ^2", "correct"),
    ("normal", "E[(x_i-μ)^2] = σ^2/n", "wrong"),
    ("normal", "-E[∂²ℓ/∂μ²] = n/σ^2", "correct"),
    ("normal", "E[∂²ℓ/∂μ∂σ²] = 0", "correct"),
]


SEQUENCES = [
    # a name that was called once is no function of its argument
    ("poisson", "E(x_i/λ - 1) = 0\nE(x_i) = λ"),
    ("coin", "SE(p̂/(1-p̂)) = 0.0638\nSE(p̂) = 0.0461\nz ≈ 1.960\np̂ - z SE(p̂) ≈ 0.0597"),
    ("normal", "I(μ, μ) = n/σ^2\nI(σ^2, σ^2) = n/(2σ^4)\nI(μ, μ)/n = 1/σ^2"),
]


@pytest.mark.parametrize(("name", "hand"), SEQUENCES)
def test_lines_that_follow_each_other(name: str, hand: str) -> None:
    assert {str(line.verdict) for line in check(problem_of(name), hand).lines} == {"correct"}


@lru_cache
def problem_of(name: str) -> Problem:
    return loads(MODELS[name])


@pytest.mark.parametrize(("name", "line", "verdict"), ROWS)
def test_a_line_about_a_quantity(name: str, line: str, verdict: str) -> None:
    found = check(problem_of(name), line).lines[0]
    assert found.verdict == verdict, found
