"""Whatever the text, reading ends in a tree or in a ReadError that points into the text."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from derive.notation.reader import ReadError, Scope, read, read_expression, readings
from derive.notation.words import COMMANDS, GREEK, OPERATORS, WORDS, WRAPPERS

OPEN = Scope()
CLOSED = Scope(frozenset(("θ", "p_1", "p_2", "σ²")), frozenset(("x",)), functions=frozenset(("L", "ℓ", "p")))
PIECES = [
    *OPERATORS, *WORDS, *GREEK, *(f"\\{name}" for name in (*COMMANDS, *WRAPPERS, *GREEK)), r"\left(", r"\right)",
    r"\left|", r"\right|", r"\hat", r"\bar{", r"\text{", r"\mathbb{1}", r"\{", r"\}", r"\,", "θ", "x", "xi", "x_i",
    "x_1",
    "x_n", "x_(", "x[", "_{", "^{", "{i=1}", "p", "p_1", "σ", "²", "ⁿ", "⁻¹", "ᵢ", "₁", "\u0302", "\u0304", "1",
    "2", "0.5",
    "7%", "1e-3", "9.5×10⁻⁷", "ℓ", "L", "f(", "P(", "C(", "Γ(", "I(", "1{", '"cat"', "d/dθ", "dL/dθ", "∂ℓ/∂μ",
    "nμ", "2πσ²",
    "e^", "n!", "(x_i-μ)^2", "&", "\\", "$", "~", "\0", "\u200b", "\u202e", "\ud800", " ", " ", " ", "(", ")", "(",
    ")",
]  # fmt: skip


def fault_in(text: str, scope: Scope, entry: Callable[[str, Scope], object]) -> ReadError | None:
    """The fault of a text; any other way to end fails the test."""
    try:
        entry(text, scope)
    except ReadError as fault:
        return fault
    return None


def check(text: str, scope: Scope) -> bool:
    """Whether the text can be read; where it cannot, the fault has to point into it."""
    fault_in(text, scope, read_expression)
    fault = fault_in(text, scope, read)
    if fault is None:
        assert fault_in(text, scope, readings) is None
        return True
    assert 1 <= fault.column <= len(text) + 1
    assert fault.span.start <= fault.span.end <= len(text)
    assert str(fault).isprintable()
    return False


@pytest.mark.parametrize("seed", range(8))
def test_random_tokens(seed: int) -> None:
    rng = random.Random(seed)
    read_well = 0
    for _ in range(1000):
        parts = [rng.choice(PIECES) + rng.choice(("", "", " ")) for _ in range(rng.randrange(1, 16))]
        read_well += check("".join(parts), rng.choice((OPEN, CLOSED)))
    assert read_well > 5  # the alphabet makes some sense


@pytest.mark.parametrize("seed", range(4))
def test_random_characters(seed: int) -> None:
    rng = random.Random(seed)
    blocks = ((32, 127), (0x370, 0x400), (0x2000, 0x2300), (0, 0x110000), (0x1D400, 0x1D800), (0x300, 0x370))
    for _ in range(1000):
        text = "".join(chr(rng.randrange(*rng.choice(blocks))) for _ in range(rng.randrange(1, 20)))
        check(text, OPEN)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_lines(seed: int) -> None:
    lines = [
        "ℓ(θ) = 7 log θ + 3 log(1 − θ)", r"\frac{d}{d\theta}\ln L(\sigma) = -\frac{8}{\sigma} + \frac{50}{\sigma^3}",
        "L(μ) = Π 1/(xᵢ σ√(2π)) exp(−(xᵢ−μ)²/(2σ²))", r"\hat\theta_{\text{MLE}} = \frac{1}{n}\sum_{i=1}^n x_i",
        "x_1! ⋯ x_n! = 1{x ≤ θ} + P(A | B) ⇒ θ̂ = x̄ or θ = [0, 1]", "∂²ℓ/∂θ² = −n/θ² < 0; 9.5 × 10⁻⁷",
    ]  # fmt: skip
    rng = random.Random(seed)
    for _ in range(500):
        text = list(rng.choice(lines))
        for _ in range(rng.randrange(1, 4)):
            place = rng.randrange(len(text))
            change = rng.randrange(3)
            if change == 0:
                del text[place]
            elif change == 1:
                text.insert(place, rng.choice(text))
            else:
                text[place] = rng.choice(PIECES)
        check("".join(text), OPEN)
