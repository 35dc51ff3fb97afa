"""What is named at the first wrong line of a derivation: rows of a model, the derivation, and the mistake."""

from __future__ import annotations

from functools import lru_cache

import pytest

from derive.checking.judging import check
from derive.problem import loads
from derive.problem.model import Problem

MODELS = {
    "coin": "model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 7, tails: 3}}",
    "geometric": "model: x ~ Geometric(p)\ndata: [4, 2, 6]",
    "exponential": "model: x ~ Exponential(λ)\ndata: [1, 2, 3]",
    "exponential-any": "model: x ~ Exponential(λ)",
    "poisson": "model: x ~ Poisson(λ)\ndata: [3, 1, 4, 2, 5]",
    "normal": "model: x ~ Normal(μ, σ^2)",
    "normal-data": "model: x ~ Normal(μ, σ^2)\ndata: [2, 4, 9]",
    "variance": "model: x ~ Normal(5, σ^2)\ndata: [2, 4, 9]",
    "mean": "model: x ~ Normal(μ, σ^2)\nknown: {σ: symbolic}",
    "uniform": "model: x ~ Uniform(0, θ)\ndata: [2.1, 4.7, 3.3, 0.9]",
    "rayleigh": "model: x ~ Rayleigh(σ)\ndata: [1, 3, 2, 6]",
    "categories": "model: x ~ Categorical(p_1, p_2, p_3)\ndata: {counts: {a: 15, b: 9, c: 6}}",
    "shape": "model: x ~ Gamma(α, rate=β)\nknown: {β: symbolic}",
    "token": "predictions: {cat: 0.5, dog: 0.3, bird: 0.2}\ntarget: cat\nfind: nll",
    "text": "predictions:\n  - {a: 0.5, b: 0.5}\n  - {c: 0.2, d: 0.8}\n"
    "target: [a, c]\nfind: [nll, cross-entropy, perplexity]",
    "pareto": "model: x ~ Pareto(x_m, α)\nknown: {x_m: symbolic}",
    "weibull": "model: x ~ Weibull(2, λ)\ndata: [1, 2, 2]",
    "laplace": "model: x ~ Laplace(μ, b)\ndata: [1, 3, 8]",
}

ROWS = [
    ("coin", "L(θ) = 120 θ^7", "factor-left-out"),
    ("coin", "L(θ) = 7θ + 3(1-θ)", "likelihood-added"),
    ("coin", "L(θ) = θ^3 (1-θ)^7", "exponents-swapped"),
    ("coin", "L(θ) = θ^7 θ^3", "complement-lost"),
    ("coin", "L(θ) = θ^10", "complement-lost"),
    ("geometric", "ℓ(p) = 3 log p + 12 log(1-p)", "trials-for-failures"),
    ("geometric", "L(p) = p^3 (1-p)^12", "trials-for-failures"),
    ("exponential", "L(λ) = (1/λ)^3 e^(-6λ)", "rate-and-scale-confused"),
    ("exponential", "L(λ) = (1/λ^3) e^(-6/λ)", "rate-and-scale-confused"),
    ("normal", "ℓ(μ,σ²) = -(1/2) log(2πσ²) - (1/(2σ²)) Σ(x_i-μ)²", "counted-once"),
    ("poisson", "L(λ) = λ^15 e^(-λ)", "counted-once"),
    ("coin", "ℓ(θ) = 7 log θ · 3 log(1-θ)", "log-of-product-as-product"),
    ("coin", "ℓ(θ) = 7 log θ - 3 log θ", "log-of-sum-split"),
    ("coin", "ℓ(θ) = 7 log θ + log(1-θ)", "exponent-not-brought-down"),
    ("coin", "ℓ(θ) = log θ + log(1-θ)", "exponent-not-brought-down"),
    ("coin", "ℓ(θ) = (log θ)^7 + (log(1-θ))^3", "log-raised-instead"),
    ("coin", "ℓ(θ) = 7 (log θ + 3 log(1-θ))", "exponent-over-all-factors"),
    ("exponential", "ℓ(λ) = 3 log λ - λ log 6", "log-and-exp-not-cancelled"),
    ("normal", "ℓ(μ,σ²) = -n log(2πσ²) - (1/(2σ²)) Σ(x_i-μ)²", "half-of-root-lost"),
    ("normal", "ℓ(μ,σ²) = (n/2) log(2πσ²) - (1/(2σ²)) Σ(x_i-μ)²", "log-of-denominator-added"),
    ("variance", "ℓ(σ²) = -3 log(2πσ²) - 13/σ²", "half-of-root-lost"),
    ("coin", "ℓ(θ) = 7 log θ + 3 log(1-θ)\nℓ′(θ) = 7/θ + 3/(1-θ)", "lost-inner-derivative"),
    ("coin", "ℓ(θ) = 7 log θ + 3 log(1-θ)\nℓ′(θ) = 7/log θ - 3/log(1-θ)", "slope-of-log"),
    ("coin", "ℓ(θ) = 7 log θ + 3 log(1-θ)\nℓ′(θ) = 1/θ - 1/(1-θ)", "coefficient-lost"),
    ("coin", "ℓ(θ) = 7 log θ + 3 log(1-θ) + log 120\nℓ′(θ) = 7/θ - 3/(1-θ) + 1/120", "constant-kept"),
    ("poisson", "ℓ(λ) = 15 log λ - 5λ + c\n15/λ = 0", "term-taken-for-constant"),
    ("variance", "ℓ(σ²) = -(3/2) log(2πσ²) - 13/σ²\nℓ′ = -3/(2σ²) - 13/σ²", "power-not-lowered"),
    ("variance", "ℓ(σ²) = -(3/2) log(2πσ²) - 13/σ²\ndℓ/dσ² = -3/(2σ²) - 13/σ^4", "sign-of-negative-power"),
    ("variance", "ℓ(σ²) = -(3/2) log(2πσ²) - 13/σ²\ndℓ/dσ² = -3/(2σ²) + 13", "power-raised"),
    ("variance", "ℓ(σ²) = -(3/2) log(2πσ²) - 13/σ²\ndℓ/dσ² = -3/σ + 26/σ^3", "root-for-parameter"),
    ("mean", "ℓ(μ) = -Σ(x_i-μ)²/(2σ²) + c\nℓ′(μ) = -Σ(x_i-μ)/σ²", "sign-of-inner-difference"),
    ("mean", "ℓ(μ) = -Σ(x_i-μ)²/(2σ²) + c\nℓ′(μ) = Σ(x_i-μ)/(2σ²)", "power-factor-lost"),
    ("exponential", "ℓ(λ) = 3 log λ - 6λ\nℓ′(λ) = -λ", "wrong-variable"),
    ("exponential-any", "ℓ(λ) = n log λ - λ Σ x_i\nℓ′(λ) = -nλ", "wrong-variable"),
    ("coin", "L(θ) = θ^7 (1-θ)^3\nL′(θ) = 7θ^6 · (-3)(1-θ)^2", "product-of-derivatives"),
    (
        "shape", "ℓ(α) = nα log β - n log Γ(α) + (α-1) Σ log x_i + c\n"
        "ℓ′(α) = n log β - n/α + Σ log x_i", "digamma-missed",
    ),
    ("mean", "Σ(x_i-μ) = 0\nΣ x_i - μ = 0", "sum-taken-once"),
    ("coin", "7/θ = 3/(1-θ)\n7θ = 3(1-θ)", "cross-multiplied-straight"),
    ("coin", "7/θ = 3/(1-θ)\n7(1-θ) = 3θ\n7 - θ = 3θ", "bracket-partly-multiplied"),
    ("coin", "7 - 7θ = 3θ\n7 = 3θ - 7θ", "sign-lost-when-moved"),
    ("coin", "7 - 7θ = 3θ\n7 = -4θ", "sign-lost-when-moved"),
    ("coin", "10θ = 7\nθ = 10/7", "solution-inverted"),
    ("coin", "10θ = 7\nθ = 7 - 10", "coefficient-subtracted"),
    ("exponential", "3/λ = 6\nλ = 2", "solution-inverted"),
    ("exponential-any", "n/λ = Σ x_i\nλ = Σ x_i/n", "solution-inverted"),
    ("normal-data", "σ̂² = 26/2", "divided-by-n-minus-one"),
    ("normal-data", "σ̂² = 13", "divided-by-n-minus-one"),
    ("rayleigh", "σ̂ = 25/4", "root-not-taken"),
    ("coin", "(7-10θ)/(θ(1-θ)) = 0\n7 - 10θ = θ(1-θ)", "numerator-set-to-denominator"),
    ("uniform", "θ̂ = 5.5", "support-ignored"),
    ("uniform", "θ̂ = 2.75", "support-ignored"),
    ("uniform", "θ̂ = 0.9", "wrong-statistic"),
    ("categories", "ℓ = 15 log p_1 + 9 log p_2 + 6 log p_3\n15/p_1 = 0", "constraint-ignored"),
    ("categories", "p̂_1 = 1/3", "constraint-ignored"),
    ("token", "NLL = log 0.5 = -0.693", "minus-forgotten"),
    ("token", "NLL = 0.301", "common-log-for-natural"),
    ("token", "NLL = -log 0.3 = 1.204", "another-token"),
    ("token", "NLL = 0.5", "log-left-out-of-loss"),
    ("text", "NLL = -log 0.5 - log 0.2 = 2.303\nH = 2.303", "sum-for-mean"),
    ("text", "NLL = 1.151", "mean-for-sum"),
    ("text", "PPL = 10", "perplexity-of-sum"),
    ("text", "PPL = 3.5", "mean-of-perplexities"),
    ("text", "PPL = 2^1.151 = 2.22", "base-mixed"),
    ("text", "H = -log(0.35) = 1.05", "log-of-mean"),
    ("text", "P = 0.5 + 0.2 = 0.7", "probabilities-added"),
    ("poisson", "λ̂ = 15", "size-lost-in-solution"),
    ("poisson", "λ̂ = 2.8", "wrong-sum"),
    ("pareto", "α̂ = (Σ log x_i - n log x_m)/n", "solution-inverted"),
    ("weibull", "ℓ(λ) = -6 log λ - 9/λ\nℓ′(λ) = -6/λ + 9/λ^2", "deviation-for-variance"),
    ("laplace", "μ̂ = 4", "wrong-statistic"),
    ("mean", "μ̂ = median(x)", "wrong-statistic"),
    ("coin", "θ̂ = 0.3", "complement-estimated"),
    ("coin", "θ̂ = 7/3", "odds-for-probability"),
    ("coin", "7 log θ + 3 log(1-θ) = 0", "not-differentiated"),
    ("coin", "ℓ″(θ) = -7/θ² + 3/(1-θ)²", "curvature-sign"),
    ("poisson", "λ̂ = 0.333", "solution-inverted"),
    ("rayleigh", "ℓ(σ) = -8 log σ - 25/σ² + c\nσ̂ = 1.77", "power-factor-lost"),
    ("coin", "ℓ(θ) = 7 log θ + 3 log(1-θ)\nθ̂ = 1.75", "lost-inner-derivative"),
    ("coin", "7/θ - 3/(1-θ) = 0\nθ̂ = 1.75", "sign-lost-when-moved"),
    ("normal-data", "σ̂² = 26", "size-lost-in-solution"),
    ("rayleigh", "Σ x_i^2 = (1+3+2+6)^2", "square-of-sum-split"),
]


@lru_cache
def problem_of(name: str) -> Problem:
    return loads(f"title: t\n{MODELS[name]}\n")


@pytest.mark.parametrize(("name", "hand", "mistake"), ROWS)
def test_the_mistake_named_at_the_first_wrong_line(name: str, hand: str, mistake: str) -> None:
    report = check(problem_of(name), hand)
    (wrong, *_) = [line for line in report.lines if line.verdict == "wrong"]
    assert mistake in (wrong.misconception, wrong.also)
