"""Solutions in a chosen notation: other names, other logarithms, other decimals, and all of it reads back."""

import re
from functools import cache
from pathlib import Path

import pytest
from documents.solutions import COIN, COIN_SOLVED
from mathml_reading import as_latex, tree

from derive.documents import FORMATS, write
from derive.documents.exercises import lines_of
from derive.documents.options import Options
from derive.documents.outline import outline
from derive.expressions import Apply, Call, Symbol, nodes
from derive.notation.choices import notation
from derive.notation.latex import latex
from derive.notation.mathml import mathml
from derive.notation.plain import plain
from derive.notation.reader import read
from derive.notation.spoken import spoken
from derive.plans import solve
from derive.problem import ProblemError, load_all, loads

PROBLEMS = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))
by_problem = pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
# Their lines hold ℓ′(0): `ln L` has no derivative at a number, so that ℓ stays.
AT_A_NUMBER = ("homing-pigeons", "suspected-rate")
AT_COIN = next(path for path in PROBLEMS if path.stem == "coin")
TOKENS = "predictions: {before: {cat: 0.5, dog: 0.3}, after: {cat: 0.7}}\ntarget: cat\n"
GAMMA = "model: x ~ Gamma(α, rate=β)\ndata: [1.2, 3.4, 0.7, 2.2, 5.1]\n"


@cache
def solved(path):
    return [(problem, solve(problem)) for problem in load_all(path)]


def lines(problem, derivation, **chosen):
    return lines_of(outline(problem, derivation, Options(detail="full", notation=chosen)), inner=True)


@by_problem
def test_other_signs_for_the_same_things_read_back_as_these(path):
    for problem, derivation in solved(path):
        pairs = zip(lines(problem, derivation), lines(problem, derivation, log="ln", estimate="mle"), strict=True)
        for before, after in pairs:
            meant = read(plain(before.statement))
            assert read(plain(after.statement)) == read(latex(after.statement)) == meant
            shown = as_latex(tree(mathml(after.statement))).replace("\\operatorname{MLE}", "MLE")
            assert read(shown) == meant
            assert "log(" not in plain(after.statement)
            assert "log " not in plain(after.statement)


@by_problem
def test_other_names_of_the_functions_read_back(path):
    for problem, derivation in solved(path):
        for names in ({"likelihood": "LL", "log-likelihood": "l"}, {"log-likelihood": "ln L", "places": "3"}):
            for line in lines(problem, derivation, **names):
                functions = {node.function for node in nodes(line.statement) if isinstance(node, Apply)}
                assert path.stem in AT_A_NUMBER or "ℓ" not in functions | {*(line.reason or "")}
                assert read(plain(line.statement)) == read(latex(line.statement))


def test_a_logarithm_sounds_the_same_however_it_is_written():
    assert spoken(Call("ln", (Symbol("θ"),))) == spoken(Call("log", (Symbol("θ"),)))


@pytest.mark.parametrize(("source", "chosen", "shown"), [
    (TOKENS, {"places": "3"}, ["NLL(\"before\") = −log 0.5 = log 2 ≈ 0.693", "(before): log 2 ≈ 0.693 "]),
    (TOKENS, {"places": 3}, ["NLL(\"before\") = −log 0.5 = log 2 ≈ 0.693", "(before): log 2 ≈ 0.693 "]),
    (TOKENS, {"places": "10"}, ["≈ 0.6931471806 "]),
    (GAMMA, {"places": "2"}, ["β̂ ≈ 0.", "α̂ ≈ 2."]),
    ("model: x ~ Normal(μ, σ^2)", {"estimate": "mle"}, ["σ_MLE² = (1/n) Σ(xᵢ − x̄)²", "μ_MLE = x̄"]),
    ("model: x ~ Categorical(p_1, p_2, p_3)", {"estimate": "mle"}, ["p̂₁ = "]),
    ("model: x ~ Poisson(λ)", {"log-likelihood": "ln L"}, ["ln L(λ) = ", "d/dλ[ln L(λ)] = ", "so ln L is strictly"]),
    ("model: x ~ Poisson(λ)", {"likelihood": "LL"}, ["  LL(λ) = Π f(xᵢ | λ) "]),
])
def test_lines(source, chosen, shown):
    problem = loads(source)
    said = write(problem, solve(problem), "text", notation=chosen, width=200)
    for line in shown:
        assert line in said


def test_rounding_is_from_the_value_and_never_to_nothing():
    problem = loads("predictions: {a: {cat: 0.9981}, b: {cat: 0.5}}\ntarget: cat\n")
    said = write(problem, solve(problem), "text", notation={"places": "2"})
    assert "≈ 0.002" in said
    assert "≈ 0.69" in said


def test_the_command_line_comes_before_the_problem():
    problem = loads("model: x ~ Poisson(λ)\nnotation: {log: ln, log-likelihood: l}\n")
    assert "  l(λ) = (Σxᵢ) ln λ" in write(problem, solve(problem), "text")
    other = write(problem, solve(problem), "text", notation={"log-likelihood": "LL"})
    assert "  LL(λ) = (Σxᵢ) ln λ" in other
    assert write(problem, solve(problem), "json").count("ln ") == 0


def test_a_slope_at_the_estimate_is_said_with_its_place():
    [(problem, derivation)] = solved(AT_COIN)
    text = write(problem, derivation, "text", remarks=True, width=120, notation={"log-likelihood": "ln L"})
    assert "score: d/dθ[ln L(θ)] = 10 − 10 = 0 at θ = 0.7" in text
    assert "d²/dθ²[ln L(θ)] ≈ −47.619 at θ = 0.7, so a standard error" in text


@pytest.mark.parametrize("format", ["html", "typst", "latex"])
def test_rules_and_pictures_say_what_the_lines_say(format):
    """Nothing that `log` is written as is left, but in words."""
    [(problem, derivation)] = solved(AT_COIN)
    page = write(problem, derivation, format, plot=True, standalone=True, notation={"log-likelihood": "ln L"})
    assert not re.search(r"ℓ|\\ell|<mi>log</mi>|\\log[ \\(]", re.sub("(?s)<script>.*?</script>", "", page))


@pytest.mark.parametrize("format", [n for n, f in FORMATS.items() if not f.data and (f.text or not f.finish)])
def test_every_format_of_text_writes_it(format):
    before = write(COIN, COIN_SOLVED, format)
    after = write(COIN, COIN_SOLVED, format, notation={"log": "ln", "estimate": "mle"})
    assert "MLE" in after
    assert "MLE" not in before
    assert "ln" in after


@pytest.mark.parametrize(("chosen", "fault"), [
    ({"logarithm": "ln"}, "no such choice: there are log, likelihood"), ({"log": "lg"}, "it may be log, ln"),
    ({"places": "0"}, "from 1 to 12"), ({"places": "many"}, "from 1 to 12"), ({"likelihood": "f"}, "L, ℓ, l, LL"),
    ({"likelihood": "ℓ"}, "cannot both be called ℓ"), ({"places": 0}, "from 1 to 12"), ("log=ln", "write a mapping"),
])
def test_what_is_no_notation(chosen, fault):
    with pytest.raises(ValueError, match=fault):
        notation(chosen)


@pytest.mark.parametrize(("field", "place", "fault"), [
    ("{log: lg}", "2:17", "it may be log, ln"), ("{logs: ln}", "2:12", "did you mean"), ("ln", "2:11", "not text"),
    ("{places: 3.5}", "2:20", "from 1 to 12"), ("{likelihood: l, log-likelihood: l}", "2:11", "both be called l"),
])
def test_faults_of_a_file_are_located(field, place, fault):
    with pytest.raises(ProblemError, match=rf"problem:{place}: .*{fault}"):
        loads(f"model: x ~ Poisson(λ)\nnotation: {field}\n")


def test_a_name_of_the_problem_is_taken():
    problem = loads("model: x ~ Poisson(l)")
    with pytest.raises(ProblemError, match="l is a name of the problem"):
        write(problem, solve(problem), "text", notation={"log-likelihood": "l"})
    with pytest.raises(ProblemError, match="l is a name of the problem"):
        loads("model: x ~ Poisson(l)\nnotation: {log-likelihood: l}\n")
