"""Lines about observations of which only a range is known, and the chance of a value beyond."""

from __future__ import annotations

import pytest

from derive.checking.judging import check
from derive.problem import loads

PUMPS = "title: t\nmodel: x ~ Exponential(λ)\ndata: [112, 230, 341, 415, 487, '> 500', '> 500', '> 500']\n"


@pytest.mark.parametrize(("hand", "first_error"), [
    ("Data      112, 230, 341, 415, 487, > 500 (3 times) (n = 8)\nλ = 5/3085", None),
    ("S(x | λ) = e^(-λx)\nS′ = -f", None),
    ("S(x) = e^(-λx)\nS′(x) = -λ e^(-λx)", None),
    ("S(x) = e^(-λx)\nS′ = f", 2),
    ("L(λ) = (Π_{i=1}^{r} f(x_i | λ)) S(500 | λ)³\nL(λ) = λ^r e^(-λ Σ_{i=1}^{r} x_i) (e^(-500λ))³", None),
    ("L(λ) = (Π_{i=1}^{r} f(x_i | λ)) S(500 | λ)³\nL(λ) = λ^r e^(-λ Σ_{i=1}^{r} x_i) (e^(-500λ))^4", 2),
    ("L(λ) = λ⁵ e^(-3085λ)   5 values are observed: put them in", None),
])  # fmt: skip
def test_first_error(hand: str, first_error: int | None) -> None:
    report = check(loads(PUMPS), hand)
    assert report.first_error == first_error, report
    assert all(line.verdict in ("correct", "wrong", "comment") for line in report.lines), report
