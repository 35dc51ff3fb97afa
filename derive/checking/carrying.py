"""What a wrong line says the problem is: what follows from there by right reasoning is carried, not wrong.

After a wrong function the problem is that function; after a wrong equation or estimate the maximum is where that puts
it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from flint import arb, fmpq

from ..expressions import Add, Call, Derivative, Expression, Hat, Negate, Symbol, free_symbols
from ..rules.logs import log_of_product
from .names import CONSTANTS, Names
from .outcomes import FUNCTIONS, Outcome
from .places import HAT, Instance, Place
from .resolved import Resolved, Unknown, Unusual
from .resolving import resolve
from .truth import Truth, slope_by_rule
from .zeros import roots_of

__all__ = ["as_written", "world_after"]

Value = fmpq | arb
Values = dict[str, Value]
MOST_CHOICES = 8


def world_after(world: Truth, names: Names, outcome: Outcome) -> Truth | None:
    """The problem as it is from the wrong line on; None where that cannot be told."""
    if outcome.at is None or world.log_likelihood is None:
        return None
    try:
        right = resolve(outcome.at, world, names, own=True)
        left = None if outcome.against is None else resolve(outcome.against, world, names, own=True)
    except (Unknown, Unusual):
        return None
    function = _function(outcome.kind, _without_constants(right.expression, world))
    if function is not None:
        return _with_function(world, function)
    if outcome.kind == "score":
        return _with_maximum(world, [right])
    if left is None:
        return None
    estimate = _estimated(outcome.against, world)
    if estimate is not None and not _about(right.expression, world):
        return _with_estimate(world, estimate, right)
    gap = Resolved(_difference(left.expression, right.expression), {**left.rounded, **right.rounded})
    return _with_maximum(world, [gap])


def as_written(truth: Truth, names: Names, outcome: Outcome) -> None:
    """A function that a wrong line goes on with, `= (…) + c`, is what that line says from there on."""
    if outcome.kind not in FUNCTIONS or outcome.at is None or outcome.against is None:
        return
    try:
        before, body = (resolve(e, truth, names, own=True).expression for e in (outcome.against, outcome.at))
    except (Unknown, Unusual):
        return
    body = _without_constants(body, truth)
    for name, function in list(names.own.items()):
        if function.body == before:
            names.own[name] = replace(function, body=body)
        elif function.body == Call("exp", (before,)):
            names.own[name] = replace(function, body=Call("exp", (body,)))


def _difference(a: Expression, b: Expression) -> Expression:
    return Add((a, Negate(b)))


def _function(kind: str, e: Expression) -> Expression | None:
    if kind == "likelihood":
        return log_of_product(e)
    if kind == "log-likelihood":
        return e
    return Negate(e) if kind == "negative-log-likelihood" else None


def _without_constants(e: Expression, world: Truth) -> Expression:
    """`… + c` without the c, which stands for anything that does not move the maximum."""
    declared = {*world.problem.parameters, *world.problem.known, *world.variables}
    terms = e.terms if isinstance(e, Add) else ()
    kept = [t for t in terms if not (isinstance(t, Symbol) and t.name in CONSTANTS - declared)]
    if not kept or len(kept) == len(terms):
        return e
    return kept[0] if len(kept) == 1 else Add(tuple(kept))


def _estimated(e: Expression | None, world: Truth) -> str | None:
    """The parameter that stands alone on the left."""
    inner = e.of if isinstance(e, Hat) else e
    return inner.name if isinstance(inner, Symbol) and inner.name in world.parameters else None


def _about(e: Expression, world: Truth) -> frozenset[str]:
    return free_symbols(e) & frozenset(world.parameters)


def _with_function(world: Truth, function: Expression) -> Truth:
    """The problem with that log-likelihood, and the maximum where its derivatives vanish."""
    other = _with_log_likelihood(world, function)
    return _with_maximum(other, [Resolved(_slope(function, name)) for name in world.parameters])


def _slope(function: Expression, name: str) -> Expression:
    """By rule, which has a value also where the function has none."""
    return slope_by_rule(function, name) or Derivative(function, Symbol(name))


def _with_log_likelihood(world: Truth, function: Expression) -> Truth:
    """The problem with another log-likelihood."""
    likelihood = Call("exp", (function,))
    return Truth(
        world.problem, world.derivation, likelihood, function, world.instances, clock=world.clock, formal=True,
    )


def _with_estimate(world: Truth, name: str, value: Resolved) -> Truth:
    def moved(instance: Instance, values: Values) -> Iterator[Values]:
        found = value.value(instance, Place(values), {})
        if found is not None:
            yield {**values, name: found}

    return _moved(world, moved)


def _with_maximum(world: Truth, gaps: list[Resolved]) -> Truth:
    """The maximum where these expressions vanish, each for the one parameter that it holds; of several such places
    any may be meant."""
    def moved(instance: Instance, values: Values) -> Iterator[Values]:
        choices: list[tuple[str, tuple[Value, ...]]] = []
        for k, gap in enumerate(gaps):
            held = _about(gap.expression, world)
            names = [name for name in world.parameters if name in held]
            if not names:
                return
            name = world.parameters[k] if len(names) > 1 and len(gaps) > 1 else names[0]
            roots = roots_of(gap, name, instance, values, world)
            if not roots:
                return
            values = {**values, name: roots[0]}
            choices.append((name, roots))
        for chosen in itertools.islice(itertools.product(*(roots for _, roots in choices)), MOST_CHOICES):
            yield {**values, **{name: root for (name, _), root in zip(choices, chosen, strict=True)}}

    return _moved(world, moved)


def _moved(world: Truth, move: Callable[[Instance, Values], Iterator[Values]]) -> Truth:
    instances = []
    for instance in world.instances:
        values = dict(instance.best[0].values) if instance.best else dict(instance.places[0].values)
        found = [{**v, **{f"{name}{HAT}": v[name] for name in world.parameters}} for v in move(instance, values)]
        if found:
            hats = {f"{name}{HAT}": found[0][name] for name in world.parameters}
            places = tuple(Place({**place.values, **hats}) for place in instance.places)
            instances.append(Instance(instance.setting, places, tuple(map(Place, found))))
        else:
            instances.append(Instance(instance.setting, tuple(map(_without_hats, instance.places)), ()))
    return replace(world, instances=tuple(instances), kept={})


def _without_hats(place: Place) -> Place:
    """Where the maximum is not known, nothing is said of it."""
    return Place({name: value for name, value in place.values.items() if not name.endswith(HAT)})
