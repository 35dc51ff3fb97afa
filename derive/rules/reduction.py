"""An equation without closed form, brought to the form in which it is stated: what is known on the right.

−n + Σx_i/λ − n e^(−λ)/(1 − e^(−λ)) = 0  →  λ + λ e^(−λ)/(1 − e^(−λ)) = x̄
"""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import Add, Call, Expression, Indexed, Relation, Summation, Symbol
from .equations import Rewritten, equation
from .sums import depends_on
from .terms import Term, collect, expand, negate, terms_of, times, write, write_sum

__all__ = ["over_one_denominator", "reduced_forms"]

N = (Symbol("n"), 1)
MOST_POWERS = 3


def reduced_forms(line: Relation, unknown: str) -> Iterator[Rewritten]:
    """Forms of `score = 0`, the simplest multiplier first: divided by n where n stands before the unknown, times
    powers of the unknown where it stands below a line; what is free of the unknown goes to the right."""
    terms = collect(terms_of(line.operands[0]))
    size = _size(terms, unknown)
    for power in range(_lowest(terms, unknown) + 1):
        multiplier = times(size, Term(1, ((Symbol(unknown), power),) if power else ()))
        yield _parted(collect(times(t, multiplier) for t in terms), multiplier, unknown)


def _size(terms: list[Term], unknown: str) -> Term:
    """1/n where a term is n times a function of the unknown."""
    counted = any(N in t.powers and len(t.powers) > 1 and _varies(t, unknown) for t in terms)
    return Term(1, ((N[0], -1),)) if counted else Term(1, ())


def _lowest(terms: list[Term], unknown: str) -> int:
    """The highest power of the unknown below a line."""
    powers = [-e for t in terms for b, e in t.powers if b == Symbol(unknown) and isinstance(e, int)]
    return min(max([0, *powers]), MOST_POWERS)


def _varies(term: Term, unknown: str) -> bool:
    return depends_on(write(term), unknown)


def _parted(terms: list[Term], multiplier: Term, unknown: str) -> Rewritten:
    terms = over_one_denominator(collect(map(_with_mean, terms)))
    here = over_one_denominator([t for t in terms if _varies(t, unknown)])
    there = [Term(-t.coefficient, t.powers) for t in terms if not _varies(t, unknown)]
    sign = -1 if (here and all(t.coefficient < 0 for t in here)) or _starts_negative(here, there) else 1
    left, right = (write_sum([Term(sign * t.coefficient, t.powers) for t in side]) for side in (here, there))
    whole = write(multiplier)
    return Rewritten(equation(left, right), whole if sign > 0 else negate(whole))


def over_one_denominator(terms: list[Term]) -> list[Term]:
    """`λ + λ e^(−λ)/(1 − e^(−λ))` as λ/(1 − e^(−λ)): quotients and plain terms over a denominator where that leaves
    fewer terms."""
    below = dict.fromkeys(b for t in terms for b, e in t.powers if e == -1 and isinstance(b, Add))
    for base in below:
        parts = [t for t in terms if (base, -1) in t.powers or _is_plain(t)]
        over = (times(t, Term(1, ((base, 1),))) for t in parts)
        joined = expand(write_sum([s for t in over for s in expand(write(t))]))
        if len(joined) < len(parts):
            rest = [t for t in terms if t not in parts]
            return [*rest, *(times(t, Term(1, ((base, -1),))) for t in joined)]
    return terms


def _is_plain(term: Term) -> bool:
    """Powers of symbols and means alone."""
    return all(
        isinstance(b, Symbol) or (isinstance(b, Call) and b.function == "mean")
        for b, e in term.powers
        if not isinstance(e, Expression)
    ) and not any(isinstance(e, Expression) for _, e in term.powers)


def _starts_negative(here: list[Term], there: list[Term]) -> bool:
    """Whether the equation reads better with all signs changed: a sum of positive terms on the right."""
    return bool(here and there) and all(t.coefficient < 0 for t in there) and here[0].coefficient < 0


def _with_mean(term: Term) -> Term:
    """`Σ x_i/n` is x̄."""
    if (N[0], -1) not in term.powers:
        return term
    for base, exponent in term.powers:
        if exponent == 1 and isinstance(base, Summation) and isinstance(base.body, Indexed) and base.upper == N[0]:
            kept = tuple(p for p in term.powers if p not in ((base, 1), (N[0], -1)))
            return times(Term(term.coefficient, kept), Term(1, ((_mean(base.body.base), 1),)))
    return term


def _mean(base: str) -> Expression:
    return Call("mean", (Symbol(base),))
