"""Values for the fuzz tests: of written trees, refusing what is not real on the way, and of normal forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import mpmath
from mpmath_values import _Evaluation

from derive.exact import Field, Normal
from derive.exact.atoms import Atom, Observation, SymbolAtom
from derive.expressions import Call, Expression

__all__ = ["Undefined", "form_value", "tree_value"]


class Undefined(Exception):
    """The tree has no real value at the point."""


class _Strict(_Evaluation):
    def of(self, e: Expression) -> mpmath.mpf:
        result = super().of(e)
        if isinstance(result, mpmath.mpc):
            if result.imag != 0:
                raise Undefined
            result = result.real
        if not mpmath.isfinite(result) or abs(result) > mpmath.mpf(10) ** 40:
            raise Undefined
        return result

    def _call(self, e: Call) -> mpmath.mpf:
        if e.function in ("factorial", "binomial"):
            counts = list(map(self.of, e.arguments))
            if min(counts) < 0 or (len(counts) == 2 and counts[0] < counts[1]):
                raise Undefined
        return super()._call(e)


def tree_value(e: Expression, point: Mapping[str, object], sample: Sequence[mpmath.mpf]) -> mpmath.mpf:
    """The value of a tree. Raises Undefined where a part of it is not real, or beyond all measure."""
    try:
        return _Strict(dict(point), {"x": sample}).of(e)
    except (ZeroDivisionError, ValueError, OverflowError, IndexError):
        raise Undefined from None


def form_value(field: Field, f: Normal, point: Mapping[str, object], sample: Sequence[mpmath.mpf]) -> mpmath.mpf:
    """The value of a normal form, from the meaning of each kind of atom."""
    return _Form(field._ring, dict(point), sample).quotient(f)


class _Form:
    def __init__(self, ring: object, point: dict[str, object], sample: Sequence[mpmath.mpf]) -> None:
        self.ring, self.point, self.sample = ring, point, sample

    def quotient(self, f: Normal) -> mpmath.mpf:
        top = self.polynomial(f.top)
        return top if f.bottom is None else top / self.polynomial(f.bottom)

    def polynomial(self, p: object) -> mpmath.mpf:
        places = self.ring.used(p)
        values = {k: self.atom(self.ring.atoms[k]) for k in places}
        total = mpmath.mpf(0)
        for monomial, coefficient in p.terms():
            term = mpmath.mpf(int(coefficient.p)) / int(coefficient.q)
            for k in places:
                term *= values[k] ** int(monomial[k])
            total += term
        return total

    def atom(self, a: Atom) -> mpmath.mpf:
        if isinstance(a, SymbolAtom):
            return mpmath.root(mpmath.mpf(self.point[a.symbol]), a.order) if a.order > 1 else self.point[a.symbol]
        if isinstance(a, Observation):
            return self.sample[int(mpmath.nint(self.quotient(a.index))) - 1]
        return getattr(self, "_" + type(a).__name__.lower())(a)

    def _constant(self, a: Atom) -> mpmath.mpf:
        return mpmath.root(mpmath.pi, a.order)

    def _log(self, a: Atom) -> mpmath.mpf:
        return mpmath.log(abs(self.quotient(a.of)))

    def _exp(self, a: Atom) -> mpmath.mpf:
        return mpmath.exp(self.quotient(a.exponent))

    def _root(self, a: Atom) -> mpmath.mpf:
        of = self.polynomial(a.of)
        return mpmath.sign(of) * mpmath.root(abs(of), a.order) if a.order % 2 else mpmath.root(of, a.order)

    def _absolute(self, a: Atom) -> mpmath.mpf:
        return abs(self.polynomial(a.of))

    def _abbreviation(self, a: Atom) -> mpmath.mpf:
        return self.polynomial(a.of)

    def _signedpower(self, a: Atom) -> mpmath.mpf:
        return mpmath.power(self.quotient(a.base), self.quotient(a.exponent))

    def _loggamma(self, a: Atom) -> mpmath.mpf:
        return mpmath.log(abs(mpmath.gamma(self.quotient(a.of))))

    def _gamma(self, a: Atom) -> mpmath.mpf:
        return mpmath.gamma(self.quotient(a.of))

    def _polygamma(self, a: Atom) -> mpmath.mpf:
        return mpmath.polygamma(a.degree, self.quotient(a.of))

    def _terms(self, a: Atom) -> list[mpmath.mpf]:
        index, first, last = a.bounds
        kept, terms = self.point.get(index), []
        for k in range(int(mpmath.nint(self.quotient(first))), int(mpmath.nint(self.quotient(last))) + 1):
            self.point[index] = mpmath.mpf(k)
            terms.append(self.quotient(a.body))
        self.point.pop(index, None)
        if kept is not None:
            self.point[index] = kept
        return terms

    def _sum(self, a: Atom) -> mpmath.mpf:
        return mpmath.fsum(self._terms(a))

    def _signedproduct(self, a: Atom) -> mpmath.mpf:
        return mpmath.fprod(self._terms(a))

    def _known(self, a: Atom) -> mpmath.mpf:
        functions = {"Φ": mpmath.ncdf, "sin": mpmath.sin, "cos": mpmath.cos, "asin": mpmath.asin, "atan": mpmath.atan,
                     "W": mpmath.lambertw, "floor": mpmath.floor}
        return functions[a.function](self.quotient(a.of))

    _cosine = _lambertw = _known

    def _opaque(self, a: Atom) -> mpmath.mpf:
        return _Strict(self.point, {"x": self.sample}).of(a.what)
