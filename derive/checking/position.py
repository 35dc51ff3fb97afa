"""Where a person stands: what the right lines of a hand derivation have reached."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import (
    ZERO,
    Call,
    Chain,
    Derivative,
    Expression,
    Hat,
    Indexed,
    OrderStatistic,
    Product,
    Relation,
    Several,
    Summation,
    Symbol,
    free_symbols,
    nodes,
)
from ..problem.model import Problem
from ..records import Record
from .milestones import ANSWER, EQUATION, LIKELIHOOD, LOG_LIKELIHOOD, NUMBERS, SCORE
from .reading import hand_scope, lines_of
from .report import CheckedLine, LineVerdict, Report

__all__ = ["Position", "position_of", "statements"]

_RANKS = {
    "likelihood": LIKELIHOOD, "log-likelihood": LOG_LIKELIHOOD, "negative-log-likelihood": LOG_LIKELIHOOD,
    "score": SCORE, "equation": EQUATION, "estimate": ANSWER, "number": NUMBERS,
}
# A line that nobody could decide is taken for what it looks like: its writer goes on from there.
_REACHED = (LineVerdict.CORRECT, LineVerdict.UNDECIDED)
_ORDERED = frozenset("<≤>≥")
_ENDS = ("max", "min")


class Position(Record):
    """What has been reached.

    rank: how far the furthest line lies, as in `milestones`; since: the same of the lines behind the last estimate.
    estimated: the parameters that have an estimate; in_numbers: those of them that have a number. differentiated:
    those for which something was differentiated. equations: the equations, the last one at the end. kinds: of all
    right lines. sees_ends: whether a line speaks of the largest or least observation, or bounds a parameter.
    is_symbolic: whether the lines are about a sample of any size, or None where there are none yet.
    """

    rank: int = 0
    since: int = 0
    estimated: frozenset[str] = frozenset()
    in_numbers: frozenset[str] = frozenset()
    differentiated: frozenset[str] = frozenset()
    equations: tuple[Expression, ...] = ()
    kinds: frozenset[str] = frozenset()
    sees_ends: bool = False
    is_symbolic: bool | None = None


def position_of(problem: Problem, hand: str, report: Report) -> Position:
    """Where the writer of the hand derivation stands, by the kinds of its lines and what stands in them."""
    right = {line.line: line for line in report.lines if line.verdict in _REACHED}
    read = [
        (right[line.number], [s for piece in line.pieces for tree in piece.readings[:1] for s in statements(tree)])
        for line in lines_of(hand, hand_scope(problem)) if line.number in right
    ]
    found = [statement for _, said in read for statement in said]
    values = dict(pair for line, said in read for s in said for pair in _values(line, s, problem))
    return Position(
        max((_rank(line, said) for line, said in read), default=0),
        _since(read, problem),
        frozenset(values),
        frozenset(name for name, value in values.items() if not _is_open(value)),
        frozenset(name for statement in found for name in _differentiated(statement)),
        tuple(e for line, said in read for s in said for e in _equations(line, s)),
        frozenset(line.kind for line in right.values() if line.kind is not None),
        any(map(_sees_ends, found)),
        any(map(_is_of_sample, found)) if found else None,
    )


def statements(line: Expression) -> Iterator[Expression]:
    """The single statements of a line."""
    if isinstance(line, Chain | Several):
        for part in line.statements:
            yield from statements(part)
    else:
        yield line


def _rank(line: CheckedLine, said: list[Expression]) -> int:
    """How far the line lies; a score that is set to zero on the same line is an equation."""
    rank = _RANKS.get(line.kind or "", 0)
    return EQUATION if rank == SCORE and any(True for s in said for _ in _equations(line, s)) else rank


def _since(read: list[tuple[CheckedLine, list[Expression]]], problem: Problem) -> int:
    """How far the lines behind the last estimate have come."""
    ends = [k for k, (line, said) in enumerate(read) if any(any(_values(line, s, problem)) for s in said)]
    last = max(ends, default=-1)
    return max((_rank(line, said) for line, said in read[last + 1:]), default=0)


def _values(line: CheckedLine, statement: Expression, problem: Problem) -> Iterator[tuple[str, Expression]]:
    """The parameter that an estimate is of, and what it is."""
    if _RANKS.get(line.kind or "", 0) < ANSWER or not isinstance(statement, Relation):
        return
    names = free_symbols(_without_hats(statement.operands[0])) & problem.parameters.keys()
    if len(names) == 1 and not names & free_symbols(statement.operands[-1]):
        yield (*names, statement.operands[-1])  # type: ignore[misc]


def _without_hats(e: Expression) -> Expression:
    while isinstance(e, Hat):
        e = e.of
    return e


def _is_open(value: Expression) -> bool:
    """Whether the value holds symbols still."""
    return bool(free_symbols(value)) or _is_of_sample(value)


def _differentiated(statement: Expression) -> Iterator[str]:
    for e in nodes(statement):
        if isinstance(e, Derivative) and isinstance(e.variable, Symbol):
            yield e.variable.name


def _equations(line: CheckedLine, statement: Expression) -> Iterator[Relation]:
    """The equation in a relation: all of it, or of `ℓ′(θ) = … = 0` the end."""
    if not isinstance(statement, Relation) or statement.operators[-1] != "=":
        return
    if (line.kind == "equation" and len(statement.operands) == 2) or statement.operands[-1] == ZERO:
        yield Relation(statement.operands[-2:], ("=",))


def _sees_ends(statement: Expression) -> bool:
    return any(
        isinstance(e, OrderStatistic) or (isinstance(e, Call) and e.function in _ENDS)
        or (isinstance(e, Relation) and not _ORDERED.isdisjoint(e.operators))
        for e in nodes(statement)
    )


def _is_of_sample(statement: Expression) -> bool:
    """Whether the statement is about a sample that has not been put in."""
    return any(
        isinstance(e, Summation | Product | Indexed | OrderStatistic) or e == Symbol("n")
        or (isinstance(e, Call) and e.function == "mean")
        for e in nodes(statement)
    )
