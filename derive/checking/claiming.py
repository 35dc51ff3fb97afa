"""Lines that say what the likelihood, its logarithm or another function of the parameters is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from ..expressions import (
    ZERO,
    Apply,
    Call,
    Divide,
    Expression,
    Indexed,
    Relation,
    Symbol,
    free_symbols,
    kinds,
    nodes,
)
from .constants import free_terms
from .fitting import Fitting
from .forms import ANY, LIKELIHOOD, LOG_FORMS, SCORES, Form
from .information import quantity_of
from .names import LOG, Function, Head, head_of, role_of
from .outcomes import Last, Outcome
from .resolved import Resolved, Unknown, Unusual
from .several_samples import truth_of_sample
from .truth import Truth
from .trying import HOLDS, NOT_TRIED, Check, alike, may_vanish

__all__ = ["Claiming"]


COSTS = frozenset(("J", "Loss", "loss"))
"""Names of what is made least: the negative log-likelihood, but also a sum of squares."""


class Claiming(Fitting):
    """Judges lines about functions of the parameters."""

    def is_claim(self, head: Head) -> bool:
        """A function of the parameters, not its value or the density of one observation."""
        if head.primes or self.truth.log_likelihood is None or head.name in self.names.symbols:
            return False
        if head.by and head.arguments and quantity_of(Apply(head.name, head.arguments), self.truth):  # I(μ, μ)/n
            return False
        if any(isinstance(n, Apply) for f in head.by for n in nodes(f)) or not all(map(self.forms.free, head.by)):
            return False
        if role_of(head.name) == "any" and not head.arguments:
            return False
        values = [a for a in head.arguments if self.is_value(a)]
        if values and len(values) == len(head.arguments) and not head.given:  # of P(3, 1, 4 | λ) they are the data
            return False
        if any(self.is_observation(a) for a in head.arguments) and role_of(head.name) == "any":
            return False
        if role_of(head.name) == "likelihood" and head.arguments:
            return not any(self.is_observation(a) for a in head.arguments) or self.all_parameters(head)
        return True

    def all_parameters(self, head: Head) -> bool:
        return all(isinstance(a, Symbol) and a.name in self.truth.parameters for a in head.arguments)

    def is_observation(self, argument: Expression) -> bool:
        found = [n for n in nodes(argument) if isinstance(n, (Indexed, Symbol))]
        names = {n.base if isinstance(n, Indexed) else n.name for n in found}
        many = "n" in names
        return bool(names & self.truth.variables) and not many

    def claimed(self, head: Head, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`L(θ) = …`, `−(1/n) log L = …`, `f(θ) = …`: one of the forms that the name allows."""
        part = truth_of_sample(head, self.truth)
        if part is not None and (outcome := self.claimed_of_sample(part, head, operands, operators)) is not None:
            return outcome
        forms = self.allowed(head)
        self.trial.fixed |= self.values_in(head) | self.profile_of(head)
        outcome = self.of_forms(forms, operands, operators)
        neutral = role_of(head.name) == "any"
        body = operands[1]
        if head.name in COSTS and not (outcome.holds or head.by or head.logarithm) and outcome.at is body:
            resolved = self.resolve(body)
            if self.forms.squares.is_sum_of_squares(resolved):  # `J = Σ (y_i − a − b x_i)²`
                self.bind(head, resolved, True)
                outcome = self.links(operands[1:], operators[1:]) if operators[1:] else Outcome(True, "definition")
                self.last = Last(operands[-1], "definition", operands[0])
                return outcome
        if neutral and not outcome.holds and outcome.at is body:
            resolved = self.resolve(body)
            if (refuted := self.other_than_before(head, resolved)) is not None:
                return Outcome(False, "identity", refuted, body, operands[0])
            vanishes = bool(self.trial.equation(resolved, Resolved(ZERO)))  # what Newton's method is applied to
            composed = Apply in kinds(body)  # r(N) = L(N)/L(N − 1)
            if composed or self.forms.squares.is_sum_of_squares(resolved) or self.names.own or vanishes:
                outcome = self.links(operands[1:], operators[1:]) if operators[1:] else Outcome(True, "definition")
                self.bind(head, resolved, True)
                self.last = Last(operands[-1], "definition", operands[0])
                return outcome
        if self.conditions and forms[0].kind == "likelihood":
            check = self.outside(self.resolve(body))
            if check.holds is not None:
                return Outcome(check.holds, LIKELIHOOD.kind, check, body, operands[0], "outside")
        if outcome.problem is None:
            self.bind(head, self.resolve(body), bool(outcome.holds))
        return outcome

    def claimed_of_sample(
        self, part: Truth, head: Head, operands: tuple[Expression, ...], operators: tuple[str, ...]
    ) -> Outcome | None:
        """`ℓ_x(λ) = …`: what is said of one of several samples; None where it is rather true of all."""
        names = self.names.copy()
        judge = type(self)(part, names, self.last, self.own)
        judge.rounded = judge.trial.rounded = self.rounded
        judge.conditions, judge.everywhere = self.conditions, self.everywhere
        outcome = judge.claimed(head, operands, operators)
        if not outcome.holds:
            whole = type(self)(self.truth, self.names.copy(), self.last, self.own)
            whole.rounded = whole.trial.rounded = self.rounded
            if whole.of_forms(whole.allowed(head), operands, operators).holds:
                return None
        if not head.given:
            vars(self.names).update(vars(names))
        self.last = judge.last
        return outcome

    def note_function(self, body: Expression) -> None:
        """`… with D(μ) = Σ|x_i − μ|`: a function of one's own that is defined behind where it is used."""
        head = head_of(body.operands[0]) if isinstance(body, Relation) and body.operators[0] == "=" else None
        if not isinstance(body, Relation) or head is None or head.by or head.logarithm or head.primes or head.given:
            return
        if role_of(head.name) == "any" and head.name not in self.names.own and self.all_parameters(head):
            try:
                self.bind(head, self.resolve(body.operands[1]), True)
            except (Unknown, Unusual):
                return

    def other_than_before(self, head: Head, e: Resolved) -> Check | None:
        """What refutes that a function of one's own is something else than a line has said; a constant may go."""
        before = self.names.own.get(head.name)
        if before is None or before.written != head.arguments or not self.all_parameters(head) or head.logarithm:
            return None
        if (by := self.factor(head.by)) is not None:
            e = replace(e, expression=Divide(e.expression, by))
        check = self.trial.identity(Resolved(before.body), e)
        if check.holds is not False or (e.unknown and not e.unknown <= self.names.constants):
            return None
        apart, _ = self.trial.constant_apart(e, partial(self.trial.value, Resolved(before.body)))
        kept = [term for term in free_terms(e.expression, self.forms.free) if not e.unknown & free_symbols(term)]
        return None if apart and not kept else check

    def outside(self, e: Resolved) -> Check:
        """What a likelihood is said to be where it is nought: conditions may hold at points at which it is not
        positive. Where they hold at no others, it is decided there."""
        inside = any(
            self.is_under(c, number, place) for number, instance in enumerate(self.truth.instances)
            for place in instance.places for c in self.conditions
        )
        found = NOT_TRIED
        for number, instance in enumerate(self.truth.instances):
            for place in instance.wide:
                left, right = self.trial.value(e, instance, place), self.truth.likelihood_at(instance, place)
                if left is None or right is None or not self.is_under_all(number, place):
                    continue
                beyond = may_vanish(right) and len(self.truth.parameters) == 1  # `L = θ⁻⁵ for θ ≥ 2.9` where 3.1 came
                if not alike(left, right) and (beyond or not inside):
                    return Check(False, instance, place, left, right)
                found = HOLDS
        return NOT_TRIED if inside else found

    def values_in(self, head: Head) -> dict[str, Resolved | None]:
        """The parameters that a function is called with values of: `ℓ(5, σ²)`."""
        if len(head.arguments) != len(self.truth.parameters) or head.given:
            return {}
        pairs = zip(self.truth.parameters, head.arguments, strict=True)
        return {name: self.resolve(a) for name, a in pairs if self.is_value(a)}

    def allowed(self, head: Head) -> tuple[Form, ...]:
        """The forms that a left side may be."""
        role = role_of(head.name)
        by = self.factor(head.by)
        if role == "any":
            return ANY if by is None and not head.logarithm else tuple(f._replace(by=by) for f in LOG_FORMS)
        if role == "score":
            return SCORES
        sign = -1 if role == "negative-log-likelihood" else 1
        kind = "negative-log-likelihood" if (sign == -1) != (by is not None and self.is_negative(by)) else LOG
        if by is not None:
            return (Form(kind, sign, False, by),)
        logs = tuple(Form(kind, sign, mean) for mean in (False, True))
        return (LIKELIHOOD, logs[0]) if role == "likelihood" and not head.logarithm else logs

    def bind(self, head: Head, body: Resolved, right: bool) -> None:
        """The name stands for what was written from now on."""
        e = body.expression
        by = self.factor(head.by)
        if by is not None:
            e = Divide(e, by)
        if head.logarithm:
            e = Call("exp", (e,))
        formal = tuple(a.name for a in head.arguments if isinstance(a, Symbol) and a.name in self.truth.parameters)
        function = Function(e, formal or self.truth.parameters, head.arguments)
        if body.rounded:
            right = False
        self.names.own[head.name] = function
        if right:
            self.names.functions[head.name] = function
        else:
            self.names.functions.pop(head.name, None)

    def of_forms(
        self, forms: tuple[Form, ...], operands: tuple[Expression, ...], operators: tuple[str, ...]
    ) -> Outcome:
        """Each operand behind the first is one of the forms."""
        kind = forms[0].kind
        proportional = "∝" in operators[:1]
        for k, (operator, operand) in enumerate(zip(operators, operands[1:], strict=True)):
            if proportional and operator == "=":
                operator = "∝"
            if k and kind == "score" and operator == "=" and operand == ZERO:  # `U(θ) = 7/θ − 3/(1 − θ) = 0`
                return self.links(operands[k:], operators[k:], equation=True)
            resolved = self.resolve(self.with_constants(operand))
            if operator in ("=", "≈"):
                form, check = self.which(resolved, forms)
            elif operator == "∝":
                form, check = self.which_proportional(resolved, forms)
            else:
                return self.links(operands[k:], operators[k:])
            if form is None:
                if check.holds is None:
                    self.last = Last(operand, kind, operands[0], False, forms)
                    return Outcome(None, kind, check, operand, problem="undecided")
                return Outcome(False, kind, check, operand, operands[0])
            kind = form.kind
            forms = (form,) if operator == "=" else forms
            self.last = Last(operand, kind, operands[0], False, forms)
        return Outcome(True, kind)
