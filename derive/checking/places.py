"""Where a statement is tried: samples, points inside the domain, and the maximum.

A claim about every θ is tried at points inside the domain, an equation that holds at the estimate at the maximum. A
claim about a sample of any size is tried on random samples of two, three and five observations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import arb, fmpq

from ..steps import Setting

__all__ = ["BITS", "HAT", "Instance", "Place", "Values"]

BITS = 192
HAT = "\u0302"

Values = dict[str, fmpq | arb]


@dataclass(frozen=True, eq=False)
class Place:
    """A point: values of the parameters and of the estimates (under their hats)."""

    values: Mapping[str, fmpq | arb]


@dataclass(frozen=True, eq=False)
class Instance:
    """One sample with what is known beside it. places: points inside the domain. best: points of maximum, the first
    of them the estimate; none where there is none, or none that can be computed. wide: points around the maximum,
    near and far, for what is said of one side of it."""

    setting: Setting
    places: tuple[Place, ...]
    best: tuple[Place, ...]
    wide: tuple[Place, ...] = ()
