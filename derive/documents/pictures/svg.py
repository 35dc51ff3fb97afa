"""The geometry as SVG, drawn by matplotlib (extra `plot`) without its windows and its state.

Text stays text (`svg.fonttype: none`): a picture then weighs a third, is read aloud and found by a search, takes the
fonts and the colour of the page that it stands on, and looks right without the fonts of matplotlib. Outlines would
look the same everywhere, at ten kilobytes more for letters that every system has. Strokes are in the colour of the
text (`currentColor`), so that a picture that stands in a dark page is light.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from ...expressions import Expression
from ...notation.plain import plain
from ..phrases import Phrase, in_words
from .layout import frames
from .plot import Arrow, Axis, Bar, Dot, Line, Note, Panel, Place, Plot, Region, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["EXTRA", "svg"]

EXTRA = "pictures need matplotlib: pip install 'derive[plot]'"

SIZE = (4.9, 3.7)
"""Inches: the width of a column of a book."""
FONT = "DejaVu Sans"
"""Comes with matplotlib, which measures text by it; the finished picture names others."""
FONTS = "'Libertinus Serif', 'STIX Two Text', Cambria, 'Times New Roman', serif"
INK, ACCENT, GREY = "#000000", "#2f7dbd", "#808080"
# Colour, width in points and dashes of a line.
STYLES: dict[Style, tuple[str, float, Any]] = {
    Style.CURVE: (ACCENT, 1.5, "solid"), Style.TANGENT: (INK, 0.9, "solid"), Style.GUIDE: (INK, 0.6, (0, (4, 3))),
    Style.LEVEL: (INK, 0.6, (0, (1, 2))), Style.CONTOUR: (ACCENT, 1.1, "solid"), Style.SET: (ACCENT, 3.0, "solid"),
    Style.ZERO: (INK, 0.5, "solid"),
}
SMALL, NORMAL = 8.5, 9.5
SHIFTS = {
    Place.ABOVE: (0, 5, "center", "bottom"), Place.BELOW: (0, -5, "center", "top"),
    Place.LEFT: (-5, 0, "right", "center"), Place.RIGHT: (5, 0, "left", "center"),
    Place.OVER: (0, 0, "center", "center"), Place.ABOVE_LEFT: (-4, 2, "right", "bottom"),
    Place.ABOVE_RIGHT: (4, 2, "left", "bottom"), Place.BELOW_LEFT: (0, -2, "right", "top"),
    Place.BELOW_RIGHT: (0, -2, "left", "top"),
}


def svg(plot: Plot) -> str:
    """The picture as one `svg` element. Raises ImportError, which names the extra, where matplotlib is missing."""
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    except ImportError as missing:
        raise ImportError(EXTRA) from missing
    settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "derive", "font.family": FONT}
    page = StringIO()
    with rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a letter that its own font lacks: the page's may have it
        figure = Figure(figsize=SIZE)
        FigureCanvasSVG(figure)
        for place, panel in zip(frames(plot.panels), plot.panels, strict=True):
            _draw(figure.add_axes(place), panel, last=panel is plot.panels[-1])
        figure.savefig(page, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _finished(page.getvalue(), plot.alt)


# ---- what is drawn -----------------------------------------------------------------------------------------


def _draw(axes: Axes, panel: Panel, last: bool) -> None:
    axes.set_xlim(panel.across.low, panel.across.high)
    axes.set_ylim(panel.up.low, panel.up.high)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_linewidth(0.7)
    axes.tick_params(labelsize=SMALL, width=0.7, length=3, labelbottom=last)
    axes.set_xticks(*_ticks(panel.across))
    axes.set_yticks(*_ticks(panel.up))
    if last:
        _text(axes, 1.0, 0.0, panel.across.label, (0, -24, "right", "center"), axes.transAxes)
    _text(axes, 0.0, 1.0, panel.up.label, (-32, 6, "left", "bottom"), axes.transAxes)
    for order, shape in enumerate(panel.shapes, 3):
        if not isinstance(shape, Dot):
            _DRAWERS[type(shape)](axes, shape, order)
    _dots(axes, [shape for shape in panel.shapes if isinstance(shape, Dot)])


def _ticks(axis: Axis) -> tuple[list[float], list[str]]:
    return [place for place, _ in axis.ticks], [in_words(text, str, plain) for _, text in axis.ticks]


def _line(axes: Axes, line: Line, order: int) -> None:
    colour, width, dashes = STYLES[line.style]
    axes.plot(
        *zip(*line.points, strict=True), color=colour, linewidth=width, linestyle=dashes, clip_on=False, zorder=order,
        solid_capstyle="butt" if line.style is Style.SET else "round",
    )


def _region(axes: Axes, region: Region, order: int) -> None:
    alpha = 0.4 if region.dark else 0.2
    axes.fill(*zip(*region.points, strict=True), color=ACCENT, alpha=alpha, linewidth=0, clip_on=False, zorder=1)


def _bar(axes: Axes, bar: Bar, order: int) -> None:
    alpha = 1.0 if bar.marked else 0.4
    axes.bar(bar.x, bar.height, bar.width, color=ACCENT, alpha=alpha, linewidth=0, clip_on=False, zorder=order)


def _dots(axes: Axes, dots: list[Dot]) -> None:
    """Those that look alike in one go, on top of all else: the mark is then defined once."""
    for small, filled in ((True, True), (False, True), (False, False)):
        alike = [(dot.x, dot.y) for dot in dots if (dot.small, dot.filled) == (small, filled)]
        colour = ACCENT if small else INK
        if alike:
            axes.plot(
                *zip(*alike, strict=True), linestyle="none", marker="o", markersize=3.5 if small else 5.5,
                markeredgecolor=colour, markerfacecolor=colour if filled else "white", clip_on=False,
                zorder=90 if small else 91,
            )


def _arrow(axes: Axes, arrow: Arrow, order: int) -> None:
    style = {"arrowstyle": "-|>", "color": INK, "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9}
    axes.annotate("", arrow.end, arrow.start, arrowprops=style, annotation_clip=False, zorder=order)


def _note(axes: Axes, note: Note, order: int) -> None:
    _text(axes, note.x, note.y, note.text, SHIFTS[note.place], axes.transData)


_DRAWERS: dict[type, Callable[[Any, Any, int], None]] = {
    Line: _line, Region: _region, Bar: _bar, Arrow: _arrow, Note: _note,
}


# ---- text --------------------------------------------------------------------------------------------------

# Characters without ink that stand around mathematics until its letters are slanted in the finished picture.
OPENS, CLOSES = "\u2063", "\u2064"
_MATHEMATICS = re.compile(f"{OPENS}(.*?){CLOSES}")
_LATIN_OR_GREEK = "A-Za-zΑ-Ωα-ωℓ"
_LETTER = re.compile(f"(?<![{_LATIN_OR_GREEK}])([{_LATIN_OR_GREEK}][\u0302\u0304]?)(?![{_LATIN_OR_GREEK}])")


def _text(axes: Axes, x: float, y: float, text: Phrase, shift: tuple[float, float, str, str], system: Any) -> None:
    across, up, side, base = shift
    written = in_words(text, str, _marked)
    axes.annotate(written, (x, y), (across, up), system, "offset points", ha=side, va=base, fontsize=NORMAL,
                  annotation_clip=False, zorder=40).set_parse_math(False)


def _marked(e: Expression) -> str:
    return f"{OPENS}{plain(e)}{CLOSES}"


_LONG = re.compile(r"-?\d+\.\d{2,}(?=[^<>]*>)")
"""A number inside of a tag with more decimals than can be seen."""


# ---- the finished element ----------------------------------------------------------------------------------


def _finished(page: str, alt: str) -> str:
    """The element alone, named for screen readers, without what two pictures on one page must not share."""
    page = page[page.index("<svg"):]
    page = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", page, flags=re.DOTALL)
    page = re.sub(r'<style type="text/css">.*?</style>', "", page, flags=re.DOTALL)
    page = page.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace("xlink:href", "href")
    page = _own_names(page)
    page = page.replace(INK, "currentColor").replace("white", "Canvas")
    page = _MATHEMATICS.sub(lambda found: _slanted(found[1]), page)
    page = page.replace(f"'{FONT}'", FONTS)
    page = _LONG.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), page)
    page = re.sub(r'(<use [^>]*) style="[^"]*"', r"\1", _filled_marks(page))
    page = re.sub(r">\s+<", "><", re.sub(r" transform=\"rotate\(-0 [^)]*\)\"", "", page))
    return page.replace("<svg ", f"<svg role=\"img\" aria-label={quoteattr(alt)} ", 1).strip()


def _filled_marks(page: str) -> str:
    """Marks that are filled where they are defined: matplotlib says it at each use."""
    fills = dict(re.findall(r'<use href="#([\w-]+)"[^>]*style="fill: ([^;"]+)', page))
    for name, fill in fills.items():
        page = re.sub(rf'(id="{name}"[^>]*style=")', rf"\g<1>fill: {fill}; ", page)
    return page


def _own_names(page: str) -> str:
    """Names of parts only where a part is used, and such as no other picture has."""
    salt = sha256(page.encode()).hexdigest()[:6]
    used = set(re.findall(r'href="#(\w+)"|url\(#(\w+)\)', page))
    names = {name for pair in used for name in pair if name}
    page = re.sub(r' id="([^"]+)"', lambda found: f' id="{found[1]}-{salt}"' if found[1] in names else "", page)
    return re.sub(r'(href="#|url\(#)(\w+)', lambda found: f"{found[1]}{found[2]}-{salt}", page)


def _slanted(text: str) -> str:
    """Single letters of mathematics in italics."""
    return _LETTER.sub(r'<tspan font-style="italic">\1</tspan>', text)
