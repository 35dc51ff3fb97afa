"""The values of an expression for many rows of the sample, or at many points: each part for all of them at once, and
what is the same in all of them only once. The arithmetic of each value is that of a single one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flint import fmpq

from ..expressions import (
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Product,
    Summation,
    Symbol,
    children,
    walk,
)
from ..steps import Column
from .elementary import sqrt
from .functions import ARGUMENTS, FUNCTIONS
from .place import Place
from .quantities import Quantity, add, as_rational, divide, multiply, power

__all__ = ["ONE_ARGUMENT", "at_all", "at_points", "over_rows", "raised"]

ONE_ARGUMENT = range(1, 2)
STATISTICS = frozenset(("mean", "median", "max", "min"))
Values = Quantity | list[Quantity]


def over_rows(
    place: Place, e: Expression, index: str, rows: Sequence[int], whole: frozenset[str] = frozenset()
) -> list[Quantity]:
    """The values of an expression in these rows of the sample: of its observations at the index, and of the
    variables that stand for the observation itself (`whole`). Raises Undefined."""
    vectors = {base: _observed(place.columns[base], rows) for base in whole}
    return _Rows(place, index, rows, vectors).all(e)


def at_points(place: Place, e: Expression, variable: str, points: Sequence[Quantity]) -> list[Quantity]:
    """The values of an expression where a variable has these values. Raises Undefined, also for one of them."""
    return _Rows(place, "", range(len(points)), {variable: points}).all(e)


def _observed(column: Column, rows: Sequence[int]) -> list[Quantity]:
    """The observations of these rows; of a long column, where few of them differ, each is read for itself."""
    if len(rows) == len(column.values):
        known = column.rationals
        return [known[row] for row in rows]
    return [as_rational(column.values[row]) for row in rows]


def at_all(place: Place, e: Expression, vectors: Mapping[str, Sequence[Quantity]], count: int) -> list[Quantity]:
    """The values of an expression where several variables change together. Raises Undefined, also for one of them."""
    return _Rows(place, "", range(count), vectors).all(e)


def raised(base: Quantity, exponent: Quantity) -> Quantity:
    """base^exponent, a root where the exponent is half a whole number."""
    if isinstance(exponent, fmpq) and exponent.q == 2:
        return power(sqrt(base), fmpq(exponent.p))
    return power(base, exponent)


class _Rows:
    """vectors: of what has a value of its own in each row."""

    def __init__(
        self, place: Place, index: str, rows: Sequence[int], vectors: Mapping[str, Sequence[Quantity]]
    ) -> None:
        self.place, self.index, self.rows, self.vectors = place, index, rows, vectors

    def all(self, e: Expression) -> list[Quantity]:
        """A number for each row."""
        found = self.value(e)
        return found if isinstance(found, list) else [found] * len(self.rows)

    def value(self, e: Expression) -> Values:
        """A number, or one for each row."""
        rule = None if self.place.given else _RULES.get(type(e))
        return self._other(e) if rule is None else rule(self, e)

    def _other(self, e: Expression) -> Values:
        """What no rule is for, row by row where it changes with the row."""
        if not self._is_changing(e):
            return self.place.value(e)
        found: list[Quantity] = []
        for k, row in enumerate(self.rows):
            self.place.rows[self.index] = row
            for name, values in self.vectors.items():
                self.place.values[name] = values[k]
            found.append(self.place.value(e))
        return found

    def _is_changing(self, e: Expression) -> bool:
        """Whether the value may differ from row to row; within a sum over the same index that names other rows."""
        if isinstance(e, (Summation, Product)) and e.index == self.index and not self.vectors:
            return self._is_changing(e.lower) or self._is_changing(e.upper)
        return self._changes(e) or any(map(self._is_changing, children(e)))

    def _changes(self, node: Expression) -> bool:
        if isinstance(node, Indexed):
            return isinstance(node.index, Symbol) and node.index.name == self.index
        return isinstance(node, Symbol) and self._names(node.name)

    def _names(self, name: str) -> bool:
        """Whether it is that of a vector, or of its root: σ where σ² is one."""
        return name in self.vectors or f"{name}²" in self.vectors

    def _indexed(self, e: Indexed) -> Values:
        column = self.place.columns.get(e.base)
        if column is None or not self._changes(e):
            return self._other(e)
        return _observed(column, self.rows)

    def _symbol(self, e: Symbol) -> Values:
        if e.name in self.vectors:
            return list(self.vectors[e.name])
        return self._other(e)

    def _leaf(self, e: Expression) -> Values:
        return self.place.value(e)

    def _add(self, e: Add) -> Values:
        return self._joined(add, e.terms)

    def _multiply(self, e: Multiply) -> Values:
        return self._joined(multiply, e.factors)

    def _joined(self, operation: Callable[[Quantity, Quantity], Quantity], parts: Sequence[Expression]) -> Values:
        result = self.value(parts[0])
        for part in parts[1:]:
            result = _both(operation, result, self.value(part))
        return result

    def _divide(self, e: Divide) -> Values:
        return _both(divide, self.value(e.numerator), self.value(e.denominator))

    def _negate(self, e: Negate) -> Values:
        value = self.value(e.operand)
        return [-x for x in value] if isinstance(value, list) else -value

    def _power(self, e: Power) -> Values:
        exponent = self.value(e.exponent)
        if isinstance(e.base, Constant) and e.base.name == "e":
            exp = FUNCTIONS["exp"]
            return [exp(x) for x in exponent] if isinstance(exponent, list) else exp(exponent)
        return _both(raised, self.value(e.base), exponent)

    def _call(self, e: Call) -> Values:
        if len(e.arguments) == 1 and e.function in STATISTICS:
            return self._statistic(e, e.arguments[0])
        function = FUNCTIONS.get(e.function)
        if len(e.arguments) != 1 or function is None or 1 not in ARGUMENTS.get(e.function, ONE_ARGUMENT):
            return self._other(e)
        value = self.value(e.arguments[0])
        return [function(x) for x in value] if isinstance(value, list) else function(value)

    def _statistic(self, e: Call, of: Expression) -> Values:
        """That of all observations, whatever the row, where it is over `x` or `x_i` itself."""
        nodes = list(walk(of))
        free = any(isinstance(node, Symbol) and self._names(node.name) and node.name not in self.place.columns
                   for node in nodes)
        inner = [node.index for node in nodes if isinstance(node, Indexed)]
        return self._other(e) if free or any(index != Symbol("i") for index in inner) else self.place.value(e)


def _both(operation: Callable[[Quantity, Quantity], Quantity], a: Values, b: Values) -> Values:
    if isinstance(a, list):
        if isinstance(b, list):
            return [operation(x, y) for x, y in zip(a, b, strict=True)]
        return [operation(x, b) for x in a]
    return [operation(a, y) for y in b] if isinstance(b, list) else operation(a, b)


_RULES: dict[type[Expression], Callable[..., Values]] = {
    Number: _Rows._leaf, Constant: _Rows._leaf, Symbol: _Rows._symbol, Indexed: _Rows._indexed, Add: _Rows._add,
    Multiply: _Rows._multiply, Divide: _Rows._divide, Negate: _Rows._negate, Power: _Rows._power, Call: _Rows._call,
}
