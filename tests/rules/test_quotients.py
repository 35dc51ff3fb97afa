"""Sums with fractions over one denominator, as rows of what is written and what becomes of it."""

from __future__ import annotations

import pytest

from derive.notation.plain import plain
from derive.notation.reader import read_expression
from derive.rules.quotients import over_one_denominator


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 - θ/(1+θ)", "1/(1 + θ)"),
        ("1 - 1/(1+θ)", "θ/(1 + θ)"),
        ("1 - 3/(3+θ)", "θ/(3 + θ)"),
        ("(1 - θ/(1+θ))^(n-s)", "(1/(1 + θ))^(n − s)"),
        ("2 + (1-2θ)/(1+θ)", "3/(1 + θ)"),
        # two terms would be left, there is no fraction, or a function stands in it
        ("1 - θ/(2+3θ)", "1 − θ/(2 + 3θ)"),
        ("1 - θ/2", "1 − θ/2"),
        ("1 - θ", "1 − θ"),
        ("1 - 1/(1+exp(-θ))", "1 − 1/(1 + exp(−θ))"),
    ],
)
def test_one_denominator(before: str, after: str) -> None:
    assert plain(over_one_denominator(read_expression(before))) == after
