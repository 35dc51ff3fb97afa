"""Lines of hand derivations and the formulas that stand in them."""

import pytest

from derive.checking.reading import Line, lines_of
from derive.notation.plain import plain
from derive.notation.reader import Scope

SCOPE = Scope(frozenset({"θ", "λ", "μ", "σ", "α", "x_m", "p_1", "p_2", "p_3"}), frozenset({"x", "y"}),
              open_names=True, strict=False)  # fmt: skip


def shown(line: Line) -> str:
    """The formulas of a line: words in brackets, what is continued before dots, the first reading; `!` a fault."""
    parts = []
    for piece in line.pieces:
        words = f"[{piece.words}] " if piece.words else ""
        continued = f"{piece.continues} … " if piece.continues else ""
        parts.append(words + continued + (plain(piece.readings[0]) if piece.readings else "!"))
    return " | ".join(parts)


LINES = [
    ("L(θ) = θ^7 (1-θ)^3", "L(θ) = θ⁷(1 − θ)³"),
    ("     = λ^4 e^(-12λ)", "= … λ⁴ e^(−12λ)"),
    ("Every observation must lie below θ, so", ""),
    ("L(θ) = 1/θ^4 for θ >= max(x) = 4.7, and 0 otherwise.", "L(θ) = 1/θ⁴ | [for] θ ≥ max(x) = 4.7"),
    (r"\hat p_1 &= 0.5, \quad \hat p_2 = 0.3", "p̂₁ = 0.5 | p̂₂ = 0.3"),
    ("Setup: Let θ = probability of opening an email.", ""),
    ("This gives: Σxᵢ = nμ → μ_MLE = (72+75+71+73+74)/5 = 73°F",
     "[this gives:] Σxᵢ = nμ → μ̂ = (72 + 75 + 71 + 73 + 74)/5 = 73"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_is_its_formulas_and_the_words_before_them(line: str, expected: str) -> None:
    (found,) = lines_of(line, SCOPE)
    assert shown(found) == expected
