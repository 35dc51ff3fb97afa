"""Signs of polynomials with rational coefficients on an interval, by counting roots (Sturm)."""

from __future__ import annotations

from flint import fmpq, fmpq_poly

from .quotients import Polynomial
from .ring import Ring

__all__ = ["sign_on_interval"]

_LARGEST_DEGREE = 60


def sign_on_interval(ring: Ring, p: Polynomial, place: int, lower: fmpq | None, upper: fmpq | None) -> int | None:
    """The sign of a polynomial in one generator on the open interval, None where it has a root inside."""
    degree = int(p.degrees()[place])
    if degree > _LARGEST_DEGREE or (lower is not None and upper is not None and lower >= upper):
        return None
    coefficients = [fmpq(0)] * (degree + 1)
    for monomial, coefficient in p.terms():
        coefficients[int(monomial[place])] = coefficient
    if degree == 1:
        return _linear(coefficients[0], coefficients[1], lower, upper)
    f = fmpq_poly(coefficients)
    for end in (lower, upper):
        while end is not None and not f(end):
            f = divmod(f, fmpq_poly([-end, 1]))[0]
    if _roots(f, lower, upper):
        return None
    return _sign(_original(coefficients)(_inside(lower, upper)))


def _original(coefficients: list[fmpq]) -> fmpq_poly:
    return fmpq_poly(coefficients)


def _linear(constant: fmpq, slope: fmpq, lower: fmpq | None, upper: fmpq | None) -> int | None:
    signs = {
        _sign(slope) * side if end is None else _sign(constant + slope * end) for end, side in ((lower, -1), (upper, 1))
    }
    signs.discard(0)
    return signs.pop() if len(signs) == 1 else None


def _inside(lower: fmpq | None, upper: fmpq | None) -> fmpq:
    if lower is None:
        return fmpq(0) if upper is None else upper - 1
    return lower + 1 if upper is None else (lower + upper) / 2


def _roots(f: fmpq_poly, lower: fmpq | None, upper: fmpq | None) -> int:
    """The number of different roots between ends that are no roots: changes of sign along Sturm's chain."""
    chain = [f, f.derivative()]
    while not chain[-1] == 0:
        chain.append(-divmod(chain[-2], chain[-1])[1])
    chain.pop()
    return _changes(chain, lower, -1) - _changes(chain, upper, 1)


def _changes(chain: list[fmpq_poly], end: fmpq | None, side: int) -> int:
    signs = [s for g in chain if (s := _sign_at(g, end, side))]
    return sum(a != b for a, b in zip(signs, signs[1:], strict=False))


def _sign_at(g: fmpq_poly, end: fmpq | None, side: int) -> int:
    if end is not None:
        return _sign(g(end))
    lead = _sign(g.coeffs()[-1])
    return lead if side > 0 or g.degree() % 2 == 0 else -lead


def _sign(value: fmpq) -> int:
    return (value > 0) - (value < 0)
