"""Bounds of atoms written as positive slacks, so that the sign of a polynomial shows in its coefficients.

x = a + t above a, x = b − t below b, x = (a + b t)/(1 + t) between a and b.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flint import fmpq

from ..domains import Domain
from .atoms import Atom, Observation, SymbolAtom
from .bessel import Bessel, bessel_0
from .bounds import Bounds, End, fact_bounds, known_bounds, positive_parts
from .gammas import Polygamma
from .logs import Log, log_of
from .powers import Exp
from .quotients import Normal, Polynomial
from .ring import Ring
from .sums import Sum

__all__ = ["MOST_TERMS", "Slacks"]

MOST_TERMS = 150


class Slack(Atom):
    """A positive quantity by which an atom keeps away from its bound."""

    def __init__(self, positive: bool) -> None:
        self.positive = positive
        self.nonnegative = True

    def name(self, ring: Ring) -> str:
        return "slack"


class Slacks:
    """The bounds of the atoms of a ring; `sign_of` tells the sign of a quotient (strictly?), `sign_of_atom` that of
    what stands at a place."""

    def __init__(
        self, ring: Ring, domains: Mapping[str, Domain], sign_of: Callable[[Normal, bool], int | None],
        sign_of_atom: Callable[[int, bool], int | None], opened: tuple[str, bool] | None = None,
    ) -> None:
        self.ring = ring
        self.domains = domains
        self._sign_of = sign_of
        self._sign_of_atom = sign_of_atom
        self._opened = opened
        self._facts: dict[int, Bounds] | None = None
        self._positive: dict[str, bool] = {}
        self._sharp = False
        self._alone = False

    # ---- what is known ----------------------------------------------------------------------------------

    def bounds(self, place: int) -> Bounds:
        facts = self.of_facts().get(place, Bounds())
        atom = self.ring.atoms[place]
        lower, upper = known_bounds(self.ring, atom, self.domains)
        if isinstance(atom, Observation) and self._opened is not None and atom.base == self._opened[0]:
            lower = End(lower.value, True) if lower is not None and self._opened[1] else lower
            upper = End(upper.value, True) if upper is not None and not self._opened[1] else upper
        if isinstance(atom, Exp):
            lower, upper = self._of_exponential(place)
        if isinstance(atom, Bessel) and atom.degree:
            lower, upper = self._of_bessel(atom)
        lemma = self._by_lemma(place) if self._sharp else None
        if lemma is not None:
            return lemma
        lower = facts.lower or lower
        if lower is None and self._sign_of_atom(place, True) == 1:
            lower = End(self.ring.zero, True)
        return Bounds(lower, facts.upper or upper)

    def _of_exponential(self, place: int) -> Bounds:
        """exp(m) > 1 + m > 1 where m > 0, and exp(m) < 1 where m < 0; with ≥ where m may be zero."""
        ring, atom = self.ring, self.ring.atoms[place]
        assert isinstance(atom, Exp)
        sign = self._sign_of(atom.exponent, True)
        strict = sign is not None
        sign = sign if strict else self._sign_of(atom.exponent, False)
        if sign is None:
            return Bounds(End(ring.zero, True), None)
        if sign < 0:
            return Bounds(End(ring.zero, True), End(ring.one, strict))
        return Bounds(End(ring.add(ring.one, atom.exponent), strict), None)

    def _of_bessel(self, atom: Bessel) -> Bounds:
        """0 < I_1(u) < I_0(u) for u > 0; I_1 is odd."""
        sign, largest = self._sign_of(atom.of, True), bessel_0(self.ring, atom.of)
        if sign is None:
            return Bounds(End(self.ring.negate(largest), True), End(largest, True))
        ends = End(self.ring.zero, True), End(self.ring.scale(largest, sign), True)
        return Bounds(*ends) if sign > 0 else Bounds(*ends[::-1])

    def _by_lemma(self, place: int) -> Bounds | None:
        """1 − 1/f < log f < f − 1 where f is not one, and log(a + e^u) lies a little above u; ψ rises and ψ′ falls on
        the positive numbers."""
        ring, atom = self.ring, self.ring.atoms[place]
        if isinstance(atom, Log):
            inside = ring.scale(atom.of, self._sign_of(atom.of, True) or 0)
            if self._sign_of(ring.subtract(inside, ring.one), True) is None:
                return None
            ends = ring.subtract(ring.one, ring.invert(inside)), ring.subtract(inside, ring.one)
            return self._above_exponent(inside) or Bounds(End(ends[0], True), End(ends[1], True))
        if isinstance(atom, Polygamma) and atom.degree < 2 and not self._alone:
            for k, other in enumerate(ring.atoms):
                if isinstance(other, Polygamma) and other.degree == atom.degree and self._is_less(other.of, atom.of):
                    return self._beside(Normal(ring.generators[k]), other, atom)
        if isinstance(atom, Polygamma) and atom.degree == 0 and self._sign_of(atom.of, True) == 1:
            return self._of_digamma(atom.of)
        return None

    def _above_exponent(self, f: Normal) -> Bounds | None:
        """u < log(a + e^u) < u + a e^(−u) for a > 0, where u > 0; of several exponentials the largest is e^u."""
        ring = self.ring
        places = ring.used(f.top) if f.bottom is None else []
        exponents = {k: atom.exponent for k in places if isinstance(atom := ring.atoms[k], Exp)}
        for k, u in exponents.items():
            others = (w for j, w in exponents.items() if j != k)
            if self._sign_of(u, True) != 1 or not all(self._is_less(w, u) for w in others):
                continue
            power = Normal(ring.generators[k])
            rest = ring.subtract(f, power)
            if self._sign_of(rest, True) == 1:
                return Bounds(End(u, True), End(ring.add(u, ring.divide(rest, power)), True))
        return None

    def _of_digamma(self, z: Normal) -> Bounds:
        """log z − 1/z < ψ(z) < log z − 1/(2z) (DLMF 5.11.2 with its remainder), and so log z < ψ(z + 1) <
        log z + 1/(2z)."""
        ring = self.ring
        before = ring.reduced(ring.subtract(z, ring.one))
        beyond_one = self._sign_of(before, True) == 1
        z = before if beyond_one else z
        logarithm, inverse = log_of(ring, z), ring.invert(z)
        half = ring.scale(inverse, fmpq(1, 2))
        if beyond_one:
            return Bounds(End(logarithm, True), End(ring.add(logarithm, half), True))
        return Bounds(End(ring.subtract(logarithm, inverse), True), End(ring.subtract(logarithm, half), True))

    def _beside(self, value: Normal, smaller: Polygamma, larger: Polygamma) -> Bounds:
        """The larger argument lies above the smaller z, perhaps below z + 1: ψ(z + 1) = ψ(z) + 1/z,
        ψ′(z + 1) = ψ′(z) − 1/z²."""
        ring, z = self.ring, smaller.of
        near, far = End(value, True), None
        if self._is_less(larger.of, ring.add(z, ring.one)):
            step = ring.power(ring.invert(z), smaller.degree + 1)
            far = End(ring.subtract(value, step) if smaller.degree else ring.add(value, step), True)
        return Bounds(far, near) if smaller.degree else Bounds(near, far)

    def _is_less(self, a: Normal, b: Normal) -> bool:
        return self._sign_of(a, True) == 1 and self._sign_of(self.ring.subtract(b, a), True) == 1

    def of_facts(self) -> dict[int, Bounds]:
        """Bounds of atoms from the facts of the setting and from Σf² ≥ (Σf)²/n."""
        if self._facts is None:
            self._facts = {}
            for top, strict in positive_parts(self.ring, self.ring.setting.facts):
                self._positive[str(top / top.leading_coefficient())] = top.leading_coefficient() > 0
                found = fact_bounds(self.ring, top, strict)
                if found is not None:
                    self._merge(*found)
        return self._facts

    def _merge(self, place: int, new: Bounds) -> None:
        assert self._facts is not None
        old = self._facts.get(place, Bounds())
        self._facts[place] = Bounds(old.lower or new.lower, old.upper or new.upper)

    def has_terms(self, atom: Atom) -> bool:
        """Whether a sum has at least one term: a sample is not empty."""
        if not isinstance(atom, Sum):
            return False
        ring, (_, first, last) = self.ring, atom.bounds
        return self._sign_of(ring.add(ring.subtract(last, first), ring.one), True) == 1

    def sign_by_fact(self, monic: Polynomial) -> int | None:
        """The sign of a polynomial with leading coefficient one, where a fact or a lemma states it."""
        self.of_facts()
        known = self._positive.get(str(monic))
        return self._sign_by_lemma(monic) if known is None else 1 if known else -1

    def _sign_by_lemma(self, monic: Polynomial) -> int | None:
        """log ζ and log I_0 are strictly convex."""
        for place in self.ring.used(monic):
            form = self.ring.atoms[place].positive_form(self.ring)
            if form is None or form.top.is_zero():
                continue
            below = 1 if form.bottom is None else self._sign_of(Normal(form.bottom), True)
            lead = form.top.leading_coefficient()
            if below is not None and form.top / lead == monic:
                return below if lead > 0 else -below
        return None

    # ---- put in -----------------------------------------------------------------------------------------

    def put_in(self, p: Polynomial, strict: bool, sharp: bool = False, alone: bool = False) -> Normal | None:
        """The polynomial with bounded atoms replaced, those first whose bounds are not numbers, and of these the ones
        that no other bound holds (min(x) ≥ a before a < b, or the a that comes in stays); where a strict sign
        is asked, every value that an atom may take has to be reached. `sharp`: also by lemmas about logarithms and
        ψ; `alone`: of ψ by its size and not by how it compares with ψ elsewhere."""
        self._sharp, self._alone = sharp, alone
        try:
            return self._put_all_in(p, strict)
        finally:
            self._sharp = self._alone = False

    def _put_all_in(self, p: Polynomial, strict: bool) -> Normal | None:
        f, done = Normal(p), set()
        found: dict[int, Normal | None] = {}
        changed = False
        while True:
            waiting = [k for k in self.ring.used(f.top) if k not in done]
            if not waiting:
                return f if changed else None
            for k in waiting:
                if k not in found:
                    found[k] = self._image(k)
            images = {k: found[k] for k in waiting}
            held = {j for k, image in images.items() if image for j in self.ring.used(image.top) if j != k}
            place = max(waiting, key=lambda k: (*self._rank(images[k] or self.ring.zero), k not in held))
            done.add(place)
            image = images[place]
            if strict and self._misses_an_end(place):
                return None
            if image is not None and self._in_powers(f.top, place):
                f = self._put_in(f, place, image)
                changed = True
                if len(f.top) > MOST_TERMS:
                    return None

    def _rank(self, image: Normal) -> tuple[bool, int]:
        """How much an image holds of what has bounds itself: such images go first."""
        holds_atom = self._sharp and any(isinstance(self.ring.atoms[k], Polygamma) for k in self.ring.used(image.top))
        return holds_atom, len(self.ring.symbols(image))

    def order(self, place: int) -> int:
        """Which root of its symbol a generator is: bounds are those of the symbol."""
        atom = self.ring.atoms[place]
        return atom.order if isinstance(atom, SymbolAtom) else 1

    def _in_powers(self, p: Polynomial, place: int) -> bool:
        """Whether the symbol itself occurs only, and no root of it."""
        order = self.order(place)
        return order == 1 or all(monomial[place] % order == 0 for monomial in p.monoms())

    def _image(self, place: int) -> Normal | None:
        """What to write for a generator, or None where its sign is all that is known."""
        ring = self.ring
        lower, upper = self.bounds(place)
        if upper is None and (lower is None or lower.value.top.is_zero()):
            lower = self._cauchy_schwarz(place)
        if lower is None and upper is None:
            return None
        strict = all(end.strict for end in (lower, upper) if end is not None)
        slack = ring.atom(("slack", place, strict), lambda: Slack(strict))
        if upper is None and lower is not None:
            return None if lower.value.top.is_zero() else ring.add(lower.value, slack)
        if lower is None and upper is not None:
            return ring.subtract(upper.value, slack)
        assert lower is not None
        assert upper is not None
        if not upper.strict:  # the end that belongs to it is the one that the slack reaches, at zero
            lower, upper = upper, lower
        above = ring.multiply(upper.value, slack)
        return ring.divide(ring.add(lower.value, above), ring.add(ring.one, slack))

    def _misses_an_end(self, place: int) -> bool:
        """Whether both ends belong to an atom: a single slack reaches one of them only."""
        lower, upper = self.bounds(place)
        return lower is not None and upper is not None and not lower.strict and not upper.strict

    def _cauchy_schwarz(self, place: int) -> End | None:
        """Σf² ≥ (Σf)²/n where Σf has an atom."""
        atom = self.ring.atoms[place]
        if not isinstance(atom, Sum) or not _is_monomial(atom.body) or not self.has_terms(atom):
            return None
        ring, (index, first, last) = self.ring, atom.bounds
        weighted = self._weighted(place, atom)
        if weighted is not None:
            return weighted
        if atom.body.bottom is not None or any(degree % 2 for degree in atom.body.top.degrees()):
            return None
        half = ring.one.top
        for k in ring.used(atom.body.top):
            half = half * ring.generators[k] ** (int(atom.body.top.degrees()[k]) // 2)
        plain = ring.places.get(("sum", ring.key(Normal(half)), index, ring.key(first), ring.key(last)))
        if plain is None:
            return None
        total = Normal(ring.generators[plain])
        count = ring.add(ring.subtract(last, first), ring.one)
        return End(ring.divide(ring.multiply(total, total), count), False)

    def _weighted(self, place: int, atom: Sum) -> End | None:
        """Σwf² ≥ (Σwf)²/Σw for w > 0, where Σwf and Σw have atoms."""
        ring = self.ring
        sums = [(k, a) for k, a in enumerate(ring.atoms) if isinstance(a, Sum) and k != place]
        others = [(k, a) for k, a in sums if self._alike(a, atom)]
        for k, mixed in others:
            for m, weight in others:
                if m == k or self._sign_of(weight.body, True) != 1:
                    continue
                gap = ring.subtract(ring.multiply(mixed.body, mixed.body), ring.multiply(weight.body, atom.body))
                if gap.top.is_zero():
                    total = Normal(ring.product(ring.generators[k], ring.generators[k]))
                    return End(ring.divide(total, Normal(ring.generators[m])), False)
        return None

    def _alike(self, one: Sum, other: Sum) -> bool:
        """Whether both are over the same range and have a body of one term over one."""
        same = one.bounds[0] == other.bounds[0]
        for a, b in zip(one.bounds[1:], other.bounds[1:], strict=True):
            same = same and self.ring.key(a) == self.ring.key(b)
        return same and _is_monomial(one.body)

    def _put_in(self, f: Normal, place: int, image: Normal) -> Normal:
        """The numerator with an image put in, over a denominator multiplied with that of the image."""
        ring = self.ring
        order = self.order(place)
        degree = int(f.top.degrees()[place]) // order
        parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for monomial, coefficient in f.top.terms():
            rest = (*monomial[:place], 0, *monomial[place + 1:])
            parts.setdefault(int(monomial[place]) // order, {})[rest] = coefficient
        top, under = ring.zero.top, image.bottom if image.bottom is not None else ring.one.top
        for power, terms in parts.items():
            term = ring.product(ring.context.from_dict(terms), ring.power(Normal(image.top), power).top)
            top += ring.product(term, ring.power(Normal(under), degree - power).top)
        bottom = ring.power(Normal(under), degree).top
        return Normal(top, bottom if f.bottom is None else ring.product(f.bottom, bottom))


def _is_monomial(f: Normal) -> bool:
    return len(f.top) == 1 and (f.bottom is None or len(f.bottom) == 1)
