"""What declared names change: a declared name wins, an undeclared one is a fault with a suggestion."""

from __future__ import annotations

import pytest
from tree_shape import shape

from derive.notation.reader import ReadError, Scope, normal_name, read


def scope(names: str = "", variables: str = "", squares: str = "", functions: str | None = None) -> Scope:
    return Scope(
        frozenset(names.split()), frozenset(variables.split()), frozenset(squares.split()),
        None if functions is None else frozenset(functions.split()), open_names=False,
    )  # fmt: skip


POWER = scope("θ", "x")
NORMAL = scope("μ σ²", "x", functions="ℓ")
CATEGORIES = scope("p_1 p_2 p_3")
PARETO = scope("x_m α", "x")
LINE = scope("a b rate alpha0", "x y")

READS: list[tuple[Scope, str, str]] = [
    (POWER, "θ x^(θ-1)", "(* θ (^ x (+ θ (- 1))))"),
    (POWER, r"\theta x^{\theta-1}", "(* θ (^ x (+ θ (- 1))))"),
    (POWER, "nθ", "(* n θ)"),
    (POWER, "xθ", "(* x θ)"),
    (POWER, "θe^{-θx}", "(* θ (^ #e (- (* θ x))))"),
    (POWER, "xi + x1 + xn + x[2]", "(+ x[i] x[1] x[n] x[2])"),
    (POWER, "Σ_{j=1}^n x_j", "(Σ j=1..n x[j])"),
    (POWER, "Sum(x_j, (j, 1, n))", "(Σ j=1..n x[j])"),
    (POWER, "Γ(θ) + β(θ, x) + C(n, x)", "(+ (Γ θ) (B θ x) (binomial n x))"),
    (POWER, "X", "x"),
    (POWER, "I(x < θ)", "(1 (x < θ))"),
    # the variance as parameter
    (NORMAL, "σ²", "σ²"),
    (NORMAL, r"\sigma^2 + σ^2 + sigma**2 + σ^{2}", "(+ σ² σ² σ² σ²)"),
    (NORMAL, "σ", "(sqrt σ²)"),
    (NORMAL, "σ^4 + σ⁴ + σ^{4} + (σ²)²", "(+ (^ σ² 2) (^ σ² 2) (^ σ² 2) (^ σ² 2))"),
    (NORMAL, "σ^3", "(^ (sqrt σ²) 3)"),
    (NORMAL, "σ̂⁶", "(^ (hat σ²) 3)"),
    (NORMAL, "∂²ℓ/∂σ⁴ + ∂²ℓ/∂(σ²)²", "(+ (∂2 σ² ℓ()) (∂2 σ² ℓ()))"),
    (NORMAL, "∂²ℓ/∂σ²∂μ", "(∂1 σ² (∂1 μ ℓ()))"),
    (NORMAL, "(σ²)²", "(^ σ² 2)"),
    (NORMAL, r"σ̂² + \hat\sigma^2 + \hat{\sigma}^2 + \hat{\sigma^2}", "(+ (hat σ²) (hat σ²) (hat σ²) (hat σ²))"),
    (NORMAL, "σ̂", "(sqrt (hat σ²))"),
    (NORMAL, "∂ℓ/∂σ²", "(∂1 σ² ℓ())"),
    (NORMAL, "log(2πσ²)", "(log (* 2 #π σ²))"),
    (scope("σ"), "σ²", "(^ σ 2)"),
    # names with an index
    (CATEGORIES, "p_1 + p1 + p₁ + p_{1}", "(+ p_1 p_1 p_1 p_1)"),
    (CATEGORIES, "p_1p_2", "(* p_1 p_2)"),
    (CATEGORIES, "p_1(1-p_2)", "(* p_1 (+ 1 (- p_2)))"),
    (CATEGORIES, "p_1 + … + p_3", "(+ p_1 p_2 p_3)"),
    (CATEGORIES, "Σ_j p_j", "(Σ j=1..n p[j])"),
    (PARETO, "α log x_m", "(* α (log x_m))"),
    (PARETO, "Σ ln x_i - n ln x_m", "(+ (Σ i=1..n (log x[i])) (- (* n (log x_m))))"),
    # products of declared letters
    (LINE, "ab", "(* a b)"),
    (LINE, "abx", "(* a b x)"),
    (LINE, "a + bx", "(+ a (* b x))"),
    (LINE, "rate x", "(* rate x)"),
    (LINE, "alpha0 + α0 + α_0", "(+ α_0 α_0 α_0)"),
    (LINE, "sum(x y)", "(Σ i=1..n (* x[i] y[i]))"),
    (scope("ab a b"), "ab", "ab"),
    # names that are something else elsewhere
    (scope("e π i n"), "e + π + i + n", "(+ e π i n)"),
    (scope("beta gamma Γ C N S E W"), "β(1-γ) + C(2-N)", "(+ (* β (+ 1 (- γ))) (* C (+ 2 (- N))))"),
    (scope("X x"), "X + x", "(+ X x)"),
    (scope("", "X"), "X_i + x_i", "(+ x[i] x[i])"),
    (scope("ξ", "x"), "xi + ξ", "(+ x[i] ξ)"),
    (scope("xi", ""), "xi + ξ", "(+ ξ ξ)"),
    (scope("p q", functions="p"), "p(1-p) + p(q | p)", "(+ (* p (+ 1 (- p))) p(q | p))"),
    (scope("d c"), "d/d c", "(* (/ d d) c)"),
]

REFUSED: list[tuple[Scope, str, int, str, str | None]] = [
    (POWER, "k θ exp(-θ x)", 1, "'k' is not declared", None),
    (POWER, "θ^k", 3, "'k' is not declared", None),
    (POWER, "2 thet x", 3, "unknown name 'thet'", "did you mean theta?"),
    (POWER, r"x + \thetta", 5, r"unknown command '\thetta'", "did you mean theta?"),
    (POWER, "x_j", 1, "'x_j' is not declared", None),
    (POWER, "Σ_{j=1}^k x_j", 9, "'k' is not declared", None),
    (POWER, "1 + L(θ)", 5, "'L' is not declared", None),
    (POWER, "f(x)", 1, "'f' is not declared", None),
    (POWER, "ȳ", 1, "unknown name 'ȳ'", None),
    (POWER, "1 - Θ", 5, "'Θ' is not declared", "did you mean θ?"),
    (POWER, "exq(θ)", 1, "unknown name 'exq'", None),
    (POWER, "x_m", 1, "'x_m' is not declared", None),
    (CATEGORIES, "p_4", 1, "unknown name 'p_4'", "declared are p_1, p_2, p_3"),
    (LINE, "rates x", 1, "unknown name 'rates'", "did you mean rate?"),
    (LINE, "a + c x", 5, "'c' is not declared", None),
    (LINE, "qux", 1, "unknown name 'qux'", "write the factors of a product apart: a b"),
]


@pytest.mark.parametrize(("names", "text", "tree"), READS)
def test_declared_names(names: Scope, text: str, tree: str) -> None:
    assert shape(read(text, names)) == tree


@pytest.mark.parametrize(("names", "text", "column", "message", "suggestion"), REFUSED)
def test_undeclared_names(names: Scope, text: str, column: int, message: str, suggestion: str | None) -> None:
    with pytest.raises(ReadError) as caught:
        read(text, names)
    assert (caught.value.column, caught.value.message) == (column, message)
    assert caught.value.suggestion
    assert suggestion is None or caught.value.suggestion == suggestion


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("theta", "θ"), (r"\theta", "θ"), ("θ", "θ"), ("µ", "μ"), ("θ1", "θ_1"), ("θ₁", "θ_1"), (r"\theta_{1}",
        "θ_1"),
        ("theta_1", "θ_1"), ("sigma^2", "σ²"), ("σ²", "σ²"), (r"\sigma^{2}", "σ²"), ("x_m", "x_m"), ("x_min",
        "x_min"),
        ("rate", "rate"), ("p_10", "p_10"), ("lambda_max", "λ_max"), (" N ", "N"), ("ℓ", "ℓ"), ("alpha0", "α_0"),
    ],
)  # fmt: skip
def test_one_spelling_of_a_name(spelled: str, name: str) -> None:
    assert normal_name(spelled) == name


@pytest.mark.parametrize("text", ["", "1", "a b", "a+b", "x̄", "x_1_2", "θ̂", "a" * 300 + "!", "\0", "x[1]", "²"])
def test_what_is_no_name(text: str) -> None:
    with pytest.raises(ReadError):
        Scope(frozenset((text,)))


def test_words_are_texts() -> None:
    tokens = Scope(functions=frozenset("pP"), words=frozenset(("cat", "the")), open_names=True)
    assert shape(read("-log p(cat) = -log 0.5", tokens)) == '((- (log p("cat"))) = (- (log 0.5)))'
    assert shape(read("P(the, cat)", tokens)) == 'P("the" "cat")'
    with pytest.raises(ReadError, match="dog"):
        read("p(dog)", tokens)


def test_a_scope_that_declares_nothing_is_open() -> None:
    assert shape(read("q_3 x̄ + λ", Scope())) == "(+ (* q_3 (mean x)) λ)"
    with pytest.raises(ReadError):
        read("q", Scope(open_names=False))
    assert shape(read("2 + 3", Scope(open_names=False))) == "(+ 2 3)"
    assert shape(read("q θ", Scope(frozenset("θ"), open_names=True))) == "(* q θ)"


def test_scopes_compare_by_what_they_declare() -> None:
    assert Scope(frozenset(("theta",))) == Scope(frozenset("θ"))
    assert hash(Scope(frozenset(("theta",)))) == hash(Scope(frozenset("θ")))
