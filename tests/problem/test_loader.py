"""Good problems: what the fields become."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from calls import calls_of

from derive.domains import POSITIVE, PROBABILITY, REAL, Domain
from derive.expressions import Expression, Symbol, integer, observation, sample_sum
from derive.notation.plain import plain
from derive.notation.reader import Scope, read_statement
from derive.problem import Problem, build, load_all, loads, loads_all
from derive.problem.ranges import in_words

PROBLEMS = Path(__file__).parents[2] / "problems"


def words(domain: Domain) -> str:
    return in_words(domain, "a")


def parameters(text: str) -> dict[str, str]:
    return {name: words(domain) for name, domain in loads(text).parameters.items()}


def formula(text: str, *names: str) -> Expression:
    return read_statement(text, Scope(frozenset(names)))


COIN = """\
# a comment
title: Seven heads
question: >-
  A coin shows seven heads
  in ten flips.
source: a lesson
tags: [coin, lesson]
model: x ~ Bernoulli(θ)
data: {counts: {heads: 7, tails: 3}}
find: [mle, mle of θ^2]
expected: {θ: 7/10, θ^2: 0.49}
choices: {A: 0.7, B: a half, C: "{1/2}"}
answer: A
unit: flips
"""


def test_every_field() -> None:
    problem = loads(COIN, "coin")
    assert (problem.name, problem.title, problem.source, problem.unit) == ("coin", "Seven heads", "a lesson", "flips")
    assert problem.question == "A coin shows seven heads in ten flips."
    assert problem.tags == ("coin", "lesson")
    (law,) = problem.laws
    assert law.density == formula("θ^x (1-θ)^(1-x)", "θ", "x")
    assert problem.parameters == {"θ": PROBABILITY}
    column = problem.columns["x"]
    assert (column.values, column.counts) == ((Fraction(1), Fraction(0)), (7, 3))
    assert (problem.size, problem.labels, problem.numbers) == (10, ("heads", "tails"), "first")
    assert [(f.kind, f.of and plain(f.of)) for f in problem.find] == [("mle", None), ("mle", "θ²")]
    assert {name: plain(e) for name, e in problem.expected.items()} == {"θ": "7/10", "θ²": "0.49"}
    assert [c.label for c in problem.choices] == ["A", "B", "C"]
    assert [c.expression is None for c in problem.choices] == [False, True, False]
    assert problem.answer == "A"
    assert problem.places["answer"][1:] == (13, 9)
    assert problem.places["expected.θ"][1:] == (11, 15)


PARAMETERS = [  # what the model implies, and what is declared beside it
    ("model: x ~ Bernoulli(θ)", {"θ": "0 ≤ a ≤ 1"}),
    ("model: x ~ Bernoulli(theta)", {"θ": "0 ≤ a ≤ 1"}),
    (r"model: x \sim Bernoulli(\theta)", {"θ": "0 ≤ a ≤ 1"}),
    ("model: x_i ~ Bernoulli(rate)", {"rate": "0 ≤ a ≤ 1"}),
    ("model: x ~ Geometric(p, support=trials)", {"p": "0 < a ≤ 1"}),
    ("model: x ~ Geometric(p)", {"p": "0 < a ≤ 1"}),
    ("model: x ~ Poisson(λ)", {"λ": "a ≥ 0"}),
    ("model: x ~ Poisson(λ)\nparameters: {lambda: positive}", {"λ": "a > 0"}),
    ("model: x ~ Poisson(λ)\nparameters: {λ: real}", {"λ": "a ≥ 0"}),
    ("model: x ~ Poisson(λ)\nparameters: {λ: λ ≥ 2}", {"λ": "a ≥ 2"}),
    ("model: x ~ Poisson(λ)\nparameters: {λ: '[1, 3)'}", {"λ": "1 ≤ a < 3"}),
    ("model: x ~ Poisson(λ)\nparameters: {λ: [1, 3]}", {"λ": "1 ≤ a ≤ 3"}),
    ("model: x ~ Bernoulli(θ)\nparameters: {θ: 1/2 <= θ <= 2/3}", {"θ": "1/2 ≤ a ≤ 2/3"}),
    ("model: x ~ Bernoulli(θ)\nparameters: {θ: 1 > θ > 0}", {"θ": "0 < a < 1"}),
    ("model: x ~ Bernoulli(θ)\nparameters: {θ: 'θ in (0, 1)'}", {"θ": "0 < a < 1"}),
    ("model: x ~ Geometric(p)\nparameters: {p: 0 <= p <= 1}", {"p": "0 < a ≤ 1"}),
    ("model: x ~ Normal(μ, σ²)", {"μ": "real", "σ²": "a > 0"}),
    ("model: x ~ Normal(μ, σ^2)", {"μ": "real", "σ²": "a > 0"}),
    ("model: x ~ Normal(mu, sigma**2)", {"μ": "real", "σ²": "a > 0"}),
    ("model: x ~ Normal(mean=μ, sigma=σ)", {"μ": "real", "σ": "a > 0"}),
    ("model: x ~ Normal(μ, v)", {"μ": "real", "v": "a > 0"}),
    ("model: x ~ Normal(μ, sd=σ)", {"μ": "real", "σ": "a > 0"}),
    ("model: x ~ Normal(μ, σ²)\nparameters: {μ: real, σ²: positive}", {"μ": "real", "σ²": "a > 0"}),
    ("model: x ~ Normal(μ, σ²)\nparameters: {μ: real, σ: positive}", {"μ": "real", "σ": "a > 0"}),
    ("model: x ~ Normal(μ, σ²)\nparameters: {σ: 0 < σ < 5}", {"μ": "real", "σ": "0 < a < 5"}),
    ("model: x ~ Normal(μ, σ²)\nknown: {σ: 2}", {"μ": "real"}),
    ("model: x ~ Normal(μ, σ²)\nknown: {σ²: 4}", {"μ": "real"}),
    ("model: x ~ Normal(μ, σ²)\nknown: {σ: symbolic}", {"μ": "real"}),
    ("model: x ~ Normal(μ, σ²)\nknown: {μ: 0}", {"σ²": "a > 0"}),
    ("model: x ~ Normal(θ, θ)", {"θ": "a > 0"}),
    ("model: x ~ Normal(θ, θ^2)", {"θ": "a > 0"}),
    ("model: x ~ Exponential(λ)", {"λ": "a > 0"}),
    ("model: x ~ Exponential(scale=θ)", {"θ": "a > 0"}),
    ("model: x ~ Exponential(mean=θ)", {"θ": "a > 0"}),
    ("model: x ~ Gamma(α, rate=β)", {"α": "a > 0", "β": "a > 0"}),
    ("model: x ~ Gamma(scale=θ, shape=k)", {"k": "a > 0", "θ": "a > 0"}),
    ("model: x ~ DiscreteUniform(N)", {"N": "integer a ≥ 1"}),
    ("model: x ~ DiscreteUniform(3, b)", {"b": "integer a ≥ 3"}),
    ("model: x ~ StudentT(ν)", {"ν": "a > 0"}),
    ("model: x ~ StudentT(mu=m, df=3)", {"m": "real"}),
    ("model: x ~ StudentT(5, m, s)", {"m": "real", "s": "a > 0"}),
    ("model: x ~ Erlang(3, scale=θ)", {"θ": "a > 0"}),
    ("model: x ~ Binomial(m, p)\nknown: {m: 12}", {"p": "0 ≤ a ≤ 1"}),
    ("model: x ~ Binomial(N, 1/2)\nparameters: {N: integer >= 9}", {"N": "integer a ≥ 9"}),
    ("model: x ~ Binomial(n, p)\nknown: {n: 12}", {"p": "0 ≤ a ≤ 1"}),
    ("model: X ~ Poisson(λ)\ndata: {X: [1, 2]}", {"λ": "a ≥ 0"}),
    ("model: x ~ Uniform(0, θ)", {"θ": "a > 0"}),
    ("model: x ~ Uniform(θ, 1)", {"θ": "a < 1"}),
    ("model: x ~ Uniform(-θ, θ)", {"θ": "a > 0"}),
    ("model: x ~ Uniform(θ, 2θ)", {"θ": "a > 0"}),
    ("model: x ~ Hypergeometric(N, 20, 15)", {"N": "integer a ≥ 20"}),
    ("model: x ~ Categorical(p_1, p_2, p_3)", {f"p_{k}": "0 ≤ a ≤ 1" for k in (1, 2, 3)}),
    ("model: x ~ Categorical(p_1, …, p_4)", {f"p_{k}": "0 ≤ a ≤ 1" for k in (1, 2, 3, 4)}),
    ("model: x ~ Categorical(p_1, p_2, ..., p_k)\nknown: {k: 3}", {f"p_{k}": "0 ≤ a ≤ 1" for k in (1, 2, 3)}),
    ("model: x ~ Categorical(p_1, …, p_k)\ndata: {counts: {a: 1, b: 2}}", {f"p_{k}": "0 ≤ a ≤ 1" for k in (1, 2)}),
    ("model: x ~ Categorical(θ, (1-θ)/2, (1-θ)/2)", {"θ": "0 ≤ a ≤ 1"}),
    ("model: x ~ Categorical(p^2, 2 p (1-p), (1-p)^2)\nparameters: {p: 0 <= p <= 1}", {"p": "0 ≤ a ≤ 1"}),
    ("model: y ~ Normal(b x, σ²)\nparameters: {b: real, σ²: positive}", {"b": "real", "σ²": "a > 0"}),
    ("model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}\ndata: {x: [1, 2], y: [3, 4]}",
     {"a": "real", "b": "real"}),
    ("model:\n  - x ~ Normal(μ_1, σ²)\n  - y ~ Normal(μ_2, σ²)", {"μ_1": "real", "σ²": "a > 0", "μ_2": "real"}),
    ("model: {variable: x, density: (α-1) x^(-α), support: x >= 1}\nparameters: {α: α > 1}", {"α": "a > 1"}),
    ("likelihood: θ^s (1-θ)^(n-s)\nparameters: {θ: 0 < θ < 1}\nknown: {s: 0 < s < n}", {"θ": "0 < a < 1"}),
]


@pytest.mark.parametrize(("text", "expected"), PARAMETERS)
def test_parameters(text: str, expected: dict[str, str]) -> None:
    found = parameters(text)
    assert found == expected
    assert list(found) == list(expected)


DENSITIES = [
    ("model: x ~ Normal(μ, σ²)", "1/sqrt(2πσ²) e^(-(x-μ)^2/(2σ²))"),
    ("model: x ~ Normal(μ, 4)", "1/sqrt(2π·4) e^(-(x-μ)^2/(2·4))"),
    ("model: x ~ Normal(0, σ²)", "1/sqrt(2πσ²) e^(-x^2/(2σ²))"),
    ("model: y ~ Normal(a + b x, σ²)\nparameters: {a: real, b: real}", "1/sqrt(2πσ²) e^(-(y-(a + b x))^2/(2σ²))"),
    ("model: x ~ Binomial(10, p)", "C(10, x) p^x (1-p)^(10-x)"),
    ("model: x ~ Geometric(q, support=failures)", "(1-q)^x q"),
    ("model: k ~ Poisson(exp(a))\nparameters: {a: real}", "exp(a)^k e^(-exp(a))/k!"),
    ("model: x ~ Exponential(scale=θ)", "(1/θ) e^(-x/θ)"),
    ("model: x ~ Uniform(0, θ)", "1/θ"),
    ("model: {variable: x, mass: θ^x (1-θ), support: x >= 0}\nparameters: {θ: 0 < θ < 1}", "θ^x (1-θ)"),
]


@pytest.mark.parametrize(("text", "expected"), DENSITIES)
def test_densities(text: str, expected: str) -> None:
    density = loads(text).laws[0].density
    names = ("μ", "σ²", "a", "b", "p", "q", "θ", "x", "y", "k")
    assert density == formula(expected, *names)


def test_known_and_domains() -> None:
    problem = loads("model: x ~ Normal(μ, σ²)\nknown: {σ: symbolic, k: 3, s: 0 < s < n}\n")
    assert problem.known == {"σ": None, "k": integer(3), "s": None}
    assert problem.domains["σ"] == POSITIVE
    assert problem.domains["μ"] == REAL
    assert words(problem.domains["s"]) == "0 < a < n"
    assert words(problem.domains["n"]) == "integer a ≥ 1"


def test_the_size_of_the_sample_is_no_parameter() -> None:
    problem = loads("model: x ~ Binomial(n, p)\nknown: {n: 12}\ndata: [3, 12]\n")
    assert problem.laws[0].density == formula("C(12, x) p^x (1-p)^(12-x)", "x", "p")
    assert "n" not in problem.known
    assert problem.size == 2
    own = loads("model: {variable: x, mass: 'C(n, x) p^x (1-p)^(n-x)', support: 0 <= x <= n}\n"
                "parameters: {p: 0 < p < 1}\nknown: {n: 12}\ndata: [3, 12]\n")
    assert own.laws[0].density == problem.laws[0].density
    assert words(own.laws[0].support) == "integer 0 ≤ a ≤ 12"


def test_covariates_are_no_parameters() -> None:
    problem = loads("model: y ~ Normal(b x, σ²)\nparameters: {b: real}\n")
    assert "x" not in problem.domains
    assert list(problem.parameters) == ["b", "σ²"]


def test_categories_add_up_to_one() -> None:
    problem = loads("model: x ~ Categorical(p_1, p_2)\nconstraints: [p_1 = 2 p_2]\n")
    assert [plain(c) for c in problem.constraints] == ["p₁ + p₂ = 1", "p₁ = 2p₂"]
    said = loads("model: x ~ Categorical(p_1, p_2)\nconstraints: p_1 + p_2 = 1\n")
    assert len(said.constraints) == 1
    assert not loads("model: x ~ Categorical(θ, 1-θ)").constraints


DATA = [  # model, data, values of x, counts
    ("Bernoulli(θ)", "[1, 0, 1]", (1, 0, 1), None),
    ("Bernoulli(θ)", "[heads, tails]", (1, 0), None),
    ("Bernoulli(θ)", "{x: [1, 0]}", (1, 0), None),
    ("Bernoulli(θ)", "{counts: {tails: 3, heads: 7}}", (0, 1), (3, 7)),
    ("Bernoulli(θ)", "{counts: {successes: 7, failures: 0}}", (1, 0), (7, 0)),
    ("Bernoulli(θ)", "{counts: {1: 7, 0: 3}}", (1, 0), (7, 3)),
    ("Bernoulli(θ)", "{counts: {opened: 7, unopened: 3}, outcomes: {opened: 1, unopened: 0}}", (1, 0), (7, 3)),
    ("Bernoulli(θ)", "{counts: {yes: 7, no: 3}}\noutcomes: {yes: 1, no: 0}", (1, 0), (7, 3)),
    ("Poisson(λ)", "{counts: {0: 3, 1: 7}}", (0, 1), (3, 7)),
    ("Normal(μ, 1)", "[0.1, 1e-3, -2.50, 1/3, 010]",
     (Fraction(1, 10), Fraction(1, 1000), Fraction(-5, 2), Fraction(1, 3), 10), None),
    ("Categorical(p_1, p_2, p_3)", "{counts: {a: 15, b: 9, c: 6}}", (1, 2, 3), (15, 9, 6)),
    ("Categorical(p_1, p_2, p_3)", "{counts: {3: 15, 1: 9}}", (3, 1), (15, 9)),
    ("Categorical(p_1, p_2, p_3)", "[1, 3, 2, 1]", (1, 3, 2, 1), None),
    ("Categorical(p_a, p_b)", "[a, b, a]", (1, 2, 1), None),
]


@pytest.mark.parametrize(("model", "data", "values", "counts"), DATA)
def test_data(model: str, data: str, values: tuple[Fraction, ...], counts: tuple[int, ...] | None) -> None:
    problem = loads(f"model: x ~ {model}\ndata: {data}\n")
    assert problem.columns["x"].values == values
    assert problem.columns["x"].counts == counts
    assert problem.size == sum(counts or [1] * len(values))
    assert problem.numbers == ("first" if counts else "last")


def test_columns() -> None:
    problem = loads("model: y ~ Normal(a + b x, 1)\nparameters: {a: real, b: real}\n"
                    "data: {x: [1, 2], y: [2.1, 3.9]}\n")
    assert problem.columns["x"].values == (1, 2)
    assert problem.columns["y"].values == (Fraction(21, 10), Fraction(39, 10))
    two = loads("model: [x ~ Poisson(λ), y ~ Poisson(μ)]\ndata: {x: [1, 2], y: [2]}\n")
    assert two.size is None


SUMMARIES = [
    ("{n: 10, sum(x): 7}", {"Σxᵢ": 7}),
    ("{n: 10, Σ x_i: 7}", {"Σxᵢ": 7}),
    ("{n: 10, mean(x): 0.7}", {"Σxᵢ": 7}),
    ("{n: 10, x̄: 7/10}", {"Σxᵢ": 7}),
    ("{n: 10, sum(x): 7, sum(x^2): 9}", {"Σxᵢ": 7, "Σxᵢ²": 9}),
    ("{n: 10, sum(x): 7, max(x): 3}", {"Σxᵢ": 7, "max(x)": 3}),
]


@pytest.mark.parametrize(("data", "expected"), SUMMARIES)
def test_summaries(data: str, expected: dict[str, int]) -> None:
    problem = loads(f"model: x ~ Poisson(λ)\ndata: {data}\n")
    assert problem.size == 10
    assert {plain(e): value for e, value in problem.statistics.items()} == expected
    assert sample_sum(observation("x")) in problem.statistics


def test_predictions() -> None:
    problem = loads("predictions:\n  before: {cat: 0.5, dog: 0.3}\n  after: {cat: 0.8}\ntarget: cat\n"
                    "expected: {before: log 2, nll of after: log(5/4)}\n")
    (position,) = problem.predictions
    assert position.distributions == {"before": {"cat": Fraction(1, 2), "dog": Fraction(3, 10)},
                                      "after": {"cat": Fraction(4, 5)}}
    assert position.target == "cat"
    assert [f.kind for f in problem.find] == ["nll"]
    assert list(problem.expected) == ["nll of before", "nll of after"]


def test_a_text() -> None:
    problem = loads("predictions: [{a: 0.5, no: 0.5}, {lm: 1}]\ntarget: [no, lm]\n"
                    "find: [perplexity]\nexpected: sqrt(2)")
    assert [p.target for p in problem.predictions] == ["no", "lm"]
    assert list(problem.predictions[0].distributions) == [""]
    assert list(problem.expected) == ["perplexity"]


def test_a_token_left_out_of_a_whole_distribution_has_probability_zero() -> None:
    problem = loads("predictions: {a: {cat: 0.5, dog: 0.5}, b: {dog: 1}}\ntarget: cat\n")
    assert "cat" not in problem.predictions[0].distributions["b"]


def test_ideas_need_no_model() -> None:
    problem = loads("parameters: {θ: 0 < θ < 1}\nshow: [log(θ^2) = 2 log(θ), \"d/dθ[log(L(θ))] = L'(θ)/L(θ)\"]\n"
                    "choices: {A: a sum, B: a product}\nanswer: A\n")
    assert len(problem.show) == 2
    assert problem.find == ()


def test_words_of_yaml_are_words() -> None:
    problem = loads("predictions: {no: 0.5, on: 0.2, null: 0.1, 010: 0.1}\ntarget: no\n")
    assert set(problem.predictions[0].distributions[""]) == {"no", "on", "null", "010"}


def test_several_problems() -> None:
    names = [p.name for p in loads_all("model: x ~ Poisson(λ)\n---\nmodel: x ~ Bernoulli(p)\n", "coin")]
    assert names == ["coin", "coin#2"]


@pytest.mark.parametrize("path", sorted(PROBLEMS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_collection(path: Path) -> None:
    assert all(isinstance(problem, Problem) for problem in load_all(path))
    assert path.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../derive/problem/schema.json\n")


@pytest.mark.parametrize("data", [
    [1, 0, 1], (1, 0, 1), [True, False, True], ["heads", "tails", "heads"], [1.0, 0.0, 1.0], {"x": [1, 0, 1]},
    [Fraction(1), Decimal("0"), 1], iter([1, 0, 1]),
])
def test_python_data(data: object) -> None:
    assert build({"model": "x ~ Bernoulli(θ)", "data": data}).columns["x"].values == (1, 0, 1)


def test_python_values() -> None:
    likelihood = formula("θ^7 (1-θ)^3", "θ")
    problem = build({"likelihood": likelihood, "parameters": {Symbol("θ"): PROBABILITY}, "title": None})
    assert problem.likelihood == likelihood
    assert problem.parameters == {"θ": PROBABILITY}
    exact = build({"model": "x ~ Normal(μ, σ²)", "data": [0.1, Decimal("0.10"), Fraction(1, 3), "1e-1"]})
    assert exact.columns["x"].values == (Fraction(1, 10), Fraction(1, 10), Fraction(1, 3), Fraction(1, 10))


def test_a_long_list_takes_a_few_calls_an_entry() -> None:
    text = "model: x ~ Poisson(λ)\ndata: [" + ", ".join(str(k % 17) for k in range(20_000)) + "]\n"
    assert loads(text).size == 20_000
    assert calls_of(lambda: loads(text)) < 25 * 20_000
