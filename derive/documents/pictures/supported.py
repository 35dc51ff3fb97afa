"""A likelihood that is zero from some point on: its step, and the maximum at the end of the admissible set."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf, isfinite

from ...expressions import Apply, Hat, Symbol
from ...words import pictures as words
from ..phrases import Phrase
from .labels import estimated, given, quantity, spoken
from .one import Maximum
from .plot import Dot, Line, Note, Panel, Place, Plot, Region, Shape, Style
from .ranges import axis, drop_at, short, spread
from .values import Landscape

__all__ = ["relative", "stepped"]

LEAST = 3.5
"""A likelihood is followed until it is e to the minus so much of its maximum: 3 %."""
OUTSIDE = 0.4
"""So much is shown of where it is zero, as a share of where it is not."""
POINTS = 81
ROOM = 1.2


def relative(parameter: Symbol) -> Phrase:
    """`L(θ)/L(θ̂)`."""
    return (Apply("L", (parameter,)), "/", Apply("L", (Hat(parameter),)))


def stepped(landscape: Landscape, maximum: Maximum) -> Plot | None:
    """The picture; None where the likelihood does not jump to zero beside its maximum."""
    name = maximum.parameter.name

    def curve(x: float) -> float:
        return landscape.at({name: x})

    top, near = curve(maximum.middle), _near(maximum)
    below = not maximum.at_lower and curve(maximum.first - near) == -inf
    above = not maximum.at_upper and curve(maximum.last + near) == -inf
    if not isfinite(top) or not (below or above):
        return None
    left, right = maximum.first, maximum.last
    if not (below or maximum.at_lower):
        left = drop_at(curve, left, top - LEAST, -1, maximum.lower)
    if not (above or maximum.at_upper):
        right = drop_at(curve, right, top - LEAST, 1, maximum.upper)
    if not (isfinite(left) and isfinite(right) and left < right):
        return None
    low = left if not below else _beyond(left, right, -1, maximum.lower)
    high = right if not above else _beyond(right, left, 1, maximum.upper)
    shapes = [*_curve(curve, top, (left, right), maximum), *_steps(maximum, (low, high), below, above)]
    across = axis(low, high, quantity(maximum.parameter, maximum.unit))
    panel = Panel(across, axis(0, ROOM, relative(maximum.parameter), 6), tuple(shapes))
    return Plot(words.likelihood(spoken(maximum.parameter)), _alt(maximum, (low, high), below, above), (panel,))


def _near(maximum: Maximum) -> float:
    return 1e-6 * max(abs(maximum.middle), maximum.last - maximum.first, 1e-3)


def _beyond(end: float, other: float, side: int, limit: float | None) -> float:
    """How far the zero part is shown: a share of the rest, no further than the domain."""
    at = end + side * OUTSIDE * abs(end - other)
    return at if limit is None else max(at, limit) if side < 0 else min(at, limit)


def _curve(curve: Callable[[float], float], top: float, ends: tuple[float, float], maximum: Maximum) -> list[Shape]:
    """Where the likelihood is positive; its flat top, if it has one, shaded and thick."""
    points = tuple((x, exp(curve(x) - top)) for x in spread(*ends, POINTS) if isfinite(curve(x)))
    shapes: list[Shape] = [Line(points, Style.CURVE)]
    if maximum.first < maximum.last:
        first, last = maximum.first, maximum.last
        shapes.insert(0, Region(((first, 0.0), (first, 1.0), (last, 1.0), (last, 0.0))))
        shapes.append(Line(((first, 1.0), (last, 1.0)), Style.SET))
    return shapes


def _steps(maximum: Maximum, ends: tuple[float, float], below: bool, above: bool) -> list[Shape]:
    """The zero parts, the dashed jumps, the value that is taken and the one that is not, the estimate."""
    low, high = ends
    shapes: list[Shape] = []
    for jumps, end, far in ((below, maximum.first, low), (above, maximum.last, high)):
        shapes.append(Line(((end, 0.0), (end, 1.0)), Style.GUIDE))
        if jumps:
            shapes += [Line(((far, 0.0), (end, 0.0)), Style.CURVE), Dot(end, 0.0, filled=False)]
        if jumps or maximum.first == maximum.last:
            shapes.append(Dot(end, 1.0))
    unique = tuple(dict.fromkeys(shapes))
    side = Place.ABOVE if maximum.first < maximum.last or (below and above) else (
        Place.ABOVE_RIGHT if below else Place.ABOVE_LEFT)
    return [*unique, Note(maximum.middle, 1.0, estimated(maximum), side)]


def _alt(maximum: Maximum, ends: tuple[float, float], below: bool, above: bool) -> str:
    head = words.likelihood_between(spoken(maximum.parameter), *map(short, ends))
    first, last = short(maximum.first), short(maximum.last)
    if maximum.first < maximum.last:
        return words.sentence(head, words.plateau(first, last))
    one_side = words.zero_below(first) if below else words.zero_above(last)
    zero = words.zero_outside(first) if below and above else one_side
    return words.sentence(head, zero, words.jump_up(given(maximum)) if below else words.jump_down(given(maximum)))
