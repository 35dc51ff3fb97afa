"""A parameter that is a whole number: the likelihood as dots, the ratio of neighbours below."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, exp, inf, isfinite

from ...expressions import ONE, Add, Apply, Hat, Negate, Relation, SetOf, integer
from ...words import pictures as words
from ..phrases import Phrase
from .labels import given, quantity, spoken, written
from .one import Maximum
from .plot import Dot, Line, Note, Panel, Place, Plot, Shape, Style
from .ranges import axis, short
from .supported import relative
from .values import Landscape

__all__ = ["dotted"]

LEAST = 4.0
"""Dots are drawn until the likelihood is e to the minus so much of its maximum: 2 %."""
MOST = 60
"""Dots on one side; of more every second, third, … is drawn."""
FURTHEST = 100_000
ROOM = 1.2

Share = Callable[[int], float]
"""The likelihood of a whole number as a share of its maximum."""


def dotted(landscape: Landscape, maximum: Maximum) -> Plot | None:
    """The picture; None where the likelihood has no value at the maximum."""
    name = maximum.parameter.name
    top = landscape.at({name: maximum.first})
    if not isfinite(top):
        return None

    def share(n: int) -> float:
        height = landscape.at({name: float(n)}) - top
        return exp(height) if height > -700 else 0.0

    numbers = _numbers(share, maximum)
    heights = {n: share(n) for n in numbers}
    ends = (numbers[0] - 0.7, numbers[-1] + 0.7)
    above = _dots(heights, maximum, ends)
    below = _ratios(share, [n for n in numbers if n - 1 >= (maximum.lower or -inf)], maximum, ends)
    title = words.likelihood(spoken(maximum.parameter))
    return Plot(title, _alt(maximum, heights), (above,) if below is None else (above, below))


def _numbers(share: Share, maximum: Maximum) -> list[int]:
    first, last = round(maximum.first), round(maximum.last)
    least = -FURTHEST if maximum.lower is None else ceil(maximum.lower)
    most = FURTHEST + last if maximum.upper is None else int(maximum.upper)
    right = _reach(share, last, 1, most)
    left = _reach(share, first, -1, least)
    beyond = max(3, (right - left) // 8)
    left = max(least, left - beyond if share(left - 1) == 0.0 else left)
    stride = max(1, (right - left) // MOST)
    return [*range(first - (first - left) // stride * stride, first, stride), *range(first, right + 1, stride)]


def _reach(share: Share, start: int, side: int, end: int) -> int:
    """The last whole number on a side at which the likelihood is worth a dot."""
    n, step = start, 1
    while (end - n) * side > 0 and share(n + side * step) > exp(-LEAST):
        n += side * step
        step = max(1, abs(n - start) // 50)
    return n


def _dots(heights: dict[int, float], maximum: Maximum, ends: tuple[float, float]) -> Panel:
    shapes: list[Shape] = [Dot(n, height, small=True) for n, height in heights.items()]
    for place in maximum.ends:
        shapes += [Line(((place, 0.0), (place, 1.0)), Style.GUIDE), Dot(place, 1.0)]
    share = (maximum.middle - ends[0]) / (ends[1] - ends[0])
    side = Place.ABOVE_RIGHT if share < 0.15 else Place.ABOVE
    shapes.append(Note(maximum.middle, 1.0, _estimated(maximum), side))
    across = axis(*ends, quantity(maximum.parameter, maximum.unit), whole=True)
    return Panel(across, axis(0, ROOM, relative(maximum.parameter), 6), tuple(shapes), 2.0)


def _estimated(maximum: Maximum) -> Phrase:
    if maximum.first < maximum.last:
        both = SetOf((integer(round(maximum.first)), integer(round(maximum.last))))
        return (Relation((maximum.parameter, both), ("∈",)),)
    return (written(Hat(maximum.parameter), integer(round(maximum.first)), maximum.first),)


def _ratios(
    share: Share, numbers: list[int], maximum: Maximum, ends: tuple[float, float]
) -> Panel | None:
    """Each likelihood over that of the number before: above one it climbs, below one it falls."""
    pairs = [(n, share(n), share(n - 1)) for n in numbers]
    ratios = {n: value / before for n, value, before in pairs if before > 0 and value > 0}
    shown = {n: ratio for n, ratio in ratios.items() if ratio < 3}
    if not shown:
        return None
    low = min(0.9, min(shown.values()) - 0.05)
    high = max(1.1, max(shown.values()) + 0.05)
    shapes: list[Shape] = [Line(((ends[0], 1.0), (ends[1], 1.0)), Style.ZERO)]
    shapes += [Line(((place, 1.0), (place, high)), Style.GUIDE) for place in maximum.ends]
    shapes += [Dot(n, ratio, small=True) for n, ratio in shown.items()]
    before = Add((maximum.parameter, Negate(ONE)))
    label: Phrase = (Apply("L", (maximum.parameter,)), "/", Apply("L", (before,)))
    across = axis(*ends, quantity(maximum.parameter, maximum.unit), whole=True)
    return Panel(across, axis(low, high, label, 4), tuple(shapes), 1.0)


def _alt(maximum: Maximum, heights: dict[int, float]) -> str:
    numbers = sorted(heights)
    head = words.likelihood_between(spoken(maximum.parameter), short(numbers[0]), short(numbers[-1]))
    first, last = round(maximum.first), round(maximum.last)
    if first < last:
        return words.sentence(head, words.DOTS, words.tied(str(first), str(last)), words.RATIO)
    place = given(maximum)
    zero = [n for n in numbers if heights[n] == 0.0 and n < first]
    if zero and zero[-1] == first - 1:
        return words.sentence(head, words.DOTS, words.zero_below(str(first)), words.jump_up(place), words.RATIO_BELOW)
    return words.sentence(head, words.DOTS, words.climbs_and_falls(place), words.RATIO)
