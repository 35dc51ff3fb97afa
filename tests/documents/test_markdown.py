"""Markdown as GitHub reads it."""

import re

import pytest
from documents.solutions import ALL, COIN, COIN_SOLVED, DEGREES, EMPTY

from derive.documents import write
from derive.documents.markdown import escaped


@pytest.mark.parametrize(("said", "written"), [
    ("plain (words), 1 − θ.", "plain (words), 1 − θ."),
    ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
    ("[x](http://y) <script>", r"\[x\](http://y) \<script\>"),
    ("$x$ \\ # | & ~~", r"\$x\$ \\ \# \| \& \~\~"),
    ("1. first", r"1\. first"),
    ("- a", r"\- a"),
    ("> quoted", r"\> quoted"),
    ("two\n\nparagraphs", "two paragraphs"),
])
def test_escaped(said, written):
    assert escaped(said) == written


@pytest.mark.parametrize("block", [
    "# Coin flips",
    "- **Unknown:** $\\theta$ with $0 \\le \\theta \\le 1$",
    "**5.** multiply both sides by θ(1 − θ)\n\n$$\n7(1 - \\theta) = 3\\theta\n$$",
    "> **$\\hat{\\theta} = \\frac{7}{10} = 0.7$**",
    "*Every line proved: 8 exact, 1 given.*",
])
def test_blocks(block):
    assert block in write(COIN, COIN_SOLVED, "markdown")


def test_a_unit():
    assert "$$\n\\hat{\\mu} = 73\\thinspace \\text{°F}\n$$" in write(EMPTY, DEGREES, "markdown")


@pytest.mark.parametrize(("problem", "derivation"), ALL)
def test_no_backslash_stands_before_punctuation_in_a_formula(problem, derivation):
    said = write(problem, derivation, "markdown", detail="full")
    for formula in re.findall(r"\$\$\n(.*?)\n\$\$", said):
        assert not re.search(r"\\[^A-Za-z]", formula)
