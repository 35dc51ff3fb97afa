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
from .settings import likelihood_name, sample_size, with_given
from .worksheet import Worksheet, equals

__all__ = ["cell_counts", "counts_of", "numbers_first", "powers_of_cell", "sum_of", "write_category_likelihood"]

LETTERS = "abcdkmrstuvwABCDKMRSTUVW"  # of the counts of several samples


def counts_of(problem: Problem) -> list[list[Expression]]:
    """How often each category came, sample by sample."""
    return [cell_counts(problem, law) for law in problem.laws]


def cell_counts(problem: Problem, law: Law) -> list[Expression]:
    """How often each category came: numbers, or n_1, n_2, … for a sample of any size (a_1, … and b_1, … for two)."""
    column = problem.columns.get(law.variable)
    if column is None:
        letter = _letter(problem, law)
        return [Symbol(f"{letter}_{k + 1}") for k in range(len(law.cells))]
    counts = [0] * len(law.cells)
    for value, count in zip(column.values, column.counts or (1,) * len(column.values), strict=True):
        counts[int(value) - 1] += count
    return [integer(c) for c in counts]


def _letter(problem: Problem, law: Law) -> str:
    """n with a single sample; with several n_1, n_2, … are their sizes, and the counts get letters of their own."""
    if len(problem.laws) == 1:
        return "n"
    taken = {name.partition("_")[0] for name in problem.domains} | {other.variable for other in problem.laws}
    free = [letter for letter in LETTERS if letter not in taken]
    return free[problem.laws.index(law) % len(free)]


def write_category_likelihood(sheet: Worksheet, problem: Problem) -> Relation:
    """`L(p) = (p²)^3 (2 p (1 − p))^5 ((1 − p)²)^2`, then `L(p) = 2^5 p^11 (1 − p)^9`; over all samples."""
    sheet.phase("likelihood")
    counts = counts_of(problem)
    pairs = [pair for law, own in zip(problem.laws, counts, strict=True) for pair in zip(law.cells, own, strict=True)]
    came = [(cell, count) for cell, count in pairs if count != ZERO]
    line = equals(likelihood_name(problem), _product([_raised(cell, count) for cell, count in came]))
    sheet.setting = with_given(sheet.setting, line)
    sheet.write("category-likelihood", None, line, Given())
    for law, own in zip(problem.laws, counts, strict=True):
        if isinstance(own[0], Symbol):
            _assume_counts(sheet, own, sample_size(problem, law))
    collected = equals(
        line.operands[0], write(numbers_first(term_product(powers_of_cell(cell, count) for cell, count in came)))
    )
    if collected == line:
        return line
    return sheet.write("collect-powers", line, collected, Equal())


def _assume_counts(sheet: Worksheet, counts: list[Expression], size: Symbol) -> None:
    """A sample of any size: the counts add up to n, and in the regular case each category came."""
    sheet.setting = with_given(sheet.setting, equation(sum_of(counts), size))
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


def numbers_first(term: Term) -> Term:
    return Term(term.coefficient, tuple(sorted(term.powers, key=lambda p: not isinstance(p[0], Number))))


def _times(exponent: Exponent, count: Expression) -> Exponent:
    number = number_value(count)
    if number is None or isinstance(exponent, Expression):
        return multiply(exponent if isinstance(exponent, Expression) else rational(exponent), count)
    return exponent * number
