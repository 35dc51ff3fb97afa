"""What the terms of a sum share comes out of the bracket, so that the logarithm of a product of sums is a sum.

q − q² = q (1 − q)      e^(−2λ) − e^(−4λ) = e^(−2λ) (1 − e^(−2λ))
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from ..expressions import ZERO, Add, Call, Expression, Power, Symbol, map_children, rational
from .arithmetic import fold
from .terms import (
    E,
    Exponent,
    Term,
    collect,
    expand,
    factor,
    multiply,
    negate,
    positive_first,
    scale_exponent,
    terms_of,
    times,
    write,
    write_power,
    write_sum,
)

__all__ = ["shared_taken_out", "spelled_alike"]


def shared_taken_out(e: Expression) -> Expression:
    """The product with what the terms of each factor share, an exponential or powers of names, before its bracket:
    `(e^(−2λ) − e^(−4λ))⁴  →  e^(−8λ) (1 − e^(−2λ))⁴`; as it is where no factor is such a sum."""
    term = factor(spelled_alike(e))
    if not any(_shared(base) is not None for base, _ in term.powers):
        return e
    return write(reduce(times, (_taken_out(*power) for power in term.powers), Term(term.coefficient, ())))


def spelled_alike(e: Expression) -> Expression:
    """`exp(−x)` and `e^(−x)` in the one spelling that the rules write."""
    inner = map_children(spelled_alike, e)
    if isinstance(inner, Call) and inner.function == "exp":
        return write_power(E, inner.arguments[0])
    return write_power(E, inner.exponent) if isinstance(inner, Power) and inner.base == E else inner


def _taken_out(base: Expression, exponent: Exponent) -> Term:
    shared = None if isinstance(exponent, Expression) else _shared(base)
    if shared is None:
        return Term(1, ((base, exponent),))
    assert not isinstance(exponent, Expression)
    inverse = Term(1, tuple((b, fold(negate(x)) if isinstance(x, Expression) else -x) for b, x in shared.powers))
    left = collect([_with_exponents_added(times(t, inverse)) for t in terms_of(base)])
    whole = expand(write_sum(left))
    shorter = len(whole) < len(left) + any(map(_is_sum, left))
    bracket = positive_first(write_sum(whole)) if shorter else write_sum(left)
    outside = Term(1, tuple((b, _times_over(x, exponent)) for b, x in shared.powers))
    return times(outside, Term(1, ((bracket, exponent),)))


def _is_sum(term: Term) -> bool:
    return any(isinstance(base, Add) for base, _ in term.powers)


def _times_over(exponent: Exponent, by: int | Fraction) -> Exponent:
    if isinstance(exponent, Expression):
        return fold(multiply(rational(by), exponent))
    return scale_exponent(exponent, by)


def _with_exponents_added(term: Term) -> Term:
    """e^a e^b as e^(a + b), and as 1 where that is zero."""
    powers = tuple((b, fold(x)) if b == E and isinstance(x, Expression) else (b, x) for b, x in term.powers)
    return Term(term.coefficient, tuple((b, x) for b, x in powers if x != ZERO))


def _shared(base: Expression) -> Term | None:
    """The exponential of the first term where all are numbers times exponentials, else the powers of names that stand
    in every term; None where there is neither, or the bracket were no sum any more."""
    if not isinstance(base, Add):
        return None
    terms = terms_of(base)
    exponents = [_exponent(t) for t in terms]
    if exponents[0] is not None and None not in exponents and terms[0].coefficient == 1:
        return Term(1, ((E, exponents[0]),))
    powers = [{b: x for b, x in t.powers if isinstance(b, Symbol) and isinstance(x, int) and x > 0} for t in terms]
    names = [b for b in powers[0] if all(b in others for others in powers)]
    if not names or len(expand(base)) < 2:
        return None
    return Term(1, tuple((b, min(others[b] for others in powers)) for b in names))


def _exponent(term: Term) -> Expression | None:
    if len(term.powers) != 1 or term.powers[0][0] != E:
        return None
    exponent = term.powers[0][1]
    return exponent if isinstance(exponent, Expression) else rational(exponent)
