"""Several unknowns at once: regressions, groups, separation, two shapes; against estimates by mpmath."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from mpmath import digamma, exp, findroot, log, matrix, mp, mpf

from derive.notation.plain import plain
from derive.notation.reader import read
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation, Verified

mp.dps = 30

X = [0, 1, 2, 3, 4, 5, 6]
Z = [1, 0, 0, 1, 1, 0, 2]
HITS = [0, 0, 1, 0, 1, 0, 1]
COUNTS = [2, 1, 4, 3, 7, 6, 12]
TIMES = ["2", "1.5", "1", "3", "2.5", "1", "2"]
HEIGHTS = ["2.1", "3.9", "6.2", "9.7", "8", "11.4", "13"]
SHARES = ["0.31", "0.72", "0.55", "0.83", "0.12"]
LOGIT = "model: y ~ Bernoulli(1/(1 + exp(-a - b x)))\nparameters: {a: real, b: real}"


def data(**columns: list[object]) -> str:
    inner = ", ".join(f"{name}: [{', '.join(map(str, values))}]" for name, values in columns.items())
    return f"\ndata: {{{inner}}}"


def solved(text: str) -> Derivation:
    return solve(loads(text))


def numbers(derivation: Derivation) -> dict[str, float | None]:
    return {plain(e.parameter): e.value for e in derivation.estimates}


def stationary(columns: list[list[object]], residual: Callable[[mpf, int], mpf], start: list[float]) -> list[mpf]:
    """Where Σ residual(predictor, row) z vanishes for every column z."""
    table = [[mpf(str(x)) for x in column] for column in columns]

    def scores(*at: mpf) -> list[mpf]:
        rows = range(len(table[0]))
        etas = [sum(b * z[k] for b, z in zip(at, table, strict=True)) for k in rows]
        return [sum(residual(etas[k], k) * z[k] for k in rows) for z in table]

    return list(findroot(scores, start))


ONES = [1] * 7
NUMERIC: dict[str, tuple[str, list[mpf]]] = {
    "logistic, trials a row": (
        LOGIT.replace("Bernoulli(", "Binomial(m, ") + data(x=X, y=HITS, m=ONES),
        stationary([ONES, X], lambda eta, k: HITS[k] - 1/(1 + exp(-eta)), [-1.0, 0.3]),
    ),
    "logistic": (
        LOGIT + data(x=X, y=HITS),
        stationary([ONES, X], lambda eta, k: HITS[k] - 1/(1 + exp(-eta)), [-1.0, 0.3]),
    ),
    "logistic, written as a mass": (
        "model: {variable: y, mass: 'exp(y (a + b x))/(1 + exp(a + b x))', support: 0 <= y <= 1}\n"
        "parameters: {a: real, b: real}" + data(x=X, y=HITS),
        stationary([ONES, X], lambda eta, k: HITS[k] - 1/(1 + exp(-eta)), [-1.0, 0.3]),
    ),
    "logistic, two columns": (
        "model: y ~ Bernoulli(exp(a + b x + c z)/(1 + exp(a + b x + c z)))\n"
        "parameters: {a: real, b: real, c: real}" + data(x=X, z=Z, y=HITS),
        stationary([ONES, X, Z], lambda eta, k: HITS[k] - 1/(1 + exp(-eta)), [-1.0, 0.3, 0.0]),
    ),
    "logistic, several trials a row": (
        "model: y ~ Binomial(12, 1/(1 + exp(-(a + b x))))\nparameters: {a: real, b: real}" + data(x=X, y=COUNTS),
        stationary([ONES, X], lambda eta, k: COUNTS[k] - 12/(1 + exp(-eta)), [-2.0, 0.5]),
    ),
    "Poisson": (
        "model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}" + data(x=X, y=COUNTS),
        stationary([ONES, X], lambda eta, k: COUNTS[k] - exp(eta), [0.5, 0.3]),
    ),
    "Poisson with exposure": (
        "model: y ~ Poisson(t exp(a + b x))\nparameters: {a: real, b: real}" + data(x=X, t=TIMES, y=COUNTS),
        stationary([ONES, X], lambda eta, k: COUNTS[k] - mpf(TIMES[k]) * exp(eta), [0.0, 0.3]),
    ),
    "Poisson with an offset": (
        "model: y ~ Poisson(exp(a + b x + log(t)))\nparameters: {a: real, b: real}" + data(x=X, t=TIMES, y=COUNTS),
        stationary([ONES, X], lambda eta, k: COUNTS[k] - mpf(TIMES[k]) * exp(eta), [0.0, 0.3]),
    ),
    "exponential with log link": (
        "model: y ~ Exponential(scale=exp(a + b x))\nparameters: {a: real, b: real}" + data(x=X, y=HEIGHTS),
        stationary([ONES, X], lambda eta, k: mpf(HEIGHTS[k]) * exp(-eta) - 1, [1.0, 0.2]),
    ),
    "beta": (
        "model: x ~ Beta(α, β)\ndata: [" + ", ".join(SHARES) + "]",
        list(
            findroot(
                lambda a, b: [
                    digamma(a) - digamma(a + b) - sum(log(mpf(x)) for x in SHARES) / 5,
                    digamma(b) - digamma(a + b) - sum(log(1 - mpf(x)) for x in SHARES) / 5,
                ],
                [1.5, 1.4],
            )
        ),
    ),
}


@pytest.mark.parametrize("name", NUMERIC)
def test_a_maximum_without_closed_form(name: str) -> None:
    text, truth = NUMERIC[name]
    derivation = solved(text)
    assert (derivation.status, derivation.verified) == ("numeric", True)
    assert all(s.proof is not None and s.proof.kind is not Verified.SAMPLED for s in derivation.steps)
    for estimate, value in zip(derivation.estimates, truth, strict=True):
        assert estimate.value == pytest.approx(float(value), rel=1e-12)
        assert estimate.interval is not None
        low, high = estimate.interval
        assert mpf(low) <= value <= mpf(high)
        assert Fraction(high) - Fraction(low) <= abs(Fraction(high)) / 10**14 + Fraction(1, 10**16)


@pytest.mark.parametrize("seed", range(3))
def test_a_random_logistic_regression(seed: int) -> None:
    random = Random(seed)
    x = [round(random.gauss(0, 2), 2) for _ in range(40)]
    y = [int(random.random() < 1 / (1 + exp(-0.4 - 0.5 * v))) for v in x]
    truth = stationary([[1] * 40, x], lambda eta, k: y[k] - 1/(1 + exp(-eta)), [0.4, 0.5])
    found = numbers(solved(LOGIT + data(x=x, y=y)))
    assert found == pytest.approx({"a": float(truth[0]), "b": float(truth[1])}, rel=1e-12)


# ---- groups -------------------------------------------------------------------------------------------------

GROUPS = [
    (
        "model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}" + data(x=[0, 0, 1, 1], y=[2, 4, 5, 7]),
        {"a": "log 3", "b": "log 2"},
    ),
    (LOGIT + data(x=[0, 0, 0, 1, 1, 1], y=[0, 1, 0, 1, 1, 0]), {"a": "−log 2", "b": "log 4"}),
    (LOGIT + data(x=[2, 2, 5, 5, 5], y=[0, 1, 1, 1, 0]), {"a": "−(2/3) log 2", "b": "(1/3) log 2"}),
    (
        "model: y ~ Poisson(t exp(a + b x))\nparameters: {a: real, b: real}"
        + data(x=[0, 0, 1], t=[2, 3, 4], y=[5, 5, 6]),
        {"a": "log 2", "b": "−log(4/3)"},
    ),
    (
        "model: y ~ Exponential(exp(a + b x))\nparameters: {a: real, b: real}" + data(x=[0, 0, 1], y=[2, 4, "0.5"]),
        {"a": "−log 3", "b": "log 6"},
    ),
]


@pytest.mark.parametrize(("text", "exact"), GROUPS)
def test_as_many_groups_as_unknowns(text: str, exact: dict[str, str]) -> None:
    derivation = solved(text)
    assert (derivation.status, derivation.verified) == ("solved", True)
    assert {plain(e.parameter): plain(e.exact) for e in derivation.estimates if e.exact is not None} == exact


# ---- no maximum -----------------------------------------------------------------------------------------------

ENDLESS = [
    (LOGIT + data(x=[0, 1, 2, 3], y=[0, 0, 1, 1]), "(a − 3t, b + 2t)"),  # complete separation
    (LOGIT + data(x=[0, 1, 1, 2], y=[0, 0, 1, 1]), "(a − t, b + t)"),  # quasi-complete
    (LOGIT + data(x=[0, 1, 2], y=[1, 1, 1]), "(a + t, b)"),  # nothing but hits
    (LOGIT + data(x=[0, 0, 1, 1], y=[0, 1, 1, 1]), "(a, b + t)"),  # an empty cell
    (
        "model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}" + data(x=[0, 0, 1, 1], y=[2, 4, 0, 0]),
        "(a, b − t)",
    ),
    (
        "model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}" + data(x=[0, 1, 2], y=[0, 0, 0]),
        "(a − t, b)",
    ),
]


@pytest.mark.parametrize(("text", "way"), ENDLESS)
def test_a_way_up_without_end(text: str, way: str) -> None:
    derivation = solved(text)
    assert (derivation.status, derivation.verified) == ("no-maximum", True)
    assert f"along {way} " in derivation.diagnostics[0]
    assert not derivation.estimates


# ---- normal equations -----------------------------------------------------------------------------------------


def least_squares(columns: list[list[object]]) -> tuple[list[float], float]:
    """The coefficients and the mean square of what is left."""
    z = matrix([[mpf(str(column[k])) for column in columns] for k in range(7)])
    y = matrix([mpf(v) for v in HEIGHTS])
    found = mp.lu_solve(z.T * z, z.T * y)
    rest = y - z * found
    return [float(b) for b in found], float(sum(r * r for r in rest) / 7)


LINEAR = [
    ("a + b x", "ab", [ONES, X]),
    ("a + b x + c z", "abc", [ONES, X, Z]),
    ("a + b x + c x^2", "abc", [ONES, X, [v * v for v in X]]),
    ("a + b x + c z + d x z", "abcd", [ONES, X, Z, [u * v for u, v in zip(X, Z, strict=True)]]),
    ("a x + b z", "ab", [X, Z]),
]


@pytest.mark.parametrize(("mean", "names", "columns"), LINEAR)
def test_the_normal_equations(mean: str, names: str, columns: list[list[object]]) -> None:
    domains = ", ".join(f"{name}: real" for name in names)
    text = f"model: y ~ Normal({mean}, σ²)\nparameters: {{{domains}, σ²: positive}}" + data(x=X, z=Z, y=HEIGHTS)
    text = text if "z" in mean else text.replace(data(x=X, z=Z, y=HEIGHTS), data(x=X, y=HEIGHTS))
    derivation = solved(text)
    assert (derivation.status, derivation.verified) == ("solved", True)
    coefficients, variance = least_squares(columns)
    assert numbers(derivation) == pytest.approx({**dict(zip(names, coefficients, strict=True)), "σ²": variance})


def test_more_coefficients_than_letters_for_a_direction() -> None:
    names = [f"b_{j}" for j in range(1, 9)]
    chance = Random(8)
    rows = [[chance.randint(-4, 4) for _ in names] for _ in range(12)]
    columns = {f"v{j}": [row[j] for row in rows] for j, _ in enumerate(names)}
    shift = {f"b_{j}": Fraction(2 * j - 7, 2) for j in range(1, 9)}
    heights = [str(sum((b * x for b, x in zip(shift.values(), row, strict=True)), Fraction(0))) for row in rows]
    domains = ", ".join(f"{name}: real" for name in names)
    mean = " + ".join(f"{name} v{j}" for j, name in enumerate(names))
    text = f"model: y ~ Normal({mean}, 1)\nparameters: {{{domains}}}" + data(**columns, y=heights)
    derivation = solved(text)
    assert (derivation.status, derivation.verified) == ("solved", True)
    assert list(numbers(derivation).values()) == list(map(float, shift.values()))


def test_simple_regression_for_a_sample_of_any_size() -> None:
    derivation = solved("model: y ~ Normal(a + b x, σ²)\nparameters: {a: real, b: real}")
    found = {plain(e.parameter): e.exact for e in derivation.estimates}
    assert derivation.verified
    assert found == {
        "a": read("ȳ − b̂ x̄"),
        "b": read("(Σ (x_i − x̄)(y_i − ȳ))/Σ(x_i − x̄)²"),
        "σ²": read("(1/n) Σ(y_i − â − b̂ x_i)²"),
    }


SAME_LINE = [
    "model: y ~ Normal(a + b x, σ²)\nparameters: {a: real, b: real}\n"
    "data: {n: 5, sum(x): 15, sum(y): 20, sum(x^2): 55, sum(y x): 72, sum(y^2): 96}",
    "model: y ~ Normal(a + b x, σ²)\nparameters: {a: real, b: real}\n"
    "data: {n: 5, mean(x): 3, mean(y): 4, sum(x^2): 55, sum(x y): 72, sum(y^2): 96}",
    "model: y ~ Normal(a + b x, σ²)\nparameters: {a: real, b: real}" + data(x=[1, 2, 3, 4, 5], y=[2, 2, 4, 6, 6]),
    "model: {variable: y, density: 'exp(-(y - a - b x)^2/(2 v))/sqrt(2 π v)', support: real}\n"
    "parameters: {a: real, b: real, v: positive}" + data(x=[1, 2, 3, 4, 5], y=[2, 2, 4, 6, 6]),
    "model: {variable: y, density: 'exp(-(y - (a + b x))^2/(2 v))/sqrt(2 π v)', support: real}\n"
    "parameters: {a: real, b: real, v: positive}" + data(x=[1, 2, 3, 4, 5], y=[2, 2, 4, 6, 6]),
]


@pytest.mark.parametrize("text", SAME_LINE)
def test_one_line_told_in_several_ways(text: str) -> None:
    derivation = solved(text)
    assert (derivation.status, derivation.verified) == ("solved", True)
    assert [e.value for e in derivation.estimates] == pytest.approx([0.4, 1.2, 0.32])
    assert any(step.rule == "normal-equations" for step in derivation.steps)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "model: y ~ Normal(a + b x, σ²)\nparameters: {a: real, b: real}" + data(x=[1, 2, 3], y=[2, 4, 6]),
            "no-maximum",
        ),
        (
            "model: y ~ Normal(a + b x + c z, σ²)\nparameters: {a: real, b: real, c: real}"
            + data(x=[1, 2, 3], z=[0, 1, 1], y=[2, 4, 7]),
            "no-maximum",
        ),
        ("model: y ~ Normal(a + b x + c z, σ²)\nparameters: {a: real, b: real, c: real}", "numeric"),
        ("model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}", "numeric"),
        (LOGIT, "numeric"),
        ("model: x ~ Beta(α, β)", "numeric"),
    ],
)
def test_perfect_fits_and_samples_of_any_size(text: str, status: str) -> None:
    derivation = solved(text)
    assert (derivation.status, derivation.verified) == (status, True)
    assert all(e.general is not None for e in derivation.estimates)


def test_columns_that_depend_on_each_other_are_said_to() -> None:
    derivation = solved(LOGIT + data(x=[1, 1, 1], y=[1, 0, 1]))
    assert derivation.status == "unsolved"
    assert "linearly dependent" in derivation.diagnostics[0]


LINES = "\nparameters: {a: real, b: real}"
REAL = "\nparameters: {a: real, b: real, c: real}"
ALONG: list[tuple[str, dict[str, str]]] = [
    (
        "a + b x, σ²)" + LINES + data(x=[2, 2, 2], y=[3, 4, 5]),
        {"a": "a = 4 − 2b", "b": "a = 4 − 2b", "σ²": "2/3"},
    ),
    ("a + b x, 4)" + LINES + data(x=[2, 2, 2], y=[3, 4, 5]), {"a": "a = 4 − 2b", "b": "a = 4 − 2b"}),
    (
        "a + b x + c z, σ²)" + REAL + data(x=[1, 2, 3, 4], z=[2, 4, 6, 8], y=[2, 4, 7, 1]),
        {"a": "7/2", "b": "b = −2c", "c": "b = −2c", "σ²": "21/4"},
    ),
    (
        "a + b x + c z, σ²)" + REAL + data(x=[1, 1, 1], z=[2, 2, 2], y=[2, 4, 6]),
        {"a": "a = 4 − b − 2c", "b": "a = 4 − b − 2c", "c": "a = 4 − b − 2c", "σ²": "8/3"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ALONG)
def test_columns_that_depend_on_each_other_leave_a_line_or_plane(text: str, expected: dict[str, str]) -> None:
    derivation = solved("model: y ~ Normal(" + text)
    assert (derivation.status, derivation.verified) == ("not-unique", True)
    rows = derivation.estimates
    found = {plain(e.parameter): plain(e.exact or e.maximisers or e.parameter) for e in rows}
    assert found == expected
    assert all(e.value is None for e in rows if e.maximisers is not None)
    assert "apart" in derivation.diagnostics[0]


def test_what_is_the_same_along_the_line_has_an_estimate() -> None:
    text = "model: y ~ Normal(a + b x, σ²)" + LINES + data(x=[2, 2, 2], y=[3, 4, 5])
    derivation = solved(text + "\nfind: [mle of a + 2 b, mle of b, standard-error]")
    assert [e.value for e in derivation.estimates if plain(e.parameter) == "a + 2b"] == [4]
    assert any("of b is not unique" in note for note in derivation.diagnostics)
    assert any("no standard error" in note for note in derivation.diagnostics)


def test_a_line_through_all_points_of_one_place_has_no_maximum() -> None:
    derivation = solved("model: y ~ Normal(a + b x, σ²)" + LINES + data(x=[2, 2], y=[3, 3]))
    assert (derivation.status, derivation.verified) == ("no-maximum", True)
