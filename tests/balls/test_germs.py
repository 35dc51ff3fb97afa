"""How functions behave as t falls to zero: what is said, and where nothing may be said."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from derive.balls import Undefined, explodes, germ_of, sign_of
from derive.balls.germs import limit
from derive.notation.reader import read
from derive.steps import Column, Setting

THREE = Setting(columns={"x": Column((Fraction(1), Fraction(2), Fraction(4)))}, size=3)

GROWS = [
    "1/t",
    "1/t - 5/sqrt(t)",
    "1/(sqrt(4) (1 - (1-t)^2) - 4 t)^2",
    "-log t",
    "exp(-log t)/2",
    "exp(1/t) t^9",
    "exp(-(1-1)^2/(2 t^2))/t",
    "(exp(-1/t)/t + 1)/t",
    "Π ((x_i - (1-t))^(-1/2) exp(-(x_i - (1-t))))",
    "Π (exp(-(x_i-1)^2/(2 t^2))/t + exp(-(x_i-2)^2))",
    "Π (exp(-abs(x_i-1)/t)/t + 1/cosh(x_i))",
    "1/(t (log t)^4)",
    "1{t > 0}/t",
    "log(1/t) - 100 log(log(1/t))",
    "(1 + 1/t)^(5/2) - 1/t",
]


@pytest.mark.parametrize("text", GROWS)
def test_what_grows(text: str) -> None:
    assert explodes(germ_of(read(text), "t", False, THREE))


FINITE = [
    ("t", 0), ("2 + t", 2), ("exp(-1/t)/t^20", 0), ("t log t", 0), ("(1 - (1 - t))/t", 1), ("exp(t)", 1),
    ("Π (exp(-(x_i-1)^2/(2 t^2))/t)", 0), ("Π (x_i - (1 - t))", 0), ("1/(1 + exp(1/t))", 0), ("t^t", 1),
    ("(3 - sqrt(9/4))/2", Fraction(3, 4)), ("(3 t - t sqrt(4))/t", 1),
    ("(1/t)/(3/t + 1)", Fraction(1, 3)), ("cosh(t)", 1), ("sqrt(4 + t)", 2), ("cos(t)", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), FINITE)
def test_what_has_a_limit(text: str, value: Fraction) -> None:
    germ = germ_of(read(text), "t", False, THREE)
    assert not explodes(germ) if value else limit(germ) is not None
    found = limit(germ)
    assert found is not None
    assert abs(arb(found) - float(value)) < 1e-12


UNKNOWN = [
    "exp(t) - 1",  # cancels: the rest is not followed
    "1/(exp(t) - 1)",
    "sqrt(2 t) - sqrt(2 t)",
    "1{t > 1}",
    "log(t - 1)",
    "floor(t)/t",
    "1/0 + 1/t",
    "exp(log(1/t) + log(log(1/t)))",
    "sqrt(-1/t)",
    "Γ(1/t)",
    "y/t",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_not_known_is_not_said(text: str) -> None:
    with pytest.raises(Undefined):
        explodes(germ_of(read(text), "t", False, THREE))


FALLS = ["-1/t", "log t", "2 - 1/t", "1/sqrt(t) - 1/t"]


@pytest.mark.parametrize("text", FALLS)
def test_what_falls_without_end_does_not_grow(text: str) -> None:
    germ = germ_of(read(text), "t", False, THREE)
    assert not explodes(germ)
    assert sign_of(germ) == -1


@pytest.mark.parametrize(
    ("text", "grows"), [("t", True), ("1/t", False), ("log t", True), ("exp(t)/t^3", True), ("(1/2)^t t^5", False)]
)
def test_towards_infinity(text: str, grows: bool) -> None:
    assert explodes(germ_of(read(text), "t", True, THREE)) is grows
