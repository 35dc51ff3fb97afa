"""Formulas of a page: MathML that is aligned at its relation and that breaks where a line may end."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ...expressions import ONE, Divide, Expression, Relation, Several, children, map_children
from ...notation.mathml import mathml_links, mathml_pieces
from ...notation.plain import plain
from .text import text

__all__ = ["Row", "block", "bracketed", "inline", "is_wide", "rows"]

# Widths of formulas as plain text: a wider left side stands in no column of its own, a wider list takes a row for
# each statement, a wider row has its reason beneath; a formula that is no wider than the last never breaks.
WIDEST_LEFT, WIDEST_LIST, WIDEST_ROW, NEVER_BROKEN = 24, 36, 62, 26
# HTML needs no quotes around values of letters and digits; a long page is a good deal lighter without.
_ATTRIBUTE, _PLAIN = re.compile(r'(?<==)"([\w.-]+)"'), r"\1"


class Row(NamedTuple):
    """Markup on either side of the place where lines are aligned; none at the left where there is no such place."""

    left: str
    right: str


def rows(statement: Expression, unit: str, marked: Collection[Expression] = ()) -> list[Row]:
    """The rows of a line."""
    listed = _listed(statement)
    *before, last = (_row(one, marked) for one in listed)
    behind = f'<span class="unit">\N{NO-BREAK SPACE}{text(unit)}</span>' if unit else ""
    return [*(Row(row.left, f"{row.right},") for row in before), Row(last.left, last.right + behind)]


def is_wide(statement: Expression) -> bool:
    """Whether a row of the line needs the width of the page."""
    return any(_width(one) > WIDEST_ROW for one in _listed(statement))


def inline(e: Expression) -> str:
    """The formula among words."""
    return _flowing(mathml_pieces(e), _width(e))


def bracketed(conditions: Sequence[Expression]) -> str:
    """The formulas in brackets, which stay with them where these are short."""
    said = f"({', '.join(map(inline, conditions))})"
    return said if sum(map(_width, conditions)) > NEVER_BROKEN else f'<span class="together">{said}</span>'


def block(e: Expression) -> str:
    """The formula in lines of its own."""
    return f'<span class="whole">{inline(e)}</span>'


def _listed(statement: Expression) -> tuple[Expression, ...]:
    """The statements that get rows of their own."""
    if isinstance(statement, Several) and statement.separator == "," and len(plain(statement)) > WIDEST_LIST:
        return statement.statements
    return (statement,)


def _row(statement: Expression, marked: Collection[Expression]) -> Row:
    if not isinstance(statement, Relation) or statement in marked or _width(statement.operands[0]) > WIDEST_LEFT:
        return Row("", _flowing(mathml_pieces(statement, marked=marked), _width(statement)))
    left = mathml_links(statement, marked=marked)[0]
    behind = Relation((ONE, *statement.operands[1:]), statement.operators)  # its first piece is a single digit
    _, *pieces = mathml_pieces(behind, marked=marked)
    return Row(_math(left), _flowing(pieces, _width(behind)))


def _width(e: Expression) -> int:
    """About how many letters wide the formula is."""
    return len(plain(_unstacked(e)))


def _unstacked(e: Expression) -> Expression:
    """With the wider part in the place of each fraction."""
    flat = map_children(_unstacked, e)
    return max(children(flat), key=lambda part: len(plain(part))) if isinstance(flat, Divide) else flat


def _flowing(pieces: list[str], width: int) -> str:
    return _math("".join(pieces)) if width <= NEVER_BROKEN else "<wbr>".join(map(_math, pieces))


def _math(markup: str) -> str:
    return f"<math>{_ATTRIBUTE.sub(_PLAIN, markup)}</math>"
