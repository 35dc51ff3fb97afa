"""A differentiator that gets one rule wrong at a time.

It follows `rules.derivatives` term by term; where a rule can be got wrong it makes the wrong derivative as well,
under the id of the mistake, and carries that up through the rules around it, which are kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Summation,
    Symbol,
    free_symbols,
    rational,
    replace,
)
from ..derivatives import UnknownDerivative, derivative
from ..sums import depends_on, sample_total
from ..terms import E, Exponent, Term, add, divide, factor, multiply, negate, power, write, write_power

__all__ = ["slopes"]

Flawed = Iterator[tuple[str, Expression]]

_ANY = Symbol("u")
MOST_COLLECTED = 6


def slopes(e: Expression, name: str) -> Flawed:
    """Wrong derivatives of the expression, each with the id of the mistake; nothing where there is no rule."""
    try:
        yield from _of_whole(e, name)
    except UnknownDerivative:
        return


def _of_whole(e: Expression, name: str) -> Flawed:
    """The whole function: here alone a term is dropped, or a constant kept."""
    yield from _of(e, name)
    if not isinstance(e, Add):
        return
    right = [derivative(term, name) for term in e.terms]
    for k, term in enumerate(e.terms):
        if depends_on(term, name):
            yield "term-taken-for-constant", _summed(right, {k: ZERO})
            yield "term-not-differentiated", _summed(right, {k: term})
        else:
            yield from (("constant-kept", _summed(right, {k: kept})) for kept in _kept(term))


def _of(e: Expression, name: str) -> Flawed:
    if not depends_on(e, name):
        return iter(())
    if isinstance(e, Negate) and isinstance(e.operand, Add):
        return ((flaw, negate(w)) for flaw, w in _of(e.operand, name))
    return _of_sum(e.terms, name) if isinstance(e, Add) else _of_term(factor(e), name)


# ---- sums ----------------------------------------------------------------------------------------------------


def _of_sum(terms: tuple[Expression, ...], name: str) -> Flawed:
    right = [derivative(term, name) for term in terms]
    alike: dict[str, dict[int, Expression]] = {}
    for k, term in enumerate(terms):
        for flaw, wrong in _of(term, name):
            alike.setdefault(flaw, {}).setdefault(k, wrong)
            yield flaw, _summed(right, {k: wrong})
    for flaw, places in alike.items():
        if len(places) > 1:  # a rule that is not known is got wrong everywhere
            yield flaw, _summed(right, places)


def _summed(right: list[Expression], wrong: dict[int, Expression]) -> Expression:
    """The sum of the slopes; of many, which nobody collects, as they stand."""
    parts = [wrong.get(k, slope) for k, slope in enumerate(right)]
    if len(parts) <= MOST_COLLECTED:
        return add(*parts)
    kept = tuple(part for part in parts if part != ZERO)
    return Add(kept) if len(kept) > 1 else kept[0] if kept else ZERO


def _kept(term: Expression) -> Iterator[Expression]:
    """A constant that stays, or that is differentiated as if it were the unknown: log c as 1/c."""
    yield term
    if isinstance(term, Number):
        return
    yield from _logs_inverted(term)


def _logs_inverted(e: Expression) -> Iterator[Expression]:
    term = factor(e)
    for k, (base, exponent) in enumerate(term.powers):
        rest = write(Term(term.coefficient, (*term.powers[:k], *term.powers[k + 1 :])))
        if isinstance(base, Call) and base.function == "log" and exponent == 1:
            yield multiply(rest, power(base.arguments[0], rational(-1)))
        if isinstance(base, Summation) and exponent == 1:
            for inner in _logs_inverted(base.body):
                yield multiply(rest, sample_total(inner, base, "none"))


# ---- products ------------------------------------------------------------------------------------------------


def _of_term(term: Term, name: str) -> Flawed:
    held = [p for p in term.powers if _holds(p, name)]
    outer = write(Term(term.coefficient, tuple(p for p in term.powers if not _holds(p, name))))
    if not held:
        return
    if len(held) == 1:
        yield from ((flaw, multiply(outer, wrong)) for flaw, wrong in _of_power(*held[0], name))
        if outer not in (ONE, Negate(ONE)):
            slope = derivative(write_power(*held[0]), name)
            yield "coefficient-lost", negate(slope) if term.coefficient < 0 else slope
            if abs(term.coefficient) != 1:
                fixed = tuple(p for p in term.powers if not _holds(p, name))
                yield "coefficient-lost", multiply(write(Term(-1 if term.coefficient < 0 else 1, fixed)), slope)
            for inverted in _logs_inverted(outer):
                yield "log-of-constant-differentiated", multiply(inverted, write_power(*held[0]))
                yield "log-of-constant-differentiated", multiply(inverted, slope)
        return
    yield "product-of-derivatives", multiply(outer, *(derivative(write_power(*p), name) for p in held))
    for k, part in enumerate(held):
        others = [write_power(*p) for p in held[:k] + held[k + 1 :]]
        rest = [
            multiply(derivative(write_power(*p), name), *(write_power(*q) for q in held if q is not p))
            for p in held if p is not part
        ]  # fmt: skip
        yield "half-of-product-rule", multiply(outer, add(*rest))
        for flaw, wrong in _of_power(*part, name):
            yield flaw, multiply(outer, add(multiply(wrong, *others), *rest))


def _holds(part: tuple[Expression, Exponent], name: str) -> bool:
    return any(isinstance(e, Expression) and depends_on(e, name) for e in part)


# ---- powers --------------------------------------------------------------------------------------------------


def _of_power(base: Expression, exponent: Exponent, name: str) -> Flawed:
    if exponent == 1:
        yield from _of_base(base, name)
    elif isinstance(exponent, Expression) and depends_on(exponent, name):
        if base == E:
            yield from _of_exponential(exponent, name)
    else:
        yield from _of_fixed_power(base, exponent if isinstance(exponent, Expression) else rational(exponent), name)


def _of_exponential(exponent: Expression, name: str) -> Flawed:
    whole, inner = write_power(E, exponent), derivative(exponent, name)
    if inner != ONE:
        yield "lost-inner-derivative", whole
    yield "exponential-as-power", multiply(exponent, write_power(E, add(exponent, Negate(ONE))))
    yield from ((flaw, multiply(whole, wrong)) for flaw, wrong in _of(exponent, name))


def _of_fixed_power(base: Expression, k: Expression, name: str) -> Flawed:
    inner = derivative(base, name)
    lowered = power(base, add(k, Negate(ONE)))
    right = multiply(k, lowered)
    is_negative = isinstance(k, Negate)
    yield "power-factor-lost", multiply(negate(lowered) if is_negative else lowered, inner)
    if is_negative:
        yield "sign-of-negative-power", negate(multiply(right, inner))
        yield "power-raised", multiply(k, power(base, add(k, ONE)), inner)
        yield "power-of-derivative", divide(ONE, derivative(power(base, negate(k)), name))
    yield "power-not-lowered", multiply(k, power(base, k), inner)
    if is_negative:
        yield "power-not-lowered", multiply(negate(k), power(base, k), inner)
    if inner == Negate(ONE) and k == TWO:
        yield "sign-of-inner-difference", right
    elif inner != ONE:
        yield "lost-inner-derivative", right
        if k == TWO and factor(inner).coefficient < 0:
            yield "sign-of-inner-difference", negate(multiply(right, inner))
    yield from ((flaw, multiply(right, wrong)) for flaw, wrong in _of_base(base, name))


# ---- functions -----------------------------------------------------------------------------------------------


def _of_base(base: Expression, name: str) -> Flawed:
    if isinstance(base, Add):
        yield from _of_sum(base.terms, name)
    elif isinstance(base, Summation):
        yield from _of_summation(base, name)
    elif isinstance(base, Call) and len(base.arguments) == 1:
        yield from _of_call(base.function, base.arguments[0], name)
    elif isinstance(base, (Power, Multiply, Divide, Negate)):
        yield from _of(base, name)


def _of_summation(e: Summation, name: str) -> Flawed:
    slope = derivative(e.body, name)
    if not depends_on(slope, e.index):
        yield "sum-taken-once", slope
    for flaw, wrong in _of(e.body, name):
        yield flaw, sample_total(wrong, e, "none")


def _of_call(function: str, argument: Expression, name: str) -> Flawed:
    inner = derivative(argument, name)
    if function == "log":
        yield from _of_log(argument, inner, name)
        return
    if function == "abs":
        for wrong in (multiply(argument, inner), multiply(TWO, argument, inner), inner, argument):
            yield "slope-of-absolute-value", wrong
    outer = _outer(function, argument)
    if outer is None:
        return
    if inner != ONE:
        yield "lost-inner-derivative", outer
    yield from ((flaw, multiply(outer, wrong)) for flaw, wrong in _of(argument, name))


def _outer(function: str, argument: Expression) -> Expression | None:
    """The derivative of the function at the argument, without the inner one."""
    try:
        return replace(derivative(Call(function, (_ANY,)), _ANY.name), _ANY, argument)
    except UnknownDerivative:
        return None


def _of_log(argument: Expression, inner: Expression, name: str) -> Flawed:
    if isinstance(argument, Call) and argument.function == "Γ":
        yield from _of_log_gamma(argument, name)
        return
    if inner != ONE:
        yield "lost-inner-derivative", divide(ONE, argument)
        if factor(inner).powers:  # of 1 − q² the sign alone
            yield "lost-inner-derivative", divide(Negate(ONE) if factor(inner).coefficient < 0 else ONE, argument)
    yield "slope-of-log", divide(inner, Call("log", (argument,)))
    if free_symbols(inner):
        yield "slope-of-log", Call("log", (inner,))
    for flaw, wrong in _of(argument, name):
        yield flaw, divide(wrong, argument)


def _of_log_gamma(e: Call, name: str) -> Flawed:
    argument = e.arguments[0]
    inner = derivative(argument, name)
    psi = Call("ψ", (argument,))
    for wrong in (divide(ONE, argument), divide(ONE, e), Call("log", (argument,)), multiply(psi, e)):
        yield "digamma-missed", multiply(wrong, inner)
    if inner != ONE:
        yield "lost-inner-derivative", psi

