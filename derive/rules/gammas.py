"""ψ at arguments that differ by a whole number: ψ(z + 1) = ψ(z) + 1/z.

ψ(α) − ψ(α + 2) = −3/2  →  −1/α − 1/(α + 1) = −3/2
"""

from __future__ import annotations

from ..expressions import ONE, ZERO, Call, Divide, Expression, Relation, integer
from .equations import Rewritten, equation
from .terms import Term, add, collect, factor, negate, terms_of, times, write_sum

__all__ = ["shift_digamma"]

MOST_STEPS = 6


def shift_digamma(line: Relation) -> Rewritten | None:
    """ψ(z + k) − ψ(z) as a sum of fractions, where both stand in the equation and k is a small whole number."""
    left, right = line.operands
    terms = terms_of(left)
    arguments = list(dict.fromkeys(b.arguments[0] for t in terms for b, e in t.powers if _is_digamma(b) and e == 1))
    for low in arguments:
        for high in arguments:
            steps = _whole(add(high, negate(low)))
            if 0 < steps <= MOST_STEPS:
                new = collect(s for t in terms for s in _replaced(t, low, high, steps))
                return Rewritten(equation(write_sum(new) if new else ZERO, right))
    return None


def _is_digamma(e: Expression) -> bool:
    return isinstance(e, Call) and e.function == "ψ" and len(e.arguments) == 1


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
