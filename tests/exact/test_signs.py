"""Signs in the interior of the domain: what is proved, and what must not be."""

from __future__ import annotations

import pytest
from settings_in_words import COUNTS, DOMAINS, POSITIVE_DATA, REAL_DATA, fact, formula

from derive.domains import NON_NEGATIVE, POSITIVE, PROBABILITY, Domain
from derive.exact import Field
from derive.records import replace
from derive.steps import Setting

SOME_SUCCESSES = replace(REAL_DATA, facts=(fact("0 < Σx_i < n"),))
SPREAD = replace(REAL_DATA, facts=(fact("Σ((x_i-x̄)²) > 0"),))
ANY = REAL_DATA
KNOWN_SUM = Setting({**DOMAINS, "s": Domain(formula("0"), formula("n"))})
WEIGHED = Setting(DOMAINS, supports={"x": POSITIVE, "y": NON_NEGATIVE}, facts=(fact("Σy_i > 0"),))
SHARES = Setting(DOMAINS, supports={"x": PROBABILITY}, facts=(fact("Σx_i < n"),))
BEYOND_TWO = Setting(DOMAINS, supports={"x": Domain(formula("2"), None, True)}, facts=(fact("Σx_i > 2n"),))
SQUARES = replace(REAL_DATA, facts=(fact("Σ(x_i²) > 0"),))
BEYOND_FOUR = Setting(DOMAINS, supports={"x": Domain(formula("4"), None, True)}, facts=(fact("Σx_i > 4n"),))
WAITS = Setting(DOMAINS, supports={"x": NON_NEGATIVE}, facts=(fact("Σx_i > 0"),))
INVERSES = Setting(
    DOMAINS, supports={"x": POSITIVE}, facts=(fact("(Σx_i)² Σ(1/x_i) > n Σx_i"),)
)
BEYOND = Setting({**DOMAINS, "θ": Domain(formula("2")), "α": Domain(formula("1"), None, True)})
RESTRICTED = Setting({**DOMAINS, "p": Domain(formula("1/2"), formula("2/3"), True, True)})

SIGNS = [
    (BEYOND_FOUR, "n/(Σ log x_i - n log 4)", 1),
    (BEYOND_FOUR, "n/(Σ log x_i - n log 5)", None),
    (WAITS, "Σ e^(2 x_i) - n", 1),
    (WAITS, "Σ e^(2 x_i) - 2 n", None),
    (replace(WAITS, facts=()), "Σ e^(2 x_i) - n", None),
    (INVERSES, "Σx_i Σ(1/x_i) - n", 1),
    (INVERSES, "Σx_i Σ(1/x_i) - 2 n", None),
    (ANY, "θ(1-θ)", 1),
    (ANY, "-7/θ² - 3/(1-θ)²", -1),
    (ANY, "θ² - θ", -1),
    (ANY, "θ - θ", 0),
    (ANY, "μ", None),
    (ANY, "μ² + 1", 1),
    (ANY, "μ² - 2μ + 2", 1),
    (ANY, "(μ-1)²", None),
    (ANY, "197θ² - 15θ - 68", None),
    (ANY, "θ² + θ + 1", 1),
    (ANY, "θ³ - 3θ + 3", 1),
    (ANY, "-n/σ²", -1),
    (ANY, "1/sqrt(2πσ²) exp(-(a-μ)²/(2σ²))", 1),
    (ANY, "Σ(x_i-μ)", None),
    (ANY, "Σ((x_i-μ)²)", None),
    (ANY, "-Σ(2 exp(-(x_i-μ))/(1+exp(-(x_i-μ)))²)", -1),
    (ANY, "d²/dμ²[-Σ(x_i-μ) - 2 Σ(log(1+exp(-(x_i-μ))))]", -1),
    (ANY, "-log θ", 1),
    (ANY, "log(1-θ)", -1),
    (ANY, "1 - exp(-λ)", 1),
    (ANY, "exp(λ) - 1 - λ", 1),
    (ANY, "1 - θ^k", 1),
    (ANY, "ψ(α)", None),
    (BEYOND, "θ - (9 - sqrt(17))/4", 1),
    (BEYOND, "θ - (9 + sqrt(17))/4", None),
    (BEYOND, "(8 - 9θ + 2θ²)/(θ - (9 + sqrt(17))/4)", 1),
    (BEYOND, "2ψ(α) - log(1/50)", 1),
    (BEYOND, "2ψ(α) - log(1/3)", None),
    (ANY, "I_0(α) - I_1(α)", 1),
    (ANY, "I_1(α) - I_0(α)/2", None),
    (ANY, "I_1(α)/I_0(α)", 1),
    (ANY, "d/dα[I_1(α)/I_0(α)]", 1),
    (ANY, "d/dα[I_1(α)/I_0(α) - α/2]", None),
    (ANY, "ζ(α + 1) - 1", 1),
    (ANY, "ζ(α + 1) - 2", None),
    (ANY, "d/dα[ζ(α + 1)]", -1),
    (ANY, "d/dα[ζ′(α + 1)/ζ(α + 1)]", 1),
    (ANY, "d/dα[α - ζ′(α + 1)/ζ(α + 1)]", None),
    (ANY, "d/dα[ψ(α)]", 1),
    (ANY, "d/dα[ψ(α)] - 1/α", 1),
    (ANY, "n", 1),
    (ANY, "n - 1", None),
    (ANY, "log 2 - 1", -1),
    (ANY, "1 - Φ(μ)", 1),
    (ANY, "Φ(μ) - Φ(μ)²", 1),
    (ANY, "2 - Φ(μ) - Φ(-μ)", 1),
    (ANY, "Φ(μ) - 1/2", None),
    (ANY, "-log(1-θ) - θ", 1),
    (ANY, "-log(1-θ) - 2θ", None),
    (ANY, "ψ′(α + 5/2) - ψ′(α)", -1),
    (ANY, "ψ′(α + 5/2) - ψ′(α) + 1/α", None),
    (ANY, "log α - ψ(α)", 1),
    (ANY, "log α - ψ(α) - 1/α", -1),
    (ANY, "log α - ψ(α) - 2/(3α)", None),
    (ANY, "log(λ + 1) - log λ", 1),
    (ANY, "log(λ + 1) - 2 log λ", None),
    (ANY, "exp(λ) (λ - 1) + 1", 1),
    (ANY, "exp(λ) (λ - 2) + 1", None),
    (POSITIVE_DATA, "(Σx_i^k) (Σ(x_i^k log(x_i)²)) - (Σ(x_i^k log x_i))² + 1", 1),
    (POSITIVE_DATA, "(Σx_i^k) (Σ(x_i^k log(x_i)²)) - (Σ(x_i^k log x_i))²", None),
    (POSITIVE_DATA, "(Σx_i^k) (Σ(x_i^k log(x_i)²)) - 2 (Σ(x_i^k log x_i))² + 1", None),
    (REAL_DATA, "(Σexp(-x_i/λ)) (Σ(exp(-x_i/λ) x_i²)) - (Σ(exp(-x_i/λ) x_i))² + 1", 1),
    (REAL_DATA, "(Σexp(-x_i/λ)) (Σ(exp(-x_i/λ) x_i²)) - (Σ(exp(x_i/λ) x_i))² + 1", None),
    (POSITIVE_DATA, "Σx_i", 1),
    (POSITIVE_DATA, "-α Σx_i - Σ(x_i^k)", -1),
    (COUNTS, "Σx_i", None),
    (COUNTS, "λ^(Σx_i) exp(-nλ)/Π(x_i!)", 1),
    (SOME_SUCCESSES, "Σx_i/n", 1),
    (SOME_SUCCESSES, "1 - x̄", 1),
    (SOME_SUCCESSES, "-Σx_i/θ² - (n-Σx_i)/(1-θ)²", -1),
    (SOME_SUCCESSES, "n - 2 Σx_i", None),
    (SPREAD, "Σ((x_i-x̄)²)/n", 1),
    (SPREAD, "Σ((x_i-μ)²)", 1),
    (SPREAD, "-n^3/(2 (Σ((x_i-x̄)²))²)", -1),
    (SPREAD, "sqrt(Σ((x_i-x̄)²)/n)", 1),
    (KNOWN_SUM, "n - s", 1),
    (KNOWN_SUM, "1 - s/n", 1),
    (KNOWN_SUM, "s/θ² + (n-s)/(1-θ)²", 1),
    (RESTRICTED, "58/p - 12/(1-p)", 1),
    (RESTRICTED, "60/p - 40/(1-p)", None),
    (WEIGHED, "Σ(x_i y_i)", 1),
    (WEIGHED, "Σ(x_i y_i²)", 1),
    (WEIGHED, "Σ(x_i y_i²) - Σy_i", None),
    (BEYOND_TWO, "Σ(log x_i) - n log 2", 1),
    (BEYOND_TWO, "Σ(log x_i) - n log 3", None),
    (replace(BEYOND_TWO, facts=()), "Σ(log x_i) - n log 2", None),
    (SHARES, "Σ(x_i (1-x_i))", None),
    (SHARES, "n - Σ(x_i²)", 1),
    (WEIGHED, "Σy_i + Σ(x_i y_i)", 1),
    (replace(WEIGHED, facts=()), "Σ(x_i y_i)", None),
    (replace(WEIGHED, supports={"x": NON_NEGATIVE, "y": NON_NEGATIVE}), "Σ(x_i y_i)", None),
    (SHARES, "Σ(log x_i)", -1),
    (SHARES, "-n/Σ(log x_i)", 1),
    (replace(SHARES, facts=()), "Σ(log x_i)", None),
    (SQUARES, "-n + sqrt(n² + 4n Σ(x_i²))", 1),
    (SQUARES, "-Σx_i + sqrt((Σx_i)² + 4n Σ(x_i²))", 1),
    (SQUARES, "Σx_i - sqrt((Σx_i)² - 4n Σ(x_i²))", None),
    (REAL_DATA, "-n + sqrt(n² + 4n Σ(x_i²))", None),
]


@pytest.mark.parametrize(("setting", "text", "sign"), SIGNS)
def test_sign(setting: Setting, text: str, sign: int | None) -> None:
    field = Field(setting)
    assert field.sign(formula(text)) == sign
    assert field.sign(field.normal(formula(text))) == sign
    assert Field(setting).sign(formula(f"-({text})")) == (sign if sign is None else -sign)
    if sign == 1:
        assert field.nonnegative(formula(text))


def test_what_was_asked_before_does_not_matter() -> None:
    field = Field(BEYOND)
    assert field.sign(formula("ψ(α)")) is None
    assert field.sign(formula("2ψ(α) - log(1/50)")) == 1


NON_NEGATIVE = [
    (ANY, "(μ-1)²"), (ANY, "Σ((x_i-μ)²)"), (ANY, "Σ(x_i²) - n x̄²"), (COUNTS, "Σx_i"), (ANY, "abs(μ)"), (ANY, "0"),
    (COUNTS, "Σx_i/λ + α"),
]


@pytest.mark.parametrize(("setting", "text"), NON_NEGATIVE)
def test_never_negative(setting: Setting, text: str) -> None:
    assert Field(setting).nonnegative(formula(text))
    assert not Field(setting).nonnegative(formula(f"-({text}) - 1"))


CHANGES = [
    (ANY, "7/θ - 3/(1-θ)", "θ", "7/10", 0, 1),
    (SOME_SUCCESSES, "Σx_i/θ - (n-Σx_i)/(1-θ)", "θ", "Σx_i/n", 0, 1),
    (replace(COUNTS, facts=(fact("Σx_i > 0"),)), "Σx_i/λ - n", "λ", "x̄", 0, None),
    (SPREAD, "-n/(2σ²) + Σ((x_i-x̄)²)/(2(σ²)²)", "σ²", "Σ((x_i-x̄)²)/n", 0, None),
    (POSITIVE_DATA, "n/λ - Σx_i", "λ", "n/Σx_i", 0, None),
    (POSITIVE_DATA, "n/β - Σ(x_i^k)", "β", "n/Σ(x_i^k)", 0, None),
    (POSITIVE_DATA, "n α/β - Σx_i", "β", "α/x̄", 0, None),
]


@pytest.mark.parametrize(("setting", "score", "name", "root", "low", "high"), CHANGES)
def test_score_positive_below_the_root_and_negative_above(
    setting: Setting, score: str, name: str, root: str, low: int, high: int | None
) -> None:
    field = Field(setting)
    upper = None if high is None else formula(str(high))
    below = {name: Domain(formula(str(low)), formula(root))}
    above = {name: Domain(formula(root), upper)}
    assert field.sign(formula(score), below) == 1
    assert field.sign(formula(score), above) == -1
    assert field.sign(formula(score)) is None


def test_an_integer_domain_has_no_interior() -> None:
    zero = Domain(formula("0"), None, lower_closed=True, integer=True)
    assert Field(Setting({"k": zero})).sign(formula("k")) is None
    assert Field(Setting({"k": POSITIVE})).sign(formula("k")) == 1
    assert Field(Setting({"k": zero})).nonnegative(formula("k"))
