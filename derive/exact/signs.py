"""Signs in the interior of the domain."""

from __future__ import annotations

from .quotients import Polynomial, constant_of
from .ring import Ring

__all__ = ["sign_of_polynomial"]


def sign_of_polynomial(ring: Ring, p: Polynomial, strict: bool) -> int | None:
    """+1 or −1 where the polynomial is proved to have that sign (or to be zero, where not strict)."""
    if p.is_constant():
        value = constant_of(p)
        return 1 if value > 0 else -1 if value < 0 else None
    key = str(p), strict
    if key not in ring.signs:
        ring.signs[key] = _by_coefficients(ring, p, strict)
    return ring.signs[key]


def _by_coefficients(ring: Ring, p: Polynomial, strict: bool) -> int | None:
    signs = {1 if c > 0 else -1 for c in p.coeffs()}
    if len(signs) > 1:
        return None
    places = ring.used(p)
    sure = False
    for monomial in p.monoms():
        sure_here = True
        for k in places:
            if not monomial[k] or ring.atoms[k].positive:
                continue
            sure_here = False
            if monomial[k] % 2 and not ring.atoms[k].nonnegative:
                return None
        sure |= sure_here
    return signs.pop() if sure or not strict else None
