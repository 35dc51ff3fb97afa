"""Lines of a derivation as text that knows its LaTeX and its sympy form, and what the lines of a problem share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .expressions import Expression
from .notation.latex import latex
from .notation.plain import plain
from .plans import fits, general_formulas
from .problem.model import Problem
from .steps import Estimate

if TYPE_CHECKING:
    from .interchange import Symbols

__all__ = ["Line", "SympyObject", "Table", "line_of"]

SympyObject = Any  # sympy has no types of its own, and is imported on request only


class Table:
    """What all lines of a problem share: its sympy symbols, and its formulas for a sample of any size; each made when
    it is first asked for."""

    def __init__(self, problem: Problem, given: tuple[SympyObject, ...] = ()) -> None:
        self._problem, self._given = problem, given

    @cached_property
    def symbols(self) -> Symbols:
        """Name → sympy symbol, with assumptions from the domains; the user's own where they came in."""
        from .interchange import symbols_of

        supports = {law.variable: law.support for law in self._problem.laws}
        return symbols_of(self._problem.domains, supports, self._given)

    @cached_property
    def general(self) -> Mapping[str, Expression]:
        """The estimates for a sample of any size, where the derivation itself is in numbers."""
        return general_formulas(self._problem)

    def fits(self, formula: Expression | None, row: Estimate) -> bool:
        """Whether the formula gives the estimate at the data."""
        return fits(self._problem, formula, row)

    def sympy(self, e: Expression) -> SympyObject:
        """The sympy object of an expression."""
        from .interchange import to_sympy

        return to_sympy(e, self.symbols)


class Line(str):
    """Mathematics as text, which the notation reads back; `.latex` and `.sympy` are the same line in their terms."""

    _expression: Expression
    _table: Table

    def __new__(cls, expression: Expression, table: Table) -> Line:
        line = super().__new__(cls, plain(expression))
        line._expression, line._table = expression, table
        return line

    def __getnewargs__(self) -> tuple[Expression, Table]:  # type: ignore[override]
        return self._expression, self._table

    @property
    def latex(self) -> str:
        """The line in LaTeX."""
        return latex(self._expression)

    @property
    def sympy(self) -> SympyObject:
        """The line as a sympy object of equal value, in the symbols of the problem; relations unevaluated."""
        return self._table.sympy(self._expression)

    def _repr_latex_(self) -> str:
        return f"${self.latex}$"


def line_of(e: Expression | None, table: Table) -> Line | None:
    """The line of an expression, where there is one."""
    return None if e is None else Line(e, table)
