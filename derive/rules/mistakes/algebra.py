"""Mistakes of algebra, at whatever line: brackets, fractions, squares and roots of sums."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from ...expressions import (
    ONE,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Summation,
    rational,
)
from ..terms import Term, add, divide, factor, multiply, negate, power, terms_of, times, write
from .mistake import EQUATION, ESTIMATE, FORMULAS, NUMBER, Example, Mistake, Situation, size_of
from .positions import at_each_node, divisor, without_power

__all__ = ["MISTAKES"]

MOST_TERMS = 4


def _bracket_partly(due: Expression, at: Situation) -> Iterator[Expression]:
    """a(b − c) as a b − c."""

    def changed(node: Expression) -> Iterator[Expression]:
        if not isinstance(node, (Multiply, Divide)):
            return
        term = factor(node)
        for k, (base, exponent) in enumerate(term.powers):
            if isinstance(base, Add) and exponent == 1:
                rest = write(Term(term.coefficient, (*term.powers[:k], *term.powers[k + 1 :])))
                for some in _some_but_not_all(len(base.terms)):
                    yield add(*(multiply(rest, part) if j in some else part for j, part in enumerate(base.terms)))

    yield from at_each_node(due, changed)
    if at.before is not None:
        yield from at_each_node(at.before, changed)


def _some_but_not_all(count: int) -> Iterator[frozenset[int]]:
    """Places of a bracket that are multiplied, where others are not; of a long one, all up to one or one alone."""
    sizes = range(1, count) if count <= MOST_TERMS else (1, count - 1)
    for size in sizes:
        yield from map(frozenset, combinations(range(count), size))


def _minus_bracket(due: Expression, at: Situation) -> Iterator[Expression]:
    """−(a − b) as −a − b; −a(b − c) as −a b − a c."""

    def changed(node: Expression) -> Iterator[Expression]:
        term = factor(node) if isinstance(node, (Negate, Multiply, Divide)) else Term(1, ())
        if isinstance(node, Negate) and isinstance(node.operand, Add):
            first, *others = node.operand.terms
            yield Add((negate(first), *others))
            return
        for k, (base, exponent) in enumerate(term.powers):
            if isinstance(base, Add) and exponent == 1 and term.coefficient < 0:
                rest = write(Term(term.coefficient, (*term.powers[:k], *term.powers[k + 1 :])))
                first, *others = base.terms
                yield Add((multiply(rest, first), *(multiply(negate(rest), part) for part in others)))

    yield from at_each_node(due, changed)
    if at.before is not None:
        yield from at_each_node(at.before, changed)


def _reciprocal_split(due: Expression, at: Situation) -> Iterator[Expression]:
    """n/(a + b) as n/a + 1/b, as n/a + n/b; 1/a + 1/b as 1/(a + b)."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Divide) and isinstance(node.denominator, Add):
            first, *others = node.denominator.terms
            yield add(divide(node.numerator, first), *(divide(node.numerator, part) for part in others))
            yield add(divide(node.numerator, first), *(divide(ONE, part) for part in others))
            yield add(divide(node.numerator, first), *others)
        if isinstance(node, Add):
            parts = [t.operand if isinstance(t, Negate) else t for t in node.terms]
            if all(isinstance(t, Divide) for t in parts):
                tops = [t.numerator for t in parts]  # type: ignore[attr-defined]
                signed = [
                    Negate(t.denominator) if isinstance(own, Negate) else t.denominator  # type: ignore[attr-defined]
                    for own, t in zip(node.terms, parts, strict=True)
                ]
                yield divide(tops[0], add(*signed))

    return at_each_node(due, changed)


def _fractions_added_straight(due: Expression, at: Situation) -> Iterator[Expression]:
    """a/b + c/d as (a + c)/(b + d)."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Add) and len(node.terms) == 2:
            terms = terms_of(node)
            below = [write(divisor(t)) for t in terms]
            if len(terms) == 2 and below[0] != below[1]:
                tops = [write(times(t, divisor(t))) for t in terms]
                yield divide(add(*tops), add(*below))

    return at_each_node(due, changed)


def _square_split(due: Expression, at: Situation) -> Iterator[Expression]:
    """(a − b)² as a² − b²; Σ x² as (Σ x)²."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Power) and node.exponent == rational(2):
            if isinstance(node.base, Add):
                yield add(*(_squared(part) for part in node.base.terms))
            if isinstance(node.base, Summation):
                body = power(node.base.body, rational(2))
                yield Summation(body, node.base.index, node.base.lower, node.base.upper)
        if isinstance(node, Summation) and isinstance(node.body, Power) and node.body.exponent == rational(2):
            total = Summation(node.body.base, node.index, node.lower, node.upper)
            yield power(total, rational(2))
            yield divide(power(total, rational(2)), size_of(at))  # n x̄² for it

    return at_each_node(due, changed)


def _squared(part: Expression) -> Expression:
    return negate(power(part.operand, rational(2))) if isinstance(part, Negate) else power(part, rational(2))


def _quotient_of_sums_split(due: Expression, at: Situation) -> Iterator[Expression]:
    """Σ x y/Σ x² as Σ y/x: the quotient of two sums taken term by term."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Divide):
            above, below = factor(node.numerator), factor(node.denominator)
            tops, bottoms = ([(k, b) for k, (b, x) in enumerate(t.powers) if isinstance(b, Summation) and x == 1]
                             for t in (above, below))
            for (k, top), (j, bottom) in product(tops, bottoms):
                if top.index != bottom.index:
                    continue
                body = divide(top.body, bottom.body)
                rest = divide(write(without_power(above, k)), write(without_power(below, j)))
                total = multiply(rest, Summation(body, top.index, top.lower, top.upper))
                yield from (total, divide(total, size_of(at)))

    return at_each_node(due, changed)


def _roots_of_terms(due: Expression, at: Situation) -> Iterator[Expression]:
    """√(a + b) as √a + √b."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and node.function == "sqrt" and isinstance(node.arguments[0], Add):
            yield add(*(
                negate(Call("sqrt", (t.operand,))) if isinstance(t, Negate) else Call("sqrt", (t,))
                for t in node.arguments[0].terms
            ))

    return at_each_node(due, changed)


MISTAKES = (
    Mistake(
        "bracket-partly-multiplied",
        (*FORMULAS, NUMBER), Example("7 - 7 θ = 3 θ", "7 - θ = 3 θ", "7 (1-θ) = 3 θ"), _bracket_partly, 8,
    ),
    Mistake(
        "minus-before-bracket",
        (*FORMULAS, NUMBER), Example("7 - 5 + θ = 0", "7 - 5 - θ = 0", "7 - (5 - θ) = 0"), _minus_bracket, 6,
    ),
    Mistake(
        "reciprocal-of-sum-split", FORMULAS, Example("n/(s - t)", "n/s - 1/t", unknown="α"), _reciprocal_split, 7,
    ),
    Mistake(
        "fractions-added-straight",
        FORMULAS, Example("1/λ + 1/(2+λ) = 3", "2/(2 + 2 λ) = 3", unknown="λ"), _fractions_added_straight, 4,
    ),
    Mistake(
        "square-of-sum-split",
        (*FORMULAS, NUMBER), Example("-(3 - μ)^2/2", "-(9 - μ^2)/2", unknown="μ"), _square_split, 6,
    ),
    Mistake(
        "quotient-of-sums-split",
        (EQUATION, ESTIMATE), Example("(Σ 2 x_i)/Σ x_i^2", "Σ 2/x_i", unknown="b", kind=ESTIMATE),
        _quotient_of_sums_split, 4,
    ),
    Mistake(
        "root-of-sum-split", (EQUATION, ESTIMATE, NUMBER), Example("√(9 + 16)", "√9 + √16"), _roots_of_terms, 4,
    ),
)
