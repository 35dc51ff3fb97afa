"""What nobody would read to its end: long lists of estimates are shown by their first and their last ones.

All of them stand in the derivation, and in the formats for programs.
"""

from __future__ import annotations

from ..expressions import Expression, Relation, Several, Symbol
from . import words
from .outline import Line, Outline

__all__ = ["shortened"]

# A longer list of answers, or of statements in a line, is cut; so many of it are shown before its last.
MOST_ANSWERS, MOST_STATEMENTS = 24, 60
SHOWN = 10
DOTS = Symbol("…")


def shortened(solution: Outline) -> Outline:
    """The outline with long lists cut."""
    sections = tuple(s._replace(lines=tuple(map(_line, s.lines))) for s in solution.sections)
    if len(solution.answers) <= MOST_ANSWERS:
        return solution._replace(sections=sections)
    first, rest, last = solution.answers[:SHOWN], solution.answers[SHOWN:-1], solution.answers[-1]
    count = sum(isinstance(part, Relation) for row in rest for part in row)
    return solution._replace(sections=sections, answers=(*first, (words.left_out(count),), last))


def _line(line: Line) -> Line:
    before = None if line.before is None else _statement(line.before)
    after = None if line.statement is None else _statement(line.statement)
    return line._replace(statement=after, before=before, substeps=tuple(map(_line, line.substeps)))


def _statement(e: Expression) -> Expression:
    """`a = 1, b = 2, …, z = 26`."""
    if not isinstance(e, Several) or len(e.statements) <= MOST_STATEMENTS:
        return e
    return Several((*e.statements[:SHOWN], DOTS, e.statements[-1]), e.separator)
