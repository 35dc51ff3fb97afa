"""What is copied from a page: each element carries its LaTeX where that differs from the text that it shows."""

from __future__ import annotations

from ...expressions import Expression, Relation
from ...notation.latex import latex, latex_links
from ..latexwords import escaped
from ..outline import Line
from ..phrases import Phrase, in_words
from .text import text

__all__ = ["of_line", "of_phrase", "of_words"]


def of_words(said: str) -> str:
    """The attribute for words, none where they are the same in LaTeX."""
    source = escaped(said)
    return "" if source == said else _attribute("tex", source)


def of_phrase(phrase: Phrase) -> str:
    """The attribute for words with formulas."""
    source = in_words(phrase, escaped, lambda e: f"\\({latex(e)}\\)")
    return "" if all(isinstance(part, str) and part in source for part in phrase) else _attribute("tex", source)


def of_line(line: Line) -> str:
    """The attributes of a line: its formula, where that is aligned, and the words beside it."""
    if line.statement is None:
        return ""
    unit = f"\\,\\text{{{escaped(line.unit)}}}" if line.unit else ""
    return _attribute("tex", latex(line.statement) + unit) + _at(line.statement) + _why(line)


def _at(statement: Expression) -> str:
    """How many characters stand before the relation."""
    if not isinstance(statement, Relation):
        return ""
    first = latex_links(statement)[0]
    return _attribute("at", str(len(first))) if latex(statement).startswith(first) else ""


def _why(line: Line) -> str:
    """The reason with its conditions."""
    reason = line.reason or ""
    conditions = ", ".join(map(latex, line.unnamed))
    source = f"{escaped(reason)} (\\({conditions}\\))".lstrip() if conditions else escaped(reason)
    return "" if source == reason else _attribute("why", source)


def _attribute(name: str, value: str) -> str:
    return f' data-{name}="{text(value)}"'
