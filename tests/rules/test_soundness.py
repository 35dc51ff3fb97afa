"""Every rule keeps its promise on random expressions, at a random point and sample, by mpmath."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest
from mpmath_values import value
from random_expressions import random_expression, random_positive

from derive.domains import POSITIVE, PROBABILITY
from derive.expressions import ZERO, Add, Expression, Negate, sample_product
from derive.rules import equations, isolating
from derive.rules.arithmetic import fold
from derive.rules.data import Sample
from derive.rules.derivatives import UnknownDerivative, derivative
from derive.rules.equations import Rewritten, difference, equation
from derive.rules.logs import log_of_product
from derive.rules.signs import Signs
from derive.rules.sums import collapse_product, split_sums
from derive.rules.terms import add, as_sum, collect, divide, expand, multiply, power, terms_of, write_sum
from derive.steps import Column

SIZE = 4
SEEDS = range(150)
SIGNS = Signs({"θ": PROBABILITY, "λ": POSITIVE}, (), {"x": POSITIVE})


class Case:
    """A random point and sample with a generator of its own."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.sample = tuple(Fraction(self.rng.randint(1, 40), 10) for _ in range(SIZE))
        self.point = {"θ": mpmath.mpf(self.rng.randint(1, 19)) / 20, "λ": mpmath.mpf(self.rng.randint(1, 50)) / 10}

    def value(self, e: Expression) -> mpmath.mpf:
        numbers = [mpmath.mpf(x.numerator) / x.denominator for x in self.sample]
        return value(e, {**self.point, "n": SIZE}, {"x": numbers})

    def agree(self, a: Expression, b: Expression) -> bool:
        left, right = self.value(a), self.value(b)
        return abs(left - right) <= mpmath.mpf(10) ** -25 * (1 + abs(left) + abs(right))


@pytest.fixture(autouse=True)
def _digits() -> object:
    with mpmath.workdps(50):
        yield


@pytest.mark.parametrize("seed", SEEDS)
def test_rewritings_keep_the_value(seed: int) -> None:
    case = Case(seed)
    e = random_expression(case.rng, 4)
    for rewritten in (
        write_sum(terms_of(e)),
        write_sum(collect(terms_of(e))),
        write_sum(expand(e)),
        as_sum(e),
        fold(e),
        split_sums(e, "θ"),
        Sample({"x": Column(case.sample)}, SIZE).put_in(e),
        Sample({"x": Column(case.sample)}, SIZE).written_out(e),
    ):
        assert rewritten is not None
        assert case.agree(e, rewritten)


@pytest.mark.parametrize("seed", SEEDS)
def test_arithmetic_of_written_expressions(seed: int) -> None:
    case = Case(seed)
    a, b = random_positive(case.rng, 3), random_positive(case.rng, 3)
    x, y = case.value(a), case.value(b)
    close = mpmath.mpf(10) ** -25
    assert mpmath.almosteq(case.value(add(a, b)), x + y, close)
    assert mpmath.almosteq(case.value(multiply(a, b)), x * y, close)
    assert mpmath.almosteq(case.value(divide(a, b)), x / y, close)
    assert mpmath.almosteq(case.value(power(a, equations.integer(3))), x**3, close)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_log_of_a_product_is_the_log(seed: int) -> None:
    case = Case(seed)
    e = random_positive(case.rng, 4)
    assert mpmath.almosteq(case.value(log_of_product(e)), mpmath.log(case.value(e)), mpmath.mpf(10) ** -25)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_collapsed_product_is_the_product(seed: int) -> None:
    case = Case(seed)
    product = sample_product(random_positive(case.rng, 3))
    assert case.agree(product, collapse_product(product))


@pytest.mark.parametrize("seed", SEEDS)
def test_derivatives_are_those_of_the_numbers(seed: int) -> None:
    case = Case(seed)
    e = random_expression(case.rng, 3)
    try:
        slope = derivative(e, "θ")
    except UnknownDerivative:
        return

    def at(theta: mpmath.mpf) -> mpmath.mpf:
        case.point["θ"] = theta
        return case.value(e)

    here = case.point["θ"]
    expected = mpmath.diff(at, here)
    case.point["θ"] = here
    assert mpmath.almosteq(case.value(slope), expected, mpmath.mpf(10) ** -15, mpmath.mpf(10) ** -15)


MOVES = {
    "separate": lambda e: equations.separate(e, SIGNS),
    "clear": lambda e: equations.clear_denominators(e, SIGNS),
    "common": lambda e: equations.cancel_common(e, SIGNS),
    "factor": lambda e: equations.cancel_factor(e, "θ", SIGNS),
    "expand": equations.multiply_out,
    "split": lambda e: equations.split_sample_sums(e, "θ"),
    "gather": lambda e: equations.gather(e, "θ", SIGNS),
    "side": lambda e: equations.to_one_side(e, "θ"),
    "isolate": lambda e: equations.isolate(e, "θ"),
    "power": lambda e: equations.cancel_power(e, "θ", SIGNS),
    "gather function": lambda e: isolating.gather_function(e, "θ", SIGNS),
    "isolate function": lambda e: isolating.isolate_function(e, "θ"),
}


@pytest.mark.parametrize("rule", MOVES)
def test_a_move_multiplies_both_sides(rule: str) -> None:
    """left − right of the new line is the multiplier times left − right of the old one."""
    applied = 0
    for seed in SEEDS:
        case = Case(seed)
        left = random_expression(case.rng, 3)
        right = ZERO if case.rng.random() < 0.5 else random_expression(case.rng, 3)
        old = equation(left, right)
        new: Rewritten | None = MOVES[rule](old)
        if new is None:
            continue
        applied += 1
        assert case.agree(difference(new.line), multiply(new.multiplier, difference(old)))  # type: ignore[arg-type]
    assert applied > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_signs_by_sight_are_the_signs(seed: int) -> None:
    case = Case(seed)
    e = random_expression(case.rng, 3)
    for expression in (e, Negate(e), Add((e, e))):
        sign = SIGNS.of(expression)
        if sign is not None:
            assert mpmath.sign(case.value(expression)) == sign
