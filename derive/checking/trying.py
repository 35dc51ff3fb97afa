"""Two expressions held against each other: at points inside the domain, up to a constant, at the maximum.

Disjoint enclosures prove that they differ; that they overlap at every point, to fifty digits, is what "equal" means
here (of expressions that are rounded: that the intervals of what they stand for overlap).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from flint import arb, fmpq

from ..balls import precision
from ..expressions import free_symbols
from .inside import is_inside
from .multipliers import told_together
from .names import Names
from .places import BITS, Instance, Place
from .resolved import Resolved
from .truth import Truth

__all__ = ["NOT_TRIED", "Check", "Trial"]

Value = fmpq | arb
At = Callable[[Instance, Place], Value | None]
CONSTANT, MULTIPLIER = fmpq(11, 7), fmpq(7, 3)


class Check(NamedTuple):
    """holds: None where nothing could be decided. where: the point that refutes. left, right: the values there.
    negative: of what has to be positive, so that its logarithm cannot be compared."""

    holds: bool | None
    instance: Instance | None = None
    place: Place | None = None
    left: Value | None = None
    right: Value | None = None
    negative: bool = False

    def __bool__(self) -> bool:
        return self.holds is True


NOT_TRIED = Check(None)
HOLDS = Check(True)


class Trial:
    """Tries statements about one problem, with the names of one derivation."""

    def __init__(self, truth: Truth, names: Names) -> None:
        self.truth, self.names = truth, names
        self.fixed: dict[str, Resolved | None] = {}
        self.moved: Callable[[Instance, Place], Place | None] | None = None
        self.rounded = False
        self.proved = True
        self.condition: Callable[[int, Place], bool] | None = None

    # ---- values ----------------------------------------------------------------------------------------

    def value(self, e: Resolved, instance: Instance, place: Place) -> Value | None:
        """At a point inside the domain; constants and multipliers have any value. Raises Late."""
        self.truth.clock.check()
        if e.is_plain:
            return self.truth.value(e.expression, instance, place)
        others: dict[str, Value] = dict.fromkeys(e.unknown & self.names.constants, CONSTANT)
        others.update(dict.fromkeys(e.unknown & self.names.multipliers.keys(), MULTIPLIER))
        return e.value(instance, place, others)

    def value_at_best(self, e: Resolved, number: int, place: Place) -> Value | None:
        """At the maximum of a sample, with the multipliers that are known there."""
        self.truth.clock.check()
        if e.is_plain:
            return self.truth.value(e.expression, self.truth.instances[number], place)
        others: dict[str, Value] = dict.fromkeys(e.unknown & self.names.constants, CONSTANT)
        for name in e.unknown & self.names.multipliers.keys():
            known = self.names.multipliers[name].get(number)
            if known is None:
                return None
            others[name] = known
        return e.value(self.truth.instances[number], place, others)

    def places(self) -> Iterator[tuple[Instance, Place]]:
        """All points, those of the first sample first."""
        for number in range(len(self.truth.instances)):
            yield from self.places_of(number)

    def places_of(self, number: int) -> Iterator[tuple[Instance, Place]]:
        """The points of a sample; with rounded numbers also the maximum, where a small part of a line can be seen."""
        instance = self.truth.instances[number]
        for place in (*instance.places, *(instance.best[:1] if self.rounded else ())):
            fixed = self.with_fixed(number, place) if self.fixed else place
            if self.moved is not None and fixed is not None:
                fixed = self.moved(instance, fixed)
            if fixed is not None and (self.condition is None or self.condition(number, fixed)):
                yield instance, fixed

    def with_fixed(self, number: int, place: Place) -> Place | None:
        """The point with some parameters at given values: those of their estimates where none is given."""
        instance = self.truth.instances[number]
        values = dict(place.values)
        best = instance.best[0].values if instance.best else {}
        moved: dict[str, Resolved] = {}
        for name, e in self.fixed.items():
            if e is not None:
                moved[name] = e
            elif (known := best.get(name)) is not None:
                values[name] = known
            else:
                return None
        for _ in moved:  # what one is put at may hold another
            start = Place(dict(values))
            for name, e in moved.items():
                value = self.value(e, instance, start)
                if value is None:
                    return None
                values[name] = value
        return Place(values)

    # ---- equality --------------------------------------------------------------------------------------

    def identity(self, a: Resolved, b: Resolved) -> Check:
        """Equal wherever both are defined: where they agree at one point their normal forms are compared, and only
        if those tell nothing are more points tried."""
        found = False
        missing: Check = NOT_TRIED
        for instance, place in self.places():
            left, right = self.value(a, instance, place), self.value(b, instance, place)
            if left is None or right is None:
                if (left is None) != (right is None):
                    missing = Check(False, instance, place, left, right)
                continue
            if not alike(left, right):
                return Check(False, instance, place, left, right)
            if not found and (self.are_numbers(a, b, left, right) or self.is_proved(a, b)):
                return HOLDS
            found = True
        if found:
            self.proved = False
            return HOLDS
        return missing._replace(holds=None)

    def are_numbers(self, a: Resolved, b: Resolved, left: Value, right: Value) -> bool:
        """Whether both are the same fraction wherever they are evaluated: there is one sample, and what they hold
        does not vary with the point."""
        if not (isinstance(left, fmpq) and isinstance(right, fmpq) and a.is_plain and b.is_plain):
            return False
        varying = self.truth.varying
        return len(self.truth.instances) == 1 and all(varying.isdisjoint(free_symbols(e.expression)) for e in (a, b))

    def is_proved(self, a: Resolved, b: Resolved) -> bool:
        """Whether both have the same normal form."""
        if a.rounded or b.rounded or a.points or b.points or self.condition is not None:
            return False
        return self.truth.field.equal(a.expression, b.expression)

    def constant_apart(
        self, a: Resolved, target: At, is_proved: Callable[[], bool] | None = None
    ) -> tuple[Check, list[Value]]:
        """a − target is the same number at all points of a sample; those numbers, one a sample.

        is_proved: asked where a point shows no difference, or two the same one; of what is proved one point of each
        sample is enough.
        """
        apart: list[Value] = []
        tried, proved, missing = False, False, NOT_TRIED
        for number in range(len(self.truth.instances)):
            first: Value | None = None
            apart_first = NOT_TRIED
            for instance, place in self.places_of(number):
                left, right = self.value(a, instance, place), target(instance, place)
                if left is None or right is None:
                    missing = Check(False, instance, place, left, right) if right is not None else missing
                    continue
                with precision(BITS):
                    gap = left - right
                if first is None:
                    first, apart_first = gap, Check(False, instance, place, left, right)
                    agrees = alike(left, right)
                elif not alike(gap, first):  # shown where the values differ, which may be at the first point alone
                    found = Check(False, instance, place, left, right)
                    return (apart_first if alike(left, right) else found), []
                else:
                    tried = agrees = True
                if agrees and is_proved is not None:
                    proved, is_proved = is_proved(), None
                if proved:
                    tried = True
                    break
            if first is not None:
                apart.append(first)
        if apart and missing.holds is False and not self.rounded:
            return missing, []
        self.proved = self.proved and proved
        return (HOLDS if tried else NOT_TRIED), apart

    def proportional(self, a: Resolved, target: At, positive: bool = True) -> Check:
        """a/target is the same positive number at all points of a sample."""
        tried = False
        for number in range(len(self.truth.instances)):
            first: Value | None = None
            for instance, place in self.places_of(number):
                left, right = self.value(a, instance, place), target(instance, place)
                if left is None or right is None or may_vanish(right):
                    if right is not None and left is not None and not may_vanish(left):
                        return Check(False, instance, place, left, right)
                    continue
                with precision(BITS):
                    ratio = left / right
                if positive and not ratio > 0:
                    return Check(False, instance, place, left, right)
                if first is None:
                    first = ratio
                elif not alike(ratio, first):
                    return Check(False, instance, place, left, right)
                else:
                    tried = True
        return HOLDS if tried else NOT_TRIED

    # ---- at the maximum --------------------------------------------------------------------------------

    def equation(self, a: Resolved, b: Resolved) -> Check:
        """Equal at the maximum of every sample; of a set of maxima, at one of them."""
        check = self.at_best(a, b, alike)
        if check.holds is None and (gap := self.undefined_at_best(a, b)) is not None:
            return gap
        if check:
            self.proved = self.proved and self.is_proved_at_best(a, b)
        return check

    def undefined_at_best(self, a: Resolved, b: Resolved) -> Check | None:
        """An equation that divides by nought at the maximum, which lies inside the domain, does not hold there."""
        if not (a.is_plain and b.is_plain) or not self.truth.instances or self.condition is not None:
            return None
        if self.fixed or self.moved is not None:
            return None
        instance = self.truth.instances[0]
        best = instance.best[0] if len(instance.best) == 1 else None
        names = self.truth.parameters
        if best is None or not all(isinstance(best.values[name], fmpq) for name in names):
            return None
        if not is_inside(self.truth.problem, best.values, instance.setting):
            return None
        sides = [[self.value(e, instance, place) for e in (a, b)] for place in instance.places]
        left, right = self.value(a, instance, best), self.value(b, instance, best)
        if None in (x for pair in sides for x in pair) or (left is not None and right is not None):
            return None
        return Check(False, instance, best, left, right)

    def is_proved_at_best(self, a: Resolved, b: Resolved) -> bool:
        """Whether both sides have the same normal form with the formulas of the estimates put in."""
        if a.rounded or b.rounded or a.points or b.points or a.unknown or b.unknown:
            return False
        left, right = (self.truth.with_estimates(e.expression) for e in (a, b))
        return left is not None and right is not None and self.truth.field.equal(left, right)

    def at_best(self, a: Resolved, b: Resolved, holds: Callable[[Value, Value], bool]) -> Check:
        """A relation between two expressions at the maximum."""
        tried = False
        self.tell_multiplier(a, b)
        for number, instance in enumerate(self.truth.instances):
            failed: Check | None = None
            passed = False
            for place in instance.best:
                left, right = self.value_at_best(a, number, place), self.value_at_best(b, number, place)
                if left is None or right is None:
                    continue
                if holds(left, right):
                    passed = True
                    break
                failed = failed or Check(False, instance, place, left, right)
            if failed is not None and not passed:
                return failed
            tried = tried or passed
        return HOLDS if tried else NOT_TRIED

    def tell_multiplier(self, a: Resolved, b: Resolved) -> None:
        """The first equation that holds a multiplier alone tells its value at the maximum."""
        held = (a.unknown | b.unknown) & self.names.multipliers.keys()
        if held and len(self.names.multipliers) > 1:
            self.tell_together()
        for name in held:
            for number, instance in enumerate(self.truth.instances):
                if number in self.names.multipliers[name] or not instance.best:
                    continue
                value = self.solve_for(name, a, b, number, instance.best[0])
                if value is not None:
                    self.names.multipliers[name][number] = value

    def tell_together(self) -> None:
        """Several at once, by the function that they stand in."""
        for number, instance in enumerate(self.truth.instances):
            missing = {name for name, known in self.names.multipliers.items() if number not in known}
            for name, value in told_together(self.names, self.truth, instance, missing).items():
                self.names.multipliers[name][number] = value

    def solve_for(self, name: str, a: Resolved, b: Resolved, number: int, place: Place) -> Value | None:
        """Two steps of the secant method: exact where the equation, or its reciprocal, is linear in the name."""
        table = self.names.multipliers[name]

        def gap(value: Value) -> Value | None:
            table[number] = value
            left, right = self.value_at_best(a, number, place), self.value_at_best(b, number, place)
            del table[number]
            if left is None or right is None:
                return None
            with precision(BITS):
                return left - right

        for reciprocal in (False, True):
            ends = [fmpq(3, 2), fmpq(7, 2)]
            gaps = [gap(1 / x if reciprocal else x) for x in ends]
            if gaps[0] is None or gaps[1] is None:
                return None
            with precision(BITS):
                step = gaps[1] - gaps[0]
                if may_vanish(step):
                    return None
                root = ends[0] - gaps[0] * (ends[1] - ends[0]) / step
                if may_vanish(root) and reciprocal:
                    continue
                value = 1 / root if reciprocal else root
            left = gap(value)
            if left is not None and alike(left, fmpq(0)):
                return value
        return None


def alike(x: Value, y: Value) -> bool:
    """Whether two values may be the same number."""
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return bool(x == y)
    if isinstance(x, arb) and isinstance(y, arb):
        return bool(x.overlaps(y))
    with precision(BITS):
        return bool(arb(x).overlaps(arb(y)))


def may_vanish(x: Value) -> bool:
    """Whether the value may be nought."""
    return bool(x == 0) if isinstance(x, fmpq) else bool(arb(x).contains(0))
