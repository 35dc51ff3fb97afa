"""What depends on the sample alone, kept: it is added up once, however many steps ask for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from ..expressions import Expression, Indexed, OrderStatistic, free_symbols, walk
from ..steps import Column
from .place import Place
from .precision import bits, precision
from .quantities import Quantity

__all__ = ["FEW", "kept"]

FEW = 32  # observations that are not worth it
MOST = 16  # samples of which something is kept
USUAL = 320  # bits: what is asked for in more of them comes seldom

_Known = tuple[int, Quantity]  # the precision, and what was found at that

_kept: dict[tuple[int, ...], tuple[tuple[Column, ...], dict[Hashable, _Known]]] = {}  # holds what the keys name


def kept(place: Place, key: Hashable, e: Expression, find: Callable[[], Quantity]) -> Quantity:
    """What is found for an expression over a long sample, under a key that says what it is."""
    columns = _columns_alone(place, e) if (place.size or 0) > FEW else None
    if columns is None:
        return find()
    known, key = _known_of(columns), (key, place.size)
    if key not in known or known[key][0] < bits():
        with precision(max(bits(), USUAL)):
            known[key] = bits(), find()
    return known[key][1]


def _columns_alone(place: Place, e: Expression) -> tuple[Column, ...] | None:
    """The columns that it reads, where it reads nothing else: no unknown, no known value, no given statistic."""
    names = free_symbols(e) - {"n"}
    bases = names | {node.base for node in walk(e) if isinstance(node, (Indexed, OrderStatistic))}
    given = {"n", *names}
    if place.given or not bases <= place.columns.keys() or given & place.values.keys() or given & place.known.keys():
        return None
    return tuple(place.columns[base] for base in sorted(bases))


def _known_of(columns: tuple[Column, ...]) -> dict[Hashable, _Known]:
    """What is known of these columns, which are the very objects, not equal ones."""
    key = tuple(map(id, columns))
    if key not in _kept:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = columns, {}
    return _kept[key][1]
