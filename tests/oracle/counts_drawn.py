"""Rows of a statistics course about counts: cells, captures, chains, trials that were stopped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from random import Random

from drawing import Drawn, Table, cells, counted, listed, picked, poisson, real, table, times
from mpmath import binomial, exp, inf, log, mpf

__all__ = ["SAMPLES"]

SAMPLES = Table()


@SAMPLES.row(2, "p box")
def bounded_chance(r: Random) -> Drawn:
    k = sum(r.random() < 0.6 for _ in range(70))
    text = f"model: x ~ Bernoulli(p)\nparameters: {{p: 1/2 <= p <= 2/3}}\ndata: {{n: 70, sum(x): {k}}}"
    return Drawn(text, lambda p: cells((k, 70 - k), p, 1 - p) if 0.5 <= p <= mpf(2) / 3 else -inf)


@SAMPLES.row(3, "x +")
def chance_above_a_half(r: Random) -> Drawn:
    yes = r.randint(6, 9)
    text = "model: y ~ Bernoulli((1+exp(-x))/2)\nparameters: {x: x > 0}\ndata: {y: "
    hits = [1] * yes + [0] * (10 - yes)
    return Drawn(f"{text}{hits}}}", lambda x: cells((yes, 10 - yes), (1 + exp(-x)) / 2, (1 - exp(-x)) / 2))


@SAMPLES.row(6, "m N, p 01")
def unknown_size_and_chance(r: Random) -> Drawn:
    size = r.randint(7, 9)
    values = [size, size - 1, size, size - 2, size - r.randint(0, 2)]  # less spread than a mean
    text = f"model: x ~ Binomial(m, p)\nparameters: {{m: integer >= 1, p: 0 < p < 1}}\ndata: {values}"

    def height(m: mpf, p: mpf) -> mpf:
        if m < max(values):
            return -inf
        return sum((log(binomial(m, x)) + times(x, p) + times(int(m) - x, 1 - p) for x in values), mpf(0))

    return Drawn(text, height)


@SAMPLES.row(12, "λ +")
def exposure(r: Random) -> Drawn:
    t = [Fraction(r.randint(1, 8), 2) for _ in range(4)]
    x = [poisson(r, 2 * float(s)) + 1 for s in t]
    text = f"model: x ~ Poisson(λ t)\nparameters: {{λ: positive}}\ndata: {{x: {x}, t: {listed(t)}}}"
    return Drawn(text, lambda a: counted(x, [a * real(s) for s in t]))


@SAMPLES.row(13, "λ +")
def two_counts(r: Random) -> Drawn:
    x, y = [poisson(r, 4)], [poisson(r, 6) + 1]
    text = "model: ['x ~ Poisson(2 λ)', 'y ~ Poisson(3 λ)']\nparameters: {λ: positive}\n"
    return Drawn(f"{text}data: {{x: {x}, y: {y}}}", lambda a: counted([*x, *y], [2 * a, 3 * a]))


@SAMPLES.row(14, "λ +")
def zero_or_not(r: Random) -> Drawn:
    none, some = picked(r, (0.4, 0.6), 10)
    text = f"model: x ~ Poisson(λ)\ndata: {{counts: {{0: {none}, '> 0': {some}}}}}"
    return Drawn(text, lambda a: cells((none, some), exp(-a), 1 - exp(-a)))


@SAMPLES.row(21, "N N")
def capture_and_recapture(r: Random) -> Drawn:
    k = r.randint(2, 6)
    text = f"model: x ~ Hypergeometric(N, 10, 12)\nparameters: {{N: integer >= 20}}\ndata: [{k}]"
    return Drawn(text, lambda n: log(binomial(n - 10, 12 - k) / binomial(n, 12)) if n >= max(20, 22 - k) else -inf)


@SAMPLES.row(22, "K N")
def marked_ones(r: Random) -> Drawn:
    k = r.randint(2, 10)
    text = f"model: x ~ Hypergeometric(50, K, 12)\nparameters: {{K: integer >= 0}}\ndata: [{k}]"
    return Drawn(text, lambda a: log(binomial(a, k) * binomial(50 - a, 12 - k)) if k <= a <= 38 + k else -inf)


@SAMPLES.row(23, "p_1 01, p_2 01")
def multinomial(r: Random) -> Drawn:
    counts = picked(r, (0.2, 0.5, 0.3), 12)
    text = f"model: x ~ Multinomial(p_1, p_2, p_3)\ndata: {table(dict(zip('abc', counts, strict=True)))}"
    return Drawn(text, lambda p, q: cells(counts, p, q, 1 - p - q))


@SAMPLES.row(24, "θ 01")
def one_parameter_cells(r: Random) -> Drawn:
    counts = picked(r, (0.3, 0.35, 0.2, 0.15), 60)
    text = "model: x ~ Categorical(θ, (1-θ)/2, (1-θ)/4, (1-θ)/4)\nparameters: {θ: 0 < θ < 1}\ndata: "
    return Drawn(
        text + table(dict(zip("abcd", counts, strict=True))),
        lambda a: cells(counts, a, (1 - a) / 2, (1 - a) / 4, (1 - a) / 4),
    )


@SAMPLES.row(25, "p 01")
def hardy_weinberg(r: Random) -> Drawn:
    counts = picked(r, (0.36, 0.48, 0.16), 80)
    text = "model: x ~ Categorical(p^2, 2 p (1-p), (1-p)^2)\nparameters: {p: 0 < p < 1}\ndata: "
    return Drawn(
        text + table(dict(zip(("AA", "Aa", "aa"), counts, strict=True))),
        lambda p: cells(counts, p * p, 2 * p * (1 - p), (1 - p) ** 2),
    )


def linkage(counts: Sequence[int]) -> Drawn:
    text = "model: x ~ Categorical((2+t)/4, (1-t)/4, (1-t)/4, t/4)\nparameters: {t: 0 < t < 1}\ndata: "
    return Drawn(
        text + table(dict(zip("abcd", counts, strict=True))),
        lambda t: cells(counts, (2 + t) / 4, (1 - t) / 4, (1 - t) / 4, t / 4),
    )


@SAMPLES.row(26, "t 01")
def few_plants(r: Random) -> Drawn:
    return linkage(picked(r, (0.65, 0.1, 0.1, 0.15), 190))


@SAMPLES.row(27, "t 01")
def many_plants(r: Random) -> Drawn:
    return linkage(picked(r, (0.51, 0.24, 0.24, 0.01), 3800))


@SAMPLES.row(28, "a 01, b 01")
def chain(r: Random) -> Drawn:
    stays, leaves, returns, remains = picked(r, (0.3, 0.2, 0.2, 0.3), 20)
    text = f"likelihood: a^{stays} (1-a)^{leaves} b^{returns} (1-b)^{remains}\n"
    return Drawn(
        text + "parameters: {a: 0 < a < 1, b: 0 < b < 1}",
        lambda a, b: cells((stays, leaves, returns, remains), a, 1 - a, b, 1 - b),
    )


@SAMPLES.row(29, "p_1 01, p_2 01")
def next_word(r: Random) -> Drawn:
    counts = picked(r, (0.5, 0.2, 0.3), 9)
    came = table(dict(zip(("cat", "dog", "end"), counts, strict=True)))
    text = f"model: x ~ Categorical(p_1, p_2, p_3)\ndata: {came}"
    return Drawn(text, lambda p, q: cells(counts, p, q, 1 - p - q))


@SAMPLES.row(30, "p_1 01, p_2 01, p_3 01")
def words(r: Random) -> Drawn:
    counts = picked(r, (0.4, 0.3, 0.2, 0.1), 16)
    names = ("the", "cat", "sat", "on")
    text = f"model: x ~ Categorical(p_1, p_2, p_3, p_4)\ndata: {table(dict(zip(names, counts, strict=True)))}"
    return Drawn(text, lambda p, q, s: cells(counts, p, q, s, 1 - p - q - s))


@SAMPLES.row(31, "b R")
def softmax(r: Random) -> Drawn:
    counts = picked(r, (0.2, 0.3, 0.5), 9)
    total, n = counts[1] + 2 * counts[2], sum(counts)
    text = f"likelihood: exp({total} b)/(1 + exp(b) + exp(2 b))^{n}\nparameters: {{b: real}}"
    return Drawn(text, lambda b: total * b - n * log(1 + exp(b) + exp(2 * b)))


@SAMPLES.row(32, "p 01")
def stopped_trials(r: Random) -> Drawn:
    values = [min(1 + int(math.log(1 - r.random()) / math.log(0.8)), 7) for _ in range(7)] + [2, 7]
    said = ", ".join(f"'> {x - 1}'" if x == 7 else str(x) for x in values)

    def height(p: mpf) -> mpf:
        return sum((6 * log(1 - p) if x == 7 else log(p) + (x - 1) * log(1 - p) for x in values), mpf(0))

    return Drawn(f"model: x ~ Geometric(p)\ndata: [{said}]", height)
