"""Where the zeros of a function of one unknown lie: found by floating-point arithmetic, enclosed by rational numbers.

What comes out is where the referee has to look; that there is a zero, and no other, it proves on its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from flint import arb, fmpq

from ..balls import Undefined, enclose, enclose_at_all, precision, value_and_slope, with_constants
from ..domains import Domain
from ..expressions import Expression, number_value
from ..steps import Column, Setting

__all__ = [
    "BITS", "WIDTH", "Function", "Place", "Zero", "bracket_of", "grid", "middle_of", "scan", "short", "short_bracket",
]

Place = tuple[Fraction, Fraction]


class Zero(NamedTuple):
    """A zero: the ends of a narrow interval around it, and its exact value where it has a short one."""

    place: Place
    exact: Expression | None

    @property
    def middle(self) -> Fraction:
        """Between the two ends."""
        return (self.place[0] + self.place[1]) / 2


BITS = 192
LITTLE = 64
WIDTH = 96
"""A bracket is so many bits narrower than its numbers are large."""

MOST_STEPS = 60


class Function:
    """A function of one unknown at the data, as numbers."""

    def __init__(self, e: Expression, variable: str, setting: Setting) -> None:
        self.variable = variable
        self.setting = setting
        self.whole = e
        self.e, self.constants = with_constants(e, variable, setting)

    def value(self, x: Fraction | arb, bits: int = BITS) -> arb:
        """An enclosure of the value. Raises Undefined."""
        return enclose(self.e, {**self.constants, self.variable: _ball(x)}, self.setting, bits)

    def tangent(self, x: Fraction) -> tuple[arb, arb]:
        """Enclosures of the value and of the derivative. Raises Undefined."""
        return value_and_slope(
            self.e, self.variable, {**self.constants, self.variable: _ball(x)}, self.setting, BITS
        )

    def sign(self, x: Fraction) -> int | None:
        """The sign of the value, None where it is not certain or there is none."""
        for bits in (LITTLE, BITS):
            try:
                value = self.value(x, bits)
            except Undefined:
                return None
            if value > 0 or value < 0 or value == 0:
                return int(value > 0) - int(value < 0)
        return None

    def signs(self, points: list[Fraction]) -> list[int | None]:
        """The signs at many points, those that are certain at little precision found together."""
        try:
            balls = [_ball(x) for x in points]
            values = enclose_at_all(self.e, self.variable, balls, self.constants, self.setting, LITTLE)
        except Undefined:
            return [self.sign(x) for x in points]
        return [1 if v > 0 else -1 if v < 0 else self.sign(x) for x, v in zip(points, values, strict=True)]

    def newton(self, x: Fraction) -> Fraction | None:
        """Where the tangent at x meets zero; None where it is level or there is none."""
        try:
            value, slope = self.tangent(x)
        except Undefined:
            return None
        if slope.contains(0):
            return None
        with precision(BITS):
            return short(middle_of(_ball(x) - value / slope))


def _ball(x: Fraction | arb) -> arb:
    if isinstance(x, arb):
        return x
    with precision(BITS):
        return arb(fmpq(x.numerator, x.denominator))


# ---- where signs change ----------------------------------------------------------------------------------


def scan(
    function: Function, domain: Domain, columns: dict[str, Column], all_of_them: bool, turns: Sequence[Fraction] = ()
) -> list[Place]:
    """Intervals between whose ends the function changes its sign, in rising order; the first one only where one is
    known to be enough. turns: where the function does, if that is known, in rising order: between two of them it
    changes its sign once at most. An exact zero is an interval of one point."""
    points = sorted({*grid(domain, columns), *turns})
    if turns or not all_of_them:
        changes = [_only_change(function, stretch) for stretch in _stretches(points, turns)]
        if any(changes):
            return [change for change in changes if change is not None]
    found: list[Place] = []
    signs = [(x, s) for x, s in zip(points, function.signs(points), strict=True) if s is not None]
    for (a, left), (b, right) in pairwise(signs):
        if left * right < 0:
            found.append((a, b))
        elif not right:
            found.append((b, b))
    return found


def _stretches(points: list[Fraction], turns: Sequence[Fraction]) -> list[list[Fraction]]:
    """The points from one turn to the next, the turns among them."""
    cuts = [0, *map(points.index, turns), len(points) - 1]
    return [points[a:b + 1] for a, b in pairwise(cuts)]


def _only_change(function: Function, points: list[Fraction]) -> Place | None:
    """The neighbours between which a monotone function changes its sign, by halving."""
    first, last = 0, len(points) - 1
    while first < last and function.sign(points[first]) is None:
        first += 4
    while first < last and function.sign(points[last]) is None:
        last -= 4
    if first >= last:
        return None
    left = function.sign(points[first])
    if left == function.sign(points[last]):
        return None
    while last - first > 1:
        middle = (first + last) // 2
        sign = function.sign(points[middle])
        if sign is None:
            return None
        if sign == 0:
            return points[middle], points[middle]
        first, last = (middle, last) if sign == left else (first, middle)
    return points[first], points[last]


def grid(domain: Domain, columns: dict[str, Column]) -> Iterator[Fraction]:
    """Where signs are looked at, dense towards the ends of the domain."""
    lower = None if domain.lower is None else number_value(domain.lower)
    upper = None if domain.upper is None else number_value(domain.upper)
    halves = Fraction(1), Fraction(3, 2)
    if lower is not None and upper is not None:
        low, width = Fraction(lower), Fraction(upper) - Fraction(lower)
        yield from (low + width * Fraction(k, 64) for k in range(1, 64))
        yield from (low + width / 2**k for k in range(7, 40))
        yield from (low + width - width / 2**k for k in range(7, 40))
    elif lower is not None:
        yield from (Fraction(lower) + Fraction(2) ** k * f for k in range(-24, 32) for f in halves)
    elif upper is not None:
        yield from (Fraction(upper) - Fraction(2) ** k * f for k in range(-24, 32) for f in halves)
    else:
        yield from _on_the_line(columns)


def _on_the_line(columns: dict[str, Column]) -> Iterator[Fraction]:
    values = sorted(v for column in columns.values() for v in column.values) or [Fraction(0)]
    middle = values[len(values) // 2]
    spread = (values[-1] - values[0]) or Fraction(1)
    yield middle
    for k in range(-8, 24):
        for sign in (-1, 1):
            yield middle + sign * spread * Fraction(2) ** k
    if len(values) <= 40:
        for a, b in pairwise(values):
            yield from (a + (b - a) * Fraction(j, 8) for j in range(8))


# ---- enclosures -------------------------------------------------------------------------------------------


def bracket_of(function: Function, place: Place) -> Place | None:
    """A narrow interval around the zero, its ends of opposite sign; None where none was found."""
    a, b = place
    if a == b:
        return place
    left = function.sign(a)
    for _ in range(MOST_STEPS):
        polished = _polished(function, (a + b) / 2, a, b)
        if polished is not None:
            return polished
        middle = short((a + b) / 2)
        sign = function.sign(middle)
        if sign == 0:
            return middle, middle
        if sign is None:
            return None
        if sign == left:
            a = middle
        else:
            b = middle
    return None


def _polished(function: Function, x: Fraction, a: Fraction, b: Fraction) -> Place | None:
    """Newton's method in many digits, then two points around its end with a change of sign."""
    for _ in range(9):
        try:
            value, slope = function.tangent(x)
            if slope.contains(0):
                return None
            with precision(BITS):
                new = middle_of(_ball(x) - value / slope)
        except Undefined:
            return None
        if not a <= new <= b:
            return None
        step, x = abs(new - x), short(new)
        if step * 2**WIDTH < max(abs(x), Fraction(1, 2**WIDTH)):
            break
    else:
        return None
    width = (max(abs(x), abs(b - a)) if x else b - a) / 2**WIDTH
    lower, upper = short(x - width), short(x + width)
    if function.sign(x) == 0:
        return x, x
    signs = function.sign(lower), function.sign(upper)
    return (lower, upper) if signs in ((1, -1), (-1, 1)) and a <= lower and upper <= b else None


def middle_of(x: arb) -> Fraction:
    """The midpoint of a ball."""
    mid = x.mid().fmpq()
    return Fraction(int(mid.p), int(mid.q))


def short(x: Fraction) -> Fraction:
    """The number rounded to a binary fraction of some forty digits."""
    if not x:
        return x
    scale = 160 - math.frexp(float(x))[1] if abs(x) > Fraction(1, 2**900) else 1200
    shift = Fraction(2) ** scale
    return Fraction(round(x * shift)) / shift


# ---- Newton's steps, as they are shown --------------------------------------------------------------------


def short_bracket(place: Place, domain: Domain) -> tuple[Fraction, Fraction]:
    """Two short numbers around a zero, in the interior of the domain: where its search begins on paper."""
    centre = (place[0] + place[1]) / 2
    exponent = math.floor(math.log10(abs(float(centre)))) if centre else 0
    lower = None if domain.lower is None else number_value(domain.lower)
    upper = None if domain.upper is None else number_value(domain.upper)
    while True:
        unit = Fraction(10) ** exponent
        below = centre // unit * unit
        above = below + unit
        fits = (lower is None or below > lower) and (upper is None or above < upper)
        if fits and below < place[0] and above > place[1]:
            return below, above
        exponent -= 1
        if exponent < -40:
            return place
