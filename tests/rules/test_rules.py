"""Each rule on rows `before | after`, read by our own reader; and rows where it must not apply."""

from __future__ import annotations

import pytest

from derive.domains import NON_NEGATIVE, POSITIVE, PROBABILITY, REAL, Domain
from derive.expressions import ONE, ZERO, Expression, Relation
from derive.notation.plain import plain
from derive.notation.reader import Scope, read
from derive.rules import equations
from derive.rules.arithmetic import fold, iroot, powers_counted
from derive.rules.derivatives import derivative
from derive.rules.logs import log_of_product
from derive.rules.signs import Signs
from derive.rules.sums import collapse_product
from derive.rules.terms import as_sum

SCOPE = Scope(names=frozenset(["θ", "λ", "μ", "σ", "p", "m", "n", "a", "b", "c", "k"]), variables=frozenset("x"))
SIGNS = Signs(
    {"θ": PROBABILITY, "λ": POSITIVE, "μ": REAL, "σ": POSITIVE, "p": PROBABILITY, "m": POSITIVE, "a": NON_NEGATIVE}
)


def tree(text: str) -> Expression:
    return read(text, SCOPE)


def relation(text: str) -> Relation:
    line = tree(text)
    assert isinstance(line, Relation)
    return line


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("θ^7 (1-θ)^3", "7 log θ + 3 log(1 - θ)"),
        ("120 θ^7/(1-θ)", "7 log θ - log(1 - θ) + log 120"),
        ("λ^(Σ x_i) e^(-n λ)/Π x_i!", "(Σ x_i) log λ - n λ - Σ log x_i!"),
        ("sqrt(θ)", "(1/2) log θ"),
        ("θ^3/24", "3 log θ - log 24"),
        ("θ", "log θ"),
    ],
)
def test_the_log_of_a_product(before: str, after: str) -> None:
    assert plain(log_of_product(tree(before))) == plain(tree(after))


@pytest.mark.parametrize(
    ("product", "collapsed"),
    [
        ("Π θ^(x_i) (1-θ)^(1-x_i)", "θ^(Σ x_i) (1-θ)^(n - Σ x_i)"),
        ("Π λ e^(-λ x_i)", "λ^n e^(-λ Σ x_i)"),
        ("Π (1-p)^(x_i - 1) p", "(1-p)^(Σ x_i - n) p^n"),
        ("Π 3 θ", "3^n θ^n"),
        ("Π x_i!", "Π x_i!"),
    ],
)
def test_a_product_over_the_sample(product: str, collapsed: str) -> None:
    assert plain(collapse_product(tree(product))) == plain(tree(collapsed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("function", "unknown", "slope"),
    [
        ("7 log θ + 3 log(1-θ)", "θ", "7/θ - 3/(1-θ)"),
        ("-(1/(2 σ^2)) Σ (x_i - μ)^2", "μ", "(1/σ^2) Σ (x_i - μ)"),
        ("-n log σ - (1/(2 σ^2)) Σ (x_i - μ)^2", "σ", "-n/σ + (1/σ^3) Σ (x_i - μ)^2"),
        ("-(n/2) log(2 π λ)", "λ", "-n/(2 λ)"),
        ("-n λ", "λ", "-n"),
        ("e^(-λ)", "λ", "-e^(-λ)"),
        ("θ^7 (1-θ)^3", "θ", "7 θ^6 (1-θ)^3 - 3 θ^7 (1-θ)^2"),
        ("λ^k", "λ", "k λ^(k - 1)"),
        ("log(2 + θ) + c", "θ", "1/(2 + θ)"),
    ],
)
def test_derivatives(function: str, unknown: str, slope: str) -> None:
    assert plain(derivative(tree(function), unknown)) == plain(tree(slope))


@pytest.mark.parametrize(
    ("rule", "before", "after", "multiplier"),
    [
        ("separate", "7/θ - 3/(1-θ) = 0", "7/θ = 3/(1-θ)", "1"),
        ("clear", "7/θ = 3/(1-θ)", "7 (1-θ) = 3 θ", "θ (1-θ)"),
        ("expand", "7 (1-θ) = 3 θ", "7 - 7 θ = 3 θ", "1"),
        ("gather", "7 - 7 θ = 3 θ", "7 = 10 θ", "1"),
        ("gather", "5 θ = 4 + θ", "4 θ = 4", "1"),
        ("isolate", "7 = 10 θ", "θ = 7/10", "-1/10"),
        ("isolate", "10 θ = 7", "θ = 7/10", "1/10"),
        ("cancel", "(1/σ^2) Σ (x_i - θ) = 0", "Σ (x_i - θ) = 0", "σ^2"),
        ("split", "Σ (x_i - θ) = 0", "Σ x_i - n θ = 0", "1"),
        ("power", "θ^2 = 3 θ^3", "1 = 3 θ", "1/θ^2"),
        ("side", "5 = θ^2 + 4 θ", "θ^2 + 4 θ - 5 = 0", "-1"),
    ],
)
def test_a_move_of_an_equation_and_its_multiplier(rule: str, before: str, after: str, multiplier: str) -> None:
    new = MOVES[rule](relation(before))
    assert new is not None
    assert plain(new.line) == plain(tree(after))
    assert plain(new.multiplier) == plain(tree(multiplier))


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("separate", "7/θ = 3/(1-θ)"),
        ("separate", "7/θ + 3/θ^2 = 0"),
        ("clear", "7 (1-θ) = 3 θ"),
        ("expand", "7 = 10 θ"),
        ("gather", "7 = 10 θ"),
        ("gather", "θ^2 + θ = 1"),
        ("gather", "log θ = 2"),
        ("isolate", "θ = 7/10"),
        ("isolate", "θ = 1 - θ"),
        ("cancel", "Σ (x_i - θ) = 0"),
        ("power", "θ^2 = 1 + θ"),
    ],
)
def test_a_move_that_must_not_apply(rule: str, line: str) -> None:
    assert MOVES[rule](relation(line)) is None


MOVES = {
    "separate": lambda e: equations.separate(e, SIGNS),
    "clear": lambda e: equations.clear_denominators(e, SIGNS),
    "expand": equations.multiply_out,
    "gather": lambda e: equations.gather(e, "θ", SIGNS),
    "isolate": lambda e: equations.isolate(e, "θ"),
    "cancel": lambda e: equations.cancel_factor(e, "θ", SIGNS),
    "split": lambda e: equations.split_sample_sums(e, "θ"),
    "power": lambda e: equations.cancel_power(e, "θ", SIGNS),
    "side": lambda e: equations.to_one_side(e, "θ"),
}


def test_a_quadratic_keeps_both_roots_with_their_squares_taken_out() -> None:
    roots = equations.quadratic_roots(relation("θ^2 + 2 θ - 2 = 0"), "θ")
    assert plain(roots) == "θ = −1 + √3 or θ = −1 − √3"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expression", "sign"),
    [
        ("7/θ", 1),
        ("-7/θ^2 - 3/(1-θ)^2", -1),
        ("1 - θ", 1),
        ("θ - 1", -1),
        ("μ", None),
        ("θ - 1/2", None),
        ("m + σ", 1),
        ("σ^2 - σ", None),
        ("e^μ", 1),
        ("-log 2", -1),
        ("log(1/2)", -1),
        ("θ - θ", 0),
    ],
)
def test_signs_by_sight(expression: str, sign: int | None) -> None:
    assert SIGNS.of(tree(expression)) == sign


UNIT = Domain(ZERO, ONE)


@pytest.mark.parametrize(
    ("expression", "support", "facts", "sign"),
    [
        ("Σ log x_i", UNIT, (), -1),
        ("n + Σ log x_i", UNIT, (), None),
        ("n - Σx_i", UNIT, (), 1),
        ("2 n - Σx_i", UNIT, (), 1),
        ("n - 2 Σx_i", UNIT, (), None),
        ("Σ log x_i", PROBABILITY, ("Σx_i < n",), -1),
        ("Σ log x_i", PROBABILITY, (), None),
        ("-n + sqrt(n^2 + 4 n Σ(x_i^2))", REAL, ("Σ(x_i^2) > 0",), 1),
        ("Σx_i + sqrt((Σx_i)^2 + 4 n Σ(x_i^2))", REAL, ("Σ(x_i^2) > 0",), 1),
        ("Σx_i - sqrt((Σx_i)^2 + 4 n Σ(x_i^2))", REAL, ("Σ(x_i^2) > 0",), -1),
        ("n - sqrt(n^2 - 1)", REAL, (), 1),
        ("n - sqrt(n^2 + μ)", REAL, (), None),
    ],
)
def test_signs_of_sums_by_sight(expression: str, support: Domain, facts: tuple[str, ...], sign: int | None) -> None:
    signs = Signs({}, tuple(map(relation, facts)), {"x": support})
    assert signs.of(tree(expression)) == sign


@pytest.mark.parametrize(
    ("written", "worked"),
    [
        ("2 + 3·4", "14"),
        ("0.5^20", "1/1048576"),
        ("log 0.5", "-log 2"),
        ("log 1", "0"),
        ("sqrt(9/4)", "3/2"),
        ("5!", "120"),
        ("C(10, 3)", "120"),
        ("e^0", "1"),
        ("2 log 2 - log 2", "log 2"),
        ("(-2 + 2 sqrt 11)/4", "(-1 + sqrt 11)/2"),
        ("(-32/5 + 2 sqrt(1402)/5)/6", "(-16 + sqrt 1402)/15"),
        ("(1 + sqrt 2)/3", "(1 + sqrt 2)/3"),
        ("(sqrt(21)/3)^2", "7/3"),
    ],
)
def test_arithmetic(written: str, worked: str) -> None:
    assert plain(fold(tree(written))) == plain(tree(worked))


def test_a_factor_with_exponent_zero_is_left_out_and_the_rest_stays() -> None:
    assert plain(powers_counted(tree("0.5^20 (1 - 0.5)^(20 - 20)"))) == "0.5²⁰"


@pytest.mark.parametrize(("value", "degree", "root"), [(256, 4, 4), (255, 4, 3), (0, 3, 0), (10**40, 2, 10**20)])
def test_whole_roots(value: int, degree: int, root: int) -> None:
    assert iroot(value, degree) == root


@pytest.mark.parametrize(
    ("product", "total"),
    [("(1 - θ)(2 + θ)", "2 - θ - θ^2"), ("(θ - 1)^2", "θ^2 - 2 θ + 1"), ("θ (1 - θ) - θ", "-θ^2")],
)
def test_multiplying_out(product: str, total: str) -> None:
    assert plain(as_sum(tree(product))) == plain(tree(total))
