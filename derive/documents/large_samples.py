"""Samples so large that a curve through them takes too long: what is drawn or searched for is left out."""

from __future__ import annotations

from ..expressions import Product, Summation, free_symbols, walk
from ..problem.model import Problem
from ..steps import Derivation

__all__ = ["is_too_large"]

# Rows of data that are gone through at each place of a curve: a few milliseconds a thousand.
MOST_ROWS = 1000


def is_too_large(problem: Problem, derivation: Derivation) -> bool:
    """Whether the likelihood at one place takes a walk through all of many rows: a sum or product over them holds a
    parameter. Sums without one are added up once."""
    if all(len(column.values) <= MOST_ROWS for column in derivation.setting.columns.values()):
        return False
    height = derivation.log_likelihood or derivation.likelihood
    return height is not None and any(
        isinstance(part, (Summation, Product)) and not problem.parameters.keys().isdisjoint(free_symbols(part.body))
        for part in walk(height)
    )
