"""Hand derivation → lines with their formulas: what is mathematics is read, what is prose stands beside it."""

from __future__ import annotations

from .model import Line, Piece
from .names import hand_scope
from .text import lines_of

__all__ = ["Line", "Piece", "hand_scope", "lines_of"]
