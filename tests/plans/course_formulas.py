"""The models of a statistics course for a sample of any size: the formula, compared by value on samples drawn here.

A row: the number of the model, the problem without data, the kind of the sample, and for each parameter a formula of
its own over the sample, in floats.
"""

from __future__ import annotations

import statistics as st
from collections.abc import Callable
from math import exp, floor, log, sqrt

__all__ = ["FORMULAS", "Row"]

Numbers = list[float]
Row = tuple[int, str, str, dict[str, Callable[[Numbers], float]]]


mean = st.fmean


def m2(x: Numbers) -> float:
    return mean(t * t for t in x)


def logs(x: Numbers) -> Numbers:
    return [log(t) for t in x]


def logits(x: Numbers) -> Numbers:
    return [log(t / (1 - t)) for t in x]


def own(density: str, support: str, parameters: str, kind: str = "density") -> str:
    return f"model: {{variable: x, {kind}: '{density}', support: {support}}}\nparameters: {{{parameters}}}"


FORMULAS: list[Row] = [
    (1, "model: x ~ Bernoulli(p)", "bits", {"p": mean}),
    (4, "model: x ~ Binomial(10, p)", "counts", {"p": lambda x: mean(x) / 10}),
    (4, "model: x ~ Binomial(m, p)\nknown: {m: 12}", "counts", {"p": lambda x: mean(x) / 12}),
    (7, "model: x ~ Geometric(p)", "positive counts", {"p": lambda x: 1 / mean(x)}),
    (8, "model: x ~ Geometric(p, support=failures)", "counts", {"p": lambda x: 1 / (1 + mean(x))}),
    (9, "model: x ~ NegativeBinomial(3, p)", "counts", {"p": lambda x: 3 / (3 + mean(x))}),
    (11, "model: x ~ Poisson(λ)", "counts", {"λ": mean}),
    (14, "model: x ~ Bernoulli(exp(-λ))\nparameters: {λ: positive}", "bits", {"λ": lambda x: -log(mean(x))}),
    (18, "model: x ~ Borel(μ)", "positive counts", {"μ": lambda x: 1 - 1 / mean(x)}),
    (20, "model: x ~ DiscreteUniform(N)", "positive counts", {"N": max}),
    (20, "model: x ~ DiscreteUniform(a, b)", "positive counts", {"a": min, "b": max}),
    (33, "model: x ~ Exponential(λ)", "positive", {"λ": lambda x: 1 / mean(x)}),
    (34, "model: x ~ Exponential(scale=θ)", "positive", {"θ": mean}),
    (39, own("exp(-(x-t))", "x >= t", "t: real"), "real", {"t": min}),
    (40, "model: x ~ ShiftedExponential(t, λ)", "real", {"t": min, "λ": lambda x: 1 / (mean(x) - min(x))}),
    (40, "model: x ~ ShiftedExponential(t, scale=θ)", "real", {"t": min, "θ": lambda x: mean(x) - min(x)}),
    (41, "model: x ~ Normal(μ, 4)", "real", {"μ": mean}),
    (42, "model: x ~ Normal(1, σ²)", "real", {"σ²": lambda x: mean((t - 1) ** 2 for t in x)}),
    (43, "model: x ~ Normal(μ, σ²)", "real", {"μ": mean, "σ²": st.pvariance}),
    (43, "model: x ~ Normal(μ, sd=σ)", "real", {"μ": mean, "σ": st.pstdev}),
    (45, "model: x ~ Normal(t, t)\nparameters: {t: positive}", "real",
     {"t": lambda x: (-1 + sqrt(1 + 4 * m2(x))) / 2}),
    (46, "model: x ~ Normal(t, t^2)\nparameters: {t: positive}", "real",
     {"t": lambda x: (-mean(x) + sqrt(mean(x) ** 2 + 4 * m2(x))) / 2}),
    (50, "model: x ~ Lognormal(μ, σ²)", "positive",
     {"μ": lambda x: mean(logs(x)), "σ²": lambda x: st.pvariance(logs(x))}),
    (51, "model: x ~ LogitNormal(μ, σ²)", "shares",
     {"μ": lambda x: mean(logits(x)), "σ²": lambda x: st.pvariance(logits(x))}),
    (52, "model: x ~ Gamma(3, rate=β)", "positive", {"β": lambda x: 3 / mean(x)}),
    (52, "model: x ~ Gamma(3, scale=θ)", "positive", {"θ": lambda x: mean(x) / 3}),
    (52, "model: x ~ Erlang(3, λ)", "positive", {"λ": lambda x: 3 / mean(x)}),
    (56, "model: x ~ InverseGamma(3, β)", "positive", {"β": lambda x: 3 / mean(1 / t for t in x)}),
    (57, "model: x ~ InverseGaussian(μ, λ)", "positive",
     {"μ": mean, "λ": lambda x: 1 / (mean(1 / t for t in x) - 1 / mean(x))}),
    (58, "model: x ~ Levy(c)", "positive", {"c": lambda x: 1 / mean(1 / t for t in x)}),
    (59, "model: x ~ Rayleigh(σ)", "positive", {"σ": lambda x: sqrt(m2(x) / 2)}),
    (59, "model: x ~ Rayleigh(sqrt(v))\nparameters: {v: positive}", "positive", {"v": lambda x: m2(x) / 2}),
    (60, own("2 t x exp(-t x^2)", "x > 0", "t: positive"), "positive", {"t": lambda x: 1 / m2(x)}),
    (61, "model: x ~ Maxwell(a)", "positive", {"a": lambda x: sqrt(m2(x) / 3)}),
    (62, "model: x ~ HalfNormal(σ)", "positive", {"σ": lambda x: sqrt(m2(x))}),
    (63, "model: x ~ Nakagami(2, Ω)", "positive", {"Ω": m2}),
    (64, "model: x ~ Weibull(3, λ)", "positive", {"λ": lambda x: mean(t**3 for t in x) ** (1 / 3)}),
    (67, "model: x ~ Frechet(2, s)", "positive", {"s": lambda x: mean(t**-2 for t in x) ** -0.5}),
    (68, "model: x ~ Gumbel(μ, 1)", "real", {"μ": lambda x: -log(mean(exp(-t) for t in x))}),
    (70, "model: x ~ Gompertz(η, 1)", "positive", {"η": lambda x: 1 / mean(exp(t) - 1 for t in x)}),
    (71, "model: x ~ Pareto(1/16, α)", "positive", {"α": lambda x: 1 / mean(log(16 * t) for t in x)}),
    (72, "model: x ~ Pareto(x_m, α)", "positive",
     {"x_m": min, "α": lambda x: 1 / mean(log(t / min(x)) for t in x)}),
    (73, "model: x ~ Lomax(α, 2)", "positive", {"α": lambda x: 1 / mean(log(1 + t / 2) for t in x)}),
    (74, "model: x ~ Burr(2, k)", "positive", {"k": lambda x: 1 / mean(log(1 + t * t) for t in x)}),
    (75, "model: x ~ PowerFunction(θ)", "shares", {"θ": lambda x: -1 / mean(logs(x))}),
    (76, own("(t+1) x^t", "0 < x < 1", "t: t > -1"), "shares", {"t": lambda x: -1 / mean(logs(x)) - 1}),
    (77, own("t (t+1) x^(t-1) (1-x)", "0 < x < 1", "t: positive"), "shares",
     {"t": lambda x: (lambda c: ((2 - c) + sqrt(c * c + 4)) / (2 * c))(-mean(logs(x)))}),
    (78, "model: x ~ Kumaraswamy(2, b)", "shares", {"b": lambda x: -1 / mean(log(1 - t * t) for t in x)}),
    (81, "model: x ~ Lindley(θ)", "positive",
     {"θ": lambda x: (1 - mean(x) + sqrt((mean(x) - 1) ** 2 + 8 * mean(x))) / (2 * mean(x))}),
    (82, "model: x ~ Uniform(0, t)", "positive", {"t": max}),
    (83, "model: x ~ Uniform(a, b)", "real", {"a": min, "b": max}),
    (84, "model: x ~ Uniform(-t, t)", "real", {"t": lambda x: max(map(abs, x))}),
    (87, own("2 x/t^2", "0 < x <= t", "t: positive"), "positive", {"t": max}),
    (88, "model: x ~ Laplace(μ, b)", "real", {"μ": st.median, "b": lambda x: mean(abs(t - st.median(x)) for t in x)}),
    (89, "model: x ~ Laplace(1, b)", "real", {"b": lambda x: mean(abs(t - 1) for t in x)}),
    (90, "model: x ~ AsymmetricLaplace(μ, 1, 0.3)", "real", {"μ": lambda x: sorted(x)[floor(0.3 * len(x))]}),
    (106, "model: x ~ Poisson(λ)\nfind: mle of exp(-λ)", "counts", {"exp(−λ)": lambda x: exp(-mean(x))}),
    (107, "model: x ~ Exponential(λ)\nfind: mle of log(2)/λ", "positive", {"(log 2)/λ": lambda x: mean(x) * log(2)}),
]
