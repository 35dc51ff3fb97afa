"""Python values and sympy objects as the text of a problem file."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from sympy import Interval, Rational, S, Symbol

from derive.python_values import problem_text, sympy_names

θ, N = Symbol("θ"), Symbol("N", integer=True, positive=True)


@pytest.mark.parametrize(("fields", "text"), [
    ({"model": "x ~ Bernoulli(θ)", "data": [1, 0]}, '"model": "x ~ Bernoulli(θ)"\n"data": ["1", "0"]\n'),
    ({"data": (0.1, 2.5)}, '"data": ["0.1", "2.5"]\n'),
    ({"data": [Fraction(1, 3), Decimal("0.10")]}, '"data": ["1/3", "0.10"]\n'),
    ({"data": np.array([1, 2])}, '"data": ["1", "2"]\n'),
    ({"data": np.array([0.1])}, '"data": ["0.1"]\n'),
    ({"data": {"counts": {0: 3, 1: 7}}}, '"data": {"counts": {"0": "3", "1": "7"}}\n'),
    ({"title": None, "unit": "mm"}, '"unit": "mm"\n'),
    ({"likelihood": θ**7 * (1 - θ) ** 3, "parameters": {θ: Interval.open(0, 1)}},
     '"likelihood": "θ⁷(1 − θ)³"\n"parameters": {"θ": "0 < θ < 1"}\n'),
    ({"likelihood": "θ^2", "parameters": {"θ": Interval.Lopen(0, Rational(1, 2))}},
     '"likelihood": "θ^2"\n"parameters": {"θ": "0 < θ ≤ 1/2"}\n'),
    ({"likelihood": Symbol("lambda", positive=True)}, '"likelihood": "λ"\n"parameters": {"λ": "λ > 0"}\n'),
    ({"parameters": [Symbol("mu", real=True)]}, '"parameters": {"μ": "real"}\n'),
    ({"parameters": {N: None}}, '"parameters": {"N": "integer N > 0"}\n'),
    ({"parameters": {N: S.Naturals}}, '"parameters": {"N": "integer N ≥ 1"}\n'),
    ({"parameters": {"N": sympy.Range(3, 9)}}, '"parameters": {"N": "integer 3 ≤ N ≤ 8"}\n'),
    ({"parameters": {"k": S.Integers}}, '"parameters": {"k": "integer"}\n'),
    ({"known": {Symbol("σ"): Rational(1, 2)}}, '"known": {"σ": "1/2"}\n'),
])
def test_values_as_text(fields, text):
    assert problem_text(fields) == text


@pytest.mark.parametrize("fields", [
    {"data": object()},
    {"data": [[[[[[[[[[[[[[1]]]]]]]]]]]]]]},
    {"likelihood": 0.5 * Symbol("t", positive=True)},
    {"likelihood": θ},
    {"likelihood": θ, "parameters": {θ: S.Complexes}},
    {"likelihood": sympy.zeta(θ), "parameters": {θ: S.Reals}},
])
def test_what_no_problem_file_holds_is_refused(fields):
    with pytest.raises(ValueError, match=r".{10}"):
        problem_text(fields)


def test_a_list_in_itself_is_refused():
    endless = []
    endless.append(endless)
    with pytest.raises(ValueError, match="nested"):
        problem_text({"data": endless})


def test_names_that_come_along():
    x, i = sympy.IndexedBase("x"), Symbol("i")
    fields = {"likelihood": sympy.Sum(x[i], (i, 1, N)), "parameters": {θ: S.Reals}, "title": "text"}
    assert {θ, N, x, i} <= set(sympy_names(fields))
