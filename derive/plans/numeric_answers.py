"""What follows from an estimate that is known in numbers only: the other estimates, and the rows of the answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from flint import arb, fmpq

from ..balls import Undefined, decimal, enclose, precision, value
from ..claims.zeros import Follows
from ..expressions import Expression, Hat, Relation, Symbol, free_symbols, rational
from ..expressions import replace as put
from ..steps import Estimate, Setting
from ..words import say
from .roots import Place
from .searching import DIGITS, Numeric
from .worksheet import Stuck, Worksheet, equals

__all__ = ["following", "numeric_function", "numeric_row", "numeric_value", "settle"]


NOTHING = Fraction(1, 10**24)


def settle(
    sheet: Worksheet, roots: Mapping[str, Expression], unknown: str, found: Numeric
) -> dict[str, Numeric]:
    """The estimate found last, and those whose formula holds it, with its number put in."""
    numeric = {unknown: found}
    for name, root in reversed(list(roots.items())):
        if unknown in free_symbols(root):
            numeric[name] = _following(sheet, name, root, unknown, found)
    return numeric


def _following(sheet: Worksheet, name: str, root: Expression, unknown: str, found: Numeric) -> Numeric:
    formula = put(root, Symbol(unknown), Hat(Symbol(unknown)))
    if found.place is None:
        return Numeric(equals(Hat(Symbol(name)), formula))
    place = numeric_value(root, {unknown: found.place}, sheet.setting)
    if place is None:
        raise Stuck(say("not-enclosed", name=name))
    number = decimal(rational((place[0] + place[1]) / 2), DIGITS)
    line = Relation((Hat(Symbol(name)), formula, number), ("=", "≈"))
    hat = sheet.write("follows", None, line, Follows(name), v=name)
    return Numeric(equals(Hat(Symbol(name)), formula), hat, place)


def following(sheet: Worksheet, name: str, root: Expression, places: Mapping[str, Place]) -> Numeric:
    """An estimate by its formula in others that are enclosed. Raises Stuck."""
    formula = root
    for other in places:
        formula = put(formula, Symbol(other), Hat(Symbol(other)))
    place = numeric_value(root, places, sheet.setting)
    if place is None:
        raise Stuck(say("not-enclosed", name=name))
    middle = (place[0] + place[1]) / 2
    number = decimal(rational(Fraction(0) if abs(middle) < NOTHING else middle), DIGITS)
    line = Relation((Hat(Symbol(name)), formula, number), ("=", "≈"))
    hat = sheet.write("read-back", None, line, Follows(name), v=name)
    return Numeric(equals(Hat(Symbol(name)), formula), hat, place)


def numeric_value(e: Expression, places: Mapping[str, Place], setting: Setting) -> Place | None:
    """An enclosure of an expression in symbols that are enclosed themselves; None where it has no value."""
    values: dict[str, fmpq | arb] = {}
    with precision(192):
        for name, (lower, upper) in places.items():
            values[name] = _exact(lower).union(_exact(upper))
    try:
        ball = enclose(e, values, setting, 192)
    except Undefined:
        return None
    with precision(192):
        return _fraction(ball.lower()), _fraction(ball.upper())


def _exact(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def _fraction(x: arb) -> Fraction:
    exact = x.fmpq()
    return Fraction(int(exact.p), int(exact.q))


# ---- rows -----------------------------------------------------------------------------------------------------


def numeric_row(sheet: Worksheet, parameter: Expression, found: Numeric, unit: str | None) -> Estimate:
    """The row of the answer: the exact value where there is one, else a double and the enclosure, ends rounded
    outwards; for a sample of any size the equation that is left."""
    if found.exact is not None:
        general = found.equation if not sheet.sample.known else None
        return Estimate(parameter, found.exact, general, value(found.exact, sheet.setting), unit=unit)
    if found.place is None:
        return Estimate(parameter, None, found.equation, unit=unit)
    lower, upper = found.place
    if found.members is not None:
        return Estimate(parameter, None, found.equation, float(lower), None, found.members, unit)
    interval = _below(lower), _above(upper)
    return Estimate(parameter, None, found.equation, float((lower + upper) / 2), interval, unit=unit)


def numeric_function(
    sheet: Worksheet, of: Expression, hatted: Expression, found: Mapping[str, Numeric], rows: tuple[Estimate, ...]
) -> Estimate | None:
    """The estimate of a function of parameters, some of which are known in numbers only; None where it has none."""
    places = {name: numeric.place for name, numeric in found.items() if numeric.place is not None}
    closed = of
    for row in rows:
        if row.exact is not None:
            closed = put(closed, row.parameter, row.exact)
    if not sheet.sample.known and len(places) < len(found):
        return Estimate(of, None, hatted)
    place = numeric_value(closed, places, sheet.setting)
    if place is None:
        return None
    number = decimal(rational(sum(place) / Fraction(2)), DIGITS)
    sheet.write("invariance", None, Relation((hatted, number), ("≈",)), Follows(""))
    return Estimate(of, None, None, float(sum(place) / Fraction(2)), (_below(place[0]), _above(place[1])))


def _below(x: Fraction) -> float:
    near = float(x)
    return near if Fraction(near) <= x else math.nextafter(near, -math.inf)


def _above(x: Fraction) -> float:
    near = float(x)
    return near if Fraction(near) >= x else math.nextafter(near, math.inf)
