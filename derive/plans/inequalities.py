"""Inequalities among the parameters: the maximum without them where it meets them, else that on the boundary."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.boundary import OnBoundary
from ..claims.equations import Substituted
from ..claims.values import Given, Holds
from ..expressions import ZERO, Chain, Expression, Relation, Symbol, number_value, rational
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.derivatives import gradient
from ..rules.equations import equation
from ..rules.linear import Linear, gap_of
from ..rules.logs import log_of_product
from ..rules.terms import write
from ..steps import Status, value_of
from ..words import say
from .categories import numbers_first
from .cells import Block, Cells, cells_of
from .conditioning import write_conditions
from .conditions import put_all
from .estimation import Estimated
from .likelihood import function_of
from .settings import with_given
from .simplex import maximise_cells, write_cells
from .worksheet import Stuck, Worksheet, equals

__all__ = ["bounds_of", "estimate_cells_within", "has_cells_within", "without_bounds", "write_met"]

UPWARD = {"<": 1, "≤": 1, ">": -1, "≥": -1}
Point = Mapping[str, Fraction]


def bounds_of(problem: Problem) -> tuple[Relation, ...]:
    """The inequalities among the conditions."""
    return tuple(line for line in problem.constraints if set(line.operators) & UPWARD.keys())


def without_bounds(problem: Problem) -> Problem:
    """The problem with its equations alone."""
    return replace(problem, constraints=tuple(line for line in problem.constraints if line.operators == ("=",)))


def has_cells_within(problem: Problem) -> bool:
    """Whether counts are to be shared under bounds that may bind: inequalities, or ends of domains that were set."""
    bounds = bounds_of(problem)
    if any(len(line.operands) != 2 or gap_of(line) is None for line in bounds):
        return False
    if not bounds and all(_is_plain(problem, name) for name in problem.parameters):
        return False
    cells = cells_of(without_bounds(problem))
    if cells is None or any(number_value(count) is None for count in cells.counts.values()):
        return False
    return bool(bounds) or bool(_broken(problem, cells, bounds))


def _is_plain(problem: Problem, name: str) -> bool:
    """No end but those that all probabilities have."""
    domain = problem.domains[name]
    ends = domain.lower, domain.upper
    return all(end is None or number_value(end) in (0, 1) for end in ends)


def estimate_cells_within(sheet: Worksheet, problem: Problem) -> Estimated:
    """One bound after the other that the shares would break becomes an equation."""
    bounds, free = bounds_of(problem), without_bounds(problem)
    cells = cells_of(free)
    assert cells is not None
    log_line, found = write_cells(sheet, free, cells)
    sheet.setting = with_given(sheet.setting, *bounds)
    sheet.phase("condition")
    for line in bounds:
        sheet.write("inequality", None, line, Given())
    while broken := _broken(problem, cells, bounds):
        if len(broken) > 1:
            raise Stuck(say("several-bounds-broken"))
        boundary = _write_boundary(sheet, log_line, cells, broken[0])
        if not isinstance(boundary, Relation):
            why = say("climbs-to-left-out-end", boundary=plain(boundary), bound=plain(broken[0]))
            return replace(found, status=Status.NO_MAXIMUM, why=why)
        free = replace(free, constraints=(*free.constraints, boundary))
        cells, log_line = _reduced(sheet, free, log_line)
    estimated = maximise_cells(sheet, cells, log_line, found)
    write_met(sheet, bounds, estimated)
    return estimated


def write_met(sheet: Worksheet, bounds: tuple[Relation, ...], found: Estimated) -> None:
    """The estimates put into the inequalities."""
    for line in bounds:
        after = Relation(tuple(put_all(side, found.roots) for side in line.operands), line.operators)
        sheet.write("condition-met", None, after, Holds(), n=line)


# ---- the shares without the bounds -------------------------------------------------------------------------


def _point(cells: Cells) -> dict[str, Fraction]:
    """The shares, and what the conditions give by them."""
    found: dict[str, Fraction] = {}
    for block in cells.blocks:
        total = _size(cells, block)
        for name, weight in block.weights.items():
            count = number_value(cells.counts[name]) or 0
            found[name] = block.total * Fraction(count) / (total * weight) if total else Fraction(0)
    for name, form in cells.conditions.solved.items():
        found[name] = _value(form.solved_for(name), found)
    return found


def _size(cells: Cells, block: Block) -> Fraction:
    return sum((Fraction(number_value(cells.counts[name]) or 0) for name in block.weights), Fraction(0))


def _value(form: Linear, point: Point) -> Fraction:
    return form.constant + sum((v * point[n] for n, v in form.coefficients.items()), Fraction(0))


def _broken(problem: Problem, cells: Cells, bounds: tuple[Relation, ...]) -> list[Relation]:
    """The inequalities, and the ends of domains, that the shares break."""
    point = _point(cells)
    ends = (line for name in problem.parameters for line in _ends(problem, name))
    return [line for line in (*bounds, *ends) if _breaks(line, point)]


def _breaks(line: Relation, point: Point) -> bool:
    gap = gap_of(line)
    assert gap is not None
    return UPWARD[line.operators[0]] * _value(gap, point) > 0


def _ends(problem: Problem, name: str) -> list[Relation]:
    domain, symbol = problem.domains[name], Symbol(name)
    found = []
    if domain.lower is not None and number_value(domain.lower) is not None:
        found.append(Relation((symbol, domain.lower), ("≥" if domain.lower_closed else ">",)))
    if domain.upper is not None and number_value(domain.upper) is not None:
        found.append(Relation((symbol, domain.upper), ("≤" if domain.upper_closed else "<",)))
    return found


# ---- the boundary ----------------------------------------------------------------------------------------


def _write_boundary(sheet: Worksheet, log_line: Relation, cells: Cells, bound: Relation) -> Expression:
    """`p_1 = 1/5`, as ℓ without the bound is largest beyond it."""
    point = _point(cells)
    values = tuple((name, rational(value)) for name, value in point.items())
    sizes = [(block.condition, _size(cells, block) / block.total) for block in cells.blocks]
    multipliers = tuple((line, rational(value)) for line, value in sizes if value)
    held = tuple(name for name, count in cells.counts.items() if count != ZERO)
    scores = tuple(gradient(value_of(log_line), held).items())
    gap = gap_of(bound)
    assert gap is not None
    said = ", ".join(plain(equation(Symbol(n), rational(point[n]))) for n in gap.coefficients)
    closed = bound.operators[0] in "≤≥"
    after = Relation(bound.operands, ("=",)) if closed else Chain(bound.operands, ("→",))
    claim = OnBoundary(bound, values, multipliers, scores)
    rule = "beyond-condition" if closed else "beyond-open-condition"
    return sheet.write(rule, log_line, after, claim, n=bound, v=said)


def _reduced(sheet: Worksheet, problem: Problem, log_line: Relation) -> tuple[Cells, Relation]:
    """The boundary put into the log-likelihood."""
    cells = cells_of(problem)
    if cells is None:
        raise Stuck(say("boundary-ties-parameters"))
    write_conditions(sheet, cells.conditions, tuple(b.condition for b in cells.blocks), cells.remainders)
    names = tuple(cells.counts)
    product = write(numbers_first(cells.factors))
    value = log_of_product(product, sheet.signs)
    pairs = tuple(cells.conditions.values.items())
    said = ", ".join(plain(equation(Symbol(name), e)) for name, e in pairs)
    after = equals(function_of("ℓ", names), value)
    return cells, sheet.write("condition-in", log_line, after, Substituted(pairs), n=said)
