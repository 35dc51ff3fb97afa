"""Answers and numbers as people write them: as fractions, decimals or percent, with a unit; and slips in them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...balls import Undefined, decimal
from ...balls.decimals import shown_unit
from ...balls.points import Chance
from ...expressions import (
    ONE,
    Expression,
    Interval,
    Negate,
    Number,
    Relation,
    SetOf,
    Several,
    Summation,
    free_symbols,
    nodes,
    number_value,
    rational,
)
from ...rules.mistakes import Mistake, mistake_of
from ...steps import Setting
from ..due import Due
from .model import Line

__all__ = ["answer_line", "is_in_numbers", "slipped"]

SIGNS = ("=", "≈", "=")
KEPT = ("normal-quantile",)  # numbers that later lines are worked out with


def is_in_numbers(due: Due, setting: Setting) -> bool:
    """Whether the line says a value: no letters but those of the sample where there are data."""
    return due.kind in ("estimate", "number") and _decimal(_last(due), 4, setting) is not None


def _last(due: Due) -> Expression:
    return due.whole.operands[-1] if isinstance(due.whole, Relation) else due.whole


def _exact(due: Due) -> Expression:
    """What stands before the decimal."""
    if not isinstance(due.whole, Relation):
        return due.whole
    kept = [e for e, sign in zip(due.whole.operands[1:], due.whole.operators, strict=True) if sign == "="]
    return kept[-1] if kept else due.whole.operands[-1]


def _decimal(e: Expression, digits: int, setting: Setting) -> Expression | None:
    if isinstance(e, (Interval, SetOf)) or (free_symbols(e) and not setting.columns):
        return None
    try:
        return decimal(e, digits, setting)
    except (Undefined, KeyError):
        return None


# ---- right ---------------------------------------------------------------------------------------------------


def answer_line(due: Due, setting: Setting, unit: str | None, chance: Chance) -> Line:
    """The answer in one of the ways it may be given."""
    whole = due.whole
    line = Line(due.kind, whole, due.parameter)
    if not isinstance(whole, Relation) or not is_in_numbers(due, setting) or due.rule in KEPT:
        return line
    left, way = whole.operands[0], chance.below(6)
    last = _rounded(_exact(due), setting, chance)
    if way == 0 and last is not None:
        line = line._replace(whole=Relation((left, last), (SIGNS[chance.below(3)],)))
    elif way == 1 and last is not None and isinstance(_exact(due), Number) is False:
        line = line._replace(whole=Relation((left, _exact(due), last), ("=", SIGNS[chance.below(3)])))
    elif way == 2 and len(whole.operands) > 2:
        line = line._replace(whole=_shortened(whole, chance))
    percent = _percent(_exact(due), setting)
    if percent and _is_probability(due, setting) and chance.below(3) == 0:
        return line._replace(tail=f" = {percent}%")
    if unit and chance.below(3):
        return line._replace(tail=f" {unit}")
    return line


def _rounded(e: Expression, setting: Setting, chance: Chance) -> Expression | None:
    """A decimal of two to six digits; the exact one where it is as short."""
    found = _decimal(e, 2 + chance.below(4), setting)
    value = number_value(e)
    shown = found.operand if isinstance(found, Negate) else found
    if not isinstance(shown, Number) or "×" in shown.text or "." not in shown.text:
        return None
    if value is not None and abs(value) == shown.value and "." in shown.text:
        return _with_sign(Number(shown.value, shown.text.rstrip("0").rstrip(".")), isinstance(found, Negate))
    return found


def _with_sign(number: Number, negative: bool) -> Expression:
    return Negate(number) if negative else number


def _shortened(whole: Relation, chance: Chance) -> Relation:
    """The chain without one of the forms in its middle."""
    place = 1 + chance.below(len(whole.operands) - 2)
    operands = (*whole.operands[:place], *whole.operands[place + 1 :])
    return Relation(operands, (*whole.operators[: place - 1], *whole.operators[place:]))


def _percent(e: Expression, setting: Setting) -> str | None:
    value = number_value(e)
    exact = None if value is None else Fraction(value) * 100
    if exact is None or not 0 < exact < 100 or (exact * 100).denominator != 1:
        return None
    return f"{float(exact):g}"


def _is_probability(due: Due, setting: Setting) -> bool:
    domain = setting.domains.get(due.parameter)
    return domain is not None and domain.upper == ONE


# ---- wrong ---------------------------------------------------------------------------------------------------


def slipped(due: Due, setting: Setting, chance: Chance) -> tuple[Mistake, Expression] | None:
    """The line with its number rounded or worked out wrongly, and the mistake; None where it has no number."""
    if isinstance(due.whole, Several) or not isinstance(due.whole, Relation):
        return None
    if due.kind == "facts":
        return _wrong_sum(due.whole, chance)
    if isinstance(due.whole.operands[-1], (Interval, SetOf)):
        return _wrong_set(due.whole, chance)
    if not is_in_numbers(due, setting):
        return None
    exact = _exact(due)
    found = list(_slips(exact, 3 + chance.below(2), setting))
    if not found:
        return None
    name, number = found[chance.below(len(found))]
    mistake = mistake_of(name)
    if mistake is None:
        return None
    kept = [due.whole.operands[0]]
    if chance.below(3) and not isinstance(exact, Number):
        kept.append(exact)
    signs = ("=",) * (len(kept) - 1)
    return mistake, Relation((*kept, number), (*signs, SIGNS[chance.below(3)]))


def _slips(exact: Expression, digits: int, setting: Setting) -> Iterator[tuple[str, Expression]]:
    """Decimals that are not the value rounded: cut off, off by one, by more, or with the point elsewhere."""
    found = _decimal(exact, digits, setting)
    shown = found.operand if isinstance(found, Negate) else found
    if not isinstance(shown, Number) or "." not in shown.text or "×" in shown.text or not shown.value:
        return
    unit, value = shown_unit(shown), Fraction(shown.value)
    finer = _decimal(exact, digits + 12, setting)
    close = finer.operand if isinstance(finer, Negate) else finer
    if not isinstance(close, Number):
        return
    negative = isinstance(found, Negate)
    places = len(shown.text.partition(".")[2])
    steps = [("arithmetic-slip", 3 * unit), ("arithmetic-slip", -7 * unit)]
    if Fraction(close.value) == value:
        steps += [("arithmetic-slip", 10 * unit), ("decimal-point-moved", 9 * value)]
    else:
        cut = "digits-cut-off" if Fraction(close.value) < value else "rounded-wrongly"
        steps += [(cut, -unit), ("rounded-wrongly", unit if cut == "digits-cut-off" else -unit)]
        if cut == "rounded-wrongly":
            steps[-2] = ("rounded-wrongly", unit)
    for name, step in steps:
        other = value + step
        if other > 0 and abs(other - Fraction(close.value)) > unit * Fraction(51, 100):
            yield name, _with_sign(Number(_whole(other), f"{float(other):.{places}f}"), negative)


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _wrong_set(whole: Relation, chance: Chance) -> tuple[Mistake, Expression] | None:
    """`θ̂ ∈ [7, 7.6]` for [7.1, 7.6]: one end beyond all that is right."""
    mistake, found = mistake_of("copied-number"), whole.operands[-1]
    ends = [found.lower, found.upper] if isinstance(found, Interval) else list(getattr(found, "elements", ()))
    place = chance.below(2) * (len(ends) - 1) if ends else 0
    end = ends[place] if ends else None
    value = None if end is None else number_value(end)
    if mistake is None or value is None:
        return None
    moved = Fraction(value) + Fraction(1 if place else -1, Fraction(value).denominator)
    ends[place] = rational(moved)
    wrong: Expression = SetOf(tuple(ends))
    if isinstance(found, Interval):
        wrong = Interval(ends[0], ends[1], found.lower_closed, found.upper_closed)
    return mistake, Relation((whole.operands[0], wrong), ("∈",))


def _wrong_sum(whole: Relation, chance: Chance) -> tuple[Mistake, Expression] | None:
    """`Σ x_i = 21` for 20."""
    mistake = mistake_of("wrong-sum")
    value = number_value(whole.operands[-1])
    has_sum = any(isinstance(node, Summation) for node in nodes(whole.operands[0]))
    if mistake is None or value is None or not has_sum or value == 0:
        return None
    scale = Fraction(value).denominator
    other = Fraction(value) + Fraction((1, -1, 10, 2)[chance.below(4)], scale)
    text = f"{float(other):g}"
    if Fraction(text) != other:
        return None
    return mistake, Relation((*whole.operands[:-1], Number(_whole(other), text)), whole.operators)
