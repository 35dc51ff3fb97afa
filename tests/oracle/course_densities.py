"""The models of a statistics course, written anew: a log-density in mpmath for each, which shares nothing with rules.

A row: the number of the model, the problem without data, what kind of observations to draw, and for each parameter
where to look for it: `+` above zero, `R` anywhere, `01` between zero and one, `end` where the support moves with it,
`N` a whole number. The function is the log-density at x, minus infinity outside of the support.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mpmath import besseli, binomial, cos, exp, factorial, inf, log, loggamma, mpf, pi, zeta

__all__ = ["MODELS", "Model"]


class Model(NamedTuple):
    """number: of the table. kind: of the observations. where: the parameters and the kinds of their domains."""

    number: int
    text: str
    kind: str
    where: dict[str, str]
    log_density: Callable[..., mpf]


def own(density: str, support: str, parameters: str, kind: str = "density") -> str:
    return f"model: {{variable: x, {kind}: '{density}', support: {support}}}\nparameters: {{{parameters}}}"


def within(condition: bool, value: Callable[[], mpf]) -> mpf:
    return value() if condition else -inf


def power(base: mpf, exponent: mpf) -> mpf:
    """exponent · log base, with 0 · log 0 = 0."""
    return mpf(0) if exponent == 0 else exponent * log(base) if base > 0 else -inf


def normal(x: mpf, m: mpf, v: mpf) -> mpf:
    return -log(2 * pi * v) / 2 - (x - m) ** 2 / (2 * v)


def asymmetric(x: mpf, m: mpf, s: mpf, t: mpf) -> mpf:
    u = (x - m) / s
    return log(t * (1 - t) / s) - (u * t if u >= 0 else u * (t - 1))


def student(x: mpf, df: mpf, m: mpf, s: mpf) -> mpf:
    constant = loggamma((df + 1) / 2) - loggamma(df / 2) - log(df * pi) / 2 - log(s)
    return constant - (df + 1) / 2 * log(1 + ((x - m) / s) ** 2 / df)


def secant(x: mpf, m: mpf, s: mpf) -> mpf:
    z = pi * (x - m) / (2 * s)
    return -log(s) - abs(z) - log(1 + exp(-2 * abs(z)))


MODELS = [
    Model(1, "model: x ~ Bernoulli(p)", "bits", {"p": "01"}, lambda x, p: power(p, x) + power(1 - p, 1 - x)),
    Model(4, "model: x ~ Binomial(10, p)", "counts", {"p": "01"},
          lambda x, p: log(binomial(10, x)) + power(p, x) + power(1 - p, 10 - x)),
    Model(5, "model: x ~ Binomial(m, 2/5)\nparameters: {m: integer >= 0}", "counts", {"m": "N"},
          lambda x, m: within(x <= m, lambda: log(binomial(m, x)) + (m - x) * log(mpf(3) / 5))),
    Model(7, "model: x ~ Geometric(p)", "positive counts", {"p": "01"}, lambda x, p: log(p) + power(1 - p, x - 1)),
    Model(8, "model: x ~ Geometric(p, support=failures)", "counts", {"p": "01"},
          lambda x, p: log(p) + power(1 - p, x)),
    Model(9, "model: x ~ NegativeBinomial(3, p)", "counts", {"p": "01"}, lambda x, p: 3 * log(p) + power(1 - p, x)),
    Model(10, "model: x ~ NegativeBinomial(r, p)", "wide counts", {"r": "+", "p": "01"},
          lambda x, r, p: loggamma(x + r) - loggamma(r) - log(factorial(x)) + r * log(p) + power(1 - p, x)),
    Model(11, "model: x ~ Poisson(λ)", "counts", {"λ": "+"}, lambda x, m: power(m, x) - m - log(factorial(x))),
    Model(15, "model: x ~ ZeroTruncatedPoisson(λ)", "positive counts", {"λ": "+"},
          lambda x, m: x * log(m) - log(factorial(x)) - log(exp(m) - 1)),
    Model(16, "model: x ~ ZeroInflatedPoisson(w, λ)", "wide counts", {"w": "01", "λ": "+"},
          lambda x, w, m: log((w if x == 0 else 0) + (1 - w) * exp(-m) * m ** x / factorial(x))),
    Model(17, "model: x ~ Logarithmic(p)", "positive counts", {"p": "01"},
          lambda x, p: x * log(p) - log(x) - log(-log(1 - p))),
    Model(18, "model: x ~ Borel(μ)", "positive counts", {"μ": "01"}, lambda x, m: power(m, x - 1) - m * x),
    Model(19, "model: x ~ YuleSimon(ρ)", "positive counts", {"ρ": "+"},
          lambda x, r: log(r) + loggamma(r + 1) - loggamma(x + r + 1)),
    Model(19, "model: x ~ Zeta(s)", "positive counts", {"s": "+"},
          lambda x, s: within(s > 1, lambda: -s * log(x) - log(zeta(s)))),
    Model(20, "model: x ~ DiscreteUniform(N)", "positive counts", {"N": "N"},
          lambda x, n: within(1 <= x <= n, lambda: -log(n))),
    Model(20, "model: x ~ DiscreteUniform(a, b)", "positive counts", {"a": "N", "b": "N"},
          lambda x, a, b: within(a <= x <= b, lambda: -log(b - a + 1))),
    Model(33, "model: x ~ Exponential(λ)", "positive", {"λ": "+"}, lambda x, r: log(r) - r * x),
    Model(34, "model: x ~ Exponential(scale=θ)", "positive", {"θ": "+"}, lambda x, s: -log(s) - x / s),
    Model(39, own("exp(-(x-t))", "x >= t", "t: real"), "real", {"t": "end"},
          lambda x, t: within(x >= t, lambda: t - x)),
    Model(40, "model: x ~ ShiftedExponential(t, λ)", "real", {"t": "end", "λ": "+"},
          lambda x, t, r: within(x >= t, lambda: log(r) - r * (x - t))),
    Model(41, "model: x ~ Normal(μ, 4)", "real", {"μ": "R"}, lambda x, m: normal(x, m, mpf(4))),
    Model(42, "model: x ~ Normal(1, σ²)", "real", {"σ²": "+"}, lambda x, v: normal(x, 1, v)),
    Model(43, "model: x ~ Normal(μ, σ²)", "real", {"μ": "R", "σ²": "+"}, normal),
    Model(43, "model: x ~ Normal(μ, sd=σ)", "real", {"μ": "R", "σ": "+"}, lambda x, m, s: normal(x, m, s * s)),
    Model(44, "model: x ~ Normal(μ, 1)\nparameters: {μ: μ >= 0}", "real", {"μ": "+"},
          lambda x, m: normal(x, m, mpf(1))),
    Model(45, "model: x ~ Normal(t, t)\nparameters: {t: positive}", "real", {"t": "+"}, lambda x, t: normal(x, t, t)),
    Model(46, "model: x ~ Normal(t, t^2)\nparameters: {t: positive}", "real", {"t": "+"},
          lambda x, t: normal(x, t, t * t)),
    Model(50, "model: x ~ Lognormal(μ, σ²)", "positive", {"μ": "R", "σ²": "+"}, lambda x, m, v: normal(log(x), m, v)),
    Model(51, "model: x ~ LogitNormal(μ, σ²)", "shares", {"μ": "R", "σ²": "+"},
          lambda x, m, v: normal(log(x / (1 - x)), m, v)),
    Model(52, "model: x ~ Gamma(3, rate=β)", "positive", {"β": "+"}, lambda x, b: 3 * log(b) - b * x),
    Model(52, "model: x ~ Erlang(3, scale=θ)", "positive", {"θ": "+"}, lambda x, s: -3 * log(s) - x / s),
    Model(53, "model: x ~ Gamma(α, rate=2)", "positive", {"α": "+"},
          lambda x, a: a * log(2) - loggamma(a) + (a - 1) * log(x)),
    Model(54, "model: x ~ Gamma(α, rate=β)", "positive", {"α": "+", "β": "+"},
          lambda x, a, b: a * log(b) - loggamma(a) + (a - 1) * log(x) - b * x),
    Model(54, "model: x ~ Gamma(α, scale=θ)", "positive", {"α": "+", "θ": "+"},
          lambda x, a, s: -a * log(s) - loggamma(a) + (a - 1) * log(x) - x / s),
    Model(55, "model: x ~ ChiSquared(k)", "positive", {"k": "+"},
          lambda x, k: (k / 2 - 1) * log(x) - k / 2 * log(2) - loggamma(k / 2)),
    Model(56, "model: x ~ InverseGamma(3, β)", "positive", {"β": "+"}, lambda x, b: 3 * log(b) - b / x),
    Model(56, "model: x ~ InverseGamma(α, β)", "positive", {"α": "+", "β": "+"},
          lambda x, a, b: a * log(b) - loggamma(a) - (a + 1) * log(x) - b / x),
    Model(57, "model: x ~ InverseGaussian(μ, λ)", "positive", {"μ": "+", "λ": "+"},
          lambda x, m, r: log(r / (2 * pi * x**3)) / 2 - r * (x - m) ** 2 / (2 * m * m * x)),
    Model(58, "model: x ~ Levy(c)", "positive", {"c": "+"}, lambda x, c: log(c) / 2 - c / (2 * x)),
    Model(59, "model: x ~ Rayleigh(σ)", "positive", {"σ": "+"}, lambda x, s: log(x) - 2 * log(s) - (x / s) ** 2 / 2),
    Model(60, own("2 t x exp(-t x^2)", "x > 0", "t: positive"), "positive", {"t": "+"},
          lambda x, t: log(2 * t * x) - t * x * x),
    Model(61, "model: x ~ Maxwell(a)", "positive", {"a": "+"}, lambda x, a: -3 * log(a) - (x / a) ** 2 / 2),
    Model(62, "model: x ~ HalfNormal(σ)", "positive", {"σ": "+"}, lambda x, s: -log(s) - (x / s) ** 2 / 2),
    Model(63, "model: x ~ Nakagami(2, Ω)", "positive", {"Ω": "+"}, lambda x, w: -2 * log(w) - 2 * x * x / w),
    Model(63, "model: x ~ Nakagami(m, Ω)", "positive", {"m": "+", "Ω": "+"},
          lambda x, m, w: m * log(m / w) - loggamma(m) + (2 * m - 1) * log(x) - m * x * x / w),
    Model(64, "model: x ~ Weibull(3/2, λ)", "positive", {"λ": "+"},
          lambda x, s: -3 * log(s) / 2 - (x / s) ** mpf(1.5)),
    Model(65, "model: x ~ Weibull(k, λ)", "positive", {"k": "+", "λ": "+"},
          lambda x, k, s: log(k / s) + (k - 1) * log(x / s) - (x / s) ** k),
    Model(67, "model: x ~ Frechet(2, s)", "positive", {"s": "+"}, lambda x, s: 2 * log(s) - (x / s) ** -2),
    Model(67, "model: x ~ Frechet(α, s)", "positive", {"α": "+", "s": "+"},
          lambda x, a, s: log(a / s) - (a + 1) * log(x / s) - (x / s) ** -a),
    Model(68, "model: x ~ Gumbel(μ, 1)", "real", {"μ": "R"}, lambda x, m: m - x - exp(m - x)),
    Model(69, "model: x ~ Gumbel(μ, β)", "real", {"μ": "R", "β": "+"},
          lambda x, m, b: -log(b) - (x - m) / b - exp(-(x - m) / b)),
    Model(70, "model: x ~ Gompertz(η, 1)", "positive", {"η": "+"}, lambda x, e: log(e) + x - e * (exp(x) - 1)),
    Model(70, "model: x ~ Gompertz(η, b)", "positive", {"η": "+", "b": "+"},
          lambda x, e, b: log(b * e) + b * x - e * (exp(b * x) - 1)),
    Model(71, "model: x ~ Pareto(1/16, α)", "positive", {"α": "+"},
          lambda x, a: log(a) - a * log(16) - (a + 1) * log(x)),
    Model(72, "model: x ~ Pareto(x_m, α)", "positive", {"x_m": "end", "α": "+"},
          lambda x, m, a: within(x >= m > 0, lambda: log(a) + a * log(m) - (a + 1) * log(x))),
    Model(73, "model: x ~ Lomax(α, 2)", "positive", {"α": "+"}, lambda x, a: log(a) - (a + 1) * log(1 + x / 2)),
    Model(73, "model: x ~ Lomax(α, λ)", "positive", {"α": "+", "λ": "+"},
          lambda x, a, s: log(a / s) - (a + 1) * log(1 + x / s)),
    Model(74, "model: x ~ Burr(2, k)", "positive", {"k": "+"}, lambda x, k: log(k) - (k + 1) * log(1 + x * x)),
    Model(74, "model: x ~ Burr(c, k)", "positive", {"c": "+", "k": "+"},
          lambda x, c, k: log(c * k) + (c - 1) * log(x) - (k + 1) * log(1 + x**c)),
    Model(75, "model: x ~ PowerFunction(θ)", "shares", {"θ": "+"}, lambda x, t: log(t) + (t - 1) * log(x)),
    Model(76, own("(t+1) x^t", "0 < x < 1", "t: t > -1"), "shares", {"t": "R"},
          lambda x, t: within(t > -1, lambda: log(t + 1) + t * log(x))),
    Model(77, own("t (t+1) x^(t-1) (1-x)", "0 < x < 1", "t: positive"), "shares", {"t": "+"},
          lambda x, t: log(t * (t + 1)) + (t - 1) * log(x)),
    Model(78, "model: x ~ Kumaraswamy(2, b)", "shares", {"b": "+"}, lambda x, b: log(b) + (b - 1) * log(1 - x * x)),
    Model(78, "model: x ~ Kumaraswamy(a, b)", "shares", {"a": "+", "b": "+"},
          lambda x, a, b: log(a * b) + (a - 1) * log(x) + (b - 1) * log(1 - x**a)),
    Model(79, "model: x ~ Beta(α, 2)", "shares", {"α": "+"}, lambda x, a: log(a * (a + 1)) + (a - 1) * log(x)),
    Model(79, "model: x ~ Beta(α, β)", "shares", {"α": "+", "β": "+"},
          lambda x, a, b: loggamma(a + b) - loggamma(a) - loggamma(b) + (a - 1) * log(x) + (b - 1) * log(1 - x)),
    Model(81, "model: x ~ Lindley(θ)", "positive", {"θ": "+"}, lambda x, t: 2 * log(t) - log(1 + t) - t * x),
    Model(82, "model: x ~ Uniform(0, t)", "positive", {"t": "end"},
          lambda x, t: within(0 <= x <= t, lambda: -log(t))),
    Model(83, "model: x ~ Uniform(a, b)", "real", {"a": "end", "b": "end"},
          lambda x, a, b: within(a <= x <= b, lambda: -log(b - a))),
    Model(84, "model: x ~ Uniform(-t, t)", "real", {"t": "end"},
          lambda x, t: within(abs(x) <= t, lambda: -log(2 * t))),
    Model(85, "model: x ~ Uniform(t, 2 t)", "narrow", {"t": "end"},
          lambda x, t: within(t <= x <= 2 * t, lambda: -log(t))),
    Model(87, own("2 x/t^2", "0 < x <= t", "t: positive"), "positive", {"t": "end"},
          lambda x, t: within(x <= t, lambda: -2 * log(t))),
    Model(88, "model: x ~ Laplace(μ, b)", "real", {"μ": "end", "b": "+"}, lambda x, m, b: -log(b) - abs(x - m) / b),
    Model(89, "model: x ~ Laplace(1, b)", "real", {"b": "+"}, lambda x, b: -log(b) - abs(x - 1) / b),
    Model(90, "model: x ~ AsymmetricLaplace(μ, σ, 3/10)", "real", {"μ": "end", "σ": "+"},
          lambda x, m, s: asymmetric(x, m, s, mpf(3) / 10)),
    Model(90, "model: x ~ AsymmetricLaplace(0, 1, τ)", "real", {"τ": "01"},
          lambda x, t: asymmetric(x, mpf(0), mpf(1), t)),
    Model(91, "model: x ~ Cauchy(μ, 1)", "real", {"μ": "R"}, lambda x, m: -log(1 + (x - m) ** 2)),
    Model(91, "model: x ~ Cauchy(0, γ)", "real", {"γ": "+"}, lambda x, g: log(g) - log(g * g + x * x)),
    Model(91, "model: x ~ Cauchy(μ, γ)", "real", {"μ": "R", "γ": "+"},
          lambda x, m, g: log(g) - log(g * g + (x - m) ** 2)),
    Model(92, "model: x ~ StudentT(4, μ)", "real", {"μ": "R"}, lambda x, m: student(x, mpf(4), m, mpf(1))),
    Model(92, "model: x ~ StudentT(5, 0, σ)", "real", {"σ": "+"}, lambda x, s: student(x, mpf(5), mpf(0), s)),
    Model(92, "model: x ~ StudentT(4, μ, σ)", "real", {"μ": "R", "σ": "+"}, lambda x, m, s: student(x, mpf(4), m, s)),
    Model(93, "model: x ~ Logistic(μ, 1)", "real", {"μ": "R"}, lambda x, m: -(x - m) - 2 * log(1 + exp(m - x))),
    Model(93, "model: x ~ Logistic(μ, s)", "real", {"μ": "R", "s": "+"},
          lambda x, m, s: -(x - m) / s - log(s) - 2 * log(1 + exp((m - x) / s))),
    Model(94, "model: x ~ HyperbolicSecant(μ, 1)", "real", {"μ": "R"}, lambda x, m: secant(x, m, mpf(1))),
    Model(94, "model: x ~ HyperbolicSecant(μ, σ)", "real", {"μ": "R", "σ": "+"}, secant),
    Model(95, "model: x ~ VonMises(0, κ)", "real", {"κ": "+"}, lambda x, k: k * cos(x) - log(besseli(0, k))),
]
