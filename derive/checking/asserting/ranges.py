"""Where something is said to hold, `on (0, 3]`, `for λ > 3`, and points of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from flint import arb, fmpq

from ...balls import Undefined
from ...expressions import number_value
from ..middles import middle
from ..truth import Truth
from .figures import FIGURE, figure

__all__ = ["Range", "fraction_of", "points_in", "range_of"]

_SHARES = tuple(Fraction(k, 100) for k in (1, 5, 25, 50, 75, 95, 99))
_BEYOND = (Fraction(1, 100), Fraction(1, 10), Fraction(1), Fraction(10))


class Range(NamedTuple):
    """Where something is said to hold; None: no end on that side. slack: how exactly the ends are told."""

    lower: Fraction | None
    upper: Fraction | None
    slack: Fraction = Fraction(0)


def range_of(found: re.Match[str], truth: Truth, name: str) -> Range | None:
    """The interval that is meant; None where it is one of something else, or has an end that is not known."""
    if any(found[key] not in (None, name) for key in ("name0", "name1", "name2", "name4")):
        return None
    if found["all"] or found["name0"]:
        return Range(None, None)
    if found["name1"]:
        above = found["sign"] in (">", "≥")
        lower, upper = (found["end1"], None) if above else (None, found["end1"])
    elif found["below"] or found["above"]:
        lower, upper = found["end5"], found["end4"]
    else:
        lower, upper = found["lower2"] or found["lower3"], found["upper2"] or found["upper3"]
    ends = [_end(text, truth, name) for text in (lower, upper)]
    if ends[0] is None or ends[1] is None:
        return None
    (low, slack), (high, more) = ends[0], ends[1]
    return Range(low, high, max(slack, more))


def _end(text: str | None, truth: Truth, name: str) -> tuple[Fraction | None, Fraction] | None:
    """An end of an interval and how exactly it is told; (None, 0) where there is none; None where it is not known."""
    if text is None or "∞" in text:
        return None, Fraction(0)
    bare = text.lower().removeprefix("the ")
    if re.fullmatch(FIGURE, text, re.IGNORECASE):
        number = figure(text)
        return number.value, number.unit
    column = next(iter(truth.problem.columns.values()), None)
    if bare in ("mle", "estimate") or text.endswith("\u0302"):
        best = fraction_of(truth.instances[0].best[0].values[name])
        return None if best is None else (best, abs(best) / 10**6)
    if column is None:
        return None
    if bare.startswith(("max", "sample maximum")):
        return Fraction(max(column.values)), Fraction(0)
    counts = column.counts or (1,) * len(column.values)
    total = sum((Fraction(x) * k for x, k in zip(column.values, counts, strict=True)), Fraction(0))
    return total / column.size, Fraction(0)


def fraction_of(x: fmpq | arb) -> Fraction | None:
    try:
        near = middle(x)
    except Undefined:
        return None
    return Fraction(int(near.p), int(near.q))


def points_in(where: Range, truth: Truth, name: str) -> list[Fraction]:
    """Points well inside of the interval and of the domain, some of them between its ends and the maximum."""
    domain = truth.problem.parameters[name]
    ends = [None if e is None else number_value(e) for e in (domain.lower, domain.upper)]
    low, high = (None if e is None else Fraction(e) for e in ends)
    if (domain.lower is not None and low is None) or (domain.upper is not None and high is None):
        return []
    best = fraction_of(truth.instances[0].best[0].values[name])
    lower = max((e for e in (low, where.lower) if e is not None), default=None)
    upper = min((e for e in (high, where.upper) if e is not None), default=None)
    if best is None or (lower is not None and upper is not None and lower >= upper):
        return []
    scale = abs(best) or Fraction(1)
    points = list(_spread(lower, upper, scale))
    inner = [e for e in (lower, upper) if e is not None]
    points += [(e + best) / 2 for e in inner] + [best + (e - best) * Fraction(9, 10) for e in inner]
    margin = where.slack
    return [
        _short(x) for x in points
        if (lower is None or _short(x) > lower + margin) and (upper is None or _short(x) < upper - margin)
    ]


def _spread(lower: Fraction | None, upper: Fraction | None, scale: Fraction) -> Iterator[Fraction]:
    if lower is not None and upper is not None:
        yield from (lower + (upper - lower) * share for share in _SHARES)
    elif lower is not None:
        yield from (lower + scale * share for share in _BEYOND)
    elif upper is not None:
        yield from (upper - scale * share for share in _BEYOND)
    else:
        yield from (scale * share * side for share in _BEYOND for side in (1, -1))


def _short(x: Fraction) -> Fraction:
    return x.limit_denominator(10_000)
