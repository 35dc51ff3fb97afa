"""The exact meaning of expressions: normal form, zero test, derivative, sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from flint import fmpq_poly

from ..domains import POSITIVE, Domain
from ..expressions import ONE, Divide, Expression, Negate, Symbol, replace
from ..steps import Setting
from . import zero
from .atoms import Image
from .budget import CannotNormalise
from .intervals import univariate
from .quotients import CAPACITIES, Normal
from .ring import Rebuild, Ring
from .signs import MOST_SEARCHES, Signs
from .statistics import put_in_statistics
from .translation import Translation

__all__ = ["Field"]

_MOST_REBUILDINGS = 12
_SMALL = "1/∞"
GLANCE = 8  # searches for a sign
T = TypeVar("T")


class Field:
    """The field of functions in which the lines of one derivation live; all lines should share one.

    What a proof means: at every point of the interior of the domain (parameters off the ends of their domains, n at
    least one, observations in their support, facts and known values holding) at which both expressions are
    defined as real numbers, they agree. Whether they are defined there is not asked: log f is read as log|f|, a
    common factor is cancelled, 0·f is 0. A failed proof says nothing: it is no refutation.

    `at_data` puts in the data of the setting: its size for n, its observations and given statistics. `positive`
    names further positive symbols. A symbol without a domain is any real number, but n, which is positive. The
    estimate θ̂ is a quantity of its own with the domain of θ. Not for use from two threads at a time.
    """

    def __init__(
        self, setting: Setting | None = None, *, at_data: bool = False, positive: Iterable[str] = ()
    ) -> None:
        self.setting = Setting() if setting is None else setting
        self.at_data = at_data
        self._positive = frozenset(positive)
        self._orders: dict[str, int] = {}
        self._capacity = 0
        self._era = 0
        self._rebuild()

    def _rebuild(self) -> None:
        self._era += 1
        capacity = CAPACITIES[self._capacity]
        self._ring = Ring(self.setting, capacity, self._orders, self.at_data, self._positive)
        self._translate = Translation(self._ring)
        self._signs = Signs(self._ring)
        self._ring.translate = self._translate
        self._ring.sign = self._signs.of
        self._complete = not (self.at_data and self.setting.statistics)

    def _attempt(self, compute: Callable[[], T]) -> T:
        """The result, the table made anew as often as needed."""
        self._ring.work.start()
        for _ in range(_MOST_REBUILDINGS):
            try:
                if not self._complete:
                    self._put_in_statistics()
                return compute()
            except Rebuild:
                if len(self._ring.atoms) >= self._ring.capacity:
                    self._capacity += 1
                self._rebuild()
            except RecursionError:
                raise CannotNormalise("the expression is nested too deeply") from None
        raise CannotNormalise("the roots in the expression have no common form")

    def _put_in_statistics(self) -> None:
        put_in_statistics(self._ring)
        self._translate.forget()
        self._complete = True

    def normal(self, e: Expression) -> Normal:
        """The normal form. Raises CannotNormalise where there is none, or where a bound is exceeded.

        It may be kept and handed to any method of this field.
        """
        return self._noted(self._attempt(lambda: self._translate(e)), e)

    def _noted(self, f: Normal, origin: Expression | tuple[Normal, str]) -> Normal:
        """A form of its own that knows from what it was made: the table may have to be made anew."""
        return Normal(f.top, f.bottom, origin, self._era)

    def _current(self, f: Normal) -> Normal:
        """The form over the present table of atoms."""
        if f.era == self._era:
            return f
        origin = f.origin
        if isinstance(origin, tuple):
            return self.derivative(self._current(origin[0]), origin[1])
        return self.normal(origin)

    def is_zero(self, f: Normal) -> bool:
        """True: zero wherever it is defined. False: not proved, which is no proof of the contrary."""
        return self._tried(lambda: zero.is_zero(self._ring, self._current(f)))

    def _tried(self, test: Callable[[], bool]) -> bool:
        try:
            return self._attempt(test)
        except CannotNormalise:
            return False

    def equal(self, a: Expression, b: Expression) -> bool:
        """Whether both are proved to agree wherever both are defined."""
        return self._tried(lambda: self._agree(self._translate(a), self._translate(b)))

    def _agree(self, a: Normal, b: Normal) -> bool:
        ring = self._ring
        difference = ring.subtract(a, b)
        return difference.top.is_zero() or zero.is_zero(ring, difference)

    def derivative(self, f: Normal, symbol: str) -> Normal:
        """The partial derivative. Raises CannotNormalise where it is not known."""
        return self._noted(self._attempt(lambda: self._ring.derivative(self._current(f), symbol)), (f, symbol))

    def depends_on(self, f: Normal, symbol: str) -> bool:
        """Whether the value may change with the symbol: False only where its derivative is proved zero."""
        f = self._current(f)
        names = self._ring.symbols(f)
        if symbol not in names and f"{symbol}²" not in names:
            return False
        try:
            return not self.is_zero(self.derivative(f, symbol))
        except CannotNormalise:
            return True

    def is_constant(self, e: Expression) -> bool:
        """Whether the reduced quotient holds no symbol and no observation: one value wherever it is defined."""
        return self._tried(lambda: not self._ring.symbols(self._ring.reduced(self._translate(e))))

    def sign(self, e: Expression | Normal, domains: Mapping[str, Domain] | None = None) -> int | None:
        """+1 or −1: proved positive or negative in the interior of the whole domain, under the facts of the
        setting; 0: proved zero; None: not known. `domains` narrows the domains of the setting."""
        return self._sign(e, domains, True)

    def sign_at_a_glance(self, e: Expression) -> int | None:
        """The same, given up soon: for the first look at several forms of one question."""
        return self._sign(e, None, True, GLANCE)

    def nonnegative(self, e: Expression | Normal, domains: Mapping[str, Domain] | None = None) -> bool:
        """Whether the value is proved to be nowhere negative in the interior of the domain."""
        sign = self._sign(e, domains, False)
        return sign is not None and sign >= 0

    def _sign(
        self, e: Expression | Normal, domains: Mapping[str, Domain] | None, strict: bool,
        searches: int = MOST_SEARCHES,
    ) -> int | None:
        try:
            return self._attempt(lambda: self._find_sign(e, domains, strict, searches))
        except CannotNormalise:
            return None

    def _find_sign(
        self, e: Expression | Normal, domains: Mapping[str, Domain] | None, strict: bool, searches: int
    ) -> int | None:
        ring = self._ring
        f = ring.reduced(self._current(e) if isinstance(e, Normal) else self._translate(e))
        if zero.is_zero(ring, f):
            return 0
        signs = self._signs if domains is None else Signs(ring, domains)
        signs.searches = searches
        return signs.of(f, strict)

    def numerator(self, e: Expression, symbol: str) -> fmpq_poly | None:
        """The numerator of the reduced quotient, where it is a polynomial over the rationals in the symbol."""
        try:
            return self._attempt(lambda: self._numerator(e, symbol))
        except CannotNormalise:
            return None

    def _numerator(self, e: Expression, symbol: str) -> fmpq_poly | None:
        ring = self._ring
        f = ring.reduced(self._translate(e))
        places = set(ring.places_in(f))
        atom = ring.symbol_atom(symbol)
        return univariate(ring, f.top) if places == {atom.place} and atom.order == 1 else None

    def limit(self, e: Expression, symbol: str, side: int) -> Fraction | None:
        """The limit as the symbol tends to ∞ (side 1) or −∞ (side −1), where it is a rational number that the
        formula takes on: with 1/t for the symbol it is defined at t = 0, and so continuous there."""
        at = Divide(ONE if side > 0 else Negate(ONE), Symbol(_SMALL))
        near = Setting(
            {**self.setting.domains, _SMALL: POSITIVE},
            self.setting.values, self.setting.supports, self.setting.columns, self.setting.size,
            self.setting.statistics, self.setting.facts,
        )
        field = Field(near, at_data=self.at_data)
        try:
            return field._attempt(lambda: field._at_zero(replace(e, Symbol(symbol), at), _SMALL))
        except CannotNormalise:
            return None

    def _at_zero(self, e: Expression, symbol: str) -> Fraction | None:
        ring = self._ring
        f = ring.reduced(self._translate(e))
        place = ring.symbol_atom(symbol).place
        value = ring.value(ring.reduced(Image(ring, {place: ring.zero})(f)))
        return None if value is None else Fraction(int(value.p), int(value.q))

    def rational(self, f: Normal) -> Fraction | None:
        """The value where it is proved to be a rational number. Raises CannotNormalise where a bound is exceeded."""
        value = self._attempt(lambda: self._ring.value(self._ring.reduced(self._current(f))))
        return None if value is None else Fraction(int(value.p), int(value.q))
