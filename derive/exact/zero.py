"""The zero test: relations put in, then sums merged under one Σ."""

from __future__ import annotations

from .quotients import Normal, Polynomial
from .ring import Ring
from .sums import Bounds, Sum

__all__ = ["is_zero", "linear_in", "summand"]


def is_zero(ring: Ring, f: Normal) -> bool:
    """True: the quotient is zero wherever it is defined. False: that is not proved."""
    top = f.top
    if top.is_zero():
        return True
    if top.is_constant():
        return False
    if ring.relations:
        top = _without_monomials(ring, ring.related(Normal(_without_monomials(ring, top))).top)
        if top.is_zero():
            return True
    return _merges_to_zero(ring, top)


def _without_monomials(ring: Ring, p: Polynomial) -> Polynomial:
    return p if len(p) < 2 else ring.monomial_content(p)[1]


def _merges_to_zero(ring: Ring, p: Polynomial) -> bool:
    """Whether the summand is zero when all sums stand under one Σ: Σ1/(1 + e) + Σe/(1 + e) − n."""
    sums = [k for k in ring.used(p) if isinstance(ring.atoms[k], Sum)]
    split = [k for k in sums if _has_denominator(ring.atoms[k])]
    return any(
        places and linear_in(p, places) and _summand_vanishes(ring, p, places)
        for places in ((sums, split) if split != sums else (sums,))
    )


def _has_denominator(atom: object) -> bool:
    return isinstance(atom, Sum) and atom.body.bottom is not None and len(atom.body.bottom) > 1


def linear_in(p: Polynomial, places: list[int]) -> bool:
    """Whether no term holds two of the generators, or a power of one."""
    return all(sum(monomial[k] for k in places) <= 1 for monomial in p.monoms())


def summand(ring: Ring, p: Polynomial, places: list[int]) -> list[Normal] | None:
    """The bodies of the polynomial with its sums (linear) under one Σ, one for each pair of bounds; what is
    free of sums goes to the first, in equal shares."""
    rest = p
    groups: dict[tuple[str, str, str], list[Normal]] = {}
    bounds: dict[tuple[str, str, str], Bounds] = {}
    for k in places:
        atom = ring.atoms[k]
        assert isinstance(atom, Sum)
        index, first, last = atom.bounds
        key = index, ring.key(first), ring.key(last)
        bounds[key] = atom.bounds
        factor = p.derivative(k)
        if index in ring.symbols(Normal(factor)):
            return None
        groups.setdefault(key, []).append(ring.multiply(Normal(factor), atom.body))
        rest = rest - factor * ring.generators[k]
    if not rest.is_zero():
        key = next(iter(groups))
        index, first, last = bounds[key]
        if index in ring.symbols(Normal(rest)):
            return None
        groups[key].append(ring.divide(Normal(rest), ring.add(ring.subtract(last, first), ring.one)))
    return list(map(ring.sum, groups.values()))


def _summand_vanishes(ring: Ring, p: Polynomial, places: list[int]) -> bool:
    bodies = summand(ring, p, places)
    return bodies is not None and all(_vanishes(ring, body) for body in bodies)


def _vanishes(ring: Ring, f: Normal) -> bool:
    return f.top.is_zero() or (bool(ring.relations) and ring.related(f).top.is_zero())
