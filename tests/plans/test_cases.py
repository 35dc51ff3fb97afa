"""Problems in a line about the ends of the sample space and about restricted domains: what each case comes to."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from derive.claims.cases import Beyond, Extreme, ExtremeAtEnd, ExtremeWithout
from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation, Verified

CASES = (Beyond, Extreme, ExtremeAtEnd, ExtremeWithout)
PAIRS = "likelihood: θ^k (1-θ)^(n-k)\nknown: {n: integer >= 1, k: 0 <= k <= n}\nparameters: "


def solved(text: str) -> Derivation:
    derivation = solve(loads(text))
    kinds = {step.proof.kind for step in derivation.steps if step.proof is not None}
    assert derivation.verified
    assert Verified.SAMPLED not in kinds
    return derivation


def answers(derivation: Derivation) -> dict[str, str]:
    return {plain(e.parameter): plain(e.exact) for e in derivation.estimates if e.exact is not None}


def cases(derivation: Derivation) -> list[str]:
    return [plain(step.after) for step in derivation.steps if isinstance(step.claim, CASES)]


@pytest.mark.parametrize(
    ("text", "lines", "sentence"),
    [
        (
            "model: x ~ Bernoulli(p)",
            ["Σxᵢ = 0 ⇒ L(p) = (1 − p)ⁿ", "Σxᵢ = 0 ⇒ p̂ = 0 = x̄", "Σxᵢ = n ⇒ L(p) = pⁿ", "Σxᵢ = n ⇒ p̂ = 1 = x̄"],
            "is x̄.",
        ),
        (
            "model: x ~ Bernoulli(p)\nparameters: {p: 0 < p < 1}",
            ["Σxᵢ = 0 ⇒ L(p) = (1 − p)ⁿ", "Σxᵢ = 0 ⇒ p → 0", "Σxᵢ = n ⇒ L(p) = pⁿ", "Σxᵢ = n ⇒ p → 1"],
            "is x̄. Where Σxᵢ = 0 or Σxᵢ = n there is none.",
        ),
        (
            "model: x ~ Binomial(m, p)\nknown: {m: symbolic}",
            ["Σxᵢ = 0 ⇒ L(p) = (1 − p)^(n m)", "Σxᵢ = 0 ⇒ p̂ = 0 = x̄/m",
             "Σxᵢ = n m ⇒ L(p) = p^(n m)", "Σxᵢ = n m ⇒ p̂ = 1 = x̄/m"],
            "This holds where m > 0.",
        ),
        ("model: x ~ Poisson(λ)", ["Σxᵢ = 0 ⇒ L(λ) = e^(−nλ)", "Σxᵢ = 0 ⇒ λ̂ = 0 = x̄"], "is x̄."),
        (
            "model: x ~ Poisson(λ)\nparameters: {λ: λ > 0}",
            ["Σxᵢ = 0 ⇒ L(λ) = e^(−nλ)", "Σxᵢ = 0 ⇒ λ → 0"],
            "is x̄. Where Σxᵢ = 0 there is none.",
        ),
        ("model: x ~ Geometric(p)", ["Σxᵢ = n ⇒ L(p) = pⁿ", "Σxᵢ = n ⇒ p̂ = 1 = 1/x̄"], "is 1/x̄."),
        (
            "model: x ~ NegativeBinomial(3, p)",
            ["Σxᵢ = 0 ⇒ L(p) = p^(3n)", "Σxᵢ = 0 ⇒ p̂ = 1 = 3/(3 + x̄)"],
            "is 3/(3 + x̄).",
        ),
        (
            PAIRS + "{θ: 0 <= θ <= 1}",
            ["k = 0 ⇒ L(θ) = (1 − θ)ⁿ", "k = 0 ⇒ θ̂ = 0 = k/n", "k = n ⇒ L(θ) = θⁿ", "k = n ⇒ θ̂ = 1 = k/n"],
            "is k/n.",
        ),
        (
            "likelihood: λ^d exp(-t λ)\nparameters: {λ: positive}\nknown: {d: integer >= 0, t: positive}",
            ["d = 0 ⇒ L(λ) = exp(−tλ)", "d = 0 ⇒ λ → 0"],
            "is d/t. Where d = 0 there is none.",
        ),
        (
            "model: x ~ Bernoulli(exp(-λ))\nparameters: {λ: positive}",
            ["Σxᵢ = 0 ⇒ L(λ) = (1 − e^(−λ))ⁿ", "Σxᵢ = 0 ⇒ λ → ∞", "Σxᵢ = n ⇒ L(λ) = e^(−nλ)", "Σxᵢ = n ⇒ λ → 0"],
            "Where Σxᵢ = 0 or Σxᵢ = n there is none.",
        ),
        ("model: x ~ Normal(μ, 1)\nparameters: {μ: μ > 0}", ["x̄ ≤ 0 ⇒ μ → 0"],
         "This holds where x̄ > 0. Where x̄ ≤ 0 there is none."),
        (
            "model: x ~ Geometric(p)\nparameters: {p: 0.2 < p < 0.9}",
            ["1/x̄ ≤ 0.2 ⇒ p → 0.2", "1/x̄ ≥ 0.9 ⇒ p → 0.9", "Σxᵢ = n ⇒ L(p) = pⁿ", "Σxᵢ = n ⇒ p → 0.9"],
            "This holds where 0.2 < 1/x̄ < 0.9. Where 1/x̄ ≤ 0.2 or 1/x̄ ≥ 0.9 or Σxᵢ = n there is none.",
        ),
        ("model: x ~ Gamma(3, rate=β)", [], "is 3/x̄."),  # an open support: no observation is at its end
        ("model: x ~ Exponential(λ)", [], "This holds where Σxᵢ > 0."),
        ("model: x ~ Bernoulli(p)\ndata: [1, 0, 1]", [], "is about 0.667."),
    ],
)
def test_cases_of_a_sample_of_any_size(text: str, lines: list[str], sentence: str) -> None:
    derivation = solved(text)
    assert cases(derivation) == lines
    assert derivation.conclusion.endswith(sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("model: x ~ Normal(μ, 1)\nparameters: {μ: μ >= 0}", {"μ": "max(0, x̄)"}),
        ("model: x ~ Normal(μ, 1)\nparameters: {μ: -1 <= μ <= 1}", {"μ": "min(1, max(−1, x̄))"}),
        ("model: x ~ Normal(μ, 1)\nparameters: {μ: 0 <= μ <= a}\nknown: {a: positive}", {"μ": "min(a, max(0, x̄))"}),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}", {"p": "min(2/3, max(1/2, x̄))"}),
        ("model: x ~ Binomial(3, p)\nparameters: {p: p <= 1/2}", {"p": "min(1/2, x̄/3)"}),
        ("model: x ~ Poisson(λ)\nparameters: {λ: λ <= 5}", {"λ": "min(5, x̄)"}),
        ("model: x ~ Exponential(λ)\nparameters: {λ: λ >= 2}", {"λ": "max(2, 1/x̄)"}),
        ("model: x ~ Rayleigh(σ)\nparameters: {σ: σ <= 3}", {"σ": "min(3, √((1/(2n)) Σxᵢ²))"}),
        ("model: x ~ Normal(μ, σ^2)\nparameters: {μ: μ >= 0}", {"μ": "max(0, x̄)", "σ²": "(1/n) Σ(xᵢ − μ̂)²"}),
        ("model: x ~ Normal(μ, σ^2)\nparameters: {σ²: σ² >= 1}", {"μ": "x̄", "σ²": "max(1, (1/n) Σ(xᵢ − x̄)²)"}),
        ("model: x ~ Laplace(μ, 1)\nparameters: {μ: μ >= 0}", {"μ": "max(0, median(x))"}),
        (PAIRS + "{θ: 0 <= θ <= 1/2}", {"θ": "min(1/2, k/n)"}),
        (
            "model: {variable: x, density: θ x^(θ-1), support: 0 < x < 1}\nparameters: {θ: 1 <= θ <= 3}",
            {"θ": "min(3, max(1, −n/Σ log xᵢ))"},
        ),
        ("model: x ~ Bernoulli(p)\nparameters: {p: 0 < p < 1}", {"p": "x̄"}),  # the facts keep x̄ inside
    ],
)
def test_the_point_of_a_domain_next_to_the_root(text: str, expected: dict[str, str]) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert answers(derivation) == expected


@pytest.mark.parametrize(
    ("text", "status", "expected", "general"),
    [
        ("model: x ~ Normal(μ, 1)\nparameters: {μ: μ >= 0}\ndata: [-1, -2, 0.5]", "solved", "0", "max(0, x̄)"),
        ("model: x ~ Normal(μ, 1)\nparameters: {μ: μ >= 0}\ndata: [1, 2, 0]", "solved", "1", "max(0, x̄)"),
        ("model: x ~ Normal(μ, 4)\nparameters: {μ: μ >= 0}\ndata: {n: 12, mean(x): -3}", "solved", "0", "max(0, x̄)"),
        ("model: x ~ Bernoulli(p)\nparameters: {p: p <= 0.4}\ndata: [0, 1, 1]", "solved", "2/5", "min(0.4, x̄)"),
        ("model: x ~ Poisson(λ)\nparameters: {λ: 1 <= λ <= 3}\ndata: {counts: {0: 3, 1: 2}}", "solved", "1", None),
        ("model: x ~ Exponential(scale=θ)\nparameters: {θ: θ > 2}\ndata: [1, 3, 0.5]", "no-maximum", None, None),
        ("model: x ~ Exponential(scale=θ)\nparameters: {θ: θ > 1}\ndata: [1, 3, 0.5]", "solved", "3/2", None),
        ("model: x ~ Laplace(μ, 1)\nparameters: {μ: μ >= 0}\ndata: [-1, -2, 3]", "solved", "0", "max(0, median(x))"),
        ("model: x ~ Lognormal(μ, 1)\nparameters: {μ: μ >= 0}\ndata: [0.5]", "solved", "0", "max(0, mean(log x))"),
        ("model: x ~ Pareto(1, α)\nparameters: {α: α >= 2}\ndata: [5, 2, 3]", "solved", "2", "max(2, 1/mean(log x))"),
    ],
)
def test_restricted_domains_with_data(text: str, status: str, expected: str | None, general: str | None) -> None:
    derivation = solved(text)
    assert derivation.status == status
    assert answers(derivation) == ({} if expected is None else {plain(derivation.estimates[0].parameter): expected})
    if general is not None:
        found = derivation.estimates[0].general
        assert found is not None
        assert plain(found) == general


def test_a_set_of_maximisers_is_cut_off() -> None:
    derivation = solved("model: x ~ Laplace(μ, 1)\nparameters: {μ: 0 <= μ <= 5}\ndata: [-1, -2, 3, 2]")
    assert derivation.status == "not-unique"
    assert derivation.estimates[0].interval == (0, 2)


Height = Callable[[float, float], float]  # of the log-density: observation, parameter

SEARCHED: list[tuple[str, Height, tuple[float, float], Callable[[random.Random], float]]] = [
    ("model: x ~ Normal(μ, 1)\nparameters: {μ: 0 <= μ <= 2}", lambda x, t: -((x - t) ** 2), (0, 2),
     lambda rng: round(rng.gauss(1, 3), 1)),
    ("model: x ~ Exponential(λ)\nparameters: {λ: 0.5 <= λ <= 1}", lambda x, t: math.log(t) - t * x, (0.5, 1),
     lambda rng: round(rng.expovariate(0.8), 2) + 0.01),
    ("model: x ~ Poisson(λ)\nparameters: {λ: 1 <= λ <= 3}", lambda x, t: x * math.log(t) - t, (1, 3),
     lambda rng: rng.randint(0, 5)),
    ("model: x ~ Laplace(μ, 1)\nparameters: {μ: -1 <= μ <= 1}", lambda x, t: -abs(x - t), (-1, 1),
     lambda rng: round(rng.gauss(0, 2), 1)),
]


@pytest.mark.parametrize(("text", "height", "ends", "draw"), SEARCHED, ids=[row[0].split("(")[0] for row in SEARCHED])
@pytest.mark.parametrize("seed", range(4))
def test_no_point_of_a_grid_is_higher(
    text: str, height: Height, ends: tuple[float, float], draw: Callable[[random.Random], float], seed: int
) -> None:
    rng = random.Random(seed)
    sample = [draw(rng) for _ in range(rng.choice((2, 3, 5)))]
    found = solved(f"{text}\ndata: {sample}").estimates[0].value
    assert found is not None
    lower, upper = ends
    grid = [lower + (upper - lower) * k / 400 for k in range(401)]
    assert lower <= found <= upper
    assert sum(height(x, found) for x in sample) >= max(sum(height(x, t) for x in sample) for t in grid) - 1e-9
