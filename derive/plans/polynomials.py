"""Zeros of polynomials and of their quotients: exact where a factor has degree one, two or three, else enclosed."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from flint import fmpq, fmpq_poly, fmpz_poly

from ..balls import precision
from ..domains import Domain
from ..exact import Field
from ..expressions import Add, Call, Divide, Expression, Negate, integer, number_value, rational
from ..rules.arithmetic import fold
from ..rules.cubics import cubic_roots
from .roots import BITS, WIDTH, Place, Zero, grid, middle_of, short

__all__ = ["polynomial_degree", "polynomial_zeros", "turning_points"]

LARGEST_DEGREE = 24
"""Of polynomials of which all roots are wanted, where some would do."""

HALVINGS = 40


def polynomial_zeros(field: Field, e: Expression, variable: str, domain: Domain) -> list[Zero] | None:
    """All real zeros of a quotient of polynomials in the interior of a domain, those of linear and quadratic factors
    exactly. None where the function is no such quotient."""
    numerator = field.numerator(e, variable)
    if numerator is None or numerator.degree() < 1:
        return None
    zeros = [zero for factor, _ in numerator.numer().factor()[1] for zero in _zeros_of(factor)]
    lower = None if domain.lower is None else number_value(domain.lower)
    upper = None if domain.upper is None else number_value(domain.upper)
    inside = [z for z in zeros if (lower is None or z.place[0] > lower) and (upper is None or z.place[1] < upper)]
    return sorted(inside, key=lambda zero: zero.place)


def turning_points(field: Field, slope: Expression, variable: str, domain: Domain) -> list[Zero]:
    """Where a slope that is a quotient of polynomials changes its sign, in rising order; empty for any other slope.
    Of a high degree they are looked for on a grid, and one may be overlooked."""
    numerator = field.numerator(slope, variable)
    if numerator is None or numerator.degree() <= LARGEST_DEGREE:
        return polynomial_zeros(field, slope, variable, domain) or []
    points = sorted(set(grid(domain, {})))
    signs = [(x, numerator(fmpq(x.numerator, x.denominator))) for x in points]
    changes = [(a, b) for (a, left), (b, right) in pairwise(signs) if left * right < 0]
    return [Zero(_halved(numerator, a, b), None) for a, b in changes]


def _halved(f: fmpq_poly, a: Fraction, b: Fraction) -> Place:
    """A short interval around the change of sign."""
    rising = f(fmpq(a.numerator, a.denominator)) < 0
    for _ in range(HALVINGS):
        middle = (a + b) / 2
        below = (f(fmpq(middle.numerator, middle.denominator)) < 0) == rising
        a, b = (middle, b) if below else (a, middle)
    return a, b


def polynomial_degree(field: Field, e: Expression, variable: str) -> int:
    """The degree of the numerator of a quotient of polynomials."""
    numerator = field.numerator(e, variable)
    return 0 if numerator is None else int(numerator.degree())


def _zeros_of(factor: fmpz_poly) -> list[Zero]:
    """Of an irreducible polynomial, in rising order."""
    if factor.degree() == 1:
        root = Fraction(-int(factor[0]), int(factor[1]))
        return [Zero((root, root), rational(root))]
    places = sorted(_real_roots(factor))
    if factor.degree() == 3:
        d, c, b, a = (int(factor[k]) for k in range(4))
        return [Zero(place, root) for place, root in zip(places, cubic_roots(a, b, c, d), strict=True)]
    if factor.degree() > 3:
        return [Zero(place, None) for place in places]
    c, b, a = (int(factor[k]) for k in range(3))
    signs = (-1, 1) if a > 0 else (1, -1)
    return [Zero(place, _surd(a, b, c, sign)) for place, sign in zip(places, signs, strict=False)]


def _surd(a: int, b: int, c: int, sign: int) -> Expression:
    """(−b ± √(b² − 4ac))/(2a)."""
    root = Call("sqrt", (integer(b * b - 4 * a * c),))
    top = Add((integer(-b), root if sign > 0 else Negate(root)))
    return fold(Divide(top, integer(2 * a)))


def _real_roots(polynomial: fmpz_poly) -> list[Place]:
    with precision(BITS):
        roots = [pair[0] for pair in polynomial.complex_roots() if pair[0].imag == 0]  # type: ignore[index]
    places = []
    for root in roots:
        centre = short(middle_of(root.real))
        width = (abs(centre) or Fraction(1)) / 2**WIDTH
        places.append((short(centre - width), short(centre + width)))
    return places
