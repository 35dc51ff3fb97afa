"""One statement of a hand derivation: is it true of the problem?

A statement about every θ is an identity; an equation holds at the maximum; a line that names the likelihood, its
logarithm or a derivative, or that is one of them without a name, is held against that of the problem.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from typing import NamedTuple

from flint import arb, fmpq

from ..balls import precision
from ..expressions import (
    ZERO,
    Add,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Interval,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    SetOf,
    Summation,
    Symbol,
    Text,
    children,
    free_symbols,
    map_children,
    nodes,
    number_value,
    replace,
)
from .forms import ANY, LIKELIHOOD, LOG_FORMS, SCORES, Form, Forms, Slope
from .information import candidates, quantity_of
from .inverting import inverted
from .names import CONSTANTS, LOG, Function, Head, Names, head_of, role_of
from .places import BITS, Place
from .resolving import Resolved, Unknown, Unusual, is_decimal, resolve
from .statements import Statement
from .truth import Truth
from .trying import HOLDS, NOT_TRIED, Check, Trial, alike, may_vanish

__all__ = ["Judge", "Outcome"]

LETTERS = ("P", "p", "J", "U", "H")
FUNCTIONS = ("likelihood", "log-likelihood", "negative-log-likelihood")


class Outcome(NamedTuple):
    """What was found. holds: None where it could not be decided. kind: of the line. check: what refutes it. at: the
    operand that is wrong. against: what that was held against. problem: why nothing could be decided. follows: of a
    false statement, whether it follows from a wrong line before. proved: of a true one, whether by normal form."""

    holds: bool | None
    kind: str
    check: Check = NOT_TRIED
    at: Expression | None = None
    against: Expression | None = None
    problem: str | None = None
    fault: Unknown | None = None
    follows: bool | None = False
    proved: bool = False


@dataclass
class Last:
    """What stands before: the last operand, for a line that goes on with a sign; its kind; whether it is settled that
    an equation is meant."""

    operand: Expression | None = None
    kind: str = ""
    head: Expression | None = None
    equation: bool = False
    forms: tuple[Form, ...] = field(default_factory=tuple)


class Judge:
    """Judges the statements of one derivation, one after the other. own: functions as they were written down."""

    def __init__(self, truth: Truth, names: Names, last: Last, own: bool = False) -> None:
        self.truth, self.names, self.last, self.own = truth, names, last, own
        self.trial = Trial(truth, names)
        self.forms = Forms(self.trial)
        self.rounded = False
        self.conditions: tuple[Expression, ...] = ()
        self.everywhere = False

    # ---- statements ------------------------------------------------------------------------------------

    def judge(self, statement: Statement, reached: frozenset[str] = frozenset()) -> Outcome:
        """The outcome of a statement: exact decimals first, then as rounded ones; then with the estimates that have
        been reached in the place of their parameters."""
        last = self.last
        outcome = self.attempt(statement)
        if outcome.holds:
            self.note_exact(statement.body)
            return outcome
        decimals = any(isinstance(n, Number) and is_decimal(n) for n in nodes(statement.body))
        parameters = frozenset(self.truth.parameters)
        absent = parameters - self.parameters_in(statement.body)
        if statement.continued and last.operand is not None:  # a line that goes on drops nothing on the way
            absent -= self.parameters_in(last.operand)
        choices = [frozenset[str](), *(c for c in (reached, absent) if frozenset() < c < parameters)]
        for rounded, fixed in ((r, c) for c in dict.fromkeys(choices) for r in (False, True)):
            if (rounded and not decimals) or not (rounded or fixed):
                continue
            self.last = last
            self.rounded = self.trial.rounded = rounded
            self.trial.fixed = dict.fromkeys(fixed)
            again = self.attempt(statement)
            self.rounded = self.trial.rounded = False
            self.trial.fixed = {}
            if again.holds:
                return again
            outcome = again if outcome.holds is None and again.holds is False and not fixed else outcome
        return outcome

    def parameters_in(self, body: Expression) -> frozenset[str]:
        """The parameters that occur, under whatever name, estimates apart."""
        found: set[str] = set()
        hidden = {node.of for node in nodes(body) if isinstance(node, Hat)}
        for node in nodes(body):
            if not isinstance(node, Symbol) or node in hidden:
                continue
            meant = self.names.symbols.get(node.name)
            found |= {node.name} if meant is None else free_symbols(meant)
            found |= {f"{node.name}²"}
        return frozenset(found) & frozenset(self.truth.parameters)

    def note_exact(self, body: Expression) -> None:
        """Decimals in an equation that holds exactly are exact from there on."""
        if isinstance(body, Relation) and set(body.operators) == {"="}:
            found = (n for e in body.operands for n in nodes(e) if isinstance(n, Number) and is_decimal(n))
            self.names.exact.update(Fraction(n.value) for n in found)

    def attempt(self, statement: Statement) -> Outcome:
        """As `judge`, once; what is said of points that the domain does not have, or the maximum, is let pass."""
        self.trial.condition = self.is_under_all if self.conditions else None
        self.trial.proved = True
        outcome = self.tried(statement)._replace(proved=self.trial.proved)
        if outcome.problem == "outside":
            return outcome
        if self.conditions and outcome.holds is not True and not any(True for _ in self.trial.places()):
            return Outcome(True, "constraint")
        return outcome

    def tried(self, statement: Statement) -> Outcome:
        if statement.alternatives:
            return self.one_of((statement.body, *statement.alternatives))
        try:
            return self.statement(statement.body, statement.continued)
        except Unknown as fault:
            return Outcome(None, self.last.kind, problem="unknown", fault=fault)
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
        body = self.with_derivative_outside(body)
        if isinstance(body, Relation):
            operands, operators = body.operands, body.operators
        else:
            operands, operators = (body,), ()
        if continued and self.last.operand is not None:
            return self.continuing((self.last.operand, *operands), (continued, *operators))
        if not operators:
            return self.alone(body)
        return self.relation(operands, operators)

    def with_derivative_outside(self, e: Expression) -> Expression:
        """`log L′` is the derivative of log L by hand."""
        inner = e.arguments[0] if isinstance(e, Call) and e.function == "log" else None
        if isinstance(inner, Apply) and inner.primes:
            variable = next((a for a in inner.arguments if isinstance(a, Symbol)), None)
            if variable is None and len(self.truth.parameters) == 1:
                variable = Symbol(self.truth.parameters[0])
            if variable is not None:
                bare = Apply(inner.function, inner.arguments, inner.given)
                return Derivative(Call("log", (bare,)), variable, inner.primes, span=e.span)
        return map_children(self.with_derivative_outside, e)

    def resolve(self, e: Expression) -> Resolved:
        return resolve(e, self.truth, self.names, self.own, self.rounded)

    @cached_property
    def quantities(self) -> frozenset[str]:
        """The names of the problem itself: `p` is a parameter where it is declared, not a probability."""
        problem = self.truth.problem
        return frozenset((*problem.parameters, *problem.known, *self.truth.variables, *self.names.symbols))

    def relation(self, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        first = operands[0]
        self.last = Last(head=first)
        if operators[0] in ("=", "∝", "≈"):
            if (letter := self.letter(first)) and self.names_quantity(letter, operands[1]):
                return self.defined(letter, operands, operators)
            if (quantity := quantity_of(first, self.truth)) and not self.is_own(first):
                return self.about_quantity(quantity, operands, operators)
            under = first.of if isinstance(first, Hat) and operators[0] == "=" else None
            if isinstance(under, Symbol) and under.name in self.truth.variables:  # ŷ = a + b x, what is fitted
                return Outcome(True, "definition")
            if isinstance(under, Symbol) and self.is_free(under):
                return self.defined(under.name, operands, operators)
            head = head_of(first, self.quantities)
            if head is not None:
                self.note_aliases(head)
                if self.is_claim(head):
                    return self.claimed(head, operands, operators)
            if self.is_derivative(first):
                return self.derived(operands, operators)
            if isinstance(first, Symbol) and self.is_new(first.name) and operators[0] == "=":
                return self.defined(first.name, operands, operators)
            if isinstance(first, Indexed) and self.is_new_column(first) and operators[0] == "=":
                return self.defined_column(first, operands, operators)
            self.note_inverse(first, operands[1])
        return self.links(operands, operators)

    def letter(self, e: Expression) -> str:
        """A letter that usually is a function, without its argument; empty for anything else."""
        name = e.name if isinstance(e, Symbol) else e.function if isinstance(e, Apply) and not e.arguments else ""
        return name if name in LETTERS and not (isinstance(e, Apply) and e.primes) else ""

    def names_quantity(self, name: str, second: Expression) -> bool:
        """`P = Π x_i`: a letter that is set equal to what is free of the parameters."""
        if name in self.quantities or self.truth.log_likelihood is None or name in self.names.own:
            return False
        return self.forms.free(self.resolve(second).expression) and bool(free_symbols(second) or nodes(second)[1:])

    def continuing(self, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """A line that goes on with a sign: what its first operand was still counts."""
        last = self.last
        if last.forms and not last.equation:
            return self.of_forms(last.forms, operands, operators)
        if last.kind in ("score", "second-derivative") and last.head is not None and not last.equation:
            return self.derived((last.head, *operands[1:]), operators)
        return self.links(operands, operators)

    # ---- what comes after an estimate ------------------------------------------------------------------

    def is_own(self, e: Expression) -> bool:
        """A name that a line has given a meaning of its own."""
        inner = e.of if isinstance(e, Hat) else e
        return isinstance(inner, Symbol) and inner.name in self.names.symbols and inner.name not in self.names.told

    def is_free(self, e: Symbol) -> bool:
        """A name under a hat that is no parameter: of a function of the parameters, `τ̂ = e^{−x̄}`."""
        names = (e.name, f"{e.name}²", e.name.removesuffix("²"))
        if any(name in self.truth.parameters or name in self.names.symbols for name in names):
            return False
        return e.name not in self.truth.problem.known and e.name not in self.truth.variables

    def about_quantity(self, kind: str, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`I(θ) = n/θ²`, `SE = 0.145`: held against what the problem says of it, where that is known."""
        first = operands[0]
        known = [Resolved(e) for e in candidates(kind, first, self.truth)]
        for k, (operator, operand) in enumerate(zip(operators, operands[1:], strict=True)):
            if operator not in ("=", "≈"):
                return self.links(operands[k:], operators[k:]) if k else Outcome(None, "identity", problem="sign")
            resolved = self.resolve(operand)
            check = self.is_quantity_of(resolved, known, first)
            if not check:
                problem = None if check.holds is False else "undecided"
                return Outcome(check.holds, "identity", check, operand, first, problem)
            if k == 0 and isinstance(first, Symbol):
                self.names.symbols[first.name] = resolved.expression
                self.names.told.add(first.name)
            elif k == 0 and isinstance(first, Apply):
                self.bind(Head(first.function, first.arguments), resolved, True)
            if operator == "=" and not self.rounded and k:
                self.note_exact(Relation(operands[k : k + 2], ("=",)))
            self.last = Last(operand, "identity", first)
        return Outcome(True, "identity")

    def is_quantity_of(self, e: Resolved, known: list[Resolved], first: Expression) -> Check:
        """Whether it is one of the candidates: for all values of the parameters, or at the estimate or the value that
        stands in the brackets."""
        arguments = first.arguments if isinstance(first, Apply) and first.function.partition("_")[0] != "E" else ()
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

    # ---- claims ----------------------------------------------------------------------------------------

    def is_claim(self, head: Head) -> bool:
        """A function of the parameters, not its value or the density of one observation."""
        if head.primes or self.truth.log_likelihood is None or head.name in self.names.symbols:
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

    def is_value(self, argument: Expression) -> bool:
        """An argument at which a function has a value: a number, an estimate, a token."""
        if isinstance(argument, (Text, Hat)):
            return True
        if isinstance(argument, Call) and argument.function == "sqrt":
            argument = argument.arguments[0]
        named = free_symbols(argument)
        return not named or (not isinstance(argument, (Symbol, Indexed, Relation)) and bool(named))

    def is_observation(self, argument: Expression) -> bool:
        found = [n for n in nodes(argument) if isinstance(n, (Indexed, Symbol))]
        names = {n.base if isinstance(n, Indexed) else n.name for n in found}
        many = "n" in names
        return bool(names & self.truth.variables) and not many

    def claimed(self, head: Head, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`L(θ) = …`, `−(1/n) log L = …`, `f(θ) = …`: one of the forms that the name allows."""
        forms = self.allowed(head)
        self.trial.fixed |= self.values_in(head)
        outcome = self.of_forms(forms, operands, operators)
        neutral = role_of(head.name) == "any"
        body = operands[1]
        if neutral and not outcome.holds and outcome.at is body:
            resolved = self.resolve(body)
            vanishes = bool(self.trial.equation(resolved, Resolved(ZERO)))  # what Newton's method is applied to
            if self.forms.is_sum_of_squares(resolved) or self.names.own or vanishes:
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

    def outside(self, e: Resolved) -> Check:
        """What a likelihood is said to be where it is nought: under conditions that hold at no point at which it is
        positive, but at others."""
        if any(self.is_under(c, number, place) for number, instance in enumerate(self.truth.instances)
               for place in instance.places for c in self.conditions):
            return NOT_TRIED
        found = NOT_TRIED
        for number, instance in enumerate(self.truth.instances):
            for place in instance.wide:
                if not all(self.is_under(c, number, place) for c in self.conditions):
                    continue
                left, right = self.trial.value(e, instance, place), self.truth.likelihood_at(instance, place)
                if left is not None and right is not None and not alike(left, right):
                    return Check(False, instance, place, left, right)
                found = HOLDS
        return found

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

    def factor(self, by: tuple[Expression, ...]) -> Expression | None:
        """The product of the factors in front of a function, None where there are none."""
        if not by:
            return None
        return self.resolve(by[0] if len(by) == 1 else Multiply(by)).expression

    def is_negative(self, by: Expression) -> bool:
        instance = self.truth.instances[0] if self.truth.instances else None
        value = None if instance is None else self.truth.value(by, instance, instance.places[0])
        return value is not None and bool(value < 0)

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
            resolved = self.resolve(self.with_constants(operand))
            if operator in ("=", "≈"):
                form, check = self.which(resolved, forms)
            elif operator == "∝":
                form, check = self.which_proportional(resolved, forms)
            else:
                return self.links(operands[k:], operators[k:])
            if form is None:
                if check.holds is None:
                    return Outcome(None, kind, check, operand, problem="undecided")
                return Outcome(False, kind, check, operand, operands[0])
            kind = form.kind
            forms = (form,) if operator == "=" else forms
            self.last = Last(operand, kind, operands[0], False, forms)
        return Outcome(True, kind)

    def with_constants(self, operand: Expression) -> Expression:
        """Names such as c that have no meaning yet stand for a constant."""
        added = [t for n in nodes(operand) if isinstance(n, (Add, Multiply)) for t in children(n)]
        for term in added:
            inner = term.operand if isinstance(term, Negate) else term
            if isinstance(inner, Symbol) and inner.name in CONSTANTS and self.is_new(inner.name):
                self.names.constants.add(inner.name)
        self.note_multipliers(operand)
        return operand

    def note_multipliers(self, operand: Expression) -> None:
        """Undeclared names in a problem with constraints are multipliers."""
        if not self.truth.constrained:
            return
        differentiated = {n.body for n in nodes(operand) if isinstance(n, Derivative)}
        for node in nodes(operand):
            if isinstance(node, Symbol) and node not in differentiated and self.may_multiply(node.name):
                self.names.multipliers.setdefault(node.name, {})

    def may_multiply(self, name: str) -> bool:
        return self.is_new(name) and name not in ("i", "j", "k", "x")

    def which(self, e: Resolved, forms: tuple[Form, ...]) -> tuple[Form | None, Check]:
        """The form that the expression is, or why it is none of them."""
        failed = NOT_TRIED
        for form in forms:
            check = self.forms.matches(e, form)
            if check:
                return form, check
            failed = check if failed.holds is None else failed
        return None, failed

    def which_proportional(self, e: Resolved, forms: tuple[Form, ...]) -> tuple[Form | None, Check]:
        """∝: up to a factor free of the parameters; a log-likelihood also up to a constant."""
        form, failed = self.which(e, forms)
        if form is not None:
            return form, failed
        for form in forms:
            if form.kind == "likelihood":
                check = self.log_apart(e)
            elif form.kind == "score":
                check = next((c for s in self.forms.slopes(form) if (c := self.trial.proportional(e, s))), NOT_TRIED)
            else:
                check = self.affine(e, form)
            if check:
                return form, check
        return None, failed

    def log_apart(self, e: Resolved) -> Check:
        logarithm = Resolved(Call("log", (e.expression,)), e.rounded, e.points, e.unknown)
        return self.trial.constant_apart(logarithm, self.forms.target(LOG_FORMS[0]))[0]

    def affine(self, e: Resolved, form: Form) -> Check:
        """a·ℓ + b with a > 0."""
        target = self.forms.target(form)
        check, _ = self.trial.constant_apart(e, target)
        if check:
            return check
        for instance in self.truth.instances:
            pairs = [
                (left, right) for place in instance.places
                if (left := self.trial.value(e, instance, place)) is not None
                and (right := target(instance, place)) is not None
            ]
            if len(pairs) < 3:
                return NOT_TRIED
            with precision(BITS):
                gaps = [(a - pairs[0][0], b - pairs[0][1]) for a, b in pairs[1:]]
                if any(may_vanish(b) for _, b in gaps):
                    return NOT_TRIED
                ratios = [a / b for a, b in gaps]
            if not all(alike(r, ratios[0]) for r in ratios) or not ratios[0] > 0:
                return check
        return HOLDS

    # ---- derivatives -----------------------------------------------------------------------------------

    def is_derivative(self, e: Expression) -> bool:
        if isinstance(e, Derivative):
            return True
        if isinstance(e, Apply):
            return e.primes > 0 and not any(self.is_value(a) for a in e.arguments)
        if isinstance(e, Negate):
            return self.is_derivative(e.operand)
        return False

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
            about_all = operator in ("=", "∝", "≈") and not self.is_condition(resolved, head)
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

    def order(self, e: Expression) -> int:
        if isinstance(e, Negate):
            return self.order(e.operand)
        if isinstance(e, Derivative):
            return e.order + self.order(e.body)
        return e.primes if isinstance(e, Apply) else 0

    def is_condition(self, e: Resolved, head: Expression) -> bool:
        """What a derivative is set equal to: nought, a number, a multiplier."""
        if not self.forms.free(e.expression):
            return False
        try:
            slope = self.resolve(head)
        except (Unknown, Unusual):
            return True
        return not self.trial.identity(slope, e)

    def is_the_derivative(self, e: Resolved, slope: Resolved | None, head: Expression, operator: str) -> Check:
        order = self.order(head)
        if slope is not None:
            if operator == "∝":
                return self.trial.proportional(e, lambda i, p: self.trial.value(slope, i, p))
            check = self.trial.identity(slope, e)
            if check or check.holds is None:
                return check
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

    # ---- definitions -----------------------------------------------------------------------------------

    def is_new(self, name: str) -> bool:
        """Whether a name has no meaning yet."""
        problem = self.truth.problem
        if name in self.names.symbols or name in self.names.multipliers or name in self.names.constants:
            return False
        if name in ("n", *self.truth.parameters, *problem.known, *problem.domains) or name in self.truth.variables:
            return False
        if f"{name}²" in problem.domains or (name.endswith("²") and name[:-1] in problem.domains):
            return False
        if name == problem.unit:
            return False
        if name in CONSTANTS:  # also where the worked solution names its own constant so
            return True
        return name not in self.truth.derivation.setting.domains and (role_of(name) == "any" or name == "p")

    def defined(self, name: str, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`S = Σ x_i`, `q = 1 − θ`."""
        self.note_multipliers_in(operands[1:])
        value = self.resolve(operands[1])
        self.names.symbols[name] = value.expression
        if value.unknown & self.names.multipliers.keys() and not self.forms.free(value.expression):
            return self.of_forms(LOG_FORMS, operands, operators)  # a function with a multiplier
        outcome = self.links(operands[1:], operators[1:]) if operators[1:] else Outcome(True, "definition")
        self.last = Last(operands[-1], "definition", operands[0])
        return outcome._replace(kind="definition")

    def is_new_column(self, e: Indexed) -> bool:
        """`y_i` of a y that is no observation: a transformed one."""
        new = e.base not in self.truth.variables and e.base not in self.names.columns
        return new and isinstance(e.index, Symbol) and not self.truth.constrained and bool(self.truth.variables)

    def defined_column(self, e: Indexed, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        """`y_i = log x_i`."""
        self.names.columns[e.base] = replace(operands[1], e.index, Symbol("i"))
        outcome = self.links(operands[1:], operators[1:]) if operators[1:] else Outcome(True, "definition")
        self.last = Last(operands[-1], "definition", operands[0])
        return outcome._replace(kind="definition")

    def define(self, name: str, value: Expression) -> None:
        """Let a name stand for an expression, where that can be told by now."""
        try:
            found = self.resolve(value)
        except (Unknown, Unusual):
            return
        if not found.unknown:
            self.names.symbols[name] = found.expression

    def note_inverse(self, left: Expression, right: Expression) -> None:
        """`p = ω/(1 + ω)` says what ω is, where nothing has said it before."""
        if not free_symbols(left) & frozenset(self.truth.parameters):
            return
        new = [name for name in free_symbols(right) if self.is_new(name) and name not in CONSTANTS]
        if len(new) != 1 or free_symbols(right) & frozenset(self.truth.parameters):
            return
        found = inverted(right, new[0], self.resolve(left).expression)
        if found is not None:
            self.names.symbols[new[0]] = found

    def note_aliases(self, head: Head) -> None:
        """`ℓ(μ, v)`: a new name in the place of a parameter is another name for it."""
        if len(head.arguments) != len(self.truth.parameters):
            return
        for name, argument in zip(self.truth.parameters, head.arguments, strict=True):
            if isinstance(argument, Symbol) and self.is_new(argument.name):
                self.names.symbols[argument.name] = Symbol(name)

    def note_multipliers_in(self, operands: tuple[Expression, ...]) -> None:
        for operand in operands:
            self.note_multipliers(operand)

    # ---- relations between expressions -----------------------------------------------------------------

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
            if self.conditions and operator in _COMPARED:  # `A > 0 for θ < a, < 0 for θ > a`
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
            return self.member(left, b), "constraint"
        if operator not in ("=", "≈"):
            return self.compared(left, operator, right), self.kind_of_comparison(a)
        if operator == "≈":
            left, right = self.widened(left, a), self.widened(right, b)
        constant = self.forms.free(left.expression) and self.forms.free(right.expression)
        about_best = any(isinstance(n, Hat) for e in (a, b) for n in nodes(e))
        if not equation or constant:
            check = self.trial.identity(left, right)
            if check or (constant and check.holds is False and not left.unknown and not right.unknown):
                return check, "estimate" if about_best else "number" if constant else "identity"
            if self.identity_meant(a, b):
                return check, "identity"
        check = self.at_maximum(left, right)
        return check, "estimate" if self.is_quantity(a) or self.is_quantity(b) else "equation"

    def at_maximum(self, left: Resolved, right: Resolved) -> Check:
        return self.trial.equation(left, right)

    def identity_meant(self, a: Expression, b: Expression) -> bool:
        """A sum of squares that is taken apart in the same parameter: true for every value of it, or not at all."""
        def parameters(e: Expression) -> frozenset[str]:
            return free_symbols(e) & frozenset(self.truth.parameters)

        squares = any(isinstance(n, Summation) and isinstance(n.body, Power) for n in nodes(a))
        return squares and isinstance(a, Summation) and bool(parameters(a)) and parameters(a) == parameters(b)

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
        """A whole number after ≈ stands for what rounds to it."""
        inner = written.operand if isinstance(written, Negate) else written
        if not isinstance(inner, Number) or is_decimal(inner):
            return e
        centre = number_value(written)
        assert centre is not None
        with precision(BITS):
            middle = fmpq(centre.numerator, centre.denominator)
            ball = arb(middle - fmpq(1, 2)).union(arb(middle + fmpq(1, 2)))
        return Resolved(Symbol("≈"), {"≈": ball})

    def member(self, left: Resolved, b: Expression) -> Check:
        """θ ∈ (0, 1)."""
        if not isinstance(b, Interval):
            return HOLDS
        for bound, sign in ((b.lower, "≥" if b.lower_closed else ">"), (b.upper, "≤" if b.upper_closed else "<")):
            if any(getattr(n, "name", "") == "∞" for n in nodes(bound)):
                continue
            check = self.compared(left, sign, self.resolve(bound))
            if check.holds is False:
                return check
        return HOLDS

    def compared(self, left: Resolved, operator: str, right: Resolved) -> Check:
        """An inequality: at the maximum, or everywhere; under a condition, wherever that holds."""
        holds = _COMPARED.get(operator)
        if holds is None:
            return NOT_TRIED
        if self.conditions or self.everywhere:
            return self.compared_where(left, holds, right)
        check = self.trial.at_best(left, right, holds)
        if check:
            return check
        everywhere = self.compared_everywhere(left, holds, right)
        return check if everywhere.holds is None else everywhere

    def compared_where(self, left: Resolved, holds: Comparison, right: Resolved) -> Check:
        """At the points at which the conditions hold: near the maximum on either side, and far from it."""
        tried = False
        for number, instance in enumerate(self.truth.instances):
            for place in (*instance.places, *instance.wide):
                if not self.is_under_all(number, place):
                    continue
                x, y = self.trial.value(left, instance, place), self.trial.value(right, instance, place)
                if x is None or y is None:
                    continue
                tried = True
                if not holds(x, y):
                    return Check(False, instance, place, x, y)
        return HOLDS if tried else NOT_TRIED

    def is_under_all(self, number: int, place: Place) -> bool:
        """Whether a point satisfies all conditions of the statement."""
        return all(self.is_under(condition, number, place) for condition in self.conditions)

    def is_under(self, condition: Expression, number: int, place: Place) -> bool:
        """Whether a point satisfies a condition."""
        if not isinstance(condition, Relation):
            return True
        instance = self.truth.instances[number]
        try:
            values = [self.trial.value(self.resolve(e), instance, place) for e in condition.operands]
        except (Unknown, Unusual):
            return False
        triples = zip(condition.operators, values, values[1:], strict=False)
        return all(
            x is not None and y is not None and sign in _COMPARED and _COMPARED[sign](x, y) for sign, x, y in triples
        )

    def compared_everywhere(self, left: Resolved, holds: Comparison, right: Resolved) -> Check:
        """At all points inside the domain."""
        tried = False
        for instance, place in self.trial.places():
            x, y = self.trial.value(left, instance, place), self.trial.value(right, instance, place)
            if x is None or y is None:
                continue
            tried = True
            if not holds(x, y):
                return Check(False, instance, place, x, y)
        return HOLDS if tried else NOT_TRIED

    def kind_of_comparison(self, a: Expression) -> str:
        return "second-derivative" if self.is_derivative(a) and self.order(a) > 1 else "constraint"

    # ---- expressions alone -----------------------------------------------------------------------------

    def alone(self, body: Expression) -> Outcome:
        """An expression without a relation: one of the functions of the problem, or something that is nought at the
        maximum."""
        if isinstance(body, Interval):
            return Outcome(True, "constraint")
        self.with_constants(body)
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
        return Outcome(False, "identity", check, body)

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

    def one_observation(self, e: Resolved) -> bool:
        """The density of one observation, its logarithm, or the derivative of that."""
        for law in self.truth.problem.laws:
            if law.density is None or len(law.variables) != 1:
                continue
            density = resolve(Apply("f", (Symbol(law.variable),)), self.truth, Names(), self.own)
            logarithm = Resolved(Call("log", (density.expression,)))
            candidates = [density, logarithm]
            candidates += [Resolved(Derivative(logarithm.expression, Symbol(p))) for p in self.truth.parameters]
            if any(self.trial.identity(e, c) for c in candidates):
                return True
        return False


Comparison = Callable[[fmpq | arb, fmpq | arb], bool]
_COMPARED: dict[str, Comparison] = {
    "<": lambda x, y: bool(arb(x) < arb(y)), "≤": lambda x, y: bool(arb(x) <= arb(y)) or alike(x, y),
    ">": lambda x, y: bool(arb(x) > arb(y)), "≥": lambda x, y: bool(arb(x) >= arb(y)) or alike(x, y),
    "≠": lambda x, y: not alike(x, y),
}
