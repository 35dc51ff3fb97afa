"""New unknowns in the place of several parameters: `w = (q − e^(−λ))/(1 − e^(−λ))`, then `ℓ(q, λ)`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as with_changes

from ..expressions import Expression, Symbol, children, free_symbols, replace
from .inverting import inverted
from .names import FRESH, Head
from .naming import Naming
from .resolved import Resolved, Unknown, Unusual
from .resolving import resolve

__all__ = ["Changing"]


class Changing(Naming):
    """Keeps what the parameters are of new unknowns, and these of the parameters."""

    def note_change(self, left: Expression, right: Expression) -> None:
        """`μ₂ = a + b m`: what a parameter is in new unknowns, which may be told by several such lines together."""
        if not isinstance(left, Symbol) or left.name not in self.truth.parameters:
            return
        if any(self.is_new(name) or name in self.names.symbols for name in free_symbols(right)):
            self.names.changes[left.name] = right
            self.solve_changes()

    def solve_changes(self) -> None:
        """Find what each new unknown is of the parameters, one after the other."""
        for _ in self.names.changes:
            for old in self.names.changes:
                e = self.shortened(old)
                unknown = [name for name in free_symbols(e) if self.is_new(name)]
                found = inverted(e, unknown[0], Symbol(old)) if len(unknown) == 1 else None
                if found is not None:
                    self.names.symbols[unknown[0]] = self.resolve(found).expression
                    self.names.doubted.discard(unknown[0])

    def shortened(self, old: str) -> Expression:
        """What a parameter is, with other parameters for what these are, where that stands inside."""
        e = self.names.changes[old]
        for other, whole in self.names.changes.items():
            if other != old and children(whole):
                e = replace(e, whole, Symbol(other))
        return e

    def note_coordinates(self, head: Head) -> None:
        """`ℓ(q, λ)`: with respect to these, the others held, a function is differentiated from now on."""
        named = tuple(a.name for a in head.arguments if isinstance(a, Symbol))
        parameters = self.truth.parameters
        if len(named) != len(head.arguments) or len(set(named)) != len(parameters):
            return
        if not all(name in parameters or name in self.names.symbols for name in named):
            return
        own = [self.names.symbols[name] for name in named if name not in parameters]
        if all(len(free_symbols(e) & frozenset(parameters)) < 2 for e in own):  # each another name for one of them
            self.names.coordinates, self.names.parts = named, {}
            return
        missing = [name for name in parameters if name not in named]
        parts = {name: self.by_coordinates(name, named) for name in missing}
        kept = {name: e for name, e in parts.items() if e is not None}
        if len(kept) == len(parts):
            self.names.coordinates, self.names.parts = named, self.with_fresh(kept, named)

    def by_coordinates(self, old: str, named: tuple[str, ...]) -> Expression | None:
        """What a parameter is of these unknowns, where lines have told it."""
        known = self.names.changes.get(old)
        if known is None:
            own = [name for name in named if old in free_symbols(self.names.symbols.get(name, Symbol(name)))]
            known = inverted(self.names.symbols[own[0]], old, Symbol(own[0])) if len(own) == 1 else None
        others = frozenset(self.truth.parameters) - frozenset(named)
        return None if known is None or free_symbols(known) & others else known

    def with_fresh(self, parts: dict[str, Expression], named: tuple[str, ...]) -> dict[str, Expression]:
        """The parts, with a symbol of its own for each new unknown."""
        own = [name for name in named if name not in self.truth.parameters]
        names = with_changes(self.names, constants={*self.names.constants, *(name + FRESH for name in own)})
        found = {}
        for old, e in parts.items():
            for name in own:
                e = replace(e, Symbol(name), Symbol(name + FRESH))
            found[old] = resolve(e, self.truth, names, self.own).expression
        return found

    # ---- values that are put in ----------------------------------------------------------------------------

    def put_in(self, missing: frozenset[str]) -> dict[str, Resolved | None]:
        """What the parameters are where these unknowns have the values that lines have said; none where one has no
        such value."""
        values = {name: self.names.put_in.get(name) for name in missing}
        if None in values.values():
            return {}
        changed = self.names.parts | {name: Symbol(name) for name in missing & frozenset(self.truth.parameters)}
        own = {name + FRESH: Symbol(name) for name in self.names.coordinates}
        try:
            return {old: self.resolve(_with_all(_with_all(e, own), values)) for old, e in changed.items()}
        except (Unknown, Unusual):
            return {}


def _with_all(e: Expression, values: Mapping[str, Expression | None]) -> Expression:
    """With the values put in, which may hold each other's names."""
    for _ in values:
        for name, value in values.items():
            if value is not None:
                e = replace(e, Symbol(name), value)
    return e
