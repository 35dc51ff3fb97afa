"""The geometry of a picture: frozen data that each drawer turns into lines on its page, without deciding anything.

Coordinates are those of the axes; curves end at the edges of their panel, so that nobody has to clip.
"""

from __future__ import annotations

from enum import StrEnum

from ...records import Record
from ..phrases import Phrase

__all__ = [
    "Arrow", "Axis", "Bar", "Dot", "Line", "Note", "Panel", "Place", "Plot", "Points", "Region", "Shape", "Style",
]

Points = tuple[tuple[float, float], ...]


class Style(StrEnum):
    """What a line is for, which tells a drawer how it looks."""

    CURVE = "curve"
    TANGENT = "tangent"
    GUIDE = "guide"  # dashed, from a mark to an axis
    LEVEL = "level"  # dotted, a height
    CONTOUR = "contour"
    SET = "set"  # thick, all of it maximises
    ZERO = "zero"  # where the score vanishes


class Place(StrEnum):
    """On which side of its point a note stands."""

    ABOVE, BELOW, LEFT, RIGHT, OVER = "above", "below", "left", "right", "over"
    ABOVE_LEFT, ABOVE_RIGHT = "above-left", "above-right"
    BELOW_LEFT, BELOW_RIGHT = "below-left", "below-right"


class Axis(Record):
    """From `low` to `high`; ticks are places and what stands at them."""

    low: float
    high: float
    label: Phrase = ()
    ticks: tuple[tuple[float, Phrase], ...] = ()


class Line(Record):
    """Points joined by straight strokes; a curve has so many that it looks round."""

    points: Points
    style: Style


class Region(Record):
    """A shaded polygon."""

    points: Points
    dark: bool = False


class Bar(Record):
    """A bar from nought to `height`, about `x`; the marked one is darker."""

    x: float
    width: float
    height: float
    marked: bool = False


class Dot(Record):
    """A filled dot is a value that is taken, an open one is a value that is not."""

    x: float
    y: float
    filled: bool = True
    small: bool = False


class Arrow(Record):
    """A stroke with its head at the end."""

    start: tuple[float, float]
    end: tuple[float, float]


class Note(Record):
    """Words and mathematics beside a point."""

    x: float
    y: float
    text: Phrase
    place: Place = Place.OVER


Shape = Line | Region | Bar | Dot | Arrow | Note


class Panel(Record):
    """Axes and what is drawn between them, in the order of drawing; `share` is its part of the height."""

    across: Axis
    up: Axis
    shapes: tuple[Shape, ...]
    share: float = 1.0


class Plot(Record):
    """One panel, or several below each other over one axis. alt: what is seen, in one or two sentences."""

    title: str
    alt: str
    panels: tuple[Panel, ...]
