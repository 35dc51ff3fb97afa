"""What a family file says in text, as expressions: its density, its support and the domains of its parameters.

The texts are read once; the arguments of a model are put in all at once, so that a parameter of the family may be
called like a parameter of the problem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

from ..domains import Domain
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Symbol,
    map_children,
    number_value,
    rational,
    walk,
)
from ..notation.decimals import in_decimals
from ..notation.reader import Scope, read_expression, read_statement
from .family import Family, Parameter
from .intervals import read_domain

__all__ = ["density_of", "domain_of", "support_of", "survival_of"]

VARIABLE = "x"

Arguments = tuple[Expression, ...]


def density_of(family: Family, variable: str, arguments: Arguments, beside: tuple[str, ...] = ()) -> Expression:
    """The density or mass of a family at the variable (and at those `beside` it, where it is that of a vector), with
    the arguments for its parameters.

    Raises ValueError for a categorical family, which has no formula.
    """
    if family.categorical:
        raise ValueError(f"{family.name} has a probability for each category, no formula")
    names = (*_names(family), *(name for name, _ in family.beside))
    return _density(family.density, names, variable, (*arguments, *map(Symbol, beside)))


def survival_of(family: Family, variable: str, arguments: Arguments) -> Expression | None:
    """P(X > x) at the variable, with the arguments for the parameters; None where the family file has no formula."""
    return _density(family.survival, _names(family), variable, arguments) if family.survival else None


def support_of(family: Family, variable: str, arguments: Arguments, beside: int | None = None) -> Domain:
    """What an observation may be, or the variable of a vector at that place behind the first; the ends may mention
    the arguments."""
    name, text = (VARIABLE, family.support) if beside is None else family.beside[beside]
    if name != VARIABLE:
        return _domain(text, name, (*_names(family), name), arguments)
    return _domain(text, VARIABLE, _names(family), () if family.variadic else arguments)


def domain_of(parameter: Parameter, family: Family, arguments: Arguments) -> Domain:
    """The largest domain of a parameter where the law exists; the ends may mention the other arguments."""
    return _domain(parameter.domain, parameter.name, _names(family), () if family.variadic else arguments)


def _names(family: Family) -> tuple[str, ...]:
    return tuple([parameter.name for parameter in family.parameters])


@lru_cache(maxsize=1024)
def _density(text: str, names: tuple[str, ...], variable: str, arguments: Arguments) -> Expression:
    values = dict(zip(names, arguments, strict=True))
    return _put_in(read_expression(text, _scope(names)), values | {VARIABLE: Symbol(variable)})


@lru_cache(maxsize=1024)
def _domain(text: str, subject: str, names: tuple[str, ...], arguments: Arguments) -> Domain:
    domain = read_domain(text, subject, lambda relation: read_statement(relation, _scope(names)))
    return _with_ends(domain, dict(zip(names, arguments, strict=False)))


@lru_cache(maxsize=256)
def _scope(names: tuple[str, ...]) -> Scope:
    return Scope(frozenset((*names, VARIABLE)))


def _with_ends(domain: Domain, values: Mapping[str, Expression]) -> Domain:
    lower = None if domain.lower is None else _put_in(domain.lower, values)
    upper = None if domain.upper is None else _put_in(domain.upper, values)
    if lower is domain.lower and upper is domain.upper:
        return domain
    return Domain(lower, upper, domain.lower_closed, domain.upper_closed, domain.integer)


def _put_in(e: Expression, values: Mapping[str, Expression]) -> Expression:
    """The expression with all symbols exchanged at once; nothing is evaluated, but a term 0, a factor or divisor 1
    and a difference of numbers that an argument brings are not written: with mean 0 a normal density has x²,
    not (x − 0)², with shape 2 a beta density 1 − x, not (1 − x)^(2 − 1)."""
    if type(e) is Symbol:
        return values.get(e.name, e)
    new = map_children(lambda child: _put_in(child, values), e)
    if new is e:
        return e
    if isinstance(new, Divide) and new.denominator == ONE:
        return new.numerator
    if isinstance(new, Power) and new.exponent in (ZERO, ONE):
        return new.base if new.exponent == ONE else ONE
    if isinstance(new, Add):
        numbers = [number_value(term) for term in new.terms]
        if None not in numbers:
            return _written_sum(new, sum(Fraction(number) for number in numbers if number is not None))
        return _without(new.terms, (ZERO, Negate(ZERO)), ZERO, Add)
    if new == Call("sqrt", (ONE,)):
        return ONE
    if isinstance(new, Call) and new.function in _EXTREMES:
        return _extreme(new)
    return _without(new.factors, (ONE,), ONE, Multiply) if isinstance(new, Multiply) else new


def _written_sum(e: Add, total: Fraction | int) -> Expression:
    """As its terms are written: 1 − 0.35 is 0.65, and not 13/20."""
    decimals = any(isinstance(node, Number) and "." in node.text for node in walk(e))
    return in_decimals(total) if decimals else rational(total)


_EXTREMES: dict[str, Callable[..., int | Fraction]] = {"max": max, "min": min}


def _extreme(e: Call) -> Expression:
    """`min(10, 12)` is 10."""
    values = [number_value(argument) for argument in e.arguments]
    known = [value for value in values if value is not None]
    return rational(_EXTREMES[e.function](known)) if len(known) == len(values) else e


def _without(
    parts: tuple[Expression, ...],
    neutral: tuple[Expression, ...],
    nothing: Expression,
    join: Callable[[tuple[Expression, ...]], Expression],
) -> Expression:
    kept = tuple(part for part in parts if part not in neutral)
    return join(kept) if len(kept) > 1 else kept[0] if kept else nothing
