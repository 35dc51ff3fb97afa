"""Claims about whole-number parameters: what follows, and near misses that must not pass."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.claims.claim import Claim
from derive.claims.integers import (
    Certain,
    ClimbsForEver,
    EndOfIntegers,
    FallsToZero,
    InSameSense,
    LastNotBelow,
    NeighbourRatio,
    NotBelow,
    OnlyWhereChosen,
    Peak,
    PeakOfFunction,
    RatioAgainstOne,
    RatioAt,
)
from derive.claims.maxima import AtEnd, NoMaximum, SignOfDerivative
from derive.claims.values import Differentiated, Equal, Given, Logarithm
from derive.domains import POSITIVE, PROBABILITY, Domain
from derive.expressions import ONE, ZERO, Expression, integer
from derive.notation.reader import Scope, read
from derive.records import replace
from derive.referee import NotProved, prove
from derive.steps import Column, Setting, Step


def integers(first: int | None = None, last: int | None = None) -> Domain:
    ends = [None if end is None else integer(end) for end in (first, last)]
    return Domain(*ends, first is not None, last is not None, True)


def at(first: int | None = None, last: int | None = None) -> Setting:
    return Setting(domains={"N": integers(first, last), "θ": POSITIVE})


Lines = tuple[tuple[str, Claim | None], ...]


def tree(text: str) -> Expression:
    return read(text, Scope(frozenset(("N",)), frozenset(("x",)), open_names=True))


def accepted(lines: Lines, claim: Claim, after: str, setting: Setting) -> bool:
    """Whether the new line is proved behind the lines; a line without a claim is given."""
    given = tuple(tree(text) for text, known in lines if known is None)
    setting = replace(setting, given=given)
    steps, likelihood, previous = [], None, None
    for text, known in lines:
        line = tree(text)
        before = likelihood if isinstance(known, NeighbourRatio) else previous
        steps.append(Step("earlier", None if known is None else before, line, known or Given(), ""))
        likelihood = likelihood or line
        previous = line
    prove(tuple(steps), setting)
    try:
        prove((*steps, Step("tried", previous, tree(after), claim, "")), setting)
    except NotProved:
        return False
    return True


def rows(lines: Lines, claim: Claim, setting: Setting, *afters: str) -> list[tuple[Lines, Claim, Setting, str]]:
    return [(lines, claim, setting, after) for after in afters]


FISH = (("L(N) = C(N-10, 7)/C(N, 12)", None),)
FISH_RATIO = (*FISH, ("L(N)/L(N-1) = (N-10) (N-12)/(N (N-17))", NeighbourRatio("N")))
FISH_AT_LEAST = (*FISH_RATIO, ("(N-10) (N-12)/(N (N-17)) >= 1", NotBelow("N")))
FISH_CLEARED = (*FISH_AT_LEAST, ("(N-10) (N-12) >= N (N-17)", InSameSense("N", tree("N (N-17)"))))
FISH_BOUND = (*FISH_CLEARED, ("120 >= 5 N", InSameSense("N")), ("N <= 24", InSameSense("N", tree("1/5"))))
COINS = (("L(N) = C(N, 4) C(N, 6) 4^(-N)", None),)
COINS_RATIO = (*COINS, ("L(N)/L(N-1) = N/(N-4) N/(N-6) 1/4", NeighbourRatio("N")))
ONE_COIN = (("L(N) = C(N, 7) 2^(-N)", None), ("L(N)/L(N-1) = N/(N-7) 1/2", NeighbourRatio("N")))
LOST = (("L(N) = C(N-10, 12)/C(N, 12)", None), ("L(N)/L(N-1) = (N-10)/(N-22) (N-12)/N", NeighbourRatio("N")))
LOST_GROWS = (*LOST, ("L(N)/L(N-1) = 1 + 120/(N (N-22)) > 1", RatioAgainstOne("N")))
FADING = (("L(N) = (3/5)^N", None), ("L(N)/L(N-1) = 3/5", NeighbourRatio("N")))
FADING_FALLS = (*FADING, ("L(N)/L(N-1) = 3/5 < 1", RatioAgainstOne("N")))
TWO_SAMPLES = (
    ("L(N) = C(N-10, 7) C(N-10, 8)/C(N, 12)^2", None),
    ("L(N)/L(N-1) = (N-10)^2 (N-12)^2/(N^2 (N-17) (N-18))", NeighbourRatio("N")),
)
TWO_PEAKS = (
    ("L(N) = exp(-(N-2)^2 (N-6)^2)", None),
    ("L(N)/L(N-1) = exp(-(N-2)^2 (N-6)^2 + (N-3)^2 (N-7)^2)", NeighbourRatio("N")),
)
DIP = (("L(N) = 1/(5 N - N^2 + 50)", None),
       ("L(N)/L(N-1) = (5 (N-1) - (N-1)^2 + 50)/(5 N - N^2 + 50)", NeighbourRatio("N")))

RIGHT = [
    *rows(FISH, NeighbourRatio("N"), at(17), "L(N)/L(N-1) = (N-10) (N-12)/(N (N-17))",
          "L(N)/L(N-1) = C(N-10, 7) C(N-1, 12)/(C(N-11, 7) C(N, 12)) = (N-10)/(N-17) (N-12)/N"),
    *rows(FISH_RATIO, NotBelow("N"), at(17), "(N-10) (N-12)/(N (N-17)) >= 1"),
    *rows(FISH_AT_LEAST, InSameSense("N", tree("N (N-17)")), at(17), "(N-10) (N-12) >= N (N-17)"),
    *rows(FISH_CLEARED, InSameSense("N"), at(17), "N^2 - 22 N + 120 >= N^2 - 17 N", "120 >= 5 N", "5 N <= 120"),
    *rows(FISH_BOUND, LastNotBelow("N"), at(17), "N̂ ∈ {23, 24}"),
    *rows(FISH_BOUND, LastNotBelow("N"), at(17, 20), "N̂ = 20"),
    *rows(FISH_BOUND, LastNotBelow("N"), at(17, 23), "N̂ = 23"),
    *rows(FISH_BOUND, LastNotBelow("N"), at(24), "N̂ = 24"),
    *rows(FISH_BOUND, LastNotBelow("N"), at(30), "N̂ = 30"),
    *rows(FISH_RATIO, RatioAt("N"), at(17), "L(24)/L(23) = 1", "L(20)/L(19) ≈ 1.33 > 1",
          "L(24)/L(23) = 1, L(25)/L(24) = 39/40 < 1"),
    *rows(FISH_RATIO, Peak("N"), at(17), "N̂ ∈ {23, 24}"),
    *rows(COINS_RATIO, Peak("N"), at(6), "N̂ = 10"),
    *rows(COINS_RATIO, Peak("N"), at(6, 8), "N̂ = 8"),
    *rows(COINS_RATIO, Peak("N"), at(12), "N̂ = 12"),
    *rows(ONE_COIN, Peak("N"), at(7), "N̂ ∈ {13, 14}"),
    *rows(TWO_SAMPLES, Peak("N"), at(18), "N̂ = 26"),
    *rows(LOST, RatioAgainstOne("N"), at(22), "L(N)/L(N-1) = 1 + 120/(N (N-22)) > 1"),
    *rows(LOST_GROWS, ClimbsForEver("N"), at(22), "N >= 22"),
    *rows(LOST_GROWS, EndOfIntegers("N"), at(22, 90), "N̂ = 90"),
    *rows(FADING, RatioAgainstOne("N"), at(0), "L(N)/L(N-1) = 3/5 < 1"),
    *rows(FADING_FALLS, EndOfIntegers("N"), at(0), "N̂ = 0"),
    *rows(FISH, OnlyWhereChosen("N"), at(10), "N >= 17"),
    *rows(FISH, OnlyWhereChosen("N"), at(10, 40), "N >= 17"),
    *rows((("L(N) = C(N, 5) C(50-N, 7)", None),), OnlyWhereChosen("N"), at(0, 50), "5 <= N <= 43"),
    *rows((("L(N) = N^3 exp(-N)", None),), OnlyWhereChosen("N"), at(0), "N >= 1"),
]

WRONG = [
    *rows(FISH, NeighbourRatio("N"), at(17), "L(N)/L(N-1) = (N-10) (N-12)/(N (N-18))",
          "L(N-1)/L(N) = N (N-17)/((N-10) (N-12))",
          "L(N)/L(N-2) = (N-10) (N-12)/(N (N-17))", "L(N) = (N-10) (N-12)/(N (N-17))",
          "L(N)/L(N-1) ≥ (N-10) (N-12)/(N (N-17))"),
    *rows(FISH, NeighbourRatio("N"), at(12), "L(N)/L(N-1) = (N-10) (N-12)/(N (N-17))"),  # L is zero below 17
    *rows(FISH, NeighbourRatio("θ"), at(17), "L(N)/L(N-1) = (N-10) (N-12)/(N (N-17))"),
    *rows((("L(θ) = θ^3 exp(-θ)", None),), NeighbourRatio("θ"), at(17), "L(θ)/L(θ-1) = (θ/(θ-1))^3 exp(-1)"),
    *rows((*FISH, ("ℓ(N) = log(C(N-10, 7)/C(N, 12))", Logarithm())), NeighbourRatio("N"), at(17),
          "ℓ(N)/ℓ(N-1) = log(C(N-10, 7)/C(N, 12))/log(C(N-11, 7)/C(N-1, 12))"),
    *rows(FISH_RATIO, NotBelow("N"), at(17), "(N-10) (N-12)/(N (N-17)) > 1", "(N-10) (N-12)/(N (N-17)) <= 1",
          "(N-10) (N-12)/(N (N-17)) >= 2", "(N-10) (N-12)/N >= 1"),
    *rows(FISH, NotBelow("N"), at(17), "C(N-10, 7)/C(N, 12) >= 1"),
    *rows(FISH_AT_LEAST, InSameSense("N", tree("N (N-17)")), at(17), "(N-10) (N-12) <= N (N-17)",
          "(N-10) (N-13) >= N (N-17)"),
    *rows(FISH_AT_LEAST, InSameSense("N", tree("N (N-20)")), at(17), "(N-10) (N-12) (N-20)/(N-17) >= N (N-20)"),
    *rows(FISH_CLEARED, InSameSense("N", tree("-1")), at(17), "N (N-17) >= (N-10) (N-12)"),
    *rows(FISH_CLEARED, InSameSense("N"), at(17), "5 N >= 120", "121 >= 5 N", "120 > 5 N"),
    *rows(FISH_AT_LEAST, InSameSense("N", power=2), at(17), "(N-10)/N >= 1"),
    *rows(FISH_BOUND, LastNotBelow("N"), at(17), "N̂ = 24", "N̂ = 23", "N̂ ∈ {24, 25}", "N̂ ∈ {23, 24, 25}",
          "N̂ = floor(24) = 24"),
    *rows(FISH_BOUND, LastNotBelow("N"), at(17, 23), "N̂ = 24", "N̂ ∈ {22, 23}"),
    *rows(FISH_BOUND, LastNotBelow("N"), at(24), "N̂ ∈ {23, 24}"),
    *rows(FISH_CLEARED, LastNotBelow("N"), at(17), "N̂ = 24", "N̂ ∈ {23, 24}"),
    *rows(FISH_RATIO, RatioAt("N"), at(17), "L(24)/L(23) > 1", "L(20)/L(18) ≈ 1.33 > 1", "L(20)/L(19) ≈ 1.34 > 1",
          "L(17)/L(16) > 1", "L(25)/L(24) = 39/40 > 1"),
    *rows(FISH_RATIO, Peak("N"), at(17), "N̂ = 24", "N̂ = 23", "N̂ ∈ {22, 23}", "N̂ ∈ {24, 25}"),
    *rows(COINS_RATIO, Peak("N"), at(6), "N̂ = 9", "N̂ = 11", "N̂ ∈ {9, 10}"),
    *rows(COINS_RATIO, Peak("N"), at(6, 8), "N̂ = 9", "N̂ = 10"),
    *rows(TWO_SAMPLES, Peak("N"), at(18), "N̂ = 25", "N̂ = 27"),
    *rows(TWO_PEAKS, Peak("N"), at(0), "N̂ = 2", "N̂ = 6"),
    *rows(DIP, Peak("N"), at(0, 9), "N̂ = 9", "N̂ = 0"),
    *rows(LOST, RatioAgainstOne("N"), at(22), "L(N)/L(N-1) = 1 + 120/(N (N-22)) < 1",
          "L(N)/L(N-1) = 1 + 119/(N (N-22)) > 1"),
    *rows(FISH_RATIO, RatioAgainstOne("N"), at(17), "L(N)/L(N-1) = (N-10) (N-12)/(N (N-17)) > 1"),
    *rows(LOST_GROWS, ClimbsForEver("N"), at(22, 90), "22 <= N <= 90"),
    *rows(LOST_GROWS, EndOfIntegers("N"), at(22), "N̂ = 22"),
    *rows(LOST_GROWS, EndOfIntegers("N"), at(22, 90), "N̂ = 22", "N̂ = 91"),
    *rows(FADING_FALLS, EndOfIntegers("N"), at(0), "N̂ = 1"),
    *rows(FADING_FALLS, ClimbsForEver("N"), at(0), "N >= 0"),
    *rows(FISH, OnlyWhereChosen("N"), at(10), "N >= 18", "N <= 40", "N > 16", "N >= 9"),
    *rows((("L(N) = C(N, 5) C(50-N, 7)", None),), OnlyWhereChosen("N"), at(0, 50), "6 <= N <= 43", "5 <= N <= 42"),
    *rows((("L(N) = N^3 exp(-N)", None),), OnlyWhereChosen("N"), at(0), "N >= 2"),
    *rows((("L(N) = 1 + C(N, 5)", None),), OnlyWhereChosen("N"), at(0), "N >= 5"),
]


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), RIGHT, ids=[row[3] for row in RIGHT])
def test_what_follows_is_proved(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert accepted(lines, claim, after, setting)


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), WRONG, ids=[row[3] for row in WRONG])
def test_what_does_not_follow_is_refused(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert not accepted(lines, claim, after, setting)


# ---- the profile in a size ----

HERD = (  # two observations, 2 and 4, p at 3/m
    ("ℓ(N) = log(N^2 (N-1)^2 (N-2) (N-3) (3/N)^6 (1-3/N)^(2 N-6)/48)", None),
    "2/N + 2/(N-1) + 1/(N-2) + 1/(N-3) + 2 log(1-3/N)",
    "-2/N^2 - 2/(N-1)^2 - 1/(N-2)^2 - 1/(N-3)^2 + 6/(N (N-3))",
)
SPREAD = (  # 0 and 2, p at 1/N
    ("ℓ(N) = log(N (N-1) N^(-2) (1-1/N)^(2 N-2)/2)", None),
    "1/N + 1/(N-1) + 2 log(1-1/N)",
    "-1/N^2 - 1/(N-1)^2 + 2/(N (N-1))",
)


def profiled(spread: bool, first: int, *rest: tuple[str, Claim], last: int | None = None) -> bool:
    """Whether the lines behind the profile and its slope are proved, each from the one before."""
    (given, _), slope, curve = SPREAD if spread else HERD
    likelihood = tree("L(N) = " + given.removeprefix("ℓ(N) = log(")[:-1])
    lines = [likelihood, tree(given), tree(f"ℓ'(N) = {slope}")]
    steps = [
        Step("likelihood", None, likelihood, Given(), ""),
        Step("log", likelihood, lines[1], Logarithm(), ""),
        Step("slope", lines[1], lines[2], Differentiated("N"), ""),
    ]
    setting = replace(at(first, last), given=(likelihood,))
    prove(tuple(steps), setting)
    for text, claim in rest:
        line = tree(text.replace("SLOPE", slope).replace("CURVE", curve))
        steps.append(Step("tried", lines[-1], line, claim, ""))
        lines.append(line)
    try:
        prove(tuple(steps), setting)
    except NotProved:
        return False
    return True


FALLS = ("ℓ''(N) = CURVE < 0", SignOfDerivative("N", 1))
POSITIVE_SLOPE = ("ℓ'(N) = SLOPE > 0", FallsToZero("N", 1))


def test_a_profile_with_a_peak() -> None:
    assert profiled(False, 4, ("N̂ = 4", PeakOfFunction("N")))
    assert profiled(False, 5, ("N̂ = 5", PeakOfFunction("N")))
    assert not profiled(False, 4, ("N̂ = 5", PeakOfFunction("N")))
    assert not profiled(False, 4, ("N̂ = 3", PeakOfFunction("N")))
    assert not profiled(False, 4, ("N̂ ∈ {4, 5}", PeakOfFunction("N")))
    assert not profiled(False, 4, FALLS)


def test_a_profile_that_grows_for_ever() -> None:
    assert profiled(True, 2, FALLS, POSITIVE_SLOPE, ("N >= 2", NoMaximum("N", True)))
    assert profiled(True, 2, FALLS, POSITIVE_SLOPE, ("N̂ = 9", AtEnd("N", True)), last=9)
    assert not profiled(True, 2, ("N̂ = 9", PeakOfFunction("N")))
    assert not profiled(True, 2, FALLS, ("ℓ'(N) = SLOPE < 0", FallsToZero("N", 1)))
    assert not profiled(True, 2, POSITIVE_SLOPE)
    assert not profiled(True, 2, FALLS, ("ℓ'(N) = SLOPE + 1/N > 0", FallsToZero("N", 1)))
    assert not profiled(True, 2, FALLS, POSITIVE_SLOPE, ("N̂ = 9", AtEnd("N", True)))


def test_a_limit_that_is_not_zero_says_nothing() -> None:
    lines = [tree(t) for t in ("L(N) = exp(log(N) - 2 N)", "ℓ(N) = log(N) - 2 N", "ℓ'(N) = 1/N - 2",
                               "ℓ''(N) = -1/N^2 < 0", "ℓ'(N) = 1/N - 2 > 0")]
    claims = [Given(), Logarithm(), Differentiated("N"), SignOfDerivative("N", 1), FallsToZero("N", 1)]
    steps = [
        Step("line", lines[k - 1] if k else None, line, claim, "")
        for k, (line, claim) in enumerate(zip(lines, claims, strict=True))
    ]
    prove(tuple(steps[:-1]), replace(at(1), given=(lines[0],)))
    with pytest.raises(NotProved):
        prove(tuple(steps), replace(at(1), given=(lines[0],)))


# ---- certainty ----


def is_certain(text: str, after: str, claim: Claim, share: Domain, first: int = 3) -> bool:
    likelihood = tree(f"L(N, q) = {text}")
    setting = Setting(domains={"N": integers(first), "q": share}, given=(likelihood,))
    steps = (Step("line", None, likelihood, Given(), ""), Step("tried", likelihood, tree(after), claim, ""))
    prove(steps[:1], setting)
    try:
        prove(steps, setting)
    except NotProved:
        return False
    return True


def test_a_likelihood_of_one() -> None:
    both = "(C(N, 3) q^3 (1-q)^(N-3))^2"
    claim, open_share = Certain("N", "q", 3, 2), Domain(ZERO, ONE)
    assert is_certain(both, "N̂ = 3", claim, PROBABILITY)
    assert is_certain("C(N, 3)^2 q^6 (1-q)^(2 N-6)", "q̂ = 1", claim, PROBABILITY)
    assert not is_certain(both, "N̂ = 4", claim, PROBABILITY)
    assert not is_certain(both, "q̂ = 1/2", claim, PROBABILITY)
    assert not is_certain(both, "N̂ = 3", claim, open_share)
    assert not is_certain(both, "N̂ = 3", Certain("N", "q", 3, 1), PROBABILITY)
    assert not is_certain(f"2 {both}", "N̂ = 3", claim, PROBABILITY)
    assert not is_certain(both, "N̂ = 3", claim, PROBABILITY, first=4)
    assert not is_certain("(1-q)^(2 N)", "N̂ = 0", Certain("N", "q", 0, 2), PROBABILITY, first=0)


# ---- factorials of any size ----

COUNTED = Setting(domains={"N": integers(400)}, supports={"x": integers(0, 300)},
                  columns={"x": Column(tuple(map(Fraction, (300, 250, 300))))}, size=3)
EQUAL = [
    ("C(N, 300)/C(N-1, 300)", "N/(N-300)", False),
    ("(2 N)!/(2 N - 2)!", "2 N (2 N - 1)", False),
    ("Γ(N+3)/Γ(N)", "N (N+1) (N+2)", False),
    ("B(N, 3)", "2/(N (N+1) (N+2))", False),
    ("Π C(N, x_i)", "C(N, 300)^2 C(N, 250)", True),
    ("Π (C(N, x_i)/C(N-1, x_i))", "N^3/((N-300)^2 (N-250))", True),
]
UNEQUAL = [
    ("C(N, 300)/C(N-1, 300)", "N/(N-299)", False),
    ("(2 N)!/(2 N - 2)!", "2 N (2 N - 2)", False),
    ("B(N, 3)", "1/(N (N+1) (N+2))", False),
    ("Π C(N, x_i)", "C(N, 300) C(N, 250)^2", True),
    ("N!", "(N-1)!", False),
]


@pytest.mark.parametrize(("left", "right", "at_data"), EQUAL)
def test_factorials_cancel(left: str, right: str, at_data: bool) -> None:
    (step,) = prove((Step("tried", None, tree(f"{left} = {right}"), Equal(at_data), ""),), COUNTED)
    assert step.proof is not None
    assert step.proof.kind == "exact"


@pytest.mark.parametrize(("left", "right", "at_data"), UNEQUAL)
def test_factorials_that_are_not_equal(left: str, right: str, at_data: bool) -> None:
    with pytest.raises(NotProved):
        prove((Step("tried", None, tree(f"{left} = {right}"), Equal(at_data), ""),), COUNTED)
