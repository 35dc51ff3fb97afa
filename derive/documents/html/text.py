"""Words of people as text of a page: no character of theirs is markup, or unseen."""

from __future__ import annotations

import re
from html import escape

from ...problem.characters import visible

__all__ = ["slug", "text"]

_SPACES = re.compile(r"\s+")
_NO_NAME = re.compile(r"[^\w-]+")


def text(said: str) -> str:
    """The words, fit for elements and for attributes in double quotes."""
    return escape(visible(_SPACES.sub(" ", said)))


def slug(name: str) -> str:
    """The name as an id of the page."""
    return _NO_NAME.sub("-", name).strip("-") or "solution"
