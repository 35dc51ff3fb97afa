"""Profiles that fall as minus the slope of the logarithm of a sum: against a search that knows the density."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, expm1, inf, log, log1p

import pytest
from scipy import optimize

from derive.claims.log_sums import FallsWithLogSum
from derive.claims.zeros import SignInRange
from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Verified

Density = Callable[[float, float, float], float]
GOMPERTZ, BURR = "model: x ~ Gompertz(η, b)", "model: x ~ Burr(c, k)"


def gompertz(x: float, eta: float, b: float) -> float:
    return log(b) + log(eta) + b * x - eta * expm1(b * x)


def burr(x: float, c: float, k: float) -> float:
    return log(c) + log(k) + (c - 1) * log(x) - (k + 1) * log1p(x**c)


ROWS: list[tuple[str, list[float], Density]] = [
    (GOMPERTZ, [1.2, 0.7, 2.9, 1.6, 0.4, 3.3], gompertz),
    (GOMPERTZ, [1.89, 4.26, 4.63, 0.39, 1.28, 4.6, 1.77], gompertz),
    (GOMPERTZ, [0, 2, 2.5, 3], gompertz),
    (GOMPERTZ, [1000, 2000, 3000, 3500], gompertz),
    (BURR, [1.2, 0.7, 2.9, 1.6, 0.4, 3.3], burr),
    (BURR, [4.37, 0.19, 1.03, 1.87, 4.38, 1.07, 4.17], burr),
    (BURR, [0.96, 1.17, 3.6, 2.27, 1.65, 0.21, 2.11], burr),
    (BURR, [0.3, 0.3, 2], burr),
    (BURR, [0.9, 0.95], burr),
]


def height(density: Density, x: list[float], first: float, second: float) -> float:
    try:
        return sum(density(t, first, second) for t in x)
    except (OverflowError, ValueError):
        return -inf


@pytest.mark.parametrize(("text", "x", "density"), ROWS)
def test_one_falling_profile_is_left(text: str, x: list[float], density: Density) -> None:
    derivation = solve(loads(f"{text}\ndata: {x}"))
    assert (derivation.status, derivation.verified) == ("numeric", True)
    assert all(step.proof is not None and step.proof.kind != Verified.SAMPLED for step in derivation.steps)
    assert [step.rule for step in derivation.steps if isinstance(step.claim, FallsWithLogSum)] == ["monotone-log-sum"]
    found = [row.value for row in derivation.estimates]

    def depth(at: list[float]) -> float:
        return -height(density, x, found[0] * exp(at[0]), found[1] * exp(at[1]))

    best = optimize.minimize(depth, [0.1, -0.1], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12})
    assert abs(best.x).max() < 1e-4


@pytest.mark.parametrize("text", [GOMPERTZ, BURR])
def test_of_a_sample_of_any_size_the_falling_function_is_left(text: str) -> None:
    derivation = solve(loads(text))
    assert (derivation.status, derivation.verified) == ("numeric", True)
    assert any(isinstance(step.claim, FallsWithLogSum) for step in derivation.steps)


CLIMBS = [
    (BURR, "1.3, 3.75, 4.94, 4.76, 1.46", "c tends to ∞"),
    (BURR, "1.27, 4.68, 1.03, 5", "c tends to ∞"),
    (BURR, "2", "c tends to ∞"),
    (BURR, "2, 2, 2", "c tends to ∞"),
    (BURR, "1, 2", "c tends to ∞"),
    (BURR, "0.5", "c tends to ∞"),
    (GOMPERTZ, "1, 1, 1", "b tends to ∞"),
    (GOMPERTZ, "0, 0, 1", "b tends to 0"),
]


@pytest.mark.parametrize(("text", "data", "way"), CLIMBS)
def test_no_maximum(text: str, data: str, way: str) -> None:
    derivation = solve(loads(f"{text}\ndata: [{data}]"))
    assert (derivation.status, derivation.verified) == ("no-maximum", True)
    assert way in derivation.diagnostics[0]


def test_brackets_have_their_sign_in_the_range_of_the_data() -> None:
    derivation = solve(loads(f"{BURR}\ndata: [1.3, 3.75, 4.94]"))
    step = next(step for step in derivation.steps if isinstance(step.claim, SignInRange))
    assert "1.3 ≤ xᵢ ≤ 4.94" in step.reason
    assert plain(step.after).count("(n/c − ") == 1


def test_a_profile_is_left_without_what_cancels() -> None:
    derivation = solve(loads(GOMPERTZ))
    profile = next(step.after for step in derivation.steps if step.rule == "profile")
    assert plain(profile) == "ℓ(b) = n log b + n log(n/(Σe^(b xᵢ) − n)) − n + b Σxᵢ"
