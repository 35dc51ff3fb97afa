"""Claims about the law of an observation: survival functions, and near misses."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.claims.claim import Claim
from derive.claims.laws import Distribution, Survival, Total
from derive.claims.maxima import SignOfDerivative
from derive.claims.values import Given
from derive.claims.zeros import Zeros
from derive.domains import NON_NEGATIVE, POSITIVE, PROBABILITY, REAL, Domain
from derive.expressions import ONE, ZERO, Relation
from derive.families.registry import families
from derive.families.written import density_of, support_of, survival_of
from derive.notation.reader import read
from derive.records import replace
from derive.records import replace as with_fields
from derive.referee import NotProved, prove
from derive.steps import Setting, Step

WHOLE = Domain(lower=ZERO, lower_closed=True, integer=True)
ANY = Setting(domains={"θ": POSITIVE, "μ": REAL, "k": POSITIVE, "p": PROBABILITY}, supports={"x": NON_NEGATIVE})
LINE, TRIALS = replace(ANY, supports={"x": REAL}), replace(ANY, supports={"x": with_fields(WHOLE, lower=ONE)})
UNIT = replace(ANY, supports={"x": PROBABILITY})


def accepted(density: str, line: str, setting: Setting) -> bool:
    first, after = read(density), read(line)
    given = Step("model", None, first, Given(), "")
    try:
        prove((given, Step("survival", first, after, Survival("x"), "")), replace(setting, given=(first,)))
    except NotProved:
        return False
    return True


RIGHT = [
    ("f(x | θ) = θ e^(-θ x)", "S(x | θ) = e^(-θ x)", ANY),
    ("f(x | θ) = 1/θ e^(-x/θ)", "S(x | θ) = exp(-x/θ)", ANY),
    ("f(x | k) = k x^(k-1) e^(-x^k)", "S(x | k) = e^(-x^k)", ANY),
    ("f(x | θ) = θ x^(θ-1)", "S(x | θ) = 1 - x^θ", UNIT),
    ("f(x | μ) = 1/sqrt(2π) e^(-(x-μ)^2/2)", "S(x | μ) = Φ(μ - x)", LINE),
    ("f(x | μ) = 1/sqrt(2π) e^(-(x-μ)^2/2)", "S(x | μ) = 1 - Φ(x - μ)", LINE),
    ("f(x | p) = p (1-p)^(x-1)", "S(x | p) = (1-p)^x", TRIALS),
    ("f(x | θ) = θ/(1+x)^(θ+1)", "S(x | θ) = (1+x)^(-θ)", ANY),
]
WRONG = [
    ("f(x | θ) = θ e^(-θ x)", "S(x | θ) = 1 - e^(-θ x)", ANY),  # the distribution function
    ("f(x | θ) = θ e^(-θ x)", "S(x | θ) = e^(-θ x) + 1", ANY),  # does not fall to zero
    ("f(x | θ) = θ e^(-θ x)", "S(x | θ) = e^(-x/θ)", ANY),  # rate and scale
    ("f(x | θ) = 2 θ e^(-θ x)", "S(x | θ) = 2 e^(-θ x)", ANY),  # the total is two
    ("f(x | θ) = θ e^(-θ x)", "S(x | θ) = e^(-θ x)", LINE),  # not over the whole line
    ("f(x | θ) = θ x^θ", "S(x | θ) = 1 - x^θ", UNIT),
    ("f(x | p) = p (1-p)^x", "S(x | p) = (1-p)^x", TRIALS),  # one step off
    ("f(x | p) = p (1-p)^(x-1)", "S(x | p) = (1-p)^x", replace(ANY, supports={"x": WHOLE})),
    ("f(x | p) = p (1-p)^(x-1)", "S(x | p) = (1-p)^x", ANY),  # no whole numbers
    ("f(x | θ) = θ e^(-θ x)", "f(x | θ) = e^(-θ x)", ANY),  # the name is taken
    ("f(x | θ) = θ e^(-θ x)", "S(θ) = e^(-θ x)", ANY),
    ("f(x | θ) = θ e^(-θ x)", "e^(-θ x)", ANY),
    ("f(x | μ) = 1/sqrt(2π) e^(-(x-μ)^2/2)", "S(x | μ) = Φ(x - μ)", LINE),
    ("f(x | μ) = -1/2 e^(-|x-μ|) sign(x)", "S(x | μ) = floor(x) + e^(-x)", LINE),  # jumps
]


@pytest.mark.parametrize(("density", "line", "setting"), RIGHT)
def test_what_follows(density: str, line: str, setting: Setting) -> None:
    assert accepted(density, line, setting)


@pytest.mark.parametrize(("density", "line", "setting"), WRONG)
def test_near_misses(density: str, line: str, setting: Setting) -> None:
    assert not accepted(density, line, setting)


SPELLINGS = [f for family in families() for f in dict.fromkeys((family, *(other for _, other in family.spellings)))]


@pytest.mark.parametrize("family", [f for f in SPELLINGS if f.survival], ids=lambda f: f"{f.name}-{f.density}")
def test_each_formula_of_a_family_is_proved(family) -> None:
    names = {"a": read("2"), "b": read("5"), "x_m": read("3/2"), "μ": read("μ"), "p": read("p")}
    arguments = tuple(names.get(parameter.name, read("θ")) for parameter in family.parameters)
    setting = replace(ANY, supports={"x": support_of(family, "x", arguments)})
    density, survival = density_of(family, "x", arguments), survival_of(family, "x", arguments)
    first = Relation((read("f(x | θ, μ, p)"), density), ("=",))
    after = Relation((read("S(x | θ, μ, p)"), survival), ("=",))
    steps = (Step("model", None, first, Given(), ""), Step("survival", first, after, Survival("x"), ""))
    prove(steps, replace(setting, given=(first,)))


# ---- distribution functions and totals ----------------------------------------------------------------------


def judged(density: str, line: str, claim: Claim, setting: Setting) -> bool:
    first, after = read(density), read(line)
    given = Step("model", None, first, Given(), "")
    try:
        prove((given, Step("tried", first, after, claim, "")), replace(setting, given=(first,)))
    except NotProved:
        return False
    return True


def kernel(kind: str, *parameters: str, constant: str = "1") -> Total:
    return Total("x", kind, tuple(map(read, parameters)), read(constant))


F, OPEN = Distribution("x"), replace(ANY, supports={"x": POSITIVE})
COUNTS = replace(ANY, supports={"x": WHOLE})
UNIT_P = replace(ANY, domains={**ANY.domains, "p": Domain(ZERO, ONE)}, supports={"x": WHOLE})
EXPONENTIAL = kernel("gamma", "1", "θ", "1", constant="θ")
SECOND = kernel("gamma", "2", "θ", "1", constant="θ^2")
FOLLOWS = [
    ("f(x | θ) = θ e^(-θ x)", "F(x | θ) = 1 - e^(-θ x)", F, ANY),
    ("f(x | θ) = (1/θ) 1{0 <= x <= θ}", "F(x | θ) = x/θ", F, ANY),
    ("f(x | θ) = θ e^(-θ x)", "θ/θ = 1", EXPONENTIAL, OPEN),
    ("f(x | θ) = θ^2 x e^(-θ x)", "θ^2 Γ(2)/θ^2 = 1", SECOND, OPEN),
    ("f(x | p) = p (1-p)^x", "p (1/p) = 1", kernel("geometric", "1-p", constant="p"), UNIT_P),
    ("f(x | θ) = e^(-θ) θ^x/x!", "e^(-θ) e^θ = 1", kernel("poisson", "θ", constant="e^(-θ)"), COUNTS),
]
DOES_NOT = [
    ("f(x | θ) = θ e^(-θ x)", "F(x | θ) = e^(-θ x)", F, ANY),  # the other chance
    ("f(x | θ) = (2/θ) 1{0 <= x <= θ}", "F(x | θ) = 2 x/θ", F, ANY),
    ("f(x | θ) = (1/θ) 1{0 <= x <= 2 θ}", "F(x | θ) = x/θ", F, ANY),
    ("f(x | θ) = (1/θ) 1{0 <= x <= θ} 1{x > 1}", "F(x | θ) = x/θ", F, ANY),
    ("f(x | θ) = 2 θ e^(-θ x)", "2 θ/θ = 1", kernel("gamma", "1", "θ", "1", constant="2 θ"), OPEN),
    ("f(x | θ) = 2 θ e^(-θ x)", "θ/θ = 1", EXPONENTIAL, OPEN),  # another density
    ("f(x | θ) = θ e^(-θ x)", "θ/θ = 1", EXPONENTIAL, LINE),  # another support
    ("f(x | μ) = μ e^(-μ x)", "μ/μ = 1", kernel("gamma", "1", "μ", "1", constant="μ"), OPEN),  # μ may be negative
    ("f(x | θ) = θ e^(-θ x)", "θ/θ = 1", kernel("gamma", "1", "θ", "1", constant="θ x^0 + x - x"), OPEN),
    ("f(x | p) = p (1-p)^x", "p (1/p) = 1", kernel("geometric", "1-p", constant="p"), replace(
        UNIT_P, supports={"x": with_fields(WHOLE, lower=ONE)})),
    ("f(x | θ) = e^(-θ) θ^x/x!", "e^(-θ) e^θ = 1", kernel("poisson", "θ", constant="e^(-θ)"), replace(
        COUNTS, supports={"x": with_fields(WHOLE, lower=ONE)})),
    ("f(x | θ) = θ e^(-θ x)", "θ/θ = 2", EXPONENTIAL, OPEN),
]


@pytest.mark.parametrize(("density", "line", "claim", "setting"), FOLLOWS)
def test_a_total_is_proved(density: str, line: str, claim: Claim, setting: Setting) -> None:
    assert judged(density, line, claim, setting)


@pytest.mark.parametrize(("density", "line", "claim", "setting"), DOES_NOT)
def test_a_total_that_is_not_one_is_refused(density: str, line: str, claim: Claim, setting: Setting) -> None:
    assert not judged(density, line, claim, setting)


# ---- the ratio φ/Φ, which falls -------------------------------------------------------------------------------

RATIO = "e^(-μ^2/2)/(sqrt(2π) Φ(μ))"
FALLS = [
    (f"g'(μ) = -{RATIO} (μ + {RATIO}) < 0", True),
    (f"g'(μ) = -{RATIO} (μ + {RATIO}) > 0", False),
    (f"g'(μ) = -{RATIO} (μ + 2 {RATIO}) < 0", False),  # another function
    (f"g'(μ) = {RATIO} (μ + {RATIO}) < 0", False),
]


@pytest.mark.parametrize(("line", "right"), FALLS)
def test_the_slope_of_log_of_the_normal_distribution_function_falls(line: str, right: bool) -> None:
    assert judged(f"g(μ) = {RATIO}", line, SignOfDerivative("μ", 1), LINE) is right


@pytest.mark.parametrize("sum", ["μ - e^(-μ^2/2)/(sqrt(2π) Φ(μ))", "μ + e^(-μ^2/2)/(2 sqrt(2π) Φ(μ))",
                                 "μ + e^(-μ^2/2)/(sqrt(2π) Φ(-μ))"])
def test_other_sums_have_no_such_sign(sum: str) -> None:
    line = f"h(μ) = {sum}"
    assert not judged(line, f"{line} > 0", SignOfDerivative("μ", 0), LINE)


def test_that_sum_is_positive() -> None:
    line = f"h(μ) = μ + {RATIO}"
    assert judged(line, f"{line} > 0", SignOfDerivative("μ", 0), LINE)


@pytest.mark.parametrize(("score", "slope", "right"), [
    (f"g(μ) = 1 - μ + {RATIO}", f"g'(μ) = -1 - {RATIO} (μ + {RATIO}) < 0", True),
    ("g(μ) = 5 - μ - μ^3", "g'(μ) = -1 - 3 μ^2 < 0", False),
    (f"g(μ) = 1 - 2 μ + {RATIO}", f"g'(μ) = -2 - {RATIO} (μ + {RATIO}) < 0", False),
])
def test_the_slope_that_a_line_states_serves_its_own_function_only(score: str, slope: str, right: bool) -> None:
    equation = read(f"1 - μ + {RATIO} = 0")
    given = (read(score), equation)
    steps = (
        Step("model", None, given[0], Given(), ""),
        Step("concave", given[0], read(slope), SignOfDerivative("μ", 1), ""),
        Step("equation", None, equation, Given(), ""),
    )
    prove(steps, replace(LINE, given=given))
    zero = Step("zero", equation, read("μ ≈ 1.21"), Zeros("μ", ((Fraction("1.212"), Fraction("1.2149")),)), "")
    try:
        prove((*steps, zero), replace(LINE, given=given))
    except NotProved:
        assert not right
    else:
        assert right


STUDENT = kernel("student", "μ", "1/4", "5/2", constant="3/8")
CAUCHY = kernel("student", "0", "1", "θ", constant="1/π")
TAILS = [
    ("f(x | μ) = 3/8 (1+(x-μ)^2/4)^(-5/2)", "3/8 B(1/2, 2)/sqrt(1/4) = 1", STUDENT, LINE, True),
    ("f(x | μ) = 3/8 (1+(x-μ)^2/4)^(-5/2)", "3/8 B(1/2, 2)/sqrt(1/4) = 1", STUDENT, OPEN, False),
    ("f(x | μ) = 3/8 (1+x^2/4)^(-5/2)", "3/8 B(1/2, 2)/sqrt(1/4) = 1", STUDENT, LINE, False),
    ("f(x | θ) = 1/π (1+x^2)^(-θ)", "1/π B(1/2, θ-1/2) = 1", CAUCHY, LINE, False),  # not for every θ
    ("f(x | θ) = θ^2/(1+θ) (1+x) e^(-θ x)", "F(x | θ) = 1 - (1 + θ x/(1+θ)) e^(-θ x)", F, ANY, True),
    ("f(x | θ) = θ^2/(1+θ) (1+x) e^(-θ x)", "F(x | θ) = 1 - (2 + θ x/(1+θ)) e^(-θ x)", F, ANY, False),
    ("f(x | θ) = x e^x", "F(x | θ) = (x - 1) e^x + 1", F, ANY, False),  # grows
]


@pytest.mark.parametrize(("density", "line", "claim", "setting", "right"), TAILS)
def test_tails(density: str, line: str, claim: Claim, setting: Setting, right: bool) -> None:
    assert judged(density, line, claim, setting) is right
