"""Agreement and disagreement at random points, by enclosures: the last resort, and the counter-examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import arb

from ..balls import Point, Undefined, derivative, enclose, interior_points, precision
from ..expressions import Expression
from ..steps import Setting
from .refusal import Refused

__all__ = ["ENOUGH", "agreement", "at_point", "counterexample", "slope_at_point", "values_differ"]

ENOUGH = 8
"""Points at which two sides have to agree to 50 digits."""

PRECISIONS = (256, 1024)

Side = Callable[[Point, int], arb]


def at_point(e: Expression, setting: Setting) -> Side:
    """The value of the expression as a function of point and precision."""
    return lambda point, bits: enclose(e, point.values, setting, bits, point.sample)


def slope_at_point(e: Expression, variable: str, order: int, setting: Setting) -> Side:
    """The derivative by Taylor series, as a function of point and precision."""
    return lambda point, bits: derivative(e, variable, point.values, setting, order, bits, point.sample)


def agreement(left: Side, right: Side, expressions: tuple[Expression, ...], setting: Setting, at_data: bool) -> int:
    """The number of points at which both sides agree to 50 digits: 8, or 1 where there is nothing to vary.

    Raises Refused, with the point where the sides differ if there is one.
    """
    count = 0
    for point in interior_points(expressions, setting, at_data):
        count += _agree_at(left, right, point)
        if count == ENOUGH:
            return count
        if not point.values and not point.sample:
            break
    if count and _nothing_varies(expressions, setting, at_data):
        return count
    raise Refused("both sides could not be proved equal")


def _nothing_varies(expressions: tuple[Expression, ...], setting: Setting, at_data: bool) -> bool:
    first: Iterator[Point] = interior_points(expressions, setting, at_data)
    point = next(first, None)
    return point is not None and not point.values and not point.sample


def _agree_at(left: Side, right: Side, point: Point) -> int:
    for bits in PRECISIONS:
        try:
            a = left(point, bits)
        except Undefined:
            return 0
        try:
            b = right(point, bits)
        except Undefined as why:
            raise Refused(f"{_where(point)} the left side is {shown(a)}, the right is not defined: {why}") from None
        if not a.overlaps(b):
            raise Refused(values_differ(point, a, b))
        if a == 0 and b == 0:  # as a mass is outside of its support: that says nothing of the formulas
            return 0
        if _close(a, b, bits):
            return 1
    return 0


def _close(a: arb, b: arb, bits: int) -> bool:
    with precision(bits):
        return bool(abs(a - b) <= arb("1e-50") * (1 + abs(a)))


def values_differ(point: Point, a: arb, b: arb) -> str:
    """`at θ = 1/4 the left side is 1.2, the right 3.4`."""
    return f"{_where(point)} the left side is {shown(a)}, the right {shown(b)}"


def _where(point: Point) -> str:
    description = point.describe()
    return f"at {description}" if description else "for the data"


def shown(x: arb) -> str:
    """Six digits that are proved."""
    return str(x.str(6, radius=False)).replace("e", "×10^") if x.is_finite() else "not a number"


def counterexample(
    wrong: Callable[[arb], bool], e: Expression, setting: Setting, at_data: bool, tries: int = 20
) -> str | None:
    """Words for a point at which the value of the expression is certainly of the wrong sort; None if none was met."""
    side = at_point(e, setting)
    for k, point in enumerate(interior_points((e,), setting, at_data)):
        if k == tries:
            break
        try:
            x = side(point, PRECISIONS[0])
        except Undefined:
            continue
        if wrong(x):
            return f"{_where(point)} it is {shown(x)}"
    return None
