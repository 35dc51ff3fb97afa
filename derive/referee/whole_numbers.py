"""The integers of a domain, what holds for all of them but the first, and whole parts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from ..balls import Undefined, enclose
from ..claims.values import Logarithm
from ..domains import Domain
from ..exact import CannotNormalise
from ..expressions import (
    ONE,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Product,
    children,
    free_symbols,
    integer,
    number_value,
)
from .case import Case
from .meaning import Meaning, difference
from .record import Established
from .refusal import Refused

__all__ = [
    "beyond", "first_of", "gaps_of", "last_of", "positive_by_factors", "require_function", "require_likelihood",
    "require_positive", "whole_part",
]


def require_likelihood(case: Case, before: Established, variable: str) -> Expression:
    """The likelihood that the line before states, definitions put in; the variable is an integer. Raises Refused."""
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the likelihood")
    source: Established | None = before
    while source is not None:
        if isinstance(source.claim, Logarithm):
            raise Refused("the line before is the logarithm of the likelihood")
        source = source.source
    if not case.domain(variable).integer:
        raise Refused(f"{variable} is no integer")
    return case.meaning.unfold(before.value)


def require_function(case: Case, before: Established, variable: str) -> Expression:
    """The log-likelihood, a function of an integer, that the line before states. Raises Refused."""
    if before.is_equation or before.slopes != () or before.sign != 1 or not case.domain(variable).integer:
        raise Refused("the line before is not the log-likelihood as a function of an integer")
    source: Established | None = before
    while source is not None and not isinstance(source.claim, Logarithm):
        source = source.source
    if source is None:
        raise Refused("the line before does not come from the logarithm of the likelihood")
    return case.meaning.unfold(before.value)


def gaps_of(e: Expression) -> Iterator[Expression]:
    """What must not be negative for the binomial coefficients and factorials among the factors of a product: they are
    positive then, and zero or without meaning elsewhere."""
    if isinstance(e, Call) and e.function == "binomial":
        among, chosen = e.arguments
        yield from (chosen, difference(among, chosen))
    elif isinstance(e, Call) and e.function == "factorial":
        yield e.arguments[0]
    elif isinstance(e, (Multiply, Divide, Power, Negate, Product)):
        for part in children(e):
            yield from gaps_of(part)


def require_positive(case: Case, value: Expression) -> None:
    """Proves that the likelihood is positive for every integer of the domain. Raises Refused."""
    for gap in gaps_of(value):
        case.note(case.meaning.is_not_negative(gap))
    positive_by_factors(case, value, frozenset(("binomial", "factorial")))


def positive_by_factors(case: Case, e: Expression, known: frozenset[str] = frozenset()) -> None:
    """Proves a product positive, each factor of it; calls of the known functions are positive. Raises Refused."""
    if isinstance(e, Multiply):
        for factor in e.factors:
            positive_by_factors(case, factor, known)
    elif isinstance(e, Divide):
        positive_by_factors(case, e.numerator, known)
        positive_by_factors(case, e.denominator, known)
    elif isinstance(e, Power) and isinstance(e.exponent, Number):
        positive_by_factors(case, e.base, known)
    elif not (isinstance(e, Call) and e.function in known):
        case.positive(e)


# ---- the integers of a domain ------------------------------------------------------------------------------


def first_of(case: Case, variable: str) -> Expression | None:
    """The first integer of the domain, None where there is none."""
    domain = case.domain(variable)
    return _inner(domain.lower, domain.lower_closed, 1)


def last_of(case: Case, variable: str) -> Expression | None:
    """The last integer of the domain, None where there is none."""
    domain = case.domain(variable)
    return _inner(domain.upper, domain.upper_closed, -1)


def _inner(end: Expression | None, closed: bool, step: int) -> Expression | None:
    """The end, or the next integer inside of it. A symbolic end of an integer domain is an integer."""
    if end is None:
        return None
    value = number_value(end)
    if value is None:
        return end if closed else Add((end, ONE if step > 0 else Negate(ONE)))
    whole = ceil(value) if step > 0 else floor(value)
    return integer(whole + step if whole == value and not closed else whole)


def beyond(case: Case, variable: str) -> Meaning:
    """Meaning where the variable is any integer of its domain but the first."""
    first, last = first_of(case, variable), last_of(case, variable)
    lower = None if first is None else _next(first)
    domain = Domain(lower, last, lower is not None, last is not None, True)
    return case.meaning.where({variable: domain})


def _next(first: Expression) -> Expression:
    value = number_value(first)
    return integer(value + 1) if isinstance(value, int) else Add((first, ONE))


# ---- whole parts ---------------------------------------------------------------------------------------------


def whole_part(case: Case, e: Expression) -> tuple[int, bool]:
    """The largest integer that is not above a number, and whether the number is that integer. Raises Refused."""
    value = rational_value(case, e)
    if value is not None:
        return floor(value), value.denominator == 1
    for bits in (64, 512):
        try:
            x = enclose(e, {}, case.setting, bits)
        except Undefined as why:
            raise Refused(f"the bound has no value: {why}") from None
        whole = x.floor().unique_fmpz()
        if whole is not None and not x.contains_integer():
            return int(whole), False
    raise Refused("the whole part of the bound is not proved")


def rational_value(case: Case, e: Expression) -> Fraction | None:
    """The rational number that an expression is proved to be."""
    if free_symbols(e) - case.setting.values.keys():
        return None
    field = case.meaning.field(False)
    try:
        return field.rational(field.normal(case.meaning.unfold(e)))
    except CannotNormalise:
        return None
