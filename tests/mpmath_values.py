"""The value of a written expression in mpmath numbers: a second opinion that shares no code with the package."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import mul

import mpmath

from derive.expressions import (
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Hat,
    Indexed,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    Power,
    Product,
    Summation,
    Symbol,
)

__all__ = ["value"]

Samples = Mapping[str, Sequence[mpmath.mpf]]


def value(e: Expression, point: Mapping[str, object], samples: Samples | None = None) -> mpmath.mpf:
    """The number that `e` is where the symbols have the values of `point` and the variables those observations."""
    return _Evaluation(dict(point), samples or {}).of(e)


class _Evaluation:
    def __init__(self, point: dict[str, object], samples: Samples) -> None:
        self.point, self.samples = point, samples

    def of(self, e: Expression) -> mpmath.mpf:
        return getattr(self, f"_{type(e).__name__.lower()}")(e)

    def _number(self, e: Number) -> mpmath.mpf:
        return mpmath.mpf(e.value.numerator) / e.value.denominator

    def _symbol(self, e: Symbol) -> mpmath.mpf:
        if e.name not in self.point and f"{e.name}²" in self.point:
            return mpmath.sqrt(self.point[f"{e.name}²"])
        return mpmath.mpf(self.point[e.name])

    def _hat(self, e: Hat) -> mpmath.mpf:
        return self.of(e.of)

    def _constant(self, e: Constant) -> mpmath.mpf:
        return {"π": mpmath.pi, "e": mpmath.e, "∞": mpmath.inf}[e.name] * mpmath.mpf(1)

    def _indexed(self, e: Indexed) -> mpmath.mpf:
        return self.samples[e.base][int(self.of(e.index)) - 1]

    def _orderstatistic(self, e: OrderStatistic) -> mpmath.mpf:
        return sorted(self.samples[e.base])[int(self.of(e.rank)) - 1]

    def _add(self, e: Add) -> mpmath.mpf:
        return mpmath.fsum(map(self.of, e.terms))

    def _multiply(self, e: Multiply) -> mpmath.mpf:
        return reduce(mul, map(self.of, e.factors))

    def _divide(self, e: Divide) -> mpmath.mpf:
        return self.of(e.numerator) / self.of(e.denominator)

    def _negate(self, e: Negate) -> mpmath.mpf:
        return -self.of(e.operand)

    def _power(self, e: Power) -> mpmath.mpf:
        return mpmath.power(self.of(e.base), self.of(e.exponent))

    def _terms(self, e: Summation | Product) -> list[mpmath.mpf]:
        kept, terms = self.point.get(e.index), []
        for k in range(int(self.of(e.lower)), int(self.of(e.upper)) + 1):
            self.point[e.index] = k
            terms.append(self.of(e.body))
        self.point.pop(e.index, None)
        if kept is not None:
            self.point[e.index] = kept
        return terms

    def _summation(self, e: Summation) -> mpmath.mpf:
        return mpmath.fsum(self._terms(e))

    def _product(self, e: Product) -> mpmath.mpf:
        return mpmath.fprod(self._terms(e))

    def _call(self, e: Call) -> mpmath.mpf:
        if e.function in _STATISTICS and len(e.arguments) == 1:
            return _STATISTICS[e.function](self._observed(e.arguments[0]))
        return _FUNCTIONS[e.function](*map(self.of, e.arguments))

    def _observed(self, e: Expression) -> list[mpmath.mpf]:
        """The values of an expression in variables, one an observation: those of `log(x)` in `mean(log(x))`."""
        size = max(map(len, self.samples.values()))
        rows = ({name: column[k] for name, column in self.samples.items()} for k in range(size))
        return [_Evaluation(self.point | row, self.samples).of(e) for row in rows]


def _median(values: list[mpmath.mpf]) -> mpmath.mpf:
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _root(x: mpmath.mpf, n: mpmath.mpf) -> mpmath.mpf:
    return mpmath.sign(x) * mpmath.root(abs(x), int(n))


_STATISTICS: dict[str, Callable[[list[mpmath.mpf]], mpmath.mpf]] = {
    "mean": lambda xs: mpmath.fsum(xs) / len(xs), "max": max, "min": min, "median": _median,
}
_FUNCTIONS: dict[str, Callable[..., mpmath.mpf]] = {
    **{name: getattr(mpmath, name) for name in (
        "exp", "sqrt", "floor", "ceil", "sign", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh",
        "erf", "erfc", "factorial", "binomial", "log",
    )},
    "log2": lambda x: mpmath.log(x, 2), "log10": mpmath.log10, "cbrt": lambda x: _root(x, mpmath.mpf(3)),
    "root": _root, "abs": abs, "Φ": mpmath.ncdf, "W": mpmath.lambertw, "Γ": mpmath.gamma, "B": mpmath.beta,
    "ψ": lambda *args: mpmath.polygamma(*([0, *args][-2:])), "max": max, "min": min,
    "median": lambda *xs: _median(list(xs)),
}
