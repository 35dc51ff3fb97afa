"""Unknowns that enter through one exponential: set free by a logarithm, or no solution and a monotone likelihood."""

from __future__ import annotations

from math import exp, log

import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads

DISTANCE = "likelihood: (1/4 + 3/4 exp(-4 d/3))^{same} (3/4 - 3/4 exp(-4 d/3))^{other}\nparameters: {{d: d >= 0}}"
INSPECTED = (
    "model: x ~ Categorical(1 - e^(-{rate}), e^(-{rate}) - exp(-2 ({rate})), exp(-2 ({rate})))\n"
    "parameters: {{{parameter}: positive}}\ndata: {{counts: {{first: 9, second: 4, never: 2}}}}"
)
SENSOR = "model: y ~ Bernoulli((1+exp(-x))/2)\nparameters: {{x: {domain}}}\ndata: {data}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (SENSOR.format(domain="x > 0", data="[1, 1, 1, 0]"), log(2)),
        (SENSOR.format(domain="x >= 0", data="[1, 1, 1]"), 0),
        ("model: y ~ Binomial(10, (1+exp(-x))/2)\nparameters: {x: x > 0}\ndata: [7]", log(2.5)),
        (DISTANCE.format(same=90, other=10), -0.75 * log(1 - 4 * 0.1 / 3)),
        (DISTANCE.format(same=20, other=0), 0),
        ("model: y ~ Poisson(1 + exp(b))\nparameters: {b: real}\ndata: [3, 2, 4, 1]", log(1.5)),
        ("likelihood: (1 - e^(-2λ))^9 (e^(-2λ) - e^(-4λ))^4 (e^(-4λ))^2\nparameters: {λ: positive}", log(21 / 8) / 2),
        (INSPECTED.format(rate="1/θ", parameter="θ"), 1 / log(21 / 8)),
        (INSPECTED.format(rate="λ", parameter="λ"), log(21 / 8)),
        ("model: y ~ Bernoulli(1-exp(-x)/3)\nparameters: {x: positive}\ndata: [1, 1, 0, 1, 1, 1, 1]", log(7 / 3)),
    ],
)
def test_the_logarithm_sets_it_free(text: str, value: float) -> None:
    derivation = solve(loads(text))
    assert derivation.status == "solved"
    assert derivation.verified
    assert derivation.estimates[0].value == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (SENSOR.format(domain="x > 0", data="[1, 0, 1, 0]"), "∞"),
        (SENSOR.format(domain="x > 0", data="[0, 0, 1, 0]"), "∞"),
        (SENSOR.format(domain="x > 0", data="[1, 1]"), "0"),
        (DISTANCE.format(same=20, other=80), "∞"),
        ("model: y ~ Poisson(1 + exp(b))\nparameters: {b: real}\ndata: [1, 0, 1]", "−∞"),
    ],
)
def test_no_solution_means_a_monotone_likelihood(text: str, end: str) -> None:
    derivation = solve(loads(text))
    assert derivation.status == "no-maximum"
    assert derivation.verified
    assert f"tends to {end}" in derivation.diagnostics[0]


def test_for_a_sample_of_any_size_under_the_condition_that_it_needs() -> None:
    derivation = solve(loads("model: y ~ Bernoulli((1+exp(-x))/2)\nparameters: {x: x > 0}"))
    (row,) = derivation.estimates
    assert plain(row.exact) == "−log((−n + 2 Σyᵢ)/n)"
    assert exp(-log(2)) == pytest.approx(2 * 3 / 4 - 1)
