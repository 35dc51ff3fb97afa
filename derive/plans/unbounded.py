"""Problems whose likelihood has no bound: which to suspect at once, and the derivation that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import ONE, Add, Call, Divide, Expression, Power, children, free_symbols, walk
from ..problem.model import Problem
from ..records import replace
from ..rules.data import Sample
from ..steps import Derivation, Status, value_of
from .normal_pairs import pairs_on_a_line
from .paths import climbs_without_bound
from .settings import setting_of
from .worksheet import Worksheet

__all__ = ["may_climb", "without_bound"]


def without_bound(problem: Problem, sample: Sample) -> Derivation | None:
    """The derivation that ends with a path along which the likelihood climbs beyond every bound; None where no such
    path was found."""
    sheet = Worksheet(setting_of(problem), sample)
    why = climbs_without_bound(sheet, problem)
    if why is None:
        return None
    starts = [step.before for step in sheet.steps if step.rule == "path" and step.before is not None]
    conclusion = f"{why[:1].upper()}{why[1:]}."
    bare = Derivation(tuple(sheet.steps), Status.NO_MAXIMUM, sheet.setting, diagnostics=(why,))
    likelihood = value_of(starts[0])
    logarithm = Call("log", (likelihood,))
    return replace(bare, conclusion=conclusion, likelihood=likelihood, log_likelihood=logarithm)


def may_climb(problem: Problem) -> bool:
    """Whether to look for a path before anything else: a law that is a sum of laws (a mixture), or a support that
    ends at a parameter beside others, pairs of normal variables that lie on a line."""
    if len(problem.parameters) < 2 or problem.constraints:
        return False
    wholes = [law.density for law in problem.laws] + [problem.likelihood]
    if any(e is not None and _is_mixture(e, problem) for e in wholes) or _moves_openly(problem):
        return True
    return pairs_on_a_line(problem, ONE) is not None


def _is_mixture(e: Expression, problem: Problem) -> bool:
    """A sum of two or more terms each of which holds an exponential and a parameter, under no fraction line."""
    sums = [node for node in _above_fraction_lines(e) if isinstance(node, Add)]
    return any(sum(_is_density(term, problem) for term in node.terms) > 1 for node in sums)


def _above_fraction_lines(e: Expression) -> Iterator[Expression]:
    """The nodes that stand in no denominator."""
    yield e
    for child in (e.numerator,) if isinstance(e, Divide) else children(e):
        yield from _above_fraction_lines(child)


def _is_density(term: Expression, problem: Problem) -> bool:
    has_exponential = any(
        isinstance(node, Power) and not free_symbols(node.exponent).isdisjoint(problem.parameters)
        for node in walk(term)
    ) or any(isinstance(node, Call) and node.function == "exp" for node in walk(term))
    return has_exponential and not free_symbols(term).isdisjoint(problem.parameters)


def _moves_openly(problem: Problem) -> bool:
    """An end of a support that moves with a parameter and is open."""
    for law in problem.laws:
        ends = ((law.support.lower, law.support.lower_closed), (law.support.upper, law.support.upper_closed))
        for end, closed in ends:
            if end is not None and not closed and not free_symbols(end).isdisjoint(problem.parameters):
                return True
    return False
