"""Typst mathematics: what it looks like, and that Typst's own parser understands the expression that was written."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from notation.test_writers import LOOKS, SYMBOLS, VARIANCE, reads_back, σ2
from notation.typst_content import understood
from random_expressions import random_expression
from random_notation import random_reading

from derive.expressions import Expression, Hat, Indexed, Multiply, Number, Power, Symbol, Text, map_children, walk
from derive.notation.plain import plain
from derive.notation.reader import Scope, read
from derive.notation.typst import quoted, typst, typst_links, typst_terms

BY_PLAIN = {as_plain: tree for tree, as_plain, _ in LOOKS}


@pytest.mark.parametrize(("as_plain", "written"), [
    ("L(θ) = θ⁷(1 − θ)³", "L(theta) = theta^7 (1 - theta)^3"),
    ("ℓ(θ) = 7 log θ + 3 log(1 − θ)", "ell(theta) = 7 log theta + 3 log(1 - theta)"),
    ("ℓ′(θ) = 7/θ − 3/(1 − θ)", "ell'(theta) = 7/theta - 3/(1 - theta)"),
    ("θ̂ = 7/10 = 0.7", "hat(theta) = 7/10 = 0.7"),
    ("σ̂²", "hat(sigma)^2"),
    ("(Σxᵢ)/n", "(sum_(i=1)^n x_i)/n"),
    ("θ^(Σxᵢ) (1 − θ)^(n − Σxᵢ)", "theta^(sum_(i=1)^n x_i) (1 - theta)^(n - sum_(i=1)^n x_i)"),
    ("0.5²⁰ = 1/1048576 ≈ 9.5 × 10⁻⁷", "0.5^20 = 1/1048576 approx 9.5 times 10^(-7)"),
    ("2·3", "2 dot 3"),
    ("(7/10)θ", "7/10 theta"),
    ("(θ/λ)/μ", "(theta/lambda)/mu"),
    ("e^(−x/θ)", r"e^(-x\/theta)"),
    ("x̄", "macron(x)"),
    ("x_(1)", "x_((1))"),
    ("log C(n, k)", "log binom(n, k)"),
    ("|xᵢ − μ|", "abs(x_i - mu)"),
    ('P("cat") = 0.5', 'P("“cat”") = 0.5'),
    ("∂²ℓ/∂μ²", "(partial^2 ell)/(partial mu^2)"),
    ("d/dθ[log θ]", "d/(d theta) [log theta]"),
    ("1{x ≤ θ}", "bb(1){x <= theta}"),
    ("0 < θ ≤ 1", "0 < theta <= 1"),
    ("7 = 10θ → θ = 0.7", "7 = 10 theta -> theta = 0.7"),
    ("θ = 1 or θ = −2", 'theta = 1 quad "or" quad theta = -2'),
])
def test_looks(as_plain: str, written: str) -> None:
    assert typst(BY_PLAIN[as_plain]) == written


def test_what_typst_understands_is_what_was_written() -> None:
    for (tree, _, _), said in zip(LOOKS, understood(typst(row[0]) for row in LOOKS), strict=True):
        assert read(said, VARIANCE if any(node == σ2 for node in walk(tree)) else Scope()) == tree, said


def test_typst_understands_random_expressions() -> None:
    rng = random.Random(5)
    trees = [random_expression(rng, rng.randint(1, 4), rng.choice(SYMBOLS)) for _ in range(600)]
    for tree, said in zip(trees, understood(map(typst, trees)), strict=True):
        assert read(said) == tree, said


def test_typst_understands_random_lines_of_any_kind() -> None:
    rng = random.Random(6)
    trees = [without_e(random_reading(rng, rng.randint(1, 3))) for _ in range(600)]
    for tree, said in zip(trees, understood(map(typst, trees)), strict=True):
        assert reads_back(said, tree), (plain(tree), typst(tree), said)


def without_e(e: Expression) -> Expression:
    """The same with another number for `1e-1`, which is written as a product with a power of ten."""
    if isinstance(e, Number) and "e" in e.text:
        return Number(Fraction(7, 10), "0.7")
    return map_children(without_e, e)


def test_a_small_number_is_a_product() -> None:
    assert typst(Power(Number(Fraction(1, 10**6), "1e-6"), Symbol("n"))) == "(1 times 10^(-6))^n"


WORDS = [
    Symbol("rate"), Hat(Symbol("rate_1")), Multiply((Symbol("n"), Symbol("rate"))), Indexed("clicks", Symbol("i")),
]


def test_words_as_names() -> None:
    scope = Scope(frozenset({"rate", "rate_1"}), frozenset({"clicks"}))
    for tree, said in zip(WORDS, understood(map(typst, WORDS)), strict=True):
        assert read(said, scope) == tree


@pytest.mark.parametrize("said", ['"', "\\", "#panic()", "$", '\\"#x', "*a* _b_ @c <d> // e", "日 😀"])
def test_a_token_is_nothing_but_text(said: str) -> None:
    (found,) = understood([typst(Text(said))])
    assert found == f'\\text{{"{said}"}}'
    assert quoted(said).startswith('"')


@pytest.mark.parametrize("row", [row for row in LOOKS if "=" in row[1] and "→" not in row[1]], ids=lambda row: row[1])
def test_links_and_terms_make_up_the_whole(row: tuple[Expression, str, str]) -> None:
    if hasattr(row[0], "operators"):
        assert " ".join(typst_links(row[0])) == typst(row[0])
        for operand in row[0].operands:
            assert " ".join(typst_terms(operand)) == typst(operand)
