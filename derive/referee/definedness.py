"""Whether a new line has a value wherever the line before it has one.

The normal form takes log f for log|f| and roots likewise, so a line may agree in form and yet ask for the logarithm
of a negative number: each argument of a logarithm or a broken power has to have its sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..balls import Undefined, enclose, interior_points
from ..expressions import (
    Add,
    Apply,
    Call,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Summation,
    Symbol,
    nodes,
    number_value,
)
from .refusal import Refused
from .search import has_kind

if TYPE_CHECKING:
    from .meaning import Meaning

__all__ = ["MOST_POINTS", "Definedness", "is_rational"]

MOST_POINTS = 8
_ARITHMETIC = frozenset((Number, Symbol, Indexed, Add, Multiply, Divide, Negate, Summation))
_LOGARITHMS = frozenset(("log", "log2", "log10"))


class Definedness:
    """Remembers the arguments that were found in order."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._accepted: set[Expression] = set()

    def accept(self, e: Expression) -> None:
        """The author's word: what a given line takes the logarithm of is positive."""
        self._accepted.update(argument for argument, _ in _arguments(self._meaning.unfold(e)))

    def alone(self, e: Expression, at_data: bool = False) -> None:
        """Proves that an expression is defined, or finds a point where it is; of an unknown function nothing can be
        asked. Raises Refused."""
        e = self._meaning.unfold(e)
        for argument, strict in _arguments(e):
            if argument not in self._accepted and not _has_unknown_function(argument):
                if not self._in_order(argument, strict, at_data):
                    self._somewhere(e, at_data)
                self._accepted.add(argument)

    def check(self, left: Expression, right: Expression, at_data: bool) -> None:
        """Proves or tests that the right side is defined where the left is. Raises Refused."""
        for argument, strict in _arguments(right):
            if argument not in self._accepted:
                if not self._in_order(argument, strict, at_data):
                    self._at_points(left, right, at_data)
                self._accepted.add(argument)

    def _in_order(self, argument: Expression, strict: bool, at_data: bool) -> bool:
        meaning = self._meaning
        if not strict and _is_of_squares(argument):
            return True
        return meaning.positive.of(argument, at_data) or (not strict and meaning.field(at_data).nonnegative(argument))

    def _somewhere(self, e: Expression, at_data: bool) -> None:
        setting = self._meaning.setting
        for k, point in enumerate(interior_points((e,), setting, at_data)):
            if k == MOST_POINTS:
                break
            try:
                enclose(e, point.values, setting, 64, point.sample)
            except Undefined:
                continue
            return
        if not at_data and setting.columns:  # random rows need not fit together, as those of the data do
            self._somewhere(e, True)
            return
        raise Refused("no point is found where it is defined: is it the logarithm or root of a negative number?")

    def _at_points(self, left: Expression, right: Expression, at_data: bool) -> None:
        setting = self._meaning.setting
        for k, point in enumerate(interior_points((left, right), setting, at_data)):
            if k == MOST_POINTS:
                return
            try:
                enclose(left, point.values, setting, 64, point.sample)
            except Undefined:
                continue
            try:
                enclose(right, point.values, setting, 64, point.sample)
            except Undefined as why:
                where = point.describe()
                raise Refused(f"the new line is not defined{f' at {where}' if where else ''}: {why}") from None


def is_rational(e: Expression) -> bool:
    """Whether the expression is made of the four operations, whole powers, sums and means over the sample alone, so
    that nothing but a division by zero leaves it without a value."""
    others = [node for node in nodes(e) if type(node) not in _ARITHMETIC]
    return all(_is_whole_power(node) or _is_mean(node) for node in others)


def _is_whole_power(e: Expression) -> bool:
    return isinstance(e, Power) and isinstance(number_value(e.exponent), int)


def _is_mean(e: Expression) -> bool:
    return isinstance(e, Call) and e.function == "mean"


def _is_of_squares(e: Expression) -> bool:
    """Whether a real value cannot be negative: squares, sums of them over the sample, products and sums of such."""
    if isinstance(e, Power):
        exponent = number_value(e.exponent)
        return isinstance(exponent, int) and exponent > 0 and exponent % 2 == 0
    if isinstance(e, Summation):
        return _is_of_squares(e.body)
    if isinstance(e, (Add, Multiply)):
        return all(map(_is_of_squares, e.terms if isinstance(e, Add) else e.factors))
    return False


def _has_unknown_function(e: Expression) -> bool:
    return has_kind(e, Apply)


@lru_cache(maxsize=4096)
def _arguments(e: Expression) -> tuple[tuple[Expression, bool], ...]:
    """What stands under logarithms (True: it must be positive) and broken powers (False: not negative)."""
    return tuple([found for node in nodes(e) if type(node) in _RISKY for found in _RISKY[type(node)](node)])


def _under_call(e: Call) -> Iterator[tuple[Expression, bool]]:
    if e.function in _LOGARITHMS:
        if not (number_value(e.arguments[0]) or 0) > 0:
            yield e.arguments[0], True
    elif e.function == "ζ":
        if not (number_value(e.arguments[-1]) or 0) > 1:
            yield Add((e.arguments[-1], Negate(Number(1, "1")))), True
    elif e.function == "sqrt":
        yield e.arguments[0], False


def _under_power(e: Power) -> Iterator[tuple[Expression, bool]]:
    exponent = number_value(e.exponent)
    if exponent is not None and exponent.denominator != 1:
        yield e.base, False


_RISKY: dict[type[Expression], Callable[[Any], Iterator[tuple[Expression, bool]]]] = {
    Call: _under_call, Power: _under_power,
}
