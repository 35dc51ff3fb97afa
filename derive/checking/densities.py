"""The density of one observation, the chance of a range, the moments of a statistic: what the law of the
problem says beside the likelihood.
"""

from __future__ import annotations

from ..expressions import (
    Apply,
    Call,
    Derivative,
    Expression,
    Indexed,
    Relation,
    Symbol,
    Text,
    free_symbols,
    nodes,
    replace,
)
from .chain_rule import ChainRule
from .chances import chance_beyond, chance_of
from .moments import moment
from .places import HAT
from .resolved import Unusual

__all__ = ["Densities"]


class Densities(ChainRule):
    """Resolves what is said of one observation."""

    def density(self, e: Apply) -> Expression | None:
        """f(x), p(x_i | θ): the density of one observation."""
        if len(e.arguments) > 1 and not e.primes and e.function not in self.names.own:
            return self.joint_density(e)
        if e.primes and e.function == "S" and self.truth.problem.partial and "S" not in self.names.own:
            return self.slope_of_survival(e)
        if len(e.arguments) != 1 or e.primes:
            return None
        at = e.arguments[0]
        if isinstance(at, Relation) and e.function not in self.names.own:
            chance = chance_of(at, self.truth.problem)
            if chance is not None:
                return self.of(chance)
            if at.operators != ("=",):
                raise Unusual("the probability of an event")
        if isinstance(at, Relation):
            at = at.operands[-1]
        if e.function == "S" and self.truth.problem.partial and "S" not in self.names.own:
            return self.survival(e, at)
        for law in self.truth.problem.laws:
            if law.density is None or len(law.variables) != 1:
                continue
            about = {node.base if isinstance(node, Indexed) else node.name for node in nodes(at)
                     if isinstance(node, (Indexed, Symbol))}
            if law.variable in about and not isinstance(at, Text) and e.function not in self.names.own:
                return self.of(replace(law.density, Symbol(law.variable), at))
        return None

    def survival(self, e: Apply, at: Expression) -> Expression | None:
        """S(500 | λ), S(x): the chance of a value beyond, where observations are known in ranges."""
        law = self.truth.problem.laws[0]
        chance = chance_beyond(law, at)
        return None if chance is None or not (e.given or law.variable in free_symbols(at)) else self.of(chance)

    def slope_of_survival(self, e: Apply) -> Expression | None:
        """S′(x), for x."""
        variable = Symbol(self.truth.problem.laws[0].variable)
        at = e.arguments[0] if e.arguments else variable
        chance = chance_beyond(self.truth.problem.laws[0], variable)
        if chance is None:
            return None
        return self.of(replace(self.without_derivatives(Derivative(chance, variable, e.primes)), variable, at))

    def joint_density(self, e: Apply) -> Expression | None:
        """f(x, y), p(x_i, y_i | ρ): the density of one observation of several variables."""
        for law in self.truth.problem.laws:
            if law.density is None or len(law.variables) != len(e.arguments):
                continue
            pairs = list(zip(law.variables, e.arguments, strict=True))
            if all(isinstance(a, Symbol | Indexed) and _base(a) == name for name, a in pairs):
                body = law.density
                for name, at in pairs:
                    body = replace(body, Symbol(name), at)
                return self.of(body)
        return None

    def moment(self, e: Apply) -> Expression:
        """An expectation or a variance under the law of the problem. Raises Unusual."""
        if len(e.arguments) == 1 and not e.given and not e.primes and not self.bound:
            inside = self.without_derivatives(self.of(e.arguments[0]))
            for name in self.parameters & {symbol.removesuffix(HAT) for symbol in free_symbols(inside)}:
                if name + HAT in free_symbols(inside):
                    inside = replace(inside, Symbol(name + HAT), self.estimator(name))
            found = None if self.fuzzy else moment(e, inside, self.truth)
            if found is not None:
                return found
        raise Unusual("an expectation")

    def estimator(self, name: str) -> Expression:
        """The formula of an estimate in a sample of any size. Raises Unusual."""
        rows = (row for row in self.truth.derivation.estimates if row.parameter == Symbol(name))
        formula = next((row.general or row.exact for row in rows), None)
        if formula is None or not any(isinstance(node, (Indexed, Call)) for node in nodes(formula)):
            raise Unusual("an expectation")
        return formula


def _base(e: Symbol | Indexed) -> str:
    return e.base if isinstance(e, Indexed) else e.name
