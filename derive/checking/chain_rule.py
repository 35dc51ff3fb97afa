"""Derivatives as they are written: for a parameter, its square or root, another name for it."""

from __future__ import annotations

from ..expressions import (
    ONE,
    TWO,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Power,
    Symbol,
    free_symbols,
    kinds,
    map_children,
    nodes,
    replace,
)
from ..rules.derivatives import UnknownDerivative, derivative
from .names import CELL, FRESH
from .resolved import Unknown, Unusual
from .scope import Scope
from .truth import slope_by_rule

__all__ = ["ChainRule"]


class ChainRule(Scope):
    """Resolves derivatives."""

    def derivative(self, e: Derivative) -> Expression:
        called = [n for n in nodes(e.body) if isinstance(n, Apply) and self.is_valued(n)]
        if len(called) == 1 and len(self.truth.parameters) == 1:  # `d²/dλ² log L(2)` is meant at λ = 2
            bare = replace(e.body, called[0], Apply(called[0].function, (), called[0].given, called[0].primes))
            at = (self.truth.parameters[0], self.of(called[0].arguments[0]))
            return self.for_variable(self.of(bare), e.variable, e.order, at)
        return self.for_variable(self.of(e.body), e.variable, e.order)

    def is_valued(self, e: Apply) -> bool:
        """A function that is called with a number or an estimate."""
        argument = e.arguments[0] if len(e.arguments) == 1 else None
        return isinstance(argument, Hat) or (argument is not None and not free_symbols(argument))

    def for_variable(
        self, body: Expression, variable: Expression, order: int, at: tuple[str, Expression] | None = None
    ) -> Expression:
        """The derivative for what is written: a parameter, its square or root, another name for it. at: a parameter,
        and the value at which the derivative is meant."""
        if at is not None:
            whole = self.without_derivatives(self.for_variable(body, variable, order))
            return replace(whole, Symbol(at[0]), at[1])
        e = Derivative(body, variable, order)
        if isinstance(variable, Hat):
            variable = variable.of
        if isinstance(variable, Power) and isinstance(variable.base, Symbol):
            return self.for_power(body, variable, e.order)
        if isinstance(variable, Call) and variable.function == "sqrt" and isinstance(variable.arguments[0], Symbol):
            square = variable.arguments[0].name  # σ where σ² is the parameter
            return self.for_other(body, square, Power(Symbol(square + "@"), TWO), square + "@", variable, e.order)
        if not isinstance(variable, Symbol):
            raise Unusual("a derivative for what is no symbol")
        name = variable.name
        if self.names.parts and name in self.names.coordinates:
            return self.in_coordinates(body, name, e.order)
        if name in self.parameters or name in self.names.multipliers or name in self.truth.problem.domains:
            return self.flat(Derivative(body, variable, e.order))
        if name in self.names.cells:
            return self.flat(Derivative(body, Symbol(name + CELL), e.order))
        if f"{name}²" in self.parameters:  # for σ where σ² is the parameter
            return self.for_other(body, f"{name}²", Power(Symbol(name + "@"), TWO), name + "@", Symbol(name), e.order)
        if name.endswith("²") and name[:-1] in self.parameters:
            return self.for_power(body, Power(Symbol(name[:-1]), TWO), e.order)
        if name in self.names.symbols:
            return self.by_chain_rule(body, self.names.symbols[name], e.order)
        if name in self.truth.variables:
            observed = Indexed(name, Symbol(self.bound[-1]) if self.bound else ONE)
            body = replace(body, observed, variable)
            return replace(self.without_derivatives(Derivative(body, variable, e.order)), variable, observed)
        raise Unknown(name, variable.span)

    def for_power(self, body: Expression, variable: Power, order: int) -> Expression:
        """d/dσ² where σ is the parameter."""
        base = variable.base
        assert isinstance(base, Symbol)
        if f"{base.name}²" in self.parameters:
            return self.flat(Derivative(body, Symbol(f"{base.name}²"), order))
        fresh = f"{base.name}²@"
        return self.for_other(body, base.name, Call("sqrt", (Symbol(fresh),)), fresh, variable, order)

    def for_other(
        self, body: Expression, name: str, value: Expression, fresh: str, at: Expression, order: int
    ) -> Expression:
        """After a change of variable: the parameter is `value` of the fresh symbol, which is at `at`."""
        if all(known != fresh for known, _ in self.points):
            self.points.append((fresh, at))
        return self.flat(Derivative(replace(body, Symbol(name), value), Symbol(fresh), order))

    def by_chain_rule(self, body: Expression, definition: Expression, order: int) -> Expression:
        """dℓ/dφ for φ = g(θ): (dℓ/dθ)/(dg/dθ)."""
        inside = [p for p in self.truth.parameters if p in free_symbols(definition)]
        if len(inside) != 1:
            raise Unusual("a derivative for what depends on several parameters")
        variable = Symbol(inside[0])
        if self.names.doubted or self.is_mixed(inside[0]):
            raise Unusual("a derivative of which nobody says what is held fixed")
        if definition == variable:
            return self.flat(Derivative(body, variable, order))
        slope = self.without_derivatives(Derivative(definition, variable))
        for _ in range(order - 1):
            body = Divide(self.without_derivatives(Derivative(body, variable)), slope)
        return Divide(self.flat(Derivative(body, variable)), slope)

    def in_coordinates(self, body: Expression, name: str, order: int) -> Expression:
        """∂ℓ/∂q where ℓ was named last as a function of q and λ: λ is held."""
        for old, part in self.names.parts.items():
            body = replace(body, Symbol(old), part)
        for own in self.names.coordinates:
            known = [fresh for fresh, _ in self.points]
            if own not in self.parameters and own + FRESH not in known:
                self.points.append((own + FRESH, self.names.symbols[own]))
        return self.flat(Derivative(body, Symbol(name if name in self.parameters else name + FRESH), order))

    def is_mixed(self, name: str) -> bool:
        """Whether a new unknown is made of this parameter and of others."""
        held = (free_symbols(e) & self.parameters for e in self.names.symbols.values() if not _of_sample(e))
        return any(name in names and len(names) > 1 for names in held)

    def flat(self, e: Derivative) -> Expression:
        """A derivative of a derivative as one of higher order; others inside are worked out by rule."""
        body = e.body
        if self.own and isinstance(e.variable, Symbol):  # of what a wrong line says, which may have no value itself
            slope = slope_by_rule(self.without_derivatives(body), e.variable.name, e.order)
            if slope is not None:
                return slope
        if isinstance(body, Derivative) and body.variable == e.variable:
            return Derivative(body.body, e.variable, e.order + body.order)
        return Derivative(self.without_derivatives(body), e.variable, e.order)

    def without_derivatives(self, e: Expression) -> Expression:
        if Derivative not in kinds(e):
            return e
        if isinstance(e, Derivative) and isinstance(e.variable, Symbol):
            body = self.without_derivatives(e.body)
            try:
                for _ in range(e.order):
                    body = derivative(body, e.variable.name)
            except UnknownDerivative as fault:
                raise Unusual(str(fault)) from fault
            return body
        return map_children(self.without_derivatives, e)


def _of_sample(e: Expression) -> bool:
    return Indexed in kinds(e)
