"""Numbers put in: sums over the sample written out and added up, exactly.

Σ x_i / n  →  (72 + 75 + 71 + 73 + 74)/5  →  365/5  →  73
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from operator import mul

from ..expressions import (
    ONE,
    Add,
    Call,
    Divide,
    Expression,
    Indexed,
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
from ..notation.decimals import exact_decimal, in_decimals
from ..steps import Column
from .arithmetic import fold, log_of_number
from .statistics import is_statistic, order_statistic, statistic
from .terms import Powers, Term, collect, expand, factor, plain_number, terms_of, times, write, write_sum

__all__ = ["MOST_PLACES", "Sample"]

LONGEST_WRITTEN_OUT = 8
MOST_SPELLED = 24  # terms of a sum of logarithms and the like that are written one by one
MOST_PLACES = 6  # of a decimal that a line has room for
MOST_LOG_BITS = 64
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
        self._integers: dict[str, tuple[list[int], list[int], int]] = {}
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
        """Sums over the sample as numbers, nothing worked out: `365/5`, and `85.2/6` where the data are decimals."""
        if not self.has_decimals:
            return self._replaced(e)
        if isinstance(e, (Summation, OrderStatistic)) or _is_mean(e) or is_statistic(e):
            return self.as_the_data(self._replaced(e))
        return map_children(self.substituted, e) if children(e) else self.as_the_data(self._replaced(e))

    @cached_property
    def has_decimals(self) -> bool:
        """Whether an observation, or a sum that is given in the place of these, is a decimal: 14.2, but not 1/3."""
        scales = (column.scale for column in self.columns.values())
        scale = math.lcm(*scales, *(value.denominator for value in self.statistics.values()))
        return scale != 1 and 10**MOST_PLACES % scale == 0

    def as_the_data(self, e: Expression) -> Expression:
        """A number as the data are written: 71/5 as 14.2 where these are decimals and it is one, too."""
        value = number_value(e) if self.has_decimals else None
        return e if value is None else exact_decimal(Fraction(value), MOST_PLACES) or e

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

    def _ordered(self, base: str, abs_value: bool) -> Sequence[tuple[Fraction, int]]:
        """The different observations or their absolute values, the smallest first, and how often each came."""
        key = base, abs_value
        if not abs_value:
            return self.columns[base].table
        if key not in self._orders:
            numbers, counts, scale = self._whole_numbers(base)
            table: dict[int, int] = {}
            for number, count in zip(numbers, counts, strict=True):
                table[abs(number)] = table.get(abs(number), 0) + count
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
            if self._is_long(e):
                self._sums[e] = e
                return e
            body = self._replaced_means(e.body)
            self._sums[e] = write_sum(collect(t for term in expand(body) for t in self._sum_of_term(term, e)))
        return self._sums[e]

    def _is_long(self, e: Summation) -> bool:
        """Whether it is over more observations than anybody reads, and each term holds a sum that is no number."""
        if not self.columns or (self._size_of(e.upper) or 0) <= LONGEST_WRITTEN_OUT:
            return False
        inner = (node for node in walk(e.body) if isinstance(node, Summation) or _is_mean(node))
        return any(number_value(self._replaced(node)) is None for node in inner)

    def _replaced_means(self, e: Expression) -> Expression:
        """Inner sums and means as numbers and known values put in, the observations of the outer sum left."""
        if isinstance(e, Symbol):
            return self._symbol(e)
        if _is_mean(e) or is_statistic(e) or isinstance(e, (Summation, Product, OrderStatistic)):
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
        names = _variables(body)
        if any(number_value(fold(_at(body, row))) is None for row in self._first_rows(names)):
            return [times(outer, factor(Summation(body, "i", e.lower, e.upper)))]  # too long for anybody to read
        rows = self._rows_of(names)
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
        slope, (numbers, counts, scale) = Fraction(parts[(base, 1),]), self._whole_numbers(base.base)
        under = slope.denominator * shift.denominator
        a, c = int(slope * under), int(shift * under) * scale
        sizes = [abs(a * number + c) for number in numbers]
        return plain_number(Fraction(sum(map(mul, counts, sizes)), under * scale))

    def _moment(self, key: tuple[tuple[str, int], ...]) -> int | Fraction | None:
        if key not in self._moments:
            if not self.columns:
                return self._given_moments.get(frozenset(key))
            self._moments[key] = self._total(key) if min(k for _, k in key) > 0 else self._total_of_quotients(key)
        return self._moments[key]

    @cached_property
    def _given_moments(self) -> dict[frozenset[tuple[str, int]], Fraction]:
        """The sums of products of powers that are given, in whatever order their factors are written."""
        found = {}
        for e, value in self.statistics.items():
            if isinstance(e, Summation) and e.upper == N:
                powers = _powers_of_observations(factor(e.body).powers)
                if powers is not None:
                    found[frozenset(powers)] = value
        return found

    def _total(self, key: tuple[tuple[str, int], ...]) -> int | Fraction:
        """Σ of a product of powers, in whole numbers over a common denominator."""
        powers, scale = [], 1
        counts: Sequence[int] | None = self.columns[key[0][0]].counts
        for base, k in key:
            if len(key) == 1:
                numbers, counts, denominator = self._whole_numbers(base)
            else:
                numbers, denominator = _over_one_denominator(self.columns[base].values)
            powers.append(numbers if k == 1 else [number**k for number in numbers])
            scale *= denominator**k
        terms = powers[0] if len(powers) == 1 else list(map(math.prod, zip(*powers, strict=True)))
        total = sum(terms) if counts is None else sum(map(mul, counts, terms))
        return total if scale == 1 else plain_number(Fraction(total, scale))

    def _whole_numbers(self, base: str) -> tuple[list[int], list[int], int]:
        """The different values of a variable times their common denominator, how often each came, the denominator."""
        if base not in self._integers:
            table = self.columns[base].table
            numbers, scale = _over_one_denominator([value for value, _ in table])
            self._integers[base] = numbers, [count for _, count in table], scale
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
            own = self._columns_of(names)
            self._row_tables[names] = [(self._row(own, place), count) for place, count in self._places_of(own)]
        return self._row_tables[names]

    def _first_rows(self, names: frozenset[str]) -> list[dict[str, int | Fraction]]:
        """The first of so many that nobody reads them; none of few."""
        own = self._columns_of(names)
        places = self._places_of(own)
        return [self._row(own, place) for place, _ in places[:3]] if len(places) > MOST_SPELLED else []

    def _columns_of(self, names: frozenset[str]) -> list[str]:
        return [name for name in self.columns if name in names] or list(self.columns)[:1]

    def _places_of(self, own: list[str]) -> Sequence[tuple[int, int]]:
        first = self.columns[own[0]]
        if len(own) == 1 and len(first.values) > MOST_SPELLED:  # nobody sees in which order these are added up
            return first.rows
        return list(enumerate(first.counts or (1,) * first.size))

    def _row(self, own: list[str], place: int) -> dict[str, int | Fraction]:
        return {name: plain_number(self.columns[name].values[place]) for name in own}

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
        """The least or largest observation as it was observed, as a decimal; so a mean, where it is one."""
        if _is_mean(e):
            return self.as_the_data(self._replaced(e))
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


def _over_one_denominator(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The values times their common denominator, and that denominator."""
    scale = math.lcm(*{value.denominator for value in values})
    return [value.numerator * (scale // value.denominator) for value in values], scale


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


def _is_mean(e: Expression) -> bool:
    return isinstance(e, Call) and e.function == "mean"


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
    return in_decimals(value, MOST_PLACES)


def _indexed(body: Expression, variables: frozenset[str]) -> Expression:
    for name in variables:
        body = replace(body, Symbol(name), Indexed(name, Symbol("i")))
    return body
