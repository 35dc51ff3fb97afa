"""Statements about ideas that a problem carries: proved as identities, the rest is the author's word."""

from __future__ import annotations

from ..claims.values import Equal, Holds
from ..expressions import Expression, Relation
from ..problem.model import Problem
from .worksheet import Worksheet

__all__ = ["write_shown"]


def write_shown(sheet: Worksheet, problem: Problem) -> None:
    """Each statement of `show` as a step of its own."""
    sheet.phase("shown")
    for statement in problem.show:
        sheet.write("shown", None, statement, Equal() if _is_identity(statement) else Holds())


def _is_identity(statement: Expression) -> bool:
    return isinstance(statement, Relation) and set(statement.operators) <= {"=", "≈"}
