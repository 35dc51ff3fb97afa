"""Claims about the law of an observation: the chance that it lies beyond a point, or before."""

from __future__ import annotations

from collections.abc import Callable

from ..claims.laws import Distribution, Survival, Total
from ..expressions import (
    INFINITY,
    ONE,
    ZERO,
    Add,
    Apply,
    Expression,
    Negate,
    Symbol,
    walk,
)
from ..expressions import replace as put
from ..steps import value_of
from .case import Case, Checks
from .limits import Limits
from .positivity import difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .support import Inside, law_inside, names_function_of
from .totals import total

__all__ = ["CHECKS"]


def survival(case: Case) -> Established:
    """P(X > x) from the density or mass: its differences, and its limits at both ends of the support."""
    claim = case.claim
    assert isinstance(claim, Survival)
    return _chance(case, claim.variable, lambda value: value)


def distribution(case: Case) -> Established:
    """P(X ≤ x): one less P(X > x)."""
    claim = case.claim
    assert isinstance(claim, Distribution)
    return _chance(case, claim.variable, lambda value: difference(ONE, value))


def _chance(case: Case, variable: str, beyond_of: Callable[[Expression], Expression]) -> Established:
    law = law_inside(case, variable)
    name = case.name(case.after) if names_function_of(variable, case.after) else None
    if name is None or case.record.is_known(name) or _occurs(case, name.function):
        raise Refused("the chance of a larger or smaller observation needs a name of its own")
    beyond = beyond_of(law.meaning.unfold(value_of(case.after)))
    if law.support.integer:
        earlier = put(beyond, Symbol(variable), Add((Symbol(variable), Negate(ONE))))
        case.note(law.meaning.equal(difference(earlier, beyond), law.density))
    else:
        require_smooth(law.meaning, beyond, variable, False)
        case.note(law.meaning.is_derivative(beyond, variable, 1, Negate(law.density)))
    _runs_from_one_to_zero(law, beyond, variable)
    case.define(name, value_of(case.after))
    return Established(case.after, case.claim, False, None, 1, case.start())


def _occurs(case: Case, letter: str) -> bool:
    lines = (known.line for known in case.record.lines)
    return any(isinstance(node, Apply) and node.function == letter for line in lines for node in walk(line))


def _runs_from_one_to_zero(law: Inside, beyond: Expression, variable: str) -> None:
    support = law.support
    if support.integer:
        first = None if support.lower is None else put(beyond, Symbol(variable), difference(support.lower, ONE))
        at_first = first is not None and law.meaning.is_zero(difference(first, ONE))
    else:
        lower = Negate(INFINITY) if support.lower is None else support.lower
        at_first = Limits(law.meaning, variable, lower).is_(beyond, ONE)
    if not at_first:
        raise Refused("the chance of a larger observation is not proved to be one at the lower end of the support")
    if support.integer and support.upper is not None:
        at_last = law.meaning.is_zero(put(beyond, Symbol(variable), support.upper))
    else:
        at_last = Limits(law.meaning, variable, support.upper or INFINITY).is_(beyond, ZERO)
    if not at_last:
        raise Refused("the chance of a larger observation is not proved to vanish at the upper end of the support")


CHECKS: Checks = {Survival: survival, Distribution: distribution, Total: total}
