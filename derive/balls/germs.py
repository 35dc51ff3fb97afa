"""How a function of one variable behaves as the variable t falls to zero: its leading term, proved, not sampled.

Three kinds are told apart, with λ = log(1/t): a finite sum of rational multiples of t^p λ^q that is known exactly; a
leading term c t^p λ^q (log λ)^r (1 + o(1)) with an enclosure of c that excludes zero; and ±exp(h (1 + o(1))) for an h
that outgrows every power of t. What falls to zero in a way that is not known is `Small`. Where terms cancel whose sum
could not be told from zero, Undefined is raised: never a guess.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from flint import arb, fmpq

from .quantities import Undefined, as_rational

__all__ = [
    "Exact", "Germ", "Lead", "Small", "Steep", "add", "constant", "divide", "exp", "explodes", "limit", "log",
    "multiply", "negate", "power", "sign_of",
]

MOST_TERMS = 32
HIGHEST_POWER = 8
NULL = Fraction(0)
HALF = Fraction(1, 2)
Place = tuple[Fraction, Fraction]


class Exact(NamedTuple):
    """Σ c t^p λ^q: the coefficient of each (p, q), none of them zero."""

    terms: dict[Place, fmpq]


class Lead(NamedTuple):
    """c t^p λ^q (log λ)^r (1 + o(1)), where c is certainly not zero."""

    c: arb
    p: Fraction = NULL
    q: Fraction = NULL
    r: Fraction = NULL

    @property
    def size(self) -> tuple[Fraction, Fraction, Fraction]:
        """The larger it is, the faster it grows; that of a constant is all zero."""
        return -self.p, self.q, self.r


class Steep(NamedTuple):
    """sign · exp(of (1 + o(1))), where `of` outgrows λ."""

    sign: int
    of: Lead


class Small(NamedTuple):
    """Tends to zero; no more is known."""


Germ = Exact | Lead | Steep | Small
LEVEL = (NULL, NULL, NULL)


def constant(value: fmpq | arb) -> Germ:
    """A number. Raises Undefined where it is enclosed together with zero."""
    if isinstance(value, fmpq):
        return Exact({(NULL, NULL): value} if value else {})
    if value == 0:
        return Exact({})
    return _lead(value)


def _lead(c: arb, size: tuple[Fraction, Fraction, Fraction] = LEVEL) -> Lead:
    if not c.is_finite() or not (c > 0 or c < 0):
        raise Undefined("a leading coefficient that may be zero")
    return Lead(c, -size[0], size[1], size[2])


def _leading(g: Exact) -> Lead:
    """The term of an exact sum that outgrows the others. Raises Undefined for zero."""
    if not g.terms:
        raise Undefined("zero has no leading term")
    p, q = max(g.terms, key=lambda place: (-place[0], place[1]))
    return Lead(arb(g.terms[p, q]), p, q)


def _rough(g: Germ) -> Germ:
    return _leading(g) if isinstance(g, Exact) and g.terms else g


def limit(g: Germ) -> fmpq | arb | None:
    """The finite limit, None where it grows."""
    if isinstance(g, Exact):
        return None if _growing(g) else g.terms.get((NULL, NULL), fmpq(0))
    if isinstance(g, Small):
        return fmpq(0)
    if isinstance(g, Steep):
        return fmpq(0) if g.of.c < 0 else None
    return g.c if g.size == LEVEL else fmpq(0) if g.size < LEVEL else None


def _growing(g: Exact) -> dict[Place, fmpq]:
    return {(p, q): c for (p, q), c in g.terms.items() if (-p, q) > (NULL, NULL)}


def sign_of(g: Germ) -> int:
    """The sign near the end, 0 for what is exactly zero. Raises Undefined where it is not known."""
    if isinstance(g, Exact) and not g.terms:
        return 0
    g = _rough(g)
    if isinstance(g, Lead):
        return 1 if g.c > 0 else -1
    if isinstance(g, Steep):
        return g.sign
    raise Undefined("the sign of what falls to zero")


def explodes(g: Germ) -> bool:
    """Whether it tends to +∞."""
    return limit(g) is None and sign_of(g) == 1


# ---- arithmetic ------------------------------------------------------------------------------------------------


def negate(g: Germ) -> Germ:
    """−g."""
    if isinstance(g, Exact):
        return Exact({place: -c for place, c in g.terms.items()})
    if isinstance(g, Lead):
        return g._replace(c=-g.c)
    return g._replace(sign=-g.sign) if isinstance(g, Steep) else g


def add(germs: Iterable[Germ]) -> Germ:
    """The sum: exact parts are added exactly, of the others what outgrows the rest is kept."""
    exact: dict[Place, fmpq] = {}
    others: list[Germ] = []
    for g in germs:
        if isinstance(g, Exact):
            for place, c in g.terms.items():
                exact[place] = exact.get(place, fmpq(0)) + c
        else:
            others.append(g)
    whole = Exact({place: c for place, c in exact.items() if c})
    if not others:
        return whole
    if whole.terms:
        others.append(_leading(whole))
    return _outgrowing(others)


def _outgrowing(germs: list[Germ]) -> Germ:
    rising = [g for g in germs if isinstance(g, Steep) and g.of.c > 0]
    if rising:
        return _steepest(rising)
    leads = [g for g in germs if isinstance(g, Lead)]
    if leads:
        size = max(g.size for g in leads)
        if size < LEVEL and any(isinstance(g, Small) for g in germs):
            return Small()
        return _lead(sum((g.c for g in leads if g.size == size), arb(0)), size)
    if any(isinstance(g, Small) for g in germs):
        return Small()
    return _steepest([g for g in germs if isinstance(g, Steep)])


def _steepest(germs: list[Steep]) -> Steep:
    """Of the same sign; the exponent of the sum is that of the largest."""
    if len({g.sign for g in germs}) > 1:
        raise Undefined("exponentials of different signs")
    rising = germs[0].of.c > 0
    sizes = [g.of.size for g in germs]
    size = max(sizes) if rising else min(sizes)
    alike = [g.of.c for g in germs if g.of.size == size]
    c = alike[0]
    for other in alike[1:]:
        c = c.max(other)
    return Steep(germs[0].sign, _lead(c, size))


def multiply(a: Germ, b: Germ) -> Germ:
    """a b."""
    for one, other in ((a, b), (b, a)):
        if isinstance(one, Exact) and not one.terms:
            return one
        if isinstance(one, Small):
            if limit(other) is None:
                raise Undefined("what falls to zero times what grows")
            return one
    if isinstance(a, Exact) and isinstance(b, Exact) and len(a.terms) * len(b.terms) <= MOST_TERMS:
        return add(
            Exact({(p + s, q + u): c * d}) for (p, q), c in a.terms.items() for (s, u), d in b.terms.items()
        )
    a, b = _rough(a), _rough(b)
    if isinstance(a, Lead) and isinstance(b, Lead):
        return Lead(a.c * b.c, a.p + b.p, a.q + b.q, a.r + b.r)
    if isinstance(a, Steep) and isinstance(b, Steep):
        of = add((a.of, b.of))
        if not isinstance(of, Lead) or not _is_steep(of):
            raise Undefined("exponentials that cancel")
        return Steep(a.sign * b.sign, of)
    steep = a if isinstance(a, Steep) else b
    assert isinstance(steep, Steep)
    return steep._replace(sign=sign_of(a) * sign_of(b))


def divide(a: Germ, b: Germ) -> Germ:
    """a/b."""
    return multiply(a, _inverse(b))


def _inverse(g: Germ) -> Germ:
    if isinstance(g, Exact) and len(g.terms) == 1:
        ((p, q), c), = g.terms.items()
        return Exact({(-p, -q): 1 / c})
    g = _rough(g)
    if isinstance(g, Lead):
        return Lead(1 / g.c, -g.p, -g.q, -g.r)
    if isinstance(g, Steep):
        return g._replace(of=g.of._replace(c=-g.of.c))
    raise Undefined("division by what may be zero")


# ---- exponentials, logarithms, powers --------------------------------------------------------------------------


def _is_steep(g: Lead) -> bool:
    """Whether it outgrows λ."""
    return g.size > (NULL, Fraction(1), NULL)


def exp(g: Germ) -> Germ:
    """e^g."""
    if isinstance(g, Exact):
        return _exp_of_exact(g)
    finite = limit(g)
    if finite is not None:
        return _lead(arb(finite).exp())
    if isinstance(g, Lead) and _is_steep(g):
        return Steep(1, g)
    raise Undefined("an exponential that is not known well enough")


def _exp_of_exact(g: Exact) -> Germ:
    growing = _growing(g)
    level = arb(g.terms.get((NULL, NULL), fmpq(0))).exp()
    if not growing:
        return Exact({(NULL, NULL): fmpq(1)}) if not g.terms else _lead(level)
    top = _leading(g)
    if _is_steep(top):
        return Steep(1, top)
    if set(growing) == {(NULL, Fraction(1))}:  # e^(a λ) is t^(−a)
        a = growing[NULL, Fraction(1)]
        return Lead(level, -Fraction(int(a.p), int(a.q)))
    raise Undefined("an exponential that is not known well enough")


def log(g: Germ) -> Germ:
    """log g, of what is positive near the end."""
    if sign_of(g) != 1:
        raise Undefined("the logarithm of what may not be positive")
    if isinstance(g, Exact) and len(g.terms) == 1:
        ((p, q), c), = g.terms.items()
        if c == 1 and not q:
            return Exact({(NULL, Fraction(1)): fmpq(-p.numerator, p.denominator)} if p else {})
    g = _rough(g)
    if isinstance(g, Steep):
        return g.of
    assert isinstance(g, Lead)
    if g.p:
        return Lead(arb(as_rational(-g.p)), q=Fraction(1))
    if g.q:
        return Lead(arb(as_rational(g.q)), r=Fraction(1))
    if g.r:
        raise Undefined("an iterated logarithm")
    return Small() if g.c == 1 else _lead(g.c.log())


def power(base: Germ, exponent: Germ) -> Germ:
    """base^exponent."""
    fixed = limit(exponent) if isinstance(exponent, Exact) and set(exponent.terms) <= {(NULL, NULL)} else None
    if not isinstance(fixed, fmpq):
        return exp(multiply(exponent, log(base)))
    k = Fraction(int(fixed.p), int(fixed.q))
    if isinstance(base, Exact) and k.denominator == 1 and 0 <= k <= HIGHEST_POWER:
        result: Germ = Exact({(NULL, NULL): fmpq(1)})
        for _ in range(int(k)):
            result = multiply(result, base)
        return result
    if isinstance(base, (Exact, Lead)):
        return _power_of_lead(base, k)
    if isinstance(base, Steep) and k and (base.sign > 0 or k.denominator == 1):
        of = base.of._replace(c=base.of.c * arb(fixed))
        return Steep(base.sign if k.numerator % 2 else 1, of)
    if isinstance(base, Small) and k > 0 and k.denominator == 1:
        return base
    raise Undefined("a power that is not known")


def _root(c: fmpq) -> fmpq | None:
    """The square root of a positive number where it is rational."""
    top, bottom = math.isqrt(int(c.p)), math.isqrt(int(c.q))
    return fmpq(top, bottom) if top * top == int(c.p) and bottom * bottom == int(c.q) else None


def _power_of_lead(base: Exact | Lead, k: Fraction) -> Germ:
    if isinstance(base, Exact) and len(base.terms) == 1 and k.denominator == 1:
        ((p, q), c), = base.terms.items()
        if abs(k) <= HIGHEST_POWER:
            return Exact({(p * k, q * k): c ** int(k)})
    if k == HALF and isinstance(base, Exact) and len(base.terms) == 1:
        ((p, q), c), = base.terms.items()
        root = None if c <= 0 else _root(c)
        if root is not None:
            return Exact({(p / 2, q / 2): root})
    if isinstance(base, Exact) and not base.terms:
        if k > 0:
            return base
        raise Undefined("a power of zero")
    lead = base if isinstance(base, Lead) else _leading(base)
    if k.denominator > 1 and not lead.c > 0:
        raise Undefined("a root of what may be negative")
    exponent = int(k) if k.denominator == 1 else arb(as_rational(k))
    return Lead(lead.c**exponent, lead.p * k, lead.q * k, lead.r * k)
