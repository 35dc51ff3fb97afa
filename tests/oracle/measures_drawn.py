"""Rows of a statistics course about measurements: censored, grouped, of several samples, of shares."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random

from drawing import Drawn, Numbers, Table, cells, gaussian, listed, normal, picked, real, table, waited
from mpmath import exp, inf, log, loggamma, mpf, ncdf

__all__ = ["SAMPLES"]

SAMPLES = Table()


def lives(values: Numbers, ended: Sequence[bool]) -> Drawn:
    said = ", ".join(str(float(x)) if done else f"'> {float(x)}'" for x, done in zip(values, ended, strict=True))
    total, came = sum(values), sum(ended)
    return Drawn(f"model: x ~ Exponential(λ)\ndata: [{said}]", lambda a: came * log(a) - a * real(total))


@SAMPLES.row(35, "λ +")
def censored_at_a_time(r: Random) -> Drawn:
    drawn = [waited(r, 0.3) for _ in range(7)]
    return lives([min(x, Fraction(4)) for x in drawn] + [Fraction(1)], [x < 4 for x in drawn] + [True])


@SAMPLES.row(36, "λ +")
def censored_at_a_failure(r: Random) -> Drawn:
    drawn = sorted(waited(r, 0.3) for _ in range(6))
    return lives([min(x, drawn[2]) for x in drawn], [k < 3 for k in range(6)])


@SAMPLES.row(37, "λ +")
def alive_or_not(r: Random) -> Drawn:
    dead, alive = picked(r, (0.3, 0.7), 10)
    text = f"model: x ~ Exponential(λ)\ndata: {{counts: {{'<= 1': {dead}, '> 1': {alive}}}}}"
    return Drawn(text, lambda a: cells((dead, alive), 1 - exp(-a), exp(-a)))


@SAMPLES.row(38, "λ +")
def classes(r: Random) -> Drawn:
    counts = sorted(picked(r, (0.5, 0.3, 0.2), 9), reverse=True)
    ends = [mpf(k) * 3 / 5 for k in range(4)]
    said = dict(zip(("'0..0.6'", "'0.6..1.2'", "'1.2..1.8'"), counts, strict=True))
    return Drawn(
        f"model: x ~ Exponential(λ)\ndata: {table(said)}",
        lambda s: cells(counts, *(exp(-s * a) - exp(-s * b) for a, b in pairwise(ends))),
    )


@SAMPLES.row(47, "μ R")
def signs_only(r: Random) -> Drawn:
    below, above = picked(r, (0.3, 0.7), 11)
    text = f"model: x ~ Normal(μ, 1)\ndata: {{counts: {{'< 0': {below}, '> 0': {above}}}}}"
    return Drawn(text, lambda m: cells((below, above), ncdf(-m), ncdf(m)))


@SAMPLES.row(48, "a R, b R, σ² +")
def two_samples(r: Random) -> Drawn:
    x, y = [normal(r, 2) for _ in range(4)], [normal(r, 5) for _ in range(3)]
    text = f"model: ['x ~ Normal(a, σ²)', 'y ~ Normal(b, σ²)']\ndata: {{x: {listed(x)}, y: {listed(y)}}}"
    return Drawn(text, lambda a, b, v: gaussian(x, [a] * 4, v) + gaussian(y, [b] * 3, v))


@SAMPLES.row(49, "a R, b R, c R, σ² +")
def pairs(r: Random) -> Drawn:
    x, y, z = ([normal(r, m), normal(r, m)] for m in (0, 4, 9))
    laws = ", ".join(f"'{name} ~ Normal({mean}, σ²)'" for name, mean in zip("xyz", "abc", strict=True))
    return Drawn(
        f"model: [{laws}]\ndata: {{x: {listed(x)}, y: {listed(y)}, z: {listed(z)}}}",
        lambda a, b, c, v: gaussian([*x, *y, *z], [a, a, b, b, c, c], v),
    )


@SAMPLES.row(66, "t R, k +")
def shifted_weibull(r: Random) -> Drawn:
    x = sorted({waited(r, 0.5) for _ in range(5)})
    density = "k (x-t)^(k-1) exp(-(x-t)^k)"
    text = f"model: {{variable: x, density: {density}, support: x > t}}\nparameters: {{t: real, k: positive}}"

    def height(t: mpf, k: mpf) -> mpf:
        return sum((log(k) + (k - 1) * log(real(u) - t) - (real(u) - t) ** k for u in x), mpf(0))

    return Drawn(f"{text}\ndata: {listed(x)}", height, lambda e: [real(x[0]) - e, mpf(1) / 2])


@SAMPLES.row(80, "a +, b +, c +")
def dirichlet(r: Random) -> Drawn:
    rows = []
    for _ in range(5):
        parts = [r.gammavariate(shape, 1) for shape in (2, 3, 4)]
        x, y = (Fraction(min(max(round(100 * part / sum(parts)), 5), 45), 100) for part in parts[:2])
        rows.append((x, y, 1 - x - y))
    x, y, z = zip(*rows, strict=True)
    logs = [sum((log(real(u)) for u in column), mpf(0)) for column in (x, y, z)]
    text = f"model: (x, y, z) ~ Dirichlet(a, b, c)\ndata: {{x: {listed(x)}, y: {listed(y)}, z: {listed(z)}}}"

    def height(*shapes: mpf) -> mpf:
        powers = sum(((a - 1) * s for a, s in zip(shapes, logs, strict=True)), mpf(0))
        return 5 * (loggamma(sum(shapes)) - sum(map(loggamma, shapes))) + powers

    return Drawn(text, height)


@SAMPLES.row(86, "t end")
def width_one(r: Random) -> Drawn:
    x = [Fraction(300 + r.randint(-45, 45), 100) for _ in range(5)]
    text = f"model: x ~ Uniform(t-1/2, t+1/2)\nparameters: {{t: real}}\ndata: {listed(x)}"
    return Drawn(text, lambda t: mpf(0) if all(abs(real(u) - t) <= 0.5 for u in x) else -inf)


@SAMPLES.row(96, "a R, b R, s +")
def mixture(r: Random) -> Drawn:
    x = sorted({normal(r, 0, 2) for _ in range(3)})
    kinds = "1/2 exp(-(({0})-a)^2/(2 s^2))/s + 1/2 exp(-(({0})-b)^2/2)"
    product = " ".join(f"({kinds.format(float(u))})" for u in x)

    def height(a: mpf, b: mpf, s: mpf) -> mpf:
        return sum(
            (log(exp(-((real(u) - a) ** 2) / (2 * s * s)) / s / 2 + exp(-((real(u) - b) ** 2) / 2) / 2) for u in x),
            mpf(0),
        )

    text = f"likelihood: {product}\nparameters: {{a: real, b: real, s: positive}}"
    return Drawn(text, height, lambda e: [real(x[0]), mpf(0), e])
