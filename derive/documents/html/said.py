"""Words and phrases as elements, each with its LaTeX."""

from __future__ import annotations

from ..phrases import Phrase, in_words
from .formulas import inline
from .sources import of_phrase, of_words
from .text import text

__all__ = ["paragraph", "phrase", "spoken"]


def paragraph(said: str, kind: str = "", tag: str = "p") -> str:
    """The words as an element of a class; nothing for no words."""
    return f"<{tag}{_class(kind)}{of_words(said)}>{text(said)}</{tag}>" if said else ""


def phrase(said: Phrase, kind: str = "", tag: str = "p") -> str:
    """The phrase as an element of a class."""
    return f"<{tag}{_class(kind)}{of_phrase(said)}>{spoken(said)}</{tag}>"


def spoken(said: Phrase) -> str:
    """The phrase as it stands within an element."""
    return in_words(said, text, inline)


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
