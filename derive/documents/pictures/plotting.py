"""Which picture shows a problem: its geometry, or why there is none."""

from __future__ import annotations

from fractions import Fraction

from ...expressions import Relation, Symbol
from ...notation.decimals import in_decimals
from ...problem.model import Problem
from ...steps import Derivation, Estimate, Status
from ...words import pictures as words
from ..phrases import Phrase, joined
from .one import Maximum, regular
from .plot import Plot
from .values import Landscape, free_values, number

__all__ = ["plot"]


def plot(problem: Problem, derivation: Derivation) -> Plot | str:
    """The geometry of the picture; a key of `words.NONE` where none makes sense."""
    if not problem.parameters:
        return "no-unknown"
    if derivation.log_likelihood is None and derivation.likelihood is None:
        return "no-likelihood"
    if derivation.status is Status.UNSOLVED:
        return "unsolved"
    if len(problem.parameters) > 1:
        return "many"
    return _one(problem, derivation) or "no-shape"


def _one(problem: Problem, derivation: Derivation) -> Plot | None:
    free = free_values(problem, derivation)
    landscape = Landscape(derivation, free)
    (name, domain), = problem.parameters.items()
    own = next((e for e in derivation.estimates if e.parameter == Symbol(name)), None)
    if own is None or own.value is None:
        return None
    first, last = _maximisers(own, derivation.status)
    lower, upper = (number(end, derivation.setting) for end in (domain.lower, domain.upper))
    maximum = Maximum(Symbol(name), first, last, own.exact, own.unit or "", lower, upper)
    return regular(landscape, maximum, _remark(free))


def _maximisers(estimate: Estimate, status: Status) -> tuple[float, float]:
    assert estimate.value is not None
    if status is Status.NOT_UNIQUE and estimate.interval is not None:
        return estimate.interval
    return estimate.value, estimate.value


def _remark(free: dict[str, Fraction]) -> Phrase:
    """What was put in for known symbols without a value."""
    chosen = [(Relation((Symbol(name), in_decimals(value)), ("=",)),) for name, value in free.items()]
    return (words.DRAWN_FOR, *joined(chosen)) if chosen else ()
