"""Ratios of more than two: `p : q : r = 3 : 2 : 1` says that p/3 = q/2 = r/1."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from ...expressions import Chain, Divide, Expression, Relation, Several, Span

__all__ = ["in_ratios"]

_LINK = re.compile(r"⇒|⟹|→|\\(?:Rightarrow|implies|Longrightarrow|to|rightarrow)(?![A-Za-z])")

Read = Callable[[str], list[Expression]]


def in_ratios(source: str, text: str, read: Read) -> list[Expression] | None:
    """The statement of a source in which ratios of three or more are set equal; None where there are none.

    text: the line as it was written, with the colons that are strokes in the source. Raises ReadError.
    """
    if text.count(":") < 2:
        return None
    written = "".join(":" if a == "/" and b == ":" else a for a, b in zip(source, text, strict=False))
    places = [0, *(cut for link in _LINK.finditer(written) for cut in link.span()), len(written)]
    stretches = [(places[k], places[k + 1]) for k in range(0, len(places), 2)]
    found = [_relation(written, start, end, read) for start, end in stretches]
    if not any(found):
        return None
    parts = tuple(
        relation or read(_at(written, start, end))[0] for relation, (start, end) in zip(found, stretches, strict=True)
    )
    return [parts[0] if len(parts) == 1 else Chain(parts, ("⇒",) * (len(parts) - 1), span=Span(0, len(written)))]


def _relation(written: str, start: int, end: int, read: Read) -> Expression | None:
    """Each link as its own proportion, element by element."""
    rows = [_elements(written, *side) for side in _cut(written, start, end, "=")]
    sizes = {len(row) for row in rows}
    if len(rows) < 2 or len(sizes) > 1 or sizes.pop() < 3:
        return None
    values = [[read(_at(written, *element))[0] for element in row] for row in rows]
    begin = len(written[:end]) - len(written[start:end].lstrip())
    span = Span(begin, start + len(written[start:end].rstrip()))
    relations = []
    for first, second in pairwise(values):
        quotients = tuple(Divide(a, b, span=span) for a, b in zip(first, second, strict=True))
        relations.append(Relation(quotients, ("=",) * (len(quotients) - 1), span=span))
    return relations[0] if len(relations) == 1 else Several(tuple(relations), ",", span=span)


def _elements(written: str, start: int, end: int) -> list[tuple[int, int]]:
    return _cut(written, start, end, ":")


def _cut(written: str, start: int, end: int, sign: str) -> list[tuple[int, int]]:
    places = [start - 1, *(k for k in range(start, end) if written[k] == sign), end]
    return [(a + 1, b) for a, b in pairwise(places)]


def _at(written: str, start: int, end: int) -> str:
    """The stretch in its columns."""
    return " " * start + written[start:end].replace("&", " ")
