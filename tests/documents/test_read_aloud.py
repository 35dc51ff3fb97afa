"""What a lecturer reads on the page of a whole solution: one spelling of a number, one sentence for what is alike."""

from __future__ import annotations

from functools import lru_cache

import pytest

from derive.documents import write
from derive.plans import solve
from derive.problem import loads

COILS = "model: x ~ Normal(μ, σ^2)\ndata: [14.2, 13.8, 14.5, 14.1, 13.9, 14.7]\nunit: Ω\n"
COILS += "find: [mle, fisher-information, standard-error]"
MANY = "model: x ~ Categorical(p_1, …, p_7)\ndata: {counts: {a: 3, b: 5, c: 2, d: 7, e: 1, f: 1, g: 1}}"


@lru_cache
def page(text: str) -> str:
    problem = loads(text)
    derivation = solve(problem)
    assert derivation.verified
    return write(problem, derivation, "text")


def flat(text: str) -> str:
    return " ".join(page(text).split())


# problem, what stands there.
SAID = [
    # the data are decimals: so are the numbers that are put in; the answer has both
    (COILS, "((14.2 − 14.2)² + (13.8 − 14.2)²"),
    (COILS, "/6 = 71/5 = 14.2 Ω"),
    (COILS, "I(μ̂, μ̂) = 6/0.1 = 60"),
    (COILS, "J(σ̂², σ̂²) = −6/(2·0.1²) + (1/0.1³)·0.6 = 300"),
    ("model: x ~ Normal(μ, σ^2)\ndata: [1, 2, 4]", "((1 − 7/3)² + (2 − 7/3)² + (4 − 7/3)²)/3"),
    # a number is rounded in one way
    (COILS, "√15/30 ≈ 0.129 invert"),
    (COILS, "√15/30 ≈ 0.129 Ω"),
    (COILS, "is about 0.129 Ω"),
    # the entries of a matrix go together, and many estimates side by side
    (COILS, "Fisher information: I(μ̂, μ̂) = 60, I(μ̂, σ̂²) = 0, I(σ̂², σ̂²) = 300"),
    (COILS, "Fisher information of one observation: I(μ̂, μ̂)/n = 10,"),
    (MANY, "│ p̂₁ = 3/20 = 0.15,  p̂₂ = 1/4 = 0.25,  p̂₃ = 1/10 = 0.1"),
    # what is alike is said once
    (COILS, "The maximum likelihood estimate of μ is 14.2 Ω and that of σ² is 0.1 Ω²."),
    (MANY, "The maximum likelihood estimate of p₁ is 0.15, that of p₂ is 0.25, that of p₃ is 0.1,"),
    ("model: x ~ Normal(μ, σ^2)\nfind: standard-error", "SE(μ̂) = √(σ̂²/n) = (1/n) √(Σ(xᵢ − x̄)²)"),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_what_is_said(text: str, said: str) -> None:
    assert said in flat(text) or said in page(text)


# The law of one observation says where it holds, the whole line excepted.
SUPPORTS = [
    ("model: x ~ Bernoulli(p)", "the law of one observation, for x = 0, 1"),
    ("model: x ~ Binomial(m, p)\nknown: {m: symbolic}", "the law of one observation, for x = 0, 1, …, m"),
    ("model: x ~ Binomial(3, p)", "the law of one observation, for x = 0, 1, 2, 3"),
    ("model: x ~ Geometric(p)", "the law of one observation, for x = 1, 2, 3, …"),
    ("model: x ~ Exponential(λ)", "the law of one observation, for x ≥ 0"),
    ("model: x ~ Beta(α, 2)", "the law of one observation, for 0 ≤ x ≤ 1"),
    ("model: {variable: x, density: θ x^(θ-1), support: 0 < x < 1}\nparameters: {θ: positive}",
     "the law of one observation, for 0 < x < 1"),
    ("model: x ~ Exponential(λ)\ndata: [2, '> 5']", "the law of one observation, for x ≥ 0"),
    ("model: x ~ Normal(μ, 1)", "the law of one observation"),
]


@pytest.mark.parametrize(("text", "said"), SUPPORTS)
def test_the_law_of_an_observation_says_for_which_values(text: str, said: str) -> None:
    assert solve(loads(text)).steps[0].reason == said


def test_what_was_proved_and_what_is_given() -> None:
    assert flat(COILS).endswith(
        "Given: 2 lines (the model, what is known, what a name stands for). Proved from these: 47 lines, 45 by exact "
        "algebra and 2 by numbers with proved bounds."
    )


# An exercise whose mistake shows by an impossible answer is no exercise, where there is another mistake to make.
@pytest.mark.parametrize("seed", range(1, 9))
def test_the_mistake_to_be_found_does_not_give_itself_away(seed: int) -> None:
    problem = loads("model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 7, tails: 3}}")
    text = write(problem, solve(problem), "text", form="find-the-error", seed=seed)
    (answer,) = (line for line in text.splitlines() if "θ̂ =" in line and "maximum likelihood" in line)
    assert 0 <= float(answer.split("the maximum")[0].replace("≈", "=").split("=")[-1]) <= 1


# Reasons: what is held fixed has its name, nothing long is said twice in a row, functions are introduced.
REASONS = [
    ("model: x ~ Normal(μ, σ^2)", "differentiate with respect to μ, σ² held fixed"),
    ("model: x ~ Normal(μ, σ^2)", "μ = x̄ is best whatever σ² is: put it in"),
    ("model: x ~ Gamma(α, rate=β)\ndata: [1, 2, 4.5]", "ψ = Γ′/Γ is the digamma function"),
    ("model: x ~ Beta(α, β)\ndata: [0.2, 0.5, 0.6]", "11 (1/n) Σ log(1 − xᵢ) ≈ −0.610860 likewise"),
    ("model: x ~ Gamma(α, rate=β)\ndata: [1, 2, 4.5]", "+ (α − 1) Σ log xᵢ − nα β = α/x̄ is best"),
    ("model: x ~ Poisson(λ)\ndata: {counts: {0: 4, '> 0': 6}}", "e^(−λ) = 2/5 divide by the coefficient of e^(−λ)"),
    ("predictions: {a: {cat: 0.5}}\ntarget: cat\nfind: nll",
     "the probability that the prediction “a” gave to the token"),
]


@pytest.mark.parametrize(("text", "said"), REASONS)
def test_reasons(text: str, said: str) -> None:
    assert said in flat(text)
