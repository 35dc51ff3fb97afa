"""The page of a solution: markup as the standard has it, all lines in it, nothing from elsewhere."""

import re
from functools import cache, lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from documents.solutions import ALL, COIN, COIN_SOLVED, EMPTY, equal, step
from mathml_reading import core_faults, tree

from derive.documents import write
from derive.documents.formats import finished, fragment, frame
from derive.documents.html import notebook
from derive.documents.options import Options
from derive.documents.outline import Line, outline
from derive.expressions import ONE, Symbol
from derive.notation.latex import latex
from derive.plans import solve
from derive.problem import load_all
from derive.problem.model import Problem
from derive.steps import Derivation, Setting, Status

PROBLEMS = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))
MATHML = "{http://www.w3.org/1998/Math/MathML}"
MOST_BYTES = 100_000
LONGER = {"two-thermometers": 125_000}  # five parameters
# The elements of a page, and the attributes that they may have besides those of every element.
EVERYWHERE = {"class", "id", "title", "lang", "hidden", "tabindex", "role", "popover"}
ELEMENTS = {
    "html": (), "head": (), "meta": ("charset", "name", "content"), "title": (), "style": (), "script": (),
    "body": (), "main": (), "article": (), "section": (), "header": (), "footer": (), "nav": (), "div": (),
    "aside": (), "span": (), "h1": (), "h2": (), "h3": (), "p": (), "dl": (), "dt": (), "dd": (), "ol": (), "ul": (),
    "li": (), "strong": (), "a": ("href",), "details": ("open",), "summary": (), "button": ("popovertarget",),
    "form": ("method",), "label": (), "fieldset": (), "legend": (), "wbr": (),
    "input": ("type", "name", "value", "checked"),
}


@cache
def solved(path):
    return [(problem, solve(problem)) for problem in load_all(path)]


@lru_cache(maxsize=1)
def parsed(page: str) -> Element:
    """The tree of the page; raises ParseError for whatever the standard calls a parse error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def faults(page: str) -> list[str]:
    """Elements and attributes that nobody knows."""
    formulas = re.sub(r"=([\w.-]+)(?=[^<]*>)", r'="\1"', "\n".join(re.findall("<math.*?</math>", page))).splitlines()
    found = [fault for markup in formulas for fault in core_faults(tree(markup))]
    for element in parsed(page).iter():
        if not isinstance(element.tag, str) or element.tag.startswith(MATHML):
            continue
        known = {*ELEMENTS.get(element.tag, ()), *EVERYWHERE}
        found += [element.tag] if element.tag not in ELEMENTS else []
        found += [f"{element.tag} {name}" for name in element.attrib
                  if name not in known and not name.startswith(("data-", "aria-"))]
    return found


def shown(element: Element) -> str:
    return "".join(element.itertext())


def of_class(page: Element, name: str) -> list[Element]:
    return [element for element in page.iter() if name in (element.get("class") or "").split()]


def lines_of(lines: tuple[Line, ...]) -> list[Line]:
    return [inner for line in lines for inner in (line, *lines_of(line.substeps))]


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_every_problem(path):
    """Good markup, of a weight that can be mailed, with nothing from elsewhere; every line is there."""
    for problem, derivation in solved(path):
        page = write(problem, derivation, "html", plot=False)
        assert faults(page) == []
        assert len(page.encode()) < LONGER.get(path.stem, MOST_BYTES)
        assert not re.search(r"http|//|url\(|@import|\bsrc=", page)
        root = parsed(page)
        names = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(names) == len(set(names))
        assert {e.get("href") for e in root.iter("a")} <= {f"#{name}" for name in names}
        expected = lines_of(tuple(
            line for part in outline(problem, derivation, Options("full")).sections for line in part.lines
        ))
        written = of_class(root, "line")
        assert [line.get("data-tex").partition(r"\,\text")[0] for line in written] == [
            latex(line.statement) for line in expected
        ]
        for element, line in zip(written, expected, strict=True):
            why = next(child for child in element if child.get("class") == "why")
            assert line.reason.casefold() in " ".join(shown(why).split()).casefold()


@pytest.mark.parametrize(("problem", "derivation"), ALL)
def test_hand_made_solutions(problem, derivation):
    assert faults(write(problem, derivation, "html", plot=False)) == []


def test_what_people_write_is_never_markup():
    attack = "</script><script>alert('&amp; \"')</script>"
    problem = Problem(name=attack, title=attack, question=attack)
    derivation = Derivation(
        (step(equal(Symbol("x"), ONE), attack, attack, unit=attack),), Status.SOLVED, Setting(), conclusion=attack,
    )
    page = write(problem, derivation, "html", plot=False)
    assert faults(page) == []
    assert len(list(parsed(page).iter("script"))) == 1
    assert shown(next(parsed(page).iter("h1"))) == attack


def sheet(*solutions, title=""):
    options = Options(title=title)
    around = frame("html", True, "first", options)
    return finished("html", around.before + around.between.join(
        fragment(problem, derivation, "html", options) for problem, derivation in solutions
    ) + around.after)


def test_one_solution_has_its_title_above():
    page = parsed(write(COIN, COIN_SOLVED, "html", plot=False))
    assert [shown(h) for h in page.iter("h1")] == ["Coin flips"]
    assert not list(page.iter("nav"))


def test_a_sheet_has_a_title_and_contents_that_lead_to_each_solution():
    page = sheet((COIN, COIN_SOLVED), (EMPTY, COIN_SOLVED), (COIN, COIN_SOLVED), title="Week 3")
    assert faults(page) == []
    root = parsed(page)
    assert [shown(h) for h in root.iter("h1")] == ["Week 3"]
    links = [(a.get("href"), shown(a)) for a in next(root.iter("nav")).iter("a")]
    assert links == [("#coin", "Coin flips"), ("#empty", "empty"), ("#coin-2", "Coin flips")]
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(names) == len(set(names))
    assert {article.get("id") for article in root.iter("article")} == {"coin", "empty", "coin-2"}
    assert names.count("coin-2.1") == 1


def test_in_a_notebook_it_brings_style_and_script_with_it():
    written = notebook(COIN, COIN_SOLVED, Options(plot=False))
    assert faults(f"<!DOCTYPE html><html><head><title>a</title></head><body>{written}</body></html>") == []
    assert written.count("<style>") == written.count("<script>") == written.count("<form ") == 1


def test_a_font_within_the_page_has_what_the_formulas_show():
    page = write(COIN, COIN_SOLVED, "html", plot=False, embed_font=True)
    assert re.search(r'@font-face\{font-family:"Derive Math";src:url\(data:font/woff2;base64,[\w+/=]+\)', page)
    assert page.count("@font-face") == 1
    assert "@font-face" not in write(COIN, COIN_SOLVED, "html", plot=False)


@pytest.mark.parametrize("form", ["question", "faded:2", "shuffled", "reasons-blank"])
def test_an_exercise_is_as_long_as_it_is_posed(form):
    options = Options(form=form, key=True, plot=False)
    page = write(COIN, COIN_SOLVED, "html", form=form, key=True, plot=False)
    assert faults(page) == []
    posed = outline(COIN, COIN_SOLVED, options)
    assert len(of_class(parsed(page), "line")) == sum(len(part.lines) for part in posed.sections)
    assert posed.task in " ".join(map(shown, of_class(parsed(page), "task")))
    assert of_class(parsed(page), "key")[0].get("open") is None
    assert not of_class(parsed(page), "stepwise")
