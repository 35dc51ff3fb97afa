"""Functions of the last parameter, the others at their best values: some of them estimates already."""

from __future__ import annotations

import pytest

from derive.checking.judging import check
from derive.problem import loads

TWO_SAMPLES = (
    "title: t\nmodel: ['x ~ Normal(a, σ²)', 'y ~ Normal(b, σ²)']\n"
    "data: {x: [1, 2, 3], y: [4, 6]}\n"
)
BEGUN = "a = 2\nσ² = (54 - 20b + 2b²)/5\n"


@pytest.mark.parametrize(("hand", "first_error"), [
    (f"{BEGUN}ℓ(b) = -5/2 - (5/2) log(2π(54 - 20b + 2b²)/5)\n50 = 10b\nb̂ = 5", None),
    (f"{BEGUN}ℓ(b) = -(5/2) log(54 - 20b + 2b²) + c\nb̂ = 5", None),
    (f"{BEGUN}ℓ(b) = -(5/2) log(54 - 20b + 3b²) + c\nb̂ = 5", 3),
    (f"{BEGUN}ℓ(b) = -3 log(54 - 20b + 2b²) + c\nb̂ = 5", 3),
])  # fmt: skip
def test_first_error(hand: str, first_error: int | None) -> None:
    report = check(loads(TWO_SAMPLES), hand)
    assert report.first_error == first_error, report


BEFORE = "ℓ(a, σ², b) = -(14 - 12a + 3a²)/(2σ²) - (52 - 20b + 2b²)/(2σ²) - (5/2) log σ² + c\na = 2\n"
SLOPE = "50/(54 - 20b + 2b²) - 10b/(54 - 20b + 2b²)"


@pytest.mark.parametrize(("hand", "first_error"), [
    (f"{BEFORE}54 - 20b + 2b² = 5σ²\nℓ(b) = -(5/2) log((54 - 20b + 2b²)/5) + c\n50 = 10b", None),
    (f"{BEFORE}ℓ(b) = -(5/2) log((54 - 20b + 2b²)/5) + c\n50 = 10b", None),
    (f"{BEFORE}∂ℓ/∂b = {SLOPE}\n50 = 10b", None),
    (f"{BEFORE}ℓ(b) = -(5/2) log((54 - 20b + 3b²)/5) + c\n50 = 10b", 3),
    (f"{BEFORE}∂ℓ/∂b = {SLOPE}\nb = 5\n∂ℓ/∂b = ({SLOPE})/(2b)", 5),
    (f"{BEFORE}ℓ(b) = -c/(-(5/2) log((54 - 20b + 2b²)/5))", 3),
])  # fmt: skip
def test_a_profile_that_no_line_has_worked_out(hand: str, first_error: int | None) -> None:
    report = check(loads(TWO_SAMPLES), hand)
    assert report.first_error == first_error, report


SMOKERS = (
    "title: t\nmodel: {variable: x, mass: '1{x = 0} w + (1 - w) λ^x exp(-λ)/x!', support: x >= 0}\n"
    "parameters: {w: 0 <= w < 1, λ: positive}\ndata: {counts: {0: 32, 1: 4, 2: 5, 3: 6, 4: 2, 6: 1}}\n"
)
NEW = (
    "q = w + (1 - w) e^(-λ)\n"
    "ℓ(q, λ) = 32 log q + 18 log(1 - q) - 18 log(1 - e^(-λ)) + 46 log λ - 18 λ + c\n"
)


@pytest.mark.parametrize(("hand", "first_error"), [
    (f"{NEW}∂ℓ/∂q = 32/q - 18/(1 - q) = 0\nq = 16/25\nℓ(λ) = -18 log(1 - e^(-λ)) + 46 log λ - 18 λ + c", None),
    (f"{NEW}∂ℓ/∂λ = -18 e^(-λ)/(1 - e^(-λ)) + 46/λ - 18", None),
    (f"{NEW}∂ℓ/∂q = 32/q + 18/(1 - q)", 3),
    (f"{NEW}∂ℓ/∂λ = -18 e^(-λ)/(1 - e^(-λ)) + 46/λ", 3),
    (f"{NEW}q = 16/25\nℓ(λ) = -18 log(1 - e^(-λ)) + 46 log λ - 17 λ + c", 4),
])  # fmt: skip
def test_unknowns_that_are_made_of_several_parameters(hand: str, first_error: int | None) -> None:
    report = check(loads(SMOKERS), hand)
    assert report.first_error == first_error, report
    assert all(line.verdict in ("correct", "wrong", "carried") for line in report.lines), report


EGGS = (
    "title: t\nmodel: x ~ Categorical(p_1, p_2, p_3)\nconstraints: [p_1 <= p_2]\n"
    "data: {counts: {small: 26, medium: 18, large: 36}}\n"
)


@pytest.mark.parametrize(("hand", "first_error"), [
    ("p_2 = p_1\nℓ(p_1, p_3) = 44 log p_1 + 36 log p_3\np_1 = 11/40", None),
    ("p_2 = p_1\nℓ(p_1, p_3) = 26 log p_1 + 36 log p_3\np_1 = 11/40", 2),
    ("without p_1 ≤ p_2 it would be largest at p_1 = 13/40, p_2 = 9/40\np_2 = p_1 = 11/40", None),
    ("p_1 = 13/40, p_2 = 9/40\np_2 = p_1 = 11/40", 1),
])  # fmt: skip
def test_an_equation_that_is_put_in(hand: str, first_error: int | None) -> None:
    report = check(loads(EGGS), hand)
    assert report.first_error == first_error, report
