"""Which picture shows a problem: its geometry, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from ...claims.paths import AlongPath
from ...domains import Domain
from ...expressions import Apply, Relation, SetOf, Several, Symbol, number_value
from ...notation.decimals import in_decimals
from ...notation.plain import plain
from ...problem.model import Problem
from ...steps import Derivation, Estimate, Setting, Status
from ...words import pictures as words
from ..large_samples import in_sums, is_too_large
from ..phrases import Phrase, joined
from .bars import bars
from .climbing import climbing
from .contours import contours
from .integers import dotted
from .one import Maximum, regular
from .plot import Plot
from .supported import stepped
from .values import Landscape, free_values, number

__all__ = ["plot"]


class _Drawn(NamedTuple):
    """A problem of which a picture may be drawn."""

    problem: Problem
    derivation: Derivation
    landscape: Landscape
    remark: Phrase


def plot(problem: Problem, derivation: Derivation) -> Plot | str:
    """The geometry of the picture; a key of `words.NONE` where none makes sense."""
    if problem.predictions:
        return bars(problem) or "long"
    if not problem.parameters:
        return "no-unknown"
    if derivation.log_likelihood is None and derivation.likelihood is None:
        return "no-likelihood"
    if derivation.status is Status.UNSOLVED:
        return "unsolved"
    if is_too_large(problem, derivation):
        return "large"
    derivation = in_sums(problem, derivation)
    free = free_values(problem, derivation)
    landscape = Landscape(derivation, problem.parameters, free)
    drawn = _Drawn(problem, derivation, landscape, _remark(free, landscape.shifted))
    if derivation.status is Status.NO_MAXIMUM:
        return _climbing(drawn)
    if len(problem.parameters) > 2 or problem.constraints:
        return "many"
    maxima = _maxima(drawn)
    if not maxima:
        return "any-size"
    return (_one(drawn, maxima[0]) if len(maxima) == 1 else _two(drawn, maxima[0], maxima[1])) or "no-shape"


def _remark(free: dict[str, Fraction], shifted: bool) -> Phrase:
    """What was put in for known symbols without a value, and whether a constant is left out."""
    chosen = [(Relation((Symbol(name), in_decimals(value)), ("=",)),) for name, value in free.items()]
    remarks: list[Phrase] = [(words.DRAWN_FOR, *joined(chosen))] if chosen else []
    return joined([*remarks, (words.CONSTANT,)] if shifted else remarks)


# ---- maxima ------------------------------------------------------------------------------------------------


def _maxima(drawn: _Drawn) -> list[Maximum]:
    """The maximisers of each parameter; none where one of them is no number."""
    found = []
    for name, domain in drawn.problem.parameters.items():
        own = next((e for e in drawn.derivation.estimates if e.parameter == Symbol(name)), None)
        ends = None if own is None else _maximisers(own, drawn.derivation.status)
        if own is None or ends is None:
            return []
        lower, upper = _ends(domain, drawn.derivation.setting)
        exact = own.exact if ends[0] == ends[1] else None
        found.append(Maximum(Symbol(name), *ends, exact, own.unit or "", lower, upper))
    return found


def _ends(domain: Domain, setting: Setting) -> tuple[float | None, float | None]:
    return number(domain.lower, setting), number(domain.upper, setting)


def _maximisers(estimate: Estimate, status: Status) -> tuple[float, float] | None:
    if status is Status.NOT_UNIQUE and estimate.interval is not None:
        return estimate.interval
    if isinstance(estimate.maximisers, SetOf):
        values = [value for e in estimate.maximisers.elements if (value := number_value(e)) is not None]
        return (float(min(values)), float(max(values))) if values else None
    if isinstance(estimate.maximisers, Relation | Several) or estimate.value is None:
        return None
    return estimate.value, estimate.value


def _one(drawn: _Drawn, maximum: Maximum) -> Plot | None:
    if drawn.problem.parameters[maximum.parameter.name].integer:
        return dotted(drawn.landscape, maximum)
    if drawn.landscape.stepped and (step := stepped(drawn.landscape, maximum)):
        return step
    return regular(drawn.landscape, maximum, drawn.remark)


def _two(drawn: _Drawn, first: Maximum, second: Maximum) -> Plot | None:
    return contours(drawn.landscape, first, second, drawn.remark)


# ---- no maximum --------------------------------------------------------------------------------------------


def _climbing(drawn: _Drawn) -> Plot | str:
    """The one parameter, or the path along which the likelihood climbs."""
    problem, setting = drawn.problem, drawn.derivation.setting
    if len(problem.parameters) == 1:
        ((name, domain),) = problem.parameters.items()
        height = Apply("ℓ", (Symbol(name),))
        head = words.log_likelihood(plain(Symbol(name)))
        found = climbing(_over(drawn.landscape, name), Symbol(name), "", _ends(domain, setting), head, height)
        return found or "no-shape"
    path = next((step.claim for step in drawn.derivation.steps if isinstance(step.claim, AlongPath)), None)
    return "no-path" if path is None else _along(drawn, path) or "no-shape"


def _over(landscape: Landscape, name: str) -> Callable[[float], float]:
    return lambda x: landscape.at({name: x})


def _along(drawn: _Drawn, path: AlongPath) -> Plot | None:
    """The log-likelihood as a function of the one symbol of a path through the parameters."""
    symbol = Symbol(path.variable)
    where = [Relation((Symbol(name), formula), ("=",)) for name, formula in path.pairs]
    head = words.along(", ".join(map(plain, where)))
    ends = (None, None) if path.upper else (0.0, None)
    return climbing(drawn.landscape.along(path.pairs, path.variable), symbol, "", ends, head, Apply("ℓ", ()))
