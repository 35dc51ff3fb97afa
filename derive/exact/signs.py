"""Signs in the interior of the domain.

A polynomial has one sign if its coefficients have one sign over atoms of known sign. To come there, ends of
domains and facts are written as positive slacks: x = a + t above a, x = (a + b t)/(1 + t) between a and b.
Then: factors, numbers of roots (Sturm), completed squares, and the summand where all sums stand under one Σ.
"""

from __future__ import annotations

from collections.abc import Mapping

from flint import fmpq

from ..domains import Domain
from .atoms import Atom, SymbolAtom
from .bounds import Bounds, End, fact_bounds, known_bounds, positive_parts
from .budget import CannotNormalise
from .gammas import Polygamma
from .intervals import sign_on_interval
from .logs import Log
from .powers import Exp
from .quotients import Normal, Polynomial, constant_of
from .ring import Ring
from .sums import Sum
from .zero import linear_in, summand

__all__ = ["Signs"]

_DEEPEST = 4
_MOST_TERMS = 150


class Slack(Atom):
    """A positive quantity by which an atom keeps away from its bound."""

    def __init__(self, positive: bool) -> None:
        self.positive = positive
        self.nonnegative = True

    def name(self, ring: Ring) -> str:
        return "slack"


class Signs:
    """The signs of polynomials over a ring; `domains` narrows those of the setting."""

    def __init__(self, ring: Ring, domains: Mapping[str, Domain] | None = None) -> None:
        self.ring = ring
        self.domains = {} if domains is None else domains
        self._known: dict[tuple[str, bool], int | None] = {}
        self._atoms: dict[tuple[int, bool], int | None] = {}
        self._facts: dict[int, Bounds] | None = None
        self._positive: dict[str, bool] = {}
        self._depth = 0

    def of(self, f: Normal, strict: bool) -> int | None:
        """+1 or −1 where the quotient is proved to have that sign (or to be zero, where not strict)."""
        top = self.of_polynomial(f.top, strict)
        if f.bottom is None or top is None:
            return top
        bottom = self.of_polynomial(f.bottom, False)  # a denominator is not zero where the quotient is defined
        return None if bottom is None else top * bottom

    def of_polynomial(self, p: Polynomial, strict: bool) -> int | None:
        """The same for a polynomial."""
        if p.is_constant():
            value = constant_of(p)
            return 1 if value > 0 else -1 if value < 0 else None if strict else 1
        key = str(p), strict
        if key not in self._known:
            if self._depth > _DEEPEST or len(p) > _MOST_TERMS:
                return None
            self._depth += 1
            try:
                self._known[key] = self._find(p, strict)
            finally:
                self._depth -= 1
        return self._known[key]

    def _find(self, p: Polynomial, strict: bool) -> int | None:
        for method in (self._by_coefficients, self._between_numbers, self._by_slacks, self._by_factors,
                       self._by_square, self._by_summand):
            sign = method(p, strict)
            if sign is not None:
                return sign
        return None

    # ---- one-signed coefficients ----------------------------------------------------------------------

    def _by_coefficients(self, p: Polynomial, strict: bool) -> int | None:
        places = self.ring.used(p)
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
        if atom.positive or (atom.nonnegative and not strict):
            return 1
        key = place, strict
        if key not in self._atoms:
            self._atoms[key] = None  # while it is being found
            self._atoms[key] = self._of_atom(place, atom, strict)
        return self._atoms[key]

    def _of_atom(self, place: int, atom: Atom, strict: bool) -> int | None:
        ring = self.ring
        if isinstance(atom, Sum):
            return self.of(atom.body, strict) if not strict or self._has_terms(atom) else None
        if isinstance(atom, Log):
            return self._of_log(atom, strict)
        if isinstance(atom, Polygamma) and atom.degree and self.of(atom.of, True) == 1:
            return -1 if atom.degree % 2 == 0 else 1
        if isinstance(atom, SymbolAtom) or place in self._of_facts():
            lower, upper = self._bounds(place)
            zero = ring.zero.top
            for end, sign in ((lower, 1), (upper, -1)):
                if end is not None and end.value.top == zero and (end.strict or not strict):
                    return sign
        return None

    def _has_terms(self, atom: Atom) -> bool:
        """Whether a sum has at least one term: a sample is not empty."""
        if not isinstance(atom, Sum):
            return False
        ring, (_, first, last) = self.ring, atom.bounds
        return self.of(ring.add(ring.subtract(last, first), ring.one), True) == 1

    def _of_log(self, atom: Log, strict: bool) -> int | None:
        inside = self.of(atom.of, False)
        if inside is None:
            return None
        return self.of(self.ring.subtract(self.ring.scale(atom.of, inside), self.ring.one), strict)

    # ---- bounds as positive slacks ----------------------------------------------------------------------

    def _bounds(self, place: int) -> Bounds:
        facts = self._of_facts().get(place, Bounds())
        lower, upper = known_bounds(self.ring, self.ring.atoms[place], self.domains)
        if isinstance(self.ring.atoms[place], Exp):
            lower, upper = self._of_exponential(place)
        lower = facts.lower or lower
        if lower is None and self.of_atom(place, True) == 1:
            lower = End(self.ring.zero, True)
        return Bounds(lower, facts.upper or upper)

    def _of_exponential(self, place: int) -> Bounds:
        """exp(m) > 1 + m > 1 where m > 0, and exp(m) < 1 where m < 0."""
        ring, atom = self.ring, self.ring.atoms[place]
        assert isinstance(atom, Exp)
        sign = self.of(atom.exponent, True)
        if sign is None:
            return Bounds(End(ring.zero, True), None)
        if sign < 0:
            return Bounds(End(ring.zero, True), End(ring.one, True))
        return Bounds(End(ring.add(ring.one, atom.exponent), True), None)

    def _of_facts(self) -> dict[int, Bounds]:
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

    def _by_slacks(self, p: Polynomial, strict: bool) -> int | None:
        try:
            f = self._with_slacks(p)
        except CannotNormalise:
            return None
        if f is None:
            return None
        sign = self._by_coefficients(f.top, strict) or self._by_factors(f.top, strict)
        if sign is None or f.bottom is None:
            return sign
        bottom = self._by_coefficients(f.bottom, False)
        return None if bottom is None else sign * bottom

    def _with_slacks(self, p: Polynomial) -> Normal | None:
        """The polynomial with bounded atoms replaced, those first whose bounds are not numbers."""
        f, done = Normal(p), set()
        changed = False
        while True:
            waiting = [k for k in self.ring.used(f.top) if k not in done]
            if not waiting:
                return f if changed else None
            images = {k: self._image(k) for k in waiting}
            place = max(waiting, key=lambda k: len(self.ring.symbols(images[k] or self.ring.zero)))
            done.add(place)
            image = images[place]
            if image is not None and self._in_powers(f.top, place):
                f = self._put_in(f, place, image)
                changed = True
                if len(f.top) > _MOST_TERMS:
                    return None

    def _order(self, place: int) -> int:
        """Which root of its symbol a generator is: bounds are those of the symbol."""
        atom = self.ring.atoms[place]
        return atom.order if isinstance(atom, SymbolAtom) else 1

    def _in_powers(self, p: Polynomial, place: int) -> bool:
        """Whether the symbol itself occurs only, and no root of it."""
        order = self._order(place)
        return order == 1 or all(monomial[place] % order == 0 for monomial in p.monoms())

    def _image(self, place: int) -> Normal | None:
        """What to write for a generator, or None where its sign is all that is known."""
        ring = self.ring
        lower, upper = self._bounds(place)
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
        above = ring.multiply(upper.value, slack)
        return ring.divide(ring.add(lower.value, above), ring.add(ring.one, slack))

    def _cauchy_schwarz(self, place: int) -> End | None:
        """Σf² ≥ (Σf)²/n where Σf has an atom."""
        atom = self.ring.atoms[place]
        if not isinstance(atom, Sum) or atom.body.bottom is not None or len(atom.body.top) != 1:
            return None
        if not self._has_terms(atom):
            return None
        if any(degree % 2 for degree in atom.body.top.degrees()):
            return None
        ring, (index, first, last) = self.ring, atom.bounds
        half = ring.one.top
        for k in ring.used(atom.body.top):
            half = half * ring.generators[k] ** (int(atom.body.top.degrees()[k]) // 2)
        plain = ring.places.get(("sum", ring.key(Normal(half)), index, ring.key(first), ring.key(last)))
        if plain is None:
            return None
        total = Normal(ring.generators[plain])
        count = ring.add(ring.subtract(last, first), ring.one)
        return End(ring.divide(ring.multiply(total, total), count), False)

    def _put_in(self, f: Normal, place: int, image: Normal) -> Normal:
        """The numerator with an image put in, over a denominator multiplied with that of the image."""
        ring = self.ring
        order = self._order(place)
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

    # ---- other ways --------------------------------------------------------------------------------------

    def _between_numbers(self, p: Polynomial, strict: bool) -> int | None:
        """A polynomial in one bounded atom with numbers: its roots are counted."""
        places = self.ring.used(p)
        if len(places) != 1:
            return None
        lower, upper = self._bounds(places[0])
        if self._order(places[0]) > 1:
            lower, upper = End(self.ring.zero, True) if lower is not None else None, None
        ends = [None if end is None else self.ring.value(end.value) for end in (lower, upper)]
        if any(end is not None and value is None for end, value in zip((lower, upper), ends, strict=True)):
            return None
        closed = any(end is not None and not end.strict for end in (lower, upper))
        return None if closed and strict else sign_on_interval(self.ring, p, places[0], ends[0], ends[1])

    def _by_factors(self, p: Polynomial, strict: bool) -> int | None:
        lead, factors = self.ring.factor(p)
        if len(factors) == 1 and factors[0][1] == 1:
            return self._by_fact(p / lead, 1 if lead > 0 else -1)
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

    def _by_fact(self, monic: Polynomial, sign: int) -> int | None:
        self._of_facts()
        known = self._positive.get(str(monic))
        return None if known is None else sign if known else -sign

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

    def _by_summand(self, p: Polynomial, strict: bool) -> int | None:
        """The sign of the summand where all sums stand under one Σ."""
        ring = self.ring
        places = [k for k in ring.used(p) if isinstance(ring.atoms[k], Sum)]
        if not places or not linear_in(p, places):
            return None
        bodies = summand(ring, p, places)
        if bodies is None or not all(self._has_terms(ring.atoms[k]) for k in places):
            return None
        signs = {self.of(ring.reduced(body), strict) for body in bodies}
        return signs.pop() if len(signs) == 1 else None
