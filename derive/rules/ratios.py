"""Logarithms of observations against that of a statistic of the sample.

α n log m − α Σ log x_i = −α Σ log(x_i/m)
"""

from __future__ import annotations

from ..expressions import Call, Divide, Expression, Indexed, Summation, Symbol
from .terms import Exponent, Term, expand, factor, times, write_sum

__all__ = ["logs_of_ratios"]

N = Symbol("n")
Powers = tuple[tuple[Expression, Exponent], ...]


def logs_of_ratios(e: Expression) -> Expression:
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
                return logs_of_ratios(write_sum(kept))
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
