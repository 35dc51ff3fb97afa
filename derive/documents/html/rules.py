"""The rules that a solution uses, each in general on a card that the lines open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...words import page as words
from ..cards import CARD_OF, Card, card
from ..outline import Line, Section
from ..renaming import Naming
from .formulas import block
from .text import text

__all__ = ["cards", "opening"]


def opening(line: Line, name: str) -> str:
    """The title of the rule of a line, which opens its card where it has one."""
    if not line.title:
        return ""
    if card(line.rule) is None:
        return f'<span class="rule">{text(line.title)}</span>'
    return f'<button class="rule" popovertarget="{_id(name, line.rule)}">{text(line.title)}</button>'


def cards(sections: Iterable[Section], name: str, naming: Naming | None = None) -> str:
    """The cards of all rules that have one, in the notation of the solution."""
    used = (line.rule for part in sections for line in _all(part.lines) if line.reason is not None)
    found = {_id(name, rule): card(rule) for rule in used}
    written = "\n".join(_card(id, _named(known, naming)) for id, known in found.items() if known is not None)
    return f'<aside class="cards" aria-label="{words.RULES}">\n{written}\n</aside>' if written else ""


def _all(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _all(line.substeps)


def _named(known: Card, naming: Naming | None) -> Card:
    if naming is None:
        return known
    formula = None if known.formula is None else naming.written(known.formula)
    return Card(naming.said(known.title), naming.said(known.said), formula, naming.said(known.condition))


def _id(name: str, rule: str) -> str:
    return f"{name}.{CARD_OF.get(rule, rule)}"


def _card(id: str, known: Card) -> str:
    formula = "" if known.formula is None else f'<div class="formula">{block(known.formula)}</div>'
    condition = f"<p>{words.IF} {text(known.condition)}.</p>" if known.condition else ""
    said = f"<strong>{text(known.title)}</strong><p>{text(known.said)}</p>{formula}{condition}"
    return f'<div class="card" id="{id}" popover>{said}</div>'
