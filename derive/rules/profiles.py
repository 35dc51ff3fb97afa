"""A log-likelihood into which an estimate was put, with what cancels cancelled.

((Σx_i^k/n)^(1/k))^(−k)  →  n/Σx_i^k      e^(−x_i/β + log a)  →  a e^(−x_i/β)      Σx_i/x̄  →  n
"""

from __future__ import annotations

from fractions import Fraction

from ..expressions import Add, Call, Expression, Indexed, Multiply, Power, Summation, Symbol, map_children, walk
from .reduction import over_one_denominator
from .sums import sample_total
from .terms import (
    E,
    Exponent,
    Term,
    add,
    collect,
    expand,
    factor,
    like,
    multiply,
    plain_number,
    scale_exponent,
    term_product,
    terms_of,
    times,
    write,
    write_sum,
)

__all__ = ["tidied"]

N = Symbol("n")


def tidied(e: Expression) -> Expression:
    """The same expression, powers of powers and exponentials of logarithms undone, sums over constants counted."""
    e = map_children(tidied, e)
    if isinstance(e, Call):
        return write(_flat(E, e.arguments[0])) if e.function == "exp" else _log_of_power(e)
    if isinstance(e, (Power, Multiply)):
        return _product(e)
    if isinstance(e, Summation) and any(isinstance(node, Summation) for node in walk(e.body)):
        total = sample_total(e.body, e, "all")
        return total if total == e else tidied(total)
    if isinstance(e, Add):
        terms = collect(map(_counted, terms_of(add(*map(_opened, e.terms)))))
        return write_sum(_cancelled(over_one_denominator(terms)))
    return e


def _cancelled(terms: list[Term]) -> list[Term]:
    """`n²/(S − n) − n S/(S − n)` as −n: terms over one denominator that together are a multiple of it."""
    for base in dict.fromkeys(b for t in terms for b, x in t.powers if x == -1 and isinstance(b, Add)):
        over = [t for t in terms if (base, -1) in t.powers]
        tops = collect(s for t in over for s in expand(write(times(t, Term(1, ((base, 1),))))))
        multiple = _multiple_of(tops, expand(base))
        if multiple is not None:
            place = terms.index(over[0])
            return collect([*(t for t in terms[:place] if t not in over), multiple,
                            *(t for t in terms[place:] if t not in over)])
    return terms


def _multiple_of(tops: list[Term], below: list[Term]) -> Term | None:
    """The term that takes the one sum to the other."""
    if len(tops) != len(below) or len(below) < 2:
        return None
    first = Term(Fraction(1) / below[0].coefficient, tuple((b, scale_exponent(x, -1)) for b, x in below[0].powers))
    wanted = {(like(t), t.coefficient) for t in tops}
    for top in tops:
        multiple = times(top, first)
        if {(like(t), t.coefficient) for t in (times(multiple, b) for b in below)} == wanted:
            return Term(plain_number(multiple.coefficient), multiple.powers)
    return None


def _opened(e: Expression) -> Expression:
    """A product with sums multiplied out, where that splits no square."""
    term = factor(e)
    sums = [b for b, x in term.powers if isinstance(b, Add) and x == 1]
    others = [b for b, _ in term.powers if isinstance(b, Summation)]
    if len(sums) != 1 or not _holds_sum(sums[0]):
        return e
    cancels = any((b, -1) in t.powers for t in terms_of(sums[0]) for b in others)
    return write_sum(expand(e)) if cancels or not others else e


def _holds_sum(e: Expression) -> bool:
    return any(isinstance(node, Summation) for node in walk(e))


def _log_of_power(e: Call) -> Expression:
    """log b^k is k log b for a symbolic k."""
    if e.function == "log" and isinstance(e.arguments[0], Power):
        power = factor(e.arguments[0])
        if power.coefficient == 1 and len(power.powers) == 1 and isinstance(power.powers[0][1], Expression):
            base, exponent = power.powers[0]
            assert isinstance(exponent, Expression)
            return multiply(exponent, Call("log", (base,)))
    return e


def _product(e: Expression) -> Expression:
    return write(_counted(term_product(_flat(base, exponent) for base, exponent in _parts(e))))


def _parts(e: Expression) -> list[tuple[Expression, Exponent]]:
    term = factor(e)
    if term.coefficient == 1:
        return list(term.powers)
    return [(write(Term(term.coefficient, ())), 1), *term.powers]


def _flat(base: Expression, exponent: Exponent) -> Term:
    """A power of a power as one power, e to a logarithm as what stands under it."""
    if base == E and isinstance(exponent, Expression):
        return _without_logs(exponent)
    inner = factor(base)
    if isinstance(base, Power) and len(inner.powers) == 1 and inner.coefficient == 1:
        own, raised = inner.powers[0]
        if isinstance(raised, Expression):
            whole = multiply(raised, exponent if isinstance(exponent, Expression) else write(Term(exponent, ())))
            return factor(Power(own, whole))
    return inner if exponent == 1 else Term(1, ((base, exponent),))


def _without_logs(exponent: Expression) -> Term:
    """`e^(a + 2 log b)` as b² e^a."""
    result, rest = Term(1, ()), []
    for term in expand(exponent):
        is_log = len(term.powers) == 1 and term.powers[0][1] == 1 and isinstance(term.powers[0][0], Call)
        logarithm = term.powers[0][0] if is_log else None
        if isinstance(logarithm, Call) and logarithm.function == "log" and isinstance(term.coefficient, int):
            result = times(result, factor(Power(logarithm.arguments[0], write(Term(term.coefficient, ())))))
        else:
            rest.append(term)
    return times(result, Term(1, ((E, write_sum(rest)),))) if rest else result


def _counted(term: Term) -> Term:
    """`Σx_i/x̄` is n."""
    for base, exponent in term.powers:
        if exponent == 1 and isinstance(base, Summation) and isinstance(base.body, Indexed) and base.upper == N:
            mean = Call("mean", (Symbol(base.body.base),)), -1
            if mean in term.powers:
                kept = tuple(p for p in term.powers if p not in ((base, 1), mean))
                return times(Term(term.coefficient, kept), Term(1, ((N, 1),)))
    return term
