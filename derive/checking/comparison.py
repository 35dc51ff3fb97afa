"""Lines compared by their values at three points at which only the unknown differs.

What is free of the unknown (a constant of a log-likelihood, the factor of an equation) is told from what is not.
About 20 digits are compared: no proof, and none is needed to suggest a cause or to plant a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product
from math import prod

from flint import arb, fmpq

from ..balls import Point, Quantity, Undefined, evaluate, evaluator_at, interior_points, precision, shown_unit
from ..balls.quantities import ball
from ..expressions import (
    Add,
    Call,
    Divide,
    Expression,
    Negate,
    Number,
    Relation,
    Symbol,
    free_symbols,
    nodes,
)
from ..rules.mistakes import Situation
from ..rules.terms import terms_of

__all__ = ["Comparison"]

BITS = 96
TOLERANCE = arb(2) ** -56
FLOAT_TOLERANCE = 1e-11
NOTHING = arb(2) ** -24  # sums of terms of some size that vanish; likelihoods may be as small as they like
POINTS = 3
MOST_DRAWN = 13
MOST_BASES = 2  # of denominators that an equation may have been multiplied by

Values = tuple[arb | None, ...]


class Comparison:
    """Compares lines with the one that is written."""

    def __init__(self, situation: Situation, wrong: Expression) -> None:
        self._setting = situation.setting
        self._kind = situation.kind
        self._unknown = situation.parameters[0] if situation.parameters else ""
        self._points = _points(situation, wrong)
        self._at = [evaluator_at(point.values, situation.setting, point.sample) for point in self._points]
        self._written = wrong
        self._unit = _unit(wrong)
        self._floor = arb(0) if self._kind == "likelihood" else NOTHING
        with precision(BITS):
            self._wrong = self._values(wrong)
            self._is_product = _is_equation(wrong) and _is_product(_residual(wrong))
            self._multipliers = self._of_denominators(situation, wrong) if _is_equation(wrong) else []
            self._strict = self._loosely(situation.due)

    def same(self, line: Expression, wrong: Expression) -> bool:
        """Whether both lines say the same; `wrong` is the written one."""
        if not self._points:
            return False
        with precision(BITS):
            return self._same(line, wrong)

    def _same(self, line: Expression, wrong: Expression) -> bool:
        if _is_equation(line) and self._unknown not in free_symbols(line):
            return False
        if _is_equation(line) and not _is_equation(wrong):
            return self._solved_by(line, self._wrong[0])
        if _is_equation(wrong) and not _is_equation(line):
            return self._solved_by(wrong, self._values(line)[0])
        if _is_equation(line):
            return self._proportional(line)
        if self._strict or self._kind not in _LOOSE:
            return self._equal(line)
        return self._loosely(line)

    @property
    def is_defined(self) -> bool:
        """Whether the written line has a value at each point: else nothing can be said of it."""
        is_nothing = self._kind == "likelihood" and any(value is not None and value == 0 for value in self._wrong)
        return bool(self._points) and None not in self._wrong and not is_nothing

    def agrees(self, line: Expression) -> bool:
        """Whether the lines say the same, what their kind leaves free (a constant, a factor) left aside."""
        with precision(BITS):
            return self._loosely(line) or self._same(line, self._written)

    def holds(self, equation: Relation) -> bool:
        """Whether both sides of the equation have the same value at the first point."""
        with precision(BITS):
            left, right = map(self._at_first, equation.operands)
            return left is not None and right is not None and _close(left, right, abs(left) + abs(right) + NOTHING)

    def _at_first(self, side: Expression) -> arb | None:
        return _value(side, self._at[0]) if self._points else None

    # ---- values

    def _values(self, line: Expression) -> Values:
        return tuple(_value(line, at) for at in self._at)

    def _value_with(self, line: Expression, unknown: arb) -> arb | None:
        """At the first point, but for the unknown."""
        point = self._points[0]
        values: dict[str, Quantity] = {**point.values, self._unknown: unknown}
        return _value(line, lambda e: evaluate(e, values, self._setting, point.sample))

    def _equal(self, line: Expression) -> bool:
        """Equal at each point; to the digits shown where a decimal is written."""
        for at, wrong in zip(self._at, self._wrong, strict=True):
            if wrong is None:
                return False
            value = _value(line, at)
            if value is None:
                return False
            if self._unit is not None:
                if not abs(value - wrong) <= self._unit:
                    return False
            elif not _close(value, wrong, abs(value) + abs(wrong) + self._floor):
                return False
        return bool(self._points)

    def _loosely(self, line: Expression) -> bool:
        """Equal but for what is free of the unknown: a summand of a log-likelihood, a factor of a likelihood."""
        if self._kind not in _LOOSE or len(self._points) < POINTS:
            return self._kind in _LOOSE and self._equal(line)
        first: tuple[arb, arb] | None = None
        for at, wrong in zip(self._at, self._wrong, strict=True):
            value = _value(line, at)
            if value is None or wrong is None:
                return False
            if first is None:
                first = value, wrong
            elif self._kind == "likelihood":
                if wrong.contains(0) or first[1].contains(0) or not _close(value * first[1], wrong * first[0]):
                    return False
            elif not _close(value - first[0], wrong - first[1], abs(value) + abs(first[0])):
                return False
        return True

    def _proportional(self, line: Expression) -> bool:
        """Equations that are equal but for a factor: one free of the unknown, or made of their denominators."""
        ratios: list[float] = []
        factors = self._multipliers
        for k, (at, wrong) in enumerate(zip(self._at, self._wrong, strict=True)):
            value = _value(line, at)
            if value is None or wrong is None or value.contains(0) or wrong.contains(0):
                return False
            if self._is_product and not _close(abs(value), abs(wrong)):
                return False  # a single term set to zero is not told from another by a factor
            ratios.append(float(value / wrong))
            if not ratios[0]:
                return False
            if k:  # what is left of the factors that would explain the ratios so far
                there = ratios[k] / ratios[0]
                factors = [f for f in factors if abs(there - f[k - 1]) <= FLOAT_TOLERANCE * abs(there)]
            if not factors:
                return False
        return len(ratios) == POINTS

    def _of_denominators(self, situation: Situation, wrong: Expression) -> list[tuple[float, ...]]:
        """What an equation may have been multiplied by: powers of the denominators of these lines, at the second and
        third point relative to the first."""
        lines = [line for line in (situation.due, situation.before, situation.function, wrong) if line is not None]
        bases = [self._values(base) for base in islice(_denominators(lines, self._unknown), MOST_BASES)]
        known = [[float(v) for v in base if v is not None and v != 0] for base in bases]
        known = [base for base in known if len(base) == POINTS]
        return [
            tuple(prod((base[k] / base[0]) ** e for base, e in zip(known, exponents, strict=True)) for k in (1, 2))
            for exponents in product((0, 1, -1, 2, -2, 3), repeat=len(known))
        ]

    def _solved_by(self, equation: Expression, root: arb | None) -> bool:
        """Whether the equation holds where the unknown has that value, and not everywhere."""
        if root is None or not self._points:
            return False
        if self._unit is not None:
            return self._crosses(equation, root, self._unit)
        found = self._value_with(equation, root)
        elsewhere = None if found is None else _value(equation, self._at[0])
        if found is None or elsewhere is None:
            return False
        return bool(abs(found) < TOLERANCE * (1 + abs(elsewhere))) and not _close(found, elsewhere)

    def _crosses(self, equation: Expression, root: arb, unit: arb) -> bool:
        """Whether the sides change places within half a unit of the last digit shown."""
        below, above = (
            self._value_with(equation, end) for end in (arb(root - unit), arb(root + unit))
        )
        return below is not None and above is not None and bool(below * above < 0)


_LOOSE = ("likelihood", "log-likelihood", "negative-log-likelihood")


def _points(situation: Situation, wrong: Expression) -> list[Point]:
    """Points that differ in the unknown alone (of a function in all of them), at which the written line has a value,
    where there are such."""
    lines = [e for e in (situation.due, situation.before, situation.function, wrong) if e is not None]
    lines += map(Symbol, situation.parameters)
    setting = situation.setting
    drawn = islice(interior_points(tuple(lines), setting, at_data=bool(setting.columns)), MOST_DRAWN)
    unknown = situation.parameters[0] if situation.parameters else ""
    varied = situation.parameters if situation.kind in _LOOSE else situation.parameters[:1]
    first: Point | None = None
    found: list[Point] = []
    for point in drawn:
        first = first or point
        own = point
        if found:
            moved = {name: point.values[name] for name in varied if name in point.values}
            own = Point({**found[0].values, **moved}, found[0].sample)
        if found and any(own.values[unknown] == other.values[unknown] for other in found):
            continue
        value = _value(wrong, evaluator_at(own.values, setting, own.sample))
        if value is not None and not (_is_equation(wrong) and value.contains(0)):  # where it holds it tells nothing
            found.append(own)
        if len(found) == POINTS or (found and unknown not in found[0].values):
            break
    return found or ([] if first is None else [first])


def _value(line: Expression, at: Callable[[Expression], Quantity]) -> arb | None:
    try:
        found = ball(at(_residual(line)))
    except (Undefined, ValueError, ZeroDivisionError):
        return None
    return found if found.is_finite() else None


def _residual(line: Expression) -> Expression:
    if type(line) is Relation:
        return Add((line.operands[0], Negate(line.operands[1])))
    return line


def _is_product(e: Expression) -> bool:
    """Whether what is set to zero is a single term; what divides by zero is none."""
    try:
        return isinstance(e, Add) and len(terms_of(e)) == 1
    except ZeroDivisionError:
        return False


def _is_equation(line: Expression) -> bool:
    return type(line) is Relation


def _denominators(lines: Iterable[Expression], unknown: str) -> Iterator[Expression]:
    """What is divided by in the lines and holds the unknown, each once; and the unknown."""
    found: dict[Expression, None] = {Symbol(unknown): None} if unknown else {}
    for node in (node for line in lines for node in nodes(line)):
        below = node.denominator if isinstance(node, Divide) else None
        if isinstance(node, Call) and node.function == "log":
            below = node.arguments[0]  # the denominator of its derivative
        for part in () if below is None else nodes(below):
            if isinstance(part, (Symbol, Add)) and unknown in free_symbols(part):
                found[part] = None
                break
    yield from found


def _close(a: arb, b: arb, scale: arb | None = None) -> bool:
    size = (abs(a) + abs(b)) if scale is None else scale
    return bool(abs(a - b) <= TOLERANCE * size)


def _unit(wrong: Expression) -> arb | None:
    """The worth of the last digit shown where the line is a decimal; halves of it are what rounding hides."""
    number = wrong.operand if isinstance(wrong, Negate) else wrong
    if not isinstance(number, Number) or "." not in number.text:
        return None
    unit = shown_unit(number)
    return arb(fmpq(unit.numerator, 2 * unit.denominator)) * (1 + TOLERANCE)

