"""Formulas among words: what looks like mathematics, reads as mathematics and prints as it was; nothing else."""

import pytest
from documents.test_problems import by_problem, solved
from hypothesis import given
from hypothesis import strategies as st

from derive.documents.among_words import _alike as alike
from derive.documents.among_words import parted
from derive.documents.options import Options
from derive.documents.outline import outline
from derive.notation.plain import plain


def marked(said, letters=True):
    """The sentence with its formulas between ⟦ and ⟧."""
    return "".join(part if isinstance(part, str) else f"⟦{plain(part)}⟧" for part in parted(said, letters))


@pytest.mark.parametrize(("said", "found"), [
    ("multiply both sides by θ(1 − θ)", "multiply both sides by ⟦θ(1 − θ)⟧"),
    ("so ℓ is concave for θ > 0, and", "so ⟦ℓ⟧ is concave for ⟦θ > 0⟧, and"),
    ("positive below (1/n) Σ(xᵢ − x̄)², negative above", "positive below ⟦(1/n) Σ(xᵢ − x̄)²⟧, negative above"),
    ("free of μ_1, σ_1², ρ", "free of ⟦μ₁⟧, ⟦σ₁²⟧, ⟦ρ⟧"),
    ("along (a − 7t, b + t): at", "along (⟦a − 7t⟧, ⟦b + t⟧): at"),
    ("B) 0.5^20 ≈ 9.5×10^-7", "B) ⟦0.5²⁰ ≈ 9.5 × 10⁻⁷⟧"),
    ("C) 20×0.5 = 10", "C) 20×0.5 = 10"),  # would print with another sign
    ("7 heads (n = 10)", "7 heads (⟦n = 10⟧)"),
    ("counted n times", "counted ⟦n⟧ times"),
    ("a constant for a θ in it", "a constant for a ⟦θ⟧ in it"),
    ("is 1.1 s, or 14.2 Ω²", "is 1.1 s, or 14.2 Ω²"),  # units
    ("A log-likelihood is 70 % of it.", "A log-likelihood is 70 % of it."),
    ("the estimate of a is 2, of b 1/z", "the estimate of ⟦a⟧ is 2, of ⟦b⟧ ⟦1/z⟧"),
    ("differentiate with respect to a", "differentiate with respect to ⟦a⟧"),
    ("a power of a, log(a^k) = k log a.", "a power of ⟦a⟧, ⟦log(aᵏ) = k log a⟧."),
    ("I² is no variable of mine", "I² is no variable of mine"),
    ("C(a, b) = a!/(b!(a − b)!): all cancel", "⟦C(a, b) = a!/(b! (a − b)!)⟧: all cancel"),
])
def test_formulas_are_found(said, found):
    assert marked(said) == found


def test_letters_of_people_are_words():
    assert marked("from x metres to n, with θ", letters=False) == "from x metres to n, with ⟦θ⟧"


@given(st.text(alphabet="aθx̄²ℓ (),.=+−1/ⁿΣᵢ_^is the") | st.text())
def test_nothing_is_lost(said):
    written = "".join(part if isinstance(part, str) else plain(part) for part in parted(said))
    assert alike(written) == alike(said)


@by_problem
def test_no_formula_of_a_solution_becomes_another(path):
    for problem, derivation in solved(path):
        solution = outline(problem, derivation, Options(detail="full"))
        for said in (*solution.closing, *(line.reason for part in solution.sections for line in part.lines)):
            assert alike(marked(said).replace("⟦", "").replace("⟧", "")) == alike(said)
