"""What losses add up to that were rounded first: it may be off by a few of the last digit shown."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from flint import arb

from ..balls import Undefined
from ..expressions import Divide, Expression
from .loss_values import Value, number
from .losses import LONGEST, UNITS, Losses
from .middles import middle

__all__ = ["Rounded", "totals_of_rounded"]

MOST_PLACES = 8  # decimals to which losses are added up


class Rounded(NamedTuple):
    """The sum of losses each rounded to some decimals: its value, the texts of these, the true sum."""

    value: Fraction
    parts: tuple[str, ...]
    total: Value


@lru_cache(maxsize=256)
def totals_of_rounded(losses: Losses, places: int) -> tuple[Rounded, ...]:
    """What the losses add up to that are rounded to so many decimals, in nats and in bits."""
    if not 0 < places <= MOST_PLACES or losses.count > LONGEST:
        return ()
    units = (UNITS["nats"], UNITS["bits"])
    sums = (_rounded_sum(losses, of, unit, places) for of in losses.names for unit in units)
    return tuple(found for found in sums if found is not None)


def _rounded_sum(losses: Losses, of: str, unit: Expression, places: int) -> Rounded | None:
    values = [number(Divide(loss, unit)) for loss in losses.losses(of)]
    total = number(Divide(losses.total(of), unit))
    if total is None or any(value is None or not arb(value).is_finite() for value in values):
        return None
    try:
        texts = tuple(_decimal(arb(value), places) for value in values if value is not None)
    except Undefined:
        return None
    return Rounded(sum(map(Fraction, texts), Fraction(0)), texts, total)


def _decimal(value: arb, places: int) -> str:
    """Rounded, zeros at the end shown."""
    near = middle(value)
    whole, rest = divmod(round(Fraction(int(near.p), int(near.q)) * 10**places), 10**places)
    return f"{whole}.{rest:0{places}d}"
