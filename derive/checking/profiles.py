"""The best values of some parameters for given values of the others, as numbers: where a line has them put in that no
line has worked out."""

from __future__ import annotations

from flint import arb, fmpq

from ..expressions import Derivative, Symbol
from .places import Instance, Place
from .resolved import Resolved
from .truth import Truth, slope_by_rule
from .trying import alike, may_vanish
from .zeros import roots_of

__all__ = ["with_best"]

Value = fmpq | arb
MOST_ROUNDS = 4


def with_best(names: tuple[str, ...], instance: Instance, place: Place, truth: Truth) -> Place | None:
    """The point with the best values of these parameters, the others as they are; None where they cannot be found.

    One after the other is put where its score vanishes, until that moves none of them.
    """
    key = (names, instance, place)
    if key not in truth.profiles:
        truth.profiles[key] = _with_best(names, instance, place, truth)
    return truth.profiles[key]


def _with_best(names: tuple[str, ...], instance: Instance, place: Place, truth: Truth) -> Place | None:
    values = dict(place.values)
    for _ in range(MOST_ROUNDS):
        moved = False
        for name in names:
            truth.clock.check()
            best = _best(name, instance, values, truth)
            if best is None:
                return None
            moved = moved or not alike(best, values[name])
            values[name] = best
        if not moved:
            found = Place(values)
            return found if all(_vanishes(name, instance, found, truth) for name in names) else None
    return None


def _best(name: str, instance: Instance, values: dict[str, Value], truth: Truth) -> Value | None:
    """Of the places at which the score vanishes the one with the greatest likelihood."""
    assert truth.log_likelihood is not None
    score = slope_by_rule(truth.log_likelihood, name) or Derivative(truth.log_likelihood, Symbol(name))
    heights = []
    for root in roots_of(Resolved(score), name, instance, values, truth):
        height = truth.height(instance, Place({**values, name: root}))
        if height is not None:
            heights.append((arb(height).mid(), root))
    return max(heights, key=lambda pair: float(pair[0]))[1] if heights else None


def _vanishes(name: str, instance: Instance, place: Place, truth: Truth) -> bool:
    slope = truth.slope(name, instance, place)
    return slope is not None and may_vanish(slope)
