"""Whether an answer lies where the laws exist: `Bernoulli(a + b x)` needs 0 ≤ a + b x ≤ 1 at every x.

What an argument asks of one parameter is in its domain already. Where it ties several, or is no polynomial, the
maximum is sought over the whole box of the domains: one that lies where the laws exist is the maximum there as well,
any other one says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from flint import arb, fmpq

from ..balls import Undefined, enclose
from ..domains import POSITIVE
from ..exact import CannotNormalise, Field
from ..expressions import Expression, SetOf, Symbol, free_symbols
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Need, Problem
from ..rules.rows import rows_of
from ..steps import Derivation, Estimate, Setting, Status
from ..words import say
from .cells import cells_of

__all__ = ["where_laws_exist"]

FEW_ROWS = 8  # of a table, for a proof at each of them

Ball = arb | fmpq
Point = tuple[dict[str, Expression], dict[str, Ball]]
"""The estimates that have a closed form, and those that are enclosed."""


def where_laws_exist(problem: Problem, derivation: Derivation) -> Derivation:
    """The derivation; unsolved where its answer is not seen to lie where the laws exist."""
    if derivation.status is Status.UNSOLVED or not problem.parameters or not (problem.columns or problem.partial):
        return derivation
    needs = [need for need in problem.needs if not _always_holds(need, problem)]
    if not needs or _has_named_what_is_left(problem, derivation):
        return derivation
    why = _objection(needs, problem, derivation)
    if not why:
        return derivation
    return Derivation(derivation.steps, Status.UNSOLVED, derivation.setting, diagnostics=(why,))


def _has_named_what_is_left(problem: Problem, derivation: Derivation) -> bool:
    """Whether every cell became a probability of its own on the way, `1 − p − q` by a name: then all of them kept to
    their domains."""
    if not all(law.cells for law in problem.laws) or any(step.rule == "path" for step in derivation.steps):
        return False
    cells = cells_of(problem)
    return cells is not None and bool(cells.remainders)


def _objection(needs: list[Need], problem: Problem, derivation: Derivation) -> str:
    points = list(_points(problem, derivation.estimates)) if derivation.status is not Status.NO_MAXIMUM else []
    failed = [need for need in needs if not points or not all(_holds(need, point, problem) for point in points)]
    if not failed:
        return ""
    need = _asked(failed[0])
    return say("law-not-seen-at-maximum", need=need) if points else say("law-not-seen-on-way", need=need)


def _asked(need: Need) -> str:
    """`the scale σ has to be positive`."""
    argument = plain(need.argument)
    if need.domain == POSITIVE:
        return say("has-to-be-positive", role=need.role, argument=argument)
    return say("has-to-lie-in", role=need.role, argument=argument, domain=plain(need.domain.interval()))


# ---- everywhere ------------------------------------------------------------------------------------------


def _always_holds(need: Need, problem: Problem) -> bool:
    """Whether the gap is proved to keep its sign, whatever the parameters are."""
    gap = _with_known(need.gap, problem)
    names = free_symbols(gap)
    if need.strict and any(_has_end(problem, name) for name in names & problem.parameters.keys()):
        return False
    columns = names & problem.columns.keys()
    positive = [name for name in columns if min(problem.columns[name].values) > 0]
    domains = {**problem.domains, **dict.fromkeys(positive, POSITIVE)}
    if _keeps_sign(gap, Setting(domains=domains), need.strict):
        return True
    rows = rows_of(gap, problem.columns) if columns else []
    if not 0 < len(rows) <= FEW_ROWS:
        return False
    setting = Setting(domains=problem.domains)
    return all(_keeps_sign(_at(gap, row), setting, need.strict) for row in rows)


def _has_end(problem: Problem, name: str) -> bool:
    domain = problem.domains[name]
    return domain.lower_closed or domain.upper_closed


def _keeps_sign(gap: Expression, setting: Setting, strict: bool) -> bool:
    try:
        field = Field(setting)
        return field.sign(gap) == 1 if strict else field.nonnegative(gap)
    except CannotNormalise:
        return False


# ---- at the answer ---------------------------------------------------------------------------------------


def _points(problem: Problem, estimates: tuple[Estimate, ...]) -> Iterator[Point]:
    """The estimates together; each member of a set of maximisers is a point of its own."""
    unknowns = {Symbol(name) for name in problem.parameters}
    rows = [row for row in estimates if row.parameter in unknowns]
    if len(rows) == 1 and isinstance(rows[0].maximisers, SetOf):
        name = next(iter(problem.parameters))
        yield from (({name: member}, {}) for member in rows[0].maximisers.elements)
        return
    exact: dict[str, Expression] = {}
    balls: dict[str, Ball] = {}
    for row in rows:
        assert isinstance(row.parameter, Symbol)
        if row.interval is not None:
            low, high = map(Fraction, row.interval)
            middle, radius = (low + high) / 2, (high - low) / 2
            balls[row.parameter.name] = arb(_fmpq(middle), arb(_fmpq(radius)).upper())
        elif row.exact is not None and row.maximisers is None:
            exact[row.parameter.name] = row.exact
    yield exact, balls


def _fmpq(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _holds(need: Need, point: Point, problem: Problem) -> bool:
    gap = _with_known(need.gap, problem)
    exact, balls = point
    at_rows = (_at(_at(gap, row), exact) for row in rows_of(gap, problem.columns))
    return all(_is_met(e, balls, need.strict) for e in at_rows)


def _is_met(gap: Expression, balls: dict[str, Ball], strict: bool) -> bool:
    try:
        value = enclose(gap, balls, Setting())
    except Undefined:
        return False
    if value > 0 or (not strict and value >= 0):
        return True
    if strict or value < 0 or balls:
        return False
    return _keeps_sign(gap, Setting(), strict)


def _with_known(e: Expression, problem: Problem) -> Expression:
    return _at(e, {name: value for name, value in problem.known.items() if value is not None})


def _at(e: Expression, values: Mapping[str, Expression]) -> Expression:
    for name, value in values.items():
        e = put(e, Symbol(name), value)
    return e
