"""Columns of a regression that depend on each other at the data: all coefficients on a line or plane are best.

The normal equations say the same more than once. What is left of them gives some coefficients in terms of the others,
and the likelihood is the same all along: its maximum over the variance is that of any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..claims.equations import Substituted
from ..claims.several import JointSolutions
from ..domains import REAL
from ..expressions import Expression, Relation, Several, Symbol, free_symbols, rational
from ..expressions import replace as put
from ..notation.plain import plain
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.terms import add, collect, multiply, terms_of, write_sum
from ..steps import Status, value_of
from ..words import listed, say
from .concave import write_concave
from .estimation import Estimated, climb_reason, maximise_over
from .likelihood import function_of
from .maximum import End
from .worksheet import Stuck, Worksheet, equals

__all__ = ["Best", "best_of", "estimate_dependent"]

Table = Sequence[Sequence[Fraction]]


class Best:
    """The equations that are left, by the number of the coefficient that each one gives. rows: its coefficients and
    its right side. combinations: how it is made of the equations of the table."""

    def __init__(self, rows: dict[int, list[Fraction]], combinations: dict[int, list[Fraction]]) -> None:
        self.rows, self.combinations = rows, combinations


def best_of(table: Table) -> Best | None:
    """Of equations with their right sides last: solved for as many unknowns as can be; None for all of them."""
    size = len(table)
    left = [[*row, *(Fraction(j == k) for j in range(size))] for k, row in enumerate(table)]
    rows: dict[int, list[Fraction]] = {}
    for k in range(size):
        pivot = next((row for row in left if row[k]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [x / pivot[k] for x in pivot]
        left = [[x - row[k] * y for x, y in zip(row, pivot, strict=True)] for row in left]
        rows = {j: [x - row[k] * y for x, y in zip(row, pivot, strict=True)] for j, row in rows.items()}
        rows[k] = pivot
    if not left:
        return None
    return Best(
        {k: row[: size + 1] for k, row in rows.items()},
        {k: row[size + 1 :] for k, row in rows.items()},
    )


def estimate_dependent(
    sheet: Worksheet,
    parameters: tuple[str, ...],
    columns: dict[str, Expression],
    weight: Expression,
    lines: tuple[Relation, Several],
    functions: Estimated,
    best: Best,
) -> Estimated:
    """All coefficients that are best, and the variance. lines: the log-likelihood and the scores. Raises Stuck."""
    names, (line, scores) = tuple(columns), lines
    if any(sheet.domain(name) != REAL for name in names):
        raise Stuck(say("coefficients-with-ends"))
    concave = write_concave(sheet, line, names, tuple(columns.values()), weight, False)
    statements = {names[k]: _statement(names, k, row) for k, row in best.rows.items()}
    sheet.phase("answer")
    after = _together(tuple(statements.values()))
    numbers = tuple(tuple(-x for x in best.combinations[k]) for k in best.rows)
    sheet.write("joint-solutions", scores, after, JointSolutions(names, concave, numbers))
    free = [name for name in names if name not in statements]
    on_line = _together(tuple(s for s in statements.values() if not free_symbols(s).isdisjoint(free)))
    tied = [name for name in names if name in free_symbols(on_line)] if statements else []
    roots = {name: value_of(s) for name, s in statements.items() if free_symbols(s).isdisjoint(free)}
    found = replace(
        functions,
        status=Status.NOT_UNIQUE,
        roots=roots,
        lines={name: statements[name] for name in roots},
        sets=dict.fromkeys(tied, on_line),
        why=_reason([*tied, *(name for name in free if name not in tied)]),
        worked_out=True,
    )
    if len(tied) + len(roots) < len(names):
        raise Stuck(say("coefficient-without-effect"))
    return _with_variance(sheet, parameters, names, line, statements, found)


def _statement(names: tuple[str, ...], k: int, row: Sequence[Fraction]) -> Relation:
    """`a = 4 − 2b`."""
    terms = enumerate(zip(row, names, strict=False))
    others = [multiply(rational(-x), Symbol(name)) for j, (x, name) in terms if x and j != k]
    return equals(Symbol(names[k]), add(rational(row[-1]), *others))


def _together(statements: tuple[Relation, ...]) -> Relation | Several:
    return statements[0] if len(statements) == 1 else Several(statements, ",")


def _reason(names: Sequence[str]) -> str:
    return say("columns-dependent", names=listed(names))


def _with_variance(
    sheet: Worksheet,
    parameters: tuple[str, ...],
    names: tuple[str, ...],
    line: Relation,
    statements: dict[str, Relation],
    found: Estimated,
) -> Estimated:
    """The variance, from the likelihood at any of the best coefficients."""
    variance = next((name for name in parameters if name not in names), None)
    if variance is None:
        return found
    pairs = tuple((name, value_of(s)) for name, s in statements.items())
    value = value_of(line)
    for name, formula in pairs:
        value = put(value, Symbol(name), formula)
    value = _worked_out(sheet, value)
    if not free_symbols(value).isdisjoint(names):
        raise Stuck(say("several-best-differ"))
    sheet.phase("profile")
    left = tuple(name for name in parameters if name not in statements)
    shown = ", ".join(map(plain, statements.values()))
    line = sheet.write(
        "profile-on-a-line", line, equals(function_of("ℓ", left), value), Substituted(pairs, True), n=shown,
        v=", ".join(name for name in left if name != variance),
    )
    best = maximise_over(sheet, line, variance, parameters, True)
    if isinstance(best, End):
        why = climb_reason(sheet, best, variance, value_of(line))
        return replace(found, status=Status.NO_MAXIMUM, why=why, roots={}, lines={}, sets={})
    if not isinstance(best, tuple):
        raise Stuck(say("no-single-number", name=variance))
    return replace(found, roots={**found.roots, variance: best[0]}, lines={**found.lines, variance: best[1]})


def _worked_out(sheet: Worksheet, e: Expression) -> Expression:
    """The sums over the data as numbers, multiplied out, so that the coefficients drop out."""
    spread = write_sum(collect(terms_of(e)))
    return write_sum(collect(terms_of(fold(sheet.sample.put_in(spread)))))
