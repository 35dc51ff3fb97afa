"""After the estimate: information, standard errors and intervals, against formulas of the books and mpmath."""

from __future__ import annotations

from math import log, sqrt

import mpmath
import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem.loader import loads
from derive.steps import Derivation, Quantity

ASKED = "[mle, fisher-information, standard-error, confidence-interval]"
Z = 1.959963984540054


def solved(model: str, data: str = "", more: str = "", find: str = ASKED) -> Derivation:
    given = f"data: {data}\n" if data else ""
    derivation = solve(loads(f"model: {model}\n{given}{more}find: {find}\n"))
    assert derivation.verified
    return derivation


def row(
    derivation: Derivation, name: str, parameter: str, of: str | None = None, method: str | None = None
) -> Quantity:
    rows = [q for q in derivation.quantities if (q.name, q.parameter, q.method) == (name, parameter, method)]
    (found,) = [q for q in rows if name != "fisher-information" or q.of == of]
    return found


# The information of one observation, as the books state it.
OF_ONE = [
    ("x ~ Bernoulli(p)", "p", "1/(p(1 − p))"),
    ("x ~ Geometric(p)", "p", "1/(p²(1 − p))"),
    ("x ~ Geometric(p, support=failures)", "p", "1/(p²(1 − p))"),
    ("x ~ NegativeBinomial(3, p)", "p", "3/(p²(1 − p))"),
    ("x ~ Binomial(5, p)", "p", "5/(p(1 − p))"),
    ("x ~ Poisson(λ)", "λ", "1/λ"),
    ("x ~ Exponential(λ)", "λ", "1/λ²"),
    ("x ~ Exponential(scale=θ)", "θ", "1/θ²"),
    ("x ~ Normal(0, σ^2)", "σ²", "1/(2σ⁴)"),
    ("x ~ Normal(μ, σ^2)", "μ", "1/σ²"),
    ("x ~ Normal(μ, σ^2)", "σ²", "1/(2σ⁴)"),
    ("x ~ Normal(μ, σ^2)", "μ, σ²", "0"),
    ("x ~ Normal(μ, sd=σ)", "σ", "2/σ²"),
    ("x ~ Gamma(2, rate=β)", "β", "2/β²"),
    ("x ~ InverseGaussian(μ, λ)", "μ", "λ/μ³"),
    ("x ~ Rayleigh(σ)", "σ", "4/σ²"),
    ("x ~ Maxwell(a)", "a", "6/a²"),
    ("x ~ Pareto(1, α)", "α", "1/α²"),
    ("x ~ Laplace(0, b)", "b", "1/b²"),
    ("x ~ Weibull(2, λ)", "λ", "4/λ²"),
    ("x ~ Gumbel(μ, 1)", "μ", "1"),
    ("x ~ Logistic(μ, 1)", "μ", "1/3"),
    ("x ~ Cauchy(μ, 1)", "μ", "1/2"),
    ("x ~ Normal(θ, θ^2)\nparameters: {θ: θ > 0}", "θ", "3/θ²"),
    ("x ~ Normal(θ, θ)\nparameters: {θ: θ > 0}", "θ", "(1 + 2θ)/(2θ²)"),
    ("x ~ Cauchy(0, γ)", "γ", "1/(2γ²)"),
    ("{variable: x, density: θ x^(θ-1), support: 0 < x < 1}\nparameters: {θ: θ > 0}", "θ", "1/θ²"),
    ("{variable: x, density: x/v e^(-x^2/(2 v)), support: x > 0}\nparameters: {v: v > 0}", "v", "1/v²"),
    ("{variable: x, mass: '(1-θ)^x θ', support: integer x >= 0}\nparameters: {θ: 0 < θ < 1}", "θ", "1/(θ²(1 − θ))"),
]


@pytest.mark.parametrize(("model", "parameter", "expected"), OF_ONE)
def test_information_of_one_observation(model: str, parameter: str, expected: str) -> None:
    derivation = solved(model, find="fisher-information")
    exact = row(derivation, "fisher-information", parameter, "observation").exact
    assert exact is not None
    assert plain(exact) == expected


# The expectations that an information uses stand in lines of their own, each behind what it follows from.
MOMENTS = [
    ("x ~ Normal(μ, σ^2)", ["E(xᵢ) = μ", "E((xᵢ − μ)²) = σ²"]),
    ("x ~ Normal(μ, sd=σ)", ["E(xᵢ) = μ", "E((xᵢ − μ)²) = σ²"]),
    ("x ~ Normal(5, σ^2)", ["E((xᵢ − 5)²) = σ²"]),
    ("x ~ Normal(θ, θ^2)\nparameters: {θ: θ > 0}", ["E(xᵢ) = θ", "E((xᵢ − θ)²) = θ²"]),
    ("x ~ Rayleigh(σ)", ["E(xᵢ²) = 2σ²"]),
    ("x ~ Poisson(λ)", ["E(xᵢ) = λ"]),
]


@pytest.mark.parametrize(("model", "expected"), MOMENTS)
def test_expectations_stand_before_they_are_used(model: str, expected: list[str]) -> None:
    steps = solved(model, find="fisher-information").steps
    assert [plain(step.after) for step in steps if step.rule.startswith("moment")] == expected
    for k, step in enumerate(steps):
        if step.rule.startswith("moment"):
            assert steps[k - 1].rule.endswith(("identity", "identity-of-mean"))


# model, data, parameter, estimate, standard error.
ERRORS = [
    ("x ~ Bernoulli(θ)", "{counts: {heads: 7, tails: 3}}", "θ", (0.7 * 0.3 / 10) ** 0.5),
    ("x ~ Poisson(λ)", "[2, 3, 0, 4, 1]", "λ", (2 / 5) ** 0.5),
    ("x ~ Exponential(λ)", "[0.8, 1.4, 0.3, 2.1, 0.9]", "λ", 5 / 5.5 / 5**0.5),
    ("x ~ Geometric(p)", "[1, 3, 2, 5]", "p", 4 / 11 * (7 / 11 / 4) ** 0.5),
    ("x ~ Normal(μ, σ^2)", "[72, 75, 71, 73, 74]", "μ", (2 / 5) ** 0.5),
    ("x ~ Normal(μ, σ^2)", "[72, 75, 71, 73, 74]", "σ²", 2 * (2 / 5) ** 0.5),
    ("x ~ Logistic(μ, 1)", "[1, -2, 3, 0.4]", "μ", (3 / 4) ** 0.5),
]


@pytest.mark.parametrize(("model", "data", "parameter", "error"), ERRORS)
def test_standard_errors_and_wald_intervals(model: str, data: str, parameter: str, error: float) -> None:
    derivation = solved(model, data)
    assert row(derivation, "standard-error", parameter).value == pytest.approx(error, rel=1e-12)
    (estimate,) = [e.value for e in derivation.estimates if plain(e.parameter) == parameter]
    assert estimate is not None
    interval = row(derivation, "confidence-interval", parameter, method="Wald")
    assert interval.interval == pytest.approx((estimate - Z * error, estimate + Z * error), rel=1e-12)
    assert interval.level == 0.95


def test_both_parameters_of_a_gamma_law() -> None:
    derivation = solved("x ~ Gamma(α, rate=β)", "[1, 2, 3.5, 0.7]")
    a, b = (e.value for e in derivation.estimates)
    assert a is not None
    assert b is not None
    information = 4 * mpmath.matrix([[mpmath.psi(1, a), -1 / b], [-1 / b, a / b**2]])
    inverse = information**-1
    for k, name in enumerate(("α", "β")):
        error = float(mpmath.sqrt(inverse[k, k]))
        assert row(derivation, "standard-error", name).value == pytest.approx(error, rel=1e-10)


# model, data, log-likelihood, estimate.
RATIOS = [
    ("x ~ Bernoulli(θ)", "{counts: {heads: 7, tails: 3}}", lambda t: 7 * mpmath.log(t) + 3 * mpmath.log(1 - t), 0.7),
    ("x ~ Poisson(λ)", "[2, 3, 0, 4, 1]", lambda t: 10 * mpmath.log(t) - 5 * t, 2),
    ("x ~ Exponential(λ)", "[0.8, 1.4, 0.3, 2.1, 0.9]", lambda t: 5 * mpmath.log(t) - 5.5 * t, 1 / 1.1),
]


@pytest.mark.parametrize(("model", "data", "height", "top"), RATIOS)
def test_likelihood_ratio_intervals(model: str, data: str, height, top: float) -> None:  # type: ignore[no-untyped-def]
    derivation = solved(model, data, find="confidence-interval")
    interval = next(q.interval for q in derivation.quantities if q.method == "likelihood ratio")
    assert interval is not None
    for end in interval:
        assert float(2 * (height(mpmath.mpf(top)) - height(mpmath.mpf(end)))) == pytest.approx(Z**2, rel=1e-9)
    assert interval[0] < top < interval[1]


def test_an_interval_that_reaches_the_end_of_the_domain() -> None:
    derivation = solved("x ~ Bernoulli(θ)", "[0, 0, 0, 0]")
    (interval,) = [q.interval for q in derivation.quantities if q.method is not None]
    assert interval == pytest.approx((0, 1 - float(mpmath.exp(-(Z**2) / 8))), abs=1e-12)
    assert not any(q.name == "standard-error" for q in derivation.quantities)
    assert any("end of the domain" in remark for remark in derivation.diagnostics)


def test_a_moving_support_has_no_information() -> None:
    derivation = solved("x ~ Uniform(0, θ)", "[1, 2, 3]")
    assert derivation.status == "solved"
    assert derivation.quantities == ()
    assert "support" in derivation.diagnostics[0]


def test_the_delta_method() -> None:
    derivation = solved("x ~ Poisson(λ)", "[1, 0, 2, 1]", find="[mle of exp(-λ), standard-error]")
    error = row(derivation, "standard-error", "exp(−λ)").value
    assert error == pytest.approx(float(mpmath.exp(-1)) * (1 / 4) ** 0.5, rel=1e-12)


def test_formulas_for_a_sample_of_any_size() -> None:
    derivation = solved("x ~ Bernoulli(θ)")
    error = row(derivation, "standard-error", "θ")
    assert error.exact is not None
    assert error.general is not None
    assert (plain(error.exact), plain(error.general)) == ("√(x̄ (1 − x̄)/n)", "√(θ(1 − θ)/n)")


def test_score_and_information_at_known_values() -> None:
    derivation = solved("x ~ Bernoulli(θ)", "[1, 0, 1]", "known: {θ: 0.5}\n", "[score, fisher-information]")
    found = {(q.name, q.of): plain(q.exact) for q in derivation.quantities if q.exact is not None}
    assert found == {
        ("score", "θ"): "2", ("fisher-information", None): "12", ("fisher-information", "observed"): "12",
    }


CELLS = "{counts: {AA: 10, Aa: 25, aa: 14}}"


def test_cells_of_one_parameter() -> None:
    model = "x ~ Categorical(θ^2, 2 θ (1-θ), (1-θ)^2)\nparameters: {θ: 0 <= θ <= 1}"
    derivation = solved(model, CELLS)
    share = 45 / 98
    information = row(derivation, "fisher-information", "θ").value
    assert information == pytest.approx(2 * 49 / (share * (1 - share)), rel=1e-12)
    assert row(derivation, "standard-error", "θ").value == pytest.approx((share * (1 - share) / 98) ** 0.5, rel=1e-12)


def test_probabilities_that_add_up_to_one() -> None:
    derivation = solved("x ~ Categorical(p_1, p_2, p_3)", "{counts: {a: 3, b: 0, c: 5}}")
    error = row(derivation, "standard-error", "p₁").value
    assert error == pytest.approx((3 / 8 * 5 / 8 / 8) ** 0.5, rel=1e-12)
    assert not any(q.parameter == "p₂" for q in derivation.quantities)


def test_a_line_through_points() -> None:
    model = "y ~ Normal(a + b x, σ^2)\nparameters: {a: real, b: real}"
    derivation = solved(model, "{x: [1, 2, 3, 4], y: [2.1, 3.9, 6.2, 7.8]}")
    variance = 41 / 2000
    assert row(derivation, "standard-error", "b").value == pytest.approx((variance / 5) ** 0.5, rel=1e-12)
    assert row(derivation, "standard-error", "a").value == pytest.approx((variance * 30 / 20) ** 0.5, rel=1e-12)


def test_a_rate_with_exposure() -> None:
    model = "y ~ Poisson(b x)\nparameters: {b: b > 0}"
    derivation = solved(model, "{x: [1, 2, 3], y: [2, 3, 7]}")
    assert row(derivation, "standard-error", "b").value == pytest.approx((2 / 6) ** 0.5, rel=1e-12)


def test_a_given_likelihood_has_its_observed_information_only() -> None:
    text = f"likelihood: θ^7 (1-θ)^3\nparameters: {{θ: 0 < θ < 1}}\nfind: {ASKED}\n"
    derivation = solve(loads(text))
    assert derivation.verified
    assert [q.of for q in derivation.quantities if q.name == "fisher-information"] == ["observed"]
    assert row(derivation, "standard-error", "θ").value == pytest.approx((0.7 * 0.3 / 10) ** 0.5, rel=1e-12)
    assert any("observed information" in remark for remark in derivation.diagnostics)


def test_parameters_that_a_condition_ties_have_no_errors_of_free_ones() -> None:
    model = "x ~ Categorical(p_1, p_2, p_3)\nconstraints: [p_1 = 2 p_2]"
    derivation = solved(model, "{counts: {a: 3, b: 4, c: 5}}")
    assert derivation.quantities == ()
    assert "conditions" in derivation.diagnostics[-1]


def test_summaries_are_enough() -> None:
    derivation = solved("x ~ Normal(μ, σ^2)", "{n: 10, sum(x): 50, sum(x^2): 270}")
    assert row(derivation, "standard-error", "μ").value == pytest.approx(0.2**0.5, rel=1e-12)
    found = row(derivation, "confidence-interval", "σ²", method="likelihood ratio").interval
    assert found is not None
    for end in found:
        assert 2 * (-5 * mpmath.log(2) - 5 + 5 * mpmath.log(end) + 10 / end) == pytest.approx(Z**2, rel=1e-9)


def test_logistic_regression() -> None:
    model = "y ~ Bernoulli(1/(1+exp(-(a + b x))))\nparameters: {a: real, b: real}"
    derivation = solved(model, "{x: [0, 1, 2, 3, 4], y: [0, 1, 0, 1, 1]}")
    a, b = (e.value for e in derivation.estimates)
    shares = [mpmath.mpf(1) / (1 + mpmath.exp(-(a + b * x))) for x in range(5)]
    weights = [p * (1 - p) for p in shares]
    moments = [sum(w * x**k for x, w in enumerate(weights)) for k in range(3)]
    error = mpmath.sqrt(moments[0] / (moments[0] * moments[2] - moments[1] ** 2))
    assert row(derivation, "standard-error", "b").value == pytest.approx(float(error), rel=1e-9)


def test_a_truncated_law_of_ones_own() -> None:
    mass = "{variable: x, mass: λ^x e^(-λ)/(x!(1-e^(-λ))), support: integer x >= 1}"
    derivation = solved(f"{mass}\nparameters: {{λ: λ > 0}}", "[1, 2, 1, 3, 1]")
    (estimate,) = (e.value for e in derivation.estimates)
    assert estimate is not None
    e = mpmath.exp(estimate)
    information = 5 * (1 / (estimate * (1 - 1 / e)) - (1 / e) / (1 - 1 / e) ** 2)
    assert row(derivation, "standard-error", "λ").value == pytest.approx(float(information**-0.5), rel=1e-10)


def test_an_interval_without_proof_is_left_out_and_nothing_else() -> None:
    derivation = solved("x ~ Laplace(μ, b)", "[1, 2, 4, 9, 3]")
    assert derivation.status == "solved"
    assert any("corners" in remark for remark in derivation.diagnostics)
    assert [(q.method, q.parameter) for q in derivation.quantities] == [("likelihood ratio", "b")]


def test_the_profile_of_a_mean_whose_variance_is_unknown() -> None:
    derivation = solved("x ~ Normal(μ, σ^2)", "[72, 75, 71, 73, 74]", find="confidence-interval")
    found = row(derivation, "confidence-interval", "μ", method="likelihood ratio").interval
    reach = float(mpmath.sqrt(2 * (mpmath.exp(Z**2 / 5) - 1)))
    assert found == pytest.approx((73 - reach, 73 + reach), rel=1e-12)


def test_a_score_in_known_symbols() -> None:
    derivation = solved("x ~ Poisson(λ)", "[1, 2, 3]", "known: {λ: symbolic}\n", "[score, fisher-information]")
    found = {(q.name, q.of): plain(q.exact) for q in derivation.quantities if q.exact is not None}
    assert found == {
        ("score", "λ"): "6/λ − 3", ("fisher-information", None): "3/λ", ("fisher-information", "observed"): "6/λ²",
    }
    (formula,) = solved("x ~ Poisson(λ)", "", "known: {λ: symbolic}\n", "score").quantities
    assert formula.exact is not None
    assert plain(formula.exact) == "(Σxᵢ)/λ − n"
def test_summaries_that_leave_a_constant_open_suffice_for_the_interval() -> None:
    """Of −Σ log x_i! only differences would count, and there are none."""
    found = solve(loads("model: x ~ Poisson(λ)\ndata: {n: 10, mean(x): 2}\nfind: confidence-interval"))
    assert found.verified
    ratio = next(q for q in found.quantities if q.method == "likelihood ratio")
    assert ratio.interval is not None
    for end in ratio.interval:
        assert 2 * (20 * log(2 / end) - 20 + 10 * end) == pytest.approx(1.959963984540054**2, rel=1e-9)


LINE = "model: y ~ Normal(a + b x, σ^2)\nparameters: {a: real, b: real}\n"


def test_an_error_without_proof_leaves_the_others() -> None:
    """Of |a| the delta method has no proof where the estimate of a is nought."""
    asked = "find: [mle, standard-error, confidence-interval, mle of abs(a)]\n"
    found = solve(loads(f"{LINE}{asked}data: {{x: [1, 2, 3, 4], y: [1, 2, 2, 4]}}"))
    assert found.verified
    errors = {q.parameter: q.value for q in found.quantities if q.name == "standard-error"}
    variance = (0.1**2 + 0.2**2 + 0.7**2 + 0.4**2) / 4  # about the line 0.9 x, with Σ(x − x̄)² = 5
    assert errors == {
        "a": pytest.approx(sqrt(variance * (1 / 4 + 2.5**2 / 5))), "b": pytest.approx(sqrt(variance / 5)),
        "σ²": pytest.approx(variance * sqrt(2 / 4)),
    }
    assert any("|a|" in remark for remark in found.diagnostics)
    assert not any(s.rule in ("function-of-parameters", "slope-of-function") for s in found.steps)


def test_errors_of_a_line_for_a_sample_of_any_size() -> None:
    found = solve(loads(f"{LINE}find: [mle, standard-error, confidence-interval]"))
    assert found.verified
    errors = {q.parameter: plain(q.exact) for q in found.quantities if q.name == "standard-error" and q.exact}
    assert errors["b"] == "√(σ̂² n/(n Σxᵢ² − (Σxᵢ)²))"
    assert errors["σ²"] == "σ̂² √(2/n)"
    assert {q.parameter for q in found.quantities if q.method == "Wald"} == {"a", "b", "σ²"}
