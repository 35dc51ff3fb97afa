"""Linear equations among symbols: read from relations, brought to a reduced form, contradictions found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from ..expressions import Add, Divide, Expression, Multiply, Negate, Number, Relation, Symbol

__all__ = ["Linear", "gap_of", "linear_form", "put_in", "reduced"]

Key = TypeVar("Key", str, int)


class Linear(NamedTuple):
    """`Σ coefficient · symbol + constant`; no coefficient is zero. sources: of which equations it is the sum of
    multiples, by their numbers, where it was made from several."""

    coefficients: Mapping[str, Fraction]
    constant: Fraction
    sources: Mapping[int, Fraction] = MappingProxyType({})

    def plus(self, other: Linear, times: Fraction) -> Linear:
        """This form and a multiple of another one added."""
        found = _added(self.coefficients, other.coefficients, times)
        sources = _added(self.sources, other.sources, times)
        return Linear(found, self.constant + times * other.constant, sources)

    def scaled(self, by: Fraction) -> Linear:
        """A multiple of the form; by is not zero."""
        found = {name: by * value for name, value in self.coefficients.items()}
        return Linear(found, by * self.constant, {k: by * value for k, value in self.sources.items()})

    def solved_for(self, name: str) -> Linear:
        """What the symbol is where the form is zero."""
        rest = {n: c for n, c in self.coefficients.items() if n != name}
        return Linear(rest, self.constant, self.sources).scaled(-1 / self.coefficients[name])


def _added(one: Mapping[Key, Fraction], other: Mapping[Key, Fraction], times: Fraction) -> dict[Key, Fraction]:
    found = dict(one)
    for key, value in other.items():
        found[key] = found.get(key, Fraction(0)) + times * value
    return {key: value for key, value in found.items() if value}


def gap_of(line: Relation, values: Mapping[str, Fraction] | None = None) -> Linear | None:
    """Left − right of a relation of two sides, None where it is not linear."""
    if len(line.operands) != 2:
        return None
    left, right = (linear_form(side, values) for side in line.operands)
    return None if left is None or right is None else left.plus(right, Fraction(-1))


def linear_form(e: Expression, values: Mapping[str, Fraction] | None = None) -> Linear | None:
    """The expression as a linear form of symbols without a value, None where it is none."""
    if isinstance(e, Number):
        return Linear({}, Fraction(e.value))
    if isinstance(e, Symbol):
        value = (values or {}).get(e.name)
        return Linear({e.name: Fraction(1)}, Fraction(0)) if value is None else Linear({}, value)
    if isinstance(e, Negate):
        inner = linear_form(e.operand, values)
        return None if inner is None else inner.scaled(Fraction(-1))
    if isinstance(e, Add):
        return _sum(e, values)
    if isinstance(e, Multiply):
        return _multiple(e.factors, values)
    if isinstance(e, Divide):
        top, bottom = linear_form(e.numerator, values), linear_form(e.denominator, values)
        is_number = bottom is not None and not bottom.coefficients and bottom.constant
        return None if top is None or bottom is None or not is_number else top.scaled(1 / bottom.constant)
    return None


def _sum(e: Add, values: Mapping[str, Fraction] | None) -> Linear | None:
    coefficients: dict[str, Fraction] = {}
    constant = Fraction(0)
    for term in e.terms:
        inner = linear_form(term, values)
        if inner is None:
            return None
        constant += inner.constant
        for name, value in inner.coefficients.items():
            coefficients[name] = coefficients.get(name, Fraction(0)) + value
    return Linear({name: value for name, value in coefficients.items() if value}, constant)


def _multiple(factors: tuple[Expression, ...], values: Mapping[str, Fraction] | None) -> Linear | None:
    found = Linear({}, Fraction(1))
    for factor in factors:
        form = linear_form(factor, values)
        if form is None or (form.coefficients and found.coefficients):
            return None
        one, other = (found, form) if form.coefficients else (form, found)
        found = other.scaled(one.constant) if one.constant else Linear({}, Fraction(0))
    return found


def put_in(form: Linear, rows: Mapping[str, Linear]) -> Linear:
    """The equation `form = 0` less multiples of the rows, each an equation led by its symbol: that symbol is gone."""
    for name, row in rows.items():
        if name in form.coefficients:
            form = form.plus(row, -form.coefficients[name] / row.coefficients[name])
    return form


def reduced(forms: Iterable[Linear]) -> list[Linear] | None:
    """Independent equations `form = 0` that say the same, each led by a symbol that no other one holds; None where
    they contradict each other."""
    rows: list[tuple[str, Linear]] = []
    for form in forms:
        for name, row in rows:
            if name in form.coefficients:
                form = form.plus(row, -form.coefficients[name])
        if not form.coefficients:
            if form.constant:
                return None
            continue
        lead = next(iter(form.coefficients))
        form = form.scaled(1 / form.coefficients[lead])
        rows = [(n, r.plus(form, -r.coefficients[lead]) if lead in r.coefficients else r) for n, r in rows]
        rows.append((lead, form))
    return [row for _, row in rows]
