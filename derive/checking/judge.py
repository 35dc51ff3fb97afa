"""One statement of a hand derivation: is it true of the problem?

A statement about every θ is an identity; an equation holds at the maximum; a line that names the likelihood, its
logarithm or a derivative, or that is one of them without a name, is held against that of the problem.
"""

from __future__ import annotations

from functools import partial

from ..balls import rounds_to
from ..expressions import (
    ZERO,
    Derivative,
    Expression,
    Hat,
    Indexed,
    Interval,
    Number,
    Relation,
    Symbol,
    free_symbols,
    number_value,
    numbers_in,
    replace,
)
from .decimals import is_decimal
from .forms import ANY, LOG_FORMS, Form
from .information import OBSERVED, quantity_of
from .intervals import ends_due, ends_of_other_level
from .names import Head, Names, head_of
from .one_observation import Observing
from .outcomes import UNTOLD, Last, Outcome
from .resolved import Resolved, Unknown, Unusual
from .statements import Statement

__all__ = ["Judge", "Last", "Outcome"]


PROFILE = "the best values of unknowns that are made of several parameters"


class Judge(Observing):
    """Judges the statements of one derivation, one after the other."""

    def judge(self, statement: Statement, reached: frozenset[str] = frozenset()) -> Outcome:
        """The outcome of a statement: exact decimals first, then as rounded ones; then with the estimates that have
        been reached in the place of their parameters."""
        last = self.last
        self.trial.fixed = {}
        statement = self.without_maximisers(statement)
        self.order_told, self.scaled_told, self.settled = statement.order, statement.scaled, reached
        self.information_told = statement.information
        outcome = self.attempt(statement)
        if outcome.holds:
            self.note_exact(statement.body)
            if outcome.kind in ("estimate", "equation", "identity"):
                self.note_profile(statement.body)
            return outcome
        decimals = any(map(is_decimal, numbers_in(statement.body)))
        for rounded, moved in ((r, c) for c in self.moves(statement, last) for r in (False, True)):
            if (rounded and not decimals) or not (rounded or moved):
                continue
            self.last = last
            self.rounded = self.trial.rounded = rounded
            self.trial.fixed, self.trial.moved = dict(moved.fixed), moved.to
            again = self.attempt(statement)
            self.rounded = self.trial.rounded = False
            self.trial.fixed, self.trial.moved = {}, None
            if again.holds:
                return again
            outcome = again if outcome.holds is None and again.holds is False and not moved else outcome
        return outcome

    def attempt(self, statement: Statement) -> Outcome:
        """As `judge`, once; what is said of points that the domain does not have, or the maximum, is let pass."""
        self.trial.condition = self.is_under_all if self.conditions else None
        self.trial.proved = True
        self.outer = False
        outcome = self.tried(statement)._replace(proved=self.trial.proved)
        if outcome.problem == "outside":
            return outcome
        if self.conditions and outcome.holds is not True and not any(True for _ in self.trial.places()):
            return outcome if self.is_refuted(outcome) else Outcome(True, "constraint")
        return outcome

    def is_refuted(self, outcome: Outcome) -> bool:
        """Whether a point around the maximum that satisfies the conditions refutes the statement."""
        check = outcome.check
        numbers = [k for k, instance in enumerate(self.truth.instances) if instance is check.instance]
        if outcome.holds is not False or check.place is None or not numbers:
            return False
        return self.is_under_all(numbers[0], check.place)

    def tried(self, statement: Statement) -> Outcome:
        if statement.alternatives:
            return self.one_of((statement.body, *statement.alternatives))
        try:
            return self.statement(statement.body, statement.continued)
        except Unknown as fault:
            self.note_doubted(statement.body)
            kind, self.last = self.last.kind, Last(kind=UNTOLD)
            return Outcome(None, kind, problem="unknown", fault=fault)
        except Unusual as fault:
            return Outcome(None, self.last.kind, problem=str(fault))

    def one_of(self, bodies: tuple[Expression, ...]) -> Outcome:
        """Alternatives: one of them holds."""
        outcomes = [self.attempt(Statement(body)) for body in bodies]
        for outcome in outcomes:
            if outcome.holds:
                return outcome
        return next((o for o in outcomes if o.holds is None), outcomes[0])

    def statement(self, body: Expression, continued: str | None) -> Outcome:
        if body in self.truth.problem.show:
            return Outcome(True, "identity")
        body = self.with_maximisers(self.with_derivative_outside(body))
        if isinstance(body, Relation):
            operands, operators = body.operands, body.operators
        else:
            operands, operators = (body,), ()
        if continued and self.last.kind == UNTOLD:  # the left side is in a line that nobody could read
            return Outcome(None, "", problem="undecided")
        if continued and self.last.operand is not None:
            return self.continuing((self.last.operand, *operands), (continued, *operators))
        if self.information_told and self.is_bare_information(operands):
            return self.told_information(operands, operators)
        if not operators:
            return self.alone(body)
        return self.relation(operands, operators)

    def relation(self, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        first = operands[0]
        self.last = Last(head=first)
        if isinstance(first, Symbol) and first.name in self.truth.given and operators[0] in ("=", "≈"):  # λ = 3
            return self.links((self.truth.given[first.name], *operands[1:]), operators)
        if operators[0] in ("=", "∝", "≈"):
            if (letter := self.letter(first)) and self.names_quantity(letter, operands[1]):
                return self.defined(letter, operands, operators)
            quantity = OBSERVED if self.is_observed(first) else quantity_of(first, self.truth)
            if quantity and not self.is_own(first):
                return self.about_quantity(quantity, operands, operators)
            if self.is_case_of_variable(first, operands[1:]):
                return Outcome(True, "constraint")
            under = first.of if isinstance(first, Hat) and operators[0] == "=" else None
            if isinstance(under, Symbol) and under.name in self.truth.variables:  # ŷ = a + b x, what is fitted
                return Outcome(True, "definition")
            if isinstance(under, Symbol) and self.is_free(under):
                return self.defined(under.name, operands, operators)
            head = head_of(first, self.quantities)
            if head is not None:
                self.note_aliases(head)
                if self.names.doubted and any(map(self.is_own, head.arguments)):
                    raise Unusual("a function of unknowns of which not all are known")
                if self.is_claim(head):
                    kept = self.names.copy()
                    outcome = self.information_or(self.claimed(head, operands, operators), operands, operators)
                    if outcome.holds is False and self.is_profile_of_own(head) and not self.profile_of(head):
                        raise Unusual(PROFILE)
                    return self.one_observation_or(outcome, head, kept, operands, operators)
            if self.is_derivative(first):
                return self.derived(operands, operators)
            if isinstance(first, Symbol) and self.is_new(first.name) and operators[0] in ("=", "≈"):
                return self.defined(first.name, operands, operators)
            if isinstance(first, Indexed) and self.is_new_column(first) and operators[0] == "=":
                return self.defined_column(first, operands, operators)
            self.note_inverse(first, operands[1])
            self.note_change(first, operands[1])
            self.note_asked(first, operands[1])
        refuted = self.other_than_told(first) if self.order_told else None
        return refuted or self.links(operands, operators)

    def continuing(self, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """A line that goes on with a sign: what its first operand was still counts."""
        last = self.last
        if last.kind == "score" and last.head is last.operand and operators[0] == "=" and operands[1] == ZERO:
            return self.links(operands, operators, equation=True)  # a score that stood alone, and the condition
        if last.forms and not last.equation:
            head = None if last.head is None else head_of(last.head, self.quantities)
            self.trial.fixed |= {} if head is None else self.values_in(head) | self.profile_of(head)
            return self.of_forms(last.forms, operands, operators)
        if last.kind in ("score", "second-derivative") and last.head is not None and not last.equation:
            return self.derived((last.head, *operands[1:]), operators)
        return self.links(operands, operators)

    def is_case_of_variable(self, first: Expression, values: tuple[Expression, ...]) -> bool:
        """`five got a letter (x = 1)`: one of the values that came, where several did."""
        column = self.truth.problem.columns.get(first.name) if isinstance(first, Symbol) else None
        number = number_value(values[0]) if len(values) == 1 else None
        return column is not None and number is not None and number in column.values and len(set(column.values)) > 1

    def defined(self, name: str, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`S = Σ x_i`, `q = 1 − θ`."""
        self.note_multipliers_in(operands[1:])
        value = self.resolve(operands[1])
        self.names.symbols[name] = self.inlined(value)
        self.note_column(name, operands[1])
        if value.unknown & self.names.multipliers.keys() and not self.forms.free(value.expression):
            return self.of_forms(LOG_FORMS, operands, operators)  # a function with a multiplier
        outcome = self.links(operands[1:], operators[1:]) if operators[1:] else Outcome(True, "definition")
        self.last = Last(operands[-1], "definition", operands[0])
        return outcome._replace(kind="definition")

    def defined_column(self, e: Indexed, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`y_i = log x_i`; `ℓ_i(λ) = log λ − λ x_i` says what the part of one observation is."""
        if (refuted := self.other_than_part(e, operands[1])) is not None:
            return Outcome(False, "identity", refuted, operands[1], operands[0])
        self.names.columns[e.base] = replace(operands[1], e.index, Symbol("i"))
        outcome = self.links(operands[1:], operators[1:]) if operators[1:] else Outcome(True, "definition")
        self.last = Last(operands[-1], "definition", operands[0])
        return outcome._replace(kind="definition")

    def alone(self, body: Expression) -> Outcome:
        """An expression without a relation: one of the functions of the problem, or something that is nought at the
        maximum."""
        if isinstance(body, Interval):
            return self.of_level(body)
        self.with_constants(body)
        if self.order_told and (refuted := self.other_than_told(body)) is not None:
            return refuted
        resolved = self.resolve(body)
        self.last = Last(body, "", body)
        if self.truth.log_likelihood is None or self.forms.free(resolved.expression):
            self.last.kind = "number"
            return Outcome(True, "number")
        if isinstance(body, (Symbol, Hat)) or self.is_derivative(body) or head_of(body, self.quantities) is not None:
            return Outcome(True, "identity")
        form, check = self.which(resolved, ANY)
        if form is not None:
            self.last = Last(body, form.kind, body, False, (form,))
            return Outcome(True, form.kind)
        second = next((c for s in (1, -1) if (c := self.forms.is_score(resolved, Form("score", s), 2))), None)
        if second:
            return Outcome(True, "second-derivative")
        if self.is_known_slope(resolved):
            return Outcome(True, "score")
        if self.one_observation(resolved) or self.trial.equation(resolved, Resolved(ZERO)):
            return Outcome(True, "identity")
        if self.forms.squares.is_sum_of_squares(resolved):
            return Outcome(True, "negative-log-likelihood")
        return Outcome(False, "identity", check, body)

    def is_profile_of_own(self, head: Head) -> bool:
        """A function of fewer unknowns than there are parameters, some of them made of several parameters."""
        if not 0 < len(head.arguments) < len(self.truth.parameters):
            return False
        parameters = frozenset(self.truth.parameters)
        missing = parameters - {e.name for e in head.arguments if isinstance(e, Symbol)}
        mixed = [free_symbols(e) & parameters for e in self.names.symbols.values()]
        is_own = any(map(self.is_own, head.arguments))
        return any(len(names) > 1 and (is_own or names & missing) for names in mixed)

    def of_level(self, e: Interval) -> Outcome:
        """An interval of confidence is not that of another level than is asked; which it is else, nobody knows."""
        ends = (e.lower, e.upper)
        if not all(isinstance(end, Number) for end in ends) or self.other_level:
            return Outcome(True, "constraint")
        for row in self.truth.derivation.quantities:
            if any(all(map(rounds_to, due, ends)) for due in ends_of_other_level(row)):
                due = Resolved(ends_due(row, self.names)[0][0])
                check = self.trial.equation(self.resolve(e.lower), due)
                return Outcome(False, "estimate", check, e.lower)
        return Outcome(True, "constraint")

    def one_observation_or(
        self, outcome: Outcome, head: Head, kept: Names, operands: tuple[Expression, ...], operators: tuple[str, ...]
    ) -> Outcome:
        """`ℓ₁(p) = log p + x log(1 − p)`: what is said to be about one observation."""
        indexed = head.name.partition("_")[2] in ("1", "i", "one")
        if outcome.holds is not False or not (indexed or self.about_one):
            return outcome
        body = self.resolve(operands[1])
        if not self.one_observation(body):
            return outcome
        vars(self.names).update(vars(kept))
        if indexed:
            self.bind(head, body, True)
        rest = self.links(operands[1:], operators[1:])
        self.last = Last(operands[-1], "identity", operands[0])
        return rest

    def is_known_slope(self, e: Resolved) -> bool:
        """The derivative of the likelihood, or of a function that was written down."""
        functions = self.names.own if self.own else self.names.functions
        known = [f.body for f in functions.values()] + [self.truth.likelihood]
        for body in (b for b in known if b is not None):
            for name in self.truth.parameters:
                slope = Resolved(Derivative(body, Symbol(name)))
                if self.trial.proportional(e, partial(self.trial.value, slope)):
                    return True
        return False
