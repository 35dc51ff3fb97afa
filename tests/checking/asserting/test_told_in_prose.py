"""Derivations that are mostly prose, each by a person of their own: right ones are right, wrong ones are wrong where
they first say what is not so."""

from __future__ import annotations

from functools import cache

import pytest

from derive.checking.judging import check
from derive.problem import loads
from derive.problem.model import Problem

PROBLEMS = {
    "coin": """
title: Coin
question: A bent coin is tossed 10 times and shows heads 7 times, tails 3 times. Estimate the probability θ of
  heads by maximum likelihood.
model: x ~ Bernoulli(θ)
data: {counts: {heads: 7, tails: 3}}
""",
    "calls": """
title: Calls
question: The numbers of calls in six hours were 3, 1, 4, 2, 5, 3. Estimate the rate λ per hour.
model: x ~ Poisson(λ)
data: [3, 1, 4, 2, 5, 3]
""",
    "waiting": """
title: Waiting
question: Three customers waited 2, 4 and 9 minutes. Waiting times are exponential with rate λ per minute. Find the
  MLE of λ.
model: x ~ Exponential(λ)
data: [2, 4, 9]
""",
    "temperatures": """
title: Temperatures
question: Five temperatures in °F were 71, 74, 68, 70, 72. They are normal with standard deviation 2. Find the MLE
  of the mean μ.
model: x ~ Normal(μ, 4)
data: [71, 74, 68, 70, 72]
""",
    "weights": """
title: Weights
question: Four weights in grams were 10, 12, 15, 11. Estimate both parameters of a normal law.
model: x ~ Normal(μ, σ^2)
data: [10, 12, 15, 11]
""",
    "bus": """
title: Bus
question: A bus comes every θ minutes. Waits of 1, 5, 2 and 3 minutes were observed, uniform on (0, θ). Find the
  MLE of θ.
model: x ~ Uniform(0, θ)
data: [1, 5, 2, 3]
""",
    "pools": """
title: Pools
question: Blood samples were tested in 50 pools of two people. A pool is positive unless both are healthy, and 18
  pools were positive. Find the MLE of the probability p that a person is infected.
model: x ~ Bernoulli(1 - (1-p)^2)
data: {counts: {1: 18, 0: 32}}
parameters: {p: 0 < p < 1}
""",
    "throws": """
title: Throws
question: Four players needed 3, 8, 4 and 5 throws until the first hit. Estimate the probability p of a hit.
model: x ~ Geometric(p)
data: [3, 8, 4, 5]
""",
    "travel": """
title: Travel
question: Of 100 students 50 came by bus, 30 by bike and 20 on foot. Estimate the three probabilities.
model: x ~ Categorical(p_1, p_2, p_3)
data: {counts: {bus: 50, bike: 30, foot: 20}}
""",
    "slope": """
title: Slope
question: A line through the origin is fitted to (1, 2), (2, 4), (3, 5) with normal errors of variance 1.
model: y ~ Normal(b x, 1)
parameters: {b: real}
data: {x: [1, 2, 3], y: [2, 4, 5]}
""",
    "serial_numbers": """
title: Serial numbers
question: Tickets 3, 17 and 8 were seen; the numbers run from 1 to N. Estimate N.
model: {variable: x, mass: 1/N, support: 1 <= x <= N}
parameters: {N: integer >= 1}
data: [3, 17, 8]
""",
    "distances": """
title: Distances
question: Errors were 1, 2 and 9; they follow a Laplace law with scale 1.
model: x ~ Laplace(μ, 1)
data: [1, 2, 9]
""",
    "any_exponential": """
title: Any exponential
question: Find the MLE of λ from a sample of size n.
model: x ~ Exponential(λ)
""",
    "spread": """
title: Spread
question: The mean is known to be 5. Measurements were 2, 4, 9. Estimate the variance v.
model: x ~ Normal(5, v)
parameters: {v: v > 0}
data: [2, 4, 9]
""",
    "gamma": """
title: Gamma
question: Service times were 3, 5 and 4 hours, gamma with shape 2 and rate β.
model: x ~ Gamma(2, rate=β)
data: [3, 5, 4]
""",
    "pareto": """
title: Pareto
question: Incomes of 2, 4 and 8 thousand; Pareto with minimum 1 and exponent α.
model: {variable: x, density: α x^(-α-1), support: x > 1}
parameters: {α: α > 0}
data: [2, 4, 8]
""",
    "lamps": """
title: Lamps
question: Lamps burned for 100, 250, 400 and 50 hours. Exponential lifetimes with mean m. Estimate m.
model: {variable: x, density: exp(-x/m)/m, support: x > 0}
parameters: {m: m > 0}
data: [100, 250, 400, 50]
""",
    "goals": """
title: Goals
question: A team scored in 20 games; it scored no goal in 5 games, one goal in 8, two goals in 4 and three in 3.
  Estimate the mean number of goals per game.
model: x ~ Poisson(λ)
data: {counts: {0: 5, 1: 8, 2: 4, 3: 3}}
""",
    "defects": """
title: Defects
question: Of 200 parts 12 were defective. Estimate the share of defective parts.
model: x ~ Bernoulli(π)
parameters: {π: 0 < π < 1}
outcomes: {defective: 1, good: 0}
data: {counts: {defective: 12, good: 188}}
""",
    "rayleigh": """
title: Rayleigh
question: Wind speeds of 3, 4, 5 m/s follow a Rayleigh law with scale s.
model: {variable: x, density: x/s^2 * exp(-x^2/(2 s^2)), support: x > 0}
parameters: {s: s > 0}
data: [3, 4, 5]
""",
}


@cache
def problem_of(name: str) -> Problem:
    """Read and solved once."""
    return loads(PROBLEMS[name])


@pytest.mark.parametrize(("name", "first_error", "hand"), [
    ("coin", None, """\
The coin was tossed ten times and we saw 7 heads and 3 tails.
Since the tosses are independent, the likelihood has seven factors θ and three factors 1 − θ: θ^7 (1 − θ)^3.
Taking logarithms turns this into 7 log θ + 3 log(1 − θ).
The derivative of the log-likelihood is 7/θ − 3/(1 − θ). It is positive for θ < 0.7 and negative for θ > 0.7.
Hence the likelihood is increasing on (0, 0.7] and decreasing on [0.7, 1), and its maximum is at 0.7.
The estimate is 70 percent."""),
    ("coin", 1, """\
There are 8 heads and 2 tails, and the tosses are independent.
So L(θ) = θ^8 (1 − θ)^2, and the maximum is at 0.8."""),
    ("coin", 5, """\
We observed 7 heads in 10 tosses.
The log-likelihood is 7 log θ + 3 log(1 − θ) + const.
Its derivative, 7/θ − 3/(1 − θ), vanishes when 7(1 − θ) = 3θ.
The score equation has exactly one solution in (0, 1).
The log-likelihood peaks at 0.3."""),
    ("coin", None, r"""Let $\theta$ be the chance of heads. The sample contains 7 heads and 3 tails.
The log-likelihood is $\ell(\theta) = 7\ln\theta + 3\ln(1-\theta)$.
It is concave because $\ell''(\theta) = -\frac{7}{\theta^2} - \frac{3}{(1-\theta)^2} < 0$ for all $\theta$.
Setting the score to zero yields $7 - 7\theta = 3\theta$.
Therefore $\hat\theta = \arg\max_\theta \ell(\theta) = \frac{7}{10}$, i.e. 70\%."""),
    ("coin", 3, """\
The sample mean is 0.7, since there are 7 heads among 10 tosses.
ℓ(θ) = 7 log θ + 3 log(1 − θ)
ℓ is concave: −7/θ − 3/(1 − θ) < 0
ℓ'(θ) = 7/θ − 3/(1−θ) = 0 gives θ = 0.7"""),
    ("calls", None, """\
The six counts add up to 18, so the sample mean is 3 calls per hour.
For Poisson counts the likelihood is proportional to λ^18 e^(−6λ).
Its logarithm is 18 log λ − 6λ up to a constant.
Differentiating: 18/λ − 6.
The score is positive for λ < 3 and negative for λ > 3. The score equation has the unique solution λ = 3.
The likelihood is therefore maximal at 3. We estimate 3 calls per hour."""),
    ("calls", 1, """\
The six counts add up to 17, so the sample mean is 17/6.
L(λ) ∝ λ^17 e^(−6λ)
λ̂ = 17/6"""),
    ("calls", 4, """\
Six hours were observed with 18 calls in total.
log L = 18 log λ − 6 λ + c
The derivative is 18/λ − 6.
It vanishes at 3 only, so the log-likelihood is decreasing on (0, 3] and increasing on [3, ∞).
The MLE is 3."""),
    ("calls", None, """\
Write T for the total number of calls; T = 18.
ℓ(λ) = T log λ − 6λ + const
The second derivative is −T/λ², which is negative everywhere, so ℓ is concave and the root of the score its maximum.
The score T/λ − 6 vanishes for λ = T/6.
We get 3 as the estimate."""),
    ("calls", 4, """\
Write T for the total number of calls; T = 18.
ℓ(λ) = T log λ − 6λ + const
The score is T/λ − 6.
The second derivative is −T/λ³ < 0.
λ̂ = 3"""),
    ("waiting", None, """\
The three waiting times sum to 15 minutes and the average waiting time is 5 minutes.
Each density is λ e^(−λ x), hence the likelihood is λ^3 e^(−15λ).
Taking logs gives 3 ln λ − 15λ.
The log-likelihood is concave since −3/λ² < 0 for all λ > 0.
The derivative 3/λ − 15 is zero at λ = 1/5.
The maximum likelihood estimate of the rate is 0.2 per minute."""),
    ("waiting", 1, """\
The three waiting times sum to 16 minutes.
ℓ(λ) = 3 ln λ − 16λ
λ̂ = 3/16"""),
    ("waiting", 3, """\
The likelihood is λ^3 e^(−15λ), because the observations add up to 15.
ln L = 3 ln λ − 15 λ
The likelihood increases for λ < 5 and decreases for λ > 5.
So the estimate is 5."""),
    ("waiting", None, r"""Since the data sum to 15, we have $L(\lambda) = \lambda^3 e^{-15\lambda}$.
The score $\frac{3}{\lambda} - 15$ is decreasing for all $\lambda > 0$ and has exactly one root.
It is positive for $\lambda < \frac{1}{5}$ and negative for $\lambda > \frac{1}{5}$.
The likelihood is therefore largest at $\frac{1}{5}$, i.e. the MLE is $0.2$ per minute."""),
    ("waiting", 3, """\
The largest observation is 9 minutes and the smallest is 2 minutes.
The log-likelihood reads 3 log λ − 15 λ.
The score equation has no solution."""),
    ("temperatures", None, """\
The five temperatures add up to 355, so their mean is 71.
The log-likelihood is −(1/8) Σ(x_i − μ)² + const.
The squared deviations from the mean are 0, 9, 9, 1, 1. They add up to 20.
Thus Σ(x_i − μ)² = 20 + 5(μ − 71)².
The sum of squares is smallest, and the likelihood largest, at μ = 71.
The estimate is 71 °F."""),
    ("temperatures", 2, """\
The log-likelihood is −(1/8) Σ(x_i − μ)² + const.
The squared deviations from the sample mean add up to 25.
The maximum is at 71."""),
    ("temperatures", 3, """\
The derivative of the log-likelihood is Σ(x_i − μ)/4.
The score is decreasing, and it vanishes where Σ x_i = 5μ.
The sample mean is 72.
So μ̂ = 72."""),
    ("temperatures", None, """\
The mean of the data is 71.
ℓ(μ) = −(1/8) Σ(x_i − μ)² + c
ℓ'(μ) = (355 − 5μ)/4
The log-likelihood is increasing for μ < 71 and decreasing for μ > 71.
ℓ attains its maximum at 71."""),
    ("temperatures", 4, """\
There are five observations with total 355.
ℓ(μ) = −(1/8) Σ(x_i − μ)² + c
ℓ'(μ) = (355 − 5μ)/4
The log-likelihood is convex, with second derivative −5/4.
μ̂ = 71"""),
    ("weights", None, """\
The four weights sum to 48 grams, and the sample mean is 12 grams.
The deviations from the mean are −2, 0, 3 and −1, and the squared deviations add up to 14.
For any σ the log-likelihood −2 log σ² − Σ(x_i − μ)²/(2σ²) is largest at μ = 12.
With that, ℓ becomes −2 log σ² − 14/(2σ²).
Setting its derivative −2/σ² + 7/σ⁴ equal to zero gives σ² = 3.5.
So μ̂ = 12 and σ̂² = 3.5 grams²."""),
    ("weights", 2, """\
The sample mean is 12 grams.
The squared deviations from the mean add up to 12.
So σ̂² = 3."""),
    ("weights", 1, """\
The mean of the four observations is 11.5 grams.
μ̂ = 11.5"""),
    ("weights", None, """\
The largest observation is 15 and the smallest observation is 10; the sample mean is 12.
We maximise ℓ(μ, σ²) = −2 log σ² − (1/(2σ²)) Σ(x_i − μ)².
The derivative for μ is (48 − 4μ)/σ², so μ̂ = 12.
The sum of the squared deviations is 4 + 0 + 9 + 1 = 14, and σ̂² = 14/4 = 3.5."""),
    ("weights", 4, """\
The data sum to 48, so μ̂ = 12.
The sum of squares about the mean is 14.
∂ℓ/∂σ² = −2/σ² + 7/σ⁴
σ̂² is 14/3 because 14 is divided by n − 1."""),
    ("bus", None, """\
The longest wait is 5 minutes.
The likelihood is θ^(−4) for θ ≥ 5 and zero below.
The likelihood is decreasing for all θ ≥ 5; the score equation has no solution.
Hence the likelihood is largest at the left end, θ̂ = 5 minutes."""),
    ("bus", 3, """\
The largest observation is 5.
L(θ) = θ^(−4) for θ ≥ 5.
L is increasing for θ ≥ 5.
θ̂ = 5"""),
    ("bus", 1, """\
The largest observation is 4.
L(θ) = θ^(−4) for θ ≥ 4, so θ̂ = 4."""),
    ("bus", None, """\
There are four observations and the sample maximum is 5.
ℓ(θ) = −4 log θ for θ ≥ 5
The score −4/θ is negative everywhere, so the log-likelihood is decreasing on [5, ∞).
The maximum lies at 5."""),
    ("bus", 4, """\
The sample maximum is 5.
ℓ(θ) = −4 log θ for θ ≥ 5
The log-likelihood is decreasing on [5, ∞).
The maximum is at 4."""),
    ("pools", None, """\
A pool is negative with probability (1 − p)², and 32 of the 50 pools were negative.
The likelihood is (2p − p²)^18 (1 − p)^64.
Its logarithm is 18 log p + 18 log(2 − p) + 64 log(1 − p).
Clearing denominators in the score equation gives 100p² − 200p + 36 = 0.
Both roots are positive, but only one root lies in (0, 1).
The likelihood is increasing on (0, 0.2) and decreasing on (0.2, 1).
The estimate is 20 percent."""),
    ("pools", 3, """\
log L = 18 log(2p − p²) + 64 log(1 − p)
100p² − 200p + 36 = 0
Both roots lie in (0, 1).
p = 0.2"""),
    ("pools", 3, """\
log L = 18 log(2p − p²) + 64 log(1 − p)
The score equation becomes 25p² − 50p + 9 = 0.
The likelihood is maximal at 0.18."""),
    ("pools", None, """\
By invariance we may first estimate the chance r of a positive pool: 18 of 50 pools are positive, so r̂ = 18/50 = 0.36.
Since r = 1 − (1 − p)², we need (1 − p)² = 0.64.
As 1 − p is positive, 1 − p = 0.8.
The maximum likelihood estimate of p is 0.2."""),
    ("pools", 4, """\
log L = 18 log(2p − p²) + 64 log(1 − p)
The score equation has exactly one solution in (0, 1).
It is p = 0.2.
The log-likelihood is increasing on (0, 0.5) and decreasing on (0.5, 1)."""),
    ("throws", None, """\
The four players needed 20 throws in total; the average number of throws is 5.
The likelihood is p^4 (1 − p)^16: four hits and sixteen misses.
The log-likelihood 4 log p + 16 log(1 − p) is concave, since −4/p² − 16/(1 − p)² < 0.
The score 4/p − 16/(1 − p) has a unique root.
It is p = 4/20, so the estimate is 20%."""),
    ("throws", 1, """\
The observations add up to 21, and there are 4 observations.
L(p) = p^4 (1 − p)^17
p̂ = 4/21"""),
    ("throws", 4, """\
The data add up to 20.
ℓ(p) = 4 log p + 16 log(1 − p)
4(1 − p) = 16p
The likelihood is maximal at 25 percent."""),
    ("throws", None, r"""The sample mean is $5$ throws.
The log-likelihood is $\ell(p) = 4\log p + 16\log(1-p)$.
The score $\frac{4}{p} - \frac{16}{1-p}$ is positive for $p < 0.2$ and negative for $p > 0.2$.
$\ell$ is increasing on $(0, 0.2]$ and decreasing on $[0.2, 1)$.
Hence $\hat p = \operatorname*{arg\,max}_{p} \ell(p) = \frac15$."""),
    ("throws", 3, """\
The total is 20, four hits and 16 misses.
ℓ(p) = 4 log p + 16 log(1 − p)
The score is positive for p < 0.25 and negative for p > 0.25.
The estimate is 25%."""),
    ("travel", None, """\
There are 100 observations: 50 bus, 30 bike and 20 foot.
The probabilities add up to 1.
By the method of Lagrange the three ratios 50/p_1, 30/p_2 and 20/p_3 are equal to a common number λ.
Adding up gives λ = 100.
Thus p̂_1 = 0.5, p̂_2 = 0.3 and p̂_3 = 0.2; these are the observed shares, 50%, 30% and 20 percent."""),
    ("travel", 1, """\
The sample contains 50 bus and 20 bike and 30 foot.
p_1 = 0.5, p_2 = 0.2, p_3 = 0.3"""),
    ("travel", 3, """\
We saw 50 bus, 30 bike and 20 foot.
The log-likelihood is 50 log p_1 + 30 log p_2 + 20 log p_3.
The maximum is attained at p_1 = 0.5, p_2 = 0.2, p_3 = 0.3."""),
    ("slope", None, """\
The log-likelihood is −½ Σ(y_i − b x_i)² plus a constant, so we minimise the sum of squares S(b).
The squares of the x values sum to 14, and the products x y sum to 25.
The sum of squares is decreasing for b < 25/14 and increasing for b > 25/14.
Therefore b̂ = 25/14 ≈ 1.79."""),
    ("slope", None, """\
We minimise S(b) = (2 − b)² + (4 − 2b)² + (5 − 3b)².
The derivative is negative for b < 25/14 and positive for b > 25/14.
The minimum is at 25/14.
So the estimate is 1.786."""),
    ("slope", 3, """\
The log-likelihood is −½ Σ(y_i − b x_i)² + c.
It is a quadratic function of b and concave.
The log-likelihood is maximal at 5/3."""),
    ("serial_numbers", None, """\
The largest number seen is 17, so N cannot be smaller than 17.
For N ≥ 17 the likelihood is N^(−3), which is decreasing.
So the likelihood is largest at 17, and N̂ = 17."""),
    ("serial_numbers", 2, """\
The likelihood is N^(−3) for N ≥ 17.
The maximum is at 18."""),
    ("distances", None, """\
The sample median is 2, and the mean is 4.
ℓ(μ) = −|1 − μ| − |2 − μ| − |9 − μ| + c
The log-likelihood is increasing for μ < 2 and decreasing for μ > 2.
It is concave but not differentiable at 2.
Hence the maximum is at the median, μ̂ = 2."""),
    ("distances", 1, """\
The sample median is 4.
μ̂ = 4"""),
    ("distances", 2, """\
ℓ(μ) = −|1 − μ| − |2 − μ| − |9 − μ| + c
The log-likelihood is increasing for μ < 4 and decreasing for μ > 4.
μ̂ = 4"""),
    ("any_exponential", None, """\
The likelihood is λ^n e^(−λ Σ x_i).
The log-likelihood n log λ − λ Σ x_i is concave since −n/λ² < 0.
Setting the score n/λ − Σ x_i to zero, we get λ = n/Σ x_i.
The log-likelihood is maximised by 1/x̄."""),
    ("any_exponential", 3, """\
L = λ^n e^(−λ Σ x_i)
log L = n log λ − λ Σ x_i
The log-likelihood is maximal at x̄."""),
    ("any_exponential", 2, """\
log L = n log λ − λ Σ x_i
The log-likelihood is concave since −n/λ³ < 0."""),
    ("spread", None, """\
The deviations from 5 are −3, −1 and 4, and their squares sum to 26.
ℓ(v) = −(3/2) log v − 13/v
The score is −3/(2v) + 13/v².
The likelihood is increasing for v < 26/3 and decreasing for v > 26/3.
The MLE is 26/3."""),
    ("spread", 2, """\
ℓ(v) = −(3/2) log v − 13/v
The log-likelihood is concave.
v̂ = 26/3"""),
    ("spread", 1, """\
The sum of the squared deviations from the mean is 28.
v̂ = 28/3"""),
    ("gamma", None, """\
The service times add up to 12 hours.
The likelihood is proportional to β^6 e^(−12β).
The score 6/β − 12 has exactly one zero.
We get 1/2 as the estimate, that is, 0.5 per hour."""),
    ("gamma", 3, """\
The service times add up to 12 hours.
The likelihood is proportional to β^6 e^(−12β).
We get 2 as the estimate."""),
    ("gamma", 2, """\
The average service time is 4 hours.
The log-likelihood is 3 log β − 12 β.
β̂ = 1/4"""),
    ("pareto", None, """\
The logarithms add up to 6 ln 2, since ln 2 + 2 ln 2 + 3 ln 2 = 6 ln 2.
ℓ(α) = 3 log α − α · 6 ln 2 + c
The score 3/α − 6 ln 2 is positive for α < 0.72 and negative for α > 0.73.
The MLE is 1/(2 ln 2) ≈ 0.72."""),
    ("pareto", None, """\
The mean of the logs is 2 ln 2.
The data are given in thousands; their sum is 14.
α̂ = 1/(2 ln 2)"""),
    ("pareto", 2, """\
ℓ(α) = 3 log α − α · 6 ln 2 + c
The score is positive for α < 2 and negative for α > 2.
α̂ = 2"""),
    ("coin", None, r"""\textbf{Data.} There are $7$ heads and $3$ tails.
\textbf{Likelihood.} $L(\theta)=\theta^{7}(1-\theta)^{3}$, which is positive on $(0,1)$.
\textbf{Log-likelihood.} $\ell(\theta)=7\ln\theta+3\ln(1-\theta)$ is strictly concave on $(0,1)$.
The score $\frac{7}{\theta}-\frac{3}{1-\theta}$ has exactly one root in $(0,1)$, $\hat\theta = \frac{7}{10}$."""),
    ("coin", 2, r"""\textbf{Data.} There are $7$ heads and $3$ tails.
The log-likelihood $7\ln\theta+3\ln(1-\theta)$ rises for $\theta < \frac12$ and falls for $\theta > \frac12$."""),
    ("coin", 1, """\
In $10$ tosses we observed $6$ heads and $4$ tails.
We saw $6$ heads."""),
    ("calls", None, """\
1. Data: the six observations 3, 1, 4, 2, 5, 3 sum to 18.
2. Log-likelihood: 18 log λ − 6λ + const.
3. Score: 18/λ − 6.
4. Where is it zero? At λ = 3.
5. Is this a maximum? Yes: the second derivative is −18/λ² < 0.
Answer: 3 calls per hour."""),
    ("waiting", None, """\
Would 16 be the total? No: the observations sum to 15.
If the total were 16, the estimate would be 3/16.
With 15 it is λ̂ = 3/15 = 0.2."""),
    ("bus", None, """\
Is the likelihood increasing for θ ≥ 5? No, it is decreasing there.
Hence θ̂ = 5."""),
    ("temperatures", None, """\
If one takes 70 as working mean, the differences are 1, 4, −2, 0, 2; they add up to 5.
The mean of the data is therefore 71.
The log-likelihood is largest at 71 °F."""),
    ("lamps", None, """\
The burning times add up to 800 hours.
Each lamp contributes −log m − x/m to the log-likelihood, so ℓ(m) = −4 log m − 800/m.
The derivative is −4/m + 800/m²; it is positive for m < 200 and negative for m > 200.
Note that the log-likelihood is not concave: its second derivative is positive for m > 400.
Still, it is increasing on (0, 200] and decreasing on [200, ∞), and so the maximum is at 200 hours.
The mean lifetime is estimated by the sample mean, 200 hours."""),
    ("lamps", 2, """\
The burning times add up to 800 hours.
The mean of the four observations is 250 hours.
So m̂ = 250."""),
    ("lamps", 3, """\
ℓ(m) = −4 log m − 800/m
The score is −4/m + 800/m².
The log-likelihood is concave, so the root is the maximum.
m̂ = 200"""),
    ("lamps", 2, """\
ℓ(m) = −4 log m − 800/m
ℓ is largest at 800."""),
    ("goals", None, """\
In 20 games the team scored 0·5 + 1·8 + 2·4 + 3·3 = 25 goals.
The likelihood is proportional to λ^25 e^(−20λ).
So the log-likelihood is 25 log λ − 20 λ up to a constant.
There is exactly one zero of the score, 25/20.
The MLE is 1.25 goals per game."""),
    ("goals", None, """\
The team played 20 games and the goals add up to 25.
There were 5 games without a goal.
The sample mean is 1.25 goals.
Because the log-likelihood is concave (second derivative −25/λ² < 0), λ̂ = 1.25."""),
    ("goals", 1, """\
The observations add up to 24.
λ̂ = 24/20 = 1.2"""),
    ("goals", 1, """\
The sample mean is 1.5 goals.
λ̂ = 1.5"""),
    ("defects", None, """\
We have 12 defective parts and 188 good ones.
L(π) = π^12 (1 − π)^188
The log-likelihood has exactly one stationary point in (0, 1), namely 12/200.
The estimate is 6 percent."""),
    ("defects", 1, """\
The sample contains 12 defective and 200 good parts.
L(π) = π^12 (1 − π)^200"""),
    ("defects", 2, """\
L(π) = π^12 (1 − π)^188
The likelihood increases on (0, 0.12) and decreases on (0.12, 1)."""),
    ("defects", 3, """\
L(π) = π^12 (1 − π)^188
12(1 − π) = 188π
Hence 12 percent is the maximum likelihood estimate."""),
    ("rayleigh", None, """\
The squares are 9, 16 and 25, and the squares sum to 50.
ℓ(s) = −6 log s − 25/s² + const
The derivative −6/s + 50/s³ is positive for s < 2.88 and negative for s > 2.89.
ŝ = √(50/6) ≈ 2.89"""),
    ("rayleigh", 1, """\
The squares are 9, 16 and 24, and the squares sum to 49.
ℓ(s) = −6 log s − 49/(2s²) + const"""),
    ("rayleigh", None, """\
The sample mean is 4 m/s, but what matters are the squares: they add up to 50.
Write u = s². The log-likelihood −3 log u − 25/u is increasing for u < 25/3 and decreasing for u > 25/3.
So u = 25/3 and the estimate of s is 2.89."""),
    ("coin", None, """\
Let us think of the 10 tosses as 7 heads followed by 3 tails; the order does not matter.
The probability of exactly 7 heads is 120 θ^7 (1 − θ)^3.
When θ is small, the likelihood is increasing; when θ is near 1, it is decreasing.
In between there is a single maximum, at θ = 0.7."""),
    ("calls", None, """\
Suppose λ = 2. Then the log-likelihood is 18 log 2 − 12.
For λ = 3 it is 18 log 3 − 18, which is larger.
In fact the score 18/λ − 6 is positive at 2 and zero at 3.
So 3 is the MLE."""),
    ("weights", None, """\
The mean of 10, 12, 15 and 11 is 12.
The deviations from the mean are −2, 0, 3 and −1; the squares are 4, 0, 9 and 1.
They sum to 14.
Hence μ̂ = 12 and σ̂² = 14/4 = 3.5.
An unbiased estimate would be 14/3."""),
    ("weights", 1, """\
The mean of 10, 12, 15 and 11 is 12.5.
μ̂ = 12.5"""),
    ("weights", 2, """\
The mean of 10, 12, 15 and 11 is 12.
The deviations from the mean are −2, 0, 3 and −2."""),
])  # fmt: skip
def test_prose(name: str, first_error: int | None, hand: str) -> None:
    report = check(problem_of(name), hand)
    assert report.first_error == first_error, report
    if first_error is None:
        assert report.verdict == "correct", report
        assert not [line for line in report.lines if line.verdict in ("undecided", "unreadable")], report
