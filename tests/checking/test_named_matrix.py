"""Each rule that people get wrong, in the models and on the roads where it happens: what the report names.

The rows were written without looking at what is named. A row: the rule by its letter and number, the model, the
derivation up to the wrong line (lines apart by //), and the mistakes of the catalogue that would truly explain
that line.
"""

from __future__ import annotations

from functools import cache

from derive.checking.judging import check
from derive.problem import loads
from derive.problem.model import Problem
from derive.rules.mistakes import mistake_of

MODELS = {
    "coin": "model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 14, tails: 6}}",
    "coin-any": "model: x ~ Bernoulli(p)",
    "all-heads": "model: x ~ Bernoulli(θ)\ndata: {counts: {successes: 9, failures: 0}}",
    "seeds": "model: x ~ Binomial(8, p)\ndata: [5, 3, 6]",
    "trials": "model: x ~ Geometric(p)\ndata: [5, 2, 3]",
    "misses": "model: x ~ Geometric(p, support=failures)\ndata: [4, 0, 2, 6]",
    "third": "model: x ~ NegativeBinomial(3, p)\ndata: [4, 7, 2, 3]",
    "poisson": "model: x ~ Poisson(λ)\ndata: [2, 6, 3, 1]",
    "poisson-any": "model: x ~ Poisson(λ)",
    "rate": "model: x ~ Exponential(rate=λ)\ndata: [0.5, 2, 1.5]",
    "rate-any": "model: x ~ Exponential(rate=λ)",
    "scale": "model: x ~ Exponential(scale=θ)\ndata: [3, 9, 6]",
    "scale-any": "model: x ~ Exponential(scale=θ)",
    "normal": "model: x ~ Normal(μ, σ^2)",
    "normal-data": "model: x ~ Normal(μ, σ^2)\ndata: [3, 7, 5, 9]",
    "mean": "model: x ~ Normal(μ, σ^2)\nknown: {σ: symbolic}",
    "mean-data": "model: x ~ Normal(μ, σ^2)\nknown: {σ: 2}\ndata: [11, 14, 17]",
    "spread": "model: x ~ Normal(μ, σ^2)\nknown: {μ: 10}\ndata: [8, 13, 10, 11]",
    "lognormal": "model: x ~ Lognormal(μ, σ^2)",
    "rayleigh": "model: x ~ Rayleigh(σ)\ndata: [2, 4, 4]",
    "rayleigh-any": "model: x ~ Rayleigh(σ)",
    "pareto": "model: x ~ Pareto(x_m, α)\nknown: {x_m: 1}\ndata: [2, 4, 8]",
    "pareto-any": "model: x ~ Pareto(x_m, α)\nknown: {x_m: symbolic}",
    "weibull": "model: x ~ Weibull(k, λ)\nknown: {k: 2}\ndata: [1, 2, 2]",
    "gamma": "model: x ~ Gamma(α, rate=β)\nknown: {α: 3}\ndata: [2, 4, 6, 6]",
    "shape": "model: x ~ Gamma(α, rate=β)\nknown: {β: symbolic}",
    "uniform": "model: x ~ Uniform(0, θ)\ndata: [2, 5, 3.5, 1.5]",
    "uniform-any": "model: x ~ Uniform(0, θ)",
    "three": "model: x ~ Categorical(p_1, p_2, p_3)\ndata: {counts: {a: 12, b: 8, c: 5}}",
    "genes": "model: x ~ Categorical(θ^2, 2 θ (1-θ), (1-θ)^2)\nparameters: {θ: 0 < θ < 1}\n"
    "data: {counts: {AA: 20, Aa: 50, aa: 30}}",
    "line": "model: y ~ Normal(b x, σ^2)\nparameters: {b: real}\nknown: {σ: symbolic}",
    "laplace": "model: x ~ Laplace(μ, b)\nknown: {μ: 0}\ndata: [-2, 1, 5, -4]",
    "power": "model: {variable: x, density: 'θ x^(θ-1)', support: 0 < x < 1}\nparameters: {θ: positive}",
    "token": "predictions: {sea: 0.4, lake: 0.35, pond: 0.25}\ntarget: sea\nfind: nll",
    "two": "predictions:\n  - {a: 0.5, b: 0.5}\n  - {c: 0.2, d: 0.8}\ntarget: [a, c]\n"
    "find: [nll, cross-entropy, perplexity]",
    "four": "predictions:\n  - {we: 0.5}\n  - {like: 0.25}\n  - {warm: 0.8}\n  - {rain: 0.1}\n"
    "target: [we, like, warm, rain]\nfind: [nll, perplexity]",
}

ROWS = r"""
A1 | coin | L(θ) = θ^14 | factor-left-out
A1 | seeds | L = C(8,5) C(8,3) C(8,6) p^14 | factor-left-out
A1 | trials | L(p) = (1-p)^7 | factor-left-out
A1 | poisson-any | \ell(\lambda) = \log\lambda \sum x_i - \sum\log x_i! | factor-left-out term-lost
A1 | gamma | log L = -18 β + 2(log 2 + log 4 + 2 log 6) - 4 log 2 | factor-left-out term-lost
A2 | coin | L(θ) = 14 θ + 6 (1-θ) | likelihood-added
A2 | rate | L(λ) = λ e^(-0.5λ) + λ e^(-2λ) + λ e^(-1.5λ) | likelihood-added
A2 | mean | L(\mu) = \sum_{i=1}^n \frac{1}{\sqrt{2\pi}\sigma} e^{-(x_i-\mu)^2/(2\sigma^2)} | likelihood-added
A3 | coin | L(θ) = θ^6 (1-θ)^14 | exponents-swapped
A3 | seeds | ℓ(p) = 10 ln p + 14 ln(1−p) + c | exponents-swapped numbers-swapped
A3 | misses | L = p^12 (1-p)^4 | exponents-swapped
A3 | genes | log L = 110 log θ + 90 log(1-θ) + 50 log 2 | exponents-swapped numbers-swapped
A4 | coin | L = θ^14 · θ^6 = θ^20 | complement-lost
A4 | trials | ℓ(p) = 3 log p + 7 log p | complement-lost
A4 | genes | L(θ) = (θ^2)^20 (2θ·θ)^50 (θ^2)^30 | complement-lost
A5 | trials | L(p) = p^3 (1-p)^10 | trials-for-failures
A5 | misses | ℓ(p) = 4 log p + 8 log(1-p) | trials-for-failures
A5 | trials | f(x) = (1-p)^x p | trials-for-failures exponent-slip
A6 | seeds | L(p) = C(8,4) C(8,3) C(8,6) p^14 (1-p)^10 | binomial-coefficient-off-by-one constant-in-front-wrong
A6 | third | L(p) = C(7,2) C(10,2) C(5,2) C(6,2) p^12 (1-p)^16
  | binomial-coefficient-off-by-one constant-in-front-wrong
A7 | rate | L(λ) = λ^(-3) e^(-4/λ) | rate-and-scale-confused
A7 | scale-any | \ell(\theta) = n\ln\theta - \theta\sum x_i | rate-and-scale-confused
A7 | rate-any | f(x) = (1/λ) e^(-λx) | rate-and-scale-confused
A7 | gamma | L(β) ∝ β^(-12) e^(-18/β) | rate-and-scale-confused
A8 | normal | ℓ = -(1/2) ln(2πσ²) - Σ(x_i-μ)²/(2σ²) | counted-once
A8 | spread | ℓ(σ²) = −½ ln(2πσ²) − 14/(2σ²) | counted-once factor-lost
A8 | rayleigh-any | log L = -2 log σ - Σ x_i²/(2σ²) + Σ log x_i | counted-once
A8 | poisson | ℓ(λ) = 12 ln λ − λ + c | counted-once
A9 | poisson-any | log L(λ) = Σ x_i log λ - nλ + Σ log x_i!
  | factorial-upside-down constant-in-front-wrong log-of-denominator-added
A9 | poisson | L(λ) = λ^12 e^(-4λ) · 2! 6! 3! 1! | factorial-upside-down constant-in-front-wrong
B1 | coin | L = θ^14 (1-θ)^6; log L = 14 log θ · 6 log(1-θ) | log-of-product-as-product
B1 | rate-any | L(λ) = λ^n e^(-λ Σ x_i) // ln L(λ) = (n ln λ)(-λ Σ x_i) | log-of-product-as-product
B1 | genes | ℓ(θ) = 20 log θ² + 50 log(2θ(1-θ)) + 30 log (1-θ)² // = 40 log θ + 50 log(2θ) log(1-θ) + 60 log(1-θ)
  | log-of-product-as-product
B2 | coin | ℓ = 14 log θ + 6 log(1-θ) // = 14 log θ - 6 log θ | log-of-sum-split
B2 | trials | log L = 3 log p + 7 (log 1 - log p) | log-of-sum-split
B2 | power | log L = n log θ + (θ-1) log Σ x_i | sum-of-logs-as-log-of-sum
B2 | lognormal | ∂ℓ/∂μ = 0 gives log(Σ x_i) - nμ = 0 | sum-of-logs-as-log-of-sum
B3 | coin | ℓ(θ) = 14 log θ + log(1-θ) | exponent-not-brought-down
B3 | rate | L = λ^3 e^(-4λ) // log L = log λ - 4λ | exponent-not-brought-down counted-once
B3 | genes | ℓ = 20 log(θ²) + 50 log(2θ(1-θ)) + 30 log((1-θ)²)
  // ℓ = 40 log θ + 50 log θ + 50 log(1-θ) + 30 log(1-θ) + c
  | exponent-not-brought-down
B3 | gamma | ℓ(β) = log β - 18β + c | exponent-not-brought-down counted-once
B4 | coin | ln L = (ln θ)^14 + (ln(1-θ))^6 | log-raised-instead
B4 | misses | L(p) = p^4 (1-p)^12 // ℓ(p) = (log p)^4 + 12 log(1-p) | log-raised-instead
B4 | scale-any | ℓ(θ) = -(log θ)^n - Σ x_i/θ | log-raised-instead
B5 | coin | ℓ(θ) = 14 log(θ(1-θ)^6) | exponent-over-all-factors
B5 | rate-any | L = λ^n e^(-λΣx_i) // log L = n log(λ e^(-λ Σ x_i)) | exponent-over-all-factors size-multiplied-in
B5 | poisson | L ∝ λ^12 e^(-4λ) // ℓ(λ) = 12 (log λ - 4λ) | exponent-over-all-factors
B6 | rate | L(λ) = λ^3 e^(-4λ) // ℓ = 3 log λ - λ log 4 | log-and-exp-not-cancelled
B6 | poisson-any | log L(λ) = log λ Σ x_i - log(nλ) + c | log-and-exp-not-cancelled
B6 | rate-any | L = λ^n e^(-λ Σ x_i) // log L = n log λ - λ log(Σ x_i) | log-and-exp-not-cancelled
B6 | scale | L = θ^(-3) e^(-18/θ) // log L = -3 log θ + e^(-18/θ) | log-and-exp-not-cancelled log-not-taken
B7 | pareto-any | ℓ(α) = n log α + nα log x_m - (α+1) Σ log x_i // ℓ′(α) = n/α - Σ log x_i/log x_m
  | log-of-quotient-as-quotient
B8 | normal | ℓ(μ,σ²) = -n log(2πσ²) - Σ(x_i-μ)²/(2σ²) | half-of-root-lost half-lost
B8 | spread | log L = -4 log σ² - 7/σ² | half-of-root-lost half-lost
B8 | lognormal | ℓ = −n ln(σ²) − Σ(ln xᵢ−μ)²/(2σ²) + c | half-of-root-lost half-lost
B9 | normal | ℓ = -(n/2) log(2π) - (n/2) (log σ)² - Σ(x_i-μ)²/(2σ²) | log-of-square-as-square
B9 | spread | L(σ²) = (2πσ²)^(-2) e^(-7/σ²) // log L = -2 log(2π) - 2 (log σ)² - 7/σ² | log-of-square-as-square
B9 | rayleigh | L = 32 σ^(-6) e^(-18/σ²) // log L = log 32 - 3 (log σ)² - 18/σ² | log-of-square-as-square
B10 | scale-any | ℓ(θ) = n log θ - Σ x_i/θ | log-of-denominator-added
B10 | normal | ℓ = (n/2) log(2πσ²) - Σ(x_i-μ)²/(2σ²) | log-of-denominator-added
B10 | rayleigh-any | ℓ(σ) = 2n ln σ − Σxᵢ²/(2σ²) + c | log-of-denominator-added
B11 | token | NLL = -log 0.4 = 0.398 | common-log-for-natural
B11 | two | NLL = -log 0.5 - log 0.2 = 0.301 + 0.699 = 1 | common-log-for-natural
B11 | pareto | α̂ = 3/log 64 = 3/1.806 = 1.661 | common-log-for-natural
B12 | coin | ℓ(θ) = 1 + 14 log θ + 6 log(1-θ), since log 1 = 1 | log-of-one-as-one
B12 | four | -log 1 = 1 | log-of-one-as-one
C1 | coin | ℓ = 14 log θ + 6 log(1-θ) // ℓ′ = 14/θ + 6/(1-θ) | lost-inner-derivative
C1 | seeds | 14/p + 10/(1-p) = 0 | lost-inner-derivative
C1 | misses | L = p^4 (1-p)^12 // L' = 4p^3 (1-p)^12 + 12 p^4 (1-p)^11 | lost-inner-derivative
C1 | three | ℓ = 12 log p_1 + 8 log p_2 + 5 log(1-p_1-p_2) // ∂ℓ/∂p_2 = 8/p_2 + 5/(1-p_1-p_2) | lost-inner-derivative
C2 | coin | ℓ(θ) = 14 log θ + 6 log(1-θ) // ℓ′(θ) = 14/log θ - 6/log(1-θ) | slope-of-log
C2 | rate-any | d/dλ (n log λ - λ Σ x_i) = n/log λ - Σ x_i | slope-of-log
C2 | gamma | ℓ = 12 ln β − 18β + c ⇒ ℓ′ = 12/ln β − 18 | slope-of-log
C3 | coin | ℓ(θ) = 14 log θ + 6 log(1-θ) // ℓ′(θ) = 1/θ - 1/(1-θ) | coefficient-lost
C3 | scale | ℓ = -3 log θ - 18/θ // dℓ/dθ = -1/θ + 18/θ^2 | coefficient-lost
C3 | weibull | ℓ(λ) = -6 ln λ - 9/λ² + c // ℓ'(λ) = -1/λ + 18/λ³ | coefficient-lost
C3 | poisson | 1/λ - 4 = 0 | coefficient-lost
C4 | coin | ℓ(θ) = 14 log θ + 6 log(1-θ) + log 38760 // ℓ′(θ) = 14/θ - 6/(1-θ) + log 38760 | constant-kept
C4 | poisson | ln L = 12 ln λ - 4λ - ln 8640 // d ln L/dλ = 12/λ - 4 - ln 8640 | constant-kept
C4 | rayleigh-any | ℓ = Σ log x_i - 2n log σ - Σ x_i²/(2σ²) // ℓ' = Σ 1/x_i - 2n/σ + Σ x_i²/σ³
  | constant-kept wrong-variable
C5 | poisson | ℓ(λ) = 12 log λ - 4λ + c // ℓ′(λ) = 12/λ | term-taken-for-constant
C5 | rate-any | \ell(\lambda) = n\ln\lambda - \lambda\sum x_i // \ell'(\lambda) = \frac{n}{\lambda}
  | term-taken-for-constant
C5 | normal | ℓ = -(n/2) log σ² - Σ(x_i-μ)²/(2σ²) // ∂ℓ/∂σ² = Σ(x_i-μ)²/(2σ^4) | term-taken-for-constant
C6 | scale | ℓ(θ) = -3 log θ - 18/θ // ℓ′(θ) = -3/θ + 18/θ | power-not-lowered
C6 | coin | L = θ^14 (1-θ)^6 // L' = 14 θ^14 (1-θ)^6 - 6 θ^14 (1-θ)^5 | power-not-lowered
C6 | spread | ℓ(v) = -2 log v - 7/v where v = σ² // ℓ'(v) = -2/v + 7/v | power-not-lowered
C6 | poisson | ℓ = 12 log λ - 4λ // ℓ' = 12/λ - 4λ | term-not-differentiated power-not-lowered
C7 | scale-any | l(θ) = -n log θ - S/θ with S = Σ x_i // l'(θ) = -n/θ - S/θ² | sign-of-negative-power
C7 | spread | ℓ = -2 log σ² - 7/σ² // dℓ/dσ² = -2/σ² - 7/σ^4 | sign-of-negative-power
C7 | rayleigh | ℓ(σ) = -6 log σ - 18/σ² + c // -6/σ - 36/σ³ = 0 | sign-of-negative-power
C7 | weibull | dℓ/dλ = -6/λ - 18/λ^3 | sign-of-negative-power
C8 | scale | ℓ = -3 ln θ - 18/θ // ℓ' = -3/θ + 18 | power-raised
C8 | normal | ℓ = -(n/2) log σ² - Σ(x_i-μ)²/(2σ²) // ∂ℓ/∂σ² = -n/(2σ²) + Σ(x_i-μ)²/2 | power-raised
C8 | spread | ℓ(σ²) = -2 log σ² - 7/σ² // ℓ' = -2/σ² + 7 = 0 | power-raised
C9 | normal | ℓ = -(n/2) log σ² - Σ(x_i-μ)²/(2σ²) // ∂ℓ/∂σ² = -n/σ + Σ(x_i-μ)²/σ³ | root-for-parameter
C9 | spread | ℓ(σ²) = -2 log σ² - 7/σ² // dℓ/dσ² = -4/σ + 14/σ³ | root-for-parameter
C9 | lognormal | ∂ℓ/∂σ² = −n/σ + Σ(ln xᵢ − μ)²/σ³ | root-for-parameter
C10 | mean | ℓ(μ) = -Σ(x_i-μ)²/(2σ²) + c // ℓ′(μ) = -Σ(x_i-μ)/σ² | sign-of-inner-difference
C10 | mean-data | ℓ = -[(11-μ)²+(14-μ)²+(17-μ)²]/8 // ℓ' = -[(11-μ)+(14-μ)+(17-μ)]/4 | sign-of-inner-difference
C10 | line | ℓ(b) = -Σ(y_i - b x_i)²/(2σ²) + c // ℓ'(b) = -Σ x_i (y_i - b x_i)/σ²
  | sign-of-inner-difference lost-inner-derivative
C11 | mean | ℓ(μ) = -Σ(x_i-μ)²/(2σ²) + c // ℓ′(μ) = Σ(x_i-μ)/(2σ²) | power-factor-lost
C11 | rayleigh | ℓ = -6 log σ - 18/σ² // ℓ' = -6/σ + 18/σ³ | power-factor-lost
C11 | lognormal | ℓ = -n log σ - Σ(log x_i - μ)²/(2σ²) // ∂ℓ/∂μ = Σ(log x_i - μ)/(2σ²) | power-factor-lost
C12 | rate | ℓ(λ) = 3 log λ - 4λ // ℓ'(λ) = -λ | wrong-variable
C12 | rate-any | log f = log λ - λx, so d/dλ log f = -λ | wrong-variable
C12 | mean | ℓ(μ) = -Σ(x_i-μ)²/(2σ²) // ℓ'(μ) = -Σ(x_i-μ)/σ² | wrong-variable sign-of-inner-difference
C13 | coin | L(θ) = θ^14 (1-θ)^6 // L′(θ) = 14 θ^13 · (-6)(1-θ)^5 | product-of-derivatives
C13 | rate | L = λ³ e^(−4λ) // L′ = 3λ² · (−4) e^(−4λ) | product-of-derivatives
C13 | trials | L(p) = p^3 (1-p)^7 and L'(p) = 3p^2 (1-p)^7 | half-of-product-rule
C14 | shape | ℓ(α) = nα log β - n log Γ(α) + (α-1) Σ log x_i + c // ℓ'(α) = n log β - n/α + Σ log x_i | digamma-missed
C14 | shape | ℓ'(α) = n log β - n/Γ(α) + Σ log x_i | digamma-missed
C15 | mean | Σ(x_i-μ) = 0 // Σ x_i = μ | sum-taken-once
C15 | mean-data | Σ(x_i - μ)/4 = 0 // 42 - μ = 0 | sum-taken-once
C15 | lognormal | ∂ℓ/∂μ = Σ(log x_i - μ)/σ² = 0 // Σ log x_i - μ = 0 | sum-taken-once
C15 | poisson-any | ℓ(λ) = Σ(x_i log λ - λ) + c // ℓ'(λ) = Σ x_i/λ - 1 | sum-taken-once
C16 | coin | ℓ'' = -14/θ² + 6/(1-θ)² | curvature-sign
C16 | rate-any | ℓ'(λ) = n/λ - Σ x_i // ℓ''(λ) = n/λ² | curvature-sign
C16 | scale | ℓ' = -3/θ + 18/θ² // ℓ'' = 3/θ² + 36/θ³ | curvature-sign
D1 | coin | 14/θ = 6/(1-θ) // 14 θ = 6 (1-θ) | cross-multiplied-straight
D1 | coin-any | k/p = (n-k)/(1-p), k = Σ x_i // k p = (n-k)(1-p) | cross-multiplied-straight
D1 | trials | \frac{3}{p} = \frac{7}{1-p} // 3p = 7(1-p) | cross-multiplied-straight
D2 | coin | 14(1-θ) = 6θ // 14 - θ = 6θ | bracket-partly-multiplied
D2 | seeds | 14/p - 10/(1-p) = 0 // 14 - p = 10p | bracket-partly-multiplied
D2 | three | 12(1 - p_1 - p_2) = 5 p_1 // 12 - 12 p_1 - p_2 = 5 p_1 | bracket-partly-multiplied
D3 | coin | 14 - 14θ = 6θ // 14 = 6θ - 14θ | sign-lost-when-moved
D3 | genes | 90(1-θ) = 110θ // 90 = 110θ - 90θ | sign-lost-when-moved
D3 | misses | 4 - 4p = 12p // 4 = 8p | sign-lost-when-moved
D3 | mean-data | Σ x_i - 3μ = 0, i.e. 42 - 3μ = 0 // 3μ = -42 | sign-lost-when-moved
D4 | coin | 20 θ = 14 // θ = 20/14 | solution-inverted
D4 | gamma | 12/β - 18 = 0 // β = 18/12 = 1.5 | solution-inverted cross-multiplied-straight
D4 | trials | 10 p = 3 ⇒ p̂ = 10/3 | solution-inverted
D5 | coin | 20 θ = 14 // θ = 14 - 20 = -6 | coefficient-subtracted
D5 | scale | 3θ = 18 // θ = 18 - 3 = 15 | coefficient-subtracted
D5 | mean-data | 3μ = 42, so μ = 42 - 3 = 39 | coefficient-subtracted
D6 | coin | (14 - 14θ)/14 = 6θ/14 // 1 - 14θ = 6θ/14 | one-term-cancelled
D6 | three | 12 - 12 p_1 - 12 p_2 = 5 p_1 // 1 - p_1 - 12 p_2 = 5 p_1/12 | one-term-cancelled
D6 | genes | 90 - 90θ = 110θ // 9 - 90θ = 11θ | one-term-cancelled one-side-only
D7 | rate | 3/λ = 4 // λ = 4/3 | solution-inverted cross-multiplied-straight
D7 | rate-any | n/λ = Σ x_i // λ̂ = x̄ | solution-inverted cross-multiplied-straight
D7 | pareto | 3/α - log 64 = 0 // α = log(64)/3 | solution-inverted cross-multiplied-straight
D8 | normal-data | μ̂ = 6 // σ̂² = 20/3 | divided-by-n-minus-one
D8 | normal | \hat\sigma^2 = \frac{1}{n-1}\sum (x_i-\bar x)^2 | divided-by-n-minus-one
D8 | spread | σ̂² = 14/3 ≈ 4.667 | divided-by-n-minus-one
D9 | normal-data | σ̂ = 20/4 = 5 | root-not-taken
D9 | rayleigh | 6σ² = 36 // σ = 6 | root-not-taken
D9 | weibull | λ̂ = 9/3 = 3 | root-not-taken
D10 | coin | (14-20θ)/(θ(1-θ)) = 0 // 14 - 20θ = θ(1-θ) | numerator-set-to-denominator
D10 | scale | (18 - 3θ)/θ² = 0 // 18 - 3θ = θ² | numerator-set-to-denominator
D10 | rate | (3 - 4λ)/λ = 0 ⇒ 3 - 4λ = λ | numerator-set-to-denominator
D11 | coin | L' = θ^13 (1-θ)^5 (14 - 20θ) = 0 // θ^13 (1-θ)^5 = 0 | factor-with-root-dropped
D11 | rate | L'(λ) = λ² e^(-4λ) (3 - 4λ) = 0 // λ² e^(-4λ) = 0 | factor-with-root-dropped
D12 | rayleigh | σ² = 6 // σ̂ = -√6 | root-outside-domain wrong-root
D12 | weibull | λ² = 3 // λ̂ = -1.732 | root-outside-domain wrong-root
E2 | coin | θ̂ = 0, where the negative log-likelihood is largest | other-root-of-equation
E3 | all-heads | ℓ(θ) = 9 log θ // ℓ' = 9/θ = 0 | support-ignored
E4 | uniform | ℓ = -4 log θ // ℓ' = -4/θ = 0 | support-ignored
E4 | uniform | θ̂ = 2 · 3 = 6 | support-ignored
E4 | uniform-any | \hat\theta = 2\bar x | support-ignored
E4 | uniform-any | L(θ) = θ^(-n) // θ̂ = x̄ | support-ignored wrong-statistic
E5 | three | 12/p_1 = 0 | constraint-ignored
E5 | three | ℓ = 12 log p_1 + 8 log p_2 + 5 log p_3 // ∂ℓ/∂p_2 = 8/p_2 = 0 | constraint-ignored
E5 | three | p̂_1 = 1/3 | constraint-ignored
F1 | token | NLL = log 0.4 = -0.916 | minus-forgotten
F1 | two | NLL = log 0.5 + log 0.2 = -2.303 | minus-forgotten
F1 | coin | NLL(θ) = 14 log θ + 6 log(1-θ) | minus-forgotten whole-sign-turned
F2 | two | NLL = (0.693 + 1.609)/2 = 1.151 | mean-for-sum
F2 | four | NLL = 1.151 | mean-for-sum
F2 | two | NLL = 2.303 // H = 2.303 | sum-for-mean
F3 | two | H = 1.151 // PPL = 2^1.151 = 2.221 | base-mixed
F3 | four | PPL = 2^(1.151) = 2.22 | base-mixed
F3 | two | H = 1.661 bits // PPL = e^1.661 = 5.264 | base-mixed
F4 | two | PPL = exp(2.303) = 10 | perplexity-of-sum
F4 | four | NLL = 4.605 // PPL = e^4.605 = 100 | perplexity-of-sum
F4 | four | \text{PPL} = 1/(0.5 \cdot 0.25 \cdot 0.8 \cdot 0.1) = 100 | perplexity-of-sum
F5 | two | PPL = (2 + 5)/2 = 3.5 | mean-of-perplexities
F5 | four | PPL = (2 + 4 + 1.25 + 10)/4 = 4.3125 | mean-of-perplexities
F6 | two | H = -log(0.35) = 1.050 | log-of-mean
F6 | four | H = -ln((0.5+0.25+0.8+0.1)/4) = -ln 0.4125 = 0.886 | log-of-mean
F7 | two | P = 0.5 + 0.2 = 0.7 | probabilities-added
F7 | four | P = 0.5 + 0.25 + 0.8 + 0.1 = 1.65 | probabilities-added
F9 | token | NLL = -0.4 log 0.4 - 0.35 log 0.35 - 0.25 log 0.25 = 1.081 | entropy-of-prediction
F9 | token | NLL = -0.4 log 0.4 = 0.367 | loss-weighted
F9 | token | NLL = -log 0.35 = 1.050 | another-token
F11 | coin | θ̂ = 14/20 = 0.69 | rounded-wrongly arithmetic-slip
F11 | trials | p̂ = 3/10 = 0.29 | rounded-wrongly arithmetic-slip
F11 | gamma | β̂ = 12/18 = 0.666 | digits-cut-off
F11 | scale | 1/θ̂ = 1/6 = 0.166 | digits-cut-off
F13 | coin | 14 + 6 = 21 | arithmetic-slip
F13 | poisson | Σ x_i = 13 | wrong-sum copied-number
F13 | poisson | λ̂ = 12/4 = 4 | arithmetic-slip
F13 | normal-data | Σ x_i = 3+7+5+9 = 25 | arithmetic-slip wrong-sum
F14 | coin | 14/θ - 6/(1-θ) = 0 // 14/θ - 5/(1-θ) = 0 | copied-number
F14 | genes | ℓ = 90 log θ + 110 log(1-θ) + c // ℓ' = 90/θ - 101/(1-θ) | copied-number
F14 | gamma | ℓ(β) = 12 log β - 18β + c // ℓ'(β) = 12/β - 19 | copied-number
F14 | three | ℓ = 12 log p_1 + 8 log p_2 + 8 log p_3 | copied-number numbers-swapped
F15 | coin | ℓ' = 14/θ - 6/(1-θ) = 14 - 20θ = 0 | equal-only-when-zero
F15 | rate | ℓ'(λ) = 3/λ - 4 = 3 - 4λ = 0 | equal-only-when-zero
F15 | scale | -3/θ + 18/θ² = -3θ + 18 = 0 | equal-only-when-zero
"""


def rows() -> list[tuple[str, str, str, frozenset[str]]]:
    found = []
    for line in ROWS.strip().replace("\n  ", " ").splitlines():
        rule, model, hand, named = (part.strip() for part in line.split(" | "))
        found.append((rule, model, "\n".join(hand.split(" // ")), frozenset(named.split())))
    return found


@cache
def problem_of(name: str) -> Problem:
    return loads(f"title: t\n{MODELS[name]}\n")


@cache
def found() -> list[tuple[str, str | None, frozenset[str], frozenset[str]]]:
    """Of each row its line, the line that is wrong, what is named there, and what would explain it."""
    result = []
    for rule, model, hand, named in rows():
        report = check(problem_of(model), hand)
        wrong = next((line for line in report.lines if line.verdict == "wrong"), None)
        names = () if wrong is None else (wrong.misconception, wrong.also)
        row = f"{rule} {model}: {hand.splitlines()[-1]}"
        result.append((row, None if wrong is None else wrong.text, frozenset(filter(None, names)), named))
    return result


def test_the_wrong_line_is_the_last() -> None:
    assert not [row for row, wrong, _, _ in found() if wrong is None or not row.endswith(wrong.strip())]


def test_the_mistake_is_named() -> None:
    right = [row for row, _, names, named in found() if names & named]
    assert len(right) >= NAMED * len(found())


def test_hardly_a_line_has_another_name() -> None:
    """A name that does not explain the line is worse than none."""
    assert len([row for row, _, names, named in found() if names and not names & named]) <= MOST_OTHERWISE


def test_every_accepted_mistake_is_in_the_catalogue() -> None:
    assert not {name for *_, named in found() for name in named if mistake_of(name) is None}


NAMED, MOST_OTHERWISE = 0.94, 7
