"""Which way to the maximum suits a problem: the first of the table that applies to it."""

from __future__ import annotations

from collections.abc import Callable

from ..problem.model import Problem
from ..records import replace
from .balance import estimate_balanced, is_balanced
from .cells import cells_of
from .determined import estimate_determined, is_determined
from .ends_of_several import estimate_ends, has_ends_of_several
from .estimation import Estimated, estimate, unfold_constant
from .inequalities import estimate_cells_within, has_cells_within
from .integers import estimate_integer, is_integer_problem
from .joint import estimate_jointly, has_predictor
from .linear_cells import estimate_linear_cells, has_linear_cells
from .link import estimate_through_link, has_link
from .many import estimate_many, has_many_cells
from .normal_pairs import is_normal_pair
from .ordered import estimate_within, is_bounded
from .pairs import estimate_pairs
from .reduced import estimate_reduced, is_reducible
from .regression import estimate_coefficients, is_regression
from .scale import estimate_located
from .shape_parameters import estimate_shapes, has_shapes
from .simplex import estimate_cells
from .sizes import estimate_size, is_size_problem
from .standard_law import has_location_and_scale
from .sums_apart import come_apart, estimate_apart
from .unmixing import estimate_unmixed, is_mixed
from .worksheet import Worksheet

__all__ = ["maximise", "uses_conditions"]

Approach = tuple[Callable[[Problem], bool], Callable[[Worksheet, Problem, bool], Estimated]]

_APPROACHES: tuple[Approach, ...] = (
    (has_many_cells, estimate_many),
    (is_determined, estimate_determined),
    (has_cells_within, lambda sheet, problem, numbers: estimate_cells_within(sheet, problem)),
    (is_balanced, lambda sheet, problem, numbers: estimate_balanced(sheet, problem)),
    (is_bounded, lambda sheet, problem, numbers: estimate_within(sheet, problem, numbers, maximise)),
    (lambda problem: cells_of(problem) is not None, lambda sheet, problem, numbers: estimate_cells(sheet, problem)),
    (has_linear_cells, lambda sheet, problem, numbers: estimate_linear_cells(sheet, problem)),
    (is_reducible, estimate_reduced),
    (has_ends_of_several, estimate_ends),
    (is_integer_problem, estimate_integer),
    (is_regression, estimate_coefficients),
    (is_size_problem, estimate_size),
    (is_normal_pair, estimate_pairs),
    (has_predictor, estimate_jointly),
    (has_shapes, estimate_shapes),
    (has_location_and_scale, estimate_located),
    (has_link, estimate_through_link),
    (is_mixed, estimate_unmixed),
    (come_apart, estimate_apart),
)


def maximise(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """The maximum over all parameters, by the approach of the problem's kind, else one parameter at a time.

    numbers: whether the data go in at the likelihood. Raises Stuck where no rule goes on, Degenerate where the data
    have to go in first.
    """
    way = next((way for applies, way in _APPROACHES if applies(problem)), estimate)
    found = way(sheet, problem, numbers)
    if found.log_likelihood is None:
        return found
    return replace(found, log_likelihood=unfold_constant(sheet, found.log_likelihood))


def uses_conditions(problem: Problem) -> bool:
    """Whether an approach takes the conditions of the problem into account."""
    ways = has_many_cells, is_determined, has_cells_within, is_balanced, is_bounded, is_reducible, has_linear_cells
    return any(applies(problem) for applies in ways) or cells_of(problem) is not None
