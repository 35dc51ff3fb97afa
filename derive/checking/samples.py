"""Samples of which no more is known than their size and sum: observations that have these, made up.

What is said of such a sample holds for all that have the given size and sum, so that it may be tried on any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..domains import Domain
from ..expressions import Call, Symbol, number_value, observation, sample_sum
from ..records import replace
from ..steps import Column, Setting

__all__ = ["settings_made_up"]

SPREADS = (1, 2, 3)
MOST_PAIRS = 4


def settings_made_up(setting: Setting) -> tuple[Setting, ...]:
    """The setting with observations instead of the sum, in a few ways; none where more is given than that, or where
    no such observations can be found."""
    if setting.columns or setting.size is None or len(setting.supports) != 1 or len(setting.statistics) != 1:
        return ()
    name, support = next(iter(setting.supports.items()))
    statistic, value = next(iter(setting.statistics.items()))
    times = {sample_sum(observation(name)): 1, Call("mean", (Symbol(name),)): setting.size}.get(statistic)
    columns = () if times is None else _columns(setting.size, times * value, support)
    return tuple(replace(setting, columns={name: column}, statistics={}) for column in columns)


def _columns(size: int, total: Fraction, support: Domain) -> Iterator[Column]:
    """Different samples of that size and sum; of the whole numbers where only these are observed."""
    if support.integer and total.denominator != 1:
        return
    found: list[dict[Fraction, int]] = []
    for spread in SPREADS:
        table = _whole(size, int(total), spread, support) if support.integer else _real(size, total, spread, support)
        if table is not None and table not in found:
            found.append(table)
            values = sorted(table, key=lambda value: (-table[value], value))
            yield Column(tuple(values), tuple(table[value] for value in values))


def _whole(size: int, total: int, spread: int, support: Domain) -> dict[Fraction, int] | None:
    """The two whole numbers beside the mean, a few of them moved apart."""
    low, above = divmod(total, size)
    table = {Fraction(low): size - above, Fraction(low + 1): above}
    if not all(_is_in(value, support) for value, count in table.items() if count):
        return None
    pairs = min(MOST_PAIRS, table[Fraction(low)] // 2)
    ends = Fraction(low - spread), Fraction(low + spread)
    if all(_is_in(end, support) for end in ends):
        table[Fraction(low)] -= 2 * pairs
        for end in ends:
            table[end] = table.get(end, 0) + pairs
    return {value: count for value, count in table.items() if count}


def _real(size: int, total: Fraction, spread: int, support: Domain) -> dict[Fraction, int] | None:
    """The mean, and pairs around it."""
    mean = total / size
    pairs = min(MOST_PAIRS, size // 2)
    step = (abs(mean) or Fraction(1)) * Fraction(spread, 7)
    for _ in range(4):
        if _is_in(mean - step, support) and _is_in(mean + step, support):
            table = {mean - step: pairs, mean + step: pairs, mean: size - 2 * pairs}
            return {value: count for value, count in table.items() if count}
        step /= 5
    return {mean: size} if _is_in(mean, support) else None  # at an end of what may be observed


def _is_in(value: Fraction, support: Domain) -> bool:
    lower, upper = (None if end is None else number_value(end) for end in (support.lower, support.upper))
    above = lower is None or value > lower or (support.lower_closed and value == lower)
    return above and (upper is None or value < upper or (support.upper_closed and value == upper))
