"""Which part of a curve is shown: where it falls by so much, where its domain ends, where round numbers stand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor, inf, isfinite, log10

from ...expressions import ZERO, Negate, Number
from ...notation.plain import plain
from ..phrases import Phrase, rounded
from .plot import Axis, Points

__all__ = ["DROP", "SHOWN", "axis", "clipped", "crossing", "drop_at", "short", "spread", "view"]

Curve = Callable[[float], float]

DROP = 1.920729410347062
"""Half of the 95 % quantile of χ² with one degree of freedom (3.841458…): a likelihood-ratio interval is all that
lies no more than this below the maximum."""
SHOWN = 5.0
"""So far below its maximum a curve is followed: two and a half times the drop of the interval."""
GROWTH = 1.7
HALVINGS = 40


def drop_at(curve: Curve, top: float, height: float, side: int, end: float | None) -> float:
    """Where the curve, followed from its maximum at `top` to one side (−1 or 1), is `height` high.

    The end of the domain (None: it has none) where it never falls so low; ±∞ where that is nowhere.
    """
    step = max(abs(top), 1.0) * 1e-7
    inside = top
    while abs(step) < 1e12 * max(abs(top), 1.0):
        x = top + side * step
        if end is not None and (x - end) * side >= 0:
            return crossing(curve, inside, end, height) if curve(_just_inside(end, inside)) < height else end
        if curve(x) < height:
            return crossing(curve, inside, x, height)
        inside, step = x, step * GROWTH
    return side * inf


def _just_inside(end: float, inside: float) -> float:
    return end + (inside - end) * 1e-9


def crossing(curve: Curve, inside: float, outside: float, height: float) -> float:
    """Between a place where the curve is at least so high and one where it is lower: where that changes."""
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            break
        if curve(middle) >= height:
            inside = middle
        else:
            outside = middle
    return inside


def view(left: float, right: float, lower: float | None, upper: float | None) -> tuple[float, float]:
    """What is shown of an axis so that the part from left to right is seen: the whole domain where that is not much
    more, else up to an end of it that is near."""
    width = right - left
    if lower is not None and upper is not None and upper - lower < 3 * width:
        return lower, upper
    low = lower if lower is not None and left - lower < 0.6 * width else left - 0.04 * width
    high = upper if upper is not None and upper - right < 0.3 * width else right + 0.04 * width
    return low, high


def spread(low: float, high: float, count: int) -> list[float]:
    """So many numbers at equal distances, both ends among them."""
    return [low + (high - low) * k / (count - 1) for k in range(count - 1)] + [high]


def clipped(points: list[tuple[float, float]], low: float, high: float) -> list[Points]:
    """The pieces of a curve between two heights, cut where they cross them."""
    pieces: list[list[tuple[float, float]]] = [[]]
    before: tuple[float, float] | None = None
    for x, y in points:
        inside = low <= y <= high
        if before is not None and (low <= before[1] <= high) != inside and isfinite(before[1]) and isfinite(y):
            edge = _edge(before, (x, y), low, high)
            pieces[-1].append(edge)
        if inside:
            pieces[-1].append((x, y))
        elif pieces[-1]:
            pieces.append([])
        before = (x, y)
    return [tuple(piece) for piece in pieces if len(piece) > 1]


def _edge(a: tuple[float, float], b: tuple[float, float], low: float, high: float) -> tuple[float, float]:
    outer = a if not low <= a[1] <= high else b
    height = low if outer[1] < low else high
    share = (height - a[1]) / (b[1] - a[1])
    return a[0] + share * (b[0] - a[0]), height


# ---- numbers on an axis ------------------------------------------------------------------------------------


def axis(low: float, high: float, label: Phrase, most: int = 6, whole: bool = False) -> Axis:
    """An axis with ticks at round numbers, at most so many."""
    step = _round_step((high - low) / most)
    step = max(1.0, step) if whole else step
    places = max(0, -floor(log10(step) + 1e-9))
    first = -floor(-low / step + 1e-9)
    places_of_ticks = range(int(first), floor(high / step + 1e-9) + 1)
    return Axis(low, high, label, tuple((k * step, _tick(k * step, places)) for k in places_of_ticks))


def _round_step(rough: float) -> float:
    """The least of 1, 2, 5 times a power of ten that is no less."""
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def _tick(value: float, places: int) -> Phrase:
    if not value:
        return (ZERO,)
    if places > 5 or abs(value) >= 1e6:
        return (rounded(value, 4),)
    text = f"{abs(value):.{places}f}"
    number = Number(Fraction(text), text)
    return (Negate(number) if value < 0 else number,)


def short(value: float, digits: int = 3) -> str:
    """A number in a sentence."""
    return plain(rounded(value, digits))
