"""Claims in running prose beside right ones: values and signs of derivatives, totals and means with nouns of their
own, estimates in number words, operations in words."""

from __future__ import annotations

from functools import cache

import pytest

from derive.checking.judging import check
from derive.problem import loads
from derive.problem.model import Problem

CALLS = "title: Calls in six hours\nmodel: x ~ Poisson(λ)\ndata: [3, 1, 4, 2, 5, 3]\n"
LIVES = (
    "title: Lamp lives\nquestion: Three lamps burned for 2, 4 and 9 hours.\nmodel: x ~ Exponential(scale=θ)\n"
    "data: [2, 4, 9]\nparameters: {θ: positive}\n"
)
TRIES = (
    "title: Tries\nquestion: A key fitted at try 2, 6, 4 and 4.\nmodel: x ~ Geometric(p)\ndata: [2, 6, 4, 4]\n"
)
SEEDS = (
    "title: Seeds\nquestion: Of 20 seeds 12 germinated.\nmodel: x ~ Bernoulli(θ)\n"
    "data: {counts: {successes: 12, failures: 8}}\n"
)
WEIGHTS = (
    "title: Weights\nquestion: Four parcel weights are 2, 3, 3 and 8 kg.\nmodel: x ~ Normal(μ, 4)\n"
    "data: [2, 3, 3, 8]\nparameters: {μ: real}\nunit: kg\n"
)
SPREAD = (
    "title: Spread\nmodel: x ~ Normal(0, σ^2)\ndata: [3, 4, 5, 2, 2]\nparameters: {σ: positive}\n"
)
LINE = "title: t\nmodel: y ~ Normal(b x, 1)\nparameters: {b: real}\ndata: {x: [1, 2, 3], y: [2, 4, 5]}\n"
BOXES = (
    "title: Boxes\nquestion: Three boxes of ten eggs had 8, 9 and 7 good eggs.\nmodel: x ~ Binomial(m, p)\n"
    "known: {m: 10}\ndata: [8, 9, 7]\n"
)
POWER = (
    "title: t\nmodel: {variable: x, density: θ x^(θ-1), support: 0 < x < 1}\nparameters: {θ: positive}\n"
)
FORMULA = "title: t\nlikelihood: λ^8 e^(-4 λ)\nparameters: {λ: positive}\n"
RATE = FORMULA.replace("title: t", "title: t\nquestion: Estimate the rate λ.")


@cache
def problem_of(text: str) -> Problem:
    return loads(text)


@pytest.mark.parametrize(("problem", "hand", "first_error"), [
    (CALLS, "ℓ = 18 log λ - 6λ\nAt λ = 2 the derivative is 3.", None),
    (CALLS, "ℓ = 18 log λ - 6λ\nAt λ = 2 the derivative is 4.", 2),
    (CALLS, "ℓ = 18 log λ - 6λ\nAt λ = 2 the second derivative is -4.5.", None),
    (CALLS, "ℓ = 18 log λ - 6λ\nAt λ = 2 the second derivative is -3.5.", 2),
    (CALLS, "NLL = 6λ - 18 log λ\nAt λ = 2 the derivative is -3.", None),
    (CALLS, "The mean log-likelihood is 3 log λ - λ\nAt λ = 2 the derivative is 0.5.", None),
    (SEEDS, "ℓ = 12 ln θ + 8 ln(1-θ)\nAt θ = 0.5 the score is 8.", None),
    (SEEDS, "ℓ = 12 ln θ + 8 ln(1-θ)\nAt θ = 0.5 the score is -8.", 2),
    (LIVES, "ℓ(θ) = -3 log θ - 15/θ\nThe second derivative 3/θ² - 30/θ³ is negative for every θ > 0.", 2),
    (LIVES, "ℓ(θ) = -3 log θ - 15/θ\nThe second derivative 3/θ² - 30/θ³ is negative for every θ < 10.", None),
    (LIVES, "ℓ(θ) = -3 log θ - 15/θ\nAt θ = 5 the second derivative 3/θ² - 30/θ³ is negative.", None),
    (LIVES, "ℓ(θ) = -3 log θ - 15/θ\nThe second derivative 3/θ² - 30/θ³ is negative there.", None),
    (SEEDS, "ℓ = 12 ln θ + 8 ln(1-θ)\nIts second derivative is -12/θ² - 8/(1-θ)², which is positive on (0, 1).", 2),
    (SEEDS, "ℓ = 12 ln θ + 8 ln(1-θ)\nIts second derivative -12/θ² - 8/(1-θ)² is negative on (0, 1).", None),
    (SEEDS, "The score is 12/θ - 8/(1-θ).\nIt is positive for θ below 0.6 and negative above 0.6.", None),
    (SEEDS, "The score is 12/θ - 8/(1-θ).\nIt is negative for θ below 0.6 and positive above 0.6.", 2),
    (SEEDS, "The score is 12/θ - 8/(1-θ).\nIts denominator is positive.\nIt is positive for all θ.", None),
    (CALLS, "The likelihood is increasing on the whole of (0, 2).", None),
    (CALLS, "The likelihood is increasing on the whole of (0, 4).", 1),
    (LIVES, "The three lamps burned 15 hours altogether.", None),
    (LIVES, "The three lamps burned 16 hours altogether.", 1),
    (BOXES, "The three boxes held 30 eggs altogether.", None),
    (BOXES, "The three boxes held 24 eggs altogether.", None),
    (BOXES, "The boxes had 8, 9 and 7 good eggs.\nTogether that makes 24 good eggs.", None),
    (BOXES, "The boxes had 8, 9 and 7 good eggs.\nTogether that makes 23 good eggs.", 2),
    (TRIES, "The key needed four tries on average.", None),
    (TRIES, "The key needed three tries on average.", 1),
    (TRIES, "A key with p = 1/3 would need three tries on average.", None),
    (WEIGHTS, "The mean of the four weights is 4 kg.", None),
    (WEIGHTS, "The mean of the four weights is 5 kg.", 1),
    (WEIGHTS, "The squares of the four weights add up to 86.", None),
    (WEIGHTS, "The squares of the four weights add up to 76.", 1),
    (WEIGHTS, "The sum of squares is smallest at the mean, which is 4.", None),
    (WEIGHTS, "The sum of squares is smallest at the median, which is 3.", 1),
    (WEIGHTS, "The answer is therefore 4 kg.", None),
    (WEIGHTS, "The answer is therefore 5 kg.", 1),
    (LINE, "The squares of x sum to 14.", None),
    (LINE, "The squares of x sum to 13.", 1),
    (SEEDS, "Of the twenty seeds 12 came up and 8 did not.", None),
    (SEEDS, "Of the twenty seeds 12 came up and 9 did not.", 1),
    (SEEDS, "Twelve of the seeds came up and the other eight did not.", None),
    (SPREAD, "Both roots, 3.4 and -3.4, are estimates of σ.", 1),
    (LIVES, "The mean life is estimated as five and a half hours.", 1),
    (TRIES, "The estimate is one and a half.", 1),
    (FORMULA, "The estimated rate is eight events in four hours.", None),
    (FORMULA, "The estimated rate is four events in eight hours.", None),
    (FORMULA, "L = λ^8 e^(-4λ)\nAt λ = 2 the derivative is 0.01.", None),
    (SPREAD, "The estimated variance is eleven and a half.", None),
    (RATE, "The estimated rate is eight events in four hours.", None),
    (RATE, "The estimated rate is four events in eight hours.", 1),
    (CALLS, "For λ = 2 the slope would be 3, for λ = 4 it would be -1.5.", None),
    (CALLS, "λ = 4 would give the score -1.5.", None),
    (CALLS, "The score is 0, so λ = 4.", 1),
    (FORMULA, "The estimated rate is eight events in five hours.", 1),
    (POWER, "The joint density is θ^n times the product of the x_i^(θ-1).", None),
    (POWER, "θ̂ = -n/Σ ln x_i\nSo the estimator is -n divided by the sum of the logs.", None),
    (POWER, "The log-likelihood is n ln θ plus the sum of the (θ-1) ln x_i.", None),
    (CALLS, "The log-likelihood is 17 log λ - 6λ plus a constant.", 1),
])  # fmt: skip
def test_right_and_wrong_beside_each_other(problem: str, hand: str, first_error: int | None) -> None:
    report = check(problem_of(problem), hand)
    assert report.first_error == first_error, report
