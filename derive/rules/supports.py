"""Supports that hold a parameter: the indicator, and what the sample says of the parameter.

Π 1{x_i ≤ θ} = 1{max(x) ≤ θ}      Π 1{θ ≤ x_i} = 1{θ ≤ min(x)}      Π 1{−θ ≤ x_i ≤ θ} = 1{max(|x|) ≤ θ}
max(x) ≤ 2θ  ⇔  θ ≥ max(x)/2
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..domains import Domain
from ..expressions import (
    ONE,
    Call,
    Divide,
    Expression,
    Indicator,
    Multiply,
    Negate,
    Power,
    Product,
    Relation,
    Symbol,
    free_symbols,
)
from .derivatives import UnknownDerivative, derivative
from .equations import clear_denominators, equation, gather, isolate, multiply_out, root_of_power
from .signs import Signs
from .sums import collapse_product, depends_on
from .terms import E, collect, expand, terms_of, write_sum

__all__ = [
    "Bound", "Bounds", "bounds_of", "collapsed", "conditions_of", "indicator", "split_indicators",
    "without_indicators",
]


class Bound(NamedTuple):
    """An end that the sample sets to a parameter, and whether it belongs to the admissible values."""

    end: Expression
    closed: bool


class Bounds(NamedTuple):
    """Least and largest admissible value of a parameter; None where the sample sets none."""

    lower: Bound | None = None
    upper: Bound | None = None

    def domain(self, whole: Domain) -> Domain:
        """The domain with these ends for its own."""
        lower = self.lower or Bound(whole.lower, whole.lower_closed)  # type: ignore[arg-type]
        upper = self.upper or Bound(whole.upper, whole.upper_closed)  # type: ignore[arg-type]
        return Domain(lower.end, upper.end, lower.closed, upper.closed, whole.integer)


def indicator(support: Domain, subject: Expression) -> Indicator:
    """`1{0 ≤ x ≤ θ}`."""
    condition = support.condition(subject)
    assert condition is not None
    return Indicator(condition)


# ---- factors -----------------------------------------------------------------------------------------------


def split_indicators(e: Expression) -> tuple[Expression, list[Expression]]:
    """A product without its indicators, and these."""
    factors = e.factors if isinstance(e, Multiply) else (e,)
    indicators = [f for f in factors if _is_indicator(f)]
    return _product([f for f in factors if not _is_indicator(f)]), indicators


def _is_indicator(e: Expression) -> bool:
    return isinstance(e, Indicator) or (isinstance(e, Product) and isinstance(e.body, Indicator))


def without_indicators(e: Expression) -> Expression:
    """The likelihood where it is not zero."""
    return split_indicators(e)[0]


def collapsed(density: Expression, product: Product) -> Expression:
    """Π of the density over the sample, as a person writes it: `1/(2θ)ⁿ`, `αⁿ x_m^(nα)/(Π x_i)^(α + 1)`."""
    if depends_on(density, product.index):
        return _below_the_line(collapse_product(product))
    if isinstance(density, Divide) and density.numerator == ONE:
        return Divide(ONE, Power(density.denominator, product.upper))
    return collapse_product(product)


def _below_the_line(e: Expression) -> Expression:
    """`a b^(−k)  →  a/b^k`."""
    factors = e.factors if isinstance(e, Multiply) else (e,)
    below = [f for f in factors if isinstance(f, Power) and f.base != E and isinstance(f.exponent, Negate)]
    above = [f for f in factors if f not in below]
    if not below:
        return e
    bottom = [Power(f.base, f.exponent.operand) for f in below if isinstance(f.exponent, Negate)]
    return Divide(_product(above), _product(bottom))


def _product(factors: Sequence[Expression]) -> Expression:
    return ONE if not factors else factors[0] if len(factors) == 1 else Multiply(tuple(factors))


# ---- from the support to the parameters ----------------------------------------------------------------------


def bounds_of(support: Domain, variable: str, parameters: Iterable[str], signs: Signs) -> dict[str, Bounds] | None:
    """For each parameter in an end of the support the values for which all observations lie inside; None where an
    end cannot be solved for one parameter."""
    names = tuple(parameters)
    found: dict[str, Bounds] = {}
    for end, statistic, closed, is_upper in _ends(support, variable, names):
        held = [name for name in names if depends_on(end, name)]
        if len(held) != 1 or not _enter(found, held[0], end, statistic, closed, is_upper, signs):
            return None
    return found


def _ends(
    support: Domain, variable: str, names: tuple[str, ...]
) -> list[tuple[Expression, Expression, bool, bool]]:
    """The ends that hold a parameter, each with the statistic it is compared with: of a symmetric support one."""
    lower, upper = support.lower, support.upper
    moving = [end is not None and not free_symbols(end).isdisjoint(names) for end in (lower, upper)]
    symbol = Symbol(variable)
    if all(moving) and lower is not None and upper is not None and support.lower_closed == support.upper_closed:
        symmetric = not collect([*expand(lower), *expand(upper)])
        if symmetric:
            return [(upper, Call("max", (Call("abs", (symbol,)),)), support.upper_closed, True)]
    least, largest = Call("min", (symbol,)), Call("max", (symbol,))
    return [
        *((end, least, support.lower_closed, False) for end in _parts(lower, "max", names)),
        *((end, largest, support.upper_closed, True) for end in _parts(upper, "min", names)),
    ]


def _parts(end: Expression | None, function: str, names: tuple[str, ...]) -> list[Expression]:
    """Of an end the parts that hold a parameter: several of a lower end max(a, b) or an upper end min(a, b)."""
    several = isinstance(end, Call) and end.function == function
    parts = () if end is None else end.arguments if several and isinstance(end, Call) else (end,)
    return [part for part in parts if not free_symbols(part).isdisjoint(names)]


def _enter(
    found: dict[str, Bounds], name: str, end: Expression, statistic: Expression, closed: bool, is_upper: bool,
    signs: Signs,
) -> bool:
    solved, rising = _solved(end, statistic, name, signs), _slope(end, name, signs)
    if solved is None or rising is None:
        return False
    bounds = found.get(name, Bounds())
    if rising == is_upper:  # max(x) ≤ b(θ) with b rising, or a(θ) ≤ min(x) with a falling
        bounds = bounds._replace(lower=_tighter(bounds.lower, Bound(solved, closed), "max"))
    else:
        bounds = bounds._replace(upper=_tighter(bounds.upper, Bound(solved, closed), "min"))
    found[name] = bounds
    return True


def _tighter(old: Bound | None, new: Bound, function: str) -> Bound:
    return new if old is None else Bound(Call(function, (old.end, new.end)), old.closed and new.closed)


def _slope(end: Expression, name: str, signs: Signs) -> bool | None:
    """Whether the end rises with the parameter."""
    try:
        sign = signs.of(derivative(end, name))
    except UnknownDerivative:
        return None
    return None if not sign else sign > 0


def _solved(end: Expression, statistic: Expression, name: str, signs: Signs) -> Expression | None:
    """The value of the parameter at which the end meets the statistic."""
    line = equation(end, statistic)
    cleared = clear_denominators(line, signs)
    lines = [line, *([cleared.line] if cleared is not None and isinstance(cleared.line, Relation) else [])]
    for one in lines:
        found = _isolated(one, name, signs)
        if found is not None:
            return _statistic_first(found)
    return None


def _isolated(line: Relation, name: str, signs: Signs) -> Expression | None:
    for move in (multiply_out, lambda e: gather(e, name, signs), lambda e: isolate(e, name)):
        if line.operands[0] == Symbol(name) and not depends_on(line.operands[1], name):
            break
        new = move(line)
        if new is not None and isinstance(new.line, Relation):
            line = new.line
    if line.operands[0] != Symbol(name) and signs.of(Symbol(name)) == 1:
        root = root_of_power(line, name)
        line = root.line if root is not None and isinstance(root.line, Relation) else line
    left, right = line.operands
    return right if left == Symbol(name) and not depends_on(right, name) else None


def _statistic_first(e: Expression) -> Expression:
    """`max(x) − 1/2` for `−1/2 + max(x)`."""
    terms = terms_of(e)
    return write_sum(sorted(terms, key=lambda t: not any(isinstance(base, Call) for base, _ in t.powers)))


def conditions_of(bounds: Mapping[str, Bounds]) -> list[Relation]:
    """`max(x)/2 ≤ θ ≤ min(x)`, `a ≤ min(x)`: what is admissible, a condition a parameter."""
    conditions = []
    for name, (lower, upper) in bounds.items():
        domain = Domain(
            None if lower is None else lower.end,
            None if upper is None else upper.end,
            lower is not None and lower.closed,
            upper is not None and upper.closed,
        )
        condition = domain.condition(Symbol(name))
        if condition is not None:
            conditions.append(condition)
    return conditions
