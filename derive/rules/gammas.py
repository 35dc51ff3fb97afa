"""ψ at arguments that differ by a whole number: ψ(z + 1) = ψ(z) + 1/z.

ψ(α) − ψ(α + 2) = −3/2  →  −1/α − 1/(α + 1) = −3/2
"""

from __future__ import annotations

from collections.abc import Mapping

from ..expressions import (
    ONE,
    ZERO,
    Call,
    Divide,
    Expression,
    Indexed,
    Relation,
    Summation,
    Symbol,
    integer,
    walk,
)
from ..steps import Column
from .equations import Rewritten, equation
from .terms import Term, add, collect, factor, negate, terms_of, times, write_sum

__all__ = ["shift_digamma", "unfold_digamma"]

MOST_STEPS = 6
MOST_SHIFTS = 40


def shift_digamma(line: Relation) -> Rewritten | None:
    """ψ(z + k) − ψ(z) as a sum of fractions, where both stand in the equation and k is a small whole number."""
    left, right = line.operands
    terms = terms_of(left)
    arguments = list(dict.fromkeys(of for t in terms for b, e in t.powers if e == 1 for of in _of_digamma(b)))
    for low in arguments:
        for high in arguments:
            steps = _whole(add(high, negate(low)))
            if 0 < steps <= MOST_STEPS:
                new = collect(s for t in terms for s in _replaced(t, low, high, steps))
                return Rewritten(equation(write_sum(new) if new else ZERO, right))
    return None


def _of_digamma(e: Expression) -> tuple[Expression, ...]:
    """The argument of ψ, where the expression is one."""
    return e.arguments if isinstance(e, Call) and e.function == "ψ" and len(e.arguments) == 1 else ()


def _whole(e: Expression) -> int:
    """The whole number that an expression is, else 0."""
    term = factor(e)
    return int(term.coefficient) if not term.powers and term.coefficient.denominator == 1 else 0


def _replaced(term: Term, low: Expression, high: Expression, steps: int) -> list[Term]:
    digamma = Call("ψ", (high,)), 1
    if digamma not in term.powers:
        return [term]
    rest = Term(term.coefficient, tuple(p for p in term.powers if p != digamma))
    fractions = [Divide(ONE, add(low, integer(k)) if k else low) for k in range(steps)]
    return [times(rest, factor(part)) for part in (Call("ψ", (low,)), *fractions)]


# ---- at the data -----------------------------------------------------------------------------------------------


def unfold_digamma(e: Expression, columns: Mapping[str, Column]) -> Expression | None:
    """`Σ ψ(x_i + r) − n ψ(r)` for whole numbers x_i: 5/r + 4/(r + 1) + …, where as many as the numerator says are
    larger than the number below it. None where no such sum stands in the expression."""
    terms = terms_of(e)
    new = _brought_down(collect(part for t in terms for part in _unfolded(t, columns)))
    return None if new == terms else write_sum(collect(new))


def _brought_down(terms: list[Term]) -> list[Term]:
    """`5ψ(r + 2) − 5ψ(r)` as 5/r + 5/(r + 1): arguments that differ by whole numbers become the least of them."""
    arguments = list(dict.fromkeys(of for t in terms for b, e in t.powers if e == 1 for of in _of_digamma(b)))
    for high in arguments:
        below = [(steps, low) for low in arguments if 0 < (steps := _whole(add(high, negate(low)))) <= MOST_SHIFTS]
        if below:
            steps, low = max(below, key=lambda pair: pair[0])
            terms = [part for t in terms for part in _replaced(t, low, high, steps)]
    return collect(terms)


def _unfolded(term: Term, columns: Mapping[str, Column]) -> list[Term]:
    for base, exponent in term.powers:
        if exponent == 1 and isinstance(base, Summation):
            inner = _unfolded_sum(base, columns)
            if inner is not None:
                rest = Term(term.coefficient, tuple(p for p in term.powers if p[0] != base))
                return [times(rest, t) for t in inner]
    return [term]


def _unfolded_sum(e: Summation, columns: Mapping[str, Column]) -> list[Term] | None:
    """Each ψ of an observation and something, as often as there are observations."""
    found: list[Term] = []
    for term in terms_of(e.body):
        digammas = [(of, b) for b, x in term.powers if x == 1 for of in _of_digamma(b)]
        shift = _observed(digammas[0][0], e.index, columns) if len(term.powers) == 1 and digammas else None
        if shift is not None:
            column, rest = shift
            size = integer(column.size)
            fractions = [
                times(term._replace(powers=()), factor(Divide(integer(count), add(rest, integer(j)) if j else rest)))
                for j, count in enumerate(_exceedances(column))
            ]
            found += [times(term._replace(powers=()), times(factor(size), factor(Call("ψ", (rest,))))), *fractions]
        elif any(isinstance(node, Indexed) for node in walk(e.body)) and _holds_observation(term):
            return None
        else:
            found.append(times(term, factor(e.upper)))
    whole = [t for t in found if any(_of_digamma(b) for b, _ in t.powers)]
    return found if whole else None


def _holds_observation(term: Term) -> bool:
    return any(isinstance(node, Indexed) for node in walk(write_sum([term])))


def _observed(argument: Expression, index: str, columns: Mapping[str, Column]) -> tuple[Column, Expression] | None:
    """The column of x and the rest of `x_i + rest`, where x is made of small whole numbers."""
    terms = terms_of(argument)
    seen = [(t, b) for t in terms for b, x in t.powers if isinstance(b, Indexed) and t == Term(1, ((b, 1),))]
    if len(seen) != 1 or len(terms) < 2:
        return None
    term, observation = seen[0]
    rest = write_sum([t for t in terms if t != term])
    column = columns.get(observation.base)
    if column is None or observation.index != Symbol(index) or _holds_observation(factor(rest)):
        return None
    small = all(v.denominator == 1 and 0 <= v <= MOST_SHIFTS for v in column.values)
    return (column, rest) if small else None


def _exceedances(column: Column) -> list[int]:
    """How many observations are larger than 0, than 1, and so on."""
    counts = column.counts or (1,) * len(column.values)
    pairs = list(zip(column.values, counts, strict=True))
    return [sum(n for v, n in pairs if v > j) for j in range(int(max(column.values)))]
