"""The functions of a problem that a line may be: the likelihood, its logarithm, the negative and the n-th part of
that, their derivatives, a sum of squares.

What is free of the parameters may be dropped; where it is kept it has to be right.
"""

from __future__ import annotations

from typing import NamedTuple

from flint import arb, fmpq

from ..balls import Undefined, evaluate, precision
from ..balls.quantities import ball
from ..expressions import Expression, Multiply, Negate
from .places import BITS, Instance, Place
from .truth import Truth

__all__ = ["ANY", "LIKELIHOOD", "LOG_FORMS", "SCORES", "Form", "Slope", "Target", "formed", "signed"]

Value = fmpq | arb


class Form(NamedTuple):
    """What a function may be: its kind, its sign, whether it is an n-th part, and by what it is multiplied."""

    kind: str
    sign: int = 1
    mean: bool = False
    by: Expression | None = None


LIKELIHOOD = Form("likelihood")
LOG_FORMS = (
    Form("log-likelihood"), Form("negative-log-likelihood", -1), Form("log-likelihood", 1, True),
    Form("negative-log-likelihood", -1, True),
)
SCORES = (Form("score"), Form("score", -1), Form("score", 1, True), Form("score", -1, True))
ANY = (LIKELIHOOD, *LOG_FORMS, *SCORES)


class Target:
    """A form of the log-likelihood, at a point."""

    def __init__(self, truth: Truth, form: Form) -> None:
        self.truth, self.form = truth, form

    def __call__(self, instance: Instance, place: Place) -> Value | None:
        height = self.truth.height(instance, place)
        return None if height is None else formed(height, self.form, instance)


class Slope:
    """A derivative of a form of the log-likelihood at a point; `instead`: the parameter that makes up the total."""

    def __init__(self, truth: Truth, form: Form, name: str, order: int = 1, instead: str = "") -> None:
        self.truth, self.form, self.name, self.order, self.instead = truth, form, name, order, instead

    def __call__(self, instance: Instance, place: Place) -> Value | None:
        slope = self.truth.slope(self.name, instance, place, self.order)
        if slope is not None and self.instead:
            other = self.truth.slope(self.instead, instance, place)
            with precision(BITS):
                slope = None if other is None else slope - other
        return None if slope is None else formed(slope, self.form, instance)


def signed(e: Expression, form: Form) -> Expression:
    """The form of the log-likelihood, or of its derivative, e."""
    whole = e if form.by is None else Multiply((form.by, e))
    return whole if form.sign == 1 else Negate(whole)


def formed(x: Value, form: Form, instance: Instance) -> Value | None:
    """The value of the form where that of the log-likelihood, or of its derivative, is x; None where it has none, as
    the n-th part of what has no number of observations."""
    if form.by is None and form.sign == 1 and not form.mean:
        return x
    with precision(BITS):
        if form.by is not None:
            try:
                x = x * ball(evaluate(form.by, {}, instance.setting))
            except Undefined:
                return None
        return form.sign * (x / size_of(instance) if form.mean else x)


def size_of(instance: Instance) -> int:
    """The number of observations; one where that is unknown."""
    if instance.setting.size is not None:
        return instance.setting.size
    return next((column.size for column in instance.setting.columns.values()), 1)
