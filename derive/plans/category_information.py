"""The information in a sample of categories: n Σ p′²/p, or of each probability by the count of its own category."""

from __future__ import annotations

from ..claims.information import CellInformation, OwnCount
from ..claims.values import Given
from ..expressions import ONE, ZERO, Add, Apply, Divide, Expression, Multiply, Negate, Power, Relation, Symbol, Text
from ..expressions import TWO as SQUARE
from ..problem.model import Law, Problem
from ..rules.derivatives import derivative
from ..rules.fractions import simplest
from ..rules.terms import multiply
from ..words import say
from .information import Missing, Pair, Table, matrix_name, pairs_of
from .settings import with_given
from .worksheet import Worksheet, equals

__all__ = ["cell_information", "own_counts"]

MOST_CELLS = 30
N = Symbol("n")


def cell_information(sheet: Worksheet, problem: Problem, parameters: tuple[str, ...]) -> Table:
    """`P("AA") = θ²`, …, and the information as a sum over the categories. Raises Missing."""
    law = problem.laws[0]
    if len(law.cells) > MOST_CELLS:
        raise Missing(say("many-categories"))
    sheet.phase("information")
    for k, cell in enumerate(law.cells):
        line = equals(Apply("P", (Text(_label(problem, law, k)),)), cell)
        sheet.setting = with_given(sheet.setting, line)
        sheet.write("probability-of-category", None, line, Given(), level=2)
    lines: dict[Pair, Relation] = {}
    single: dict[Pair, Expression] = {}
    for pair in pairs_of(parameters):
        shares = [share for cell in law.cells for share in _share(cell, pair)]
        whole = Add(tuple(shares)) if len(shares) > 1 else shares[0] if shares else ZERO
        single[pair] = simplest(whole, sheet.signs)
        line = equals(matrix_name("I", pair, parameters), Multiply((N, whole)), multiply(N, single[pair]))
        lines[pair] = sheet.write("cell-information", None, line, CellInformation(*pair))
    return Table(lines, single)


def _label(problem: Problem, law: Law, k: int) -> str:
    return problem.labels[k] if k < len(problem.labels) else str(k + 1)


def _share(cell: Expression, pair: Pair) -> list[Expression]:
    """p′²/p, where it is not zero."""
    first, second = (derivative(cell, name) for name in pair)
    if ZERO in (first, second):
        return []
    return [Divide(Power(first, SQUARE) if first == second else Multiply((first, second)), cell)]


def own_counts(sheet: Worksheet, parameters: tuple[str, ...]) -> Table:
    """`I(p_1) = n/(p_1 (1 − p_1))`, for each probability."""
    sheet.phase("information")
    lines: dict[Pair, Relation] = {}
    single: dict[Pair, Expression] = {}
    for name in parameters:
        p = Symbol(name)
        below = Multiply((p, Add((ONE, Negate(p)))))
        line = equals(Apply("I", (p,)), Divide(N, below))
        lines[name, name] = sheet.write("own-count", None, line, OwnCount(name), v=p)
        single[name, name] = Divide(ONE, below)
    return Table(lines, single)
