"""Typst and PDF: nothing of the user's becomes markup, the page is tagged, holds its fonts and keeps its margins."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
import typst
from documents.solutions import ALL, COIN, COIN_SOLVED, DEGREES, EMPTY, equal, step
from documents.test_problems import by_problem, solved
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from derive.documents import write
from derive.documents.compiling import compiled
from derive.documents.formats import fragment, frame
from derive.documents.options import Options
from derive.documents.typstdoc import cleaned, escaped
from derive.expressions import ONE, TWO, Add, Relation, Several, Symbol, Text, integer
from derive.problem.model import Problem
from derive.steps import Derivation, Setting, Status

COMPILER = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
COIN_FILE = Path(__file__).parents[2] / "problems" / "coin.yaml"


def pdf_of(problem, derivation, **options) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write(problem, derivation, "pdf", **{"plot": False, **options})))


def text_of(pdf: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


# ---- words -------------------------------------------------------------------------------------------------------


def understood(said: list[str]) -> list[str]:
    """The words that Typst finds in each text, whatever markup they have become."""
    blocks = "\n\n".join(f"#block[{escaped(words)}] <said>" for words in said)
    source = f"#set smartquote(enabled: false)\n{blocks}"
    found = json.loads(typst.query(source.encode(), "<said>", ignore_system_fonts=True))
    return [words_of(node["body"]) for node in found]


def words_of(node) -> str:
    kind = node["func"]
    if kind == "sequence":
        return "".join(map(words_of, node["children"]))
    if kind == "smartquote":
        return '"' if node.get("double", True) else "'"
    assert kind in ("text", "symbol", "space"), f"markup: {node}"
    return node.get("text", " ")


HOSTILE = [
    "plain words", "#panic()", "#", "$x$ and \\$", "a\\b \\", "*bold* _it_ `raw`", "@ref <label> <", "[x] ] [",
    "= head", "- item", "+ item", "/ term: x", "1. one", "2) two", "// comment", "/* x */", "a -- b --- c", "...",
    "~", "-1 and x-1", "it's \"so\"", "https://example.org/#x", "{x} ${y}", "\\u{41}", "日本 😀", "עברית \u200f",
    "a#b", "-?", "x^2_3 & 5 % #1", "line\nline\n\nline", "cafe\u0301", "\u202e\0hidden", "''' \"\"\"",
    "e\u0302 θ̂", "(x) . ;", "\\ ", "$", "*", "_",
    " = ", " - item", " + item", " / term: x", " 1. one", " /", "0..", "1...", "12.5", "_-0", "2020-21",
]


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_come_out_as_themselves(said):
    (found,) = understood([said])
    assert found.strip() == cleaned(said).strip()


@given(st.lists(st.text() | st.text(alphabet="#$\\*_`<>@~[]{}=+-/.1 \n'\":;"), min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_whatever_is_said_none_of_it_is_markup(said):
    assert [found.strip() for found in understood(said)] == [cleaned(words).strip() for words in said]


def test_titles_units_and_tokens_are_only_text():
    attack = 'x"); #panic() $ ] ) \\ <l> @r'
    problem = Problem(title=attack, question=attack, context=attack)
    steps = (step(equal(ONE, Text(attack)), attack, "solve", unit=attack),)
    derivation = Derivation(steps, Status.SOLVED, Setting(), conclusion=attack, diagnostics=(attack,))
    pdf = pdf_of(problem, derivation, title=attack)
    assert pdf.metadata.title == attack
    assert text_of(pdf).replace("\n", " ").count("panic()") >= 6


def test_characters_without_a_glyph_are_printed_as_code_points(monkeypatch):
    monkeypatch.setattr("derive.documents.compiling._compiler", lambda system: COMPILER)
    problem = Problem(title="Emoji 😀 and 日本", question="שלום")
    text = text_of(pdf_of(problem, Derivation((), Status.UNSOLVED, Setting())))
    assert "Emoji U+1F600 and U+65E5U+672C" in text.replace("\n", " ")


# ---- the file ----------------------------------------------------------------------------------------------------


def test_the_file_tells_its_title_language_and_structure():
    pdf = pdf_of(COIN, COIN_SOLVED)
    root = pdf.trailer["/Root"]
    assert pdf.metadata.title == COIN.title
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert {"/H1", "/H2", "/Formula", "/P"} <= {element["/S"] for element in elements(root["/StructTreeRoot"])}


def elements(node):
    """All elements of the structure below one."""
    node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in elements(child)]
    if not isinstance(node, dict):
        return []
    below = elements(node["/K"]) if "/K" in node else []
    return [node, *below] if "/S" in node else below


def test_every_formula_is_said():
    pdf = pdf_of(COIN, COIN_SOLVED, detail="full")
    formulas = [e for e in elements(pdf.trailer["/Root"]["/StructTreeRoot"]) if e["/S"] == "/Formula"]
    assert all(formula.get("/Alt") for formula in formulas)
    assert "theta hat equals 7 over 10 equals 0.7" in [formula["/Alt"] for formula in formulas]


def test_all_fonts_are_in_the_file():
    pdf = pdf_of(COIN, COIN_SOLVED)
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    descendants = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in descendants)
    assert {font["/BaseFont"].split("+")[1][:5] for font in descendants} == {"NewCM"}


def test_the_text_stands_in_its_order():
    text = text_of(pdf_of(COIN, COIN_SOLVED))
    said = ("Coin flips", "Model", "Log-likelihood", "Solving", "The maximum", "Proved")
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_the_same_source_makes_the_same_file():
    assert write(COIN, COIN_SOLVED, "pdf") == write(COIN, COIN_SOLVED, "pdf")


def test_the_picture_stands_in_the_file_and_is_said():
    ((problem, derivation),) = solved(COIN_FILE)
    figures = [e for e in elements(pdf_of(problem, derivation, plot=True).trailer["/Root"]["/StructTreeRoot"])
               if e["/S"] == "/Figure"]
    assert [figure["/Alt"].startswith("Log-likelihood of θ") for figure in figures] == [True]


@pytest.mark.parametrize("form", ["question", "faded:2", "shuffled", "find-the-error", "reasons-blank"])
def test_exercises_are_pages_too(form):
    ((problem, derivation),) = solved(COIN_FILE)
    source = write(problem, derivation, "typst", form=form, key=True)
    assert compiled(source).startswith(b"%PDF")
    assert beyond_margins(source) == []
    assert ("blank" in source.split("#show: sheet")[1]) is (form in ("question", "faded:2", "reasons-blank"))


def test_several_problems_make_one_file():
    around = frame("typst", True, "A sheet", Options(title="A sheet"))
    source = around.before + around.between.join(fragment(p, d, "typst", Options()) for p, d in ALL) + around.after
    pdf = pypdf.PdfReader(io.BytesIO(compiled(source)))
    assert len(pdf.pages) >= len(ALL)
    assert pdf.metadata.title == "A sheet"
    assert text_of(pdf).startswith("A sheet")


# ---- the page ----------------------------------------------------------------------------------------------------


def beyond_margins(source: str) -> list[int]:
    """The pages on which something is printed outside of the margins."""
    found = COMPILER.compile(source.encode(), format="png", ppi=36)
    pages = [Image.open(io.BytesIO(page)).convert("L") for page in (found if isinstance(found, list) else [found])]
    left, right = round(pages[0].width * 2.1 / 21), round(pages[0].width * 18.95 / 21)
    sides = [(page.crop((0, 0, left, page.height)), page.crop((right, 0, *page.size))) for page in pages]
    return [k for k, both in enumerate(sides, 1) if min(side.getextrema()[0] for side in both) < 200]


@by_problem
def test_every_problem_stays_within_the_margins_of_an_accessible_page(path):
    for problem, derivation in solved(path):
        source = write(problem, derivation, "typst", detail="full", plot=False)
        pdf, warnings = COMPILER.compile_with_warnings(source.encode(), format="pdf", pdf_standards=["ua-1"])
        assert pdf.startswith(b"%PDF-1.7")
        assert [warning.message for warning in warnings] == []
        assert beyond_margins(source) == []


@pytest.mark.slow
@by_problem
def test_every_picture_is_accessible(path):
    for problem, derivation in solved(path):
        assert write(problem, derivation, "pdf", plot=True, remarks=False).startswith(b"%PDF")


SUM = Add(tuple(Symbol(f"p_{k}") for k in range(1, 60)))


@pytest.mark.parametrize("statement", [
    equal(Symbol("θ"), SUM), equal(SUM, Symbol("θ")), SUM, equal(integer(10**120), ONE), equal(ONE, integer(10**120)),
    equal(*[integer(10**20)] * 9), Several(tuple(equal(Symbol("θ"), integer(10**30)) for _ in range(5)), ","),
    Relation((SUM, SUM, ONE), ("<", "≤")),
])
def test_long_lines_stay_on_the_page(statement):
    steps = (step(statement, "why " * 40, "solve", conditions=(equal(ONE, TWO),)),)
    derivation = Derivation(steps, Status.SOLVED, Setting())
    assert beyond_margins(write(EMPTY, derivation, "typst")) == []


def test_the_margins_can_be_overstepped():
    assert beyond_margins("#set page(paper: \"a4\", margin: 2.2cm)\n#box(width: 19cm, fill: black)[x]") == [1]


@pytest.mark.parametrize("line", [
    "= Coin flips",
    "  ([Unknown], [#eq(\"theta\", $theta$); with #eq(\"0 is at most theta is at most 1\", $0 <= theta <= 1$);]),",
    "    $7 (1 - theta)$, $= 3 theta$,",
    "    $ell'(theta)$, $= 7/theta - 3/(1 - theta)$,",
    "    why: [the estimate],",
])
def test_the_source_is_as_a_person_types_it(line):
    assert line in write(COIN, COIN_SOLVED, "typst").splitlines()


def test_a_unit_stands_upright_and_is_said():
    source = write(EMPTY, DEGREES, "typst")
    assert 'thin "°F"$' in source
    assert '73 °F"' in source


# ---- without the package -----------------------------------------------------------------------------------------

WITHOUT = "import sys; sys.modules['typst'] = None; from derive.cli import main; sys.exit(main())"


@pytest.mark.parametrize(("format", "status", "said"), [("pdf", 2, "pip install 'derive[pdf]'"), ("typst", 0, "")])
def test_only_the_pdf_needs_the_compiler(format, status, said, tmp_path):
    arguments = ["solve", str(COIN_FILE), "--no-plot", "--to", format, "-o", str(tmp_path / "coin")]
    ran = subprocess.run([sys.executable, "-c", WITHOUT, *arguments], capture_output=True, text=True, check=False)
    assert ran.returncode == status
    assert said in ran.stderr
    assert (tmp_path / "coin").exists() is (status == 0)
