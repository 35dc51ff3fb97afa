"""The problem files of the repository: complete, loaded, and written as the schema and the notation ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.notation.latex import latex
from derive.notation.plain import plain
from derive.notation.reader import Scope, read
from derive.problem import Problem, load

FOLDER = Path(__file__).parents[2] / "problems"
FILES = sorted(FOLDER.glob("*.yaml"))
MODELINE = "# yaml-language-server: $schema=../derive/problem/schema.json\n"
LESSON = {
    "coin", "next-token", "emails", "temperatures", "cat-on-the-mat", "quiz-why-logs", "quiz-hello",
    "quiz-what-is-maximised", "quiz-fair-coin", "quiz-nll-cross-entropy",
}  # fmt: skip
# A likelihood without a maximum has no answer to expect.
WITHOUT_ANSWER = {
    "all-heads", "calibrated-pair", "glass-panes", "guaranteed-life", "soil-samples", "two-kinds-of-seed",
}  # fmt: skip


def loaded(path: Path) -> Problem:
    return load(str(path))


def test_the_lesson_and_fifteen_more() -> None:
    names = {path.stem for path in FILES}
    assert names >= LESSON
    assert len(names - LESSON) >= 15
    assert {path.stem for path in FILES if "lesson" in loaded(path).tags} == LESSON


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(MODELINE)
    assert max(map(len, text.splitlines())) <= 118
    problem = loaded(path)
    assert problem.name == path.stem
    assert problem.title
    assert problem.question
    assert problem.tags


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_answer_is_stated(path: Path) -> None:
    problem = loaded(path)
    assert bool(problem.expected or problem.answer) == (path.stem not in WITHOUT_ANSWER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_ideas_are_supported_by_statements(path: Path) -> None:
    """A question whose choices are words carries what can be proved in their support."""
    problem = loaded(path)
    in_words = bool(problem.choices) and all(choice.expression is None for choice in problem.choices)
    assert bool(problem.show) == in_words


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_mathematics_reads_back(path: Path) -> None:
    problem = loaded(path)
    variables = frozenset(name for law in problem.laws for name in law.variables)
    scope = Scope(names=frozenset(problem.domains), variables=variables, open_names=True)
    lines = [*problem.show, *problem.expected.values(), *(law.density for law in problem.laws), problem.likelihood]
    for line in lines:
        if line is not None:
            assert read(plain(line), scope) == line
            assert read(latex(line), scope) == line
