"""Densities and masses as a constant times a kernel whose integral or sum is known by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..domains import Domain
from ..expressions import (
    HALF,
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Power,
    Symbol,
    free_symbols,
    integer,
    number_value,
    rational,
)
from ..expressions import replace as put
from .arithmetic import fold
from .derivatives import UnknownDerivative, derivative
from .logs import log
from .terms import (
    E,
    Exponent,
    Powers,
    Term,
    add,
    collect,
    divide,
    expand,
    factor,
    multiply,
    negate,
    terms_of,
    write,
    write_power,
    write_sum,
)

__all__ = ["Kernel", "kernel_of", "total_of"]

FEW, MOST_VALUES = 4, 60


class Kernel(NamedTuple):
    """kind and parameters as in `claims.laws.Total`; first: the first value of a discrete variable."""

    kind: str
    parameters: tuple[Expression, ...]
    constant: Expression
    first: Expression | None = None


class _Parts(NamedTuple):
    """A product by what it holds of the variable. free: without it. power: the exponent of the variable itself.
    exponent: of e. others: all else, with its exponents."""

    free: Term
    power: Expression
    exponent: Expression
    others: Powers


def kernel_of(e: Expression, name: str, support: Domain) -> Kernel | None:
    """The kernel of a density or mass on its support; None where it has no name here."""
    parts = _parted(e, name)
    if support.integer:
        few = _finite(e, name, support, FEW)
        return few or _discrete(parts, name, support) or _finite(e, name, support, MOST_VALUES)
    found = _gamma(parts, name, support) or _beta(parts, name, support) or _two_sided(parts, name, support)
    return found or _student(parts, name, support)


def _parted(e: Expression, name: str) -> _Parts:
    free: list[tuple[Expression, Exponent]] = []
    others: list[tuple[Expression, Exponent]] = []
    power: Expression = ZERO
    exponent: Expression = ZERO
    whole = factor(e)
    for base, x in _split(whole.powers, name):
        written = x if isinstance(x, Expression) else rational(x)
        if base == Symbol(name) and name not in free_symbols(written):
            power = add(power, written)
        elif base == E and name in free_symbols(written):
            fixed = [t for t in terms_of(written) if name not in free_symbols(write(t))]
            moving = [t for t in terms_of(written) if name in free_symbols(write(t))]
            exponent = add(exponent, write_sum(moving))
            if fixed:
                free.append((E, write_sum(fixed)))
        elif name in free_symbols(base) | free_symbols(written):
            others.append((base, x))
        else:
            free.append((base, x))
    return _Parts(Term(whole.coefficient, tuple(free)), fold(power), fold(exponent), tuple(others))


def _split(powers: Powers, name: str) -> list[tuple[Expression, Exponent]]:
    """`(x/λ)^k` as x^k λ^(−k): the variable is positive where that matters."""
    found: list[tuple[Expression, Exponent]] = []
    for base, x in powers:
        inner = factor(base)
        if isinstance(base, (Divide, Multiply)) and Symbol(name) in [b for b, _ in inner.powers]:
            written = x if isinstance(x, Expression) else rational(x)
            parts = [(b, k if isinstance(k, Expression) else rational(k)) for b, k in inner.powers]
            found += [(b, multiply(k, written)) for b, k in parts]
            if inner.coefficient != 1:
                found.append((rational(inner.coefficient), x))
        else:
            found.append((base, x))
    return found


# ---- densities -------------------------------------------------------------------------------------------


def _is(end: Expression | None, value: int) -> bool:
    return end is not None and number_value(end) == value


def _gamma(parts: _Parts, name: str, support: Domain) -> Kernel | None:
    terms = terms_of(parts.exponent)
    if parts.others or len(terms) != 1 or not _is(support.lower, 0) or support.upper is not None:
        return None
    moving = _parted(write(terms[0]), name)
    if moving.others or number_value(moving.exponent) != 0:
        return None
    shape, speed = fold(add(parts.power, ONE)), fold(negate(write(moving.free)))
    return Kernel("gamma", (shape, speed, moving.power), write(parts.free))


def _beta(parts: _Parts, name: str, support: Domain) -> Kernel | None:
    if not (_is(support.lower, 0) and _is(support.upper, 1)) or number_value(parts.exponent) != 0:
        return None
    other: Expression = ZERO
    for base, x in parts.others:
        if number_value(fold(add(base, Symbol(name)))) != 1:
            return None
        other = add(other, x if isinstance(x, Expression) else rational(x))
    return Kernel("beta", (fold(add(parts.power, ONE)), fold(add(other, ONE))), write(parts.free))


def _two_sided(parts: _Parts, name: str, support: Domain) -> Kernel | None:
    whole = support.lower is None and support.upper is None
    terms = terms_of(parts.exponent)
    if parts.others or not whole or len(terms) != 1 or number_value(parts.power) != 0:
        return None
    sizes = [b for b, x in terms[0].powers if isinstance(b, Call) and b.function == "abs" and x == 1]
    if len(sizes) != 1:
        return None
    rest = write(Term(terms[0].coefficient, tuple((b, x) for b, x in terms[0].powers if b != sizes[0])))
    middle = fold(put(sizes[0].arguments[0], Symbol(name), ZERO))
    if name in free_symbols(rest) or fold(add(sizes[0].arguments[0], negate(middle))) != Symbol(name):
        return None
    return Kernel("two-sided", (fold(negate(middle)), fold(negate(rest))), write(parts.free))


def _student(parts: _Parts, name: str, support: Domain) -> Kernel | None:
    whole = support.lower is None and support.upper is None
    if not whole or len(parts.others) != 1 or number_value(parts.power) != 0 or number_value(parts.exponent) != 0:
        return None
    base, exponent = parts.others[0]
    written = exponent if isinstance(exponent, Expression) else rational(exponent)
    try:
        slope = derivative(base, name)
        bend = fold(derivative(slope, name))
    except UnknownDerivative:
        return None
    if name in free_symbols(bend) | free_symbols(written) or number_value(bend) == 0:
        return None
    middle = fold(negate(divide(fold(put(slope, Symbol(name), ZERO)), bend)))
    least = fold(write_sum(collect(expand(put(base, Symbol(name), middle)))))
    constant = multiply(write(parts.free), write_power(least, exponent)) if least != ONE else write(parts.free)
    return Kernel("student", (middle, fold(divide(bend, multiply(TWO, least))), fold(negate(written))), constant)


# ---- masses ----------------------------------------------------------------------------------------------


def _finite(e: Expression, name: str, support: Domain, most: int) -> Kernel | None:
    first = None if support.lower is None else number_value(support.lower)
    last = None if support.upper is None else number_value(support.upper)
    if isinstance(first, int) and isinstance(last, int) and last - first < most:
        return Kernel("finite", (e, support.upper or ZERO), ONE, support.lower)
    return None


def _discrete(parts: _Parts, name: str, support: Domain) -> Kernel | None:
    ratio, constant, others = _ratio(parts, name)
    at_zero = _is(support.lower, 0)
    if not others and number_value(parts.power) == 0:
        if support.upper is None and support.lower is not None and ratio != ONE:
            return Kernel("geometric", (ratio,), constant, support.lower)
        if support.lower is not None and support.upper is not None and ratio == ONE:
            return Kernel("level", (support.upper,), constant, support.lower)
        return None
    if not others and number_value(parts.power) == -1 and _is(support.lower, 1) and support.upper is None:
        return Kernel("logarithmic", (ratio,), constant, ONE)
    if len(others) != 1 or number_value(parts.power) != 0 or not isinstance(others[0][0], Call):
        return None
    call, exponent = others[0]
    assert isinstance(call, Call)
    if call.function == "factorial" and call.arguments == (Symbol(name),) and exponent == -1:
        whole = isinstance(number_value(support.lower), int) if support.lower is not None else False
        return Kernel("poisson", (ratio,), constant, support.lower) if whole and support.upper is None else None
    if call.function == "binomial" and exponent == 1 and at_zero:
        above, below = call.arguments
        if below == Symbol(name) and above == support.upper:
            return Kernel("binomial", (above, ratio), constant, ZERO)
        turns = fold(add(above, negate(Symbol(name)), ONE))
        if support.upper is None and below == Symbol(name) and name not in free_symbols(turns):
            return Kernel("pascal", (turns, ratio), constant, ZERO)
    return None


def _ratio(parts: _Parts, name: str) -> tuple[Expression, Expression, Powers]:
    """r of the powers r^x, the constant, and what is left."""
    ratio: Expression = ONE
    free = [write(parts.free)]
    left: list[tuple[Expression, Exponent]] = []
    for base, x in ((E, parts.exponent), *parts.others):
        if base == E and number_value(parts.exponent) == 0 and x is parts.exponent:
            continue
        slope = None
        if isinstance(x, Expression) and name not in free_symbols(base):
            start = fold(put(x, Symbol(name), ZERO))
            slope = fold(add(fold(put(x, Symbol(name), ONE)), negate(start)))
            if fold(add(x, negate(add(multiply(slope, Symbol(name)), start)))) != ZERO:
                slope = None
        if slope is None:
            left.append((base, x))
            continue
        ratio = multiply(ratio, write_power(base, _exponent(slope)))
        if start != ZERO:
            free.append(write_power(base, _exponent(start)))
    return fold(ratio), multiply(*free) if len(free) > 1 else free[0], tuple(left)


def _exponent(e: Expression) -> Exponent:
    value = number_value(e)
    return e if value is None else value


# ---- totals ----------------------------------------------------------------------------------------------


def total_of(kernel: Kernel, name: str) -> Expression:
    """The constant times the integral or sum of the kernel, as a textbook writes it."""
    if kernel.kind == "finite":
        return _added_up(kernel, name)
    value = _TOTALS[kernel.kind](*kernel.parameters, *([] if kernel.first is None else [kernel.first]))
    return value if kernel.constant == ONE else Multiply((kernel.constant, value))


def _added_up(kernel: Kernel, name: str) -> Expression:
    mass, last = kernel.parameters
    assert kernel.first is not None
    first, end = number_value(kernel.first), number_value(last)
    assert isinstance(first, int)
    assert isinstance(end, int)
    parts = tuple(fold(put(mass, Symbol(name), integer(k))) for k in range(first, end + 1))
    return parts[0] if len(parts) == 1 else Add(parts)


def _gamma_total(a: Expression, b: Expression, c: Expression) -> Expression:
    shape = fold(divide(a, c))
    size = fold(Call("abs", (c,))) if number_value(c) is not None else c
    power = b if shape == ONE else Power(b, shape)
    below = power if size == ONE else Multiply((size, power))
    return Divide(Call("Γ", (shape,)), below)


def _poisson_total(rate: Expression, first: Expression) -> Expression:
    count = number_value(first)
    assert isinstance(count, int)
    before = [fold(Divide(Power(rate, integer(k)), Call("factorial", (integer(k),)))) for k in range(count)]
    return add(Power(E, rate), *map(negate, before)) if before else Power(E, rate)


def _student_total(m: Expression, c: Expression, p: Expression) -> Expression:
    rest = fold(add(p, negate(HALF)))
    value = Call("B", (HALF, rest))
    return value if c == ONE else Divide(value, Call("sqrt", (c,)))


_TOTALS: dict[str, Callable[..., Expression]] = {
    "gamma": _gamma_total,
    "beta": lambda a, b: Call("B", (a, b)),
    "student": _student_total,
    "two-sided": lambda m, b: fold(divide(TWO, b)),
    "geometric": lambda r, k: Divide(ONE if k == ZERO else Power(r, k) if k != ONE else r, add(ONE, negate(r))),
    "poisson": _poisson_total,
    "logarithmic": lambda r, k: negate(log(add(ONE, negate(r)))),
    "binomial": lambda m, r, k: Power(add(ONE, r), m),
    "pascal": lambda s, r, k: Power(add(ONE, negate(r)), negate(s)),
    "level": lambda end, k: fold(add(end, negate(k), ONE)),
}
