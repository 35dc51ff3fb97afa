"""The models of a statistics course, a row each: a number, the problem in a few lines, and its answer.

The answer is a formula of its own for each parameter, worked out here in floats, or the status where that is all.
"""

from __future__ import annotations

import statistics as st
from math import exp, log, sqrt

__all__ = ["ROWS"]

X = [1.2, 0.7, 2.9, 1.6, 0.4, 3.3]  # positive
U = [0.31, 0.72, 0.55, 0.83, 0.12]  # in (0, 1)
Z = [0.3, -1.1, 2.4, 0.9, -0.2]  # real
C = [2, 0, 3, 1, 4, 2]  # counts


def data(v: list[float]) -> str:
    return "[" + ", ".join(map(str, v)) + "]"


n, xb = len(X), st.fmean(X)
L1 = sum(map(log, X))


def m2(v: list[float]) -> float:
    return st.fmean(t * t for t in v)


ROWS: list[tuple[int, str, dict[str, float] | str]] = [
    (1, "model: x ~ Bernoulli(p)\ndata: [1, 0, 1, 1]", {"p": 0.75}),
    (2, "model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}\ndata: {n: 70, sum(x): 58}", {"p": 2 / 3}),
    (
        3,
        "model: y ~ Bernoulli((1+exp(-x))/2)\nparameters: {x: x > 0}\ndata: {y: [1, 1, 1, 0]}",
        {"x": -log(2 * 3 / 4 - 1)},
    ),
    (4, "model: x ~ Binomial(10, p)\ndata: [3, 5, 4]", {"p": 0.4}),
    (5, "model: x ~ Binomial(n_1, 2/5)\nparameters: {n_1: integer >= 0}\ndata: [7]", {"n_1": 17}),
    (6, "model: x ~ Binomial(m, p)\nparameters: {m: integer >= 1, p: 0 < p < 1}\ndata: [1, 5, 0, 7]", "no-maximum"),
    (7, "model: x ~ Geometric(p)\ndata: [2, 3, 1]", {"p": 0.5}),
    (8, "model: x ~ Geometric(p, support=failures)\ndata: [1, 2, 0]", {"p": 0.5}),
    (9, "model: x ~ NegativeBinomial(3, p)\ndata: [2, 0, 5]", {"p": 3 / (3 + 7 / 3)}),
    (10, "model: x ~ NegativeBinomial(r, p)\ndata: [2, 0, 9, 1, 14, 3]", "numeric"),
    (11, f"model: x ~ Poisson(λ)\ndata: {data(C)}", {"λ": 2}),
    (12, "model: x ~ Poisson(λ t)\nparameters: {λ: positive}\ndata: {x: [3, 5, 2], t: [1, 2, 1.5]}", {"λ": 10 / 4.5}),
    (
        13,
        "model: ['x ~ Poisson(2 λ)', 'y ~ Poisson(3 λ)']\nparameters: {λ: positive}\ndata: {x: [7], y: [9]}",
        {"λ": 16 / 5},
    ),
    (14, "model: x ~ Poisson(λ)\ndata: {counts: {0: 4, '> 0': 6}}", {"λ": -log(0.4)}),
    (
        15,
        "model: {variable: x, mass: λ^x exp(-λ)/(x! (1-exp(-λ))), support: x >= 1}\nparameters: {λ: positive}\ndata: [1, 3, 2, 4]",
        "numeric",
    ),
    (19, "model: x ~ Zeta(s)\ndata: [1, 1, 2, 1, 3, 1, 5, 2]", "numeric"),
    (95, "model: x ~ VonMises(μ, κ)\ndata: [0.3, -0.5, 1.1, 0.2, -0.1, 2.2]", "numeric"),
    (95, "model: x ~ VonMises(μ, 2)\ndata: [6.1, 0.2, 5.9, 0.7, 0.1]", {"μ": 0.08295465501531982}),
    (95, "model: x ~ VonMises(0, κ)\ndata: [0.3, -0.5, 1.1, 0.2, -0.1, 2.2]", "numeric"),
    (95, "likelihood: exp(10 κ)/I_0(κ)^10\nparameters: {κ: κ >= 0}", "no-maximum"),
    (19, "model: x ~ Zeta(s)\ndata: [1, 1, 1]", "no-maximum"),
    (19, "likelihood: 1/(ζ(s)^10 12^s)\nparameters: {s: s > 1}", "numeric"),
    (
        16,
        "likelihood: (w + (1-w) exp(-λ))^6 ((1-w) exp(-λ))^4 λ^9\nparameters: {w: 0 <= w < 1, λ: positive}",
        "numeric",
    ),
    (
        16,
        "model: {variable: x, mass: '1{x = 0} w + (1-w) λ^x exp(-λ)/x!', support: x >= 0}\nparameters: {w: 0 <= w < 1, λ: positive}\ndata: {counts: {0: 6, 1: 1, 2: 2, 4: 1}}",
        "numeric",
    ),
    (16, "model: x ~ ZeroInflatedPoisson(w, λ)\ndata: [0, 0, 3, 0, 2, 1, 0, 4, 0, 0]", "numeric"),
    (
        17,
        "model: {variable: x, mass: -p^x/(x log(1-p)), support: x >= 1}\nparameters: {p: 0 < p < 1}\ndata: [1, 3, 2, 1]",
        "numeric",
    ),
    (
        18,
        "model: {variable: x, mass: exp(-μ x) (μ x)^(x-1)/x!, support: x >= 1}\nparameters: {μ: 0 <= μ <= 1}\ndata: [1, 3, 2, 1]",
        {"μ": 1 - 4 / 7},
    ),
    (
        19,
        "model: {variable: x, mass: 'ρ B(x, ρ+1)', support: x >= 1}\nparameters: {ρ: positive}\ndata: [1, 2, 1, 5]",
        "numeric",
    ),
    (
        20,
        "model: {variable: x, mass: 1/N, support: 1 <= x <= N}\nparameters: {N: integer >= 1}\ndata: [3, 17, 8]",
        {"N": 17},
    ),
    (21, "model: x ~ Hypergeometric(N, 10, 12)\nparameters: {N: integer >= 20}\ndata: [5]", "not-unique"),
    (22, "model: x ~ Hypergeometric(50, K, 12)\nparameters: {K: integer >= 0}\ndata: [5]", {"K": 21}),
    (
        23,
        "model: x ~ Multinomial(p_1, p_2, p_3)\ndata: {counts: {a: 3, b: 5, c: 2}}",
        {"p_1": 0.3, "p_2": 0.5, "p_3": 0.2},
    ),
    (
        24,
        "model: x ~ Categorical(θ, (1-θ)/2, (1-θ)/4, (1-θ)/4)\nparameters: {θ: 0 < θ < 1}\ndata: {counts: {a: 31, b: 37, c: 18, d: 14}}",
        {"θ": 0.31},
    ),
    (
        25,
        "model: x ~ Categorical(p^2, 2 p (1-p), (1-p)^2)\nparameters: {p: 0 < p < 1}\ndata: {counts: {AA: 342, Aa: 500, aa: 187}}",
        {"p": (2 * 342 + 500) / (2 * 1029)},
    ),
    (
        26,
        "model: x ~ Categorical((2+t)/4, (1-t)/4, (1-t)/4, t/4)\nparameters: {t: 0 < t < 1}\ndata: {counts: {a: 125, b: 18, c: 20, d: 34}}",
        {"t": (15 + sqrt(53809)) / 394},
    ),
    (
        27,
        "model: x ~ Categorical((2+t)/4, (1-t)/4, (1-t)/4, t/4)\nparameters: {t: 0 < t < 1}\ndata: {counts: {a: 1997, b: 906, c: 904, d: 32}}",
        {"t": 0.0357123},
    ),
    (28, "likelihood: a^5 (1-a)^3 b^2 (1-b)^7\nparameters: {a: 0 < a < 1, b: 0 < b < 1}", {"a": 5 / 8, "b": 2 / 9}),
    (29, "likelihood: a^5 (1-a)^3\nparameters: {a: 0 <= a <= 1}", {"a": 5 / 8}),
    (30, "model: x ~ Categorical(p_1, p_2, p_3)\ndata: {counts: {the: 3, cat: 5, sat: 2}}", {"p_2": 0.5}),
    (31, "likelihood: exp(3 b)/(1 + exp(b) + exp(2 b))^4\nparameters: {b: real}", "any"),
    (32, "model: x ~ Geometric(p)\ndata: [2, 3, 1, '> 6', 4, 2, '> 6']", {"p": 5 / 24}),
    (33, f"model: x ~ Exponential(λ)\ndata: {data(X)}", {"λ": 1 / xb}),
    (34, f"model: x ~ Exponential(scale=θ)\ndata: {data(X)}", {"θ": xb}),
    (35, "model: x ~ Exponential(λ)\ndata: [2.5, 4, '> 5', 1, 3, '> 5', '> 3']", {"λ": 4 / 23.5}),
    (36, "model: x ~ Exponential(λ)\ndata: {counts: {1: 1, 2.5: 2, '> 2.5': 4}}", {"λ": 3 / 16}),
    (37, "model: x ~ Exponential(λ)\ndata: {counts: {'<= 1': 3, '> 1': 7}}", {"λ": -log(1 - 0.3)}),
    (
        38,
        "model: x ~ Exponential(λ)\ndata: {counts: {'0..0.6': 3, '0.6..1.2': 3, '1.2..1.8': 2}}",
        {"λ": log(15 / 7) / 0.6},
    ),
    (
        39,
        f"model: {{variable: x, density: exp(-(x-t)), support: x >= t}}\nparameters: {{t: real}}\ndata: {data(X)}",
        {"t": 0.4},
    ),
    (
        40,
        f"model: {{variable: x, density: r exp(-r (x-t)), support: x >= t}}\nparameters: {{t: real, r: positive}}\ndata: {data(X)}",
        {"t": 0.4, "r": 1 / (xb - 0.4)},
    ),
    (41, f"model: x ~ Normal(μ, 4)\ndata: {data(Z)}", {"μ": st.fmean(Z)}),
    (42, f"model: x ~ Normal(1, σ²)\ndata: {data(Z)}", {"σ²": st.fmean((z - 1) ** 2 for z in Z)}),
    (43, f"model: x ~ Normal(μ, σ²)\ndata: {data(Z)}", {"μ": st.fmean(Z), "σ²": st.pvariance(Z)}),
    (44, "model: x ~ Normal(μ, 1)\nparameters: {μ: μ >= 0}\ndata: [-1, -2, 0.5]", {"μ": 0}),
    (
        45,
        f"model: x ~ Normal(t, t)\nparameters: {{t: positive}}\ndata: {data(Z)}",
        {"t": (-1 + sqrt(1 + 4 * m2(Z))) / 2},
    ),
    (
        46,
        f"model: x ~ Normal(t, t^2)\nparameters: {{t: positive}}\ndata: {data(Z)}",
        {"t": (-st.fmean(Z) + sqrt(st.fmean(Z) ** 2 + 4 * m2(Z))) / 2},
    ),
    (47, "model: x ~ Normal(μ, 1)\ndata: {counts: {'< 0': 3, '> 0': 7}}", "numeric"),
    (
        48,
        "model: ['x ~ Normal(a, σ²)', 'y ~ Normal(b, σ²)']\ndata: {x: [1, 2, 3], y: [4, 6]}",
        {"a": 2, "b": 5, "σ²": 4 / 5},
    ),
    (49, "model: ['x ~ Normal(a, σ²)', 'y ~ Normal(b, σ²)']\ndata: {x: [1, 2], y: [4, 6]}", {"σ²": (0.5 + 2) / 4}),
    (50, f"model: x ~ Lognormal(μ, σ²)\ndata: {data(X)}", {"μ": L1 / n, "σ²": st.pvariance(list(map(log, X)))}),
    (
        51,
        f"model: {{variable: x, density: 1/sqrt(2 π v) 1/(x (1-x)) exp(-(log(x/(1-x))-m)^2/(2 v)), support: 0 < x < 1}}\nparameters: {{m: real, v: positive}}\ndata: {data(U)}",
        {"m": st.fmean(log(u / (1 - u)) for u in U), "v": st.pvariance([log(u / (1 - u)) for u in U])},
    ),
    (52, f"model: x ~ Gamma(3, rate=β)\ndata: {data(X)}", {"β": 3 / xb}),
    (53, f"model: x ~ Gamma(α, rate=2)\ndata: {data(X)}", "numeric"),
    (54, f"model: x ~ Gamma(α, rate=β)\ndata: {data(X)}", "numeric"),
    (
        55,
        f"model: {{variable: x, density: x^(k/2-1) exp(-x/2)/(2^(k/2) Γ(k/2)), support: x > 0}}\nparameters: {{k: positive}}\ndata: {data(X)}",
        "numeric",
    ),
    (
        56,
        f"model: {{variable: x, density: b^3/Γ(3) x^(-4) exp(-b/x), support: x > 0}}\nparameters: {{b: positive}}\ndata: {data(X)}",
        {"b": 3 / st.fmean(1 / t for t in X)},
    ),
    (
        57,
        f"model: x ~ InverseGaussian(μ, λ)\ndata: {data(X)}",
        {"μ": xb, "λ": 1 / (st.fmean(1 / t for t in X) - 1 / xb)},
    ),
    (
        58,
        f"model: {{variable: x, density: sqrt(c/(2 π)) exp(-c/(2 x))/x^(3/2), support: x > 0}}\nparameters: {{c: positive}}\ndata: {data(X)}",
        {"c": n / sum(1 / t for t in X)},
    ),
    (59, f"model: x ~ Rayleigh(σ)\ndata: {data(X)}", {"σ": sqrt(m2(X) / 2)}),
    (
        60,
        f"model: {{variable: x, density: 2 t x exp(-t x^2), support: x > 0}}\nparameters: {{t: positive}}\ndata: {data(X)}",
        {"t": n / sum(t * t for t in X)},
    ),
    (61, f"model: x ~ Maxwell(a)\ndata: {data(X)}", {"a": sqrt(m2(X) / 3)}),
    (62, f"model: x ~ HalfNormal(σ)\ndata: {data(X)}", {"σ": sqrt(m2(X))}),
    (
        63,
        f"model: {{variable: x, density: 2 m^m/(Γ(m) w^m) x^(2m-1) exp(-m x^2/w), support: x > 0}}\nparameters: {{w: positive}}\nknown: {{m: 2}}\ndata: {data(X)}",
        {"w": m2(X)},
    ),
    (64, f"model: x ~ Weibull(2, λ)\ndata: {data(X)}", {"λ": sqrt(m2(X))}),
    (65, f"model: x ~ Weibull(k, λ)\ndata: {data(X)}", "numeric"),
    (
        66,
        "model: {variable: x, density: k (x-t)^(k-1) exp(-(x-t)^k), support: x > t}\nparameters: {t: real, k: positive}\ndata: [1, 2, 4]",
        "no-maximum",
    ),
    (
        67,
        f"model: {{variable: x, density: 2 s^2 x^(-3) exp(-(x/s)^(-2)), support: x > 0}}\nparameters: {{s: positive}}\ndata: {data(X)}",
        {"s": st.fmean(t**-2 for t in X) ** -0.5},
    ),
    (68, f"model: x ~ Gumbel(μ, 1)\ndata: {data(Z)}", {"μ": -log(st.fmean(exp(-z) for z in Z))}),
    (69, f"model: x ~ Gumbel(μ, β)\ndata: {data(Z)}", "numeric"),
    (
        70,
        f"model: {{variable: x, density: η exp(x) exp(η) exp(-η exp(x)), support: x >= 0}}\nparameters: {{η: positive}}\ndata: {data(X)}",
        {"η": n / sum(exp(t) - 1 for t in X)},
    ),
    (71, "model: x ~ Pareto(1, α)\ndata: [5, 2, 3]", {"α": 3 / log(30)}),
    (72, "model: x ~ Pareto(x_m, α)\ndata: [1.5, 2.4, 6.0, 1.8, 3.0]", {"x_m": 1.5, "α": 1.8303173361270093}),
    (
        73,
        f"model: {{variable: x, density: α/2 (1+x/2)^(-α-1), support: x > 0}}\nparameters: {{α: positive}}\ndata: {data(X)}",
        {"α": n / sum(log(1 + t / 2) for t in X)},
    ),
    (
        74,
        f"model: {{variable: x, density: 2 k x (1+x^2)^(-k-1), support: x > 0}}\nparameters: {{k: positive}}\ndata: {data(X)}",
        {"k": n / sum(log(1 + t * t) for t in X)},
    ),
    (
        75,
        f"model: {{variable: x, density: t x^(t-1), support: 0 < x < 1}}\nparameters: {{t: positive}}\ndata: {data(U)}",
        {"t": -5 / sum(map(log, U))},
    ),
    (
        76,
        f"model: {{variable: x, density: (t+1) x^t, support: 0 < x < 1}}\nparameters: {{t: t > -1}}\ndata: {data(U)}",
        {"t": -5 / sum(map(log, U)) - 1},
    ),
    (
        77,
        f"model: {{variable: x, density: t (t+1) x^(t-1) (1-x), support: 0 < x < 1}}\nparameters: {{t: positive}}\ndata: {data(U)}",
        "any",
    ),
    (
        78,
        f"model: {{variable: x, density: 2 b x (1-x^2)^(b-1), support: 0 < x < 1}}\nparameters: {{b: positive}}\ndata: {data(U)}",
        {"b": -5 / sum(log(1 - u * u) for u in U)},
    ),
    (79, f"model: x ~ Beta(α, β)\ndata: {data(U)}", "numeric"),
    (
        80,
        "model: (x, y, z) ~ Dirichlet(a, b, c)\n"
        "data: {x: [0.2, 0.5, 0.3, 0.4], y: [0.3, 0.3, 0.35, 0.4], z: [0.5, 0.2, 0.35, 0.2]}",
        "numeric",
    ),
    (
        81,
        f"model: {{variable: x, density: t^2/(1+t) (1+x) exp(-t x), support: x > 0}}\nparameters: {{t: positive}}\ndata: {data(X)}",
        {"t": (-(xb - 1) + sqrt((xb - 1) ** 2 + 8 * xb)) / (2 * xb)},
    ),
    (82, f"model: x ~ Uniform(0, t)\ndata: {data(X)}", {"t": 3.3}),
    (83, f"model: x ~ Uniform(a, b)\ndata: {data(X)}", {"a": 0.4, "b": 3.3}),
    (84, f"model: x ~ Uniform(-t, t)\ndata: {data(Z)}", {"t": 2.4}),
    (85, "model: x ~ Uniform(t, 2 t)\ndata: [1.2, 1.9, 1.5]", {"t": 0.95}),
    (86, "model: x ~ Uniform(t-1/2, t+1/2)\nparameters: {t: real}\ndata: [1.2, 1.9, 1.5]", "not-unique"),
    (
        87,
        f"model: {{variable: x, density: 2 x/t^2, support: 0 < x <= t}}\nparameters: {{t: positive}}\ndata: {data(X)}",
        {"t": 3.3},
    ),
    (88, f"model: x ~ Laplace(μ, b)\ndata: {data(Z)}", {"μ": 0.3, "b": st.fmean(abs(z - 0.3) for z in Z)}),
    (89, f"model: x ~ Laplace(1, b)\ndata: {data(Z)}", {"b": st.fmean(abs(z - 1) for z in Z)}),
    (90, "model: x ~ AsymmetricLaplace(μ, 1, 3/10)\ndata: [5, 1, 3, 9, 2]", {"μ": 2}),
    (91, f"model: x ~ Cauchy(μ, 1)\ndata: {data(Z)}", "numeric"),
    (91, f"model: x ~ Cauchy(μ, γ)\ndata: {data(Z)}", "numeric"),
    (92, f"model: x ~ StudentT(4, μ, σ)\ndata: {data(Z)}", "numeric"),
    (
        92,
        f"model: {{variable: x, density: 3/8 (1+(x-μ)^2/4)^(-5/2), support: real}}\nparameters: {{μ: real}}\ndata: {data(Z)}",
        "numeric",
    ),
    (93, f"model: x ~ Logistic(μ, 1)\ndata: {data(Z)}", "numeric"),
    (94, "model: x ~ HyperbolicSecant(μ, σ)\ndata: [0, 0.3, 0.5, 1.1, 6]", "numeric"),
    (
        96,
        "likelihood: (1/2 exp(-(1-a)^2/(2 s^2))/s + 1/2 exp(-(1-b)^2/2)) (1/2 exp(-(2-a)^2/(2 s^2))/s + 1/2 exp(-(2-b)^2/2))\nparameters: {a: real, b: real, s: positive}",
        "no-maximum",
    ),
    (
        97,
        "model: (x, y) ~ BivariateNormal(μ_1, μ_2, σ_1^2, σ_2^2, ρ)\ndata: {x: [1, 2, 4, 5], y: [2, 1, 7, 4]}",
        {"μ_1": 3, "μ_2": 3.5, "σ_1²": 2.5, "σ_2²": 5.25, "ρ": 2.5 / sqrt(2.5 * 5.25)},
    ),
    (
        97,
        "model: (x, y) ~ BivariateNormal(μ_1, μ_2, σ_1^2, σ_2^2, ρ)\ndata: {x: [1, 2.5], y: [2, 1]}",
        "no-maximum",
    ),
    (
        98,
        "model: y ~ Normal(a + b x, σ^2)\nparameters: {a: real, b: real, σ²: positive}\ndata: {x: [1, 2, 3, 5], y: [2.1, 3.9, 6.2, 9.7]}",
        "solved",
    ),
    (
        99,
        "model: y ~ Normal(b x, σ^2)\nparameters: {b: real, σ²: positive}\ndata: {x: [1, 2, 3, 5], y: [1.9, 4.4, 5.7, 10.6]}",
        {"b": 2.071794871794872},
    ),
    (100, "model: y ~ Poisson(b x)\nparameters: {b: positive}\ndata: {x: [1, 2, 3], y: [2, 3, 7]}", {"b": 2}),
    (
        101,
        "model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}\ndata: {x: [0, 0, 1, 1], y: [2, 4, 5, 7]}",
        {"a": log(3), "b": log(2)},
    ),
    (
        102,
        "model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}\ndata: {x: [0, 1, 2, 3, 5], y: [2, 1, 4, 5, 12]}",
        "numeric",
    ),
    (
        103,
        "model: y ~ Bernoulli(1/(1+exp(-a-b x)))\nparameters: {a: real, b: real}\ndata: {x: [0, 0, 0, 1, 1, 1], y: [0, 1, 0, 1, 1, 0]}",
        {"a": -log(2), "b": log(4)},
    ),
    (
        104,
        "model: y ~ Bernoulli(1/(1+exp(-a-b x)))\nparameters: {a: real, b: real}\ndata: {x: [0, 1, 2, 3], y: [0, 0, 1, 1]}",
        "no-maximum",
    ),
    (
        105,
        "model: y ~ Normal(φ x, σ²)\nparameters: {φ: real, σ²: positive}\ndata: {x: [1, 2, 1.5, 3], y: [2, 1.5, 3, 2.2]}",
        {"φ": (2 + 3 + 4.5 + 6.6) / (1 + 4 + 2.25 + 9)},
    ),
    (106, "model: x ~ Poisson(λ)\ndata: [2, 1, 0]\nfind: mle of exp(-λ)", {"exp(−λ)": exp(-1)}),
    (107, "model: x ~ Exponential(λ)\ndata: [2, 1, 3]\nfind: mle of log(2)/λ", "solved"),
    (
        108,
        "model: (x, y) ~ BivariateNormal(0, 0, 1, 1, ρ)\ndata: {x: [1.2, -0.5, 0.3, 2], y: [0.7, -1.1, 0.4, 1.2]}",
        {"ρ": 0.8444078555727394},
    ),
]
