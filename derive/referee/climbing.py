"""The claim that a function of several variables climbs in a direction for ever."""

from __future__ import annotations

from fractions import Fraction

from ..balls import Undefined, enclose
from ..claims.several import Climbs
from ..expressions import (
    ZERO,
    Derivative,
    Expression,
    Indexed,
    Multiply,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    rational,
    replace,
    sample_sum,
    walk,
)
from .case import Case, Checks
from .concavity import is_of_sample, log_likelihood, sum_of
from .record import Established
from .refusal import Refused
from .search import has_kind
from .smoothness import require_smooth
from .values import established

__all__ = ["CHECKS"]


def climbs(case: Case) -> Established:
    """The derivative in a direction is a sum without negative terms, one of them positive, everywhere."""
    claim = case.claim
    assert isinstance(claim, Climbs)
    before = log_likelihood(case)
    line = case.after
    if not isinstance(line, Relation) or line.operators != (">",) or line.operands[1] != ZERO:
        raise Refused("the line does not state a derivative above zero")
    _require_room(case, claim)
    if not case.setting.columns or any(not is_of_sample(case, column) for column in claim.columns):
        raise Refused("a column depends on more than the data")
    value = case.meaning.unfold(before.value)
    for variable in claim.variables:
        require_smooth(case.meaning, value, variable, False)
    weighted = [
        Multiply((rational(d), z)) for d, z in zip(claim.direction, claim.columns, strict=True) if d
    ]
    along = sum_of(weighted)
    slope = replace(claim.slope, Symbol(claim.name), claim.predictor)
    total = sample_sum(Multiply((slope, along)))
    slopes = [
        Multiply((rational(d), Derivative(value, Symbol(v))))
        for d, v in zip(claim.direction, claim.variables, strict=True)
        if d
    ]
    case.equal(sum_of(slopes), total)
    case.equal(total, line.operands[0])
    _require_no_negative_term(case, claim, along)
    return established(case, slopes=None)


def _require_room(case: Case, claim: Climbs) -> None:
    """The direction is not zero, and no domain ends there."""
    count = len(claim.variables)
    if len({*claim.variables}) != count or len(claim.direction) != count or len(claim.columns) != count:
        raise Refused("one number and one column for each variable")
    if not any(claim.direction) or not {*claim.variables} <= case.setting.domains.keys():
        raise Refused("no direction")
    for variable, d in zip(claim.variables, claim.direction, strict=True):
        domain = case.domain(variable)
        if domain.integer or (domain.upper if d > 0 else domain.lower if d < 0 else None) is not None:
            raise Refused(f"the domain of {variable} ends in that direction")


def _require_no_negative_term(case: Case, claim: Climbs, along: Expression) -> None:
    """Term by term: the sign of the slope for what was observed, times that of the way along."""
    setting = case.setting
    if claim.name in {*setting.domains, *setting.values, *setting.supports, *setting.columns, "n"}:
        raise Refused("the name that stands for the predictor is taken")
    if free_symbols(claim.slope) - {claim.name, "i", *setting.values}:
        raise Refused("the slope depends on more than the predictor and the sample")
    bases = sorted({node.base for node in walk(claim.slope) if isinstance(node, Indexed)})
    signs: dict[tuple[Fraction, ...], int | None] = {}
    positive = False
    for row, step in enumerate(_steps_along(case, along)):
        if not step:
            continue
        observed = tuple(setting.columns[base].values[row] for base in bases)
        if observed not in signs:
            signs[observed] = _sign_of_slope(case, claim.slope, bases, observed)
        sign = signs[observed]
        if sign is None or sign * step < 0:
            raise Refused("a term may be negative")
        positive = positive or (sign * step > 0 and _came(case, row))
    if not positive:
        raise Refused("no term is positive")


def _came(case: Case, row: int) -> bool:
    """Whether a row of a table of counts came at all."""
    counts = next(iter(case.setting.columns.values())).counts
    return counts is None or counts[row] > 0


def _steps_along(case: Case, along: Expression) -> list[int]:
    """The sign of Σ d_j z_j for each row of the data. Raises Refused where it is not certain."""
    columns = case.setting.columns
    size = len(next(iter(columns.values())).values)
    observed = {node for node in walk(along) if isinstance(node, Indexed)}
    if any(len(column.values) != size for column in columns.values()):
        raise Refused("columns of different lengths")
    if any(node.base not in columns or node.index != Symbol("i") for node in observed):
        raise Refused("a column is no column of the data")
    signs = []
    for row in range(size):
        here = along
        for node in observed:
            here = replace(here, node, rational(columns[node.base].values[row]))
        try:
            value = enclose(here, {}, case.setting)
        except Undefined as why:
            raise Refused(f"a term has no value: {why}") from None
        if not (value > 0 or value < 0 or value == 0):
            raise Refused("the sign of a term could not be told")
        signs.append(int(value > 0) - int(value < 0))
    return signs


def _sign_of_slope(case: Case, slope: Expression, bases: list[str], observed: tuple[Fraction, ...]) -> int | None:
    for base, value in zip(bases, observed, strict=True):
        slope = replace(slope, Indexed(base, Symbol("i")), rational(value))
    if has_kind(slope, Indexed) or has_kind(slope, Summation):
        return None
    return case.meaning.field(False).sign(slope)


CHECKS: Checks = {
    Climbs: climbs,
}
