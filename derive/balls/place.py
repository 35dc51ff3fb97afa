"""Where an expression is evaluated: values of the symbols, the sample, positions of bound indices."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flint import fmpq

from ..expressions import Constant, Expression, Number, Symbol
from ..steps import Column, Setting
from .elementary import sqrt
from .quantities import Quantity, Undefined, as_rational, integer_of

__all__ = ["Columns", "Evaluators", "KeptPlace", "Place"]

MOST_TERMS = 100_000
"""Of all sums of one evaluation together."""

Columns = Mapping[str, Column]
Evaluators = Mapping[type[Expression], Callable[..., Quantity]]


class Place:
    """values: of the symbols. columns: the sample, that of the setting where none is given. known: values of symbols
    in the setting. given: its statistics, for its own data only. rows: of a bound index, the row of the sample.
    statistics: those of a variable that were needed so far."""

    __slots__ = ("columns", "evaluators", "given", "known", "left", "rows", "size", "statistics", "values")

    def __init__(
        self, evaluators: Evaluators, values: Mapping[str, Quantity], setting: Setting, sample: Columns | None
    ) -> None:
        own = sample is None
        self.evaluators = evaluators
        self.values = dict(values)
        self.columns: Columns = setting.columns if sample is None else sample
        self.known: Mapping[str, Expression] = setting.values
        self.given = setting.statistics if own else {}
        self.size = _sample_size(self.columns, setting.size if own else None)
        self.rows: dict[str, int] = {}
        self.statistics: dict[tuple[str, str], Quantity] = {}
        self.left = MOST_TERMS

    def value(self, e: Expression) -> Quantity:
        """The value of the expression here; raises Undefined."""
        if self.given and e in self.given:
            return as_rational(self.given[e])
        evaluator = self.evaluators.get(type(e))
        if evaluator is None:
            raise Undefined(f"{type(e).__name__} has no value")
        return evaluator(self, e)

    def charge(self, terms: int) -> None:
        """Pay for the terms of a sum before they are computed; raises Undefined where they are too many."""
        self.left -= max(terms, 0)
        if self.left < 0:
            raise Undefined("a sum of so many terms")

    def whole(self, e: Expression) -> int:
        """The value as an index; raises Undefined unless it is certainly a whole number."""
        k = integer_of(self.value(e))
        if k is None:
            raise Undefined("an index that is not a whole number")
        return k

    def symbol(self, name: str) -> Quantity:
        """The value of a name; σ is the positive root where σ² is the name that has a value."""
        value = self.values.get(name)
        if value is not None:
            return value
        if name in self.known:
            return self.value(self.known[name])
        if f"{name}²" in self.values or f"{name}²" in self.known:
            return sqrt(self.symbol(f"{name}²"))
        if name == "n" and self.size is not None:
            return fmpq(self.size)
        raise Undefined(f"{name} has no value")

    def column(self, base: str) -> Column:
        """The sample of a variable."""
        column = self.columns.get(base)
        if column is None:
            raise Undefined(f"there is no sample {base}")
        return column


class KeptPlace(Place):
    """A place at which many expressions that have much in common are evaluated, all of them at one precision: what
    has a value here keeps it. Inside of sums and derivatives, where a name stands for more than one value, not."""

    __slots__ = ("found", "outer")

    def __init__(
        self, evaluators: Evaluators, values: Mapping[str, Quantity], setting: Setting, sample: Columns | None
    ) -> None:
        super().__init__(evaluators, values, setting, sample)
        self.outer = dict(values)
        self.found: dict[Expression, Quantity] = {}

    def value(self, e: Expression) -> Quantity:
        """The value of the expression here; raises Undefined."""
        if type(e) in _LEAVES or self.rows or self.values != self.outer:
            return super().value(e)
        known = self.found.get(e)
        if known is None:
            known = self.found[e] = super().value(e)
        return known

    def again(self) -> None:
        """Another expression begins: whatever the last one left, as after an error inside of a sum, is put right."""
        self.values, self.left = dict(self.outer), MOST_TERMS
        self.rows.clear()


_LEAVES = (Number, Symbol, Constant)


def _sample_size(columns: Columns, size: int | None) -> int | None:
    if size is not None:
        return size
    sizes = {column.size for column in columns.values()}
    return sizes.pop() if len(sizes) == 1 else None
