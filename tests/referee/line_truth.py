"""Whether a changed line says the same or something true: by mpmath at random points, apart from the referee."""

from __future__ import annotations

import random
from collections.abc import Iterator

import mpmath
import mpmath_values

from derive.claims.values import Equal, Holds
from derive.claims.zeros import Evaluated
from derive.domains import REAL, Domain
from derive.expressions import (
    ONE,
    Apply,
    Derivative,
    Expression,
    Indicator,
    Number,
    Relation,
    Several,
    free_symbols,
    map_children,
    walk,
)
from derive.steps import Setting, Step, value_of

__all__ = ["says_something_true"]

POINTS, MANY = 4, 200
Point = tuple[dict[str, object], dict[str, list[mpmath.mpf]]]


def says_something_true(line: Expression, step: Step, setting: Setting) -> bool:
    """Whether the line agrees in value with that of the step, operand by operand, or where the step only states a
    relation is a true one."""
    at_data = bool(getattr(step.claim, "at_data", False))
    with mpmath.workdps(40):
        if isinstance(step.claim, Evaluated):
            return _same_values(line, step, setting)
        points = list(_points(line, step.after, setting, at_data))
        if isinstance(step.claim, Holds) or (isinstance(step.claim, Equal) and step.before is None):
            return all(_is_true(line, point) for point in points)
        return _same(line, step.after, points) or _same_conditions(line, step.after, setting, at_data)


def _same_conditions(new: Expression, old: Expression, setting: Setting, at_data: bool) -> bool:
    """Whether the lines differ in the conditions of indicators only, and these hold at the same points."""
    if _without_conditions(new) != _without_conditions(old):
        return False
    pairs = zip(_conditions(new), _conditions(old), strict=True)
    return all(_alike(a, b, setting, at_data) for a, b in pairs if a != b)


def _without_conditions(e: Expression) -> Expression:
    return ONE if isinstance(e, Indicator) else map_children(_without_conditions, e)


def _conditions(e: Expression) -> list[Expression]:
    return [node.condition for node in walk(e) if isinstance(node, Indicator)]


def _alike(new: Expression, old: Expression, setting: Setting, at_data: bool) -> bool:
    points = [({**values, "i": 1}, sample) for values, sample in _points(new, old, setting, at_data, MANY)]
    return all(_is_true(new, point) == _is_true(old, point) for point in points)


def _same_values(line: Expression, step: Step, setting: Setting) -> bool:
    """Whether each function value rounds as that of the step does, though at another number: it changes by less."""
    lines = (e.statements if isinstance(e, Several) else (e,) for e in (line, step.after))
    return all(_same_value(new, old, step, setting) for new, old in zip(*lines, strict=True))


def _same_value(new: Expression, old: Expression, step: Step, setting: Setting) -> bool:
    if new == old:
        return True
    if not isinstance(new, Relation) or not isinstance(old, Relation) or new.operands[1:] != old.operands[1:]:
        return False
    first, second = (e.operands[0] for e in (new, old))
    if not isinstance(first, Apply) or not isinstance(second, Apply) or new.operators != old.operators:
        return False
    values, sample = next(_points(step.after, step.after, setting, True))
    heights = []
    for e in (first, second):
        at = {**values, "c": mpmath.mpf(0), step.claim.variable: _value(e.arguments[0], ({}, {}))}
        heights.append(_value(value_of(step.before), (at, sample)))
    shown = str(getattr(old.operands[1], "operand", old.operands[1]).text)
    return abs(heights[0] - heights[1]) <= mpmath.mpf(10) ** -len(shown.partition(".")[2])


def _same(new: Expression, old: Expression, points: list[Point]) -> bool:
    if isinstance(new, Several) and isinstance(old, Several) and len(new.statements) == len(old.statements):
        return all(_same(a, b, points) for a, b in zip(new.statements, old.statements, strict=True))
    if isinstance(new, Relation) and isinstance(old, Relation) and len(new.operands) == len(old.operands):
        alike = all(_same(a, b, points) for a, b in zip(new.operands, old.operands, strict=True))
        return alike and (new.operators == old.operators or all(_is_true(new, point) for point in points))
    return new == old or all(_close(new, old, point) for point in points)


def _close(new: Expression, old: Expression, point: Point) -> bool:
    a, b = _value(new, point), _value(old, point)
    return a is not None and b is not None and abs(a - b) <= mpmath.mpf("1e-25") * (1 + abs(b))


def _is_true(line: Expression, point: Point) -> bool:
    if isinstance(line, Several):
        return all(_is_true(statement, point) for statement in line.statements)
    if not isinstance(line, Relation):
        return False
    values = [_value(operand, point) for operand in line.operands]
    if None in values:
        return False
    links = zip(line.operators, values, values[1:], line.operands[1:], strict=False)
    return all(_rounded(a, b, e) if op == "≈" else _holds(op, a, b) for op, a, b, e in links)


def _rounded(a: mpmath.mpf, b: mpmath.mpf, e: Expression) -> bool:
    """Whether b is a to the places that the decimal shows."""
    text = e.text.replace(" ", "").replace("·", "×") if isinstance(e, Number) else ""
    digits, _, exponent = text.partition("×10^")
    unit = mpmath.mpf(10) ** (int(exponent or 0) - len(digits.partition(".")[2]))
    return bool(text) and abs(a - b) <= unit / 2


def _holds(operator: str, a: mpmath.mpf, b: mpmath.mpf) -> bool:
    close = abs(a - b) <= mpmath.mpf("1e-25") * (1 + abs(b))
    return {"=": close, "≠": not close, "<": a < b, ">": a > b, "≤": a <= b, "≥": a >= b}.get(operator, False)


def _value(e: Expression, point: Point) -> mpmath.mpf | None:
    try:
        value = _slope(e, point) if isinstance(e, Derivative) else mpmath_values.value(e, *point)
    except (AttributeError, KeyError, ArithmeticError, ValueError, TypeError, IndexError):
        return None
    return value if isinstance(value, mpmath.mpf) and mpmath.isfinite(value) else None


def _slope(e: Derivative, point: Point) -> mpmath.mpf:
    values, sample = point
    name = e.variable.name

    def at(x: mpmath.mpf) -> mpmath.mpf:
        return mpmath_values.value(e.body, {**values, name: x}, sample)

    return mpmath.diff(at, values[name], e.order)


# ---- points --------------------------------------------------------------------------------------------


def _points(
    line: Expression, old: Expression, setting: Setting, at_data: bool, number: int = POINTS
) -> Iterator[Point]:
    rng = random.Random(5)
    names = sorted(free_symbols(line) | free_symbols(old) | set(setting.domains))
    for _ in range(number):
        values: dict[str, object] = {name: _value(e, ({}, {})) for name, e in setting.values.items()}
        size = (setting.size or 4) if at_data else 4
        values["n"] = size
        for name in names:
            if name not in values and name not in setting.supports:
                values[name] = _inside(setting.domains.get(name, REAL), values, rng)
        yield values, _sample(setting, at_data, size, values, rng)


def _sample(
    setting: Setting, at_data: bool, size: int, values: dict[str, object], rng: random.Random
) -> dict[str, list[mpmath.mpf]]:
    if at_data and setting.columns:
        return {
            base: [mpmath.mpf(v.numerator) / v.denominator for v, c in zip(
                column.values, column.counts or (1,) * len(column.values), strict=True) for _ in range(c)]
            for base, column in setting.columns.items()
        }
    return {base: [_inside(d, values, rng) for _ in range(size)] for base, d in setting.supports.items()}


def _inside(domain: Domain, values: dict[str, object], rng: random.Random) -> mpmath.mpf:
    lower, upper = (None if e is None else _value(e, (values, {})) for e in (domain.lower, domain.upper))
    if domain.integer:
        first = 0 if lower is None else int(mpmath.ceil(lower))
        return mpmath.mpf(rng.randint(first, first + 6 if upper is None else int(mpmath.floor(upper))))
    if lower is not None and upper is not None:
        return lower + (upper - lower) * rng.uniform(0.1, 0.9)
    if lower is not None:
        return lower + rng.uniform(0.1, 3)
    return mpmath.mpf(rng.uniform(-3, 3)) if upper is None else upper - rng.uniform(0.1, 3)

