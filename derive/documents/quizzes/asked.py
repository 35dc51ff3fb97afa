"""What a problem asks, one answer at a time: an estimate, a loss, an end of an interval; a number or a formula."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite
from typing import NamedTuple

from ...balls import Undefined, decimal
from ...domains import Domain
from ...expressions import Expression, Interval, Relation, SetOf, Several, Symbol, integer, number_value, rational
from ...notation.choices import notation
from ...problem.model import Problem
from ...steps import Derivation, Estimate, Quantity, Setting, Status
from ...words import quizzes as words
from ..answers import hatted, named
from ..options import Options
from ..phrases import Phrase, filled_in, rounded

__all__ = ["Accuracy", "Asked", "asked", "number_of"]

# So many significant digits of a number are to be given, where no decimal places are chosen.
DIGITS = 3
# A number is shown in scientific notation before it has more digits than these.
MOST_DIGITS = 12
# Values whose doubles are numbers, and not zero.
SMALLEST, LARGEST = Fraction(1, 10**300), Fraction(10**300)
# Digits to which a value is worked out: more than those of a double.
WORKED_OUT = 20
# Rows beside what was asked: the information of one observation, and the observed one; so are those of two names.
BESIDE = ("observation", "observed")


class Accuracy(NamedTuple):
    """How exactly a number is to be given: to decimal places, else to significant digits; whole numbers exactly."""

    places: int | None = None
    whole: bool = False

    def unit(self, value: Fraction) -> Fraction:
        """What one more in the last digit to be given adds to the value."""
        if self.places is not None:
            return Fraction(1, 10**self.places)
        return Fraction(10) ** (_magnitude(value) - DIGITS + 1)

    def tolerance(self, value: Fraction) -> Fraction:
        """Half a unit of the last digit: what is rounded as was asked lies no further away."""
        return Fraction(0) if self.whole or not value else self.unit(value) / 2

    def shown(self, value: Fraction) -> Expression:
        """The value as one of several answers, with a digit more than would have to be given."""
        if self.whole and value.denominator == 1:
            return integer(int(value))
        before_point = _magnitude(value) + 1 if value else 1
        digits = max(DIGITS + 1, before_point) if self.places is None else before_point + self.places
        return rounded(float(value), max(1, min(digits, MOST_DIGITS)))

    @property
    def said(self) -> str:
        """In words, as the end of a sentence."""
        if self.whole:
            return words.WHOLE
        return words.to_digits(DIGITS) if self.places is None else words.to_places(self.places)


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first digit."""
    top, below = abs(value.numerator), value.denominator
    size = len(str(top)) - len(str(below))
    return size if top >= below * Fraction(10) ** size else size - 1


class Asked(NamedTuple):
    """Something asked.

    said: what it is called. expression: the answer as mathematics. numbers: the values that are right, none where
    the answer is no number; tolerance: how far from them an answer may lie. parameter: of an estimate; formula: for a
    sample of any size, where there is one. domain: where the answer may lie, as far as that is known.
    """

    said: Phrase
    expression: Expression
    numbers: tuple[Fraction, ...]
    tolerance: Fraction
    accuracy: Accuracy
    unit: str
    parameter: Expression | None
    domain: Domain
    formula: Expression | None = None


def asked(problem: Problem, derivation: Derivation, options: Options) -> tuple[Asked, ...]:
    """All that is asked and has an answer, in order; nothing about a maximum that is not there."""
    places = notation({**problem.notation, **options.notation}).places
    rows = [row for estimate in derivation.estimates for row in _estimate(estimate, problem, derivation, places)]
    for quantity in derivation.quantities:
        if quantity.of not in BESIDE and "," not in (quantity.parameter or ""):
            rows += _quantity(quantity, derivation.setting, places)
    return tuple(rows)


def number_of(e: Expression, setting: Setting) -> Fraction | None:
    """The value of a closed expression to more digits than a double has; None where its double would be none."""
    try:
        value = number_value(decimal(e, WORKED_OUT, setting))
    except (Undefined, ZeroDivisionError):
        return None
    exact = Fraction(0 if value is None else value)
    return exact if value is not None and (not exact or SMALLEST < abs(exact) < LARGEST) else None


def _estimate(
    estimate: Estimate, problem: Problem, derivation: Derivation, places: int | None
) -> Iterator[Asked]:
    if isinstance(estimate.maximisers, (Relation, Several)):  # they leave the value open
        return
    parameter, unit = estimate.parameter, estimate.unit or ""
    domain = problem.parameters.get(parameter.name, Domain()) if isinstance(parameter, Symbol) else Domain()
    accuracy = Accuracy(places, domain.integer)
    if derivation.status is Status.NOT_UNIQUE and (estimate.maximisers or estimate.interval):
        numbers, tolerance = _any_of(estimate, derivation.setting)
        if numbers:
            said = filled_in(words.ANY_MAXIMISER, parameter)
            yield Asked(said, rational(numbers[0]), numbers, tolerance, accuracy, unit, None, domain)
        return
    said = filled_in(words.ESTIMATE, hatted(parameter, problem))
    formula = estimate.exact if estimate.exact is not None else estimate.general
    for row in _row(said, formula, estimate.value, derivation.setting, accuracy, unit, parameter, domain):
        yield row._replace(formula=estimate.general)


def _any_of(estimate: Estimate, setting: Setting) -> tuple[tuple[Fraction, ...], Fraction]:
    """The values that are right, and how far from them one may be: whatever lies in the interval."""
    if isinstance(estimate.maximisers, SetOf):
        values = [number_of(element, setting) for element in estimate.maximisers.elements]
        return tuple(value for value in values if value is not None), Fraction(0)
    if estimate.interval is None or not all(map(isfinite, estimate.interval)):
        return (), Fraction(0)
    lower, upper = map(_as_written, estimate.interval)
    return ((lower + upper) / 2,), (upper - lower) / 2


def _quantity(quantity: Quantity, setting: Setting, places: int | None) -> Iterator[Asked]:
    name, accuracy = named(quantity), Accuracy(places)
    if quantity.interval is not None:
        for template, end in zip((words.LOWER_END, words.UPPER_END), quantity.interval, strict=True):
            yield from _row(filled_in(template, name), None, end, setting, accuracy, "", None, Domain())
        return
    formula = quantity.exact if quantity.exact is not None else quantity.general
    yield from _row(filled_in(words.QUANTITY, name), formula, quantity.value, setting, accuracy, "", None, Domain())


def _row(
    said: Phrase, formula: Expression | None, value: float | None, setting: Setting, accuracy: Accuracy, unit: str,
    parameter: Expression | None, domain: Domain,
) -> Iterator[Asked]:
    """The answer; a number where it has a value, of which the formula knows more digits than the double."""
    if value is None or not isfinite(value):
        if formula is not None and not isinstance(formula, Interval):
            yield Asked(said, formula, (), Fraction(0), accuracy, unit, parameter, domain)
        return
    worked_out = None if formula is None or isinstance(formula, Relation) else number_of(formula, setting)
    number = _as_written(value) if worked_out is None else worked_out
    expression = rational(number) if worked_out is None or formula is None else formula
    yield Asked(said, expression, (number,), accuracy.tolerance(number), accuracy, unit, parameter, domain)


def _as_written(value: float) -> Fraction:
    """The shortest decimal of a double: 0.1 is a tenth."""
    return Fraction(repr(value))
