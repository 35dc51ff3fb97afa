"""What generated derivations have found: right lines that were refused, wrong ones that passed, lines not decided."""

from __future__ import annotations

from pathlib import Path

import pytest

import derive

PROBLEMS = Path(__file__).parents[2] / "problems"
GAMMA = "α̂ is what is left\nnα = β Σ x_i\nln L = nα log(α/x̄) - n log Γ(α) + (α-1) Σ log x_i "
MIXED = "w = (π_0 - e^(-λ))/(1 - e^(-λ))\nπ_0 = 32/50\n"
DASHES = "- -log L = (1/(2σ^2)) Σ (x_i - μ)^2\n- (log L)' = (1/σ^2) Σ (x_i - μ)\n- -5 μ + 365 = 0\n- μ = 73"
AT_EDGE = "p_2 = p_1\nln L = {} ln p_1 + 36 ln p_3"

OWN = (
    "a = log(p_1/(1-p_1)), b = log(p_2/(1-p_2)) - log(p_1/(1-p_1))\n"
    "ln L(p_1, p_2) = 2 log p_1 + 5 log(1-p_1) + 4 log p_2 + log(1-p_2)\n"
)
TWO_MULTIPLIERS = (
    "Λ = 12 log p_1 + 7 log p_2 + 21 log p_3 + 10 log p_4"
    " + λ(1 − p_1 − p_2 − p_3 − p_4) + κ(−p_1 − p_2 + p_3)\n"
)

# problem, text, the first wrong line
ROWS = [
    ("coin", "U(θ) = 7/θ - 3/(1-θ) = 0\nθ = 0.7", None),
    ("coin", "U(θ) = 7/θ + 3/(1-θ) = 0", 1),
    ("coin", "S(θ) = 7/θ - 3/(1-θ) = 0", None),
    ("coin", "(logL)' = 7/θ - 3/(1-θ)\n(loglik)'' = -7/θ^2 - 3/(1-θ)^2", None),
    ("coin", "(log P)' = 7/θ + 3/(1-θ)", 1),
    ("coin", "d loglik/dtheta = 7/θ - 3/(1-θ)", None),
    ("coin", "d^2 loglik/dtheta^2 = 7/θ^2 - 3/(1-θ)^2", 1),
    ("excess-mass", "(1/n) l'(μ) = -25(3/10 + 4 μ)/4", None),
    ("excess-mass", "(1/n) l'(μ) = -25(3/10 + 4 μ)/8", 1),
    ("rainfall", GAMMA + "- nα", None),
    ("rainfall", GAMMA + "+ nα", 3),
    ("rainfall", "-(1/n) Σ log x_i = -1.0", None),
    ("rainfall", "-(1/n) Σ log x_i = -1.1", 1),
    ("moth-traps", "a = -2.0", None),
    ("moth-traps", "a = -1.9", 1),
    ("graded-eggs", AT_EDGE.format(44) + "\n∂² ln L/∂p_1² = -44/p_1^2 < 0", None),
    ("graded-eggs", AT_EDGE.format(42), 2),
    ("cigarettes", MIXED + "ℓ(λ) = -18 log(1 - e^(-λ)) + 46 log λ - 18 λ + c", None),
    ("cigarettes", MIXED + "ln L = -18 log(1 - e^(-λ)) + 46 log λ - 19 λ + c", 3),
    ("flaky-sensor", "J(p_hat) = 9/(3/20)^2 + 51/(1 - 3/20)^2 = 470.588", None),
    ("flaky-sensor", "J(p_hat) = 9/(3/20)^2 + 51/(1 - 3/20)^2 = 480.588", 1),
    ("temperatures", DASHES, None),
    ("genotypes", "(1/n) log L = (130 log θ + 70 log(1 - θ))/100", None),
    ("excess-mass", "(1/n) d/dμ ℓ(μ) = -15/8", 1),
    ("sprouting", "dl/da = n-sum_i (exp(a+b x_i)/(1+exp(a+b x_i)))", 1),
    ("coin", "d log L/dθ = n-sum(x_i)", 1),
    ("coin", "The p-value is of no use here.\nθ = 0.7", None),
    ("library-visits", "r = 1 - p - q\nr̂ = 11/69", 2),
    ("library-visits", "r = 1 - p - q\nr̂ = 11/80", None),
    ("signal-above-background", "μ = min(0, x̄)", 1),
    ("signal-above-background", "μ = max(0, x̄)", None),
    ("rounded-clock", "θ̂ ∈ [7.1, 7.8]", 1),
    ("rounded-clock", "θ̂ ∈ [7.1, 7.6]", None),
    ("rounded-clock", "θ̂ = 7.3", None),
    ("rounded-clock", "θ̂ = 7.7", 1),
    ("meeting-point", "μ̂ = 15, b̂ = 4", None),
    ("meeting-point", "μ̂ = 18", 1),
    ("tagged-pike", "N̂ = 24", None),
    ("tagged-pike", "N̂ = 22", 1),
    ("tagged-pike", "N̂ ∈ {22, 24}", 1),
    ("quiz-why-logs", "log(θ^7 (1-θ)^3) = 7 log θ + 3 log(1-θ)\nd/dθ[log(L(θ))] = L'(θ)/L(θ)", None),
    ("quiz-why-logs", "log(θ^7 (1-θ)^3) = 7 log θ * 3 log(1-θ)", 1),
    ("quiz-what-is-maximised", "d/dq_1[-log(q_1 q_2 q_3)] = -1/q_1 > 0", 1),
    ("quiz-nll-cross-entropy", "A is right", 1),
    ("way-to-work", TWO_MULTIPLIERS + "12/p_1 - λ - κ = 0\n21/p_3 - λ + κ = 0\nλ = 50\nκ = -5/2", None),
    ("way-to-work", TWO_MULTIPLIERS + "12/p_1 - λ + κ = 0", 2),
    ("way-to-work", TWO_MULTIPLIERS + "κ = 2", 2),
    ("reminder-letters", OWN + "∂² ln L/∂p_1² = -2/p_1² - 5/(1-p_1)² < 0", None),
    ("reminder-letters", OWN + "∂ ln L/∂p_1 = 2/p_1 + 5/(1-p_1)", 3),
    ("suspected-rate", "ℓ'(λ) = 22/λ - 5\nℓ'(3) = 22/3 - 5 = 8/3", 2),
    ("suspected-rate", "ℓ'(λ) = 22/λ - 6", 1),
    ("suspected-rate", "22/λ - 5 = 7/3 at λ = 3", None),
    ("suspected-rate", "λ̂ = 4.4, and λ = 3 is below that", None),
    ("bearing-lifetimes", "ℓ = n ln k − n ln((1/n) Σxᵢ^k) + (k − 1) Σ ln xᵢ", None),
    ("bus-stop", "λ = 0.15, so A", 1),
    ("bus-stop", "λ = 0.15, so B", None),
]

# What decides nothing is not right, and nothing is left open here.
DECIDED = [
    ("quiz-why-logs", "log(θ^7 (1-θ)^3) = 7 log θ + 3 log(1-θ)\nB is right.", "correct"),
    ("two-kinds-of-seed", "There is no maximum.", "correct"),
    ("tagged-pike", "N̂ = 24", "correct"),
    ("suspected-rate", "ℓ'(λ) = 22/λ - 5\nλ = 3\nℓ'(3) = 22/3 - 5 = 7/3\nI(λ) = 5/λ\nI(3) = 5/3", "correct"),
    ("meeting-point", "μ̂ = 15, b̂ = 4", "correct"),
]


@pytest.mark.parametrize(("name", "text", "verdict"), DECIDED)
def test_what_was_left_open(name: str, text: str, verdict: str) -> None:
    assert derive.check(derive.load(PROBLEMS / f"{name}.yaml"), text).verdict == verdict


@pytest.mark.parametrize(("name", "text", "first_error"), ROWS)
def test_what_was_found(name: str, text: str, first_error: int | None) -> None:
    report = derive.check(derive.load(PROBLEMS / f"{name}.yaml"), text)
    assert report.first_error == first_error
