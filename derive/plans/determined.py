"""Conditions that leave the parameters no choice: there is nothing to maximise."""

from __future__ import annotations

from ..problem.model import Problem
from ..rules.arithmetic import fold
from ..rules.derivatives import gradient
from ..steps import Status, value_of
from .conditioning import put_back, write_conditions
from .conditions import conditions_of
from .estimation import Estimated
from .likelihood import write_likelihood, write_log_likelihood
from .worksheet import Worksheet

__all__ = ["estimate_determined", "is_determined"]


def is_determined(problem: Problem) -> bool:
    """Whether the conditions give every parameter as a number."""
    conditions = conditions_of(problem) if problem.constraints else None
    return conditions is not None and not conditions.left and conditions.solved.keys() == problem.parameters.keys()


def estimate_determined(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """The numbers that the conditions give."""
    conditions = conditions_of(problem)
    assert conditions is not None
    parameters = tuple(problem.parameters)
    likelihood = write_likelihood(sheet, problem, numbers)
    whole = value_of(write_log_likelihood(sheet, likelihood, parameters))
    sheet.phase("condition")
    write_conditions(sheet, conditions, ())
    lines = put_back(sheet, conditions, {})
    roots = {name: fold(line.operands[1]) for name, line in lines.items()}
    scores = gradient(whole, parameters)
    return Estimated(Status.SOLVED, roots, lines, value_of(likelihood), whole, scores, worked_out=True)
