"""The public interface: what comes in, what the results offer, and that faults are `ProblemError` only."""

import copy
import itertools
import json
import pickle
from fractions import Fraction
from pathlib import Path

import pytest
import sympy
from sympy import Interval, Rational, Symbol, diff, simplify

import derive

PROBLEMS = Path(__file__).parents[1] / "problems"
NAMES = sorted(path.stem for path in PROBLEMS.glob("*.yaml"))
COIN = "model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 7, tails: 3}}\n"


@pytest.fixture(scope="module")
def coin():
    return derive.solve(derive.load(PROBLEMS / "coin.yaml"))


def test_the_public_names():
    assert set(derive.__all__) <= set(dir(derive))
    assert all(hasattr(derive, name) for name in derive.__all__)
    with pytest.raises(AttributeError, match="no attribute 'solv'"):
        derive.solv  # noqa: B018


# ---- what comes out ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_attributes_are_the_keys_of_the_json(name):
    derivation = derive.solve(derive.load(PROBLEMS / f"{name}.yaml"))
    data = json.loads(derivation.to("json"))
    for key in ("problem", "title", "status", "verified", "choice"):
        assert getattr(derivation, key) == data[key]
    assert list(derivation.diagnostics) == data["diagnostics"]
    for rows, keys in (
        ("estimates", ("parameter", "exact", "value", "general", "set", "unit", "latex")),
        ("quantities", ("name", "of", "exact", "value")),
        ("steps", ("rule", "title", "before", "after", "latex", "reason", "verified")),
    ):
        assert [{key: getattr(row, key) for key in keys} for row in getattr(derivation, rows)] == [
            {key: row[key] for key in keys} for row in data[rows]
        ]


@pytest.mark.parametrize("name", NAMES)
def test_the_score_is_the_derivative_of_the_log_likelihood(name):
    derivation = derive.solve(derive.load(PROBLEMS / f"{name}.yaml"))
    for parameter, score in derivation.score.items():
        symbol = derivation.symbols[parameter]
        assert simplify(diff(derivation.log_likelihood, symbol) - score) == 0
        assert symbol in derivation.log_likelihood.free_symbols


@pytest.mark.parametrize("name", NAMES)
def test_the_log_likelihood_is_the_logarithm_of_the_likelihood(name):
    derivation = derive.solve(derive.load(PROBLEMS / f"{name}.yaml"))
    if derivation.likelihood is None:
        return
    assert derivation.log_likelihood is not None
    four = {symbol: 4 for symbol in derivation.likelihood.free_symbols if symbol.name == "n"}
    likelihood, log_likelihood = (e.subs(four).doit() for e in (derivation.likelihood, derivation.log_likelihood))
    numbers = {each: Rational(k + 3, 29) for k, each in enumerate(sorted(
        {*likelihood.free_symbols, *log_likelihood.free_symbols} - {base.label for base in likelihood.atoms(
            sympy.IndexedBase)} - set(likelihood.atoms(sympy.IndexedBase)), key=str))}
    if likelihood.subs(numbers) == 0:  # a support that holds the parameter: outside of it there is no logarithm
        return
    difference = sympy.log(likelihood.subs(numbers)) - log_likelihood.subs(numbers)
    assert abs(difference.evalf(30)) < 1e-20


@pytest.mark.parametrize("name", NAMES)
def test_every_line_has_a_sympy_form_and_its_own_text_and_latex(name):
    derivation = derive.solve(derive.load(PROBLEMS / f"{name}.yaml"))
    for step in derivation.steps:
        for line in (step.before, step.after, *step.conditions):
            assert line is None or isinstance(line.sympy, sympy.Basic)
    assert all(part in str(derivation) for part in (derivation.title.split()[0],))


def test_the_coin_in_sympy(coin):
    θ = coin.symbols["θ"]
    assert θ.is_nonnegative
    assert coin.likelihood == θ**7 * (1 - θ) ** 3
    assert coin.log_likelihood == 7 * sympy.log(θ) + 3 * sympy.log(1 - θ)
    assert simplify(coin.score["θ"] - (7 / θ - 3 / (1 - θ))) == 0
    assert isinstance(coin.equation["θ"], sympy.Eq)
    assert coin.estimates["θ"].sympy == Rational(7, 10)
    assert coin.estimates[0].exact == coin.estimates["theta"].exact == coin.estimates[θ].exact == "7/10"
    with pytest.raises(KeyError):
        coin.estimates["μ"]
    with pytest.raises(KeyError):
        coin.score["; )"]


def test_the_problem_and_its_derivation_share_symbols():
    problem = derive.load(PROBLEMS / "coin.yaml")
    derivation = derive.solve(problem)
    assert derivation.log_likelihood.free_symbols == {problem.symbols["θ"]}
    assert problem.symbols["θ"] is derivation.symbols["theta"]


def test_the_coin_shows_itself(coin):
    bundle = coin._repr_mimebundle_()
    assert bundle["text/plain"] == str(coin) == coin.to("text")
    assert bundle["text/html"].startswith('<div class="derive">')
    assert bundle["text/html"].count("<math") > 20
    assert coin._repr_latex_() == coin.to("latex")
    assert coin._repr_markdown_() == coin.to("markdown")
    assert "7/10" in repr(coin)
    assert "θ" in repr(coin.estimates[0])
    assert coin.steps[0]._repr_latex_().startswith("$")


def test_lines_survive_copies_and_pickles(coin):
    line = coin.steps[1].after
    for copied in (copy.deepcopy(line), pickle.loads(pickle.dumps(line))):
        assert copied == line
        assert copied.sympy == line.sympy


# ---- what comes in -----------------------------------------------------------------------------------------


def test_a_problem_from_keywords():
    assert derive.solve(model="x ~ Bernoulli(θ)", data=[1, 0, 1]).estimates["θ"].exact == "2/3"
    problem = derive.Problem(model="x ~ Exponential(scale=θ)", data=[0.1, 0.2])
    assert derive.solve(problem).estimates["θ"].exact == "3/20"
    assert problem.parameters == ("θ",)


@pytest.mark.parametrize(("data", "interval"), [([7], (13.0, 14.0)), ([6, 5], None)])
def test_tied_whole_numbers_are_an_interval_and_a_set(data, interval):
    derivation = derive.solve(model="x ~ Binomial(m, 1/2)", parameters={"m": "integer >= 1"}, data=data)
    row = derivation.estimates["m"]
    assert row.interval == interval
    assert (row.set is None) == (interval is None)


def test_sympy_goes_in_and_comes_out_with_the_users_symbols():
    θ = Symbol("θ")
    derivation = derive.solve(likelihood=θ**7 * (1 - θ) ** 3, parameters={θ: Interval.open(0, 1)})
    assert derivation.estimates["θ"].sympy == Rational(7, 10)
    assert derivation.log_likelihood.free_symbols == {θ}
    assert simplify(diff(derivation.log_likelihood, θ) - derivation.score[θ]) == 0


def test_assumptions_serve_where_no_domain_is_given():
    rate = Symbol("lambda", positive=True)
    derivation = derive.solve(likelihood=rate**12 * sympy.exp(-30 * rate))
    assert derivation.estimates["λ"].sympy == Rational(2, 5)
    assert derivation.symbols["λ"] is rate


def test_texts_and_files():
    assert derive.solve(derive.loads(COIN)).estimates[0].exact == "7/10"
    assert derive.load(str(PROBLEMS / "coin.yaml")).name == "coin"
    assert [problem.name for problem in derive.load_all(PROBLEMS / "coin.yaml")] == ["coin"]


@pytest.mark.parametrize("fields", [
    {}, {"modle": "x ~ Bernoulli(θ)"}, {"model": "x ~ Bernouli(θ)"}, {"model": 3}, {"data": [1]},
    {"model": "x ~ Bernoulli(θ)", "data": [2]}, {"model": "x ~ Bernoulli(θ)", "data": []},
    {"model": "x ~ Bernoulli(θ)", "data": [float("nan")]}, {"model": "x ~ Bernoulli(θ)", "data": object()},
    {"likelihood": Symbol("θ") ** 2}, {"likelihood": 0.5 * Symbol("θ"), "parameters": {"θ": "positive"}},
    {"likelihood": "θ^7", "parameters": {"θ": sympy.S.Complexes}}, {"likelihood": sympy.Matrix([1])},
    {"model": "x ~ Bernoulli(θ)", "data": [1, 0], "expected": {"θ": "1/3"}},
    {"model": "\udc80"}, {"model": "x ~ \x00"}, {"title": "\33[31m", "model": "x ~ Poisson(λ)"},
    {"model": "x ~ Poisson(λ)", "data": [10**5000]}, {"model": "x ~ Poisson(λ)", "data": [Fraction(1, 10**5000)]},
    {"model": "x ~ Poisson(λ)", "data": itertools.count()}, {"model": "x ~ Poisson(λ)", "data": {(1, 2): 3}},
    {"model": "x ~ Poisson(λ)", "numbers": "middle"}, {"problem": "x ~ Poisson(λ)"},
    {"problem": derive.Problem(model="x ~ Poisson(λ)"), "model": "x ~ Poisson(λ)"},
    {"likelihood": sympy.Eq(Symbol("θ"), 1), "parameters": {"θ": "positive"}},
])
def test_faults_are_problem_errors(fields):
    with pytest.raises(derive.ProblemError) as caught:
        derive.solve(**fields)
    assert all(fault.message and fault.line >= 1 and fault.column >= 1 and fault.file for fault in
               caught.value.diagnostics)
    assert caught.value.diagnostics


@pytest.mark.parametrize("path", ["no-such-file.yaml", "", "problems", "a\0b", 0, None])
def test_a_file_that_cannot_be_read_is_a_problem_error(path):
    with pytest.raises(derive.ProblemError):
        derive.load(path)


def test_an_unknown_format_is_named(coin):
    with pytest.raises(ValueError, match="latexx"):
        coin.to("latexx")


# ---- sheets --------------------------------------------------------------------------------------------------


def test_a_sheet_of_several_problems(coin):
    sheet = derive.sheet([coin, coin], to="latex", title="Week 3", standalone=True, form="question")
    assert sheet.count("\\begin{document}") == sheet.count("Week 3") == sheet.count("Problem 2: Seven heads") == 1
    assert derive.sheet([coin]) == derive.sheet(coin) == coin.to("text")


@pytest.mark.parametrize("rows", [[], ["coin"], [derive.ProblemError([])], 5, None, "coin"])
def test_what_is_no_sheet(rows):
    with pytest.raises(derive.ProblemError, match="one derivation or more"):
        derive.sheet(rows)


def test_an_estimate_that_no_double_holds_is_exact_alone():
    derivation = derive.solve(likelihood="θ^3 exp(-θ/10^400)", parameters={"θ": "positive"})
    assert derivation.estimates["θ"].value is None
    assert "θ̂ = 3·10⁴⁰⁰" in derivation.to("text")
    assert derivation.to("html", plot=False)
