"""The functions of a problem that a line may be: the likelihood, its logarithm, the negative and the n-th part of
that, their derivatives, a sum of squares.

What is free of the parameters may be dropped; where it is kept it has to be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from itertools import combinations
from typing import NamedTuple

from flint import arb, fmpq

from ..balls import evaluate, precision
from ..balls.quantities import ball
from ..exact import CannotNormalise
from ..expressions import (
    TWO,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Symbol,
    free_symbols,
    integer,
    nodes,
    number_value,
    observation,
    replace,
    sample_sum,
)
from ..plans.settings import sample_size
from ..problem.model import Law
from .constants import free_parts, free_terms
from .names import CELL, Names
from .places import BITS, Instance, Place
from .resolving import Resolved
from .truth import Truth, slope_by_rule
from .trying import HOLDS, NOT_TRIED, Check, Trial, alike

__all__ = ["LOG_FORMS", "Form", "Forms"]

Value = fmpq | arb
MOST_GROUPS = 5


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


class Forms:
    """Holds expressions against the functions of the problem."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.truth: Truth = trial.truth
        self.names: Names = trial.names
        self.parameters = frozenset(self.truth.parameters)

    def free(self, e: Expression) -> bool:
        """Whether no parameter occurs, nor a probability that was expressed by them."""
        names = free_symbols(e)
        if self.names.cells and any(name.endswith(CELL) for name in names):
            return False
        return self.parameters.isdisjoint(names) and not any(f"{n}²" in self.parameters for n in names)

    # ---- forms -----------------------------------------------------------------------------------------

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
        return check if not check or self.may_be_dropped(e, apart, form) else self.kept_constant(e, form)

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
            apart = field.normal(Add((e.expression, Negate(_signed(truth, form)))))
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
        return self.truth.field.equal(e.expression, _signed(true, slope.form))

    def has_normal_form(self, e: Resolved, form: Form) -> bool:
        """Whether it can be held against a function of the problem by normal forms."""
        under = self.trial.condition is not None or bool(self.trial.fixed)
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

    # ---- constants -------------------------------------------------------------------------------------

    def may_be_dropped(self, e: Resolved, apart: list[Value], form: Form) -> bool:
        """Whether what separates the expression from the truth is a constant that was dropped, or that is right for
        the counts where the problem has the observations."""
        if all(alike(gap, fmpq(0)) for gap in apart):
            return True
        kept = free_terms(e.expression, self.free)
        if any(self.names.constants & free_symbols(term) for term in kept):
            return True
        totals = [self.total(kept, e, instance) for instance in self.instances]
        if all(total is not None and alike(total, fmpq(0)) for total in totals):
            return True
        return any(self.explains(sums, apart, totals, form) for sums in self.sums)

    def explains(
        self, sums: tuple[Value | None, ...], apart: list[Value], totals: list[Value | None], form: Form
    ) -> bool:
        """Whether a part of the true constant is what was dropped, or what is kept."""
        if len(sums) != len(apart) or None in sums or None in totals:
            return False
        scaled = [self.scaled(s, form, k) for k, s in enumerate(sums) if s is not None]
        with precision(BITS):
            dropped = all(alike(-gap, s) for gap, s in zip(apart, scaled, strict=True))
        return dropped or all(alike(total, s) for total, s in zip(totals, scaled, strict=True) if total is not None)

    def scaled(self, x: Value, form: Form, number: int) -> Value:
        return _formed(x, form, self.instances[number])

    @cached_property
    def instances(self) -> tuple[Instance, ...]:
        return tuple(i for i in self.truth.instances if i.places)

    def total(self, terms: list[Expression], e: Resolved, instance: Instance) -> Value | None:
        """The sum of the free terms at a sample."""
        if not terms:
            return fmpq(0)
        whole = terms[0] if len(terms) == 1 else Add(tuple(terms))
        return self.trial.value(Resolved(whole, e.rounded, e.points, e.unknown), instance, instance.places[0])

    @cached_property
    def sums(self) -> list[tuple[Value | None, ...]]:
        """The constants of the log-likelihood and of the counts, each choice of them added up, at each sample."""
        assert self.truth.log_likelihood is not None
        groups = list(free_parts(self.truth.log_likelihood, self.free))[:MOST_GROUPS]
        values = [tuple(self.total(group, PLAIN, i) for i in self.instances) for group in groups]
        chosen = [c for size in range(1, len(values) + 1) for c in combinations(values, size)]
        found = [_added(choice) for choice in chosen]
        counting = tuple(self.counting(i) for i in self.instances)
        if None not in counting:
            found += [_negated(counting), counting, *(_added((counting, s)) for s in list(found))]
        return found

    def counting(self, instance: Instance) -> Value | None:
        """The logarithm of the number of orders in which the counts can come; negative where it is dropped."""
        e = self.orders
        return None if e is None else self.truth.value(e, instance, instance.places[0])

    @cached_property
    def orders(self) -> Expression | None:
        """log n!/(n_1! … n_k!): of a 0-1 variable, of categories, or of the exponents of a given likelihood."""
        problem = self.truth.problem
        if problem.likelihood is not None:
            return _of_exponents(problem.likelihood, self.parameters)
        law = problem.laws[0] if len(problem.laws) == 1 else None
        if law is None:
            return None
        if law.cells:
            column = problem.columns.get(law.variable)
            return None if column is None else _multinomial([count for _, count in column.table])
        if law.family is not None and law.family.name == "Bernoulli":
            return Call("log", (Call("binomial", (Symbol("n"), sample_sum(observation(law.variable)))),))
        return None

    # ---- sums of squares -------------------------------------------------------------------------------

    def is_sum_of_squares(self, e: Resolved) -> bool:
        """The sum of the squares that a normal law makes least, Σ(x_i − μ)², a constant of it kept or dropped."""
        for squares in self.squares:
            check, apart = self.trial.constant_apart(e, partial(self.truth.value, squares))
            if check and (all(alike(g, fmpq(0)) for g in apart) or not free_terms(e.expression, self.free)):
                return True
        return False

    @cached_property
    def squares(self) -> list[Expression]:
        """Σ(x_i − mean)² of each normal law, Σ(log x_i − mean)² of a lognormal one."""
        found: list[Expression] = []
        for law in self.truth.problem.laws:
            if law.family is None or law.family.name not in _NORMAL or not law.arguments:
                continue
            x: Expression = observation(law.variable)
            if law.family.name == "Lognormal":
                x = Call("log", (x,))
            mean = replace(law.arguments[0], Symbol("x"), observation("x"))
            for name in self.truth.variables:
                mean = replace(mean, Symbol(name), observation(name))
            size = sample_size(self.truth.problem, law)
            found.append(sample_sum(Power(Add((x, Negate(mean))), TWO), size))
        if len(found) > 1 and len(found) == len(self.truth.problem.laws):
            weighted = zip(found, self.truth.problem.laws, strict=True)
            found.append(Add(tuple(Divide(total, self.variance(law)) for total, law in weighted)))
        return found

    def variance(self, law: Law) -> Expression:
        """Of a normal law."""
        assert law.family is not None
        spread = law.arguments[1]
        return Power(spread, TWO) if law.family.parameters[1].name == "σ" else spread


_NORMAL = frozenset(("Normal", "Lognormal"))
PLAIN = Resolved(Number(0, "0"))


class Target:
    """A form of the log-likelihood, at a point."""

    def __init__(self, truth: Truth, form: Form) -> None:
        self.truth, self.form = truth, form

    def __call__(self, instance: Instance, place: Place) -> Value | None:
        height = self.truth.height(instance, place)
        return None if height is None else _formed(height, self.form, instance)


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
        return None if slope is None else _formed(slope, self.form, instance)


def _signed(e: Expression, form: Form) -> Expression:
    """The form of the log-likelihood, or of its derivative, e."""
    whole = e if form.by is None else Multiply((form.by, e))
    return whole if form.sign == 1 else Negate(whole)


def _formed(x: Value, form: Form, instance: Instance) -> Value:
    """The value of the form where that of the log-likelihood, or of its derivative, is x. Raises Undefined."""
    if form.by is None and form.sign == 1 and not form.mean:
        return x
    with precision(BITS):
        if form.by is not None:
            x = x * ball(evaluate(form.by, {}, instance.setting))
        return form.sign * (x / size_of(instance) if form.mean else x)


def size_of(instance: Instance) -> int:
    """The number of observations; one where that is unknown."""
    if instance.setting.size is not None:
        return instance.setting.size
    return next((column.size for column in instance.setting.columns.values()), 1)


def _added(rows: tuple[tuple[Value | None, ...], ...]) -> tuple[Value | None, ...]:
    with precision(BITS):
        return tuple(
            None if any(x is None for x in column) else sum((x for x in column if x is not None), fmpq(0))
            for column in zip(*rows, strict=True)
        )


def _negated(row: tuple[Value | None, ...]) -> tuple[Value | None, ...]:
    with precision(BITS):
        return tuple(None if x is None else -x for x in row)


def _multinomial(counts: list[int]) -> Expression:
    top = Call("factorial", (integer(sum(counts)),))
    return Call("log", (Divide(top, Multiply(tuple(Call("factorial", (integer(c),)) for c in counts))),))


def _of_exponents(likelihood: Expression, parameters: frozenset[str]) -> Expression | None:
    powers = [n for n in nodes(likelihood) if isinstance(n, Power) and not parameters.isdisjoint(free_symbols(n))]
    counts = [c for n in powers if isinstance(c := number_value(n.exponent), int) and c > 2]
    return _multinomial(counts) if len(counts) > 1 else None


