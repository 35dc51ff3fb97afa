"""Claims about supports that move with a parameter and about sets of maximisers: what follows, and near misses."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.claims.claim import Claim
from derive.claims.maxima import AtEnd, NoMaximum, SignOfDerivative
from derive.claims.supports import Admissible, Collected, Flat, Quantile, StepsDown, Vanishing
from derive.claims.values import Differentiated, Equal, Given, Logarithm
from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import HALF, ONE, Expression, Relation, Symbol
from derive.notation.reader import read
from derive.records import replace
from derive.referee import NotProved, prove
from derive.steps import Column, Setting, Step

N = Domain(lower=ONE, lower_closed=True, integer=True)
ANY = Setting(domains={"θ": POSITIVE, "a": Domain(upper=Symbol("b")), "b": Domain(lower=Symbol("a")), "μ": REAL,
                       "s": POSITIVE, "N": N, "n": N}, supports={"x": REAL})
ABOVE_ZERO = replace(ANY, supports={"x": POSITIVE})
WHOLE = replace(ANY, supports={"x": N})
DATA = replace(ANY, columns={"x": Column(tuple(map(Fraction, (1, 5, 2, 9))))}, size=4)
Lines = tuple[tuple[str, Claim | None], ...]


def fact(text: str) -> Relation:
    relation = read(text)
    assert isinstance(relation, Relation)
    return relation


def tree(text: str) -> Expression:
    return read(text)


def accepted(lines: Lines, claim: Claim, after: str, setting: Setting) -> bool:
    """Whether the new line is proved behind the lines; a line without a claim is given."""
    steps, previous = [], None
    given = tuple(tree(text) for text, known in lines if known is None)
    for text, known in lines:
        line = tree(text)
        steps.append(Step("earlier", None if known is None else previous, line, known or Given(), ""))
        previous = line
    setting = replace(setting, given=given)
    prove(tuple(steps), setting)
    try:
        prove((*steps, Step("tried", previous, tree(after), claim, "")), setting)
    except NotProved:
        return False
    return True


def rows(lines: Lines, claim: Claim, setting: Setting, *afters: str) -> list[tuple[Lines, Claim, Setting, str]]:
    return [(lines, claim, setting, after) for after in afters]


UNIFORM = (("L(θ) = Π (1/θ) 1{0 <= x_i <= θ}", None),)
OPEN = (("L(θ) = Π (1/θ) 1{0 < x_i < θ}", None),)
DOUBLE = (("L(θ) = Π (1/θ) 1{θ <= x_i <= 2 θ}", None),)
SYMMETRIC = (("L(θ) = Π 1/(2 θ) 1{-θ <= x_i <= θ}", None),)
HALVES = (("L(θ) = Π (1/θ) 1{-θ/2 <= x_i <= θ/2}", None),)
ROOT = (("L(θ) = Π θ^(-2) 1{0 <= x_i <= θ^2}", None),)
BOTH = (("L(a, b) = (b-a)^(-n) 1{a <= min(x)} 1{b >= max(x)}", None),)
ENDED = (("L(θ) = θ^(-n) 1{θ >= max(x)}", None),)
LAPLACE = (("ℓ(μ) = -Σ|x_i - μ|/s", None), ("ℓ'(μ) = (1/s) Σ sign(x_i - μ)", Differentiated("μ")))
TILTED = (("ℓ(μ) = -Σ|x_i - μ| - Σ(x_i - μ)/2", None), ("ℓ'(μ) = Σ sign(x_i - μ) + n/2", Differentiated("μ")))
CLOSE = replace(ANY, facts=(fact("max(x) - 1/2 <= min(x) + 1/2"),))
SPREAD = replace(ANY, facts=(fact("min(x) < max(x)"),))
BENT = (("ℓ(μ) = -3|μ - 2| - 2|μ - 5| - |2 μ|/2", None),
        ("ℓ'(μ) = -3 sign(μ - 2) - 2 sign(μ - 5) - sign(2 μ)", Differentiated("μ")))
LEVEL = (("ℓ(μ) = -Σ|2 x_i - μ|/s", None), ("ℓ'(μ) = (1/s) Σ sign(2 x_i - μ)", Differentiated("μ")))
DENTED = (("ℓ(μ) = |μ - 2| - 2|μ - 5|", None), ("ℓ'(μ) = sign(μ - 2) - 2 sign(μ - 5)", Differentiated("μ")))
OF_BENT = StepsDown("μ", ONE, tree("-3 sign(μ - 2) - 2 sign(μ - 5) - sign(2 μ)"))
OF_LEVEL = StepsDown("μ", tree("1/s"), tree("Σ sign(2 x_i - μ)"))
MEDIAN = Quantile("μ", "x", tree("1/s"))
MEDIAN_OF_DATA = Quantile("μ", "x", tree("1/s"), HALF, True)
THREE_QUARTERS = Quantile("μ", "x", ONE, tree("3/4"))

RIGHT = [
    *rows(UNIFORM, Collected(), ABOVE_ZERO, "L(θ) = (1/θ^n) 1{max(x) <= θ}", "L(θ) = θ^(-n) 1{θ >= max(x)}",
          "L(θ) = θ^(-n) 1{0 <= min(x)} 1{θ >= max(x)}", "L(θ) = θ^(-n) 1{max(x)/2 <= θ/2}"),
    *rows(UNIFORM, Collected(), ANY, "L(θ) = θ^(-n) 1{0 <= min(x)} 1{θ >= max(x)}"),
    *rows(OPEN, Collected(), ABOVE_ZERO, "L(θ) = θ^(-n) 1{θ > max(x)}"),
    *rows(DOUBLE, Collected(), ABOVE_ZERO, "L(θ) = θ^(-n) 1{max(x)/2 <= θ <= min(x)}"),
    *rows(SYMMETRIC, Collected(), ANY, "L(θ) = (2 θ)^(-n) 1{θ >= max(|x|)}",
          "L(θ) = (2 θ)^(-n) 1{θ >= max(x)} 1{-θ <= min(x)}"),
    *rows(HALVES, Collected(), ANY, "L(θ) = θ^(-n) 1{θ >= 2 max(|x|)}", "L(θ) = θ^(-n) 1{θ/2 >= max(|x|)}"),
    *rows(ROOT, Collected(), ABOVE_ZERO, "L(θ) = θ^(-2 n) 1{θ >= sqrt(max(x))}"),
    *rows(UNIFORM, Collected(True), DATA, "L(θ) = (1/θ^4) 1{θ >= 9}"),
    *rows(SYMMETRIC, Collected(True), DATA, "L(θ) = 1/(16 θ^4) 1{θ >= 9}"),
    *rows(ENDED, Admissible(), ABOVE_ZERO, "θ >= max(x)"),
    *rows(BOTH, Admissible(), SPREAD, "a <= min(x), b >= max(x)"),
    *rows((("L(θ) = θ^(-3) 1{5 <= θ <= 2}", None),), Vanishing(), ANY, "L(θ) = 0"),
    *rows((("L(θ) = θ^(-3) 1{5 <= θ} 1{θ < 5}", None),), Vanishing(), ANY, "L(θ) = 0"),
    *rows((("L(θ) = θ^(-3) 1{θ <= -1}", None),), Vanishing(), ANY, "L(θ) = 0"),
    *rows((("L(θ) = θ^(-3) 1{θ <= 0}", None),), Vanishing(), ANY, "L(θ) = 0"),
    *rows(LAPLACE, MEDIAN, ANY, "μ̂ = median(x)", "μ̂ = x_(ceil(n/2))"),
    *rows(LAPLACE, MEDIAN_OF_DATA, DATA, "μ̂ ∈ [2, 5]",
          "μ̂ ∈ [x_(2), x_(3)] = [2, 5]"),
    *rows(BENT, OF_BENT, ANY, "μ̂ = 2"),
    *rows(LEVEL, OF_LEVEL, DATA, "μ̂ ∈ [4, 10]"),
    *rows(TILTED, THREE_QUARTERS, ANY, "μ̂ = x_(ceil(3n/4))"),
    *rows(TILTED, Quantile("μ", "x", ONE, tree("3/4"), True), DATA, "μ̂ ∈ [5, 9]"),
]

WRONG = [
    # conditions that say something else
    *rows(UNIFORM, Collected(), ABOVE_ZERO, "L(θ) = θ^(-n) 1{θ > max(x)}", "L(θ) = θ^(-n) 1{θ >= min(x)}",
          "L(θ) = θ^(-n) 1{θ <= max(x)}", "L(θ) = θ^(-n)", "L(θ) = θ^(-n) 1{θ >= max(x)/2}",
          "L(θ) = θ^n 1{θ >= max(x)}", "L(θ) = θ^(-n) 1{θ >= max(x)} 1{θ >= 1}", "ℓ(θ) = θ^(-n) 1{θ >= max(x)}",
          "L(θ) = θ^(-n) 1{θ >= median(x)}"),
    *rows(UNIFORM, Collected(), ANY, "L(θ) = θ^(-n) 1{θ >= max(x)}"),
    *rows(OPEN, Collected(), ABOVE_ZERO, "L(θ) = θ^(-n) 1{θ >= max(x)}"),
    *rows(DOUBLE, Collected(), ABOVE_ZERO, "L(θ) = θ^(-n) 1{max(x)/2 <= θ}",
          "L(θ) = θ^(-n) 1{min(x)/2 <= θ <= max(x)}",
          "L(θ) = θ^(-n) 1{max(x) <= θ <= min(x)}", "L(θ) = θ^(-n) 1{max(x)/2 < θ <= min(x)}"),
    *rows(SYMMETRIC, Collected(), ANY, "L(θ) = (2 θ)^(-n) 1{θ >= max(x)}", "L(θ) = (2 θ)^(-n) 1{θ >= min(|x|)}",
          "L(θ) = (2 θ)^(-n) 1{θ > max(|x|)}"),
    *rows(HALVES, Collected(), ANY, "L(θ) = θ^(-n) 1{θ >= max(|x|)}", "L(θ) = θ^(-n) 1{θ >= -2 max(|x|)}",
          "L(θ) = θ^(-n) 1{θ >= 3 max(|x|)}", "L(θ) = θ^(-n) 1{θ > 2 max(|x|)}"),
    *rows(ROOT, Collected(), ABOVE_ZERO, "L(θ) = θ^(-2 n) 1{θ >= max(x)}", "L(θ) = θ^(-2 n) 1{θ >= max(x)^2}"),
    *rows(UNIFORM, Collected(True), DATA, "L(θ) = (1/θ^4) 1{θ >= 8}", "L(θ) = (1/θ^4) 1{θ >= 10}", "L(θ) = 1/θ^4"),
    *rows(UNIFORM, Collected(), DATA, "L(θ) = θ^(-n) 1{θ >= 9}"),
    # what is not admissible, not solved for, or perhaps empty
    *rows(ENDED, Admissible(), ABOVE_ZERO, "θ > max(x)", "θ <= max(x)", "θ >= min(x)", "θ >= max(x)/2"),
    *rows(ENDED, Admissible(), ANY, "θ >= max(x)"),
    *rows((("L(θ) = θ^(-n) 1{max(x) <= 2 θ}", None),), Admissible(), ABOVE_ZERO, "max(x) <= 2 θ"),
    *rows((("L(θ) = θ^(-n) 1{max(x)/2 <= θ <= min(x)}", None),), Admissible(), ABOVE_ZERO, "max(x)/2 <= θ <= min(x)"),
    *rows(BOTH, Admissible(), SPREAD, "a <= min(x)", "b >= max(x), a <= min(x)", "a <= min(x) or b >= max(x)"),
    *rows((("L(θ) = θ^(-3) 1{2 <= θ <= 5}", None),), Vanishing(), ANY, "L(θ) = 0"),
    *rows((("L(θ) = θ^(-3) 1{5 <= θ} 1{θ <= 5}", None),), Vanishing(), ANY, "L(θ) = 0"),
    *rows((("L(θ) = θ^(-3) 1{-1 <= θ}", None),), Vanishing(), ANY, "L(θ) = 0"),
    *rows((("L(μ) = exp(μ) 1{μ <= -1}", None),), Vanishing(), ANY, "L(μ) = 0"),
    *rows((("L(θ) = θ^(-3) 1{5 <= θ <= 2}", None),), Vanishing(), ANY, "L(θ) = 1"),
    # medians and other quantiles
    *rows(LAPLACE, MEDIAN, ANY, "μ̂ = mean(x)", "μ̂ = max(x)", "μ = median(x)", "μ̂ = x_(ceil(n/3))",
          "ŝ = median(x)", "μ̂ = x_(n)"),
    *rows(BENT, OF_BENT, ANY, "μ̂ = 0", "μ̂ = 5", "μ̂ = 3", "μ̂ ∈ [2, 5]", "μ̂ ∈ [0, 2]"),
    *rows(BENT, StepsDown("μ", tree("-1"), tree("3 sign(μ - 2) + 2 sign(μ - 5) + sign(2 μ)")), ANY, "μ̂ = 2"),
    *rows(BENT, OF_BENT, replace(ANY, domains={**ANY.domains, "μ": Domain(lower=tree("3"))}), "μ̂ = 2"),
    *rows(BENT, OF_BENT, replace(ANY, domains={**ANY.domains, "μ": N}), "μ̂ = 2"),
    *rows(LEVEL, OF_LEVEL, DATA, "μ̂ ∈ [4, 9]", "μ̂ ∈ [5, 10]", "μ̂ = 4", "μ̂ ∈ [2, 18]"),
    *rows(LEVEL, OF_LEVEL, ANY, "μ̂ ∈ [4, 10]"),
    *rows(DENTED, StepsDown("μ", ONE, tree("sign(μ - 2) - 2 sign(μ - 5)")), ANY, "μ̂ = 5"),
    *rows(LAPLACE, Quantile("μ", "x", tree("-1/s")), ANY, "μ̂ = median(x)"),
    *rows(LAPLACE, Quantile("μ", "x", tree("1/s"), tree("3/4")), ANY, "μ̂ = x_(ceil(3n/4))"),
    *rows(LAPLACE, MEDIAN_OF_DATA, DATA, "μ̂ ∈ [2, 4]", "μ̂ ∈ [1, 5]", "μ̂ ∈ (2, 5)", "μ̂ ∈ [2, 5] = [2, 6]",
          "μ̂ = 2", "μ̂ ∈ [x_(1), x_(3)]"),
    *rows(LAPLACE, MEDIAN_OF_DATA, ANY, "μ̂ ∈ [2, 5]"),
    *rows(TILTED, THREE_QUARTERS, ANY, "μ̂ = median(x)", "μ̂ = x_(ceil(n/4))"),
    *rows((("ℓ(μ) = -Σ|x_i - μ| + 3 sign(x_1 - μ)", None), ("ℓ'(μ) = Σ sign(x_i - μ)", Differentiated("μ"))),
          Quantile("μ", "x", ONE), ANY, "μ̂ = median(x)"),
]


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), RIGHT)
def test_what_follows_is_accepted(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert accepted(lines, claim, after, setting)


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), WRONG)
def test_near_misses_are_refused(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert not accepted(lines, claim, after, setting)


# ---- on the admissible set -----------------------------------------------------------------------------------


def chain(setting: Setting, likelihood: str, admissible: str, *rest: tuple[int, str, Claim]) -> bool:
    """Whether a derivation on the admissible set is proved; each further line names the line it starts from."""
    lines = [tree(likelihood), tree(admissible)]
    steps = [Step("given", None, lines[0], Given(), ""), Step("admissible", lines[0], lines[1], Admissible(), "")]
    for before, text, claim in rest:
        lines.append(tree(text))
        steps.append(Step("tried", lines[before], lines[-1], claim, ""))
    try:
        prove(tuple(steps), replace(setting, given=(lines[0],)))
    except NotProved:
        return False
    return True


LOG, SLOPE = (0, "ℓ(θ) = -n log θ", Logarithm()), (2, "ℓ'(θ) = -n/θ < 0", SignOfDerivative("θ", 1))


def test_the_maximum_is_the_least_admissible_value() -> None:
    def ended(after: str, upper: bool = False, setting: Setting = ABOVE_ZERO, bound: str = "θ >= max(x)") -> bool:
        return chain(setting, f"L(θ) = θ^(-n) 1{{{bound}}}", bound, LOG, SLOPE, (3, after, AtEnd("θ", upper)))

    assert ended("θ̂ = max(x)")
    assert not ended("θ̂ = min(x)")
    assert not ended("θ̂ = max(x)", upper=True)
    assert not ended("θ̂ = max(x)", bound="θ > max(x)")


def test_an_open_end_is_never_reached() -> None:
    def missing(bound: str, after: str) -> bool:
        lines = LOG, SLOPE, (3, after, NoMaximum("θ", False))
        return chain(ABOVE_ZERO, f"L(θ) = θ^(-n) 1{{{bound}}}", bound, *lines)

    assert missing("θ > max(x)", "θ > max(x)")
    assert not missing("θ >= max(x)", "θ >= max(x)")
    assert not missing("θ > max(x)", "θ > 0")


def test_an_end_of_integers_is_an_integer() -> None:
    lines = (0, "ℓ(N) = -n log N", Logarithm()), (2, "ℓ'(N) = -n/N < 0", SignOfDerivative("N", 1))
    for setting, bound, end in ((WHOLE, "N >= max(x)", True), (WHOLE, "N >= 5/2", False)):
        value = bound.removeprefix("N >= ")
        found = chain(setting, f"L(N) = N^(-n) 1{{{bound}}}", bound, *lines, (3, f"N̂ = {value}", AtEnd("N", False)))
        assert found == end


def test_estimates_at_the_ends_lie_in_the_whole_domain() -> None:
    """All observations equal: a ≤ 3 ≤ b, but a < b."""
    lines = (
        (0, "ℓ(a, b) = -2 log(b - a)", Logarithm()),
        (2, "∂ℓ/∂b = -2/(b - a) < 0", SignOfDerivative("b", 1)),
        (3, "b̂ = 3", AtEnd("b", False)),
        (2, "∂ℓ/∂a = 2/(b - a) > 0", SignOfDerivative("a", 1)),
    )
    likelihood, bounds = "L(a, b) = (b - a)^(-2) 1{a <= 3} 1{b >= 3}", "a <= 3, b >= 3"
    assert chain(ANY, likelihood, bounds, *lines)
    assert not chain(ANY, likelihood, bounds, *lines, (5, "â = 3", AtEnd("a", True)))


def test_a_flat_likelihood_is_maximal_on_the_whole_admissible_set() -> None:
    bound = "max(x) - 1/2 <= μ <= min(x) + 1/2"

    def flat(
        after: str, claim: Claim, likelihood: str = "L(μ) = 1", limits: str = bound, setting: Setting = CLOSE
    ) -> bool:
        return chain(setting, f"{likelihood}·1{{{limits}}}", limits, (0, after, claim))

    assert flat("μ̂ ∈ [max(x) - 1/2, min(x) + 1/2]", Flat("μ"))
    assert flat("μ̂ ∈ [max(x) - 1/2, min(x) + 1/2]", Flat("μ"), "L(μ) = 3 s^2")
    assert not flat("μ̂ ∈ (max(x) - 1/2, min(x) + 1/2)", Flat("μ"))
    assert not flat("μ̂ ∈ [max(x) - 1/2, max(x) + 1/2]", Flat("μ"))
    assert not flat("μ̂ = max(x) - 1/2", Flat("μ"))
    assert not flat("μ̂ ∈ [max(x) - 1/2, min(x) + 1/2]", Flat("μ"), "L(μ) = (1 + μ^2)")
    assert not flat("μ̂ ∈ [max(x) - 1/2, min(x) + 1/2]", Flat("μ"), "L(μ) = (s - 1)")
    assert not flat("ŝ ∈ [max(x) - 1/2, min(x) + 1/2]", Flat("s"))
    assert flat("μ̂ = 2", Flat("μ"), limits="2 <= μ <= 2", setting=ANY)
    assert not flat("μ̂ = 3", Flat("μ"), limits="2 <= μ <= 3", setting=ANY)


def test_an_indicator_is_one_only_where_its_condition_was_stated() -> None:
    assert chain(ABOVE_ZERO, "L(θ) = θ^(-n) 1{θ >= max(x)}", "θ >= max(x)", (0, "L(θ) = θ^(-n)", Equal()))
    lines = (("L(θ) = θ^(-n) 1{θ >= max(x)}", None),)
    assert not accepted(lines, Equal(), "L(θ) = θ^(-n)", ABOVE_ZERO)
