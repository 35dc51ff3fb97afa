"""Problems in a line whose observations are vectors: pairs of normal variables, joint densities, their faults."""

from __future__ import annotations

import random
from statistics import correlation, fmean, pvariance
from unicodedata import normalize

import pytest
from mpmath import mp, mpf

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import ProblemError, loads
from derive.steps import Derivation, Verified

ALL = "model: (x, y) ~ BivariateNormal(μ_1, μ_2, σ_1^2, σ_2^2, ρ)\n"
ONLY = "model: (x, y) ~ BivariateNormal(0, 0, 1, 1, ρ)\n"
RATES = "model: {variables: [x, y], density: λ μ exp(-λ x - μ y), support: {x: x > 0, y: y > 0}}\n"


def solved(text: str) -> Derivation:
    derivation = solve(loads(text))
    kinds = {step.proof.kind for step in derivation.steps if step.proof is not None}
    assert derivation.verified
    assert Verified.SAMPLED not in kinds
    return derivation


def columns(x: list[float], y: list[float]) -> str:
    return f"data: {{x: {x}, y: {y}}}\n"


def answers(derivation: Derivation) -> dict[str, str]:
    rows = [(plain(e.parameter), plain(e.exact)) for e in derivation.estimates if e.exact is not None]
    return {name: normalize("NFC", text) for name, text in rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ALL,
            {"μ₁": "x̄", "μ₂": "ȳ", "σ₁²": "(1/n) Σ(xᵢ − x̄)²", "σ₂²": "(1/n) Σ(yᵢ − ȳ)²",
             "ρ": "(Σ (xᵢ − x̄)(yᵢ − ȳ))/√((Σ(xᵢ − x̄)²) Σ(yᵢ − ȳ)²)"},
        ),
        (
            "model: (u, v) ~ BivariateNormal(0, 1, s, t, r)\n",
            {"s": "(1/n) Σuᵢ²", "t": "(1/n) Σ(vᵢ − 1)²", "r": "(Σ uᵢ (vᵢ − 1))/√((Σuᵢ²) Σ(vᵢ − 1)²)"},
        ),
        ("model: (x, y) ~ BivariateNormal(a, b, 1, 4, 1/2)\n" + columns([1, 3], [2, 6]), {"a": "2", "b": "4"}),
        (ALL + "data: {n: 5, sum(x): 3, sum(y): 4, sum(x^2): 9, sum(y^2): 12, sum(x y): 5}",
         {"μ₁": "3/5", "μ₂": "4/5", "σ₁²": "36/25", "σ₂²": "44/25", "ρ": "13/(12√11)"}),
        (RATES + "parameters: {λ: positive, μ: positive}\n", {"λ": "1/x̄", "μ": "1/ȳ"}),
        (
            "model: {variables: [x, y], mass: 'p^x (1-p)^(1-x) q^y (1-q)^(1-y)', support: {x: 0 <= x <= 1, "
            "y: 0 <= y <= 1}}\nparameters: {p: 0 <= p <= 1, q: 0 <= q <= 1}\n" + columns([1, 0, 1], [0, 1, 0]),
            {"p": "2/3", "q": "1/3"},
        ),
    ],
)
def test_estimates(text: str, expected: dict[str, str]) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert answers(derivation) == {name: normalize("NFC", value) for name, value in expected.items()}


@pytest.mark.parametrize("seed", range(3))
def test_a_pair_has_its_moments(seed: int) -> None:
    rng = random.Random(seed)
    x = [round(rng.gauss(1, 2), 1) for _ in range(rng.choice((3, 6, 40)))]
    y = [round(v / 2 + rng.gauss(0, 1), 1) for v in x]
    found = [e.value for e in solved(ALL + columns(x, y)).estimates]
    assert found == pytest.approx([fmean(x), fmean(y), pvariance(x), pvariance(y), correlation(x, y)], rel=1e-9)


@pytest.mark.parametrize(
    ("x", "y"),
    [([1.2, -0.5, 0.3, 2], [0.7, -1.1, 0.4, 1.2]), ([0.1, -0.1], [0.1, 0.05]), ([1, -2], [2, 0.5]), ([3], [-2])],
)
def test_a_correlation_alone_solves_its_cubic(x: list[float], y: list[float]) -> None:
    """One or three real roots: the estimate is one at which no other lies higher."""
    derivation = solved(ONLY + columns(x, y))
    (row,) = derivation.estimates
    squares, products, n = sum(a * a + b * b for a, b in zip(x, y, strict=True)), sum(
        a * b for a, b in zip(x, y, strict=True)), len(x)

    def height(r: mpf) -> mpf:
        return -mpf(n) / 2 * mp.log(1 - r * r) - (squares - 2 * r * products) / (2 * (1 - r * r))

    assert row.value is not None
    rho = mpf(row.value)
    cubic = n * rho * (1 - rho**2) + (1 + rho**2) * products - rho * squares
    assert abs(cubic) < 1e-9
    assert all(height(mpf(k) / 1000) <= height(rho) + mpf(10) ** -12 for k in range(-999, 1000))


SHARES = {"x": ["0.2", "0.5", "0.3", "0.4"], "y": ["0.3", "0.3", "0.35", "0.4"], "z": ["0.5", "0.2", "0.35", "0.2"]}


@pytest.mark.parametrize(
    ("model", "shapes"),
    [
        ("(x, y, z) ~ Dirichlet(a, b, c)", "abc"),
        ("(x, y, z) ~ Dirichlet(c, b, a)", "cba"),
        ("(x, y, z) ~ Dirichlet(a, a, c)", "aac"),
        ("(x, y, z) ~ Dirichlet(a, b, 2)", "ab2"),
        ("{variables: [x, y, z], density: 'Γ(a+b+c)/(Γ(a) Γ(b) Γ(c)) x^(a-1) y^(b-1) z^(c-1)', support: "
         "{x: 0 < x < 1, y: 0 < y < 1, z: 0 < z < 1}}\nparameters: {a: positive, b: positive, c: positive}", "abc"),
    ],
)
def test_shapes_of_shares_solve_their_equations(model: str, shapes: str) -> None:
    """Σ over the places of a shape of ψ(shape) − ψ(sum) is the mean of the logarithms there."""
    data = ", ".join(f"{name}: [{', '.join(values)}]" for name, values in SHARES.items())
    derivation = solved(f"model: {model}\ndata: {{{data}}}\n")
    assert derivation.status == "numeric"
    found = {plain(e.parameter): mpf(e.value) for e in derivation.estimates if e.value is not None}
    assert {*found} == {*shapes} - {"2"}
    at = [found.get(shape, mpf(2)) for shape in shapes]
    means = [sum(mp.log(mpf(v)) for v in values) / 4 for values in SHARES.values()]
    for name in found:
        places = [k for k, shape in enumerate(shapes) if shape == name]
        assert abs(sum(mp.digamma(at[k]) - mp.digamma(sum(at)) - means[k] for k in places)) < 1e-10


def test_shapes_of_many_shares_and_of_sums() -> None:
    four = solved("model: (x, y, z, w) ~ Dirichlet(p, q, r, s)\ndata: {x: [0.2, 0.5, 0.3], y: [0.3, 0.1, 0.3], "
                  "z: [0.4, 0.2, 0.1], w: [0.1, 0.2, 0.3]}")
    assert [e.value for e in four.estimates] == pytest.approx(
        [5.01794193653, 3.51699813088, 3.39978826762, 3.13195890793], rel=1e-9)
    summed = solved("model: (x, y, z) ~ Dirichlet(a, b, c)\n"
                    "data: {n: 4, sum(log x): -4.42, sum(log y): -4.37, sum(log z): -4.97}")
    assert summed.status == "numeric"


def test_shapes_of_shares_in_symbols() -> None:
    derivation = solved("model: (x, y, z) ~ Dirichlet(a, b, c)")
    assert derivation.status == "numeric"
    assert plain(derivation.estimates[0].general or derivation.estimates[0].parameter) == (
        "ψ(a + b + c) − ψ(a) = −(1/n) Σ log xᵢ")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (ALL + columns([1, 2, 3], [2, 4, 6]), "ρ = 1 − t"),
        (ALL + columns([1, 2.5], [2, 1]), "ρ = t − 1"),
        (ALL + columns([1, 2, 4], [2, 2, 2]), "σ₂² = t"),
        (ALL + columns([2, 2, 2], [1, 2, 4]), "σ₁² = t"),
        (ALL + columns([1], [2]), "no maximum"),
        ("model: (x, y) ~ BivariateNormal(0, 0, s, v, ρ)\n" + columns([1, 2], [-2, -4]), "ρ = t − 1"),
    ],
)
def test_pairs_on_a_line_have_no_maximum(text: str, way: str) -> None:
    derivation = solved(text)
    assert derivation.status == "no-maximum"
    assert way in derivation.diagnostics[0]


def test_information_of_a_vector_is_said_to_be_missing() -> None:
    derivation = solved(ALL + "find: [mle, standard-error]\n" + columns([1, 2, 4], [2, 1, 7]))
    assert derivation.status == "solved"
    assert any("vector" in note for note in derivation.diagnostics)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("model: (x, y) ~ Dirichlet(a, b)\n" + columns([0.5, 0.3], [0.5, 0.6]), "x + y is 0.9 in row 2"),
        ("model: (x, y) ~ Dirichlet(a, b)\n" + columns([1.5], [-0.5]), "outside of the support"),
        ("model: (x, y) ~ Dirichlet(a, b, c)", "is 3 numbers"),
        ("model: (x, y) ~ Normal(0, v)", "an observation of Normal is one number"),
        ("model: x ~ BivariateNormal(a, b, s, t, r)", "an observation of BivariateNormal is 2 numbers"),
        ("model: (x, x) ~ BivariateNormal(a, b, s, t, r)", "should name different variables"),
        ("model: (x, y) ~ BivariateNormal(a, b, s, t, 2)", "outside of the domain"),
        (ALL + "data: {x: [1, 2], y: [1]}", "different lengths"),
        (ALL + "data: {x: [1, 2]}", "no column y"),
        (ALL + "data: [1, 2]", "one list for x and y"),
        (RATES.replace(", y: y > 0", "") + "parameters: {λ: positive, μ: positive}", "no support for y"),
        (RATES + "parameters: {λ: positive, μ: positive}\n" + columns([1], [-2]), "outside of the support"),
        (RATES + "parameters: {λ: positive, μ: positive, y: real}", "y is part of the observation"),
    ],
)
def test_faults(text: str, said: str) -> None:
    with pytest.raises(ProblemError) as caught:
        loads(text)
    assert any(said in str(fault) for fault in caught.value.diagnostics)
