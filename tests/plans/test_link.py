"""One parameter inside the logistic function: by way of the probability, where that has an inner estimate."""

from __future__ import annotations

from math import log

import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads

LOGISTIC = "model: x ~ %s\nparameters: {a: real}\ndata: %s"


@pytest.mark.parametrize(
    ("text", "value", "formula"),
    [
        (LOGISTIC % ("Bernoulli(1/(1+exp(-a)))", "{n: 25, sum(x): 9}"), log(9 / 16), "log(x̄/(1 − x̄))"),
        (LOGISTIC % ("Bernoulli(exp(a)/(1+exp(a)))", "[1, 0, 1, 1]"), log(3), "log(x̄/(1 − x̄))"),
        (LOGISTIC % ("Binomial(4, 1/(1+exp(-a)))", "[1, 3, 3]"), log(7 / 5), "log(x̄/(4 − x̄))"),
        (LOGISTIC % ("Geometric(1/(1+exp(-a)))", "[1, 4, 2]"), log(3 / 4), "log(1/(x̄ − 1))"),
        (LOGISTIC % ("Bernoulli(1/(1+exp(2 - 3 a)))", "[1, 0, 1, 1]"), (log(3) + 2) / 3, "(log(x̄/(1 − x̄)) + 2)/3"),
    ],
)
def test_the_log_odds(text: str, value: float, formula: str) -> None:
    found = solve(loads(text))
    assert found.status == "solved"
    assert found.verified
    (row,) = found.estimates
    assert row.value == pytest.approx(value, rel=1e-12)
    assert plain(row.general or row.parameter) == formula
    assert "new-probability" in {step.rule for step in found.steps}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (LOGISTIC % ("Bernoulli(1/(1+exp(-a)))", "[1, 1, 1]"), "no-maximum"),
        ("model: x ~ Bernoulli(1/(1+exp(-a)))\nparameters: {a: a > 0}\ndata: [1, 0, 0]", "no-maximum"),
    ],
)
def test_without_an_inner_estimate_the_parameter_itself_is_argued_with(text: str, status: str) -> None:
    found = solve(loads(text))
    assert found.status == status
    assert found.verified
    assert "new-probability" not in {step.rule for step in found.steps}
