"""A bare `mean` that is not that of the data: `ln(x_i/2) is exponential with rate α, so α̂ = 1/mean`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..expressions import (
    Call,
    Divide,
    Expression,
    Indexed,
    Product,
    Relation,
    Several,
    Summation,
    Symbol,
    free_symbols,
    kinds,
    nodes,
    replace,
    sample_sum,
)
from .reading import Line, Piece
from .statements import Statement
from .truth import Truth

__all__ = ["with_named_means"]

_BARE = re.compile(r"(?<!sample )(?<!arithmetic )\b(?:mean|average)\b(?!\s*(?:[(_]|of\b))", re.IGNORECASE)


def with_named_means(statement: Statement, line: Line, piece: Piece, truth: Truth) -> Iterator[Statement]:
    """The statement with the mean of a function of the observations that the line speaks of before it."""
    if _BARE.search(line.text[piece.start : piece.end + 1]) is None or piece not in line.pieces:
        return
    means = [e for e in nodes(statement.body) if isinstance(e, Call) and e.function == "mean" and _is_bare(e, truth)]
    for before in line.pieces[: line.pieces.index(piece)] if means else ():
        part = _function_of_one(before.readings[0], truth) if before.readings else None
        if part is not None:
            yield statement._replace(body=replace(statement.body, means[0], Divide(sample_sum(part), Symbol("n"))))


def _is_bare(e: Call, truth: Truth) -> bool:
    return len(e.arguments) == 1 and isinstance(e.arguments[0], Symbol) and e.arguments[0].name in truth.variables


def _function_of_one(e: Expression, truth: Truth) -> Expression | None:
    """What is no observation itself, but made of one and of what is known."""
    if isinstance(e, Indexed | Symbol | Relation | Several) or not kinds(e).isdisjoint((Summation, Product)):
        return None
    held = [node for node in nodes(e) if isinstance(node, Indexed) and node.base in truth.variables]
    indices = {node.index for node in held if isinstance(node.index, Symbol)}
    bare = free_symbols(e) & truth.variables
    if not free_symbols(e).isdisjoint(truth.parameters) or len(indices) > 1 or not (indices or bare):
        return None
    return replace(e, indices.pop(), Symbol("i")) if indices else e
