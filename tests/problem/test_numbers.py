"""Numbers of a problem file are exact, and what is no number says why."""

from fractions import Fraction

import pytest

from derive.problem.numbers import NotANumber, fraction, number_text

EXACT = [
    ("7", Fraction(7)), ("-0.5", Fraction(-1, 2)), ("−3", Fraction(-3)), ("+3", Fraction(3)),
    ("1e-3", Fraction(1, 1000)),
    ("2.5E2", Fraction(250)), ("0.1", Fraction(1, 10)), ("7/10", Fraction(7, 10)), ("70%", Fraction(7, 10)),
    ("12.5 %", Fraction(1, 8)), ("010", Fraction(10)), ("0x1F", Fraction(31)), ("0o17", Fraction(15)),
    (".5", Fraction(1, 2)), ("5.", Fraction(5)), ("-7 / 10", Fraction(-7, 10)),
]
REFUSED = [
    ("", "no number"), ("~", "no number"), ("NA", "no number"), (".nan", "no number"), ("nan", "no number"),
    (".inf", "infinite"), ("-inf", "infinite"), ("∞", "infinite"), ("0,7", "write 0.7"), ("1_000", "write 1000"),
    ("1e400", "more than 100 digits"), ("1 000", "write 1000"),
    ("1/0", "divides by zero"), ("12:30", "not a number"), ("abc", "not a number"),
    ("1.2.3", "not a number"), ("--3", "not a number"), ("1e5000", "digits"), ("1e99999999999999999", "digits"),
    ("9" * 1200, "digits"), ("1/" + "9" * 3000, "characters"), ("٣", "not a number"), ("> 5", "no range"),
    ("__import__('os')", "not a number"),
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_exact(text: str, value: Fraction) -> None:
    assert fraction(text) == value


@pytest.mark.parametrize(("text", "word"), REFUSED)
def test_refused(text: str, word: str) -> None:
    with pytest.raises(NotANumber, match=word):
        fraction(text)


@pytest.mark.parametrize(("value", "text"), [
    (Fraction(7), "7"), (Fraction(6, 5), "1.2"), (Fraction(1, 3), "1/3"), (Fraction(-1, 8), "-0.125"),
])
def test_number_text(value: Fraction, text: str) -> None:
    assert number_text(value) == text
