"""The problems of `problems/` written anew for sympy: densities from sympy.stats or a textbook, data by hand.

Nothing here comes from the package: a wrong density, a lost observation or a wrong rule would show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sympy
from sympy import Integer, Rational, Symbol, exp, log, sqrt
from sympy.stats import (
    Bernoulli,
    Beta,
    Binomial,
    Cauchy,
    Exponential,
    Gamma,
    Geometric,
    Normal,
    Poisson,
    Weibull,
    density,
)

__all__ = [
    "AT_END", "CLIMBING", "ESTIMATES", "NUMERIC", "SYMBOLIC", "UNBOUNDED", "VALUES", "AnySize", "Model", "decimals",
]

Box = Mapping[Symbol, tuple[float, float]]


@dataclass(frozen=True)
class Model:
    """A log-likelihood, where its maximum is looked for, and functions of the parameters that are asked too."""

    log_likelihood: sympy.Expr
    box: Box
    also: Mapping[str, sympy.Expr] = field(default_factory=dict)


@dataclass(frozen=True)
class AnySize:
    """A log-density for a sample of any size, in the symbols of the problem; x stands for the observation."""

    log_density: sympy.Expr
    x: Symbol
    sample: tuple[sympy.Rational, ...]


def sample(law: Callable[..., sympy.Expr], data: Mapping[object, int] | list[object]) -> sympy.Expr:
    """The log-likelihood of independent observations; a mapping says how often each came."""
    counts = data if isinstance(data, Mapping) else {value: data.count(value) for value in data}
    return sympy.Add(*(count * log(density(law)(sympy.sympify(value))) for value, count in counts.items()))


def decimals(*texts: str) -> list[Rational]:
    """Decimals as exact numbers."""
    return [Rational(text) for text in texts]


θ, p, λ, μ, v = (Symbol(name, real=True) for name in ("θ", "p", "λ", "μ", "σ²"))
p_1, p_2, p_3 = (Symbol(f"p_{k}", real=True) for k in (1, 2, 3))
q = Symbol("q", real=True)
x, s, positive = Symbol("x", real=True), Symbol("s", positive=True), Symbol("λ", positive=True)
μ_1, μ_2, ρ = (Symbol(name, real=True) for name in ("μ_1", "μ_2", "ρ"))
v_1, v_2 = Symbol("σ_1²", positive=True), Symbol("σ_2²", positive=True)
α, β, γ, k, scale = (Symbol(name, positive=True) for name in ("α", "β", "γ", "k", "λ"))
UNIT = (0.001, 0.999)

def pair(m: sympy.Expr, k: sympy.Expr, v: sympy.Expr, w: sympy.Expr, r: sympy.Expr, data: str) -> sympy.Expr:
    """The log-likelihood of pairs `3 1, 5 4` under a bivariate normal law: by its covariance matrix."""
    covariance = sympy.Matrix([[v, r * sqrt(v * w)], [r * sqrt(v * w), w]])
    total = sympy.Integer(0)
    for row in data.split(","):
        gap = sympy.Matrix([Rational(text) - mean for text, mean in zip(row.split(), (m, k), strict=True)])
        total -= log(covariance.det()) / 2 + (gap.T * covariance.inv() * gap)[0] / 2
    return total


LAMPS = [310, 2250, 980, 1620, 540, 1875, 1325, 1100]
RECORD = sample(Poisson("X", 2), [1, 3, 0, 2])
TEXT = Rational("0.5") * Rational("0.25") * Rational("0.125") * Rational("0.25")

ESTIMATES: dict[str, Callable[[], Model]] = {
    "coin": lambda: Model(sample(Bernoulli("X", θ), {1: 7, 0: 3}), {θ: UNIT}),
    "emails": lambda: Model(sample(Bernoulli("X", θ), {1: 120, 0: 880}), {θ: UNIT}),
    "bus-stop": lambda: Model(sample(Exponential("X", positive), [4, 6, 10]), {positive: (0.01, 2)}),
    "commuting": lambda: Model(
        34 * log(p_1) + 21 * log(p_2) + 40 * log(p_3) + 25 * log(1 - p_1 - p_2 - p_3),
        {p_1: (0.01, 0.33), p_2: (0.01, 0.33), p_3: (0.01, 0.33)}, {"p_4": 1 - p_1 - p_2 - p_3},
    ),
    "connection-attempts": lambda: Model(sample(Geometric("X", p), [3, 1, 2, 5, 1, 4]), {p: UNIT}),
    "faulty-before-good": lambda: Model(
        sample(Geometric("X", p), {1: 8, 2: 5, 3: 4, 4: 2, 5: 1}), {p: UNIT}, {"(1-p)/p": (1 - p) / p},
    ),
    "coil-resistances": lambda: Model(
        sample(Normal("X", μ, sqrt(s)), decimals("14.2", "13.8", "14.5", "14.1", "13.9", "14.7")).subs(s, v),
        {μ: (13, 15), v: (0.01, 1)},
    ),
    "flaky-sensor": lambda: Model(sample(Bernoulli("X", p), {1: 9, 0: 51}), {p: UNIT}, {"p/(1-p)": p / (1 - p)}),
    "geiger-counter": lambda: Model(10 * log(λ) - 8 * λ, {λ: (0.01, 5)}, {"exp(-λ)": exp(-λ)}),
    "gauge-noise": lambda: Model(
        sample(Normal("X", 50, sqrt(s)), decimals("50.1", "49.8", "50.3", "49.9", "50.0", "49.7")).subs(s, v),
        {v: (0.001, 1)},
    ),
    "library-visits": lambda: Model(
        48 * log(p) + 21 * log(q) + 11 * log(1 - p - q), {p: (0.01, 0.62), q: (0.01, 0.37)},
    ),
    "way-to-work": lambda: Model(
        12 * log(p_1) + 7 * log(p_2) + 21 * log(p_1 + p_2) + 10 * log(1 - 2 * p_1 - 2 * p_2),
        {p_1: (0.01, 0.3), p_2: (0.01, 0.19)}, {"p_3": p_1 + p_2, "p_4": 1 - 2 * p_1 - 2 * p_2},
    ),
    "graded-eggs": lambda: Model(
        (26 + 18) * log(p_1) + 36 * log(1 - 2 * p_1), {p_1: (0.01, 0.49)}, {"p_2": p_1, "p_3": 1 - 2 * p_1},
    ),
    "genotypes": lambda: Model(
        42 * log(θ**2) + 46 * log(2 * θ * (1 - θ)) + 12 * log((1 - θ) ** 2), {θ: UNIT},
    ),
    "help-desk": lambda: Model(138 * log(λ) - 60 * λ, {λ: (0.01, 20)}, {"exp(-λ)": exp(-λ)}),
    "lamps": lambda: Model(
        sample(Exponential("X", positive), LAMPS), {positive: (1e-5, 0.1)}, {"log(2)/λ": log(2) / positive},
    ),
    "machine-stops": lambda: Model(12 * log(λ) - 30 * λ, {λ: (0.01, 5)}),
    "melting-points": lambda: Model(
        sample(Normal("X", μ, sqrt(s)), decimals("231.8", "232.1", "231.9", "232.0", "232.2")).subs(s, v),
        {μ: (231.5, 232.5), v: (0.005, 0.1)},
    ),
    "response-times": lambda: Model(
        sample(Exponential("X", 1 / s), decimals("0.8", "1.4", "0.3", "2.1", "0.9")).subs(s, θ), {θ: (0.05, 9)},
    ),
    "call-lengths": lambda: Model(59 * log(1 - exp(-λ)) - 71 * λ, {λ: (0.01, 5)}),
    "plankton-samples": lambda: Model(14 * log(exp(-λ)) + 26 * log(1 - exp(-λ)), {λ: (0.01, 5)}),
    "pump-test": lambda: Model(
        sample(Exponential("X", positive), [112, 230, 341, 415, 487]) - 3 * 500 * positive, {positive: (1e-5, 0.1)},
        {"1/λ": 1 / positive},
    ),
    "seed-trays": lambda: Model(sample(Binomial("X", 12, p), [9, 11, 8, 12, 10]), {p: UNIT}),
    "two-thermometers": lambda: Model(
        pair(μ_1, μ_2, v_1, v_2, ρ, "3 1, 5 4, 4 2, 8 5, 5 3"),
        {μ_1: (4, 6), μ_2: (2, 4), v_1: (2, 4), v_2: (1, 3), ρ: (0.8, 0.97)},
    ),
    "temperatures": lambda: Model(sample(Normal("X", μ, 3), [72, 75, 71, 73, 74]), {μ: (60, 90)}),
}

κ = Symbol("κ", real=True)
a, b, w = (Symbol(name, real=True) for name in "abw")
DAYS, STRENGTHS = [2, 3, 4, 5, 7, 9], decimals("18.2", "20.9", "22.4", "25.1", "30.2", "35.2")
NIGHTS = list(zip([9, 11, 12, 14, 15, 17, 18], [3, 2, 2, 1, 3, 1, 2], [5, 6, 8, 7, 31, 15, 44], strict=True))
WEEKS = list(zip(range(2, 12), [0, 0, 1, 0, 0, 1, 1, 0, 1, 1], strict=True))
DROPS = list(zip([3, 4, 5, 6, 8, 9, 10, 12], [0] * 4 + [1] * 4, strict=True))


def odds(rows: list[tuple[int, int]]) -> sympy.Expr:
    """The log-likelihood of hits and misses whose log odds are a + b x."""
    return sympy.Add(*(log(density(Bernoulli("Y", 1 / (1 + exp(-a - b * at))))(hit)) for at, hit in rows))


ESTIMATES |= {
    "curing-time": lambda: Model(
        sympy.Add(*(
            log(density(Normal("Y", a + b * day, sqrt(s)))(strength))
            for day, strength in zip(DAYS, STRENGTHS, strict=True)
        )).subs(s, v),
        {a: (10, 16), b: (2, 3), v: (0.02, 1)}, {"a + 6 b": a + 6 * b},
    ),
    "reminder-letters": lambda: Model(
        2 * log(1 / (1 + exp(-a))) + 5 * log(1 / (1 + exp(a)))
        + 4 * log(1 / (1 + exp(-a - b))) + log(1 / (1 + exp(a + b))),
        {a: (-2, 1), b: (0, 4)},
    ),
}

# Log-likelihoods that rise all the way in a direction of several parameters, wherever they start.
CLIMBING: dict[str, Callable[[], tuple[sympy.Expr, dict[Symbol, int]]]] = {
    "glass-panes": lambda: (odds(DROPS), {a: -7, b: 1}),
}

# Log-likelihoods whose maximum has no closed form.
SOIL = [
    decimals("0.52", "0.3", "0.18"), decimals("0.41", "0.37", "0.22"), decimals("0.6", "0.22", "0.18"),
    decimals("0.48", "0.35", "0.17"), decimals("0.35", "0.4", "0.25"),
]
NUMERIC: dict[str, Callable[[], Model]] = {
    "cloud-cover": lambda: Model(
        sample(Beta("X", α, β), decimals("0.15", "0.62", "0.88", "0.4", "0.97", "0.71", "0.3", "0.79")),
        {α: (0.5, 4), β: (0.5, 4)},
    ),
    "soil-samples": lambda: Model(
        sympy.Add(*(
            sympy.loggamma(α + β + γ) - sympy.loggamma(α) - sympy.loggamma(β) - sympy.loggamma(γ)
            + (α - 1) * log(x) + (β - 1) * log(y) + (γ - 1) * log(z)
            for x, y, z in SOIL
        )),
        {α: (5, 80), β: (5, 80), γ: (5, 80)},
    ),
    "moth-traps": lambda: Model(
        sympy.Add(*(log(density(Poisson("Y", t * exp(a + b * at)))(count)) for at, t, count in NIGHTS)),
        {a: (-3, 0), b: (0.1, 0.4)},
    ),
    "sprouting": lambda: Model(odds(WEEKS), {a: (-6, 0), b: (0, 1)}),
    "bearing-lifetimes": lambda: Model(
        sample(Weibull("X", scale, k), decimals("17.9", "42.1", "51.8", "68.6", "93.1", "127.9")),
        {k: (0.5, 4), scale: (40, 120)},
    ),
    "homing-pigeons": lambda: Model(
        sympy.Add(*(
            b * sympy.cos(angle) - log(sympy.besseli(0, b))
            for angle in decimals("0.2", "-0.4", "0.9", "0.1", "-1.3", "0.5", "-0.2", "2.1", "0.3", "-0.7")
        )).subs(b, κ),
        {κ: (0.1, 8)},
    ),
    "cigarettes": lambda: Model(
        32 * log(w + (1 - w) * exp(-λ)) + 18 * log((1 - w) * exp(-λ)) + 46 * log(λ), {w: (0.1, 0.9), λ: (0.5, 5)},
    ),
    "claims-per-policy": lambda: Model(77 * log(λ) - 50 * λ - 50 * log(1 - exp(-λ)), {λ: (0.1, 3)}),
    "lighthouse": lambda: Model(
        sample(Cauchy("X", μ, 1), decimals("-4.2", "0.6", "1.1", "3.9", "4.4")), {μ: (-6, 6)},
    ),
    "lighthouse-distance": lambda: Model(
        sample(Cauchy("X", μ, γ), decimals("-3.1", "0.2", "0.9", "1.4", "1.8", "2.6", "8.5")),
        {μ: (-3, 8), γ: (0.1, 5)},
    ),
    "rainfall": lambda: Model(
        sample(Gamma("X", α, 1 / β), decimals("2.4", "0.8", "5.1", "3.3", "1.2", "7.9", "2.7", "4.0")),
        {α: (0.5, 6), β: (0.1, 2)},
    ),
}

# Log-likelihoods that rise or fall all the way to an end of the domain: the end, and the sign of the score.
AT_END: dict[str, tuple[sympy.Expr, Symbol, int, int]] = {
    "all-heads": (sample(Bernoulli("X", θ), [1] * 6), θ, 1, 1),
    "inspection": (sample(Bernoulli("X", θ), [0] * 8), θ, 0, -1),
}

# Likelihoods without bound, along a path of our own in one symbol that falls to zero.
ε = Symbol("ε", positive=True)
UNBOUNDED: dict[str, sympy.Expr] = {
    "guaranteed-life": sympy.Mul(*(
        sympy.diff(1 - exp(-((x - (3 - ε)) ** Rational(1, 3))), x).subs(x, hours) for hours in (3, 4, 7, 12)
    )),
    "two-kinds-of-seed": sympy.Mul(*(
        (density(Normal("A", 2, 1))(w) + density(Normal("B", 4, ε))(w)) / 2
        for w in decimals("1.5", "2.75", "4", "4.25")
    )),
}

SYMBOLIC: dict[str, Callable[[], AnySize]] = {
    "waiting-times-precision": lambda: AnySize((log(s) - s * x).subs(s, λ), x, tuple(decimals("2", "3.5", "1", "7"))),
    "normal-sample": lambda: AnySize(
        log(density(Normal("X", μ, sqrt(s)))(x)).subs(s, v), x, tuple(decimals("2", "3.5", "-1", "7")),
    ),
    "poisson-sample": lambda: AnySize(
        sympy.expand_log(log(density(Poisson("X", s))(x)), force=True).subs(s, λ), x,
        tuple(map(Integer, (2, 0, 5, 1))),
    ),
}

VALUES: dict[str, dict[str, sympy.Expr]] = {
    "cat-on-the-mat": {"before": -log(Rational("0.25")), "after": -log(Rational("0.70"))},
    "next-token": {"before": -log(Rational("0.5")), "after": -log(Rational("0.8"))},
    "quiz-hello": {"nll": -log(Rational("0.1"))},
    "quiz-fair-coin": {"likelihood": density(Bernoulli("X", Rational(1, 2)))(1) ** 20},
    "suspected-rate": {"score": Rational(22, 3) - 5, "observed": Rational(22, 9)},
    "meteors": {"likelihood": exp(RECORD), "log-likelihood": RECORD},
    "short-text": {"cross-entropy": -log(TEXT) / 4, "perplexity": TEXT ** Rational(-1, 4)},
}
