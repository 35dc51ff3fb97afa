"""Signs of polynomials with rational coefficients on an interval, by counting roots (Sturm)."""

from __future__ import annotations

from itertools import pairwise

from flint import fmpq, fmpq_poly

from .quotients import Polynomial
from .ring import Ring

__all__ = [
    "has_no_root", "roots_between", "roots_beyond", "sign_at", "sign_on_interval", "sturm_chain", "univariate",
]

_LARGEST_DEGREE = 60
_DEEPEST = 16
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
    if lower is not None and upper is None:
        return None if roots_beyond(f, lower) else _sign(inside)
    return None if roots_between(sturm_chain(f), *interval) else _sign(inside)


def roots_beyond(f: fmpq_poly, lower: fmpq) -> int:
    """The number of different roots above a number that is none itself. The changes of sign among the coefficients of
    f(lower + t) are as many or more, by an even number (Descartes); only where they leave it open Sturm is asked."""
    changes = _variations(_on_half_line(f, lower, None))
    return changes if changes < 2 else roots_between(sturm_chain(f), lower, None)


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


def has_no_root(f: fmpq_poly, lower: fmpq | None, upper: fmpq | None, depth: int = 0) -> bool:
    """Whether a polynomial is proved to have no root in an open interval (None: no end), by Descartes' rule of signs
    on parts of it. Cheap where the degree is high; False where there is a root or the parts became too small."""
    while lower is not None and not f(lower):
        f = divmod(f, fmpq_poly([-lower, 1]))[0]
    while upper is not None and not f(upper):
        f = divmod(f, fmpq_poly([-upper, 1]))[0]
    if lower is None and upper is None:
        middle = fmpq(0)
    else:
        changes = _variations(_on_half_line(f, lower, upper))
        if changes < 2 or depth > _DEEPEST:
            return not changes
        middle = _inside(lower, upper)
        if lower is None or upper is None:
            near = upper if lower is None else lower
            assert near is not None
            middle = near + (1 if upper is None else -1) * max(abs(near), fmpq(1))
    if not f(middle):
        return False
    return has_no_root(f, lower, middle, depth + 1) and has_no_root(f, middle, upper, depth + 1)


def _on_half_line(f: fmpq_poly, lower: fmpq | None, upper: fmpq | None) -> fmpq_poly:
    """A polynomial whose positive roots are those of f in the interval."""
    if lower is None:
        return f if upper is None else f(fmpq_poly([upper, -1]))
    if upper is None:
        return f(fmpq_poly([lower, 1]))
    scaled = f(fmpq_poly([lower, upper - lower]))  # the roots in (0, 1), next those of x^d f(1/x) above 1
    return fmpq_poly(list(reversed(scaled.coeffs())))(fmpq_poly([1, 1]))


def _variations(f: fmpq_poly) -> int:
    """How often the sign changes from one coefficient to the next."""
    signs = [sign for c in f.coeffs() if (sign := _sign(c))]
    return sum(a != b for a, b in pairwise(signs))


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
