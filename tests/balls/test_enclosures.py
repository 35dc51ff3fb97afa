"""Values by ball arithmetic against mpmath at a higher precision, and what must be refused."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import mpmath_values
import pytest
from flint import arb, ctx, fmpq
from random_expressions import DOMAINS, random_expression

from derive.balls import (
    Undefined,
    derivative,
    enclose,
    evaluate,
    interior_points,
    precision,
    slopes_together,
    value_and_slope,
)
from derive.domains import POSITIVE, Domain
from derive.expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Indicator,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    Power,
    Relation,
    Summation,
    Symbol,
    integer,
    observation,
    rational,
    sample_product,
    sample_sum,
)
from derive.steps import Column, Setting

NOWHERE = Setting()
θ, n = Symbol("θ"), Symbol("n")
DATA = Setting(columns={"x": Column((Fraction(1), Fraction(5, 2), Fraction(4)))}, size=3)
SUMMARY = Setting(statistics={sample_sum(observation("x")): Fraction(7)}, size=10)
COUNTED = Setting(columns={"x": Column((Fraction(0), Fraction(1)), (3, 7))}, size=10)


def number(value: str) -> Expression:
    return rational(Fraction(value))


def call(name: str, *arguments: str) -> Call:
    return Call(name, tuple(map(number, arguments)))


# Each function at points inside its domain: name, arguments, the value by mpmath.
FUNCTIONS = [
    ("log", ["3"], lambda: mpmath.log(3)),
    ("log", ["3", "10"], lambda: mpmath.log(3, 10)),
    ("log2", ["5"], lambda: mpmath.log(5, 2)),
    ("log10", ["5"], lambda: mpmath.log10(5)),
    ("exp", ["-7/3"], lambda: mpmath.exp(mpmath.mpf(-7) / 3)),
    ("sqrt", ["2"], lambda: mpmath.sqrt(2)),
    ("sqrt", ["0"], lambda: mpmath.mpf(0)),
    ("cbrt", ["-5"], lambda: -mpmath.cbrt(5)),
    ("root", ["5", "4"], lambda: mpmath.root(5, 4)),
    ("root", ["-5", "3"], lambda: -mpmath.root(5, 3)),
    ("abs", ["-5/2"], lambda: mpmath.mpf(2.5)),
    ("floor", ["-5/2"], lambda: mpmath.mpf(-3)),
    ("ceil", ["-5/2"], lambda: mpmath.mpf(-2)),
    ("sign", ["-5/2"], lambda: mpmath.mpf(-1)),
    ("sign", ["0"], lambda: mpmath.mpf(0)),
    ("max", ["1", "5/2", "2"], lambda: mpmath.mpf(2.5)),
    ("min", ["1", "5/2", "-2"], lambda: mpmath.mpf(-2)),
    ("sin", ["2"], lambda: mpmath.sin(2)),
    ("cos", ["2"], lambda: mpmath.cos(2)),
    ("tan", ["2"], lambda: mpmath.tan(2)),
    ("asin", ["1/3"], lambda: mpmath.asin(mpmath.mpf(1) / 3)),
    ("acos", ["-1/3"], lambda: mpmath.acos(-mpmath.mpf(1) / 3)),
    ("atan", ["-7"], lambda: mpmath.atan(-7)),
    ("sinh", ["1/2"], lambda: mpmath.sinh(0.5)),
    ("cosh", ["1/2"], lambda: mpmath.cosh(0.5)),
    ("tanh", ["1/2"], lambda: mpmath.tanh(0.5)),
    ("erf", ["1/2"], lambda: mpmath.erf(0.5)),
    ("erfc", ["3"], lambda: mpmath.erfc(3)),
    ("Φ", ["-3/2"], lambda: mpmath.ncdf(-1.5)),
    ("W", ["3"], lambda: mpmath.lambertw(3)),
    ("W", ["-1/5", "-1"], lambda: mpmath.lambertw(-mpmath.mpf(1) / 5, -1).real),
    ("Γ", ["7/2"], lambda: mpmath.gamma(3.5)),
    ("Γ", ["-1/2"], lambda: mpmath.gamma(-0.5)),
    ("B", ["2", "7/2"], lambda: mpmath.beta(2, 3.5)),
    ("ψ", ["3/4"], lambda: mpmath.digamma(0.75)),
    ("I_0", ["7/4"], lambda: mpmath.besseli(0, 1.75)),
    ("I_1", ["-7/4"], lambda: mpmath.besseli(1, -1.75)),
    ("ζ", ["7/4"], lambda: mpmath.zeta(1.75)),
    ("ζ", ["1", "7/4"], lambda: mpmath.zeta(1.75, derivative=1)),
    ("ψ", ["1", "3/4"], lambda: mpmath.psi(1, 0.75)),
    ("factorial", ["20"], lambda: mpmath.factorial(20)),
    ("factorial", ["5/2"], lambda: mpmath.gamma(3.5)),
    ("binomial", ["10", "3"], lambda: mpmath.mpf(120)),
    ("binomial", ["3", "10"], lambda: mpmath.mpf(0)),
    ("binomial", ["9/2", "2"], lambda: mpmath.binomial(4.5, 2)),
]


@pytest.mark.parametrize(("name", "arguments", "expected"), FUNCTIONS)
def test_a_function_is_enclosed(name: str, arguments: list[str], expected) -> None:
    with mpmath.workdps(60):
        agrees(enclose(call(name, *arguments), {}, NOWHERE, 160), expected())


def agrees(x: arb, expected: mpmath.mpf) -> None:
    assert x.is_finite()
    with precision(200), mpmath.workdps(60):
        near = arb(mpmath.nstr(expected, 50, strip_zeros=False))
        assert abs(x - near) <= arb("1e-38") * (1 + abs(near)), f"{x} is not {expected}"


UNDEFINED = [
    call("log", "0"), call("log", "-1"), call("sqrt", "-1"), call("root", "-1", "2"), call("asin", "2"),
    call("Γ", "0"), call("Γ", "-3"), call("ψ", "-2"), call("W", "-1"), call("W", "1", "-1"), call("factorial", "-1"),
    call("ζ", "1"), call("ζ", "1/2"),
    call("tan"),
    Divide(ONE, ZERO), Power(ZERO, Negate(ONE)), Power(integer(-2), number("1/3")), Constant("∞"), Symbol("?"),
    Divide(ONE, Add((call("log", "2"), call("log", "3"), Negate(call("log", "6"))))), Apply("L", (θ,)),
    Summation(ONE, "i", ONE, Number(10**9, "10^9")), Call("mean", (Symbol("y"),)), Relation((ONE, ONE), ("=",)),
    Indexed("x", integer(4)), OrderStatistic("x", ZERO), Call("nonsense", (ONE,)), Power(ZERO, call("log", "1/2")),
]


@pytest.mark.parametrize("e", UNDEFINED)
def test_what_has_no_value_is_refused(e: Expression) -> None:
    with pytest.raises(Undefined):
        enclose(e, {}, DATA)


OVER_THE_DATA = [
    (sample_sum(observation("x")), DATA, "15/2"),
    (sample_sum(Power(Add((observation("x"), Negate(Call("mean", (Symbol("x"),))))), TWO)), DATA, "9/2"),
    (sample_sum(Power(Add((observation("x"), Negate(Divide(sample_sum(observation("x")), n)))), TWO)), DATA, "9/2"),
    (sample_sum(Summation(observation("x"), "i", ONE, Symbol("i"))), DATA, "12"),
    (sample_product(observation("x")), DATA, "10"),
    (Call("mean", (Symbol("x"),)), DATA, "5/2"),
    (Call("mean", (Power(Symbol("x"), TWO),)), DATA, "31/4"),
    (Call("median", (Symbol("x"),)), DATA, "5/2"),
    (Call("max", (Symbol("x"),)), DATA, "4"),
    (OrderStatistic("x", integer(2)), DATA, "5/2"),
    (OrderStatistic("x", n), DATA, "4"),
    (Indexed("x", n), DATA, "4"),
    (sample_sum(Multiply((Symbol("i"), observation("x")))), DATA, "18"),
    (Summation(Summation(Multiply((Indexed("x", Symbol("i")), Indexed("x", Symbol("j")))), "i", ONE, n), "j", ONE, n),
     DATA, "225/4"),
    (sample_sum(observation("x")), COUNTED, "7"),
    (sample_product(Add((ONE, observation("x")))), COUNTED, "128"),
    (sample_sum(Multiply((Symbol("i"), observation("x")))), COUNTED, "49"),
    (Call("mean", (Symbol("x"),)), COUNTED, "7/10"),
    (Call("median", (Symbol("x"),)), COUNTED, "1"),
    (OrderStatistic("x", integer(3)), COUNTED, "0"),
    (OrderStatistic("x", integer(4)), COUNTED, "1"),
    (Divide(sample_sum(observation("x")), n), SUMMARY, "7/10"),
    (Indicator(Relation((ONE, TWO), ("<",))), DATA, "1"),
    (Power(Symbol("σ"), TWO), Setting(values={"σ": integer(2)}), "4"),
    (Power(ZERO, ZERO), DATA, "1"),
]


@pytest.mark.parametrize(("e", "setting", "expected"), OVER_THE_DATA)
def test_sums_and_statistics_are_exact(e: Expression, setting: Setting, expected: str) -> None:
    assert evaluate(e, {}, setting) == fmpq(*map(int, Fraction(expected).as_integer_ratio()))


def test_a_table_of_counts_is_not_written_out() -> None:
    setting = Setting(columns={"x": Column((Fraction(0), Fraction(1)), (3 * 10**11, 7 * 10**11))}, size=10**12)
    assert evaluate(Call("mean", (Symbol("x"),)), {}, setting) == fmpq(7, 10)
    assert evaluate(sample_sum(observation("x")), {}, setting) == 7 * 10**11


def test_a_power_of_a_ball_around_zero_is_sharp() -> None:
    x = enclose(Power(Symbol("u"), TWO), {"u": arb(0, 1)}, NOWHERE)
    assert x >= arb("-0.0001")
    assert x <= arb("1.0001")


def test_huge_values_stay_finite() -> None:
    e = Power(number("1/2"), Power(integer(10), integer(18)))
    assert enclose(e, {}, NOWHERE) > 0


def test_the_precision_is_put_back() -> None:
    before = ctx.prec
    with pytest.raises(Undefined):
        enclose(call("log", "0"), {}, NOWHERE, 500)
    assert ctx.prec == before


# ---- random expressions --------------------------------------------------------------------------------

SETTING = Setting(domains=DOMAINS, supports={"x": Domain(lower=ZERO)})
SYMBOLS = ("θ", "λ", "μ", "σ")


def trees(seed: int, count: int) -> list[Expression]:
    rng = random.Random(seed)
    return [random_expression(rng, rng.choice((2, 3, 4)), SYMBOLS) for _ in range(count)]


def test_values_of_random_expressions_agree_with_mpmath() -> None:
    compared = 0
    for e in trees(1, 300):
        for point in list(interior_points((e,), SETTING))[:2]:
            compared += _compare(e, point)
    assert compared > 300


def _compare(e: Expression, point) -> int:
    try:
        x = enclose(e, point.values, SETTING, 256, point.sample)
    except Undefined:
        return 0
    with mpmath.workdps(80):
        values = {k: mpmath.mpf(int(v.p)) / int(v.q) for k, v in point.values.items()}
        sample = {b: [mpmath.mpf(v.numerator) / v.denominator for v in c.values] for b, c in point.sample.items()}
        values.setdefault("n", len(sample.get("x", ())))
        try:
            expected = mpmath_values.value(e, values, sample)
        except (OverflowError, ZeroDivisionError):
            return 0
        with precision(256):
            near = arb(mpmath.nstr(expected, 70, strip_zeros=False))
            assert abs(x - near) <= arb("1e-40") * (1 + abs(near)) + 2 * x.rad(), f"{e} at {point}"
    return 1


def test_derivatives_of_random_expressions_agree_with_difference_quotients() -> None:
    compared = 0
    for e in trees(2, 150):
        for point in list(interior_points((e, θ), SETTING))[:1]:
            compared += _compare_slope(e, point)
    assert compared > 75


def _compare_slope(e: Expression, point) -> int:
    step = fmpq(1, 10**20)
    at = point.values["θ"]
    try:
        slope = derivative(e, "θ", point.values, SETTING, 1, 400, point.sample)
        second = derivative(e, "θ", point.values, SETTING, 2, 400, point.sample)
        low, mid, high = (
            enclose(e, {**point.values, "θ": at + k * step}, SETTING, 600, point.sample) for k in (-1, 0, 1)
        )
    except Undefined:
        return 0
    with precision(600):
        assert abs((high - low) / (2 * step) - slope) <= arb("1e-25") * (1 + abs(slope) + abs(second)) * 10**6
        curvature = (high - 2 * mid + low) / step**2
        assert abs(curvature - second) <= arb("1e-18") * (1 + abs(slope) + abs(second)) * 10**6
    return 1


SLOPES = [
    (Call("Γ", (θ,)), 1, "3/2", lambda x: mpmath.gamma(x) * mpmath.digamma(x)),
    (Call("ψ", (θ,)), 2, "3/2", lambda x: mpmath.psi(2, x)),
    (Call("ψ", (Multiply((TWO, θ)),)), 1, "3/2", lambda x: 2 * mpmath.psi(1, 2 * x)),
    (Call("I_0", (θ,)), 1, "3/2", lambda x: mpmath.besseli(1, x)),
    (Call("I_1", (Multiply((TWO, θ)),)), 1, "3/2", lambda x: mpmath.besseli(0, 2 * x) + mpmath.besseli(2, 2 * x)),
    (Call("ζ", (ONE, Multiply((TWO, θ)))), 1, "3/2", lambda x: 2 * mpmath.zeta(2 * x, derivative=2)),
    (Call("ψ", (ONE, θ)), 1, "3/2", lambda x: mpmath.psi(2, x)),
    (Call("W", (θ,)), 1, "2", lambda x: mpmath.lambertw(x) / (x * (1 + mpmath.lambertw(x)))),
    (Call("Φ", (θ,)), 1, "2", mpmath.npdf),
    (Call("tanh", (θ,)), 1, "2", lambda x: 1 - mpmath.tanh(x) ** 2),
    (Call("abs", (θ,)), 1, "-2", lambda x: mpmath.mpf(-1)),
    (Call("log", (Call("factorial", (θ,)),)), 1, "2", lambda x: mpmath.digamma(x + 1)),
    (Power(TWO, θ), 2, "1", lambda x: 2 * mpmath.log(2) ** 2),
    (Power(θ, integer(3)), 1, "0", lambda x: mpmath.mpf(0)),
    (Power(θ, integer(-3)), 2, "-2", lambda x: 12 * x**-5),
    (Call("floor", (θ,)), 1, "3/2", lambda x: mpmath.mpf(0)),
    (ONE, 1, "3/2", lambda x: mpmath.mpf(0)),
]


@pytest.mark.parametrize(("e", "order", "at", "expected"), SLOPES)
def test_a_derivative_is_enclosed(e: Expression, order: int, at: str, expected) -> None:
    point = Fraction(at)
    with mpmath.workdps(60):
        value = expected(mpmath.mpf(point.numerator) / point.denominator)
        agrees(derivative(e, "θ", {"θ": fmpq(point.numerator, point.denominator)}, NOWHERE, order, 192), value)


@pytest.mark.parametrize(("e", "at"), [(e, at) for e, order, at, _ in SLOPES if order == 1])
def test_a_tangent_is_the_value_and_the_derivative(e: Expression, at: str) -> None:
    there = {"θ": fmpq(*Fraction(at).as_integer_ratio())}
    value, slope = value_and_slope(e, "θ", there, NOWHERE, 192)
    expected = enclose(e, there, NOWHERE, 192), derivative(e, "θ", there, NOWHERE, 1, 192)
    for found, alone in zip((value, slope), expected, strict=True):
        assert found.overlaps(alone)
        assert found.rad() <= arb("1e-50") * (1 + abs(alone))


def test_slopes_of_several_expressions_are_those_of_each() -> None:
    shared = Call("ψ", (Add((θ, ONE)),))
    expressions = [Multiply((θ, shared)), Negate(shared), Power(shared, TWO), ONE]
    there = {"θ": fmpq(3, 2)}
    alone = [derivative(e, "θ", there, NOWHERE, 1, 192) for e in expressions]
    together = slopes_together(expressions, "θ", there, NOWHERE, 192)
    assert all(a.overlaps(b) and a.rad() < 1e-40 for a, b in zip(together, alone, strict=True))


@pytest.mark.parametrize("e", [Call("abs", (θ,)), Call("floor", (θ,)), Call("sqrt", (θ,)), Call("log", (θ,))])
def test_there_is_no_derivative_at_a_corner(e: Expression) -> None:
    with pytest.raises(Undefined):
        derivative(e, "θ", {"θ": fmpq(0)}, NOWHERE)


# ---- points ----------------------------------------------------------------------------------------------


def test_points_lie_in_the_interior_and_honour_the_facts() -> None:
    s = sample_sum(observation("x"))
    setting = Setting(
        domains={"p_1": Domain(ZERO, ONE), "p_2": Domain(ZERO, ONE), "a": POSITIVE, "b": Domain(lower=Symbol("a"))},
        supports={"x": Domain(ZERO, ONE, True, True, integer=True)},
        facts=(Relation((ZERO, s, n), ("<", "<")), Relation((Add((Symbol("p_1"), Symbol("p_2"))), ONE), ("=",))),
    )
    points = list(interior_points((Symbol("b"), s), setting))
    assert len(points) >= 8
    for point in points:
        values, drawn = point.values, point.sample["x"].values
        assert values["p_1"] + values["p_2"] == 1
        assert 0 < values["a"] < values["b"]
        assert set(drawn) == {0, 1}
        assert len(drawn) in (2, 3, 5)


def test_points_are_the_same_for_a_seed() -> None:
    first, second = (list(interior_points((θ,), SETTING, seed=7)) for _ in range(2))
    assert first == second
