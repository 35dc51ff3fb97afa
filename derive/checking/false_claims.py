"""Causes of claims that no worked solution has a line for: a condition that is no score, a sign said of all values, a
root of the right equation that is not the maximum, a quantity behind the estimate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flint import arb, fmpq

from ..expressions import ZERO, Add, Expression, Negate, Relation, Symbol, free_symbols
from ..rules.mistakes import Late, Mistake, Situation, mistake_of
from .diagnosis import named
from .information import candidates, quantity_of
from .inside import is_inside
from .names import Names
from .outcomes import Outcome
from .places import HAT, Instance, Place
from .resolved import Resolved, Unknown, Unusual
from .resolving import resolve
from .sources import Said, at_estimates, subject_of
from .truth import Truth
from .trying import alike

__all__ = ["causes_of_claim", "causes_of_quantity", "constant_apart"]

MOST_BEFORE = 8
CURVATURE = "second-derivative"


def causes_of_claim(truth: Truth, names: Names, outcome: Outcome, earlier: tuple[Said, ...]) -> tuple[Mistake, ...]:
    """The mistake that would explain a claim, where it is one of a few that are seen at once."""
    try:
        found = next(_claims(truth, names, outcome, earlier), None)
    except (Unknown, Unusual):
        return ()
    mistake = None if found is None else mistake_of(found)
    return () if mistake is None else (mistake,)


def _claims(truth: Truth, names: Names, outcome: Outcome, earlier: tuple[Said, ...]) -> Iterator[str]:
    if outcome.against is None or outcome.at is None:
        return
    if outcome.at == ZERO:
        left = resolve(outcome.against, truth, names)
        if outcome.kind == CURVATURE and _has_both_signs(truth, left):
            yield "positive-term-overlooked"
        if outcome.kind == "equation" and _is_function(truth, left):
            yield "not-differentiated"
    if outcome.kind == "estimate" and (subject := _parameter(outcome, truth)):
        value = resolve(outcome.at, truth, names, rounded=True)
        if _solves(truth, names, subject, value, earlier):
            yield "root-outside-domain" if _is_outside(truth, subject, value) else "other-root-of-equation"


def _parameter(outcome: Outcome, truth: Truth) -> str:
    """The parameter that the statement gives a value to."""
    left = outcome.against
    name = left.name if isinstance(left, Symbol) else next(iter(subject_of(outcome, truth)), "")
    return name if name in truth.parameters else ""


def _places(truth: Truth) -> Iterator[tuple[Instance, Place]]:
    for instance in truth.instances:
        for place in (*instance.places, *instance.wide, *instance.best):
            yield instance, place


def _has_both_signs(truth: Truth, e: Resolved) -> bool:
    """Negative at the maximum, and not everywhere."""
    at_best = [e.value(i, i.best[0], {}) for i in truth.instances if i.best]
    if not at_best or not all(value is not None and value < 0 for value in at_best):
        return False
    return any(value is not None and value > 0 for i, p in _places(truth) if (value := e.value(i, p, {})) is not None)


def _is_function(truth: Truth, e: Resolved) -> bool:
    """Whether it is the log-likelihood, its negative, or differs from it by a constant."""
    if truth.log_likelihood is None:
        return False
    right = Resolved(truth.log_likelihood)
    for sign in (1, -1):
        if all(_constant_gap(e, right, sign, instance) for instance in truth.instances):
            return bool(truth.instances)
    return False


def _constant_gap(a: Resolved, b: Resolved, sign: int, instance: Instance) -> bool:
    pairs = [(a.value(instance, p, {}), b.value(instance, p, {})) for p in instance.places]
    gaps = [arb(x) - sign * arb(y) for x, y in pairs if x is not None and y is not None]
    return len(gaps) > 1 and all(gap.overlaps(gaps[0]) for gap in gaps)


def _is_outside(truth: Truth, name: str, value: Resolved) -> bool:
    for instance in truth.instances:
        for place in instance.best:
            there = value.value(instance, place, {})
            if there is not None and is_inside(truth.problem, {**place.values, name: there}, instance.setting):
                return False
    return True


def _solves(truth: Truth, names: Names, subject: str, value: Resolved, earlier: tuple[Said, ...]) -> bool:
    """Whether the value solves an equation before that holds for this unknown alone, and is not the maximum."""
    if subject in free_symbols(value.expression):
        return False
    for said in earlier[:MOST_BEFORE]:
        body = said.body
        if not isinstance(body, Relation) or body.operators[-1] != "=" or said.kind not in ("equation", "score"):
            continue
        try:
            left, right = (resolve(e, truth, names) for e in body.operands[-2:])
        except (Unknown, Unusual):
            continue
        gap = Resolved(Add((left.expression, Negate(right.expression))), {**left.rounded, **right.rounded})
        if subject in free_symbols(gap.expression) and _vanishes(truth, gap, subject, value):
            return True
    return False


def _vanishes(truth: Truth, gap: Resolved, name: str, value: Resolved) -> bool:
    tried = 0
    for instance in truth.instances:
        for place in instance.best:
            there = value.value(instance, place, {})
            if there is None:
                return False
            moved = Place({**place.values, name: there, name + HAT: there})
            found = gap.value(instance, moved, {})
            elsewhere = (gap.value(instance, p, {}) for p in instance.places)
            if found is None or not alike(found, fmpq(0)):
                return False
            if all(value is None or alike(value, fmpq(0)) for value in elsewhere):
                return False
            tried += 1
    return tried > 0


# ---- quantities ----------------------------------------------------------------------------------------------


def causes_of_quantity(truth: Truth, names: Names, outcome: Outcome, late: Late) -> tuple[Mistake, ...]:
    """Of an information, a standard error, a probability: what would explain the value that is written."""
    if outcome.against is None or outcome.at is None:
        return ()
    try:
        wrong = at_estimates(resolve(outcome.at, truth, names).expression, truth)
        known = [at_estimates(e, truth) for e in _known(truth, names, outcome.against)]
    except (Unknown, Unusual):
        return ()
    for due in known:
        found = named(_situation(due, "estimate", truth), wrong, late, frozenset(("arithmetic-slip",)))
        if found:
            return found
    return ()


def _situation(due: Expression, kind: str, truth: Truth) -> Situation:
    return Situation(due, kind, None, truth.parameters, truth.derivation.setting)


def _known(truth: Truth, names: Names, head: Expression) -> Iterable[Expression]:
    kind = quantity_of(head, truth)
    if kind is not None:
        return candidates(kind, head, truth)[:3]
    return (resolve(head, truth, names).expression,)


def constant_apart(truth: Truth, names: Names, outcome: Outcome) -> tuple[Mistake, ...]:
    """Where all that depends on the parameters is right: the constant that is kept is not."""
    function = truth.likelihood if outcome.kind == "likelihood" else truth.log_likelihood
    mistake = mistake_of("constant-in-front-wrong")
    if function is None or outcome.at is None or mistake is None:
        return ()
    try:
        wrong, right = resolve(outcome.at, truth, names), Resolved(function)
    except (Unknown, Unusual):
        return ()
    for instance in truth.instances:
        pairs = [(wrong.value(instance, p, {}), right.value(instance, p, {})) for p in instance.places]
        values = [(arb(x), arb(y)) for x, y in pairs if x is not None and y is not None]
        if len(values) < 2 or not all(_apart(v, values[0], outcome.kind) for v in values):
            return ()
    return (mistake,) if truth.instances else ()


def _apart(a: tuple[arb, arb], b: tuple[arb, arb], kind: str) -> bool:
    if kind == "likelihood":
        return bool((a[0] * b[1]).overlaps(b[0] * a[1]))
    sign = -1 if kind == "negative-log-likelihood" else 1
    return bool((a[0] - sign * a[1]).overlaps(b[0] - sign * b[1]))
