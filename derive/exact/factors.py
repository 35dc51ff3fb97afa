"""Polynomials taken apart: irreducible factors, monomial content, terms."""

from __future__ import annotations

from flint import fmpq

from .budget import factor_is_cheap
from .quotients import Polynomial, Polynomials, context_of

__all__ = ["Factors"]

Factored = tuple[fmpq, list[tuple[Polynomial, int]]]


class Factors(Polynomials):
    """Polynomials with their factors, which are found once and in a context of the generators in use only:
    the spare generators are nearly free everywhere else."""

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self._factors: dict[str, Factored] = {}

    def squeezed(self, p: Polynomial) -> tuple[Polynomial, list[int]]:
        """The polynomial in a context of the generators that it uses, and their places."""
        places = self.used(p)
        small, _ = context_of(max(len(places), 1))
        return p.project_to_context(small, {place: k for k, place in enumerate(places)}), places

    def widened(self, p: Polynomial, places: list[int]) -> Polynomial:
        """The inverse of `squeezed`."""
        return p.project_to_context(self.context, dict(enumerate(places)))

    def factor(self, p: Polynomial) -> Factored:
        """A number and monic irreducible factors with exponents; what is costly to factor stays whole."""
        key = str(p)
        if key not in self._factors:
            self._factors[key] = self._factor(p)
        return self._factors[key]

    def _factor(self, p: Polynomial) -> Factored:
        lead = p.leading_coefficient()
        if len(p) == 1:
            exponents = p.monoms()[0]
            return lead, [(self.generators[k], int(exponents[k])) for k in self.used(p)]
        if int(p.total_degree()) == 1:
            return lead, [(p / lead, 1)]
        content, rest = self.monomial_content(p)
        small, places = self.squeezed(rest)
        degree = int(rest.total_degree())
        self.work.charge(20 * len(rest))
        if not factor_is_cheap(len(rest), len(places), degree):
            found = [(rest / lead, 1)]
        else:
            found = [(self.widened(g, places), int(k)) for g, k in small.factor()[1]]
            found = [(g / g.leading_coefficient(), k) for g, k in found]
        return lead, [(self.generators[k], e) for k, e in content] + found

    def monomial_content(self, p: Polynomial) -> tuple[list[tuple[int, int]], Polynomial]:
        """The generators (place, exponent) that divide each term, and the polynomial without them."""
        common = [(k, min(column)) for k, column in enumerate(zip(*p.monoms(), strict=True)) if min(column)]
        if not common:
            return [], p
        divisor = self.one.top
        for k, exponent in common:
            divisor = divisor * self.generators[k] ** exponent
        return [(k, int(e)) for k, e in common], p / divisor

    def terms(self, p: Polynomial) -> list[tuple[fmpq, Polynomial]]:
        """Coefficients and monomials."""
        if len(p) == 1:
            lead = p.leading_coefficient()
            return [(lead, p / lead)]
        return [(c, self.context.from_dict({m: 1})) for m, c in p.terms()]
