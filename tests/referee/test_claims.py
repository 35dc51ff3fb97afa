"""For each claim lines that follow, and near misses that must be refused.

A row: the lines before, each with its claim (None: given); the claim; what follows; what does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from derive.claims.claim import Claim
from derive.claims.equations import Combined, Each, Equivalent, Root, Roots, Selected, SetToZero, Substituted
from derive.claims.maxima import AtEnd, ConcaveSum, NoMaximum, SignChange, SignOfDerivative, Unused
from derive.claims.values import Differentiated, Equal, Given, Holds, Logarithm, Negated, UpToConstant
from derive.domains import NON_NEGATIVE, POSITIVE, PROBABILITY, REAL, Domain
from derive.expressions import ONE, ZERO, Expression, Symbol
from derive.notation.reader import read
from derive.records import replace
from derive.referee import NotProved, prove
from derive.steps import Column, Setting, Step, Verified

OPEN = Domain(ZERO, ONE)
SETTING = Setting(
    domains={
        "θ": OPEN,
        "p": PROBABILITY,
        "λ": POSITIVE,
        "κ": NON_NEGATIVE,
        "μ": REAL,
        "v": POSITIVE,
        "s": Domain(ZERO, Symbol("n")),
        "q": PROBABILITY,
        "r": PROBABILITY,
        "N": Domain(lower=ZERO, lower_closed=True, integer=True),
    },
    supports={"x": Domain(lower=ZERO)},
)
DATA = Setting(
    domains=SETTING.domains,
    supports={"x": NON_NEGATIVE},
    columns={"x": Column((Fraction(1), Fraction(2), Fraction(4)))},
    size=3,
)


EXPONENTIAL_SCORE = (
    "ℓ'(λ) = -3 exp(-λ)/(1 + exp(-λ)) + exp(-λ)/(1 - exp(-λ))",
    Differentiated("λ"),
)


@dataclass(frozen=True)
class Row:
    """Lines and their fate."""

    before: tuple[tuple[str, Claim | None], ...]
    claim: Claim
    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    setting: Setting = field(default=SETTING)


def tree(text: str) -> Expression:
    return read(text)


def attempt(row: Row, after: str) -> Step:
    """The step proved behind the lines of the row; raises NotProved."""
    given, steps, previous = [], [], None
    for text, claim in row.before:
        line = tree(text)
        if claim is None:
            given.append(line)
        steps.append(Step("earlier", None if claim is None else previous, line, claim or Given(), ""))
        previous = line
    steps.append(Step("tried", previous, tree(after), row.claim, ""))
    setting = row.setting
    setting = replace(setting, given=setting.given + tuple(given))
    return prove(tuple(steps), setting)[-1]


LOG = ("ℓ(θ) = 7 log θ + 3 log(1-θ)", None)
SCORE = ("ℓ'(θ) = 7/θ - 3/(1-θ)", Differentiated("θ"))
SET = ("7/θ - 3/(1-θ) = 0", SetToZero())
ROWS = {
    "given": Row(
        (),
        Given(),
        ("f(x | θ) = θ^x (1-θ)^(1-x)", "c = log 2"),
        (
            "f(x | θ) = θ^x (1+θ)^(1-x)",
            "θ = 1/2",
            "0 < 1",
            "f(x | θ) = 1",
            "d = d + 1",
            "log 2 = 0.7",
            "n = 3",
            "c = log(-2)",
        ),
        Setting(domains={"θ": OPEN}, given=(tree("f(x | θ) = θ^x (1-θ)^(1-x)"),)),
    ),
    "defined under a condition": Row(
        (("p + q = 1", None), ("ℓ(p, q) = 3 log p + 5 log q", None)),
        Given(),
        ("Λ = 3 log p + 5 log q + k(1 - p - q)",),
        (
            "Λ = 3 log p + 5 log q + k(2 - p - q)",
            "Λ = 3 log p + 4 log q + k(1 - p - q)",
            "Λ = 3 log p + 5 log q + k(1 - p + q)",
            "ℓ = 3 log p + 5 log q + k(1 - p - q)",
        ),
    ),
    "equal": Row(
        (("L(θ) = θ^7 (1-θ)^3", None),),
        Equal(),
        (
            "L(θ) = (1-θ)^3 θ^7",
            "L(θ) = θ^8 (1-θ)^3/θ",
            "L(θ) = θ^7 (1-θ)^3 = θ^7 (1 - 3θ + 3θ^2 - θ^3)",
            "θ^7 (1-θ)^3",
            "L(θ) = exp(7 log θ + 3 log(1-θ))",
            "L(θ) = θ^7 (1-θ)^3 > 0",
        ),
        (
            "L(θ) = θ^8 (1-θ)^3",
            "L(θ) = θ^7 (1+θ)^3",
            "L(θ) = -θ^7 (1-θ)^3",
            "L(θ) = (1-θ)^3",
            "M(θ) = θ^7 (1-θ)^3",
            "L(θ) = θ^7 (1-θ)^3 = θ^7 (1 - 3θ + 3θ^2)",
            "L(θ) = θ^7 (1-θ)^3 < 0",
            "L'(θ) = θ^7 (1-θ)^3",
            "exp(7 log(-θ) + 3 log(1-θ))",
            "L(μ) = θ^7 (1-θ)^3",
            "θ = θ^7 (1-θ)^3",
            "L(θ) ≈ θ^6 (1-θ)^3",
        ),
    ),
    "equal over the sample": Row(
        (("f(x | θ) = θ e^(-θ x)", None), ("L(θ) = Π f(x_i | θ)", None)),
        Equal(),
        ("L(θ) = Π θ e^(-θ x_i)", "L(θ) = θ^n e^(-θ Σ x_i)", "L(θ) = exp(n log θ - θ n x̄)"),
        ("L(θ) = θ e^(-θ Σ x_i)", "L(θ) = θ^n e^(θ Σ x_i)", "L(θ) = θ^n e^(-Σ x_i)", "L(θ) = Π f(x_i | 1-θ)"),
    ),
    "equal at the data": Row(
        (("L(λ) = λ^n e^(-λ Σ x_i)", None),),
        Equal(at_data=True),
        ("L(λ) = λ^3 e^(-7λ)", "L(λ) = λ^n e^(-λ(1+2+4))"),
        ("L(λ) = λ^3 e^(-8λ)", "L(λ) = λ^4 e^(-7λ)"),
        DATA,
    ),
    "equal without the data": Row((("L(λ) = λ^n", None),), Equal(), ("L(λ) = λ^(n+1)/λ",), ("L(λ) = λ^3",), DATA),
    "rounded": Row(
        (("H = log 2", None),),
        Equal(),
        ("H = log 2 ≈ 0.693", "H = -log 0.5 ≈ 0.6931", "H ≈ 69%"),
        (
            "H = log 2 ≈ 0.694",
            "H = log 2 = 0.693",
            "H = log 2 ≈ 0.692",
            "H ≈ -0.693",
            "H = log 2 ≈ 0.69 ≈ 0.7 ≈ 0.6",
        ),
    ),
    "a chain from nothing": Row(
        (),
        Equal(),
        ("-log 0.5 = log 2 ≈ 0.693", "1 + 1 = 2", "K = 2 + 2 = 4", "Σ_{k=1}^{4} k = 10"),
        (
            "-log 0.5 = log 3",
            "1 + 1 = 3",
            "K = 2 + 2 = 5",
            "log 2",
            "θ = 1/2",
            "2 + 2 < 4",
        ),
    ),
    "an infinite loss": Row(
        (),
        Equal(),
        (
            "NLL = -log 0 = ∞",
            "-log 0 = ∞",
            "(-log 0 - log 0.5)/2 = ∞",
            "exp(-log 0) = ∞",
            "-2 log 0 = ∞",
            "log 0 = -∞",
        ),
        (
            "NLL = -log 0 = -∞",
            "-log 1 = ∞",
            "log 0 - log 0 = ∞",
            "-log 0 = 5",
            "0 log 0 = ∞",
            "log 0 = ∞",
            "exp(log 0) = ∞",
        ),
    ),
    "below infinity": Row((), Holds(), ("log 2 < ∞", "-∞ < 3"), ("∞ < ∞", "∞ < log 2", "∞ < -∞", "3 > ∞")),
    "logarithm": Row(
        (("L(θ) = 120 θ^7 (1-θ)^3", None),),
        Logarithm(),
        (
            "ℓ(θ) = log 120 + 7 log θ + 3 log(1-θ)",
            "ℓ(θ) = log(120 θ^7 (1-θ)^3)",
            "log 120 + log(θ^7) + 3 log(1-θ)",
        ),
        (
            "ℓ(θ) = 7 log θ + 3 log(1-θ)",
            "ℓ(θ) = log 120 + 7 log θ - 3 log(1-θ)",
            "ℓ(θ) = log 120 + 7 log θ + 3 log(θ-1)",
            "ℓ(θ) = log 120 + 7 log θ · 3 log(1-θ)",
            "ℓ(θ) = log 120 + 7 log(-θ) + 3 log(1-θ)",
            "ℓ'(θ) = log(120 θ^7 (1-θ)^3)",
            "L(θ) = log(120 θ^7 (1-θ)^3)",
            "ℓ(θ) = log 120 + log(θ)^7 + 3 log(1-θ)",
        ),
    ),
    "logarithm of a square": Row(
        (("L(μ) = (μ-1)^2", None),),
        Logarithm(),
        ("ℓ(μ) = log((μ-1)^2)",),
        (
            "ℓ(μ) = 2 log(μ-1)",
            "ℓ(μ) = 2 log(1-μ)",
        ),
    ),
    "negated": Row(
        (("ℓ = log 0.5", None),),
        Negated(),
        ("NLL = -log 0.5", "NLL = log 2 ≈ 0.693"),
        (
            "NLL = log 0.5",
            "NLL = -log 0.5 = -log 2",
            "ℓ = log 2",
            "NLL = log 3",
        ),
    ),
    "differentiated": Row(
        (LOG,),
        Differentiated("θ"),
        (
            "ℓ'(θ) = 7/θ - 3/(1-θ)",
            "dℓ/dθ = (7 - 10θ)/(θ(1-θ))",
            "7/θ + 3/(θ-1)",
            "ℓ'(θ) = 7/θ - 3/(1-θ) = (7-10θ)/(θ(1-θ))",
        ),
        (
            "ℓ'(θ) = 7/θ + 3/(1-θ)",
            "ℓ(θ) = 7/θ - 3/(1-θ)",
            "ℓ''(θ) = 7/θ - 3/(1-θ)",
            "ℓ'(θ) = 8/θ - 3/(1-θ)",
            "ℓ'(θ) = 7/θ",
            "L'(θ) = 7/θ - 3/(1-θ)",
            "dℓ/dμ = 7/θ - 3/(1-θ)",
            "ℓ'(θ) = 7/θ - 3/(1-θ) = (7-9θ)/(θ(1-θ))",
            "-(7/θ - 3/(1-θ))",
        ),
    ),
    "differentiated twice": Row(
        (LOG,),
        Differentiated("θ", 2),
        ("ℓ''(θ) = -7/θ^2 - 3/(1-θ)^2", "d²ℓ/dθ² = -7/θ^2 - 3/(1-θ)^2"),
        (
            "ℓ'(θ) = -7/θ^2 - 3/(1-θ)^2",
            "ℓ''(θ) = -7/θ^2 + 3/(1-θ)^2",
            "ℓ''(θ) = 7/θ - 3/(1-θ)",
        ),
    ),
    "differentiated for another": Row(
        (("ℓ(μ, v) = -(1/(2v)) Σ(x_i-μ)^2 - (n/2) log v", None),),
        Differentiated("v"),
        ("∂ℓ/∂v = (1/(2v^2)) Σ(x_i-μ)^2 - n/(2v)",),
        (
            "∂ℓ/∂μ = (1/(2v^2)) Σ(x_i-μ)^2 - n/(2v)",
            "∂ℓ/∂v = -(1/(2v^2)) Σ(x_i-μ)^2 - n/(2v)",
            "∂ℓ/∂v = (1/v^2) Σ(x_i-μ)^2 - n/(2v)",
            "∂ℓ/∂v = (1/v) Σ(x_i-μ)",
            "∂ℓ/∂v = (1/(2v^2)) Σ(x_i-μ)^2 - 1/(2v)",
        ),
    ),
    "up to a constant": Row(
        (("ℓ(θ) = log 120 + 7 log θ + log(μ^2+1)", None),),
        UpToConstant(("θ",)),
        (
            "ℓ(θ) = 7 log θ",
            "7 log θ + 5",
            "ℓ(θ) = log 120 + 7 log θ",
        ),
        ("ℓ(θ) = 8 log θ", "ℓ(θ) = 7 log(1-θ)", "ℓ'(θ) = 7 log θ", "θ = 7 log θ", "5 = 7 log θ"),
    ),
    "up to a factor": Row(
        (("L(θ) = 120 θ^7 (1-θ)^3", None),),
        UpToConstant(("θ",)),
        ("L(θ) ∝ θ^7 (1-θ)^3",),
        (
            "L(θ) ∝ θ^7 (1-θ)^2",
            "L(θ) = θ^7 (1-θ)^3",
        ),
    ),
    "holds": Row(
        (),
        Holds(),
        (
            "0 < 7/10 < 1",
            "θ < 1",
            "λ > 0",
            "p ≥ 0",
            "7/10 ∈ (0, 1)",
            "1 ∈ [0, 1]",
            "log 2 < 0.7",
            "2 ≠ 3",
            "1 ∈ {1, 2}",
            "θ^2 + 1 > 0",
        ),
        (
            "0 < 7/10 < 1/2",
            "θ > 1",
            "λ > 1",
            "p > 1/2",
            "1 ∈ (0, 1)",
            "log 2 > 0.7",
            "2 = 3",
            "3 ∈ {1, 2}",
            "μ > 0",
            "μ ≥ 0",
            "0 < 11/10 < 1",
            "2 ≠ 2",
            "log 2",
        ),
    ),
    "holds at the data": Row((), Holds(at_data=True), ("0 < Σ x_i < 8", "x̄ = 7/3"), ("Σ x_i < 7", "x̄ = 2"), DATA),
    "what holds at the data alone": Row(
        (), Holds(), (), ("Σ x_i > 6", "Σ x_i < 8", "x̄ > 2", "x_1 < 2", "n > 2"), DATA
    ),
    "rounded at the data alone": Row((), Equal(), (), ("x̄ ≈ 2.3", "√n ≈ 1.73"), DATA),
    "rounded at the data": Row((), Equal(at_data=True), ("x̄ ≈ 2.3", "√n ≈ 1.73"), ("x̄ ≈ 2.4", "√n ≈ 1.74"), DATA),
    "holds for every sample": Row((), Holds(), ("Σ x_i > 0",), ("Σ x_i > 1", "x̄ < 0")),
    "set to zero": Row(
        (LOG, SCORE),
        SetToZero(),
        ("7/θ - 3/(1-θ) = 0", "(7-10θ)/(θ(1-θ)) = 0"),
        (
            "7/θ + 3/(1-θ) = 0",
            "7/θ - 3/(1-θ) = 1",
            "0 = 7/θ - 3/(1-θ)",
            "7/θ = 3/(1-θ)",
            "ℓ'(θ) = 7/θ - 3/(1-θ)",
        ),
    ),
    "equivalent": Row(
        (LOG, SCORE, SET),
        Equivalent(tree("θ(1-θ)")),
        ("7(1-θ) = 3θ", "7(1-θ) - 3θ = 0", "7 - 10θ = 0"),
        (
            "7θ = 3(1-θ)",
            "7(1-θ) = -3θ",
            "7 - θ = 3θ",
            "8(1-θ) = 3θ",
            "3θ = 7(1-θ)",
            "7(1-θ) ≈ 3θ",
            "7(1-θ) < 3θ",
            "7 - 10θ",
            "7 - 10θ = 1",
        ),
    ),
    "equivalent, nothing multiplied": Row(
        (LOG, SCORE, SET), Equivalent(), ("7/θ = 3/(1-θ)",), ("7/θ = -3/(1-θ)", "7/θ = 4/(1-θ)")
    ),
    "a multiplier that vanishes": Row(
        (LOG, SCORE, SET), Equivalent(tree("θ(1-θ)(1-2θ)")), (), ("(7-10θ)(1-2θ) = 0",)
    ),
    "a multiplier with a pole": Row(
        (LOG, SCORE, SET), Equivalent(tree("θ(1-θ)/(1-2θ)")), (), ("(7-10θ)/(1-2θ) = 0",)
    ),
    "a multiplier that is zero": Row((LOG, SCORE, SET), Equivalent(ZERO), (), ("0 = 0",)),
    "alternatives": Row(
        (("θ(7-10θ) = 0", None),),
        Equivalent(tree("-1/10")),
        ("θ = 0 or θ = 7/10",),
        (
            "θ = 0 or θ = 7/9",
            "θ = 7/10",
            "θ = 1 or θ = 7/10",
        ),
    ),
    "both signs": Row(
        (("μ^2 = 2 + μ", None),), Equivalent(), ("μ = 1/2 ± 3/2",), ("μ = 1/2 ± 1/2", "μ = -1/2 ± 3/2")
    ),
    "square root of both sides": Row(
        (("λ^2 = 5", None),), Equivalent(applied="sqrt"), ("λ = √5",), ("λ = -√5", "λ = 5", "λ = √6")
    ),
    "square root without a sign": Row((("μ^2 = 5", None),), Equivalent(applied="sqrt"), (), ("μ = √5",)),
    "cube root of both sides": Row(
        (("λ^3 = 5", None),), Equivalent(applied="root"), ("λ = ∛5",), ("λ = ∛6", "λ = √5")
    ),
    "exponential of both sides": Row(
        (("log λ = 3", None),), Equivalent(applied="exp"), ("λ = exp(3)", "λ = e^3"), ("λ = 3", "λ = e^2")
    ),
    "logarithm of both sides": Row(
        (("e^(-λ) = 1/2", None),), Equivalent(applied="log"), ("-λ = log(1/2)",), ("λ = log(1/2)",)
    ),
    "some other function": Row((("μ = 1", None),), Equivalent(applied="sin"), (), ("sin μ = sin 1",)),
    "substituted": Row(
        (("μ = x̄", None), ("ℓ(μ, v) = -(1/(2v)) Σ(x_i-μ)^2 - (n/2) log v", None)),
        Substituted((("μ", tree("x̄")),)),
        ("ℓ(v) = -(1/(2v)) Σ(x_i-x̄)^2 - (n/2) log v",),
        (
            "ℓ(μ) = -(1/(2v)) Σ(x_i-x̄)^2 - (n/2) log v",
            "ℓ(v) = -(1/(2v)) Σ(x_i-μ)^2 - (n/2) log v",
            "ℓ(v) = (1/(2v)) Σ(x_i-x̄)^2 - (n/2) log v",
            "L(v) = -(1/(2v)) Σ(x_i-x̄)^2 - (n/2) log v",
            "ℓ'(v) = -(1/(2v)) Σ(x_i-x̄)^2 - (n/2) log v",
        ),
    ),
    "substituted without a line": Row(
        (("ℓ(μ) = -μ^2", None),),
        Substituted((("μ", tree("x̄")),)),
        (),
        ("ℓ(x̄) = -x̄^2",),
    ),
    "substituted into an equation": Row(
        (("λ = n", None), ("s = λ p", None)),
        Substituted((("λ", tree("n")),)),
        ("s = n p",),
        ("s = p", "n p = s", "s = n", "s < n p"),
    ),
    "roots": Row(
        (("4λ^2 - λ - 2 = 0", None),),
        Roots("λ"),
        ("λ = (1+√33)/8 or λ = (1-√33)/8", "λ = (1 ± √33)/8"),
        (
            "λ = (1+√33)/8 or λ = (1-√32)/8",
            "λ = (1+√33)/8",
            "λ = (1+√33)/8 or λ = (1+√33)/8",
            "λ = (1-√33)/8",
            "λ = λ or λ = 1",
            "λ = (1+√33)/8 or λ = (1-√33)/8 or λ = 1",
            "μ = (1+√33)/8 or μ = (1-√33)/8",
            "λ = (1+√33)/8 and λ = (1-√33)/8",
        ),
    ),
    "roots of several symbols": Row(
        (("n λ^2 + n λ - s = 0", None),),
        Roots("λ"),
        ("λ = (-n + √(n^2 + 4 n s))/(2n) or λ = (-n - √(n^2 + 4 n s))/(2n)",),
        (
            "λ = (n + √(n^2 + 4 n s))/(2n) or λ = (-n - √(n^2 + 4 n s))/(2n)",
            "λ = (-n + √(n^2 - 4 n s))/(2n) or λ = (-n - √(n^2 - 4 n s))/(2n)",
        ),
    ),
    "selected": Row(
        (("4λ^2 - λ - 2 = 0", None), ("λ = (1+√33)/8 or λ = (1-√33)/8", Roots("λ"))),
        Selected("λ"),
        ("λ = (1+√33)/8",),
        ("λ = (1-√33)/8", "λ = 1", "λ = (1+√33)/8 = 1", "μ = (1+√33)/8", "λ < (1+√33)/8"),
    ),
    "selected of two inside": Row(
        (("(λ-1)(λ-2) = 0", None), ("λ = 1 or λ = 2", Roots("λ"))), Selected("λ"), (), ("λ = 1", "λ = 2")
    ),
    "root": Row(
        (LOG, SCORE),
        Root("θ"),
        ("θ̂ = 7/10", "θ̂ = 7/10 = 0.7", "θ̂ = 0.7 = 70%", "θ̂ = 7/10 ≈ 1"),
        (
            "θ̂ = 10/7",
            "θ̂ = 3/10",
            "θ̂ = 7/10 = 0.8",
            "θ = 7/10",
            "θ̂ = -7/10",
            "θ̂ = 6/10",
            "θ̂ ≈ 0.7",
            "λ̂ = 7/10",
            "θ̂ = θ",
            "θ̂ < 7/10",
        ),
    ),
    "root outside the domain": Row(
        (("ℓ(θ) = 2θ - θ^2/2", None), ("ℓ'(θ) = 2 - θ", Differentiated("θ"))), Root("θ"), (), ("θ̂ = 2",)
    ),
    "root at an open end": Row(
        (("ℓ(θ) = 2θ - θ^2", None), ("ℓ'(θ) = 2 - 2θ", Differentiated("θ"))), Root("θ"), (), ("θ̂ = 1",)
    ),
    "root at a closed end": Row(
        (("ℓ(p) = 2p - p^2", None), ("ℓ'(p) = 2 - 2p", Differentiated("p"))), Root("p"), ("p̂ = 1",), ("p̂ = 0",)
    ),
    "root of symbols": Row(
        (("ℓ(θ) = s log θ + (n-s) log(1-θ)", None), ("ℓ'(θ) = s/θ - (n-s)/(1-θ)", Differentiated("θ"))),
        Root("θ"),
        ("θ̂ = s/n",),
        ("θ̂ = n/s", "θ̂ = s/(n+1)", "θ̂ = (n-s)/n"),
    ),
    "root of what is no score": Row((LOG, ("7 log θ + 3 log(1-θ)", Equal())), Root("θ"), (), ("θ̂ = 7/10",)),
    "sign of the second derivative": Row(
        (LOG, SCORE),
        SignOfDerivative("θ", 1),
        ("ℓ''(θ) = -7/θ^2 - 3/(1-θ)^2 < 0", "ℓ''(θ) < 0"),
        (
            "ℓ''(θ) = -7/θ^2 - 3/(1-θ)^2 > 0",
            "ℓ''(θ) = -7/θ^2 + 3/(1-θ)^2 < 0",
            "ℓ'(θ) = -7/θ^2 - 3/(1-θ)^2 < 0",
            "ℓ''(θ) = -7/θ^2 - 3/(1-θ)^2",
            "ℓ''(θ) = -7/θ^2 - 3/(1-θ)^2 < 1",
            "ℓ''(θ) = -7/θ^2 < 0",
            "ℓ''(θ) > 0",
            "ℓ''(θ) = -7/θ^2 - 3/(1-θ)^2 ≥ 0",
            "0 < -7/θ^2 - 3/(1-θ)^2 < 0",
        ),
    ),
    "a sign that changes": Row(
        (("ℓ(μ) = μ^3", None),), SignOfDerivative("μ", 2), (), ("ℓ''(μ) = 6μ > 0", "ℓ''(μ) = 6μ < 0")
    ),
    "a weak sign": Row(
        (("ℓ(μ) = μ^3", None),),
        SignOfDerivative("μ", 1),
        ("ℓ'(μ) = 3μ^2 ≥ 0",),
        ("ℓ'(μ) = 3μ^2 > 0", "ℓ'(μ) = 3μ^2 ≤ 0"),
    ),
    "sign of the line itself": Row((LOG, SCORE), SignOfDerivative("θ", 0), (), ("ℓ'(θ) = 7/θ - 3/(1-θ) > 0",)),
    "sign change": Row(
        (LOG, SCORE),
        SignChange("θ", tree("7/10")),
        (
            "ℓ'(θ) = 10(7/10 - θ)/(θ(1-θ))",
            "ℓ'(θ) = (7 - 10θ)/(θ(1-θ))",
        ),
        ("ℓ'(θ) = (7 - 9θ)/(θ(1-θ))", "ℓ''(θ) = (7 - 10θ)/(θ(1-θ))", "ℓ'(θ) = (10θ - 7)/(θ(1-θ))"),
    ),
    "sign change through a falling function": Row(
        (("ℓ(λ) = 3 log(1 + exp(-λ)) + log(1 - exp(-λ))", None), EXPONENTIAL_SCORE),
        SignChange("λ", tree("-log(1/2)"), None, tree("exp(-λ)")),
        ("ℓ'(λ) = exp(-λ) (4 exp(-λ) - 2)/((1 - exp(-λ)) (1 + exp(-λ)))",),
    ),
    "sign change through a function, elsewhere": Row(
        (("ℓ(λ) = 3 log(1 + exp(-λ)) + log(1 - exp(-λ))", None), EXPONENTIAL_SCORE),
        SignChange("λ", tree("-log(1/3)"), None, tree("exp(-λ)")),
        (),
        ("ℓ'(λ) = exp(-λ) (4 exp(-λ) - 2)/((1 - exp(-λ)) (1 + exp(-λ)))",),
    ),
    "sign change through a function that turns": Row(
        (("ℓ(μ) = -(μ^2 - 1)^2", None), ("ℓ'(μ) = -4 μ (μ^2 - 1)", Differentiated("μ"))),
        SignChange("μ", tree("2"), None, tree("μ^3 - 12 μ")),
        (),
        ("ℓ'(μ) = -4 μ (μ^2 - 1)",),
    ),
    "sign change elsewhere": Row((LOG, SCORE), SignChange("θ", tree("6/10")), (), ("ℓ'(θ) = (7 - 10θ)/(θ(1-θ))",)),
    "sign change the other way": Row(
        (("ℓ(μ) = μ^2", None), ("ℓ'(μ) = 2μ", Differentiated("μ"))), SignChange("μ", ZERO), (), ("ℓ'(μ) = 2μ",)
    ),
    "concave sum": Row(
        (("ℓ(p, q) = 12 log p + 7 log q", None),),
        ConcaveSum(("p", "q")),
        ("∂²ℓ/∂p² = -12/p^2 < 0, ∂²ℓ/∂q² = -7/q^2 < 0",),
        (
            "∂²ℓ/∂p² = -12/p^2 < 0, ∂²ℓ/∂q² = -8/q^2 < 0",
            "∂²ℓ/∂p² = -12/p^2 < 0",
            "∂²ℓ/∂p² = 12/p^2 > 0, ∂²ℓ/∂q² = -7/q^2 < 0",
            "∂²ℓ/∂q² = -7/q^2 < 0, ∂²ℓ/∂p² = -12/p^2 < 0",
            "∂²ℓ/∂p² = -12/p^2 ≤ 0, ∂²ℓ/∂q² = -7/q^2 < 0",
        ),
    ),
    "concave with a mixed term": Row(
        (("ℓ(p, q) = 12 log p + 7 log q + p q", None),),
        ConcaveSum(("p", "q")),
        (),
        ("∂²ℓ/∂p² = -12/p^2 < 0, ∂²ℓ/∂q² = -7/q^2 < 0",),
    ),
    "concave in one only": Row(
        (("ℓ(p, q) = 12 log p + 7 log q", None),),
        ConcaveSum(("p", "p")),
        (),
        ("∂²ℓ/∂p² = -12/p^2 < 0, ∂²ℓ/∂p² = -12/p^2 < 0",),
    ),
    "each": Row(
        (("ℓ(p, q) = 12 log p + 7 log q", None),),
        Each((Differentiated("p"), Differentiated("q"))),
        ("∂ℓ/∂p = 12/p, ∂ℓ/∂q = 7/q",),
        ("∂ℓ/∂p = 12/p, ∂ℓ/∂q = 8/q", "∂ℓ/∂q = 7/q, ∂ℓ/∂p = 12/p", "∂ℓ/∂p = 12/p", "∂ℓ/∂p = 12/p or ∂ℓ/∂q = 7/q"),
    ),
    "combined": Row(
        (("s = λ p", None), ("n = λ q", None)),
        Combined(((ONE, tree("s = λ p")), (ONE, tree("n = λ q")))),
        ("s + n = λ(p + q)",),
        ("s + n = λ p", "s - n = λ(p + q)"),
    ),
    "combined with what is not known": Row(
        (("s = λ p", None),), Combined(((ONE, tree("s = λ p")), (ONE, tree("q = 1")))), (), ("s + q = λ p + 1",)
    ),
}
INCREASING = (
    ("ℓ(p) = 10 log p", None),
    ("ℓ'(p) = 10/p", Differentiated("p")),
    ("ℓ'(p) = 10/p > 0", SignOfDerivative("p", 0)),
)
DECREASING = (("ℓ(κ) = -3κ", None), ("ℓ'(κ) = -3 < 0", SignOfDerivative("κ", 1)))
CLIMBING = (("ℓ(θ) = 10 log θ", None), ("ℓ'(θ) = 10/θ > 0", SignOfDerivative("θ", 1)))
CONSTRAINT = (("p + q + r = 1", None), ("ℓ(p, q, r) = 3 log p + 5 log r", None))
ROWS |= {
    "at the upper end": Row(
        INCREASING, AtEnd("p", True), ("p̂ = 1",), ("p̂ = 0", "p̂ = 1 = 2", "p = 1", "p̂ > 1", "θ̂ = 1")
    ),
    "at the wrong end": Row(INCREASING, AtEnd("p", False), (), ("p̂ = 0", "p̂ = 1")),
    "at the lower end": Row(DECREASING, AtEnd("κ", False), ("κ̂ = 0",), ("κ̂ = 1",)),
    "at no end": Row(DECREASING, AtEnd("κ", True), (), ("κ̂ = 0", "κ̂ = ∞")),
    "at an open end": Row(CLIMBING, AtEnd("θ", True), (), ("θ̂ = 1",)),
    "at an end without its sign": Row(INCREASING[:2], AtEnd("p", True), (), ("p̂ = 1",)),
    "at an end where there is no value": Row(
        (("ℓ(p) = -log(1-p)", None), ("ℓ'(p) = 1/(1-p) > 0", SignOfDerivative("p", 1))),
        AtEnd("p", True),
        (),
        ("p̂ = 1",),
    ),
    "no maximum": Row(
        CLIMBING, NoMaximum("θ", True), ("0 < θ < 1", "θ → 1"), ("θ → 0", "0 < θ ≤ 1", "0 < θ < 2", "θ̂ = 1")
    ),
    "no maximum at the other end": Row(CLIMBING, NoMaximum("θ", False), (), ("0 < θ < 1", "θ → 0")),
    "no maximum at a closed end": Row(INCREASING, NoMaximum("p", True), (), ("0 ≤ p ≤ 1", "p → 1")),
    "no maximum at infinity": Row(
        (("ℓ(λ) = λ", None), ("ℓ'(λ) = 1 > 0", SignOfDerivative("λ", 1))),
        NoMaximum("λ", True),
        ("λ > 0", "λ → ∞"),
        ("λ → 0", "λ < 0"),
    ),
    "unused": Row(CONSTRAINT, Unused("q", "p"), ("q̂ = 0",), ("q̂ = 1", "p̂ = 0", "q = 0", "q̂ = 1/2")),
    "unused, but it is used": Row(CONSTRAINT, Unused("r", "p"), (), ("r̂ = 0",)),
    "unused, and so is the other": Row(CONSTRAINT, Unused("q", "q"), (), ("q̂ = 0",)),
    "unused without a condition": Row(CONSTRAINT[1:], Unused("q", "p"), (), ("q̂ = 0",)),
    "unused at an open end": Row(
        (("θ + p = 1", None), ("ℓ(p, θ) = 3 log p", None)),
        Unused("θ", "p"),
        ("0 < θ < 1",),
        ("θ̂ = 0", "0 ≤ θ < 1", "0 < p < 1", "θ > 0"),
    ),
    "an estimate from an equation": Row(
        (("p = 3/8", None),),
        Equal(),
        ("p̂ = 3/8 = 0.375", "p = 3/8 = 6/16"),
        (
            "p̂ = 5/8",
            "p̂ = 3/8 = 0.4",
            "q̂ = 3/8",
            "q = 3/8",
            "p̂ < 3/8",
        ),
    ),
    "an estimate outside the domain": Row((("p = 9/8", None),), Equal(), (), ("p̂ = 9/8",)),
}


KNOWN = Setting(
    domains={"θ": PROBABILITY, "k": NON_NEGATIVE, "m": NON_NEGATIVE, "v": POSITIVE, "μ": REAL},
    supports={"x": Domain(ZERO, ONE, True, True, integer=True)},
)
COUNTED = Setting(domains=KNOWN.domains, facts=(tree("k > 0"),))  # type: ignore[arg-type]
NORMAL = Setting(domains=KNOWN.domains, supports={"x": REAL})
PLAIN_SIMPLEX = (("p + q + r = 1", None), ("ℓ(p, q, r) = 3 log p + 5 log r", None))
SAMPLE_SD = ("ℓ(μ, v) = -n log v - (1/(2v^2)) Σ(x_i-μ)^2", None)
ROWS |= {
    "holds at the ends that belong to a domain": Row(
        (), Holds(), ("k ≥ 0", "k + 1 > 0", "θ ≤ 1"), ("k > 0", "k + m > 0", "θ > 0", "θ < 1", "θ(1-θ) > 0"), KNOWN
    ),
    "holds for a sample at the ends of its support": Row(
        (),
        Holds(),
        ("0 ≤ Σ x_i", "Σ x_i ≤ n", "x_1 ≤ 1"),
        ("0 < Σ x_i", "Σ x_i < n", "x̄ < 1", "Σ x_i^2 > 0"),
        KNOWN,
    ),
    "a root vanishes where its radicand does": Row(
        (), Holds(), ("√(Σ(x_i-μ)^2) ≥ 0", "√v > 0"), ("√(Σ(x_i-μ)^2) > 0", "√(Σ x_i^2) > 0", "√k > 0"), NORMAL
    ),
    "order statistics of any sample": Row(
        (), Holds(), (), ("max(x) > min(x)", "max(x) > 0", "median(x) < max(x)", "x_(1) < x_(n)"), NORMAL
    ),
    "a spread of zero": Row(
        (SAMPLE_SD, ("∂ℓ/∂v = -n/v + (1/v^3) Σ(x_i-μ)^2", Differentiated("v"))),
        Root("v"),
        (),
        ("v̂ = √((1/n) Σ(x_i-μ)^2)", "v̂ = -√((1/n) Σ(x_i-μ)^2)", "v̂ = (1/n) Σ(x_i-μ)^2"),
        NORMAL,
    ),
    "a sign that known symbols decide": Row(
        (("ℓ(θ) = k log θ + m log(1-θ)", None),),
        SignOfDerivative("θ", 2),
        (),
        ("ℓ''(θ) = -k/θ^2 - m/(1-θ)^2 < 0",),
        KNOWN,
    ),
    "a sign under a condition": Row(
        (("ℓ(θ) = k log θ + m log(1-θ)", None),),
        SignOfDerivative("θ", 2),
        ("ℓ''(θ) = -k/θ^2 - m/(1-θ)^2 < 0",),
        (),
        COUNTED,
    ),
    "a sign across a pole": Row(
        (("ℓ(θ) = -1/(θ-1/2)", None),), SignOfDerivative("θ", 1), (), ("ℓ'(θ) = 1/(θ-1/2)^2 > 0",), KNOWN
    ),
    "a sign change across a pole": Row(
        (("ℓ(θ) = -1/(θ-1/2)", None), ("ℓ'(θ) = 1/(θ-1/2)^2", Differentiated("θ"))),
        SignChange("θ", ONE),
        (),
        ("ℓ'(θ) = 1/(θ-1/2)^2",),
        KNOWN,
    ),
    "a multiplier with an even pole": Row(
        (("(θ-1/2)^2 (7-10θ) = 0", None),),
        Equivalent(tree("1/(θ-1/2)^2 + 1/(θ-1/2)^2")),
        (),
        ("2(7-10θ) = 0",),
    ),
    "roots that solve nothing": Row((("θ^2 (1-θ) = 0", None),), Roots("θ"), (), ("θ = 2", "θ = 1/2", "θ = -1")),
    "a logarithm of other arguments": Row(
        (("L(θ) = θ^7 (1-θ)^3", None),),
        Logarithm(),
        ("ℓ(θ) = 7 log θ + 3 log(1-θ)",),
        ("ℓ(μ) = 7 log θ + 3 log(1-θ)",),
    ),
    "a constant in one argument only": Row(
        (("ℓ(μ, v) = -(n/2) log v - (1/(2v)) Σ(x_i-μ)^2", None),),
        UpToConstant(("μ",)),
        (),
        ("ℓ(μ, v) = -(1/(2v)) Σ(x_i-μ)^2", "ℓ(μ) = -(1/(2v)) Σ(x_i-μ)^2"),
        NORMAL,
    ),
    "definitions without a value": Row((), Given(), ("c = 1/2",), ("c = 1/0", "c = 0/0", "c = 1/(θ - θ)")),
    "an estimate of a function of one's own": Row(
        (("g(θ) = (θ-1/3)^2", Given()), ("g'(θ) = 2(θ-1/3)", Differentiated("θ"))), Root("θ"), (), ("θ̂ = 1/3",)
    ),
    "a derivative between jumps": Row(
        (("ℓ(v) = floor(v) - v/1000000", None),), SignOfDerivative("v", 1), (), ("ℓ'(v) = -1/1000000 < 0",)
    ),
    "unused, but tied to what is used": Row(
        (("p = 2 r", None), *PLAIN_SIMPLEX), Unused("q", "p"), (), ("q̂ = 0",)
    ),
    "unused, but fixed with another": Row(
        (("q + r = 1/2", None), *PLAIN_SIMPLEX), Unused("q", "p"), (), ("q̂ = 0",)
    ),
}


@pytest.mark.parametrize(("name", "after"), [(name, after) for name, row in ROWS.items() for after in row.right])
def test_what_follows_is_proved(name: str, after: str) -> None:
    proof = attempt(ROWS[name], after).proof
    assert proof is not None
    kinds = (Verified.GIVEN,) if isinstance(ROWS[name].claim, Given) else (Verified.EXACT, Verified.ENCLOSED)
    assert proof.kind in kinds


@pytest.mark.parametrize(("name", "after"), [(name, after) for name, row in ROWS.items() for after in row.wrong])
def test_a_near_miss_is_refused(name: str, after: str) -> None:
    with pytest.raises(NotProved) as refused:
        attempt(ROWS[name], after)
    assert refused.value.step.rule == "tried", f"refused too early: {refused.value}"


def test_a_refutation_names_a_point() -> None:
    with pytest.raises(NotProved, match=r"at θ = \d+/\d+ the left side is .*, the right "):
        attempt(ROWS["differentiated"], "ℓ'(θ) = 7/θ + 3/(1-θ)")
