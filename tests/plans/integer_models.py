"""Problems with a whole-number parameter: the text, the law in plain floats, and where to search for the maximum.

A row: a name, the problem, log L as a function of the integer (−inf where it is zero), first and last integer to try.
The search knows nothing of ratios: it looks at every integer.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb, inf, lgamma, log

__all__ = ["FORMULAS", "INTEGERS", "NONE"]

Height = Callable[[int], float]


def log_choose(n: float, k: float) -> float:
    return -inf if k < 0 or k > n else lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def binomial(data: list[int], p: float) -> Height:
    def height(m: int) -> float:
        return sum(log_choose(m, x) + x * log(p) + (m - x) * log(1 - p) for x in data)

    return height


def recaptured(data: list[int], marked: int, drawn: int) -> Height:
    """Of N animals some are marked; N is unknown."""
    def height(total: int) -> float:
        return sum(hypergeometric(x, total, marked, drawn) for x in data)

    return height


def marked(data: list[int], total: int, drawn: int) -> Height:
    """The number of the marked is unknown."""
    def height(k: int) -> float:
        return sum(hypergeometric(x, total, k, drawn) for x in data)

    return height


def hypergeometric(x: int, total: int, marked: int, drawn: int) -> float:
    if drawn > total or not 0 <= x <= min(marked, drawn) or drawn - x > total - marked:
        return -inf
    return log(comb(marked, x)) + log(comb(total - marked, drawn - x)) - log(comb(total, drawn))


def failures(data: list[int], p: float) -> Height:
    """Failures before the r-th success."""
    def height(r: int) -> float:
        return sum(log_choose(x + r - 1, x) + r * log(p) + x * log(1 - p) for x in data)

    return height


def counts(data: list[int], each: float) -> Height:
    """Poisson with mean each · N."""
    def height(n: int) -> float:
        if n == 0:
            return -inf if any(data) else 0.0
        return sum(x * log(each * n) - each * n for x in data)

    return height


def normal(data: list[float], variance: float) -> Height:
    return lambda n: -sum((x - n) ** 2 for x in data) / (2 * variance)


OWN_FAILURES = "{variable: x, mass: 'C(x+r-1, x) (2/5)^r (3/5)^x', support: x >= 0}\nparameters: {r: integer >= 1}"

INTEGERS: list[tuple[str, str, Height, int, int]] = [
    ("one-binomial", "model: x ~ Binomial(m, 2/5)\ndata: [7]", binomial([7], 0.4), 7, 200),
    ("binomial-tie", "model: x ~ Binomial(m, 1/2)\ndata: [7]", binomial([7], 0.5), 7, 200),
    ("binomial-none", "model: x ~ Binomial(m, 0.3)\ndata: [0, 0]", binomial([0, 0], 0.3), 0, 200),
    ("binomial-some-none", "model: x ~ Binomial(m, 0.3)\ndata: [0, 1]", binomial([0, 1], 0.3), 1, 200),
    ("binomial-sample", "model: x ~ Binomial(m, 2/5)\ndata: [7, 5, 6, 9]", binomial([7, 5, 6, 9], 0.4), 9, 200),
    (
        "binomial-known", "model: x ~ Binomial(m, p)\nknown: {p: 0.25}\ndata: [3, 4]",
        binomial([3, 4], 0.25), 4, 200,
    ),
    (
        "binomial-table", "model: x ~ Binomial(m, 1/3)\ndata: {counts: {2: 5, 3: 7, 6: 1}}",
        binomial([2] * 5 + [3] * 7 + [6], 1 / 3), 6, 200,
    ),
    ("binomial-sum-of-one", "model: x ~ Binomial(m, 1/3)\ndata: {n: 1, sum(x): 7}", binomial([7], 1 / 3), 7, 200),
    (
        "binomial-clipped", "model: x ~ Binomial(m, 1/3)\nparameters: {m: integer 0 <= m <= 12}\ndata: [7, 2]",
        binomial([7, 2], 1 / 3), 7, 12,
    ),
    (
        "binomial-open-end", "model: x ~ Binomial(m, 1/3)\nparameters: {m: integer 8 < m < 13}\ndata: [2]",
        binomial([2], 1 / 3), 9, 12,
    ),
    ("recapture", "model: x ~ Hypergeometric(N, 10, 12)\ndata: [5]", recaptured([5], 10, 12), 17, 400),
    ("recapture-no-tie", "model: x ~ Hypergeometric(N, 10, 12)\ndata: [7]", recaptured([7], 10, 12), 15, 400),
    ("recapture-all", "model: x ~ Hypergeometric(N, 10, 12)\ndata: [10]", recaptured([10], 10, 12), 12, 400),
    ("recapture-all-drawn", "model: x ~ Hypergeometric(N, 10, 8)\ndata: [8]", recaptured([8], 10, 8), 10, 400),
    (
        "recapture-sample", "model: x ~ Hypergeometric(N, 10, 12)\ndata: [5, 4, 7]",
        recaptured([5, 4, 7], 10, 12), 18, 400,
    ),
    (
        "recapture-one-empty", "model: x ~ Hypergeometric(N, 10, 12)\ndata: [0, 2, 1]",
        recaptured([0, 2, 1], 10, 12), 22, 4000,
    ),
    ("recapture-equal", "model: x ~ Hypergeometric(N, 10, 12)\ndata: [7, 7]", recaptured([7, 7], 10, 12), 15, 400),
    ("binomial-equal", "model: x ~ Binomial(m, 2/5)\ndata: [6, 6, 6]", binomial([6] * 3, 0.4), 6, 200),
    ("marked", "model: x ~ Hypergeometric(50, K, 12)\ndata: [5]", marked([5], 50, 12), 0, 50),
    ("marked-tie", "model: x ~ Hypergeometric(47, K, 12)\ndata: [5]", marked([5], 47, 12), 0, 47),
    ("marked-all", "model: x ~ Hypergeometric(50, K, 12)\ndata: [12]", marked([12], 50, 12), 0, 50),
    ("marked-none", "model: x ~ Hypergeometric(50, K, 12)\ndata: [0, 0]", marked([0, 0], 50, 12), 0, 50),
    ("marked-sample", "model: x ~ Hypergeometric(50, K, 12)\ndata: [5, 3, 7]", marked([5, 3, 7], 50, 12), 0, 50),
    (
        "coins",
        "model: {variable: x, mass: 'C(N, x)/2^N', support: 0 <= x <= N}\nparameters: {N: integer >= 0}\n"
        "data: [4, 6]",
        binomial([4, 6], 0.5), 6, 200,
    ),
    ("failures", f"model: {OWN_FAILURES}\ndata: [4]", failures([4], 0.4), 1, 200),
    ("failures-sample", f"model: {OWN_FAILURES}\ndata: [4, 0, 3]", failures([4, 0, 3], 0.4), 1, 200),
    (
        "failures-family", "model: x ~ NegativeBinomial(r, 0.3)\nparameters: {r: integer >= 1}\ndata: [5, 2]",
        failures([5, 2], 0.3), 1, 200,
    ),
    ("machines", "model: x ~ Poisson(2 N)\nparameters: {N: integer >= 0}\ndata: [5, 8]", counts([5, 8], 2), 0, 200),
    ("machines-idle", "model: x ~ Poisson(2 N)\nparameters: {N: integer >= 0}\ndata: [0]", counts([0], 2), 0, 200),
    (
        "nearest-integer", "model: x ~ Normal(N, 4)\nparameters: {N: integer}\ndata: [5.2, 8.1, 3]",
        normal([5.2, 8.1, 3], 4), -50, 50,
    ),
    (
        "whole-end", "model: x ~ Uniform(0, N)\nparameters: {N: integer >= 1}\ndata: [3.5, 2.2]",
        lambda n: -2 * log(n) if n >= 3.5 else -inf, 1, 99,
    ),
    (
        "one-in", "model: x ~ Categorical(1/N, 1-1/N)\nparameters: {N: integer >= 2}\ndata: {counts: {a: 3, b: 14}}",
        lambda n: -3 * log(n) + 14 * log(1 - 1 / n), 2, 99,
    ),
    (
        "one-in-trials", "model: x ~ Bernoulli(1/N)\nparameters: {N: integer >= 2}\ndata: {n: 17, sum(x): 3}",
        lambda n: -3 * log(n) + 14 * log(1 - 1 / n), 2, 99,
    ),
    (
        "whole-mean", "model: x ~ Exponential(scale=N)\nparameters: {N: integer >= 1}\ndata: [3.5, 9.1, 4]",
        lambda n: -3 * log(n) - 16.6 / n, 1, 99,
    ),
    (
        "whole-shape", "model: x ~ Gamma(k, rate=2)\nparameters: {k: integer >= 1}\ndata: [1.5, 2.1]",
        lambda k: (k - 1) * log(1.5 * 2.1) - 2 * lgamma(k) + 2 * k * log(2), 1, 99,
    ),
    (
        "given", "likelihood: C(N-5, 4) C(5, 3)/C(N, 7)\nparameters: {N: integer >= 9}",
        recaptured([3], 5, 7), 9, 400,
    ),
    (
        "given-from-below", "likelihood: C(N-5, 4) C(5, 3)/C(N, 7)\nparameters: {N: integer >= 1}",
        recaptured([3], 5, 7), 9, 400,
    ),
    (
        "given-known",
        "likelihood: C(K, k) C(N-K, m-k)/C(N, m)\nparameters: {N: integer >= 10}\nknown: {K: 5, m: 10, k: 2}",
        recaptured([2], 5, 10), 13, 400,
    ),
]

NONE: list[tuple[str, str]] = [
    ("nothing-recaptured", "model: x ~ Hypergeometric(N, 10, 12)\ndata: [0]"),
    ("nothing-recaptured-twice", "model: x ~ Hypergeometric(N, 10, 12)\ndata: [0, 0]"),
]

CHOICES = "likelihood: C(K, k) C(N-K, m-k)/C(N, m)\nparameters: {N: integer >= 1}\n"
FORMULAS: list[tuple[str, str, str, str]] = [
    ("recapture", f"{CHOICES}known: {{K: symbolic, m: symbolic, k: symbolic}}", "floor(K m/k)", "k >= 1"),
    ("declared", f"{CHOICES}known: {{K: integer >= 1, m: integer >= 1, k: integer >= 1}}", "floor(K m/k)", ""),
    (
        "one-catch", "model: x ~ Hypergeometric(N, K, m)\nknown: {K: symbolic, m: symbolic}\ndata: [5]",
        "floor(K m/5)", "K >= 5, m >= 5",
    ),
    ("share", "model: x ~ Binomial(m, p)\nknown: {p: symbolic}\ndata: [5]", "floor(5/p)", "p > 0, p < 1"),
    (
        "given-share",
        "likelihood: C(N, k) p^k (1-p)^(N-k)\nparameters: {N: integer >= 0}\nknown: {k: integer >= 0, p: 0 < p < 1}",
        "floor(k/p)", "",
    ),
]
"""Formulas in known symbols, and the conditions under which they hold."""
