"""Functions of some of the parameters: the others have their best values, as earlier lines have said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from ..expressions import Expression, Hat, Relation, Symbol
from .defining import Defining
from .names import Head
from .outcomes import Last
from .places import Instance, Place
from .profiles import with_best
from .resolved import Resolved
from .statements import Statement
from .trying import may_vanish

__all__ = ["Move", "Profiling"]


class Move(NamedTuple):
    """Where points are moved before a statement is tried there: fixed: parameters and their values; to: the point
    that is taken instead."""

    fixed: Mapping[str, Resolved | None]
    to: Callable[[Instance, Place], Place | None] | None = None

    def __bool__(self) -> bool:
        return bool(self.fixed) or self.to is not None


NOT_MOVED = Move({})


class Profiling(Defining):
    """Keeps which value of a parameter is best for each value of the others."""

    def note_profile(self, body: Expression) -> None:
        """`β = α/x̄`: which β is best for each α, where the derivative for β vanishes there whatever α is."""
        if not isinstance(body, Relation) or set(body.operators) != {"="}:
            return
        left = body.operands[0].of if isinstance(body.operands[0], Hat) else body.operands[0]
        if isinstance(left, Symbol) and left.name in self.names.coordinates:
            self.names.put_in[left.name] = body.operands[-1]
        others = frozenset(self.truth.parameters) - {getattr(left, "name", "")}
        if not isinstance(left, Symbol) or len(others) != len(self.truth.parameters) - 1:
            return
        value = self.resolve(body.operands[-1])
        if not value.is_plain or not value.depends_on(others):
            return
        if left.name not in self.names.profiled or self.is_profile(left.name, value):  # else it holds at the maximum
            self.names.profiled[left.name] = value.expression

    def best_values(self, names: frozenset[str], profiled: bool = False) -> dict[str, Resolved | None]:
        """What these parameters are fixed at: their estimates, or their best values for each of the others."""
        known = self.names.profiled if profiled else {}
        return {name: Resolved(known[name]) if name in known else None for name in sorted(names)}

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
        held = frozenset(self.names.coordinates)
        if self.names.parts and len(named) == len(head.arguments) and named < held:
            return self.put_in(held - named)
        missing = [name for name in self.truth.parameters if name not in named]
        if len(named) != len(head.arguments) or not named or not named <= set(self.truth.parameters):
            return {}
        profiled = {name for name in missing if name in self.names.profiled}
        if not profiled or not profiled | self.settled >= set(missing):
            return {}
        return {name: Resolved(self.names.profiled[name]) if name in profiled else None for name in missing}

    def moves(self, statement: Statement, last: Last) -> Iterator[Move]:
        """Where a statement that fails as it stands is tried anew: at the estimates that have been reached, at those
        of what it does not hold, at the best values of these that lines have told, or that can be found."""
        parameters = frozenset(self.truth.parameters)
        absent = parameters - self.parameters_in(statement.body)
        if statement.continued and last.operand is not None:  # a line that goes on drops nothing on the way
            absent -= self.parameters_in(last.operand)
        yield NOT_MOVED
        for names in dict.fromkeys((self.settled & absent, absent)):
            if frozenset() < names < parameters:
                yield Move(self.best_values(names))
        if any(name in self.names.profiled for name in absent):
            yield Move(self.best_values(absent, profiled=True))
        if frozenset() < absent < parameters and self.truth.log_likelihood is not None:
            ordered = tuple(name for name in self.truth.parameters if name in absent)
            yield Move({}, partial(with_best, ordered, truth=self.truth))
