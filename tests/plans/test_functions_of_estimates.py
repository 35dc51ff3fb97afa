"""The estimate of a function, where that of a parameter is a set, or where the function has no value there."""

from __future__ import annotations

import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation, Status


def solved(text: str) -> Derivation:
    derivation = solve(loads(text))
    assert derivation.verified
    return derivation


NO_VALUE = [
    ("model: x ~ Normal(μ, 1)\ndata: [-4]", "sqrt(μ)", Status.SOLVED),
    ("model: x ~ Normal(μ, 1)\ndata: [-4]", "log(μ)", Status.SOLVED),
    ("model: x ~ Logistic(μ, 1)\ndata: [-4, -2]", "sqrt(μ)", Status.NUMERIC),
    ("model: x ~ Laplace(μ, 1)\ndata: [3, 9]", "μ^2", Status.NOT_UNIQUE),
    ("model: x ~ Uniform(μ - 1/2, μ + 1/2)\nparameters: {μ: real}\ndata: [1.2, 1.5]", "exp(μ)", Status.NOT_UNIQUE),
    ("model: x ~ Hypergeometric(μ, 10, 12)\nparameters: {μ: integer >= 20}\ndata: [5]", "1/μ", Status.NOT_UNIQUE),
]


@pytest.mark.parametrize(("problem", "of", "status"), NO_VALUE)
def test_function_without_one_value_leaves_the_estimate(problem: str, of: str, status: Status) -> None:
    derivation = solved(f"{problem}\nfind: [mle, mle of {of}]")
    assert derivation.status is status
    assert [plain(row.parameter) for row in derivation.estimates] == ["μ"]
    shown = plain(loads(f"{problem}\nfind: mle of {of}").find[0].of or derivation.estimates[0].parameter)
    assert any(shown in remark for remark in derivation.diagnostics)


def test_function_of_the_parameter_that_is_no_set() -> None:
    derivation = solved("model: x ~ Laplace(μ, b)\ndata: [3, 9]\nfind: [mle, mle of b^2, mle of μ^2]")
    assert derivation.status is Status.NOT_UNIQUE
    assert [(plain(row.parameter), row.value) for row in derivation.estimates] == [("μ", 6), ("b", 3), ("b²", 9)]
    assert any("μ²" in remark for remark in derivation.diagnostics)


def test_the_delta_method_about_an_estimate_where_the_function_is_smooth() -> None:
    derivation = solved("model: x ~ Normal(μ, σ^2)\ndata: [4, 5, 7, 8]\nfind: [mle of σ/μ, standard-error]")
    errors = [row.value for row in derivation.quantities if row.name == "standard-error" and "/" in row.of]
    assert errors == [pytest.approx((205**0.5) / 144, rel=1e-12)]  # √(v/μ² (1/(2n)) + v²/(n μ⁴)), v = 5/2, μ = 6


def test_no_delta_method_at_a_corner() -> None:
    derivation = solved("model: x ~ Normal(μ, 1)\ndata: [1, -1]\nfind: [mle of |μ|, standard-error]")
    assert [row.value for row in derivation.quantities if row.of == "|μ|"] in ([], [None])


def test_the_log_odds_have_a_standard_error() -> None:
    text = "model: x ~ Bernoulli(p)\ndata: {counts: {1: 30, 0: 20}}\nfind: [mle of log(p/(1-p)), standard-error]"
    errors = [row.value for row in solved(text).quantities if row.of.startswith("log")]
    assert errors == [pytest.approx((1 / 30 + 1 / 20) ** 0.5, rel=1e-12)]
