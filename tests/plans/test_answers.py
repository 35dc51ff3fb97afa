"""Problems in a line and their answers: families, kinds of data, ends of domains, questions asked."""

from __future__ import annotations

import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import ProblemError, loads
from derive.steps import Derivation


def solved(text: str) -> Derivation:
    return solve(loads(text))


def answers(derivation: Derivation) -> dict[str, str]:
    return {plain(e.parameter): plain(e.exact) for e in derivation.estimates if e.exact is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("model: x ~ Bernoulli(θ)\ndata: [1, 0, 1, 1]", {"θ": "3/4"}),
        ("model: x ~ Bernoulli(θ)\ndata: {n: 10, sum(x): 7}", {"θ": "7/10"}),
        ("model: x ~ Binomial(10, p)\ndata: [3, 5, 4]", {"p": "2/5"}),
        ("model: x ~ Binomial(m, p)\nknown: {m: symbolic}", {"p": "x̄/m"}),
        ("model: x ~ Geometric(p)\ndata: [2, 3, 1]", {"p": "1/2"}),
        ("model: x ~ Geometric(p, support=failures)\ndata: [1, 2, 0]", {"p": "1/2"}),
        ("model: x ~ Geometric(p, support=failures)", {"p": "1/(1 + x̄)"}),
        ("model: x ~ Poisson(λ)\ndata: [4, 2, 3]", {"λ": "3"}),
        ("model: x ~ Exponential(rate=λ)", {"λ": "1/x̄"}),
        ("model: x ~ Exponential(scale=θ)\ndata: [0.5, 1.5]", {"θ": "1"}),
        ("model: x ~ Normal(μ, σ^2)\nknown: {σ: 2}\ndata: [1, 2, 6]", {"μ": "3"}),
        ("model: x ~ Normal(1, σ^2)\ndata: [0, 2, 3]", {"σ²": "2"}),
        ("model: x ~ Normal(0, sd=s)\ndata: [3, 4]", {"s": "5√2/2"}),
        ("model: x ~ Normal(μ, σ²)\ndata: [1, 3]", {"μ": "2", "σ²": "1"}),
        ("model: x ~ Categorical(a, b, c)\ndata: {counts: {u: 1, v: 2, w: 5}}", {"a": "1/8", "b": "1/4", "c": "5/8"}),
        ("model: x ~ Categorical(a, b, c)\ndata: {counts: {u: 1, v: 0, w: 3}}", {"a": "1/4", "b": "0", "c": "3/4"}),
        ("likelihood: θ^3 (1-θ)\nparameters: {θ: 0 < θ < 1}", {"θ": "3/4"}),
        ("likelihood: (2+θ)^125 (1-θ)^38 θ^34\nparameters: {θ: 0 < θ < 1}", {"θ": "(15 + √53809)/394"}),
        ("model: x ~ Bernoulli(exp(-λ))\nparameters: {λ: positive}\ndata: {n: 10, sum(x): 4}", {"λ": "log(5/2)"}),
        ("likelihood: (1-exp(-λ))^3 exp(-7 λ)\nparameters: {λ: positive}", {"λ": "log(10/7)"}),
        ("model: y ~ Normal(b x, 4)\nparameters: {b: real}\ndata: {x: [1, 2], y: [2, 3]}", {"b": "8/5"}),
        ("model: x ~ Lognormal(μ, 1)\ndata: [2, 8]", {"μ": "log 4"}),
        (
            "model: x ~ Categorical(p^2, 2 p (1-p), (1-p)^2)\nparameters: {p: 0 < p < 1}",
            {"p": "(2n₁ + n₂)/(2n₁ + 2n₂ + 2n₃)"},
        ),
        ("model: ['x ~ Normal(a, v)', 'y ~ Normal(b, v)']\ndata: {x: [1, 2, 3], y: [4, 6]}", {"a": "2", "v": "4/5"}),
        ("likelihood: λ^5 exp(-2 λ)\nparameters: {λ: positive}\nfind: mle of λ^2", {"λ²": "25/4"}),
    ],
)
def test_estimates(text: str, expected: dict[str, str]) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert derivation.verified
    found = answers(derivation)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("model: x ~ Bernoulli(θ)\ndata: [0, 0, 0]", {"θ": "0"}),
        ("model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 5, tails: 0}}", {"θ": "1"}),
        ("model: x ~ Poisson(λ)\ndata: [0, 0]", {"λ": "0"}),
        ("model: x ~ Geometric(p)\ndata: [1, 1, 1]", {"p": "1"}),
        ("model: x ~ Geometric(p, support=failures)\ndata: [0, 0]", {"p": "1"}),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}\ndata: {n: 70, sum(x): 58}", {"p": "2/3"}),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}\ndata: {n: 70, sum(x): 10}", {"p": "1/2"}),
    ],
)
def test_a_maximum_at_a_closed_end(text: str, expected: dict[str, str]) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert answers(derivation) == expected
    assert {"increasing", "decreasing"} & {step.rule for step in derivation.steps}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("model: x ~ Bernoulli(θ)\nparameters: {θ: 0 < θ < 1}\ndata: [1, 1]", "tends to 1"),
        ("model: x ~ Bernoulli(θ)\nparameters: {θ: 0 < θ < 1}\ndata: [0, 0]", "tends to 0"),
        ("model: x ~ Poisson(λ)\nparameters: {λ: λ > 0}\ndata: [0, 0, 0, 0]", "tends to 0"),
        ("model: x ~ Exponential(rate=λ)\ndata: [0, 0]", "tends to ∞"),
        ("model: x ~ Normal(μ, σ²)\ndata: [3, 3]", "tends to 0"),
        ("model: x ~ Normal(μ, σ²)\ndata: [3]", "tends to 0"),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p < 2/3}\ndata: {n: 70, sum(x): 58}", "tends to 2/3"),
    ],
)
def test_no_maximum_at_an_open_end(text: str, end: str) -> None:
    derivation = solved(text)
    assert derivation.status == "no-maximum"
    assert not derivation.estimates
    assert end in derivation.diagnostics[0]


@pytest.mark.parametrize(
    "text",
    [
        "model: x ~ Uniform(0, θ)\ndata: [1, 2]",
        "model: x ~ Pareto(x_m, α)\ndata: [1.5, 2.4]",
        "model: {variable: x, density: exp(-(x - t)), support: x >= t}\nparameters: {t: real}\ndata: [1, 2]",
    ],
)
def test_a_support_that_moves_is_never_answered_by_the_score(text: str) -> None:
    derivation = solved(text)
    assert "score" not in {step.rule for step in derivation.steps}
    assert not any(plain(e.parameter) in ("θ", "x_m", "t") and e.exact is None for e in derivation.estimates)


@pytest.mark.parametrize(
    ("text", "name", "exact"),
    [
        ("model: x ~ Bernoulli(θ)\nknown: {θ: 0.5}\ndata: [1, 1, 1]\nfind: likelihood", "likelihood", "1/8"),
        ("model: x ~ Bernoulli(θ)\nknown: {θ: 1/2}\ndata: [1, 0]\nfind: log-likelihood", "log-likelihood", "−log 4"),
        ("model: x ~ Bernoulli(θ)\nknown: {θ: 1/2}\ndata: [1, 0]\nfind: cross-entropy", "cross-entropy", "log 2"),
        ("predictions: {a: 0.1, b: 0.9}\ntarget: a\nfind: nll", "nll", "log 10"),
        ("predictions: {a: 0.25, b: 0.75}\ntarget: a\nfind: perplexity", "perplexity", "4"),
        ("predictions: {a: 0, b: 1}\ntarget: a\nfind: nll", "nll", "∞"),
        ("predictions: [{a: 0.5}, {a: 0.125}]\ntarget: [a, a]\nfind: perplexity", "perplexity", "4"),
        ("predictions: [{a: 0.5}, {a: 0.2}]\ntarget: [a, a]\nfind: nll", "nll", "log 10"),
        ("predictions: [{a: 0.5}, {a: 0.2}]\ntarget: [a, a]\nfind: likelihood", "likelihood", "1/10"),
    ],
)
def test_values_of_losses_and_likelihoods(text: str, name: str, exact: str) -> None:
    derivation = solved(text)
    assert derivation.verified
    assert {q.name: plain(q.exact) for q in derivation.quantities if q.exact is not None} == {name: exact}


def test_a_product_of_many_probabilities_stays_exact() -> None:
    positions = "\n".join(["  - {a: 0.001, b: 0.999}"] * 400)
    derivation = solved(f"predictions:\n{positions}\ntarget: [{', '.join(['a'] * 400)}]\nfind: [likelihood, nll]")
    likelihood, nll = derivation.quantities
    assert plain(likelihood.exact) == "1/1" + "0" * 1200  # type: ignore[arg-type]
    assert nll.value == pytest.approx(1200 * 2.302585092994046, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("model: x ~ Bernoulli(θ)\ndata: [1, 0]\nexpected: {θ: 1/3}", "3"),
        ("model: x ~ Bernoulli(θ)\ndata: [1, 0]\nchoices: {A: 1/2, B: 1/3}\nanswer: B", "4"),
        ("model: x ~ Bernoulli(θ)\ndata: [1, 0]\nchoices: {A: 1/4, B: 1/3}\nanswer: B", "3"),
        ("model: x ~ Bernoulli(θ)\ndata: [1, 0]\nchoices: {A: 1/2, B: 0.5}\nanswer: B", "3"),
    ],
)
def test_an_answer_that_does_not_come_out_is_refused_where_it_stands(text: str, where: str) -> None:
    with pytest.raises(ProblemError) as caught:
        solved(text)
    assert str(caught.value.diagnostics[0].line) == where
