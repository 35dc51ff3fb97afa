"""The sign of a function of one variable between two points: by normal form, slope, limit, or a cover of balls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import arb, fmpq, fmpq_poly

from ..balls import (
    Undefined,
    derivative,
    enclose,
    enclose_over,
    germ_of,
    limit,
    precision,
    sign_before_end,
    sign_of,
    with_constants,
)
from ..domains import Domain
from ..exact.intervals import has_no_root, roots_between, sturm_chain
from ..expressions import (
    ONE,
    Add,
    Call,
    Derivative,
    Divide,
    Expression,
    Negate,
    Power,
    Symbol,
    free_symbols,
    number_value,
    rational,
    replace,
    walk,
)
from .meaning import Meaning
from .refusal import Refused

__all__ = ["Curve", "ball_between"]

End = Fraction | None
"""None is the end of the domain on that side."""

MOST_BOXES = 2000
FEW_BOXES = 20
SERIES_BOXES = 800
NEAR = "1/ε"
"""A symbol of no problem, which grows as an end is approached."""
BITS = (64, 256, 1024)
STRETCHES = (0, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64)
"""Powers of two: how near to an end of the domain, or how far out, the sign is looked for."""

MOST_HALVINGS = 24


class Curve:
    """A function of one variable at the data of the setting, differentiable in the interior of the domain.

    Its values are enclosed by balls; its sign on an interval is proved.
    """

    def __init__(
        self,
        meaning: Meaning,
        e: Expression,
        variable: str,
        domain: Domain,
        at_data: bool,
        stated: Callable[[], int | None] = lambda: None,
    ) -> None:
        """stated: the sign of the slope in the whole interior by an earlier line, asked for as a last resort."""
        self.meaning = meaning
        self.stated = stated
        self.e = meaning.unfold(e)
        self.variable = variable
        self.domain = domain
        self.fields = [meaning.field(False)] + ([meaning.field(True)] if at_data else [])
        self.slope = Derivative(self.e, Symbol(variable))
        self._short, self._constants = self._shortened()
        self._may_be_quotient = _is_quotient(self.e, {variable, variable.removesuffix("²")})
        self._chain: list[fmpq_poly] | None = None
        self._slopes: dict[tuple[End, End], int | None] = {}
        self._signs: dict[Fraction, int] = {}
        self._limits: dict[int, int | None] = {}
        self._stretches: dict[int, tuple[Fraction, int] | None] = {}
        self._turns: list[fmpq_poly | None] = []

    def _shortened(self) -> tuple[Expression, Mapping[str, arb]]:
        try:
            return with_constants(self.e, self.variable, self.meaning.setting)
        except Undefined as why:
            raise Refused(f"the function has no value: {why}") from None

    # ---- at a point --------------------------------------------------------------------------------------

    def value(self, x: Fraction | arb, bits: int = 128) -> arb:
        """An enclosure of the value. Raises Undefined."""
        at = fmpq(x.numerator, x.denominator) if isinstance(x, Fraction) else x
        return enclose(self._short, {**self._constants, self.variable: at}, self.meaning.setting, bits)

    def sign_at(self, x: Fraction) -> int:
        """The sign of the value, 0 where it is proved to be zero. Raises Refused where it could not be told."""
        if x not in self._signs:
            self._signs[x] = self._find_sign_at(x)
        return self._signs[x]

    def _find_sign_at(self, x: Fraction) -> int:
        for bits in BITS:
            try:
                value = self.value(x, bits)
            except Undefined as why:
                raise Refused(f"the function has no value there: {why}") from None
            if value > 0 or value < 0:
                return 1 if value > 0 else -1
        there = replace(self.e, Symbol(self.variable), rational(x))
        if any(field.sign(there) == 0 for field in self.fields):
            return 0
        raise Refused("the sign of a value could not be told")

    # ---- on an interval ------------------------------------------------------------------------------------

    def sign_between(self, lower: End, upper: End) -> int:
        """The sign throughout the open interval. Raises Refused where it has none that could be proved."""
        methods = (
            self._by_count, self._by_slope, self._by_limit, self._by_few, self._by_stretches, self._by_form,
            self._by_cover,
        )
        for method in methods:
            sign = method(lower, upper)
            if sign:
                return sign
        raise Refused(f"the sign between {_shown(lower)} and {_shown(upper)} could not be proved")

    def slope_between(self, lower: End, upper: End) -> int | None:
        """+1 where the function rises throughout the open interval, −1 where it falls."""
        for key in ((None, None), (lower, upper)):
            if key not in self._slopes:
                stated = self.stated() if key == (None, None) else None  # is cheaper than to find it again
                self._slopes[key] = stated or self._find_slope(*key)
            if self._slopes[key] is not None:
                break
        return self._slopes[key]

    def _find_slope(self, lower: End, upper: End) -> int | None:
        """Where the slope is a quotient of polynomials the zeros of its numerator tell, else its normal form."""
        if not self._turns:
            self._turns.append(self.fields[-1].numerator(self.slope, self.variable))
        numerator = self._turns[0]
        if numerator is None or not numerator:
            return self._sign(self.slope, lower, upper)
        low, high = self._end(lower, self.domain.lower), self._end(upper, self.domain.upper)
        if not has_no_root(numerator, low, high):
            return None
        try:
            inside = _inside(low, high)
            at = {**self._constants, self.variable: ball_between(inside, inside)}
            slope = derivative(self._short, self.variable, at, self.meaning.setting, 1, 256)
        except Undefined:
            return None
        return 1 if slope > 0 else -1 if slope < 0 else None

    def _sign(self, e: Expression, lower: End, upper: End) -> int | None:
        within = None if lower is upper is None else {self.variable: self._narrowed(lower, upper)}
        for field in self.fields if within is None else self.fields[-1:]:
            sign = field.sign(e, within)
            if sign is not None:
                return sign
        return None

    def _narrowed(self, lower: End, upper: End) -> Domain:
        low = self.domain.lower if lower is None else rational(lower)
        high = self.domain.upper if upper is None else rational(upper)
        return Domain(low, high)

    def _by_count(self, lower: End, upper: End) -> int | None:
        """A quotient of polynomials without a zero between has one sign there: its zeros are counted (Sturm)."""
        if self._chain is None:
            numerator = self.fields[-1].numerator(self.e, self.variable) if self._may_be_quotient else None
            self._chain = [] if numerator is None else sturm_chain(numerator)
        ends = [self._end(lower, self.domain.lower), self._end(upper, self.domain.upper)]
        at_zero = self._chain and any(end is not None and not self._chain[0](end) for end in ends)
        if not self._chain or at_zero or roots_between(self._chain, ends[0], ends[1]):
            return None
        return self.sign_at(_inside(ends[0], ends[1]))

    @staticmethod
    def _end(end: End, of_domain: Expression | None) -> fmpq | None:
        value = end if end is not None else None if of_domain is None else number_value(of_domain)
        return None if value is None else fmpq(value.numerator, value.denominator)

    def _by_slope(self, lower: End, upper: End) -> int | None:
        """A rising function is positive above a point where it is not negative, and so on."""
        rises = self.slope_between(lower, upper)
        if rises is None or rises == 0:
            return None
        if lower is not None and self.sign_at(lower) * rises >= 0:
            return rises
        if upper is not None and self.sign_at(upper) * rises <= 0:
            return -rises
        return None

    def _by_form(self, lower: End, upper: End) -> int | None:
        return self._sign(self.e, lower, upper)

    def _by_limit(self, lower: End, upper: End) -> int | None:
        """A function that rises from a limit that is not negative at an end of the domain, and so on."""
        rises = self.slope_between(lower, upper)
        if not rises:
            return None
        for is_there, side in ((lower is None, -1), (upper is None, 1)):
            sign = self._sign_of_limit(side) if is_there else None
            if sign is not None and sign * rises * side <= 0:
                return -rises * side
        return None

    def _sign_of_limit(self, side: int) -> int | None:
        """The sign of the limit at an end of the domain, that of the function where it grows or falls without end
        there; None where it is not known."""
        if side not in self._limits:
            self._limits[side] = self._find_limit(side)
        return self._limits[side]

    def _find_limit(self, side: int) -> int | None:
        end = self.domain.upper if side > 0 else self.domain.lower
        if end is None and any(field.limit(self.e, self.variable, side) == 0 for field in self.fields):
            return 0
        near = Symbol(NEAR)
        at: Expression = near if end is None else Divide(ONE, near)
        at = at if (end is None) == (side > 0) else Negate(at)
        at = at if end is None else Add((end, at))
        try:
            germ = germ_of(replace(self.e, Symbol(self.variable), at), NEAR, True, self.meaning.setting)
            found = limit(germ)
            if found is None:
                return sign_of(germ)
        except Undefined:
            return None
        return 0 if found == 0 else 1 if found > 0 else -1 if found < 0 else None

    def _by_few(self, lower: End, upper: End) -> int | None:
        """A cover of a few balls: what serves around a turn of the function."""
        return self._by_cover(lower, upper, FEW_BOXES)

    def _by_cover(
        self,
        lower: End,
        upper: End,
        most: int = MOST_BOXES,
        over: Callable[[Fraction, Fraction], int | None] | None = None,
    ) -> int | None:
        """Every ball of a cover of the interval has values of one sign."""
        if lower is None or upper is None:
            return None
        sign, boxes, waiting = 0, 0, [(lower, upper)]
        while waiting:
            a, b = waiting.pop()
            boxes += 1
            if boxes > most:
                return None
            here = (over or self._sign_over)(a, b)
            if here is None:
                middle = (a + b) / 2
                waiting += [(a, middle), (middle, b)]
            elif sign and here != sign:
                return None
            else:
                sign = here
        return sign

    def _by_stretches(self, lower: End, upper: End) -> int | None:
        """What the function is all the way to an end of the domain, a cover between, and its slope beside a zero."""
        left = self._before_end(-1) if lower is None else self._beside(lower, 1, upper)
        right = self._before_end(1) if upper is None else self._beside(upper, -1, lower)
        if left is None or right is None or left[1] != right[1]:
            return None
        if left[0] < right[0] and self._by_cover(left[0], right[0], SERIES_BOXES, self._sign_by_series) != left[1]:
            return None
        return left[1]

    def _sign_by_series(self, a: Fraction, b: Fraction) -> int | None:
        """By Taylor's formula about the middle."""
        with precision(96):
            ends = arb(fmpq(a.numerator, a.denominator)), arb(fmpq(b.numerator, b.denominator))
            try:
                value = enclose_over(self._short, self.variable, ends, self._constants, self.meaning.setting)
            except Undefined:
                return None
            return 1 if value > 0 else -1 if value < 0 else None

    def _before_end(self, side: int) -> tuple[Fraction, int] | None:
        """A point from which on the function has one sign up to an end of the domain, and that sign."""
        if side not in self._stretches:
            self._stretches[side] = self._find_stretch(side)
        return self._stretches[side]

    def _find_stretch(self, side: int) -> tuple[Fraction, int] | None:
        e = self.domain.upper if side > 0 else self.domain.lower
        end = None if e is None else number_value(e)
        if len(self.fields) < 2 or (e is not None and end is None):
            return None
        for k in STRETCHES:
            try:
                sign = sign_before_end(
                    self.e, self.variable, None if end is None else Fraction(end), side > 0, k, self.meaning.setting
                )
            except Undefined:
                continue
            return (Fraction(side * 2**k) if end is None else end - side * Fraction(1, 2**k)), sign
        return None

    def _beside(self, x: Fraction, way: int, limit: End) -> tuple[Fraction, int] | None:
        """A point up to which the function leads away from zero, and its sign there."""
        sign = self.sign_at(x)
        if not sign:
            return None
        width = abs(x) / 2 or Fraction(1)
        if limit is not None:
            width = min(width, abs(limit - x) / 2)
        for _ in range(MOST_HALVINGS):
            there = x + way * width
            if self._leads_away(x, there, sign * way):
                return there, sign
            width /= 2
        return x, sign

    def _leads_away(self, a: Fraction, b: Fraction, sign: int) -> bool:
        try:
            at = {**self._constants, self.variable: ball_between(a, b)}
            return bool(sign * derivative(self._short, self.variable, at, self.meaning.setting, 1, 128) > 0)
        except Undefined:
            return False

    def _sign_over(self, a: Fraction, b: Fraction) -> int | None:
        try:
            value = self.value(ball_between(a, b), 64)
        except Undefined:
            return None
        return 1 if value > 0 else -1 if value < 0 else None

    def is_monotone_between(self, a: Fraction, b: Fraction) -> bool:
        """Whether the slope has one sign between two near points, ends included."""
        if self.slope_between(None, None):
            return True
        try:
            at = {**self._constants, self.variable: ball_between(a, b)}
            slope = derivative(self._short, self.variable, at, self.meaning.setting, 1, 256)
        except Undefined:
            return False
        return bool(slope > 0 or slope < 0)


def _is_quotient(e: Expression, names: set[str]) -> bool:
    """Whether the expression may be a quotient of polynomials in the variable: no other function stands in it."""
    for node in walk(e):
        whole = not isinstance(node, Power) or isinstance(number_value(node.exponent), int)
        if (isinstance(node, Call) or not whole) and not names.isdisjoint(free_symbols(node)):
            return False
    return True


def _inside(lower: fmpq | None, upper: fmpq | None) -> Fraction:
    if lower is None:
        inside = fmpq(0) if upper is None else upper - 1
    else:
        inside = lower + 1 if upper is None else (lower + upper) / 2
    return Fraction(int(inside.p), int(inside.q))


def ball_between(a: Fraction, b: Fraction) -> arb:
    """A ball that holds both numbers and hardly more."""
    with precision(256):
        return arb(fmpq(a.numerator, a.denominator)).union(arb(fmpq(b.numerator, b.denominator)))


def _shown(end: End) -> str:
    return "the end" if end is None else str(float(end))
