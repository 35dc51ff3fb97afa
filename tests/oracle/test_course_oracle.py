"""For three random samples of each model a search that knows only the density finds nothing better than the estimate.

Where the likelihood is smooth the score vanishes at the estimate, to nine digits; where no estimate exists a search
climbs higher the farther it may go.
"""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest
from climbing import (
    DIGITS,
    assert_climbs,
    assert_grows,
    assert_highest,
    assert_stationary,
    assert_whole_set,
    climb,
    exact_values,
)
from course_densities import MODELS, Model
from course_samples import SAMPLES, Sampled
from mpmath import mpf

import derive

DRAWS = {
    "bits": lambda r: r.randint(0, 1),
    "counts": lambda r: r.randint(0, 9),
    "wide counts": lambda r: r.choice((0, 0, 1, 2, 5, 9, 14, 30)),
    "positive counts": lambda r: min(r.randint(1, 9), r.randint(1, 9)),
    "positive": lambda r: Fraction(r.randint(8, 500), 100),
    "narrow": lambda r: Fraction(r.randint(110, 200), 100),
    "real": lambda r: Fraction(r.randint(-300, 500), 100),
    "shares": lambda r: Fraction(r.randint(5, 95), 100),
}
ALL_ROWS = 108
SEEDS = range(3)
CASES = [pytest.param(m, seed, id=f"{m.number}-{m.text[7:60]}-{seed}") for m in MODELS for seed in SEEDS]


def drawn(model: Model, seed: int) -> list[Fraction]:
    """Seven observations, not all equal."""
    draw = random.Random(f"{model.text}{seed}")
    sample = [Fraction(DRAWS[model.kind](draw)) for _ in range(7)]
    return sample if len(set(sample)) > 2 or model.kind == "bits" else drawn(model, seed + 100)


def in_digits(observed: list[Fraction]) -> list[mpf]:
    return [mpf(x.numerator) / x.denominator for x in observed]


def height(model: Model, sample: list[mpf], at: list[mpf]) -> mpf:
    """The log-likelihood, up to a constant."""
    try:
        return mpmath.fsum(model.log_density(x, *at) for x in sample)
    except (ValueError, ZeroDivisionError):
        return -mpmath.inf


@pytest.mark.slow
@pytest.mark.parametrize(("model", "seed"), CASES)
def test_nothing_is_better(model: Model, seed: int) -> None:
    observed, draw = drawn(model, seed), random.Random(seed)
    derivation = derive.solve(derive.loads(f"{model.text}\ndata: [{', '.join(str(float(x)) for x in observed)}]"))
    assert derivation.status != "unsolved", derivation.diagnostics
    assert derivation.verified
    with mpmath.workdps(DIGITS):
        sample, where = in_digits(observed), model.where

        def high(at: list[mpf]) -> mpf:
            return height(model, sample, at)

        if derivation.status == "no-maximum":
            assert_climbs(where, high, draw)
            return
        found = exact_values(where, derivation)
        assert_highest(where, high, found, draw)
        if derivation.status != "not-unique":
            assert_stationary(where, high, found)


def test_a_wrong_estimate_would_be_seen() -> None:
    """The mean is not where a Cauchy likelihood is highest, nor where its score vanishes."""
    model = next(m for m in MODELS if m.text == "model: x ~ Cauchy(μ, 1)")
    sample = in_digits(drawn(model, 0))
    mean = [mpmath.fsum(sample) / len(sample)]

    def high(at: list[mpf]) -> mpf:
        return height(model, sample, at)

    assert climb(model.where, high, mean) > high(mean) + mpf(10) ** -9
    with pytest.raises(AssertionError):
        assert_stationary(model.where, high, mean)


# ---- more than a list of numbers -------------------------------------------------------------


def test_every_row_of_the_course_is_looked_at() -> None:
    assert {model.number for model in (*MODELS, *SAMPLES)} == set(range(1, ALL_ROWS + 1))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("row", SAMPLES, ids=lambda row: f"{row.number}-{row.draw.__name__}")
def test_nothing_is_better_for_a_sample_of_its_own(row: Sampled, seed: int) -> None:
    draw = random.Random(f"{row.number}{row.draw.__name__}{seed}")
    problem, where = row.draw(draw), row.where
    derivation = derive.solve(derive.loads(problem.text))
    assert derivation.verified
    with mpmath.workdps(DIGITS):

        def high(at: list[mpf]) -> mpf:
            return problem.log_likelihood(*at)

        if problem.path is not None:
            assert derivation.status == "no-maximum"
            assert_grows(high, problem.path, problem.bound)
            return
        assert derivation.status in ("solved", "numeric", "not-unique"), derivation.diagnostics
        found = exact_values(where, derivation)
        assert_highest(where, high, found, draw, 1)
        if derivation.status == "not-unique":
            assert_whole_set(high, derivation.estimates[next(iter(where))])
        else:
            assert_stationary(where, high, found)
        for asked, function in problem.also.items():
            assert abs(function(*found) - mpmath.mpmathify(derivation.estimates[asked].sympy.evalf(DIGITS))) < 1e-30
