"""Notebooks: valid, readable, and their cells of Python find the answer again by sympy alone."""

import ast
import contextlib
import io
import json
from functools import cache
from pathlib import Path

import nbclient
import nbformat
import pytest
import sympy

from derive.documents import write
from derive.documents.options import Options
from derive.documents.recomputing import recomputing
from derive.expressions import Symbol
from derive.interchange.code import code, with_identifiers
from derive.plans import solve
from derive.problem import load_all, loads

PROBLEMS = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))
by_problem = pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)


@cache
def solved(path):
    return [(problem, solve(problem)) for problem in load_all(path)]


def named(name):
    return solved(Path(__file__).parents[2] / "problems" / f"{name}.yaml")[0]


def notebook(problem, derivation, **options):
    return nbformat.reads(write(problem, derivation, "ipynb", **options), as_version=4)


def ran(source):
    """What the last line of a cell is worth, and what the cell has printed."""
    tree = ast.parse(source)
    scope, printed = {}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(tree.body[:-1], []), "cell", "exec"), scope)
        worth = eval(compile(ast.Expression(tree.body[-1].value), "cell", "eval"), scope)
    return worth, printed.getvalue()


@by_problem
def test_every_problem_makes_a_valid_notebook(path):
    for problem, derivation in solved(path):
        made = notebook(problem, derivation, plot=False)
        nbformat.validate(made)
        assert made.cells[0].source.startswith("# ")
        assert len({cell.id for cell in made.cells}) == len(made.cells)


@pytest.mark.slow
@by_problem
def test_the_cell_finds_the_answer(path):
    for problem, derivation in solved(path):
        source = recomputing(problem, derivation)
        if not source:
            continue
        worth, printed = ran(source)
        values = [row.value for row in derivation.estimates if isinstance(row.parameter, Symbol)]
        if problem.predictions:
            said = [float(word) for word in printed.split() if word.replace(".", "").isdigit()]
            assert said == pytest.approx([row.value for row in derivation.quantities])
        else:
            found = list(worth) if isinstance(worth, sympy.MatrixBase) else [worth]
            assert [float(each) for each in found] == pytest.approx(values, rel=1e-9)


def test_most_answers_in_numbers_are_found_again():
    answers = [each for path in PROBLEMS for each in solved(path) if any(row.value for row in each[1].estimates)]
    found = [each for each in answers if recomputing(*each)]
    assert len(found) > 0.65 * len(answers)


def test_what_a_cell_looks_like():
    assert recomputing(*named("coil-resistances")) == (
        "from sympy import Integer, Rational, Symbol, diff, log, nsolve, pi\n\n"
        "x = dict(enumerate(map(Rational, '71/5 69/5 29/2 141/10 139/10 147/10'.split()), 1))\n"
        "n = Integer(6)\n"
        "μ = Symbol('μ', real=True)\n"
        "σ_squared = Symbol('σ²', real=True)\n"
        "log_likelihood = -n*log(2*pi*σ_squared)/2 - sum((-μ + x[i])**2 for i in range(1, n + 1))/(2*σ_squared)\n"
        "score = [diff(log_likelihood, unknown) for unknown in (μ, σ_squared,)]\n"
        "nsolve(score, (μ, σ_squared,), (14.2, 0.1,))  # from a start near the answer"
    )


def test_names_that_are_words_of_the_code_are_changed():
    symbols = [sympy.Symbol(name) for name in ("σ²", "beta", "lambda", "n", "S", "p_1", "x′", "θ")]
    renamed = with_identifiers(symbols)
    assert [renamed[symbol].name for symbol in symbols] == [
        "σ_squared", "beta_", "lambda_", "n_", "S_", "p_1", "x_", "θ",
    ]


def test_code_is_exact():
    x = sympy.Symbol("x")
    e = sympy.log(sympy.Rational(3, 5)) / 2 + x / 3
    assert eval(code(e), {"Rational": sympy.Rational, "log": sympy.log, "x": x}) == e


def test_a_function_that_sympy_does_not_have_makes_no_code():
    with pytest.raises(ValueError, match="does not have"):
        code(sympy.Function("f")(sympy.Symbol("x")))


@pytest.mark.parametrize("name", ["coin", "next-token"])
def test_a_notebook_runs(name, tmp_path):
    made = notebook(*named(name))
    nbclient.NotebookClient(made, timeout=60, resources={"metadata": {"path": str(tmp_path)}}).execute()
    (cell,) = [cell for cell in made.cells if cell.cell_type == "code"]
    said = "".join(str(output.get("text", "")) + str(output.get("data", "")) for output in cell.outputs)
    assert {"coin": "0.7", "next-token": "0.693147180559945"}[name] in said


def test_a_derivation_shows_itself_in_a_notebook(tmp_path):
    source = "import derive\nderive.solve(model='x ~ Bernoulli(θ)', data=[1, 0, 1])"
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    environment = {"metadata": {"path": str(Path(__file__).parents[2])}}
    nbclient.NotebookClient(made, timeout=60, resources=environment).execute()
    (output,) = made.cells[0].outputs
    assert {"text/plain", "text/html", "text/latex", "text/markdown"} <= set(output.data)
    assert "θ̂ = 2/3" in output.data["text/plain"]


def test_a_picture_stands_in_it_and_tells_what_is_seen():
    cells = notebook(*named("coin"), plot=True).cells
    (shown,) = [cell.source for cell in cells if cell.source.startswith("![")]
    assert shown.startswith("![")
    assert "](data:image/svg+xml;base64," in shown
    assert "0.7" in shown.partition("](")[0]


def test_an_exercise_has_neither_picture_nor_answer():
    cells = notebook(*named("coin"), form="question").cells
    assert not [cell for cell in cells if cell.cell_type == "code" or cell.source.startswith("![")]


def test_a_sheet_has_a_title_and_cells_of_all_problems():
    from derive.documents.formats import fragment, frame

    options = Options(title="Sheet 3")
    around = frame("ipynb", True, "Sheet 3", options)
    bodies = [fragment(*named(name), "ipynb", options) for name in ("coin", "emails")]
    made = nbformat.reads(around.before + around.between.join(bodies) + around.after, as_version=4)
    nbformat.validate(made)
    assert made.cells[0].source == "# Sheet 3"
    assert json.loads(json.dumps(made))["metadata"]["kernelspec"]["name"] == "python3"


def test_an_infinite_loss_is_left_out():
    (problem,) = [loads("predictions: {a: {cat: 1}, b: {cat: 0.5, dog: 0.5}}\ntarget: dog\nfind: nll")]
    assert ran(recomputing(problem, solve(problem)))[1].startswith("b ")
