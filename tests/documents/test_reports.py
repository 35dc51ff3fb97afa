"""Reports on hand derivations: the page of a terminal, JSON as the schema says, HTML that needs nothing."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from shutil import which
from subprocess import run

import html5lib
import jsonschema
import pytest
from documents.reports import (
    ALL,
    CARRIED,
    COIN,
    COIN_TEXT,
    EMPTY,
    NOTHING,
    OPEN,
    OPEN_AND_UNDECIDED,
    RIGHT,
    TWICE,
    WRONG,
)

from derive.checking.report import CheckedLine, Report, Verdict
from derive.documents.linebreaks import columns
from derive.documents.report_html import fragment
from derive.documents.report_schema import report_schema
from derive.documents.reports import REPORT_FORMATS, write_report

VALIDATOR = jsonschema.Draft7Validator(report_schema())


def wrong(text: str, guilty: tuple[int, int] | None = None, **fields: str) -> Report:
    return Report("", Verdict.INCORRECT, 1, (CheckedLine(1, text, WRONG, guilty=guilty, **fields),))


# ---- text -----------------------------------------------------------------------------------------------------


def test_the_page_of_a_terminal() -> None:
    assert write_report(COIN, "text") == COIN_TEXT


@pytest.mark.parametrize(("report", "sentences"), [
    (RIGHT, "Every line follows, and what is asked is reached."),
    (OPEN, "Every line follows, but the derivation is not finished. "
           "Still missing: μ, negative log-likelihood of before."),
    (OPEN_AND_UNDECIDED, "No line is wrong, but the derivation is not finished. Lines 1 and 3 could not be decided."),
    (NOTHING, "No line could be read as mathematics."), (EMPTY, "No line could be read as mathematics."),
    (TWICE, "The first wrong line is line 1."),
])
def test_the_verdict_in_a_sentence(report: Report, sentences: str) -> None:
    assert write_report(report, "text", width=200).endswith(sentences)
    assert sentences in fragment(report)


@pytest.mark.parametrize(("text", "guilty", "line", "underline"), [
    ("θ = 7/9", (4, 7), "θ = 7/9", "    ^^^"),
    ("θ̂ = 7/9", (5, 8), "θ̂ = 7/9", "    ^^^"),  # the accent takes no column
    ("θ̂ = 7/9", (1, 2), "θ̂ = 7/9", "^"),  # and stands on its letter
    ("観測 = 7", (0, 2), "観測 = 7", "^^^^"),  # two columns each
    ("観測 = 7", (5, 6), "観測 = 7", "       ^"),
    ("\tθ = 7", (5, 6), "    θ = 7", "        ^"),
    ("  θ = 7  ", None, "  θ = 7", "  ^^^^^"),
    ("θ = 7", (2, 2), "θ = 7", "  ^"), ("θ = 7", (9, 12), "θ = 7", "    ^"), ("θ = 7", (3, 99), "θ = 7", "   ^^"),
    ("θ\33[2J = 7", (8, 9), "θ\\x1b[2J = 7", "           ^"),  # what a terminal would obey is shown
    ("θ\u202e = 7", (1, 2), "θ\\u202e = 7", " ^^^^^^"),
])
def test_the_wrong_part_is_underlined(text: str, guilty: tuple[int, int] | None, line: str, underline: str) -> None:
    shown, under = write_report(wrong(text, guilty), "text").splitlines()[:2]
    assert (shown[:7], shown[7:]) == (" ✗  1  ", line)
    assert under == " " * 7 + underline


def test_a_long_line_is_broken_and_each_part_underlined() -> None:
    terms = " + ".join(f"x_{k}" for k in range(10, 40))
    at = terms.index("x_25")
    rows = write_report(wrong(terms, (at, at + 11)), "text", width=40).splitlines()
    assert max(map(columns, rows)) <= 40
    assert " ".join(row[7:] for row in rows[:-2] if "^" not in row) == terms
    under = {row[7:]: rows[k + 1][7:] for k, row in enumerate(rows[:-1]) if "^" in rows[k + 1]}
    marked = ["".join(c for c, mark in zip(row, marks, strict=False) if mark == "^") for row, marks in under.items()]
    assert " ".join(marked) == "x_25 + x_26"


def test_a_line_without_a_space_is_broken_all_the_same() -> None:
    rows = write_report(wrong("θ̂" * 100), "text", width=40).splitlines()
    assert max(map(columns, rows)) <= 40
    assert sum(row.count("θ̂") for row in rows) == 100


@pytest.mark.parametrize("report", ALL)
@pytest.mark.parametrize("width", [30, 60])
def test_nothing_is_wider_than_the_page(report: Report, width: int) -> None:
    assert max(map(columns, write_report(report, "text", width=width).splitlines())) <= width


def test_a_carried_line_says_what_it_follows_from() -> None:
    carried = [row for row in write_report(TWICE, "text").splitlines() if row.startswith(" ↳")]
    assert carried == [" ↳  2  c   follows from line 1", " ↳  4  e   follows from lines 1 and 3"]


def test_a_note_that_does_not_fit_beside_the_line_stands_below() -> None:
    long = "7(1-θ) + 3θ = 0 and so on and on"
    report = Report("", Verdict.INCORRECT, 1, (CheckedLine(1, "a", WRONG), CheckedLine(2, long, CARRIED)))
    rows = write_report(report, "text", width=48).splitlines()
    assert rows[2:4] == [f" ↳  2  {long}", "       follows from line 1"]


def test_colours_change_nothing_else() -> None:
    painted = write_report(COIN, "text", colour=True)
    assert "\33[1;31m" in painted
    assert re.sub("\33\\[[0-9;]*m", "", painted) == COIN_TEXT
    assert "\33" not in write_report(COIN, "text")


def test_a_block_of_markdown_holds_the_page_whatever_is_in_it() -> None:
    assert write_report(COIN, "markdown") == f"```text\n{COIN_TEXT}\n```"
    first, *_, last = write_report(wrong("``` a = b"), "markdown").splitlines()
    assert (first, last) == ("````text", "````")


def test_formats() -> None:
    assert list(REPORT_FORMATS)[:3] == ["text", "html", "json"]
    with pytest.raises(ValueError, match="unknown format 'qti': one of text, html, json"):
        write_report(COIN, "qti")


# ---- JSON -----------------------------------------------------------------------------------------------------


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(report_schema())


@pytest.mark.parametrize("report", ALL)
def test_reports_have_the_shape_of_the_schema(report: Report) -> None:
    VALIDATOR.validate(json.loads(write_report(report, "json")))


@pytest.mark.parametrize("change", [
    {"verdict": "wrong"}, {"schema_version": 2}, {"first_error": 0}, {"first_error": "4"}, {"extra": 1},
    {"lines": [{"line": 1}]}, {"missing": "θ"},
])
def test_the_schema_can_fail(change: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(json.loads(write_report(COIN, "json")) | change)


def test_the_keys_of_the_contract() -> None:
    said = json.loads(write_report(COIN, "json"))
    assert (said["schema_version"], said["verdict"], said["first_error"]) == (1, "incorrect", 4)
    assert said["missing"] == ["θ"]
    keys = "line", "text", "kind", "verdict", "misconception", "message", "expected"
    assert [said["lines"][3][key] for key in keys] == [
        4, "7/θ̂ + 3/(1-θ̂) = 0", "score", "wrong", "lost-inner-derivative",
        "1 − θ has the derivative −1, so that the term is subtracted", "7/θ − 3/(1 − θ) = 0",
    ]
    assert said["lines"][3]["guilty"] == [5, 15]
    assert [line["verdict"] for line in said["lines"]] == [
        "comment", "correct", "comment", "wrong", "carried", "unreadable",
    ]


# ---- HTML -----------------------------------------------------------------------------------------------------


class Elements(HTMLParser):
    """The elements of a page with their attributes, the text of each kind, and whether every element is closed."""

    EMPTY = ("meta", "br")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text[self.open[-1]] = self.text.get(self.open[-1], "") + data


@pytest.mark.parametrize("report", ALL)
def test_a_page_needs_nothing_from_elsewhere(report: Report) -> None:
    page = write_report(report, "html")
    elements = Elements(page)
    assert page.startswith("<!DOCTYPE html>")
    assert not {tag for tag, _ in elements.found} & {"script", "link", "img", "iframe", "object"}
    assert not {name for _, attributes in elements.found for name in attributes} & {"src", "href", "onclick"}
    assert not re.search(r"https?:|url\(|@import", page)


@pytest.mark.parametrize("report", ALL)
def test_a_page_is_html(report: Report) -> None:
    html5lib.HTMLParser(strict=True).parse(write_report(report, "html"))


def test_what_should_be_is_printed_and_typed() -> None:
    page = write_report(COIN, "html")
    assert page.count("<mfrac>") == 2
    assert "<code>7/θ − 3/(1 − θ) = 0</code>" in page
    assert "should be</span> <code>clicks = 7</code>" in write_report(wrong(text="a", expected="clicks = 7"), "html")


def test_the_page_has_modes_and_marks() -> None:
    page = write_report(COIN, "html")
    elements = Elements(page)
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert elements.text["title"] == elements.text["h1"] == "Seven heads"
    assert elements.text["mark"] == "+ 3/(1-θ̂)"
    classes = [attributes["class"] for tag, attributes in elements.found if tag == "li"]
    assert classes == ["comment", "correct", "wrong", "carried", "unreadable"]
    spoken = [attributes["aria-label"] for _, attributes in elements.found if "aria-label" in attributes]
    assert spoken == ["comment", "right", "wrong", "follows from a wrong line", "not readable"]


@pytest.mark.parametrize("field", ["text", "message", "expected", "misconception"])
def test_what_a_person_wrote_is_never_markup(field: str) -> None:
    attack = "<script>alert('a & b')</script>"
    fields = {"text": "a", field: attack}
    page = write_report(wrong(**fields), "html")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page.lower()
    Elements(page)


# ---- Typst, PDF and LaTeX ---------------------------------------------------------------------------------------


ODD = wrong(
    '#eval("x") $x$ \\textbf{a} @ref <label> `code` // no /* θ̂ x̄ 数学 \u202e \U0001d538 ' + "m" * 200, (3, 9),
    message="[#x] $y$ \\par", expected="7/θ − 3/(1 − θ) = 0", misconception="lost-inner-derivative",
)


@pytest.mark.parametrize("report", [*ALL, ODD])
def test_a_report_is_a_tagged_pdf(report: Report) -> None:
    """The compiler refuses a formula without words, and what is not PDF/UA-1 in other ways."""
    pdf = write_report(report, "pdf")
    assert isinstance(pdf, bytes)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_the_source_of_a_page_says_verdicts_and_marks_the_wrong_part() -> None:
    source = write_report(COIN, "typst")
    assert isinstance(source, str)
    assert '#checked("wrong", "wrong", "✗", "4", typed(black, (false, "7/θ̂ "), (true, "+ 3/(1-θ̂)")' in source
    assert '#should-be("should be", [#eq("7 over theta' in source
    assert "#verdict[The first wrong line is line 4." in source


def test_the_latex_of_a_report() -> None:
    source = write_report(COIN, "latex")
    assert isinstance(source, str)
    assert source.count("\\usepackage") == source.count("\\usepackage{amsmath}") == 1
    assert re.search(r"\\times\\\)\}\\mdseries 4\}\] .*\\underline\{\+", source)
    assert "should be \\(\\displaystyle \\frac{7}{\\theta} - \\frac{3}{1 - \\theta} = 0\\)" in source


@pytest.mark.skipif(which("pdflatex") is None, reason="needs pdflatex")
@pytest.mark.parametrize("report", [COIN, ODD, EMPTY])
def test_the_latex_of_a_report_compiles(report: Report, tmp_path: Path) -> None:
    source = write_report(report, "latex")
    assert isinstance(source, str)
    (tmp_path / "report.tex").write_text(source, encoding="utf-8")
    run(["pdflatex", "-halt-on-error", "-interaction=batchmode", "report.tex"], cwd=tmp_path, check=True, timeout=60)
