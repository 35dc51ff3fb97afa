"""Another language is switched on: nothing that is printed is left in English but what the problem itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from circled import NAME, made

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
    "log", "exp", "max", "min", "sin", "cos", "tan", "cosh", "sinh", "erf", "sqrt", "sign", "floor", "lim", "hat",
    "sum", "mean", "median", "if", "or", "and", "integer", "real", "NLL", "CE", "PPL", "SE",
))
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


@pytest.mark.parametrize("path", HANDS[::12], ids=lambda path: path.stem)
def test_reports_and_hints(path: Path) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    problem = loads(document["problem"])
    for row in document["hands"]:
        report = check(problem, row["text"])
        faults = " ".join(line.message or "" for line in report.lines if line.verdict == "unreadable")
        said = f"{document['problem']} {row['text']} {faults}"
        assert not leaked(str(report), said)
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
