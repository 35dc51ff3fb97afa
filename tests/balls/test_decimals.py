"""Correctly rounded doubles and digits, and decimals as they are written."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest

from derive.balls import Undefined, decimal, rounds_to, shown_unit, value
from derive.expressions import (
    ONE,
    TWO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    integer,
    rational,
)

LOG2 = Call("log", (TWO,))
HALF_TO_THE_20 = Power(Divide(ONE, TWO), integer(20))


def written(text: str, value: str) -> Number:
    return Number(Fraction(value), text)


ROUNDED = [
    (LOG2, written("0.693", "0.693"), True),
    (LOG2, written("0.6931", "0.6931"), True),
    (LOG2, written("0.694", "0.694"), False),
    (LOG2, written("0.69", "0.69"), True),
    (LOG2, written("0.7", "0.7"), True),
    (LOG2, written("1", "1"), True),
    (LOG2, written("0.6930", "0.6930"), False),
    (LOG2, written("69.3%", "0.693"), True),
    (LOG2, written("69%", "0.69"), True),
    (LOG2, written("70%", "0.7"), False),
    (HALF_TO_THE_20, written("9.5e-7", "9.5e-7"), True),
    (HALF_TO_THE_20, written("9.5×10^-7", "9.5e-7"), True),
    (HALF_TO_THE_20, written("9.5×10⁻⁷", "9.5e-7"), True),
    (HALF_TO_THE_20, written("9.4e-7", "9.4e-7"), False),
    (HALF_TO_THE_20, written("9.54e-7", "9.54e-7"), True),
    (Call("log", (integer(10),)), written("2.303", "2.303"), True),
    (Call("log", (integer(10),)), written("2.302", "2.302"), False),
    (Negate(LOG2), Negate(written("0.693", "0.693")), True),
    (Negate(LOG2), written("0.693", "0.693"), False),
    (Divide(ONE, integer(8)), written("0.13", "0.13"), True),  # a tie may go either way
    (Divide(ONE, integer(8)), written("0.12", "0.12"), True),
    (Divide(ONE, integer(8)), written("0.14", "0.14"), False),
    (Divide(integer(7), integer(40)), written("0.18", "0.18"), True),
    (Divide(integer(7), integer(10)), written("0.7", "0.7"), True),
    (Divide(integer(7), integer(10)), written("0.70", "0.70"), True),
    (Divide(integer(3), integer(7)), written("0.428", "0.428"), False),
    (Divide(integer(3), integer(7)), written("0.429", "0.429"), True),
]


@pytest.mark.parametrize(("e", "number", "right"), ROUNDED)
def test_a_written_decimal_is_the_value_rounded(e: Expression, number: Expression, right: bool) -> None:
    assert rounds_to(e, number) is right


@pytest.mark.parametrize(("text", "unit"), [
    ("7", "1"), ("0.70", "0.01"), (".5", "0.1"), ("1e-6", "1e-6"), ("2.50E3", "10"), ("70%", "0.01"),
    ("0.5%", "0.001"), ("9.5×10^-7", "1e-8"), ("3\\times10^{4}", "10000"),
])
def test_the_worth_of_the_last_digit(text: str, unit: str) -> None:
    assert shown_unit(Number(1, text)) == Fraction(unit)


def test_what_is_no_decimal_is_refused() -> None:
    with pytest.raises(Undefined):
        rounds_to(LOG2, Constant("π"))
    with pytest.raises(Undefined):
        shown_unit(Number(1, "1/3"))


DECIMALS = [
    (LOG2, 3, "0.693"), (Negate(LOG2), 3, "-0.693"), (HALF_TO_THE_20, 2, "9.5×10^-7"), (integer(120), 2, "120"),
    (integer(120), 5, "120.00"), (Divide(ONE, integer(8)), 2, "0.13"),
    (Divide(integer(999), integer(1000)), 2, "1.0"), (Divide(integer(2), integer(3)), 1, "0.7"),
    (Call("exp", (integer(100),)), 4, "2.688×10^43"), (integer(0), 3, "0"),
    (Divide(ONE, integer(1000)), 1, "0.001"), (Divide(ONE, integer(10000)), 1, "0.0001"),
    (Divide(ONE, integer(100000)), 1, "1×10^-5"), (Constant("π"), 1, "3"), (Constant("π"), 10, "3.141592654"),
]


@pytest.mark.parametrize(("e", "digits", "text"), DECIMALS)
def test_digits_are_rounded_correctly(e: Expression, digits: int, text: str) -> None:
    result = decimal(e, digits)
    shown = f"-{result.operand.text}" if isinstance(result, Negate) else result.text
    assert shown == text
    assert rounds_to(e, result)


DOUBLES = [
    (LOG2, math.log(2)), (Divide(integer(7), integer(10)), 0.7), (Call("sqrt", (TWO,)), math.sqrt(2)),
    (Power(integer(10), integer(400)), math.inf), (Power(integer(10), Power(integer(10), integer(18))), math.inf),
    (Negate(Power(integer(10), integer(400))), -math.inf), (Power(integer(10), integer(-400)), 0.0),
    (Power(Divide(ONE, TWO), integer(1074)), 5e-324), (HALF_TO_THE_20, 2.0**-20),
    (Add((LOG2, Call("log", (integer(3),)), Negate(Call("log", (integer(6),))))), 0.0),
]


@pytest.mark.parametrize(("e", "expected"), DOUBLES)
def test_a_double_is_the_nearest(e: Expression, expected: float) -> None:
    assert value(e) == expected
    assert not (expected == 0 and math.copysign(1, value(e)) < 0)


def test_doubles_of_random_fractions_are_the_nearest() -> None:
    rng = random.Random(3)
    for _ in range(200):
        x = Fraction(rng.randint(-(10**30), 10**30), rng.randint(1, 10**25))
        assert value(rational(x)) == x.numerator / x.denominator
        assert value(Multiply((rational(x), Divide(Constant("π"), Constant("π"))))) == x.numerator / x.denominator


def test_a_rounding_that_cannot_be_decided_is_refused() -> None:
    hidden_tie = Add((rational(Fraction(1, 8)), LOG2, Call("log", (Divide(ONE, TWO),))))
    with pytest.raises(Undefined):
        rounds_to(hidden_tie, written("0.13", "0.13"))
