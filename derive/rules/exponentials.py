"""What the terms of a sum of exponentials share comes out of the bracket.

e^(−2λ) − e^(−4λ) = e^(−2λ) (1 − e^(−2λ))
"""

from __future__ import annotations

from fractions import Fraction

from ..expressions import ZERO, Add, Call, Expression, Power, map_children, rational
from .arithmetic import fold
from .terms import (
    E,
    Exponent,
    Term,
    collect,
    factor,
    multiply,
    negate,
    terms_of,
    times,
    write,
    write_power,
    write_sum,
)

__all__ = ["exponentials_taken_out", "spelled_alike"]


def exponentials_taken_out(e: Expression) -> Expression:
    """The product with the first exponential of each factor that is a sum of exponentials in front of the bracket:
    `(e^(−2λ) − e^(−4λ))⁴  →  e^(−8λ) (1 − e^(−2λ))⁴`; as it is where no factor is such a sum."""
    term = factor(spelled_alike(e))
    if not any(_shared(base) is not None for base, _ in term.powers):
        return e
    product = Term(term.coefficient, ())
    for base, exponent in term.powers:
        product = times(product, _taken_out(base, exponent))
    return write(product)


def spelled_alike(e: Expression) -> Expression:
    """`exp(−x)` and `e^(−x)` in the one spelling that the rules write."""
    inner = map_children(spelled_alike, e)
    if isinstance(inner, Call) and inner.function == "exp":
        return write_power(E, inner.arguments[0])
    return write_power(E, inner.exponent) if isinstance(inner, Power) and inner.base == E else inner


def _taken_out(base: Expression, exponent: Exponent) -> Term:
    shared = _shared(base)
    if shared is None or isinstance(exponent, Expression):
        return Term(1, ((base, exponent),))
    outside = Term(1, ((E, fold(multiply(rational(exponent), shared))),))
    rest = [times(t, Term(1, ((E, negate(shared)),))) for t in terms_of(base)]
    bracket = write_sum(collect([_with_exponents_added(t) for t in rest]))
    return times(outside, Term(1, ((bracket, exponent),)))


def _with_exponents_added(term: Term) -> Term:
    """e^(a) e^(b) as e^(a + b), and as 1 where that is zero."""
    powers = tuple((b, fold(x)) if b == E and isinstance(x, Expression) else (b, x) for b, x in term.powers)
    return Term(term.coefficient, tuple((b, x) for b, x in powers if x != ZERO))


def _shared(base: Expression) -> Expression | None:
    """The exponent of the first term where all are numbers times exponentials and it stands alone."""
    if not isinstance(base, Add):
        return None
    found = [_exponent(t) for t in terms_of(base)]
    first = found[0]
    return first if all(h is not None for h in found) and terms_of(base)[0].coefficient == 1 else None


def _exponent(term: Term) -> Expression | None:
    if len(term.powers) != 1 or term.powers[0][0] != E:
        return None
    exponent = term.powers[0][1]
    return exponent if isinstance(exponent, Expression) else rational(Fraction(exponent))
