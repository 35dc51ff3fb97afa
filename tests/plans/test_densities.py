"""Densities and masses of an author's own: their total is one by a proof, or the fault says what it is."""

from __future__ import annotations

import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import ProblemError, loads
from derive.problem.model import Problem
from derive.steps import Step

TOTALS = ("distribution-function", "total-of-density", "total-of-mass")
ONE = "θ: positive"


def problem(formula: str, support: str, parameters: str, kind: str = "density", data: str = "") -> Problem:
    record = f"{{variable: x, {kind}: '{formula}', support: {support}}}"
    return loads(f"model: {record}\nparameters: {{{parameters}}}\n{data}")


def totals(problem: Problem) -> list[Step]:
    return [step for step in solve(problem).steps if step.rule in TOTALS]


PROVED = [
    ("density", "θ x^(θ-1)", "0 < x < 1", ONE),
    ("density", "(θ+1) x^θ", "0 <= x <= 1", "θ: θ > -1"),
    ("density", "(θ-1) x^(-θ)", "x >= 1", "θ: θ > 1"),
    ("density", "2 x/θ^2", "0 < x <= θ", ONE),
    ("density", "exp(-(x-θ))", "x > θ", "θ: real"),
    ("density", "1/(3-θ)", "θ <= x <= 3", "θ: θ < 3"),
    ("density", "1/sqrt(2 π θ) exp(-x^2/(2 θ))", "real", ONE),
    ("density", "sqrt(2/π)/θ exp(-x^2/(2 θ^2))", "x >= 0", ONE),
    ("density", "1/(π (1+(x-θ)^2))", "real", "θ: real"),
    ("density", "exp(-(x-θ))/(1 + exp(-(x-θ)))^2", "real", "θ: real"),
    ("density", "1/(2 θ) exp(-|x-1|/θ)", "real", ONE),
    ("density", "θ^3/2 x^2 exp(-θ x)", "x > 0", ONE),
    ("density", "x^(θ/2-1) exp(-x/2)/(2^(θ/2) Γ(θ/2))", "x > 0", ONE),
    ("density", "Γ(θ+2)/Γ(θ) x^(θ-1) (1-x)", "0 < x < 1", ONE),
    ("density", "(1+θ x)/2", "-1 <= x <= 1", "θ: -1 < θ < 1"),
    ("density", "θ e^(-θ x)/(1-e^(-5 θ))", "0 <= x <= 5", ONE),
    ("density", "3/8 (1+(x-θ)^2/4)^(-5/2)", "real", "θ: real"),
    ("density", "θ^2/(1+θ) (1+x) exp(-θ x)", "x > 0", ONE),
    ("mass", "θ^x exp(-θ)/x!", "x >= 0", ONE),
    ("mass", "θ^x/(x! (exp(θ)-1))", "x >= 1", ONE),
    ("mass", "θ (1-θ)^(x-1)", "x >= 1", "θ: 0 < θ <= 1"),
    ("mass", "θ (1-θ)^(x-1)/(1-(1-θ)^6)", "1 <= x <= 6", "θ: 0 < θ < 1"),
    ("mass", "-θ^x/(x log(1-θ))", "x >= 1", "θ: 0 < θ < 1"),
    ("mass", "C(10, x) θ^x (1-θ)^(10-x)", "0 <= x <= 10", "θ: 0 <= θ <= 1"),
    ("mass", "C(x+2, x) θ^3 (1-θ)^x", "x >= 0", "θ: 0 < θ < 1"),
    ("mass", "1/N", "1 <= x <= N", "N: integer >= 1"),
]
FAULTS = [
    ("density", "2 θ x^(θ-1)", "0 < x < 1", ONE, "total 2, not 1: divide it by 2"),
    ("density", "θ x^θ", "0 < x < 1", ONE, "total 1/3 at θ = 1/2, not 1: divide it by θ/(θ + 1)"),
    ("density", "e^(-θ x)", "x > 0", ONE, "total 2 at θ = 1/2, not 1: divide it by 1/θ"),
    ("density", "x/θ^2", "0 < x <= θ", ONE, "total 1/2, not 1"),
    ("density", "exp(-(x-θ)^2/2)", "real", "θ: real", "total √(2π), not 1"),
    ("density", "1/θ exp(-|x-1|/θ)", "real", ONE, "total 2, not 1"),
    ("density", "θ e^(-θ x)", "0 < x < 5", ONE, "divide it by 1 − e^(−5θ)"),
    ("density", "θ^3 x^2 exp(-θ x)", "x > 0", ONE, "total 2, not 1"),
    ("density", "θ/x", "x > 1", ONE, "infinite total"),
    ("mass", "(1-θ)^x", "x >= 0", "θ: 0 < θ < 1", "total 2 at θ = 1/2"),
    ("mass", "θ (1-θ)^x", "x >= 1", "θ: 0 < θ < 1", "total 1/2 at θ = 1/2, not 1: divide it by 1 − θ"),
    ("mass", "θ^x exp(-θ)/x!", "x >= 1", ONE, "not 1: divide it by"),
    ("mass", "C(10, x) θ^x (1-θ)^x", "0 <= x <= 10", "θ: 0 < θ < 1", "not 1"),
]
UNDECIDED = [
    ("density", "sqrt(θ/(2 π x^3)) exp(-θ (x-1)^2/(2 x))", "x > 0", ONE),
    ("mass", "exp(-θ x) (θ x)^(x-1)/x!", "x >= 1", "θ: 0 <= θ <= 1"),
]


@pytest.mark.parametrize(("kind", "formula", "support", "parameters"), PROVED)
def test_a_density_is_proved_to_be_one(kind: str, formula: str, support: str, parameters: str) -> None:
    (step,) = totals(problem(formula, support, parameters, kind))
    assert step.level == 3
    assert step.proof is not None
    assert step.proof.kind == "exact"


@pytest.mark.parametrize(("kind", "formula", "support", "parameters", "words"), FAULTS)
def test_another_total_is_a_fault(kind: str, formula: str, support: str, parameters: str, words: str) -> None:
    with pytest.raises(ProblemError) as caught:
        solve(problem(formula, support, parameters, kind))
    (fault,) = caught.value.diagnostics
    assert words in fault.message
    assert (fault.line, fault.column) == (1, 31 if kind == "density" else 28)


@pytest.mark.parametrize(("kind", "formula", "support", "parameters"), UNDECIDED)
def test_what_is_undecided_goes_on_with_a_note(kind: str, formula: str, support: str, parameters: str) -> None:
    derivation = solve(problem(formula, support, parameters, kind, "data: [1, 3, 2]"))
    assert not [step for step in derivation.steps if step.rule in TOTALS]
    assert derivation.status != "unsolved"
    assert any("has total one" in note for note in derivation.diagnostics)


def test_a_likelihood_is_no_density() -> None:
    assert solve(loads("likelihood: 5 θ^2 (1-θ)\nparameters: {θ: 0 < θ < 1}")).status == "solved"


def test_known_values_are_put_in() -> None:
    known = "known: {a: 2}\ndata: [1, 3]"
    assert totals(problem("a/θ e^(-a x/θ)", "x > 0", ONE, data=known))
    with pytest.raises(ProblemError, match="total 1/2, not 1"):
        solve(problem("1/θ e^(-a x/θ)", "x > 0", ONE, data=known))


def test_each_of_two_densities_has_its_line() -> None:
    laws = ("{variable: x, density: 'θ e^(-θ x)', support: x > 0}", "{variable: y, density: 'C', support: y > 0}")
    text = f"model: [{laws[0]}, {laws[1]}]\nparameters: {{θ: positive}}\ndata: {{x: [1, 2], y: [3]}}"
    assert [plain(step.after) for step in totals(loads(text.replace("C", "2 θ e^(-2 θ y)")))] == [
        "F(x | θ) = 1 − e^(−θx)", "G(y | θ) = 1 − e^(−2θy)"]
    with pytest.raises(ProblemError, match="total 1/2"):
        solve(loads(text.replace("C", "θ e^(-2 θ y)")))
