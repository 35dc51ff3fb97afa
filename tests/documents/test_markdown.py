"""Markdown that every reader of it reads alike."""

import re
from functools import cache
from pathlib import Path

import mistune
import pytest
from documents.solutions import ALL, COIN, COIN_SOLVED, DEGREES, EMPTY
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from derive.documents import write
from derive.documents.markdown import escaped
from derive.plans import solve
from derive.problem import load_all, loads

STRONG = ("strong_open", "strong_close", "em_open", "em_close")


@pytest.mark.parametrize(("said", "written"), [
    ("plain (words), 1 − θ.", "plain (words), 1 − θ."),
    ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
    ("[x](http://y) <script>", r"\[x\](http://y) \<script\>"),
    ("$x$ \\ # | & ~~", r"\$x\$ \\ \# \| \& \~\~"),
    ("1. first", r"1\. first"),
    ("- a", r"\- a"),
    ("B) is right", r"B\) is right"),
    ("iv. e^x, so @home", r"iv\. e\^x, so \@home"),
    (": a", r"\: a"),
    ("So. it is, or (1 − θ)", "So. it is, or (1 − θ)"),
    ("> quoted", r"\> quoted"),
    ("two\n\nparagraphs", "two paragraphs"),
])
def test_escaped(said, written):
    assert escaped(said) == written


@pytest.mark.parametrize("block", [
    "# Coin flips",
    "- **Unknown:** $\\theta$ with $0 \\le \\theta \\le 1$",
    "**5.** multiply both sides by θ(1 − θ)\n\n$$\n7(1 - \\theta) = 3\\theta\n$$",
    "> $\\hat{\\theta} = \\frac{7}{10} = 0.7$",
    "*Given: 1 line (the model, what is known, what a name stands for). Proved from these: 8 lines, "
    "by exact algebra.*",
])
def test_blocks(block):
    assert block in write(COIN, COIN_SOLVED, "markdown")


@pytest.mark.parametrize(("token", "written"), [
    ("<unk>", r'\text{"}\lt \text{unk}\gt \text{"}'), ("##ing", '\\text{"\uff03\uff03ing"}'),
    ("$5", '\\text{"\uff045"}'), ("a`_%", '\\text{"a\uff40\uff3f\uff05"}'),
    ("{\\x", r'\text{"}\lbrace \text{}\backslash \text{x"}'),
])
def test_tokens(token, written):
    problem = loads(f"predictions: {{'{token}': 0.5}}\ntarget: '{token}'\n")
    assert f"P({written}" in write(problem, solve(problem), "markdown")


def test_a_unit():
    assert "$$\n\\hat{\\mu} = 73\\thinspace \\text{°F}\n$$" in write(EMPTY, DEGREES, "markdown")


@pytest.mark.parametrize(("problem", "derivation"), ALL)
def test_no_backslash_stands_before_punctuation_in_a_formula(problem, derivation):
    said = write(problem, derivation, "markdown", detail="full")
    for formula in re.findall(r"\$\$\n(.*?)\n\$\$", said):
        assert not re.search(r"\\[^A-Za-z]", formula)


# ---- what renders it ---------------------------------------------------------------------------------------------

PROBLEMS = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))
by_problem = pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
DOLLARS = re.compile(r"\$\$\n(.+?)\n\$\$|(?<![\\$])\$(?!\$)((?:[^$\\]|\\.)+?)\$", re.DOTALL)


@cache
def pages(path):
    """Each problem of the file as solution, with all that can stand on a page, and as an exercise with its key."""
    derivations = [(problem, solve(problem)) for problem in load_all(path)]
    return [page for pair in derivations for page in (
        write(*pair, "markdown", detail="full", notation={"estimate": "mle"}),
        write(*pair, "markdown", form="shuffled", key=True),
    )]


def formulas(page):
    return [block or inline for block, inline in DOLLARS.findall(page)]


def inline_tokens(tokens):
    return [child for token in tokens for child in token.children or ()]


@by_problem
def test_readers_without_formulas_leave_them_alone(path):
    """As GitHub does, which looks for formulas in what its Markdown has made of the text."""
    for page in pages(path):
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(page)
        children = inline_tokens(tokens)
        shown = "".join("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in children)
        for formula in formulas(page):
            assert formula in shown
        assert {child.type for child in children} <= {"text", "softbreak", "hardbreak", "text_special", *STRONG}
        assert "html_block" not in {token.type for token in tokens}


@by_problem
def test_myst_finds_every_formula(path):
    for page in pages(path):
        tokens = MarkdownIt("commonmark").use(dollarmath_plugin).parse(page)
        found = [t.content.strip() for t in (*tokens, *inline_tokens(tokens)) if t.type.startswith("math")]
        assert sorted(found) == sorted(formulas(page))


@by_problem
def test_jupyter_finds_every_formula(path):
    """By the rules of mistune, which nbconvert has."""
    found = []

    def note(token):
        found.append(token["raw"])

    for page in pages(path):
        found.clear()
        state = mistune.create_markdown(renderer=None, plugins=["math"])(page)
        gather(state, note)
        assert sorted(map(str.strip, found)) == sorted(formulas(page))


def gather(tokens, note):
    for token in tokens:
        if token["type"] in ("block_math", "inline_math"):
            note(token)
        gather(token.get("children", ()), note)


@by_problem
def test_the_dollars_of_pandoc(path):
    """A formula begins and ends with something else than a space, and no digit follows it."""
    for page in pages(path):
        for formula in DOLLARS.finditer(page):
            inline, behind = formula[2] or "", page[formula.end():formula.end() + 1]
            assert inline == inline.strip()
            assert not behind.isdigit()
