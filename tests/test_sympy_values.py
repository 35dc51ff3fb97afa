"""Sympy objects among the fields of a problem become expressions and domains; all else stays as it is."""

from fractions import Fraction

import pytest
import sympy
from sympy import Interval, Rational, S, Symbol

from derive import expressions as ex
from derive.domains import POSITIVE, PROBABILITY, REAL, Domain
from derive.sympy_values import sympy_names, without_sympy

θ, N = Symbol("theta"), Symbol("N", integer=True, positive=True)
OPEN_UNIT, THETA = PROBABILITY.interior(), ex.Symbol("θ")


@pytest.mark.parametrize(("fields", "plain"), [
    ({"model": "x ~ Bernoulli(θ)", "data": (1, 0.5, Fraction(1, 3))},
     {"model": "x ~ Bernoulli(θ)", "data": [1, 0.5, Fraction(1, 3)]}),
    ({"title": None, "unit": "mm"}, {"unit": "mm"}),
    ({"likelihood": θ**7, "parameters": {θ: Interval.open(0, 1)}},
     {"likelihood": ex.Power(THETA, ex.integer(7)), "parameters": {THETA: OPEN_UNIT}}),
    ({"parameters": {"θ": Interval(0, 1), "μ": "real"}}, {"parameters": {"θ": PROBABILITY, "μ": "real"}}),
    ({"likelihood": Symbol("lambda", positive=True)},
     {"likelihood": ex.Symbol("λ"), "parameters": {ex.Symbol("λ"): POSITIVE}}),
    ({"parameters": [Symbol("mu", real=True)]}, {"parameters": {ex.Symbol("μ"): REAL}}),
    ({"parameters": {N: None}}, {"parameters": {ex.Symbol("N"): Domain(lower=ex.ZERO, integer=True)}}),
    ({"known": {Symbol("σ"): Rational(1, 2)}}, {"known": {ex.Symbol("σ"): ex.rational(Fraction(1, 2))}}),
])
def test_fields_without_sympy(fields, plain):
    assert without_sympy(fields) == plain


def test_the_sample_of_a_likelihood_is_not_estimated():
    x, i, n, rate = sympy.IndexedBase("x"), Symbol("i"), Symbol("n"), Symbol("lambda", positive=True)
    likelihood = rate**n * sympy.exp(-rate * sympy.Sum(x[i], (i, 1, n)))
    assert without_sympy({"likelihood": likelihood})["parameters"] == {ex.Symbol("λ"): POSITIVE}
    assert {rate, n, x, i} <= set(sympy_names({"likelihood": [likelihood]}))


@pytest.mark.parametrize("fields", [
    {"likelihood": 0.5 * Symbol("t", positive=True)},
    {"likelihood": θ},
    {"likelihood": θ, "parameters": {θ: S.Complexes}},
    {"likelihood": sympy.airyai(θ), "parameters": {θ: S.Reals}},
    {"likelihood": sympy.Matrix([θ]), "parameters": {θ: S.Reals}},
])
def test_what_no_problem_holds_is_refused(fields):
    with pytest.raises(ValueError, match=r".{10}"):
        without_sympy(fields)


def test_a_list_in_itself_ends():
    endless = []
    endless.append(endless)
    assert without_sympy({"data": endless})
    assert not list(sympy_names(endless))
