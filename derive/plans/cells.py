"""Likelihoods that are a product of powers of the parameters, whose conditions part these into blocks.

The counts of categories are so, the rows of a Markov chain, several samples, and any `p_1^12 p_2^7 p_3^21` that is
given.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ..domains import Domain
from ..expressions import ZERO, Expression, Relation, Symbol, free_symbols, number_value, rational
from ..problem.model import Problem
from ..rules.linear import Linear
from ..rules.terms import Exponent, Term, factor, term_product, write_power
from .categories import counts_of, powers_of_cell
from .conditions import Conditions, as_equation, conditions_of, put_all
from .remainders import Remainder, name_remainders
from .settings import sample_size

__all__ = ["Block", "Cells", "cells_of", "is_simplex"]


class Block(NamedTuple):
    """Parameters whose weighted sum is fixed by a condition: `3 p_2 + p_3 = 1`."""

    weights: dict[str, Fraction]
    total: Fraction
    condition: Relation


class Cells(NamedTuple):
    """counts: the exponent of each parameter that is left when the conditions have been put in. factors: the
    likelihood as a product then. sizes: what counts add up to by definition, n or the size of a sample. remainders:
    what got a name of its own, with the domains of these names."""

    counts: dict[str, Expression]
    blocks: tuple[Block, ...]
    conditions: Conditions
    factors: Term
    sizes: Mapping[frozenset[Expression], Expression]
    remainders: tuple[Remainder, ...]
    domains: Mapping[str, Domain]


def is_simplex(problem: Problem) -> bool:
    """Whether the parameters are just the probabilities of one categorical family, under no other condition."""
    if len(problem.laws) != 1 or not problem.laws[0].cells or len(problem.constraints) > 1:
        return False
    cells = problem.laws[0].cells
    return set(problem.parameters) == {c.name for c in cells if isinstance(c, Symbol)} and len(
        problem.parameters
    ) == len(cells)


def cells_of(problem: Problem) -> Cells | None:
    """The blocks of a problem; None where it has none, or where a parameter stands elsewhere than in a power."""
    of_cells = problem.laws and all(law.cells for law in problem.laws)
    if problem.partial or not (of_cells or problem.likelihood is not None):
        return None
    sizes, given = _sizes(problem), _product(problem)
    problem, product, remainders = name_remainders(problem, given)
    conditions = conditions_of(problem) if problem.constraints else None
    if conditions is None:
        return None
    names = [name for name in problem.parameters if name not in conditions.values]
    blocks = tuple(_block(form, names) for form in conditions.left)
    if not _are_blocks(problem, blocks, names):
        return None
    factors = _put_in(product, conditions)
    counts = _exponents(factors, names)
    if counts is None:
        return None
    return Cells(counts, blocks, conditions, factors, sizes, remainders, problem.domains)


def _sizes(problem: Problem) -> dict[frozenset[Expression], Expression]:
    """The sizes of samples without data, by their counts."""
    pairs = zip(problem.laws, counts_of(problem), strict=True)
    return {frozenset(own): sample_size(problem, law) for law, own in pairs if isinstance(own[0], Symbol)}


def _block(form: Linear, names: list[str]) -> Block:
    weights = {name: form.coefficients[name] for name in names if name in form.coefficients}
    return Block(weights, -form.constant, as_equation(form, names))


def _are_blocks(problem: Problem, blocks: tuple[Block, ...], names: list[str]) -> bool:
    held = [name for block in blocks for name in block.weights]
    lowers = [problem.domains[name].lower for name in names]
    return (
        bool(blocks)
        and sorted(held) == sorted(names)
        and all(lower is not None and (number_value(lower) or 0) >= 0 for lower in lowers)
        and all(weight > 0 for block in blocks for weight in block.weights.values())
        and all(block.total > 0 for block in blocks)
    )


def _product(problem: Problem) -> Term:
    if problem.likelihood is not None:
        return factor(problem.likelihood)
    pairs = zip(problem.laws, counts_of(problem), strict=True)
    return term_product(
        powers_of_cell(cell, count) for law, counts in pairs for cell, count in zip(law.cells, counts, strict=True)
        if count != ZERO
    )


def _put_in(product: Term, conditions: Conditions) -> Term:
    """The likelihood with what the conditions give, factor by factor."""
    values = conditions.values
    if not values:
        return product
    parts = (_raised(put_all(base, values), exponent) for base, exponent in product.powers)
    return term_product((Term(product.coefficient, ()), *parts))


def _raised(base: Expression, exponent: Exponent) -> Term:
    inner = factor(base)
    if len(inner.powers) == 1 and inner.coefficient == 1 and inner.powers[0][1] == 1:
        return Term(1, ((inner.powers[0][0], exponent),))
    return powers_of_cell(base, _written(exponent))


def _written(exponent: Exponent) -> Expression:
    return exponent if isinstance(exponent, Expression) else rational(exponent)


def _exponents(product: Term, names: list[str]) -> dict[str, Expression] | None:
    """How often each parameter counts; None where one stands elsewhere, or counts a negative number of times."""
    counts: dict[str, Expression] = dict.fromkeys(names, ZERO)
    for base, exponent in product.powers:
        count = _written(exponent)
        if isinstance(base, Symbol) and base.name in counts:
            counts[base.name] = count
            if (number_value(count) or 0) < 0 or not free_symbols(count).isdisjoint(names):
                return None
        elif not free_symbols(write_power(base, exponent)).isdisjoint(names):
            return None
    return counts
