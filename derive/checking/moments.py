"""Expectations and variances under the law of the problem: `E(x_i) = λ`, `Var(x̄) = σ²/n`, `E[ℓ″(θ)] = −n/θ²`."""

from __future__ import annotations

from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Power,
    Summation,
    Symbol,
    free_symbols,
    map_children,
    nodes,
    observation,
    replace,
)
from ..plans.settings import density_at_observation, holds_parameter
from ..problem.model import Law
from ..rules.derivatives import UnknownDerivative, derivative
from ..rules.expectations import Identity, by_parts, expectation, identities
from ..rules.logs import log_of_product
from ..rules.signs import signs_in
from .truth import Truth

__all__ = ["MOMENTS", "moment"]

MOMENTS = frozenset(("E", "Var", "Cov"))
"""Names that stand for moments of the law where they are called, not for a density."""

N = Symbol("n")


def moment(e: Apply, inside: Expression, truth: Truth) -> Expression | None:
    """The expectation or variance of what stands inside; None where no rule finds it."""
    law = truth.problem.laws[0] if len(truth.problem.laws) == 1 else None
    if law is None or law.density is None or law.beside or truth.problem.partial or len(law.variables) != 1:
        return None
    if holds_parameter(law, truth.problem) or e.function == "Cov":
        return None
    try:
        parts = _Parts(inside, law.variable)
        one = _Observation(law, truth)
        return parts.expected(one) if e.function == "E" else parts.variance(one)
    except (UnknownDerivative, ArithmeticError):
        return None


class _Observation:
    """One observation, and the functions of it whose expectation is known to be nought."""

    def __init__(self, law: Law, truth: Truth) -> None:
        setting = truth.derivation.setting
        self.variable = law.variable
        self.signs = signs_in(setting.domains, setting.facts, setting.supports)
        log_density = log_of_product(density_at_observation(law, truth.problem), self.signs)
        ends = [end for end in (law.support.lower, law.support.upper) if end is not None]
        used = free_symbols(log_density) & setting.domains.keys() - {"n"}
        used -= frozenset().union(*map(free_symbols, ends))
        smooth = [name for name in sorted(used) if not setting.domains[name].integer]
        scores = {name: derivative(log_density, name) for name in smooth}
        self.known: list[Identity] = [*identities(scores), *identities(scores, second=True)]
        if not law.discrete and not ends:  # else what is left at the ends may count
            self.known += by_parts(log_density, law.variable)

    def mean(self, e: Expression) -> Expression | None:
        """The expectation of a function of it."""
        if not _varies(e, self.variable):
            return e
        found = expectation(e, self.known, self.variable, self.signs)
        return None if found is None else found.value

    def variance(self, e: Expression) -> Expression | None:
        """The mean of the square less the square of the mean."""
        mean, second = self.mean(e), self.mean(Power(e, TWO))
        return None if mean is None or second is None else Add((second, Negate(Power(mean, TWO))))


def _varies(e: Expression, variable: str) -> bool:
    return any(isinstance(node, Indexed) and node.base == variable for node in nodes(e))


class _Parts:
    """What is linear in sums over the sample, its mean, and functions of one observation, taken apart."""

    def __init__(self, e: Expression, variable: str) -> None:
        self.variable = variable
        self.sums: dict[str, Expression] = {}  # by fresh name: what is added up
        self.rest = self.without_sums(e)
        self.slopes = {name: derivative(self.rest, name) for name in self.sums}
        for slope in self.slopes.values():
            if not free_symbols(slope).isdisjoint(self.sums) or _varies(slope, variable):
                raise UnknownDerivative("not linear in the sums")
        for name in self.sums:
            self.rest = replace(self.rest, Symbol(name), ZERO)

    def without_sums(self, e: Expression) -> Expression:
        if isinstance(e, Summation) and e.upper == N and e.lower == ONE:
            return self.sum_of(replace(e.body, Symbol(e.index), Symbol("i")))
        if isinstance(e, Call) and e.function == "mean" and e.arguments in ((Symbol(self.variable),), ()):
            return Divide(self.sum_of(observation(self.variable)), N)
        if isinstance(e, Indexed) and e.base == self.variable and e.index == ONE:
            return observation(self.variable)
        if isinstance(e, Call) and e.function in ("mean", "max", "min", "median"):
            raise UnknownDerivative("a statistic")
        return map_children(self.without_sums, e)

    def sum_of(self, body: Expression) -> Expression:
        name = f"sum {len(self.sums)}"
        self.sums[name] = body
        return Symbol(name)

    def expected(self, one: _Observation) -> Expression | None:
        """Term by term."""
        terms = [one.mean(self.rest)]
        for name, body in self.sums.items():
            mean = one.mean(body)
            terms.append(None if mean is None else Multiply((self.slopes[name], N, mean)))
        found = tuple(term for term in terms if term is not None)
        return Add(found) if len(found) == len(terms) else None

    def variance(self, one: _Observation) -> Expression | None:
        """Of one sum, or of one observation; observations are independent."""
        if not self.sums:
            return one.variance(self.rest)
        if len(self.sums) > 1 or _varies(self.rest, self.variable):
            return None
        (name, body), = self.sums.items()
        found = one.variance(body)
        return None if found is None else Multiply((Power(self.slopes[name], TWO), N, found))
