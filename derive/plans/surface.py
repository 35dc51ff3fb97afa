"""A concave log-likelihood in several unknowns at the data, as numbers: Newton's steps, and directions without end.

What comes out is where the referee has to look; that there is a maximum, or none, it proves on its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from flint import arb, arb_mat, fmpq

from ..balls import Undefined, enclose_together, precision
from ..exact import Field
from ..expressions import Expression, Indexed, Multiply, Symbol, number_value, rational, sample_sum, walk
from ..expressions import replace as put
from ..rules.arithmetic import fold
from ..rules.predictors import Predictor, in_predictor
from ..steps import Setting
from .hill import BITS, Hill, Vector, ball, binary_fraction

__all__ = ["Surface", "observed"]

class Surface(Hill):
    """The log-likelihood as a sum of terms in a predictor, with the slope and the weight of a term."""

    def __init__(
        self, setting: Setting, predictor: Predictor, term: Expression, slope: Expression, weight: Expression
    ) -> None:
        super().__init__(predictor.names, tuple(Fraction(0) for _ in predictor.names))
        self.setting, self.predictor, self.written = setting, predictor, slope
        self.bases = sorted({n.base for n in walk(term) if isinstance(n, Indexed)})
        columns = predictor.columns
        self.total = sample_sum(in_predictor(term, predictor))
        slope, weight = in_predictor(slope, predictor), in_predictor(weight, predictor)
        self.scores = [sample_sum(Multiply((slope, z))) for z in columns]
        self.bends = [[sample_sum(Multiply((weight, y, z))) for z in columns[: k + 1]] for k, y in enumerate(columns)]

    # ---- Newton ----------------------------------------------------------------------------------------------

    def _values(self, at: Vector) -> dict[str, fmpq | arb]:
        return {name: fmpq(x.numerator, x.denominator) for name, x in zip(self.predictor.names, at, strict=True)}

    def step(self, at: Vector, bits: int = BITS) -> Vector | None:
        """Where Newton's step leads; None where the slopes depend on each other or a value is missing."""
        size = len(at)
        try:
            sums = [*self.scores, *(e for row in self.bends for e in row)]
            found = enclose_together(sums, self._values(at), self.setting, bits)
        except Undefined:
            return None
        score, flat = found[:size], iter(found[size:])
        half = [[next(flat) for _ in row] for row in self.bends]
        whole = [[half[max(j, k)][min(j, k)] for k in range(size)] for j in range(size)]
        with precision(bits):
            try:
                moved = arb_mat(whole).solve(arb_mat([[x] for x in score]))
            except ZeroDivisionError:
                return None
            return tuple(binary_fraction(ball(at[k]) + moved[k, 0]) for k in range(size))

    def height(self, at: Vector) -> float | None:
        """The log-likelihood up to a constant; None where it has no value."""
        try:
            value = float(enclose_together([self.total], self._values(at), self.setting, 64)[0].mid())
        except Undefined:
            return None
        return value if math.isfinite(value) else None

    # ---- rows ------------------------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> dict[tuple[tuple[Expression, ...], Expression, Vector], int]:
        """(columns, offset, what the slope observes) of the rows that differ → how often."""
        columns = self.setting.columns
        first = next(iter(columns.values()))
        rows: dict[tuple[tuple[Expression, ...], Expression, Vector], int] = {}
        whole = (*self.predictor.columns, self.predictor.offset)
        held = sorted({node.base for e in whole for node in walk(e) if isinstance(node, Indexed)})
        parts: dict[Vector, tuple[Expression, ...]] = {}
        for k in range(len(first.values)):
            at = tuple(columns[base].values[k] for base in held)
            if at not in parts:
                parts[at] = tuple(observed(e, dict(zip(held, at, strict=True))) for e in whole)
            key = parts[at][:-1], parts[at][-1], tuple(columns[base].values[k] for base in self.bases)
            rows[key] = rows.get(key, 0) + (1 if first.counts is None else first.counts[k])
        return {key: count for key, count in rows.items() if count}

    def groups(self) -> list[tuple[tuple[Expression, ...], Expression]]:
        """The different columns and offsets, in the order in which they came."""
        return list(dict.fromkeys((z, offset) for z, offset, _ in self.rows))

    def are_dependent(self) -> bool:
        """Whether some combination of the columns is zero in every row."""
        rows = []
        for columns, _, _ in self.rows:
            numbers = [number_value(e) for e in columns]
            if any(x is None for x in numbers):
                return False
            rows.append(tuple(Fraction(x) for x in numbers if x is not None))
        return bool(_kernel(rows, len(rows[0])))

    # ---- directions ------------------------------------------------------------------------------------------

    def direction(self) -> Vector | None:
        """A direction in which no term falls and one climbs, wherever it starts; None where there is none."""
        climbing, level = [], []
        signs: dict[Vector, int | None] = {}
        for columns, _, seen in self.rows:
            numbers = [number_value(e) for e in columns]
            if any(x is None for x in numbers):
                return None
            z = tuple(Fraction(x) for x in numbers if x is not None)
            if seen not in signs:
                signs[seen] = self._sign(seen)
            sign = signs[seen]
            if sign:
                climbing.append(tuple(sign * x for x in z))
            else:
                level.append(z)
        return way_up(climbing, level)

    def _sign(self, seen: Vector) -> int | None:
        slope = observed(self.written, dict(zip(self.bases, seen, strict=True)))
        return Field(self.setting).sign(slope)


def observed(e: Expression, values: Mapping[str, Fraction]) -> Expression:
    """The expression with the observations of one row."""
    for base, value in values.items():
        e = put(e, Indexed(base, Symbol("i")), rational(value))
    return fold(e)


# ---- a direction within a cone ---------------------------------------------------------------------------------


def way_up(climbing: Sequence[Vector], level: Sequence[Vector]) -> Vector | None:
    """Whole numbers d with z·d ≥ 0 for all of the first vectors, not always 0, and z·d = 0 for the second ones."""
    size = len((*climbing, *level)[0])
    basis = _kernel(level, size)
    if not basis:
        return None
    rows = list(dict.fromkeys(tuple(_dot(z, b) for b in basis) for z in climbing))
    rows = [row for row in rows if any(row)]
    found = _corner(rows, len(basis)) if rows else None
    if found is None:
        return None
    whole = [sum((t * b[j] for t, b in zip(found, basis, strict=True)), Fraction(0)) for j in range(size)]
    scale = math.lcm(*(x.denominator for x in whole))
    numbers = [int(x * scale) for x in whole]
    common = math.gcd(*numbers)
    return tuple(Fraction(x, common) for x in numbers) if common else None


def _dot(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


def _kernel(rows: Sequence[Vector], size: int) -> list[list[Fraction]]:
    """A basis of the vectors that are orthogonal to all rows."""
    reduced: list[tuple[int, list[Fraction]]] = []
    for row in dict.fromkeys(rows):
        rest = list(row)
        for place, other in reduced:
            rest = [x - rest[place] * y for x, y in zip(rest, other, strict=True)]
        pivot = next((k for k, x in enumerate(rest) if x), None)
        if pivot is None:
            continue
        rest = [x / rest[pivot] for x in rest]
        reduced = [
            (place, [x - other[pivot] * y for x, y in zip(other, rest, strict=True)]) for place, other in reduced
        ]
        reduced.append((pivot, rest))
    places = {place for place, _ in reduced}
    basis = []
    for free in (k for k in range(size) if k not in places):
        vector = [Fraction(int(k == free)) for k in range(size)]
        for place, other in reduced:
            vector[place] = -other[free]
        basis.append(vector)
    return basis


def _corner(rows: Sequence[Vector], size: int) -> list[Fraction] | None:
    """A t in [−1, 1]^size with row·t ≥ 0 for all rows: where all can be positive the one whose least is largest, else
    the one with the largest sum; None where that is zero."""
    ones = [Fraction(1)] * len(rows)
    apart = [(*row, -one) for row, one in zip(rows, ones, strict=True)]
    found = _simplex(apart, size, [Fraction(0)] * size, [Fraction(1)])
    if found is not None:
        return found
    return _simplex(rows, size, [sum((row[k] for row in rows), Fraction(0)) for k in range(size)], [])


def _simplex(
    rows: Sequence[Sequence[Fraction]], size: int, goals: list[Fraction], extra: list[Fraction]
) -> list[Fraction] | None:
    """The largest goals·t (and extra·m) with rows·(t, m) ≥ 0, t in [−1, 1]^size, 0 ≤ m; by the simplex method with
    Bland's rule. t is the difference of two vectors that are not negative."""
    more = len(extra)
    table = [[*(-x for x in r[:size]), *r[:size], *(-x for x in r[size:]), Fraction(0)] for r in rows]
    for k in range(size):
        limit = [Fraction(int(j < 2 * size and j % size == k)) for j in range(2 * size + more)]
        table.append([*limit, Fraction(1)])
    goal = [*goals, *(-x for x in goals), *extra, Fraction(0)]
    columns = list(range(2 * size + more))
    basis = list(range(2 * size + more, 2 * size + more + len(table)))
    while True:
        entering = min((k for k, x in enumerate(goal[:-1]) if x > 0), key=columns.__getitem__, default=None)
        if entering is None:
            break
        ratios = [(r[-1] / r[entering], basis[k], k) for k, r in enumerate(table) if r[entering] > 0]
        if not ratios:
            return None
        leaving = min(ratios)[2]
        _pivot(table, goal, leaving, entering)
        basis[leaving], columns[entering] = columns[entering], basis[leaving]
    values = {name: row[-1] for name, row in zip(basis, table, strict=True)}
    found = [values.get(k, Fraction(0)) - values.get(size + k, Fraction(0)) for k in range(size)]
    return found if goal[-1] else None


def _pivot(table: list[list[Fraction]], goal: list[Fraction], row: int, column: int) -> None:
    """Exchange a variable of the basis for one of a column, in the condensed table."""
    pivot = table[row][column]
    new = [x / pivot for x in table[row]]
    new[column] = 1 / pivot
    for other in (*(r for k, r in enumerate(table) if k != row), goal):
        by = other[column]
        if by:
            other[:] = [x - by * y for x, y in zip(other, new, strict=True)]
            other[column] = -by * new[column]
    table[row] = new
