"""Names at the left of a line: `L(θ)`, `ℓ′(θ)`, `∂²ℓ/∂μ²`, `P("cat")`, `θ̂`, `c`."""

from __future__ import annotations

from typing import NamedTuple

from ..expressions import Apply, Derivative, Expression, Hat, Relation, Symbol, Text
from ..steps import Setting

__all__ = ["Name", "first_operand", "name_of"]


class Name(NamedTuple):
    """function: its letter. arguments: the symbols behind it, () where none are written. fixed: other arguments, such
    as tokens or numbers. slopes: the variables of its derivatives, sorted, each as often as it is taken."""

    function: str
    arguments: tuple[str, ...] = ()
    fixed: tuple[Expression, ...] = ()
    slopes: tuple[str, ...] = ()

    def same_function(self, other: Name) -> bool:
        """Whether both name the same function, derivatives and written arguments aside."""
        return self.function == other.function and self.fixed == other.fixed

    def same_arguments(self, other: Name) -> bool:
        """Whether the arguments agree as far as both are written."""
        return not self.arguments or not other.arguments or self.arguments == other.arguments


def name_of(e: Expression, setting: Setting) -> Name | None:
    """What the expression names, or None where it is a formula."""
    if isinstance(e, Apply):
        return _of_function(e)
    if isinstance(e, Symbol):
        return None if _is_quantity(e.name, setting) else Name(e.name)
    if isinstance(e, Hat):
        return Name("hat", (), (e.of,))
    if isinstance(e, Derivative) and isinstance(e.variable, Symbol):
        inner = name_of(e.body, setting)
        if inner is None or isinstance(e.body, Hat):
            return None
        return inner._replace(slopes=tuple(sorted((*inner.slopes, *(e.variable.name,) * e.order))))
    return None


def _is_quantity(name: str, setting: Setting) -> bool:
    known = name in setting.domains or name in setting.values
    return known or name in setting.supports or name in setting.columns or name in ("n", "∞")


def _of_function(e: Apply) -> Name:
    if len(e.arguments) == 1 and not e.given and isinstance(e.arguments[0], Symbol):
        only = e.arguments[0].name
        return Name(e.function, (only,), (), (only,) * e.primes)
    symbols = tuple(a.name for a in e.arguments if isinstance(a, Symbol))
    fixed = tuple(a for a in e.arguments if not isinstance(a, Symbol))
    fixed += tuple(a for a in e.given if isinstance(a, Text))
    return Name(e.function, symbols, fixed, ("?",) * e.primes)


def first_operand(line: Expression) -> Expression | None:
    """What stands at the left of a relation."""
    return line.operands[0] if isinstance(line, Relation) else None
