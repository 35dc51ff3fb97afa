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
]


@pytest.mark.parametrize(("name", "text", "first_error"), ROWS)
def test_what_was_found(name: str, text: str, first_error: int | None) -> None:
    report = derive.check(derive.load(PROBLEMS / f"{name}.yaml"), text)
    assert report.first_error == first_error
