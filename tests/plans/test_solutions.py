"""Every problem of `problems/`: solved, proved, its lines in the order of a lecture, its answer the last word."""

from __future__ import annotations

import pathlib
import re
from itertools import pairwise

import pytest

from derive.documents import write
from derive.notation.plain import plain
from derive.notation.reader import Scope, read
from derive.notation.words import FUNCTIONS
from derive.plans import general_formulas, solve
from derive.problem import load_all
from derive.problem.model import Problem
from derive.steps import Status, Step
from derive.words import rules

HERE = pathlib.Path(__file__).parent
PROBLEMS = sorted((HERE.parents[1] / "problems").glob("*.yaml"))
ALL = [problem for path in PROBLEMS for problem in load_all(path)]
NAMES = [problem.name for problem in ALL]


def named(name: str) -> Problem:
    return next(problem for problem in ALL if problem.name == name)


def every_step(steps: tuple[Step, ...]) -> list[Step]:
    return [inner for step in steps for inner in (step, *every_step(step.substeps))]


def spaceless(text: str) -> str:
    return re.sub(r"[\s()]", "", text)


@pytest.mark.parametrize("problem", ALL, ids=NAMES)
def test_each_problem_is_answered_and_every_step_proved(problem: Problem) -> None:
    derivation = solve(problem)
    assert derivation.status is not Status.UNSOLVED
    assert derivation.verified
    assert derivation.steps
    assert derivation.conclusion


@pytest.mark.parametrize("problem", ALL, ids=NAMES)
def test_neighbouring_lines_differ_and_every_rule_has_words(problem: Problem) -> None:
    steps = solve(problem).steps
    assert all(a.after != b.after for a, b in pairwise(steps))
    for step in every_step(steps):
        assert step.rule in rules.WORDS
        assert step.title
        assert step.reason
        assert "{" not in step.reason


@pytest.mark.parametrize("numbers", ["first", "last"])
@pytest.mark.parametrize("problem", ALL, ids=NAMES)
def test_numbers_first_or_last_give_the_same_answers(problem: Problem, numbers: str) -> None:
    usual, other = solve(problem), solve(problem, numbers)
    assert other.verified
    assert [e.exact for e in other.estimates] == [e.exact for e in usual.estimates]
    assert other.status == usual.status


LINES = {
    "coin": [
        "L(θ) = θ⁷(1 − θ)³",
        "ℓ(θ) = 7 log θ + 3 log(1 − θ)",
        "ℓ′(θ) = 7/θ − 3/(1 − θ)",
        "7/θ − 3/(1 − θ) = 0",
        "7(1 − θ) = 3θ",
        "7 = 10θ",
        "θ̂ = 7/10 = 0.7",
    ],
    "emails": ["L(θ) = θ¹²⁰(1 − θ)⁸⁸⁰", "120(1 − θ) = 880θ", "120 = 1000θ", "θ̂ = 120/1000 = 3/25 = 0.12"],
    "temperatures": [
        "ℓ(μ) = −(n/2) log(2πσ²) − (1/(2σ²)) Σ(xᵢ − μ)²",
        "Σ(xᵢ − μ) = 0",
        "Σxᵢ = nμ",
        "μ̂ = (72 + 75 + 71 + 73 + 74)/5 = 73",
    ],
    "next-token": ["−log 0.5 = log 2 ≈ 0.693", "log(5/4) ≈ 0.223"],
    "cat-on-the-mat": ["≈ 1.386", "≈ 0.357"],
    "quiz-hello": ["≈ 2.303"],
    "quiz-fair-coin": ["0.5²⁰ = 1/1048576 ≈ 9.5 × 10⁻⁷"],
}


@pytest.mark.parametrize(("name", "lines"), LINES.items(), ids=LINES)
def test_the_lines_of_a_lecture_come_in_order(name: str, lines: list[str]) -> None:
    written = [spaceless(plain(step.after)) for step in solve(named(name)).steps]
    position = -1
    for line in lines:
        found = [k for k, text in enumerate(written) if k > position and spaceless(line) in text]
        assert found, f"{line} does not come after line {position + 1}"
        position = found[0]


@pytest.mark.parametrize("problem", ALL, ids=NAMES)
def test_every_line_reads_back(problem: Problem) -> None:
    scope = scope_of(problem)
    for step in every_step(solve(problem).steps):
        assert read(plain(step.after), scope) == step.after


def scope_of(problem: Problem) -> Scope:
    names = {*problem.domains, "n", "c", "λ", "Λ", "κ", "r", "t", "u", "z"} - problem.columns.keys()
    names |= {f"{name}_{k}" for name in ("n", *problem.parameters) if len(name) == 1 for k in range(1, 10)}
    squares = {name[:-1] for name in problem.domains if name.endswith("²")}
    names |= {"m", "s", "a", "b"} - {law.variable for law in problem.laws}
    names |= {"v", "w", "μ_1", "μ_2", "p_1", "p_2", "π_0"} - problem.columns.keys()
    variables = {law.variable for law in problem.laws} | problem.columns.keys()
    return Scope(
        names=frozenset(names),
        variables=frozenset(variables),
        squares=frozenset(squares),
        functions=FUNCTIONS,
    )


@pytest.mark.parametrize(
    ("name", "parameter", "formula"),
    [
        ("coin", "θ", "x̄"),
        ("commuting", "p₁", "n₁/n"),
        ("temperatures", "μ", "x̄"),
        ("connection-attempts", "p", "1/x̄"),
    ],
)
def test_the_formula_for_a_sample_of_any_size(name: str, parameter: str, formula: str) -> None:
    assert plain(general_formulas(named(name))[parameter]) == formula


def test_a_standard_error_has_the_unit_of_its_estimate() -> None:
    said = solve(named("coil-resistances")).conclusion
    assert "The standard error of the estimate of μ is about 0.129 Ω" in said
    assert "and that of σ² is about 0.0577 Ω²." in said


GOLDEN = [
    "coin", "temperatures", "all-heads", "next-token", "melting-points", "commuting", "two-kinds-of-seed",
    "free-throws", "flaky-sensor", "pump-test", "sprouting", "curing-time", "graded-eggs",
]


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_solutions(name: str) -> None:
    """Texts to be read by people; a change in them is looked at, then recorded."""
    problem = named(name)
    golden = (HERE / "golden" / f"{name}.txt").read_text(encoding="utf-8")
    assert write(problem, solve(problem), "text") + "\n" == golden
