"""Equations in one unknown, a line at a time: what a person does to `7/θ − 3/(1 − θ) = 0`.

Each rule takes an equation and gives the next one with the multiplier of both sides, or None where it does not
apply: left − right of the new line is the multiplier times left − right of the old one.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Negate,
    Number,
    Relation,
    Several,
    Summation,
    Symbol,
    integer,
    rational,
)
from .signs import Signs
from .sums import depends_on, split_sums
from .surds import square_part
from .terms import (
    Exponent,
    Term,
    add,
    collect,
    divide,
    expand,
    factor,
    multiply,
    negate,
    positive_first,
    term_product,
    terms_of,
    times,
    write,
    write_sum,
)

__all__ = [
    "Rewritten",
    "cancel_common",
    "cancel_factor",
    "cancel_power",
    "clear_denominators",
    "coefficients",
    "difference",
    "equation",
    "gather",
    "isolate",
    "multiply_out",
    "quadratic_roots",
    "root_of_power",
    "separate",
    "split_sample_sums",
    "to_one_side",
]


class Rewritten(NamedTuple):
    """The new line and the multiplier that takes the old one to it; `applied` is a function put on both sides."""

    line: Expression
    multiplier: Expression = ONE
    applied: str | None = None


def equation(left: Expression, right: Expression) -> Relation:
    """`left = right`."""
    return Relation((left, right), ("=",))


def _sides(line: Relation) -> tuple[Expression, Expression]:
    left, right = line.operands
    return left, right


def cancel_factor(line: Relation, unknown: str, signs: Signs) -> Rewritten | None:
    """`(1/σ²) Σ(x_i − μ) = 0  →  Σ(x_i − μ) = 0`: factors that cannot vanish are dropped from a product."""
    left, right = _sides(line)
    terms = terms_of(left)
    if right != ZERO or len(terms) != 1:
        return None
    term = terms[0]
    kept = tuple((b, e) for b, e in term.powers if depends_on(b, unknown) and signs.of(b) is None)
    if not kept or (kept == term.powers and term.coefficient == 1):
        return None
    dropped = Term(term.coefficient, tuple(p for p in term.powers if p not in kept))
    return Rewritten(equation(write(Term(1, kept)), ZERO), divide(ONE, write(dropped)))


def split_sample_sums(line: Relation, unknown: str) -> Rewritten | None:
    """`Σ(x_i − μ) = 0  →  Σ x_i − n μ = 0`, inside products too."""
    left, right = _sides(line)
    new = equation(split_sums(left, unknown), split_sums(right, unknown))
    return None if new == line else Rewritten(new)


def separate(line: Relation, signs: Signs) -> Rewritten | None:
    """`7/θ − 3/(1 − θ) = 0  →  7/θ = 3/(1 − θ)`: what is subtracted goes to the other side."""
    left, right = _sides(line)
    terms = terms_of(left)
    if right != ZERO or len(terms) < 2:
        return None
    here = [t for t in terms if not _negative(t, signs)]
    there = [Term(-t.coefficient, t.powers) for t in terms if _negative(t, signs)]
    if not here or not there:
        return None
    return Rewritten(equation(write_sum(here), write_sum(there)))


def _negative(term: Term, signs: Signs) -> bool:
    sign = signs.of_term(term)
    return term.coefficient < 0 if sign is None else sign < 0


def cancel_common(line: Relation, signs: Signs) -> Rewritten | None:
    """`2 a e^(−x) = 3 b e^(−x)  →  2 a = 3 b`: a factor of every term that cannot vanish is dropped."""
    terms = [t for side in _sides(line) for t in terms_of(side)]
    if len(terms) < 2:
        return None
    shared = [p for p in terms[0].powers if all(p in t.powers for t in terms) and signs.of_term(Term(1, (p,)))]
    if not shared:
        return None
    sides = (
        [Term(t.coefficient, tuple(p for p in t.powers if p not in shared)) for t in terms_of(side)]
        for side in _sides(line)
    )
    return Rewritten(equation(*map(write_sum, sides)), divide(ONE, write(Term(1, tuple(shared)))))


def clear_denominators(line: Relation, signs: Signs) -> Rewritten | None:
    """`7/θ = 3/(1 − θ)  →  7(1 − θ) = 3θ`: both sides times the least common denominator."""
    left, right = _sides(line)
    both = [*terms_of(left), *terms_of(right)]
    common = _common_denominator(both)
    if common == Term(1, ()):
        return None
    new = equation(_multiplied(left, common), _multiplied(right, common))
    return Rewritten(new, write(common))


def _multiplied(side: Expression, by: Term) -> Expression:
    return write_sum(collect(_sums_last(times(t, by)) for t in terms_of(side)))


def _sums_last(term: Term) -> Term:
    """`λ Σx_i` for `(Σx_i) λ`."""
    return Term(term.coefficient, tuple(sorted(term.powers, key=lambda power: isinstance(power[0], Summation))))


def _common_denominator(terms: Iterable[Term]) -> Term:
    number, powers = 1, dict[Expression, Exponent]()
    for term in terms:
        number = lcm(number, term.coefficient.denominator)
        for base, exponent in term.powers:
            if not isinstance(exponent, Expression) and exponent < 0:
                old = powers.get(base, 0)
                powers[base] = max(old, -exponent) if not isinstance(old, Expression) else -exponent
    return Term(Fraction(number), tuple(powers.items()))


def difference(line: Relation) -> Expression:
    """Left − right."""
    left, right = _sides(line)
    return Add((left, Negate(right)))


def multiply_out(line: Relation) -> Rewritten | None:
    """`7(1 − θ) = 3θ  →  7 − 7θ = 3θ`."""
    left, right = _sides(line)
    new = equation(*(write_sum([_sums_last(term) for term in expand(side)]) for side in (left, right)))
    return None if new == line else Rewritten(new)


def coefficients(e: Expression, unknown: str) -> dict[int, list[Term]] | None:
    """The terms of a polynomial in the unknown by its degree in them, or None where it is none."""
    symbol = Symbol(unknown)
    found: dict[int, list[Term]] = {}
    for term in expand(e):
        degree, rest = 0, []
        for base, exponent in term.powers:
            if base == symbol and isinstance(exponent, int) and exponent > 0:
                degree = exponent
            elif depends_on(base, unknown) or (isinstance(exponent, Expression) and depends_on(exponent, unknown)):
                return None
            else:
                rest.append((base, exponent))
        found.setdefault(degree, []).append(Term(term.coefficient, tuple(rest)))
    return found


def gather(line: Relation, unknown: str, signs: Signs) -> Rewritten | None:
    """`7 − 7θ = 3θ  →  7 = 10θ`: the unknown on the side where its coefficient is positive, the rest on the other."""
    left, right = _sides(line)
    parts = coefficients(Add((left, Negate(right))), unknown)
    if not parts or set(parts) - {0, max(parts)} or max(parts) == 0:
        return None
    degree = max(parts)
    here, rest = write_sum(parts[degree]), write_sum(parts.get(0, []))
    unknown_power = factor(Symbol(unknown) if degree == 1 else write(Term(1, ((Symbol(unknown), degree),))))
    positive = signs.of(here)
    if positive is None:
        positive = 1 if parts[degree][0].coefficient > 0 else -1
    coefficient = positive_first(here if positive > 0 else _minus(here))
    side = write(_of_coefficient(coefficient, unknown_power))
    other = positive_first(_minus(rest) if positive > 0 else rest)
    new = equation(side, other) if positive > 0 else equation(other, side)
    return None if new == line else Rewritten(new)


def _of_coefficient(coefficient: Expression, power: Term) -> Term:
    """The coefficient stands before the unknown; a sum, over the sample or of several terms, behind it."""
    term = factor(coefficient)
    is_sum = isinstance(coefficient, Add) or any(isinstance(base, Summation) for base, _ in term.powers)
    return times(power, term) if is_sum else times(term, power)


def _minus(e: Expression) -> Expression:
    return write_sum([Term(-t.coefficient, t.powers) for t in terms_of(e)])


def isolate(line: Relation, unknown: str) -> Rewritten | None:
    """`7 = 10θ  →  θ = 7/10`: divide by the coefficient of the unknown, and the unknown to the left."""
    left, right = _sides(line)
    flipped = depends_on(right, unknown)
    side, other = (right, left) if flipped else (left, right)
    if depends_on(other, unknown):
        return None
    parts = coefficients(side, unknown)
    if parts is None or len(parts) != 1 or 0 in parts:
        return None
    ((degree, terms),) = parts.items()
    coefficient = write_sum(terms)
    power = write(Term(1, ((Symbol(unknown), degree),)))
    new = equation(power, quotient(other, coefficient))
    if new == line:
        return None
    multiplier = divide(ONE, coefficient)
    return Rewritten(new, negate(multiplier) if flipped else multiplier)


def quotient(top: Expression, bottom: Expression) -> Expression:
    """The quotient of two whole numbers as it stands (`120/1000`), else cancelled."""
    if isinstance(top, Number) and isinstance(bottom, Number) and bottom != ONE:
        return Divide(top, bottom)
    return divide(top, bottom)


def root_of_power(line: Relation, unknown: str) -> Rewritten | None:
    """`σ² = S/n  →  σ = √(S/n)` for a positive unknown."""
    left, right = _sides(line)
    term = factor(left)
    if len(term.powers) != 1 or term.powers[0][0] != Symbol(unknown) or term.coefficient != 1:
        return None
    degree = term.powers[0][1]
    if not isinstance(degree, int) or degree < 2:
        return None
    if degree == 2:
        return Rewritten(equation(Symbol(unknown), write(factor(Call("sqrt", (right,))))), applied="sqrt")
    root = Call("cbrt", (right,)) if degree == 3 else Call("root", (right, integer(degree)))
    return Rewritten(equation(Symbol(unknown), root), applied="root")


def cancel_power(line: Relation, unknown: str, signs: Signs) -> Rewritten | None:
    """`θ² = 3θ³  →  1 = 3θ`: divided by the power of the unknown that both sides share."""
    left, right = _sides(line)
    parts = coefficients(Add((left, Negate(right))), unknown)
    if not parts or 0 in parts or signs.of(Symbol(unknown)) is None:
        return None
    shared = Term(1, ((Symbol(unknown), -min(parts)),))
    new = equation(*(write_sum([times(t, shared) for t in expand(side)]) for side in (left, right)))
    return Rewritten(new, write(shared))


def to_one_side(line: Relation, unknown: str) -> Rewritten | None:
    """`5 = θ² + 4θ  →  θ² + 4θ − 5 = 0`, the highest power first and positive."""
    left, right = _sides(line)
    parts = coefficients(Add((left, Negate(right))), unknown)
    if not parts or right == ZERO:
        return None
    sign = 1 if parts[max(parts)][0].coefficient > 0 else -1
    symbol = Symbol(unknown)
    terms = [
        times(Term(sign * t.coefficient, t.powers), Term(1, ((symbol, degree),) if degree else ()))
        for degree in sorted(parts, reverse=True)
        for t in parts[degree]
    ]
    return Rewritten(equation(write_sum(terms), ZERO), integer(sign))


def quadratic_roots(line: Relation, unknown: str) -> Several | None:
    """Both solutions of a quadratic equation by the formula, the larger first where the numbers tell."""
    left, right = _sides(line)
    parts = coefficients(Add((left, Negate(right))), unknown)
    if parts is None or max(parts, default=0) != 2:
        return None
    a, b, c = (write_sum(parts.get(k, [])) for k in (2, 1, 0))
    discriminant = add(*(write(t) for t in _discriminant(a, b, c)))
    roots = [_quadratic_root(a, b, discriminant, sign) for sign in (1, -1)]
    unknown_symbol = Symbol(unknown)
    return Several(tuple(equation(unknown_symbol, r) for r in roots), "or")


def _discriminant(a: Expression, b: Expression, c: Expression) -> list[Term]:
    return collect([*expand(multiply(b, b)), *expand(multiply(integer(-4), a, c))])


def _quadratic_root(a: Expression, b: Expression, discriminant: Expression, sign: int) -> Expression:
    root = _simple_root(discriminant)
    top = [*terms_of(_minus(b)), *(Term(sign * t.coefficient, t.powers) for t in root)]
    return _in_lowest_terms(collect(top), multiply(rational(2), a))


def _in_lowest_terms(top: list[Term], bottom: Expression) -> Expression:
    """(−32 + 2√1402)/30 as (−16 + √1402)/15: no factor that all whole numbers share."""
    number = factor(bottom).coefficient
    parts = [t.coefficient for t in top]
    if all(isinstance(c, int) or c.denominator == 1 for c in (*parts, number)):
        shared = gcd(int(number), *map(int, parts))
        top = [Term(int(t.coefficient) // shared, t.powers) for t in top]
        bottom = divide(bottom, integer(shared)) if shared > 1 else bottom
    return divide(write_sum(top), bottom)


def _simple_root(discriminant: Expression) -> list[Term]:
    """√D with the square factors of a whole number taken out: √12 = 2√3."""
    term = factor(discriminant)
    if term.powers or term.coefficient.denominator != 1 or term.coefficient <= 0:
        return [factor(Call("sqrt", (discriminant,)))]
    square, rest = square_part(term.coefficient.numerator)
    if rest == 1:
        return [Term(Fraction(square), ())]
    return [term_product([Term(Fraction(square), ()), factor(Call("sqrt", (integer(rest),)))])]
