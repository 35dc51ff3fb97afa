"""The lines that are due: those of the worked solutions, each with its kind and with what it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ..expressions import (
    Apply,
    Derivative,
    Expression,
    Hat,
    Relation,
    Several,
    Symbol,
    free_symbols,
    nodes,
    replace,
)
from ..problem.model import Problem
from ..records import Record
from ..steps import Derivation, Step, value_of

__all__ = ["Due", "lines_due", "tables_of"]


class Due(Record):
    """A line of a worked solution.

    kind: in the words of a report. line: an equation, or else the value (what stands at the right). whole: the line
    as it stands in the solution. parameter: what it is about. before: the equation or function that it comes from.
    function: the log-likelihood of which it holds the derivative, or what follows from that. rule: of its step, and
    step: the number of that, counted from zero; several statements on a line are several of these.
    """

    kind: str
    line: Expression
    whole: Expression
    parameter: str
    before: Expression | None
    function: Expression | None
    rule: str
    step: int = 0


LOSSES = ("NLL", "H", "PPL")


def lines_due(derivation: Derivation, parameters: Iterable[str]) -> tuple[Due, ...]:
    """The lines of a worked solution that a hand derivation may hold, in order."""
    values = {row.parameter: row.general or row.exact for row in derivation.estimates}
    known: dict[Expression, Expression] = {Hat(name): value for name, value in values.items() if value is not None}
    return tuple(_with_values(due, known) for due in _Walk(tuple(parameters)).lines(derivation.steps))


def _with_values(due: Due, known: Mapping[Expression, Expression]) -> Due:
    """The line with the estimates in the places of their hats, so that it has a value."""
    line, before, function = due.line, due.before, due.function
    if any(isinstance(node, Hat) for e in (line, before, function) if e is not None for node in nodes(e)):
        for hat, value in known.items():
            line = replace(line, hat, value)
            before = None if before is None else replace(before, hat, value)
            function = None if function is None else replace(function, hat, value)
    return Due(due.kind, line, due.whole, due.parameter, before, function, due.rule, due.step)


def tables_of(problem: Problem) -> tuple[tuple[Mapping[str, Fraction], str], ...]:
    """The distributions over tokens, each with the token that came."""
    return tuple(
        (table, position.target) for position in problem.predictions for table in position.distributions.values()
        if position.target in table
    )  # fmt: skip


class _Walk:
    """Goes down the steps, and keeps the function that is differentiated and the equation that is solved."""

    def __init__(self, parameters: tuple[str, ...]) -> None:
        self._parameters = parameters
        self._function: Expression | None = None
        self._about = parameters[0] if parameters else ""

    def lines(self, steps: tuple[Step, ...]) -> Iterator[Due]:
        for number, step in enumerate(steps):
            for before, after in _parts(step):
                kind = self._kind(after)
                if kind is not None:
                    yield self._due(kind, before, after, step.rule, number)

    def _due(self, kind: str, before: Expression | None, after: Expression, rule: str, number: int) -> Due:
        self._about = self._unknown(after) or self._about
        line = after if kind == "equation" else _value(after, kind)
        if kind == "log-likelihood" and rule != "write-constant":  # there the constants are still to be seen
            self._function = line
        function = None if kind in ("likelihood", "log-likelihood") else self._function
        source = before if before is None or _is_equation(before) else value_of(before)
        return Due(kind, line, after, self._about, source, function, rule, number)

    def _kind(self, line: Expression) -> str | None:
        if not isinstance(line, Relation) or line.operators[0] != "=" or {*line.operators} - {"=", "≈", "<"}:
            return None
        left = line.operands[0]
        if isinstance(left, Hat):
            return "estimate"
        if isinstance(left, Apply):
            return _of_function(left)
        if isinstance(left, Derivative) and isinstance(left.body, Apply | Symbol):
            return "score" if left.order == 1 else "second-derivative"
        if isinstance(left, Symbol) and left.name in LOSSES:
            return "number"
        if isinstance(left, Symbol) and left.name in self._parameters and not self._unknowns(line.operands[-1]):
            return "estimate"
        return "equation" if len(line.operands) == 2 and self._unknowns(line) else None

    def _unknowns(self, e: Expression) -> frozenset[str]:
        return free_symbols(e) & {*self._parameters}

    def _unknown(self, line: Expression) -> str | None:
        """The parameter that a line is about: that of its derivative, or the only one in it."""
        left = line.operands[0] if isinstance(line, Relation) else line
        left = left.of if isinstance(left, Hat) else left
        if isinstance(left, Derivative) and isinstance(left.variable, Symbol):
            return left.variable.name
        if isinstance(left, Symbol) and left.name in self._parameters:
            return left.name
        found = self._unknowns(line)
        return next(iter(found)) if len(found) == 1 else None


def _value(line: Expression, kind: str) -> Expression:
    """What a line says: of answers the form before it is worked out, `−log 0.5` of `−log 0.5 = log 2`."""
    if kind in ("number", "estimate") and isinstance(line, Relation):
        return line.operands[1]
    return value_of(line)


def _is_equation(line: Expression) -> bool:
    return isinstance(line, Relation) and not isinstance(line.operands[0], Apply | Derivative)


def _of_function(left: Apply) -> str | None:
    if left.function in LOSSES:
        return "number"
    if left.function == "L":
        return "likelihood" if left.primes == 0 else None
    if left.function == "ℓ":
        return ("log-likelihood", "score", "second-derivative")[left.primes] if left.primes < 3 else None
    return None


def _parts(step: Step) -> Iterator[tuple[Expression | None, Expression]]:
    """Line before and line after; of several statements on a line each with its own."""
    after, before = step.after, step.before
    if not isinstance(after, Several):
        yield before, after
        return
    own = before.statements if isinstance(before, Several) else ()
    for k, line in enumerate(after.statements):
        yield (own[k] if len(own) == len(after.statements) else before), line

