"""The answer: means for sums, numbers put in, decimals, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import isfinite

from ..balls import Undefined, value
from ..balls import decimal as balls_decimal
from ..claims.values import Equal
from ..expressions import (
    Add,
    Call,
    Divide,
    Expression,
    Hat,
    Indexed,
    Multiply,
    Number,
    Relation,
    Summation,
    Symbol,
    children,
    free_symbols,
    map_children,
    number_value,
    walk,
)
from ..expressions import replace as put
from ..notation.decimals import digits_shown, exact_decimal
from ..rules.arithmetic import approximate, fold
from ..rules.data import MOST_PLACES, Sample
from ..rules.terms import divide, factor, terms_of, times, write_sum
from ..steps import value_of
from .worksheet import Worksheet

__all__ = ["decimal", "in_means", "put_numbers_in", "with_decimal"]

N = Symbol("n")
MOST_NODES = 90


def in_means(e: Expression) -> Expression:
    """`Σ x_i/n  →  x̄`, `n/Σ x_i  →  1/x̄`, `n/(n + Σ x_i)  →  1/(1 + x̄)`; else the expression as it is."""
    quotient = _as_quotient(e)
    if not isinstance(quotient, Divide):
        return e
    top, bottom = (_over_n(side) for side in (quotient.numerator, quotient.denominator))
    if top is None or bottom is None or _has_sum(top) or _has_sum(bottom):
        return e
    return divide(top, bottom)


def _over_n(e: Expression) -> Expression | None:
    """A sum each of whose terms holds n or a sample sum once, divided by n."""
    parts = []
    for term in terms_of(e):
        sums = [b for b, x in term.powers if x == 1 and _is_plain_sum(b)]
        if len(sums) == 1:
            rest = tuple((b, x) for b, x in term.powers if b != sums[0])
            parts.append(times(term._replace(powers=rest), factor(_mean(sums[0]))))
        elif (N, 1) in term.powers:
            parts.append(term._replace(powers=tuple(p for p in term.powers if p != (N, 1))))
        else:
            return None
    return write_sum(sorted(parts, key=lambda term: term.coefficient < 0))  # what is subtracted comes last


def _is_plain_sum(e: Expression) -> bool:
    """Whether it is a sum over the sample of a function of one observation, such as Σ x_i or Σ log x_i."""
    if not isinstance(e, Summation) or e.upper != N:
        return False
    body = e.body
    return isinstance(body, Indexed) or (isinstance(body, Call) and isinstance(body.arguments[0], Indexed))


def _mean(e: Expression) -> Expression:
    assert isinstance(e, Summation)
    return Call("mean", (_of_sample(e.body),))


def _of_sample(e: Expression) -> Expression:
    return Symbol(e.base) if isinstance(e, Indexed) else map_children(_of_sample, e)


def _has_sum(e: Expression) -> bool:
    return isinstance(e, Summation) or any(map(_has_sum, children(e)))


def put_numbers_in(
    sheet: Worksheet, line: Relation, known: Mapping[Expression, Expression], unit: str = ""
) -> Relation:
    """`μ̂ = Σ x_i/n = (72 + 75 + 71 + 73 + 74)/5 = 73`: a new line behind the formula, with the data, and with the
    values of the estimates that are known already."""
    sample = sheet.sample
    known = {name: sample.as_the_data(number) for name, number in known.items()}
    formula = _with_numbers(line.operands[1], known)
    if any(isinstance(node, Hat) for node in walk(formula)):  # read back from parameters of the way
        formula = _with_numbers(value_of(line), known)
    worked = sample.put_in(formula)
    operands = [line.operands[0], *_stages(sample, formula, worked)]
    sheet.phase("numbers")
    after = _with_number(with_decimal(operands), sheet)
    return sheet.write("numbers-in", line, after, Equal(at_data=True), unit=unit)


def _with_number(line: Relation, sheet: Worksheet) -> Relation:
    """Behind a sum that is too long to be spelled out, its number: `≈ 0.7303`."""
    last = line.operands[-1]
    if not _has_sum(last):
        return line
    try:
        size = value(last, sheet.setting)
    except Undefined:
        return line
    number = balls_decimal(last, digits_shown(abs(size)), sheet.setting)
    return Relation((*line.operands, number), (*line.operators, "≈"))


def _with_numbers(formula: Expression, known: Mapping[Expression, Expression]) -> Expression:
    for name, number in known.items():
        formula = put(formula, name, number)
    return formula


def _stages(sample: Sample, formula: Expression, value: Expression) -> list[Expression]:
    """The formula with the data spelled out, the sums added up, the value."""
    formula = _as_quotient(formula)
    written = sample.written_out(formula)
    if written is None or _is_lengthy(written):
        return [_as_quotient(sample.substituted(formula)), value]
    middle = _worked_sums(written)
    is_value = _is_plain_total(written) or isinstance(middle, Number)
    return [written, value] if is_value else [written, middle, value]


def _is_plain_total(e: Expression) -> bool:
    """Numbers added and divided once, as for a mean: done in one go."""
    return (
        isinstance(e, Divide)
        and isinstance(e.numerator, Add)
        and all(isinstance(term, Number) for term in e.numerator.terms)
    )


def _as_quotient(e: Expression) -> Expression:
    """`(1/n) Σ …` as a quotient, so that its sum can be added up above the line."""
    if isinstance(e, Multiply) and isinstance(e.factors[0], Divide) and len(e.factors) == 2:
        first, rest = e.factors[0], e.factors[1]
        top = rest if number_value(first.numerator) == 1 else Multiply((first.numerator, rest))
        return Divide(top, first.denominator)
    return e


def _is_lengthy(e: Expression) -> bool:
    return sum(1 for _ in walk(e)) > MOST_NODES


def _worked_sums(e: Expression) -> Expression:
    """Numerator and denominator added up, the quotient left: `365/5`; a sum in which nothing can be added stays."""
    if isinstance(e, Add):
        total = fold(e)
        if not isinstance(total, Add) or len(total.terms) < len(e.terms):
            return _in_decimals(total)
    return map_children(_worked_sums, e)


def _in_decimals(e: Expression) -> Expression:
    """A total as a decimal where it is one, as the data were."""
    value = number_value(e)
    return e if value is None else exact_decimal(Fraction(value), MOST_PLACES) or e


def with_decimal(operands: list[Expression]) -> Relation:
    """The chain of equals with the decimal at its end: `= 0.7` where it ends, `≈ 0.6931` where it does not."""
    kept = [operands[0]]
    kept.extend(e for e in operands[1:] if e != kept[-1])
    operators = ["="] * (len(kept) - 1)
    last = kept[-1]
    number = decimal(last)
    if number is not None and number[0] != last:
        kept.append(number[0])
        operators.append(number[1])
    return Relation(tuple(kept), tuple(operators))


@lru_cache(maxsize=256)
def decimal(e: Expression) -> tuple[Expression, str] | None:
    """The decimal of an expression in numbers and the sign before it: `=` where it is exact, else `≈`; None for
    whole numbers and where symbols are left."""
    value = number_value(e)
    if value is not None:
        value = Fraction(value)
        if value.denominator == 1:
            return None
        exact = exact_decimal(value, MOST_PLACES)
        if exact is not None:
            return exact, "="
    size = None if free_symbols(e) else approximate(e)
    if not size or not isfinite(size):  # symbols, an infinite value, or one too small for a float
        return None
    return balls_decimal(e, digits_shown(abs(size))), "≈"
