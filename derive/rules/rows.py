"""The rows of a table at which an expression of its columns is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from ..expressions import Expression, Symbol, free_symbols, rational
from ..steps import Column
from .terms import expand

__all__ = ["rows_of"]


def rows_of(e: Expression, columns: Mapping[str, Column]) -> list[dict[str, Expression]]:
    """The values that the columns in an expression have together, each once; of a single one that it is linear in the
    least and the greatest."""
    names = sorted(free_symbols(e) & columns.keys())
    if not names:
        return [{}]
    rows = set(zip(*(columns[name].values for name in names), strict=False))
    if len(names) == 1 and _is_linear(e, names[0]):
        rows = {min(rows), max(rows)}
    return [dict(zip(names, map(rational, row), strict=True)) for row in sorted(rows)]


def _is_linear(e: Expression, name: str) -> bool:
    parts = [(base, exponent) for term in expand(e) for base, exponent in term.powers if name in free_symbols(base)]
    return all(base == Symbol(name) and exponent == 1 for base, exponent in parts)
