"""Samples so large that a walk through all rows at each place of a curve takes too long.

Most sums are taken apart into sums of the sample alone, `Σ(x_i − μ)²  →  Σx_i² − 2μ Σx_i + nμ²`, which are added up
once; where a parameter stays inside, what is drawn or searched for is left out.
"""

from __future__ import annotations

from ..expressions import Expression, Indexed, Product, Summation, free_symbols, map_children, walk
from ..problem.model import Problem
from ..records import replace
from ..rules.sums import sample_total
from ..steps import Derivation, Setting

__all__ = ["in_sums", "is_long", "is_too_large"]

# Different rows of data that are gone through at each place of a curve: a few milliseconds a thousand.
MOST_ROWS = 1000
# In a smaller sample the sums are as they are written.
FEW_ROWS = 100


def in_sums(problem: Problem, derivation: Derivation) -> Derivation:
    """The derivation of a sample of many rows with its functions in sums of the sample alone, as far as they can be;
    its lines are as they were."""
    if all(len(column.values) <= FEW_ROWS for column in derivation.setting.columns.values()):
        return derivation
    height, scores = derivation.log_likelihood, derivation.scores
    return replace(
        derivation, log_likelihood=None if height is None else _in_sums(height, problem),
        scores={name: _in_sums(score, problem) for name, score in scores.items()},
    )


def _in_sums(e: Expression, problem: Problem) -> Expression:
    if isinstance(e, Summation) and _holds_parameter(e, problem):
        return sample_total(e.body, e, "all")
    return map_children(lambda child: _in_sums(child, problem), e)


def _holds_parameter(e: Summation | Product, problem: Problem) -> bool:
    return not problem.parameters.keys().isdisjoint(free_symbols(e.body))


def is_too_large(problem: Problem, derivation: Derivation) -> bool:
    """Whether the likelihood in sums of the sample still takes a walk through many different rows at each place."""
    return is_long(problem, derivation) and is_long(problem, in_sums(problem, derivation))


def is_long(problem: Problem, derivation: Derivation) -> bool:
    """Whether the likelihood, as it is written, takes a walk through many different rows at each place: a sum or
    product over them holds a parameter. Sums without one are added up once."""
    if all(len(column.values) <= MOST_ROWS for column in derivation.setting.columns.values()):
        return False
    height = derivation.log_likelihood or derivation.likelihood
    return height is not None and any(
        isinstance(part, (Summation, Product)) and _holds_parameter(part, problem)
        and _rows(part, derivation.setting) > MOST_ROWS
        for part in walk(height)
    )


def _rows(e: Summation | Product, setting: Setting) -> int:
    """How many different rows the sum goes through; at most so many where it is over several columns."""
    bases = {node.base for node in walk(e.body) if isinstance(node, Indexed)} & setting.columns.keys()
    columns = [setting.columns[base] for base in bases]
    return len(columns[0].rows) if len(columns) == 1 else max((len(c.values) for c in columns), default=0)
