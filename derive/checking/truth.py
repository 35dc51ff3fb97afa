"""What is true of a problem: its likelihood, the derivatives of that, the estimates, the losses that are asked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from flint import arb, fmpq

from ..balls import Quantity, Undefined, derivative, evaluate, evaluate_at_all, precision
from ..exact import Field
from ..expressions import (
    Add,
    Call,
    Derivative,
    Expression,
    Number,
    Relation,
    SetOf,
    Symbol,
    free_symbols,
    nodes,
    number_value,
    replace,
)
from ..plans import solve
from ..plans.settings import density_at_observation
from ..problem.model import Find, Law, Problem
from ..records import replace as with_fields
from ..rules.derivatives import UnknownDerivative
from ..rules.derivatives import derivative as derivative_by_rule
from ..steps import Derivation, Setting
from .clock import Clock
from .instances import instances_of, instances_of_ideas
from .losses import Losses, losses_of
from .model_losses import losses_of_model
from .places import BITS, HAT, Instance, Place
from .samples import settings_made_up

__all__ = ["Truth", "slope_by_rule", "truth_of"]

Value = fmpq | arb
MOST_KEPT = 10_000
MOST_SLOPES = 64
OF_FREE = frozenset(("score", "fisher-information"))
_NOT_KEPT: Any = object()


@dataclass(frozen=True)
class Truth:
    """A problem with its derivation, and the samples and points at which statements are tried.

    formal: of a problem as a wrong line says it is, whose functions may have no value inside the domain; their
    derivatives, by rule, are then what counts. parts: the same of one of several samples, by its variable; part: of
    such a one; given: the value
    that a parameter is known to have where formulas in it are asked.
    """

    problem: Problem
    derivation: Derivation
    likelihood: Expression | None
    log_likelihood: Expression | None
    instances: tuple[Instance, ...]
    kept: dict[object, Value | None] = field(default_factory=dict, repr=False)
    profiles: dict[tuple[tuple[str, ...], Instance, Place], Place | None] = field(default_factory=dict, repr=False)
    derivatives: dict[tuple[str, int], Expression] = field(default_factory=dict, repr=False)
    clock: Clock = field(default_factory=Clock, repr=False)
    formal: bool = False
    parts: dict[str, Truth | None] = field(default_factory=dict, repr=False)
    part: bool = False
    given: Mapping[str, Expression] = field(default_factory=dict)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of what is to be estimated."""
        return tuple(self.problem.parameters)

    @cached_property
    def varying(self) -> frozenset[str]:
        """The names whose value is not the same at all points of a sample."""
        names = {name for instance in self.instances for place in instance.places for name in place.values}
        names = {name for name in names if not name.endswith(HAT)} | set(self.parameters)
        return frozenset({*names, *(f"{name}²" for name in names), *(name.removesuffix("²") for name in names)})

    @cached_property
    def losses(self) -> Losses | None:
        """The losses, where the problem is about predictions, or about data under a model that is known."""
        return losses_of(self.problem) or losses_of_model(self.problem)

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names of the observations and of what stands beside them."""
        own = {name for law in self.problem.laws for name in law.variables}
        return frozenset(own | set(self.derivation.setting.supports) | set(self.problem.columns))

    @cached_property
    def named(self) -> frozenset[str]:
        """The names of the problem, without those that the worked solution brings in on its way."""
        used = frozenset() if self.log_likelihood is None else free_symbols(self.log_likelihood)
        return frozenset((*self.problem.domains, *(used & self.derivation.setting.domains.keys())))

    @cached_property
    def constrained(self) -> bool:
        """Whether the parameters are tied by a relation, so that a multiplier may be at work."""
        return bool(self.problem.constraints) or any(len(law.cells) > 1 for law in self.problem.laws)

    @cached_property
    def tied(self) -> tuple[str, ...]:
        """The probabilities that add up to one."""
        for law in self.problem.laws:
            names = [cell.name for cell in law.cells if isinstance(cell, Symbol) and cell.name in self.parameters]
            if len(names) == len(law.cells) > 1:
                return tuple(names)
        return ()

    @cached_property
    def exact_decimals(self) -> frozenset[Fraction]:
        """The decimals of the problem itself: they are exact wherever they stand. `2.0` is no decimal of data that
        are all whole numbers, nor of a law with 2 in its formula: there it may be rounded."""
        found: set[Fraction] = set()
        for column in self.problem.columns.values():
            if any(value.denominator > 1 for value in column.values):
                found.update(map(abs, column.values))
        for position in self.problem.predictions:
            for distribution in position.distributions.values():
                found.update(distribution.values())
        written = [e for e in self.problem.known.values() if e is not None]
        written += [part for law in self.problem.laws for part in (*law.arguments, law.density) if part is not None]
        written += [self.problem.likelihood] if self.problem.likelihood is not None else []
        numbers = [n for e in written for n in nodes(e) if isinstance(n, Number) and not n.text.isdigit()]
        found.update(Fraction(n.value) for n in numbers)
        found.update(self.problem.statistics.values())
        return frozenset(found)

    @cached_property
    def field(self) -> Field:
        """Where lines have their normal forms: with the data put in, where there are data."""
        setting = self.derivation.setting
        return Field(setting, at_data=bool(setting.columns or setting.statistics))

    @cached_property
    def estimates(self) -> dict[str, Expression]:
        """The formulas, or numbers, of the estimates."""
        found = {}
        for row in self.derivation.estimates:
            if isinstance(row.parameter, Symbol) and row.exact is not None and not isinstance(row.exact, Relation):
                found[row.parameter.name] = row.exact
        return found

    def with_estimates(self, e: Expression) -> Expression | None:
        """The expression at the maximum; None where one of its parameters has no formula there."""
        for name in self.parameters:
            for symbol in (Symbol(name), Symbol(name + HAT)):
                if symbol.name in free_symbols(e):
                    if name not in self.estimates:
                        return None
                    e = replace(e, symbol, self.estimates[name])
        return e

    @cached_property
    def has_wide_maximum(self) -> bool:
        """Whether all of an interval is as good, at some sample."""
        wide = any(r.interval is not None and not isinstance(r.maximisers, SetOf) for r in self.derivation.estimates)
        return wide and any(len(instance.best) > 1 for instance in self.instances)

    @cached_property
    def exact_estimates(self) -> frozenset[Fraction]:
        """The estimates that are fractions."""
        best = [place for instance in self.instances for place in instance.best]
        values = [place.values.get(name) for place in best for name in self.parameters]
        return frozenset(Fraction(int(x.p), int(x.q)) for x in values if isinstance(x, fmpq))

    def densities(self) -> Iterator[tuple[Law, Expression]]:
        """The density of one observation of each law, at x_i."""
        for law in self.problem.laws:
            if law.density is not None:
                yield law, density_at_observation(law, self.problem)

    # ---- values ----------------------------------------------------------------------------------------

    def value(self, e: Expression, instance: Instance, place: Place) -> Value | None:
        """The value of an expression of the problem there; None where it has none."""
        key = (e, instance, place)
        value: Value | None = self.kept.get(key, _NOT_KEPT)
        return self.valued(e, instance, place) if value is _NOT_KEPT else value

    def valued(self, e: Expression, instance: Instance, place: Place) -> Value | None:
        """The value, computed and kept."""
        self.make_room()
        others = instance.places[1:]
        if place not in others:
            value = self.kept[e, instance, place] = _value(e, instance, place)
            return value
        found = _values(e, instance, others)  # after the first point, at which most is decided, all will be asked for
        self.kept.update(((e, instance, p), x) for p, x in zip(others, found, strict=True))
        return self.kept[e, instance, place]

    def make_room(self) -> None:
        """Values are kept from one derivation of a problem to the next, but not for ever."""
        if len(self.kept) > MOST_KEPT:
            self.kept.clear()

    def height(self, instance: Instance, place: Place) -> Value | None:
        """The log-likelihood."""
        return None if self.log_likelihood is None else self.value(self.log_likelihood, instance, place)

    def likelihood_at(self, instance: Instance, place: Place) -> Value | None:
        """The likelihood; nought outside of the support."""
        return None if self.likelihood is None else self.value(self.likelihood, instance, place)

    def derivative(self, name: str, order: int) -> Expression:
        """A derivative of the log-likelihood for one parameter, not carried out."""
        key = name, order
        if key not in self.derivatives:
            assert self.log_likelihood is not None
            body = self.log_likelihood if order == 1 else self.derivative(name, order - 1)
            self.derivatives[key] = Derivative(body, Symbol(name))
        return self.derivatives[key]

    def slope(self, name: str, instance: Instance, place: Place, order: int = 1) -> Value | None:
        """A derivative of the log-likelihood for one parameter, by series."""
        key = (name, order, instance, place)
        if key not in self.kept:
            self.make_room()
            self.kept[key] = self._slope(name, instance, place, order)
        return self.kept[key]

    def _slope(self, name: str, instance: Instance, place: Place, order: int) -> Value | None:
        if self.log_likelihood is None:
            return None
        try:
            return derivative(self.log_likelihood, name, place.values, instance.setting, order, BITS)
        except Undefined:
            pass
        slope = slope_by_rule(self.log_likelihood, name, order) if self.formal else None
        return None if slope is None else _value(slope, instance, place)


@lru_cache(MOST_SLOPES)
def slope_by_rule(e: Expression, name: str, order: int = 1) -> Expression | None:
    """The derivative, by rule; None where there is no rule."""
    try:
        for _ in range(order):
            e = derivative_by_rule(e, name)
    except (UnknownDerivative, ZeroDivisionError):
        return None
    return e


def _value(e: Expression, instance: Instance, place: Place) -> Value | None:
    try:
        with precision(BITS):
            found = evaluate(e, place.values, instance.setting)
    except (Undefined, OverflowError):
        return None
    return _finite(found)


def _values(e: Expression, instance: Instance, places: tuple[Place, ...]) -> list[Value | None]:
    """At several places: together, unless it is undefined at one of them."""
    try:
        with precision(BITS):
            found = evaluate_at_all(e, [place.values for place in places], instance.setting)
    except (Undefined, OverflowError):
        return [_value(e, instance, place) for place in places]
    return [_finite(x) for x in found]


def _finite(x: Quantity) -> Value | None:
    if isinstance(x, fmpq):
        return x
    return x if isinstance(x, arb) and x.is_finite() else None


def truth_of(problem: Problem, seed: int = 1) -> Truth:
    """Solve the problem and lay out where statements about it are tried."""
    opened = _opened(problem)
    if opened is not None:
        truth = truth_of(opened, seed)
        asked = with_fields(opened, find=problem.find)
        derivation = with_fields(truth.derivation, quantities=solve(problem).quantities)
        values = {name: value for name, value in problem.known.items() if value is not None}
        instances = tuple(_also_at(values, instance) for instance in truth.instances)
        return dataclasses.replace(truth, problem=asked, derivation=derivation, given=values, instances=instances)
    derivation = solve(problem)
    likelihood, log_likelihood = derivation.likelihood, derivation.log_likelihood
    if likelihood is None and problem.likelihood is not None:
        likelihood = problem.likelihood
    if likelihood is None:
        ideas = instances_of_ideas(problem, derivation, seed) if problem.show else ()
        return Truth(problem, derivation, None, None, ideas)
    if log_likelihood is None:
        log_likelihood = Call("log", (likelihood,))
    given = derivation.setting
    if given.statistics and not given.columns and not settings_made_up(given):
        log_likelihood = _of_statistics(log_likelihood, problem, derivation.setting)
        likelihood = Call("exp", (log_likelihood,))
    return Truth(
        problem, derivation, likelihood, log_likelihood, instances_of(problem, derivation, likelihood, seed),
    )


def _also_at(values: Mapping[str, Expression], instance: Instance) -> Instance:
    """With the known value beside the maximum: an equation may be meant at either."""
    numbers = {name: Fraction(v) for name, e in values.items() if (v := number_value(e)) is not None}
    known = {name: fmpq(value.numerator, value.denominator) for name, value in numbers.items()}
    own = tuple(Place({**place.values, **known}) for place in instance.best[:1])
    return dataclasses.replace(instance, best=(*instance.best, *own))


def _opened(problem: Problem) -> Problem | None:
    """The problem with a parameter whose value is known as one that is free, where formulas in it are asked: the
    score at a claimed value, the information; None where that is not so."""
    known = {name: value for name, value in problem.known.items() if value is not None}
    asked = {find.kind for find in problem.find}
    if problem.parameters or not known or not asked or not asked <= OF_FREE or len(known) != 1:
        return None
    name = next(iter(known))
    others = {other: value for other, value in problem.known.items() if other != name}
    free = {name: problem.domains[name]}
    return with_fields(problem, parameters=free, known=others, find=(Find("mle"),), expected={})


def _of_statistics(e: Expression, problem: Problem, setting: Setting) -> Expression:
    """The log-likelihood without the constants that the given statistics do not tell: Σ log x_i!."""
    terms = e.terms if isinstance(e, Add) else (e,)
    kept = tuple(t for t in terms if not _is_free(t, problem) or _has_value(t, setting))
    return kept[0] if len(kept) == 1 else Add(kept)


def _is_free(e: Expression, problem: Problem) -> bool:
    return free_symbols(e).isdisjoint(problem.parameters)


def _has_value(e: Expression, setting: Setting) -> bool:
    try:
        with precision(BITS):
            evaluate(e, {}, setting)
    except Undefined:
        return False
    return True
