"""Statistics that are given as such (Σ x_i = 7, n = 10) instead of the observations."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from ..expressions import Expression
from .budget import CannotNormalise
from .quotients import Polynomial
from .ring import Ring

__all__ = ["put_in_statistics"]


def put_in_statistics(ring: Ring) -> None:
    """Give its value to each atom that the statistics of the setting determine, one by one.

    Σ x_i = 7 gives Σ x_i at once, Σ(x_i − x̄)² = 5 then gives Σ x_i².
    """
    waiting = list(ring.setting.statistics.items())
    while waiting:
        left = [pair for pair in waiting if not _determine(ring, *pair)]
        if len(left) == len(waiting):
            return
        waiting = left


def _determine(ring: Ring, statistic: Expression, value: Fraction) -> bool:
    """Solve statistic = value for the one atom that is not known yet."""
    try:
        gap = ring.subtract(ring.translate(statistic), ring.number(fmpq(value.numerator, value.denominator)))
    except CannotNormalise:
        return False
    top = _with_values(ring, gap.top)
    places = ring.used(top)
    if len(places) != 1 or int(top.degrees()[places[0]]) != 1:
        return False
    slope = top.leading_coefficient()
    constant = (top - slope * ring.generators[places[0]])
    ring.values[places[0]] = ring.number(-(constant.leading_coefficient() if constant else fmpq(0)) / slope)
    return True


def _with_values(ring: Ring, p: Polynomial) -> Polynomial:
    known = {place: ring.value(f) for place, f in ring.values.items()}
    return p.subs(known) if known else p
