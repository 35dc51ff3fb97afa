"""Numbers put in: sums over the sample written out and added up, exactly.

Σ x_i / n  →  (72 + 75 + 71 + 73 + 74)/5  →  365/5  →  73
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import repeat
from operator import mul

from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    Power,
    Product,
    Summation,
    Symbol,
    children,
    contains,
    integer,
    map_children,
    number_value,
    rational,
    replace,
    walk,
)
from ..steps import Column
from .statistics import is_statistic, order_statistic, statistic
from .surds import square_part
from .terms import Powers, Term, collect, expand, factor, negate, plain_number, terms_of, times, write, write_sum

__all__ = [
    "Sample",
    "approximate",
    "exact_decimal",
    "fold",
    "iroot",
    "log_of_number",
    "powers_counted",
    "rational_root",
]

LONGEST_WRITTEN_OUT = 8
MOST_PLACES = 6
LARGEST_PLAIN_LOG = 1000
MOST_LOG_BITS = 64
MOST_DEGREE = 1100
N = Symbol("n")


class Sample:
    """The data of a problem: observations by variable, or summaries of them."""

    def __init__(
        self,
        columns: Mapping[str, Column],
        size: int | None,
        statistics: Mapping[Expression, Fraction] | None = None,
        values: Mapping[str, Expression] | None = None,
    ) -> None:
        self.columns = columns
        self.size = size
        self.statistics = dict(statistics or {})
        self.values = dict(values or {})
        self._row_tables: dict[frozenset[str], list[tuple[dict[str, int | Fraction], int]]] = {}
        self._moments: dict[tuple[tuple[str, int], ...], int | Fraction] = {}
        self._integers: dict[str, tuple[list[int], int]] = {}
        self._orders: dict[tuple[str, bool], list[tuple[Fraction, int]]] = {}
        self._extremes: dict[Expression, Expression] = {}
        self._sums: dict[Summation, Expression] = {}

    @property
    def known(self) -> bool:
        """Whether there are data."""
        return self.size is not None or bool(self.columns)

    def put_in(self, e: Expression) -> Expression:
        """Sums, products and means over the sample, n and known values as numbers; the rest stays as written."""
        return fold(self._replaced(e))

    def written_out(self, e: Expression) -> Expression | None:
        """Sums over a short sample written term by term, n as its number; None where the sample is long."""
        if not self.columns or sum(column.size for column in self.columns.values()) > LONGEST_WRITTEN_OUT:
            return None
        return self._spread(e)

    def substituted(self, e: Expression) -> Expression:
        """Sums over the sample as numbers, nothing worked out: `365/5`."""
        return self._replaced(e)

    # -- inside --

    def _replaced(self, e: Expression) -> Expression:
        if self.statistics and e in self.statistics:
            return rational(self.statistics[e])
        if isinstance(e, Symbol):
            return self._symbol(e)
        if isinstance(e, Summation) and self._size_of(e.upper) is not None:
            return self._sum(e)
        if isinstance(e, Product) and self._size_of(e.upper) is not None:
            return self._product(e)
        if isinstance(e, Call) and e.function == "mean":
            body = _indexed(e.arguments[0], self._variables)
            return fold(Divide(self._sum(Summation(body, "i", integer(1), N)), integer(self.size or 0)))
        if is_statistic(e) or isinstance(e, OrderStatistic):
            return self._statistic(e)
        return map_children(self._replaced, e)

    def _statistic(self, e: Expression) -> Expression:
        """The largest, least or middle observation, or the one of a rank; as it stands where there are no data."""
        if e not in self._extremes:
            found = self._ranked(e) if isinstance(e, OrderStatistic) else self._statistic_of_values(e)
            self._extremes[e] = e if found is None else rational(plain_number(found))
        return self._extremes[e]

    def _ranked(self, e: OrderStatistic) -> Fraction | None:
        rank = number_value(fold(self._replaced(e.rank)))
        if e.base not in self.columns or not isinstance(rank, int):
            return None
        return order_statistic(rank, self._ordered(e.base, abs_value=False))

    def _statistic_of_values(self, e: Expression) -> Fraction | None:
        if not isinstance(e, Call) or not any(contains(e, Symbol(name)) for name in self.columns):
            return None
        body = self._replaced_means(_indexed(e.arguments[0], self._variables))
        inner = body.arguments[0] if isinstance(body, Call) and body.function == "abs" else body
        if isinstance(inner, Indexed):
            return statistic(e.function, self._ordered(inner.base, abs_value=inner is not body))
        values = [(number_value(fold(_at(body, row))), count) for row, count in self._rows_of(_variables(body))]
        known = sorted((Fraction(value), count) for value, count in values if value is not None)
        return statistic(e.function, known) if len(known) == len(values) else None

    def _ordered(self, base: str, abs_value: bool) -> list[tuple[Fraction, int]]:
        """The different observations or their absolute values, the smallest first, and how often each came."""
        key = base, abs_value
        if key not in self._orders:
            numbers, scale = self._whole_numbers(base)
            table: dict[int, int] = {}
            for number, count in zip(numbers, self.columns[base].counts or repeat(1), strict=False):
                number = abs(number) if abs_value else number
                table[number] = table.get(number, 0) + count
            self._orders[key] = [(Fraction(number, scale), table[number]) for number in sorted(table)]
        return self._orders[key]

    def _size_of(self, upper: Expression) -> int | None:
        """How many observations a sum up to there is over: n, or the size of one of several samples."""
        if upper == N:
            return self.size
        value = self.statistics.get(upper)
        return None if value is None else int(value)

    def _symbol(self, e: Symbol) -> Expression:
        if e.name == "n" and self.size is not None:
            return integer(self.size)
        if e in self.statistics:
            return rational(self.statistics[e])
        return self.values.get(e.name, e)

    def _sum(self, e: Summation) -> Expression:
        if e not in self._sums:
            body = self._replaced_means(e.body)
            self._sums[e] = write_sum(collect(t for term in expand(body) for t in self._sum_of_term(term, e)))
        return self._sums[e]

    def _replaced_means(self, e: Expression) -> Expression:
        """Inner sums and means as numbers and known values put in, the observations of the outer sum left."""
        if isinstance(e, Symbol):
            return self._symbol(e)
        is_mean = isinstance(e, Call) and e.function == "mean"
        if is_mean or is_statistic(e) or isinstance(e, (Summation, Product, OrderStatistic)):
            return self._replaced(e)
        return map_children(self._replaced_means, e)

    def _sum_of_term(self, term: Term, e: Summation) -> list[Term]:
        """Constants times a sum of powers of the observations, or the sum spelled out over distinct values."""
        free = tuple((b, x) for b, x in term.powers if not _observed(b, x))
        own = tuple((b, x) for b, x in term.powers if _observed(b, x))
        outer = Term(term.coefficient, free)
        powers = _powers_of_observations(own)
        if powers is not None:
            moment = self._moment(powers) if powers else self._size_of(e.upper)
            if moment is not None:
                return [times(outer, Term(moment, ()))]
        distance = self._total_distance(own)
        if distance is not None:
            return [times(outer, Term(distance, ()))]
        body = write(Term(1, own))
        if Summation(body, "i", e.lower, e.upper) in self.statistics:
            return [times(outer, Term(self.statistics[Summation(body, "i", e.lower, e.upper)], ()))]
        if not self.columns:
            return [times(outer, factor(Summation(body, "i", e.lower, e.upper)))]
        rows = self._rows_of(_variables(body))
        parts = (times(Term(count, ()), t) for row, count in rows for t in terms_of(fold(_at(body, row))))
        return [times(outer, t) for t in _one_log(collect(parts))]

    def _total_distance(self, own: Powers) -> int | Fraction | None:
        """Σ|x_i − c| for a number c."""
        size = own[0][0] if len(own) == 1 and own[0][1] == 1 else None
        if not isinstance(size, Call) or size.function != "abs":
            return None
        parts = {term.powers: term.coefficient for term in terms_of(size.arguments[0])}
        shift = Fraction(parts.pop((), 0))
        base = next(iter(parts))[0][0] if len(parts) == 1 else None
        if not isinstance(base, Indexed) or base.base not in self.columns or parts.keys() != {((base, 1),)}:
            return None
        slope, (numbers, scale) = Fraction(parts[(base, 1),]), self._whole_numbers(base.base)
        under = slope.denominator * shift.denominator
        a, c = int(slope * under), int(shift * under) * scale
        counts = self.columns[base.base].counts
        sizes = [abs(a * number + c) for number in numbers]
        return plain_number(Fraction(sum(sizes) if counts is None else sum(map(mul, counts, sizes)), under * scale))

    def _moment(self, key: tuple[tuple[str, int], ...]) -> int | Fraction | None:
        if key not in self._moments:
            if not self.columns:
                body = write(Term(1, tuple((Indexed(b, Symbol("i")), k) for b, k in key)))
                return self.statistics.get(Summation(body, "i", integer(1), N))
            self._moments[key] = self._total(key) if min(k for _, k in key) > 0 else self._total_of_quotients(key)
        return self._moments[key]

    def _total(self, key: tuple[tuple[str, int], ...]) -> int | Fraction:
        """Σ of a product of powers, in whole numbers over a common denominator."""
        powers, scale = [], 1
        for base, k in key:
            numbers, denominator = self._whole_numbers(base)
            powers.append(numbers if k == 1 else [number**k for number in numbers])
            scale *= denominator**k
        terms = powers[0] if len(powers) == 1 else list(map(math.prod, zip(*powers, strict=True)))
        counts = self.columns[key[0][0]].counts
        total = sum(terms) if counts is None else sum(map(mul, counts, terms))
        return total if scale == 1 else plain_number(Fraction(total, scale))

    def _whole_numbers(self, base: str) -> tuple[list[int], int]:
        """The values of a variable times their common denominator, and that denominator."""
        if base not in self._integers:
            values = self.columns[base].values
            scale = math.lcm(*{value.denominator for value in values})
            self._integers[base] = [value.numerator * (scale // value.denominator) for value in values], scale
        return self._integers[base]

    def _total_of_quotients(self, key: tuple[tuple[str, int], ...]) -> int | Fraction:
        rows = self._rows_of(frozenset(base for base, _ in key))
        return sum((count * math.prod(_whole_power(row[base], k) for base, k in key) for row, count in rows), 0)

    @cached_property
    def _variables(self) -> frozenset[str]:
        """The variables that were observed, one by one or in sums."""
        summed = (node.base for key in self.statistics for node in walk(key) if isinstance(node, Indexed))
        return frozenset((*self.columns, *summed))

    def _rows_of(self, names: frozenset[str]) -> list[tuple[dict[str, int | Fraction], int]]:
        """The observations of these variables that differ, and how often each came."""
        if names not in self._row_tables:
            own = [name for name in self.columns if name in names] or list(self.columns)[:1]
            counts = self.columns[own[0]].counts or (1,) * self.columns[own[0]].size
            values = zip(*(map(plain_number, self.columns[name].values) for name in own), strict=True)
            self._row_tables[names] = [
                (dict(zip(own, row, strict=True)), count) for row, count in zip(values, counts, strict=True)
            ]
        return self._row_tables[names]

    def _product(self, e: Product) -> Expression:
        if not self.columns:
            return e
        result: list[Term] = []
        for row, count in self._rows_of(_variables(e.body)):
            value = fold(_at(e.body, row))
            result.append(factor(Power(value, integer(count)) if count != 1 else value))
        product = Term(1, ())
        for term in result:
            product = times(product, term)
        return write(product)

    def _spread(self, e: Expression) -> Expression:
        if isinstance(e, Symbol):
            return self._symbol(e)
        if isinstance(e, Call) and e.function == "mean":
            body = _indexed(e.arguments[0], self._variables)
            return Divide(self._added(body), integer(self.size or 0))
        if isinstance(e, Summation) and self._size_of(e.upper) is not None:
            return self._added(self._replaced_means(self._observed_statistics(e.body)))
        if isinstance(e, Call) and is_statistic(e):
            if e.function == "median":
                return e  # in the order of the data it could not be seen
            return Call(e.function, self._listed(_indexed(e.arguments[0], self._variables)))
        return map_children(self._spread, e)

    def _observed_statistics(self, e: Expression) -> Expression:
        """The least or largest observation as it was observed, as a decimal."""
        if is_statistic(e) or isinstance(e, OrderStatistic):
            value = number_value(self._statistic(e))
            return e if value is None else _as_observed(value)
        return map_children(self._observed_statistics, e)

    def _added(self, body: Expression) -> Expression:
        parts = self._listed(body)
        return parts[0] if len(parts) == 1 else Add(parts)

    def _listed(self, body: Expression) -> tuple[Expression, ...]:
        """The body for each observation, as it was observed."""
        found = self._rows_of(_variables(body))
        rows = [({name: _as_observed(v) for name, v in row.items()}, count) for row, count in found]
        return tuple(_with(body, row) for row, count in rows for _ in range(count))


def _one_log(terms: list[Term]) -> list[Term]:
    """`log(8/5) + 2 log 4` as `log(128/5)`, where there is nothing but logarithms of numbers, and these are short."""
    product = Fraction(1)
    for coefficient, powers in terms:
        base, exponent = powers[0] if len(powers) == 1 else (ONE, 0)
        value = number_value(base.arguments[0]) if isinstance(base, Call) and base.function == "log" else None
        times_over = Fraction(coefficient)
        if not value or exponent != 1 or times_over.denominator != 1 or abs(times_over) > LONGEST_WRITTEN_OUT:
            return terms
        product *= Fraction(value) ** times_over.numerator
        if product.numerator.bit_length() + product.denominator.bit_length() > MOST_LOG_BITS:
            return terms
    return [factor(log_of_number(product))] if len(terms) > 1 else terms


def _whole_power(value: int | Fraction, exponent: int) -> int | Fraction:
    """Exact also below zero, where an int would turn into a float."""
    return value**exponent if exponent >= 0 else Fraction(1) / value**-exponent


def _powers_of_observations(powers: Powers) -> tuple[tuple[str, int], ...] | None:
    """`x_i² y_i` as ((x, 2), (y, 1)); None for anything else."""
    found = []
    for base, exponent in powers:
        if not isinstance(base, Indexed) or base.index != Symbol("i") or not isinstance(exponent, int):
            return None
        found.append((base.base, exponent))
    return tuple(found)


def _variables(body: Expression) -> frozenset[str]:
    """The variables of which a body holds observations."""
    return frozenset(node.base for node in walk(body) if isinstance(node, Indexed))


def _observed(base: Expression, exponent: object) -> bool:
    parts = [base, exponent] if isinstance(exponent, Expression) else [base]
    return any(isinstance(node, Indexed) for part in parts for node in walk(part))


def _at(body: Expression, row: Mapping[str, int | Fraction]) -> Expression:
    return _with(body, {name: rational(value) for name, value in row.items()})


def _with(body: Expression, row: Mapping[str, Expression]) -> Expression:
    for name, value in row.items():
        body = replace(body, Indexed(name, Symbol("i")), value)
    return body


def _as_observed(value: int | Fraction) -> Expression:
    """Data are written as decimals where they are some: 231.8, not 1159/5."""
    return exact_decimal(Fraction(value)) or rational(value)


def _indexed(body: Expression, variables: frozenset[str]) -> Expression:
    for name in variables:
        body = replace(body, Symbol(name), Indexed(name, Symbol("i")))
    return body


# ---- arithmetic ----------------------------------------------------------------------------------------


def fold(e: Expression) -> Expression:
    """Arithmetic done: numbers added, multiplied and cancelled; logs, roots and symbols stay."""
    inner = map_children(fold, e)
    rule = _FOLDS.get(type(e))
    return inner if rule is None else rule(inner)


def powers_counted(e: Expression) -> Expression:
    """Exponents worked out, factors with exponent zero left out: `0.5^20 (1 − 0.5)^(20 − 20)  →  0.5^20`."""
    if isinstance(e, Multiply):
        factors = [f for f in map(powers_counted, e.factors) if f != ONE]
        return Multiply(tuple(factors)) if len(factors) > 1 else factors[0] if factors else ONE
    if isinstance(e, Power):
        exponent = fold(e.exponent)
        return ONE if exponent == ZERO else e.base if exponent == ONE else Power(e.base, exponent)
    return map_children(powers_counted, e)


def _fold_sum(e: Add | Negate) -> Expression:
    return write_sum(collect(terms_of(e)))


def _fold_product(e: Multiply | Divide) -> Expression:
    """`(1/2) log 4  →  log 2`, `√(25/2)/3  →  5√2/6`; any other product as it is."""
    term = factor(e)
    if len(term.powers) == 1 and term.coefficient.denominator > 1:
        base, exponent = term.powers[0]
        if exponent == 1 and isinstance(base, Call) and base.function == "log":
            return _fold_mean_log(term, base)
    return write(term)


def _fold_mean_log(term: Term, logarithm: Call) -> Expression:
    value, degree = number_value(logarithm.arguments[0]), term.coefficient.denominator
    if value is None:
        return write(term)
    root = rational_root(Fraction(value), degree)
    if root is None:
        return write(term)
    return write(times(Term(term.coefficient.numerator, ()), factor(log_of_number(root))))


def _fold_power(e: Power) -> Expression:
    base, exponent = factor(e.base), factor(e.exponent)
    if not exponent.powers and exponent.coefficient == 0:
        return integer(1)
    if not base.powers and base.coefficient in (0, 1):
        return rational(base.coefficient)
    return write(factor(e))


def _fold_call(e: Call) -> Expression:
    if len(e.arguments) != 1:
        return _fold_binomial(e) if e.function == "binomial" else _fold_extreme(e)
    argument = factor(e.arguments[0])
    if argument.powers:
        return e
    value = argument.coefficient
    if e.function == "log" and value > 0:
        return log_of_number(value)
    if e.function == "exp" and value == 0:
        return integer(1)
    if e.function == "sqrt" and value >= 0:
        return square_root(Fraction(value))
    if e.function in _ROUNDED:
        return rational(plain_number(_ROUNDED[e.function](Fraction(value))))
    if e.function == "factorial" and value.denominator == 1 and 0 <= value <= 20:
        return integer(math.factorial(value.numerator))
    return e


_ROUNDED: dict[str, Callable[[Fraction], int | Fraction]] = {"abs": abs, "floor": math.floor, "ceil": math.ceil}


def _fold_extreme(e: Call) -> Expression:
    """The largest or least of several numbers."""
    values = [number_value(a) for a in e.arguments]
    known = sorted((Fraction(value), 1) for value in values if value is not None)
    if e.function not in ("max", "min") or len(known) < len(values):
        return e
    return rational(plain_number(statistic(e.function, known)))


_FOLDS: dict[type[Expression], Callable[..., Expression]] = {
    Add: _fold_sum, Negate: _fold_sum, Power: _fold_power, Multiply: _fold_product, Divide: _fold_product,
    Call: _fold_call,
}


def _fold_binomial(e: Call) -> Expression:
    n, k = (factor(a) for a in e.arguments)
    if n.powers or k.powers or n.coefficient.denominator != 1 or not 0 <= k.coefficient <= n.coefficient <= 1000:
        return e
    return integer(math.comb(n.coefficient.numerator, k.coefficient.numerator))


def exact_decimal(value: Fraction) -> Expression | None:
    """The decimal that a fraction is, if it ends within six places."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1 or places > MOST_PLACES:
        return None
    size = abs(value)
    whole, digits = divmod(size.numerator * 10**places // size.denominator, 10**places)
    number = Number(size, f"{whole}.{digits:0{places}d}") if places else integer(whole)
    return Negate(number) if value < 0 else number


def iroot(value: int, degree: int) -> int:
    """The whole part of the n-th root of a whole number."""
    if value < 2 or degree == 1:
        return value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        lower = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if lower >= guess:
            return guess
        guess = lower


def rational_root(value: Fraction, degree: int) -> Fraction | None:
    """The n-th root of a positive number where it is rational."""
    top, bottom = iroot(value.numerator, degree), iroot(value.denominator, degree)
    exact = top**degree == value.numerator and bottom**degree == value.denominator
    return Fraction(top, bottom) if exact else None


def square_root(value: Fraction) -> Expression:
    """`5√2/2` for √(25/2): no root below the line, no square under the root."""
    if not value:
        return ZERO
    square, rest = square_part(value.numerator * value.denominator)
    surd = Term(1, ((rational(rest), Fraction(1, 2)),)) if rest != 1 else Term(1, ())
    return write(times(Term(plain_number(Fraction(square, value.denominator)), ()), surd))


def log_of_number(value: int | Fraction) -> Expression:
    """`log 2`, `−log 2` for a half, `log(10/7)` for 10/7, 0 for one; `46 log 2` for a large power."""
    if value == 1:
        return ZERO
    if value < 1:
        return negate(log_of_number(Fraction(1) / value))
    if value > LARGEST_PLAIN_LOG and value.denominator == 1:
        base, degree = _as_power(value.numerator)
        return write(Term(degree, ((Call("log", (integer(base),)), 1),)))
    return Call("log", (rational(value),))


def _as_power(value: int) -> tuple[int, int]:
    """The base and exponent of a whole power, the exponent as large as it goes."""
    for degree in range(min(value.bit_length(), MOST_DEGREE), 1, -1):
        root = iroot(value, degree)
        if root**degree == value:
            return root, degree
    return value, 1


def approximate(e: Expression) -> float | None:
    """A rough value of an expression in numbers, to choose between candidates; None where symbols are left."""
    if isinstance(e, Number):
        return _as_float(e.value)
    if isinstance(e, Constant):
        return _CONSTANTS.get(e.name)
    values = [approximate(part) for part in children(e)]
    operation = _CALLS.get(e.function) if isinstance(e, Call) else _OPERATIONS.get(type(e))
    if operation is None or None in values:
        return None
    try:
        return operation(*values)
    except (ArithmeticError, ValueError):
        return None


def _as_float(value: int | Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


_CONSTANTS = {"π": math.pi, "e": math.e, "∞": math.inf}
_CALLS: dict[str, Callable[..., float]] = {
    "log": math.log,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "abs": abs,
    "factorial": lambda x: math.gamma(x + 1),
}
_OPERATIONS: dict[type[Expression], Callable[..., float]] = {
    Add: lambda *terms: sum(terms),
    Multiply: lambda *factors: math.prod(factors),
    Divide: lambda a, b: a / b,
    Negate: lambda a: -a,
    Power: lambda a, b: a**b,
}
