"""Linear equations with the data put in, solved by elimination, a line at a time."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..claims.equations import Combined, Equivalent
from ..expressions import ONE, ZERO, Expression, Relation, Several, Symbol, number_value, rational
from ..rules.arithmetic import fold
from ..rules.equations import equation
from ..rules.terms import add, multiply, terms_of
from ..words import say
from .concave import each
from .together import statements_of
from .worksheet import Stuck, Worksheet

__all__ = ["DEPENDENT", "Dependent", "numbers_in", "rows_of", "solve_in_numbers"]

DEPENDENT = say("dependent-columns")


class Dependent(Stuck):
    """The coefficients are not identified."""


def numbers_in(sheet: Worksheet, equations: Several) -> Several:
    """The equations with the sums of the data put in."""
    sheet.phase("numbers")
    filled = tuple(
        equation(*(sheet.sample.put_in(side) for side in line.operands)) for line in statements_of(equations)
    )
    claims = [Equivalent(at_data=True) for _ in filled]
    return sheet.write("numbers-in-equations", equations, Several(filled, ","), each(claims))


def rows_of(filled: Several, names: tuple[str, ...]) -> list[list[Fraction]]:
    """The coefficients of each equation, and its left side. Raises Stuck where these are no rational numbers."""
    return [_row(line, names) for line in statements_of(filled)]


def solve_in_numbers(sheet: Worksheet, filled: Several, names: tuple[str, ...]) -> dict[str, Expression]:
    """The numbers that solve `left = Σ coefficient · unknown`; raises Dependent where there is no single solution."""
    table, current = rows_of(filled, names), statements_of(filled)
    for k in range(len(names) - 1):
        _eliminate(sheet, table, current, names, k)
    if not table[-1][-2]:
        raise Dependent(DEPENDENT)
    return _back(sheet, table, current, names)


def _eliminate(
    sheet: Worksheet, table: list[list[Fraction]], current: list[Relation], names: tuple[str, ...], k: int
) -> None:
    """The unknown of this place out of all equations behind it."""
    if not table[k][k]:
        raise Dependent(DEPENDENT)
    before = Several(tuple(current), ",")
    claims = []
    for j in range(k + 1, len(names)):
        by = table[j][k] / table[k][k]
        table[j] = [x - by * y for x, y in zip(table[j], table[k], strict=True)]
        claims.append(Combined(((ONE, current[j]), (rational(-by), current[k]))))
        current[j] = _written(table[j], names)
    written = tuple(current[k + 1 :])
    after = written[0] if len(written) == 1 else Several(written, ",")
    sheet.write("eliminate-in-numbers", before, after, each(claims), v=Symbol(names[k]))


def _row(line: Relation, names: tuple[str, ...]) -> list[Fraction]:
    """The coefficients and the left side. Raises Stuck where these are no rational numbers."""
    row = dict.fromkeys(names, Fraction(0))
    for coefficient, powers in terms_of(fold(line.operands[1])):
        name = next((name for name in names if powers == ((Symbol(name), 1),)), None)
        if name is None:
            raise Stuck(say("sum-not-rational"))
        row[name] += coefficient
    left = number_value(line.operands[0])
    if left is None:
        raise Stuck(say("sum-not-rational"))
    return [*row.values(), Fraction(left)]


def _written(row: Sequence[Fraction], names: tuple[str, ...]) -> Relation:
    terms = [multiply(rational(x), Symbol(n)) for x, n in zip(row[:-1], names, strict=True) if x]
    return equation(rational(row[-1]), add(*terms) if terms else ZERO)


def _back(
    sheet: Worksheet, table: list[list[Fraction]], current: list[Relation], names: tuple[str, ...]
) -> dict[str, Expression]:
    """The unknowns from the last to the first."""
    found: dict[str, Fraction] = {}
    lines: dict[str, Relation] = {}
    for k in range(len(names) - 1, -1, -1):
        name, row, before = names[k], table[k], current[k]
        later = {n: row[j] for j, n in enumerate(names) if j > k and row[j]}
        found[name] = (row[-1] - sum((x * found[n] for n, x in later.items()), Fraction(0))) / row[k]
        put_in = [(rational(-x / row[k]), lines[n]) for n, x in later.items()]
        claim = Combined(((rational(-1 / row[k]), before), *put_in))
        line = equation(Symbol(name), rational(found[name]))
        rule = "put-back" if later else "isolate"
        lines[name] = sheet.write(rule, before, line, claim, v=Symbol(name), n=", ".join(later))
    return {name: rational(found[name]) for name in names}
