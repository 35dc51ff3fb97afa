"""Every small mistake at every place of a line: what a careless hand would write instead."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.expressions import (
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    integer,
    rational,
)
from derive.records import replace

__all__ = ["mutations"]

SWAPPED = {
    "log": "exp", "exp": "log", "sqrt": "cbrt", "cbrt": "sqrt", "sin": "cos", "cos": "sin", "Γ": "ψ", "ψ": "Γ",
    "max": "min", "min": "max", "mean": "max", "median": "mean", "factorial": "Γ", "floor": "ceil", "ceil": "floor",
}
FLIPPED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "=": "≠", "≈": "="}


def mutations(e: Expression) -> Iterator[Expression]:
    """Each tree that differs from `e` in one place: a number one off, a sign flipped, a term or factor dropped,
    numerator and denominator or base and exponent exchanged, a function or relation exchanged for another."""
    yield from _here(e)
    for name, value in _parts(e):
        if isinstance(value, tuple):
            for k, part in enumerate(value):
                for other in mutations(part):
                    yield _with(e, name, (*value[:k], other, *value[k + 1 :]))
        else:
            for other in mutations(value):
                yield _with(e, name, other)


def _with(e: Expression, name: str, value: object) -> Expression:
    """The node with another value in one field."""
    return type(e)(**{field: getattr(e, field) for field in e.__match_args__} | {name: value})


def _parts(e: Expression) -> Iterator[tuple[str, Expression | tuple[Expression, ...]]]:
    for name in type(e).__match_args__:
        value = getattr(e, name)
        if isinstance(value, Expression) or (isinstance(value, tuple) and value and isinstance(value[0], Expression)):
            yield name, value


def _here(e: Expression) -> Iterator[Expression]:
    if isinstance(e, Number):
        yield from _numbers(e)
    elif isinstance(e, Negate):
        yield e.operand
    elif isinstance(e, Add):
        yield from _sums(e)
    elif isinstance(e, Multiply):
        yield from (_without(e.factors, k, Multiply) for k in range(len(e.factors)))
        yield Negate(e)
    elif isinstance(e, Divide):
        yield Divide(e.denominator, e.numerator)
        yield Negate(e)
        yield e.numerator
    elif isinstance(e, Power):
        yield Power(e.exponent, e.base)
        yield e.base
        yield Power(e.base, Negate(e.exponent))
    elif isinstance(e, Call):
        if e.function in SWAPPED:
            yield Call(SWAPPED[e.function], e.arguments)
        yield Negate(e)
        yield e.arguments[0]
    elif isinstance(e, Relation):
        yield from _relations(e)


def _numbers(e: Number) -> Iterator[Expression]:
    """One more and one less in the last digit that is shown."""
    step = Fraction(1)
    if "." in e.text and e.text.replace(".", "").isdigit():
        step = Fraction(1, 10 ** len(e.text.partition(".")[2]))
    for value in (e.value + step, e.value - step):
        if step == 1:
            yield rational(value)
        elif value >= 0:
            places = len(e.text.partition(".")[2])
            digits = str(int(value / step)).rjust(places + 1, "0")
            yield Number(value, f"{digits[:-places]}.{digits[-places:]}")


def _sums(e: Add) -> Iterator[Expression]:
    for k, term in enumerate(e.terms):
        yield _without(e.terms, k, Add)
        flipped = term.operand if isinstance(term, Negate) else Negate(term)
        yield Add((*e.terms[:k], flipped, *e.terms[k + 1 :]))


def _without(parts: tuple[Expression, ...], k: int, kind: type[Add] | type[Multiply]) -> Expression:
    rest = (*parts[:k], *parts[k + 1 :])
    if len(rest) > 1:
        return kind(rest)
    return rest[0] if rest else integer(0)


def _relations(e: Relation) -> Iterator[Expression]:
    for k, operator in enumerate(e.operators):
        if operator in FLIPPED:
            yield Relation(e.operands, (*e.operators[:k], FLIPPED[operator], *e.operators[k + 1 :]))
