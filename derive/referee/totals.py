"""The total of a density or mass: a constant times a kernel whose integral or sum is known by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..claims.laws import Total
from ..domains import Domain
from ..expressions import (
    HALF,
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Symbol,
    free_symbols,
    integer,
    number_value,
)
from ..expressions import replace as put
from .case import Case
from .meaning import Meaning
from .positivity import difference
from .record import Established
from .refusal import Refused
from .support import law_inside

__all__ = ["total"]

E = Constant("e")
MOST_VALUES = 60


class Sum(NamedTuple):
    """A kernel in the variable x, its integral or sum over the support, and what has to be positive for that."""

    kernel: Expression
    value: Expression
    positive: tuple[Expression, ...] = ()


def total(case: Case) -> Established:
    """The line before is a density, its total the number that the line states."""
    claim, after = case.claim, case.after
    assert isinstance(claim, Total)
    law = law_inside(case, claim.variable)
    held = frozenset().union(*map(free_symbols, (claim.constant, *claim.parameters)))
    if claim.variable in held and claim.kernel != "finite":
        raise Refused("a parameter of the kernel holds the variable")
    rule = _SUMS.get(claim.kernel)
    if rule is None:
        raise Refused(f"nothing is known of a kernel {claim.kernel}")
    found = rule(Symbol(claim.variable), law.support, *claim.parameters)
    for e in found.positive:
        case.note(law.meaning.is_positive(e))
    case.note(law.meaning.equal(law.density, Multiply((claim.constant, found.kernel))))
    if not isinstance(after, Relation) or set(after.operators) != {"="} or after.operands[-1] != ONE:
        raise Refused("the line does not say that the total is one")
    for operand in after.operands:
        _equal(case, law.meaning, Multiply((claim.constant, found.value)), operand)
    return Established(after, claim, False, None, 1, case.start())


def _equal(case: Case, meaning: Meaning, left: Expression, right: Expression) -> None:
    case.note(meaning.equal(left, right))


def _require(condition: bool) -> None:
    if not condition:
        raise Refused("the kernel does not belong to this support")


def _is(end: Expression | None, value: int) -> bool:
    return end is not None and number_value(end) == value


def _gamma(x: Expression, support: Domain, a: Expression, b: Expression, c: Expression) -> Sum:
    _require(not support.integer and _is(support.lower, 0) and support.upper is None)
    kernel = Multiply((Power(x, difference(a, ONE)), Power(E, Negate(Multiply((b, Power(x, c)))))))
    shape = Divide(a, c)
    return Sum(kernel, Divide(Call("Γ", (shape,)), Multiply((Call("abs", (c,)), Power(b, shape)))), (b, shape))


def _beta(x: Expression, support: Domain, a: Expression, b: Expression) -> Sum:
    _require(not support.integer and _is(support.lower, 0) and _is(support.upper, 1))
    kernel = Multiply((Power(x, difference(a, ONE)), Power(difference(ONE, x), difference(b, ONE))))
    return Sum(kernel, Call("B", (a, b)), (a, b))


def _two_sided(x: Expression, support: Domain, m: Expression, b: Expression) -> Sum:
    _require(not support.integer and support.lower is None and support.upper is None)
    kernel = Power(E, Negate(Multiply((b, Call("abs", (difference(x, m),))))))
    return Sum(kernel, Divide(TWO, b), (b,))


def _student(x: Expression, support: Domain, m: Expression, c: Expression, p: Expression) -> Sum:
    _require(not support.integer and support.lower is None and support.upper is None)
    kernel = Power(Add((ONE, Multiply((c, Power(difference(x, m), TWO))))), Negate(p))
    rest = difference(p, HALF)
    return Sum(kernel, Divide(Call("B", (HALF, rest)), Call("sqrt", (c,))), (c, rest))


def _first(support: Domain) -> Expression:
    _require(support.integer and support.lower is not None and support.upper is None)
    return support.lower or ZERO


def _geometric(x: Expression, support: Domain, r: Expression) -> Sum:
    first, rest = _first(support), difference(ONE, r)
    return Sum(Power(r, x), Divide(Power(r, first), rest), (r, rest))


def _poisson(x: Expression, support: Domain, rate: Expression) -> Sum:
    first = number_value(_first(support))
    if not isinstance(first, int) or not 0 <= first < MOST_VALUES:
        raise Refused("the first value is no whole number")
    earlier = (Divide(Power(rate, integer(k)), Call("factorial", (integer(k),))) for k in range(first))
    value = Add((Power(E, rate), *(Negate(e) for e in earlier))) if first else Power(E, rate)
    return Sum(Divide(Power(rate, x), Call("factorial", (x,))), value, (rate,))


def _logarithmic(x: Expression, support: Domain, r: Expression) -> Sum:
    _require(_is(_first(support), 1))
    rest = difference(ONE, r)
    return Sum(Divide(Power(r, x), x), Negate(Call("log", (rest,))), (r, rest))


def _pascal(x: Expression, support: Domain, s: Expression, r: Expression) -> Sum:
    _require(_is(_first(support), 0))
    rest = difference(ONE, r)
    chosen = Call("binomial", (Add((x, s, Negate(ONE))), x))
    return Sum(Multiply((chosen, Power(r, x))), Power(rest, Negate(s)), (r, rest, s))


def _binomial(x: Expression, support: Domain, m: Expression, r: Expression) -> Sum:
    _require(support.integer and _is(support.lower, 0) and support.upper == m)
    return Sum(Multiply((Call("binomial", (m, x)), Power(r, x))), Power(Add((ONE, r)), m), (r,))


def _level(x: Expression, support: Domain, last: Expression) -> Sum:
    _require(support.integer and support.lower is not None and support.upper == last)
    count = Add((last, Negate(support.lower or ZERO), ONE))
    return Sum(ONE, count, (count,))


def _finite(x: Expression, support: Domain, mass: Expression, last: Expression) -> Sum:
    ends = [None if end is None else number_value(end) for end in (support.lower, support.upper)]
    first, final = ends
    if not (support.integer and isinstance(first, int) and isinstance(final, int) and final - first < MOST_VALUES):
        raise Refused("the values are not a few whole numbers")
    parts = tuple(put(mass, x, integer(k)) for k in range(first, final + 1))
    return Sum(mass, parts[0] if len(parts) == 1 else Add(parts))


_SUMS: dict[str, Callable[..., Sum]] = {
    "gamma": _gamma, "beta": _beta, "two-sided": _two_sided,
    "student": _student, "geometric": _geometric, "poisson": _poisson,
    "logarithmic": _logarithmic, "pascal": _pascal, "binomial": _binomial, "level": _level, "finite": _finite,
}
