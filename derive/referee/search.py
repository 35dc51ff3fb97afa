"""A quick look into a tree: most lines hold nothing of what is sought, and that should cost next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Container
from operator import attrgetter

from ..expressions import (
    Add,
    Apply,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Symbol,
    children,
)

__all__ = ["has_kind", "parts"]

_PARTS: dict[type[Expression], Callable[..., tuple[Expression, ...]]] = {
    Number: lambda e: (),
    Symbol: lambda e: (),
    Constant: lambda e: (),
    Add: attrgetter("terms"),
    Multiply: attrgetter("factors"),
    Call: attrgetter("arguments"),
    Negate: lambda e: (e.operand,),
    Divide: lambda e: (e.numerator, e.denominator),
    Power: lambda e: (e.base, e.exponent),
    Apply: lambda e: e.arguments + e.given,
}


def parts(e: Expression) -> tuple[Expression, ...]:
    """The nodes directly below, as `children` gives them."""
    return _PARTS.get(type(e), children)(e)


def has_kind(e: Expression, kinds: Container[type[Expression]]) -> bool:
    """Whether a node of the tree is of one of the kinds."""
    if type(e) in kinds:
        return True
    for part in parts(e):  # noqa: SIM110 - a plain loop takes a third of the time
        if has_kind(part, kinds):
            return True
    return False
