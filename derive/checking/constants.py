"""The part of a log-likelihood that is free of the parameters, as it is written: what may be dropped, and what, where
it is kept, has to be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from ..expressions import (
    HALF,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Product,
    Summation,
    free_symbols,
)

__all__ = ["free_parts", "free_terms"]

Free = Callable[[Expression], bool]


def free_terms(e: Expression, free: Free) -> list[Expression]:
    """The terms that are free of the parameters, brackets multiplied out and logarithms of products taken apart."""
    return list(chain.from_iterable(free_parts(e, free)))


def free_parts(e: Expression, free: Free) -> Iterator[list[Expression]]:
    """The same, in groups that are kept or dropped together: the numbers of one logarithm are one group."""
    if free(e):
        yield [e]
    elif isinstance(e, Add):
        for term in e.terms:
            yield from free_parts(term, free)
    elif isinstance(e, Negate):
        yield from _mapped(e.operand, free, Negate)
    elif isinstance(e, Multiply):
        yield from _of_product(e, free)
    elif isinstance(e, Divide) and free(e.denominator):
        below = e.denominator
        yield from _mapped(e.numerator, free, lambda part: Divide(part, below))
    elif isinstance(e, Summation):
        yield from _mapped(e.body, free, lambda part: Summation(part, e.index, e.lower, e.upper))
    elif isinstance(e, Call) and e.function == "log" and len(e.arguments) == 1:
        yield from _of_log(e.arguments[0], free)


def _mapped(e: Expression, free: Free, change: Callable[[Expression], Expression]) -> Iterator[list[Expression]]:
    return ([change(part) for part in group] for group in free_parts(e, free))


def _of_product(e: Multiply, free: Free) -> Iterator[list[Expression]]:
    """A sum times what is free of the parameters is multiplied out."""
    bound = [f for f in e.factors if not free(f)]
    if len(bound) == 1:
        rest = tuple(f for f in e.factors if free(f))
        yield from _mapped(bound[0], free, lambda part: Multiply((*rest, part)))


def _of_log(e: Expression, free: Free) -> Iterator[list[Expression]]:
    """log of a product, a quotient, a power, an exponential."""
    if free(e):
        yield [Call("log", (e,))]
    elif isinstance(e, Multiply):
        yield from _of_factors(e.factors, free)
    elif isinstance(e, Divide):
        yield from _of_log(e.numerator, free)
        for group in _of_log(e.denominator, free):
            yield [Negate(part) for part in group]
    elif isinstance(e, Power):
        yield from _of_power(e.base, e.exponent, free)
    elif isinstance(e, Call) and e.function == "exp":
        yield from free_parts(e.arguments[0], free)
    elif isinstance(e, Call) and e.function == "sqrt":
        yield from _of_power(e.arguments[0], HALF, free)
    elif isinstance(e, Product):
        for group in _of_log(e.body, free):
            yield [Summation(part, e.index, e.lower, e.upper) for part in group]


def _of_factors(factors: tuple[Expression, ...], free: Free) -> Iterator[list[Expression]]:
    numbers = [f for f in factors if free(f) and not free_symbols(f)]
    if numbers:
        yield [Call("log", (f,)) for f in numbers]
    for f in factors:
        if f not in numbers:
            yield from _of_log(f, free)


def _of_power(base: Expression, exponent: Expression, free: Free) -> Iterator[list[Expression]]:
    if isinstance(base, Constant) and base.name == "e":
        yield from free_parts(exponent, free)
    elif free(exponent):
        for group in _of_log(base, free):
            yield [Multiply((exponent, part)) for part in group]
    elif free(base):
        yield from _mapped(exponent, free, lambda part: Multiply((part, Call("log", (base,)))))
