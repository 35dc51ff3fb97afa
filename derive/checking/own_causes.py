"""Causes of a wrong line that the worked solution has no line for.

The derivative of a function that was written down, for whatever it is differentiated; a score that never vanishes;
the density of one observation.
"""

from __future__ import annotations

from ..domains import POSITIVE
from ..expressions import TWO, ZERO, Apply, Call, Derivative, Expression, Power, Symbol, replace
from ..records import replace as changed
from ..rules.derivatives import UnknownDerivative, derivative
from ..rules.mistakes import Late, Mistake, Situation, mistake_of, never
from ..steps import Setting
from .diagnosis import named
from .names import Names
from .outcomes import Outcome
from .resolved import Resolved, Unknown, Unusual
from .resolving import resolve
from .sources import settled
from .truth import Truth
from .trying import alike

__all__ = ["causes_at_hand"]

IGNORED, TIED = "support-ignored", "constraint-ignored"


def causes_at_hand(
    truth: Truth, names: Names, outcome: Outcome, wrong: Expression, late: Late = never
) -> tuple[Mistake, ...]:
    """The mistakes that would explain the statement by what stands on its own left side; none where that tells
    nothing."""
    if outcome.against is None:
        return ()
    try:
        left = resolve(outcome.against, truth, names)
    except (Unknown, Unusual):
        return ()
    if outcome.kind == "equation" and outcome.at == ZERO and _is_slope(truth, left) and _never_vanishes(truth, left):
        ignored = mistake_of(TIED if truth.constrained else IGNORED)
        return () if ignored is None else (ignored,)
    if outcome.kind in ("score", "second-derivative"):
        return _of_slope(truth, left, wrong, outcome.kind, late)
    if isinstance(outcome.against, Apply) and outcome.kind in ("identity", "equation") and not outcome.against.primes:
        setting = truth.derivation.setting
        return named(Situation(left.expression, "likelihood", None, truth.parameters, setting), wrong, late)
    return ()


def _is_slope(truth: Truth, left: Resolved) -> bool:
    """Whether it is a derivative of the log-likelihood, so that nothing is wrong but the condition."""
    for name in truth.parameters:
        pairs = [(left.value(i, p, {}), truth.slope(name, i, p)) for i in truth.instances for p in i.places]
        if all(x is not None and y is not None and alike(x, y) for x, y in pairs):
            return True
    return False


def _never_vanishes(truth: Truth, left: Resolved) -> bool:
    """What has one sign at every point that is tried is no condition at a maximum."""
    signs: set[bool] = set()
    for instance in truth.instances:
        for place in (*instance.places, *instance.wide, *instance.best):
            value = left.value(instance, place, {})
            if value is None:
                continue
            if not (value > 0 or value < 0):
                return False
            signs.add(bool(value > 0))
    return len(signs) == 1


def _of_slope(truth: Truth, left: Resolved, wrong: Expression, kind: str, late: Late) -> tuple[Mistake, ...]:
    """The derivative that was due, of the function and for the variable that stand on the left."""
    slope = left.expression
    if not isinstance(slope, Derivative) or not isinstance(slope.variable, Symbol):
        return ()
    name, function = slope.variable.name, slope.body
    if name.endswith("@"):
        wrong, function = (_in_variable(e, name, truth) for e in (wrong, settled(function, wrong, truth)))
    else:
        function = settled(function, wrong, truth)
    try:
        before = function
        for _ in range(slope.order - 1):
            before = derivative(before, name)
        due = derivative(before, name)
    except UnknownDerivative:
        return ()
    others = tuple(p for p in truth.parameters if p != name)
    setting = truth.derivation.setting
    if name not in setting.domains:
        setting = _with_positive(setting, name)
    return named(Situation(due, kind, before, (name, *others), setting, before), wrong, late)


def _in_variable(e: Expression, name: str, truth: Truth) -> Expression:
    """In σ where σ² is the parameter, and the other way round."""
    variable, base = Symbol(name), name[:-1].removesuffix("²")
    if f"{base}²" not in truth.parameters:
        return replace(e, Symbol(base), Call("sqrt", (variable,)))
    e = replace(e, Symbol(f"{base}²"), Power(variable, TWO))
    return replace(e, Call("sqrt", (Power(variable, TWO),)), variable)


def _with_positive(setting: Setting, name: str) -> Setting:
    return changed(setting, domains={**setting.domains, name: POSITIVE})
