"""A page of a large sample is made in its time: curves that go through all rows at each place are left out."""

import pytest
from flint import arb

from derive.balls import enclose
from derive.documents.large_samples import in_sums, is_too_large
from derive.documents.options import Options
from derive.documents.outline import outline
from derive.documents.pictures import plot
from derive.documents.quizzes.questions import MOST_ASKED, questions
from derive.notation.plain import plain
from derive.notation.reader import read
from derive.plans import solve
from derive.problem import loads
from derive.words import documents as words

ROWS = [f"{k % 17 + 1}.{k:04}1" for k in range(1001)]


@pytest.mark.parametrize(("model", "data", "large", "mistaken"), [
    ("Normal(μ, σ²)", ROWS, False, False), ("Normal(μ, σ²)", ROWS[:50], False, True),
    ("Gamma(α, rate=β)", ROWS, False, True), ("InverseGaussian(μ, λ)", ROWS, False, False),
    ("Exponential(λ)", ROWS, False, True), ("Normal(μ, σ²)", "{counts: {1: 700, 2: 800}}", False, True),
    ("Poisson(λ)", [k % 7 for k in range(2000)], False, True), ("Laplace(μ, b)", ROWS, True, False),
    ("Laplace(μ, b)", [k % 7 for k in range(2000)], False, None),
])
def test_which_are_too_large(model, data, large, mistaken):
    problem = loads(f"model: x ~ {model}\ndata: {data}\n".replace("'", ""))
    derivation = solve(problem)
    assert is_too_large(problem, derivation) is large
    page = outline(problem, derivation, Options(remarks=True))
    assert page.intro
    assert bool(page.checks) is not large
    assert mistaken is None or bool(page.pitfalls) is mistaken
    assert (plot(problem, derivation) == "large") is large


@pytest.mark.parametrize("model", ["Normal(μ, σ²)", "Lognormal(μ, σ²)", "InverseGaussian(μ, λ)", "Laplace(μ, b)"])
def test_the_sums_of_the_sample_are_the_same_function(model):
    problem = loads(f"model: x ~ {model}\ndata: {ROWS[:120]}\n".replace("'", ""))
    derivation = solve(problem)
    short = in_sums(problem, derivation)
    point = {name: arb(k) for k, name in enumerate(problem.parameters, 2)}
    first, second = (enclose(d.log_likelihood, point, derivation.setting, 200) for d in (short, derivation))
    assert abs(first - second) < 1e-30


def test_long_lists_of_estimates_are_cut():
    counts = ", ".join(f"c{k}: {k % 7 + 1}" for k in range(1, 81))
    problem = loads(f"model: x ~ Categorical(p_1, …, p_80)\ndata: {{counts: {{{counts}}}}}\n")
    page = outline(problem, solve(problem), Options())
    shown = [part for row in page.answers for part in row if not isinstance(part, str)]
    assert (words.left_out(80 - len(shown)),) in page.answers
    assert len(shown) < 24
    shown = plain(page.sections[-1].lines[-1].statement)
    assert shown.startswith("p̂₁ = 2/317, p̂₂ =")
    assert ", …, p̂₈₀ = " in shown
    assert len(read(shown).statements) == 11


def test_a_quiz_asks_for_the_first_of_many_estimates():
    counts = ", ".join(f"c{k}: {k % 7 + 1}" for k in range(1, 13))
    problem = loads(f"model: x ~ Categorical(p_1, …, p_12)\ndata: {{counts: {{{counts}}}}}\n")
    made = questions(problem, solve(problem), Options(), "numerical")
    assert len(made) == MOST_ASKED
