"""Inequalities among the parameters: met by the estimates, or the maximum on the boundary."""

from __future__ import annotations

import pytest
from test_conditions import CELLS, FOUR, solved

from derive.notation.plain import plain

SAMPLES = "data: {x: [1, 2, 6], y: [2, 3]}\n"
NORMAL = f"model: ['x ~ Normal(μ_1, σ^2)', 'y ~ Normal(μ_2, σ^2)']\n{SAMPLES}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CELLS + "parameters: {p_1: 0 <= p_1 <= 1/5}", [1 / 5, 1 / 5, 3 / 5]),
        (CELLS + "constraints: [p_1 <= 1/5]", [1 / 5, 1 / 5, 3 / 5]),
        (CELLS + "constraints: [p_1 >= 1/5]", [12 / 40, 7 / 40, 21 / 40]),
        (CELLS + "constraints: [p_3 <= 2/5, p_2 >= 1/10]", [36 / 95, 21 / 95, 2 / 5]),
        (CELLS + "constraints: [p_2 >= 1/4]", [3 / 4 * 12 / 33, 1 / 4, 3 / 4 * 21 / 33]),
        (CELLS + "constraints: [p_1 <= p_2]", [19 / 80, 19 / 80, 21 / 40]),
        (CELLS + "constraints: [p_2 >= p_1]", [19 / 80, 19 / 80, 21 / 40]),
        (CELLS + "constraints: [p_2 <= p_1]", [12 / 40, 7 / 40, 21 / 40]),
        (FOUR + "constraints: [p_1 + p_2 <= 1/4]", [12 / 76, 7 / 76, 21 / 31 * 3 / 4, 10 / 31 * 3 / 4]),
        ("model: x ~ Categorical(p, q, 1 - p - q)\ndata: {counts: {a: 9, b: 15, c: 6}}\nconstraints: [p >= q]",
         [2 / 5, 2 / 5]),
        (f"model: ['x ~ Normal(μ_1, 1)', 'y ~ Normal(μ_2, 4)']\n{SAMPLES}constraints: [μ_1 <= μ_2]",
         [(9 + 5 / 4) / (3 + 2 / 4)] * 2),
        (NORMAL + "constraints: [μ_1 >= μ_2]", [3, 14.5 / 5, 2.5]),
        (f"model: ['x ~ Exponential(a)', 'y ~ Exponential(b)']\n{SAMPLES}constraints: [a >= b]", [5 / 14, 5 / 14]),
        ("model: ['x ~ Bernoulli(p)', 'y ~ Bernoulli(q)']\ndata: {x: [1, 1, 0], y: [1, 0, 0]}\n"
         "constraints: [p <= q]", [1 / 2, 1 / 2]),
    ],
)
def test_the_estimates_under_an_inequality(text: str, expected: list[float]) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert [e.value for e in derivation.estimates] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        CELLS + "constraints: [p_1 < p_2]",
        CELLS + "constraints: [p_3 < 2/5]",
        f"model: ['x ~ Poisson(a)', 'y ~ Poisson(b)']\n{SAMPLES}constraints: [a < b]",
    ],
)
def test_a_strict_inequality_leaves_the_boundary_out(text: str) -> None:
    assert solved(text).status == "no-maximum"


def test_estimates_that_meet_the_inequality_are_compared() -> None:
    lines = [plain(step.after) for step in solved(CELLS + "constraints: [p_2 <= p_1]").steps]
    assert "7/40 ≤ 3/10" in lines
