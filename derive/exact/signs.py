"""Signs in the interior of the domain.

A polynomial has one sign if its coefficients have one sign over atoms of known sign. To come there, ends of
domains and facts are written as positive slacks: x = a + t above a, x = (a + b t)/(1 + t) between a and b.
Then: factors, numbers of roots (Sturm), completed squares, and the summand where all sums stand under one Σ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import lcm

from flint import fmpq

from ..domains import Domain
from .atoms import Atom, Image, Observation, SymbolAtom
from .bounds import End
from .budget import CannotNormalise
from .gammas import Polygamma
from .intervals import sign_at, sign_on_interval, univariate
from .logs import Log
from .quotients import Normal, Polynomial, constant_of
from .ring import Ring
from .roots import Root
from .slacks import MOST_TERMS, Slacks
from .sums import Sum, summed
from .zero import linear_in, summand

__all__ = ["MOST_SEARCHES", "Signs"]

_DEEPEST = 4
MOST_SEARCHES = 120
_MOST_LOGS = 4


class Signs:
    """The signs of polynomials over a ring; `domains` narrows those of the setting. `opened` is a variable of the
    sample and whether the lower end of its support, else the upper one, is taken not to belong to it."""

    def __init__(
        self, ring: Ring, domains: Mapping[str, Domain] | None = None, opened: tuple[str, bool] | None = None
    ) -> None:
        self.ring = ring
        self.opened = opened
        self.domains = {} if domains is None else domains
        self._known: dict[tuple[str, bool], int] = {}
        self._failed: dict[tuple[str, bool], int] = {}  # and how deep the search was when it gave up
        self._atoms: dict[tuple[int, bool], int | None] = {}
        self._slacks = Slacks(ring, self.domains, self.of, self.of_atom, opened)
        self._depth = 0
        self._left = 0
        self.searches = MOST_SEARCHES  # that a question may cost

    def of(self, f: Normal, strict: bool) -> int | None:
        """+1 or −1 where the quotient is proved to have that sign (or to be zero, where not strict)."""
        top = self.of_polynomial(f.top, strict)
        if f.bottom is None or top is None:
            return top
        bottom = self.of_polynomial(f.bottom, strict)  # a strict sign excludes poles
        return None if bottom is None else top * bottom

    def of_polynomial(self, p: Polynomial, strict: bool) -> int | None:
        """The same for a polynomial."""
        if p.is_constant():
            value = constant_of(p)
            return 1 if value > 0 else -1 if value < 0 else None if strict else 1
        key = str(p), strict
        known = self._known.get(key)
        if known is not None or self._failed.get(key, _DEEPEST + 1) <= self._depth:
            return known
        if len(p) > MOST_TERMS:
            return self._by_coefficients(p, strict)
        if self._depth == 0:
            self._left = self.searches
        if self._depth > _DEEPEST or self._left <= 0:
            return None
        self._left -= 1
        self._depth += 1
        try:
            known = self._find(p, strict)
        finally:
            self._depth -= 1
        if known is not None:
            self._known[key] = known
        elif self._left > 0:
            self._failed[key] = self._depth
        return known

    def _find(self, p: Polynomial, strict: bool) -> int | None:
        for method in self._methods(p):
            sign = method(p, strict)
            if sign is not None:
                return sign
        return None

    def _methods(self, p: Polynomial) -> Iterator[Callable[[Polynomial, bool], int | None]]:
        """The ways to find a sign, the cheap ones first; none after one that decides."""
        yield from (self._by_coefficients, self._between_numbers, self._by_factors)
        if not self._is_decided_by_roots(p):
            yield from (self._by_slacks, self._by_square, self._by_surd, self._by_summand,
                        self._by_product_of_logs, self._by_lemmas, self._by_rise)

    # ---- one-signed coefficients ----------------------------------------------------------------------

    def _by_coefficients(self, p: Polynomial, strict: bool) -> int | None:
        places = self.ring.used(p)
        coefficients = p.coeffs()
        least, most = min(coefficients), max(coefficients)
        if least < 0 < most and all(self.of_atom(k, False) == 1 for k in places):
            return None
        found: int | None = None
        sure = False
        for monomial, coefficient in p.terms():
            sign = 1 if coefficient > 0 else -1
            nonzero = True
            for k in places:
                if not monomial[k]:
                    continue
                exact = self.of_atom(k, True)
                if monomial[k] % 2:
                    weak = exact if exact is not None else self.of_atom(k, False)
                    if weak is None:
                        return None
                    sign *= weak
                nonzero = nonzero and exact is not None
            if found is not None and found != sign:
                return None
            found = sign
            sure = sure or nonzero
        return found if sure or not strict else None

    def of_atom(self, place: int, strict: bool) -> int | None:
        """The sign of what a generator stands for."""
        atom = self.ring.atoms[place]
        if (atom.positive and not isinstance(atom, Root)) or (atom.nonnegative and not strict):
            return 1
        key = place, strict
        if key not in self._atoms:
            self._atoms[key] = None  # while it is being found
            self._atoms[key] = self._of_atom(place, atom, strict)
        return self._atoms[key]

    def _of_atom(self, place: int, atom: Atom, strict: bool) -> int | None:
        ring = self.ring
        if isinstance(atom, Sum):
            sign = self._of_sum(atom, strict)
            if sign is not None:
                return sign
        if isinstance(atom, Log):
            return self._of_log(atom, strict)
        if isinstance(atom, Root):
            return self.of(Normal(atom.of), True)  # it vanishes where its base does
        if isinstance(atom, Polygamma) and atom.degree and self.of(atom.of, True) == 1:
            return -1 if atom.degree % 2 == 0 else 1
        if isinstance(atom, (SymbolAtom, Observation)) or place in self._slacks.of_facts():
            lower, upper = self._slacks.bounds(place)
            zero = ring.zero.top
            for end, sign in ((lower, 1), (upper, -1)):
                if end is not None and end.value.top == zero and (end.strict or not strict):
                    return sign
        return None

    def _of_sum(self, atom: Sum, strict: bool) -> int | None:
        """The sign of the summand; strictly only where there is one."""
        if strict and not self._slacks.has_terms(atom):
            return None
        return self.of(atom.body, strict) or (self._of_some(atom.body, atom) if strict else None)

    def _of_some(self, body: Normal, over: Sum) -> int | None:
        """The strict sign of a sum whose summand has that sign weakly, and strictly for those observations that are
        not at an end of the support: Σ log x_i < 0 for x_i ≤ 1 where Σ x_i < n, so that some are below one."""
        weak = self.of(body, False) if self.opened is None else None
        if weak is None:
            return None
        for base in self.ring.observed(body):
            for lower in (True, False):
                if self._some_keep_off(base, lower, over):
                    inside = Signs(self.ring, self.domains, (base, lower))
                    if inside.of(body, True) == weak:
                        return weak
        return None

    def _some_keep_off(self, base: str, lower: bool, over: Sum) -> bool:
        """Whether a fact says Σ x_i > n a for the lower end a of the support (Σ x_i < n b for the upper one)."""
        ring, (index, first, last) = self.ring, over.bounds
        support = ring.setting.supports.get(base)
        end = None if support is None else support.lower if lower else support.upper
        if end is None:
            return False
        try:
            one = ring.observation(base, ring.symbol(index))
            gap = ring.reduced(summed(ring, ring.subtract(one, ring.translate(end)), (index, first, last)))
        except CannotNormalise:
            return False
        lead = gap.top.leading_coefficient() if not gap.top.is_constant() else fmpq(0)
        if gap.bottom is not None or not lead:
            return False
        known = self._slacks.sign_by_fact(gap.top / lead)
        return known == (1 if (lead > 0) == lower else -1)

    def _of_log(self, atom: Log, strict: bool) -> int | None:
        inside = self.of(atom.of, False)
        if inside is None:
            return None
        return self.of(self.ring.subtract(self.ring.scale(atom.of, inside), self.ring.one), strict)

    def _by_slacks(self, p: Polynomial, strict: bool) -> int | None:
        return self._put_slacks_in(p, strict, False)

    def _by_lemmas(self, p: Polynomial, strict: bool) -> int | None:
        atoms = [self.ring.atoms[k] for k in self.ring.used(p)]
        if not any(isinstance(atom, (Log, Polygamma)) for atom in atoms):
            return None
        sign = self._put_slacks_in(p, strict, True)
        single = sum(isinstance(atom, Polygamma) for atom in atoms) == 1
        return self._put_slacks_in(p, strict, True, True) if sign is None and single else sign

    def _put_slacks_in(self, p: Polynomial, strict: bool, sharp: bool, alone: bool = False) -> int | None:
        try:
            f = self._slacks.put_in(p, strict, sharp, alone)
        except CannotNormalise:
            return None
        if f is None:
            return None
        if not len(f.top):  # of facts that leave a single value: it is zero
            return None if strict else 1
        sign = self._by_coefficients(f.top, strict) or self._by_factors(f.top, strict) or self._by_surd(f.top, strict)
        if sign is None or f.bottom is None:
            return sign
        bottom = self.of_polynomial(f.bottom, False) if sharp else self._by_coefficients(f.bottom, False)
        return None if bottom is None else sign * bottom

    def _by_product_of_logs(self, p: Polynomial, strict: bool) -> int | None:
        """log a − log b has the sign of a/b − 1, whatever other factor stands before both."""
        ring = self.ring
        places = [k for k in ring.used(p) if isinstance(ring.atoms[k], Log)]
        if not 2 <= len(places) <= _MOST_LOGS or not linear_in(p, places):
            return None
        slopes = [p.derivative(k) for k in places]
        rest = p - sum((s * ring.generators[k] for s, k in zip(slopes, places, strict=True)), ring.zero.top)
        if not rest.is_zero() or not all(s.is_constant() for s in slopes):
            return None
        product, exponents = ring.one, [constant_of(slope) for slope in slopes]
        whole = lcm(*(int(exponent.q) for exponent in exponents))  # (log a)/2 − log b has the sign of log a − 2 log b
        for exponent, k in zip((e * whole for e in exponents), places, strict=True):
            atom = ring.atoms[k]
            assert isinstance(atom, Log)
            inside = self.of(atom.of, True)
            if inside is None or abs(exponent) > _MOST_LOGS:
                return None
            product = ring.multiply(product, ring.power(ring.scale(atom.of, inside), int(exponent.p)))
        return self.of(ring.reduced(ring.subtract(product, ring.one)), strict)

    def _by_rise(self, p: Polynomial, strict: bool) -> int | None:
        """A function of one symbol that is not negative at the lower end of its domain, and rises from there."""
        ring = self.ring
        places = [k for k in ring.used(p) if isinstance(ring.atoms[k], SymbolAtom)]
        if len(places) != 1 or self._slacks.order(places[0]) > 1:
            return None
        atom = ring.atoms[places[0]]
        assert isinstance(atom, SymbolAtom)
        if ring.symbols(Normal(p)) != {atom.symbol}:
            return None
        lower, _ = self._slacks.bounds(places[0])
        try:
            at_end = None if lower is None else Image(ring, {places[0]: lower.value})(Normal(p))
            start = None if at_end is None else ring.value(ring.reduced(at_end))
            rises = None if start is None else self.of(ring.reduced(ring.derivative(Normal(p), atom.symbol)), True)
        except CannotNormalise:
            return None
        if rises is None or start is None or start * rises < 0 or lower is None:
            return None
        return None if strict and not start and not lower.strict else rises

    # ---- other ways --------------------------------------------------------------------------------------

    def _between_numbers(self, p: Polynomial, strict: bool) -> int | None:
        """A polynomial in one bounded atom with numbers: its roots are counted."""
        places = self.ring.used(p)
        if len(places) != 1:
            return None
        lower, upper = self._slacks.bounds(places[0])
        if self._slacks.order(places[0]) > 1:
            lower, upper = End(self.ring.zero, True) if lower is not None else None, None
        ends = [None if end is None else self.ring.value(end.value) for end in (lower, upper)]
        if self._are_no_numbers(lower, upper):
            return None
        sign = sign_on_interval(self.ring, p, (ends[0], ends[1]))
        attained = [v for end, v in zip((lower, upper), ends, strict=True) if end is not None and not end.strict]
        if not strict or not attained:
            return sign
        at_ends = {sign_at(univariate(self.ring, p), v) for v in attained if v is not None}
        if ends[0] is not None and ends[0] == ends[1]:
            sign = next(iter(at_ends))
        return sign if at_ends == {sign} and sign else None

    def _are_no_numbers(self, *ends: End | None) -> bool:
        return any(end is not None and self.ring.value(end.value) is None for end in ends)

    def _is_decided_by_roots(self, p: Polynomial) -> bool:
        """Whether all that is known of the only atom is two numbers between which it lies: the roots there tell."""
        places = self.ring.used(p)
        if len(places) != 1 or not isinstance(self.ring.atoms[places[0]], (SymbolAtom, Observation)):
            return False
        return self._slacks.order(places[0]) == 1 and not self._are_no_numbers(*self._slacks.bounds(places[0]))

    def _by_factors(self, p: Polynomial, strict: bool) -> int | None:
        lead, factors = self.ring.factor(p)
        if len(factors) == 1 and factors[0][1] == 1:
            known = self._slacks.sign_by_fact(factors[0][0])
            return known if lead > 0 or known is None else -known
        sign = 1 if lead > 0 else -1
        for factor, exponent in factors:
            even = exponent % 2 == 0
            if even and not strict:
                continue
            part = self.of_polynomial(factor, strict)
            if part is None:
                return None
            sign *= 1 if even else part
        return sign

    def _by_square(self, p: Polynomial, strict: bool) -> int | None:
        """a v² + b v + c has the sign of a where 4ac − b² is not negative (strictly: positive)."""
        ring = self.ring
        degrees = p.degrees()
        for place in ring.used(p):
            if degrees[place] != 2 or len(p) > 40:
                continue
            slope = p.derivative(place)
            a = slope.derivative(place) / 2
            b = slope - 2 * a * ring.generators[place]
            c = p - a * ring.generators[place] ** 2 - b * ring.generators[place]
            gap = 4 * ring.product(a, c) - ring.product(b, b)
            sign = self.of_polynomial(a, True)
            if sign is not None and self.of_polynomial(gap, strict) == 1:
                return sign
        return None

    def _by_surd(self, p: Polynomial, strict: bool) -> int | None:
        """a√D + b + c has the sign of a where a²D > b² and c has that sign, too, or where a²D > (b + c)², and that of
        b + c where a²D < (b + c)²."""
        ring = self.ring
        degrees = p.degrees()
        for place in ring.used(p):
            atom = ring.atoms[place]
            if not isinstance(atom, Root) or atom.order != 2 or degrees[place] != 1:
                continue
            a = p.derivative(place)
            rest = p - a * ring.generators[place]
            square = ring.product(ring.product(a, a), atom.of)
            sign = self.of_polynomial(a, True)
            if sign is not None:
                b = rest - self._terms_of_sign(rest, sign)
                if self.of_polynomial(square - ring.product(b, b), True) == 1:
                    return sign
            excess = self.of_polynomial(square - ring.product(rest, rest), True)
            if excess == 1 and sign is not None:
                return sign
            if excess == -1:
                return self.of_polynomial(rest, True)
        return None

    def _terms_of_sign(self, p: Polynomial, sign: int) -> Polynomial:
        """The sum of those terms that are seen to have the sign, or to be zero."""
        context = self.ring.context
        terms = [context.from_dict({monomial: coefficient}) for monomial, coefficient in p.terms()]
        return sum((t for t in terms if self._by_coefficients(t, False) == sign), self.ring.zero.top)

    def _by_summand(self, p: Polynomial, strict: bool) -> int | None:
        """The sign of the summand where all sums stand under one Σ."""
        ring = self.ring
        places = [k for k in ring.used(p) if isinstance(ring.atoms[k], Sum)]
        if not places or not linear_in(p, places):
            return None
        bodies = summand(ring, p, places)
        if bodies is None or not all(self._slacks.has_terms(ring.atoms[k]) for k in places):
            return None
        if len(bodies) == 1 and strict:
            over = ring.atoms[places[0]]
            assert isinstance(over, Sum)
            return self.of(ring.reduced(bodies[0]), True) or self._of_some(ring.reduced(bodies[0]), over)
        signs = {self.of(ring.reduced(body), strict) for body in bodies}
        return signs.pop() if len(signs) == 1 else None
