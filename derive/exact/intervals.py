"""Signs of polynomials with rational coefficients on an interval, by counting roots (Sturm)."""

from __future__ import annotations

from itertools import pairwise

from flint import fmpq, fmpq_poly

from .quotients import Polynomial
from .ring import Ring

__all__ = ["roots_between", "sign_at", "sign_on_interval", "sturm_chain", "univariate"]

_LARGEST_DEGREE = 60
Interval = tuple[fmpq | None, fmpq | None]


def sign_on_interval(ring: Ring, p: Polynomial, interval: Interval) -> int | None:
    """The sign of a polynomial in one generator on the open interval (None: no end); None if it changes inside."""
    lower, upper = interval
    if int(p.total_degree()) > _LARGEST_DEGREE or (lower is not None and upper is not None and lower >= upper):
        return None
    f = univariate(ring, p)
    if f.degree() == 1:
        return _linear(f, interval)
    inside = f(_inside(lower, upper))
    for end in interval:
        while end is not None and not f(end):
            f = divmod(f, fmpq_poly([-end, 1]))[0]
    return None if roots_between(sturm_chain(f), *interval) else _sign(inside)


def univariate(ring: Ring, p: Polynomial) -> fmpq_poly:
    """The polynomial in its one generator."""
    small, _ = ring.squeezed(p)
    coefficients: list[int | fmpq] = [0] * (int(small.total_degree()) + 1)
    for (degree,), coefficient in small.terms():
        coefficients[degree] = coefficient
    return fmpq_poly(coefficients)


def _linear(f: fmpq_poly, interval: Interval) -> int | None:
    signs = {sign_at(f, end, side) for end, side in zip(interval, (-1, 1), strict=True)} - {0}
    return signs.pop() if len(signs) == 1 else None


def _inside(lower: fmpq | None, upper: fmpq | None) -> fmpq:
    if lower is None:
        return fmpq(0) if upper is None else upper - 1
    return lower + 1 if upper is None else (lower + upper) / 2


def sturm_chain(f: fmpq_poly) -> list[fmpq_poly]:
    """Sturm's chain of a polynomial."""
    chain = [f, f.derivative()]
    while chain[-1].degree() >= 0:
        rest = -divmod(chain[-2], chain[-1])[1]
        lead = abs(rest.coeffs()[-1]) if rest.degree() >= 0 else 1
        chain.append(rest / lead)
    chain.pop()
    return chain


def roots_between(chain: list[fmpq_poly], lower: fmpq | None, upper: fmpq | None) -> int:
    """The number of different roots between two ends (None: no end), the upper one included; the lower no root."""
    return _changes(chain, lower, -1) - _changes(chain, upper, 1)


def _changes(chain: list[fmpq_poly], end: fmpq | None, side: int) -> int:
    signs = [s for g in chain if (s := sign_at(g, end, side))]
    return sum(a != b for a, b in pairwise(signs))


def sign_at(g: fmpq_poly, end: fmpq | None, side: int = 1) -> int:
    """The sign at a number, or where there is none far out on that side."""
    if end is not None:
        return _sign(g(end))
    lead = _sign(g.coeffs()[-1])
    return lead if side > 0 or g.degree() % 2 == 0 else -lead


def _sign(value: fmpq) -> int:
    return (value > 0) - (value < 0)
