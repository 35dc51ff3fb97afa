"""Trees as short texts for tables of tests: `7 log θ` is `(* 7 (log θ))`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from derive.expressions import (
    Add,
    Apply,
    Call,
    Chain,
    Constant,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Interval,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    PlusMinus,
    Power,
    Product,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    Text,
)

__all__ = ["shape"]


def shape(e: Expression) -> str:
    """The tree, operator first; a constant has a #, an observation its index in brackets."""
    return _SHAPES[type(e)](e)


def _all(parts: Iterable[Expression]) -> str:
    return " ".join(map(shape, parts))


def _between(parts: tuple[Expression, ...], signs: tuple[str, ...]) -> str:
    return shape(parts[0]) + "".join(f" {sign} {shape(part)}" for sign, part in zip(signs, parts[1:], strict=True))


def _apply(e: Apply) -> str:
    given = f" | {_all(e.given)}" if e.given else ""
    return f"{e.function}{'′' * e.primes}({_all(e.arguments)}{given})"


def _series(sign: str) -> Callable[[Any], str]:
    return lambda e: f"({sign} {e.index}={shape(e.lower)}..{shape(e.upper)} {shape(e.body)})"


def _interval(e: Interval) -> str:
    left, right = "[" if e.lower_closed else "(", "]" if e.upper_closed else ")"
    return f"{left}{shape(e.lower)}, {shape(e.upper)}{right}"


_SHAPES: dict[type[Expression], Callable[[Any], str]] = {
    Number: lambda e: e.text,
    Symbol: lambda e: e.name,
    Constant: lambda e: f"#{e.name}",
    Text: lambda e: f'"{e.text}"',
    Hat: lambda e: f"(hat {shape(e.of)})",
    Indexed: lambda e: f"{e.base}[{shape(e.index)}]",
    OrderStatistic: lambda e: f"{e.base}[({shape(e.rank)})]",
    Add: lambda e: f"(+ {_all(e.terms)})",
    Multiply: lambda e: f"(* {_all(e.factors)})",
    Divide: lambda e: f"(/ {shape(e.numerator)} {shape(e.denominator)})",
    Negate: lambda e: f"(- {shape(e.operand)})",
    PlusMinus: lambda e: f"(± {shape(e.operand)})",
    Power: lambda e: f"(^ {shape(e.base)} {shape(e.exponent)})",
    Call: lambda e: f"({e.function} {_all(e.arguments)})",
    Apply: _apply,
    Summation: _series("Σ"),
    Product: _series("Π"),
    Derivative: lambda e: f"({'∂' if e.partial else 'd'}{e.order} {shape(e.variable)} {shape(e.body)})",
    Indicator: lambda e: f"(1 {shape(e.condition)})",
    SetOf: lambda e: f"{{{_all(e.elements)}}}",
    Interval: _interval,
    Relation: lambda e: f"({_between(e.operands, e.operators)})",
    Chain: lambda e: f"<{_between(e.statements, e.links)}>",
    Several: lambda e: f"<{e.separator} {_all(e.statements)}>",
}
