"""Problems in a line whose support moves with the parameter, or whose likelihood has corners: what comes out."""

from __future__ import annotations

import json
import random
from fractions import Fraction

import pytest

from derive.documents import write
from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation, Verified


def own(density: str, support: str, parameters: str, known: str = "") -> str:
    """A problem with a density of its own."""
    text = f"model: {{variable: x, density: {density}, support: {support}}}\nparameters: {{{parameters}}}\n"
    return text + f"known: {{{known}}}\n" if known else text


SHIFTED = own("exp(-(x - t))", "x >= t", "t: real")
DISCRETE = "model: {variable: x, mass: 1/N, support: 1 <= x <= N}\nparameters: {N: integer >= 1}\n"
CENTRED = "model: x ~ Uniform(θ - 1/2, θ + 1/2)\nparameters: {θ: real}\n"
CHECK = "|x - m|/2 + (x - m) (τ - 1/2)"
SCALED = own(f"τ (1 - τ)/b exp(-({CHECK})/b)", "real", "m: real, b: positive", "τ: 1/4")


def quantile(level: object) -> str:
    """The asymmetric Laplace law with this level, whose location is unknown."""
    return own(f"τ (1 - τ) exp(-({CHECK}))", "real", "m: real", f"τ: {level}")


def solved(text: str, numbers: str | None = None) -> Derivation:
    return solve(loads(text), numbers)


def answers(derivation: Derivation) -> dict[str, str]:
    return {plain(e.parameter): plain(e.exact) for e in derivation.estimates if e.exact is not None}


def is_exact(derivation: Derivation) -> bool:
    kinds = {step.proof.kind for step in derivation.steps if step.proof is not None}
    return derivation.verified and Verified.SAMPLED not in kinds


# ---- a sample of any size ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("model: x ~ Uniform(0, θ)", {"θ": "max(x)"}),
        ("model: x ~ Uniform(0, 2 θ)\nparameters: {θ: positive}", {"θ": "max(x)/2"}),
        ("model: x ~ Uniform(0, θ^2)\nparameters: {θ: positive}", {"θ": "√(max(x))"}),
        ("model: x ~ Uniform(0, 1/θ)\nparameters: {θ: positive}", {"θ": "1/max(x)"}),
        ("model: x ~ Uniform(a, b)", {"a": "min(x)", "b": "max(x)"}),
        ("model: x ~ Uniform(a, 10)", {"a": "min(x)"}),
        ("model: x ~ Uniform(μ - δ, μ + δ)\nparameters: {μ: real, δ: positive}",
         {"μ": "(min(x) + max(x))/2", "δ": "(max(x) − min(x))/2"}),
        ("model: x ~ Uniform(μ - δ/2, μ + δ/2)\nparameters: {μ: real, δ: positive}",
         {"μ": "(min(x) + max(x))/2", "δ": "max(x) − min(x)"}),
        ("model: x ~ Uniform(a, a + w)\nparameters: {a: real, w: positive}", {"a": "min(x)", "w": "max(x) − min(x)"}),
        ("model: x ~ Uniform(b - w, b)\nparameters: {b: real, w: positive}", {"b": "max(x)", "w": "max(x) − min(x)"}),
        ("model: x ~ Uniform(-θ, θ)", {"θ": "max(|x|)"}),
        ("model: x ~ Uniform(-θ, 1 + θ)\nparameters: {θ: positive}", {"θ": "max(−min(x), max(x) − 1)"}),
        ("model: x ~ Uniform(θ, 2 θ)", {"θ": "max(x)/2"}),
        ("model: x ~ Pareto(x_m, 2)", {"xₘ": "min(x)"}),
        ("model: x ~ Pareto(x_m, α)", {"xₘ": "min(x)", "α": "n/Σ log(xᵢ/min(x))"}),
        (SHIFTED, {"t": "min(x)"}),
        (own("λ exp(-λ (x - t))", "x >= t", "t: real, λ: positive"), {"t": "min(x)", "λ": "n/Σ(xᵢ − min(x))"}),
        (own("(1/s) exp((t - x)/s)", "x >= t", "t: real, s: positive"), {"t": "min(x)"}),
        (own("2 x/θ^2", "0 < x <= θ", "θ: positive"), {"θ": "max(x)"}),
        (own("θ/x^2", "x >= θ", "θ: positive"), {"θ": "min(x)"}),
        (own("exp(-x)/(1 - exp(-θ))", "0 <= x <= θ", "θ: positive"), {"θ": "max(x)"}),
        (own("k x^(k-1)/θ^k", "0 < x <= θ", "θ: positive", "k: positive"), {"θ": "max(x)"}),
        (DISCRETE, {"N": "max(x)"}),
        ("model: x ~ Laplace(μ, 1)", {"μ": "median(x)"}),
        ("model: x ~ Laplace(μ, b)", {"μ": "median(x)", "b": "(1/n) Σ|xᵢ − median(x)|"}),
        ("model: x ~ Laplace(0, b)", {"b": "mean(|x|)"}),
        ("model: x ~ Laplace(1, b)", {"b": "(1/n) Σ|xᵢ − 1|"}),
        (own("exp(-|m - x|)/2", "real", "m: real"), {"m": "median(x)"}),
        (quantile("0 < τ < 1"), {"m": "x_(ceil(nτ))"}),
    ],
)
def test_formulas_for_a_sample_of_any_size(text: str, expected: dict[str, str]) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert is_exact(derivation)
    found = answers(derivation)
    assert {name: found[name] for name in expected} == expected


# ---- data ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("numbers", ["first", "last"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("model: x ~ Uniform(0, θ)\ndata: [1.2, 3.4, 2.2]", {"θ": "17/5"}),
        ("model: x ~ Uniform(0, θ)\ndata: {counts: {1: 3, 4: 2}}", {"θ": "4"}),
        ("model: x ~ Uniform(0, θ)\nparameters: {θ: θ >= 3}\ndata: [1, 2]", {"θ": "3"}),
        ("model: x ~ Uniform(0, θ)\nparameters: {θ: θ >= 3}\ndata: [1, 5]", {"θ": "5"}),
        ("model: x ~ Uniform(0, θ^2)\nparameters: {θ: positive}\ndata: [1, 3]", {"θ": "√3"}),
        ("model: x ~ Uniform(a, b)\ndata: [3, 1.5, 2]", {"a": "3/2", "b": "3"}),
        ("model: x ~ Uniform(-θ, θ)\ndata: [1, -3, 2]", {"θ": "3"}),
        ("model: x ~ Uniform(θ, 2 θ)\ndata: [3, 4, 5]", {"θ": "5/2"}),
        ("model: x ~ Uniform(θ, 2 θ)\ndata: [2, 4]", {"θ": "2"}),
        (CENTRED + "data: [1, 2]", {"θ": "3/2"}),
        ("model: x ~ Pareto(x_m, α)\ndata: [2, 2, 8]", {"xₘ": "2", "α": "3/log 4"}),
        (SHIFTED + "data: [3, 1, 4]", {"t": "1"}),
        (own("λ exp(-λ (x - t))", "x >= t", "t: real, λ: positive") + "data: [3, 1, 5]", {"t": "1", "λ": "1/2"}),
        (DISCRETE + "data: [3, 7, 5]", {"N": "7"}),
        ("model: x ~ Laplace(μ, b)\ndata: [1, 5, 3]", {"μ": "3", "b": "4/3"}),
        ("model: x ~ Laplace(μ, 1)\nparameters: {μ: 0 <= μ <= 4}\ndata: [1, 5, 3]", {"μ": "3"}),
        ("model: x ~ Laplace(μ, b)\ndata: [1, 3, 3, 4]", {"μ": "3", "b": "3/4"}),
        ("model: x ~ Laplace(2, b)\ndata: [1.2, 4.7, 2.0, -0.6, 3.1]", {"b": "36/25"}),
        (SCALED + "data: [1, 5, 2, 9, 7]", {"m": "2", "b": "9/10"}),
        (quantile("2/3") + "data: [1, 5, 2, 9]", {"m": "5"}),
    ],
)
def test_estimates_from_data(text: str, expected: dict[str, str], numbers: str) -> None:
    derivation = solved(text, numbers)
    assert derivation.status == "solved"
    assert derivation.verified
    assert answers(derivation) == expected


@pytest.mark.parametrize("numbers", ["first", "last"])
@pytest.mark.parametrize(
    ("text", "name", "interval", "others"),
    [
        (CENTRED + "data: [1.1, 1.5, 1.3]", "θ", (1.0, 1.6), {}),
        ("model: x ~ Uniform(θ, θ + 1)\nparameters: {θ: θ >= 0}\ndata: [0.5, 0.25]", "θ", (0.0, 0.25), {}),
        ("model: x ~ Laplace(μ, 1)\ndata: [1, 5, 2, 9]", "μ", (2.0, 5.0), {}),
        ("model: x ~ Laplace(μ, b)\ndata: [1, 5, 2, 9]", "μ", (2.0, 5.0), {"b": "11/4"}),
        ("model: x ~ Laplace(μ, b)\ndata: {counts: {1: 3, 2: 1, 5: 2}}", "μ", (1.0, 2.0), {"b": "3/2"}),
        (quantile("1/4") + "data: [1, 5, 2, 9]", "m", (1.0, 2.0), {}),
    ],
)
def test_sets_of_maximisers(
    text: str, name: str, interval: tuple[float, float], others: dict[str, str], numbers: str
) -> None:
    derivation = solved(text, numbers)
    assert derivation.status == "not-unique"
    assert is_exact(derivation)
    row = next(e for e in derivation.estimates if plain(e.parameter) == name)
    assert row.interval == interval
    assert row.value == pytest.approx(sum(interval) / 2)
    assert f"Every {name} from" in derivation.conclusion
    assert {key: value for key, value in answers(derivation).items() if key != name} == others


def test_the_set_of_a_sample_of_any_size_is_a_formula() -> None:
    (row,) = solved(CENTRED).estimates
    assert row.maximisers is not None
    assert plain(row.maximisers) == "[max(x) − 1/2, min(x) + 1/2]"
    assert plain(row.exact) == "(max(x) + min(x))/2"  # type: ignore[arg-type]


@pytest.mark.parametrize("numbers", ["first", "last"])
@pytest.mark.parametrize(
    ("text", "why"),
    [
        (own("1/θ", "0 < x < θ", "θ: positive") + "data: [1, 2]", "which is not admissible"),
        (own("exp(-(x - t))", "x > t", "t: real") + "data: [1, 2]", "which is not admissible"),
        (own("exp(-sqrt(x - t))/(2 sqrt(x - t))", "x > t", "t: real") + "data: [1, 2]", "grows with t"),
        ("model: x ~ Uniform(0, θ)\ndata: [0, 0]", "tends to 0"),
        ("model: x ~ Uniform(a, b)\ndata: [3, 3]", "b tends to 3"),
        ("model: x ~ Pareto(x_m, α)\ndata: [2, 2]", "tends to ∞"),
        ("model: x ~ Laplace(μ, b)\ndata: [2, 2]", "tends to 0"),
        ("model: x ~ Uniform(θ, 2 θ)\ndata: [1, 3]", "the data are impossible"),
        ("model: x ~ Uniform(0, t)\nparameters: {t: 0 < t < 5}\ndata: [1, 6]", "which its domain does not allow"),
        ("model: x ~ Uniform(0, t)\nparameters: {t: 0 < t < 6}\ndata: [1, 6]", "which its domain does not allow"),
        (CENTRED + "data: [1, 3]", "the data are impossible"),
    ],
)
def test_no_maximum(text: str, why: str, numbers: str) -> None:
    derivation = solved(text, numbers)
    assert derivation.status == "no-maximum"
    assert derivation.verified
    assert not derivation.estimates
    assert why in derivation.diagnostics[0]


# ---- against a search ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_quantiles_are_where_the_sum_of_losses_is_least(seed: int) -> None:
    chance = random.Random(seed)
    data = [chance.randint(-9, 9) for _ in range(chance.randint(2, 7))]
    level = Fraction(chance.randint(1, 5), 6)
    derivation = solved(quantile(level) + f"data: {data}")
    (row,) = derivation.estimates

    def loss(m: Fraction) -> Fraction:
        return sum((abs(x - m) / 2 + (x - m) * (level - Fraction(1, 2)) for x in map(Fraction, data)), Fraction(0))

    best = min(loss(Fraction(x)) for x in data)
    ends = row.interval or (row.value, row.value)
    assert {loss(Fraction(end)) for end in ends} == {best}  # type: ignore[arg-type]
    least = [x for x in data if loss(Fraction(x)) == best]
    assert ends == (min(least), max(least))


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("model: x ~ Uniform(0, θ)\nparameters: {θ: θ >= 3}\ndata: [1, 2]", [None]),
        ("model: x ~ Uniform(0, θ)\nparameters: {θ: θ >= 3}\ndata: [1, 5]", ["max(x)"]),
        ("model: x ~ Pareto(x_m, α)\nparameters: {x_m: 0 < x_m <= 1, α: positive}\ndata: [2, 3]", [None, None]),
        ("model: x ~ Bernoulli(p)\ndata: [0, 0]", ["x̄"]),
    ],
)
def test_a_formula_for_any_sample_is_given_where_it_gives_the_estimate(text: str, general: list[str | None]) -> None:
    problem = loads(text)
    rows = json.loads(write(problem, solve(problem), "json"))["estimates"]
    assert [row["general"] for row in rows] == general
