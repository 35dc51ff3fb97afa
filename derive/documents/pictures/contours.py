"""Two parameters: where the log-likelihood has fallen by so much, as curves around its maximum.

Each curve is found along rays from the maximum, in coordinates in which a nearly normal log-likelihood is round: a
few evaluations a point, no grid, and an edge of the domain simply ends the ray. The contours that matplotlib finds
(contourpy) want a grid of thousands of values, and numpy, also for a page in LaTeX.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import atan2, cos, exp, inf, isfinite, log, pi, sin, sqrt
from typing import NamedTuple

from ...expressions import Add, Hat, Negate, Number, Symbol
from ...notation.plain import plain
from ...words import pictures as words
from ..phrases import Phrase, in_words, joined
from .labels import estimated, quantity, spoken
from .one import Maximum
from .plot import Dot, Line, Note, Panel, Place, Plot, Points, Region, Shape, Style
from .ranges import axis, short
from .values import Landscape

__all__ = ["contours"]

DROPS = (1.15, 3.0)
"""Half of the 68 % and the 95 % quantile of χ² with two degrees of freedom."""
RAYS = 48
NEAR = 2e-3
"""How exactly a ray meets its curve, as a share of the drop."""
EDGE, TRIES = 1e-3, 24
"""How exactly a ray meets an edge, in steps; and the most evaluations of a ray."""
CHORD, TURN, REFINEMENTS = 0.06, 0.25, 3
"""Points of a curve lie no further apart than this share of its width and height, and it turns by no more than this
angle, in radians, at one of them, if so many passes can do it."""


class _Scale(NamedTuple):
    """A coordinate in which a parameter may run from −∞ to ∞, and the way back."""

    forth: Callable[[float], float]
    back: Callable[[float], float]


def _scale(maximum: Maximum) -> _Scale:
    """Logarithms where there is one end, or two, and the maximum is at none of them."""
    lower, upper = maximum.lower, maximum.upper
    if maximum.at_lower or maximum.at_upper or lower is None:
        return _Scale(float, float)
    if upper is None:
        return _Scale(lambda x: log(x - lower), lambda u: lower + exp(min(u, 700.0)))
    width = upper - lower
    return _Scale(
        lambda x: log((x - lower) / (upper - x)), lambda u: lower + width / (1 + exp(max(-700.0, min(-u, 700.0)))),
    )


def contours(landscape: Landscape, first: Maximum, second: Maximum, remark: Phrase) -> Plot | None:
    """The picture; None where the log-likelihood does not fall away from its maximum."""
    a, b = _scale(first), _scale(second)
    names = first.parameter.name, second.parameter.name

    def height(u: float, v: float) -> float:
        x, y = a.back(u), b.back(v)
        return landscape.at({names[0]: x, names[1]: y}) if first.holds(x) and second.holds(y) else -inf

    centre = a.forth(first.middle), b.forth(second.middle)
    top = height(*centre)
    if not isfinite(top):
        return None
    rings = _rings(height, centre, top)
    if rings is None:
        return None
    inner, outer = (tuple((a.back(u), b.back(v)) for u, v in ring) for ring in rings)
    regular = first.inside and second.inside and not landscape.stepped
    return _plot((first, second), top, inner, outer, remark, regular)


# ---- where the curves are ----------------------------------------------------------------------------------

Height = Callable[[float, float], float]
Step = tuple[float, float]


def _rings(height: Height, centre: tuple[float, float], top: float) -> tuple[Points, Points] | None:
    """The two curves as closed rings of points."""
    reach: list[float] = []
    for across, up in ((1.0, 0.0), (0.0, 1.0)):
        ways = [_way(height, centre, top, (side * across, side * up), DROPS[0], 0.1) for side in (-1, 1)]
        found = [way for way in ways if way and isfinite(way)]
        if not found:
            return None
        reach.append(sum(found) / len(found))
    lean = _lean(height, centre, top, (reach[0], reach[1]))
    steps = _directions((reach[0], reach[1]), lean)
    inner, outer = (_ring(height, centre, top, steps, drop) for drop in DROPS)
    return None if inner is None or outer is None else (inner, outer)


def _ring(height: Height, centre: tuple[float, float], top: float, steps: list[Step], drop: float) -> Points | None:
    """One curve, with more rays where its points lie far apart."""
    guess, ways = sqrt(drop / DROPS[0]), dict[Step, float]()
    for _ in range(REFINEMENTS):
        for step in steps:
            way = ways[step] if step in ways else _way(height, centre, top, step, drop, guess)
            if way is None:
                return None
            ways[step], guess = way, way or guess
        points = [(centre[0] + ways[step] * step[0], centre[1] + ways[step] * step[1]) for step in steps]
        refined = _refined(steps, points)
        if len(refined) == len(steps):
            break
        steps = refined
    return (*points, points[0])


def _refined(steps: list[Step], points: list[tuple[float, float]]) -> list[Step]:
    """A step more between two whose points are further apart than a curve may be straight, or where it turns."""
    width, height = (max(values) - min(values) or 1.0 for values in zip(*points, strict=True))
    even = [(x / width, y / height) for x, y in points]
    turns = [_turn(even[k - 1], even[k], even[(k + 1) % len(even)]) for k in range(len(even))]
    more = []
    for k, (step, after) in enumerate(pairwise([*steps, steps[0]])):
        (x, y), (u, v) = even[k], even[(k + 1) % len(even)]
        more.append(step)
        if max(abs(u - x), abs(v - y)) > CHORD or max(turns[k], turns[(k + 1) % len(even)]) > TURN:
            between = (step[0] + after[0]) / 2, (step[1] + after[1]) / 2
            if any(between):
                more.append(between)
    return more


def _turn(before: tuple[float, float], here: tuple[float, float], after: tuple[float, float]) -> float:
    """By which angle, in radians, a path turns at a point."""
    (a, b), (c, d) = ((q[0] - p[0], q[1] - p[1]) for p, q in ((before, here), (here, after)))
    return abs(atan2(a * d - b * c, a * c + b * d))


def _lean(height: Height, centre: tuple[float, float], top: float, reach: tuple[float, float]) -> float:
    """How the two parameters hang together near the maximum: their correlation with its sign turned."""
    across, up = reach[0] / 2, reach[1] / 2
    falls = [top - height(centre[0] + across, centre[1] + side * up) for side in (1, -1)]
    falls += [top - height(centre[0] - across, centre[1] - side * up) for side in (1, -1)]
    if not all(map(isfinite, falls)):
        return 0.0
    along, against = falls[0] + falls[2], falls[1] + falls[3]
    return max(-0.98, min(0.98, (along - against) / (along + against)))


def _directions(reach: tuple[float, float], lean: float) -> list[Step]:
    """Steps to all sides, of about the length at which the first drop is reached; those along the axes among them."""
    rest = sqrt(1 - lean * lean)
    steps = []
    for k in range(RAYS):
        x, y = cos(2 * pi * k / RAYS), sin(2 * pi * k / RAYS)
        steps.append((reach[0] * (x - lean * y / rest), reach[1] * y / rest))
    steps += [(reach[0], 0.0), (-reach[0], 0.0), (0.0, reach[1]), (0.0, -reach[1])]
    return sorted(set(steps), key=lambda step: atan2(step[1] / reach[1], step[0] / reach[0]))


def _way(
    height: Height, centre: tuple[float, float], top: float, step: tuple[float, float], drop: float, guess: float
) -> float | None:
    """After how many steps the drop is reached, or an edge met; None where it never is.

    The root of the drop grows almost evenly with the way, so that a few tries are enough.
    """
    inside, outside, way = 0.0, inf, guess
    for _ in range(TRIES):
        fallen = top - height(centre[0] + way * step[0], centre[1] + way * step[1])
        if abs(fallen - drop) < NEAR * drop:
            return way
        if fallen < drop:
            inside = way
        else:
            outside = way
        even = way * sqrt(drop / fallen) if 0 < fallen < inf else inf
        limit = 4 * way if outside == inf else outside
        other = 4 * way if outside == inf else (inside + outside) / 2
        way = even if inside < even < limit and isfinite(fallen) else other
        if outside - inside < EDGE * outside or outside < EDGE:
            return inside
        if inside == 0.0 and fallen == inf:  # an edge, maybe at the maximum itself
            way = min(way, EDGE / 2)
    return inside if outside < inf else None


# ---- the picture -------------------------------------------------------------------------------------------


def _plot(
    pair: tuple[Maximum, Maximum], top: float, inner: Points, outer: Points, remark: Phrase, regular: bool
) -> Plot:
    first, second = pair
    low, high = _range([x for x, _ in outer], first)
    bottom, ceiling = _range([y for _, y in outer], second)
    places = [(x, y) for x in first.ends for y in second.ends]
    shapes: list[Shape] = [Region(outer), Region(inner, dark=True)]
    shapes += [Line(ring, Style.CONTOUR) for ring in (outer, inner)]
    for x, y in places:
        shapes += [Line(((x, bottom), (x, y)), Style.GUIDE), Line(((low, y), (x, y)), Style.GUIDE), Dot(x, y)]
    if len(places) > 1:
        shapes.append(Line(tuple(places), Style.SET))
    shapes += [_name(ring, drop, (low, high)) for ring, drop in zip((inner, outer), DROPS, strict=True)]
    said = joined([estimated(first), estimated(second), *([remark] if remark else [])])
    shapes.append(Note(high, ceiling, said, Place.ABOVE_LEFT))
    panel = Panel(
        axis(low, high, quantity(first.parameter, first.unit)),
        axis(bottom, ceiling, quantity(second.parameter, second.unit)), tuple(shapes),
    )
    title = words.contours(spoken(first.parameter), spoken(second.parameter))
    return Plot(title, _alt(pair, top, ((low, high), (bottom, ceiling)), remark, regular), (panel,))


def _range(values: list[float], maximum: Maximum) -> tuple[float, float]:
    """A little more than the outer curve, up to an end of the domain that is near."""
    low, high = min(values), max(values)
    width = high - low
    lower, upper = maximum.lower, maximum.upper
    left = lower if lower is not None and low - lower < 0.3 * width else low - 0.12 * width
    right = upper if upper is not None and upper - high < 0.3 * width else high + 0.12 * width
    return left, right


def _name(ring: Points, drop: float, ends: tuple[float, float]) -> Note:
    """What a curve is called, above its highest point, and inside of the picture."""
    x, y = max(ring, key=lambda point: point[1])
    number = Number(Fraction(f"{drop:.2f}"), f"{drop:.2f}")
    share = (x - ends[0]) / (ends[1] - ends[0])
    place = Place.ABOVE_RIGHT if share < 0.1 else Place.ABOVE_LEFT if share > 0.9 else Place.ABOVE
    return Note(x, y, (Add((Hat(Symbol("ℓ")), Negate(number))),), place)


def _alt(
    pair: tuple[Maximum, Maximum], top: float, ends: tuple[tuple[float, float], ...], remark: Phrase, regular: bool
) -> str:
    ranges = [words.ranging(spoken(m.parameter), *map(short, axis)) for m, axis in zip(pair, ends, strict=True)]
    places = ", ".join(in_words(estimated(m), str, plain) for m in pair)
    highest = words.summit if all(m.first == m.last for m in pair) else words.ridge
    return words.sentence(
        words.contours_over(*ranges), highest(short(top), places), words.drops(*map(short, DROPS), regions=regular),
        in_words(remark, str, plain),
    )
