"""The ratio of a likelihood at neighbouring whole numbers, factor by factor.

C(N − 10, 7)/C(N − 11, 7) = (N − 10)/(N − 17)      q^(m − 7)/q^(m − 8) = q      (1/2^N)/(1/2^(N − 1)) = 1/2
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from ..expressions import (
    ONE,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Product,
    Symbol,
    free_symbols,
    integer,
    map_children,
    number_value,
    rational,
)
from .terms import Exponent, Term, add, collect, expand, factor, negate, terms_of, times, write, write_sum

__all__ = ["Ratio", "previous", "ratio_of_neighbours", "root_of_ratio", "shifted"]

MOST_STEPS = 12
"""Factors that the quotient of two factorials may leave."""


class Part(NamedTuple):
    """`(Π top/Π bottom)^exponent`."""

    top: tuple[Expression, ...]
    bottom: tuple[Expression, ...]
    exponent: Exponent = 1


class Ratio(NamedTuple):
    """spelled: L(v)/L(v − 1) when the factors that are free of v are gone. factors: the same worked out, a factor for
    each that had to be."""

    spelled: Expression
    factors: tuple[Expression, ...]


def previous(name: str) -> Expression:
    """`N − 1`."""
    return Add((Symbol(name), Negate(ONE)))


def shifted(e: Expression, name: str) -> Expression:
    """The expression with v − 1 for v, sums added up: `N − 11` for `N − 10`."""
    if e == Symbol(name):
        return previous(name)
    new = map_children(lambda child: shifted(child, name), e)
    return write_sum(collect(terms_of(new))) if new is not e and isinstance(new, Add) else new


def ratio_of_neighbours(likelihood: Expression, name: str) -> Ratio | None:
    """The quotient of the likelihood at v and at v − 1; None where it is flat in v, or a factor is nothing that
    cancels."""
    powers = factor(likelihood).powers
    moving = tuple((b, e) for b, e in powers if _moves(b, e, name) and not _is_empty_choice(b))
    if not moving:
        return None
    here = write(Term(1, moving))
    spelled = times(factor(here), factor(Divide(ONE, shifted(here, name))))
    parts: list[Part] = []
    for base, exponent in moving:
        found = _quotient(base, exponent, name)
        if found is None:
            return None
        parts += found
    factors = tuple(_written(part) for part in parts)
    powers = tuple((base, _worked_out(exponent)) for base, exponent in spelled.powers)
    kept = tuple(f for f in factors if f != ONE) or (ONE,)
    return Ratio(write(factor(write(spelled._replace(powers=powers)))), kept)


def _worked_out(exponent: Exponent) -> Exponent:
    """`(4m − 13) − (4(m − 1) − 13)` as 4."""
    if not isinstance(exponent, Expression):
        return exponent
    short = write_sum(expand(exponent))
    value = number_value(short)
    return short if value is None else value


def _moves(base: Expression, exponent: Exponent, name: str) -> bool:
    held = free_symbols(exponent) if isinstance(exponent, Expression) else frozenset()
    return name in free_symbols(base) | held


def _is_empty_choice(base: Expression) -> bool:
    """`C(m, 0)` is one."""
    return isinstance(base, Call) and base.function == "binomial" and number_value(base.arguments[1]) == 0


# ---- one factor --------------------------------------------------------------------------------------------


def _quotient(base: Expression, exponent: Exponent, name: str) -> list[Part] | None:
    """b(v)^e(v)/b(v − 1)^e(v − 1), worked out."""
    if isinstance(exponent, Expression) and name in free_symbols(exponent):
        before = shifted(exponent, name)
        if name in free_symbols(base):
            return [Part((Power(base, exponent),), (Power(shifted(base, name), before),))]
        step = write_sum(expand(add(exponent, negate(before))))
        return [Part((write(factor(Power(base, step))),), ())]
    parts = _of_base(base, name)
    return None if parts is None else [_raised(part, exponent) for part in parts]


def _raised(part: Part, exponent: Exponent) -> Part:
    if isinstance(exponent, Negate):
        return Part(part.bottom, part.top, exponent.operand)
    if not isinstance(exponent, Expression) and exponent < 0:
        return Part(part.bottom, part.top, -exponent)
    return part._replace(exponent=exponent)


def _of_base(base: Expression, name: str) -> list[Part] | None:
    if isinstance(base, Product):
        return _of_product(base, name)
    if isinstance(base, Call) and base.function in _FACTORIALS:
        return _of_factorials(_FACTORIALS[base.function](*base.arguments), name)
    if isinstance(base, Call):
        return None
    return [Part((base,), (shifted(base, name),))]


def _of_product(product: Product, name: str) -> list[Part] | None:
    """Π over the sample: of the quotients, those that are the same for all observations as powers."""
    inner = ratio_of_neighbours(product.body, name)
    if inner is None:
        return None
    body = inner.factors[0] if len(inner.factors) == 1 else Multiply(inner.factors)
    return [Part((Product(body, product.index, product.lower, product.upper),), ())]


Factorials = list[tuple[Expression, int]]
"""Arguments of factorials, +1 above the line and −1 below."""


def _binomial(a: Expression, b: Expression) -> Factorials:
    return [(a, 1), (b, -1), (add(a, negate(b)), -1)]


def _gamma(a: Expression) -> Factorials:
    return [(add(a, integer(-1)), 1)]


def _beta(a: Expression, b: Expression) -> Factorials:
    return [(add(a, integer(-1)), 1), (add(b, integer(-1)), 1), (add(a, b, integer(-1)), -1)]


_FACTORIALS: dict[str, Callable[..., Factorials]] = {
    "binomial": _binomial, "factorial": lambda a: [(a, 1)], "Γ": _gamma, "B": _beta,
}


def _of_factorials(parts: Factorials, name: str) -> list[Part] | None:
    """a!/(a − d)! = a(a − 1) … (a − d + 1), for each of them."""
    top: list[Expression] = []
    bottom: list[Expression] = []
    for argument, side in parts:
        if name not in free_symbols(argument):
            continue
        step = number_value(write_sum(expand(add(argument, negate(shifted(argument, name))))))
        if not isinstance(step, int) or abs(step) > MOST_STEPS:
            return None
        steps = range(0, -step, -1) if step > 0 else range(1, 1 - step)
        found = [write_sum(expand(add(argument, integer(k)))) for k in steps]
        (top if (step > 0) == (side > 0) else bottom).extend(found)
    return [_cancelled(top, bottom)]


def _cancelled(top: Sequence[Expression], bottom: Sequence[Expression]) -> Part:
    left = list(bottom)
    kept = []
    for e in top:
        if e in left:
            left.remove(e)
        else:
            kept.append(e)
    return Part(tuple(kept), tuple(left))


def root_of_ratio(ratio: Expression) -> tuple[Expression, int]:
    """`(m/(m − 7))³(27/125)` as the third power of `(m/(m − 7))(3/5)`; the first power of itself where it is none."""
    factors = ratio.factors if isinstance(ratio, Multiply) else (ratio,)
    parts = [_as_power(f) for f in factors]
    degree = gcd(*(k for _, k in parts)) if parts else 1
    if degree < 2:
        return ratio, 1
    roots = [write(Term(1, ((base, k // degree),))) if k != degree else base for base, k in parts]
    return (roots[0] if len(roots) == 1 else Multiply(tuple(roots))), degree


def _as_power(e: Expression) -> tuple[Expression, int]:
    value = number_value(e)
    if value is not None and value > 0:
        top, bottom = (_power_of(n) for n in (value.numerator, value.denominator))
        degree = gcd(top[1], bottom[1])
        root = Fraction(top[0] ** (top[1] // degree), bottom[0] ** (bottom[1] // degree)) if degree else Fraction(1)
        return rational(root), degree
    exponent = number_value(e.exponent) if isinstance(e, Power) else 1
    if isinstance(e, Power) and isinstance(exponent, int) and exponent > 0:
        return e.base, exponent
    return e, 1


def _power_of(value: int) -> tuple[int, int]:
    """The base and exponent of a whole power; of one the exponent zero, which any other divides."""
    if value == 1:
        return 1, 0
    for degree in range(value.bit_length(), 1, -1):
        root = round(value ** (1 / degree)) if value.bit_length() < 900 else 0
        if root**degree == value:
            return root, degree
    return value, 1


# ---- on paper ----------------------------------------------------------------------------------------------


def _written(part: Part) -> Expression:
    above, below = _product(part.top), _product(part.bottom)
    quotient = above if below == ONE else Divide(above, below)
    if part.exponent == 1 or quotient == ONE:
        return quotient
    exponent = part.exponent if isinstance(part.exponent, Expression) else None
    if exponent is None:
        return write(Term(1, ((quotient, part.exponent),)))
    return Power(quotient, exponent)


def _product(factors: Iterable[Expression]) -> Expression:
    kept = tuple(f for f in factors if f != ONE)
    return ONE if not kept else kept[0] if len(kept) == 1 else write(factor(Multiply(kept)))
