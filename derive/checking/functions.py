"""Functions that are called by name: the likelihood, its logarithm and their derivatives, at a value or at another
name for the parameter, and functions of one's own.
"""

from __future__ import annotations

from fractions import Fraction

from ..expressions import (
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Negate,
    Number,
    Symbol,
    Text,
    free_symbols,
    kinds,
    replace,
)
from .densities import Densities
from .information import ERROR, INFORMATION, candidates, quantity_of
from .inverting import inverted
from .moments import MOMENTS
from .names import LIKELIHOOD, LOG, NEGATIVE, SCORE, Function, Head, role_of
from .resolved import Unknown
from .several_samples import truth_of_sample
from .truth import Truth

__all__ = ["Functions"]

DATA = frozenset(("data", "D", "x", "y", "X"))


class Functions(Densities):
    """Resolves calls of functions."""

    def function(self, name: str) -> Function | None:
        table = self.names.own if self.own else self.names.functions
        if name in table:
            return table[name]
        if name in self.names.own and role_of(name) == "any":
            return self.names.own[name]
        body = self.true_body(role_of(name), truth_of_sample(Head(name, ()), self.truth) or self.truth)
        return None if body is None else Function(body, self.truth.parameters)

    @staticmethod
    def true_body(role: str, truth: Truth) -> Expression | None:
        if truth.log_likelihood is None or truth.likelihood is None:
            return None
        if role == LIKELIHOOD:
            return truth.likelihood
        if role == LOG:
            return truth.log_likelihood
        if role == NEGATIVE:
            return Negate(truth.log_likelihood)
        if role == SCORE and len(truth.parameters) == 1:
            return Derivative(truth.log_likelihood, Symbol(truth.parameters[0]))
        return None

    def apply(self, e: Apply) -> Expression:
        if e.function in MOMENTS and e.arguments and e.function not in self.names.own:
            return self.moment(e)
        density = self.density(e)
        if density is not None:
            return density
        if not e.arguments and not e.primes and e.function in self.names.symbols:
            return self.names.symbols[e.function]
        function = self.function(e.function)
        if function is None:
            return self.quantity(e)
        formal = function.parameters or self.truth.parameters
        changed = [] if self.mentions_data(e) else self.changed(formal, e.arguments, function.written)
        body = function.body
        if e.primes:
            variable = self.variable_of(e, function)
            if variable is not None and not changed:
                return self.for_variable(body, variable, e.primes)
            if variable is not None and len(changed) == 1:
                return self.for_variable(body, variable, e.primes, changed[0])
            return self.derivative_at(body, formal[0], e.primes, changed)
        for name, value in changed:
            body = replace(body, Symbol(name), value)
        return body

    def quantity(self, e: Apply) -> Expression:
        """An entry of the information matrix, a standard error. Raises Unknown."""
        kind = quantity_of(e, self.truth)
        found = candidates(kind, e, self.truth) if kind in (INFORMATION, ERROR) else ()
        if not found:
            raise Unknown(e.function, e.span)
        formula = next((c for c in found if not free_symbols(c).isdisjoint(self.parameters)), found[0])
        return self.at_estimates(formula) if Hat in kinds(e) else formula

    def mentions_data(self, e: Apply) -> bool:
        if any(isinstance(g, Symbol) and g.name in self.parameters for g in e.given):
            return True
        return any(isinstance(a, (Symbol, Text)) and self.is_data(a) for a in e.arguments)

    def is_data(self, e: Expression) -> bool:
        return isinstance(e, Text) or (isinstance(e, Symbol) and (e.name in self.truth.variables or e.name in DATA))

    def variable_of(self, e: Apply, function: Function) -> Expression | None:
        """What a primed function is differentiated for, where that is another name for a parameter."""
        written = (*e.arguments, *function.written)
        own = [a for a in written if self.names_variable(a)]
        return own[0] if own and not (isinstance(own[0], Symbol) and own[0].name in self.parameters) else None

    def names_variable(self, e: Expression) -> bool:
        if isinstance(e, Call) and e.function == "sqrt":
            e = e.arguments[0]
        known = (self.parameters, self.names.symbols, self.names.cells)
        return isinstance(e, Symbol) and any(e.name in names for names in known)

    def changed(
        self, formal: tuple[str, ...], arguments: tuple[Expression, ...], written: tuple[Expression, ...] = ()
    ) -> list[tuple[str, Expression]]:
        """The parameters that are called with something else than themselves."""
        found = []
        for k, argument in enumerate(arguments):
            value = argument if self.is_estimate(argument) else self.of(argument)
            if self.names_variable(argument) or argument in written:
                continue
            if isinstance(value, Symbol) and value.name in self.parameters:
                continue
            name = self.meant(argument) or (formal[k] if k < len(formal) else None)
            if name is not None:
                found.append((name, self.of_parameter(name, value, written[k] if k < len(written) else None)))
        return found

    def is_estimate(self, e: Expression) -> bool:
        """A decimal that is an estimate exactly: as the argument of a function it is not rounded."""
        return isinstance(e, Number) and Fraction(e.value) in self.truth.exact_estimates

    def of_parameter(self, name: str, value: Expression, written: Expression | None) -> Expression:
        """The value of the parameter where another name for it has that value: of σ where v = σ² is 13/2."""
        if not isinstance(written, Symbol) or written.name not in self.names.symbols:
            return value
        return inverted(self.names.symbols[written.name], name, value) or value

    def meant(self, argument: Expression) -> str | None:
        """The parameter under a hat."""
        inner = argument.of if isinstance(argument, Hat) else None
        return inner.name if isinstance(inner, Symbol) and inner.name in self.parameters else None

    def derivative_at(
        self, body: Expression, name: str, order: int, changed: list[tuple[str, Expression]]
    ) -> Expression:
        variable = name
        for other, value in changed:
            fresh = f"{other}@{len(self.points)}"
            self.points.append((fresh, value))
            body = replace(body, Symbol(other), Symbol(fresh))
            variable = fresh if other == name else variable
        return self.flat(Derivative(body, Symbol(variable), order))
