"""Sums and statistics of long samples, which are kept: never under the name of another sample, size or value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq
from mpmath import mp

from derive.balls import Undefined, enclose
from derive.expressions import Expression
from derive.notation.reader import Scope, read_expression
from derive.steps import Column, Setting

LONG = tuple(Fraction(k % 50 + 1, 10) for k in range(1000))
SCOPE = Scope(frozenset(("θ", "σ")), frozenset("x"))
OTHER = tuple(Fraction(k % 50 + 2, 10) for k in range(1000))


def formula(text: str) -> Expression:
    return read_expression(text, SCOPE)


def of(values: tuple[Fraction, ...], counts: tuple[int, ...] | None = None) -> Setting:
    column = Column(values, counts)
    return Setting(columns={"x": column}, size=column.size)


def close(text: str, setting: Setting, expected: mp.mpf, bits: int = 128) -> bool:
    value = enclose(formula(text), {}, setting, bits)
    with mp.workprec(bits + 64):
        gap = abs(mp.mpf(value.mid().str(60, radius=False)) - expected)
        return bool(gap < mp.mpf(2) ** (20 - bits) * abs(expected))


def logs(values: tuple[Fraction, ...]) -> mp.mpf:
    with mp.workprec(600):
        return mp.fsum(mp.log(mp.mpf(v.numerator) / v.denominator) for v in values)


def test_a_sum_is_that_of_its_own_sample() -> None:
    for values in (LONG, OTHER, LONG):
        assert close("Σ log x_i", of(values), logs(values))
        assert close("1000 mean(log(x))", of(values), logs(values))


def test_a_higher_precision_is_not_served_by_a_lower_one() -> None:
    setting = of(LONG)
    for bits in (64, 150):
        assert close("Σ log x_i", setting, logs(LONG), bits)
    assert enclose(formula("Σ log x_i"), {}, setting, 1000).rel_accuracy_bits() > 900


def test_what_holds_an_unknown_is_not_kept() -> None:
    setting = of(LONG)
    for θ in (2, 3):
        value = enclose(formula("Σ θ x_i"), {"θ": fmpq(θ)}, setting)
        assert value.contains(fmpq(θ * 2550))


def test_known_values_and_given_statistics_are_not_kept() -> None:
    column = Column(LONG)
    for σ in ("2", "5"):
        setting = Setting(columns={"x": column}, values={"σ": formula(σ)}, size=1000)
        assert enclose(formula("Σ σ x_i"), {}, setting).contains(fmpq(int(σ) * 2550))


def test_a_zero_has_no_logarithm_in_a_long_sample_either() -> None:
    with pytest.raises(Undefined):
        enclose(formula("Σ log x_i"), {}, of((*LONG, Fraction(0))))


def test_what_never_came_is_neither_least_nor_largest() -> None:
    setting = of((Fraction(1), Fraction(2), Fraction(9)), (3, 4, 0))
    assert enclose(formula("max(x)"), {}, setting) == 2
    assert enclose(formula("median(x)"), {}, setting) == 2


@pytest.mark.parametrize("counts", [None, (2, 0, 3, 1)])
def test_a_column_is_counted_in_order(counts: tuple[int, ...] | None) -> None:
    column = Column((Fraction(1), Fraction(2), Fraction(2, 2), Fraction(0)), counts)
    times = {Fraction(0): 1, Fraction(1): 5} if counts else {Fraction(0): 1, Fraction(1): 2, Fraction(2): 1}
    assert column.table == tuple(sorted(times.items()))
    assert [column.values[place] for place, _ in column.rows] == [value for value, _ in column.table]
