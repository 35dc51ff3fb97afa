"""The last probability written as what the others leave, and bounds on a single parameter."""

from __future__ import annotations

import pytest
from test_conditions import answers, solved

from derive.notation.plain import plain
from derive.problem import ProblemError, loads

THREE = "model: x ~ Categorical(p, q, 1 - p - q)\ndata: {counts: {a: 15, b: 9, c: 6}}\n"
OPEN = "parameters: {p: 0 < p < 1, q: 0 < q < 1}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (THREE, "1/2 3/10"),
        (THREE.replace("1 - p - q", "1 - (q + p)"), "1/2 3/10"),
        (THREE + OPEN, "1/2 3/10"),
        (THREE + "constraints: [p = 2 q]", "8/15 4/15"),
        (THREE.replace("a: 15, b: 9, c: 6", "a: 5, b: 0, c: 3"), "5/8 0"),
        (THREE.replace("a: 15, b: 9, c: 6", "a: 5, b: 4, c: 0") + OPEN, "5/9 4/9"),
        ("model: x ~ Categorical(p_1, p_2, 1 - p_1 - p_2)", "n₁/n n₂/n"),
        ("model: x ~ Categorical(2 p, q, 1 - 2 p - q)\nparameters: {p: positive, q: positive}\n"
         "data: {counts: {a: 15, b: 9, c: 6}}", "1/4 3/10"),
        ("likelihood: p^15 q^9 (1 - p - q)^6\n" + OPEN, "1/2 3/10"),
        ("likelihood: p^15 q^9 (1 - p - q)^7\n" + OPEN, "15/31 9/31"),
        ("likelihood: C(30, 15) p^15 q^9 (1 - q - p)^6\n" + OPEN, "1/2 3/10"),
        ("likelihood: p^5 q^3 (1 - p - q)^(n - 8)\nknown: {n: integer > 8}\n" + OPEN, "5/n 3/n"),
        ("likelihood: p^5 q^3 (1 - p - q)^2 s^4 (1 - s)^3\nparameters: {p: probability, q: probability, "
         "s: probability}", "1/2 3/10 4/7"),
        ("model: x ~ Categorical(θ, 2 θ, 1 - 3 θ)\ndata: {counts: {a: 15, b: 9, c: 6}}", "4/15"),
        ("model: x ~ Categorical(θ, 2 θ, 1 - 3 θ)\ndata: {counts: {a: 15, b: 9, c: 0}}", "1/3"),
        ("model: x ~ Categorical(p^2, 2 p q, q^2)\nparameters: {p: 0 < p < 1, q: 0 < q < 1}\n"
         "data: {counts: {AA: 342, Aa: 500, aa: 187}}", "592/1029 437/1029"),
        ("model: x ~ Categorical(p^2, q^2, r^2, 2 p q, 2 p r, 2 q r)\nparameters: {p: probability, q: probability, "
         "r: probability}\ndata: {counts: {a: 3, b: 5, c: 4, d: 6, e: 3, f: 7}}", "15/56 23/56 9/28"),
        ("model: x ~ Categorical(1/(1+exp(b)), exp(b)/(1+exp(b)))\nparameters: {b: real}\n"
         "data: {counts: {a: 3, b: 5}}", "log(5/3)"),
        ("model: x ~ Poisson(λ)\ndata: [1, 0, 2]\nconstraints: [λ >= 2]", "2"),
        ("model: x ~ Poisson(λ)\nconstraints: [λ >= 2]", "max(2, x̄)"),
        ("model: x ~ Normal(μ, 1)\ndata: [1, 0, 5]\nconstraints: [0 <= 2 μ <= 3]", "3/2"),
    ],
)
def test_the_estimates(text: str, expected: str) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert " ".join(answers(derivation).values()) == expected


def test_the_likelihood_stays_in_the_parameters_of_the_problem() -> None:
    derivation = solved(THREE)
    assert derivation.log_likelihood is not None
    assert plain(derivation.log_likelihood) == "15 log p + 9 log q + 6 log(1 − p − q)"
    assert list(derivation.scores) == ["p", "q"]


def test_what_is_left_of_a_given_likelihood_is_read_as_a_probability() -> None:
    derivation = solved("likelihood: p^15 q^9 (1 - p - q)^6\n" + OPEN)
    assert derivation.diagnostics == ("1 − p − q is taken to be a probability, so that it is not negative",)


@pytest.mark.parametrize(
    "text",
    [
        "model: x ~ Poisson(λ)\ndata: [1, 0, 2]\nconstraints: [λ > 2]",
        THREE.replace("b: 9", "b: 0") + OPEN,
    ],
)
def test_there_is_no_maximum_at_an_end_that_is_left_out(text: str) -> None:
    assert solved(text).status == "no-maximum"


def test_bounds_that_leave_nothing_are_a_fault() -> None:
    with pytest.raises(ProblemError) as fault:
        loads("model: x ~ Normal(μ, 1)\ndata: [1, 0, 2]\nconstraints: [μ >= 2, μ < 1]")
    assert "3:23: the constraint leaves nothing of the domain of μ" in str(fault.value)
