"""Mistakes in solving: fractions, brackets, sides, division."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Summation,
    rational,
)
from ..sums import depends_on
from ..terms import Term, add, divide, factor, multiply, negate, power, terms_of, times, write, write_power, write_sum
from .mistake import ALGEBRA, EQUATION, ESTIMATE, FORMULAS, NUMBER, Example, Mistake, Situation
from .positions import at_each_node, sides

__all__ = ["MISTAKES"]


def _equal(left: Expression, right: Expression) -> Relation:
    return Relation((left, right), ("=",))


def _equations(due: Expression, at: Situation) -> Iterator[tuple[Expression, Expression]]:
    """The sides of the line that is due, and of the line before where that is an equation, too."""
    for line in (due, at.before):
        pair = sides(line) if line is not None else None
        if pair is not None:
            yield pair


def _below(term: Term) -> Term:
    """What a product is divided by."""
    powers = tuple((b, -k) for b, k in term.powers if not isinstance(k, Expression) and k < 0)
    return Term(term.coefficient.denominator, powers)


def _crossed(due: Expression, at: Situation) -> Iterator[Expression]:
    """a/b = c/d as a b = c d."""
    for left, right in _equations(due, at):
        parts = [terms_of(side) for side in (left, right)]
        if len(parts[0]) == len(parts[1]) == 1:
            yield _equal(*(multiply(write(t), power(write(_below(t)), rational(2))) for [t] in parts))
        elif right == ZERO and len(parts[0]) == 2:
            a, b = parts[0]
            squares = (write(times(t, times(_below(t), _below(t)))) for t in (a, b))
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


def _bracket_partly(due: Expression, at: Situation) -> Iterator[Expression]:
    """a(b − c) as a b − c."""

    def changed(node: Expression) -> Iterator[Expression]:
        if not isinstance(node, (Multiply, Divide)):
            return
        term = factor(node)
        for k, (base, exponent) in enumerate(term.powers):
            if isinstance(base, Add) and exponent == 1:
                rest = write(Term(term.coefficient, (*term.powers[:k], *term.powers[k + 1 :])))
                for place, part in enumerate(base.terms):
                    yield add(*base.terms[:place], multiply(rest, part), *base.terms[place + 1 :])

    yield from at_each_node(due, changed)
    if at.before is not None:
        yield from at_each_node(at.before, changed)


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


def _sign_when_moved(due: Expression, at: Situation) -> Iterator[Expression]:
    """a − b θ = c θ as a = c θ − b θ: a term keeps its sign on the other side."""
    for left, right in _equations(due, at):
        for own, other in ((terms_of(left), terms_of(right)), (terms_of(right), terms_of(left))):
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
            below = [write(_below(t)) for t in terms]
            if len(terms) == 2 and below[0] != below[1]:
                tops = [write(times(t, _below(t))) for t in terms]
                yield divide(add(*tops), add(*below))

    return at_each_node(due, changed)


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


def _one_side_only(due: Expression, at: Situation) -> Iterator[Expression]:
    """A denominator that goes on one side of the equation, or for one term, only."""
    for left, right in _equations(due, at):
        for own, other, is_left in ((left, right, True), (right, left, False)):
            terms = terms_of(own)
            for k, term in enumerate(terms):
                below = _below(term)
                if not below.powers and below.coefficient == 1:
                    continue
                cleared = write_sum([*terms[:k], times(term, below), *terms[k + 1 :]])
                yield _equal(cleared, other) if is_left else _equal(other, cleared)
                yield from _all_but_one(terms, terms_of(other), below)
    if at.kind == ESTIMATE:
        return
    pair = sides(due)
    if pair is not None:
        for own, other in (pair, pair[::-1]):
            for rest, _ in _split_in_two(own):
                yield _equal(rest, other)


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
            yield Power(Summation(node.body.base, node.index, node.lower, node.upper), rational(2))

    return at_each_node(due, changed)


def _squared(part: Expression) -> Expression:
    return negate(power(part.operand, rational(2))) if isinstance(part, Negate) else power(part, rational(2))


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
        "cross-multiplied-straight", "fractions multiplied by their own denominators",
        "This would follow if each side were multiplied by its own denominator; crosswise, each takes that "
        "of the other.",
        ALGEBRA, Example("7/θ = 3/(1-θ)", "7 θ = 3 (1-θ)"), _cross, 8,
    ),
    Mistake(
        "bracket-partly-multiplied", "bracket multiplied out for one term only",
        "This would follow if a factor reached one term of the bracket only; it multiplies every term.",
        (*FORMULAS, NUMBER), Example("7 - 7 θ = 3 θ", "7 - θ = 3 θ", "7 (1-θ) = 3 θ"), _bracket_partly, 8,
    ),
    Mistake(
        "minus-before-bracket", "minus before a bracket applied to the first term only",
        "This would follow if a minus before a bracket turned the first sign only; it turns them all.",
        (*FORMULAS, NUMBER), Example("7 - 5 + θ = 0", "7 - 5 - θ = 0", "7 - (5 - θ) = 0"), _minus_bracket, 6,
    ),
    Mistake(
        "sign-lost-when-moved", "sign kept on the other side",
        "This would follow if a term had changed sides without changing its sign.",
        ALGEBRA, Example("7 - 7 θ = 3 θ", "7 = 3 θ - 7 θ"), _sign_when_moved, 8,
    ),
    Mistake(
        "solution-inverted", "division the wrong way round",
        "This would follow if the quotient were upside down: c θ = a gives θ = a/c.",
        (ESTIMATE,), Example("7/10", "10/7", "10 θ = 7"), _inverted, 6,
    ),
    Mistake(
        "coefficient-subtracted", "coefficient subtracted instead of divided by",
        "This would follow if the coefficient were subtracted; it multiplies the unknown, so both sides are "
        "divided by it.",
        (ESTIMATE,), Example("7/10", "-3", "10 θ = 7"), _subtracted, 5,
    ),
    Mistake(
        "multiplied-instead-of-divided", "multiplied instead of divided",
        "This would follow if both numbers were multiplied; the coefficient of the unknown divides.",
        (ESTIMATE,), Example("12/5", "60", "5 λ = 12", "λ"), _multiplied, 5,
    ),
    Mistake(
        "reciprocal-of-sum-split", "reciprocal of a sum split",
        "This would follow if a quotient could be split over the terms of its denominator; 1/(a + b) stays whole.",
        FORMULAS, Example("n/(s - t)", "n/s - 1/t", unknown="α"), _reciprocal_split, 7,
    ),
    Mistake(
        "fractions-added-straight", "numerators and denominators added",
        "This would follow if fractions were added by adding numerators and denominators; they need one denominator.",
        FORMULAS, Example("1/λ + 1/(2+λ) = 3", "2/(2 + 2 λ) = 3", unknown="λ"), _fractions_added_straight, 4,
    ),
    Mistake(
        "one-term-cancelled", "one term cancelled out of a sum",
        "This would follow if one term only were divided; a divisor divides every term of the sum.",
        FORMULAS, Example("(7 - 7 θ)/7 = 3 θ/7", "1 - 7 θ = 3 θ/7"), _term_cancelled, 6,
    ),
    Mistake(
        "one-side-only", "operation done to one side only",
        "This would follow if a factor or denominator were removed from one term only; both sides take it, "
        "every term.",
        ALGEBRA, Example("12/λ + 3 = 5", "12 + 3 = 5 λ", unknown="λ"), _one_side_only, 5,
    ),
    Mistake(
        "numerator-set-to-denominator", "fraction set to zero the wrong way",
        "This would follow if a fraction vanished with its denominator; it is zero where its numerator is.",
        ALGEBRA, Example("(7 - 10 θ)/(θ (1-θ)) = 0", "7 - 10 θ = θ (1-θ)"), _numerator_alone, 4,
    ),
    Mistake(
        "square-of-sum-split", "square of a sum taken term by term",
        "This would follow if a square could be taken term by term: (a − b)² is a² − 2ab + b², and Σx² is not (Σx)².",
        FORMULAS, Example("-(3 - μ)^2/2", "-(9 - μ^2)/2", unknown="μ"), _square_split, 6,
    ),
    Mistake(
        "root-of-sum-split", "root of a sum taken term by term",
        "This would follow if a root could be taken term by term; √(a + b) stays whole.",
        (EQUATION, ESTIMATE, NUMBER), Example("√(9 + 16)", "√9 + √16"), _roots_of_terms, 4,
    ),
)
