"""Likelihoods without bound: the path along which they climb is named and proved; bounded ones are left alone."""

from __future__ import annotations

import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads

REAL_AND_SCALE = "support: real}\nparameters: {a: real, s: positive}\n"

CLIMBS = [
    ("model: x ~ Gumbel(μ, β)\ndata: [3, 3]", "μ = 3 and β = t"),
    ("model: x ~ Logistic(μ, s)\ndata: [3]", "μ = 3 and s = t"),
    (
        "model: ['x ~ Normal(a, σ²)', 'y ~ Normal(b, σ²)']\ndata: {x: [1, 1], y: [3]}",
        "a = 1, σ² = t and b = 3",
    ),
    ("model: x ~ Cauchy(μ, γ)\ndata: [1, 5, 1, 1]", "μ = 1 and γ = t"),
    ("model: x ~ Weibull(k, λ)\ndata: [3, 3, 3]", "k = t and λ = 3"),
    (
        "model: {variable: x, density: exp(-abs(x-a)/s)/(4 s) + exp(-abs(x))/4, " + REAL_AND_SCALE + "data: [1.5, 2]",
        "a = 1.5 and s = t",
    ),
    (
        "likelihood: (exp(-((-1.5)-a)^2/(2 s^2))/s + exp(-2)) (exp(-((-3)-a)^2/(2 s^2))/s + exp(-5))\n"
        "parameters: {a: real, s: positive}",
        "a = −1.5 and s = t",
    ),
    (
        "model: {variable: x, density: (x-t)^(a-1) exp(-(x-t)/b)/(b^a Γ(a)), support: x > t}\n"
        "parameters: {t: real, a: positive, b: positive}\ndata: [1, 2, 4]",
        "t = 1 − u, a = 1/2 and b = 1/2",
    ),
    (
        "model: {variable: x, density: exp(-(log(x-t)-m)^2/(2 v))/((x-t) sqrt(2 π v)), support: x > t}\n"
        "parameters: {t: real, m: real, v: positive}\ndata: [1, 2, 4]",
        "t = 1 − u, m = log u and v = (log u)²",
    ),
    (
        "model: {variable: x, density: a/b^a (b-x)^(a-1), support: 0 < x < b}\n"
        "parameters: {a: positive, b: positive}\ndata: [1, 2, 5]",
        "a = 1/2 and b = 5 + t",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "way"), CLIMBS)
def test_the_path_is_named_and_proved(text: str, way: str) -> None:
    derivation = solve(loads(text))
    assert derivation.status == "no-maximum"
    assert derivation.verified
    assert f"along {way} " in derivation.diagnostics[0]


def test_a_line_through_all_points_by_absolute_errors() -> None:
    """Its slope has a closed form; then nothing is left that keeps the scale from zero."""
    text = "model: y ~ Laplace(b x, s)\nparameters: {b: real, s: positive}\ndata: {x: [1, 2], y: [2, 4]}"
    derivation = solve(loads(text))
    assert (derivation.status, derivation.verified) == ("no-maximum", True)
    assert "unbounded as s tends to 0" in derivation.diagnostics[0]
    assert "b̂ = 2" in [plain(step.after) for step in derivation.steps]


BOUNDED = [
    "model: x ~ Cauchy(μ, γ)\ndata: [1, 5, 1, 2]",
    "model: {variable: x, density: (exp(-(x-a)^2/(2 s^2)) + exp(-x^2/(2 s^2)))/(2 s sqrt(2 π)), "
    + REAL_AND_SCALE
    + "data: [1, 2, 5]",
    "model: {variable: x, density: 4 (x-t)/s^2 exp(-2 ((x-t)/s)^2), support: x > t}\n"
    "parameters: {t: real, s: positive}\ndata: [1, 2, 5]",
]


@pytest.mark.parametrize("text", BOUNDED)
def test_no_path_where_the_likelihood_is_bounded(text: str) -> None:
    assert not any(step.rule == "path" for step in solve(loads(text)).steps)
