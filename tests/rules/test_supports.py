"""Rules for supports that hold a parameter, medians and ratios, as rows of what is written and what becomes of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import Relation, Symbol, sample_product
from derive.notation.plain import plain
from derive.notation.reader import Scope, read
from derive.rules.data import Sample
from derive.rules.medians import counting_score
from derive.rules.ratios import collected_ratios
from derive.rules.signs import Signs
from derive.rules.supports import bounds_of, collapsed, conditions_of, split_indicators
from derive.steps import Column

SCOPE = Scope(names=frozenset("abmntθλ"), variables=frozenset("x"))
DOMAINS = {"θ": POSITIVE, "λ": POSITIVE, "m": REAL, "a": Domain(upper=Symbol("b")), "b": Domain(lower=Symbol("a"))}
DATA = Sample({"x": Column((Fraction(5, 2), Fraction(-4), Fraction(1)), (2, 1, 1))}, 4)


def support(text: str) -> Domain:
    """`0 ≤ x ≤ θ` as a domain."""
    line = read(text, SCOPE)
    assert isinstance(line, Relation)
    lower, _, upper = line.operands
    return Domain(lower, upper, line.operators[0] == "≤", line.operators[1] == "≤")


@pytest.mark.parametrize(
    ("ends", "conditions"),
    [
        ("0 <= x <= θ", ["θ ≥ max(x)"]),
        ("0 < x < θ", ["θ > max(x)"]),
        ("a <= x <= b", ["a ≤ min(x)", "b ≥ max(x)"]),
        ("-θ <= x <= θ", ["θ ≥ max(|x|)"]),
        ("θ <= x <= 2θ", ["max(x)/2 ≤ θ ≤ min(x)"]),
        ("m - 1/2 <= x <= m + 1/2", ["max(x) − 1/2 ≤ m ≤ min(x) + 1/2"]),
        ("m - 1/2 < x <= m + 1/2", ["max(x) − 1/2 ≤ m < min(x) + 1/2"]),
        ("-θ <= x <= θ + 1", ["θ ≥ max(−min(x), max(x) − 1)"]),
        ("0 <= x <= θ^2", ["θ ≥ √(max(x))"]),
        ("0 <= x <= 1/θ", ["θ ≤ 1/max(x)"]),
        ("1 - θ <= x <= 5", ["θ ≥ −min(x) + 1"]),
    ],
)
def test_what_the_sample_says_of_the_parameter(ends: str, conditions: list[str]) -> None:
    bounds = bounds_of(support(ends), "x", DOMAINS, Signs(DOMAINS))
    assert bounds is not None
    assert list(map(plain, conditions_of(bounds))) == conditions


@pytest.mark.parametrize("ends", ["m - θ <= x <= m + θ", "0 <= x <= m^2", "0 <= x <= sin θ", "0 <= x <= θ + exp θ"])
def test_ends_that_cannot_be_solved_for_one_parameter(ends: str) -> None:
    assert bounds_of(support(ends), "x", DOMAINS, Signs(DOMAINS)) is None


@pytest.mark.parametrize(
    ("density", "likelihood"),
    [
        ("1/θ", "1/θⁿ"),
        ("1/(2θ)", "1/(2θ)ⁿ"),
        ("θ", "θⁿ"),
        ("2 x_i/θ^2", "(2ⁿ Πxᵢ)/θ^(2n)"),
        ("λ θ^λ/x_i^(λ+1)", "λⁿ θ^(nλ)/(Πxᵢ)^(λ + 1)"),
    ],
)
def test_products_over_the_sample_stand_over_one_line(density: str, likelihood: str) -> None:
    e = read(density, SCOPE)
    assert plain(collapsed(e, sample_product(e))).replace(" ", "") == likelihood.replace(" ", "")


def test_indicators_apart() -> None:
    rest, ones = split_indicators(read("(1/θ^n) 1{θ >= max(x)}", SCOPE))
    assert plain(rest) == "1/θⁿ"
    assert list(map(plain, ones)) == ["1{θ ≥ max(x)}"]


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("(1/λ) Σ sign(x_i - m)", ("1/λ", "1/2", "median(x)")),
        ("-2 Σ sign(m - x_i)", ("2", "1/2", "median(x)")),
        ("Σ sign(x_i - m) + n/2", ("1", "3/4", "x_(ceil(3n/4))")),
        ("(1/λ) Σ sign(x_i - m) - n/(2λ)", ("1/λ", "1/4", "x_(ceil(n/4))")),
    ],
)
def test_scores_that_count(score: str, expected: tuple[str, str, str]) -> None:
    found = counting_score(read(score, SCOPE), "m")
    assert found is not None
    assert (plain(found.factor), plain(found.level), plain(found.estimate)) == expected


@pytest.mark.parametrize(
    "score",
    ["Σ(x_i - m)", "Σ sign(x_i - 2 m)", "Σ sign(x_i) + m", "m Σ sign(x_i - m)", "Σ sign(x_i - m) + m", "n - m"],
)
def test_scores_that_do_not_count(score: str) -> None:
    assert counting_score(read(score, SCOPE), "m") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("n λ log(min(x)) - λ Σ log x_i", "−λ Σ log(xᵢ/min(x))"),
        ("n λ log(min(x)) - (λ + 1) Σ log x_i", "−λ Σ log(xᵢ/min(x)) − Σ log xᵢ"),
        ("3 λ log 2 - λ log 32", "−λ log 4"),
        ("λ Σ(min(x) - x_i)", "−λ Σ(xᵢ − min(x))"),
        ("n λ log(min(x)) + λ Σ log x_i", "nλ log(min(x)) + λ Σ log xᵢ"),
        ("n log 2 - λ log 3", "n log 2 − λ log 3"),
    ],
)
def test_what_tells_observations_apart_is_collected(before: str, after: str) -> None:
    assert plain(collected_ratios(read(before, SCOPE))) == after


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("max(x)", "5/2"), ("min(x)", "−4"), ("median(x)", "7/4"), ("max(|x|)", "4"), ("min(|x|)", "1"),
        ("max(x^2)", "16"), ("max(x) - min(x)", "13/2"), ("x_(1)", "−4"), ("x_(2)", "1"), ("x_(ceil(3n/4))", "5/2"),
        ("Σ|x_i - median(x)|", "8"), ("Σ|x_i - 1|", "8"), ("Σ|2 x_i - 1/3|", "58/3"), ("Σ(x_i - min(x))", "18"),
        ("max(-min(x), max(x) - 1)", "4"),
    ],
)  # fmt: skip
def test_statistics_of_data(formula: str, value: str) -> None:
    assert plain(DATA.put_in(read(formula, SCOPE))) == value


def test_written_out_statistics_show_the_data() -> None:
    assert plain(DATA.written_out(read("max(|x|)/2", SCOPE))) == "max(|2.5|, |2.5|, |−4|, |1|)/2"  # type: ignore[arg-type]
    assert plain(DATA.written_out(read("median(x)", SCOPE))) == "median(x)"  # type: ignore[arg-type]
