"""What each spelling reads to: every row of the table of notations, and where habits differ."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tree_shape import shape

from derive.expressions import Apply, Call, Divide, Number, Relation, Symbol
from derive.notation.reader import ReadError, Scope, read, read_expression, read_statement

# Spellings of one tree, and the tree.
SAME: list[tuple[str, tuple[str, ...]]] = [
    (
        "(* (^ θ 7) (^ (+ 1 (- θ)) 3))",
        (
            "θ^7 (1-θ)^3", "θ**7*(1-θ)**3", "θ⁷(1−θ)³", r"\theta^7(1-\theta)^3", "θ^7·(1-θ)^3", "θ^7 × (1 - θ)^3",
            r"θ^7 \cdot (1-θ)^3", "theta^7 (1-theta)^3", r"\theta^{7}\left(1-\theta\right)^{3}", "θ^7⋅(1–θ)^3",
            "  θ ^ 7 ( 1 - θ ) ^ 3  ", r"\theta^7\,(1-\theta)^3", "θ^(7)(1-θ)^(3)", "{θ}^7 {(1-θ)}^3", "𝜃⁷(1−𝜃)³",
        ),
    ),
    ("(+ λ λ λ)", (r"lambda + λ + \lambda",)),
    ("(+ μ φ ε θ ρ)", ("µ + ϕ + ϵ + ϑ + ϱ", r"\mu + \varphi + \varepsilon + \vartheta + \varrho")),
    ("(log x)", ("log x", "ln x", r"\log x", r"\ln{x}", "log(x)", r"\ln\left(x\right)", "log[x]", "logx")),
    ("(* θ (^ 2 θ))", ("θ 2^θ", "θ·2^θ", "θ * 2**θ", r"\theta\, 2^{\theta}")),
    ("(* x (1 (x ≤ c)))", ("x 1{x ≤ c}", "x·1{x <= c}", r"x \mathbb{1}\{x \le c\}")),
    ("(log2 x)", ("log2(x)", "log_2(x)", "log_2 x", "log₂ x", r"\log_2 x", r"\log_{2}(x)", "log2 x")),
    ("(log10 x)", ("log10(x)", "log_{10}(x)", "log₁₀(x)", r"\log_{10} x")),
    ("(log x b)", ("log_b(x)", "log_b x", r"\log_{b} x", "log(x, b)")),
    ("(^ (log x) 2)", ("log² x", "log^2 x", r"\log^2 x", "(log x)^2", "log(x)^2", "log^{2}(x)")),
    ("x[i]", ("x_i", "xᵢ", "xi", "x_{i}", "x[i]", "X_i", r"x_{\text{i}}")),
    ("x[1]", ("x_1", "x1", "x[1]", "x₁", "x_{1}")),
    ("x[12]", ("x_12", "x12", "x₁₂", "x_{12}")),
    ("x[n]", ("x_n", "xₙ", "xn", "x_{n}")),
    ("x[(+ i 1)]", ("x_{i+1}", "x[i + 1]")),
    ("x[(k)]", ("x_(k)", "x_{(k)}")),
    ("x[(1)]", ("x_(1)", "x₍₁₎", "x_{(1)}")),
    ("(mean x)", ("x̄", r"\bar{x}", r"\bar x", "mean(x)", "xbar", "x_bar", "mean(x_i)", r"\overline{x}", "X̄",
                  "x̄ₙ")),
    ("(max x)", ("max(x)", "max_i x_i", r"\max_i x_i", "x_max", r"x_{\max}", "max(x_1, …, x_n)", "max x_i")),
    ("(+ (min x) (median x))", ("min(x) + median(x)",)),
    (
        "(Σ i=1..n x[i])",
        (
            "Σ x_i", "Σ_i xᵢ", "sum(x_i)", r"\sum_{i=1}^{n} x_i", "Σᵢ₌₁ⁿ xᵢ", "Σxᵢ", "∑ x_i", r"\sum x_i",
            "Σ_{i=1}^n x_i",
            r"\sum\limits_{i=1}^n x_i", r"\sum^n_{i=1} x_i", "sum x_i", "sum_i x_i", "sum(x)", "Sum(x_i, (i, 1, n))",
            "x_1 + … + x_n", "x_1 + x_2 + ... + x_n", r"x_1 + \dots + x_n", r"x_1 + x_2 + x_3 + \cdots + x_n",
            "Σ_i=1^n x_i", r"\sum_i x_i", "sum_{i=1}^{n} x_i",
        ),
    ),
    ("(Π i=1..n x[i])", ("Π x_i", "∏xᵢ", "prod(x_i)", r"\prod x_i", r"\prod_{i=1}^n x_i", "x_1 x_2 ⋯ x_n",
                         r"x_1 \cdot x_2 \cdots x_n", "x_1 * … * x_n", "x_1⋯x_n")),
    ("(Π i=1..n (factorial x[i]))", ("Π xᵢ!", "x_1! ⋯ x_n!", r"x_1! \cdots x_n!", "x_1! x_2! … x_n!")),
    ("(^ σ 2)", ("σ^2", "σ²", r"\sigma^2", "sigma**2", r"\sigma^{2}")),
    (
        "(hat θ)",
        ("θ̂", r"\hat{\theta}", r"\hat\theta", "theta_hat", "θ_hat", "θ_MLE", r"\hat\theta_{\text{MLE}}", "thetahat",
         r"\hat{\theta}_{MLE}", r"\widehat{\theta}", "hat(θ)", r"\hat{\theta}_{\mathrm{ML}}"),
    ),
    ("(hat p_1)", ("p̂₁", "p̂_1", r"\hat p_1", r"\hat{p}_1", r"\hat{p_1}", "p_1_hat", r"\hat{p}_{1}")),
    ("(hat y)", ("ŷ", "y\u0302", "y_hat")),
    ("(factorial n)", ("n!", "factorial(n)")),
    ("(binomial n k)", ("C(n, k)", "C(n,k)", r"\binom{n}{k}", r"\dbinom{n}k", "n choose k", r"{n \choose k}",
                        "binom(n, k)", "binomial(n, k)")),
    ("(Γ a)", ("Γ(a)", "Gamma(a)", r"\Gamma(a)", "gamma(a)")),
    ("(B a b)", ("B(a, b)", "beta(a, b)", "Beta(a, b)")),
    ("(I_0 a)", ("I_0(a)", "I₀(a)", "I_{0}(a)", "besseli(0, a)")),
    ("(/ (I_1 a) (I_0 a))", ("besseli(1, a)/besseli(0, a)",)),
    ("(ζ a)", ("ζ(a)", "zeta(a)", r"\zeta(a)")),
    ("(ψ a)", ("ψ(a)", "digamma(a)", "psi(a)", r"\psi(a)")),
    ("(Φ a)", ("Φ(a)", "Phi(a)", r"\Phi(a)")),
    ("(^ #e (- x))", ("e^(-x)", "e^{-x}", "e^-x", "e⁻ˣ", r"\mathrm{e}^{-x}")),
    ("(exp (- x))", ("exp(-x)", r"\exp(-x)", r"\exp\left\{-x\right\}", "exp[−x]", r"\exp{(-x)}")),
    ("(sqrt x)", ("√x", "sqrt(x)", r"\sqrt{x}", r"\sqrt x", "√(x)")),
    ("(cbrt x)", ("∛x", "cbrt(x)", r"\sqrt[3]{x}")),
    ("(root x 4)", (r"\sqrt[4]{x}", "∜x", "root(x, 4)")),
    ("(abs (+ x (- μ)))", ("|x - μ|", "abs(x-μ)", r"\left|x-\mu\right|", r"\lvert x-\mu \rvert", r"\big|x-\mu\big|")),
    ("(+ (floor x) (ceil x))", ("⌊x⌋ + ⌈x⌉", r"\lfloor x \rfloor + \lceil x \rceil", "floor(x) + ceil(x)")),
    ("(/ 1 2)", ("1/2", "½", r"\frac{1}{2}", r"\frac12", r"\tfrac{1}{2}", "1÷2", "1∕2")),
    ("(/ 1 n)", ("1/n", r"\frac1n", r"\frac{1}n", r"\frac 1 n")),
    ("#∞", ("∞", r"\infty", "infinity", "inf")),
    ("(d1 θ (^ θ 2))", ("d/dθ[θ^2]", r"\frac{d}{d\theta}[\theta^2]", "d/dθ θ^2",
                        r"\frac{\mathrm{d}}{\mathrm{d}\theta}\theta^2")),
    ("(∂1 μ ℓ())", ("∂ℓ/∂μ", r"\frac{\partial \ell}{\partial \mu}", "∂/∂μ ℓ", r"\frac{\partial}{\partial\mu}\ell")),
    ("(d1 θ NLL())", ("dNLL/dθ", "d/dθ NLL", r"\frac{d\mathrm{NLL}}{d\theta}", r"\frac{d \text{NLL}}{d\theta}")),
    ("(∂2 θ ℓ())", ("∂²ℓ/∂θ²", r"\frac{\partial^2 \ell}{\partial \theta^2}", "∂^2ℓ/∂θ^2", "∂²/∂θ² ℓ")),
    ("(d1 θ (log L()))", ("d log L/dθ", "d/dθ log L", r"\frac{d \ln L}{d\theta}", r"\frac{d}{d\theta}\ln L",
                          "d ln L/dθ")),
    ("(d1 θ ℓ(θ))", ("dℓ(θ)/dθ", "d/dθ ℓ(θ)", r"\frac{d\ell(\theta)}{d\theta}")),
    ("ℓ′(θ)", ("ℓ'(θ)", "ℓ′(θ)", r"\ell'(\theta)", r"\ell^{\prime}(\theta)", r"\ell^\prime(\theta)", "ℓ’(θ)")),
    ("ℓ′′()", ("ℓ''", "ℓ″", r"\ell''", r"\ell^{\prime\prime}", "ℓ′′")),
    ("(a ≤ b)", ("a <= b", "a ≤ b", r"a \le b", r"a \leq b", "a ⩽ b", "a =< b", r"a \leqslant b")),
    ("(a ≠ b)", ("a ≠ b", "a != b", r"a \ne b", r"a \neq b")),
    ("(a ≈ b)", ("a ≈ b", r"a \approx b", "a ~= b")),
    ("(a ∝ b)", ("a ∝ b", r"a \propto b")),
    ("(θ ∈ [0, 1))", ("θ ∈ [0, 1)", r"\theta \in [0, 1)", "θ in [0,1)")),
    ("<(a = b) → (c = d)>", ("a = b → c = d", "a = b -> c = d", r"a = b \to c = d", r"a = b \rightarrow c = d")),
    ("<(a = b) ⇒ (c = d)>", ("a = b ⇒ c = d", "a = b => c = d", r"a = b \implies c = d", r"a = b \Rightarrow c = d")),
    ("<(a = b) ⇔ (c = d)>", ("a = b ⇔ c = d", "a = b <=> c = d", r"a = b \iff c = d",
    r"a = b \Leftrightarrow c = d")),
    ("<or (θ = 0) (θ = 1)>", ("θ = 0 or θ = 1", r"θ = 0 \text{ or } θ = 1", r"θ = 0 \lor θ = 1")),
    ("<and (θ > 0) (θ < 1)>", ("θ > 0 and θ < 1", r"θ > 0 \text{ and } θ < 1", "θ > 0 ∧ θ < 1")),
    ("(1 (x ≤ θ))", ("1{x ≤ θ}", "I(x <= θ)", r"\mathbb{1}\{x \le \theta\}", r"\mathbb{1}_{x \le θ}", "1[x ≤ θ]",
                     "I{x ≤ θ}", r"\mathbf{1}(x \le θ)", "𝟙{x ≤ θ}")),
    ("P(A | B)", ("P(A | B)", r"P(A \mid B)", r"\Pr(A | B)", "P(A ∣ B)")),
    ('P("cat")', ('P("cat")', "P(“cat”)", r'P(\text{"cat"})', r"P(\text{cat})")),
    ("{1 2}", ("{1, 2}", r"\{1, 2\}", r"\left\{1, 2\right\}", "{1,2}")),
    ("{}", ("{}", "∅", r"\emptyset", r"\{\}")),
    ("(a, b)", ("(a, b)", r"\left(a, b\right)")),
    ("(+ 1 (± (sqrt 2)))", ("1 ± √2", r"1 \pm \sqrt{2}", "1 ± sqrt(2)")),
    ("(* n μ)", ("nμ", "n μ", "n*μ", r"n\mu")),
    ("(* 2 #π (^ σ 2))", ("2πσ²", "2 π σ^2", r"2\pi\sigma^2", "2 pi sigma^2", "2*pi*sigma**2")),
    ("(* x[i] y[i])", ("x_i y_i", "xᵢyᵢ", "x_iy_i", "x_{i}y_{i}", "xi yi")),
]  # fmt: skip

TREES: list[tuple[str, str]] = [
    # statistics and sums
    ("Σ(x_i−μ)²", "(Σ i=1..n (^ (+ x[i] (- μ)) 2))"),
    ("sum(x_i)^2", "(^ (Σ i=1..n x[i]) 2)"),
    ("sum(x_i)/n", "(/ (Σ i=1..n x[i]) n)"),
    ("Σ x_i/n + 1", "(+ (Σ i=1..n (/ x[i] n)) 1)"),
    ("Σ(x_i-μ)^2/(2σ^2) - n", "(+ (Σ i=1..n (/ (^ (+ x[i] (- μ)) 2) (* 2 (^ σ 2)))) (- n))"),
    ("Σ -x_i/θ", "(Σ i=1..n (- (/ x[i] θ)))"),
    ("-Σ log q_i", "(- (Σ i=1..n (log q[i])))"),
    ("7 Σ x_i", "(* 7 (Σ i=1..n x[i]))"),
    ("Σ i x_i", "(Σ i=1..n (* i x[i]))"),
    ("Σ x_j", "(Σ j=1..n x[j])"),
    ("Σ_{j=1}^k n_j log p_j", "(Σ j=1..k (* n[j] (log p[j])))"),
    ("Σ_{k=1}^K p_k", "(Σ k=1..K p[k])"),
    ("Σ_{t=1}^{10} x_t", "(Σ t=1..10 x[t])"),
    ("Σᵢ₌₁¹⁰ xᵢ", "(Σ i=1..10 x[i])"),
    ("sum(x^2)", "(Σ i=1..n (^ x[i] 2))"),
    ("sum(x*y)", "(Σ i=1..n (* x[i] y[i]))"),
    ("sum((x-mean(x))^2)", "(Σ i=1..n (^ (+ x[i] (- (mean x))) 2))"),
    ("mean(log(x))", "(mean (log x))"),
    ("mean((x-mean(x))^2)", "(mean (^ (+ x (- (mean x))) 2))"),
    ("θ^(Σ x_i)", "(^ θ (Σ i=1..n x[i]))"),
    ("log Σ x_i", "(log (Σ i=1..n x[i]))"),
    ("log Π f(x_i | θ)", "(log (Π i=1..n f(x[i] | θ)))"),
    ("Π θ e^(-θ x_i)", "(Π i=1..n (* θ (^ #e (- (* θ x[i])))))"),
    ("2 x_1 ⋯ x_n", "(* 2 (Π i=1..n x[i]))"),
    ("1/(x_1! ⋯ x_n!)", "(/ 1 (Π i=1..n (factorial x[i])))"),
    ("(x_1-μ)^2 + … + (x_n-μ)^2", "(Σ i=1..n (^ (+ x[i] (- μ)) 2))"),
    ("-x_1 - … - x_n", "(- (Σ i=1..n x[i]))"),
    ("f(x_1) ⋯ f(x_n)", "(Π i=1..n f(x[i]))"),
    (r"θ^{x_1}(1-θ)^{1-x_1} \cdots θ^{x_n}(1-θ)^{1-x_n}",
     "(Π i=1..n (* (^ θ x[i]) (^ (+ 1 (- θ)) (+ 1 (- x[i])))))"),
    ("p_1 + … + p_3 = 1", "((+ p_1 p_2 p_3) = 1)"),
    ("p_1 + … + p_k", "(Σ i=1..k p[i])"),
    ("1 + 2 + … + n", "(Σ i=1..n i)"),
    ("L(θ; x_1, …, x_n)", "L(θ | x[1] … x[n])"),
    # shapes
    ("a - b", "(+ a (- b))"),
    ("a - b c", "(+ a (- (* b c)))"),
    ("-a b", "(- (* a b))"),
    ("-a/b", "(- (/ a b))"),
    ("-θ^2", "(- (^ θ 2))"),
    ("a - -b", "(+ a (- (- b)))"),
    ("2·−x", "(* 2 (- x))"),
    ("a*b/c", "(/ (* a b) c)"),
    ("a/b*c", "(* (/ a b) c)"),
    ("a/b/c", "(/ (/ a b) c)"),
    ("1/β exp(x)", "(* (/ 1 β) (exp x))"),
    ("n/2 log θ", "(* (/ n 2) (log θ))"),
    ("1/2 σ²", "(* (/ 1 2) (^ σ 2))"),
    ("a·b·c", "(* a b c)"),
    ("(a b) c", "(* (* a b) c)"),
    ("a (b c)", "(* a (* b c))"),
    ("(a + b) + c", "(+ (+ a b) c)"),
    ("a^b^c", "(^ a (^ b c))"),
    ("(a^b)^c", "(^ (^ a b) c)"),
    ("x^{2^{3}}", "(^ x (^ 2 3))"),
    ("2^{6.215/4}", "(^ 2 (/ 6.215 4))"),
    ("θ⁻¹", "(^ θ (- 1))"),
    ("xⁿ⁻¹", "(^ x (+ n (- 1)))"),
    ("θ^k(1-θ)^(n-k)", "(* (^ θ k) (^ (+ 1 (- θ)) (+ n (- k))))"),
    ("θ^x_i", "(^ θ x[i])"),
    ("e^-λ x", "(* (^ #e (- λ)) x)"),
    ("2n!", "(* 2 (factorial n))"),
    ("x_i²!", "(factorial (^ x[i] 2))"),
    ("(n-k)!", "(factorial (+ n (- k)))"),
    ("0.7^7 0.3^3", "(* (^ 0.7 7) (^ 0.3 3))"),
    ("⅛ + ⅚", "(+ (/ 1 8) (/ 5 6))"),
    ("½ log(2π)", "(* (/ 1 2) (log (* 2 #π)))"),
    ("2|x||y|", "(* 2 (abs x) (abs y))"),
    ("||x| - 1|", "(abs (+ (abs x) (- 1)))"),
    # functions
    ("log θ^7", "(log (^ θ 7))"),
    ("ln xᵢ!", "(log (factorial x[i]))"),
    ("log x_i - μ", "(+ (log x[i]) (- μ))"),
    ("log L(θ)", "(log L(θ))"),
    ("log_e x", "(log x)"),
    (r"\log{\theta}^7", "(log (^ θ 7))"),
    ("log(2|x|)", "(log (* 2 (abs x)))"),
    ("exp(-|x-μ|/b)", "(exp (- (/ (abs (+ x (- μ))) b)))"),
    (r"\max\{x_1, \ldots, x_n\}", "(max x)"),
    (r"\max_{1 \le i \le n} x_i", "(max x)"),
    ("1_{x > 0} θ", "(* (1 (x > 0)) θ)"),
    ("θ̂_n = x̄_n", "((hat θ) = (mean x))"),
    (r"ℓ(θ) = 7 log θ + \text{const.}", "(ℓ(θ) = (+ (* 7 (log θ)) const))"),
    ("log log x", "(log (log x))"),
    ("log|x|", "(log (abs x))"),
    ("log x y", "(* (log x) y)"),
    ("log θ · 3", "(* (log θ) 3)"),
    (r"\log\lambda\sum x_i", "(* (log λ) (Σ i=1..n x[i]))"),
    ("7logθ", "(* 7 (log θ))"),
    ("nlogθ", "(* n (log θ))"),
    ("√(2π)σ", "(* (sqrt (* 2 #π)) σ)"),
    ("√n(x̄-μ)", "(* (sqrt n) (+ (mean x) (- μ)))"),
    ("√x/2", "(/ (sqrt x) 2)"),
    ("lgamma(a)", "(log (Γ a))"),
    ("tanh(x) + atan(x) + erf(x) + W(x) + sgn(x)", "(+ (tanh x) (atan x) (erf x) (W x) (sign x))"),
    (r"\operatorname{erf}(x) + \arctan x", "(+ (erf x) (atan x))"),
    ("10 choose 7 θ^7", "(* (binomial 10 7) (^ θ 7))"),
    # functions of the problem
    ("L(θ) = θ", "(L(θ) = θ)"),
    (r"\mathcal{L}(\theta)", "L(θ)"),
    ("f(x | θ)", "f(x | θ)"),
    ("f(x_i; θ)", "f(x[i] | θ)"),
    ("p(w | c)", "p(w | c)"),
    ("P(data | θ)", "P(data | θ)"),
    ("I(θ)", "I(θ)"),
    ("I_n(θ)", "I_n(θ)"),
    ("lnL", "(log L())"),
    ("L″", "L′′()"),
    ("p(1-p)", "(* p (+ 1 (- p)))"),
    ("p(1-|x|)", "(* p (+ 1 (- (abs x))))"),
    ("n(1-p)", "(* n (+ 1 (- p)))"),
    ("E + N + S + C + β + γ + gamma + beta", "(+ E N S C β γ γ β)"),
    ("e^π + i", "(+ (^ #e #π) i)"),
    # derivatives
    ("dL/dθ = 0", "((d1 θ L()) = 0)"),
    ("d²ℓ/dθ²", "(d2 θ ℓ())"),
    ("d^2/dθ^2 ℓ(θ)", "(d2 θ ℓ(θ))"),
    ("∂ℓ(μ, σ²)/∂μ", "(∂1 μ ℓ(μ (^ σ 2)))"),
    ("∂ℓ/∂σ²", "(∂1 (^ σ 2) ℓ())"),
    ("∂ℓ/∂p_1", "(∂1 p_1 ℓ())"),
    ("∂²ℓ/∂μ∂λ", "(∂1 μ (∂1 λ ℓ()))"),
    ("d/dθ 7 log θ + 3", "(+ (d1 θ (* 7 (log θ))) 3)"),
    # statements
    ("0 < θ < 1", "(0 < θ < 1)"),
    ("θ̂ = 7/10 = 0.7", "((hat θ) = (/ 7 10) = 0.7)"),
    ("-log 0.5 = log 2 ≈ 0.693", "((- (log 0.5)) = (log 2) ≈ 0.693)"),
    ("θ = 1/2; λ = 3", "<; (θ = (/ 1 2)) (λ = 3)>"),
    ("θ = 0.7, λ = 2", "<, (θ = 0.7) (λ = 2)>"),
    ("θ² = 4 ⇒ θ = 2 or θ = -2", "<((^ θ 2) = 4) ⇒ <or (θ = 2) (θ = (- 2))>>"),
    ("a = 1, b = 2 → c = 3; d_1 = 4", "<; <<, (a = 1) (b = 2)> → (c = 3)> (d_1 = 4)>"),
    ("n! = 6", "((factorial n) = 6)"),
    ("[a, b]", "[a, b]"),
    ("θ ∈ ℝ", "(θ ∈ ℝ)"),
]  # fmt: skip

NUMBERS: list[tuple[str, int | Fraction, str]] = [
    ("7", 7, "7"),
    ("0.70", Fraction(7, 10), "0.70"),
    ("0.12", Fraction(3, 25), "0.12"),
    (".5", Fraction(1, 2), "0.5"),
    ("2.0", 2, "2.0"),
    ("1e-6", Fraction(1, 10**6), "1e-6"),
    ("1e3", 1000, "1e3"),
    ("70%", Fraction(7, 10), "70%"),
    ("70 %", Fraction(7, 10), "70%"),
    (r"70\%", Fraction(7, 10), "70%"),
    ("9.5×10⁻⁷", Fraction(95, 10**8), "9.5×10^-7"),
    ("9.5 × 10⁻⁷", Fraction(95, 10**8), "9.5×10^-7"),
    ("9.5×10^-7", Fraction(95, 10**8), "9.5×10^-7"),
    (r"9.5 \times 10^{-7}", Fraction(95, 10**8), "9.5×10^-7"),
    ("6.02 × 10^23", 602 * 10**21, "6.02×10^23"),
]


@pytest.mark.parametrize(("text", "tree"), [(text, tree) for tree, texts in SAME for text in texts])
def test_spellings_of_one_tree(text: str, tree: str) -> None:
    assert shape(read(text)) == tree


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_trees(text: str, tree: str) -> None:
    assert shape(read(text)) == tree


@pytest.mark.parametrize(("text", "value", "spelled"), NUMBERS)
def test_numbers_are_exact(text: str, value: int | Fraction, spelled: str) -> None:
    number = read(text)
    assert number == Number(value, spelled)
    assert type(number.value) is type(value)  # type: ignore[attr-defined]


def test_an_integer_and_a_power_of_ten_are_a_product() -> None:
    assert shape(read("3 × 10^2")) == "(* 3 (^ 10 2))"


def test_what_each_entry_reads() -> None:
    assert type(read_statement("θ = 1")) is Relation
    assert shape(read_expression("θ + 1")) == "(+ θ 1)"
    with pytest.raises(ReadError, match="relation"):
        read_expression("θ = 1")
    with pytest.raises(ReadError, match="joins statements"):
        read_statement("θ = 1 → λ = 2")


def test_the_information_in_one_observation_is_no_bessel_function() -> None:
    alone, beside = (read(text, Scope(open_names=True)) for text in ("I_1(θ)", "I_1(θ)/I_0(θ)"))
    assert alone == Apply("I_1", (Symbol("θ"),), (), 0)
    assert beside == Divide(Call("I_1", (Symbol("θ"),)), Call("I_0", (Symbol("θ"),)))
