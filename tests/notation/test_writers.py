"""What expressions look like, and that every written line reads back to the tree it was written from."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from calls import calls_of
from random_expressions import random_expression
from random_notation import random_reading

from derive.expressions import (
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Chain,
    Constant,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Interval,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    PlusMinus,
    Power,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    Text,
    observation,
    sample_product,
    sample_sum,
    walk,
)
from derive.notation.latex import latex
from derive.notation.plain import plain
from derive.notation.reader import ReadError, Scope, read, readings


def symbols(names: str) -> list[Symbol]:
    return [Symbol(name) for name in names.split()]


def number(text: str) -> Number:
    value = Fraction(text)
    return Number(value.numerator if value.denominator == 1 else value, text)


def log(argument: Expression) -> Call:
    return Call("log", (argument,))


def equation(*operands: Expression) -> Relation:
    return Relation(operands, ("=",) * (len(operands) - 1))


θ, λ, μ, σ, π, n, x, p = symbols("θ λ μ σ π n x p")
PI, E = Constant("π"), Constant("e")
xᵢ, σ2 = observation("x"), Symbol("σ²")
rest = Add((ONE, Negate(θ)))
three, seven, ten = number("3"), number("7"), number("10")
deviation = Add((xᵢ, Negate(μ)))
of_θ = (θ,)

LOOKS: list[tuple[Expression, str, str]] = [
    # the coin
    (
        equation(Apply("L", of_θ), Multiply((Power(θ, seven), Power(rest, three)))),
        "L(θ) = θ⁷(1 − θ)³",
        r"L(\theta) = \theta^7(1 - \theta)^3",
    ),
    (
        equation(Apply("ℓ", of_θ), Add((Multiply((seven, log(θ))), Multiply((three, log(rest)))))),
        "ℓ(θ) = 7 log θ + 3 log(1 − θ)",
        r"\ell(\theta) = 7\log\theta + 3\log(1 - \theta)",
    ),
    (
        equation(Apply("ℓ", of_θ, (), 1), Add((Divide(seven, θ), Negate(Divide(three, rest))))),
        "ℓ′(θ) = 7/θ − 3/(1 − θ)",
        r"\ell'(\theta) = \frac{7}{\theta} - \frac{3}{1 - \theta}",
    ),
    (equation(Multiply((seven, rest)), Multiply((three, θ))), "7(1 − θ) = 3θ", r"7(1 - \theta) = 3\theta"),
    (
        equation(Hat(θ), Divide(seven, ten), number("0.7")),
        "θ̂ = 7/10 = 0.7",
        r"\hat{\theta} = \frac{7}{10} = 0.7",
    ),
    # the normal sample
    (
        Add((
            Negate(Multiply((Divide(n, TWO), log(Multiply((TWO, PI, Power(σ, TWO))))))),
            Negate(Multiply((Divide(ONE, Multiply((TWO, Power(σ, TWO)))), sample_sum(Power(deviation, TWO))))),
        )),
        "−(n/2) log(2πσ²) − (1/(2σ²)) Σ(xᵢ − μ)²",
        r"-\frac{n}{2}\log(2\pi\sigma^2) - \frac{1}{2\sigma^2}\sum_{i=1}^{n} (x_i - \mu)^2",
    ),
    (equation(sample_sum(deviation), ZERO), "Σ(xᵢ − μ) = 0", r"\sum_{i=1}^{n} (x_i - \mu) = 0"),
    (equation(sample_sum(xᵢ), Multiply((n, μ))), "Σxᵢ = nμ", r"\sum_{i=1}^{n} x_i = n\mu"),
    (
        equation(Hat(μ), Divide(Add((number("72"), number("75"))), TWO)),
        "μ̂ = (72 + 75)/2",
        r"\hat{\mu} = \frac{72 + 75}{2}",
    ),
    (Hat(σ2), "σ̂²", r"\hat{\sigma}^2"),
    (Power(σ2, TWO), "σ⁴", r"\sigma^4"),
    (Power(Hat(σ2), number("5")), "σ̂¹⁰", r"\hat{\sigma}^{10}"),
    (Power(σ2, n), "(σ²)ⁿ", r"(\sigma^2)^n"),
    (Derivative(Derivative(Apply("ℓ", ()), μ, 1, True), σ2, 1, True), "∂²ℓ/∂σ²∂μ",
     r"\frac{\partial^2 \ell}{\partial \sigma^2 \partial \mu}"),
    (Derivative(Derivative(log(μ), μ, 1, True), μ, 1, True), "∂/∂μ[∂/∂μ[log μ]]",
     r"\frac{\partial}{\partial \mu}\left[ \frac{\partial}{\partial \mu}[\log\mu] \right]"),
    # sums and products over the sample
    (
        Multiply((Power(θ, sample_sum(xᵢ)), Power(rest, Add((n, Negate(sample_sum(xᵢ))))))),
        "θ^(Σxᵢ) (1 − θ)^(n − Σxᵢ)",
        r"\theta^{\sum_{i=1}^{n} x_i}(1 - \theta)^{n - \sum_{i=1}^{n} x_i}",
    ),
    (sample_product(Call("factorial", (xᵢ,))), "Πxᵢ!", r"\prod_{i=1}^{n} x_i!"),
    (Multiply((sample_sum(xᵢ), log(θ))), "(Σxᵢ) log θ", r"\left( \sum_{i=1}^{n} x_i \right)\log\theta"),
    (Divide(sample_sum(xᵢ), n), "(Σxᵢ)/n", r"\frac{\sum_{i=1}^{n} x_i}{n}"),
    (sample_sum(Divide(xᵢ, θ)), "Σ(xᵢ/θ)", r"\sum_{i=1}^{n} \frac{x_i}{\theta}"),
    (sample_sum(log(xᵢ)), "Σ log xᵢ", r"\sum_{i=1}^{n} \log x_i"),
    (sample_sum(log(Call("factorial", (xᵢ,)))), "Σ log xᵢ!", r"\sum_{i=1}^{n} \log x_i!"),
    (
        sample_product(Multiply((λ, Power(E, Negate(Multiply((λ, xᵢ))))))),
        "Π λ e^(−λxᵢ)",
        r"\prod_{i=1}^{n} \lambda e^{-\lambda x_i}",
    ),
    (sample_product(Apply("f", (xᵢ,), of_θ)), "Π f(xᵢ | θ)", r"\prod_{i=1}^{n} f(x_i \mid \theta)"),
    (Summation(Symbol("j"), "j", ONE, Symbol("k")), "Σ_{j=1}^{k} j", r"\sum_{j=1}^{k} j"),
    (Call("mean", (x,)), "x̄", r"\bar{x}"),
    (Call("max", (x,)), "max(x)", r"\max(x)"),
    (OrderStatistic("x", ONE), "x_(1)", "x_{(1)}"),
    (Indexed("x", three), "x₃", "x_3"),
    (Indexed("x", n), "xₙ", "x_n"),
    (Indexed("x", Add((Symbol("i"), ONE))), "x[i + 1]", "x_{i + 1}"),
    # names
    (Symbol("p_1"), "p₁", "p_1"),
    (Hat(Symbol("p_1")), "p̂₁", r"\hat{p}_1"),
    (Symbol("x_m"), "xₘ", "x_m"),
    (Multiply((Symbol("p_1"), Symbol("p_2"))), "p₁ p₂", "p_1 p_2"),
    # numbers
    (
        Relation((Power(number("0.5"), number("20")), Divide(ONE, number("1048576")),
                  Number(Fraction(95, 10**8), "9.5×10^-7")), ("=", "≈")),
        "0.5²⁰ = 1/1048576 ≈ 9.5 × 10⁻⁷",
        r"0.5^{20} = \frac{1}{1048576} \approx 9.5 \times 10^{-7}",
    ),
    (
        Relation((Negate(log(number("0.5"))), log(TWO), number("0.693")), ("=", "≈")),
        "−log 0.5 = log 2 ≈ 0.693",
        r"-\log 0.5 = \log 2 \approx 0.693",
    ),
    (Multiply((TWO, three)), "2·3", r"2 \cdot 3"),
    (Multiply((Divide(seven, ten), θ)), "(7/10)θ", r"\frac{7}{10}\theta"),
    (Multiply((Number(Fraction(7, 10), "70%"), θ)), "70% θ", r"70\%\theta"),
    # powers, functions
    (Call("exp", (Negate(λ),)), "exp(−λ)", r"\exp(-\lambda)"),
    (Power(E, Negate(λ)), "e^(−λ)", r"e^{-\lambda}"),
    (Power(E, Negate(Divide(x, θ))), "e^(−x/θ)", r"e^{-x/\theta}"),
    (Power(θ, Negate(ONE)), "θ⁻¹", r"\theta^{-1}"),
    (Power(Power(θ, TWO), three), "(θ²)³", r"(\theta^2)^3"),
    (Power(θ, Power(TWO, three)), "θ^(2³)", r"\theta^{2^3}"),
    (Power(rest, n), "(1 − θ)ⁿ", r"(1 - \theta)^n"),
    (Call("sqrt", (Multiply((TWO, PI, Power(σ, TWO))),)), "√(2πσ²)", r"\sqrt{2\pi\sigma^2}"),
    (Power(log(θ), TWO), "(log θ)²", r"(\log\theta)^2"),
    (log(Power(θ, seven)), "log(θ⁷)", r"\log(\theta^7)"),
    (log(Apply("L", of_θ)), "log L(θ)", r"\log L(\theta)"),
    (log(Call("binomial", (n, Symbol("k")))), "log C(n, k)", r"\log\binom{n}{k}"),
    (log(Divide(ONE, θ)), "log(1/θ)", r"\log\left( \frac{1}{\theta} \right)"),
    (Call("binomial", (ten, seven)), "C(10, 7)", r"\binom{10}{7}"),
    (Call("log2", (x,)), "log₂(x)", r"\log_2(x)"),
    (Call("log", (x, three)), "log_3(x)", r"\log_3(x)"),
    (Call("abs", (deviation,)), "|xᵢ − μ|", r"|x_i - \mu|"),
    (Multiply((n, log(θ))), "n log θ", r"n\log\theta"),
    (Multiply((log(θ), n)), "(log θ)n", r"(\log\theta)n"),
    # brackets
    (Negate(Negate(θ)), "−(−θ)", r"-(-\theta)"),
    (Add((θ, Negate(rest))), "θ − (1 − θ)", r"\theta - (1 - \theta)"),
    (Multiply((θ, Negate(λ))), "θ(−λ)", r"\theta(-\lambda)"),
    (Multiply((θ, Multiply((λ, μ)))), "θ(λμ)", r"\theta(\lambda\mu)"),
    (Divide(Divide(θ, λ), μ), "(θ/λ)/μ", r"\frac{\frac{\theta}{\lambda}}{\mu}"),
    (Divide(Multiply((n, μ)), TWO), "nμ/2", r"\frac{n\mu}{2}"),
    # functions of the problem, derivatives
    (Apply("f", (x,), of_θ), "f(x | θ)", r"f(x \mid \theta)"),
    (equation(Apply("P", (Text("cat"),)), number("0.5")), 'P("cat") = 0.5', r'P(\text{"cat"}) = 0.5'),
    (Apply("P", (Text("##ing"),)), 'P("##ing")', r'P(\text{"\#\#ing"})'),
    (Apply("P", (Text("{a_b}$"),)), 'P("{a_b}$")', r'P(\text{"\{a\_b\}\$"})'),
    (Apply("P", (Text("\\end{~^"),)), 'P("\\end{~^")',
     r'P(\text{"\textbackslash{}end\{\textasciitilde{}\textasciicircum{}"})'),
    (Apply("ℓ", of_θ, (), 2), "ℓ″(θ)", r"\ell''(\theta)"),
    (Derivative(Apply("ℓ", ()), μ, 1, True), "∂ℓ/∂μ", r"\frac{\partial \ell}{\partial \mu}"),
    (Derivative(Apply("ℓ", ()), μ, 2, True), "∂²ℓ/∂μ²", r"\frac{\partial^2 \ell}{\partial \mu^2}"),
    (Derivative(Symbol("Λ"), p, 1, True), "∂Λ/∂p", r"\frac{\partial \Lambda}{\partial p}"),
    (Derivative(log(θ), θ), "d/dθ[log θ]", r"\frac{d}{d\theta}[\log\theta]"),
    # sets and statements
    (Relation((ZERO, θ, ONE), ("<", "≤")), "0 < θ ≤ 1", r"0 < \theta \le 1"),
    (Relation((θ, Interval(ZERO, INFINITY, False, False)), ("∈",)), "θ ∈ (0, ∞)", r"\theta \in (0, \infty)"),
    (SetOf((ONE, TWO)), "{1, 2}", r"\{1, 2\}"),
    (Indicator(Relation((x, θ), ("≤",))), "1{x ≤ θ}", r"\mathbf{1}\{x \le \theta\}"),
    (Add((ONE, PlusMinus(x))), "1 ± x", r"1 \pm x"),
    (
        Chain((equation(seven, Multiply((ten, θ))), equation(θ, number("0.7"))), ("→",)),
        "7 = 10θ → θ = 0.7",
        r"7 = 10\theta \to \theta = 0.7",
    ),
    (
        Several((equation(θ, ONE), equation(θ, Negate(TWO))), "or"),
        "θ = 1 or θ = −2",
        r"\theta = 1 \text{ or } \theta = -2",
    ),
]


@pytest.mark.parametrize(("tree", "as_plain", "as_latex"), LOOKS, ids=[row[1] for row in LOOKS])
def test_looks(tree: Expression, as_plain: str, as_latex: str) -> None:
    assert plain(tree) == as_plain
    assert latex(tree) == as_latex


# σ² is the parameter where it is a name of its own; elsewhere it is a power.
VARIANCE = Scope(names=frozenset(("σ²", "μ")), variables=frozenset("x"), functions=frozenset("ℓ"))


def test_square_with_an_index_is_raised_like_one_without() -> None:
    fourth = Power(Symbol("σ_1²"), TWO)
    assert (plain(fourth), latex(fourth)) == ("σ₁⁴", r"\sigma_1^4")
    assert read("σ₁⁴", Scope(names=frozenset(("σ_1²",)))) == fourth


@pytest.mark.parametrize("tree", [row[0] for row in LOOKS], ids=[row[1] for row in LOOKS])
def test_looks_read_back(tree: Expression) -> None:
    scope = VARIANCE if any(node == σ2 for node in walk(tree)) else Scope()
    assert read(plain(tree), scope) == tree
    assert read(latex(tree), scope) == tree


@pytest.mark.parametrize("text", [
    "ℓ(σ²) = −(n/2) log(2πσ²) − (1/(2σ²)) Σ(xᵢ − μ)²",
    "∂ℓ/∂σ² = −n/(2σ²) + (1/(2σ⁴)) Σ(xᵢ − μ)²",
    "∂²ℓ/∂(σ²)² = n/(2σ⁴) − (1/σ⁶) Σ(xᵢ − μ)²",
    "σ̂² = (1/n) Σ(xᵢ − x̄)²",
    "√(2πσ²)",
])
def test_variance_as_a_name(text: str) -> None:
    tree = read(text, VARIANCE)
    assert σ2 in set(walk(tree))
    assert plain(tree) == text
    assert read(latex(tree), VARIANCE) == tree


@pytest.mark.parametrize("text", [
    "θ ∈ (0, ∞)", "a = 1 or b = 2, c = 3", "a = b → c = d, e = f; g = h", "a = 1 and b = 2 or c = 3", "Σx₁",
    "Σ_{j=0}^{k} j²", "C(n, k) θᵏ(1 − θ)^(n − k)", "β·(1 − θ)", "f(x | θ) = θx^(θ − 1)", "2|x|", "x! y", "2√3·θ",
    "log_3(x)", "log₂(x)", "±2", "(log θ)/n", "n/log θ", "n/Σxᵢ", "θ = 1 ± √2", "x₍₁₎", "θ^(Σxᵢ) (1 − θ)^(n − Σxᵢ)",
    "E(1/θ − 2|xᵢ|/θ²) = 0", "f(x | 2|θ|)", "P(|x| | |y|)", "E(2(|x| + 1) | θ)",
])
def test_plain_text_is_stable(text: str) -> None:
    """What is printed prints the same once it is read."""
    written = plain(read(text))
    assert read(written) == read(text)
    assert plain(read(written)) == written
    assert read(latex(read(text))) == read(text)


AMBIGUOUS = (Multiply((Divide(ONE, TWO), θ)), log(Multiply((TWO, θ))), Divide(log(θ), TWO), Multiply((log(θ), λ)))


@pytest.mark.parametrize("tree", AMBIGUOUS, ids=map(plain, AMBIGUOUS))
def test_nothing_with_two_readings_is_written(tree: Expression) -> None:
    assert readings(plain(tree)) == [tree]
    assert readings(latex(tree)) == [tree]


SYMBOLS = [("θ", "λ"), ("θ", "λ", "n", "a", "μ"), ("p", "q", "σ"), ("p_1", "p_2", "θ"), ("x_m", "α", "b")]


@pytest.mark.parametrize("seed", range(4))
def test_random_expressions_read_back(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(500):
        tree = random_expression(rng, rng.randint(1, 4), rng.choice(SYMBOLS))
        assert read(plain(tree)) == tree
        assert read(latex(tree)) == tree


@pytest.mark.parametrize("seed", range(4))
def test_random_lines_of_any_kind_read_back(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(500):
        tree = random_reading(rng, rng.randint(1, 3))
        assert reads_back(plain(tree), tree), plain(tree)
        assert reads_back(latex(tree), tree), latex(tree)


def reads_back(written: str, tree: Expression) -> bool:
    """Whether the text reads to the tree, or is refused for the size of a number in it."""
    try:
        return read(written) == tree
    except ReadError as fault:
        return any(word in str(fault) for word in ("beyond", "binary digits"))


@pytest.mark.parametrize("depth", [4, 8])
def test_writers_take_a_few_calls_a_node(depth: int) -> None:
    rng = random.Random(0)
    trees = [random_expression(rng, depth) for _ in range(300)]
    nodes = sum(1 for tree in trees for _ in walk(tree))
    assert calls_of(lambda: [(plain(tree), latex(tree)) for tree in trees]) < 15 * nodes


@pytest.mark.parametrize("line", [
    Hat(Symbol("rate")), Hat(Symbol("rate_1")), Call("mean", (Symbol("clicks"),)), observation("clicks"),
    Multiply((Symbol("n"), Symbol("rate"))),
    Relation((Hat(Symbol("rate")), Call("mean", (Symbol("clicks"),))), ("=",)),
])
def test_words_as_names_read_back(line: Expression) -> None:
    scope = Scope(frozenset({"rate", "rate_1"}), frozenset({"clicks"}))
    assert read(plain(line), scope) == line
    assert read(latex(line), scope) == line
