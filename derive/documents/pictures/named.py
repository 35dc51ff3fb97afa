"""A picture in the notation that was chosen: what its axes, marks and sentences name."""

from __future__ import annotations

from ...records import replace
from ..renaming import Naming
from .plot import Axis, Note, Panel, Plot, Shape

__all__ = ["in_notation"]


def in_notation(plot: Plot, naming: Naming) -> Plot:
    """The same geometry under other names."""
    panels = tuple(_panel(panel, naming) for panel in plot.panels)
    return Plot(naming.said(plot.title), naming.said(plot.alt), panels)


def _panel(panel: Panel, naming: Naming) -> Panel:
    shapes = tuple(_shape(shape, naming) for shape in panel.shapes)
    return Panel(_axis(panel.across, naming), _axis(panel.up, naming), shapes, panel.share)


def _axis(axis: Axis, naming: Naming) -> Axis:
    return replace(axis, label=naming.parts(axis.label))


def _shape(shape: Shape, naming: Naming) -> Shape:
    return replace(shape, text=naming.parts(shape.text)) if isinstance(shape, Note) else shape
