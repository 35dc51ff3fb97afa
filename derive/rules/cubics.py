"""The real solutions of a v³ + b v² + c v + d = 0 in closed form: cube roots where there is one, cosines where three.

With v = y − b/(3a) the equation is y³ + p y + q = 0. One real solution: y = ∛(−q/2 + √D) + ∛(−q/2 − √D) with
D = q²/4 + p³/27. Three: y = 2√(−p/3) cos((arccos C + 2πk)/3) with C = −(q/2)/√(−p³/27).
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from ..expressions import ONE, TWO, Add, Call, Constant, Divide, Expression, Multiply, integer, rational
from .arithmetic import fold
from .terms import Term, factor, negate, times, write

__all__ = ["cubic_roots"]

THREE = integer(3)


def cubic_roots(a: int, b: int, c: int, d: int) -> list[Expression]:
    """In rising order; of an irreducible equation."""
    p = Fraction(3 * a * c - b * b, 3 * a * a)
    q = Fraction(2 * b**3 - 9 * a * b * c + 27 * a * a * d, 27 * a**3)
    shift = Fraction(-b, 3 * a)
    discriminant = q * q / 4 + p**3 / 27
    if discriminant > 0:
        return [_shifted(shift, _by_cube_roots(q, discriminant))]
    return [_shifted(shift, [_cosine(p, q, k)]) for k in (1, 2, 0)]


def _shifted(shift: Fraction, parts: list[Expression]) -> Expression:
    terms = [*([rational(shift)] if shift else []), *parts]
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _by_cube_roots(q: Fraction, discriminant: Fraction) -> list[Expression]:
    """∛(−q/2 + √D) and ∛(−q/2 − √D), each with its sign in front."""
    root = fold(Call("sqrt", (rational(discriminant),)))
    parts: list[Expression] = []
    for sign in (1, -1):
        inside = fold(Add((rational(-q / 2), root if sign > 0 else negate(root))))
        value = -q / 2 + sign * _size(discriminant)
        if value > 0:
            parts.append(Call("cbrt", (inside,)))
        elif value < 0:
            parts.append(negate(Call("cbrt", (fold(negate(inside)),))))
    return parts


def _size(x: Fraction) -> Fraction:
    """√x, near enough to tell signs: that of −q/2 − √D is that of p³, never zero for an irreducible equation."""
    scale = 10**60
    return Fraction(isqrt(x.numerator * scale // x.denominator), isqrt(scale))


def _cosine(p: Fraction, q: Fraction, k: int) -> Expression:
    """2√(−p/3) cos((arccos C + 2πk)/3)."""
    radius = fold(Multiply((TWO, Call("sqrt", (rational(-p / 3),)))))
    ratio = fold(Divide(rational(-q / 2), Call("sqrt", (rational(-(p**3) / 27),))))
    angle: Expression = Call("acos", (ratio,))
    if k:
        angle = Add((angle, Multiply((integer(2 * k), Constant("π")))))
    cosine = Call("cos", (Divide(angle, THREE),))
    return cosine if radius == ONE else write(times(factor(radius), Term(1, ((cosine, 1),))))
