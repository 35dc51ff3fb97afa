"""Right derivations as people write them: prose, lists, LaTeX documents, arrows; each line is read and right."""

from __future__ import annotations

import pytest

import derive

COIN = derive.Problem(model='x ~ Bernoulli(θ)', data={'counts': {'heads': 12, 'tails': 8}})
CALLS = derive.Problem(model='x ~ Poisson(λ)', data=[3, 1, 4, 2, 5])
POISSON = derive.Problem(model='x ~ Poisson(λ)')
WAITING = derive.Problem(model='x ~ Exponential(rate=λ)', data=[2, 4, 1, 5])
SCALE = derive.Problem(model='x ~ Exponential(scale=θ)')
RAYLEIGH = derive.Problem(model='x ~ Rayleigh(σ)', data=[1, 3, 2, 6])
PARETO = derive.Problem(model='x ~ Pareto(x_m, α)', known={'x_m': 'symbolic'})
GENOTYPES = derive.Problem(likelihood='(θ^2 + 2 θ (1-θ))^64 ((1-θ)^2)^36', parameters={'θ': '0 < θ < 1'})
BRANDS = derive.Problem(model='x ~ Categorical(p_1, p_2, p_3)', data={'counts': {'a': 15, 'b': 9, 'c': 6}})

HANDS = [
    ("tosses in words", COIN, r"""
Let θ be the probability of heads. We observed 12 heads and 8 tails.
Likelihood: L(θ) = P(data | θ) = θ^12 × (1-θ)^8
Log-likelihood: ℓ(θ) = 12·log(θ) + 8·log(1-θ)
Taking the derivative and setting it to zero: 12/θ - 8/(1-θ) = 0
=> 12(1-θ) = 8θ
=> 12 - 12θ = 8θ
=> 12 = 20θ
=> θ_MLE = 12/20 = 0.6
ℓ''(θ) = -12/θ² - 8/(1-θ)² < 0, so this is a maximum.
Result: The maximum likelihood estimate is a 60% chance of heads.
"""),
    ("markdown and dollars", COIN, r"""
**Step 1: Likelihood.** With $n=20$ tosses and $k=12$ heads,
$$L(\theta) = \binom{20}{12}\theta^{12}(1-\theta)^{8}.$$
**Step 2: Log-likelihood.**
$$\ell(\theta) = \log\binom{20}{12} + 12\log\theta + 8\log(1-\theta)$$
**Step 3: Score.**
$$\ell'(\theta) = \frac{12}{\theta} - \frac{8}{1-\theta} \overset{!}{=} 0$$
**Step 4: Solve.**
$$\frac{12}{\theta} = \frac{8}{1-\theta} \iff 12(1-\theta) = 8\theta \iff \theta = \frac{12}{20}$$
Hence $\hat\theta = \tfrac{3}{5} = 0.6$. $\square$
"""),
    ("n and k", COIN, r"""
p = probability of heads = θ
L = θ^k (1-θ)^(n-k) where n = 20, k = 12
ln L = k ln θ + (n-k) ln(1-θ)
d ln L/dθ = k/θ - (n-k)/(1-θ) = 0
k(1-θ) = (n-k)θ
k - kθ = nθ - kθ
k = nθ
θ̂ = k/n = 12/20 = 3/5
"""),
    ("prose around formulas", WAITING, r"""
The waiting times are 2, 4, 1 and 5 minutes, so n = 4 and Σx_i = 12.
Each waiting time has density f(x; λ) = λ e^{-λx}, x ≥ 0.
By independence the likelihood is
L(λ) = λ^4 e^{-12λ}
and the log-likelihood is
ℓ(λ) = 4 ln λ - 12 λ.
Differentiating:
ℓ'(λ) = 4/λ - 12
which is zero for λ = 4/12 = 1/3.
Since ℓ''(λ) = -4/λ² < 0 this is the maximum, so λ̂ = 1/3 per minute.
"""),
    ("plain ASCII", WAITING, r"""
lam = rate
L(lam) = lam^n * exp(-lam * sum(x))
log L(lam) = n log(lam) - lam sum(x)
d log L / d lam = n/lam - sum(x) = 0
n/lam = sum(x)
lam_hat = n/sum(x) = 4/12 = 0.333
"""),
    ("the sample mean in words", SCALE, r"""
f(x;θ) = (1/θ) e^{-x/θ}
L(θ) = θ^{-n} exp(-Σx_i/θ)
ℓ(θ) = -n log θ - (1/θ)Σx_i
ℓ'(θ) = -n/θ + Σx_i/θ²
Setting this to 0 and multiplying by θ²: -nθ + Σx_i = 0
hence θ̂ = Σx_i/n, the sample mean.
"""),
    ("operations behind a bar", RAYLEIGH, r"""
For the Rayleigh distribution f(x) = x/σ² exp(-x²/(2σ²)).
Σ x_i² = 1 + 9 + 4 + 36 = 50
L(σ) = 36/σ^8 · exp(-25/σ²)
ℓ(σ) = ln 36 - 8 ln σ - 25/σ²
dℓ/dσ = -8/σ + 50/σ³ = 0    | · σ³
-8σ² + 50 = 0
σ² = 6.25
σ = ±2.5, and since σ > 0 we take σ̂ = 2.5 metres.
"""),
    ("multiplier and a row of answers", BRANDS, r"""
ℓ = 15 log p_1 + 9 log p_2 + 6 log p_3, with p_1 + p_2 + p_3 = 1
Lagrange function: Λ = 15 log p_1 + 9 log p_2 + 6 log p_3 - μ(p_1 + p_2 + p_3 - 1)
∂Λ/∂p_1 = 15/p_1 - μ = 0 → p_1 = 15/μ
∂Λ/∂p_2 = 9/p_2 - μ = 0 → p_2 = 9/μ
∂Λ/∂p_3 = 6/p_3 - μ = 0 → p_3 = 6/μ
Sum: (15+9+6)/μ = 1 → μ = 30
(p̂_1, p̂_2, p̂_3) = (1/2, 3/10, 1/5)
"""),
    ("Pareto", PARETO, r"""
L(α) = Π α x_m^α / x_i^(α+1) = α^n x_m^(nα) Π x_i^(-(α+1))
ln L(α) = n ln α + nα ln x_m - (α+1) Σ ln x_i
∂ ln L/∂α = n/α + n ln x_m - Σ ln x_i = 0
n/α = Σ ln x_i - n ln x_m = Σ ln(x_i/x_m)
α̂ = n/Σ ln(x_i/x_m)
"""),
    ("an auxiliary parameter", GENOTYPES, r"""
θ² + 2θ(1-θ) = 2θ - θ² = 1 - (1-θ)²
Let q = (1-θ)². Then L = (1-q)^64 q^36
ℓ = 64 log(1-q) + 36 log q
dℓ/dq = -64/(1-q) + 36/q = 0
36(1-q) = 64q
q̂ = 0.36
1 - θ̂ = 0.6
θ̂ = 0.4
"""),
    ("likelihood by the product rule", COIN, r"""
L(θ)=θ¹²(1−θ)⁸
L′(θ)=12θ¹¹(1−θ)⁸−8θ¹²(1−θ)⁷
=4θ¹¹(1−θ)⁷[3(1−θ)−2θ]
=4θ¹¹(1−θ)⁷(3−5θ)
L′(θ)=0 ⟹ 3−5θ=0 ⟹ θ̂=3/5
"""),
    ("a LaTeX document", COIN, r"""
\documentclass{article}
\begin{document}
The likelihood is
\[
L(\theta) = \theta^{12}(1-\theta)^8,
\]
so the log-likelihood is
\begin{align}
\ell(\theta) &= 12\log\theta \nonumber\\
&\quad + 8\log(1-\theta). \label{eq:ll}
\end{align}
Differentiating \eqref{eq:ll} gives
\begin{equation}
\ell'(\theta) = \frac{12}{\theta} - \frac{8}{1-\theta}.
\end{equation}
Setting $\ell'(\hat\theta) = 0$ we obtain
\[
\hat\theta = \frac{12}{12+8} = 0.6.
\]
\end{document}
"""),
    ("a list with dashes", CALLS, r"""
> **Problem**: Poisson with data 3, 1, 4, 2, 5
- n = 5
- sum = 3+1+4+2+5 = 15
- log L(λ) = 15 log λ − 5λ + const
- derivative: 15/λ − 5
- set = 0: 15/λ = 5
- λ̂ = 15/5 = **3**
"""),
    ("arrows", WAITING, r"""
n = 4, Σx = 12, x̄ = 3
l(λ) = n ln λ − λ n x̄
l'(λ) = n/λ − n x̄ = 0 ⇔ λ = 1/x̄
λ̂ = 1/3 ≈ 0.333
l''(λ̂) = −n/λ̂² = −36 < 0 ✓.
"""),
    ("continued lines", SCALE, r"""
We have
  L(θ) = ∏_{i=1}^n (1/θ) e^{-x_i/θ}
       = θ^{-n} e^{-nx̄/θ}.
Taking logarithms,
  log L(θ) = -n log θ - nx̄/θ.
Differentiate with respect to θ:
  d/dθ log L(θ) = -n/θ + nx̄/θ².
Equate to zero and multiply through by θ²/n:
  -θ + x̄ = 0.
Therefore θ̂ = x̄.
"""),
    ("variance for scale", RAYLEIGH, r"""
ln f(x) = ln x - 2 ln σ - x²/(2σ²)
Sum over the data: ℓ(σ) = Σ ln x_i - 8 ln σ - 50/(2σ²)
With v = σ²: ℓ = Σ ln x_i - 4 ln v - 25/v
dℓ/dv = -4/v + 25/v² = 0
v = 25/4
σ̂ = √v = 5/2
"""),
    ("elimination", BRANDS, r"""
Write p_3 = 1 - p_1 - p_2.
ℓ(p_1, p_2) = 15 ln p_1 + 9 ln p_2 + 6 ln(1 - p_1 - p_2)
15/p_1 = 6/(1 - p_1 - p_2) and 9/p_2 = 6/(1 - p_1 - p_2)
So 15/p_1 = 9/p_2, i.e. p_2 = 0.6 p_1.
Then 15(1 - 1.6 p_1) = 6 p_1, 15 = 30 p_1.
p_1 = 0.5, p_2 = 0.3, p_3 = 0.2
"""),
    ("score function U", POISSON, r"""
Likelihood: L(λ) = Π_{i=1}^n (λ^{x_i} e^{-λ} / x_i!)
Log-likelihood: ℓ(λ) = (Σ x_i) ln λ - nλ - Σ ln(x_i!)
Score: U(λ) = (1/λ) Σ x_i - n
U(λ̂) = 0 gives λ̂ = (1/n) Σ x_i = x̄
Check: U'(λ) = -(1/λ²) Σ x_i < 0
"""),
]


@pytest.mark.parametrize(("problem", "hand"), [pytest.param(p, h, id=name) for name, p, h in HANDS])
def test_a_right_derivation_is_right_in_any_style(problem: derive.Problem, hand: str) -> None:
    report = derive.check(problem, hand)
    verdicts = {str(line.verdict) for line in report.lines}
    assert (str(report.verdict), report.first_error) == ("correct", None)
    assert verdicts <= {"correct", "comment"}
