"""Functions of some of the parameters: the others have their best values, as earlier lines have said."""

from __future__ import annotations

from flint import arb, fmpq

from ..expressions import Derivative, Expression, Hat, Relation, Symbol, free_symbols, replace
from .defining import Defining
from .names import Head
from .places import Instance, Place
from .resolved import Resolved
from .truth import Truth
from .trying import may_vanish
from .zeros import root_of

__all__ = ["Profiling"]


class Best(Resolved):
    """The value at which a derivative vanishes, at any point."""

    def __init__(self, slope: Resolved, name: str, truth: Truth) -> None:
        super().__init__(slope.expression)
        self.slope, self.name, self.truth = slope, name, truth

    @property
    def is_plain(self) -> bool:
        """It is no formula."""
        return False

    def value(self, instance: Instance, place: Place, others: dict[str, fmpq | arb]) -> fmpq | arb | None:
        """The root; None where there is none."""
        return root_of(self.slope, self.name, instance, dict(place.values), self.truth)


class Profiling(Defining):
    """Keeps which value of a parameter is best for each value of the others."""

    def note_profile(self, body: Expression) -> None:
        """`β = α/x̄`: which β is best for each α, where the derivative for β vanishes there whatever α is."""
        if not isinstance(body, Relation) or set(body.operators) != {"="}:
            return
        left = body.operands[0].of if isinstance(body.operands[0], Hat) else body.operands[0]
        others = frozenset(self.truth.parameters) - {getattr(left, "name", "")}
        if not isinstance(left, Symbol) or len(others) != len(self.truth.parameters) - 1:
            return
        value = self.resolve(body.operands[-1])
        if value.is_plain and value.depends_on(others) and (
            self.is_edge(left.name, value) or self.is_profile(left.name, value)
        ):
            self.names.profiled[left.name] = value.expression

    def is_edge(self, name: str, value: Resolved) -> bool:
        """Whether a condition of the problem, `p_1 ≤ p_2`, just holds there, whatever the others are: they are no
        more free then."""
        for condition in self.truth.problem.constraints:
            sides = [Resolved(replace(e, Symbol(name), value.expression)) for e in condition.operands]
            if len(sides) == 2 and name in free_symbols(condition) and self.trial.identity(*sides):
                return True
        return False

    def best_values(self, names: frozenset[str], profiled: bool = False) -> dict[str, Resolved | None]:
        """What these parameters are fixed at: their estimates, or their best values for each of the others."""
        known = self.names.profiled if profiled else {}
        return {name: Resolved(known[name]) if name in known else None for name in sorted(names)}

    def best_by_slope(self, name: str) -> Resolved:
        """The value at which the derivative for a parameter vanishes, whatever the others are."""
        assert self.truth.log_likelihood is not None
        return Best(Resolved(Derivative(self.truth.log_likelihood, Symbol(name))), name, self.truth)

    def is_profile(self, name: str, value: Resolved) -> bool:
        """For all values of the others, or of those that have no estimate yet."""
        return self.is_best(name, value) or (bool(self.settled) and self.is_best(name, value, self.settled))

    def is_best(self, name: str, value: Resolved, estimated: frozenset[str] = frozenset()) -> bool:
        self.trial.fixed = dict.fromkeys(estimated - {name})
        places = list(self.trial.places())
        self.trial.fixed = {}
        for instance, place in places:
            at = self.trial.value(value, instance, place)
            slope = None if at is None else self.truth.slope(name, instance, Place({**place.values, name: at}))
            if slope is None or not may_vanish(slope):
                return False
        return True

    def profile_of(self, head: Head) -> dict[str, Resolved | None]:
        """The other parameters of `ℓ(α)`, where earlier lines have said which values of them are best."""
        named = {a.name for a in head.arguments if isinstance(a, Symbol)}
        missing = [name for name in self.truth.parameters if name not in named]
        if len(named) != len(head.arguments) or not named or not named <= set(self.truth.parameters):
            return {}
        profiled = {name for name in missing if name in self.names.profiled}
        if not profiled or not profiled | self.settled >= set(missing):
            return {}
        return {name: Resolved(self.names.profiled[name]) if name in profiled else None for name in missing}
