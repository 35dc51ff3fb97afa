"""What is known of the size of an atom: ends of domains, supports, facts, and lemmas about functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flint import fmpq

from ..domains import Domain
from ..expressions import Call, Expression, Relation, Symbol
from .atoms import Atom, Observation, Opaque, SymbolAtom
from .bessel import Bessel
from .budget import CannotNormalise
from .functions import Known
from .gammas import Polygamma
from .quotients import Normal, Polynomial
from .ring import Ring
from .sums import Sum
from .zeta import Zeta

__all__ = ["Bounds", "End", "fact_bounds", "known_bounds", "positive_parts"]


class End(NamedTuple):
    """A bound, and whether the value cannot reach it."""

    value: Normal
    strict: bool


class Bounds(NamedTuple):
    """Below and above; None where nothing is known."""

    lower: End | None = None
    upper: End | None = None


def known_bounds(ring: Ring, atom: Atom, domains: Mapping[str, Domain]) -> Bounds:
    """What the domains say of an atom (of the symbol, where the generator is a root of it), and lemmas."""
    if isinstance(atom, SymbolAtom):
        domain = domains.get(atom.symbol, ring.domain(atom.symbol))
        return Bounds() if domain is None else _of_domain(ring, domain, interior=True)
    if isinstance(atom, Observation):
        support = ring.setting.supports.get(atom.base)
        return Bounds() if support is None else _of_domain(ring, support, interior=False)
    if isinstance(atom, Opaque) and isinstance(atom.what, Call):
        return _of_statistic(ring, atom.what)
    if isinstance(atom, Known) and atom.function == "Φ":
        return Bounds(End(ring.zero, True), End(ring.one, True))
    if isinstance(atom, Polygamma) and atom.degree == 1:
        return _of_trigamma(ring, atom)
    if isinstance(atom, Bessel) and not atom.degree:
        return Bounds(End(ring.one, False))
    if isinstance(atom, Zeta):
        return _of_zeta(ring, atom)
    return Bounds()


def _of_zeta(ring: Ring, atom: Zeta) -> Bounds:
    """ζ(s) = 1 + 1/2^s + … > 1; the terms of its derivatives have one sign."""
    if atom.degree % 2:
        return Bounds(None, End(ring.zero, True))
    return Bounds(End(ring.zero if atom.degree else ring.one, True))


def _of_statistic(ring: Ring, e: Call) -> Bounds:
    """max(x), min(x) and median(x) lie between the ends of the support of x."""
    variable = e.arguments[0] if len(e.arguments) == 1 else None
    support = ring.setting.supports.get(variable.name) if isinstance(variable, Symbol) else None
    return Bounds() if support is None else _of_domain(ring, support, interior=False)


def _of_domain(ring: Ring, domain: Domain, interior: bool) -> Bounds:
    attained = domain.integer or not interior
    lower = _end(ring, domain.lower, not (attained and domain.lower_closed))
    upper = _end(ring, domain.upper, not (attained and domain.upper_closed))
    return Bounds(lower, upper)


def _end(ring: Ring, end: Expression | None, strict: bool) -> End | None:
    if end is None:
        return None
    try:
        return End(ring.reduced(ring.translate(end)), strict)
    except CannotNormalise:
        return None


def _of_trigamma(ring: Ring, atom: Polygamma) -> Bounds:
    """ψ′(z) > 1/z + 1/(2z²) for z > 0 (DLMF 5.11.2 with its remainder)."""
    if ring.sign(atom.of, True) != 1:
        return Bounds()
    inverse = ring.invert(atom.of)
    lower = ring.add(inverse, ring.scale(ring.multiply(inverse, inverse), fmpq(1, 2)))
    return Bounds(End(lower, True), None)


# ---- facts ---------------------------------------------------------------------------------------------------


def positive_parts(ring: Ring, facts: tuple[Relation, ...]) -> Iterator[tuple[Polynomial, bool]]:
    """Polynomials that the facts say to be positive (strictly or not)."""
    for fact in facts:
        for left, operator, right in zip(fact.operands, fact.operators, fact.operands[1:], strict=False):
            if operator not in "<≤>≥":
                continue
            try:
                f = ring.reduced(ring.subtract(ring.translate(right), ring.translate(left)))
            except CannotNormalise:
                continue
            top = f.top if operator in "<≤" else -f.top
            sign = 1 if f.bottom is None else ring.sign(Normal(f.bottom), True)
            if sign is not None and not top.is_constant():
                yield top * sign, operator in "<>"
                yield from _without_common_factor(ring, top * sign, operator in "<>")


def _without_common_factor(ring: Ring, top: Polynomial, strict: bool) -> Iterator[tuple[Polynomial, bool]]:
    """From s(s r − n) > 0 and s > 0 that s r − n > 0, where all terms share the generator s."""
    shared = [min(degrees) for degrees in zip(*top.monoms(), strict=True)]
    if not any(shared) or len(top) == 1:
        return
    common = ring.one.top
    for generator, degree in zip(ring.generators, shared, strict=False):
        common *= generator**degree
    sign = ring.sign(Normal(common), True)
    if sign is not None:
        yield top / common * sign, strict


def fact_bounds(ring: Ring, top: Polynomial, strict: bool) -> tuple[int, Bounds] | None:
    """A bound for one atom from `top > 0`: of a sum or an observation rather than of a symbol."""
    candidates = [k for k in ring.used(top) if top.degrees()[k] == 1]
    candidates.sort(key=lambda k: (isinstance(ring.atoms[k], SymbolAtom), not isinstance(ring.atoms[k], Sum), -k))
    for place in candidates:
        slope = top.derivative(place)
        sign = ring.sign(Normal(slope), True)
        if sign is None or (isinstance(ring.atoms[place], SymbolAtom) and not slope.is_constant()):
            continue
        rest = slope * ring.generators[place] - top
        end = End(ring.cancel(Normal(rest, slope)), strict)
        return place, Bounds(end, None) if sign > 0 else Bounds(None, end)
    return None
