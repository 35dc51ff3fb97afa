"""What words in front of a formula say that it is, and what holds near where a condition ends."""

from __future__ import annotations

import pytest

from derive.checking.judging import check
from derive.problem import loads

WAITS = "title: t\nmodel: x ~ Exponential(λ)\ndata: [2, 4, 9]\n"
COUNTS = "title: t\nmodel: x ~ Poisson(θ)\ndata: [14, 16, 15]\n"
COIN = "title: t\nmodel: x ~ Bernoulli(θ)\ndata: {counts: {heads: 12, tails: 8}}\n"
NORMAL = "title: t\nmodel: x ~ Normal(μ, σ^2)\ndata: [2, 4, 9]\n"
ANY_NORMAL = "title: t\nmodel: x ~ Normal(μ, σ^2)\nknown: {σ: symbolic}\n"
SPREAD = "title: t\nmodel: x ~ Normal(5, σ^2)\ndata: [2, 4, 9]\n"
KNOWN_SPREAD = "title: t\nmodel: x ~ Normal(μ, σ^2)\nknown: {σ: 2}\ndata: [2, 4, 9]\n"
LAST_NUMBER = (
    "title: t\nmodel: {variable: x, mass: 1/N, support: 1 <= x <= N}\nparameters: {N: integer >= 1}\n"
    "data: [3, 17, 8]\n"
)
DIRECTIONS = "title: t\nmodel: x ~ VonMises(μ, 2)\ndata: [0.3, 1.1, 0.2]\n"
DISTANCES = "title: t\nmodel: x ~ Laplace(μ, b)\nknown: {b: 2}\ndata: [1, 2, 9]\n"


@pytest.mark.parametrize(("problem", "hand", "first_error"), [
    # a second derivative that is announced is held against that of the problem, in any of its forms
    (WAITS, "The second derivative is -3/λ^7 < 0.", 1),
    (WAITS, "The second derivative is -3/λ^2 < 0.", None),
    (WAITS, "T = 15\nThe second derivative is -T/λ^7 < 0.", 2),
    (WAITS, "The second derivative of the log-likelihood is -3/λ^2, which is < 0.", None),
    (WAITS, "NLL(λ) = 15λ - 3 log λ\nThe second derivative is 3/λ^2 > 0.", None),
    (WAITS, "Second derivative: -1/λ^2 < 0", None),
    (WAITS, "λ̂ = 1/5\nThe second derivative is -n/λ̂^2 = -75 < 0.", None),
    (WAITS, "λ̂ = 1/5\nThe second derivative is -80 < 0.", 2),
    (NORMAL, "The second derivative with respect to μ is -3/σ^2 < 0.", None),
    (NORMAL, "The second derivative with respect to μ is -3/σ^4 < 0.", 1),
    (COIN, "With ω = θ/(1-θ), ℓ = 12 log ω - 20 log(1+ω)\nThe second derivative is -12/ω^2 + 20/(1+ω)^2 < 0.", None),
    # what is said of a function is not that function
    (WAITS, "The derivative of the log-likelihood is 3/λ - 15", None),
    (WAITS, "The derivative of the log-likelihood is 3/λ - 16", 1),
    (WAITS, "The second derivative of the log-likelihood is -3/λ^2", None),
    (WAITS, "Differentiating the log-likelihood: 3/λ - 15.", None),
    (WAITS, "The maximum of the log-likelihood is 3 log(1/5) - 3.", None),
    (WAITS, "The logarithm of the likelihood is 3 log λ - 15λ", None),
    (WAITS, "The logarithm of the likelihood is 3 log λ - 16λ", 1),
    (WAITS, "derivative of log-likelihood = 3/λ - 15", None),
    (WAITS, "derivative of log-likelihood = 3/λ - 16", 1),
    (WAITS, "The derivative of the logarithm of the likelihood is 3/λ - 15", None),
    (WAITS, "The likelihood of the sample is λ^3 e^(-15λ)", None),
    (WAITS, "The likelihood of the sample is λ^4 e^(-15λ)", 1),
    (WAITS, "The log-likelihood to be maximised is 4 log λ - 15λ", 1),
    (WAITS, "Taking logs: 4 log λ - 15λ", 1),
    (WAITS, "Differentiating: 3/λ - 16", 1),
    (WAITS, "We differentiate the log-likelihood and get 3/λ - 16", 1),
    (WAITS, "The second derivative of the log-likelihood with respect to the parameter is -3/λ^3 < 0", 1),
    (WAITS, "The second derivative is negative: -3/λ^2 < 0", None),
    (WAITS, "The second derivative at the maximum is negative: -75 < 0", None),
    (SPREAD, "The second derivative is -3/(2σ^4) < 0 at the maximum", None),
    (SPREAD, "The second derivative is -3/(4σ^4) < 0 at the maximum", 1),
    (KNOWN_SPREAD, "The second derivative is -3/4, so this is a maximum", None),
    (KNOWN_SPREAD, "The second derivative is -4/4, so this is a maximum", 1),
    # an answer in words is the answer
    (WAITS, "The MLE is 1/5", None),
    (WAITS, "The MLE is 1/6", 1),
    (KNOWN_SPREAD, "So the MLE is 6", 1),
    (KNOWN_SPREAD, "So the MLE is 5", None),
    (WAITS, "The likelihood is maximal at 3/15", None),
    (WAITS, "The likelihood is maximal at 4/15", 1),
    (WAITS, "The root of the score is 4/15", 1),
    (WAITS, "Solving the likelihood equation gives 4/15", 1),
    (WAITS, "The log-likelihood is maximised by 1/x̄", None),
    (WAITS, "The log-likelihood is maximised by x̄/1", 1),
    (WAITS, "The maximum of the log-likelihood is 3 log(1/5) - 3", None),
    (ANY_NORMAL, r"(\ln L)'(\mu) = \frac{\sum_{i=1}^n x_i - n\mu}{\sigma^2}", None),
    # a condition that ends close beside the maximum
    (COUNTS, "ℓ'(θ) < 0 for θ > 14.9", 1),
    (COUNTS, "ℓ'(θ) > 0 for θ < 15.1", 1),
    (COUNTS, "ℓ'(θ) > 0 for θ < 15 and ℓ'(θ) < 0 for θ > 15", None),
    # equal where both sides are nought: an identity is meant
    (COIN, "12/θ - 8/(1-θ) = (12 - 20θ)/θ", 1),
    (COIN, "12/θ - 8/(1-θ) = (12 - 20θ)/(θ(1-θ))", None),
    (COIN, "12(1-θ) - 8θ\n= 6 - 10θ\n= 0", 2),
    (COIN, "12(1-θ) - 8θ = 12 - 20θ = 0", None),
    # whole numbers of which the likelihood is positive on one side of the maximum only
    (LAST_NUMBER, "L(N) = Π (1/N) 1{1 ≤ x_i ≤ N}\n = (1/N^n) 1{N ≥ max(x)}\nℓ(N) = -3 log N\nN̂ = 17", None),
    (LAST_NUMBER, "ℓ(N) = -4 log N\nN̂ = 17", 1),
    # names with a digit, bars with blanks inside
    (DIRECTIONS, r"\hat\mu = \operatorname{atan2}\left(\sum_i \sin(x_i), \sum_i \cos(x_i)\right)", None),
    (DISTANCES, "l(mu) = -(1/2) sum_i |x_i - mu | + c", None),
    (DISTANCES, "l(mu) = -(1/4) sum_i |x_i - mu | + c", 1),
])  # fmt: skip
def test_first_error(problem: str, hand: str, first_error: int | None) -> None:
    report = check(loads(problem), hand)
    assert report.first_error == first_error, report
    decided = [line.verdict for line in report.lines if line.verdict in ("undecided", "unreadable", "comment")]
    assert not decided, report
