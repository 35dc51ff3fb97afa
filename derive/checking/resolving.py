"""A line as it is written → an expression in the symbols of the problem that can be evaluated.

Own names are replaced by what they stand for, functions by their bodies, a hat by the value of the estimate, a
rounded decimal by the interval of the numbers that round to it.
"""

from __future__ import annotations

from collections.abc import Callable

from ..expressions import (
    ONE,
    TWO,
    Apply,
    Call,
    Chain,
    Derivative,
    Expression,
    Hat,
    Indexed,
    Number,
    PlusMinus,
    Power,
    Product,
    Several,
    Summation,
    Symbol,
    Text,
    free_symbols,
    integer,
    kinds,
    map_children,
    nodes,
)
from .functions import Functions
from .names import CELL, Names
from .resolved import Resolved, Unknown, Unusual
from .truth import Truth

__all__ = ["resolve"]

STATISTICS = ("mean", "max", "min", "median")


def resolve(e: Expression, truth: Truth, names: Names, own: bool = False, rounded: bool = False) -> Resolved:
    """own: functions as they were written down, right or wrong. rounded: a decimal that is not of the problem stands
    for all that rounds to it.

    Raises Unknown, Unusual.
    """
    work = _Work(truth, names, own, rounded)
    found = work.of(e)
    for name, value in names.cells.items():
        if name + CELL in free_symbols(found):
            work.points.append((name + CELL, value))
    undeclared = names.constants | names.multipliers.keys()
    mentioned = free_symbols(found).union(*(free_symbols(value) for _, value in work.points))
    return Resolved(found, work.fuzzy, work.points, mentioned & undeclared)


class _Work(Functions):
    """Resolves every kind of expression."""

    def of(self, e: Expression) -> Expression:
        rule = _RULES.get(type(e))
        return map_children(self.of, e) if rule is None else rule(self, e)

    def symbol(self, e: Symbol) -> Expression:
        name = e.name
        if name in self.parameters or name in self.bound or name == "n":
            return e
        if name in self.names.symbols:
            return self.rounding(self.names.symbols[name])
        if name in self.names.cells:
            return Symbol(name + CELL)
        problem = self.truth.problem
        if name in problem.known or name in self.truth.named:
            return e
        if f"{name}²" in problem.domains or (name.endswith("²") and name[:-1] in problem.domains):
            return e if not name.endswith("²") else Power(Symbol(name[:-1]), TWO)
        if name in self.names.columns:
            return self.indexed(Indexed(name, Symbol(self.bound[-1]) if self.bound else ONE))
        if name in self.truth.variables:
            return Indexed(name, Symbol(self.bound[-1]) if self.bound else ONE)
        if name in self.names.multipliers or name in self.names.constants:
            return e
        if name == problem.unit:
            return ONE
        if self.function(name) is not None:
            return self.apply(Apply(name, ()))
        if name in ("f", "p") and len(problem.laws) == 1 and problem.laws[0].density is not None:
            return self.apply(Apply(name, (Symbol(problem.laws[0].variable),)))  # `log f = …` of one observation
        raise Unknown(name, e.span)

    def over_sample(self, e: Summation | Product) -> Expression:
        self.bound.append(e.index)
        body = self.of(e.body)
        self.bound.pop()
        return type(e)(body, e.index, self.of(e.lower), self.last(self.of(e.upper), body))

    def last(self, upper: Expression, body: Expression) -> Expression:
        """The end of a sum over the sample: where some are known in ranges, over those with a value; of samples of
        different sizes over that which it is about."""
        if upper != Symbol("n"):
            return upper
        columns = self.truth.problem.columns
        sizes = {column.size for column in columns.values()}
        if len(sizes) > 1:
            held = {node.base for node in nodes(body) if isinstance(node, Indexed)}
            sizes = {columns[name].size for name in held if name in columns}
        elif not self.truth.problem.partial:
            return upper
        return integer(sizes.pop()) if len(sizes) == 1 else upper

    def call(self, e: Call) -> Expression:
        if e.function in STATISTICS and len(e.arguments) == 1:
            inner = {node.name for node in nodes(e.arguments[0]) if isinstance(node, Symbol)}
            if isinstance(e.arguments[0], Symbol) and e.arguments[0].name in self.names.columns:
                return Call(e.function, (self.names.columns[e.arguments[0].name],))
            if inner & self.truth.variables or Indexed in kinds(e.arguments[0]):
                return e
        return map_children(self.of, e)

    def refused(self, e: Expression) -> Expression:
        raise Unusual(f"{type(e).__name__} inside a formula")


_RULES: dict[type[Expression], Callable[..., Expression]] = {
    Symbol: _Work.symbol, Hat: _Work.hat, Indexed: _Work.indexed, Text: _Work.text, Number: _Work.number,
    Apply: _Work.apply, Derivative: _Work.derivative, Summation: _Work.over_sample, Product: _Work.over_sample,
    Call: _Work.call, PlusMinus: _Work.refused, Chain: _Work.refused, Several: _Work.refused,
}
