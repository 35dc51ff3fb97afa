"""Rows of the answer for sets of maximisers: the set, and for a value its midpoint, or the least of tied integers."""

from __future__ import annotations

from ..balls import Undefined, value
from ..expressions import (
    TWO,
    Add,
    Divide,
    Expression,
    Interval,
    Relation,
    SetOf,
    Several,
    Symbol,
    free_symbols,
)
from ..rules.arithmetic import fold
from ..steps import Estimate, Setting

__all__ = ["row_of_set", "tied_parameters"]


def row_of_set(
    name: str,
    found: Interval | SetOf | Relation | Several,
    general: Expression | None,
    unit: str | None,
    setting: Setting,
) -> Estimate:
    """The estimate of a parameter that an interval of values maximises; without data the interval is a formula.
    Where equations between several parameters say which values do, these are the set."""
    if isinstance(found, (Relation, Several)):
        return Estimate(Symbol(name), None, found, maximisers=found, unit=unit)
    if isinstance(found, SetOf):
        least = found.elements[0]
        number = None if free_symbols(least) - setting.values.keys() else value(least, setting)
        return Estimate(Symbol(name), least, general, number, maximisers=found, unit=unit)
    middle = fold(Divide(Add((found.lower, found.upper)), TWO))
    if free_symbols(found) - setting.values.keys():
        return Estimate(Symbol(name), middle, middle, maximisers=found, unit=unit)
    try:
        ends = value(found.lower, setting), value(found.upper, setting)
        return Estimate(Symbol(name), middle, general, value(middle, setting), ends, unit=unit)
    except Undefined:
        return Estimate(Symbol(name), middle, general, maximisers=found, unit=unit)


def tied_parameters(estimates: tuple[Estimate, ...]) -> tuple[tuple[str, Expression], ...]:
    """What parameters are in terms of others, where equations between them are the set of maximisers."""
    found: dict[str, Expression] = {}
    for row in estimates:
        line = row.maximisers
        for statement in line.statements if isinstance(line, Several) else (line,):
            if isinstance(statement, Relation) and isinstance(statement.operands[0], Symbol):
                found[statement.operands[0].name] = statement.operands[1]
    return tuple(found.items())
