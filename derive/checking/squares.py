"""The sum of squares that a normal law makes least, or the sum of distances of a Laplace law."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from flint import fmpq

from ..expressions import TWO, Add, Call, Divide, Expression, Negate, Power, Symbol, observation, replace, sample_sum
from ..plans.settings import sample_size
from ..problem.model import Law
from .constants import free_terms
from .resolved import Resolved
from .truth import Truth
from .trying import Trial, alike

__all__ = ["Squares"]


class Squares:
    """Holds expressions against the sums of squares of the problem."""

    def __init__(self, trial: Trial, free: Callable[[Expression], bool]) -> None:
        self.trial, self.free = trial, free
        self.truth: Truth = trial.truth

    def is_sum_of_squares(self, e: Resolved) -> bool:
        """The sum that a normal law makes least, Σ(x_i − μ)², a constant of it kept or dropped; Σ|x_i − μ| of a
        Laplace law."""
        for squares in self.squares:
            check, apart = self.trial.constant_apart(e, partial(self.truth.value, squares))
            if check and (all(alike(g, fmpq(0)) for g in apart) or not free_terms(e.expression, self.free)):
                return True
        return False

    @cached_property
    def squares(self) -> list[Expression]:
        """Σ(x_i − mean)² of each normal law, Σ(log x_i − mean)² of a lognormal one, Σ|x_i − μ| of a Laplace law."""
        found: list[Expression] = []
        for law in self.truth.problem.laws:
            if law.family is None or law.family.name not in _CENTRED or not law.arguments:
                continue
            x: Expression = observation(law.variable)
            if law.family.name == "Lognormal":
                x = Call("log", (x,))
            mean = replace(law.arguments[0], Symbol("x"), observation("x"))
            for name in self.truth.variables:
                mean = replace(mean, Symbol(name), observation(name))
            size = sample_size(self.truth.problem, law)
            away = Add((x, Negate(mean)))
            found.append(sample_sum(Call("abs", (away,)) if law.family.name == "Laplace" else Power(away, TWO), size))
        laws = [law for law in self.truth.problem.laws if law.family is not None and law.family.name in _NORMAL]
        if len(found) > 1 and len(found) == len(laws) == len(self.truth.problem.laws):
            weighted = zip(found, laws, strict=True)
            found.append(Add(tuple(Divide(total, self.variance(law)) for total, law in weighted)))
        return found

    def variance(self, law: Law) -> Expression:
        """Of a normal law."""
        assert law.family is not None
        spread = law.arguments[1]
        return Power(spread, TWO) if law.family.parameters[1].name == "σ" else spread


_NORMAL = frozenset(("Normal", "Lognormal"))
_CENTRED = _NORMAL | {"Laplace"}
