"""What is marked as new in a line, and what is not."""

from __future__ import annotations

import pytest

from derive.documents.changes import changed
from derive.notation.plain import plain
from derive.notation.reader import read

NOTHING: set[str] = set()


@pytest.mark.parametrize(("before", "after", "marked"), [
    # both sides, one side, a part of one side
    ("7/θ − 3/(1 − θ) = 0", "7(1 − θ) = 3θ", NOTHING),
    ("7(1 − θ) = 3θ", "7 − 7θ = 3θ", {"7 − 7θ"}),
    ("7 − 7θ = 3θ", "7 − 7θ = 4θ − θ", {"4θ − θ"}),
    ("ℓ(θ) = 7 log θ + 3 log(1 − θ)", "ℓ(θ) = 7 log θ + 3 log(2 − θ)", {"2"}),
    ("ℓ(θ) = 7 log θ + 3 log(1 − θ)", "ℓ(θ) = 7 log θ − 3 log(1 − θ)", {"−3 log(1 − θ)"}),
    ("ℓ(θ) = log(θ⁷) + 3 log(1 − θ)", "ℓ(θ) = 7 log θ + 3 log(1 − θ)", {"7 log θ"}),
    ("L(λ) = Π f(xᵢ | λ)", "L(λ) = Π λ e^(−λxᵢ)", {"λ e^(−λxᵢ)"}),
    ("L(λ) = λⁿ e^(−λΣxᵢ)", "L(λ) = λⁿ e^(−λn x̄)", {"λn x̄"}),
    # what only went, or changed places, is not new
    ("ℓ(θ) = log C(10, 7) + 7 log θ", "ℓ(θ) = 7 log θ", NOTHING),
    ("ℓ(θ) = a + b + c", "ℓ(θ) = c + a + b", NOTHING),
    ("a + b = c", "b + a = c", NOTHING),
    # the name stays, all of the rest is new
    ("ℓ(θ) = log(θ⁷(1 − θ)³)", "ℓ(θ) = 7 log θ + 3 log(1 − θ)", NOTHING),
    ("a/b − c = 0", "a − b c = 0", {"b"}),
    ("θ = 7/10", "θ̂ = 7/10 = 0.7", {"0.7"}),
    ("w = 1 − e^(−λ)", "ŵ = 1 − e^(−λ̂) ≈ 0.6", {"0.6"}),
    ("ℓ′(θ) = 7/θ − 3/(1 − θ)", "ℓ″(θ) = −7/θ² − 3/(1 − θ)² < 0", NOTHING),
    ("∂ℓ/∂p = 2/p − 5/(1 − p)", "∂²ℓ/∂p² = −2/p² − 5/(1 − p)² < 0", NOTHING),
    ("ℓ(a, b) = a x + b c", "∂ℓ/∂a = x, ∂ℓ/∂b = c", NOTHING),
    ("p̂ = (Σxᵢ)/(12n) = x̄/12", "p̂ = (9 + 11 + 8)/(12·3) = 28/36 = 7/9 ≈ 0.778", NOTHING),
    # further links, and several statements
    ("μ̂ = (a + b)/2", "μ̂ = (a + b)/2 = 73", {"73"}),
    ("a + b = 1, c = 2 d", "a = 1 − b, c = 2 d", {"−b"}),
    # indices are marked with their letter
    ("a = n x_1", "a = n x_2", {"x₂"}),
    # a number that stands elsewhere, too, is marked with what is around it
    ("ℓ(θ) = 7 log θ + 3 θ + a", "ℓ(θ) = 7 log θ + 7 θ + a", {"7θ"}),
    ("a = b", "a = b", NOTHING),
])
def test_marks(before: str, after: str, marked: set[str]) -> None:
    assert {plain(part) for part in changed(read(before), read(after))} == marked


def test_a_beginning_has_no_marks() -> None:
    assert changed(None, read("a = b")) == frozenset()
