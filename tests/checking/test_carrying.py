"""Where the maximum lies after a wrong line: the problem as that line says it is."""

from __future__ import annotations

import pytest

from derive.checking.judging import check
from derive.problem import loads

COIN = "title: t\nmodel: x ~ Bernoulli(θ)\ndata: {counts: {heads: 12, tails: 8}}\n"


@pytest.mark.parametrize(("hand", "verdicts"), [
    # the slope of the wrong function, its own root: carried; the root of the right one is none of it
    ("L(θ) = θ^8 (1-θ)^12\nℓ(θ) = 8 log θ + 12 log(1-θ)\nℓ'(θ) = 8/θ - 12/(1-θ)\nθ = 8/20",
     "wrong carried carried carried"),
    ("ℓ(θ) = 12 log θ + 8 log(1-θ)\nℓ'(θ) = 12/θ + 8/(1-θ)\n12(1-θ) + 8θ = 0\nθ = 3",
     "correct wrong carried carried"),
    ("12(1-θ) = 4θ\n12 = 16θ\nθ = 3/4", "wrong carried carried"),
    ("θ = 12/8\nθ = 3/2", "wrong carried"),
    # a wrong line that goes on with a sign: the function is what it says from there on
    ("ℓ(θ) = 12 log θ + 8 log(1-θ)\n= 12 log θ + 4 log(1-θ) + c\nℓ'(θ) = 12/θ - 4/(1-θ)\nθ = 3/4",
     "correct wrong carried carried"),
])  # fmt: skip
def test_what_follows_from_a_wrong_line(hand: str, verdicts: str) -> None:
    report = check(loads(COIN), hand)
    assert [str(line.verdict) for line in report.lines] == verdicts.split()


LARGE_COIN = "title: t\nmodel: x ~ Bernoulli(θ)\ndata: {counts: {heads: 120, tails: 880}}\n"
POWERS = (
    "title: t\nmodel: {variable: x, density: (t+1) x^t, support: 0 < x < 1}\nparameters: {t: t > -1}\n"
    "data: [1/3, 2/3, 1/3]\n"
)
ANY_COUNTS = "title: t\nmodel: x ~ Poisson(λ)\n"


@pytest.mark.parametrize(("problem", "hand"), [
    # a root between the last point of a grid and a pole at the end of the domain
    (COIN, "L(θ) = θ^27 (1-θ)^3\n27(1-θ) = 3θ\n27 = 30θ\nθ = 9/10"),
    (COIN, "-1/(1-θ) + 130/θ = 0\n130(1-θ) = θ\nθ = 130/131"),
    # roots where the function has no value
    (COIN, "ℓ(θ) = 12 log θ - 8 log(1-θ)\n12(1-θ) + 8θ = 0\n12 = 4θ\nθ = 3"),
    (LARGE_COIN, "L(θ) = (1/θ)^120 (1 - 1/θ)^880\nℓ(θ) = -120 log θ + 880 log(1 - 1/θ)\n1000 = 120θ\nθ = 25/3"),
    # functions without a value anywhere in the domain
    (LARGE_COIN, "L(θ) = θ^120 (-1-θ)^880\nℓ(θ) = 120 log θ + 880 log(-1-θ)\nℓ'(θ) = 120/θ - 880/(-1-θ)\nθ = -3/25"),
    # roots between poles, and far from the estimate, of what is no quotient of polynomials
    (POWERS, "1/(t+1) + log(2/27) = 0\n1/(t+1) = -log(2/27)\nt = -1 - 1/log(2/27)"),
    (POWERS, "62500/(t+1) + log(2/27) = 0\nt = -1 - 62500/log(2/27)"),
    # samples of any size
    (ANY_COUNTS, "Σx_i/λ = -n\nλ = -Σx_i/n"),
])  # fmt: skip
def test_what_follows_to_an_answer_outside_of_the_domain(problem: str, hand: str) -> None:
    first, *behind = check(loads(problem), hand).lines
    assert first.verdict == "wrong"
    assert [str(line.verdict) for line in behind] == ["carried"] * len(behind)


GOALS = "title: t\nmodel: x ~ Poisson(λ)\ndata: [2, 0, 3, 1, 4, 2]\n"
LOGS = "title: t\nmodel: x ~ Pareto(2, α)\ndata: [2.5, 4, 8, 3.2]\n"
LENGTHS = "title: t\nmodel: x ~ Normal(μ, σ^2)\ndata: [4, 6, 8, 7, 10]\n"


@pytest.mark.parametrize(("problem", "hand", "verdicts"), [
    (GOALS, "2+0+3+1+4+2 = 13\nλ̂ = 13/6 = 2.17", "wrong carried"),
    (GOALS, "Σ x_i = 13\n6λ = 13, λ = 13/6\nλ̂ ≈ 2.17", "wrong carried carried"),
    (GOALS, "S = 2+0+3+1+4+2 = 13\nℓ(λ) = 13 ln λ - 6λ + c\nℓ'(λ) = 13/λ - 6\nλ̂ = 13/6",
     "wrong carried carried carried"),
    (GOALS, "S = Σ x_i = 13\nS/6 = 2.17\nλ̂ = 2.17", "wrong carried carried"),
    # what the wrong number does not lead to is wrong, or nobody's
    (GOALS, "2+0+3+1+4+2 = 13\nℓ(λ) = 13 ln λ - 7λ", "wrong wrong"),
    (GOALS, "2+0+3+1+4+2 = 13\nλ̂ = 14/6", "wrong undecided"),
    # the right number below the wrong one is right
    (GOALS, "2+0+3+1+4+2 = 13\nλ̂ = 12/6 = 2", "wrong correct"),
    (LOGS, "Σ ln(x_i/2) = ln 1.25 + ln 2 + ln 4 + ln 1.6 = 2.27\nα̂ = 4/2.27 = 1.762", "wrong carried"),
    (LENGTHS, "μ̂ = 7\nΣ(x_i - 7)^2 = 9 + 1 + 1 + 0 + 8 = 19\nσ̂² = 19/5 = 3.8", "correct wrong carried"),
])  # fmt: skip
def test_a_wrong_number_that_the_next_lines_go_on_with(problem: str, hand: str, verdicts: str) -> None:
    report = check(loads(problem), hand)
    assert [str(line.verdict) for line in report.lines] == verdicts.split()


def test_what_does_not_follow_from_a_wrong_line_is_wrong() -> None:
    report = check(loads(LARGE_COIN), "L(θ) = θ^120 (-1-θ)^880\nℓ'(θ) = 120/θ + 880/(-1-θ)\nθ = 3/25")
    assert [str(line.verdict) for line in report.lines] == ["wrong", "wrong", "correct"]


def test_an_answer_that_a_wrong_line_leads_to_ends_the_derivation() -> None:
    """The root outside of the domain on the way to it is none."""
    problem = "title: t\nmodel: x ~ Normal(μ, sd=0.2)\nparameters: {μ: μ >= 0}\ndata: [-0.3, 0.1, -0.2, 0.1]\n"
    report = check(loads(problem), "L(μ) = Π e^(-25(x_i - μ)^2)\nΣx_i - nμ = 0\nμ = Σx_i/n\nμ̂ = Σx_i/n = -0.075")
    assert [str(line.verdict) for line in report.lines] == ["wrong", "correct", "correct", "carried"]
