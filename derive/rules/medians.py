"""Scores that count the observations on each side of the unknown.

ℓ′(μ) = (1/b) Σ sign(x_i − μ): as many steps up as observations lie above μ, as many down as lie below.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from ..expressions import (
    HALF,
    ONE,
    TWO,
    Add,
    Call,
    Divide,
    Expression,
    Indexed,
    OrderStatistic,
    Summation,
    Symbol,
    number_value,
    walk,
)
from ..steps import Column
from .arithmetic import fold
from .sums import depends_on
from .terms import Term, as_sum, divide, expand, multiply, terms_of, write, write_sum

__all__ = ["Counting", "counting_score", "holds_absolute_value", "maximisers"]

N = Symbol("n")


class Counting(NamedTuple):
    """The score `factor · (Σ sign(x_i − v) + n (2 level − 1))` of a sample."""

    factor: Expression
    level: Expression
    sample: str

    @property
    def estimate(self) -> Expression:
        """The median, or the order statistic of rank ⌈n level⌉."""
        if number_value(self.level) == Fraction(1, 2):
            return Call("median", (Symbol(self.sample),))
        return OrderStatistic(self.sample, Call("ceil", (multiply(N, self.level),)))


def holds_absolute_value(e: Expression, names: Iterable[str]) -> bool:
    """Whether a parameter stands between bars: the likelihood has a corner at each observation."""
    sizes = [n for n in walk(e) if isinstance(n, Call) and n.function == "abs"]
    return any(depends_on(size, name) for size in sizes for name in names)


def counting_score(score: Expression, unknown: str) -> Counting | None:
    """The score as a count of the observations on each side, or None where it is something else."""
    terms = expand(score)
    found = [(t, s) for t in terms for s in [_sum_of_signs(t, unknown)] if s is not None]
    if len(found) != 1:
        return None
    term, (signs, base, upright) = found[0]
    coefficient = term.coefficient if upright else -term.coefficient
    factor = write(Term(coefficient, tuple(p for p in term.powers if p[0] != signs)))
    rest = write_sum([t for t in terms if t is not term])
    if depends_on(factor, unknown) or depends_on(rest, unknown):
        return None
    shift = as_sum(divide(rest, multiply(factor, N)))
    return Counting(factor, fold(Divide(Add((ONE, shift)), TWO)) if terms_of(shift) else HALF, base)


def _sum_of_signs(term: Term, unknown: str) -> tuple[Summation, str, bool] | None:
    """`Σ sign(x_i − v)` among the factors, its sample, and whether v stands behind."""
    for base, exponent in term.powers:
        body = base.body if exponent == 1 and isinstance(base, Summation) else None
        if isinstance(base, Summation) and isinstance(body, Call) and body.function == "sign":
            found = _difference(body.arguments[0], unknown)
            return None if found is None else (base, *found)
    return None


def _difference(e: Expression, unknown: str) -> tuple[str, bool] | None:
    """The sample of `x_i − v` (True) or `v − x_i` (False)."""
    terms = {t.powers: t.coefficient for t in terms_of(e)}
    own = terms.pop(((Symbol(unknown), 1),), None)
    if own not in (1, -1) or len(terms) != 1:
        return None
    ((powers, coefficient),) = terms.items()
    base, exponent = powers[0] if len(powers) == 1 else (None, 0)
    return (base.base, own == -1) if isinstance(base, Indexed) and exponent == 1 and coefficient == -own else None


def maximisers(column: Column, level: Fraction) -> tuple[int, int]:
    """The ranks between which every value is a maximiser."""
    share = column.size * level
    first = -(-share.numerator // share.denominator)
    return first, first + 1 if share.denominator == 1 else first
