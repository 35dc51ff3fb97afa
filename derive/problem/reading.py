"""Reads the mathematics of a problem, every fault at its place in the file."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from ..expressions import Expression, Relation, free_symbols
from ..notation.reader import ReadError, Scope, read_expression, read_statement
from ..notation.scope import normal_name
from .diagnostics import Faults
from .events import Scalar

__all__ = ["closed_scope", "maybe_name", "name_of", "open_scope", "read_formula", "read_line", "small", "statement"]

_expression = lru_cache(maxsize=2048)(read_expression)
statement = lru_cache(maxsize=2048)(read_statement)


@lru_cache(maxsize=512)
def closed_scope(names: frozenset[str], variables: frozenset[str], functions: frozenset[str] = frozenset()) -> Scope:
    """Only these names, the sample size n and what needs no declaration."""
    return Scope(names, variables, functions=functions, open_names=False)


@lru_cache(maxsize=512)
def open_scope(names: frozenset[str], variables: frozenset[str]) -> Scope:
    """These names, and any letter beside them."""
    return Scope(names, variables, functions=frozenset(), open_names=True)


def name_of(node: Scalar, faults: Faults) -> str | None:
    """The name that a scalar holds, in its one spelling: `theta` is θ, `sigma^2` is σ²."""
    known = maybe_name(node.text) if node.text else None
    if known is not None:
        return known
    try:
        return normal_name(node.text)
    except ReadError as error:
        faults.add(node, _said(error), error.span.start)
        return None


@lru_cache(maxsize=1024)
def maybe_name(text: str) -> str | None:
    """The one spelling of a name, None for text that is none; the empty name stays."""
    try:
        return normal_name(text) if text else text
    except ReadError:
        return None


def small(name: str | None, declared: Container[str]) -> str | None:
    """X is read as x, unless one of them is declared."""
    return "x" if name == "X" and "x" not in declared and "X" not in declared else name


def read_formula(
    node: Scalar, scope: Scope, faults: Faults, text: str | None = None, offset: int = 0
) -> Expression | None:
    """The expression that a scalar holds, or that `text` holds which begins `offset` characters into it."""
    if isinstance(node.value, Expression):
        if isinstance(node.value, Relation):
            faults.add(node, "a relation where an expression is wanted")
            return None
        return _known(node, node.value, scope, faults)
    try:
        return _expression(node.text if text is None else text, scope)
    except ReadError as error:
        faults.add(node, _said(error), offset + error.span.start)
        return None


def read_line(node: Scalar, scope: Scope, faults: Faults) -> Expression | None:
    """The statement that a scalar holds: an expression, a relation or several."""
    if isinstance(node.value, Expression):
        return _known(node, node.value, scope, faults)
    try:
        return statement(node.text, scope)
    except ReadError as error:
        faults.add(node, _said(error), error.span.start)
        return None


def _known(node: Scalar, value: Expression, scope: Scope, faults: Faults) -> Expression | None:
    """An expression that came as one: its symbols have to be declared like those of a text."""
    unknown = sorted(name for name in free_symbols(value) if not scope.open_names and not scope.is_known(name))
    if unknown:
        faults.add(node, f"{', '.join(unknown)} is not declared: give it a domain under parameters")
        return None
    return value


def _said(error: ReadError) -> str:
    return f"{error.message}; {error.suggestion}" if error.suggestion else error.message
