"""Drawing by matplotlib: axes, lines, areas, marks, text. Imported where a picture is made, and nowhere else."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from io import StringIO
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from ...expressions import Expression, Hat, Symbol, nodes
from ...notation.latex import latex
from ...notation.plain import plain
from ..phrases import Phrase, in_words
from .layout import frames
from .plot import Arrow, Axis, Bar, Dot, Line, Note, Panel, Place, Plot, Region, Style

__all__ = ["CLOSES", "FONT", "INK", "OPENS", "page"]

SIZE = (4.9, 3.7)
"""Inches: the width of a column of a book."""
FONT = "DejaVu Sans"
"""Comes with matplotlib, which measures text by it; the finished picture names others."""
INK, ACCENT = "#000000", "#2f7dbd"
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
OPENS, CLOSES = "\u2063", "\u2064"
"""Characters without ink that stand around mathematics until its letters are slanted in the finished picture."""


def page(plot: Plot) -> str:
    """The picture as a document of SVG."""
    settings: dict[Any, Any] = {
        "svg.fonttype": "none", "svg.hashsalt": "derive", "font.family": FONT, "mathtext.fontset": "stix",
        "text.parse_math": False,
    }
    written = StringIO()
    with rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a letter that its own font lacks: the page's may have it
        figure = Figure(figsize=SIZE)
        FigureCanvasSVG(figure)
        for place, panel in zip(frames(plot.panels), plot.panels, strict=True):
            _draw(figure.add_axes(place), panel, last=panel is plot.panels[-1])
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return written.getvalue()


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
                markeredgecolor=colour, markerfacecolor=colour if filled else "none", clip_on=False,
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


class _Outlined(Annotation):
    """A label whose letters are drawn as outlines."""

    def draw(self, renderer: RendererBase) -> None:
        """As any text, but not left to the fonts of the page."""
        with rc_context({"svg.fonttype": "path"}):
            super().draw(renderer)


def _text(axes: Axes, x: float, y: float, text: Phrase, shift: tuple[float, float, str, str], system: Any) -> None:
    """A label at a point, moved by so many printer's points.

    With a hat in it, it is set by matplotlib: an accent that combines with the letter before it stands wrong over
    tall letters in most fonts of a page.
    """
    across, up, side, base = shift
    formula = _formula(text)
    kind = Annotation if formula is None else _Outlined
    label = kind(
        in_words(text, str, _marked) if formula is None else formula, (x, y), (across, up), system, "offset points",
        ha=side, va=base, fontsize=NORMAL if formula is None else NORMAL + 0.5, annotation_clip=False, zorder=95,
    )
    label.set_parse_math(formula is not None)
    axes.add_artist(label)


_GREEK = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi "
    "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_SIGNS = "hat bar ell frac in approx times cdot le ge log ln sqrt infty mathrm"
_NAMES = "|".join(f"{_GREEK} {_SIGNS}".split())
_READ = re.compile(rf"(?:[^\\$]|\\(?:{_NAMES})(?![A-Za-z])|\\[{{}}])*")
"""What both kinds of LaTeX read alike."""


def _formula(text: Phrase) -> str | None:
    """A label with a hat in the dialect of matplotlib; None for another, and for one that it might not read."""
    mathematics = [part for part in text if isinstance(part, Expression)]
    if not any(_is_estimate(node) for part in mathematics for node in nodes(part)):
        return None
    if not all(_READ.fullmatch(_latex(part)) for part in mathematics):
        return None
    return in_words(text, lambda said: said.replace("$", r"\$"), lambda e: f"${_latex(e)}$")


def _is_estimate(e: Expression) -> bool:
    """Whether it is `θ̂` or `θ_MLE`."""
    return isinstance(e, Hat) or (isinstance(e, Symbol) and e.name.endswith("_MLE"))


def _latex(e: Expression) -> str:
    """The LaTeX with the one command for words that both know."""
    return latex(e).replace("\\text{", "\\mathrm{")


def _marked(e: Expression) -> str:
    return f"{OPENS}{plain(e)}{CLOSES}"
