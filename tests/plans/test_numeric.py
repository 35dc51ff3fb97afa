"""Estimates without closed form: their numbers, how many solutions there are, and what is said without data.

The truths were found by mpmath: a root of the score to 30 digits, or of several the one with the largest likelihood.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from mpmath import diff, digamma, e, erfinv, exp, findroot, log, mp, mpf, sqrt, tanh

from derive.claims.zeros import Zeros
from derive.notation.plain import plain
from derive.notation.reader import read
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation, Estimate

mp.dps = 30

LIFETIMES = [mpf(x) for x in ("0.5", "1.2", "2.2", "0.9")]
ERRORS = [mpf(x) for x in ("0.3", "2.9", "1.1", "4.6", "1.8")]
WORDS = [1, 2, 1, 5, 2, 1]
FAULTS = [0, 3, 1, 7, 2, 12]
SHARES = [mpf(x) for x in ("0.2", "0.5", "0.7", "0.4")]
STRIKES = [mpf(x) for x in ("-8", "0.3", "0.9", "7", "12")]
TRUNCATED = (
    "model: {variable: x, mass: exp(-λ) λ^x/(x! (1 - exp(-λ))), support: integer >= 1}\nparameters: {λ: λ > 0}"
)
SERIES = "model: {variable: x, mass: -p^x/(x log(1-p)), support: integer >= 1}\nparameters: {p: 0 < p < 1}"
CHI_SQUARE = (
    "model: {variable: x, density: x^(k/2-1) exp(-x/2)/(2^(k/2) Γ(k/2)), support: x > 0}\nparameters: {k: k > 0}"
)
OWN_LOGISTIC = (
    "model: {variable: x, density: exp(-(x-μ))/(1 + exp(-(x-μ)))^2, support: real}\nparameters: {μ: real}"
)


def mean(values: list[mpf]) -> mpf:
    return sum(values) / len(values)


def solved(text: str) -> Derivation:
    return solve(loads(text))


def row(derivation: Derivation, name: str) -> Estimate:
    return next(estimate for estimate in derivation.estimates if plain(estimate.parameter) == name)


def gamma_shape() -> mpf:
    target = log(mean(LIFETIMES)) - mean([log(x) for x in LIFETIMES])
    return findroot(lambda a: log(a) - digamma(a) - target, 3.5)


def weibull_shape(k: mpf) -> mpf:
    powers = [x**k for x in LIFETIMES]
    weighted = sum(p * log(x) for p, x in zip(powers, LIFETIMES, strict=True)) / sum(powers)
    return weighted - 1 / k - mean([log(x) for x in LIFETIMES])


def gumbel_scale(b: mpf) -> mpf:
    weights = [exp(-x / b) for x in ERRORS]
    return b - mean(ERRORS) + sum(w * x for w, x in zip(weights, ERRORS, strict=True)) / sum(weights)


def negative_binomial(r: mpf) -> mpf:
    m = mean([mpf(x) for x in FAULTS])
    return sum(digamma(x + r) for x in FAULTS) - 6 * digamma(r) + 6 * log(r / (r + m))


def logistic_height(s: mpf) -> mpf:
    return sum(-log(s) - x / s - 2 * log(1 + exp(-x / s)) for x in ERRORS)


def cauchy(m: mpf) -> mpf:
    return sum(2 * (x - m) / (1 + (x - m) ** 2) for x in STRIKES)


ROWS = [
    ("model: x ~ Gamma(α, rate=2)\ndata: [0.5, 1.2, 2.2, 0.9]", "α",
     lambda: findroot(lambda a: digamma(a) - mean([log(2 * x) for x in LIFETIMES]), 2.5)),
    ("model: x ~ Gamma(α, rate=β)\ndata: [0.5, 1.2, 2.2, 0.9]", "α", gamma_shape),
    ("model: x ~ Gamma(α, rate=β)\ndata: [0.5, 1.2, 2.2, 0.9]", "β", lambda: gamma_shape() / mean(LIFETIMES)),
    ("model: x ~ Gamma(α, scale=θ)\ndata: [0.5, 1.2, 2.2, 0.9]", "θ", lambda: mean(LIFETIMES) / gamma_shape()),
    ("model: x ~ Weibull(k, λ)\ndata: [0.5, 1.2, 2.2, 0.9]", "k", lambda: findroot(weibull_shape, 2)),
    ("model: x ~ Weibull(k, λ)\ndata: [0.5, 1.2, 2.2, 0.9]", "λ",
     lambda: mean([x ** findroot(weibull_shape, 2) for x in LIFETIMES]) ** (1 / findroot(weibull_shape, 2))),
    ("model: x ~ Weibull(k, 1)\ndata: [0.5, 1.2, 2.2, 0.9]", "k",
     lambda: findroot(lambda k: 4 / k + sum(log(x) - x**k * log(x) for x in LIFETIMES), 1.6)),
    ("model: x ~ Logistic(μ, 1)\ndata: [0.3, 2.9, 1.1, 4.6, 1.8]", "μ",
     lambda: findroot(lambda m: sum(tanh((x - m) / 2) for x in ERRORS), 2)),
    (f"{OWN_LOGISTIC}\ndata: [0.3, 2.9, 1.1, 4.6, 1.8]", "μ",
     lambda: findroot(lambda m: sum(tanh((x - m) / 2) for x in ERRORS), 2)),
    ("model: x ~ Logistic(0, s)\ndata: [0.3, 2.9, 1.1, 4.6, 1.8]", "s",
     lambda: findroot(lambda s: diff(logistic_height, s), 1.4)),
    ("model: x ~ Gumbel(μ, β)\ndata: [0.3, 2.9, 1.1, 4.6, 1.8]", "β", lambda: findroot(gumbel_scale, 1.2)),
    (f"{TRUNCATED}\ndata: [1, 2, 1, 5, 2, 1]", "λ", lambda: findroot(lambda t: t / (1 - exp(-t)) - 2, 1.5)),
    (f"{SERIES}\ndata: [1, 2, 1, 5, 2, 1]", "p", lambda: findroot(lambda p: -p / ((1 - p) * log(1 - p)) - 2, 0.7)),
    ("model: x ~ Beta(α, 2.5)\ndata: [0.2, 0.5, 0.7, 0.4]", "α",
     lambda: findroot(lambda a: digamma(a) - digamma(a + 2.5) - mean([log(x) for x in SHARES]), 2)),
    (f"{CHI_SQUARE}\ndata: [0.5, 1.2, 2.2, 0.9]", "k",
     lambda: 2 * findroot(lambda h: digamma(h) - mean([log(x / 2) for x in LIFETIMES]), 1)),
    ("model: x ~ NegativeBinomial(r, p)\ndata: [0, 3, 1, 7, 2, 12]", "r", lambda: findroot(negative_binomial, 1.1)),
    ("model: x ~ NegativeBinomial(r, p)\ndata: {counts: {0: 213, 1: 128, 2: 37, 3: 18, 4: 3, 5: 1}}", "r",
     lambda: findroot(lambda r: sum(c / (r + j) for j, c in enumerate((187, 59, 22, 4, 1)))
                      - 400 * log(1 + mpf(273) / (400 * r)), 3.5)),
    ("model: {variable: x, mass: \"Γ(x+k)/(Γ(k) x!) (k/(k+m))^k (m/(k+m))^x\", support: x >= 0}\n"
     "parameters: {k: positive, m: positive}\ndata: [0, 3, 1, 7, 2, 12]", "k",
     lambda: findroot(negative_binomial, 1.1)),
    ("likelihood: Φ(μ)^7 (1-Φ(μ))^3\nparameters: {μ: real}", "μ", lambda: sqrt(2) * erfinv(2 * mpf("0.7") - 1)),
    ("model: x ~ Binomial(20, Φ((μ-3)/2))\nparameters: {μ: real}\ndata: [12, 15, 9]", "μ",
     lambda: 3 + 2 * sqrt(2) * erfinv(mpf("0.2"))),
    ("model: x ~ Cauchy(μ, 1)\ndata: [-8, 0.3, 0.9, 7, 12]", "μ", lambda: findroot(cauchy, 0.7)),
    ("model: x ~ Logarithmic(p)\ndata: [1, 2, 1]", "p",
     lambda: findroot(lambda p: -p / ((1 - p) * log(1 - p)) - mpf(4) / 3, 0.4)),
    (f"{TRUNCATED}\ndata: {{n: 18, sum(x): 27}}", "λ", lambda: findroot(lambda t: t / (1 - exp(-t)) - 1.5, 0.9)),
    ("model: x ~ Cauchy(0, γ)\ndata: [-8, 0.3, 0.9, 7, 12]", "γ",
     lambda: findroot(lambda g: 5 - sum(2 * g**2 / (g**2 + x**2) for x in STRIKES), 4)),
    ("model: {variable: x, density: 1/(2 cosh(π (x-μ)/2)), support: real}\nparameters: {μ: real}\n"
     "data: [0.3, 2.9, 1.1, 4.6, 1.8]", "μ",
     lambda: findroot(lambda m: sum(tanh(mp.pi * (x - m) / 2) for x in ERRORS), 1.9)),
    ("model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}\n"
     "data: {x: [1, 2, 3, 4], y: [2, 3, 9, 14]}", "b",
     lambda: findroot(lambda b: mpf(91) / 28 - sum(x * e ** (b * x) for x in range(1, 5))
                      / sum(e ** (b * x) for x in range(1, 5)), 0.7)),
    ("likelihood: (1+θ^2)^3 (1-θ)^4 θ^5 exp(-θ^2)\nparameters: {θ: 0 < θ < 1}", "θ",
     lambda: findroot(lambda t: 6 * t / (1 + t**2) - 4 / (1 - t) + 5 / t - 2 * t, 0.6)),
    ("likelihood: exp(-θ^6 + 2 θ^2 + θ/3)\nparameters: {θ: real}", "θ",
     lambda: findroot(lambda t: -6 * t**5 + 4 * t + mpf(1) / 3, 1)),
]


@pytest.mark.parametrize(("text", "name", "truth"), ROWS, ids=[f"{name}: {text[:60]}" for text, name, _ in ROWS])
def test_numbers_with_a_proved_enclosure(text: str, name: str, truth: object) -> None:
    derivation = solved(text)
    assert derivation.status == "numeric"
    assert derivation.verified
    estimate, value = row(derivation, name), truth()  # type: ignore[operator]
    assert estimate.exact is None
    assert estimate.value == pytest.approx(float(value), rel=1e-14)
    assert estimate.interval is not None
    lower, upper = (mpf(end) for end in estimate.interval)
    assert lower <= value <= upper
    assert upper - lower <= mpf(10) ** -14 * (1 + abs(value))


@pytest.mark.parametrize(
    ("text", "name", "equation"),
    [
        ("model: x ~ Gamma(α, rate=β)\nknown: {β: symbolic}", "α", "ψ(α) = log β + (1/n) Σ log xᵢ"),
        ("model: x ~ Weibull(k, λ)", "k", "1/k − (Σ xᵢᵏ log xᵢ)/Σxᵢᵏ = −(1/n) Σ log xᵢ"),
        ("model: x ~ Gamma(α, rate=β)", "β", "β̂ = α̂/x̄"),
        (TRUNCATED, "λ", "λ/(1 − exp(−λ)) = x̄"),
        ("model: x ~ Bernoulli(Φ(μ))\nparameters: {μ: real}", "μ", "Φ(μ) = (Σxᵢ)/n"),
    ],
)
def test_a_sample_of_any_size_ends_with_the_equation_that_is_left(text: str, name: str, equation: str) -> None:
    derivation = solved(text)
    assert derivation.status == "numeric"
    assert derivation.verified
    estimate = row(derivation, name)
    assert (estimate.exact, estimate.value, estimate.interval) == (None, None, None)
    assert estimate.general is not None
    assert plain(estimate.general) == equation


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("likelihood: θ^2 (1-θ) (1+2 θ)^3\nparameters: {θ: 0 < θ < 1}", "(7 + √145)/24"),
        ("likelihood: exp(-θ^4 + 4 θ^3/3 + 2 θ^2 - 4 θ)\nparameters: {θ: real}", "−1"),
        ("model: x ~ Gumbel(μ, 1)\ndata: [0, 0]", "0"),
        ("model: x ~ Beta(α, 1)\ndata: [0.5]", "1/log 2"),
    ],
)
def test_closed_forms_are_found_where_there_are_some(text: str, exact: str) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert derivation.verified
    (estimate,) = derivation.estimates
    assert estimate.exact is not None
    assert plain(estimate.exact) == exact


@pytest.mark.parametrize(
    ("text", "zeros"),
    [
        ("model: x ~ Cauchy(μ, 1)\ndata: [-8, 0.3, 0.9, 7, 12]", 7),
        ("model: x ~ Cauchy(μ, 1)\ndata: [0.1, 0.5, 0.7]", 1),
        ("likelihood: exp(-θ^4 + 2 θ^2 + θ/3)\nparameters: {θ: real}", 3),
        ("model: x ~ Gamma(α, rate=2)\ndata: [0.5, 1.2]", 1),
    ],
)
def test_all_solutions_are_counted(text: str, zeros: int) -> None:
    claims = [step.claim for step in solved(text).steps if isinstance(step.claim, Zeros)]
    assert [len(claim.brackets) for claim in claims] == [zeros]
    for lower, upper in claims[0].brackets:
        assert upper - lower <= Fraction(1, 10**20)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("model: x ~ Cauchy(μ, 1)\ndata: [-3, 3]", "{−2√2, 2√2}"),
        ("likelihood: exp(-θ^4 + 2 θ^2)\nparameters: {θ: real}", "{−1, 1}"),
        ("model: x ~ Cauchy(μ, 1)\ndata: [-5, -4, 4, 5]", "{−4.26873020569, 4.26873020569}"),
    ],
)
def test_two_maxima_that_are_equally_high(text: str, members: str) -> None:
    derivation = solved(text)
    assert derivation.status == "not-unique"
    assert derivation.verified
    (estimate,) = derivation.estimates
    assert estimate.maximisers is not None
    assert plain(estimate.maximisers) == members
    assert estimate.value == 0


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("model: x ~ Gamma(α, rate=β)\ndata: [2, 2, 2]", "α tends to ∞"),
        (f"{TRUNCATED}\ndata: [1, 1, 1]", "λ tends to 0"),
        ("model: x ~ NegativeBinomial(r, p)\ndata: [2, 3, 2, 3, 2]", "r tends to ∞"),
        ("model: x ~ NegativeBinomial(r, p)\ndata: [5]", "r tends to ∞"),
        ("model: x ~ Logarithmic(p)\ndata: [1, 1, 1]", "p tends to 0"),
        ("model: x ~ Bernoulli(Φ(μ))\nparameters: {μ: real}\ndata: [1, 1]", "μ tends to ∞"),
        ("likelihood: (1-Φ(μ))^3\nparameters: {μ: real}", "μ tends to −∞"),
        ("model: x ~ NegativeBinomial(r, p)\ndata: {counts: {1: 4, 2: 9, 3: 2}}", "r tends to ∞"),
        ("likelihood: (1+θ)^3 (2-θ)^4 θ^5\nparameters: {θ: 0 < θ < 1}", "θ tends to 1"),
        ("model: y ~ Bernoulli(1/(1+exp(-b x)))\nparameters: {b: real}\ndata: {x: [1, -3, 4], y: [1, 0, 1]}",
         "b tends to ∞"),
    ],
)
def test_a_score_without_zero_has_no_maximum_inside(text: str, end: str) -> None:
    derivation = solved(text)
    assert derivation.status == "no-maximum"
    assert derivation.verified
    assert end in derivation.diagnostics[0]


def test_a_function_of_estimates_is_enclosed() -> None:
    derivation = solved("model: x ~ Gamma(α, rate=β)\ndata: [0.5, 1.2, 2.2, 0.9]\nfind: [mle, mle of α/β^2]")
    assert derivation.verified
    shape = gamma_shape()
    value = shape / (shape / mean(LIFETIMES)) ** 2
    assert row(derivation, "α/β²").value == pytest.approx(float(value), rel=1e-14)




def normal_of_one_parameter(m: mpf) -> mpf:
    return sum(-log(m) * 3 / 2 - (x - m) ** 2 / (2 * m**3) for x in (1, 2, 3))


CUBICS = [
    ("likelihood: (1+θ^2)^3 (1-θ)^4 θ^5\nparameters: {θ: 0 < θ < 1}",
     lambda: findroot(lambda t: 6 * t / (1 + t**2) - 4 / (1 - t) + 5 / t, 0.6)),
    ("likelihood: exp(-θ^4 + 2 θ^2 + θ/3)\nparameters: {θ: real}",
     lambda: findroot(lambda t: -4 * t**3 + 4 * t + mpf(1) / 3, 1)),
    ("likelihood: (2+t)^5 (1-t)^4 t^3 (3-t)^2\nparameters: {t: 0 < t < 1}",
     lambda: findroot(lambda t: 5 / (2 + t) - 4 / (1 - t) + 3 / t - 2 / (3 - t), 0.5)),
    ("likelihood: θ^3 exp(-θ^3 - 2 θ)\nparameters: {θ: positive}",
     lambda: findroot(lambda t: 3 / t - 3 * t**2 - 2, 0.8)),
    ("model: x ~ Normal(μ, μ^3)\nparameters: {μ: positive}\ndata: [1, 2, 3]",
     lambda: findroot(lambda m: diff(normal_of_one_parameter, m), 1.2)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "truth"), CUBICS)
def test_solutions_of_cubic_equations_are_closed_forms(text: str, truth: object) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert derivation.verified
    (estimate,) = derivation.estimates
    assert estimate.exact is not None
    assert estimate.value == pytest.approx(float(truth()), rel=1e-14)  # type: ignore[operator]
    kinds = {step.proof.kind for step in derivation.steps if step.rule.startswith("cubic") and step.proof}
    assert kinds == {"enclosed"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("model: x ~ Gamma(α, rate=2)\ndata: [1.65, 2.03]", "α₁"),
        ("model: x ~ Gamma(α_1, rate=2)\ndata: [1.65, 2.03]", "t₁"),
        ("model: t ~ Gamma(α_1, rate=2)\ndata: [1.65, 2.03]", "u₁"),
        ("model: x ~ Normal(1, τ^2)\ndata: [0.5, 2.5, '< -1']", "τ₁²"),
    ],
)
def test_steps_of_newton_have_names_that_read_back(text: str, first: str) -> None:
    derivation = solve(loads(text))
    lines = [plain(step.after) for step in derivation.steps if step.rule.startswith("newton-")]
    assert lines[0].startswith(f"{first} = ")
    assert [plain(read(line)) for line in lines] == lines
