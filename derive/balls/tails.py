"""What a function of one variable is all the way to an end of its domain: enclosures that hold on the whole stretch.

With 0 < t ≤ 2^−k the distance from the end (its inverse at an infinite one) and ℓ = 1/log(1/t), a tail is
e^(H/t) Σ c t^p ℓ^q: a coefficient c is an exact number, or stands for a function of t with values in a ball. Numbers
that are exact cancel; where what is left of a cancellation could be zero, Undefined is raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flint import arb, fmpq

from ..expressions import Expression
from ..steps import Setting
from .evaluation import evaluate
from .quantities import Undefined, ball

__all__ = ["Mono", "Stretch", "Tail"]

ORDER = 3
"""Powers beyond the leading one that are kept apart."""

Atoms = tuple[tuple[Expression, int], ...]
Place = tuple[int, int]


class Mono(NamedTuple):
    """A rational number times powers of constants (logarithms of numbers) that are known exactly."""

    number: fmpq
    atoms: Atoms = ()


Coefficient = Mono | arb
Terms = dict[Place, Coefficient]


class Tail(NamedTuple):
    """speed: H, a sum of monomials, each with its number; terms: (p, q) → c."""

    terms: Mapping[Place, Coefficient]
    speed: tuple[tuple[Atoms, fmpq], ...] = ()


class Stretch:
    """Arithmetic of tails on 0 < t ≤ 2^−k."""

    def __init__(self, setting: Setting, k: int) -> None:
        self.setting = setting
        self.end = fmpq(1, 2**k)
        self.depth = k * arb(2).log()
        self._atoms: dict[Expression, arb] = {}
        self._bounds: dict[Place, arb] = {}

    # ---- coefficients -----------------------------------------------------------------------------------------

    def ball(self, c: Coefficient) -> arb:
        """The value."""
        return self._product(c.atoms) * arb(c.number) if isinstance(c, Mono) else c

    def _product(self, atoms: Atoms) -> arb:
        result = arb(1)
        for e, power in atoms:
            if e not in self._atoms:
                self._atoms[e] = ball(evaluate(e, {}, self.setting))
            result *= self._atoms[e] ** power
        return result

    def plus(self, a: Coefficient, b: Coefficient) -> Coefficient:
        """The sum, exact where both are multiples of the same."""
        if isinstance(a, Mono) and isinstance(b, Mono) and (a.atoms == b.atoms or not a.number or not b.number):
            return Mono(a.number + b.number, a.atoms if a.number else b.atoms)
        return self.ball(a) + self.ball(b)

    def times(self, a: Coefficient, b: Coefficient) -> Coefficient:
        """The product."""
        if isinstance(a, Mono) and isinstance(b, Mono):
            powers = dict(a.atoms)
            for e, power in b.atoms:
                powers[e] = powers.get(e, 0) + power
            return Mono(a.number * b.number, _sorted(powers))
        return self.ball(a) * self.ball(b)

    def inverse_of(self, c: Coefficient) -> Coefficient:
        """1/c. Raises Undefined where c may be zero."""
        if isinstance(c, Mono):
            if not c.number:
                raise Undefined("a quotient by zero")
            return Mono(1 / c.number, tuple((e, -power) for e, power in c.atoms))
        if not (c > 0 or c < 0):
            raise Undefined("a leading coefficient that may be zero")
        return 1 / c

    # ---- bounds -----------------------------------------------------------------------------------------------

    def bound(self, p: int, q: int) -> arb:
        """t^p ℓ^q for all t of the stretch."""
        if (p, q) not in self._bounds:
            self._bounds[p, q] = self._bound(p, q)
        return self._bounds[p, q]

    def _bound(self, p: int, q: int) -> arb:
        if p == 0 and q == 0:
            return arb(1)
        if p < 0 or (p == 0 and q < 0):
            raise Undefined("what grows without bound")
        if q < 0 and not p * self.depth > -q:
            raise Undefined("not near enough to the end")
        return arb(0).union(arb(self.end) ** p / self.depth**q)

    def range(self, terms: Mapping[Place, Coefficient]) -> arb:
        """All values of a sum of terms that vanish towards the end."""
        return sum((self.ball(c) * self.bound(*place) for place, c in terms.items()), arb(0))

    def _trimmed(self, terms: Mapping[Place, Coefficient]) -> Terms:
        """Terms far behind the leading ones as one with a ball."""
        kept = {place: c for place, c in terms.items() if not _is_zero(c)}
        if not kept:
            return {}
        last = min(p for p, _ in kept) + ORDER
        far = [place for place in kept if place[0] >= last]
        low = min((q for p, q in far), default=0)
        target = dict.fromkeys(far, (last, low))
        for p in {p for p, _ in kept if p < last}:
            end = min(q for r, q in kept if r == p) + ORDER
            target |= {(p, q): (p, end) for r, q in kept if r == p and q > end}
        result: Terms = {place: c for place, c in kept.items() if place not in target}
        for place, to in target.items():
            c = kept[place]
            if place != to:
                c = self.ball(c) * self.bound(place[0] - to[0], place[1] - to[1])
            result[to] = self.plus(result[to], c) if to in result else c
        return result

    # ---- arithmetic -------------------------------------------------------------------------------------------

    def constant(self, c: Coefficient) -> Tail:
        """A number."""
        return Tail({} if _is_zero(c) else {(0, 0): c})

    def add(self, tails: Iterable[Tail]) -> Tail:
        """The sum; what is exponentially smaller than the largest goes into a ball."""
        groups: dict[tuple[tuple[Atoms, fmpq], ...], Terms] = {}
        for tail in tails:
            here = groups.setdefault(tail.speed, {})
            for place, c in tail.terms.items():
                here[place] = self.plus(here[place], c) if place in here else c
        groups = {speed: terms for speed, terms in ((s, self._trimmed(t)) for s, t in groups.items()) if terms}
        if not groups:
            return Tail({})
        largest = next(iter(groups))
        for speed in groups:
            if speed != largest and self._gap(speed, largest) > 0:
                largest = speed
        terms = dict(groups[largest])
        behind = min(p for p, _ in terms) + ORDER
        for speed, small in groups.items():
            if speed != largest:
                gap = self._gap(largest, speed)
                for (p, q), c in small.items():
                    to = (behind, min(q, 0))
                    lost = self.ball(c) * self._vanishing(gap, behind - p) * self.bound(0, q - to[1])
                    terms[to] = self.plus(terms[to], lost) if to in terms else lost
        return Tail(self._trimmed(terms), largest)

    def _gap(self, one: tuple[tuple[Atoms, fmpq], ...], other: tuple[tuple[Atoms, fmpq], ...]) -> arb:
        return sum((self._product(a) * arb(x) for a, x in _difference(one, other)), arb(0))

    def _vanishing(self, h: arb, m: int) -> arb:
        """e^(−h/t) t^(−m) for all t of the stretch."""
        if not h > 0 or not h > max(m, 0) * arb(self.end):
            raise Undefined("not near enough to the end")
        return arb(0).union((-h / arb(self.end)).exp() * arb(self.end) ** -m)

    def multiply(self, f: Tail, g: Tail) -> Tail:
        """The product."""
        terms: Terms = {}
        for (p, q), a in f.terms.items():
            for (r, s), b in g.terms.items():
                place, c = (p + r, q + s), self.times(a, b)
                terms[place] = self.plus(terms[place], c) if place in terms else c
        return Tail(self._trimmed(terms), _sum(f.speed, g.speed))

    def negate(self, f: Tail) -> Tail:
        """−f."""
        return Tail({place: self.times(Mono(fmpq(-1)), c) for place, c in f.terms.items()}, f.speed)

    def _split(self, f: Tail) -> tuple[Place, Coefficient, Tail, arb]:
        """f = e^(H/t) c t^p ℓ^q (1 + r): (p, q), c, r and the values of r."""
        if not f.terms:
            raise Undefined("what may be zero")
        place = min(f.terms)
        c = f.terms[place]
        over = self.inverse_of(c)
        rest = {(p - place[0], q - place[1]): self.times(over, a) for (p, q), a in f.terms.items() if (p, q) != place}
        values = self.range(rest)
        if not 1 + values > 0:
            raise Undefined("not near enough to the end")
        return place, c, Tail(self._trimmed(rest)), values

    def _series(self, r: Tail, numbers: list[fmpq], last: arb) -> Tail:
        """Σ a_k r^k, the last coefficient a ball."""
        total = self.constant(last)
        for a in reversed(numbers):
            total = self.add([self.multiply(total, r), self.constant(Mono(a))])
        return total

    def inverse(self, f: Tail) -> Tail:
        """1/f."""
        (p, q), c, r, values = self._split(f)
        signs = [fmpq((-1) ** k) for k in range(ORDER + 1)]
        series = self._series(r, signs, arb((-1) ** (ORDER + 1)) / (1 + values.union(arb(0))))
        shift = Tail({(-p, -q): self.inverse_of(c)}, tuple((a, -x) for a, x in f.speed))
        return self.multiply(shift, series)

    def log(self, f: Tail) -> Tail:
        """log f."""
        (p, q), c, r, values = self._split(f)
        if q:
            raise Undefined("the logarithm of a logarithm")
        numbers = [fmpq(0), *(fmpq((-1) ** (k + 1), k) for k in range(1, ORDER + 1))]
        last = arb((-1) ** ORDER) / (ORDER + 1) / (1 + values.union(arb(0))) ** (ORDER + 1)
        parts = [self._series(r, numbers, last), self.constant(self._log_of(c))]
        if p:
            parts.append(Tail({(0, -1): Mono(fmpq(-p))}))
        for atoms, x in f.speed:
            parts.append(Tail({(-1, 0): Mono(x, atoms)}))
        return self.add(parts)

    def log_of_one_and(self, r: Tail) -> Tail:
        """log(1 + r) for an r that falls exponentially: r times what is near one."""
        values = self._vanished(r)
        if not 1 + values > 0:
            raise Undefined("not near enough to the end")
        last = arb((-1) ** ORDER) / (ORDER + 1) / (1 + values) ** (ORDER + 1)
        numbers = [fmpq((-1) ** k, k + 1) for k in range(ORDER)]
        return self.multiply(r, self._series(r, numbers, last))

    def vanishes(self, r: Tail) -> bool:
        """Whether it falls exponentially towards the end."""
        return bool(r.terms) and bool(self._gap((), r.speed) > 0)

    def _vanished(self, r: Tail) -> arb:
        """The values of what falls exponentially, and zero."""
        h, total = self._gap((), r.speed), arb(0)
        for (p, q), c in r.terms.items():
            more = max(-q, 0)
            total += self.ball(c) * self._vanishing(h, max(-p, 0) + more) * self.bound(max(p, 0) + more, q)
        return total.union(arb(0))

    def _log_of(self, c: Coefficient) -> Coefficient:
        if c == Mono(fmpq(1)):
            return Mono(fmpq(0))
        value = self.ball(c)
        if not value > 0:
            raise Undefined("the logarithm of what may not be positive")
        return value.log()

    def exp(self, f: Tail) -> Tail:
        """e^f."""
        if f.speed and f.terms:
            raise Undefined("an exponential of an exponential")
        speed: tuple[tuple[Atoms, fmpq], ...] = ()
        shift, number, rest = 0, arb(1), {}
        for (p, q), c in f.terms.items():
            if p > 0 or (p == 0 and q > 0):
                rest[p, q] = c
            elif (p, q) == (-1, 0) and isinstance(c, Mono):
                speed = ((c.atoms, c.number),)
            elif (p, q) == (0, -1) and isinstance(c, Mono) and not c.atoms and c.number.q == 1:
                shift = -int(c.number.p)
            elif (p, q) == (0, 0):
                number = self.ball(c).exp()
            else:
                raise Undefined("an exponential that grows too fast")
        values = self.range(rest).union(arb(0))
        factorials = [fmpq(1)]
        for k in range(1, ORDER + 1):
            factorials.append(factorials[-1] / k)
        series = self._series(Tail(self._trimmed(rest)), factorials, values.exp() * arb(factorials[-1]) / (ORDER + 1))
        leading = Mono(fmpq(1)) if number == 1 else number
        return self.multiply(Tail({(shift, 0): leading}, speed), series)

    def sign(self, f: Tail) -> int:
        """The sign throughout. Raises Undefined."""
        _, c, _, _ = self._split(f)
        return 1 if self.ball(c) > 0 else -1


def _is_zero(c: Coefficient) -> bool:
    return not c.number if isinstance(c, Mono) else bool(c == 0)


def _sorted(powers: Mapping[Expression, int]) -> Atoms:
    return tuple(sorted(((e, k) for e, k in powers.items() if k), key=lambda pair: repr(pair[0])))


def _sum(
    one: tuple[tuple[Atoms, fmpq], ...], other: tuple[tuple[Atoms, fmpq], ...]
) -> tuple[tuple[Atoms, fmpq], ...]:
    total = dict(one)
    for atoms, x in other:
        total[atoms] = total.get(atoms, fmpq(0)) + x
    return tuple(sorted(((a, x) for a, x in total.items() if x), key=repr))


def _difference(
    one: tuple[tuple[Atoms, fmpq], ...], other: tuple[tuple[Atoms, fmpq], ...]
) -> tuple[tuple[Atoms, fmpq], ...]:
    return _sum(one, tuple((a, -x) for a, x in other))
