"""Location and scale of laws with heavy tails, both unknown: against a search that knows the density, and where a
likelihood has no single maximum."""

from __future__ import annotations

from math import exp, log

import pytest
from scipy import optimize

from derive.claims.curves import AlongCurve, ConcaveAlong, OnCurve
from derive.claims.several import JointMaximum, JointZero
from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Verified

X = [1.2, 0.7, 2.9, 1.6, 0.4, 3.3]
FAR = [1, 1.1, 0.9, 1.05, 0.95, 100]
BIG = [1200000, 340000, 560000, 780000]
SMALL = [0.00012, 0.00034, 0.00056, 0.00078]
BESIDE = [1000000.001, 1000000.002, 1000000.004]
HALVES = [-1, 0, 0, 2, 7]


def own(density: str, second: str) -> str:
    return f"model: {{variable: x, density: '{density}', support: real}}\nparameters: {{a: real, {second}: positive}}"


# What the scale is, as a power of the second parameter, and the degrees of freedom.
ROWS: list[tuple[str, list[float], float, float]] = [
    ("model: x ~ Cauchy(μ, γ)", X, 1, 1),
    ("model: x ~ Cauchy(μ, γ)", FAR, 1, 1),
    ("model: x ~ Cauchy(μ, γ)", BIG, 1, 1),
    ("model: x ~ Cauchy(μ, γ)", SMALL, 1, 1),
    ("model: x ~ Cauchy(μ, γ)", BESIDE, 1, 1),
    ("model: x ~ Cauchy(μ, γ)", HALVES, 1, 1),
    ("model: x ~ Cauchy(m, r)", X, 1, 1),
    ("model: x ~ StudentT(4, μ, σ)", X, 1, 4),
    ("model: x ~ StudentT(4, μ, σ)", FAR, 1, 4),
    ("model: x ~ StudentT(4, μ, σ)", [1, 3], 1, 4),
    ("model: x ~ StudentT(3/2, μ, σ)", HALVES, 1, 1.5),
    ("model: x ~ StudentT(30, t, g)", X, 1, 30),
    ("model: x ~ StudentT(ν, μ, σ)\nknown: {ν: 5}", X, 1, 5),
    (own("1/(π s (1 + (x-a)^2/s^2))", "s"), X, 1, 1),
    (own("s/(π (s^2 + (a-x)^2))", "s"), X, 1, 1),
    (own("k/(π (1 + k^2 (x-a)^2))", "k"), X, -1, 1),
    (own("sqrt(v)/(π (v + (x-a)^2))", "v"), X, 0.5, 1),
    (own("2/(π s (1 + ((x-a)/s)^2)^2)", "s"), X, 1, 0),
]


def depth(x: list[float], centre: float, scale: float, df: float) -> float:
    """Minus the log-likelihood; without degrees of freedom that of the density with (1 + z²)²."""
    k, width = ((df + 1) / 2, df) if df else (2, 1)
    return len(x) * log(scale) + k * sum(log(1 + ((t - centre) / scale) ** 2 / width) for t in x)


def search(x: list[float], df: float) -> tuple[float, float]:
    """Location and scale, by Nelder and Mead from the median and the mean distance from it."""
    centre = sorted(x)[len(x) // 2]
    width = sum(abs(t - centre) for t in x) / len(x)
    found = optimize.minimize(
        lambda at: depth(x, centre + width * at[0], width * exp(at[1]), df), [0, -0.5],
        method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-13},
    ).x  # fmt: skip
    return centre + width * found[0], width * exp(found[1])


@pytest.mark.parametrize(("text", "x", "power", "df"), ROWS)
def test_location_and_scale(text: str, x: list[float], power: float, df: float) -> None:
    derivation = solve(loads(f"{text}\ndata: [{', '.join(f'{t:.12g}' for t in x)}]"))
    assert (derivation.status, derivation.verified) == ("numeric", True)
    assert all(step.proof is not None and step.proof.kind != Verified.SAMPLED for step in derivation.steps)
    location, scale = search(x, df)
    first, second = derivation.estimates
    assert first.value == pytest.approx(location, abs=1e-4 * scale)
    assert second.value == pytest.approx(scale ** (1 / power), rel=1e-4)
    for row in (first, second):
        assert row.interval is not None
        assert row.interval[0] <= row.value <= row.interval[1]
    expected = [OnCurve, AlongCurve, ConcaveAlong] * 2 + [JointZero, JointMaximum]
    assert [claim for step in derivation.steps for claim in [type(step.claim)] if claim in expected] == expected


def test_a_table_of_counts_is_the_list_that_it_stands_for() -> None:
    table = solve(loads("model: x ~ Cauchy(μ, γ)\ndata: {counts: {1: 3, 2: 2, 5: 1, 9: 3}}"))
    listed = solve(loads("model: x ~ Cauchy(μ, γ)\ndata: [1, 1, 1, 2, 2, 5, 9, 9, 9]"))
    assert [row.value for row in table.estimates] == pytest.approx([row.value for row in listed.estimates])


@pytest.mark.parametrize("text", ["x ~ Cauchy(μ, γ)", "x ~ StudentT(4, μ, σ)"])
def test_of_a_sample_of_any_size_two_equations_are_left(text: str) -> None:
    derivation = solve(loads(f"model: {text}"))
    assert (derivation.status, derivation.verified) == ("numeric", True)
    assert all(row.general is not None and row.value is None for row in derivation.estimates)
    signs = [step.after.operators[-1] for step in derivation.steps if isinstance(step.claim, ConcaveAlong)]  # type: ignore[attr-defined]
    assert signs == (["<", "≤"] if "4" in text else ["≤", "≤"])


NO_SINGLE_MAXIMUM = [
    ("model: x ~ Cauchy(μ, γ)\ndata: [1, 3]", "level along one half circle"),
    ("model: x ~ Cauchy(μ, γ)\ndata: [1, 1, 3, 3]", "level along one half circle"),
    ("model: x ~ StudentT(1/2, μ, σ)\ndata: [1, 2, 4]", "tails so heavy that there may be several maxima"),
]


@pytest.mark.parametrize("text", [text for text, _ in NO_SINGLE_MAXIMUM], ids=[why for _, why in NO_SINGLE_MAXIMUM])
def test_no_maximum_is_claimed(text: str) -> None:
    derivation = solve(loads(text))
    assert derivation.status == "unsolved"
    assert not derivation.estimates


TO_THE_EDGE = [
    ("model: x ~ Cauchy(μ, γ)\ndata: [1.2, 3, 1.2, 2]", "μ = 1.2 and γ = 0"),
    ("model: x ~ StudentT(3, μ, σ)\ndata: [1, 1, 3, 1]", "μ = 1 and σ = 0"),
    ("model: x ~ Cauchy(μ, γ)\ndata: {counts: {0: 3, 2: 2, 5: 1}}", "μ = 0 and γ = 0"),
    (own("k/(π (1 + k^2 (x-a)^2))", "k") + "\ndata: [1, 1, 2, 3]", "a = 1 and k = ∞"),
]


@pytest.mark.parametrize(("text", "edge"), TO_THE_EDGE)
def test_half_of_the_observations_draw_the_likelihood_to_the_edge(text: str, edge: str) -> None:
    derivation = solve(loads(text))
    assert (derivation.status, derivation.verified) == ("no-maximum", True)
    assert f"climbs towards {edge}," in derivation.diagnostics[0]


def test_after_the_estimate() -> None:
    derivation = solve(loads("model: x ~ Cauchy(μ, γ)\ndata: [1, 2, 4, 9]\nfind: [mle, standard-error, mle of μ/γ]"))
    assert (derivation.status, derivation.verified) == ("numeric", True)
    location, scale, ratio = (row.value for row in derivation.estimates)
    assert ratio == pytest.approx(location / scale)
    errors = {row.parameter: row.value for row in derivation.quantities if row.name == "standard-error"}
    assert [errors[name] for name in ("μ", "γ")] == pytest.approx([scale * (2 / 4) ** 0.5] * 2)


def test_symbols_of_the_curves_are_those_that_are_free() -> None:
    derivation = solve(loads("model: m ~ Cauchy(t, r)\ndata: {m: [1, 2, 4]}"))
    curve = next(step.claim for step in derivation.steps if isinstance(step.claim, OnCurve))
    assert {"m", "t", "r"}.isdisjoint((curve.variable, curve.centre, curve.radius))
    assert [plain(row.parameter) for row in derivation.estimates] == ["t", "r"]
