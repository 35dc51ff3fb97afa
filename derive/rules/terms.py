"""Sums as lists of terms, terms as a coefficient and powers: the shape in which rules work.

A `Term` keeps the order in which its factors were written; `write` and `write_sum` put it on paper as a person
would: the number in front, fractions over negative powers, no factor one, the sign before the term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import isqrt
from typing import NamedTuple

from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Summation,
    Symbol,
    integer,
    number_value,
    rational,
    walk,
)

__all__ = [
    "E",
    "Exponent",
    "Powers",
    "Term",
    "add",
    "as_sum",
    "collect",
    "divide",
    "expand",
    "expand_term",
    "factor",
    "like",
    "multiply",
    "negate",
    "power",
    "size_first",
    "term_product",
    "terms_of",
    "times",
    "write",
    "write_power",
    "write_sum",
]

E = Constant("e")
Exponent = int | Fraction | Expression
Powers = tuple[tuple[Expression, Exponent], ...]

MOST_TERMS = 500
MOST_BITS = 256  # of a power that is worked out: a longer number is for nobody's eyes
HALF_POWER = Fraction(1, 2)


class Term(NamedTuple):
    """`coefficient · Π base^exponent`; exponents are numbers, or expressions where they are symbolic."""

    coefficient: int | Fraction
    powers: Powers


UNIT = Term(1, ())
SIZE = (Symbol("n"), 1)


# ---- taking apart --------------------------------------------------------------------------------------


def factor(e: Expression) -> Term:
    """The product that an expression is, its factors in the order written."""
    rule = _FACTOR.get(type(e))
    return Term(1, ((e, 1),)) if rule is None else rule(e)


@lru_cache(maxsize=2048)  # the parts of a line come again in the next one
def _factor_kept(e: Expression) -> Term:
    return _COMPOUND[type(e)](e)


def _factor_number(e: Number) -> Term:
    return Term(e.value, ())


def _factor_negate(e: Negate) -> Term:
    inner = factor(e.operand)
    return Term(-inner.coefficient, inner.powers)


def _factor_multiply(e: Multiply) -> Term:
    return term_product(map(factor, e.factors))


def _factor_divide(e: Divide) -> Term:
    return times(factor(e.numerator), _raised(factor(e.denominator), -1))


def _factor_power(e: Power) -> Term:
    exponent = factor(e.exponent)
    if exponent.powers and isinstance(e.base, (Divide, Multiply)):
        return _split_power(factor(e.base), e.exponent) or Term(1, ((e.base, e.exponent),))
    if exponent.powers or e.base == E:
        return Term(1, ((e.base, e.exponent),))
    return _one_power(e.base, exponent.coefficient)


def _split_power(base: Term, exponent: Expression) -> Term | None:
    """`(x_i/λ)^k` as x_i^k λ^(−k): a power whose exponent is no whole number has positive factors."""
    if base.coefficient <= 0 or not any(isinstance(b, Indexed) for b, _ in base.powers):
        return None
    number = factor(Power(rational(base.coefficient), exponent)) if base.coefficient != 1 else UNIT
    return times(number, Term(1, tuple((b, _exponents_multiplied(exponent, x)) for b, x in base.powers)))


def _exponents_multiplied(outer: Expression, inner: Exponent) -> Exponent:
    value = number_value(outer)
    return multiply(outer, _written_exponent(inner)) if value is None else scale_exponent(inner, value)


def _written_exponent(exponent: Exponent) -> Expression:
    return exponent if isinstance(exponent, Expression) else rational(exponent)


def _factor_call(e: Call) -> Term:
    if e.function == "sqrt":
        return _one_power(e.arguments[0], Fraction(1, 2))
    if e.function == "exp":
        return Term(1, ((E, e.arguments[0]),))
    return Term(1, ((e, 1),))


_COMPOUND: dict[type[Expression], Callable[..., Term]] = {
    Multiply: _factor_multiply, Divide: _factor_divide, Power: _factor_power,
}
_FACTOR: dict[type[Expression], Callable[..., Term]] = {
    Number: _factor_number, Negate: _factor_negate, Call: _factor_call, **dict.fromkeys(_COMPOUND, _factor_kept),
}


def _one_power(base: Expression, exponent: int | Fraction) -> Term:
    inner = factor(base)
    if exponent.denominator == 1 and (len(inner.powers) != 1 or inner.powers[0][1] != 1 or inner.coefficient != 1):
        size = max(inner.coefficient.numerator.bit_length(), inner.coefficient.denominator.bit_length()) - 1
        small = abs(exponent.numerator) * size <= MOST_BITS
        if small and (inner.coefficient or exponent > 0):
            return _raised(inner, int(exponent))
    plain_factors = len(inner.powers) > 1 and all(x in (1, -1) for _, x in inner.powers)
    root = _rational_root(inner, exponent)
    if root is None and exponent.denominator != 1 and plain_factors:
        root = _split_power(inner, rational(exponent))
    return root or Term(1, ((base, plain_number(exponent)),))


def _rational_root(inner: Term, exponent: int | Fraction) -> Term | None:
    """The square root of a perfect square among the rational numbers."""
    if inner.powers or exponent.denominator != 2 or inner.coefficient < 0:
        return None
    value = inner.coefficient
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    if top * top != value.numerator or bottom * bottom != value.denominator or not value:
        return None
    root = Fraction(top, bottom)
    return Term(plain_number(root if exponent > 0 else 1 / root) ** abs(exponent.numerator), ())


def _raised(term: Term, exponent: int) -> Term:
    powers = tuple((base, scale_exponent(e, exponent)) for base, e in term.powers)
    whole = [p for p in powers if _is_short_number(*p)]  # √21² is 21
    if term.coefficient == 1 and not whole:
        return Term(1, powers)
    size = Fraction(term.coefficient) ** exponent
    for base, power in whole:
        size *= Fraction(base.value) ** power  # type: ignore[attr-defined, assignment, operator]
    return Term(plain_number(size), tuple(p for p in powers if p not in whole))


def _is_short_number(base: Expression, exponent: Exponent) -> bool:
    if not isinstance(base, Number) or not isinstance(exponent, int):
        return False
    bits = max(base.value.numerator.bit_length(), base.value.denominator.bit_length()) - 1
    return abs(exponent) * bits <= MOST_BITS


def scale_exponent(exponent: Exponent, by: Fraction | int) -> Exponent:
    """The exponent times a number."""
    if isinstance(exponent, Expression):
        return multiply(rational(by), exponent)
    return plain_number(exponent * by)


def plain_number(value: int | Fraction) -> int | Fraction:
    """A whole number as an int: arithmetic with those is many times as fast."""
    return value.numerator if value.denominator == 1 else value


def times(left: Term, right: Term) -> Term:
    """The product of two terms; powers of one base are collected."""
    if left is UNIT or right is UNIT:
        return right if left is UNIT else left
    coefficient = plain_number(left.coefficient * right.coefficient)
    if not left.powers or not right.powers:
        return Term(coefficient, left.powers or right.powers)
    powers = list(left.powers)
    collected = False
    for base, exponent in right.powers:
        for k, (own, old) in enumerate(powers):
            if own == base:
                powers[k] = (base, _sum_of_exponents(old, exponent))
                collected = True
                break
        else:
            powers.append((base, exponent))
    if collected:
        powers = [(b, e) for b, e in powers if e != 0 and e != ZERO]
    return Term(coefficient, tuple(powers))


def _sum_of_exponents(a: Exponent, b: Exponent) -> Exponent:
    if isinstance(a, Expression) or isinstance(b, Expression):
        left = a if isinstance(a, Expression) else rational(a)
        right = b if isinstance(b, Expression) else rational(b)
        return add(left, right)
    return a + b


def term_product(terms: Iterable[Term]) -> Term:
    """The product of terms."""
    result = UNIT
    for term in terms:
        result = times(result, term)
    return result


def terms_of(e: Expression) -> list[Term]:
    """The terms of a sum as it is written: brackets inside products are left alone."""
    if isinstance(e, Add):
        terms: list[Term] = []
        for part in e.terms:
            terms += terms_of(part)
        return terms
    if isinstance(e, Negate) and isinstance(e.operand, Add):
        return [Term(-t.coefficient, t.powers) for t in terms_of(e.operand)]
    term = factor(e)
    return [term] if term.coefficient else []


def like(term: Term) -> frozenset[tuple[Expression, Exponent]]:
    """What two terms must share to be added: everything but the coefficient."""
    return frozenset(term.powers)


def collect(terms: Iterable[Term]) -> list[Term]:
    """Like terms added, at the place of the first; terms that cancel are left out."""
    terms = list(terms)
    if len(terms) < 2:
        return [t for t in terms if t.coefficient]
    sums: dict[frozenset[tuple[Expression, Exponent]], Term] = {}
    for term in terms:
        key = like(term)
        old = sums.get(key)
        sums[key] = term if old is None else Term(plain_number(old.coefficient + term.coefficient), old.powers)
    return [term for term in sums.values() if term.coefficient]


def expand(e: Expression) -> list[Term]:
    """The sum multiplied out, like terms collected; products over too many terms are left as they stand."""
    return list(_expanded(e))


@lru_cache(maxsize=1024)
def _expanded(e: Expression) -> tuple[Term, ...]:
    terms: list[Term] = []
    for part in terms_of(e):
        terms += expand_term(part)
    return tuple(collect(terms))


def expand_term(term: Term) -> list[Term]:
    """One term multiplied out over the sums among its factors with a positive whole exponent."""
    if not any(map(_is_expandable, term.powers)):
        return [term]
    result = [Term(term.coefficient, ())]
    for power in term.powers:
        inner, repeats = ([Term(1, (power,))], 1)
        if _is_expandable(power):
            inner, repeats = expand(power[0]), power[1]  # type: ignore[assignment]
        for _ in range(repeats):
            if len(result) * len(inner) > MOST_TERMS:
                return [term]
            result = collect([times(a, b) for a in result for b in inner])
    return result


def _is_expandable(power: tuple[Expression, Exponent]) -> bool:
    base, exponent = power
    return isinstance(base, Add) and isinstance(exponent, int) and exponent > 0


# ---- putting on paper ----------------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def write(term: Term) -> Expression:
    """The term as a person writes it."""
    coefficient = -term.coefficient if term.coefficient < 0 else term.coefficient
    above = term.powers
    below = [(b, scale_exponent(e, -1)) for b, e in above if _below(e)]
    if below:
        above = tuple(p for p in above if not _below(p[1]))
    result = _quotient(coefficient, above, below)
    return negate(result) if term.coefficient < 0 else result


def _quotient(
    coefficient: int | Fraction,
    above: Sequence[tuple[Expression, Exponent]],
    below: Sequence[tuple[Expression, Exponent]],
) -> Expression:
    if not below and coefficient.denominator == 1:
        return _juxtapose(coefficient.numerator, above)
    bottom = _juxtapose(coefficient.denominator, below)
    heavy = [p for p in above if _heavy(p)] if not any(isinstance(b, Summation) for b, _ in below) else []
    if not heavy:
        return Divide(_juxtapose(coefficient.numerator, above), bottom)
    light = _juxtapose(coefficient.numerator, [p for p in above if not _heavy(p)])
    return _product([Divide(light, bottom), *(write_power(*p) for p in heavy)])


def _below(exponent: Exponent) -> bool:
    return not isinstance(exponent, Expression) and exponent < 0


def _heavy(part: tuple[Expression, Exponent]) -> bool:
    """Factors that stand beside a fraction, not on it: `(n/2) log v`, `(1/2) Σ(x_i − μ)²`."""
    base = part[0]
    if isinstance(base, Call) and base.function == "log":
        return True
    return isinstance(base, Summation) and not isinstance(base.body, Indexed)


def _juxtapose(number: int, powers: Sequence[tuple[Expression, Exponent]]) -> Expression:
    if number == 1 and len(powers) == 1:
        return write_power(*powers[0])
    parts = [write_power(base, exponent) for base, exponent in powers]
    if number != 1 or not parts:
        parts.insert(0, integer(number))
    return _product(parts)


def _product(parts: Sequence[Expression]) -> Expression:
    if len(parts) == 1:
        return parts[0]
    flat: list[Expression] = []
    for part in parts:
        flat += part.factors if type(part) is Multiply else (part,)
    return Multiply(tuple(flat))


def write_power(base: Expression, exponent: Exponent) -> Expression:
    """`base^exponent`; e to something lengthy is written with exp, the half power as a root."""
    if exponent == 1 or exponent == ONE:
        return base
    if type(exponent) is Fraction and exponent == HALF_POWER:
        return Call("sqrt", (base,))
    if base == E and isinstance(exponent, Expression) and _is_lengthy(exponent):
        return Call("exp", (exponent,))
    return Power(base, exponent if isinstance(exponent, Expression) else rational(exponent))


def _is_lengthy(exponent: Expression) -> bool:
    nodes = list(walk(exponent))
    return any(isinstance(n, (Divide, Add)) for n in nodes) and any(isinstance(n, Symbol) for n in nodes)


def write_sum(terms: Sequence[Term]) -> Expression:
    """The sum of the terms in their order."""
    if not terms:
        return ZERO
    parts = tuple(map(write, terms))
    return parts[0] if len(parts) == 1 else Add(parts)


def positive_first(e: Expression) -> Expression:
    """`−n + Σ x_i` as `Σ x_i − n`."""
    terms = terms_of(e)
    first = next((term for term in terms if term.coefficient > 0), None)
    if first is None or first is terms[0]:
        return e
    return write_sum([first, *(term for term in terms if term is not first)])


def size_first(e: Expression) -> Expression:
    """`−αn + …` as −nα: the sample size stands before the other factors of a term."""
    if isinstance(e, Add):
        return Add(tuple(map(size_first, e.terms)))
    term = factor(e)
    if not any(power == SIZE for power in term.powers[1:]):
        return e
    return write(Term(term.coefficient, (SIZE, *(power for power in term.powers if power != SIZE))))


def as_sum(e: Expression) -> Expression:
    """The sum multiplied out, like terms collected."""
    return write_sum(expand(e))


# ---- building -------------------------------------------------------------------------------------------


def negate(e: Expression) -> Expression:
    """Minus the expression, without two signs in a row."""
    if isinstance(e, Negate):
        return e.operand
    return e if e == ZERO else Negate(e)


def add(*parts: Expression) -> Expression:
    """The sum, like terms collected; brackets inside products are left alone."""
    return write_sum(collect(term for part in parts for term in terms_of(part)))


def multiply(*parts: Expression) -> Expression:
    """The product, numbers multiplied, powers of one base collected; sums are left in brackets."""
    return write(term_product(map(factor, parts)))


def divide(numerator: Expression, denominator: Expression) -> Expression:
    """The quotient, cancelled where factors are the same."""
    return write(times(factor(numerator), _raised(factor(denominator), -1)))


def power(base: Expression, exponent: Expression) -> Expression:
    """The power; a product is raised factor by factor."""
    return write(factor(Power(base, exponent)))
