"""Observations of which a range is known: each estimate against a maximum that mpmath finds from the chances."""

from __future__ import annotations

from collections.abc import Callable

import mpmath
import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads

Function = Callable[[mpmath.mpf], mpmath.mpf]
E, LOG = mpmath.exp, mpmath.log


def normal(z: mpmath.mpf) -> mpmath.mpf:
    return mpmath.ncdf(z)


# A problem, its log-likelihood in the one parameter, where its maximum lies.
ROWS: list[tuple[str, Function, tuple[float, float]]] = [
    ("model: x ~ Exponential(λ)\ndata: [1.2, '> 5', 0.3, '< 2']",
     lambda t: 2 * LOG(t) - 6.5 * t + LOG(1 - E(-2 * t)), (0.01, 3)),
    ("model: x ~ Exponential(scale=θ)\ndata: [1.2, 5+, 0.3, '> 2.5', '> 2.5']", lambda t: -2 * LOG(t) - 11.5 / t,
     (0.5, 30)),
    ("model: x ~ Exponential(λ)\ndata: {counts: {'0-1': 8, '1-3': 5, '> 3': 2}}",
     lambda t: 8 * LOG(1 - E(-t)) + 5 * LOG(E(-t) - E(-3 * t)) - 6 * t, (0.01, 3)),
    ("model: x ~ Geometric(p)\ndata: {counts: {1: 5, '2..3': 4, '>= 4': 3}}",
     lambda t: 5 * LOG(t) + 4 * LOG(t * (1 - t) + t * (1 - t) ** 2) + 9 * LOG(1 - t), (0.01, 0.99)),
    ("model: x ~ Geometric(p, support=failures)\ndata: [0, 2, '> 4', 1]",
     lambda t: 3 * LOG(t) + 8 * LOG(1 - t), (0.01, 0.99)),
    ("model: x ~ Poisson(λ)\ndata: {counts: {'0..1': 6, 2: 3, '≥ 3': 2}}",
     lambda t: 6 * LOG(E(-t) * (1 + t)) + 3 * LOG(t**2 * E(-t)) + 2 * LOG(1 - E(-t) * (1 + t + t**2 / 2)), (0.05, 5)),
    ("model: x ~ Poisson(λ)\ndata: {counts: {0: 9, 1: 3, 2+: 2}}",
     lambda t: -12 * t + 3 * LOG(t) + 2 * LOG(1 - E(-t) * (1 + t)), (0.05, 5)),
    ("model: x ~ Binomial(4, p)\ndata: {counts: {0: 3, '[1, 4]': 5}}",
     lambda t: 12 * LOG(1 - t) + 5 * LOG(1 - (1 - t) ** 4), (0.01, 0.99)),
    ("model: x ~ Binomial(5, p)\ndata: [1, 2, '> 3']",
     lambda t: 7 * LOG(t) + 7 * LOG(1 - t) + LOG(5 * (1 - t) + t), (0.01, 0.99)),
    ("model: x ~ Exponential(scale=θ)\ndata: {counts: {'<= 2': 5, '> 2': 1}}",
     lambda t: 5 * LOG(1 - E(-2 / t)) - 2 / t, (0.05, 9)),
    ("model: x ~ Gamma(2, rate=β)\ndata: [1, 2, '> 3']", lambda t: 4 * LOG(t) - 6 * t + LOG(1 + 3 * t), (0.05, 9)),
    ("model: x ~ Lomax(α, 1)\ndata: [1, 2, '> 3']", lambda t: 2 * LOG(t) - t * LOG(24), (0.05, 9)),
    ("model: x ~ Weibull(2, λ)\ndata: [1, 3, '> 4']", lambda t: -4 * LOG(t) - 26 / t**2, (0.5, 20)),
    ("model: x ~ Rayleigh(σ)\ndata: ['< 1', 2, '> 4']",
     lambda t: LOG(1 - E(-1 / (2 * t**2))) - 2 * LOG(t) - 20 / (2 * t**2), (0.5, 20)),
    ("model: x ~ Normal(μ, 4)\ndata: [1.2, 3.4, '> 5', 0.7, '> 5']",
     lambda t: -((1.2 - t) ** 2 + (3.4 - t) ** 2 + (0.7 - t) ** 2) / 8 + 2 * LOG(normal((t - 5) / 2)), (-9, 9)),
    ("model: x ~ Normal(μ, 1)\ndata: ['< -1', 0.5, '> 1']",
     lambda t: LOG(normal(-1 - t)) - (0.5 - t) ** 2 / 2 + LOG(normal(t - 1)), (-9, 9)),
    ("model: x ~ Lognormal(μ, 1)\ndata: [1, 3, '> 5']",
     lambda t: -(t**2 + (LOG(3) - t) ** 2) / 2 + LOG(normal(t - LOG(5))), (-9, 9)),
    ("model: x ~ Normal(μ, 1)\ndata: {counts: {'< 2': 3, '> 2': 7}}",
     lambda t: 3 * LOG(normal(2 - t)) + 7 * LOG(normal(t - 2)), (-9, 9)),
    ("model: {variable: x, density: 'θ/(1+x)^(θ+1)', support: x > 0}\nparameters: {θ: positive}\ndata: [1, '> 3']",
     lambda t: LOG(t) - (t + 1) * LOG(2) - t * LOG(4), (0.05, 9)),
    ("model: {variable: x, density: 'θ x^(θ-1)', support: 0 < x < 1}\nparameters: {θ: positive}\ndata: [.5, '< .25']",
     lambda t: LOG(t) - (t - 1) * LOG(2) - t * LOG(4), (0.05, 9)),
    ("model: x ~ Pareto(1, α)\ndata: [2, 3, '> 4', 1.5]", lambda t: 3 * LOG(t) - t * LOG(36), (0.05, 9)),
]


@pytest.mark.parametrize(("text", "log_likelihood", "box"), ROWS, ids=[row[0] for row in ROWS])
def test_the_estimate_is_the_highest_point(text: str, log_likelihood: Function, box: tuple[float, float]) -> None:
    derivation = solve(loads(text))
    assert derivation.verified
    assert derivation.status in ("solved", "numeric")
    (estimate,) = derivation.estimates
    with mpmath.workdps(30):
        low, high = map(mpmath.mpf, box)
        for _ in range(200):  # the log-likelihoods have one top
            a, b = low + (high - low) * 0.382, high - (high - low) * 0.382
            low, high = (a, high) if log_likelihood(a) < log_likelihood(b) else (low, b)
        assert estimate.value == pytest.approx(float(low), rel=1e-9)


@pytest.mark.parametrize(("data", "word"), [
    ("['> 5', '> 2']", "falls as λ grows"),
    ("{counts: {'<= 1': 4}}", "grows with λ"),
])
def test_nothing_but_one_side_has_no_maximum(data: str, word: str) -> None:
    derivation = solve(loads(f"model: x ~ Exponential(λ)\ndata: {data}"))
    assert derivation.status == "no-maximum"
    assert word in derivation.diagnostics[0]


@pytest.mark.parametrize(("text", "word"), [
    ("model: x ~ Uniform(0, θ)\ndata: [1, '> 2']", "depends on a parameter"),
    ("model: x ~ Gamma(7/2, rate=β)\ndata: [1, '> 2']", "has no formula"),
    ("model: x ~ Exponential(1/(b t))\nparameters: {b: positive}\ndata: {x: [1, '> 2'], t: [1, 2]}", "covariates"),
])
def test_what_has_no_plan_is_said(text: str, word: str) -> None:
    derivation = solve(loads(text))
    assert derivation.status == "unsolved"
    assert word in derivation.diagnostics[0]


@pytest.mark.parametrize(("text", "exact"), [
    ("model: x ~ Exponential(scale=θ)\ndata: {counts: {'<= 2': 5, '> 2': 1}}", "2/log 6"),
    ("model: x ~ Exponential(λ)\ndata: {counts: {'<= 2': 5, '> 2': 1}}", "(1/2) log 6"),
    ("model: x ~ Binomial(5, p)\ndata: [1, 2, '> 3']", "(51 − √501)/60"),
])
def test_closed_forms(text: str, exact: str) -> None:
    (estimate,) = solve(loads(text)).estimates
    assert plain(estimate.exact) == exact
