"""What is written on a picture: names of axes with their units, the estimate, heights; and the same in a sentence."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from ...expressions import Add, Apply, Expression, Hat, Interval, Negate, Number, Relation, Symbol, number_value
from ...notation.decimals import exact_decimal
from ...notation.plain import plain
from ...words import pictures as words
from ..phrases import Phrase, rounded

__all__ = ["Maximisers", "estimated", "given", "level", "quantity", "spoken", "written"]

LONGEST = 7
"""An exact decimal is written up to so many characters, else a rounded number."""


class Maximisers(Protocol):
    """What is known of the place of a maximum."""

    @property
    def parameter(self) -> Symbol: ...
    @property
    def first(self) -> float: ...
    @property
    def last(self) -> float: ...
    @property
    def exact(self) -> Expression | None: ...


def quantity(subject: Expression, unit: str = "") -> Phrase:
    """The name of an axis: `μ in °F`."""
    return (subject, words.in_unit(unit)) if unit else (subject,)


def written(subject: Expression, exact: Expression | None, value: float) -> Relation:
    """`θ̂ = 0.7` or `κ̂ ≈ 1.929`."""
    known = None if exact is None else number_value(exact)
    decimal = None if known is None else exact_decimal(Fraction(known), LONGEST)
    if decimal is not None and len(plain(decimal)) <= LONGEST:
        return Relation((subject, decimal), ("=",))
    return Relation((subject, rounded(value)), ("≈",))


def estimated(maximum: Maximisers) -> Phrase:
    """The estimate at its mark; of several the interval."""
    if maximum.first < maximum.last:
        ends = (rounded(maximum.first), rounded(maximum.last))
        return (Relation((maximum.parameter, Interval(*ends, True, True)), ("∈",)),)
    return (written(Hat(maximum.parameter), maximum.exact, maximum.first),)


def given(maximum: Maximisers) -> str:
    """The estimate in a sentence."""
    return plain(written(Hat(maximum.parameter), maximum.exact, maximum.first))


def level(parameter: Symbol, drop: float) -> Phrase:
    """`ℓ(θ̂) − 1.92`."""
    number = Number(Fraction(f"{drop:.2f}"), f"{drop:.2f}")
    return (Add((Apply("ℓ", (Hat(parameter),)), Negate(number))),)


def spoken(subject: Expression) -> str:
    """A name in a sentence."""
    return plain(subject)
