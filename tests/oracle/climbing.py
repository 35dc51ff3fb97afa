"""A search that knows a log-likelihood by its values only, in mpmath: what is highest, and whether a point is a top.

A parameter is of a kind: `+` above zero, `R` anywhere, `01` between zero and one, `corr` between −1 and 1, `end`
where the support moves with it, `box` where its domain ends at a number, `N` a whole number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import pairwise

import mpmath
from mpmath import mpf
from scipy import optimize

import derive

__all__ = [
    "DIGITS", "Height", "Kinds", "assert_climbs", "assert_grows", "assert_highest", "assert_stationary",
    "assert_whole_set", "climb", "exact_values",
]

DIGITS = 40
LITTLE = mpf(10) ** -9

Kinds = Mapping[str, str]
Height = Callable[[list[mpf]], mpf]
INSIDE: dict[str, Callable[[float], bool]] = {
    "+": lambda x: x > 0, "01": lambda x: 0 < x < 1, "corr": lambda x: -1 < x < 1,
}


def exact_values(where: Kinds, derivation: derive.Derivation) -> list[mpf]:
    """The estimates to many digits: by their formulas, else within their enclosures; of a set the least one."""
    return [exact_value(derivation.estimates[name]) for name in where]


def exact_value(row: derive.Estimate) -> mpf:
    if row.exact is None:
        return mpf(row.value if row.value is not None else row.interval[0])
    if row.sympy.is_Rational:  # at the end of a support rounding would matter
        return mpf(int(row.sympy.p)) / int(row.sympy.q)
    return mpmath.mpmathify(row.sympy.evalf(DIGITS))


def moved(where: Kinds, centre: list[mpf], draw: random.Random, reach: float) -> list[mpf]:
    """A point some way from another one, inside of the domains."""
    return [_moved_one(kind, x, draw, reach) for kind, x in zip(where.values(), centre, strict=True)]


def _moved_one(kind: str, x: mpf, draw: random.Random, reach: float) -> mpf:
    if kind == "N":
        return mpf(max(0, int(x) + draw.randint(-8, 8)))
    if kind == "+":
        return (x or mpf(1)) * mpmath.exp(draw.gauss(0, reach))
    if kind == "01":
        odds = mpmath.log((x or mpf("0.01")) / (1 - x)) if x < 1 else mpf(4)
        return 1 / (1 + mpmath.exp(-odds - draw.gauss(0, reach)))
    if kind == "corr":
        return mpmath.tanh(mpmath.atanh(x) + draw.gauss(0, reach))
    return x + draw.gauss(0, 3 * reach)


def in_step(where: Kinds, centre: list[mpf], draw: random.Random, reach: float) -> list[mpf]:
    """All positive parameters by the same factor: a ridge may run that way."""
    by = mpmath.exp(draw.gauss(0, reach))
    return [x * by if kind == "+" else x for kind, x in zip(where.values(), centre, strict=True)]


def climb(where: Kinds, height: Height, start: list[mpf]) -> mpf:
    """The height that a search without derivatives reaches."""
    if {*where.values()} & {"N", "end"}:
        return height(start)

    def depth(at: list[float]) -> float:
        inside = all(INSIDE[kind](x) for kind, x in zip(where.values(), at, strict=True) if kind in INSIDE)
        value = height(list(map(mpf, at))) if inside else -mpmath.inf
        return float(-value) if mpmath.isfinite(value) else 1e300

    return -mpf(optimize.minimize(depth, list(map(float, start)), method="Nelder-Mead").fun)


def assert_highest(where: Kinds, height: Height, found: list[mpf], draw: random.Random, searches: int = 3) -> None:
    """Nothing near or far is higher, nor where a search from there leads."""
    top = height(found)
    points = [moved(where, found, draw, reach) for reach in (0.01, 0.3, 1.5) for _ in range(40)]
    best = sorted(points, key=height)[-searches:]
    reached = max([climb(where, height, at) for at in best] + [height(at) for at in points])
    assert reached <= top + LITTLE


def assert_stationary(where: Kinds, height: Height, found: list[mpf]) -> None:
    """One Newton step for each parameter, were the others right, moves less than nine digits; an end of a domain, an
    end of the support and the middle of a sample are left to the search."""
    for k, (kind, x) in enumerate(zip(where.values(), found, strict=True)):
        if kind in ("N", "end") or (kind in ("+", "01") and x == 0) or (kind == "01" and x == 1):
            continue
        if kind == "box" and -mpmath.inf in (height([x - LITTLE]), height([x + LITTLE])):
            continue

        def along(t: mpf, k: int = k) -> mpf:
            return height([*found[:k], t, *found[k + 1:]])

        slope, bend = mpmath.diff(along, x, 1), mpmath.diff(along, x, 2)
        assert abs(slope / bend) < LITTLE * max(1, abs(x))


def assert_whole_set(height: Height, row: derive.Estimate) -> None:
    """All maximisers of a likelihood in one parameter: both ends are as high, and beyond them it is lower."""
    if row.set is not None:
        members = [mpf(int(part)) for part in str(row.set).strip("{}").split(",")]
        low, high, step = min(members), max(members), mpf(1)
    else:
        low, high, step = mpf(row.interval[0]) + LITTLE, mpf(row.interval[1]) - LITTLE, mpf(10) ** -6
    top = height([low])
    assert abs(height([high]) - top) < LITTLE
    assert max(height([low - step]), height([high + step])) < top


def assert_climbs(where: Kinds, height: Height, draw: random.Random) -> None:
    """The best of a search in ever wider boxes grows."""
    centre = [mpf(1) / 2 if kind == "01" else mpf(1) for kind in where.values()]
    best = []
    for reach in (1, 4, 16):
        points = [moved(where, centre, draw, reach) for _ in range(150)]
        points += [in_step(where, centre, draw, reach) for _ in range(50)]
        centre = max([centre, *points], key=height)
        best.append(height(centre))
    assert all(a < b for a, b in pairwise(best))


def assert_grows(height: Height, path: Callable[[mpf], list[mpf]], bound: float) -> None:
    """Along a path it climbs, all the way: over any bound, or up to this one from below."""
    with mpmath.workdps(600):
        heights = [height(path(mpf(10) ** -k)) for k in (1, 2, 4, 16, 64, 256)]
    assert all(a < b for a, b in pairwise(heights))
    assert heights[-1] > heights[0] + 50 if bound == mpmath.inf else heights[-1] < bound
