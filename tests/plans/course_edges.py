"""The edges of the models of a statistics course: data at which the estimate lies at the end of the domain, is not
the only one, or does not exist, as the column “exists, unique, boundary” of the table says.

A row: the number of the model, the problem in a few lines, the status, and the estimates where there are any (a pair
for the ends of a whole interval of maximisers).
"""

from __future__ import annotations

from math import atan2, cos, log, pi, sin, sqrt

__all__ = ["EDGES", "OPEN_EDGES"]

Answer = dict[str, float | tuple[float, float]]

# Which row (number, and how many of that number come before it), and what it lacks.
OPEN_EDGES: dict[tuple[int, int], str] = {
    (6, 0): "all observations equal, and a chance that may not be one",
    (79, 0): "the growth of a beta density of equal observations",
}


def own(density: str, support: str, parameters: str, data: str, kind: str = "density") -> str:
    return (
        f"model: {{variable: x, {kind}: '{density}', support: {support}}}\n"
        f"parameters: {{{parameters}}}\ndata: [{data}]"
    )


NONE: Answer = {}
EDGES: list[tuple[int, str, str, Answer]] = [
    (1, "model: x ~ Bernoulli(p)\ndata: [0, 0, 0]", "solved", {"p": 0}),
    (1, "model: x ~ Bernoulli(p)\ndata: [1]", "solved", {"p": 1}),
    (1, "model: x ~ Bernoulli(p)\nparameters: {p: 0 < p < 1}\ndata: [1, 1]", "no-maximum", NONE),
    (1, "model: x ~ Bernoulli(p)\ndata: {n: 5, sum(x): 5}", "solved", {"p": 1}),
    (2, "model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}\ndata: {n: 70, sum(x): 30}", "solved", {"p": 0.5}),
    (2, "model: x ~ Bernoulli(p)\nparameters: {p: 1/2 <= p <= 2/3}\ndata: {n: 70, sum(x): 42}", "solved", {"p": 0.6}),
    (2, "model: x ~ Bernoulli(p)\nparameters: {p: 1/2 < p < 2/3}\ndata: {n: 70, sum(x): 58}", "no-maximum", NONE),
    (3, "model: y ~ Bernoulli((1+exp(-x))/2)\nparameters: {x: x > 0}\ndata: {y: [1, 0, 1, 0]}", "no-maximum", NONE),
    (3, "model: y ~ Bernoulli((1+exp(-x))/2)\nparameters: {x: x > 0}\ndata: {y: [0, 0, 1, 0]}", "no-maximum", NONE),
    (3, "model: y ~ Bernoulli((1+exp(-x))/2)\nparameters: {x: x >= 0}\ndata: {y: [1, 1, 1]}", "solved", {"x": 0}),
    (4, "model: x ~ Binomial(10, p)\ndata: [0, 0]", "solved", {"p": 0}),
    (4, "model: x ~ Binomial(10, p)\ndata: [10, 10, 10]", "solved", {"p": 1}),
    (5, "model: x ~ Binomial(m, 2/5)\nparameters: {m: integer >= 0}\ndata: [0]", "solved", {"m": 0}),
    (5, "model: x ~ Binomial(m, 1/2)\nparameters: {m: integer >= 1}\ndata: [7]", "not-unique", {"m": 13}),
    (6, "model: x ~ Binomial(m, p)\nparameters: {m: integer >= 1, p: 0 < p < 1}\ndata: [2, 2]", "no-maximum", NONE),
    (7, "model: x ~ Geometric(p)\ndata: [1, 1, 1]", "solved", {"p": 1}),
    (8, "model: x ~ Geometric(p, support=failures)\ndata: [0, 0]", "solved", {"p": 1}),
    (8, "model: x ~ Geometric(p, support=failures)\nparameters: {p: 0 < p < 1}\ndata: [0]", "no-maximum", NONE),
    (9, "model: x ~ NegativeBinomial(3, p)\ndata: [0, 0]", "solved", {"p": 1}),
    (10, "model: x ~ NegativeBinomial(r, p)\ndata: [2, 3, 2, 1]", "no-maximum", NONE),
    (11, "model: x ~ Poisson(λ)\ndata: [0, 0, 0]", "solved", {"λ": 0}),
    (11, "model: x ~ Poisson(λ)\nparameters: {λ: positive}\ndata: [0, 0, 0]", "no-maximum", NONE),
    (12, "model: x ~ Poisson(λ t)\nparameters: {λ: λ >= 0}\ndata: {x: [0, 0], t: [1, 2]}", "solved", {"λ": 0}),
    (14, "model: x ~ Bernoulli(exp(-λ))\nparameters: {λ: positive}\ndata: {n: 10, sum(x): 0}", "no-maximum", NONE),
    (14, "model: x ~ Bernoulli(exp(-λ))\nparameters: {λ: λ >= 0}\ndata: {n: 10, sum(x): 10}", "solved", {"λ": 0}),
    (15, "model: x ~ ZeroTruncatedPoisson(λ)\ndata: [1, 1, 1]", "no-maximum", NONE),
    (17, "model: x ~ Logarithmic(p)\ndata: [1, 1]", "no-maximum", NONE),
    (18, "model: x ~ Borel(μ)\ndata: [1, 1, 1]", "solved", {"μ": 0}),
    (19, "model: x ~ YuleSimon(ρ)\ndata: [1, 1]", "no-maximum", NONE),
    (20, "model: x ~ DiscreteUniform(N)\ndata: [4]", "solved", {"N": 4}),
    (20, "model: x ~ DiscreteUniform(a, b)\ndata: [4, 4]", "solved", {"a": 4, "b": 4}),
    (21, "model: x ~ Hypergeometric(N, 10, 12)\nparameters: {N: integer >= 20}\ndata: [0]", "no-maximum", NONE),
    (21, "model: x ~ Hypergeometric(N, 10, 12)\nparameters: {N: integer >= 20}\ndata: [7]", "solved", {"N": 20}),
    (22, "model: x ~ Hypergeometric(50, K, 12)\nparameters: {K: integer >= 0}\ndata: [12]", "solved", {"K": 50}),
    (22, "model: x ~ Hypergeometric(50, K, 12)\nparameters: {K: integer >= 0}\ndata: [0]", "solved", {"K": 0}),
    (23, "model: x ~ Multinomial(p_1, p_2, p_3)\ndata: {counts: {a: 3, b: 0, c: 2}}", "solved",
     {"p_1": 0.6, "p_2": 0, "p_3": 0.4}),
    (25, "model: x ~ Categorical(1 - q, q - q^2, q²)\nparameters: {q: 0 <= q <= 1}\n"
         "data: {counts: {first: 20, second: 12, never: 8}}", "solved", {"q": 7 / 15}),
    (25, "likelihood: (θ^2 + 2 θ (1-θ))^64 ((1-θ)^2)^36\nparameters: {θ: 0 < θ < 1}", "solved", {"θ": 0.4}),
    (25, "model: x ~ Categorical(p^2, 2 p (1-p), (1-p)^2)\nparameters: {p: 0 <= p <= 1}\n"
         "data: {counts: {AA: 4, Aa: 0, aa: 0}}", "solved", {"p": 1}),
    (25, "model: x ~ Categorical(p^2, 2 p (1-p), (1-p)^2)\nparameters: {p: 0 < p < 1}\n"
         "data: {counts: {AA: 0, Aa: 0, aa: 3}}", "no-maximum", NONE),
    (26, "model: x ~ Categorical((2+t)/4, (1-t)/4, (1-t)/4, t/4)\nparameters: {t: 0 <= t <= 1}\n"
         "data: {counts: {a: 5, b: 0, c: 0, d: 4}}", "solved", {"t": 1}),
    (26, "model: x ~ Categorical((2+t)/4, (1-t)/4, (1-t)/4, t/4)\nparameters: {t: 0 <= t <= 1}\n"
         "data: {counts: {a: 2, b: 5, c: 4, d: 0}}", "solved", {"t": 0}),
    (28, "likelihood: a^5 b^2 (1-b)^7\nparameters: {a: 0 <= a <= 1, b: 0 < b < 1}", "solved", {"a": 1, "b": 2 / 9}),
    (31, "likelihood: exp(8 b)/(1 + exp(b) + exp(2 b))^4\nparameters: {b: real}", "no-maximum", NONE),
    (31, "likelihood: 1/(1 + exp(b) + exp(2 b))^4\nparameters: {b: real}", "no-maximum", NONE),
    (32, "likelihood: (1-p)^23\nparameters: {p: 0 <= p <= 1}", "solved", {"p": 0}),
    (33, "model: x ~ Exponential(λ)\ndata: [2.5]", "solved", {"λ": 0.4}),
    (33, "model: x ~ Exponential(λ)\ndata: [0, 0]", "no-maximum", NONE),
    (34, "model: x ~ Exponential(scale=θ)\ndata: [0]", "no-maximum", NONE),
    (35, "likelihood: exp(-23.5 λ)\nparameters: {λ: λ >= 0}", "solved", {"λ": 0}),
    (35, "likelihood: exp(-23.5 λ)\nparameters: {λ: positive}", "no-maximum", NONE),
    (37, "likelihood: (1-exp(-λ))^10\nparameters: {λ: positive}", "no-maximum", NONE),
    (37, "likelihood: exp(-10 λ)\nparameters: {λ: λ >= 0}", "solved", {"λ": 0}),
    (39, own("exp(-(x-t))", "x > t", "t: real", "1.2, 0.7"), "no-maximum", NONE),
    (39, own("exp(-(x-t))", "x >= t", "t: real", "1.2"), "solved", {"t": 1.2}),
    (40, "model: x ~ ShiftedExponential(t, λ)\ndata: [2, 2]", "no-maximum", NONE),
    (40, "model: x ~ ShiftedExponential(t, λ)\ndata: [2]", "no-maximum", NONE),
    (41, "model: x ~ Normal(μ, 4)\ndata: [1.5]", "solved", {"μ": 1.5}),
    (42, "model: x ~ Normal(1, σ²)\ndata: [1, 1]", "no-maximum", NONE),
    (43, "model: x ~ Normal(μ, σ²)\ndata: [1.5]", "no-maximum", NONE),
    (43, "model: x ~ Normal(μ, σ²)\ndata: [2, 2, 2]", "no-maximum", NONE),
    (44, "model: x ~ Normal(μ, 1)\nparameters: {μ: μ >= 0}\ndata: [1, 2]", "solved", {"μ": 1.5}),
    (44, "model: x ~ Normal(μ, 1)\nparameters: {μ: μ > 0}\ndata: [-1, -2]", "no-maximum", NONE),
    (45, "model: x ~ Normal(t, t)\nparameters: {t: positive}\ndata: [0, 0]", "no-maximum", NONE),
    (46, "model: x ~ Normal(t, t^2)\nparameters: {t: positive}\ndata: [-3]", "solved", {"t": (3 + sqrt(45)) / 2}),
    (47, "likelihood: Φ(μ)^7\nparameters: {μ: real}", "no-maximum", NONE),
    (50, "model: x ~ Lognormal(μ, σ²)\ndata: [2, 2]", "no-maximum", NONE),
    (51, "model: x ~ LogitNormal(μ, σ²)\ndata: [0.5]", "no-maximum", NONE),
    (54, "model: x ~ Gamma(α, rate=β)\ndata: [2, 2]", "no-maximum", NONE),
    (56, "model: x ~ InverseGamma(α, β)\ndata: [2]", "no-maximum", NONE),
    (57, "model: x ~ InverseGaussian(μ, λ)\ndata: [2, 2]", "no-maximum", NONE),
    (63, "model: x ~ Nakagami(m, Ω)\ndata: [2, 2]", "no-maximum", NONE),
    (65, "model: x ~ Weibull(k, λ)\ndata: [2, 2]", "no-maximum", NONE),
    (67, "model: x ~ Frechet(α, s)\ndata: [2, 2]", "no-maximum", NONE),
    (69, "model: x ~ Gumbel(μ, β)\ndata: [2, 2]", "no-maximum", NONE),
    (70, "model: x ~ Gompertz(η, 1)\ndata: [0, 0]", "no-maximum", NONE),
    (70, "model: x ~ Gompertz(η, b)\ndata: [0.5, 1, 20]", "no-maximum", NONE),
    (71, "model: x ~ Pareto(1, α)\ndata: [1, 1]", "no-maximum", NONE),
    (72, "model: x ~ Pareto(x_m, α)\ndata: [3, 3, 3]", "no-maximum", NONE),
    (73, "model: x ~ Lomax(α, λ)\ndata: [1, 2, 3]", "no-maximum", NONE),
    (75, "model: x ~ PowerFunction(θ)\ndata: [1, 1]", "no-maximum", NONE),
    (79, "model: x ~ Beta(α, β)\ndata: [0.5, 0.5]", "no-maximum", NONE),
    (82, own("1/t", "0 < x < t", "t: positive", "1, 3"), "no-maximum", NONE),
    (82, "model: x ~ Uniform(0, t)\ndata: [0, 0]", "no-maximum", NONE),
    (83, "model: x ~ Uniform(a, b)\ndata: [2, 2]", "no-maximum", NONE),
    (85, "model: x ~ Uniform(t, 2 t)\ndata: [1, 3]", "no-maximum", NONE),
    (86, "model: x ~ Uniform(t-1/2, t+1/2)\nparameters: {t: real}\ndata: [1, 2]", "solved", {"t": 1.5}),
    (86, "model: x ~ Uniform(t-1/2, t+1/2)\nparameters: {t: real}\ndata: [1]", "not-unique", {"t": (0.5, 1.5)}),
    (88, "model: x ~ Laplace(μ, b)\ndata: [1, 2, 4, 8]", "not-unique", {"μ": (2, 4), "b": 2.25}),
    (88, "model: x ~ Laplace(μ, b)\ndata: [3]", "no-maximum", NONE),
    (88, "model: y ~ Laplace(b x, 1)\nparameters: {b: real}\ndata: {x: [1, 2, 4], y: [3, 2.5, 10]}", "solved",
     {"b": 2.5}),
    (88, "model: y ~ Laplace(b x, s)\nparameters: {b: b > 0}\ndata: {x: [1, 2, 4, 3], y: [3, 2.5, 10, 20]}", "solved",
     {"b": 2.5, "s": 3.875}),
    (88, "likelihood: exp(-3 |μ - 2| - 2 |μ - 5| - |μ|)\nparameters: {μ: real}", "solved", {"μ": 2}),
    (88, "likelihood: exp(-2 |μ - 1| - 2 |μ - 5|)\nparameters: {μ: real}", "not-unique", {"μ": (1, 5)}),
    (89, "model: x ~ Laplace(1, b)\ndata: [1, 1]", "no-maximum", NONE),
    (90, "model: x ~ AsymmetricLaplace(μ, 1, 1/4)\ndata: [1, 2, 4, 8]", "not-unique", {"μ": (1, 2)}),
    (91, "model: x ~ Cauchy(μ, 1)\ndata: [1.5]", "solved", {"μ": 1.5}),
    (91, "model: x ~ Cauchy(μ, 1)\ndata: [-0.5, 0.5]", "solved", {"μ": 0}),
    (91, "model: x ~ Cauchy(μ, 1)\ndata: [-2, 2]", "not-unique", {"μ": 0}),
    (91, "model: x ~ Cauchy(μ, γ)\ndata: [1.5]", "no-maximum", NONE),
    (91, "model: x ~ Cauchy(μ, γ)\ndata: [2, 2, 2]", "no-maximum", NONE),
    (91, "model: x ~ Cauchy(μ, γ)\ndata: [1, 1, 1, 3, 4]", "no-maximum", NONE),
    (91, "model: x ~ Cauchy(μ, γ)\ndata: [1, 1, 2, 3]", "no-maximum", NONE),
    (92, "model: x ~ StudentT(3, μ, σ)\ndata: [1, 1, 1, 3]", "no-maximum", NONE),
    (92, "model: x ~ StudentT(4, μ, σ)\ndata: [2]", "no-maximum", NONE),
    (92, "model: x ~ StudentT(4, μ, σ)\ndata: [2, 2]", "no-maximum", NONE),
    (92, "model: x ~ StudentT(4, μ, σ)\ndata: [1, 3, 1, 1, 1, 1, 1]", "no-maximum", NONE),
    (93, "model: x ~ Logistic(μ, 1)\ndata: [0.5]", "solved", {"μ": 0.5}),
    (98, "model: y ~ Normal(a + b x, σ^2)\nparameters: {a: real, b: real}\n"
         "data: {x: [1, 2, 3], y: [2, 4, 6]}", "no-maximum", NONE),
    (99, "model: y ~ Normal(b x, σ^2)\nparameters: {b: real}\ndata: {x: [1, 2], y: [2, 4]}", "no-maximum", NONE),
    (101, "model: y ~ Poisson(exp(a + b x))\nparameters: {a: real, b: real}\n"
          "data: {x: [0, 0, 1, 1], y: [2, 4, 0, 0]}", "no-maximum", NONE),
    (103, "model: y ~ Bernoulli(1/(1+exp(-a-b x)))\nparameters: {a: real, b: real}\n"
          "data: {x: [0, 0, 1, 1], y: [0, 1, 1, 1]}", "no-maximum", NONE),
    (106, "model: x ~ Poisson(λ)\ndata: [0, 0]\nfind: mle of exp(-λ)", "solved", {"exp(−λ)": 1}),
    (107, "model: x ~ Exponential(λ)\ndata: [2]\nfind: mle of log(2)/λ", "solved", {"log(2)/λ": 2 * log(2)}),
    (95, "model: x ~ VonMises(μ, 2)\nparameters: {μ: 0 <= μ < 2π}\ndata: [-0.2, -0.9, 0.4, 5.3]", "solved",
     {"μ": 2 * pi + atan2(*(sum(f(x) for x in (-0.2, -0.9, 0.4, 5.3)) for f in (sin, cos)))}),
    (95, "model: x ~ VonMises(μ, 2)\nparameters: {μ: -π < μ < π}\ndata: [-0.2, -0.9, 0.4, 5.3]", "solved",
     {"μ": atan2(*(sum(f(x) for x in (-0.2, -0.9, 0.4, 5.3)) for f in (sin, cos)))}),
]
