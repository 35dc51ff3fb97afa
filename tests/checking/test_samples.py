"""Samples of which the size and the sum are given: lines about the observations themselves are decided, too."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.checking.judging import check
from derive.checking.samples import settings_made_up
from derive.domains import NON_NEGATIVE, POSITIVE, PROBABILITY, Domain
from derive.expressions import INFINITY, ZERO, Call, Expression, Symbol, observation, sample_sum
from derive.problem import loads
from derive.steps import Setting

TOSSES = "title: t\nmodel: x ~ Bernoulli(p)\ndata: {n: 70, sum(x): 58}\n"
COUNTS = "title: t\nmodel: x ~ Poisson(λ)\ndata: {n: 5, sum(x): 12}\n"
WAITS = "title: t\nmodel: x ~ Exponential(λ)\ndata: {n: 6, mean(x): 2.5}\n"


@pytest.mark.parametrize(("problem", "hand", "first_error"), [
    (TOSSES, "L(p) = Π p^x_i (1-p)^(1-x_i)\n= p^58 Π (1-p)^(1-x_i)\n= p^58 (1-p)^12", None),
    (TOSSES, "L(p) = Π p^x_i (1+p)^(1-x_i)", 1),
    (TOSSES, "L(p) = p^(Σx_i) (1-p)^(n-Σx_i)\nL(p) = p^(Σx_i) (1-p)^(n-x_2)", 2),
    (TOSSES, "ℓ'(p) = Σx_i/p - Σ(1-x_i)/(1-p)", None),
    (TOSSES, "ℓ'(p) = Σx_i/p + Σ(1-x_i)/(1-p)", 1),
    (COUNTS, "L(λ) = Π λ^x_i e^(-λ)/x_i!\nℓ(λ) = 12 log λ - 5λ - Σ log x_i!\nλ̂ = 2.4", None),
    (COUNTS, "L(λ) = Π λ^x_i e^(-λ)/x_i!\nℓ(λ) = 12 log λ - 5λ + Σ log x_i!", 2),
    (WAITS, "L(λ) = Π λ e^(-λ x_i)\nλ̂ = 6/15 = 0.4", None),
    (WAITS, "L(λ) = λ Π e^(-λ x_i)", 1),
])  # fmt: skip
def test_first_error(problem: str, hand: str, first_error: int | None) -> None:
    report = check(loads(problem), hand)
    assert report.first_error == first_error, report
    assert all(line.verdict in ("correct", "wrong") for line in report.lines), report


TOTAL = sample_sum(observation("x"))


@pytest.mark.parametrize(("support", "size", "statistic", "value"), [
    (Domain(ZERO, INFINITY, True, False, True), 7, TOTAL, 12),
    (Domain(ZERO, None, True, False, True), 7, TOTAL, 12),
    (Domain(ZERO, None, True, False, True), 1, TOTAL, 0),
    (POSITIVE, 3, TOTAL, 12),
    (NON_NEGATIVE, 4, Call("mean", (Symbol("x"),)), 3),
    (PROBABILITY, 9, Call("mean", (Symbol("x"),)), 1),
])  # fmt: skip
def test_the_samples_have_what_is_given(support: Domain, size: int, statistic: Expression, value: int) -> None:
    given = Setting(supports={"x": support}, size=size, statistics={statistic: Fraction(value)})
    made_up = settings_made_up(given)
    columns = [setting.columns["x"] for setting in made_up]
    assert columns
    for column in columns:
        total = sum(v * count for v, count in column.table)
        assert column.size == size
        assert total == (value if statistic == TOTAL else value * size)


def test_more_than_a_sum_is_left_alone() -> None:
    squares = sample_sum(Call("log", (observation("x"),)))
    assert settings_made_up(Setting(supports={"x": POSITIVE}, size=3, statistics={squares: Fraction(2)})) == ()


TWO = "title: t\nmodel: ['x ~ Normal(a, σ²)', 'y ~ Normal(b, σ²)']\ndata: {x: [1, 3], y: [4, 6, 8]}\n"


@pytest.mark.parametrize(("hand", "verdict"), [
    ("Σ x_i = 4", "correct"), ("Σ_{i=1}^n y_i = 18", "correct"), ("Σ(x_i - a)² = 2 + 2(2 - a)²", "correct"),
    ("Σ y_i = 17", "wrong"), ("Σ(y_i - b)² = 8 + 2(6 - b)²", "wrong"),
])  # fmt: skip
def test_a_sum_is_over_the_sample_that_it_is_about(hand: str, verdict: str) -> None:
    (line,) = check(loads(TWO), hand).lines
    assert line.verdict == verdict, line
