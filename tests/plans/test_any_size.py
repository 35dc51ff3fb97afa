"""Formulas for a sample of any size: as they are printed, the condition under which they hold, and their values."""

from __future__ import annotations

import statistics as st
from collections.abc import Callable
from math import exp, log, sqrt
from unicodedata import normalize

import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads

Numbers = list[float]

X = [0.31, 0.72, 0.55, 0.83, 0.12]


def power(x: Numbers) -> float:
    return -len(x) / sum(map(log, x))


def m2(x: Numbers) -> float:
    return st.fmean(t * t for t in x)


def beyond_two(x: Numbers) -> float:
    return 1 / st.fmean(log(t / 2) for t in x)


OWN = "model: {variable: x, density: '%s', support: %s}\nparameters: {θ: %s}"
ROWS: list[tuple[str, str, str, Callable[[Numbers], float]]] = [
    (OWN % ("θ x^(θ-1)", "0 < x < 1", "positive"), "−n/Σ log xᵢ", "", power),
    (OWN % ("(θ+1) x^θ", "0 < x < 1", "θ > -1"), "−(n + Σ log xᵢ)/Σ log xᵢ", "", lambda x: power(x) - 1),
    (OWN % ("x/θ^2 exp(-x/θ)", "x > 0", "positive"), "x̄/2", "", lambda x: st.fmean(x) / 2),
    (OWN % ("θ exp(-x)/(1 + exp(-x))^(θ+1)", "real", "positive"), "n/Σ log(1 + e^(−xᵢ))", "",
     lambda x: 1 / st.fmean(log(1 + exp(-t)) for t in x)),
    ("model: x ~ Beta(θ, 1)", "−n/Σ log xᵢ", "0 < Σxᵢ < n", power),
    (
        "model: x ~ Normal(θ, θ)\nparameters: {θ: positive}",
        "(−n + √(n² + 4n Σxᵢ²))/(2n)",
        "Σxᵢ² > 0",
        lambda x: (-1 + sqrt(1 + 4 * m2(x))) / 2,
    ),
    (
        "model: x ~ Normal(θ, θ^2)\nparameters: {θ: positive}",
        "(−Σxᵢ + √((Σxᵢ)² + 4n Σxᵢ²))/(2n)",
        "Σxᵢ² > 0",
        lambda x: (-st.fmean(x) + sqrt(st.fmean(x) ** 2 + 4 * m2(x))) / 2,
    ),
    (OWN % ("θ 2^θ x^(-θ-1)", "x >= 2", "positive"), "1/(mean(log x) − log 2)", "Σxᵢ > 2n", beyond_two),
    (
        "model: x ~ Weibull(3/2, θ)",
        "((1/n) Σxᵢ^(3/2))^(2/3)",
        "",
        lambda x: st.fmean(t**1.5 for t in x) ** (2 / 3),
    ),
    (
        "model: x ~ InverseGaussian(2, θ)",
        "4n/Σ((xᵢ − 2)²/xᵢ)",
        "Σ((xᵢ − 2)²/xᵢ) > 0",
        lambda x: 4 * len(x) / sum((t - 2) ** 2 / t for t in x),
    ),
]


@pytest.mark.parametrize(("text", "formula", "condition", "value"), ROWS)
def test_a_formula(text: str, formula: str, condition: str, value: Callable[[Numbers], float]) -> None:
    found = solve(loads(text))
    assert found.status == "solved"
    assert found.verified
    assert plain(found.estimates[0].general or found.estimates[0].parameter) == formula
    assert [plain(fact) for fact in found.setting.facts] == ([condition] if condition else [])
    sample = [t + 2 for t in X] if "x >= 2" in text else X
    at_data = solve(loads(f"{text}\ndata: {sample}"), "last").estimates[0]
    assert at_data.value == pytest.approx(value(sample), rel=1e-12)


COVARIATE = "model: y ~ %s\nparameters: {b: positive}"


@pytest.mark.parametrize(
    ("text", "formula", "conditions"),
    [
        (COVARIATE % "Poisson(b x)", "y\u0304/x\u0304", ["Σyᵢ > 0", "xᵢ > 0"]),
        (COVARIATE % "Exponential(rate=b x)", "n/Σ xᵢ yᵢ", ["Σyᵢ > 0", "xᵢ > 0"]),
        (
            "likelihood: θ^k (1-θ)^(n-k)\nparameters: {θ: 0 < θ < 1}\nknown: {n: symbolic, k: symbolic}",
            "k/n",
            ["0 < k < n"],
        ),
        (
            "model: ['x ~ Poisson(λ)', 'y ~ Poisson(2 λ)']\nparameters: {λ: positive}",
            "(Σ_{i=1}^{n₁} xᵢ + Σ_{i=1}^{n₂} yᵢ)/(n₁ + 2n₂)",
            ["Σ_{i=1}^{n₁} xᵢ > 0", "Σ_{i=1}^{n₂} yᵢ > 0"],
        ),
    ],
)
def test_what_has_to_be_positive_is_a_condition(text: str, formula: str, conditions: list[str]) -> None:
    found = solve(loads(text))
    assert found.status == "solved"
    assert found.verified
    assert plain(found.estimates[0].general or found.estimates[0].parameter) == formula
    assert [plain(fact) for fact in found.setting.facts] == conditions


def test_a_condition_keeps_the_hats_of_estimates_with_long_formulas() -> None:
    found = solve(loads("model: y ~ Normal(a + b x, σ²)\nparameters: {a: real, b: real, σ²: positive}"))
    said = normalize("NFC", found.conclusion)
    assert said.endswith("This holds where Σ(xᵢ − x̄)² > 0 and Σ(yᵢ − (â + b̂ xᵢ))² > 0.")
