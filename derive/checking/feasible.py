"""Points that satisfy linear equations among the parameters: from one such point along what keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from flint import arb, fmpq, fmpq_mat

from ..balls import Undefined, evaluate
from ..balls.points import Chance
from ..expressions import Add, Negate, Relation
from ..steps import Setting

__all__ = ["along_equations"]

Value = fmpq | arb


def along_equations(
    equations: Sequence[Relation], start: Mapping[str, Value], setting: Setting, chance: Chance
) -> Iterator[dict[str, Value]]:
    """Ever nearer to the start; nothing where an equation is not linear or the start is not rational."""
    names = [name for name, value in start.items() if isinstance(value, fmpq)]
    rows = [row for e in equations if (row := _row(e, names, start, setting)) is not None]
    if len(names) < len(start) or len(rows) < len(equations) or not rows:
        return
    directions = _kept(rows, len(names))
    for k in count() if directions else ():
        scale = fmpq(1, 1 + k)
        moved = dict(start)
        for direction in directions:
            share = _signed(chance) * scale
            for name, part in zip(names, direction, strict=True):
                moved[name] = moved[name] + share * part
        yield moved


def _signed(chance: Chance) -> fmpq:
    share = chance.share() * (1 if chance.below(2) else -1)
    return fmpq(share.numerator, share.denominator)


def _row(e: Relation, names: list[str], start: Mapping[str, Value], setting: Setting) -> list[fmpq] | None:
    """The coefficients of the equation: how its two sides come apart where one parameter grows by one."""
    residual = Add((e.operands[0], Negate(e.operands[1])))
    try:
        at_start = evaluate(residual, start, setting)
        steps = [evaluate(residual, {**start, name: start[name] + 1}, setting) for name in names]
        doubled = [evaluate(residual, {**start, name: start[name] + 2}, setting) for name in names]
    except Undefined:
        return None
    row = [step - at_start for step in steps if isinstance(step, fmpq) and isinstance(at_start, fmpq)]
    if len(row) < len(steps):
        return None
    linear = all(twice - at_start == 2 * slope for twice, slope in zip(doubled, row, strict=True))
    return row if linear else None


def _kept(rows: list[list[fmpq]], size: int) -> list[list[fmpq]]:
    """A basis of the directions in which no row changes."""
    matrix, rank = fmpq_mat(len(rows), size, [x for row in rows for x in row]).rref()
    pivots = [next(c for c in range(size) if matrix[r, c] != 0) for r in range(rank)]
    free = [c for c in range(size) if c not in pivots]
    found = []
    for c in free:
        direction = [fmpq(int(k == c)) for k in range(size)]
        for r, pivot in enumerate(pivots):
            direction[pivot] = -matrix[r, c]
        found.append(direction)
    return found
