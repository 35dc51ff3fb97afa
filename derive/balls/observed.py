"""The values of an expression for many rows of the sample: each part for all rows at once, and what is the same in
every row only once. The arithmetic of each value is that of a single one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    Symbol,
    walk,
)
from .elementary import sqrt
from .functions import ARGUMENTS, FUNCTIONS
from .place import Place
from .quantities import Quantity, add, as_rational, divide, multiply, power

__all__ = ["ONE_ARGUMENT", "over_rows", "raised"]

ONE_ARGUMENT = range(1, 2)
STATISTICS = frozenset(("mean", "median", "max", "min"))
Values = Quantity | list[Quantity]


def over_rows(
    place: Place, e: Expression, index: str, rows: Sequence[int], whole: frozenset[str] = frozenset()
) -> list[Quantity]:
    """The values of an expression in these rows of the sample: of its observations at the index, and of the
    variables that stand for the observation itself (`whole`). Raises Undefined."""
    found = _Rows(place, index, rows, whole).value(e)
    return found if isinstance(found, list) else [found] * len(rows)


def raised(base: Quantity, exponent: Quantity) -> Quantity:
    """base^exponent, a root where the exponent is half a whole number."""
    if isinstance(exponent, fmpq) and exponent.q == 2:
        return power(sqrt(base), fmpq(exponent.p))
    return power(base, exponent)


class _Rows:
    def __init__(self, place: Place, index: str, rows: Sequence[int], whole: frozenset[str]) -> None:
        self.place, self.index, self.rows, self.whole = place, index, rows, whole

    def value(self, e: Expression) -> Values:
        """A number, or one for each row."""
        rule = None if self.place.given else _RULES.get(type(e))
        return self._other(e) if rule is None else rule(self, e)

    def _other(self, e: Expression) -> Values:
        """What no rule is for, row by row where it changes with the row."""
        if not any(map(self._changes, walk(e))):
            return self.place.value(e)
        found: list[Quantity] = []
        for row in self.rows:
            self._enter(row)
            found.append(self.place.value(e))
        return found

    def _changes(self, node: Expression) -> bool:
        if isinstance(node, Indexed):
            return isinstance(node.index, Symbol) and node.index.name == self.index
        return isinstance(node, Symbol) and node.name in self.whole

    def _enter(self, row: int) -> None:
        self.place.rows[self.index] = row
        for base in self.whole:
            self.place.values[base] = as_rational(self.place.columns[base].values[row])

    def _indexed(self, e: Indexed) -> Values:
        column = self.place.columns.get(e.base)
        if column is None or not self._changes(e):
            return self._other(e)
        return [as_rational(column.values[row]) for row in self.rows]

    def _symbol(self, e: Symbol) -> Values:
        if e.name not in self.whole:
            return self.place.value(e)
        values = self.place.columns[e.name].values
        return [as_rational(values[row]) for row in self.rows]

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
        """That of all observations, whatever the row: it is over `x` or `x_i` itself."""
        inner = [node.index for node in walk(of) if isinstance(node, Indexed)]
        return self.place.value(e) if all(index == Symbol("i") for index in inner) else self._other(e)


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
