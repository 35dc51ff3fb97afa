"""What is said about a line: every sentence of the checker that is no mistake of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb, fmpq

from ..expressions import Expression, Number, Symbol
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from .judge import Outcome
from .loss_explaining import shown
from .places import HAT
from .reading import Piece
from .resolving import Unknown
from .truth import Truth

__all__ = ["TOO_LONG", "counterexample", "unknown_name", "unreadable"]

Value = fmpq | arb
TOO_LONG = "this could not be decided in the time that a line has"
DIGITS = 6


def counterexample(outcome: Outcome, truth: Truth) -> str:
    """`At θ = 1/4 the left side is 8, the right side 20.`"""
    check = outcome.check
    if check.place is None and check.left is not None and check.right is not None:
        return f"This is {_in_decimals(check.right)}, not {_in_decimals(check.left)}{_from(outcome.against)}."
    if check.place is None or check.instance is None:
        return f"This is not so{_of(outcome.against)}."
    where = ", ".join(_where(check.place.values, truth))
    left, right = _shown(check.left), _shown(check.right)
    at = f"At {where} " if where else ""
    if outcome.kind in ("likelihood", "log-likelihood", "negative-log-likelihood"):
        return f"{at}it is {left}; the {outcome.kind} of the problem is {right}."
    return f"{at}the left side is {left}, the right side {right}."


def _of(against: Expression | None) -> str:
    return "" if against is None else f" of {plain(against)}"


def _in_decimals(value: Value) -> str:
    if isinstance(value, fmpq) and value.height_bits() < 40:
        return plain(in_decimals(Fraction(int(value.p), int(value.q)), DIGITS))
    return _shown(value)


def _from(against: Expression | None) -> str:
    """Where a value comes from; a number needs no word."""
    if against is None or isinstance(against, (Number, Symbol)):
        return ""
    return f", the value of {plain(shown(against))}"


def _where(values: object, truth: Truth) -> Iterator[str]:
    assert hasattr(values, "items")
    for name, value in values.items():
        if not name.endswith(HAT) and name in truth.parameters:
            yield f"{name} = {_shown(value)}"


def _shown(value: Value | None) -> str:
    if value is None:
        return "not defined"
    if isinstance(value, fmpq):
        return str(value) if value.height_bits() < 24 else arb(value).str(DIGITS, radius=False)
    return arb(value).str(DIGITS, radius=False)


def unreadable(piece: Piece) -> str:
    """Where a formula cannot be read, and why."""
    fault = piece.fault
    if fault is None:
        return "This cannot be read."
    text = f"column {fault.column}: {fault.message}"
    return f"{text}; {fault.suggestion}" if fault.suggestion else text


def unknown_name(fault: Unknown, piece: Piece) -> str:
    """A name that nothing has introduced."""
    column = (fault.span.start if fault.span is not None else piece.start) + 1
    return f"column {column}: nothing has said what {fault.name} is"
