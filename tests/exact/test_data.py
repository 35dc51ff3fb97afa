"""Data and given statistics put in: what sums, statistics and observations become."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from settings_in_words import DOMAINS, NATURAL, formula

from derive.domains import POSITIVE, REAL
from derive.exact import CannotNormalise, Field
from derive.expressions import Expression, Symbol
from derive.steps import Column, Setting


def numbers(*values: float | str) -> tuple[Fraction, ...]:
    return tuple(Fraction(str(value)) for value in values)


TEMPERATURES = Setting(DOMAINS, supports={"x": REAL}, columns={"x": Column(numbers(72, 75, 71, 73, 74))}, size=5)
COIN = Setting(DOMAINS, supports={"x": NATURAL}, columns={"x": Column(numbers(1, 0), (7, 3))}, size=10)
PAIRS = Setting(
    DOMAINS, supports={"x": REAL, "y": REAL}, size=3,
    columns={"x": Column(numbers(1, 2, 3)), "y": Column(numbers("2.1", "3.9", "6.2"))},
)
SUMMARY = Setting(
    DOMAINS, supports={"x": NATURAL}, statistics={formula("Σx_i"): Fraction(7), Symbol("n"): Fraction(10)}
)
MOMENTS = Setting(
    DOMAINS, supports={"x": REAL}, size=10,
    statistics={formula("x̄"): Fraction(7), formula("Σ((x_i-x̄)²)"): Fraction(20)},
)
CELLS = Setting(
    DOMAINS, size=10, statistics={Symbol("n_1"): Fraction(7), formula("n_2"): Fraction(3)}, values={"s": formula("2")}
)
ROWS = [
    (TEMPERATURES, "Σx_i", "365"), (TEMPERATURES, "x̄", "73"), (TEMPERATURES, "n", "5"), (TEMPERATURES, "x_1", "72"),
    (TEMPERATURES, "x_n", "74"), (TEMPERATURES, "max(x)", "75"), (TEMPERATURES, "min(x)", "71"),
    (TEMPERATURES, "median(x)", "73"), (TEMPERATURES, "x_(2)", "72"), (TEMPERATURES, "mean((x-mean(x))²)", "2"),
    (TEMPERATURES, "Σ((x_i-μ)²)", "(72-μ)²+(75-μ)²+(71-μ)²+(73-μ)²+(74-μ)²"), (TEMPERATURES, "Σ(abs(x_i-73))", "6"),
    (TEMPERATURES, "Σ(log x_i)", "log 72 + log 75 + log 71 + log 73 + log 74"), (TEMPERATURES, "Σ(i x_i)", "1097"),
    (TEMPERATURES, "Σ(1/(1+(x_i-μ)²))", "1/(1+(72-μ)²)+1/(1+(75-μ)²)+1/(1+(71-μ)²)+1/(1+(73-μ)²)+1/(1+(74-μ)²)"),
    (TEMPERATURES, "Σ_{i=1}^{2} x_i", "147"), (TEMPERATURES, "Σ_{i=1}^{5} x_i", "365"),
    (TEMPERATURES, "Σ_{i=1}^{n} Σ_{j=1}^{n} x_i x_j", "365²"), (TEMPERATURES, "Π(x_i-73)", "0"),
    (COIN, "Σx_i", "7"), (COIN, "n - Σx_i", "3"), (COIN, "Π(θ^{x_i} (1-θ)^{1-x_i})", "θ^7 (1-θ)^3"),
    (COIN, "Σ(log(x_i!))", "0"), (COIN, "x_8", "0"), (COIN, "log(Π θ^{x_i} (1-θ)^{1-x_i})", "7 log θ + 3 log(1-θ)"),
    (PAIRS, "Σ(x_i y_i)", "28.5"), (PAIRS, "Σ((x_i-x̄)(y_i-ȳ))/Σ((x_i-x̄)²)", "2.05"),
    (PAIRS, "Σ((y_i-a-b x_i)²)", "(2.1-a-b)²+(3.9-a-2b)²+(6.2-a-3b)²"),
    (SUMMARY, "Σx_i", "7"), (SUMMARY, "n", "10"), (SUMMARY, "x̄", "7/10"), (SUMMARY, "Σ_{j=1}^{n} x_j", "7"),
    (SUMMARY, "log(Π θ^{x_i} (1-θ)^{1-x_i})", "7 log θ + 3 log(1-θ)"),
    (MOMENTS, "Σx_i", "70"), (MOMENTS, "Σ(x_i²)", "510"), (MOMENTS, "Σ((x_i-μ)²)", "510 - 140μ + 10μ²"),
    (CELLS, "n_1 log p", "7 log p"), (CELLS, "n_1 + n_2", "n"), (CELLS, "s²", "4"),
]


@pytest.mark.parametrize(("setting", "written", "value"), ROWS)
def test_data_put_in(setting: Setting, written: str, value: str) -> None:
    field = Field(setting, at_data=True)
    assert field.equal(formula(written), formula(value))
    assert not field.equal(formula(written), formula(f"{value} + 1"))
    if not setting.values:
        assert not Field(setting).equal(formula(written), formula(f"{value} + 1"))


@pytest.mark.parametrize("written", ["Σ(x_i)", "n", "x_1", "max(x)"])
def test_without_at_data_the_sample_is_of_any_size(written: str) -> None:
    field = Field(TEMPERATURES)
    assert field.rational(field.normal(formula(written))) is None


def test_ten_thousand_observations() -> None:
    rng = random.Random(1)
    values = tuple(Fraction(rng.randint(1, 10**6), 100) for _ in range(10_000))
    setting = Setting(DOMAINS, supports={"x": POSITIVE}, columns={"x": Column(values)}, size=10_000)
    field = Field(setting, at_data=True)
    assert field.rational(field.normal(formula("Σx_i"))) == sum(values)
    assert field.rational(field.normal(formula("Σ(x_i²)"))) == sum(v * v for v in values)
    assert field.equal(formula("Σ((x_i-μ)²)"), formula("Σ(x_i²) - 2μ Σx_i + n μ²"))
    assert field.equal(formula("Σ(log(2x_i))"), formula("n log 2 + Σ(log x_i)"))
    assert field.equal(formula("log(Π λ e^(-λ x_i))"), formula("n log λ - λ Σx_i"))


def test_an_observation_that_does_not_exist() -> None:
    with pytest.raises(CannotNormalise, match="no observation 6"):
        Field(TEMPERATURES, at_data=True).normal(formula("x_6"))


def test_a_reciprocal_of_zero() -> None:
    with pytest.raises(CannotNormalise, match="zero"):
        Field(COIN, at_data=True).normal(formula("Σ(1/x_i)"))


def test_a_value_that_depends_on_itself() -> None:
    values: dict[str, Expression] = {"a": formula("b + 1"), "b": formula("a")}
    with pytest.raises(CannotNormalise, match="depends on itself"):
        Field(Setting(values=values)).normal(formula("a"))
