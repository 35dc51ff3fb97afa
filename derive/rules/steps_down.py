"""Slopes that step down at numbers: Σ x_i sign(y_i − b x_i) falls by 2|x_i| where b passes y_i/x_i."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from ..expressions import (
    ONE,
    ZERO,
    Call,
    Expression,
    Indexed,
    Summation,
    Symbol,
    number_value,
    rational,
    walk,
)
from ..expressions import replace as put
from ..steps import Column
from .arithmetic import fold
from .terms import Powers, Term, expand, terms_of, write, write_sum

__all__ = ["Crossing", "common_factor", "crossing"]


class Crossing(NamedTuple):
    """Where a slope goes through zero: between two numbers, or at one; and the slopes on both sides of there."""

    lower: Fraction
    upper: Fraction
    before: Fraction
    behind: Fraction


def common_factor(score: Expression) -> tuple[Expression, Expression] | None:
    """The factor that all terms share and the sum of signs that is left: `(1/s) Σ x_i sign(y_i − b x_i)`; None
    where signs are not all that is left."""
    terms = expand(score)
    shared = {tuple(p for p in term.powers if not _holds_sign(p[0])) for term in terms}
    if len(shared) != 1 or not all(any(_holds_sign(base) for base, _ in term.powers) for term in terms):
        return None
    (outside,) = shared
    rest: list[Powers] = [tuple(p for p in term.powers if _holds_sign(p[0])) for term in terms]
    inner = [Term(term.coefficient, powers) for term, powers in zip(terms, rest, strict=True)]
    return write(Term(1, outside)), write_sum(inner)


def _holds_sign(e: Expression) -> bool:
    return any(isinstance(node, Call) and node.function == "sign" for node in walk(e))


def crossing(slope: Expression, unknown: str, columns: Mapping[str, Column]) -> Crossing | None:
    """Where the sum of signs changes its own, at the data; None where it is something else or never does."""
    steps: dict[Fraction, Fraction] = {}
    height = Fraction(0)
    for term, count in _terms(slope, columns):
        found = _step(term, unknown)
        if found is None or found[1] < 0:
            return None
        place, drop = found
        steps[place] = steps.get(place, Fraction(0)) + count * drop
        height += count * drop / 2
    for place, after in _walk(steps, height):
        if after[1] < 0:
            return Crossing(place, place, *after)
        if after[1] == 0:
            upper = min(other for other in steps if other > place)
            return Crossing(place, upper, *after)
    return None


def _walk(
    steps: Mapping[Fraction, Fraction], height: Fraction
) -> Iterator[tuple[Fraction, tuple[Fraction, Fraction]]]:
    """The places of the steps in order, and the slopes on both sides of each."""
    for place in sorted(place for place, drop in steps.items() if drop):
        yield place, (height, height - steps[place])
        height -= steps[place]


def _terms(slope: Expression, columns: Mapping[str, Column]) -> Iterator[tuple[Expression, int]]:
    """The terms with the data in them, and how often each comes."""
    for term in terms_of(slope):
        e = write(term)
        sums = [base for base, exponent in term.powers if exponent == 1 and isinstance(base, Summation)]
        if not sums:
            yield e, 1
            continue
        whole = sums[0]
        own = sorted({node.base for node in walk(whole.body) if isinstance(node, Indexed)} & columns.keys())
        body = put(e, whole, whole.body)
        for values, count in _rows([columns[name] for name in own]):
            at = body
            for name, value in zip(own, values, strict=True):
                at = put(at, Indexed(name, Symbol(whole.index)), rational(value))
            yield at, count


def _rows(columns: list[Column]) -> Iterator[tuple[tuple[Fraction, ...], int]]:
    counts = columns[0].counts if columns and columns[0].counts else (1,) * len(columns[0].values if columns else ())
    yield from zip(zip(*(column.values for column in columns), strict=False), counts, strict=False)


def _step(e: Expression, unknown: str) -> tuple[Fraction, Fraction] | None:
    """Where `w sign(p − q v)` steps, and by how much it falls; None for anything else."""
    signs = [node for node in walk(e) if isinstance(node, Call) and node.function == "sign"]
    if len(signs) != 1:
        return None
    ends = [number_value(fold(put(e, signs[0], value))) for value in (ZERO, ONE)]
    inside = signs[0].arguments[0]
    values = [number_value(fold(put(inside, Symbol(unknown), rational(k)))) for k in range(3)]
    if ends[0] != 0 or ends[1] is None or None in values:
        return None
    at_0, at_1, at_2 = (Fraction(v) for v in values if v is not None)
    slope = at_1 - at_0
    if at_2 - at_1 != slope:
        return None
    if not slope:  # an observation at which the unknown plays no part
        return Fraction(0), Fraction(0)
    return -at_0 / slope, 2 * Fraction(ends[1]) * (1 if slope < 0 else -1)
