"""Lines that are equal, each with a near miss that is not."""

# ruff: noqa: E501 (a row of the table is a line)

from __future__ import annotations

import pytest
from settings_in_words import COUNTS, POSITIVE_DATA, REAL_DATA, formula

from derive.exact import Field
from derive.steps import Setting

# setting | left | right | what is nearly right
NORMAL = "Π_{i=1}^{n} 1/sqrt(2πσ²) exp(-(x_i-μ)²/(2σ²))"
NORMAL_LOG = "(-(n/2) log(2πσ²) - Σ((x_i-μ)²)/(2σ²))"
NEGATIVE_BINOMIAL = "Π Γ(x_i+r)/(x_i! Γ(r)) p^r (1-p)^{x_i}"
GAMMA = "Π β^α/Γ(α) x_i^{α-1} exp(-β x_i)"
WEIBULL_LOG = "(n log k - n k log λ + (k-1) Σ(log x_i) - Σ((x_i/λ)^k))"
INVERSE_GAUSSIAN_LOG = "((n/2) log(λ/(2π)) - (3/2) Σ(log x_i) - (λ/(2μ²)) Σ((x_i-μ)²/x_i))"
LOGISTIC_LOG = "(-Σ(x_i-μ) - 2 Σ(log(1+exp(-(x_i-μ)))))"
CAUCHY_LOG = "(-n log π - n log γ - Σ(log(1+((x_i-μ)/γ)²)))"
CENSORED = "Φ((c-μ)/sqrt(σ²))"
SOFTMAX = "exp(z_1)/(exp(z_0)+exp(z_1)+exp(z_2))"
LAPLACE = "exp(-abs(x_i-μ)/β)/(2β)"
TABLE = f"""
counts   | log(θ^7 (1-θ)^3) | 7 log θ + 3 log(1-θ) | 7 log θ - 3 log(1-θ)
counts   | log(θ^120 (1-θ)^880) | 120 log θ + 880 log(1-θ) | 120 log θ + 881 log(1-θ)
counts   | θ^7 (1-θ)^3 | θ^7 - 3θ^8 + 3θ^9 - θ^10 | θ^7 - 3θ^8 + 3θ^9 + θ^10
counts   | Π(θ^{{x_i}} (1-θ)^{{1-x_i}}) | θ^(Σx_i) (1-θ)^(n-Σx_i) | θ^(Σx_i) (1-θ)^(Σx_i)
counts   | log(Π θ^{{x_i}} (1-θ)^{{1-x_i}}) | (Σx_i) log θ + (n-Σx_i) log(1-θ) | (Σx_i) log θ + n log(1-θ)
counts   | d/dθ[7 log θ + 3 log(1-θ)] | 7/θ - 3/(1-θ) | 7/θ + 3/(1-θ)
counts   | d/dθ[s log θ + (n-s) log(1-θ)] | s/θ - (n-s)/(1-θ) | s/θ + (n-s)/(1-θ)
counts   | d/dθ[θ^7 (1-θ)^3] | 7θ^6 (1-θ)^3 - 3θ^7 (1-θ)^2 | 7θ^6 (1-θ)^3 + 3θ^7 (1-θ)^2
counts   | d/dθ[θ^120 (1-θ)^880] | θ^119 (1-θ)^879 (120(1-θ)-880θ) | θ^119 (1-θ)^879 (120(1-θ)-881θ)
counts   | θ(1-θ)(7/θ - 3/(1-θ)) | 7 - 10θ | 7 - 9θ
real     | log({NORMAL}) | {NORMAL_LOG} | -(n/2) log(2πσ²) - Σ((x_i-μ)²)/σ²
real     | {NORMAL} | (2πσ²)^(-n/2) exp(-Σ((x_i-μ)²)/(2σ²)) | (2πσ²)^(-n) exp(-Σ((x_i-μ)²)/(2σ²))
real     | d/dμ[log(exp(-(x_i-μ)^2/(2·0.0000000001))/3)] | 10000000000 (x_i-μ) | 20000000000 (x_i-μ)
real     | d/dμ[{NORMAL_LOG}] | Σ(x_i-μ)/σ² | Σ(x_i-μ)/(2σ²)
real     | d/dσ²[{NORMAL_LOG}] | -n/(2σ²) + Σ((x_i-μ)²)/(2(σ²)²) | -n/(2σ²) + Σ((x_i-μ)²)/(σ²)²
real     | d/dσ[{NORMAL_LOG}] | -n/σ + Σ((x_i-μ)²)/σ^3 | -n/σ + Σ((x_i-μ)²)/σ^2
real     | Σ((x_i-x̄)²) | Σ(x_i²) - n x̄² | Σ(x_i²) - x̄²
real     | mean((x-mean(x))²) | Σ(x_i²)/n - x̄² | Σ(x_i²) - x̄²
real     | Σ(x_i-x̄) | 0 | 1
real     | Σ_{{j=1}}^{{n}} x_j | Σ_{{i=1}}^{{n}} x_i | Σ_{{i=1}}^{{n}} x_i²
real     | Σ_{{i=1}}^{{n}} Σ_{{j=1}}^{{n}} x_i x_j | (Σx_i)² | Σ(x_i²)
real     | Σ_{{i=1}}^{{n}} Σ_{{j=1}}^{{n}} (x_i-x_j)² | 2n Σ(x_i²) - 2 (Σx_i)² | 2n Σ(x_i²)
real     | Π(x_i²) | (Πx_i)² | Πx_i
counts   | log(Π p (1-p)^{{x_i-1}}) | n log p + (Σx_i-n) log(1-p) | n log p + (Σx_i) log(1-p)
counts   | d/dr[Σ log C(x_i+r-1, x_i) + log(r+x̄)] | Σ(ψ(x_i+r) - ψ(r)) + 1/(r+x̄) | Σ(ψ(x_i+r) - ψ(r)) + 2/(r+x̄)
counts   | Σ((x_i+r) ψ(x_i+r)/(x_i+r) - 1/(x_i+r)) + 1/(r+x̄) | Σ ψ(x_i+r) - Σ(1/(x_i+r)) + 1/(r+x̄) | Σ ψ(x_i+r) + Σ(1/(x_i+r)) + 1/(r+x̄)
counts   | log(Π λ^{{x_i}} e^(-λ)/x_i!) | (Σx_i) log λ - nλ - Σ(log(x_i!)) | (Σx_i) log λ - λ - Σ(log(x_i!))
counts   | Π(λ^{{x_i}} e^(-λ)/x_i!) | λ^(Σx_i) exp(-nλ)/Π(x_i!) | λ^(Σx_i) exp(-λ)/Π(x_i!)
counts   | log({NEGATIVE_BINOMIAL}) | Σ(log Γ(x_i+r)) - n log Γ(r) - Σ(log(x_i!)) + n r log p + (Σx_i) log(1-p) | Σ(log Γ(x_i+r)) - n log Γ(r) - Σ(log(x_i!)) + r log p + (Σx_i) log(1-p)
counts   | d/dr[log({NEGATIVE_BINOMIAL})] | Σ(ψ(x_i+r)) - n ψ(r) + n log p | Σ(ψ(x_i+r)) - n ψ(r) + log p
counts   | d/dp[log({NEGATIVE_BINOMIAL})] | n r/p - (Σx_i)/(1-p) | r/p - (Σx_i)/(1-p)
counts   | d/dp[log({NEGATIVE_BINOMIAL})] | d/dp[n r log p + (Σx_i) log(1-p)] | d/dp[r log p + (Σx_i) log(1-p)]
positive | log({GAMMA}) | n α log β - n log Γ(α) + (α-1) Σ(log x_i) - β Σx_i | n α log β - n log Γ(α) - β Σx_i
positive | d/dα[log({GAMMA})] | n log β - n ψ(α) + Σ(log x_i) | n log β - n/α + Σ(log x_i)
positive | log(Π 1/(x_i sqrt(2πσ²)) exp(-(log x_i-μ)²/(2σ²))) | -(n/2) log(2πσ²) - Σ(log x_i) - Σ((log x_i-μ)²)/(2σ²) \
| -(n/2) log(2πσ²) - Σ((log x_i-μ)²)/(2σ²)
positive | log(Π sqrt(λ/(2π x_i^3)) exp(-λ(x_i-μ)²/(2μ² x_i))) | {INVERSE_GAUSSIAN_LOG} | {INVERSE_GAUSSIAN_LOG} + 1
positive | d/dμ[{INVERSE_GAUSSIAN_LOG}] | λ Σ(x_i-μ)/μ^3 | λ Σ(x_i-μ)/μ^2
positive | d/dλ[{INVERSE_GAUSSIAN_LOG}] | n/(2λ) - Σ((x_i-μ)²/x_i)/(2μ²) | n/λ - Σ((x_i-μ)²/x_i)/(2μ²)
counts   | log((p²)^a (2p(1-p))^b ((1-p)²)^c) | (2a+b) log p + b log 2 + (b+2c) log(1-p) | (2a+b) log p + (b+2c) log(1-p)
positive | Σ(cos(x_i-α)) | cos(α) Σ(cos(x_i)) + sin(α) Σ(sin(x_i)) | cos(α) Σ(cos(x_i)) - sin(α) Σ(sin(x_i))
positive | cos(atan2(α, β)) | α/sqrt(α²+β²) (β/α) | α/sqrt(α²+β²)
positive | d/dα[log(I_0(α β))] | β I_1(α β)/I_0(α β) | I_1(α β)/I_0(α β)
positive | d/dα[I_1(α)] I_0(α) | I_0(α)² - I_0(α) I_1(α)/α | I_0(α)² + I_0(α) I_1(α)/α
positive | ψ(α+3) | ψ(α) + 1/α + 1/(α+1) + 1/(α+2) | ψ(α) + 1/α + 1/(α+1) + 1/(α+3)
positive | Γ(α+3)/Γ(α) | α(α+1)(α+2) | α(α+1)(α+3)
positive | Γ(1/2) | sqrt(π) | π
positive | B(α, 2) | 1/(α(α+1)) | 1/(α(α+2))
real     | d/dz_0[-log({SOFTMAX})] | exp(z_0)/(exp(z_0)+exp(z_1)+exp(z_2)) | exp(z_0)/(exp(z_0)+exp(z_1)+exp(z_2)) - 1
real     | exp(z_0+c)/(exp(z_0+c)+exp(z_1+c)) | exp(z_0)/(exp(z_0)+exp(z_1)) | exp(z_1)/(exp(z_0)+exp(z_1))
real     | {CAUCHY_LOG} | -n log π + n log γ - Σ(log(γ²+(x_i-μ)²)) | -n log π - n log γ - Σ(log(γ²+(x_i-μ)²))
real     | d/dμ[{CAUCHY_LOG}] | Σ(2(x_i-μ)/(γ²+(x_i-μ)²)) | Σ((x_i-μ)/(γ²+(x_i-μ)²))
positive | d/dk[{WEIBULL_LOG}] | n/k - n log λ + Σ(log x_i) - Σ((x_i/λ)^k log(x_i/λ)) | n/k - n log λ + Σ(log x_i)
positive | d/dλ[{WEIBULL_LOG}] | -n k/λ + k/λ^(k+1) Σ(x_i^k) | -n k/λ + k/λ^k Σ(x_i^k)
real     | d/dμ[{LOGISTIC_LOG}] | n - 2 Σ(exp(-(x_i-μ))/(1+exp(-(x_i-μ)))) | n - Σ(exp(-(x_i-μ))/(1+exp(-(x_i-μ))))
real     | Σ(1/(1+exp(-(x_i-μ)))) | n - Σ(1/(1+exp(x_i-μ))) | n - Σ(1/(2+exp(x_i-μ)))
real     | d/dμ[log({CENSORED})] | -exp(-(c-μ)²/(2σ²))/(sqrt(2πσ²) {CENSORED}) | exp(-(c-μ)²/(2σ²))/(sqrt(2πσ²) {CENSORED})
real     | d/dμ[-Σ(abs(x_i-μ))] | Σ(sign(x_i-μ)) | -Σ(sign(x_i-μ))
real     | log(Π {LAPLACE}) | -n log(2β) - Σ(abs(x_i-μ))/β | -n log(2β) - Σ(x_i-μ)/β
real     | erf(c/sqrt(2)) | 2Φ(c) - 1 | 2Φ(c)
real     | Φ(-c) | 1 - Φ(c) | Φ(c)
real     | tanh(c) | (exp(2c)-1)/(exp(2c)+1) | (exp(c)-1)/(exp(c)+1)
real     | cos(c)² + sin(c)² | 1 | 2
positive | exp(W(α)) W(α) | α | 2α
positive | 1/(1+sqrt(2)) | sqrt(2) - 1 | sqrt(2) + 1
positive | sqrt(8) + sqrt(2) sqrt(3) | 2 sqrt(2) + sqrt(6) | 2 sqrt(2) + sqrt(5)
positive | 197((15+sqrt(53809))/394)² - 15((15+sqrt(53809))/394) - 68 | 0 | 1
positive | (sqrt(1+4m))² | 1 + 4m | 1 - 4m
positive | sqrt(λ²) | λ | -λ
real     | sqrt(μ²) | abs(μ) | μ
real     | exp(log(μ²)/2) | abs(μ) | μ
positive | exp(log(λ²)/2) | λ | -λ
positive | log 8 | 3 log 2 | 2 log 2
positive | -log 0.5 | log 2 | log 3
positive | log2(8) | 3 | 2
positive | log(0.12)/log(10) | log10(12) - 2 | log10(12) - 1
positive | C(n, k) | C(n-1, k-1) + C(n-1, k) | C(n-1, k-1) + C(n, k)
positive | C(n, 2) | n(n-1)/2 | n(n+1)/2
positive | C(10, 7) | 120 | 119
positive | d/dθ[log L(θ)] | L′(θ)/L(θ) | L′(θ)
positive | Σ_{{i=1}}^{{3}} x_i | x_1 + x_2 + x_3 | x_1 + x_2
positive | Σ_{{m=1}}^{{4}} m² | 30 | 29
positive | Π_{{i=1}}^{{n}} 2 | 2^n | 2n
positive | 4^n | 2^(2n) | 2^n
positive | (λ/β)^k | λ^k β^(-k) | λ^k β^k
positive | 0.5^20 | 1/1048576 | 1/1048577
positive | θ̂ + θ̂ | 2θ̂ | θ + θ̂
positive | (σ̂)² | \\hat{{σ²}} | σ²
positive | max(x) - x_(n) | 0 | 1
positive | exp(-(0.3 log 0.5 + 0.7 log 0.25)) | 2^(17/10) | 2^(16/10)
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]
SETTINGS: dict[str, Setting] = {"counts": COUNTS, "positive": POSITIVE_DATA, "real": REAL_DATA}


@pytest.mark.parametrize(("setting", "left", "right", "wrong"), ROWS)
def test_equal_lines_are_proved_and_near_misses_are_not(setting: str, left: str, right: str, wrong: str) -> None:
    field = Field(SETTINGS[setting])
    assert field.equal(formula(left), formula(right))
    assert not field.equal(formula(left), formula(wrong))
    assert not Field(SETTINGS[setting]).equal(formula(wrong), formula(right))


def test_one_field_serves_all_lines() -> None:
    field = Field(COUNTS)
    for name, left, right, wrong in ROWS:
        if name == "counts":
            assert field.equal(formula(left), formula(right))
            assert not field.equal(formula(left), formula(wrong))


def test_forms_outlive_a_table_that_is_made_anew() -> None:
    field = Field(POSITIVE_DATA)
    before = field.normal(formula("λ - sqrt(λ)^2"))
    slope = field.derivative(field.normal(formula("λ²")), "λ")
    for power in ("1/3", "1/5", "2/7"):
        field.normal(formula(f"λ^({power})"))
    assert field.is_zero(before)
    assert field.rational(field.normal(formula("(λ^(1/3))^3/λ"))) == 1
    assert field.equal(formula("d/dλ[λ²]"), formula("2λ"))
    assert not field.is_zero(slope)
    assert field.depends_on(slope, "λ")


def test_more_than_32_quantities() -> None:
    field = Field(COUNTS)
    likelihood = " ".join(f"p_{{{j}}}^{{n_{{{j}}}}}" for j in range(1, 51))
    log_likelihood = " + ".join(f"n_{{{j}}} log p_{{{j}}}" for j in range(1, 51))
    form = field.normal(formula(log_likelihood))
    assert field.depends_on(form, "p_50")
    assert field.equal(formula(f"d/dp_1[{log_likelihood}]"), formula("n_1/p_1"))
    assert not field.equal(formula(f"log({likelihood})"), formula(log_likelihood + " + 1"))
    assert field.equal(formula(f"log({likelihood})"), formula(log_likelihood))
