"""What the referee sees without a normal form: every row with near misses that must not pass."""

import pytest

from derive.claims.values import Equal, Given, Holds
from derive.domains import POSITIVE, PROBABILITY, REAL
from derive.expressions import Add, Symbol
from derive.notation.reader import read_expression, read_statement
from derive.referee import NotProved, prove
from derive.referee.separate import Terms, are_separate
from derive.referee.sight import are_equal_numbers, exponents_of_equal_bases, is_logarithm_of_powers
from derive.steps import Column, Setting, Step


def read(text):
    return read_expression(text)


@pytest.mark.parametrize(("left", "right", "seen"), [
    ("log(θ^7 (1 − θ)^3)", "7 log θ + 3 log(1 − θ)", True),
    ("log(θ (1 − θ)^3)", "log θ + 3 log(1 − θ)", True),
    ("log(θ^7 (1 − θ)^3)", "7 log θ + 3 log(1 + θ)", False),
    ("log(θ^7 (1 − θ)^3)", "7 log θ + 4 log(1 − θ)", False),
    ("log(θ^7 (1 − θ)^3)", "7 log θ − 3 log(1 − θ)", False),
    ("log(θ^7 (1 − θ)^3)", "7 log θ", False),
    ("log(θ^7 + 3)", "7 log θ", False),
    ("θ^7 (1 − θ)^3", "7 log θ + 3 log(1 − θ)", False),
])
def test_logarithms_of_powers(left, right, seen):
    assert is_logarithm_of_powers(read(left), read(right)) is seen


@pytest.mark.parametrize(("left", "right", "pairs"), [
    ("θ^7 (1 − θ)^3", "θ^a (1 − θ)^b", 2),
    ("θ (1 − θ)^3", "θ^a (1 − θ)^b", 2),
    ("θ^7 (1 − θ)^3", "(1 − θ)^7 θ^3", 0),
    ("θ^7 (1 − θ)^3", "θ^7", 0),
    ("θ^7", "μ^7", 0),
])
def test_exponents_of_equal_bases(left, right, pairs):
    assert len(exponents_of_equal_bases(read(left), read(right))) == pairs


@pytest.mark.parametrize(("left", "right", "same"), [
    ("7/10", "1 − 3/10", True),
    ("7/10", "1 − 4/10", False),
    ("log 2 + log 3", "log 6", False),  # not rational: left to the normal form
    ("1/0", "1/0", False),
    ("θ", "θ", False),
])
def test_equal_numbers(left, right, same):
    assert are_equal_numbers(read(left), read(right), Setting()) is same


def test_derivative_takes_every_term_that_holds_the_variable():
    e = read("a x + b y + x + x + f(z) + 3")
    assert isinstance(e, Add)
    assert Terms(e).holding("x").terms == tuple(map(read, ("a x", "x", "x", "f(z)")))
    assert Terms(e).holding("q").terms == (read("f(z)"),)


@pytest.mark.parametrize(("text", "separate"), [
    ("3 log x + 4 log y + 2", True), ("3 log x + x y", False), ("3 log x + f(z)", False), ("x y", False),
])
def test_separate_sums(text, separate):
    assert are_separate(read(text), ("x", "y")) is separate


def test_root_and_square_are_one_name():
    e = Add((read("μ"), read("σ"), Symbol("σ²")))
    assert len(Terms(e).holding("σ²").terms) == 2


# ---- what is remembered of a model holds for that model alone -----------------------------------------------


def _holds(text, domain, **more):
    step = Step("x", None, read_statement(text), Holds(), "")
    return prove((step,), Setting(domains={"θ": domain}, supports={"x": more.pop("support", REAL)}, **more))


def test_signs_are_not_carried_to_another_model():
    assert _holds("1 − θ > 0", PROBABILITY.interior())
    with pytest.raises(NotProved):  # θ may be one
        _holds("1 − θ > 0", PROBABILITY)
    with pytest.raises(NotProved):
        _holds("1 − θ > 0", POSITIVE)
    assert _holds("θ + Σ x_i > 0", POSITIVE, support=POSITIVE)
    with pytest.raises(NotProved):
        _holds("θ + Σ x_i > 0", POSITIVE)
    with pytest.raises(NotProved):
        _holds("θ + Σ x_i > 0", REAL, support=POSITIVE)


def test_facts_are_not_carried_to_another_model():
    assert _holds("Σ x_i > 0", REAL, facts=(read_statement("Σ x_i > 0"),))
    with pytest.raises(NotProved):
        _holds("Σ x_i > 0", REAL)


@pytest.mark.parametrize(("shown", "right"), [("1.33", True), ("1.34", False)])
def test_decimal_is_that_of_the_data(shown, right):
    setting = Setting(columns={"x": Column((1, 2, 1))}, size=3, supports={"x": REAL})
    formula = read_statement("c = Σ x_i/n")
    lines = read_statement(f"c = Σ x_i/n = 4/3 ≈ {shown}")
    setting = Setting(columns=setting.columns, size=3, supports=setting.supports, given=(formula,))
    steps = (Step("x", None, formula, Given(), ""), Step("x", formula, lines, Equal(at_data=True), ""))
    if right:
        assert prove(steps, setting)
    else:
        with pytest.raises(NotProved):
            prove(steps, setting)
