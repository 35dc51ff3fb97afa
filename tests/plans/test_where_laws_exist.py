"""An argument of a law has to lie where the law exists: the domain of a parameter in it is cut down to that, or the
answer is looked at."""

from __future__ import annotations

from math import sqrt

import pytest

import derive
from derive.plans import solve
from derive.problem import ProblemError, loads

CUT = [
    # model, parameters, data, estimate: worked out by hand
    ("Exponential(rate=1 + θ)", "real", "[2, 4]", -2 / 3),
    ("Exponential(rate=2 - θ)", "positive", "[2, 4]", 5 / 3),
    ("Exponential(scale=3 - 2 θ)", "real", "[2, 4]", 0),
    ("Bernoulli(2 θ)", "0 <= θ <= 1", "[1, 1]", 1 / 2),
    ("Bernoulli(2 θ)", "0 <= θ <= 1", "[0, 1, 0, 1]", 1 / 4),
    ("Bernoulli(1 - 2 θ)", "real", "[0, 0]", 1 / 2),
    ("Binomial(4, 3 θ)", "0 <= θ <= 1", "[4, 4]", 1 / 3),
    ("Geometric(θ/2)", "positive", "[1, 1]", 2),
    ("Poisson(θ - 1)", "real", "[0, 0]", 1),
    ("Poisson(k θ)", "real", "[0, 0]", 0),
    ("Categorical(θ, 2 θ, 1 - 3 θ)", "0 <= θ <= 1", "{counts: {a: 3, b: 1, c: 0}}", 1 / 3),
    ("Categorical(θ, 1 - 2 θ, θ)", "0 <= θ <= 1", "{counts: {a: 3, b: 0, c: 2}}", 1 / 2),
    ("Categorical(θ, θ^2, 1 - θ - θ^2)", "0 <= θ <= 1", "{counts: {a: 3, b: 1, c: 0}}", (sqrt(5) - 1) / 2),
    ("Poisson(θ z)", "real", "{x: [0, 0], z: [1, 2]}", 0),
    ("Poisson(θ z)", "real", "{x: [0, 1, 4], z: [0, 2, 3]}", 1),
    ("Exponential(rate=θ^2 - 1)", "positive", "[1, 2]", sqrt(15) / 3),
    ("Bernoulli(θ (1 - θ))", "real", "[1, 1]", 1 / 2),
    ("Categorical(θ^2, 2 θ (1 - θ), (1 - θ)^2)", "real", "{counts: {a: 3, b: 1, c: 2}}", 7 / 12),
    ("Exponential(rate=1 + θ)", "real", "{n: 2, sum(x): 6}", -2 / 3),
    ("Normal(θ, θ^2)", "θ < 0", "[1, 2, -4]", (1 - sqrt(253)) / 6),
    ("Normal(0, θ^2)", "θ <= 0", "[1, 3]", -sqrt(5)),
    ("Normal(θ, θ^2)", "positive", "[1, 2, -4]", (1 + sqrt(253)) / 6),
]


@pytest.mark.parametrize(("law", "domain", "data", "answer"), CUT)
def test_the_domain_is_cut_down_to_where_the_law_exists(law: str, domain: str, data: str, answer: float) -> None:
    known = "\nknown: {k: 2}" if "k" in law else ""
    derivation = solve(loads(f"model: x ~ {law}\nparameters: {{θ: {domain}}}\ndata: {data}{known}"))
    assert derivation.status == "solved"
    assert derivation.verified
    assert derivation.estimates[0].value == pytest.approx(answer, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(("law", "domain", "cut"), [
    ("Exponential(rate=1 + θ)", "real", "the rate 1 + θ has to be positive: θ > −1"),
    ("Bernoulli(2 θ)", "0 <= θ <= 1", "the probability 2θ has to lie in [0, 1]: 0 ≤ θ ≤ 1/2"),
    ("Geometric(1 - θ^2)", "positive", "the probability 1 − θ² has to lie in (0, 1]: 0 < θ < 1"),
    ("Poisson(θ^2 - 1)", "positive", "the mean θ² − 1 has to lie in [0, ∞): θ ≥ 1"),
])
def test_the_reason_is_said(law: str, domain: str, cut: str) -> None:
    text = f"model: x ~ {law}\nparameters: {{θ: {domain}}}\ndata: [1, 1]"
    assert cut in derive.solve(derive.loads(text)).to("text")


@pytest.mark.parametrize(("law", "domain"), [
    ("Categorical(1/2 + θ/4, (1-θ)/4, (1-θ)/4, θ/4)", "0 < θ < 1"), ("Normal(2 θ, 1)", "real"),
    ("Bernoulli(θ^2)", "0 <= θ <= 1"), ("Poisson(exp(θ))", "real"),
])
def test_a_domain_where_the_law_exists_stays(law: str, domain: str) -> None:
    assert loads(f"model: x ~ {law}\nparameters: {{θ: {domain}}}").narrowed == ()


@pytest.mark.parametrize(("law", "domain"), [
    ("Bernoulli(2 + θ^2)", "real"), ("Exponential(rate=-1 - θ)", "positive"), ("Poisson(-θ)", "θ > 1"),
    ("Exponential(rate=-θ^2)", "real"),
])
def test_a_law_that_exists_nowhere_is_a_fault_of_the_file(law: str, domain: str) -> None:
    with pytest.raises(ProblemError, match=r"2:17: the .* the law exists nowhere"):
        loads(f"model: x ~ {law}\nparameters: {{θ: {domain}}}")


@pytest.mark.parametrize("text", [
    "model: x ~ Bernoulli(exp(θ))\nparameters: {θ: real}\ndata: [1, 1]",
    "model: x ~ Bernoulli(1 + exp(θ))\nparameters: {θ: real}\ndata: [1, 1]",
    "model: x ~ Bernoulli(a + b)\nparameters: {a: 0 <= a <= 1, b: 0 <= b <= 1}\ndata: [1, 1]",
])
def test_an_answer_where_no_law_exists_is_none(text: str) -> None:
    derivation = solve(loads(text))
    assert derivation.status == "unsolved"
    assert "has to lie in [0, 1]" in derivation.diagnostics[0] or "a + b" in text


@pytest.mark.parametrize("text", [
    "model: y ~ Exponential(rate=a + b x)\nparameters: {a: real, b: real}\ndata: {x: [0, 0, 1, 1], y: [1, 2, 3, 5]}",
    "model: y ~ Poisson(a + b x)\nparameters: {a: real, b: real}\ndata: {x: [0, 0, 1, 1], y: [1, 2, 3, 5]}",
    "model: y ~ Poisson(b x)\nparameters: {b: real}\ndata: {x: [1, -1], y: [0, 0]}",
    "model: y ~ Poisson(b x)\nparameters: {b: real}\ndata: {x: [1, -1], y: [2, 0]}",
    "model: y ~ Bernoulli(a + b x)\nparameters: {a: real, b: real}\ndata: {x: [0, 0, 1, 1, 1], y: [1, 0, 1, 1, 1]}",
])
def test_a_likelihood_does_not_climb_where_no_law_exists(text: str) -> None:
    assert solve(loads(text)).status != "no-maximum"


@pytest.mark.parametrize(("text", "status"), [
    ("model: y ~ Bernoulli(1/(1 + exp(-(a + b x))))\nparameters: {a: real, b: real}\n"
     "data: {x: [1, 2, 3, 4], y: [0, 0, 1, 1]}", "no-maximum"),
    ("model: y ~ Bernoulli(exp(-b x))\nparameters: {b: positive}\ndata: {x: [1, 1, 2], y: [0, 1, 1]}", "any"),
])
def test_a_probability_by_its_form_needs_no_look(text: str, status: str) -> None:
    found = solve(loads(text)).status
    assert found == status or (status == "any" and found in ("solved", "numeric"))
