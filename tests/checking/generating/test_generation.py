"""Generated hand derivations: right ones hold line by line, wrong ones have just one line that was changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flint import arb

from derive.balls import Undefined, evaluate, interior_points, precision
from derive.balls.points import Chance
from derive.balls.quantities import ball
from derive.checking.comparison import Comparison
from derive.checking.due import Due, lines_due
from derive.checking.generating import GeneratedDerivation, right_derivations, wrong_derivations
from derive.checking.generating.lettering import ascii_text
from derive.checking.generating.planting import planted, situation_of
from derive.expressions import Add, Expression, Negate, Relation, Symbol, replace
from derive.notation.reader import ReadError, Scope, read
from derive.plans import solve
from derive.problem import load, loads
from derive.problem.model import Problem
from derive.rules.mistakes import mistake_of
from derive.steps import Derivation

PROBLEMS = Path(__file__).parents[3] / "problems"
CLOSED = ("coin", "poisson-sample", "temperatures", "normal-sample", "genotypes", "short-text", "next-token")
WIDER = (
    "all-heads", "rounded-clock", "tagged-pike", "reminder-letters", "cigarettes", "homing-pigeons", "meteors",
    "quiz-why-logs", "two-thermometers", "flaky-sensor", "library-visits", "bus-stop",
)


def problem(name: str) -> Problem:
    return load(PROBLEMS / f"{name}.yaml")


def value(e: Expression, name: str, at: Expression, derivation: Derivation) -> arb:
    point = next(iter(interior_points((e, at), derivation.setting, bool(derivation.setting.columns))))
    with precision(96):
        there = evaluate(at, point.values, derivation.setting, point.sample)
        return ball(evaluate(e, {**point.values, name: there}, derivation.setting, point.sample))


@pytest.mark.parametrize("name", ["coin", "poisson-sample", "temperatures", "genotypes"])
def test_every_equation_of_a_solution_holds_at_its_answer(name: str) -> None:
    """What right derivations are made of is true, by values alone."""
    given = problem(name)
    derivation = solve(given)
    (estimate,) = derivation.estimates
    at = estimate.general or estimate.exact
    assert at is not None
    equations = [due for due in lines_due(derivation, given.parameters) if due.kind == "equation"]
    assert len(equations) > 2
    for due in equations:
        assert isinstance(due.line, Relation)
        residual = Add((due.line.operands[0], Negate(due.line.operands[1])))
        assert abs(value(residual, due.parameter, at, derivation)) < 1e-20


@pytest.mark.parametrize("name", CLOSED)
def test_right_derivations_hold_lines_of_the_solution_only(name: str) -> None:
    given = problem(name)
    made = right_derivations(given, 3, 12)
    assert len(made) == 12
    assert all(found.first_error is None and found.mistake is None for found in made)
    assert {True} <= {found.complete for found in made}
    for found in made:
        assert found.text.strip()
        assert found.text.endswith("\n")


@pytest.mark.parametrize("name", CLOSED)
def test_a_wrong_derivation_names_its_line_and_its_mistake(name: str) -> None:
    made = wrong_derivations(problem(name), 5, 12)
    assert len(made) == 12
    for found in made:
        assert found.mistake is not None
        assert found.first_error is not None
        assert mistake_of(found.mistake) is not None
        lines = found.text.split("\n")
        assert 1 <= found.first_error <= len(lines)
        assert lines[found.first_error - 1].strip()


def lines_with_a_mistake(name: str) -> list[tuple[Due, Problem, Derivation]]:
    given = problem(name)
    derivation = solve(given)
    return [(due, given, derivation) for due in lines_due(derivation, given.parameters)]


@pytest.mark.parametrize("name", ["coin", "temperatures", "normal-sample", "short-text"])
def test_a_planted_mistake_changes_what_the_line_says(name: str) -> None:
    count = 0
    for due, given, derivation in lines_with_a_mistake(name):
        made = planted(due, given, derivation, Chance(11))
        if made is None:
            continue
        wrong = made[1] if due.kind == "equation" else made[1].operands[-1]  # type: ignore[attr-defined]
        comparison = Comparison(situation_of(due, given, derivation), wrong)
        assert comparison.is_defined
        assert not comparison.agrees(due.line)
        count += 1
    assert count > 1


def test_the_same_seed_gives_the_same_derivations_and_another_one_others() -> None:
    given = problem("coin")
    assert wrong_derivations(given, 4, 8) == wrong_derivations(given, 4, 8)
    assert right_derivations(given, 4, 8) == right_derivations(given, 4, 8)
    assert wrong_derivations(given, 4, 8) != wrong_derivations(given, 5, 8)
    assert right_derivations(given, 4, 8) != right_derivations(given, 5, 8)


def kinds_of(made: tuple[GeneratedDerivation, ...]) -> set[bool | None]:
    return {found.carried for found in made}


def test_derivations_go_on_in_every_way_and_in_every_notation() -> None:
    made = wrong_derivations(problem("coin"), 1, 120)
    assert kinds_of(made) == {True, False, None}
    assert {found.format for found in made} == {"text", "unicode", "latex", "align", "chain", "prose"}
    assert len({found.mistake for found in made}) > 20


@pytest.mark.parametrize("name", WIDER)
def test_whatever_is_asked_derivations_are_made(name: str) -> None:
    """No maximum, sets, whole numbers, parameters of one's own, roots in numbers, values, ideas, information."""
    given = problem(name)
    assert len(right_derivations(given, 1, 3)) == 3
    assert len(wrong_derivations(given, 1, 3)) > (0 if name != "quiz-why-logs" else -1)


def test_what_follows_is_carried_through() -> None:
    """The estimate behind a wrong line that is carried solves the wrong equation, not the right one."""
    given = loads("title: t\nmodel: x ~ Exponential(λ)\ndata: [1, 2, 3]\n")
    scope = Scope(frozenset("λ"), frozenset("x"), open_names=True, strict=False)
    count = 0
    for found in wrong_derivations(given, 1, 200):
        if found.carried and found.format == "unicode":
            last = found.text.strip().split("\n")[-1].replace("Step ", "")
            last = re.sub(r"^(?:\(?\w[.)]|[-*∴→⇒⟹]|\w{2,9}|=>|->) ", "", last)
            try:
                line = read(last, scope)
            except ReadError:
                continue
            if not isinstance(line, Relation) or len(line.operands) < 2:
                continue
            answer = line.operands[1]
            assert abs(value(Add((answer, Negate(read("1/2", scope)))), "λ", answer, solve(given))) > 1e-9
            count += 1
    assert count > 2


@pytest.mark.parametrize(("line", "typed"), [
    ("θ̂ = (Σxᵢ)/n = x̄", "theta_hat = (sum_i x_i)/n = mean(x)"),
    ("7/θ − 3/(1 − θ) = 0", "7/theta - 3/(1 - theta) = 0"),
    ("p̂₁ = 1/2", "p_1_hat = 1/2"),
    ("L(θ) = θ⁷(1 − θ)³", "L(theta) = theta^7(1 - theta)^3"),
])
def test_the_keys_of_any_keyboard(line: str, typed: str) -> None:
    scope = Scope(frozenset(["θ", "p_1"]), frozenset("x"), open_names=True, strict=False)
    assert ascii_text(read(line, scope)) == typed


def test_undefined_lines_are_not_planted() -> None:
    """A line without a value at the points is no use to anyone: nothing tells it from another."""
    due = next(due for due, _, _ in lines_with_a_mistake("coin") if due.kind == "score")
    given, derivation = problem("coin"), solve(problem("coin"))
    undefined = replace(due.line, Symbol("θ"), read("log(-1)", Scope()))
    assert not Comparison(situation_of(due, given, derivation), undefined).is_defined
    with pytest.raises(Undefined):
        value(undefined, "θ", read("1/2", Scope()), derivation)
