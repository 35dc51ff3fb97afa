"""Lines that say what a derivative is: the first link is an identity, `= 0` the condition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..expressions import (
    ZERO,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Indexed,
    Negate,
    Symbol,
    kinds,
    nodes,
    replace,
)
from .claiming import Claiming
from .forms import SCORES, Slope
from .names import CELL, head_of, role_of
from .outcomes import Last, Outcome
from .resolved import Resolved, Unknown, Unusual
from .trying import HOLDS, NOT_TRIED, Check, may_vanish

__all__ = ["Differentiating"]


class Differentiating(Claiming):
    """Judges lines about derivatives."""

    def derived(self, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`ℓ′(θ) = A = 0`: A is the derivative, and A = 0 the condition."""
        head = operands[0]
        kind = "second-derivative" if self.order(head) > 1 else "score"
        self.note_multipliers(head)
        try:
            slope: Resolved | None = self.resolve(head)
        except Unknown:
            if not self.is_function(head):
                raise
            slope = None
        for k, (operator, operand) in enumerate(zip(operators, operands[1:], strict=True)):
            self.with_constants(operand)
            resolved = self.resolve(operand)
            if operators[0] == "∝" and operator == "=":
                operator = "∝"
            about_all = operator in ("=", "∝", "≈") and not self.is_condition(resolved, head, k == 0)
            if not about_all:
                self.last = Last(head=head, kind=kind, equation=True)
                outcome = self.links(operands[k:] if k else (head, *operands[1:]), operators[k:], equation=True)
                return outcome._replace(kind="equation" if operator == "=" else kind)
            check = self.is_the_derivative(resolved, slope, head, operator)
            self.last = Last(operand, kind, head)
            if not check:
                return Outcome(check.holds, kind, check, operand, head)
        return Outcome(True, kind)

    def is_function(self, e: Expression) -> bool:
        """A derivative of a function that was not written down before."""
        named = any(isinstance(node, Apply) and role_of(node.function) in ("any", "score") for node in nodes(e))
        return named or (self.truth.constrained and isinstance(e, Derivative) and isinstance(e.body, Symbol))

    def is_condition(self, e: Resolved, head: Expression, alone: bool) -> bool:
        """What a derivative is set equal to: nought, a multiplier; where the parameters are tied, or behind what it
        is (not alone), also a number."""
        if not self.forms.free(e.expression):
            return False
        is_slope = alone and self.order(head) == 1 and not self.truth.constrained and not e.unknown
        if is_slope and not self.may_be_nought(e):
            return False
        try:
            slope = self.resolve(head)
        except (Unknown, Unusual):
            return True
        return not self.trial.identity(slope, e)

    def may_be_nought(self, e: Resolved) -> bool:
        """Whether it is nought, or has no value that could tell."""
        values = (self.trial.value(e, instance, place) for instance, place in self.trial.places())
        first = next((value for value in values if value is not None), None)
        return first is None or may_vanish(first)

    def is_the_derivative(self, e: Resolved, slope: Resolved | None, head: Expression, operator: str) -> Check:
        order = self.order(head)
        if slope is not None:
            if operator == "∝":
                return self.trial.proportional(e, lambda i, p: self.trial.value(slope, i, p))
            check = self.trial.identity(slope, e)
            if check or check.holds is None:
                return check
            if self.trial.identity(self.in_whole(slope), e):
                return HOLDS
            if self.of_likelihood(head) and self.trial.proportional(e, lambda i, p: self.trial.value(slope, i, p)):
                return HOLDS
            if not self.named_before(head) and order == 1:
                return HOLDS if self.eliminated(e, head) else check
            return check
        failed = NOT_TRIED
        for form in SCORES:
            check = self.forms.is_score(e, form, order)
            if check:
                return check
            failed = check if failed.holds is None else failed
        if e.unknown & self.names.multipliers.keys():  # of a function with a multiplier that was not written down
            return self.trial.equation(e, Resolved(ZERO))
        return failed

    def in_whole(self, e: Resolved) -> Resolved:
        """With the eliminated probabilities as what they are of the others: the derivative goes through them."""
        whole = e.expression
        for name, value in self.names.cells.items():
            whole = replace(whole, Symbol(name + CELL), value)
        return Resolved(whole, e.rounded, e.points, e.unknown)

    # ---- derivatives that words announce -------------------------------------------------------------------

    def other_than_told(self, e: Expression) -> Outcome | None:
        """`the second derivative is −n/λ³ < 0`: the refutation of an expression that is no such derivative of any
        function that may be meant; None where it is one, or where that cannot be told."""
        if self.is_derivative(e) or head_of(e, self.quantities) is not None or self.renames_parameters():
            return None
        resolved = self.resolve(e)
        is_value = self.forms.free(resolved.expression)
        if self.scaled_told and (is_value or Indexed in kinds(e)):
            return None
        failed = NOT_TRIED
        for slope in self.slopes_told():
            check = NOT_TRIED if is_value else self.trial.identity(resolved, slope)
            if self.scaled_told and self.trial.proportional(resolved, partial(self.trial.value, slope)):
                return None
            at_best = self.trial.equation(resolved, slope)  # `−n/(2σ⁴) < 0`, where σ² is the estimate
            if check or at_best:
                return None
            check = at_best if is_value else check
            failed = check if failed.holds is None else failed
        return Outcome(False, "second-derivative", failed, e) if failed.holds is False else None

    def slopes_told(self) -> Iterator[Resolved]:
        """The derivatives, of the order that words announce, of the log-likelihood in its forms, of one observation,
        of the likelihood and of functions that were written down."""
        truth = self.truth
        log = truth.log_likelihood
        if log is None or truth.likelihood is None:
            return
        bodies = [log, Negate(log), Divide(log, Symbol("n")), Negate(Divide(log, Symbol("n"))), truth.likelihood]
        bodies += [f.body for f in self.names.own.values()]
        bodies += [Call("log", (density,)) for _, density in truth.densities()]
        names = [other for name in truth.parameters for other in (name, f"{name}²", name.removesuffix("²"))]
        for body in bodies:
            for name in dict.fromkeys(names):
                try:
                    yield self.resolve(Derivative(body, Symbol(name), self.order_told))
                except (Unknown, Unusual):
                    continue

    def renames_parameters(self) -> bool:
        """Whether a name of its own stands for what depends on the parameters: a derivative may be for that."""
        return not all(map(self.forms.free, self.names.symbols.values()))

    def named_before(self, head: Expression) -> bool:
        return any(isinstance(n, Apply) and n.function in self.names.own for n in nodes(head))

    def of_likelihood(self, head: Expression) -> bool:
        """The derivative of a likelihood of which no line has said with which constant it is written."""
        body = head.body if isinstance(head, Derivative) else head
        return isinstance(body, Apply) and role_of(body.function) == "likelihood" and not self.named_before(head)

    def eliminated(self, e: Resolved, head: Expression) -> bool:
        """The derivative after one of the probabilities was expressed by the others."""
        variable = head.variable if isinstance(head, Derivative) else None
        if not isinstance(variable, Symbol) or variable.name not in self.truth.tied:
            return False
        others = (name for name in self.truth.tied if name != variable.name)
        form = SCORES[0]
        return any(self.forms.equals(e, Slope(self.truth, form, variable.name, 1, other)) for other in others)
