"""Where panels stand on their page, for every drawer."""

from __future__ import annotations

from .plot import Panel

__all__ = ["frames"]

LEFT, RIGHT, BOTTOM, TOP = 0.11, 0.97, 0.115, 0.93
"""The edges of the panels, as shares of the page: names and numbers stand outside."""
GAP = 0.105
"""Between two panels, as a share of the height."""


def frames(panels: tuple[Panel, ...]) -> list[tuple[float, float, float, float]]:
    """Left, bottom, width and height of each panel as shares of the page, from the top down."""
    unit = (TOP - BOTTOM - GAP * (len(panels) - 1)) / sum(panel.share for panel in panels)
    places, upper = [], TOP
    for panel in panels:
        places.append((LEFT, upper - unit * panel.share, RIGHT - LEFT, unit * panel.share))
        upper -= unit * panel.share + GAP
    return places
