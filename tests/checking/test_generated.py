"""The checker on generated derivations: right ones pass, wrong ones fail at the planted line, with a cause named."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking.generating import right_derivations, wrong_derivations
from derive.checking.judging import check
from derive.problem import load, loads

PROBLEMS = Path(__file__).parents[2] / "problems"
NAMES = (
    "coin", "temperatures", "poisson-sample", "genotypes", "connection-attempts", "response-times", "gauge-noise",
    "next-token", "short-text", "faulty-before-good", "normal-sample", "commuting", "free-throws",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_right_derivations_are_right(name: str) -> None:
    problem = load(PROBLEMS / f"{name}.yaml")
    for made in right_derivations(problem, 7, 8):
        report = check(problem, made.text)
        assert report.first_error is None, made.text
        assert report.verdict == ("correct" if made.complete else "incomplete"), made.text


@pytest.mark.parametrize("name", NAMES)
def test_the_planted_line_is_the_first_wrong_one(name: str) -> None:
    problem = load(PROBLEMS / f"{name}.yaml")
    for made in wrong_derivations(problem, 7, 8):
        report = check(problem, made.text)
        assert report.first_error == made.first_error, made.text


def test_a_cause_is_named_for_most_planted_mistakes() -> None:
    named = count = 0
    for name in NAMES:
        problem = load(PROBLEMS / f"{name}.yaml")
        for made in wrong_derivations(problem, 9, 4):
            wrong = next(line for line in check(problem, made.text).lines if line.verdict == "wrong")
            named += wrong.misconception is not None
            count += 1
    assert named >= 0.9 * count


def test_a_line_that_goes_on_with_a_sign_is_no_profile() -> None:
    problem = loads("title: t\nmodel: x ~ Normal(μ, σ^2)\ndata: [2, 4, 9]\n")
    density = "L(μ, σ²) = Π (1/√(2πσ²)) e^(−(xᵢ − μ)²/(2σ²))\n"
    assert check(problem, f"{density} = (2πσ²)^(−n/2) exp(−(1/(2σ²)) Σ(xᵢ − x̄)²)").first_error == 2
    assert check(problem, f"{density} = (2πσ²)^(−n/2) exp(−(1/(2σ²)) Σ(xᵢ − μ)²)").first_error is None


def test_what_follows_from_a_planted_mistake_is_not_wrong_again() -> None:
    count = 0
    for name in ("coin", "poisson-sample", "genotypes", "response-times"):
        problem = load(PROBLEMS / f"{name}.yaml")
        for made in wrong_derivations(problem, 12, 12):
            if made.carried:
                behind = [line for line in check(problem, made.text).lines if line.line > (made.first_error or 0)]
                onward = [line for line in behind if line.kind not in ("estimate", "number")]  # may leave the domain
                assert all(line.verdict != "wrong" for line in onward), made.text
                count += sum(line.verdict == "carried" for line in behind)
    assert count > 20


def test_a_far_maximum_is_found_and_a_constant_does_not_hide_it() -> None:
    problem = loads("title: t\nmodel: x ~ Exponential(λ)\ndata: [1, 2, 3]\n")
    report = check(problem, "ℓ(λ) = log λ - 30 λ + c\n1/λ = 30\nλ̂ = 1/30")
    assert [line.verdict for line in report.lines] == ["wrong", "carried", "carried"]
