r"""The geometry as a `picture` environment: what the kernel of LaTeX draws by itself, in shares of the line width.

The kernel has no curves but \qbezier, no slanted lines but of few slopes, and no grey: curves are chains of quadratic
arcs through the points, slanted lines are arcs with their middle between their ends, and regions are hatched. TikZ
would do all of that, and is a package that not every document loads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import atan2, gcd, hypot, pi
from textwrap import wrap
from typing import Any, NamedTuple

from ...notation.latex import latex
from ...notation.plain import plain
from ..latexwords import escaped
from ..phrases import Phrase, in_words
from .layout import frames
from .plot import Arrow, Bar, Dot, Line, Note, Panel, Place, Plot, Points, Region, Style

__all__ = ["environment"]

WIDTH, HEIGHT = 100.0, 75.0
"""Of the picture in its own units."""
UNIT = r"\setlength{\unitlength}{0.0078\linewidth}"
ARC = 8
"""Points of a curve that one arc goes past."""
CORNER = pi / 5
"""A turn that no arc may round off."""
HATCHING, DENSE = 2.0, 1.0
"""Distance of the lines that shade a region, and a dark one."""
TICK, SHORTEST = 1.0, 0.02
LETTER, ROW = 1.5, 3.2
"""Width of a letter and height of a row, where a note is kept free of hatching."""
THICK = {Style.CURVE: "0.9pt", Style.CONTOUR: "0.7pt", Style.SET: "1.8pt", Style.TANGENT: "0.6pt"}
THIN, FAINT = "0.3pt", "0.1pt"
DASHES = {Style.GUIDE: (1.6, 1.2), Style.LEVEL: (0.4, 0.8)}
"""Length of a dash, and of the gap behind it."""
PLACES = {
    Place.ABOVE: (0, 1.6, "b"), Place.BELOW: (0, -1.6, "t"), Place.LEFT: (-1.4, 0, "r"), Place.RIGHT: (1.4, 0, "l"),
    Place.OVER: (0, 0, ""), Place.ABOVE_LEFT: (-1.2, 0.9, "br"), Place.ABOVE_RIGHT: (1.2, 0.9, "bl"),
    Place.BELOW_LEFT: (0, -0.6, "tr"), Place.BELOW_RIGHT: (0, -0.6, "tl"),
}


def environment(plot: Plot) -> str:
    """The picture, centred, what is seen as a comment above it."""
    seen = "\n".join(f"% {line}" for line in wrap(plot.alt, 100))
    rows: list[str] = []
    for (left, bottom, width, height), panel in zip(frames(plot.panels), plot.panels, strict=True):
        page = _Page(panel, (left * WIDTH, bottom * HEIGHT, width * WIDTH, height * HEIGHT))
        rows += _panel(panel, page, panel is plot.panels[-1])
    drawn = "\n".join(rows)
    return (
        f"\\begin{{center}}\n{seen}\n{UNIT}\\footnotesize\n"
        f"\\begin{{picture}}({WIDTH:g},{HEIGHT:g})\n{drawn}\n\\end{{picture}}\n\\end{{center}}"
    )


class _Page(NamedTuple):
    """Where a panel stands: left, bottom, width and height."""

    panel: Panel
    box: tuple[float, float, float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point of the axes on the page."""
        left, bottom, width, height = self.box
        across, up = self.panel.across, self.panel.up
        return (
            left + width * (x - across.low) / (across.high - across.low),
            bottom + height * (y - up.low) / (up.high - up.low),
        )

    def all(self, points: Points) -> list[tuple[float, float]]:
        """The places of several points."""
        return [self.at(*point) for point in points]


def _panel(panel: Panel, page: _Page, last: bool) -> Iterator[str]:
    left, bottom, width, height = page.box
    yield f"\\linethickness{{{THIN}}}"
    yield _put(left, bottom, f"\\line(1,0){{{width:.4g}}}")
    yield _put(left, bottom, f"\\line(0,1){{{height:.4g}}}")
    for place, text in panel.across.ticks:
        x, _ = page.at(place, panel.up.low)
        yield _put(x, bottom, f"\\line(0,-1){{{TICK:g}}}")
        if last:
            yield _text(x, bottom - TICK - 0.8, text, "t")
    for place, text in panel.up.ticks:
        _, y = page.at(panel.across.low, place)
        yield _put(left, y, f"\\line(-1,0){{{TICK:g}}}")
        yield _text(left - TICK - 0.6, y, text, "r")
    yield _text(left - 9, bottom + height + 1.6, panel.up.label, "bl")
    if last and panel.across.label:
        yield _text(left + width, bottom - 6.5, panel.across.label, "tr")
    for shape in panel.shapes:
        yield from _DRAWERS[type(shape)](page, shape)


def _put(x: float, y: float, what: str) -> str:
    return f"\\put({x:.2f},{y:.2f}){{{what}}}"


def _text(x: float, y: float, text: Phrase, side: str) -> str:
    place = f"[{side}]" if side else ""
    return _put(x, y, f"\\makebox(0,0){place}{{{in_words(text, escaped, lambda e: f'${latex(e)}$')}}}")


# ---- lines -------------------------------------------------------------------------------------------------


def _line(page: _Page, line: Line) -> Iterator[str]:
    points = page.all(line.points)
    if line.style in DASHES:
        yield f"\\linethickness{{{THIN}}}"
        for start, end in pairwise(points):
            yield _dashed(start, end, *DASHES[line.style])
        return
    yield f"\\linethickness{{{THICK.get(line.style, THIN)}}}"
    yield from _arcs(points)


def _dashed(start: tuple[float, float], end: tuple[float, float], dash: float, gap: float) -> str:
    """Dashes from one point to another, upright or level."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    count = max(1, round((length + gap) / (dash + gap)))
    level = abs(end[1] - start[1]) < abs(end[0] - start[0])
    x, y = min(start[0], end[0]), min(start[1], end[1])
    step = f"({dash + gap:g},0)" if level else f"(0,{dash + gap:g})"
    return f"\\multiput({x:.2f},{y:.2f}){step}{{{count}}}{{\\line{'(1,0)' if level else '(0,1)'}{{{dash:g}}}}}"


def _arcs(points: list[tuple[float, float]]) -> Iterator[str]:
    r"""A chain of \qbezier through knots among the points, each past the point in the middle between two of them."""
    for first, last in pairwise(_knots(points)):
        start, end = points[first], points[last]
        if hypot(end[0] - start[0], end[1] - start[1]) < SHORTEST:  # TeX divides by the length
            continue
        if last - first > 1:
            x, y = points[(first + last) // 2]
            control = 2 * x - (start[0] + end[0]) / 2, 2 * y - (start[1] + end[1]) / 2
        else:
            control = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        yield "\\qbezier" + "".join(f"({x:.2f},{y:.2f})" for x, y in (start, control, end))


def _knots(points: list[tuple[float, float]]) -> list[int]:
    """The ends, the corners, and between them every so many points."""
    corners = [k for k in range(1, len(points) - 1) if _turn(*points[k - 1:k + 2]) > CORNER]
    knots = [0]
    for corner in (*corners, len(points) - 1):
        pieces = max(1, round((corner - knots[-1]) / ARC))
        start = knots[-1]
        knots += [start + (corner - start) * k // pieces for k in range(1, pieces + 1)]
    return list(dict.fromkeys(knots))


def _turn(before: tuple[float, float], at: tuple[float, float], after: tuple[float, float]) -> float:
    """The angle by which a line turns at a point."""
    turn = atan2(after[1] - at[1], after[0] - at[0]) - atan2(at[1] - before[1], at[0] - before[0])
    return abs((turn + pi) % (2 * pi) - pi)


def _arrow(page: _Page, arrow: Arrow) -> Iterator[str]:
    """The head alone: the curve is its shaft. The kernel has heads in few directions."""
    (x, y), (u, v) = page.at(*arrow.start), page.at(*arrow.end)
    size = max(abs(u - x), abs(v - y)) or 1.0
    across, up = round(4 * (u - x) / size), round(4 * (v - y) / size)
    shared = gcd(across, up)
    yield _put(u, v, f"\\vector({across // shared},{up // shared}){{0}}")


# ---- areas, marks, text ------------------------------------------------------------------------------------


def _region(page: _Page, region: Region) -> Iterator[str]:
    """Upright lines between the edges of the polygon, but not over notes."""
    corners = page.all(region.points)
    step = DENSE if region.dark else HATCHING
    notes = [_room(page, shape) for shape in page.panel.shapes if isinstance(shape, Note)]
    yield f"\\linethickness{{{FAINT}}}"
    x = (min(x for x, _ in corners) // HATCHING + 1) * HATCHING
    while x < max(x for x, _ in corners):
        cuts = sorted(_cuts(corners, x))
        for low, high in zip(cuts[::2], cuts[1::2], strict=False):
            over = [(bottom, top) for left, right, bottom, top in notes if left < x < right]
            for start, end in _without(low, high, over):
                yield _put(x, start, f"\\line(0,1){{{end - start:.2f}}}")
        x += step


def _room(page: _Page, note: Note) -> tuple[float, float, float, float]:
    """What a note covers: left, right, bottom, top."""
    x, y = page.at(note.x, note.y)
    across, up, side = PLACES[note.place]
    width = LETTER * len(in_words(note.text, str, plain))
    left = x + across - (0.0 if "l" in side else width if "r" in side else width / 2)
    bottom = y + up - (0.0 if "b" in side else ROW if "t" in side else ROW / 2)
    return left, left + width, bottom, bottom + ROW


def _without(low: float, high: float, gaps: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """What is left of a stroke."""
    for bottom, top in sorted(gaps):
        if low < top and bottom < high:
            if low < bottom:
                yield low, bottom
            low = max(low, top)
    if low < high:
        yield low, high


def _cuts(corners: list[tuple[float, float]], x: float) -> Iterator[float]:
    for (a, below), (b, above) in pairwise([*corners, corners[0]]):
        if (a <= x) != (b <= x):
            yield below + (above - below) * (x - a) / (b - a)


def _bar(page: _Page, bar: Bar) -> Iterator[str]:
    left, bottom = page.at(bar.x - bar.width / 2, 0.0)
    right, top = page.at(bar.x + bar.width / 2, bar.height)
    if bar.marked:
        yield _put(left, bottom, f"\\rule{{{right - left:.2f}\\unitlength}}{{{top - bottom:.2f}\\unitlength}}")
    else:
        yield f"\\linethickness{{{THIN}}}"
        yield from _arcs([(left, bottom), (left, top), (right, top), (right, bottom)])


def _dot(page: _Page, dot: Dot) -> Iterator[str]:
    size = 0.9 if dot.small else 1.6
    yield _put(*page.at(dot.x, dot.y), f"\\circle{'*' if dot.filled else ''}{{{size:g}}}")


def _note(page: _Page, note: Note) -> Iterator[str]:
    x, y = page.at(note.x, note.y)
    across, up, side = PLACES[note.place]
    yield _text(x + across, y + up, note.text, side)


_DRAWERS: dict[type, Callable[[Any, Any], Iterator[str]]] = {
    Line: _line, Region: _region, Bar: _bar, Dot: _dot, Arrow: _arrow, Note: _note,
}
