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
        ("model: x ~ Poisson(λ)\ndata: {n: 3, sum(x): 4}", {"λ": "4/3"}),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 0.1 < p < 0.9}\ndata: [1, 1, 0]", {"p": "2/3"}),
        ("model: x ~ Normal(μ, sd=τ)", {"μ": "x̄", "τ": "√((1/n) Σ(xᵢ − x̄)²)"}),
        ("model: x ~ Normal(μ, sd=τ)\ndata: [1, 2, 6]", {"μ": "3", "τ": "√42/3"}),
        ("likelihood: θ^k (1-θ)^m\nparameters: {θ: 0 <= θ <= 1}\nknown: {k: k >= 0, m: m >= 0}", {"θ": "k/(k + m)"}),
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
        ("likelihood: (1+θ)^3 (1-θ)^3\nparameters: {θ: 0 <= θ < 1}", {"θ": "0"}),
        ("likelihood: (2-θ)^3 (2+θ)^3\nparameters: {θ: -1 < θ <= 0}", {"θ": "0"}),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}\ndata: {n: 70, sum(x): 58}", {"p": "2/3"}),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}\ndata: {n: 70, sum(x): 10}", {"p": "1/2"}),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 0 <= p <= 0.4}\ndata: [0]", {"p": "0"}),
        ("model: x ~ Binomial(1, p)\nparameters: {p: 0.2 <= p <= 0.9}\ndata: [0, 0]", {"p": "0.2"}),
    ],
)
def test_a_maximum_at_a_closed_end(text: str, expected: dict[str, str]) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert answers(derivation) == expected
    assert {"increasing", "decreasing", "nearest-point"} & {step.rule for step in derivation.steps}


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
        ("model: x ~ Bernoulli(θ)\nknown: {θ: 1}\ndata: [1, 0]\nfind: nll", "nll", "∞"),
        ("model: x ~ Bernoulli(θ)\nknown: {θ: 1}\ndata: [1, 0]\nfind: log-likelihood", "log-likelihood", "−∞"),
        ("model: x ~ Categorical(0.5, 0.25, 0.25)\ndata: {counts: {a: 1, b: 2, c: 0}}\nfind: nll", "nll", "log 32"),
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("counts: {a: 4, b: 0, c: 0}", {"p₁": "1", "p₂": "0", "p₃": "0"}),
        ("counts: {a: 0, b: 0, c: 5}", {"p₁": "0", "p₂": "0", "p₃": "1"}),
    ],
)
def test_all_in_one_category(text: str, names: dict[str, str]) -> None:
    derivation = solved(f"model: x ~ Categorical(p_1, p_2, p_3)\ndata: {{{text}}}")
    assert derivation.verified
    assert answers(derivation) == names


def test_an_empty_category_whose_probability_may_not_be_zero() -> None:
    text = "model: x ~ Categorical(p, q)\nparameters: {p: 0 < p < 1, q: 0 < q < 1}\ndata: {counts: {a: 4, b: 0}}"
    derivation = solved(text)
    assert derivation.status == "no-maximum"
    assert derivation.verified
    assert "as q tends to 0" in derivation.diagnostics[0]


@pytest.mark.parametrize(
    "text",
    [
        "model: x ~ Normal(μ, σ²)\ndata: [3, 3]",
        "model: x ~ Normal(0, v)\ndata: [0]",
        "model: x ~ Exponential(λ)\ndata: [0, 0]",
        "model: x ~ Exponential(scale=θ)\ndata: [0]",
    ],
)
def test_a_likelihood_without_bound_is_said_to_be_so(text: str) -> None:
    assert "unbounded" in solved(text).diagnostics[0]


def test_a_function_without_a_value_at_the_estimate() -> None:
    derivation = solved("model: x ~ Bernoulli(p)\ndata: [1, 1]\nfind: [mle, mle of p/(1-p)]")
    assert answers(derivation) == {"p": "1"}
    assert "p/(1 − p) has no value" in derivation.diagnostics[0]


def test_only_lines_with_a_proof_are_shown() -> None:
    derivation = solved("likelihood: θ^2 (1-θ)^2 (1-2θ)^2\nparameters: {θ: 0 <= θ <= 1}")
    assert derivation.status == "unsolved"
    assert derivation.verified


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("model: x ~ Bernoulli(p)\ndata: {counts: {heads: 1, tails: 3}}", "25 % of the outcomes are heads."),
        ("model: x ~ Bernoulli(θ)", "estimator of θ is x̄."),
        ("model: x ~ Normal(μ, 1)", "estimator of μ is x̄."),
        ("predictions: {a: {u: 0.5}, b: {u: 0.7}, c: {u: 0.1}}\ntarget: u", "lowest for “b”"),
        ("predictions: {a: {u: 0.5}, b: {u: 0.5}}\ntarget: u", "the same for all"),
    ],
)
def test_the_sentence_at_the_end(text: str, sentence: str) -> None:
    assert sentence in solved(text).conclusion


@pytest.mark.parametrize(
    "text",
    [
        "model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}\ndata: {counts: {heads: 58, tails: 12}}",
        "model: x ~ Geometric(p)\ndata: {counts: {1: 3, 2: 5}}",
    ],
)
def test_an_estimate_is_called_a_share_only_where_it_is_the_observed_one(text: str) -> None:
    assert "%" not in solved(text).conclusion


def test_a_product_of_many_probabilities_stays_exact() -> None:
    positions = "\n".join(["  - {a: 0.001, b: 0.999}"] * 400)
    derivation = solved(f"predictions:\n{positions}\ntarget: [{', '.join(['a'] * 400)}]\nfind: [likelihood, nll]")
    likelihood, nll = derivation.quantities
    assert plain(likelihood.exact) == "1/1" + "0" * 1200  # type: ignore[arg-type]
    assert nll.value == pytest.approx(1200 * 2.302585092994046, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("model: x ~ Normal(μ, σ²)\ndata: {n: 3, sum(x): 6}", "2"),
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


@pytest.mark.parametrize(
    "text",
    [
        "model: ['x ~ Poisson(λ)', 'y ~ Poisson(μ)']\nconstraints: [λ <= μ]",
        "model: x ~ Normal(μ, σ^2)\ndata: [1, 2, 3]\nconstraints: [μ = σ]",
    ],
)
def test_a_condition_that_no_plan_uses_is_not_passed_over(text: str) -> None:
    derivation = solved(text)
    assert derivation.status == "unsolved"
    assert "condition" in derivation.diagnostics[0]


@pytest.mark.parametrize("condition", ["p_1 + p_2 + p_3 = 1", "1 = p_3 + p_1 + p_2", "p_1 + p_2 = 1 - p_3"])
def test_the_condition_of_the_family_may_be_written_out(condition: str) -> None:
    text = "model: x ~ Categorical(p_1, p_2, p_3)\ndata: {counts: {a: 1, b: 2, c: 3}}\nconstraints: "
    assert answers(solved(text + condition)) == {"p₁": "1/6", "p₂": "1/3", "p₃": "1/2"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("likelihood: -θ^2 (1-θ)\nparameters: {θ: 0 < θ < 1}", 13),
        ("likelihood: -exp(-θ^2)\nparameters: {θ: real}", 13),
        ("likelihood: (θ-1) exp(2θ)\nparameters: {θ: 0 < θ < 3}", 13),
        ("model: {variable: x, density: -θ x^(θ-1), support: 0 < x < 1}\nparameters: {θ: positive}", 8),
    ],
)
def test_a_likelihood_is_nowhere_negative(text: str, column: int) -> None:
    with pytest.raises(ProblemError, match="negative at θ = ") as refused:
        solved(text)
    assert refused.value.diagnostics[0][1:3] == (1, column)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("x ~ Poisson(L)", {"L": "x̄"}),
        ("x ~ Poisson(ℓ)", {"ℓ": "x̄"}),
        ("x ~ Poisson(f)", {"f": "x̄"}),
        ("x ~ Poisson(c)", {"c": "x̄"}),
        ("L ~ Poisson(λ)", {"λ": "L̄"}),
        ("x ~ Categorical(λ, κ, p)", {"λ": "n₁/n", "κ": "n₂/n", "p": "n₃/n"}),
    ],
)
def test_names_that_the_derivation_itself_uses(model: str, expected: dict[str, str]) -> None:
    derivation = solved(f"model: {model}")
    assert derivation.status == "solved"
    assert answers(derivation) == expected


@pytest.mark.parametrize("likelihood", ["θ/0", "θ/(1-1)", "θ log(1-1)", "θ sqrt(-1)", "θ Γ(0)"])
def test_what_has_no_value_has_no_answer(likelihood: str) -> None:
    derivation = solved(f"likelihood: {likelihood}\nparameters: {{θ: 0 < θ < 1}}")
    assert derivation.status == "unsolved"
    assert derivation.diagnostics


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("0.5", {"likelihood": "1/4", "log-likelihood": "−log 4", "nll": "log 4", "perplexity": "2"}),
        ("0.1", {"nll": "log(100/9)", "perplexity": "10/3"}),
        ("1/3", {"perplexity": "√(9/2)"}),
        ("0", {"likelihood": "0", "log-likelihood": "−∞", "nll": "∞", "cross-entropy": "∞", "perplexity": "∞"}),
    ],
)
def test_values_of_a_model_whose_parameters_are_known(known: str, expected: dict[str, str]) -> None:
    text = f"model: x ~ Bernoulli(θ)\nknown: {{θ: {known}}}\ndata: [1, 0]\nfind: "
    together = solved(f"{text}[{', '.join(expected)}]")
    assert together.status == "solved"
    assert {q.name: plain(q.exact) for q in together.quantities if q.exact is not None} == expected
    assert len({step.after for step in together.steps}) == len(together.steps)
    for kind, value in expected.items():
        (quantity,) = solved(text + kind).quantities
        assert quantity.exact is not None
        assert plain(quantity.exact) == value


@pytest.mark.parametrize("kind", ["standard-error", "confidence-interval"])
def test_what_nothing_was_estimated_for_is_not_answered(kind: str) -> None:
    derivation = solved(f"model: x ~ Bernoulli(θ)\nknown: {{θ: 0.5}}\ndata: [1, 0]\nfind: {kind}")
    assert derivation.status == "unsolved"
    assert kind in derivation.diagnostics[0]


def test_no_sample_of_several_is_left_out() -> None:
    names = "abdkmopyzjv"
    for count, status in ((7, "solved"), (11, "unsolved")):
        model = ", ".join(f"{name} ~ Poisson(λ)" for name in names[:count])
        data = ", ".join(f"{name}: [{k}]" for k, name in enumerate(names[:count]))
        derivation = solved(f"model: [{model}]\ndata: {{{data}}}")
        assert derivation.status == status
        assert answers(derivation) == ({"λ": "3"} if status == "solved" else {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("model: x ~ Logistic(μ, 1)\ndata: [0.3, 2.9, 1.1]", "The maximum likelihood estimate of μ is about 1.388."),
        ("model: x ~ Uniform(t - 1/2, t + 1/2)\nparameters: {t: real}\ndata: [1.2, 1.5]", "Every t from 1 to 1.7 is"),
        ("model: x ~ Laplace(μ, 1)\ndata: [1, 2]", "Every μ from 1 to 2 is a maximum likelihood estimate"),
    ],
)
def test_the_closing_sentence_of_a_number_and_of_a_set(text: str, words: str) -> None:
    assert words in solved(text).conclusion


@pytest.mark.parametrize(
    "text",
    [
        "likelihood: θ^2\nparameters: {θ: -1 <= θ <= 1}",
        "model: y ~ Normal(b x, σ^2)\nparameters: {b: real, σ²: positive}\ndata: {x: [0, 0], y: [1, 2]}",
        "model: x ~ Normal(a b, 1)\nparameters: {a: real, b: real}\ndata: [1, 2]",
        "likelihood: exp(-(a-b)^2)\nparameters: {a: real, b: real}",
    ],
)
def test_what_the_data_do_not_tell_apart_is_no_fault_of_ours(text: str) -> None:
    derivation = solved(text)
    assert derivation.status in ("unsolved", "not-unique")
    assert derivation.diagnostics


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            "model: x ~ VonMises(μ, 2)\ndata: [-0.2, 5.3]",
            "μ̂ = atan2(sin(−0.2) + sin(5.3), cos(−0.2) + cos(5.3)) "
            "= atan2(sin(−1/5) + sin(53/10), cos(−1/5) + cos(53/10)) ≈ −0.592",
            "The maximum likelihood estimate of μ is about −0.592.",
        ),
        (
            "model: x ~ Lognormal(μ, 1)\ndata: [1.2, 3.4, 0.8, 2.2]",
            "μ̂ = (log 1.2 + log 3.4 + log 0.8 + log 2.2)/4 = (1/4) log(4488/625) ≈ 0.493",
            "The maximum likelihood estimate of μ is about 0.493.",
        ),
        (
            "model: x ~ Poisson(λ)\ndata: [0.5e1, 3, 2]",
            "λ̂ = (5 + 3 + 2)/3 = 10/3 ≈ 3.333",
            "The maximum likelihood estimate of λ is about 3.333.",
        ),
    ],
)
def test_numbers_put_in(text: str, line: str, words: str) -> None:
    """A sum in which nothing can be added is not written once more with fractions in the place of decimals."""
    derivation = solved(text)
    assert line in [plain(step.after) for step in derivation.steps if step.rule == "numbers-in"]
    assert words in str(derivation.conclusion)


def test_what_was_found_at_the_data_is_no_formula_for_others() -> None:
    derivation = solved("model: y ~ Laplace(b x, s)\nparameters: {b: real}\ndata: {x: [1, 2, 4], y: [3, 2.5, 10]}")
    assert [plain(row.exact) for row in derivation.estimates if row.exact is not None] == ["5/2", "1"]
    assert [row.general for row in derivation.estimates] == [None, None]


def test_a_power_below_one_needs_no_square_under_its_logarithm() -> None:
    pooled = "model: y ~ Bernoulli(1 - (1-p)^5)\nparameters: {p: 0 < p < 1}\ndata: {counts: {1: 12, 0: 28}}"
    derivation = solved(pooled)
    assert "ℓ(p) = 12 log(1 − (1 − p)⁵) + 140 log(1 − p)" in [plain(step.after) for step in derivation.steps]
    assert derivation.estimates[0].value == pytest.approx(1 - 0.7**0.2)
