"""Another language is switched on: nothing that is printed is left in English but what the problem itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import yaml
from circled import NAME, made

import derive
from derive import check, hint, loads, words
from derive.documents import write
from derive.documents.families import families_as_text
from derive.documents.mistakes import mistakes_as_text
from derive.families.registry import families
from derive.plans import solve
from derive.problem import load_all
from derive.rules.mistakes import MISTAKES

ROOT = Path(__file__).parents[2]
PROBLEMS = sorted((ROOT / "problems").glob("*.yaml"))
HANDS = sorted((ROOT / "tests" / "checking" / "hands").glob("*.yaml"))

# What belongs to the notation: functions and what joins statements, names of losses, words that the reader knows.
NOTATION = frozenset((
    "log", "exp", "max", "min", "sin", "cos", "tan", "cosh", "sinh", "tanh", "erf", "sqrt", "sign", "floor", "lim",
    "hat", "sum", "mean", "median", "if", "or", "and", "integer", "real", "NLL", "CE", "PPL", "SE",
))
MODELS = [
    "{model: x ~ Exponential(λ), data: [0, 0]}",
    "{model: x ~ Bernoulli(θ), data: {counts: {successes: 5, failures: 0}}, parameters: {θ: 0 < θ < 1}}",
    "{model: 'x ~ Normal(μ, σ²)', data: [3]}",
    "{model: 'x ~ Uniform(a, b)'}",
    "{model: 'x ~ Laplace(μ, b)', known: {b: 1}}",
    "{model: 'x ~ Gamma(α, rate=β)'}",
    "{model: 'x ~ StudentT(ν, μ)', data: [1, 2, 4]}",
    "{model: 'x ~ Uniform(0, θ)', parameters: {θ: 0 < θ < 2}, data: [1, 3]}",
    "{model: x ~ Geometric(p), find: [mle, standard-error, confidence-interval, fisher-information]}",
    "{model: 'x ~ Laplace(μ, b)', data: [1, 2, 5], find: [mle, standard-error]}",
]
_WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(autouse=True, scope="module")
def circled() -> Iterator[None]:
    words.use(made())
    yield
    words.use("derive.words.english")


def leaked(printed: str, said: str) -> list[str]:
    """The lines with plain words that neither the problem nor the notation has said."""
    known = NOTATION | set(_WORD.findall(said))
    return [line for line in printed.splitlines() if not known.issuperset(_WORD.findall(line))]


def test_a_word_from_elsewhere_is_seen() -> None:
    assert NAME in str(vars(words)["_language"])
    assert leaked(words.say("about", value="7 heads") + "\nabout 7 heads\nlog x", "heads") == ["about 7 heads"]


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_solutions(path: Path) -> None:
    said = f"{path.stem} {path.read_text(encoding='utf-8')}"
    for problem in load_all(path):
        derivation = solve(problem)
        assert not leaked(write(problem, derivation, "text", detail="full", remarks=True), said)


_ATTRIBUTE = re.compile(r'(?:aria-label|alt|title|data-(?!tex|why)[a-z-]+)="([^"]*)"')
_COMMAND = re.compile(
    r"\\(?:begin|end)\{[^}]*\}(?:\[[^]]*\])?|\\[A-Za-z]+\*?|"
    r"\[(?:U\+[0-9A-F]+|[a-z]{2})\]|(?<=\d)(?:em|ex|pt|cm)\b|(?m:^ *%.*)"
)
_ALTERNATIVE = re.compile(r'(?:alt: |#eq\()"((?:[^"\\]|\\.)*)"')


def of_html(page: str) -> str:
    """What is read and what is spoken."""
    page = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", page)
    return unescape("\n".join((*_ATTRIBUTE.findall(page), re.sub("<[^>]*>", "\n", page))))


def of_latex(page: str) -> str:
    """The text without commands; letters in circles stand there as code points."""
    return _COMMAND.sub(" ", page.rpartition("\\begin{document}")[2])


def of_typst(page: str) -> str:
    """What is spoken in the place of formulas."""
    return "\n".join(_ALTERNATIVE.findall(page))


READABLE = {"html": of_html, "latex": of_latex, "markdown": of_latex, "typst": of_typst}


@pytest.mark.parametrize("name", ["coin", "next-token", "temperatures", "bus-stop"])
@pytest.mark.parametrize("format", READABLE)
def test_documents(name: str, format: str) -> None:
    path = ROOT / "problems" / f"{name}.yaml"
    for problem in load_all(path):
        page = write(problem, solve(problem), format, detail="full", remarks=True, standalone=True)
        assert isinstance(page, str)
        shown = READABLE[format](page)
        assert shown.strip()
        assert not leaked(shown, f"{path.stem} {path.read_text(encoding='utf-8')}")


@pytest.mark.parametrize("form", ["question", "faded:3", "shuffled", "find-the-error", "reasons-blank"])
@pytest.mark.parametrize("name", ["coin", "next-token", "temperatures"])
def test_exercises(name: str, form: str) -> None:
    path = ROOT / "problems" / f"{name}.yaml"
    for problem in load_all(path):
        derivation = solve(problem)
        for key in (False, True):
            printed = write(problem, derivation, "text", form=form, key=key)
            assert isinstance(printed, str)
            assert not leaked(printed, f"{name} {path.read_text(encoding='utf-8')}")


@pytest.mark.parametrize("model", MODELS)
def test_models(model: str) -> None:
    """Reasons why there is no maximum, or no rule for it, and conclusions about a sample of any size."""
    assert not leaked(derive.solve(loads(model)).to("text"), f"{model} problem")


@pytest.mark.parametrize("path", HANDS[::12], ids=lambda path: path.stem)
def test_reports_and_hints(path: Path) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    problem = loads(document["problem"])
    for row in document["hands"]:
        report = check(problem, row["text"])
        faults = " ".join(line.message or "" for line in report.lines if line.verdict == "unreadable")
        said = f"{document['problem']} {row['text']} {faults}"
        printed = str(report)
        unbroken = printed.replace("\n       ", "")  # a long line of the hand is cut within its words
        assert not leaked(printed, said) or not leaked(unbroken, said)
        assert not leaked(str(hint(problem, "\n".join(row["text"].splitlines()[:2]))), said)


def test_the_catalogue_of_mistakes() -> None:
    examples = (f"{m.id} {m.example.right} {m.example.wrong}" for m in MISTAKES)
    assert not leaked(mistakes_as_text(), " ".join(examples))


def test_the_list_of_families() -> None:
    """Names, domains and formulas are those of problem files."""
    every = [each for member in families() for each in (member, *(other for _, other in member.spellings))]
    fields = [member._replace(spellings=()) for member in every]
    keywords = [keyword for member in families() for keyword, _ in member.spellings]
    roles = {p.role for member in every for p in member.parameters}
    said = re.sub(rf"role='({'|'.join(roles)})'", "", f"{fields} {keywords}")
    assert not leaked(families_as_text(), said)
