"""HTML: one file that shows worked solutions wherever it is opened, without anything from elsewhere."""

from __future__ import annotations

from .page import completed, page
from .solution import article as fragment

__all__ = ["completed", "fragment", "page"]
