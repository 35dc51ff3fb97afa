"""Where to begin: location and scale of a law with heavy tails, as means with weights that hold both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from ..words import say
from .worksheet import Stuck

__all__ = ["weighted_means"]

SHARE = 0.001
MOST_ROUNDS = 2000
MOST_TERMS = 100_000
NOTHING = 1e-14
"""How small a scale is no more than rounding, beside a location of one."""


def weighted_means(counted: dict[Fraction, int], k: float, alpha: float, beta: float) -> tuple[Fraction, Fraction]:
    """Two digits of location and scale near the maximum of −k Σ log(α + βz²) − n log s, of which the data say how
    often each value came, in rising order. Raises Stuck where the scale falls to zero."""
    centre, scale = _settled([(float(x), count) for x, count in counted.items()], k, alpha, beta)
    unit = Fraction(10) ** (math.floor(math.log10(scale)) - 1)
    return Fraction(round(Fraction(centre) / unit)) * unit, Fraction(round(Fraction(scale) / unit)) * unit


def _settled(data: Sequence[tuple[float, int]], k: float, alpha: float, beta: float) -> tuple[float, float]:
    """Location and scale: at the maximum they are the mean of the observations and the root of β(2k − 1)/α times that
    of their squared distances from it, with weights 1/(α + βz²) that hold both; taken again and again from the median
    on."""
    size, share = sum(count for _, count in data), beta * (2 * k - 1) / alpha
    centre = _middle(data)
    scale = _middle(sorted((abs(x - centre), count) for x, count in data))
    scale = scale or sum(abs(x - centre) * count for x, count in data) / size
    for _ in range(min(MOST_ROUNDS, MOST_TERMS // len(data) + 1)):
        weights = [count / (alpha + beta * ((x - centre) / scale) ** 2) for x, count in data]
        total = math.fsum(weights)
        new = math.fsum(w * x for w, (x, _) in zip(weights, data, strict=True)) / total
        spread = share * math.fsum(w * (x - new) ** 2 for w, (x, _) in zip(weights, data, strict=True)) / total
        near = abs(new - centre) < SHARE * scale and abs(math.sqrt(spread) - scale) < SHARE * scale
        centre, scale = new, math.sqrt(spread)
        if scale < size * NOTHING * max(abs(centre), abs(data[0][0])):
            raise Stuck(say("not-found"))
        if near:
            break
    return centre, scale


def _middle(data: Sequence[tuple[float, int]]) -> float:
    """The median, of two middle ones the lower."""
    half, seen = sum(count for _, count in data) / 2, 0
    for x, count in data:
        seen += count
        if seen >= half:
            return x
    return data[-1][0]
