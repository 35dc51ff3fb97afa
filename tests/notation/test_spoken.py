"""Formulas in words: how they sound, and that the words leave no doubt about the formula."""

from __future__ import annotations

import random
import re

import pytest
from notation.test_writers import LOOKS, SYMBOLS
from random_expressions import random_expression
from random_notation import random_reading

from derive.expressions import Call, Expression
from derive.notation.plain import plain
from derive.notation.reader import read
from derive.notation.spoken import spoken
from derive.words import spoken as words

BY_PLAIN = {as_plain: tree for tree, as_plain, _ in LOOKS}


@pytest.mark.parametrize(("as_plain", "said"), [
    ("θ̂ = 7/10 = 0.7", "theta hat equals 7 over 10 equals 0.7"),
    ("L(θ) = θ⁷(1 − θ)³",
     "capital L of theta equals theta to the power 7 times open bracket 1 minus theta close bracket cubed"),
    ("Σxᵢ = nμ", "the sum over i from 1 to n of x i equals n times mu"),
    ("Σ log xᵢ", "the sum over i from 1 to n of the natural logarithm of x i"),
    ("(Σxᵢ) log θ",
     "open bracket the sum over i from 1 to n of x i close bracket times the natural logarithm of theta"),
    ("σ̂²", "sigma hat squared"), ("p̂₁", "p hat 1"), ("x̄", "x bar"), ("x_(1)", "the smallest x"),
    ("x[i + 1]", "x sub open bracket i plus 1 close bracket"),
    ("0.5²⁰ = 1/1048576 ≈ 9.5 × 10⁻⁷",
     "0.5 to the power 20 equals 1 over 1048576 is approximately 9.5 times 10 to the power minus 7"),
    ("70% θ", "70 percent times theta"),
    ("ℓ″(θ)", "ell double prime of theta"),
    ("∂²ℓ/∂μ²", "the second partial derivative with respect to mu of ell"),
    ("f(x | θ)", "f of open bracket x given theta close bracket"),
    ('P("cat") = 0.5', "capital P of quote cat end quote equals 0.5"),
    ("0 < θ ≤ 1", "0 is less than theta is at most 1"),
    ("θ ∈ (0, ∞)", "theta is in the interval from 0 excluded to infinity excluded"),
    ("1{x ≤ θ}", "the indicator of open bracket x is at most theta close bracket"),
    ("7 = 10θ → θ = 0.7", "7 equals 10 times theta leads to theta equals 0.7"),
])
def test_sounds(as_plain: str, said: str) -> None:
    assert spoken(BY_PLAIN[as_plain]) == said


def test_words_leave_no_doubt() -> None:
    """Whatever sounds alike is written alike: among many short lines, of which a lot come twice."""
    rng, written = random.Random(3), {}
    for _ in range(6000):
        tree = random_reading(rng, rng.randint(1, 2))
        assert written.setdefault(spoken(tree), plain(tree)) == plain(tree)


# ---- the words read back ---------------------------------------------------------------------------------------

LETTERS = {word: letter for letter, word in words.LETTERS.items()}
READ_BACK = [
    ("open bracket ?", "("), (" ?close bracket", ")"), (r"the sum over (\w) from (\w) to (\w) of", r"Σ_{\1=\2}^{\3}"),
    (r"the product over (\w) from (\w) to (\w) of", r"Π_{\1=\2}^{\3}"), (r"\b([xp]) ([im12])\b", r"\1_\2"),
    ("the natural logarithm of", "log"),
    ("the exponential of ([^(]+?)(?= |\\)|$)", r"exp(\1)"), (r"the exponential of \(", "exp("),
    ("the square root of", "√"), (r"the (\w+) function of ([^( ]+)", r"\1(\2)"), (r"the (\w+) function of ", r"\1"),
    (" squared", "^2"), (" cubed", "^3"), (r" to the power minus ([^\s)]+)", r"^(-\1)"), (" to the power ", "^"),
    (r"\bplus\b", "+"), (r"\bminus\b", "-"), (r"\btimes\b", "*"), (r"\bover\b", "/"), (r"\bgamma\(", "Γ("),
    ("[a-z]+", lambda match: LETTERS.get(match[0], match[0])),
]


def read_back(said: str) -> Expression:
    for pattern, sign in READ_BACK:
        said = re.sub(pattern, sign, said)
    return read(said)


def test_random_expressions_are_understood() -> None:
    rng = random.Random(4)
    for _ in range(600):
        tree = random_expression(rng, rng.randint(1, 4), rng.choice(SYMBOLS))
        assert read_back(spoken(tree)) == tree, spoken(tree)


def test_a_logarithm_sounds_alike_however_it_is_written() -> None:
    argument = (read("1 - θ"),)
    assert spoken(Call("ln", argument)) == spoken(Call("log", argument))
