"""Why a line about losses is wrong: a mistake that would lead to its number, and the number that was due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from flint import arb, fmpq

from ..balls import Undefined, decimal
from ..expressions import (
    Divide,
    Expression,
    Negate,
    Number,
    Relation,
    map_children,
    nodes,
    number_value,
    rational,
)
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..rules.mistakes import Mistake, Situation
from .decimals import about, is_decimal
from .diagnosis import named
from .explaining import Explanation
from .loss_forms import named_nodes
from .loss_values import number, with_values
from .losses import Losses
from .middles import middle
from .outcomes import Outcome
from .truth import Truth
from .trying import alike

__all__ = ["explain_loss", "shown"]

DIGITS, PLACES = 6, 6
EXACT = 80  # bits
Table = tuple[Mapping[str, Fraction], str]


def explain_loss(truth: Truth, losses: Losses, outcome: Outcome) -> Explanation:
    """What would explain a wrong statement in numbers."""
    due, wrong = outcome.against, outcome.at
    if due is None or wrong is None or named_nodes(due):
        return Explanation()
    wrong = _of_value(outcome) if named_nodes(wrong) else _meant(wrong, losses)
    if wrong is None:
        return Explanation()
    setting = truth.derivation.setting
    tried = [
        _named(Situation(shown(due), kind, None, (), setting, None, tables), wrong)
        for tables in _tables(losses) for kind in dict.fromkeys((outcome.kind, "number"))
    ]  # fmt: skip
    ideas = [found for found in tried if found and not found[0].is_slip]
    return Explanation(next(iter([*ideas, *filter(None, tried)]), ()), _expected(due, outcome))


def _named(situation: Situation, wrong: Expression) -> tuple[Mistake, ...]:
    try:
        return named(situation, wrong)
    except ArithmeticError:  # a mistake may make a line that divides by nought
        return ()


def _of_value(outcome: Outcome) -> Expression | None:
    """The value of what holds names, `2^H`, where it is known exactly."""
    value = outcome.check.right
    if value is None or not arb(value).is_finite() or arb(value).rel_accuracy_bits() < EXACT:
        return None
    near = middle(value)
    return rational(Fraction(int(near.p), int(near.q)))


def _meant(wrong: Expression, losses: Losses) -> Expression:
    """With what its rounded numbers stand for in their places: a loss, the sum or the mean of them."""
    if isinstance(wrong, Number) or (isinstance(wrong, Negate) and isinstance(wrong.operand, Number)):
        return wrong
    facts = (*losses.facts, *losses.single_parts)
    found: dict[Expression, Expression] = {}
    for n in nodes(wrong):
        if isinstance(n, Number) and is_decimal(n) and len(n.text.strip("0.")) > 2:
            fact = next((e for e in facts if (value := number(e)) is not None and alike(value, _nearby(n))), None)
            if fact is not None:
                found[n] = fact
    return with_values(wrong, found)


def _nearby(e: Number) -> arb:
    """What rounds to the number, or to one that differs by one in the last digit: sums of rounded numbers do."""
    ball = about(e)
    return arb(ball.mid(), 3 * ball.rad())


def _tables(losses: Losses) -> Iterator[tuple[Table, ...]]:
    """The tables of each distribution, with the tokens that came."""
    if not losses.tables:
        yield ()
    for tables in losses.tables.values():
        yield tuple((t, target) for t, target in zip(tables, losses.targets, strict=True) if target in t)


def _expected(due: Expression, outcome: Outcome) -> str | None:
    """`−log 0.5 ≈ 0.693147`."""
    value = outcome.check.left
    if value is None:
        return None
    if isinstance(value, fmpq) and value.height_bits() < 40:
        return plain(Relation((shown(due), in_decimals(Fraction(int(value.p), int(value.q)), PLACES)), ("=",)))
    try:
        near = middle(value)
        rounded = decimal(rational(Fraction(int(near.p), int(near.q))), DIGITS)
        return plain(Relation((shown(due), rounded), ("≈",)))
    except Undefined:
        return plain(shown(due))


def shown(e: Expression) -> Expression:
    """With its numbers as decimals where they end: log 0.5 for log(1/2)."""
    value = number_value(e) if isinstance(e, (Number, Divide)) else None
    return map_children(shown, e) if value is None else in_decimals(value, PLACES)
