"""What is said about a line: every sentence of the checker that is no mistake of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from flint import arb, fmpq

from ..balls import Undefined, decimal, precision
from ..expressions import ZERO, Expression, Hat, Number, Symbol, free_symbols, map_children, rational
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..words import say
from .loss_explaining import shown
from .middles import middle
from .outcomes import Outcome
from .places import BITS, HAT, Instance, Place
from .reading import Piece
from .resolved import Unknown
from .truth import Truth

__all__ = ["counterexample", "unknown_name", "unreadable"]

Value = fmpq | arb
DIGITS = 6
SHORT, PLACES = 1000, 4
MOST_OBSERVATIONS = 5
BY_SIDES = ("estimate", "equation", "number", "constraint")
"""Kinds of which only the parameters that stand in them matter."""


def counterexample(outcome: Outcome, truth: Truth) -> str:
    """`At θ = 1/4 the left side is 8, the right side 20.`"""
    check = outcome.check
    if check.place is None and check.left is not None and check.right is not None:
        return _value(_in_decimals(check.right), _in_decimals(check.left), outcome.against)
    if check.place is None or check.instance is None:
        return say("not-so") if outcome.against is None else say("not-so-of", of=plain(outcome.against))
    left, right = check.left, check.right
    if outcome.kind == "number" and outcome.at is not None and outcome.against is not None:
        return say("number-is", of=plain(outcome.against), left=_shown(left), right=_shown(right))
    if outcome.kind == "identity" and outcome.against is None:
        return say("nothing-of-problem")
    about = (outcome.at, outcome.against) if outcome.kind in BY_SIDES else ()
    at = _at(check.place, check.instance, truth, about)
    if outcome.kind in ("likelihood", "log-likelihood", "negative-log-likelihood"):
        logarithms = outcome.kind == "likelihood" and outcome.problem != "outside" and not check.negative
        if logarithms:  # as which likelihoods are held against each other
            left, right = _exponential(left), _exponential(right)
        return _sentence(at, say("function-is", function=outcome.kind, left=_shown(left), right=_shown(right)))
    return _sentence(at, say("sides-are", left=_shown(left), right=_shown(right)))


def _sentence(at: str, said: str) -> str:
    text = say("at-place", at=at, said=said) if at else said
    return text[0].upper() + text[1:]


def _value(right: str, left: str, against: Expression | None) -> str:
    """What a number should be, and where that comes from; a number needs no word."""
    if against is None or isinstance(against, (Number, Symbol)):
        return say("number-should-be", right=right, left=left)
    return say("value-should-be", right=right, left=left, of=plain(shown(against)))


def _at(place: Place, instance: Instance, truth: Truth, about: tuple[Expression | None, ...]) -> str:
    """`at θ = 1/4`, `at the maximum, θ = 7/10,`; of a sample of any size with its observations. about: where the
    parameters that matter occur."""
    named = frozenset().union(*(free_symbols(_hatless(e)) for e in about if e is not None)) if about else None
    where = ", ".join(_where(place.values, truth, named))
    sample = "" if truth.problem.columns or truth.problem.statistics else _sample(instance)
    if not where:
        return say("of-sample", sample=sample) if sample else ""
    best = place in instance.best
    if sample:
        return say("at-maximum-of-sample" if best else "at-point-of-sample", where=where, sample=sample)
    return say("at-maximum" if best else "at-point", where=where)


def _hatless(e: Expression) -> Expression:
    """The expression without what stands under hats: an estimate is no value of the parameter."""
    return ZERO if isinstance(e, Hat) else map_children(_hatless, e)


def _sample(instance: Instance) -> str:
    columns = instance.setting.columns.items()
    if not columns or any(column.size > MOST_OBSERVATIONS for _, column in columns):
        return ""
    found = (f"{name} = ({', '.join(_shown(_rational(v)) for v in column.values)})" for name, column in columns)
    return ", ".join(found)


def _rational(value: int | Fraction) -> fmpq:
    return fmpq(*Fraction(value).as_integer_ratio())


def _exponential(value: Value | None) -> Value | None:
    if value is None:
        return None
    with precision(BITS):
        return arb(value).exp()


def _in_decimals(value: Value) -> str:
    if isinstance(value, fmpq) and value.height_bits() < 40:
        return plain(in_decimals(Fraction(int(value.p), int(value.q)), DIGITS))
    return _shown(value)


def _where(values: Mapping[str, Value], truth: Truth, named: frozenset[str] | None) -> Iterator[str]:
    for name, value in values.items():
        if name.endswith(HAT) or name not in truth.parameters:
            continue
        if named is None or not named.isdisjoint((name, name.removesuffix("²"))):
            yield f"{plain(Symbol(name))} = {_shown(value)}"


def _shown(value: Value | None) -> str:
    """In few digits: 8, 1/4, 5.65, 0.0303449, 2.95·10⁻²⁷."""
    if value is None:
        return say("not-defined")
    if isinstance(value, arb) and not value.is_finite():
        return say("no-finite-number")
    if isinstance(value, fmpq) and max(abs(int(value.p)), int(value.q)) < SHORT:
        return plain(in_decimals(Fraction(int(value.p), int(value.q)), PLACES))
    try:
        near = middle(value)
        exact = rational(Fraction(int(near.p), int(near.q)))
        number = decimal(exact, DIGITS)
    except Undefined:
        return arb(value).str(DIGITS, radius=False)
    return _without_noughts(plain(number))


def _without_noughts(text: str) -> str:
    """28.1250 → 28.125"""
    return text.rstrip("0").rstrip(".") if "." in text and set(text) <= set("−-.0123456789") else text


def unreadable(piece: Piece) -> str:
    """Where a formula cannot be read, and why."""
    fault = piece.fault
    if fault is None:
        return say("not-readable")
    text = say("fault-at", column=fault.column, fault=fault.message)
    return f"{text}; {fault.suggestion}" if fault.suggestion else text


def unknown_name(fault: Unknown, piece: Piece) -> str:
    """A name that nothing has introduced."""
    column = (fault.span.start if fault.span is not None else piece.start) + 1
    return say("name-unknown", column=column, name=fault.name)
