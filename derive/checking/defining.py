"""What a line says that a new name stands for: by a definition, an equation that can be solved for it, a call."""

from __future__ import annotations

from ..expressions import (
    Derivative,
    Expression,
    Indexed,
    Relation,
    Symbol,
    free_symbols,
    kinds,
    nodes,
    observation,
    replace,
)
from .changing import Changing
from .inverting import inverted
from .names import CELL, CONSTANTS, Head
from .resolved import Resolved, Unknown, Unusual
from .truth import slope_by_rule

__all__ = ["Defining"]


class Defining(Changing):
    """Keeps such names."""

    def define(self, name: str, value: Expression) -> None:
        """Let a name stand for an expression, where that can be told by now."""
        try:
            found = self.resolve(value)
        except (Unknown, Unusual):
            return
        if not found.unknown and self.is_cell(found):
            self.names.cells[name] = found.expression
        elif found.unknown <= self.names.constants:
            self.names.symbols[name] = self.inlined(found)
            self.note_column(name, value)

    def inlined(self, e: Resolved) -> Expression:
        """The expression, with the values at which derivatives are meant put in where that can be done by rule."""
        whole = e.expression
        for name, value in e.points:
            for slope in [n for n in nodes(whole) if isinstance(n, Derivative) and n.variable == Symbol(name)]:
                found = slope_by_rule(slope.body, name, slope.order)
                whole = whole if found is None else replace(whole, slope, found)
            if not name.endswith(CELL):
                whole = replace(whole, Symbol(name), value)
        return whole

    def is_cell(self, e: Resolved) -> bool:
        """Whether it is a probability of the law that is expressed by the others, 1 − p − q."""
        cells = [cell for law in self.truth.problem.laws for cell in law.cells if not isinstance(cell, Symbol)]
        return bool(cells) and e.is_plain and any(self.trial.identity(e, Resolved(cell)) for cell in cells)

    def note_cell(self, left: Expression, right: Expression) -> None:
        """`p + q + r = 1` says what r is, where that is a probability of the law."""
        named = free_symbols(left) | free_symbols(right)
        new = [name for name in named if self.is_new(name)] if self.truth.constrained else []
        if len(new) != 1 or isinstance(left, Symbol):
            return
        held, other = (left, right) if new[0] in free_symbols(left) else (right, left)
        found = None if new[0] in free_symbols(other) else inverted(held, new[0], other)
        try:
            value = None if found is None else self.resolve(found)
        except (Unknown, Unusual):
            return
        if value is not None and self.is_cell(value):
            self.names.cells[new[0]] = value.expression

    def note_column(self, name: str, value: Expression) -> None:
        """`y = −log x` says what each y_i is."""
        held = sorted(free_symbols(value) & self.truth.variables)
        if held and not self.truth.constrained and Indexed not in kinds(value):
            for variable in held:
                value = replace(value, Symbol(variable), observation(variable))
            self.names.columns[name] = value

    def note_asked(self, left: Expression, right: Expression) -> None:
        """`1 − e^(−m/θ) = 1/2` says what m is, where that is the function whose estimate is asked."""
        asked = [find.of for find in self.truth.problem.find if find.of is not None]
        named = free_symbols(left) | free_symbols(right) if asked else frozenset()
        new = [name for name in named if self.is_new(name) and name not in CONSTANTS]
        if len(new) != 1:
            return
        (held, other) = (left, right) if new[0] in free_symbols(left) else (right, left)
        found = None if new[0] in free_symbols(other) else inverted(held, new[0], other)
        try:
            value = None if found is None else self.resolve(found)
        except (Unknown, Unusual):
            return
        if value is not None and any(self.trial.identity(value, Resolved(of)) for of in asked):
            self.names.symbols[new[0]] = value.expression

    def note_inverse(self, left: Expression, right: Expression) -> None:
        """`p = ω/(1 + ω)` says what ω is, where nothing has said it before."""
        if not free_symbols(left) & frozenset(self.truth.parameters):
            return
        new = [name for name in free_symbols(right) if self.is_new(name) and name not in CONSTANTS]
        if len(new) != 1 or free_symbols(right) & free_symbols(left) & frozenset(self.truth.parameters):
            return
        found = inverted(right, new[0], left)
        if found is not None:
            self.names.symbols[new[0]] = self.resolve(found).expression

    def note_doubted(self, body: Expression) -> None:
        """`μ₂ = a + b m` of new a and b: they are no other names for the parameters, whatever they are."""
        left = body.operands[0] if isinstance(body, Relation) else None
        if isinstance(left, Symbol) and left.name in self.truth.parameters:
            self.names.doubted |= {name for name in free_symbols(body) if self.is_new(name)}

    def note_aliases(self, head: Head) -> None:
        """`ℓ(μ, v)`: a new name in the place of a parameter is another name for it."""
        if len(head.arguments) != len(self.truth.parameters):
            return
        doubted = self.names.doubted
        for name, argument in zip(self.truth.parameters, head.arguments, strict=True):
            if isinstance(argument, Symbol) and self.is_new(argument.name) and argument.name not in doubted:
                self.names.symbols[argument.name] = Symbol(name)
        self.note_coordinates(head)
