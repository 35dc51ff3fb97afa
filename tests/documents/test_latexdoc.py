r"""LaTeX: nothing of the user's becomes a command; lines are those of the writer, with alignment marks."""

import re

import pytest
from documents.solutions import ALL, COIN, COIN_SOLVED, DEGREES, EMPTY, equal, step
from hypothesis import given
from hypothesis import strategies as st

from derive.documents import write
from derive.documents.latexdoc import escaped
from derive.expressions import ONE, TWO, ZERO, Relation, Several, integer
from derive.problem.model import Problem
from derive.steps import Derivation, Setting, Status


@pytest.mark.parametrize(("said", "written"), [
    ("plain words", "plain words"),
    ("50% of $5 & more #1", r"50\% of \$5 \& more \#1"),
    ("a_b {c} ^d ~e", r"a\_b \{c\} \textasciicircum{}d \(\sim\)e"),
    (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
    (r"\(x\) $$", r"\textbackslash{}(x\textbackslash{}) \$\$"),
    ("θ⁷(1 − θ)³", r"\(\theta ^{7}\)(1 \(-\) \(\theta\))\(^{3}\)"),
    ("θ̂ and x̄", r"\(\hat{\theta}\) and \(\bar{x}\)"),
    ("xᵢ, p₁₀", r"\(x_{i}\), \(p_{10}\)"),
    ("73 °F", r"73 \(^{\circ}\)F"),
    ("café, Łódź, ß", r"café, Łódź, \ss{}"),
    ("cafe\u0301", "café"),
    ("“so” – it’s…", r"``so'' -- it's\ldots{}"),
    ('say "yes"', "say ''yes''"),
    ("日 😀", "[U+65E5] [U+1F600]"),
    ("two\nlines\n\nthree", "two lines three"),
    ("a\u202eb\0c", "abc"),
    ("0 < θ ≤ 1", r"0 \(<\) \(\theta\) \(\le\) 1"),
])
def test_escaped(said, written):
    assert escaped(said) == written


KNOWN = re.compile(
    r"\\\(|\\\)|\\[{}$&#%_]|\\(?:textbackslash|textasciicircum|ldots|ss)\{\}|\\circ|\\(?:hat|bar|tilde)(?=\{)"
    r"|\\[A-Za-z]+(?= |\\\)|\})"
)


@given(st.text())
def test_whatever_is_said_no_command_of_it_is_left(said):
    written = escaped(said)
    left = KNOWN.sub("", written)
    assert "\\" not in left
    assert not set("$&#%~") & set(left)
    assert not set("^_") & set(re.sub(r"[\^_]\{", "", left))
    assert written.count(r"\(") == written.count(r"\)")
    assert all(c < "ſ" or c == "ſ" for c in written)


@given(st.text(alphabet="{}\\()θx̂⁷"))
def test_braces_and_formulas_are_balanced(said):
    bare = re.sub(r"\\[{}]", "", escaped(said))
    depth = 0
    for c in bare:
        depth += (c == "{") - (c == "}")
        assert depth >= 0
    assert depth == 0


def test_titles_and_units_are_escaped():
    attack = r"\end{document}\input{secret} % $x$"
    problem = Problem(title=attack, question=attack, context=attack)
    said = write(problem, DEGREES, "latex", standalone=True)
    assert r"\input" not in said
    assert said.count(r"\end{document}") == 1


def test_a_whole_document_and_a_fragment():
    whole, fragment = (write(COIN, COIN_SOLVED, "latex", standalone=s) for s in (True, False))
    assert whole.startswith(r"\documentclass{article}")
    assert fragment in whole
    assert "documentclass" not in fragment


@pytest.mark.parametrize("line", [
    r"  7(1 - \theta) &= 3\theta && \text{\small multiply both sides by \(\theta\)(1 \(-\) \(\theta\))}",
    r"  \ell'(\theta) &= \frac{7}{\theta} - \frac{3}{1 - \theta} && \text{\small derivative for \(\theta\), term by"
    r" term}",
    r"  \hat{\theta} &= \frac{7}{10} = 0.7 && \text{\small the estimate}",
    r"  \boxed{\hat{\theta} = \frac{7}{10} = 0.7}",
    r"\item[Unknown] \(\theta\) with \(0 \le \theta \le 1\)",
])
def test_lines(line):
    assert line in [each.removesuffix(r" \\") for each in write(COIN, COIN_SOLVED, "latex").splitlines()]


def of(statement):
    steps = (step(statement, "why", "solve"),)
    written = write(EMPTY, Derivation(steps, Status.SOLVED, Setting()), "latex")
    return re.findall(r"^  (.*?)(?: \\\\)?$", written.split("align*")[1], re.M)


WIDE = integer(10**20)


@pytest.mark.parametrize(("statement", "rows"), [
    (equal(ONE, TWO), [r"1 &= 2 && \text{\small why}"]),
    (Relation((ZERO, ONE, TWO), ("<", "≤")), [r"0 &< 1 \le 2 && \text{\small why}"]),
    (equal(ONE, WIDE, WIDE), ["1 &= 1" + "0" * 20, "&= 1" + "0" * 20, r"& \qquad \text{\small why}"]),
    (Several((equal(ONE, TWO), equal(TWO, ONE)), ","), [r"& 1 = 2, 2 = 1 && \text{\small why}"]),
    (Several((equal(ONE, WIDE), equal(TWO, WIDE)), ","),
     ["1 &= 1" + "0" * 20 + r", && \text{\small why}", "2 &= 1" + "0" * 20]),
])
def test_rows(statement, rows):
    assert of(statement) == rows


def test_a_unit_stands_upright():
    assert r"\hat{\mu} &= 73\,\text{\(^{\circ}\)F}" in write(EMPTY, DEGREES, "latex")


@pytest.mark.parametrize(("problem", "derivation"), ALL)
@pytest.mark.parametrize("detail", ["brief", "full"])
def test_environments_and_braces_are_balanced(problem, derivation, detail):
    said = write(problem, derivation, "latex", detail=detail, standalone=True)
    assert sorted(re.findall(r"\\begin\{(.*?)\}", said)) == sorted(re.findall(r"\\end\{(.*?)\}", said))
    bare = re.sub(r"\\[{}]", "", said)
    assert bare.count("{") == bare.count("}")
    assert not [rows for rows in re.findall(r"\\begin\{align\*\}(.*?)\\end", said, re.S) if "\n\n" in rows]
