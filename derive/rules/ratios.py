"""What tells the observations from the least or the largest one, collected.

α n log m − α Σ log x_i = −α Σ log(x_i/m)      3 log 2 − log 32 = −log 4      Σ(min(x) − x_i) = −Σ(x_i − min(x))
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from ..expressions import (
    Add,
    Call,
    Divide,
    Expression,
    Indexed,
    Negate,
    Summation,
    Symbol,
    map_children,
    number_value,
)
from .arithmetic import log_of_number
from .terms import Exponent, Term, expand, factor, terms_of, times, write_sum

__all__ = ["collected_ratios"]

N = Symbol("n")
MOST_TIMES = 100
Powers = tuple[tuple[Expression, Exponent], ...]


def collected_ratios(e: Expression) -> Expression:
    """All three rules; the expression as it is where none applies."""
    flipped = _distances(e)
    return _logs_of_numbers(_logs_of_ratios(flipped))


def _distances(e: Expression) -> Expression:
    """`Σ(min(x) − x_i)` as `−Σ(x_i − min(x))`, so that the terms of the sum are not negative."""
    if isinstance(e, Summation) and isinstance(e.body, Add) and len(e.body.terms) == 2:
        least, second = e.body.terms
        own = second.operand if isinstance(second, Negate) else None
        if isinstance(own, Indexed) and least == Call("min", (Symbol(own.base),)):
            return Negate(Summation(Add((own, Negate(least))), e.index, e.lower, e.upper))
    changed = map_children(_distances, e)
    return e if changed is e else write_sum(terms_of(changed))


def _logs_of_numbers(e: Expression) -> Expression:
    """`3α log 2 − α log 32` as `−α log 4`: logarithms of numbers with the same factor as one."""
    groups: dict[frozenset[tuple[Expression, Exponent]], list[Term]] = {}
    terms = expand(e)
    for term in terms:
        beside = _beside_log(term)
        if beside:
            groups.setdefault(frozenset(beside), []).append(term)
    for group in groups.values():
        if len(group) > 1:
            product = prod((_number_of(t) ** int(t.coefficient) for t in group), start=Fraction(1))
            kept = [t for t in terms if t not in group]
            factors = Term(1, _beside_log(group[0]) or ())
            return _logs_of_numbers(write_sum([*kept, times(factors, factor(log_of_number(product)))]))
    return e


def _beside_log(term: Term) -> Powers | None:
    """The factors beside the logarithm of a number, where that comes a whole number of times."""
    logs = [b for b, x in term.powers if x == 1 and isinstance(b, Call) and b.function == "log" and _is_number(b)]
    times_over = Fraction(term.coefficient)
    if len(logs) != 1 or times_over.denominator != 1 or abs(times_over) > MOST_TIMES:
        return None
    return _without(term.powers, (logs[0],))


def _is_number(logarithm: Call) -> bool:
    value = number_value(logarithm.arguments[0])
    return value is not None and bool(value > 0)


def _number_of(term: Term) -> Fraction:
    logs = [b for b, _ in term.powers if isinstance(b, Call) and b.function == "log" and _is_number(b)]
    return Fraction(number_value(logs[0].arguments[0]) or 1)


def _logs_of_ratios(e: Expression) -> Expression:
    """`n log m` and `−Σ log x_i` with the same factor as one sum, m a statistic of the sample; else as it is."""
    terms = expand(e)
    for k, term in enumerate(terms):
        statistic = _log_of_statistic(term)
        if statistic is None:
            continue
        for j, other in enumerate(terms):
            new = _combined(term, other, statistic)
            if new is not None:
                kept = [new if i == j else t for i, t in enumerate(terms) if i != k]
                return _logs_of_ratios(write_sum(kept))
    return e


def _log_of_statistic(term: Term) -> Call | None:
    """`min(x)` where the term is a multiple of `n log(min(x))`."""
    for base, exponent in term.powers:
        if exponent == 1 and isinstance(base, Call) and base.function == "log" and (N, 1) in term.powers:
            inner = base.arguments[0]
            if isinstance(inner, Call) and inner.function in ("min", "max", "median"):
                return inner
    return None


def _combined(term: Term, other: Term, statistic: Call) -> Term | None:
    """`c n log m` and `−c Σ log x_i` as `−c Σ log(x_i/m)`."""
    own = _without(term.powers, (N, Call("log", (statistic,))))
    for base, exponent in other.powers:
        if exponent != 1 or not isinstance(base, Summation) or not _is_log_of_observation(base.body, statistic):
            continue
        if set(own) == set(_without(other.powers, (base,))) and term.coefficient == -other.coefficient:
            ratio = Call("log", (Divide(base.body.arguments[0], statistic),))  # type: ignore[attr-defined]
            total = Summation(ratio, base.index, base.lower, base.upper)
            return times(Term(other.coefficient, own), factor(total))
    return None


def _is_log_of_observation(body: Expression, statistic: Call) -> bool:
    if not isinstance(body, Call) or body.function != "log" or not isinstance(body.arguments[0], Indexed):
        return False
    return statistic.arguments == (Symbol(body.arguments[0].base),)


def _without(powers: Powers, bases: tuple[Expression, ...]) -> Powers:
    return tuple(p for p in powers if p[0] not in bases)
