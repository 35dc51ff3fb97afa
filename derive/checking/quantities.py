"""Lines about what stands behind an estimate: the information, expected or observed, a standard error, a variance."""

from __future__ import annotations

from ..expressions import Apply, Expression, Hat, Negate, Relation, Symbol, replace
from .information import EXPECTED, INFORMATION, OBSERVED, VARIANCE, candidates
from .maximising import Maximising
from .names import Head
from .outcomes import Last, Outcome
from .resolved import Resolved, Unusual
from .trying import NOT_TRIED, Check

__all__ = ["Quantities"]


ASKS_INFORMATION = ("fisher-information", "standard-error", "confidence-interval")


class Quantities(Maximising):
    """Holds such lines against what the problem says of the quantity, where that is known."""

    def is_observed(self, e: Expression) -> bool:
        """J, where a line has called the observed information so, or its value where the information is asked."""
        if not isinstance(e, Apply) or e.function != "J":
            return False
        asked = any(find.kind in ASKS_INFORMATION for find in self.truth.problem.find) and "J" not in self.names.own
        return "J" in self.names.told or (asked and bool(e.arguments) and all(map(self.is_value, e.arguments)))

    def information_or(
        self, outcome: Outcome, operands: tuple[Expression, ...], operators: tuple[str, ...]
    ) -> Outcome:
        """`J(λ) = n/λ²`: a J that is no loss may be minus the second derivative."""
        first = operands[0]
        if outcome.holds is not False or not isinstance(first, Apply) or first.function != "J":
            return outcome
        again = self.about_quantity(OBSERVED, operands, operators)
        if again.holds:
            self.names.told.add("J")
        return again if again.holds else outcome

    def about_quantity(self, kind: str, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`I(θ) = n/θ²`, `SE = 0.145`: held against what the problem says of it, where that is known."""
        first = operands[0]
        known = self.candidates(kind, first)
        for k, (operator, operand) in enumerate(zip(operators, operands[1:], strict=True)):
            if operator not in ("=", "≈"):
                return self.links(operands[k:], operators[k:]) if k else Outcome(None, "identity", problem="sign")
            resolved = self.resolve(operand)
            check = self.is_quantity_of(resolved, known, first)
            if not check and kind in (EXPECTED, VARIANCE):  # what is exact at samples of any size
                exactly = self.moment_is(first, resolved)
                check = exactly if exactly.holds is not None or kind == EXPECTED else NOT_TRIED
            if not check:
                problem = None if check.holds is False else "undecided"
                return Outcome(check.holds, "identity", check, operand, first, problem)
            if k == 0 and isinstance(first, Symbol):
                self.names.symbols[first.name] = resolved.expression
                self.names.told.add(first.name)
            elif k == 0 and isinstance(first, Apply) and kind in (INFORMATION, OBSERVED) and self.is_whole(first):
                self.bind(Head(first.function, first.arguments), resolved, True)
            if operator == "=" and not self.rounded and k:
                self.note_exact(Relation(operands[k : k + 2], ("=",)))
            self.last = Last(operand, "identity", first)
        return Outcome(True, "identity")

    def is_bare_information(self, operands: tuple[Expression, ...]) -> bool:
        """Whether words alone say that it is the information, of the only parameter: no name does."""
        named = len(operands) > 1 and isinstance(operands[0], Apply | Symbol | Hat | Negate)
        return len(self.truth.parameters) == 1 and self.truth.log_likelihood is not None and not named

    def told_information(self, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`minus the expected second derivative is 6n/σ² − 2n/σ²`"""
        head = Apply("I", (Symbol(self.truth.parameters[0]),))
        for operand in operands:
            self.with_constants(operand)
        known = self.candidates(INFORMATION, head)
        check = self.is_quantity_of(self.resolve(operands[0]), known, head)
        if not check:
            is_refuted = check.holds is False and not self.renames_parameters()  # it may be that of a new unknown
            problem = None if is_refuted else "undecided"
            return Outcome(False if is_refuted else None, "identity", check, operands[0], head, problem)
        outcome = self.links(operands, operators) if operators else Outcome(True, "identity")
        self.last = Last(operands[-1], "identity", operands[-1])
        return outcome

    def candidates(self, kind: str, head: Expression) -> list[Resolved]:
        """What the quantity may be; of the information that of the sample or of one observation, as words say."""
        of_what = self.information_told if kind == INFORMATION else ()
        known = candidates(kind, head, self.truth, of_what) or candidates(kind, head, self.truth)
        return [Resolved(e) for e in known]

    def is_whole(self, first: Apply) -> bool:
        """Not an entry of a matrix, which the name alone does not tell."""
        return len(self.truth.parameters) == 1 or len(first.arguments) == len(self.truth.parameters) > 2

    def moment_is(self, first: Expression, e: Resolved) -> Check:
        """An expectation or a variance under the law."""
        try:
            return self.trial.identity(self.resolve(first), e)
        except Unusual:
            return NOT_TRIED

    def is_quantity_of(self, e: Resolved, known: list[Resolved], first: Expression) -> Check:
        """Whether it is one of the candidates: for all values of the parameters, or at the estimate or the value that
        stands in the brackets."""
        arguments = first.arguments if isinstance(first, Apply) and first.function[:1] in "IJ𝓘" else ()
        at = [self.resolve(a) for a in arguments if self.is_value(a)] if len(self.truth.parameters) == 1 else []
        failed = NOT_TRIED
        for candidate in known:
            if at and not isinstance(arguments[0], Hat):
                name = self.truth.parameters[0]
                moved = replace(candidate.expression, Symbol(name), at[0].expression)
                check = self.trial.equation(Resolved(moved, at[0].rounded), e)
            elif arguments and not at and not self.forms.free(e.expression):
                check = self.trial.identity(candidate, e)
            else:
                check = self.trial.equation(candidate, e)
            if check:
                return check
            failed = failed if failed.holds is False else check
        return failed
