"""Claims about the law of an observation: the chance that it lies beyond a point."""

from __future__ import annotations

from dataclasses import replace

from ..claims.laws import Survival
from ..domains import REAL, Domain
from ..expressions import (
    INFINITY,
    ONE,
    ZERO,
    Add,
    Apply,
    Expression,
    Negate,
    Relation,
    Symbol,
    free_symbols,
    walk,
)
from ..expressions import replace as put
from ..steps import Setting, value_of
from .case import Case, Checks
from .limits import Limits
from .meaning import Meaning
from .positivity import difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth

__all__ = ["CHECKS"]


def survival(case: Case) -> Established:
    """P(X > x) from the density or mass: its differences, and its limits at both ends of the support."""
    claim = case.claim
    assert isinstance(claim, Survival)
    before = case.start()
    _require_functions_of(claim.variable, before.line, case.after)
    name = case.name(case.after)
    if name is None or case.record.is_known(name) or _occurs(case, name.function):
        raise Refused("the chance of a larger observation needs a name of its own")
    support = case.setting.supports.get(claim.variable, REAL)
    inside = _meaning_inside(case, claim.variable, support)
    density, beyond = map(inside.unfold, (before.value, value_of(case.after)))
    if support.integer:
        _steps_by_the_mass(case, inside, density, beyond, claim.variable)
    else:
        _falls_by_the_density(case, inside, density, beyond, claim.variable)
    _runs_from_one_to_zero(inside, beyond, claim.variable, support)
    case.define(name, value_of(case.after))
    return Established(case.after, claim, False, None, 1, before)


def _occurs(case: Case, letter: str) -> bool:
    lines = (known.line for known in case.record.lines)
    return any(isinstance(node, Apply) and node.function == letter for line in lines for node in walk(line))


def _require_functions_of(variable: str, *lines: Expression) -> None:
    """Both lines are `name(x | …) = formula`."""
    for line in lines:
        name = line.operands[0] if isinstance(line, Relation) and line.operators == ("=",) else None
        if not isinstance(name, Apply) or name.primes or name.arguments != (Symbol(variable),):
            raise Refused(f"the line is no function of {variable} with its formula")


def _meaning_inside(case: Case, variable: str, support: Domain) -> Meaning:
    """The setting with the variable as a symbol inside of the support."""
    setting: Setting = case.setting
    for end in (support.lower, support.upper):
        if end is not None and free_symbols(end) - setting.values.keys():
            raise Refused("an end of the support is no number")
    domain = support if support.integer else support.interior()
    return Meaning(replace(setting, domains={**setting.domains, variable: domain}), case.record.definitions)


def _falls_by_the_density(
    case: Case, inside: Meaning, density: Expression, beyond: Expression, variable: str
) -> None:
    require_smooth(inside, beyond, variable, False)
    case.note(inside.is_derivative(beyond, variable, 1, Negate(density)))


def _steps_by_the_mass(case: Case, inside: Meaning, mass: Expression, beyond: Expression, variable: str) -> None:
    earlier = put(beyond, Symbol(variable), Add((Symbol(variable), Negate(ONE))))
    case.note(inside.equal(difference(earlier, beyond), mass))


def _runs_from_one_to_zero(inside: Meaning, beyond: Expression, variable: str, support: Domain) -> None:
    lower = Negate(INFINITY) if support.lower is None else support.lower
    if support.integer:
        first = None if support.lower is None else put(beyond, Symbol(variable), difference(support.lower, ONE))
        at_first = first is not None and inside.is_zero(difference(first, ONE))
    else:
        at_first = Limits(inside, variable, lower).is_(beyond, ONE)
    if not at_first:
        raise Refused("the chance of a larger observation is not proved to be one at the lower end of the support")
    upper = INFINITY if support.upper is None else support.upper
    last = put(beyond, Symbol(variable), upper) if support.integer and support.upper is not None else None
    if not (inside.is_zero(last) if last is not None else Limits(inside, variable, upper).is_(beyond, ZERO)):
        raise Refused("the chance of a larger observation is not proved to vanish at the upper end of the support")


CHECKS: Checks = {Survival: survival}
