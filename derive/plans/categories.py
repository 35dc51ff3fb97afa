"""Samples of categories: how often each came, and the likelihood of the counts."""

from __future__ import annotations

from collections.abc import Sequence

from ..claims.values import Equal, Given
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Expression,
    Multiply,
    Number,
    Power,
    Relation,
    Symbol,
    integer,
    number_value,
    rational,
)
from ..problem.model import Law, Problem
from ..rules.equations import equation
from ..rules.terms import Exponent, Term, factor, multiply, term_product, write
from .settings import likelihood_name, with_given
from .worksheet import Worksheet, equals

__all__ = ["cell_counts", "powers_of_cell", "sum_of", "write_category_likelihood"]

N = Symbol("n")


def cell_counts(problem: Problem, law: Law) -> list[Expression]:
    """How often each category came: numbers, or n_1, n_2, … for a sample of any size."""
    column = problem.columns.get(law.variable)
    if column is None:
        return [Symbol(f"n_{k + 1}") for k in range(len(law.cells))]
    counts = [0] * len(law.cells)
    for value, count in zip(column.values, column.counts or (1,) * len(column.values), strict=True):
        counts[int(value) - 1] += count
    return [integer(c) for c in counts]


def write_category_likelihood(sheet: Worksheet, problem: Problem, counts: list[Expression]) -> Relation:
    """`L(p) = (p²)^3 (2 p (1 − p))^5 ((1 − p)²)^2`, then `L(p) = 2^5 p^11 (1 − p)^9`."""
    sheet.phase("likelihood")
    came = [(cell, count) for cell, count in zip(problem.laws[0].cells, counts, strict=True) if count != ZERO]
    line = equals(likelihood_name(problem), _product([_raised(cell, count) for cell, count in came]))
    sheet.setting = with_given(sheet.setting, line)
    sheet.write("category-likelihood", None, line, Given())
    if isinstance(counts[0], Symbol):
        _assume_counts(sheet, counts)
    collected = equals(
        line.operands[0], write(_numbers_first(term_product(powers_of_cell(cell, count) for cell, count in came)))
    )
    if collected == line:
        return line
    return sheet.write("collect-powers", line, collected, Equal())


def _assume_counts(sheet: Worksheet, counts: list[Expression]) -> None:
    """A sample of any size: the counts add up to n, and in the regular case each category came."""
    sheet.setting = with_given(sheet.setting, equation(sum_of(counts), N))
    sheet.assume(tuple(Relation((count, ZERO), (">",)) for count in counts))


def sum_of(parts: Sequence[Expression]) -> Expression:
    """The parts added, one of them as it is."""
    return parts[0] if len(parts) == 1 else Add(tuple(parts))


def _product(parts: list[Expression]) -> Expression:
    if not parts:
        return ONE
    return parts[0] if len(parts) == 1 else Multiply(tuple(parts))


def _raised(cell: Expression, count: Expression) -> Expression:
    return cell if count == ONE else Power(cell, count)


def powers_of_cell(cell: Expression, count: Expression) -> Term:
    """The cell to the power of its count, factor by factor; numbers stay powers, which would be long."""
    inner = factor(cell)
    powers = [(base, _times(exponent, count)) for base, exponent in inner.powers]
    if inner.coefficient != 1:
        powers.insert(0, (rational(inner.coefficient), _times(1, count)))
    return Term(1, tuple(powers))


def _numbers_first(term: Term) -> Term:
    return Term(term.coefficient, tuple(sorted(term.powers, key=lambda p: not isinstance(p[0], Number))))


def _times(exponent: Exponent, count: Expression) -> Exponent:
    number = number_value(count)
    if number is None or isinstance(exponent, Expression):
        return multiply(exponent if isinstance(exponent, Expression) else rational(exponent), count)
    return exponent * number
