"""A log-likelihood that has no maximum: it climbs to an end that is not reached."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from ...expressions import Expression, Symbol
from ...words import pictures as words
from ..phrases import Phrase
from .labels import quantity, spoken
from .plot import Arrow, Dot, Line, Note, Panel, Place, Plot, Shape, Style
from .ranges import SHOWN, axis, clipped, short, spread

__all__ = ["climbing"]

Curve = Callable[[float], float]
Ends = tuple[float | None, float | None]
POINTS = 161
NEAREST = 1e-9
"""How near to its end a climbing curve is looked at, as a share of what is shown."""
SETTLED = 1e-4
"""A curve that climbs no more than so much on the last part has a limit."""


def climbing(
    curve: Curve, parameter: Symbol, unit: str, ends: Ends, head: str, height: Expression,
) -> Plot | None:
    """The picture; None where the curve climbs to no end of its domain, or has no value.

    ends: of the domain, None where there is none. head: how the sentence begins. height: the name of the curve.
    """
    side = _rising(curve, ends)
    if side == 0:
        return None
    end = ends[0] if side < 0 else ends[1]
    low, high = _shown(curve, ends, side)
    points = [(x, curve(x)) for x in _dense(low, high, side)]
    limit = _limit(curve, (low, high), end, side)
    finite = [y for _, y in points if isfinite(y)]
    if len(finite) < 3:
        return None
    top = max(finite) if limit is None else limit
    bottom = max(min(finite), top - SHOWN if limit is not None else min(finite))
    room = 0.16 * (top - bottom)
    shapes: list[Shape] = [Line(piece, Style.CURVE) for piece in clipped(points, bottom, top + room)]
    shapes += _goal((low, high), end, limit, side, points, bottom)
    across, up = axis(low, high, quantity(parameter, unit)), axis(bottom, top + room, (height,), 5)
    name = "∞" if end is None and side > 0 else "−∞" if end is None else f"{spoken(parameter)} = {short(end)}"
    said = words.climbs_forever(name) if limit is None else words.climbs_to_limit(short(limit), name)
    return Plot(head, words.sentence(head, said), (Panel(across, up, tuple(shapes)),))


def _places(ends: Ends, side: int) -> list[float]:
    """Nearer and nearer to an end, or further and further out."""
    lower, upper = ends
    end, other = (lower, upper) if side < 0 else (upper, lower)
    if end is None:
        start = 0.0 if other is None else other
        return [start + side * 10.0**k for k in range(-2, 7)]
    width = abs(end - other) if other is not None else max(1.0, abs(end))
    return [end - side * width * 10.0**-k / 2 for k in range(8)]


def _rising(curve: Curve, ends: Ends) -> int:
    """Towards which end the curve climbs: −1, 1, or 0 for none."""
    tops = {}
    for side in (-1, 1):
        heights = [curve(x) for x in _places(ends, side)]
        if isfinite(heights[-1]) and heights[-1] >= max(heights):
            tops[side] = heights[-1]
    return max(tops, key=tops.__getitem__) if tops else 0


def _shown(curve: Curve, ends: Ends, side: int) -> tuple[float, float]:
    lower, upper = ends
    if lower is not None and upper is not None:
        return lower, upper
    end, other = (lower, upper) if side < 0 else (upper, lower)
    if end is not None:
        far = end - side * 2 * max(abs(end), 1.0)
        return (end, far) if side < 0 else (far, end)
    places = _places(ends, side)
    top = curve(places[-1])
    near = next((x for x in places if top - curve(x) < 0.02 * SHOWN), places[4])
    start = other if other is not None else near - side * 2 * max(abs(near), 1.0)
    return (near, start) if side < 0 else (start, near)


def _dense(low: float, high: float, side: int) -> list[float]:
    """Evenly, and closer towards the end."""
    width = high - low
    near = [(low if side < 0 else high) - side * width * 10.0 ** (-k / 8) for k in range(1, 40)]
    return sorted({*spread(low, high, POINTS), *near})


def _limit(curve: Curve, shown: tuple[float, float], end: float | None, side: int) -> float | None:
    """The height that is approached; None where there is none."""
    low, high = shown
    if end is None:
        last, before = (curve(side * (abs(low) + abs(high)) * factor) for factor in (1e8, 1e6))
    else:
        last, before = (curve(end - side * (high - low) * NEAREST * factor) for factor in (1.0, 1e2))
    if not isfinite(last) or last - before > SETTLED * (1 + abs(last)):
        return None
    return 0.0 if abs(last) < SETTLED else last


def _goal(
    shown: tuple[float, float], end: float | None, limit: float | None, side: int,
    points: list[tuple[float, float]], bottom: float,
) -> list[Shape]:
    """What is approached: an open dot, or an arrow that goes on; and the words beside it."""
    low, high = shown
    edge = low if side < 0 else high
    width = high - low
    place = Place.ABOVE_RIGHT if side < 0 else Place.ABOVE_LEFT
    text: Phrase = (words.NO_MAXIMUM,)
    if limit is not None and end is not None:
        return [Line(((edge, bottom), (edge, limit)), Style.GUIDE), Dot(end, limit, filled=False),
                Note(edge, limit, text, place)]
    seen = [(x, y) for x, y in points if isfinite(y)]
    tip, tail = (seen[0], seen[6]) if side < 0 else (seen[-1], seen[-7])
    shapes: list[Shape] = [Arrow(tail, tip), Note(edge - side * 0.04 * width, tip[1], text, place)]
    if limit is not None:
        shapes.append(Line(((low, limit), (high, limit)), Style.LEVEL))
    return shapes
