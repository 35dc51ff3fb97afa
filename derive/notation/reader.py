"""Text → expression: the one reader for all mathematics that a person types, plain, Unicode or LaTeX.

Nothing is evaluated, nothing is guessed, and every failure is a `ReadError`. See `grammar` for how text is read,
`scope` for the names it may use, `faults` for the bounds on its size.
"""

from __future__ import annotations

from collections.abc import Callable

from ..expressions import Expression, Relation, Span
from . import brackets, derivatives, formulas, fractions_and_roots, functions, maximisers, operands, series  # noqa: F401
from .faults import MAX_READINGS, ReadError
from .grammar import Parser
from .scope import Scope, normal_name
from .tokens import tokenize

# The modules imported as wholes fill the table of what begins an operand.

__all__ = [
    "ANY_NAMES", "ReadError", "Scope", "normal_name", "read", "read_expression", "read_statement", "readings",
]

ANY_NAMES = Scope()


def read(text: str, scope: Scope = ANY_NAMES) -> Expression:
    """A line: an expression, a relation, a chain (→ ⇒ ⇔) or several statements.

    Raises ReadError.
    """
    return _read(text, scope, Parser.line, "the line")


def read_statement(text: str, scope: Scope = ANY_NAMES) -> Expression:
    """One relation, or an expression. Raises ReadError."""
    return _read(text, scope, Parser.relation, "the statement")


def read_expression(text: str, scope: Scope = ANY_NAMES) -> Expression:
    """An expression; a relation is a fault. Raises ReadError."""
    found = _read(text, scope, Parser.relation, "the expression")
    if type(found) is Relation:
        raise ReadError("a relation where an expression is wanted", found.span or Span(0, len(text)))
    return found


def readings(text: str, scope: Scope = ANY_NAMES) -> list[Expression]:
    """All readings of a line, the one from left to right first: `log 2πσ²` has two. At most MAX_READINGS.

    Raises ReadError where the line has none.
    """
    found: list[Expression] = []
    fault: ReadError | None = None
    waiting: list[tuple[int, ...]] = [()]
    while waiting and len(found) < MAX_READINGS:
        choices = waiting.pop(0)
        try:
            tree, taken = _parsed(text, scope, choices)
        except ReadError as error:
            fault = fault or error
            continue
        if tree not in found:
            found.append(tree)
        waiting += [(*taken[:place], 1) for place in range(len(choices), len(taken))]
    if not found and fault is not None:
        raise fault
    return found


def _parsed(text: str, scope: Scope, choices: tuple[int, ...]) -> tuple[Expression, tuple[int, ...]]:
    try:
        parser = Parser(text, scope, tokenize(text, scope), choices)
        return parser.whole(parser.line, "the line"), tuple(parser.taken)
    except RecursionError:
        raise _too_deep(text) from None


def _read(text: str, scope: Scope, level: Callable[[Parser], Expression], what: str) -> Expression:
    try:
        parser = Parser(text, scope, tokenize(text, scope))
        return parser.whole(lambda: level(parser), what)
    except RecursionError:  # the caller stands deep already
        raise _too_deep(text) from None


def _too_deep(text: str) -> ReadError:
    return ReadError("nested too deep", Span(0, min(len(text), 1)))
