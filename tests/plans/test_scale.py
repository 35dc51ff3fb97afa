"""Location and scale of a law with a concave log-density, both unknown: against a search that knows the density."""

from __future__ import annotations

from collections.abc import Callable
from math import cosh, exp, log, pi

import pytest
from scipy import optimize

from derive.claims.several import ConcaveInAll, JointMaximum, JointZero, NewParameters, Reparametrised
from derive.claims.zeros import Follows
from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Verified

X = [1.2, 0.7, 2.9, 1.6, 0.4, 3.3]
FAR = [1, 1.1, 0.9, 1.05, 0.95, 100]
BIG = [1200000, 340000, 560000, 780000]
SMALL = [0.00012, 0.00034, 0.00056, 0.00078]
Shape = Callable[[float], float]


def own(density: str, parameters: str = "μ: real, s: positive") -> str:
    return f"model: {{variable: x, density: '{density}', support: real}}\nparameters: {{{parameters}}}"


def logistic(z: float) -> float:
    return -abs(z) - 2 * log(1 + exp(-abs(z)))


def secant(z: float) -> float:
    return -log(2 * cosh(pi * z / 2)) if abs(z) < 400 else -pi * abs(z) / 2


def skewed(z: float) -> float:
    return -z - 4 * (log(1 + exp(-z)) if z > 0 else -z + log(1 + exp(z)))


ROWS: list[tuple[str, list[float], Shape, bool]] = [
    ("model: x ~ Logistic(μ, s)", X, logistic, False),
    ("model: x ~ Logistic(μ, s)", FAR, logistic, False),
    ("model: x ~ Logistic(μ, s)", BIG, logistic, False),
    ("model: x ~ Logistic(μ, s)", SMALL, logistic, False),
    ("model: x ~ Logistic(μ, s)", [2, 3], logistic, False),
    ("model: x ~ Logistic(a, b)", X, logistic, False),
    ("model: x ~ HyperbolicSecant(μ, σ)", X, secant, False),
    ("model: x ~ HyperbolicSecant(μ, σ)", [-2, 0, 2], secant, False),
    (own("exp(-(x-μ)/s)/(s (1+exp(-(x-μ)/s))^2)"), X, logistic, False),
    (own("exp((x-μ)/s)/(s (1+exp((x-μ)/s))^2)"), X, logistic, False),
    (own("k exp(-k(x-m))/(1+exp(-k(x-m)))^2", "m: real, k: positive"), X, logistic, True),
    (own("1/(4 s cosh((x-μ)/(2 s))^2)"), X, logistic, False),
    (own("3 exp(-(x-μ)/s)/(s (1+exp(-(x-μ)/s))^4)"), X, skewed, False),
]


def search(x: list[float], shape: Shape) -> tuple[float, float]:
    """Location and scale, by Nelder and Mead from the mean and the mean distance from it."""
    centre = sum(x) / len(x)
    width = sum(abs(t - centre) for t in x) / len(x)

    def depth(at: list[float]) -> float:
        s = width * exp(at[1])
        return len(x) * log(s) - sum(shape((t - centre - width * at[0]) / s) for t in x)

    found = optimize.minimize(depth, [0, -0.5], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-13}).x
    return centre + width * found[0], width * exp(found[1])


@pytest.mark.parametrize(("text", "x", "shape", "rate"), ROWS)
def test_a_location_and_a_scale(text: str, x: list[float], shape: Shape, rate: bool) -> None:
    derivation = solve(loads(f"{text}\ndata: [{', '.join(f'{t:.8g}' for t in x)}]"))
    assert (derivation.status, derivation.verified) == ("numeric", True)
    assert all(step.proof is not None and step.proof.kind != Verified.SAMPLED for step in derivation.steps)
    location, scale = search(x, shape)
    first, second = derivation.estimates
    assert first.value == pytest.approx(location, rel=1e-5, abs=1e-5 * scale)
    assert second.value == pytest.approx(1 / scale if rate else scale, rel=1e-5)
    for row in (first, second):
        assert row.interval is not None
        assert row.interval[0] <= row.value <= row.interval[1]
        assert row.interval[1] - row.interval[0] < 1e-12 * scale + 1e-12 * abs(row.value)
    expected = [NewParameters, Reparametrised, ConcaveInAll, JointZero, JointMaximum, Follows, Follows]
    assert [claim for step in derivation.steps for claim in [type(step.claim)] if claim in expected] == expected


def test_a_table_of_counts_is_the_list_that_it_stands_for() -> None:
    table = solve(loads("model: x ~ Logistic(μ, s)\ndata: {counts: {1: 3, 2: 2, 5: 1}}"))
    listed = solve(loads("model: x ~ Logistic(μ, s)\ndata: [1, 1, 1, 2, 2, 5]"))
    assert [row.value for row in table.estimates] == pytest.approx([row.value for row in listed.estimates])


@pytest.mark.parametrize("text", ["x ~ Logistic(μ, s)", "x ~ HyperbolicSecant(μ, σ)"])
def test_of_a_sample_of_any_size_two_equations_are_left(text: str) -> None:
    derivation = solve(loads(f"model: {text}"))
    assert (derivation.status, derivation.verified) == ("numeric", True)
    assert all(row.general is not None and row.value is None for row in derivation.estimates)
    assert any(isinstance(step.claim, ConcaveInAll) for step in derivation.steps)


@pytest.mark.parametrize("x", ["2", "2, 2, 2"])
def test_equal_observations_have_no_scale(x: str) -> None:
    derivation = solve(loads(f"model: x ~ HyperbolicSecant(μ, σ)\ndata: [{x}]"))
    assert (derivation.status, derivation.verified) == ("no-maximum", True)
    assert "μ = 2 and σ = t" in plain_text(derivation.diagnostics)


def plain_text(lines: tuple[str, ...]) -> str:
    return " ".join(lines)


def test_the_scale_stands_under_its_own_name() -> None:
    derivation = solve(loads(f"{own('k exp(-k(x-m))/(1+exp(-k(x-m)))^2', 'm: real, k: positive')}\ndata: [1, 2, 4]"))
    assert [plain(row.parameter) for row in derivation.estimates] == ["m", "k"]


# ---- one parameter by a formula, the other by a score whose sign is proved up to the ends of its domain ----

TWO: list[tuple[str, str, dict[str, float]]] = [
    ("x ~ Lomax(α, λ)", "0.2, 0.7, 12.9, 1.6, 0.4, 3.3", {"α": 1.430655317, "λ": 1.963266147}),
    ("x ~ Burr(c, k)", "1.2, 0.7, 2.9, 1.6, 0.4, 3.3", {"c": 2.437356546, "k": 0.710598983}),
    ("x ~ Kumaraswamy(a, b)", "0.31, 0.72, 0.55, 0.83, 0.12", {"a": 1.530194282, "b": 1.635860489}),
    ("x ~ Gompertz(η, b)", "1.2, 0.7, 2.9, 1.6, 0.4, 3.3", {"η": 0.462807726, "b": 0.569197250}),
]


@pytest.mark.parametrize(("model", "data", "answer"), TWO)
def test_a_profile_up_to_its_ends(model: str, data: str, answer: dict[str, float]) -> None:
    derivation = solve(loads(f"model: {model}\ndata: [{data}]"))
    assert (derivation.status, derivation.verified) == ("numeric", True)
    assert {plain(row.parameter): row.value for row in derivation.estimates} == pytest.approx(answer, rel=1e-8)
