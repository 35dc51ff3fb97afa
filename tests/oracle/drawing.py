"""Drawing samples, and the pieces of which log-likelihoods are made, in mpmath: they share nothing with rules."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple

from mpmath import factorial, inf, log, mpf, pi

__all__ = [
    "Drawn", "Numbers", "Sampled", "Table", "cells", "correlated", "counted", "gaussian", "listed", "normal",
    "picked", "poisson", "real", "table", "times", "waited",
]

Numbers = Sequence[Fraction]


class Drawn(NamedTuple):
    """text: the problem with its data. path: where the likelihood climbs as ε falls to zero; None where it has a
    maximum. bound: what it stays below. also: functions of the parameters that are asked."""

    text: str
    log_likelihood: Callable[..., mpf]
    path: Callable[[mpf], list[mpf]] | None = None
    bound: float = math.inf
    also: Mapping[str, Callable[..., mpf]] = {}


class Sampled(NamedTuple):
    """number: of the table."""

    number: int
    where: dict[str, str]
    draw: Callable[[Random], Drawn]


class Table(list[Sampled]):
    """Rows, each made by a function that draws a sample."""

    def row(self, number: int, where: str) -> Callable[[Callable[[Random], Drawn]], Callable[[Random], Drawn]]:
        """Puts what is drawn into the table. where: `a R, b +`, names and kinds as in `climbing`."""
        kinds = dict(part.split() for part in where.split(", "))

        def kept(draw: Callable[[Random], Drawn]) -> Callable[[Random], Drawn]:
            self.append(Sampled(number, kinds, draw))
            return draw

        return kept


# ---- drawing, and how the data are written -------------------------------------------------------------------


def poisson(r: Random, mean: float) -> int:
    k, left = 0, r.random()
    while left > (chance := math.exp(-mean) * mean**k / math.factorial(k)):
        k, left = k + 1, left - chance
    return k


def normal(r: Random, mean: float = 0, sd: float = 1) -> Fraction:
    return Fraction(round(100 * r.gauss(mean, sd)), 100)


def waited(r: Random, rate: float) -> Fraction:
    return Fraction(round(100 * r.expovariate(rate)) + 1, 100)


def picked(r: Random, chances: Sequence[float], size: int) -> list[int]:
    """How often each cell came; each at least once."""
    came = Counter([*range(len(chances)), *r.choices(range(len(chances)), chances, k=size)])
    return [came[k] for k in range(len(chances))]


def listed(values: Sequence[int | Fraction]) -> str:
    return "[" + ", ".join(str(float(x)) if isinstance(x, Fraction) else str(x) for x in values) + "]"


def table(counts: Mapping[str, int]) -> str:
    return "{counts: {" + ", ".join(f"{name}: {count}" for name, count in counts.items()) + "}}"


def real(x: int | Fraction) -> mpf:
    return mpf(x.numerator) / x.denominator


def times(count: int | Fraction, base: mpf) -> mpf:
    """count · log base, with 0 · log 0 = 0."""
    return mpf(0) if count == 0 else real(count) * log(base) if base > 0 else -inf


def cells(counts: Sequence[int], *chances: mpf) -> mpf:
    if any(p < 0 for p in chances):
        return -inf
    return sum((times(c, p) for c, p in zip(counts, chances, strict=True)), mpf(0))


def gaussian(values: Numbers, means: Sequence[mpf], v: mpf) -> mpf:
    squares = sum(((real(x) - m) ** 2 for x, m in zip(values, means, strict=True)), mpf(0))
    return -len(values) * log(2 * pi * v) / 2 - squares / (2 * v)


def counted(values: Sequence[int], means: Sequence[mpf]) -> mpf:
    """Of independent Poisson counts."""
    pairs = zip(values, means, strict=True)
    return sum((times(x, m) - m - log(factorial(x)) if m > 0 else -inf for x, m in pairs), mpf(0))


def correlated(x: Numbers, y: Numbers, m1: mpf, m2: mpf, v1: mpf, v2: mpf, c: mpf) -> mpf:
    """Of pairs of normal variables: by means, variances and the correlation."""
    if not (v1 > 0 and v2 > 0 and abs(c) < 1):
        return -inf
    us = [((real(a) - m1) / v1**0.5, (real(b) - m2) / v2**0.5) for a, b in zip(x, y, strict=True)]
    form = sum((a * a - 2 * c * a * b + b * b for a, b in us), mpf(0))
    return -len(us) * log(v1 * v2 * (1 - c * c)) / 2 - form / (2 * (1 - c * c))
