"""Whether a planted line differs from the right one, by values alone: the checker's own comparison is not asked.

A line is told from another where their enclosures are disjoint at a point inside the domain: that is a proof.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import islice

from flint import arb

from ...balls import Undefined, evaluate, precision
from ...balls.points import Point, interior_points
from ...balls.quantities import as_rational, ball
from ...expressions import Add, Expression, Negate, Number, Relation, free_symbols
from ...notation.plain import plain
from ...rules.arithmetic import approximate
from ...steps import Derivation, Setting
from ..due import Due

__all__ = ["INDICES", "are_apart", "is_told", "nearly_holds", "number_of"]

INDICES = ("i", "j")
BITS = 160
POINTS = 4
NEAR = arb(10) ** -7


def is_told(line: Expression, due: Due, derivation: Derivation) -> bool:
    """Whether the wrong value, or equation, is proved to differ from the right one by more than its kind leaves."""
    setting = derivation.setting
    if isinstance(due.line, Relation) or isinstance(line, Relation):
        return not (isinstance(line, Relation) and nearly_holds(line, derivation))
    pairs = _pairs(line, due.line, due.parameter, setting)
    if not pairs:
        return False
    if due.kind == "log-likelihood":
        gaps = [wrong - right for wrong, right in pairs]
        return not all(gap.overlaps(gaps[0]) for gap in gaps) or _keeps_terms(line, due.line, gaps)
    if due.kind == "likelihood":
        ratios = [wrong / right for wrong, right in pairs if right != 0]
        return bool(ratios) and not all(ratio.overlaps(ratios[0]) for ratio in ratios)
    if due.kind == "score" and any(_may_stand_for(pairs, by) for by in _factors(setting)):
        return False
    return any(not wrong.overlaps(right) for wrong, right in pairs)


def _factors(setting: Setting) -> tuple[arb, ...]:
    n = arb(setting.size or 1)
    return -arb(1), 1 / n, -1 / n


def _may_stand_for(pairs: list[tuple[arb, arb]], by: arb) -> bool:
    """Whether the wrong derivative is that of the negative function, or of its n-th part."""
    return all(wrong.overlaps(by * right) for wrong, right in pairs)


def are_apart(equation: Relation, setting: Setting, known: Collection[str]) -> bool:
    """Whether the two sides of an equation are proved to differ at a point where both have a value; no other names
    than those of the problem have one."""
    left, right = equation.operands[0], equation.operands[1]
    if free_symbols(equation) - {*known, "n", *INDICES}:
        return False
    with precision(BITS):
        for count, point in enumerate(interior_points((left, right), setting, bool(setting.columns))):
            try:
                values = [ball(evaluate(e, point.values, setting, point.sample)) for e in (left, right)]
            except (Undefined, ZeroDivisionError, KeyError):
                return False
            if not values[0].overlaps(values[1]):
                return True
            if count:
                break
    return False


def nearly_holds(equation: Relation, derivation: Derivation) -> bool:
    """Whether an equation holds at the estimates, which are known to a dozen digits."""
    values = {plain(row.parameter): row.value for row in derivation.estimates if row.value is not None}
    numbers = {name: as_rational(Fraction(value)) for name, value in values.items()}
    setting = derivation.setting
    sides = equation.operands[:2]
    with precision(BITS):
        for point in islice(interior_points(sides, setting, bool(setting.columns)), 1):
            try:
                left, right = (ball(evaluate(e, {**point.values, **numbers}, setting, point.sample)) for e in sides)
            except (Undefined, ZeroDivisionError, KeyError):
                return False
            return bool(abs(left - right) < NEAR * (abs(left) + abs(right) + 1))
    return False


def _keeps_terms(line: Expression, right: Expression, gaps: list[arb]) -> bool:
    """A constant that is kept, and changed: as many terms, another value."""
    terms = len(line.terms) if isinstance(line, Add) else 1
    due = len(right.terms) if isinstance(right, Add) else 1
    return terms == due and not any(gap.contains(0) for gap in gaps)


def _pairs(line: Expression, right: Expression, name: str, setting: Setting) -> list[tuple[arb, arb]]:
    """Values of both at points that share the sample, and all but the unknown."""
    out = []
    with precision(BITS):
        for point in _along(line, right, name, setting):
            try:
                values = tuple(ball(evaluate(e, point.values, setting, point.sample)) for e in (line, right))
            except (Undefined, ZeroDivisionError):
                continue
            if all(value.is_finite() for value in values):
                out.append((values[0], values[1]))
    return out


def _along(line: Expression, right: Expression, name: str, setting: Setting) -> Iterator[Point]:
    first: Point | None = None
    for count, point in enumerate(interior_points((line, right), setting, bool(setting.columns))):
        if first is None:
            first = point
        if count >= POINTS:
            return
        if name in point.values:
            yield Point({**first.values, name: point.values[name]}, first.sample)
        else:
            yield point


def number_of(e: Expression) -> Fraction | None:
    """About the value of an expression in numbers."""
    if free_symbols(e):
        return None
    if isinstance(e, Number):
        return Fraction(e.value)
    if isinstance(e, Negate) and isinstance(e.operand, Number):
        return -Fraction(e.operand.value)
    value = approximate(e)
    return None if value is None else Fraction(value)
