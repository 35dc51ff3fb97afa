"""What a line's expression has become: one that can be evaluated, or the reasons why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from flint import arb, fmpq

from ..balls import Undefined, evaluate, precision
from ..expressions import Expression, Span, free_symbols
from .places import BITS, Instance, Place

__all__ = ["Resolved", "Unknown", "Unusual"]


class Unknown(Exception):
    """A name that stands for nothing here."""

    def __init__(self, name: str, span: Span | None) -> None:
        super().__init__(name)
        self.name, self.span = name, span


class Unusual(Exception):
    """What is written has no value that could be computed here."""


@dataclass
class Resolved:
    """An expression that can be evaluated. rounded: symbols that stand for rounded decimals. points: fresh symbols
    that stand for the value of an argument, `ℓ′(0.7)`. unknown: multipliers and constants that it holds."""

    expression: Expression
    rounded: dict[str, arb] = field(default_factory=dict)
    points: list[tuple[str, Expression]] = field(default_factory=list)
    unknown: frozenset[str] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Whether its value depends on nothing but the place."""
        return not (self.unknown or self.rounded or self.points)

    def value(self, instance: Instance, place: Place, others: dict[str, fmpq | arb]) -> fmpq | arb | None:
        """Its value there, where the multipliers have these values; None where it has none."""
        values = {**place.values, **others, **self.rounded}
        try:
            with precision(BITS):
                for name, e in self.points:
                    values[name] = _plain(evaluate(e, values, instance.setting))
                found = _plain(evaluate(self.expression, values, instance.setting))
        except (Undefined, OverflowError):
            return None
        return found if isinstance(found, fmpq) or found.is_finite() else None

    def depends_on(self, names: frozenset[str]) -> bool:
        """Whether one of the names occurs in it."""
        return not names.isdisjoint(free_symbols(self.expression))


def _plain(x: object) -> fmpq | arb:
    if isinstance(x, (fmpq, arb)):
        return x
    raise Undefined("a series")
