"""Categorical families: `p_1, …, p_k` spelled out, and probabilities that add up to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from ..domains import REAL
from ..expressions import ONE, Add, Expression, Relation, free_symbols
from ..notation.words import WORDS
from .diagnostics import Faults
from .ranges import rational_value
from .reading import maybe_name
from .statements import ELLIPSES, Argument, Statement

__all__ = ["bare_name", "spelled_out", "total_of_cells"]

MAX_CATEGORIES = 10_000

_BARE = re.compile(r"\\?[^\W\d_]+(_\{?\w+\}?)?")
_CONSTANTS = frozenset({"e", "π", "pi", r"\pi", "∞"})


def bare_name(text: str) -> str | None:
    """The name that an argument consists of, in its one spelling, or None."""
    if not _BARE.fullmatch(text) or text in _CONSTANTS or text in WORDS:
        return None
    return maybe_name(text)


def spelled_out(
    statement: Statement, values: Mapping[str, Fraction], categories: int | None, faults: Faults
) -> tuple[Argument, ...] | None:
    """The arguments with `p_1, …, p_k` in full; k is a number, has a value, or is the number of `categories` in the
    data. None where that cannot be done, which is among the faults then."""
    written = statement.arguments
    gaps = [k for k, argument in enumerate(written) if argument.text in ELLIPSES]
    if not gaps:
        return written
    at = gaps[0]
    if len(gaps) > 1 or at == 0 or at + 2 != len(written):
        faults.add(statement.node, "the … stands before the last argument: p_1, …, p_5", written[at].offset)
        return None
    place = written[at + 1].offset
    base, first = _indexed(written[at - 1].text)
    other, index = _indexed(written[at + 1].text)
    last = _last(index, values, categories)
    if not base or base != other or not first.isdecimal() or last is None:
        faults.add(statement.node, "how many categories? write the last index as a number: p_1, …, p_5", place)
        return None
    if not int(first) < last <= MAX_CATEGORIES:
        message = f"{last} categories: from {int(first) + 1} to {MAX_CATEGORIES} are possible"
        faults.add(statement.node, message, place)
        return None
    rest = (Argument(f"{base}_{k}", written[at].offset) for k in range(int(first) + 1, last + 1))
    return (*written[:at], *rest)


def _indexed(text: str) -> tuple[str, str]:
    """`p_k` as its letter and its index; empty where it is none."""
    base, _, index = (bare_name(text) or "").partition("_")
    return (base, index) if index and len(index) <= 6 else ("", "")


def _last(index: str, values: Mapping[str, Fraction], categories: int | None) -> int | None:
    if index.isdecimal():
        return int(index)
    value = values.get(index)
    return int(value) if value is not None and value.denominator == 1 else categories


def total_of_cells(
    statement: Statement, cells: tuple[Expression, ...], values: Mapping[str, Fraction], faults: Faults
) -> Relation | None:
    """The constraint that the probabilities add up to one; None where they do so by themselves.

    With one unknown or none, that they do not is a fault.
    """
    names = sorted(frozenset().union(*map(free_symbols, cells)) - values.keys())
    totals = {_total(cells, names, values, k) for k in range(1, 4)}
    if totals == {Fraction(1)} or (None in totals and _adds_up(cells)):
        return None
    if len(names) < 2 and None not in totals:
        said = f"add up to {totals.pop()}" if not names else "do not add up to 1"
        faults.add(statement.node, f"the probabilities {said}: their sum should be 1", statement.arguments[0].offset)
        return None
    return Relation((Add(cells), ONE), ("=",))


def _adds_up(cells: tuple[Expression, ...]) -> bool:
    """Whether the normal form of the sum is one: of `1/(1 + e^b)` and `e^b/(1 + e^b)`, say."""
    from ..exact import Field  # few problems need it
    from ..steps import Setting

    names = frozenset().union(*map(free_symbols, cells))
    return Field(Setting(domains=dict.fromkeys(names, REAL))).equal(Add(cells), ONE)


def _total(
    cells: tuple[Expression, ...], names: list[str], values: Mapping[str, Fraction], k: int
) -> Fraction | None:
    """The sum at one of several points; rational cells that sum to one at all of them do so everywhere, but for
    contrived ones."""
    point = {name: Fraction(k, 7 + 2 * j) for j, name in enumerate(names)} | dict(values)
    total = Fraction(0)
    for cell in cells:
        value = rational_value(cell, point)
        if value is None:
            return None
        total += value
    return total
