"""Definitions of a derivation, and expressions with their definitions put in.

`L(θ) = Π f(x_i | θ)` with `f(x | θ) = θ^x (1 − θ)^(1 − x)` unfolds to `Π θ^x_i (1 − θ)^(1 − x_i)`; a named constant
`c` to what it stands for; an estimate `θ̂` to its value.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import NamedTuple

from ..expressions import (
    ONE,
    Apply,
    Derivative,
    Expression,
    Hat,
    Indicator,
    Product,
    Summation,
    Symbol,
    free_symbols,
    kinds,
    map_children,
    walk,
)

__all__ = ["Definitions"]

DEEPEST = 50
_NAMED = frozenset((Apply, Hat, Indicator))


class Function(NamedTuple):
    """`name(arguments | given) = body`."""

    arguments: tuple[Expression, ...]
    body: Expression


class Definitions:
    """What names stand for; a later definition of a name replaces an earlier one. quantities: symbols that are no
    such names, whatever functions are called: with a parameter L the likelihood is L(L)."""

    def __init__(self, quantities: Container[str] = ()) -> None:
        self._quantities = quantities
        self._functions: dict[tuple[str, int], Function] = {}
        self._latest: dict[str, Expression] = {}
        self._constants: dict[Expression, Expression] = {}
        self._hats: dict[str, Expression] = {}
        self._holding: set[Expression] = set()
        self._seen: dict[int, tuple[Expression, Expression]] = {}  # holds the node: an id of a dead one comes again
        self._depth = 0

    def define(self, name: Expression, body: Expression) -> None:
        """`name = body`, for a symbol, a function of symbols (`f(x | θ)`), a value (`P("cat")`) or an estimate."""
        self._seen.clear()
        if isinstance(name, Hat) and isinstance(name.of, Symbol):
            self._hats[name.of.name] = body
        elif isinstance(name, Apply) and not name.primes:
            self._define_function(name, body)
        elif isinstance(name, Symbol):
            self._latest[name.name] = body

    def _define_function(self, name: Apply, body: Expression) -> None:
        arguments = (*name.arguments, *name.given)
        if all(isinstance(a, Symbol) for a in arguments):
            self._functions[name.function, len(arguments)] = Function(arguments, body)
            self._latest[name.function] = body
        else:
            self._constants[name] = body

    def hold(self, condition: Expression) -> None:
        """From here on the condition holds: its indicator is one."""
        self._seen.clear()
        self._holding.add(condition)

    def estimate(self, name: str) -> Expression | None:
        """The value of the estimate of a parameter, where one was established."""
        return self._hats.get(name)

    def unfold(self, e: Expression) -> Expression:
        """The expression with all definitions put in; what has none stays."""
        seen = self._seen.get(id(e))
        if seen is not None:
            return seen[1]
        result = self._unfolded(e) if self._has_name(e) else e
        self._seen[id(e)] = e, result
        return result

    def _has_name(self, e: Expression) -> bool:
        if not _NAMED.isdisjoint(kinds(e)):
            return True
        return any(map(self._stands_for_another, self._latest.keys() & free_symbols(e)))

    def _stands_for_another(self, symbol: str) -> bool:
        return symbol in self._latest and symbol not in self._quantities

    def _unfolded(self, e: Expression) -> Expression:
        """The parts of what holds a name are not asked one by one whether they hold it."""
        rule = _RULES.get(type(e))
        return map_children(self._unfolded, e) if rule is None else rule(self, e)

    def _deeper(self, e: Expression) -> Expression:
        """The body of a definition, unfolded in its turn; a circle ends somewhere."""
        if self._depth >= DEEPEST:
            return e
        self._depth += 1
        try:
            return self.unfold(e)
        finally:
            self._depth -= 1

    def _symbol(self, e: Symbol) -> Expression:
        return self._deeper(self._latest[e.name]) if self._stands_for_another(e.name) else e

    def _hat(self, e: Hat) -> Expression:
        body = self._hats.get(e.of.name) if isinstance(e.of, Symbol) else None
        return e if body is None else self._deeper(body)

    def _indicator(self, e: Indicator) -> Expression:
        return ONE if e.condition in self._holding else map_children(self._unfolded, e)

    def _apply(self, e: Apply) -> Expression:
        if e in self._constants:
            return self._deeper(self._constants[e])
        arguments = tuple(map(self.unfold, (*e.arguments, *e.given)))
        function = self._functions.get((e.function, len(arguments)))
        if function is None:
            return e
        if not e.primes:
            return self._deeper(put_in(function, arguments))
        if len(arguments) != 1 or arguments != function.arguments:
            return e
        return Derivative(self._deeper(function.body), arguments[0], e.primes)


_RULES: dict[type[Expression], Callable[..., Expression]] = {
    Symbol: Definitions._symbol, Hat: Definitions._hat, Apply: Definitions._apply,
    Indicator: Definitions._indicator,
}


def put_in(function: Function, arguments: tuple[Expression, ...]) -> Expression:
    """The body with the arguments for the names, all at once; bound indices make way."""
    pairs = {
        name.name: argument
        for name, argument in zip(function.arguments, arguments, strict=True)
        if isinstance(name, Symbol) and name != argument
    }
    if not pairs:
        return function.body
    taken = frozenset().union(*map(free_symbols, pairs.values()))
    return _put(function.body, pairs, taken)


def _put(e: Expression, pairs: dict[str, Expression], taken: frozenset[str]) -> Expression:
    if isinstance(e, Symbol):
        return pairs.get(e.name, e)
    if isinstance(e, (Summation, Product)) and e.index in taken:
        e = _renamed(e, taken | {node.name for node in walk(e) if isinstance(node, Symbol)})
    return map_children(lambda child: _put(child, pairs, taken), e)


def _renamed(e: Summation | Product, taken: frozenset[str]) -> Expression:
    """The same sum over another index."""
    index = next(name for name in (*"jklm", *(f"{e.index}_{k}" for k in range(1000))) if name not in taken)
    body = _put(e.body, {e.index: Symbol(index)}, frozenset((index,)))
    return type(e)(body, index, e.lower, e.upper)
