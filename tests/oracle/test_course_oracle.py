"""For three random samples of each model a search that knows only the density finds nothing better than the estimate.

Where the likelihood is smooth the score vanishes at the estimate, to nine digits; where no estimate exists a search
climbs higher the farther it may go.
"""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import mpmath
import pytest
from course_densities import MODELS, Model
from mpmath import mpf
from scipy import optimize

import derive

DIGITS = 40
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
# What no plan answers yet: a row is as right as its status says, and none of these may be wrong.
# Burr and Gompertz: samples whose two largest observations are almost equal, or that all lie above one.
OPEN = {
    "model: x ~ Beta(α, β)", "model: x ~ StudentT(4, μ, σ)", "model: x ~ Burr(c, k)", "model: x ~ Gompertz(η, b)",
}
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


def exact_values(model: Model, derivation: derive.Derivation) -> list[mpf]:
    """The estimates to many digits: by their formulas, else within their enclosures."""
    found = []
    for name in model.where:
        row = derivation.estimates[name]
        if row.exact is None:
            found.append(mpf(row.value))
        elif row.sympy.is_Rational:  # at the end of a support rounding would matter
            found.append(mpf(int(row.sympy.p)) / int(row.sympy.q))
        else:
            found.append(mpmath.mpmathify(row.sympy.evalf(DIGITS)))
    return found


def moved(model: Model, centre: list[mpf], draw: random.Random, reach: float) -> list[mpf]:
    """A point some way from another one, inside of the domains."""
    found = []
    for kind, x in zip(model.where.values(), centre, strict=True):
        if kind == "N":
            found.append(mpf(max(0, int(x) + draw.randint(-8, 8))))
        elif kind == "+":
            found.append((x or mpf(1)) * mpmath.exp(draw.gauss(0, reach)))
        elif kind == "01":
            odds = mpmath.log((x or mpf("0.01")) / (1 - x)) if x < 1 else mpf(4)
            found.append(1 / (1 + mpmath.exp(-odds - draw.gauss(0, reach))))
        else:
            found.append(x + draw.gauss(0, 3 * reach))
    return found


def in_step(model: Model, centre: list[mpf], draw: random.Random, reach: float) -> list[mpf]:
    """All positive parameters by the same factor: a ridge may run that way."""
    by = mpmath.exp(draw.gauss(0, reach))
    return [x * by if kind == "+" else x for kind, x in zip(model.where.values(), centre, strict=True)]


def climb(model: Model, sample: list[mpf], start: list[mpf]) -> mpf:
    """The height that a search without derivatives reaches."""
    if set(model.where.values()) & {"N", "end"}:
        return height(model, sample, start)

    def depth(at: list[float]) -> float:
        inside = all(kind == "R" or x > 0 for kind, x in zip(model.where.values(), at, strict=True))
        inside = inside and all(kind != "01" or x < 1 for kind, x in zip(model.where.values(), at, strict=True))
        value = height(model, sample, list(map(mpf, at))) if inside else -mpmath.inf
        return float(-value) if mpmath.isfinite(value) else 1e300

    return -mpf(optimize.minimize(depth, list(map(float, start)), method="Nelder-Mead").fun)


@pytest.mark.slow
@pytest.mark.parametrize(("model", "seed"), CASES)
def test_nothing_is_better(model: Model, seed: int) -> None:
    observed, draw = drawn(model, seed), random.Random(seed)
    derivation = derive.solve(derive.loads(f"{model.text}\ndata: [{', '.join(str(float(x)) for x in observed)}]"))
    if derivation.status == "unsolved":
        assert model.text in OPEN, derivation.diagnostics
        return
    assert derivation.verified
    with mpmath.workdps(DIGITS):
        sample = in_digits(observed)
        if derivation.status == "no-maximum":
            assert_climbs(model, sample, draw)
            return
        found = exact_values(model, derivation)
        top = height(model, sample, found)
        points = [moved(model, found, draw, reach) for reach in (0.01, 0.3, 1.5) for _ in range(40)]
        best = sorted(points, key=lambda at: height(model, sample, at))[-3:]
        reached = max([climb(model, sample, at) for at in best] + [height(model, sample, at) for at in points])
        assert reached <= top + mpf(10) ** -9
        if derivation.status != "not-unique":
            assert_stationary(model, sample, found)


def assert_stationary(model: Model, sample: list[mpf], found: list[mpf]) -> None:
    """One Newton step for each parameter, were the others right, moves less than nine digits; an end of a domain, an
    end of the support and the middle of a sample are left to the search."""
    for k, (kind, x) in enumerate(zip(model.where.values(), found, strict=True)):
        if kind in ("N", "end") or (kind in ("+", "01") and x == 0) or (kind == "01" and x == 1):
            continue

        def along(t: mpf, k: int = k) -> mpf:
            return height(model, sample, [*found[:k], t, *found[k + 1:]])

        slope, bend = mpmath.diff(along, x, 1), mpmath.diff(along, x, 2)
        assert abs(slope / bend) < mpf(10) ** -9 * max(1, abs(x))


def assert_climbs(model: Model, sample: list[mpf], draw: random.Random) -> None:
    """The best of a search in ever wider boxes grows."""
    centre = [mpf(1) / 2 if kind == "01" else mpf(1) for kind in model.where.values()]
    best = []
    for reach in (1, 4, 16):
        points = [moved(model, centre, draw, reach) for _ in range(150)]
        points += [in_step(model, centre, draw, reach) for _ in range(50)]
        centre = max([centre, *points], key=lambda at: height(model, sample, at))
        best.append(height(model, sample, centre))
    assert all(a < b for a, b in pairwise(best))


def test_a_wrong_estimate_would_be_seen() -> None:
    """The mean is not where a Cauchy likelihood is highest, nor where its score vanishes."""
    model = next(m for m in MODELS if m.text == "model: x ~ Cauchy(μ, 1)")
    sample = in_digits(drawn(model, 0))
    mean = [mpmath.fsum(sample) / len(sample)]
    assert climb(model, sample, mean) > height(model, sample, mean) + mpf(10) ** -9
    with pytest.raises(AssertionError):
        assert_stationary(model, sample, mean)
