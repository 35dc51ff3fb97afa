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
