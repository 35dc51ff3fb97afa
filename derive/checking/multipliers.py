"""Multipliers of several conditions at once: a function of Lagrange that was written down tells all of them."""

from __future__ import annotations

from flint import arb, fmpq

from ..balls import precision
from ..expressions import Expression, free_symbols
from .names import Names
from .places import BITS, Instance, Place
from .resolved import Resolved
from .truth import Truth, slope_by_rule

__all__ = ["told_together"]

Value = fmpq | arb
Row = list[arb]
LEAST = 2


def told_together(names: Names, truth: Truth, instance: Instance, missing: set[str]) -> dict[str, Value]:
    """The values at the maximum of all multipliers that are missing, where the derivatives of one function vanish;
    empty where none holds all of them, or they leave them open."""
    order = sorted(missing)
    if len(order) < LEAST or not instance.best:
        return {}
    for e in names.symbols.values():
        if missing <= free_symbols(e):
            rows = [row for name in truth.parameters if (row := _row(e, name, order, instance))]
            values = _solved(rows, len(order))
            if values is not None:
                return dict(zip(order, values, strict=True))
    return {}


def _row(e: Expression, name: str, order: list[str], instance: Instance) -> Row | None:
    """The derivative for a parameter, linear in the multipliers: their coefficients, and minus the rest."""
    slope = slope_by_rule(e, name)
    if slope is None:
        return None
    resolved, place = Resolved(slope, unknown=frozenset(order)), Place(dict(instance.best[0].values))

    def at(one: str) -> arb | None:
        others: dict[str, Value] = {other: fmpq(int(other == one)) for other in order}
        value = resolved.value(instance, place, others)
        return None if value is None else arb(value)

    beside = at("")
    values = [at(one) for one in order]
    if beside is None or None in values:
        return None
    with precision(BITS):
        return [*(value - beside for value in values if value is not None), -beside]


def _solved(rows: list[Row], count: int) -> list[Value] | None:
    """By elimination; None where the rows leave one of them open."""
    rows = [list(row) for row in rows]
    with precision(BITS):
        for k in range(count):
            pivot = next((j for j in range(k, len(rows)) if not rows[j][k].contains(0)), None)
            if pivot is None:
                return None
            rows[k], rows[pivot] = rows[pivot], rows[k]
            rows[k] = [x / rows[k][k] for x in rows[k]]
            for j, row in enumerate(rows):
                if j != k:
                    rows[j] = [x - row[k] * y for x, y in zip(row, rows[k], strict=True)]
    return [rows[k][-1] for k in range(count)]
