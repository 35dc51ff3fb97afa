"""Slips of attention: copied numbers, lost terms and signs, arithmetic, rounding."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...expressions import (
    ZERO,
    Add,
    Divide,
    Expression,
    Multiply,
    Number,
    Relation,
    Summation,
    Symbol,
    integer,
    map_children,
    nodes,
    number_value,
    rational,
    replace,
)
from ..arithmetic import approximate
from ..terms import Term, negate, write
from .mistake import ESTIMATE, KINDS, SCORE, Example, Mistake, Situation
from .positions import at_each_node, at_each_product, sides, without_power
from .rounding import digits_shown

__all__ = ["MISTAKES"]

MOST_OFF = 5  # of a sum that was added up wrongly


def _numbers(e: Expression) -> list[int | Fraction]:
    """The numbers that are written in a line, each once; fractions of whole numbers are two."""
    return list(dict.fromkeys(node.value for node in nodes(e) if isinstance(node, Number)))


def _copied(due: Expression, at: Situation) -> Iterator[Expression]:
    """One number exchanged for one that is written in the line; for a near one where none is known."""
    own = _numbers(due)
    seen = [] if at.written is None else [value for value in _numbers(at.written) if value not in own]
    again = [] if at.written is None or seen else _numbers(at.written)  # a number that stands twice by now
    for value in own:
        for new in seen[:8] or [v for v in again[:6] if v != value and min(v, value) > 2] or _near(value):
            yield from at_each_node(due, lambda node, a=value, b=new: [rational(b)] if _is(node, a) else [])  # type: ignore[misc]
            yield replace(due, rational(value), rational(new))


def _is(node: Expression, value: int | Fraction) -> bool:
    return isinstance(node, Number) and node.value == value


def _near(value: int | Fraction) -> Iterator[int | Fraction]:
    if value.denominator != 1 or value < 3:
        return
    text = str(value)
    if len(text) > 1 and text[-1] != text[-2] and text[-1] != "0":
        yield int(text[:-2] + text[-1] + text[-2])
    yield from (value + 1, value - 1)


def _wrong_sum(due: Expression, at: Situation) -> Iterator[Expression]:
    """A sum over the data that came out wrong: the number exchanged for one that is written."""
    totals = _totals(at)
    yield from _mean_of_wrong_sum(due, at)
    yield from _by_wrong_sum(due, at)
    seen = [] if at.written is None else _numbers(at.written)
    for value in _numbers(due):
        if value in totals:
            others = [v for v in seen if v not in _numbers(due)]
            for new in others[:8] or [value + 1, value - 1, value + 10]:
                yield replace(due, rational(value), rational(new))


def _mean_of_wrong_sum(due: Expression, at: Situation) -> Iterator[Expression]:
    """14/5 for 15/5, whatever it is written as: the data are whole numbers, and so is n times what stands there."""
    size, shown = at.setting.size, None if at.written is None else number_value(at.written)
    if size is None or shown is None or (shown * size).denominator != 1:
        return
    for column in at.setting.columns.values():
        total = sum((v * k for v, k in column.table), Fraction(0)) if column.size <= 1000 else Fraction(1, 2)
        if total.denominator == 1 and shown * size != total and _is_mean(due, Fraction(total) / size):
            yield rational(shown)


def _by_wrong_sum(due: Expression, at: Situation) -> Iterator[Expression]:
    """What is in proportion to a sum over the data, or to its reciprocal, as a sum near by would make it."""
    if at.written is None or at.kind != ESTIMATE:
        return
    value = number_value(due.operands[-1] if isinstance(due, Relation) else due)
    written = at.written.operands[-1] if isinstance(at.written, Relation) else at.written
    shown, digits = number_value(written), digits_shown(written)
    if not value or not shown:
        return
    room = Fraction(0) if digits is None else Fraction(1, 2 * 10**digits)
    for total in _totals(at):
        due_value, whole = Fraction(value), Fraction(total)
        for is_direct in (True, False):
            other = round(whole * shown / due_value if is_direct else whole * due_value / shown)
            made = due_value * other / whole if is_direct or not other else due_value * whole / other
            is_near = other != total and abs(other - whole) <= max(Fraction(MOST_OFF), whole / 10)
            if is_near and abs(made - shown) <= room:
                yield rational(made)


def _is_mean(due: Expression, mean: Fraction) -> bool:
    value = approximate(due if not isinstance(due, Relation) else due.operands[-1])
    return value is not None and abs(value - float(mean)) < 1e-9


def _totals(at: Situation) -> set[Fraction | int]:
    found: set[Fraction | int] = {Fraction(value) for value in at.setting.statistics.values()}
    for column in at.setting.columns.values():
        if column.size <= 1000:
            found.add(sum((v * k for v, k in column.table), Fraction(0)))
            found.add(sum((v * v * k for v, k in column.table), Fraction(0)))
    return {value for value in found if value > 2}


def _swapped(due: Expression, at: Situation) -> Iterator[Expression]:
    """Two numbers of the line exchanged."""
    own = [value for value in _numbers(due) if value != 1][:6]
    for i, a in enumerate(own):
        for b in own[i + 1 :]:
            yield _exchanged(due, {a: b, b: a})


def _exchanged(e: Expression, new: dict[int | Fraction, int | Fraction]) -> Expression:
    def changed(node: Expression) -> Expression:
        if isinstance(node, Number):
            return rational(new[node.value]) if node.value in new else node
        return map_children(changed, node)

    return changed(e)


def _sign(due: Expression, at: Situation) -> Iterator[Expression]:
    """The sign of one term turned."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Add):
            for k, part in enumerate(node.terms):
                yield Add((*node.terms[:k], negate(part), *node.terms[k + 1 :]))
        if isinstance(node, Relation):
            for k, side in enumerate(node.operands):
                if side != ZERO:
                    yield Relation((*node.operands[:k], negate(side), *node.operands[k + 1 :]), node.operators)

    return at_each_node(due, changed)


def _whole_sign(due: Expression, at: Situation) -> Iterator[Expression]:
    """The sign of the whole line turned."""
    if sides(due) is None:
        yield negate(due)


def _term_lost(due: Expression, at: Situation) -> Iterator[Expression]:
    """One term left out."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Add):
            for k in range(len(node.terms)):
                rest = (*node.terms[:k], *node.terms[k + 1 :])
                yield rest[0] if len(rest) == 1 else Add(rest)
        if isinstance(node, Relation) and node.operators == ("=",):
            for k, side in enumerate(node.operands):
                if not isinstance(side, Add) and side != ZERO:
                    yield Relation((*node.operands[:k], ZERO, *node.operands[k + 1 :]), node.operators)

    return at_each_node(due, changed)


def _factor_lost(due: Expression, at: Situation) -> Iterator[Expression]:
    """One factor left out."""

    def changed(term: Term) -> Iterator[Expression]:
        size = abs(Fraction(term.coefficient))
        if size != 1 and term.powers:
            yield write(Term(term.coefficient / size, term.powers))
            if size.denominator != 1 and size.numerator != 1:
                yield write(Term(Fraction(term.coefficient.numerator), term.powers))
                yield write(Term(Fraction(term.coefficient) / size.numerator, term.powers))
        for k in range(len(term.powers)):
            is_sum = isinstance(term.powers[k][0], Summation)  # too large to be overlooked
            if (len(term.powers) > 1 or size != 1) and not is_sum:
                yield write(without_power(term, k))

    yield from at_each_product(due, changed)
    yield from at_each_node(due, _without_factor)


def _without_factor(node: Expression) -> Iterator[Expression]:
    """A product of numbers as it is written, one of them left out: 30/(4·3) as 30/4."""
    if isinstance(node, Multiply) and all(isinstance(part, Number) for part in node.factors):
        for k in range(len(node.factors)):
            rest = (*node.factors[:k], *node.factors[k + 1 :])
            yield rest[0] if len(rest) == 1 else Multiply(rest)


def _exponent(due: Expression, at: Situation) -> Iterator[Expression]:
    """One exponent lost, one too high or too low, or doubled."""

    def changed(term: Term) -> Iterator[Expression]:
        for k, (base, exponent) in enumerate(term.powers):
            if isinstance(exponent, Expression):
                continue
            for new in (exponent + 1, exponent - 1, exponent * 2, 1):
                if new and new != exponent:
                    yield write(Term(term.coefficient, (*term.powers[:k], (base, new), *term.powers[k + 1 :])))

    return at_each_product(due, changed)


def _inverted_part(due: Expression, at: Situation) -> Iterator[Expression]:
    """A fraction of the line upside down."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Divide):
            yield Divide(node.denominator, node.numerator)

    return at_each_node(due, changed)


def _index_dropped(due: Expression, at: Situation) -> Iterator[Expression]:
    """A summation sign forgotten: Σ x_i as x_i, for an observation of the sample."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation):
            yield from (replace(node.body, Symbol(node.index), integer(k)) for k in (1, 2))

    return at_each_node(due, changed)


def _slip(
    name: str, example: Example, variants: object, weight: int,
    kinds: tuple[str, ...] = KINDS,
) -> Mistake:
    return Mistake(name, kinds, example, variants, weight, True)  # type: ignore[arg-type]


MISTAKES = (
    _slip(
        "wrong-sum", Example("n log λ - 12 λ", "n log λ - 13 λ", unknown="λ", data=(2, 4, 1, 5)), _wrong_sum, 8,
    ),
    _slip(
        "numbers-swapped", Example("7/θ - 3/(1-θ)", "3/θ - 7/(1-θ)", kind=SCORE), _swapped, 6,
    ),
    _slip(
        "copied-number", Example("7/θ - 3/(1-θ)", "7/θ - 4/(1-θ)"), _copied, 7,
    ),
    _slip(
        "sign-slip", Example("8/(3 + c) - 2/c", "8/(3 + c) + 2/c", unknown="c", kind="score"), _sign, 7,
    ),
    _slip(
        "whole-sign-turned", Example("4/λ - 12", "12 - 4/λ", unknown="λ"), _whole_sign, 5,
    ),
    _slip(
        "term-lost", Example("4/λ - 12 + λ", "4/λ + λ", unknown="λ", kind="score"), _term_lost, 6,
    ),
    _slip(
        "factor-lost", Example("128 (1-θ) = 72 θ", "128 (1-θ) = θ"), _factor_lost, 6,
    ),
    _slip(
        "exponent-slip", Example("-8/s + 50/s^3", "-8/s + 50/s^4", unknown="s"), _exponent, 5,
    ),
    _slip(
        "fraction-upside-down", Example("θ = 3/7 + 1", "θ = 7/3 + 1"), _inverted_part, 5,
    ),
    _slip(
        "sum-sign-lost", Example("n/Σ x_i", "n/x_1", unknown="λ", data=(2, 4, 1), kind=ESTIMATE), _index_dropped, 3,
    ),
)
