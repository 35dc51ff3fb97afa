"""What is said of one observation: its density, the logarithm of that, its part of the score."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..expressions import ONE, Apply, Call, Derivative, Expression, Indexed, Symbol, replace
from .constants import free_terms
from .names import LOG, SCORE, Names, role_of
from .quantities import Quantities
from .resolved import Resolved
from .resolving import resolve
from .trying import NOT_TRIED, Check

__all__ = ["Observing"]


class Observing(Quantities):
    """Knows the parts of one observation."""

    def one_observation(self, e: Resolved) -> bool:
        """The density of one observation, its logarithm, a constant of it dropped, or the derivative of that."""
        for density, logarithm, *slopes in self.parts_of_observation():
            if any(self.trial.identity(e, c) for c in (density, logarithm, *slopes)):
                return True
            kept = free_terms(e.expression, self.forms.free)  # none in `ℓ_i = x_i log λ − λ`
            if not kept and self.trial.constant_apart(e, partial(self.trial.value, logarithm))[0]:
                return True
        return False

    def parts_of_observation(self) -> Iterator[tuple[Resolved, ...]]:
        """Of each law the density at one observation, its logarithm and the derivatives of that."""
        for law in self.truth.problem.laws:
            if law.density is None or len(law.variables) != 1:
                continue
            density = resolve(Apply("f", (Symbol(law.variable),)), self.truth, Names(), self.own)
            logarithm = Resolved(Call("log", (density.expression,)))
            slopes = (Resolved(Derivative(logarithm.expression, Symbol(p))) for p in self.truth.parameters)
            yield density, logarithm, *slopes

    def other_than_part(self, e: Indexed, body: Expression) -> Check | None:
        """What refutes that it is the part of one observation, of the log-likelihood or the score; None where
        it may be that, or where the name says nothing."""
        role = role_of(e.base)
        if not (role in (LOG, SCORE) or e.base in ("s", "S", "u")) or not self.parameters_in(body):
            return None
        own = self.resolve(replace(body, e.index, ONE))
        if self.one_observation(own):
            return None
        due = next((parts[1 if role == LOG else 2] for parts in self.parts_of_observation()), None)
        found = NOT_TRIED if due is None else self.trial.identity(due, own)
        return found if found.holds is False else None
