"""Sympy and mpmath, on models written anew, agree with what the package finds for every problem."""

import random
from itertools import pairwise
from pathlib import Path

import mpmath
import pytest
import sympy
from oracle_models import AT_END, CLIMBING, ESTIMATES, NUMERIC, SYMBOLIC, UNBOUNDED, VALUES, ε
from support_models import SEARCHED

import derive

PROBLEMS = Path(__file__).parents[2] / "problems"
# Questions about ideas: statements that hold for any likelihood, checked by hand in `test_ideas`.
IDEAS = {"quiz-nll-cross-entropy", "quiz-what-is-maximised", "quiz-why-logs"}


def solved(name):
    return derive.solve(derive.load(PROBLEMS / f"{name}.yaml"))


def test_every_problem_has_an_oracle():
    names = {path.stem for path in PROBLEMS.glob("*.yaml")}
    assert names == {*ESTIMATES, *NUMERIC, *AT_END, *CLIMBING, *UNBOUNDED, *SYMBOLIC, *VALUES, *IDEAS, *SEARCHED}


@pytest.mark.parametrize("name", ESTIMATES)
def test_sympy_confirms_the_root(name):
    model, derivation = ESTIMATES[name](), solved(name)
    found = {symbol: derivation.estimates[symbol.name].sympy for symbol in model.box}
    gradient = [sympy.diff(model.log_likelihood, symbol) for symbol in model.box]
    assert [sympy.simplify(slope.subs(found)) for slope in gradient] == [0] * len(gradient)
    hessian = sympy.hessian(model.log_likelihood, list(model.box)).subs(found)
    assert (-hessian).is_positive_definite
    for asked, function in model.also.items():
        assert sympy.simplify(function.subs(found) - derivation.estimates[asked].sympy) == 0


@pytest.mark.parametrize("name", [*ESTIMATES, *NUMERIC])
def test_mpmath_finds_the_same_optimum(name):
    model, derivation = (ESTIMATES | NUMERIC)[name](), solved(name)
    symbols = list(model.box)
    height = sympy.lambdify(symbols, model.log_likelihood, "mpmath")
    slopes = [sympy.lambdify(symbols, sympy.diff(model.log_likelihood, symbol), "mpmath") for symbol in symbols]
    rng = random.Random(5)
    points = [[mpmath.mpf(rng.uniform(*model.box[symbol])) for symbol in symbols] for _ in range(300)]
    start = max(points, key=lambda point: height(*point))
    with mpmath.workdps(30):
        top = mpmath.findroot(lambda *at: [slope(*at) for slope in slopes], start, tol=1e-20)
        assert all(height(*top) >= height(*point) for point in points)
    for symbol, value in zip(symbols, top, strict=True):
        estimate = derivation.estimates[symbol.name]
        assert estimate.value == pytest.approx(float(value), rel=1e-12)
        if name in NUMERIC:
            lower, upper = estimate.interval
            assert lower <= value <= upper


@pytest.mark.parametrize("name", AT_END)
def test_sympy_confirms_the_end(name):
    log_likelihood, symbol, end, sign = AT_END[name]
    derivation = solved(name)
    slope = sympy.diff(log_likelihood, symbol)
    inside = sympy.Interval.open(0, 1)
    rises = sympy.solveset(sign * slope > 0, symbol, sympy.S.Reals)
    assert inside.is_subset(rises)
    if derivation.status == "solved":
        assert derivation.estimates[symbol.name].sympy == end
    else:
        assert derivation.status == "no-maximum"
        assert derivation.diagnostics


@pytest.mark.parametrize("name", CLIMBING)
def test_the_likelihood_rises_all_the_way_from_anywhere(name):
    (height, direction), derivation = CLIMBING[name](), solved(name)
    assert derivation.status == "no-maximum"
    slope = sum(step * sympy.diff(height, symbol) for symbol, step in direction.items())
    along = sympy.lambdify(list(direction), slope, "mpmath")
    rng = random.Random(7)
    assert all(along(*(mpmath.mpf(rng.gauss(0, 3)) for _ in direction)) > 0 for _ in range(100))


@pytest.mark.parametrize("name", UNBOUNDED)
def test_the_likelihood_has_no_bound_along_a_path_of_our_own(name):
    derivation = solved(name)
    assert derivation.status == "no-maximum"
    with mpmath.workdps(60):
        height = sympy.lambdify([ε], UNBOUNDED[name], "mpmath")
        heights = [height(mpmath.mpf(10) ** -k) for k in (4, 16, 64, 256)]
    assert all(b > 100 * a for a, b in pairwise(heights))


@pytest.mark.parametrize("name", SYMBOLIC)
def test_sympy_confirms_the_formula_for_any_sample(name):
    """At the formula the score of a sample of four letters vanishes; at numbers the Hessian says maximum."""
    model, derivation = SYMBOLIC[name](), solved(name)
    size = len(model.sample)
    letters = sympy.symbols(f"x1:{size + 1}", real=True)
    log_likelihood = sympy.Add(*(model.log_density.subs(model.x, letter) for letter in letters))
    parameters = sorted(model.log_density.free_symbols - {model.x}, key=str)
    found = {symbol: written_out(derivation.estimates[symbol.name].sympy, letters) for symbol in parameters}
    for symbol in parameters:
        assert sympy.simplify(sympy.diff(log_likelihood, symbol).subs(found)) == 0
    numbers = dict(zip(letters, model.sample, strict=True))
    at = {symbol: formula.subs(numbers) for symbol, formula in found.items()}
    assert (-sympy.hessian(log_likelihood, parameters).subs(numbers).subs(at)).is_positive_definite


def written_out(formula, letters):
    """A formula in Σ and n for as many observations as there are letters."""
    sizes = {symbol: len(letters) for symbol in formula.free_symbols if symbol.name == "n"}
    formula = formula.subs(sizes).doit()
    return formula.xreplace({each: letters[int(each.indices[0]) - 1] for each in formula.atoms(sympy.Indexed)})


@pytest.mark.parametrize("name", VALUES)
def test_sympy_confirms_the_values(name):
    derivation = solved(name)
    for asked, expected in VALUES[name].items():
        (row,) = [row for row in derivation.quantities if asked in (row.of, row.name)]
        assert sympy.simplify(row.sympy - expected) == 0
        assert row.value == pytest.approx(float(expected), rel=1e-12)


@pytest.mark.parametrize("name", sorted(IDEAS))
def test_ideas(name):
    """Both sides of every statement have the same value in sympy, where the statement is about formulas."""
    derivation = solved(name)
    assert derivation.verified
    for step in derivation.steps:
        line = step.after.sympy
        for equation in line.atoms(sympy.Eq):
            if not equation.atoms(sympy.Function("L")) and not equation.has(sympy.core.function.AppliedUndef):
                assert sympy.simplify(sympy.expand_log((equation.lhs - equation.rhs).doit(), force=True)) == 0
