"""The problems of `problems/` whose support moves with a parameter, or whose likelihood has corners, written anew.

A log-density in plain floats, minus infinity outside of the support; the data; a box in which the maximum lies.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

__all__ = ["SEARCHED", "Searched"]


class Searched(NamedTuple):
    """names: the parameters in the order of `log_density(x, *parameters)`. best: the maximisers, an interval each."""

    names: tuple[str, ...]
    log_density: Callable[..., float]
    data: Sequence[Any]
    box: tuple[tuple[float, float], ...]
    best: tuple[tuple[float, float], ...]
    whole: bool = False


def inside(condition: bool, value: Callable[[], float]) -> float:
    """The value where the condition holds, minus infinity elsewhere."""
    return value() if condition else -math.inf


def log_choose(n: float, k: float) -> float:
    """The logarithm of a binomial coefficient."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def logs(data: Sequence[float], least: float) -> float:
    """The sum of log(x/least)."""
    return sum(math.log(x / least) for x in data)


def errors(x: float, y: float, r: float) -> float:
    """The log-density of a pair with means zero, variances one and the correlation r, up to a constant."""
    return -math.log(1 - r * r) / 2 - (x * x - 2 * r * x * y + y * y) / (2 * (1 - r * r))


CLAIMS = (2.5, 4, 3.2, 10, 2.8, 5)
SEARCHED: dict[str, Searched] = {
    "last-ticket": Searched(
        ("N",), lambda x, n: inside(1 <= x <= n, lambda: -math.log(n)), (61, 19, 56, 24, 16),
        ((1, 120),), ((61, 61),), whole=True,
    ),
    "tagged-pike": Searched(
        ("N",), lambda x, n: inside(n >= 17, lambda: log_choose(n - 10, 12 - x) - log_choose(n, 12)), (5,),
        ((17, 90),), ((23, 24),), whole=True,
    ),
    "seeds-sown": Searched(
        ("m",), lambda x, m: inside(m >= x, lambda: log_choose(m, x) + m * math.log(3 / 5)), (7, 5, 6, 9),
        ((9, 60),), ((17, 17),), whole=True,
    ),
    "longest-wait": Searched(
        ("θ",), lambda x, top: inside(0 <= x <= top, lambda: -math.log(top)), (3.5, 0.5, 2.25), ((0.1, 9),),
        ((3.5, 3.5),),
    ),
    "large-claims": Searched(
        ("x_m", "α"),
        lambda x, least, a: inside(x >= least, lambda: math.log(a) + a * math.log(least) - (a + 1) * math.log(x)),
        CLAIMS, ((0.5, 4), (0.1, 6)), ((2.5, 2.5), (6 / logs(CLAIMS, 2.5),) * 2),
    ),
    "start-up-time": Searched(
        ("t", "λ"), lambda x, t, rate: inside(x >= t, lambda: math.log(rate) - rate * (x - t)), (12, 9, 15, 11, 28),
        ((0, 12), (0.01, 1)), ((9, 9), (1 / 6, 1 / 6)),
    ),
    "meeting-point": Searched(
        ("μ", "b"), lambda x, m, b: -math.log(2 * b) - abs(x - m) / b, (14, 17, 12, 25), ((8, 30), (0.5, 12)),
        ((14, 17), (4, 4)),
    ),
    "calibrated-pair": Searched(
        ("ρ",), lambda pair, r: inside(abs(r) < 1, lambda: errors(*pair, r)),
        ((1.2, 0.7), (-0.5, -1.1), (0.3, 0.4), (2, 1.2)), ((-0.99, 0.99),), ((0.84440785557273940,) * 2,),
    ),
    "free-throws": Searched(
        ("p",), lambda x, p: inside(0 < p < 1, lambda: x * math.log(p) + (1 - x) * math.log(1 - p)), (1, 0, 1, 1, 0),
        ((0, 1),), ((0.6, 0.6),),
    ),
    "excess-mass": Searched(
        ("μ",), lambda x, m: inside(m >= 0, lambda: -((x - m) ** 2) / 0.08), (-0.3, 0.1, -0.2, 0.1), ((0, 2),),
        ((0, 0),),
    ),
    "signal-above-background": Searched(
        ("μ", "σ²"),
        lambda x, m, v: inside(m >= 0 and v > 0, lambda: -math.log(v) / 2 - (x - m) ** 2 / (2 * v)),
        (1.5, -2, -0.5, -1), ((0, 3), (0.1, 9)), ((0, 0), (15 / 8, 15 / 8)),
    ),
    "rounded-clock": Searched(
        ("θ",), lambda x, middle: inside(abs(x - middle) <= 0.5, lambda: 0.0), (7.1, 7.6, 7.3, 7.25), ((6, 9),),
        ((7.1, 7.6),),
    ),
}
