"""The sign of a function on a whole stretch before an end: against values at points, and with a zero on it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq

from derive.balls import Undefined, enclose, sign_before_end
from derive.expressions import Add, Negate, rational
from derive.notation.reader import Scope, read_expression
from derive.steps import Column, Setting

SCOPE = Scope(names=frozenset(("t", "n")), variables=frozenset("x"))
WIDE = ("0.2", "0.7", "12.9", "1.6", "0.4", "3.3")
NARROW = ("1", "2", "3")
SHARES = ("0.31", "0.72", "0.55", "0.83", "0.12")

LOMAX = "1/t + ((-n/sum(log(1 + x_i/t)) - 1)/(t^2 n)) sum(x_i/(1 + x_i/t))"
BURR = "1/t + ((-n/sum(log(1 + x_i^t)) - 1)/n) sum((x_i^t/(1 + x_i^t)) log(x_i)) + (1/n) sum(log(x_i))"
SHARE = "1/t - ((-n/sum(log(1 - x_i^t)) - 1)/n) sum((x_i^t/(1 - x_i^t)) log(x_i)) + (1/n) sum(log(x_i))"
GROWTH = "1/t - sum(e^(t x_i) x_i)/(sum(e^(t x_i)) - n) + sum(x_i)/n"

# formula, data, finite end or None, at the upper end, 2^-k or 2^k, sign
ROWS: list[tuple[str, tuple[str, ...], int | None, bool, int, int]] = [
    (LOMAX, WIDE, None, True, 8, 1),
    (LOMAX, WIDE, 0, False, 6, -1),
    (LOMAX, NARROW, None, True, 4, -1),
    (LOMAX, NARROW, 0, False, 4, -1),
    (BURR, WIDE, None, True, 8, -1),
    (BURR, WIDE, 0, False, 4, 1),
    (SHARE, SHARES, None, True, 8, -1),
    (SHARE, SHARES, 0, False, 4, 1),
    (GROWTH, NARROW, None, True, 6, -1),
    (GROWTH, NARROW, 0, False, 8, 1),
    ("log(t) - 5", NARROW, None, True, 12, 1),
    ("log(t) + 5", NARROW, 0, False, 12, -1),
    ("t - log(1 + t)", NARROW, 0, False, 3, 1),
    ("e^(-t) - e^(-2 t)", NARROW, None, True, 4, 1),
    ("1/(1 - t) - 3", NARROW, 1, True, 4, 1),
    ("log(1 - e^(-t)) + 1/t", NARROW, None, True, 6, 1),
]


def setting(data: tuple[str, ...]) -> Setting:
    return Setting(columns={"x": Column(tuple(map(Fraction, data)))}, size=len(data))


def points(end: int | None, upper: bool, k: int) -> list[Fraction]:
    """Within the stretch, its first point included."""
    ways = [Fraction(2) ** -(k + j) for j in (0, 1, 2)] + [Fraction(2) ** -k * Fraction(7, 8)]
    side = 1 if upper else -1
    return [side / w if end is None else end - side * w for w in ways]


@pytest.mark.parametrize(("text", "data", "end", "upper", "k", "sign"), ROWS)
def test_a_sign_up_to_an_end(
    text: str, data: tuple[str, ...], end: int | None, upper: bool, k: int, sign: int
) -> None:
    e = read_expression(text, SCOPE)
    there = None if end is None else Fraction(end)
    assert sign_before_end(e, "t", there, upper, k, setting(data)) == sign
    for x in points(end, upper, k):
        assert enclose(e, {"t": fmpq(x.numerator, x.denominator)}, setting(data), 6000) * sign > 0


@pytest.mark.parametrize(("text", "data", "end", "upper", "k", "sign"), ROWS)
def test_a_zero_on_the_way_leaves_no_sign(
    text: str, data: tuple[str, ...], end: int | None, upper: bool, k: int, sign: int
) -> None:
    """The function less its value at a point of the stretch."""
    e = read_expression(text, SCOPE)
    there = None if end is None else Fraction(end)
    for x in points(end, upper, k)[1:]:
        value = enclose(e, {"t": fmpq(x.numerator, x.denominator)}, setting(data), 6000).mid().fmpq()
        less = Add((e, Negate(rational(Fraction(int(value.p), int(value.q))))))
        with pytest.raises(Undefined):
            sign_before_end(less, "t", there, upper, k, setting(data))


@pytest.mark.parametrize("text", ["t - t", "t - 1000", "log(t) - 7", "e^(t) - e^(t)", "1 - e^(-t) - 1 + e^(-t)",
                                  "e^(t^2)", "sin(t)", "(1 + 1/t) - 1 - 1/t", "log(log(t))"])
def test_no_sign_is_guessed(text: str) -> None:
    """Zero everywhere, a zero beyond 16, or what is not known."""
    with pytest.raises(Undefined):
        sign_before_end(read_expression(text, SCOPE), "t", None, True, 4, setting(NARROW))
