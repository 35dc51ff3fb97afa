"""What a new name stands for, on rows of an expression in θ that it equals."""

from __future__ import annotations

import pytest
from flint import arb, fmpq

from derive.balls import evaluate, precision
from derive.checking.inverting import inverted
from derive.expressions import Symbol
from derive.notation.reader import Scope, read
from derive.steps import Setting

SCOPE = Scope(frozenset(("θ", "ω")), frozenset(), open_names=True, strict=False)


@pytest.mark.parametrize("text", [
    "3 - 2θ", "1/θ", "5/(2θ + 1)", "θ^2", "sqrt(θ)", "exp(-θ)", "log(θ)", "2^θ", "θ/(1+θ)", "(2θ + 1)/(3 - θ)",
    "θ + (1 - θ)/3", "3θ - 2(1 - 4θ)/5",
])  # fmt: skip
def test_the_name_put_back_gives_the_value(text: str) -> None:
    inner = inverted(read(text, SCOPE), "θ", Symbol("ω"))
    assert inner is not None
    with precision(96):
        value = evaluate(read(text, SCOPE), {"θ": fmpq(2, 7)}, Setting())
        found = arb(evaluate(inner, {"ω": value}, Setting()))
    assert found.overlaps(arb(fmpq(2, 7)))


@pytest.mark.parametrize("text", ["θ + θ^2", "sin(θ)", "θ log θ", "θ/(1 + θ^2)", "θ (1 - θ)"])
def test_what_cannot_be_told_is_none(text: str) -> None:
    assert inverted(read(text, SCOPE), "θ", Symbol("ω")) is None
