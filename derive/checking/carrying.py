"""What a wrong line says the problem is: what follows from there by right reasoning is carried, not wrong.

After a wrong function the problem is that function; after a wrong equation or estimate the maximum is where that puts
it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from flint import arb, fmpq

from ..balls import Undefined, precision
from ..expressions import Add, Call, Derivative, Expression, Hat, Negate, Symbol, free_symbols
from .middles import middle, shortened
from .names import CONSTANTS, Names
from .outcomes import Outcome
from .places import BITS, HAT, Instance, Place
from .resolving import Resolved, Unknown, Unusual, resolve
from .truth import Truth
from .trying import may_vanish

__all__ = ["root_of", "world_after"]

Value = fmpq | arb
STEPS = 150
MOST_SLOW = 3  # steps that do not halve the interval, before one that does
HAIR = fmpq(1, 2**110)
EDGE = 2.0**-40
SHORT = 256  # bits
SHARES = tuple(
    fmpq(sign * top, bottom) for sign in (1, -1)
    for top, bottom in ((1, 50), (1, 5), (1, 2), (9, 10), (99, 100), (999, 1000), (1, 1), (3, 1), (20, 1), (200, 1))
)  # fmt: skip


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


def _difference(a: Expression, b: Expression) -> Expression:
    return Add((a, Negate(b)))


def _function(kind: str, e: Expression) -> Expression | None:
    if kind == "likelihood":
        return Call("log", (e,))
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
    slopes = [Resolved(Derivative(function, Symbol(name))) for name in world.parameters]
    return _with_maximum(other, slopes)


def _with_log_likelihood(world: Truth, function: Expression) -> Truth:
    """The problem with another log-likelihood."""
    likelihood = Call("exp", (function,))
    return Truth(world.problem, world.derivation, likelihood, function, world.instances, clock=world.clock)


def _with_estimate(world: Truth, name: str, value: Resolved) -> Truth:
    def moved(instance: Instance, values: dict[str, Value]) -> bool:
        found = value.value(instance, Place(values), {})
        if found is None:
            return False
        values[name] = found
        return True

    return _moved(world, moved)


def _with_maximum(world: Truth, gaps: list[Resolved]) -> Truth:
    """The maximum where these expressions vanish, each for the one parameter that it holds."""
    def moved(instance: Instance, values: dict[str, Value]) -> bool:
        for gap in gaps:
            held = _about(gap.expression, world)
            names = [name for name in world.parameters if name in held]
            if len(names) > 1 and len(gaps) > 1:
                names = [name for k, name in enumerate(world.parameters) if gaps[k] is gap]
            root = root_of(gap, names[0], instance, values, world) if names else None
            if root is None:
                return False
            values[names[0]] = root
        return True

    return _moved(world, moved)


def _moved(world: Truth, move: Callable[[Instance, dict[str, Value]], bool]) -> Truth:
    instances = []
    for instance in world.instances:
        values = dict(instance.best[0].values) if instance.best else dict(instance.places[0].values)
        best: tuple[Place, ...] = ()
        if move(instance, values):
            hats = {f"{name}{HAT}": values[name] for name in world.parameters}
            best = (Place({**values, **hats}),)
            places = tuple(Place({**place.values, **hats}) for place in instance.places)
            instances.append(Instance(instance.setting, places, best))
        else:
            instances.append(Instance(instance.setting, tuple(map(_without_hats, instance.places)), ()))
    return Truth(
        world.problem, world.derivation, world.likelihood, world.log_likelihood, tuple(instances), clock=world.clock,
    )


def _without_hats(place: Place) -> Place:
    """Where the maximum is not known, nothing is said of it."""
    return Place({name: value for name, value in place.values.items() if not name.endswith(HAT)})


def root_of(
    gap: Resolved, name: str, instance: Instance, values: dict[str, Value], world: Truth
) -> Value | None:
    """A number at which the expression vanishes, between two points of different signs: inside the domain where there
    is one, else anywhere."""
    def at(x: fmpq) -> Value | None:
        return gap.value(instance, Place({**values, name: x}), {})

    try:
        centre = shortened(middle(values[name]))
    except Undefined:
        return None
    scale = abs(centre) if centre else fmpq(1)
    grid = sorted({centre + scale * share for share in SHARES} | {fmpq(0), fmpq(1), centre})
    domain = world.problem.parameters[name]
    known = [(x, value) for x in grid if (value := at(x)) is not None]
    for x, value in known:
        if may_vanish(value) and x != 0:
            return x
    pairs = list(itertools.pairwise(known))
    pairs.sort(key=lambda pair: pair[0][0] < 0 and domain.lower is not None)
    for (low, below), (high, above) in pairs:
        if (below > 0) == (above > 0):
            continue
        root = _narrowed(at, [(low, below), (high, above)])
        if root is not None and not _is_pole(at, root, below, above):
            return root
    return None


def _is_pole(at: Callable[[fmpq], Value | None], root: Value, below: Value, above: Value) -> bool:
    """Whether the sign changes through infinity."""
    try:
        value = at(middle(root))
    except Undefined:
        return True
    return value is None or bool(abs(arb(value)) > abs(arb(below)) + abs(arb(above)))


def _narrowed(at: Callable[[fmpq], Value | None], ends: list[tuple[fmpq, Value]]) -> Value | None:
    """A root between two points of different signs, to the last bit: by the secant, the end that stays given half the
    weight each time (the Illinois method); by halving where that does not get on."""
    start = ends[1][0] - ends[0][0]
    weights, slow = [fmpq(1), fmpq(1)], 0
    for _ in range(STEPS):
        (low, below), (high, _) = ends
        width = high - low
        if width < start * HAIR:
            break
        x = _between(ends, weights) if slow < MOST_SLOW else low + width / 2
        value = at(x)
        if value is None:
            return None
        if may_vanish(value):
            return x if isinstance(value, fmpq) else _around(at, x, width, bool(below > 0)) or _ball(low, high)
        side = 0 if (value > 0) == (below > 0) else 1
        ends[side] = x, value
        weights[side], weights[1 - side] = fmpq(1), weights[1 - side] / 2
        slow = slow + 1 if 2 * (ends[1][0] - ends[0][0]) > width else 0
    return _ball(ends[0][0], ends[1][0])


def _between(ends: list[tuple[fmpq, Value]], weights: list[fmpq]) -> fmpq:
    """Where the secant is nought: exactly, where all is rational, as for linear equations."""
    (low, below), (high, above) = ends
    below, above = below * weights[0], above * weights[1]
    if isinstance(below, fmpq) and isinstance(above, fmpq) and below.height_bits() + above.height_bits() < SHORT:
        return low + (high - low) * below / (below - above)
    with precision(BITS):
        share = float(arb(below) / (arb(below) - arb(above)))
    return low + (high - low) * fmpq(*min(max(share, EDGE), 1 - EDGE).as_integer_ratio())


def _around(at: Callable[[fmpq], Value | None], x: fmpq, width: fmpq, positive: bool) -> Value | None:
    """A narrow ball around a point at which nought was met, where the signs beside it tell that it holds a root."""
    low, high = x - width * HAIR, x + width * HAIR
    below, above = at(low), at(high)
    if below is None or above is None or may_vanish(below) or may_vanish(above):
        return None
    return _ball(low, high) if bool(below > 0) == positive != bool(above > 0) else None


def _ball(low: fmpq, high: fmpq) -> arb:
    with precision(BITS):
        return arb(low).union(arb(high))
