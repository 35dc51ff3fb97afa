"""A line of a hand derivation before it is put into letters."""

from __future__ import annotations

from typing import NamedTuple

from ...expressions import Expression

__all__ = ["Line"]


class Line(NamedTuple):
    """A statement and what kind it is (of a report; `facts`, `words` and `show` beside them).

    whole: the statement. parameter: what it is about. words: text that stands there instead. tail: what follows the
    formula, `= 70%` or a unit. where: a definition that is given at the end of the line.
    """

    kind: str
    whole: Expression
    parameter: str = ""
    words: str = ""
    tail: str = ""
    where: Expression | None = None
