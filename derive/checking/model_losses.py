"""Losses of the data under a model whose parameters are known: the densities stand where predictions would."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..expressions import (
    ONE,
    Call,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Number,
    Relation,
    Symbol,
    integer,
    number_value,
    rational,
    replace,
)
from ..problem.model import Law, Problem
from ..steps import Column
from .losses import Losses

__all__ = ["density_at", "losses_of_model"]

QUANTITIES = frozenset(("likelihood", "log-likelihood", "nll", "cross-entropy", "perplexity"))
MOST = 2000  # observations


def losses_of_model(problem: Problem) -> Losses | None:
    """The losses of one sample under one law that is known; None for any other problem."""
    asked = frozenset(find.kind for find in problem.find)
    if problem.parameters or len(problem.laws) != 1 or not asked or not asked <= QUANTITIES:
        return None
    law = problem.laws[0]
    column = problem.columns.get(law.variable)
    known = {name: value for name, value in problem.known.items() if value is not None}
    if column is None or column.size > MOST or len(known) < len(problem.known) or law.beside or problem.partial:
        return None
    columns = {name: _listed(other) for name, other in problem.columns.items()}
    chances = tuple(_density(law, known, _row(columns, k)) for k in range(column.size))
    return Losses({"": chances}, {}, (), asked, _orders(law, column), known, columns, law)


def _listed(column: Column) -> tuple[Expression, ...]:
    counts = column.counts or (1,) * len(column.values)
    return tuple(rational(v) for v, times in zip(column.values, counts, strict=True) for _ in range(times))


def _row(columns: Mapping[str, tuple[Expression, ...]], k: int) -> dict[str, Expression]:
    return {name: values[k] for name, values in columns.items() if k < len(values)}


def _density(law: Law, known: Mapping[str, Expression], at: Mapping[str, Expression]) -> Expression:
    """The probability or density of an observation, in numbers."""
    if law.cells:
        cell = number_value(at[law.variable])
        assert isinstance(cell, int) or (isinstance(cell, Fraction) and cell.denominator == 1)
        density = law.cells[int(cell) - 1]
    else:
        assert law.density is not None
        density = law.density
        for name, value in at.items():
            density = replace(density, Symbol(name), value)
    for name, value in known.items():
        density = replace(density, Symbol(name), value)
    return density


def density_at(losses: Losses, argument: Expression) -> Expression | None:
    """`f(3)`, `P(x = 3)`, `p(x_2)`: None where the argument is no observation."""
    law = losses.law
    if law is None or law.cells or len(losses.columns) != 1:
        return None
    if isinstance(argument, Relation):
        argument = argument.operands[-1]
    if isinstance(argument, (Indexed, Symbol)):
        argument = losses.observation(argument) or argument
    return _density(law, losses.known, {law.variable: argument}) if isinstance(argument, Number) else None


def _orders(law: Law, column: Column) -> Expression:
    """In how many orders the counts of a table can come."""
    counted = law.cells or (law.family is not None and law.family.name == "Bernoulli")
    if not counted or column.counts is None or len([c for c in column.counts if c]) < 2:
        return ONE
    below = tuple(Call("factorial", (integer(count),)) for count in column.counts)
    return Divide(Call("factorial", (integer(column.size),)), Multiply(below))
