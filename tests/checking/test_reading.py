"""Lines of hand derivations and the formulas that stand in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking.reading import Line, lines_of
from derive.expressions import Span, walk
from derive.notation.plain import plain
from derive.notation.reader import Scope

GREEK = frozenset(("θ", "λ", "μ", "σ", "α", "x_m", "p_1", "p_2", "p_3"))
SCOPES = {
    "one variable": Scope(GREEK, frozenset("x"), open_names=True, strict=False),
    "a probability p": Scope(GREEK | {"p"}, frozenset("x"), open_names=True, strict=False),
    "θ alone": Scope(frozenset("θ"), frozenset("x"), open_names=True, strict=False),
    "a line": Scope(GREEK | {"a", "b"}, frozenset("xy"), open_names=True, strict=False),
}
SCOPE = SCOPES["one variable"]


def shown(line: Line) -> list[str]:
    """The formulas of a line, the first reading of each: words before, what is continued, words behind; ! a fault."""
    found = []
    for piece in line.pieces:
        words = f"[{piece.words}] " if piece.words else ""
        continued = f"{piece.continues} … " if piece.continues else ""
        after = f" [{piece.after}]" if piece.after else ""
        formula = plain(piece.readings[0]) if piece.readings else "!"
        found.append(words + continued + formula + after)
    return found


def table() -> list[tuple[str, str, list[str]]]:
    """Scope, line and formulas: in the file a formula stands below its line behind a dot."""
    rows: list[tuple[str, str, list[str]]] = []
    scope = "one variable"
    for text in Path(__file__).with_name("lines_read.txt").read_text(encoding="utf-8").splitlines():
        if text.startswith("# ") and text[2:] in SCOPES:
            scope = text[2:]
        elif text.startswith("· "):
            rows[-1][2].append(text[2:])
        else:
            rows.append((scope, text, []))
    return rows


@pytest.mark.parametrize(("scope", "text", "expected"), table())
def test_a_line_is_its_formulas_and_the_words_around_them(scope: str, text: str, expected: list[str]) -> None:
    (line,) = lines_of(text, SCOPES[scope])
    assert shown(line) == expected


# Formulas of several lines, and the lines that they leave empty.
TEXTS: list[tuple[str, list[list[str]]]] = [
    ("ℓ(θ) = 7 log θ\n     + 3 log(1-θ)", [["ℓ(θ) = 7 log θ + 3 log(1 − θ)"], []]),
    ("ℓ(θ) = 7 log θ +\n 3 log(1-θ), so\n7/θ = 3/(1-θ)",
     [["ℓ(θ) = 7 log θ + 3 log(1 − θ) [so]"], [], ["7/θ = 3/(1 − θ)"]]),
    ("\\begin{align*}\n\\ell &= -n\\log\\sigma \\\\\n&\\quad - \\frac{1}{2\\sigma^2}\\sum_{i=1}^n x_i^2 \\\\\n&= 3\n"
     "\\end{align*}", [[], ["ℓ = −n log σ − (1/(2σ²)) Σxᵢ²"], [], ["= … 3"], []]),
    ("7/θ - 3/(1-θ)\n  + 2/(1+θ)\n  = 0", [["7/θ − 3/(1 − θ) + 2/(1 + θ)"], [], ["= … 0"]]),
    ("Model     f(x) = θ λ^x\n          exp(-λ)/x! for x ≥ 0",
     [["[model] f(x) = θλ^x exp(−λ)/x! [for x ≥ 0]"], ["[for] x ≥ 0"]]),
    ("\\text{\\footnotesize 1} && & L(θ) && \\\\\n && &\\quad = θ^7 && \\\\", [["L(θ)"], ["= … θ⁷"]]),
    ("L(θ) =\n  θ^7 (1-θ)^3", [["L(θ)"], ["= … θ⁷(1 − θ)³"]]),
    ("L(μ) = exp(\n  -Σ(x_i - μ)^2\n)", [["L(μ) = exp(−Σ(xᵢ − μ)²)"], [], []]),
    ("- log(0.5) = 0.693\n- log 0.8 = 0.223", [["−log 0.5 = 0.693"], ["−log 0.8 = 0.223"]]),
    ("ℓ = 3 log θ\n- 5 θ", [["ℓ = 3 log θ − 5θ"], []]),
    ("- n = 5\n- log L(λ) = 15 log λ\n- derivative: 15/λ - 5",
     [["n = 5"], ["log L(λ) = 15 log λ"], ["[derivative:] 15/λ − 5"]]),
    ("- θ̂ = 0.7\n- λ̂ = 3", [["θ̂ = 0.7"], ["λ̂ = 3"]]),
    ("RSS = 10\nσ̂² = RSS/5", [["RSS = 10"], ["σ̂² = RSS/5"]]),
    ("q = 1 - p, p = 0.5\n2pq = 0.5", [["q = 1 − p", "p = 0.5"], ["2p q = 0.5"]]),
    ("\\begin{cases}\n\\theta^{-n} & \\theta \\ge 4.7 \\\\\n0 & \\text{otherwise}\n\\end{cases}",
     [[], ["θ^(−n)", "θ ≥ 4.7"], [], []]),
    ("\ufeffθ = 1\r\n\r\nθ = 2\rθ = 3", [["θ = 1"], [], ["θ = 2"], ["θ = 3"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_formulas_of_several_lines(text: str, expected: list[list[str]]) -> None:
    found = lines_of(text, SCOPE)
    assert [shown(line) for line in found] == expected
    assert [line.number for line in found] == list(range(1, len(expected) + 1))


FAULTS = [
    ("θ̂ = 0,7", 5, "a decimal comma"),
    ("7 log thetta + 3 log(1-θ) = 0", 6, "unknown name 'thetta'"),
    ("L(θ) = theat^7 (1-θ)^3", 7, "unknown name 'theat'"),
    ("ℓ = 7 lg(θ)", 6, "unknown name 'lg'"),
    ("L(θ) = \\foo{θ}", 7, "unknown command"),
    ("7/θ = 3/(1-θ", 8, "never closed"),
    ("θ̂ = \u202e7.0", 5, "U+202E"),
    ("θ\u200b = 1", 1, "U+200B"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message"), FAULTS)
def test_what_cannot_be_read_has_its_column(text: str, column: int, message: str) -> None:
    (line,) = lines_of(text, SCOPE)
    (piece,) = line.pieces
    assert piece.fault is not None
    assert not piece.readings
    assert (piece.fault.span.start, message in piece.fault.message) == (column, True)


@pytest.mark.parametrize("text", [
    "so 1/2σ² = 3, hence θ̂ = 7/10", r"\ell &= 7\log\theta \\", "- **Score**: $ℓ'(θ) = 7/θ - 3/(1-θ)$",
    "number of heads / n = 7/10 = 0.7",
])  # fmt: skip
def test_spans_are_columns_of_the_line(text: str) -> None:
    (line,) = lines_of(text, SCOPE)
    for piece in line.pieces:
        for tree in piece.readings:
            for node in walk(tree):
                if node.span is not None:
                    assert piece.start <= node.span.start <= node.span.end <= piece.end
                    assert text[slice(*node.span)].strip() == text[slice(*node.span)] or isinstance(node.span, Span)


@pytest.mark.parametrize(("text", "count"), [
    ("ℓ = -n/2 log 2πσ² - 1/2σ² Σ(x_i-μ)²", 4), ("3 log(1-θ)^2 = 0", 2), ("(7 - 10θ)/θ(1-θ) = 0", 2), ("θ = 1", 1),
])  # fmt: skip
def test_all_readings_of_an_ambiguous_formula(text: str, count: int) -> None:
    (line,) = lines_of(text, SCOPE)
    assert len(line.pieces[0].readings) == count


@pytest.mark.parametrize("text", [
    "x + " * 25_000, "(" * 9_000, "a (word) = b " * 700, "word " * 1_900, "θ = 1\n" * 9_000,
    "(" * 4_000 + "x" + ")" * 4_000, "( word " * 1_000 + ")" * 1_000,
])  # fmt: skip
def test_any_size_is_read_or_refused(text: str) -> None:
    assert len(lines_of(text, SCOPE)) == max(1, text.count("\n"))


