"""Mistakes in solving: fractions, brackets, sides, division."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from math import lcm

from ...expressions import (
    ONE,
    ZERO,
    Add,
    Divide,
    Expression,
    Relation,
    rational,
)
from ..sums import depends_on
from ..terms import (
    Term,
    add,
    collect,
    divide,
    expand,
    factor,
    multiply,
    negate,
    power,
    terms_of,
    times,
    write,
    write_power,
    write_sum,
)
from .mistake import ALGEBRA, EQUATION, ESTIMATE, FORMULAS, SCORE, Example, Mistake, Situation
from .positions import at_each_node, divisor, sides

__all__ = ["MISTAKES"]


def _equal(left: Expression, right: Expression) -> Relation:
    return Relation((left, right), ("=",))


def _equations(due: Expression, at: Situation) -> Iterator[tuple[Expression, Expression]]:
    """The sides of the line that is due, and of the line before where that is an equation, too."""
    for line in (due, at.before):
        pair = sides(line) if line is not None else None
        if pair is not None:
            yield pair


def _crossed(due: Expression, at: Situation) -> Iterator[Expression]:
    """a/b = c/d as a b = c d."""
    for left, right in _equations(due, at):
        parts = [terms_of(side) for side in (left, right)]
        if len(parts[0]) == len(parts[1]) == 1:
            yield _equal(*(multiply(write(t), power(write(divisor(t)), rational(2))) for [t] in parts))
        elif right == ZERO and len(parts[0]) == 2:
            a, b = parts[0]
            squares = (write(times(t, times(divisor(t), divisor(t)))) for t in (a, b))
            yield _equal(add(*squares), ZERO)


def _crossed_later(due: Expression, at: Situation) -> Iterator[Expression]:
    """Where the line that is due is already free of fractions, a d = c b, the other factors exchanged."""
    pair = sides(due)
    if pair is None:
        return
    for left in _split_in_two(pair[0]):
        for right in _split_in_two(pair[1]):
            yield _equal(multiply(left[0], right[1]), multiply(right[0], left[1]))


def _split_in_two(e: Expression) -> Iterator[tuple[Expression, Expression]]:
    """A product as what is kept and one factor."""
    term = factor(e)
    for k, part in enumerate(term.powers):
        rest = Term(term.coefficient, (*term.powers[:k], *term.powers[k + 1 :]))
        yield write(rest), write_power(*part)


def _cross(due: Expression, at: Situation) -> Iterator[Expression]:
    yield from _crossed(due, at)
    yield from _crossed_later(due, at)


def _sign_when_moved(due: Expression, at: Situation) -> Iterator[Expression]:
    """a − b θ = c θ as a = c θ − b θ: a term keeps its sign on the other side."""
    for left, right in _equations(due, at):
        whole = [terms_of(side) for side in (left, right)]
        apart = [collect(expand(side)) for side in (left, right)]
        ways = [*permutations(whole), *(permutations(apart) if apart != whole else ())]
        for own, other in ways:
            for k, term in enumerate(own):
                rest = [*own[:k], *own[k + 1 :]]
                moved = Term(-term.coefficient, term.powers)
                yield _equal(write_sum([*rest, moved]), write_sum(other))
    if at.kind == ESTIMATE:
        yield from _signs_inside(due)


def _signs_inside(due: Expression) -> Iterator[Expression]:
    """The sign of one term of a sum in the solution: a/(b + c) as a/(b − c); or of all of it."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Add):
            for k, term in enumerate(node.terms):
                yield Add((*node.terms[:k], negate(term), *node.terms[k + 1 :]))

    yield from at_each_node(due, changed)
    yield negate(due)


def _from_product(due: Expression, at: Situation) -> Iterator[tuple[Expression, Expression]]:
    """a and c where c θ = a is solved: from the line before, or from the solution a/c itself."""
    pair = sides(at.before) if at.before is not None else None
    if pair is not None and at.parameters:
        for a, product in (pair, pair[::-1]):
            term = factor(product)
            place = [k for k, (b, x) in enumerate(term.powers) if x == 1 and depends_on(b, at.parameters[0])]
            if len(place) == 1 and not depends_on(a, at.parameters[0]):
                yield a, write(Term(term.coefficient, (*term.powers[: place[0]], *term.powers[place[0] + 1 :])))
    value = _solution(due)
    if isinstance(value, Divide):
        yield value.numerator, value.denominator


def _solution(due: Expression) -> Expression:
    pair = sides(due)
    return due if pair is None else pair[1]


def _inverted(due: Expression, at: Situation) -> Iterator[Expression]:
    """c θ = a as θ = c/a."""
    for a, c in _from_product(due, at):
        yield divide(c, a)
    yield divide(ONE, _solution(due))


def _subtracted(due: Expression, at: Situation) -> Iterator[Expression]:
    """c θ = a as θ = a − c."""
    for a, c in _from_product(due, at):
        yield add(a, negate(c))
        yield add(c, negate(a))


def _multiplied(due: Expression, at: Situation) -> Iterator[Expression]:
    """c θ = a as θ = a c; a/θ = c as θ = a c."""
    for a, c in _from_product(due, at):
        yield multiply(a, c)


def _term_cancelled(due: Expression, at: Situation) -> Iterator[Expression]:
    """(a + b)/a as 1 + b, (a + b)/a as b."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Divide) and isinstance(node.numerator, Add):
            for k, part in enumerate(node.numerator.terms):
                others = [*node.numerator.terms[:k], *node.numerator.terms[k + 1 :]]
                yield add(divide(part, node.denominator), *others)

    yield from at_each_node(due, changed)
    for left, right in _equations(due, at):
        for own, other in ((left, right), (right, left)):
            if isinstance(own, Add):
                for k, part in enumerate(own.terms):
                    by = write(Term(abs(Fraction(factor(part).coefficient)), ()))
                    rest = [*own.terms[:k], *own.terms[k + 1 :]]
                    if by != ONE:
                        yield _equal(add(divide(part, by), *rest), divide(other, by))
                        yield from _divided_but_one(own, other, by)


def _one_side_only(due: Expression, at: Situation) -> Iterator[Expression]:
    """A denominator that goes on one side of the equation, or for one term, only."""
    for left, right in _equations(due, at):
        for own, other, is_left in ((left, right, True), (right, left, False)):
            terms = terms_of(own)
            for k, term in enumerate(terms):
                below = divisor(term)
                if not below.powers and below.coefficient == 1:
                    continue
                cleared = write_sum([*terms[:k], times(term, below), *terms[k + 1 :]])
                yield _equal(cleared, other) if is_left else _equal(other, cleared)
                yield from _all_but_one(terms, terms_of(other), below)
            yield from _scaled(own, other, is_left, at)
    if at.kind == ESTIMATE:
        return
    pair = sides(due)
    if pair is not None:
        for own, other in (pair, pair[::-1]):
            for rest, _ in _split_in_two(own):
                yield _equal(rest, other)


def _divided_but_one(own: Add, other: Expression, by: Expression) -> Iterator[Expression]:
    """The equation divided by a number, one term of a side left as it was."""
    if len(own.terms) > 2:
        for k in range(len(own.terms)):
            parts = [t if j == k else divide(t, by) for j, t in enumerate(own.terms)]
            yield _equal(add(*parts), divide(other, by))


def _scaled(own: Expression, other: Expression, is_left: bool, at: Situation) -> Iterator[Expression]:
    """One side times a number, as in the line that is written, where the other is as it was."""
    pair = None if at.written is None else sides(at.written)
    if pair is None:
        return
    new, kept = pair if is_left else pair[::-1]
    if kept != other:
        return
    old, written = terms_of(own), terms_of(new)
    if [t.powers for t in old] == [t.powers for t in written] and all(t.coefficient for t in old):
        ratios = {Fraction(b.coefficient) / a.coefficient for a, b in zip(old, written, strict=True)}
        if len(old) > 1 and len(ratios) == 1 and max(ratios).denominator == 1:
            yield _equal(new, kept) if is_left else _equal(kept, new)


def _factor_dropped(due: Expression, at: Situation) -> Iterator[Expression]:
    """u v = 0 as u = 0: divided by the factor that holds the root."""
    for left, right in _equations(due, at):
        if right == ZERO and at.parameters:
            for rest, part in _split_in_two(left):
                if depends_on(part, at.parameters[0]) and depends_on(rest, at.parameters[0]):
                    yield _equal(rest, ZERO)


def _all_but_one(left: list[Term], right: list[Term], by: Term) -> Iterator[Expression]:
    """The equation times a factor that one of its terms does not get."""
    whole = [times(term, by) for term in (*left, *right)]
    for k, term in enumerate((*left, *right)):
        some = [*whole[:k], term, *whole[k + 1 :]]
        yield _equal(write_sum(some[: len(left)]), write_sum(some[len(left) :]))


def _numerator_alone(due: Expression, at: Situation) -> Iterator[Expression]:
    """p/q = 0 as p = q, or as q = 0."""
    for left, right in _equations(due, at):
        if right == ZERO and isinstance(left, Divide):
            yield _equal(left.numerator, left.denominator)
            yield _equal(left.denominator, ZERO)


def _without_denominators(due: Expression, at: Situation) -> Iterator[Expression]:
    """7/θ − 3/(1 − θ) as 7(1 − θ) − 3θ: what it is only where it is set to zero."""
    terms = terms_of(due)
    below: list[tuple[Expression, Fraction]] = []
    for term in terms:
        below += [(b, Fraction(k)) for b, k in divisor(term).powers if not isinstance(k, Expression)]
    common = {b: max(k for c, k in below if c == b) for b, _ in below}
    whole = Term(lcm(*(divisor(t).coefficient.numerator for t in terms)), ())
    for base, k in common.items():
        whole = times(whole, Term(1, ((base, k),)))
    if common:
        yield multiply(write(whole), due)
        yield multiply(write(Term(1, whole.powers)), due)
        yield from (multiply(write_power(b, k), due) for b, k in common.items())


MISTAKES = (
    Mistake(
        "equal-only-when-zero",
        (SCORE,), Example("7/θ - 3/(1-θ)", "7 (1-θ) - 3 θ", kind=SCORE), _without_denominators, 5,
    ),
    Mistake(
        "cross-multiplied-straight", ALGEBRA, Example("7/θ = 3/(1-θ)", "7 θ = 3 (1-θ)"), _cross, 8,
    ),
    Mistake(
        "sign-lost-when-moved", ALGEBRA, Example("7 - 7 θ = 3 θ", "7 = 3 θ - 7 θ"), _sign_when_moved, 8,
    ),
    Mistake(
        "solution-inverted", (ESTIMATE,), Example("7/10", "10/7", "10 θ = 7"), _inverted, 6,
    ),
    Mistake(
        "coefficient-subtracted", (ESTIMATE,), Example("7/10", "-3", "10 θ = 7"), _subtracted, 5,
    ),
    Mistake(
        "multiplied-instead-of-divided", (ESTIMATE,), Example("12/5", "60", "5 λ = 12", "λ"), _multiplied, 5,
    ),
    Mistake(
        "one-term-cancelled", FORMULAS, Example("(7 - 7 θ)/7 = 3 θ/7", "1 - 7 θ = 3 θ/7"), _term_cancelled, 6,
    ),
    Mistake(
        "one-side-only", ALGEBRA, Example("12/λ + 3 = 5", "12 + 3 = 5 λ", unknown="λ"), _one_side_only, 5,
    ),
    Mistake(
        "factor-with-root-dropped",
        (EQUATION,), Example("θ^6 (7 - 10 θ) = 0", "θ^6 = 0"), _factor_dropped, 8,
    ),
    Mistake(
        "numerator-set-to-denominator",
        ALGEBRA, Example("(7 - 10 θ)/(θ (1-θ)) = 0", "7 - 10 θ = θ (1-θ)"), _numerator_alone, 4,
    ),
)
