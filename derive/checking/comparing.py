"""Inequalities: at the maximum, everywhere, or where a condition holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flint import arb, fmpq

from ..balls import precision
from ..expressions import (
    Call,
    Expression,
    Indexed,
    Interval,
    Relation,
    Symbol,
    nodes,
)
from .inside import is_inside
from .places import BITS, Instance, Place
from .profiling import Profiling
from .resolved import Resolved, Unknown, Unusual
from .trying import HOLDS, NOT_TRIED, Check, alike

__all__ = ["COMPARED", "Comparing"]

HAIR = fmpq(1, 1000)
_OR_EQUAL = {"<": "≤", ">": "≥"}
Comparison = Callable[[fmpq | arb, fmpq | arb], bool]
COMPARED: dict[str, Comparison] = {
    "<": lambda x, y: bool(arb(x) < arb(y)), "≤": lambda x, y: bool(arb(x) <= arb(y)) or alike(x, y),
    ">": lambda x, y: bool(arb(x) > arb(y)), "≥": lambda x, y: bool(arb(x) >= arb(y)) or alike(x, y),
    "≠": lambda x, y: not alike(x, y),
}


class Comparing(Profiling):
    """Judges inequalities and conditions."""

    def member(self, left: Resolved, b: Expression) -> Check:
        """θ ∈ (0, 1)."""
        if not isinstance(b, Interval):
            return HOLDS
        for bound, sign in ((b.lower, "≥" if b.lower_closed else ">"), (b.upper, "≤" if b.upper_closed else "<")):
            if any(getattr(n, "name", "") == "∞" for n in nodes(bound)):
                continue
            check = self.compared(left, sign, self.resolve(bound))
            if check.holds is False:
                return check
        return HOLDS

    def compared(self, left: Resolved, operator: str, right: Resolved) -> Check:
        """An inequality: at the maximum, or everywhere; under a condition, wherever that holds."""
        holds = COMPARED.get(operator)
        if holds is None:
            return NOT_TRIED
        if operator in _OR_EQUAL and self.is_about_support(left, right):
            holds = COMPARED[_OR_EQUAL[operator]]
        if self.conditions or self.everywhere:
            return self.compared_where(left, holds, right)
        check = self.trial.at_best(left, right, holds)
        if check and self.truth.has_wide_maximum:
            check = self.at_each_maximum(left, COMPARED[_OR_EQUAL.get(operator, operator)], right)
        if check:
            return check
        everywhere = self.compared_everywhere(left, holds, right)
        return check if everywhere.holds is None else everywhere

    def at_each_maximum(self, left: Resolved, holds: Comparison, right: Resolved) -> Check:
        """Where all of an interval is as good, what is said of the maximum is said of each point of it: `θ ≥ 3.2` is
        not true of [2.9, 3.2]."""
        maxima = ((instance, place) for instance in self.truth.instances for place in instance.best)
        return self.compared_at(maxima, left, holds, right)

    def is_about_support(self, left: Resolved, right: Resolved) -> bool:
        """`0 < x_i < θ`: an observation against a parameter. Whether the end belongs to the support does not move the
        maximum, which may lie there."""
        observed = [any(map(_is_observed, nodes(e.expression))) for e in (left, right)]
        free = [self.forms.free(e.expression) for e in (left, right)]
        return (observed[0] and free[0] and not free[1]) or (observed[1] and free[1] and not free[0])

    def compared_where(self, left: Resolved, holds: Comparison, right: Resolved) -> Check:
        """At the points at which the conditions hold: near the maximum on either side, and far from it."""
        points = (
            (instance, place) for number, instance in enumerate(self.truth.instances)
            for place in (*instance.places, *instance.wide, *self.beside_ends(number))
            if self.is_under_all(number, place)
        )
        return self.compared_at(points, left, holds, right)

    def beside_ends(self, number: int) -> Iterator[Place]:
        """Points close to where a condition on one parameter ends: `θ > 12`."""
        instance = self.truth.instances[number]
        if not instance.best:
            return
        for condition in self.conditions:
            operands = condition.operands if isinstance(condition, Relation) else ()
            names = [e.name for e in operands if isinstance(e, Symbol) and e.name in self.truth.parameters]
            ends = [e for e in operands if not isinstance(e, Symbol)]
            for name, end in ((name, end) for name in names[:1] for end in ends):
                try:
                    value = self.trial.value(self.resolve(end), instance, instance.best[0])
                except (Unknown, Unusual):
                    continue
                whole = self.truth.problem.parameters[name].integer
                for step in () if value is None else _beside(value, whole):
                    values = {**instance.best[0].values, name: step}
                    if is_inside(self.truth.problem, values, instance.setting):
                        yield Place(values)

    def is_under_all(self, number: int, place: Place) -> bool:
        """Whether a point satisfies all conditions of the statement."""
        return all(self.is_under(condition, number, place) for condition in self.conditions)

    def is_under(self, condition: Expression, number: int, place: Place) -> bool:
        """Whether a point satisfies a condition."""
        if not isinstance(condition, Relation):
            return True
        instance = self.truth.instances[number]
        try:
            values = [self.trial.value(self.resolve(e), instance, place) for e in condition.operands]
        except (Unknown, Unusual):
            return False
        triples = zip(condition.operators, values, values[1:], strict=False)
        return all(
            x is not None and y is not None and sign in COMPARED and COMPARED[sign](x, y) for sign, x, y in triples
        )

    def compared_everywhere(self, left: Resolved, holds: Comparison, right: Resolved) -> Check:
        """At all points inside the domain."""
        return self.compared_at(self.trial.places(), left, holds, right)

    def compared_at(
        self, points: Iterable[tuple[Instance, Place]], left: Resolved, holds: Comparison, right: Resolved
    ) -> Check:
        """At each of these points at which both sides have a value."""
        tried = False
        for instance, place in points:
            x, y = self.trial.value(left, instance, place), self.trial.value(right, instance, place)
            if x is None or y is None:
                continue
            tried = True
            if not holds(x, y):
                return Check(False, instance, place, x, y)
        return HOLDS if tried else NOT_TRIED

    def kind_of_comparison(self, a: Expression) -> str:
        return "second-derivative" if self.is_derivative(a) and self.order(a) > 1 else "constraint"


def _is_observed(e: Expression) -> bool:
    return isinstance(e, Indexed) or (isinstance(e, Call) and e.function in ("max", "min"))


def _beside(x: fmpq | arb, whole: bool) -> tuple[fmpq | arb, ...]:
    """A little below and above a number."""
    with precision(BITS):
        step: fmpq | arb = fmpq(1) if whole or x == 0 else x * HAIR
        return x - step, x + step
