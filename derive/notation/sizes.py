"""Bounds on what a text asks to be worked out: powers and factorials of numbers, and the depth of the tree."""

from __future__ import annotations

from math import log2

from ..expressions import Add, Call, Divide, Expression, Multiply, Negate, Number, Power, Span, children, number_value
from .faults import MAX_EXPONENT, MAX_FACTORIAL, MAX_POWER_BITS, MAX_TREE_DEPTH, ReadError

__all__ = ["check_factorial", "check_power", "check_tree"]


def check_power(e: Expression) -> None:
    """Raises ReadError where a power of numbers, or an exponent, is beyond the bounds."""
    assert type(e) is Power
    exponent, base = e.exponent, e.base
    if type(exponent) is Number and type(base) is not Power and exponent.value <= 64:
        return  # a number has at most MAX_DIGITS digits
    value = number_value(exponent)
    broken = value is not None and value.denominator > 1  # of `2^(6.215/4)` no more than 2^1243 is worked out
    size = log2(max(abs(value.numerator), 1)) if value is not None and broken else _bits(exponent)
    if size is None:
        return
    if size > log2(MAX_EXPONENT):
        raise _too_large(e, f"an exponent beyond {MAX_EXPONENT:,}")
    bits = _bits(base)
    if bits is not None and log2(max(bits, 1)) + size > log2(MAX_POWER_BITS):
        raise _too_large(e, f"a power of more than {MAX_POWER_BITS:,} binary digits")


def check_factorial(e: Expression) -> None:
    """Raises ReadError where a number under a factorial is beyond MAX_FACTORIAL."""
    assert type(e) is Call
    size = _bits(e.arguments[0])
    if size is not None and size > log2(MAX_FACTORIAL):
        raise _too_large(e, f"a factorial beyond {MAX_FACTORIAL:,}!")


def check_tree(e: Expression) -> None:
    """Raises ReadError where the tree has more than MAX_TREE_DEPTH levels; needs no recursion."""
    level: list[Expression] = [e]
    for _ in range(MAX_TREE_DEPTH):
        level = [child for node in level for child in children(node)]
        if not level:
            return
    raise _too_large(e, f"a formula of more than {MAX_TREE_DEPTH} levels")


def _too_large(e: Expression, what: str) -> ReadError:
    return ReadError(what, e.span or Span(0, 0), "write it with a name")


def _bits(e: Expression) -> float | None:
    """About the binary logarithm of the size of a number that is written out, with its denominator; else None."""
    kind = type(e)
    if kind is Number:
        value = e.value  # type: ignore[attr-defined]
        return log2(max(value.numerator, 1)) + log2(value.denominator)
    if kind is Negate:
        return _bits(e.operand)  # type: ignore[attr-defined]
    if kind is Power:
        base, exponent = _bits(e.base), _bits(e.exponent)  # type: ignore[attr-defined]
        return None if base is None or exponent is None else base * 2.0 ** min(exponent, 100.0)
    if kind is Call and e.function == "factorial":  # type: ignore[attr-defined]
        size = _bits(e.arguments[0])  # type: ignore[attr-defined]
        return None if size is None else size * 2.0 ** min(size, 100.0)
    if kind not in (Add, Multiply, Divide):
        return None
    sizes = [_bits(child) for child in children(e)]
    known = [size for size in sizes if size is not None]
    return sum(known) + 1 if len(known) == len(sizes) else None
