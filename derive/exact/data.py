"""Sums over the sample, with the data of the setting put in."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import lcm

from flint import fmpq

from ..steps import Column
from .atoms import Image, Observation
from .budget import DATA_TERMS, CannotNormalise
from .quotients import Normal, constant_of
from .ring import Ring
from .roots import Absolute

__all__ = ["sample_sum", "written_out"]


Table = list[tuple[tuple[Fraction, ...], int]]
"""Combinations of values, and how often each came."""


def rows(ring: Ring, variables: tuple[str, ...]) -> Table | None:
    """How often each combination of values came, or None where a variable has no data."""
    columns = [ring.setting.columns.get(name) for name in variables]
    found: list[Column] = [column for column in columns if column is not None]
    if len(found) < len(columns) or not found:
        return None
    if len(found) == 1:
        return [((value,), count) for value, count in found[0].table]
    if any(column.counts is not None for column in found) or len({column.size for column in found}) > 1:
        return None
    return list(_counted(found).items())


def _counted(columns: list[Column]) -> Counter[tuple[Fraction, ...]]:
    """How often each row came. Equal observations are mostly one object, and to hash an object is far cheaper than to
    hash a fraction: only what differs as objects is compared as numbers."""
    objects = [{id(value): value for value in column.values} for column in columns]
    table: Counter[tuple[Fraction, ...]] = Counter()
    for row, count in Counter(zip(*(map(id, column.values) for column in columns), strict=True)).items():
        table[tuple([known[key] for known, key in zip(objects, row, strict=True)])] += count
    return table


def sample_sum(ring: Ring, body: Normal, index: str) -> Normal | None:
    """The sum of a body over the data; None where it must stay a sum (no data, or too many different ones)."""
    places = [k for k in ring.places_in(body) if index in ring.atoms[k].symbols]
    atoms = [ring.atoms[k] for k in places]
    observations = [a for a in atoms if isinstance(a, Observation)]
    if len(observations) == len(atoms):
        value = _sum_of_powers(ring, body, observations, index)
        if value is not None:
            return ring.number(value)
    size = _sum_of_sizes(ring, body, index)
    return _by_distinct_rows(ring, body, index) if size is None else ring.number(size)


def _sum_of_sizes(ring: Ring, body: Normal, index: str) -> fmpq | None:
    """Σ|a x_i + b| for numbers a and b, over a common denominator; None for anything else."""
    place = ring.generator_of(body)
    atom = None if place is None else ring.atoms[place]
    if not isinstance(atom, Absolute) or len(ring.used(atom.of)) != 1 or atom.of.total_degree() != 1:
        return None
    inner = ring.atoms[ring.used(atom.of)[0]]
    if not isinstance(inner, Observation) or ring.key(inner.index) != ring.key(ring.symbol(index)):
        return None
    table = rows(ring, (inner.base,))
    if table is None:
        return None
    slope = atom.of.leading_coefficient()
    shift = constant_of(atom.of - slope * ring.generators[inner.place])
    scale = lcm(int(slope.q), int(shift.q)) * lcm(*{value.denominator for (value,), _ in table})
    a, b = int(slope * scale), int(shift * scale)
    total = sum(count * abs(a * value.numerator // value.denominator + b) for (value,), count in table)
    return fmpq(total, scale)


def _sum_of_powers(ring: Ring, body: Normal, observations: list[Observation], index: str) -> fmpq | None:
    """Σ x^a y^b … in exact arithmetic over a common denominator."""
    if len(body.top) > 1 or (body.bottom is not None and len(body.bottom) > 1):
        return None
    if any(ring.key(atom.index) != ring.key(ring.symbol(index)) for atom in observations):
        return None
    table = rows(ring, tuple(atom.base for atom in observations))
    if table is None:
        return None
    up = body.top.degrees()
    down = up if body.bottom is None else body.bottom.degrees()
    exponents = [int(up[a.place]) - (0 if body.bottom is None else int(down[a.place])) for a in observations]
    if min(exponents) < 0:
        return _sum_of_quotients(table, exponents)
    scale = lcm(*{value.denominator for row, _ in table for value in row})
    total = 0
    for row, count in table:
        term = count
        for value, exponent in zip(row, exponents, strict=True):
            term *= (value.numerator * (scale // value.denominator)) ** exponent
        total += term
    return fmpq(total, scale ** sum(exponents))


def _sum_of_quotients(table: Table, exponents: list[int]) -> fmpq | None:
    if len(table) > DATA_TERMS:
        return None
    total = Fraction(0)
    for row, count in table:
        term = Fraction(count)
        for value, exponent in zip(row, exponents, strict=True):
            if not value and exponent < 0:
                raise CannotNormalise("division by zero")
            term *= value**exponent
        total += term
    return fmpq(total.numerator, total.denominator)


def _by_distinct_rows(ring: Ring, body: Normal, index: str) -> Normal | None:
    """The sum written out, equal observations together."""
    terms = written_out(ring, body, index)
    return None if terms is None else ring.sum([ring.scale(term, count) for term, count in terms])


def written_out(ring: Ring, body: Normal, index: str) -> list[tuple[Normal, int]] | None:
    """The different values of a body over the data, and how often each came; None where there are too many."""
    variables = tuple(sorted(ring.observed(body)))
    table = rows(ring, variables)
    if table is None or len(table) > DATA_TERMS:
        return None
    here = ring.key(ring.symbol(index))
    terms = []
    for row, count in sorted(table):
        values = {}
        for name, value in zip(variables, row, strict=True):
            place = ring.places.get(("observation", name, here))
            if place is not None:
                values[place] = ring.number(fmpq(value.numerator, value.denominator))
        term = Image(ring, values)(body)
        if index in ring.symbols(term):
            return _by_place(ring, body, index, sum(count for _, count in table))
        terms.append((term, count))
    return terms


def _by_place(ring: Ring, body: Normal, index: str, size: int) -> list[tuple[Normal, int]] | None:
    """The same where the place of an observation counts, not only its value."""
    if size > DATA_TERMS:
        return None
    here = ring.symbol_atom(index).place
    return [(Image(ring, {here: ring.number(k)})(body), 1) for k in range(1, size + 1)]
