"""The words of a line around its formulas."""

from __future__ import annotations

from .layout import BREAK, GAP
from .lexer import Mark
from .parts import Formula

__all__ = ["Prose"]


class Prose:
    """What is said before and behind each formula, in small letters."""

    def __init__(self, shown: str, found: list[Mark]) -> None:
        self.shown = shown
        self.stops = [mark.end for mark in found if mark.kind == "s" and mark.text in (".", ";", "?", BREAK, GAP)]

    def before(self, boundary: int, formula: Formula) -> str:
        """The prose right before a formula, from the last full stop on, and the words that stand in it."""
        start = max([boundary, *(stop for stop in self.stops if stop <= formula.start)])
        end = formula.start if formula.head is None else formula.head
        before = _cleaned(self.shown[start : max(start, end)])
        return " ".join([before, *(word.lower() for word in formula.aside)]).strip()

    def is_first(self, formula: Formula) -> bool:
        """Whether no sentence ends before it."""
        return not any(stop <= formula.start for stop in self.stops)

    def unfinished(self, start: int, end: int) -> str:
        """The prose behind the last full stop or formula."""
        start = max([start, *self.stops])
        return _cleaned(self.shown[start : max(start, end)])

    def behind(self, start: int, end: int) -> str:
        """The prose right behind a formula, up to the next full stop or formula."""
        end = min([end, *(stop - 1 for stop in self.stops if stop > start)])
        return _cleaned(self.shown[start : max(start, end)])


def _cleaned(stretch: str) -> str:
    words = stretch.lower().replace(BREAK, " ").replace(GAP, " ").split()
    text = " ".join(words).replace(" :", ":").strip(" ,;—-*→⇒=&>\\").lstrip(": ")
    if ")" not in text:
        text = text.lstrip("(").strip()
    return text if "(" in text else text.rstrip(")").strip()
