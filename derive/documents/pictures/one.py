"""One real parameter: the log-likelihood with its maximum, the likelihood-ratio interval, the score below."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from ...expressions import Apply, Expression, Symbol
from ...notation.plain import plain
from ...words import pictures as words
from ..phrases import Phrase, in_words
from .labels import estimated, given, level, quantity, spoken
from .plot import Dot, Line, Note, Panel, Place, Plot, Region, Shape, Style
from .ranges import DROP, SHOWN, axis, clipped, drop_at, short, spread, view
from .values import Landscape

__all__ = ["Maximum", "regular"]

POINTS = 161
ROOM = 0.16
"""Above the maximum, as a share of the height of what is shown."""
SCORE_SHOWN = 1.6
"""The score is shown up to so many times its values at the ends of the interval."""
TANGENT = 0.09
"""Half the length of the tangent, as a share of the width."""
FLAT = 0.03
"""A slope beside the maximum that is no more of the shown ones is that of a smooth curve."""


class Maximum(NamedTuple):
    """The maximisers of one parameter from `first` to `last` (the same number for one), with the ends of its domain
    (None: no end). exact: the estimate as it is written, where that is short."""

    parameter: Symbol
    first: float
    last: float
    exact: Expression | None
    unit: str
    lower: float | None
    upper: float | None

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2

    @property
    def ends(self) -> tuple[float, ...]:
        """The first and the last maximiser; one number where they are the same."""
        return (self.first,) if self.first == self.last else (self.first, self.last)

    @property
    def at_lower(self) -> bool:
        return self.first == self.lower

    @property
    def at_upper(self) -> bool:
        return self.last == self.upper

    @property
    def inside(self) -> bool:
        """Whether there is one maximiser, and it is at no end of the domain."""
        return self.first == self.last and not (self.at_lower or self.at_upper)

    def holds(self, x: float) -> bool:
        """Whether the domain holds a number, its ends included."""
        return (self.lower is None or x >= self.lower) and (self.upper is None or x <= self.upper)


class _Shown(NamedTuple):
    """What is shown: the height of the maximum, the ends of the axis and of the likelihood-ratio interval."""

    top: float
    ends: tuple[float, float]
    interval: tuple[float, float]


def regular(landscape: Landscape, maximum: Maximum, remark: Phrase) -> Plot | None:
    """The picture; None where the curve does not fall away from its maximum."""
    name = maximum.parameter.name

    def curve(x: float) -> float:
        return landscape.at({name: x})

    top = curve(maximum.middle)
    if not isfinite(top):
        return None
    left, right = _reaches(curve, maximum, top - SHOWN)
    if not (isfinite(left) and isfinite(right) and left < right):
        return None
    ends = view(left, right, maximum.lower, maximum.upper)
    shown = _Shown(top, ends, _reaches(curve, maximum, top - DROP))
    points = [(x, curve(x)) for x in _places(shown, left, right)]
    above = _log_likelihood(points, maximum, shown, remark)
    slopes = [(x, slope) for x, _ in points if (slope := landscape.score(name, {name: x})) is not None]
    below = _score(slopes, maximum, shown)
    panels = (above,) if below is None else (above, below)
    return Plot(words.log_likelihood(spoken(maximum.parameter)), _alt(points, maximum, shown, remark), panels)


def _reaches(curve: Callable[[float], float], maximum: Maximum, height: float) -> tuple[float, float]:
    """Between which places about the maximum the curve is so high: no further than the domain, or than three times
    the way to the other side where it never falls."""
    first, last = maximum.first, maximum.last
    left = first if maximum.at_lower else drop_at(curve, first, height, -1, maximum.lower)
    right = last if maximum.at_upper else drop_at(curve, last, height, 1, maximum.upper)
    if not isfinite(left):
        left = first - 3 * (right - last)
    if not isfinite(right):
        right = last + 3 * (first - left)
    return left, right


def _places(shown: _Shown, left: float, right: float) -> list[float]:
    """Where the curve is evaluated: evenly between the edges of what is seen of it, and beyond for other peaks."""
    low, high = shown.ends
    return sorted({*spread(left, right, POINTS), *spread(low, high, POINTS // 4)})


# ---- the log-likelihood ------------------------------------------------------------------------------------


def _log_likelihood(points: list[tuple[float, float]], maximum: Maximum, shown: _Shown, remark: Phrase) -> Panel:
    top, (low, high) = shown.top, shown.ends
    least = min((y for _, y in points if isfinite(y)), default=top)
    bottom = max(top - SHOWN, least - 0.05 * (top - least))
    room = ROOM * (top - bottom)
    shapes: list[Shape] = [
        Region(_under(points, shown.interval, bottom), dark=False),
        *(Line(piece, Style.CURVE) for piece in clipped(points, bottom, top + room)),
        *_interval(shown, maximum, bottom), *_top(points, maximum, shown, bottom),
    ]
    if remark:
        shapes.append(Note(high, top + room, remark, Place.ABOVE_LEFT))
    across = axis(low, high, quantity(maximum.parameter, maximum.unit))
    return Panel(across, axis(bottom, top + room, (Apply("ℓ", (maximum.parameter,)),), 5), tuple(shapes), 2.0)


def _under(points: list[tuple[float, float]], interval: tuple[float, float], bottom: float) -> tuple[
        tuple[float, float], ...]:
    """The polygon between a part of the curve and the bottom of the panel."""
    left, right = interval
    inside = [(x, y) for x, y in points if left < x < right]
    edges = [(left, _between(points, left)), *inside, (right, _between(points, right))]
    return ((left, bottom), *edges, (right, bottom))


def _between(points: list[tuple[float, float]], x: float) -> float:
    """The height of the polyline at x."""
    for (a, below), (b, above) in pairwise(points):
        if a <= x <= b and isfinite(below) and isfinite(above):
            return below + (above - below) * (x - a) / (b - a) if b > a else below
    return min(points, key=lambda point: abs(point[0] - x))[1]


def _interval(shown: _Shown, maximum: Maximum, bottom: float) -> list[Shape]:
    """The height of the interval as a dotted line, with its name on the side that has more room."""
    (left, right), (low, high) = shown.interval, shown.ends
    height = shown.top - DROP
    name = level(maximum.parameter, DROP)
    on_left = left - low >= high - right
    beside = Note(left if on_left else right, height, name, Place.ABOVE_LEFT if on_left else Place.ABOVE_RIGHT)
    shapes: list[Shape] = [Line(((left, height), (right, height)), Style.LEVEL), beside]
    if not (maximum.at_lower or maximum.at_upper):
        widest = max((left, maximum.first), (maximum.last, right), key=lambda part: part[1] - part[0])
        shapes.append(Note(sum(widest) / 2, bottom + 0.08 * (shown.top - bottom), (words.LEVEL,)))
    return shapes


def _top(points: list[tuple[float, float]], maximum: Maximum, shown: _Shown, bottom: float) -> list[Shape]:
    """The mark of the maximum, the tangent there, the dashed line down, the estimate."""
    first, last, top = maximum.first, maximum.last, shown.top
    low, high = shown.ends
    half = TANGENT * (high - low)
    shapes: list[Shape] = [Line(((x, bottom), (x, top)), Style.GUIDE) for x in maximum.ends]
    if first < last:
        shapes.append(Line(((first, top), (last, top)), Style.SET))
    elif not (maximum.at_lower or maximum.at_upper):
        shapes.append(Line(((max(low, first - half), top), (min(high, first + half), top)), Style.TANGENT))
    shapes += [Dot(x, top) for x in maximum.ends]
    return [*shapes, Note(maximum.middle, top, estimated(maximum), _side(maximum, shown))]


def _side(maximum: Maximum, shown: _Shown) -> Place:
    """Where the name of the estimate has room."""
    low, high = shown.ends
    share = (maximum.middle - low) / (high - low)
    return Place.ABOVE_RIGHT if share < 0.15 else Place.ABOVE_LEFT if share > 0.85 else Place.ABOVE


# ---- the score ---------------------------------------------------------------------------------------------


def _score(slopes: list[tuple[float, float]], maximum: Maximum, shown: _Shown) -> Panel | None:
    """The score with its zero marked; None where it has no values."""
    left, right = shown.interval
    near = [slope for x, slope in slopes if left <= x <= right]
    reach = SCORE_SHOWN * max(map(abs, near), default=0.0)
    if not reach > 0:
        return None
    bottom, bound = min(SCORE_SHOWN * min(near), -reach / 3), max(SCORE_SHOWN * max(near), reach / 3)
    low, high = shown.ends
    shapes: list[Shape] = [
        Line(((low, 0.0), (high, 0.0)), Style.ZERO),
        *(Line(piece, Style.CURVE) for piece in clipped(slopes, bottom, bound)),
    ]
    for x in maximum.ends:
        shapes.append(Line(((x, 0.0), (x, bound)), Style.GUIDE))
        if not (maximum.at_lower or maximum.at_upper):
            shapes.append(Dot(x, 0.0))
    label: Phrase = (Apply("ℓ", (maximum.parameter,), (), 1),)
    across = axis(low, high, quantity(maximum.parameter, maximum.unit))
    return Panel(across, axis(bottom, bound, label, 5), tuple(shapes), 1.0)


# ---- in words ----------------------------------------------------------------------------------------------


def _alt(points: list[tuple[float, float]], maximum: Maximum, shown: _Shown, remark: Phrase) -> str:
    return words.sentence(
        words.between(spoken(maximum.parameter), *map(short, shown.ends)),
        _shape(points, maximum, shown),
        words.shaded(*map(short, shown.interval)), in_words(remark, str, plain),
    )


def _shape(points: list[tuple[float, float]], maximum: Maximum, shown: _Shown) -> str:
    height, place = short(shown.top), given(maximum)
    if maximum.first < maximum.last:
        return words.flat(height, short(maximum.first), short(maximum.last))
    if maximum.at_lower:
        return words.falls_from(height, place)
    if maximum.at_upper:
        return words.rises_to(height, place)
    peaks = _peaks(points)
    return words.highest(peaks, height, place) if peaks > 1 else words.rises_and_falls(height, place)


def _peaks(points: list[tuple[float, float]]) -> int:
    """How many tops the curve has inside of what is shown."""
    heights = [y for _, y in points if isfinite(y)]
    triples = zip(heights, heights[1:], heights[2:], strict=False)
    return sum(a < b >= c for a, b, c in triples)
