"""Where the laws of a model exist: what each asks of its arguments, and what that says of a parameter in one.

A rate `1 + θ` has to be positive, so θ > −1: the numbers that do not meet it are no values of the parameter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ..domains import Domain
from ..exact import CannotNormalise, Field
from ..expressions import (
    ZERO,
    Add,
    Call,
    Expression,
    Multiply,
    Negate,
    Number,
    Symbol,
    free_symbols,
    integer,
    rational,
)
from ..expressions import replace as put
from ..families.written import domain_of
from ..rules.arithmetic import fold
from ..rules.rows import rows_of
from ..rules.terms import collect, divide, expand, like
from ..steps import Column
from .model import Law, Narrowed, Need

__all__ = ["narrowed", "needs_of"]

Polynomial = tuple[Fraction, Fraction, Fraction]
"""The constant, the coefficient of the unknown and that of its square."""

_ROWS = 200  # of a table that is gone through a row at a time


def needs_of(laws: Iterable[Law]) -> Iterator[Need]:
    """Of every argument that is more than a name or a number."""
    for law in laws:
        if law.family is None or law.beside:
            continue
        slots = law.family.parameters * (len(law.arguments) if law.family.variadic else 1)
        for slot, argument in zip(slots, law.arguments, strict=True):
            if isinstance(argument, (Symbol, Number)) or not free_symbols(argument):
                continue
            domain = domain_of(slot, law.family, law.arguments)
            role = "probability" if law.cells else slot.keyword.split()[0] if slot.keyword else slot.role
            if domain.lower is not None:
                gap = argument if domain.lower == ZERO else Add((argument, Negate(domain.lower)))
                yield Need(role, argument, domain, gap, not domain.lower_closed)
            if domain.upper is not None and not law.cells:  # cells that are not negative add up to 1
                gap = Add((domain.upper, Negate(argument)))
                yield Need(role, argument, domain, gap, not domain.upper_closed)


def narrowed(
    needs: Iterable[Need],
    domains: Mapping[str, Domain],
    parameters: Iterable[str],
    columns: Mapping[str, Column],
    values: Mapping[str, Expression],
) -> tuple[dict[str, Domain], tuple[Narrowed, ...]]:
    """The domains that lose what some argument excludes, and why; a parameter without any value left has None as the
    condition of its reason."""
    found: dict[str, Domain] = {}
    reasons: dict[str, Narrowed] = {}
    names = set(parameters)
    for need in needs:
        inside = free_symbols(need.gap) & names
        if len(inside) != 1:
            continue
        name = next(iter(inside))
        before = found.get(name, domains[name])
        after: Domain | None = before
        for polynomial in _polynomials(need.gap, name, columns, values):
            after = None if after is None else _meet(after, polynomial, need.strict)
        if after is None:
            return found, (Narrowed(name, need.role, need.argument, need.domain, None),)
        if after != before and not _is_point(after):
            found[name] = after
            reasons[name] = Narrowed(name, need.role, need.argument, need.domain, after)
    return found, tuple(reasons.values())


# ---- as polynomials --------------------------------------------------------------------------------------


def _polynomials(
    gap: Expression, name: str, columns: Mapping[str, Column], values: Mapping[str, Expression]
) -> list[Polynomial]:
    """The gap at each row of the data; nothing where it is no polynomial in the unknown of degree one or two."""
    for known, value in values.items():
        gap = put(gap, Symbol(known), value)
    rows = rows_of(gap, columns)
    found = [_polynomial(_at(gap, row), name) for row in rows] if len(rows) <= _ROWS else []
    return [p for p in found if p is not None]


def _at(e: Expression, row: Mapping[str, Expression]) -> Expression:
    for name, value in row.items():
        e = put(e, Symbol(name), value)
    return e


def _polynomial(e: Expression, name: str) -> Polynomial | None:
    degrees = {_power(name, k): k for k in range(3)}
    found = [Fraction(0)] * 3
    for term in collect(expand(e)):
        degree = degrees.get(like(term))
        if degree is None:
            return None
        found[degree] += term.coefficient
    return found[0], found[1], found[2]


def _power(name: str, k: int) -> frozenset[tuple[Expression, object]]:
    return frozenset({(Symbol(name), k)} if k else ())


# ---- where a polynomial is positive ----------------------------------------------------------------------


def _meet(domain: Domain, polynomial: Polynomial, strict: bool) -> Domain | None:
    """The part of the domain where the polynomial is positive (or zero); the whole where that is no interval."""
    c, b, a = polynomial
    if not a and not b:
        return domain if c > 0 or (c == 0 and not strict) else None
    if not a:
        end = rational(-c / b)
        return _below(domain, end, strict) if b < 0 else _above(domain, end, strict)
    inner = b * b - 4 * a * c
    if inner < 0:
        return domain if a > 0 else None
    ends = [fold(_root(a, b, inner, sign)) for sign in (-1, 1)]
    low, high = ends if a > 0 else ends[::-1]
    if a < 0:
        above = _above(domain, low, strict)
        return None if above is None else _below(above, high, strict)
    left, right = _below(domain, low, strict), _above(domain, high, strict)
    if inner == 0 and not strict:
        return domain
    return right if left is None else left if right is None else domain


def _root(a: Fraction, b: Fraction, inner: Fraction, sign: int) -> Expression:
    surd = Multiply((integer(sign), Call("sqrt", (rational(inner),))))
    return divide(Add((rational(-b), surd)), rational(2 * a))


def _above(domain: Domain, end: Expression, strict: bool) -> Domain | None:
    """The numbers of the domain above the end."""
    order = 1 if domain.lower is None else _order(end, domain.lower)
    if order == 1:
        domain = Domain(end, domain.upper, not strict, domain.upper_closed, domain.integer)
    elif order == 0 and strict:
        domain = Domain(domain.lower, domain.upper, False, domain.upper_closed, domain.integer)
    return None if _is_empty(domain) else domain


def _below(domain: Domain, end: Expression, strict: bool) -> Domain | None:
    order = -1 if domain.upper is None else _order(end, domain.upper)
    if order == -1:
        domain = Domain(domain.lower, end, domain.lower_closed, not strict, domain.integer)
    elif order == 0 and strict:
        domain = Domain(domain.lower, domain.upper, domain.lower_closed, False, domain.integer)
    return None if _is_empty(domain) else domain


def _is_empty(domain: Domain) -> bool:
    if domain.lower is None or domain.upper is None:
        return False
    order = _order(domain.lower, domain.upper)
    return order == 1 or (order == 0 and not (domain.lower_closed and domain.upper_closed))


def _is_point(domain: Domain) -> bool:
    """A single number has no interior, in which a likelihood could be looked at."""
    return domain.lower is not None and domain.upper is not None and _order(domain.lower, domain.upper) == 0


def _order(one: Expression, other: Expression) -> int | None:
    """Which of two ends is greater; None where it cannot be told."""
    try:
        return Field().sign(Add((one, Negate(other))))
    except CannotNormalise:
        return None
