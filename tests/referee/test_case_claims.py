"""Claims about single cases: what follows in a case, and near misses that have to be refused."""

from __future__ import annotations

import pytest

from derive.claims.cases import Beyond, Clamped, Extreme, ExtremeAtEnd, ExtremeWithout
from derive.claims.claim import Claim
from derive.claims.maxima import SignChange
from derive.claims.values import Differentiated, Equal, Given, Logarithm
from derive.domains import NON_NEGATIVE, POSITIVE, PROBABILITY, REAL, Domain
from derive.expressions import ONE, ZERO, Symbol
from derive.notation.reader import read
from derive.referee import NotProved, prove
from derive.steps import Setting, Step

N = Domain(lower=ONE, lower_closed=True, integer=True)
BIT = Domain(ZERO, ONE, True, True, True)
COUNT = Domain(lower=ZERO, lower_closed=True, integer=True)
UNIT, OPEN = PROBABILITY, PROBABILITY.interior()
Lines = tuple[tuple[str, Claim | None], ...]


def setting(variable: str, domain: Domain, support: Domain, **more: Domain) -> Setting:
    return Setting(domains={variable: domain, "n": N, **more}, supports={"x": support})


def accepted(lines: Lines, claim: Claim, after: str, where: Setting) -> bool:
    """Whether the new line is proved behind the lines; a line without a claim is given."""
    steps, previous = [], None
    given = tuple(read(text) for text, known in lines if known is None)
    for text, known in lines:
        line = read(text)
        steps.append(Step("earlier", None if known is None else previous, line, known or Given(), ""))
        previous = line
    where = Setting(where.domains, where.values, where.supports, facts=where.facts, given=given)
    prove(tuple(steps), where)
    try:
        prove((*steps, Step("tried", previous, read(after), claim, "")), where)
    except NotProved:
        return False
    return True


def rows(lines: Lines, claim: Claim, where: Setting, *afters: str) -> list[tuple[Lines, Claim, Setting, str]]:
    return [(lines, claim, where, after) for after in afters]


FLIPS = (("L(p) = Π p^x_i (1-p)^(1-x_i)", None),)
CLOSED, NARROW = setting("p", UNIT, BIT), setting("p", OPEN, BIT)
NO_HEADS, ALL_HEADS = Extreme("x", ZERO, True), Extreme("x", ONE, True)
TAILS = (*FLIPS, ("Σ x_i = 0 ⇒ L(p) = (1-p)^n", NO_HEADS))
HEADS = (*FLIPS, ("Σ x_i = n ⇒ L(p) = p^n", ALL_HEADS))
GIVEN = (("L(p) = p^k (1-p)^(n-k)", None),)
KNOWN = setting("p", UNIT, BIT, k=Domain(ZERO, Symbol("n"), True, True))
NONE_OF_K = Extreme("k", ZERO, False)
COUNTS = (("L(λ) = Π λ^x_i exp(-λ)/x_i!", None),)
RATES = setting("λ", POSITIVE, COUNT)
LATER = (("L(λ) = Π λ exp(-λ x_i)", None),)
LIVES = setting("λ", POSITIVE, NON_NEGATIVE)

ROOT = read("mean(x)")
BELL = (
    ("L(μ) = Π exp(-(x_i-μ)^2/2)", None), ("ℓ(μ) = -Σ (x_i-μ)^2/2", Logarithm()),
    ("ℓ'(μ) = Σ (x_i - μ)", Differentiated("μ")), ("ℓ'(μ) = n (mean(x) - μ)", SignChange("μ", ROOT)),
)
SCORE = BELL[:3]
ABOVE, ABOVE_OPEN = setting("μ", NON_NEGATIVE, REAL), setting("μ", POSITIVE, REAL)
BOX = setting("μ", Domain(ZERO, ONE, True, True), REAL)
MIXED = setting("μ", Domain(ZERO, ONE, False, True), REAL)
LOGS = (("L(p) = Π p^x_i (1-p)^(1-x_i)", None), ("ℓ(p) = Σ x_i log p + (n - Σ x_i) log(1-p)", Logarithm()),
        ("ℓ'(p) = Σ x_i/p - (n - Σ x_i)/(1-p)", Differentiated("p")),
        ("ℓ'(p) = n (mean(x) - p)/(p (1-p))", SignChange("p", ROOT)))
HALF = setting("p", Domain(ZERO, read("1/2"), True, True), BIT)

RIGHT = [
    *rows(FLIPS, NO_HEADS, CLOSED, "Σ x_i = 0 ⇒ L(p) = (1-p)^n", "Σ x_i = 0 ⇒ L(p) = p^0 (1-p)^n = (1-p)^n"),
    *rows(FLIPS, ALL_HEADS, CLOSED, "Σ x_i = n ⇒ L(p) = p^n"),
    *rows(TAILS, ExtremeAtEnd("p", False), CLOSED, "Σ x_i = 0 ⇒ p̂ = 0", "Σ x_i = 0 ⇒ p̂ = 0 = mean(x)",
          "Σ x_i = 0 ⇒ p̂ = 0 = Σ x_i/n"),
    *rows(HEADS, ExtremeAtEnd("p", True), CLOSED, "Σ x_i = n ⇒ p̂ = 1 = mean(x)"),
    *rows(TAILS, ExtremeWithout("p", False), NARROW, "Σ x_i = 0 ⇒ p → 0"),
    *rows(GIVEN, NONE_OF_K, KNOWN, "k = 0 ⇒ L(p) = (1-p)^n"),
    *rows(GIVEN, Extreme("k", Symbol("n"), False), KNOWN, "k = n ⇒ L(p) = p^n"),
    *rows(COUNTS, NO_HEADS, RATES, "Σ x_i = 0 ⇒ L(λ) = exp(-n λ)"),
    *rows((*LATER, ("Σ x_i = 0 ⇒ L(λ) = λ^n", NO_HEADS)), ExtremeWithout("λ", True), LIVES, "Σ x_i = 0 ⇒ λ → ∞"),
    *rows(BELL, Clamped("μ", ROOT), ABOVE, "μ̂ = max(0, mean(x))", "μ̂ = max(0, mean(x)) = max(mean(x), 0)"),
    *rows(BELL, Clamped("μ", ROOT), ABOVE_OPEN, "mean(x) > 0 ⇒ μ̂ = mean(x)", "0 < mean(x) ⇒ μ̂ = mean(x)"),
    *rows(BELL, Clamped("μ", ROOT), BOX, "μ̂ = min(1, max(0, mean(x)))"),
    *rows(BELL, Clamped("μ", ROOT), MIXED, "mean(x) > 0 ⇒ μ̂ = min(1, mean(x))"),
    *rows(BELL, Beyond("μ", ROOT, False), ABOVE_OPEN, "mean(x) <= 0 ⇒ μ → 0"),
    *rows(LOGS, Clamped("p", ROOT), HALF, "p̂ = min(1/2, mean(x))", "p̂ = min(1/2, max(0, mean(x)))"),
]

WRONG = [
    # another value, another case, an end that the observations do not have
    *rows(FLIPS, NO_HEADS, CLOSED, "Σ x_i = 0 ⇒ L(p) = p^n", "Σ x_i = 0 ⇒ L(p) = (1-p)", "Σ x_i = 1 ⇒ L(p) = (1-p)^n",
          "Σ x_i = n ⇒ L(p) = (1-p)^n", "Σ x_i <= 0 ⇒ L(p) = (1-p)^n", "x_1 = 0 ⇒ L(p) = (1-p)^n",
          "Σ x_i = 0 ⇒ ℓ(p) = (1-p)^n", "L(p) = (1-p)^n", "Σ x_i = 0 → L(p) = (1-p)^n"),
    *rows(FLIPS, Extreme("x", read("1/2"), True), CLOSED, "Σ x_i = n/2 ⇒ L(p) = p^(n/2) (1-p)^(n/2)"),
    *rows(FLIPS, NO_HEADS, setting("p", UNIT, REAL), "Σ x_i = 0 ⇒ L(p) = (1-p)^n"),
    *rows(GIVEN, NONE_OF_K, KNOWN, "k = n ⇒ L(p) = (1-p)^n", "k = 0 ⇒ L(p) = p^n"),
    *rows(GIVEN, Extreme("k", ONE, False), KNOWN, "k = 1 ⇒ L(p) = p (1-p)^(n-1)"),
    *rows((*FLIPS, ("ℓ(p) = Σ x_i log p + (n - Σ x_i) log(1-p)", Logarithm())), NO_HEADS, CLOSED,
          "Σ x_i = 0 ⇒ L(p) = (1-p)^n", "Σ x_i = 0 ⇒ ℓ(p) = n log(1-p)"),
    # the wrong end, an end that does not belong, a formula with another value there
    *rows(TAILS, ExtremeAtEnd("p", True), CLOSED, "Σ x_i = 0 ⇒ p̂ = 1"),
    *rows(TAILS, ExtremeAtEnd("p", False), CLOSED, "Σ x_i = 0 ⇒ p̂ = 1", "Σ x_i = 0 ⇒ p̂ = 0 = 1 - mean(x)",
          "Σ x_i = n ⇒ p̂ = 0", "p̂ = 0", "Σ x_i = 0 ⇒ p̂ = 0 = (Σ x_i + 1)/n"),
    *rows(HEADS, ExtremeAtEnd("p", False), CLOSED, "Σ x_i = n ⇒ p̂ = 0"),
    *rows(TAILS, ExtremeAtEnd("p", False), NARROW, "Σ x_i = 0 ⇒ p̂ = 0"),
    *rows(TAILS, ExtremeWithout("p", False), CLOSED, "Σ x_i = 0 ⇒ p → 0"),
    *rows(TAILS, ExtremeWithout("p", False), NARROW, "Σ x_i = 0 ⇒ p → 1", "Σ x_i = n ⇒ p → 0"),
    *rows(FLIPS, ExtremeAtEnd("p", False), CLOSED, "Σ x_i = 0 ⇒ p̂ = 0"),
    # the point next to a root
    *rows(BELL, Clamped("μ", ROOT), ABOVE, "μ̂ = mean(x)", "μ̂ = min(0, mean(x))", "μ̂ = max(1, mean(x))",
          "μ̂ = max(0, Σ x_i)", "μ̂ = 0", "mean(x) > 0 ⇒ μ̂ = mean(x)"),
    *rows(BELL, Clamped("μ", ROOT), ABOVE_OPEN, "μ̂ = max(0, mean(x))", "μ̂ = mean(x)", "mean(x) < 0 ⇒ μ̂ = mean(x)",
          "mean(x) >= 0 ⇒ μ̂ = mean(x)", "mean(x) > -1 ⇒ μ̂ = mean(x)"),
    *rows(BELL, Clamped("μ", ROOT), BOX, "μ̂ = max(0, mean(x))", "μ̂ = min(0, max(1, mean(x)))",
          "μ̂ = max(0, min(1, mean(x)))", "μ̂ = min(1, mean(x))"),
    *rows(BELL, Clamped("μ", ROOT), setting("μ", REAL, REAL), "μ̂ = mean(x)", "μ̂ = max(0, mean(x))"),
    *rows(BELL, Clamped("μ", read("mean(x) + 1")), ABOVE, "μ̂ = max(0, mean(x) + 1)"),
    *rows(SCORE, Clamped("μ", ROOT), ABOVE, "μ̂ = max(0, mean(x))"),
    *rows(BELL, Beyond("μ", ROOT, False), ABOVE, "mean(x) <= 0 ⇒ μ → 0"),
    *rows(BELL, Beyond("μ", ROOT, False), ABOVE_OPEN, "mean(x) <= 1 ⇒ μ → 0", "mean(x) <= 0 ⇒ μ → 1",
          "mean(x) >= 0 ⇒ μ → 0"),
    *rows(LOGS, Clamped("p", ROOT), HALF, "p̂ = max(0, mean(x))"),
]


@pytest.mark.parametrize(("lines", "claim", "where", "after"), RIGHT)
def test_what_follows(lines: Lines, claim: Claim, where: Setting, after: str) -> None:
    assert accepted(lines, claim, after, where)


@pytest.mark.parametrize(("lines", "claim", "where", "after"), WRONG)
def test_what_does_not_follow(lines: Lines, claim: Claim, where: Setting, after: str) -> None:
    assert not accepted(lines, claim, after, where)


def test_a_case_does_not_lean_on_the_facts_of_the_regular_one() -> None:
    regular = Setting(CLOSED.domains, supports=CLOSED.supports, facts=(read("0 < Σ x_i < n"),))  # type: ignore[arg-type]
    assert accepted(FLIPS, NO_HEADS, "Σ x_i = 0 ⇒ L(p) = (1-p)^n", regular)
    assert not accepted(FLIPS, NO_HEADS, "Σ x_i = 0 ⇒ L(p) = p^n (1-p)^n", regular)
    assert not accepted((*FLIPS, ("L(p) = p^(Σ x_i) (1-p)^(n - Σ x_i)", Equal())), NO_HEADS,
                        "Σ x_i = 0 ⇒ L(p) = (1-p)^n", regular)
