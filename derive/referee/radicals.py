"""Whether a written number solves a cubic equation: by the identities of Cardano and Viète, each checked exactly.

With v = s + y, s = −b/(3a), the equation is y³ + p y + q = 0. It holds for y = u + w where u³ and w³ are real numbers
whose sum is −q and whose product is −p³/27, since then u w = −p/3. It holds for y = M cos φ where M² = −4p/3 and
M cos(3φ) p/3 = q, since 4 cos³φ − 3 cos φ = cos 3φ.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz_poly

from ..expressions import (
    ZERO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    contains,
    integer,
    number_value,
    rational,
    walk,
)
from .case import Case

__all__ = ["solves_cubic"]

TURNS = range(-3, 4)


def solves_cubic(case: Case, gap: Expression, variable: str, value: Expression, at_data: bool) -> bool:
    """Whether a factor of degree three of the numerator of the gap is proved to vanish at the value."""
    numerator = case.meaning.field(at_data).numerator(case.meaning.unfold(gap), variable)
    if numerator is None or not numerator:
        return False
    factors = [factor for factor, _ in numerator.numer().factor()[1] if factor.degree() == 3]
    return any(_solves(case, factor, value) for factor in factors)


def _solves(case: Case, factor: fmpz_poly, value: Expression) -> bool:
    d, c, b, a = (int(factor[k]) for k in range(4))
    p = Fraction(3 * a * c - b * b, 3 * a * a)
    q = Fraction(2 * b**3 - 9 * a * b * c + 27 * a * a * d, 27 * a**3)
    terms = value.terms if isinstance(value, Add) else (value,)
    numbers = [number_value(term) for term in terms]
    parts = [term for term, n in zip(terms, numbers, strict=True) if n is None]
    if sum((n for n in numbers if n is not None), Fraction(0)) != Fraction(-b, 3 * a):
        return False
    return _of_cube_roots(case, parts, p, q) or _of_cosine(case, parts, p, q)


def _of_cube_roots(case: Case, parts: list[Expression], p: Fraction, q: Fraction) -> bool:
    """u + w with u³ + w³ = −q and u³ w³ = −p³/27; where only one is written the other is zero."""
    cubes = [_cube(part) for part in parts]
    if not 1 <= len(cubes) <= 2 or any(cube is None for cube in cubes):
        return False
    u, w = (*(cube for cube in cubes if cube is not None), ZERO)[:2]
    return case.proves_equal(Add((u, w)), rational(-q)) and case.proves_equal(
        Multiply((u, w)), rational(-(p**3) / 27)
    )


def _cube(part: Expression) -> Expression | None:
    """The cube of ∛A or −∛A."""
    if isinstance(part, Negate):
        inner = _cube(part.operand)
        return None if inner is None else Negate(inner)
    return part.arguments[0] if isinstance(part, Call) and part.function == "cbrt" else None


def _of_cosine(case: Case, parts: list[Expression], p: Fraction, q: Fraction) -> bool:
    """M cos φ with M² = −4p/3 and M cos(3φ) p/3 = q, where 3φ is an arccosine and whole turns."""
    if len(parts) != 1:
        return False
    cosines = [node for node in walk(parts[0]) if isinstance(node, Call) and node.function == "cos"]
    size = _beside(parts[0], cosines[0]) if len(cosines) == 1 else None
    ratio = _triple_cosine(case, cosines[0].arguments[0]) if size is not None else None
    return (
        ratio is not None
        and size is not None
        and case.proves_equal(Multiply((size, size)), rational(-4 * p / 3))
        and case.proves_equal(Multiply((size, ratio, rational(p / 3))), rational(q))
    )


def _beside(product: Expression, factor: Expression) -> Expression | None:
    """What the factor is multiplied by in a product or above the line of a quotient."""
    if product == factor:
        return integer(1)
    if isinstance(product, Negate):
        inner = _beside(product.operand, factor)
        return None if inner is None else Negate(inner)
    if isinstance(product, Divide):
        inner = _beside(product.numerator, factor)
        return None if inner is None else Divide(inner, product.denominator)
    if isinstance(product, Multiply):
        found = [k for k, f in enumerate(product.factors) if contains(f, factor)]
        inner = _beside(product.factors[found[0]], factor) if len(found) == 1 else None
        rest = tuple(f for k, f in enumerate(product.factors) if k not in found)
        return None if inner is None else Multiply((inner, *rest))
    return None


def _triple_cosine(case: Case, angle: Expression) -> Expression | None:
    """cos 3φ, where 3φ = acos C + 2πk."""
    found = [node for node in walk(angle) if isinstance(node, Call) and node.function == "acos"]
    if len(found) != 1:
        return None
    triple = Multiply((integer(3), angle))
    for k in TURNS:
        if case.proves_equal(triple, Add((found[0], Multiply((integer(2 * k), Constant("π")))))):
            return found[0].arguments[0]
    return None
