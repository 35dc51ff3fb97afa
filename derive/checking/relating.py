"""Relations between expressions: true of every value, at the maximum, or where a condition holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from flint import arb, fmpq

from ..expressions import (
    ZERO,
    Add,
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Interval,
    Negate,
    Number,
    Power,
    Relation,
    SetOf,
    Summation,
    Symbol,
    children,
    free_symbols,
    kinds,
    nodes,
    number_value,
)
from ..notation.plain import plain
from .comparing import COMPARED, Comparing
from .decimals import about, around_whole, is_decimal
from .intervals import ends_due
from .names import LIKELIHOOD, LOG, role_of
from .outcomes import Last, Outcome
from .places import Instance, Place
from .resolved import Resolved
from .trying import HOLDS, Check, may_vanish
from .zeros import root_of_score

__all__ = ["Relating"]


class Relating(Comparing):
    """Judges relations link by link."""

    def links(
        self, operands: tuple[Expression, ...], operators: tuple[str, ...], equation: bool = False
    ) -> Outcome:
        """`a = b ≈ c`, `a < b`: each link by itself."""
        kind = "number"
        for operand in operands:
            self.with_constants(operand)
        if len(operands) == 1:
            return Outcome(True, "identity")
        resolved = [self.resolve_side(operand) for operand in operands]
        for k, operator in enumerate(operators):
            left, right = resolved[k], resolved[k + 1]
            check, kind = self.link(operands[k], left, operator, operands[k + 1], right, equation)
            self.last = Last(operands[k + 1], kind, self.last.head, kind == "equation" or equation)
            if not check:
                problem = None if check.holds is False else "undecided"
                return Outcome(check.holds, kind, check, operands[k + 1], operands[k], problem)
            if operator == "=" and not self.rounded:  # what a link has found to be exact is so for the next one
                self.note_exact(Relation(operands[k : k + 2], ("=",)))
            if self.conditions and operator in COMPARED:  # `A > 0 for θ < a, < 0 for θ > a`
                self.last.operand = operands[k]
        return Outcome(True, kind)

    def resolve_side(self, e: Expression) -> Resolved:
        if isinstance(e, (Interval, SetOf)):
            return Resolved(ZERO)
        return self.resolve(e)

    def link(
        self, a: Expression, left: Resolved, operator: str, b: Expression, right: Resolved, equation: bool
    ) -> tuple[Check, str]:
        """One link, and the kind of statement that it is."""
        if operator == "∝":
            return self.trial.proportional(left, lambda i, p: self.trial.value(right, i, p)), "identity"
        if operator == "∈":
            missed = self.missed_maxima(a, b)
            return self.member(left, b) if missed is None else missed, "constraint"
        if operator in ("=", "≈") and isinstance(a, Interval) and isinstance(b, Interval):
            return self.alike_intervals(a, b), "estimate"
        if operator == "≠" and isinstance(b, (Interval, SetOf)):  # `for any direction (u, v) ≠ (0, 0)`
            return HOLDS, "constraint"
        if operator not in ("=", "≈"):
            return self.compared(left, operator, right), self.kind_of_comparison(a)
        if operator == "≈":
            left, right = self.widened(left, a), self.widened(right, b)
        constant = self.forms.free(left.expression) and self.forms.free(right.expression)
        about_best = Hat in kinds(a) or Hat in kinds(b)
        if not equation or constant:
            check = self.trial.identity(left, right)
            is_refuted = constant and check.holds is False and not (
                about_best and _is_number(right) and self.has_several_maxima()
            )
            if check or (is_refuted and not left.unknown and not right.unknown):
                return check, "estimate" if about_best else "number" if constant else "identity"
            if operator == "=" and self.is_up_to_constant(left, right):
                return HOLDS, "identity"
            if self.identity_meant(a, b) or (operator == "=" and self.both_vanish(left, right)):
                return check, "identity"
        if self.is_end(left, right):  # of an interval of confidence
            self.outer = True
            return HOLDS, "constraint"
        check = self.at_maximum(left, right)
        if check.holds is False and self.has_several_maxima() and self.is_maximiser(a, right):
            check = HOLDS
        return check, "estimate" if self.is_quantity(a) or self.is_quantity(b) else "equation"

    def is_maximiser(self, a: Expression, value: Resolved) -> bool:
        """`θ̂ = 7.3` where all of [7.1, 7.6] is as good; that x̄ lies there, too, is chance."""
        name = a.of if isinstance(a, Hat) else a
        row = next((row for row in self.truth.derivation.estimates if row.parameter == name), None)
        if not _is_number(value) or row is None or row.interval is None or isinstance(row.maximisers, SetOf):
            return False
        instance = self.truth.instances[0]
        found = self.trial.value(value, instance, instance.best[0])
        low, high = row.interval
        return found is not None and low - NEAR <= _middle(found) <= high + NEAR and self.forms.free(value.expression)

    def missed_maxima(self, a: Expression, b: Expression) -> Check | None:
        """`θ̂ ∈ [7, 7.6]` of a θ̂ that may be all of [7.1, 7.6]: an interval that shares one end with it, and goes on
        beyond the other, or a set with something else in it; None where nothing is wrong with it."""
        if not isinstance(a, Hat) or not self.has_several_maxima():
            return None
        for instance in self.truth.instances:
            values = (self.trial.value(self.resolve(a), instance, place) for place in instance.best)
            due = sorted((v for v in values if v is not None), key=_middle)
            given = self.values_of_set(b, instance, instance.best[0])
            if not due or not given:
                return None
            beyond = [v for v in given if not _is_near(v, due[0]) and not _is_near(v, due[-1])
                      and not arb(due[0]) < arb(v) < arb(due[-1])]
            if beyond and any(_is_near(x, y) for x in given for y in due):
                return Check(False, instance, instance.best[0], due[0], beyond[0])
        return None

    def values_of_set(self, b: Expression, instance: Instance, place: Place) -> list[fmpq | arb]:
        ends = (b.lower, b.upper) if isinstance(b, Interval) else b.elements if isinstance(b, SetOf) else ()
        found = [self.trial.value(self.resolve(end), instance, place) for end in ends if "∞" not in plain(end)]
        return [value for value in found if value is not None]

    def has_several_maxima(self) -> bool:
        """Whether an estimate may be any of several values."""
        return any(len(instance.best) > 1 for instance in self.truth.instances)

    def is_up_to_constant(self, left: Resolved, right: Resolved) -> bool:
        """`Σ(y_i − b)² = 5(b − 2)² + c`: the same for all values of the parameters, but for a constant."""
        added = (left.unknown | right.unknown) & self.names.constants
        if not added or self.forms.free(left.expression) or self.forms.free(right.expression):
            return False
        names = [Symbol(name) for name in added]
        is_added = all(added.isdisjoint(free_symbols(e)) or e in names for e in _terms(left, right))
        return is_added and bool(self.trial.constant_apart(left, partial(self.trial.value, right))[0])

    def alike_intervals(self, a: Interval, b: Interval) -> Check:
        """[x_(2), x_(3)] = [14, 17]: at both ends."""
        for x, y in ((a.lower, b.lower), (a.upper, b.upper)):
            check = HOLDS if x == y else self.trial.equation(self.resolve(x), self.resolve(y))
            if not check:
                return check
        return HOLDS

    def is_end(self, left: Resolved, right: Resolved) -> bool:
        """`λ ≈ 0.626`: where the condition on the likelihood ratio, or on the distance, just holds."""
        if not isinstance(left.expression, Symbol) or not self.forms.free(right.expression):
            return False
        rows = (row for row in self.truth.derivation.quantities if row.parameter == left.expression.name)
        ends = (end for row in rows for values in ends_due(row, self.names) for end in values)
        return any(self.trial.equation(right, Resolved(end)) for end in ends)

    def at_maximum(self, left: Resolved, right: Resolved) -> Check:
        """An equation holds at the maximum; or it is the score that is nought, at a point outside of the domain."""
        check = self.trial.equation(left, right)
        if check.holds is False and self.is_outer_zero(left, right):
            self.outer = True
            return HOLDS
        return check

    def is_outer_zero(self, left: Resolved, right: Resolved) -> bool:
        """Whether the maximum lies at an end of the domain and the equation says where the score would be nought: the
        sides differ by a multiple of it that has one sign, and agree somewhere outside."""
        gap = Resolved(Add((left.expression, Negate(right.expression))))
        if any(isinstance(e, Call) and e.function in ("max", "min") for e in nodes(gap.expression)):
            return False  # who writes max(0, x̄) has seen the end
        names = free_symbols(gap.expression) & frozenset(self.truth.parameters)
        if self.own or left.rounded or right.rounded or left.points or right.points or left.unknown or right.unknown:
            return False
        return any(self.vanishes_outside(gap, name) for name in names)

    def vanishes_outside(self, gap: Resolved, name: str) -> bool:
        signs: set[bool] = set()
        for instance in self.truth.instances:
            best = instance.best[0] if len(instance.best) == 1 else None
            slope = None if best is None else self.truth.slope(name, instance, best)
            if slope is None or may_vanish(slope):
                return False
            for place in instance.places:
                x, y = gap.value(instance, place, {}), self.truth.slope(name, instance, place)
                if x is None or y is None or may_vanish(x) or may_vanish(y):
                    return False
                signs.add(bool(x > 0) == bool(y > 0))
        return len(signs) == 1 and all(self.agrees_at_root(gap, name, instance) for instance in self.truth.instances)

    def agrees_at_root(self, gap: Resolved, name: str, instance: Instance) -> bool:
        """Whether the sides agree where the score is nought."""
        root = root_of_score(name, instance, self.truth)
        if root is None:
            return False
        value = gap.value(instance, Place({**instance.best[0].values, name: root}), {})
        return value is not None and may_vanish(value)

    def identity_meant(self, a: Expression, b: Expression) -> bool:
        """A sum of squares that is taken apart in the same parameter: true for every value of it, or not at all."""
        def parameters(e: Expression) -> frozenset[str]:
            return free_symbols(e) & frozenset(self.truth.parameters)

        if self.truth.problem.show and self.truth.log_likelihood is None:
            return True  # of ideas there is no maximum
        if any(map(_is_slope, (*nodes(a), *nodes(b)))) and parameters(a) and (
            parameters(b) or number_value(b) not in (None, 0)
        ):
            return True  # `(1/n) ℓ′(θ) = …`: what a derivative is
        if parameters(b) and Apply not in kinds(b) and any(map(self.is_likelihood_at, nodes(a))):
            return True  # `L(β)/L(2/3) = (3β/2)⁸ …`: what a ratio is
        sums = [e for e in (a.terms if isinstance(a, Add) else (a,)) if isinstance(e, Summation)]
        squares = any(isinstance(n, Summation) and isinstance(n.body, Power) for e in sums for n in nodes(e))
        return squares and bool(parameters(a)) and parameters(a) == parameters(b)

    def is_likelihood_at(self, e: Expression) -> bool:
        """L(β), ℓ(β): for every value of a parameter."""
        named = isinstance(e, Apply) and not e.primes and role_of(e.function) in (LIKELIHOOD, LOG)
        return named and any(isinstance(a, Symbol) and a.name in self.truth.parameters for a in children(e))

    def both_vanish(self, left: Resolved, right: Resolved) -> bool:
        """Whether both sides depend on the parameters and are nought at the maximum: then nothing is said of it, and
        what is meant is that they are equal, as in `7/θ − 3/(1 − θ) = (7 − 10θ)/(θ(1 − θ))`."""
        multipliers = self.names.multipliers.keys()
        if self.own or self.rounded or any(e.unknown & multipliers for e in (left, right)):
            return False
        if self.forms.free(left.expression) or self.forms.free(right.expression):
            return False
        found = [
            (self.trial.value(left, instance, place), self.trial.value(right, instance, place))
            for instance in self.truth.instances for place in instance.best[:1]
        ]
        return bool(found) and all(x is not None and may_vanish(x) for pair in found for x in pair)

    def is_quantity(self, e: Expression) -> bool:
        """A parameter or its estimate, alone."""
        if isinstance(e, Power):
            e = e.base
        if isinstance(e, Call) and e.function == "sqrt":
            e = e.arguments[0]
        if isinstance(e, Hat):
            return True
        return isinstance(e, Symbol) and (e.name in self.truth.parameters or f"{e.name}²" in self.truth.parameters)

    def widened(self, e: Resolved, written: Expression) -> Resolved:
        """A number beside ≈ stands for what rounds to it, unless the problem or an earlier line has it exactly."""
        inner = written.operand if isinstance(written, Negate) else written
        if not isinstance(inner, Number):
            return e
        exact = inner.value in self.truth.exact_decimals or inner.value in self.names.exact
        if is_decimal(inner) and (self.rounded or exact):
            return e
        if not is_decimal(inner):
            return Resolved(Symbol("≈"), {"≈": around_whole(written)})
        return Resolved(Symbol("≈"), {"≈": about(inner) if inner is written else -about(inner)})


def _terms(*sides: Resolved) -> Iterator[Expression]:
    """The terms of both sides, without their signs."""
    for side in sides:
        for term in side.expression.terms if isinstance(side.expression, Add) else (side.expression,):
            yield term.operand if isinstance(term, Negate) else term


def _is_number(e: Resolved) -> bool:
    """Whether nothing of the sample is in it."""
    return all(name.startswith("≈") for name in free_symbols(e.expression))


def _middle(x: fmpq | arb) -> float:
    return float(arb(x).mid())


def _is_near(x: fmpq | arb, y: fmpq | arb) -> bool:
    """The same end: those of a set of maximisers are known to a dozen digits."""
    return abs(_middle(x) - _middle(y)) <= NEAR * (1 + abs(_middle(y)))


def _is_slope(e: Expression) -> bool:
    return isinstance(e, Derivative) or (isinstance(e, Apply) and e.primes > 0)


NEAR = 1e-9
