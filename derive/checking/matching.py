"""Whether an expression is one of the functions of the problem: at all points, or by normal forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..exact import CannotNormalise
from ..expressions import Add, Call, Expression, Negate, free_symbols
from .forms import LOG_FORMS, Form, Slope, Target, signed
from .kept import Kept
from .names import CELL, Names
from .resolved import Resolved
from .squares import Squares
from .truth import Truth, slope_by_rule
from .trying import HOLDS, NOT_TRIED, Check, Trial, alike

__all__ = ["Forms"]


class Forms:
    """Holds expressions against the functions of the problem."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.truth: Truth = trial.truth
        self.names: Names = trial.names
        self.parameters = frozenset(self.truth.parameters)
        self.kept = Kept(trial, self.free)
        self.squares = Squares(trial, self.free)

    def free(self, e: Expression) -> bool:
        """Whether no parameter occurs, nor a probability that was expressed by them."""
        names = free_symbols(e)
        if self.names.cells and any(name.endswith(CELL) for name in names):
            return False
        return self.parameters.isdisjoint(names) and not any(f"{n}²" in self.parameters for n in names)

    def matches(self, e: Resolved, form: Form) -> Check:
        """Whether the expression is the function of that form."""
        if form.kind == "likelihood":
            logarithm = Resolved(Call("log", (e.expression,)), e.rounded, e.points, e.unknown)
            check = self.is_log(logarithm, LOG_FORMS[0])
            refuted = self.negative(e) if check.holds is None else None
            return check if refuted is None else refuted
        if form.kind == "score":
            return self.is_score(e, form)
        return self.is_log(e, form)

    def negative(self, e: Resolved) -> Check | None:
        """What is negative where the likelihood is positive is none, up to no factor."""
        for instance, place in self.trial.places():
            left, right = self.trial.value(e, instance, place), self.truth.likelihood_at(instance, place)
            if left is not None and right is not None and left < 0 < right:
                return Check(False, instance, place, left, right, True)
        return None

    def is_log(self, e: Resolved, form: Form) -> Check:
        """Equal to the log-likelihood up to what may be dropped."""
        check, apart = self.trial.constant_apart(e, self.target(form), partial(self.is_proved, e, form))
        if check.holds is None and self.truth.formal:
            return self.is_log_by_slopes(e, form)
        return check if not check or self.kept.may_be_dropped(e, apart, form) else self.kept_constant(e, form)

    def is_log_by_slopes(self, e: Resolved, form: Form) -> Check:
        """Whether the derivatives, by rule, are the same: of functions that have no value inside the domain."""
        check = NOT_TRIED
        for name in self.truth.parameters:
            slope = slope_by_rule(e.expression, name)
            if slope is None:
                return NOT_TRIED
            check = self.equals(Resolved(slope, e.rounded, e.points, e.unknown), Slope(self.truth, form, name))
            if not check:
                return check
        return check

    def is_proved(self, e: Resolved, form: Form) -> bool:
        """Whether the derivatives have the same normal form."""
        truth, field = self.truth.log_likelihood, self.truth.field
        if not self.has_normal_form(e, form) or truth is None:
            return False
        try:
            apart = field.normal(Add((e.expression, Negate(signed(truth, form)))))
            return all(field.is_zero(field.derivative(apart, name)) for name in self.truth.parameters)
        except CannotNormalise:
            return False

    def is_proved_slope(self, e: Resolved, slope: Slope) -> bool:
        """Whether the derivative has the same normal form."""
        if not self.has_normal_form(e, slope.form):
            return False
        true = self.truth.derivative(slope.name, slope.order)
        if slope.instead:
            true = Add((true, Negate(self.truth.derivative(slope.instead, 1))))
        return self.truth.field.equal(e.expression, signed(true, slope.form))

    def has_normal_form(self, e: Resolved, form: Form) -> bool:
        """Whether it can be held against a function of the problem by normal forms."""
        under = self.trial.condition is not None or bool(self.trial.fixed) or self.trial.moved is not None
        return not (e.rounded or e.points or form.mean or under)

    def target(self, form: Form) -> Target:
        return Target(self.truth, form)

    def kept_constant(self, e: Resolved, form: Form) -> Check:
        """The refutation of a constant that was kept and changed: the values at the first point."""
        for instance, place in self.trial.places():
            left, right = self.trial.value(e, instance, place), self.target(form)(instance, place)
            if left is not None and right is not None:
                return Check(False, instance, place, left, right)
        return NOT_TRIED

    def is_score(self, e: Resolved, form: Form, order: int = 1) -> Check:
        """Equal to the derivative for one of the parameters; where they add up to one, also after one of them was
        expressed by the others."""
        failed = NOT_TRIED
        for slope in self.slopes(form, order):
            check = self.equals(e, slope)
            if check:
                return check
            failed = failed if failed.holds is False else check
        return failed

    def slopes(self, form: Form, order: int = 1) -> Iterator[Slope]:
        """The derivatives for each parameter."""
        for name in self.truth.parameters:
            yield Slope(self.truth, form, name, order)
        if order == 1:
            for name, other in ((a, b) for a in self.truth.tied for b in self.truth.tied if a != b):
                yield Slope(self.truth, form, name, 1, other)

    def equals(self, e: Resolved, target: Slope) -> Check:
        """Equal to a derivative: at all points, or at one where the normal forms agree."""
        tried = False
        for instance, place in self.trial.places():
            left, right = self.trial.value(e, instance, place), target(instance, place)
            if left is None or right is None:
                continue
            if not alike(left, right):
                return Check(False, instance, place, left, right)
            if not tried and self.is_proved_slope(e, target):
                return HOLDS
            tried = True
        self.trial.proved = False
        return HOLDS if tried else NOT_TRIED
