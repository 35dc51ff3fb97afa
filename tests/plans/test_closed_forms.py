"""Closed forms that need more than one usual step: ends of supports about zero, a sample of one among several, known
values in a chance, weights that are columns. The values are worked out here, in floats."""

from __future__ import annotations

from math import log, sqrt

import pytest

from derive.notation.plain import plain
from derive.notation.reader import read_expression
from derive.plans import solve
from derive.problem import loads

HALVES = "model: {variable: x, density: 1/θ, support: -θ/2 <= x <= θ/2}\nparameters: {θ: positive}\n"
TRIANGLE = "model: {variable: x, density: 2 (θ-x)/θ^2, support: 0 <= x <= θ}\nparameters: {θ: positive}\n"

AT_DATA: list[tuple[str, dict[str, float]]] = [
    (HALVES + "data: [-1, 3, 2]", {"θ": 6}),
    (HALVES.replace("1/θ", "3/(4 θ)").replace("θ/2", "2θ/3") + "data: [-4, 3]", {"θ": 6}),
    ("model: ['x ~ Normal(μ, σ^2)', 'y ~ Normal(ν, σ^2)']\ndata: {x: [1, 2, 3], y: [4]}",
     {"μ": 2, "ν": 4, "σ²": 2 / 4}),
    ("model: ['x ~ Normal(μ, sd=σ)', 'y ~ Normal(ν, sd=σ)']\ndata: {x: [5], y: [4, 6]}",
     {"μ": 5, "ν": 5, "σ": sqrt(2 / 3)}),
    ("model: x ~ Weibull(k, λ)\nknown: {k: 2}\ndata: [1, 3, '> 4']", {"λ": sqrt((1 + 9 + 16) / 2)}),
    ("model: x ~ Pareto(x_m, α)\nknown: {x_m: 1}\ndata: [2, 3, '> 4']", {"α": 2 / log(2 * 3 * 4)}),
    ("model: y ~ Normal(b x, x^2)\nparameters: {b: real}\ndata: {x: [1, 2, 4], y: [1, 2, 5]}",
     {"b": (1 + 1 + 5 / 4) / 3}),
    (TRIANGLE + "data: [1, 2]", {"θ": (9 + sqrt(17)) / 4}),
    (TRIANGLE + "data: [3, 3]", {"θ": 6}),
    ("model: x ~ Gamma(α, rate=1)\nparameters: {α: α >= 1}\ndata: [0.1, 0.2]", {"α": 1}),
    ("model: x ~ Bernoulli(θ/(1+θ))\nparameters: {θ: positive}\ndata: [1, 0, 1]", {"θ": 2}),
    ("model: x ~ NegativeBinomial(3, 3/(3+μ))\nparameters: {μ: positive}\ndata: [2, 3, 1]", {"μ": 2}),
    ("likelihood: (θ/(1+θ))^3 (1-θ/(1+θ))^2\nparameters: {θ: positive}", {"θ": 3 / 2}),
    ("model: x ~ Bernoulli(1-(1-p)^5)\nparameters: {p: 0 < p < 1}\ndata: {counts: {1: 3, 0: 7}}",
     {"p": 1 - 0.7**0.2}),
    ("model: x ~ Binomial(12, (1-p)^3)\nparameters: {p: 0 <= p <= 1}\ndata: [5, 4]", {"p": 1 - (3 / 8) ** (1 / 3)}),
    ("model: {variable: x, density: (1 + a cos(x))/(2π), support: 0 <= x <= 2π}\nparameters: {a: -1 <= a <= 1}\n"
     "data: [0.5, 2, 6]", {"a": 1}),
    ("model: [x ~ Poisson(λ), z ~ Poisson(λ + μ)]\nparameters: {λ: λ >= 0, μ: μ >= 0}\n"
     "data: {x: [3, 5], z: [7, 0, 9]}", {"λ": 4, "μ": 16 / 3 - 4}),
    ("model: ['x ~ Normal(α + β, 1)', 'y ~ Normal(α - β, 4)']\nparameters: {α: real, β: real}\n"
     "data: {x: [3, 5], y: [7, 0, 9]}", {"α": (4 + 16 / 3) / 2, "β": (4 - 16 / 3) / 2}),
    ("model: ['x ~ Poisson(2 λ)', 'z ~ Poisson(3 λ + 5 μ)']\nparameters: {λ: λ >= 0, μ: μ >= 0}\n"
     "data: {x: [3], z: [17]}", {"λ": 1.5, "μ": 2.5}),
    ("model: x ~ Binomial(m, p)\ndata: {x: [2, 5, 3], m: [8, 12, 10]}", {"p": 1 / 3}),
    ("model: x ~ Normal(μ, v)\ndata: {x: [2, 5, 3], v: [1, 4, 9]}", {"μ": (2 + 5 / 4 + 1 / 3) / (1 + 1 / 4 + 1 / 9)}),
    ("model: x ~ Gamma(k, rate=β)\ndata: {x: [2, 5, 3], k: [1, 2, 3]}", {"β": 6 / 10}),
]


@pytest.mark.parametrize(("text", "answer"), AT_DATA)
def test_the_estimate_at_data(text: str, answer: dict[str, float]) -> None:
    found = solve(loads(text))
    assert (found.status, found.verified) == ("solved", True)
    values = {plain(e.parameter): e.value for e in found.estimates}
    assert values == {plain(read_expression(k)): pytest.approx(v, rel=1e-12) for k, v in answer.items()}


FORMULAS: list[tuple[str, str]] = [
    (HALVES, "2 max(|x|)"),
    ("model: x ~ Uniform(a, b)\nknown: {a: symbolic}", "max(x)"),
    ("model: x ~ Uniform(a, b)\nknown: {b: symbolic}", "min(x)"),
    ("model: x ~ Bernoulli(θ/(1+θ))\nparameters: {θ: positive}", "x̄/(1 − x̄)"),
    ("model: x ~ Binomial(3, θ/(1+θ))\nparameters: {θ: positive}", "x̄/(3 − x̄)"),
    ("model: x ~ Geometric(1/(1+μ), support=failures)\nparameters: {μ: positive}", "x̄"),
    ("model: x ~ Categorical((2+θ)/4, (1-θ)/4, (1-θ)/4, θ/4)\nparameters: {θ: 0 < θ < 1}",
     "(n₁ − n₄ − 2n₂ − 2n₃ + √(n₁² + 6n₁ n₄ − 4n₁ n₂ − 4n₁ n₃ + 9n₄² + 12n₄ n₂ + 12n₄ n₃ + 4n₂² + 8n₂ n₃"
     " + 4n₃²))/(2(n₁ + n₄ + n₂ + n₃))"),
]


@pytest.mark.parametrize(("text", "formula"), FORMULAS)
def test_the_formula_of_any_size(text: str, formula: str) -> None:
    found = solve(loads(text))
    assert (found.status, found.verified) == ("solved", True)
    assert [plain(e.exact) for e in found.estimates if e.exact is not None] == [formula]


def test_a_background_above_the_signal_is_no_formula_for_less_than_nothing() -> None:
    """μ̂ = 3 − 7 is no value of μ: the maximum lies at μ = 0, or nothing is said."""
    found = solve(loads("model: [x ~ Poisson(λ), z ~ Poisson(λ + μ)]\nparameters: {λ: λ >= 0, μ: μ >= 0}\n"
                        "data: {x: [7], z: [3]}"))
    values = {plain(e.parameter): e.value for e in found.estimates}
    assert values in ({}, {"λ": 5, "μ": 0})
