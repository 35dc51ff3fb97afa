"""Antiderivatives by a guess from the form, up to a constant factor that differentiating the guess tells.

e^u from e^u u′    v^(k+1) from v^k v′    log v from v′/v    Φ(z) from e^(−z²/2)    atan(z) from 1/(1 + z²)
and sums of powers of the variable term by term.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Symbol,
    free_symbols,
    number_value,
    rational,
)
from ..expressions import replace as put
from .arithmetic import fold
from .derivatives import UnknownDerivative, derivative
from .logs import log
from .terms import (
    E,
    Exponent,
    Term,
    add,
    collect,
    divide,
    expand,
    factor,
    multiply,
    negate,
    scale_exponent,
    terms_of,
    times,
    write,
    write_power,
    write_sum,
)

__all__ = ["antiderivatives"]

MOST_PARTS = 6


def antiderivatives(e: Expression, name: str) -> Iterator[Expression]:
    """Guesses at a function of the name with the derivative `e`, the likeliest first: each is to be confirmed."""
    whole = factor(e)
    for guess in _guesses(whole, name):
        try:
            slope = derivative(guess, name)
        except UnknownDerivative:
            continue
        scale = fold(write(times(whole, _over(factor(slope)))))
        if name in free_symbols(scale):
            continue
        if number_value(scale) is None:  # it may be a number that does not show
            yield guess
            yield fold(negate(guess))
        yield guess if scale == ONE else fold(multiply(scale, guess))
    for found in (_term_by_term(e, name), _by_parts(whole, name)):
        if found is not None:
            yield found


def _over(term: Term) -> Term:
    if not term.coefficient:
        return term
    return Term(1 / Fraction(term.coefficient), tuple((base, scale_exponent(x, -1)) for base, x in term.powers))


def _guesses(whole: Term, name: str) -> Iterator[Expression]:
    """Each factor that holds the name, as the outer function whose inner derivative the others are."""
    for base, exponent in whole.powers:
        if isinstance(exponent, Expression) and name in free_symbols(exponent):
            yield from _exponentials(base, exponent, name)
        elif name in free_symbols(base):
            yield from _powers(base, exponent, name)
    if all(name not in free_symbols(base) for base, _ in whole.powers) and not any(
            isinstance(x, Expression) and name in free_symbols(x) for _, x in whole.powers):
        yield Symbol(name)


def _exponentials(base: Expression, exponent: Expression, name: str) -> Iterator[Expression]:
    """e^u; a part of the exponent, of which the others are the logarithm of the inner derivative; and Φ."""
    yield Power(base, exponent)
    if base != E or name in free_symbols(base):
        return
    terms = [term for term in terms_of(exponent) if name in free_symbols(write(term))]
    for term in terms if len(terms) > 1 else ():
        yield Power(E, write(term))
    x = Symbol(name)
    for inner in (x, log(x), log(Divide(x, add(ONE, negate(x))))):
        z = _standardised(exponent, inner, name)
        if z is not None:
            yield Call("Φ", (z,))


def _standardised(exponent: Expression, inner: Expression, name: str) -> Expression | None:
    """z = (t − m)/s where the exponent is −z²/2 and a constant, t the inner function: x, or log x."""
    fresh = Symbol("t_0")
    in_t = put(exponent, inner, fresh)
    if name in free_symbols(in_t):
        return None
    try:
        slope = derivative(in_t, "t_0")
        bend = fold(derivative(slope, "t_0"))
    except UnknownDerivative:
        return None
    if "t_0" in free_symbols(bend) or number_value(bend) == 0:
        return None
    variance = fold(divide(ONE, fold(negate(bend))))
    middle = fold(multiply(fold(put(slope, fresh, ZERO)), variance))
    return fold(divide(add(inner, negate(middle)), fold(Call("sqrt", (variance,)))))


def _powers(base: Expression, exponent: Exponent, name: str) -> Iterator[Expression]:
    """v^(k+1), or log v; and atan where v is a sum of squares."""
    if exponent == -1:
        yield log(base)
        z = _over_one_plus_square(base, name)
        if z is not None:
            yield Call("atan", (z,))
        return
    if isinstance(exponent, Expression):
        raised = fold(add(exponent, ONE))
        yield write_power(base, raised)
    else:
        yield write_power(base, exponent + 1)


def _over_one_plus_square(base: Expression, name: str) -> Expression | None:
    """z = (x − m)/s where the base is a multiple of 1 + z²."""
    try:
        slope = derivative(base, name)
        bend = fold(derivative(slope, name))
    except UnknownDerivative:
        return None
    if name in free_symbols(bend) or number_value(bend) == 0:
        return None
    middle = fold(negate(divide(fold(put(slope, Symbol(name), ZERO)), bend)))
    least = fold(write_sum(collect(expand(put(base, Symbol(name), middle)))))
    scale = fold(Call("sqrt", (fold(divide(multiply(TWO, least), bend)),)))
    return fold(divide(add(Symbol(name), negate(middle)), scale))


def _by_parts(whole: Term, name: str) -> Expression | None:
    """∫ P e^u = e^u (P/s − P′/s² + P″/s³ − …) for a polynomial P and an exponent u with the constant slope s."""
    place = next((k for k, (base, x) in enumerate(whole.powers)
                  if base == E and isinstance(x, Expression) and name in free_symbols(x)), None)
    if place is None:
        return None
    exponent = whole.powers[place][1]
    assert isinstance(exponent, Expression)
    slope = fold(derivative(exponent, name))
    rest = Term(whole.coefficient, (*whole.powers[:place], *whole.powers[place + 1 :]))
    if name in free_symbols(slope) or not _is_polynomial(rest, name):
        return None
    part, parts, over = write(rest), [], slope
    for sign in (1, -1) * MOST_PARTS:
        parts.append(Multiply((rational(sign), divide(part, over))))
        part, over = derivative(part, name), fold(multiply(over, slope))
        if part == ZERO:
            break
    else:
        return None
    inside = fold(parts[0] if len(parts) == 1 else Add(tuple(parts)))
    falling = sum(isinstance(term, Negate) for term in (inside.terms if isinstance(inside, Add) else (inside,)))
    whole_part = Multiply((fold(negate(inside)) if falling else inside, Power(E, exponent)))
    return Negate(whole_part) if falling else whole_part


def _is_polynomial(term: Term, name: str) -> bool:
    for one in expand(write(term)):
        for base, x in one.powers:
            held = name in free_symbols(base) or (isinstance(x, Expression) and name in free_symbols(x))
            if held and not (base == Symbol(name) and isinstance(x, int) and x > 0):
                return False
    return True


def _term_by_term(e: Expression, name: str) -> Expression | None:
    """A sum of powers of the variable with constants in front."""
    found: list[Expression] = []
    for term in expand(e):
        one = _of_monomial(term, name)
        if one is None:
            return None
        found.append(one)
    return fold(found[0] if len(found) == 1 else Add(tuple(found)))


def _of_monomial(term: Term, name: str) -> Expression | None:
    exponent: Exponent = 0
    others: list[tuple[Expression, Exponent]] = []
    for base, x in term.powers:
        if base == Symbol(name):
            exponent = x
        else:
            others.append((base, x))
        if isinstance(x, Expression) and name in free_symbols(x):
            return None
    rest = write(Term(term.coefficient, tuple(others)))
    if name in free_symbols(rest) or exponent == -1:
        return None
    raised = fold(add(exponent if isinstance(exponent, Expression) else rational(exponent), ONE))
    return Multiply((rest, Divide(Power(Symbol(name), raised), raised)))
