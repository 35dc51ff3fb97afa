"""Near misses of the claims about zeros and heights: what a plan could get wrong must be refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.claims.claim import Claim
from derive.claims.maxima import SignChange
from derive.claims.zeros import (
    EquallyHigh,
    Evaluated,
    Follows,
    Highest,
    NewtonStep,
    SignAtData,
    Unfolded,
    Zeros,
)
from derive.expressions import Expression, SetOf, Symbol
from derive.notation.plain import plain
from derive.notation.reader import Scope, read
from derive.plans import solve
from derive.problem import loads
from derive.records import replace
from derive.referee import NotProved, prove
from derive.steps import Derivation, Step

THREE = "likelihood: exp(-θ^4 + 2 θ^2 + θ/3)\nparameters: {θ: real}"
LEVEL = "likelihood: exp(-θ^4 + 2 θ^2)\nparameters: {θ: real}"
SHAPE = "model: x ~ Gamma(α, rate=β)\ndata: [0.5, 1.2, 2.2, 0.9]"
SCALE = "model: x ~ Weibull(k, λ)\nknown: {k: symbolic}"
DECLARED = frozenset(("θ", "α", "β", "k", "λ", "α_1", "t_1"))
SCOPE = Scope(names=DECLARED, variables=frozenset("x"), functions=frozenset("gℓ"))


def line(text: str) -> Expression:
    return read(text, SCOPE)


def place(derivation: Derivation, kind: type[Claim]) -> int:
    return next(k for k, step in enumerate(derivation.steps) if isinstance(step.claim, kind))


def accepted(derivation: Derivation, k: int, step: Step) -> bool:
    """Whether the derivation up to the changed step is proved."""
    try:
        prove((*derivation.steps[:k], step), derivation.setting)
    except NotProved:
        return False
    return True


def zeros_of(text: str) -> tuple[Derivation, int, Zeros]:
    derivation = solve(loads(text))
    k = place(derivation, Zeros)
    claim = derivation.steps[k].claim
    assert isinstance(claim, Zeros)
    return derivation, k, claim


def test_what_is_right_is_accepted() -> None:
    for text in (THREE, LEVEL, SHAPE):
        derivation, k, _ = zeros_of(text)
        assert accepted(derivation, k, derivation.steps[k])


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_a_zero_that_is_left_out_is_missed(left_out: int) -> None:
    derivation, k, claim = zeros_of(THREE)
    step = derivation.steps[k]
    brackets = tuple(b for j, b in enumerate(claim.brackets) if j != left_out)
    statements = tuple(s for j, s in enumerate(step.after.statements) if j != left_out)  # type: ignore[attr-defined]
    after = replace_statements(step.after, statements)
    assert not accepted(derivation, k, replace(step, after=after, claim=Zeros("θ", brackets, (), True)))


def replace_statements(line: Expression, statements: tuple[Expression, ...]) -> Expression:
    return type(line)(statements, line.separator)  # type: ignore[attr-defined, call-arg]


@pytest.mark.parametrize(
    "brackets",
    [
        ((Fraction(3), Fraction(4)),),  # no change of sign
        ((Fraction(4), Fraction(3)),),  # upside down
        ((Fraction(-1), Fraction(4)),),  # outside of the domain
        ((Fraction(7, 2), Fraction(7, 2)),),  # a point that is no zero
        ((Fraction(37, 10), Fraction(38, 10)),),  # too wide for the decimal
        (),
    ],
)
def test_a_bracket_that_holds_no_zero(brackets: tuple[tuple[Fraction, Fraction], ...]) -> None:
    derivation, k, claim = zeros_of(SHAPE)
    step = derivation.steps[k]
    assert not accepted(derivation, k, replace(step, claim=Zeros("α", brackets, (), True)))
    assert not accepted(derivation, k, replace(step, claim=Zeros("β", claim.brackets, (), True)))


def test_two_zeros_in_one_bracket() -> None:
    derivation, k, claim = zeros_of(THREE)
    step = derivation.steps[k]
    wide = ((claim.brackets[0][0], claim.brackets[2][1]),)
    after = step.after.statements[0]  # type: ignore[attr-defined]
    assert not accepted(derivation, k, replace(step, after=after, claim=Zeros("θ", wide, (), True)))


@pytest.mark.parametrize("other", [0, 1])
def test_a_zero_that_is_not_the_highest(other: int) -> None:
    derivation = solve(loads(THREE))
    k = place(derivation, Highest)
    step = derivation.steps[k]
    lower = derivation.steps[place(derivation, Zeros)].after.statements[other]  # type: ignore[attr-defined]
    after = type(step.after)((step.after.operands[0], lower.operands[1]), ("≈",))  # type: ignore[attr-defined, call-arg]
    assert accepted(derivation, k, step)
    assert not accepted(derivation, k, replace(step, after=after))


def test_level_heights_have_no_single_maximum() -> None:
    derivation = solve(loads(LEVEL))
    k = place(derivation, EquallyHigh)
    step = derivation.steps[k]
    assert accepted(derivation, k, step)
    for text in ("θ̂ = 1", "θ̂ = −1", "θ̂ = 0"):
        assert not accepted(derivation, k, replace(step, after=line(text), claim=Highest("θ")))
    for elements in ("0 1", "−1 0", "1 −1", "−1 1 1"):
        members = SetOf(tuple(map(line, elements.split())))
        after = type(step.after)((step.after.operands[0], members), ("∈",))  # type: ignore[attr-defined, call-arg]
        assert not accepted(derivation, k, replace(step, after=after))


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Evaluated, "g(3) ≈ 0.0366 < 0"),
        (Evaluated, "g(3) ≈ 0.0367 > 0"),
        (Evaluated, "g(4) ≈ 0.0366 > 0"),
        (Evaluated, "ℓ(3) ≈ 0.0366 > 0"),
        (NewtonStep, "α_1 = 3.5 − g(3.5)/g′(3.5) ≈ 3.73188"),
        (NewtonStep, "α_1 = 3.4 − g(3.5)/g′(3.5) ≈ 3.73189"),
        (NewtonStep, "α_1 = 3.5 + g(3.5)/g′(3.5) ≈ 3.73189"),
        (NewtonStep, "θ = 3.5 − g(3.5)/g′(3.5) ≈ 3.73189"),
        (NewtonStep, "t_1 = 3.5 − g(3.5)/g′(3.5) ≈ 3.73189"),
        (NewtonStep, "α_1² = 3.5 − g(3.5)/g′(3.5) ≈ 3.73189"),
        (Follows, "β̂ = α̂/x̄ ≈ 3.1243"),
        (Follows, "β̂ = α/x̄ ≈ 3.1242"),
        (Follows, "β̂ = x̄/α̂ ≈ 0.32008"),
        (Follows, "α̂ = α̂/x̄ ≈ 3.1242"),
    ],
)
def test_values_that_are_slightly_off(kind: type[Claim], wrong: str) -> None:
    derivation = solve(loads(SHAPE))
    k = place(derivation, kind)
    assert accepted(derivation, k, derivation.steps[k])
    assert not accepted(derivation, k, replace(derivation.steps[k], after=line(wrong)))


def test_a_score_that_falls_when_multiplied() -> None:
    derivation = solve(loads(SCALE))
    k = place(derivation, SignChange)
    step = derivation.steps[k]
    claim = step.claim
    assert isinstance(claim, SignChange)
    assert accepted(derivation, k, step)
    for multiplier in ("−λ/k", "1", "λ^(2 k + 2)", "x̄ − λ"):
        changed = SignChange("λ", claim.root, line(multiplier))
        assert not accepted(derivation, k, replace(step, claim=changed))
    assert not accepted(derivation, k, replace(step, claim=SignChange("λ", Symbol("k"), claim.multiplier)))


COUNTS = "model: x ~ NegativeBinomial(r, p)\ndata: {data}"
NAMES = Scope(names=frozenset("rp"), variables=frozenset("x"), functions=frozenset("gℓ"))


def test_digammas_written_out_at_whole_numbers() -> None:
    derivation = solve(loads(COUNTS.format(data="[0, 3, 1, 7]")))
    k = place(derivation, Unfolded)
    step = derivation.steps[k]
    assert accepted(derivation, k, step)
    right = "3/(4 r) + 1/(2 (r+1)) + 1/(2 (r+2)) + 1/(4 (r+3)) + 1/(4 (r+4)) + 1/(4 (r+5)) + 1/(4 (r+6))"
    right += " + log(r/(r+11/4))"
    assert accepted(derivation, k, replace(step, after=read(f"{right} = 0", NAMES)))
    for old, new in (("3/(4 r)", "1/r"), ("1/(4 (r+6))", "1/(4 (r+7))"), ("11/4", "3"), (" + 1/(4 (r+5))", "")):
        assert not accepted(derivation, k, replace(step, after=read(f"{right.replace(old, new)} = 0", NAMES)))


def test_a_sign_from_one_end_to_the_other() -> None:
    derivation = solve(loads(COUNTS.format(data="[2, 3, 2, 3]")))
    k = place(derivation, SignAtData)
    step = derivation.steps[k]
    assert accepted(derivation, k, step)
    negative = type(step.after)(step.after.operands, ("=", "<"))  # type: ignore[attr-defined, call-arg]
    assert not accepted(derivation, k, replace(step, after=negative))
    assert not accepted(derivation, k, replace(step, claim=SignAtData("p", 0)))
    assert not accepted(derivation, k, replace(step, claim=SignAtData("r", 1)))
    changes = solve(loads(COUNTS.format(data="[0, 3, 1, 7]")))  # a score with a zero has no such sign
    j = place(changes, Unfolded)
    gap = changes.steps[j].after.operands[0]  # type: ignore[attr-defined]
    score = next(s for s in changes.steps if s.rule == "score").after
    for sign in "<>":
        line = type(score)((score.operands[0], gap, read("0")), ("=", sign))  # type: ignore[attr-defined, call-arg]
        step = replace(changes.steps[j], before=score, after=line, claim=SignAtData("r", 0, (Fraction(3),)))
        assert not accepted(changes, j, step)


THREE_REAL = "likelihood: (2+t)^5 (1-t)^4 t^3 exp(-t)\nparameters: {t: 0 < t < 1}"
ONE_REAL = "likelihood: t^3 exp(-t^3 - 2 t)\nparameters: {t: positive}"


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (THREE_REAL, "11/3 + ", "11/3 + 1/10^40 + "),
        (THREE_REAL, "1646", "1647"),
        (THREE_REAL, "4π", "2π"),
        (THREE_REAL, "2√145·cos", "(2√145 + 1/10^40) cos"),
        (ONE_REAL, "761", "762"),
        (ONE_REAL, "∛(1/2", "1/10^40 + ∛(1/2"),
        (ONE_REAL, "∛(1/2", "∛(1/2 + 1/10^40"),
    ],
)
def test_a_closed_form_that_is_nearly_a_root(text: str, old: str, new: str) -> None:
    derivation = solve(loads(text))
    k = place(derivation, Zeros)
    step = derivation.steps[k]
    assert accepted(derivation, k, step)
    written = plain(step.after)
    assert old in written
    wrong = read(written.replace(old, new), Scope(names=frozenset("t")))
    assert not exactly(derivation, k, replace(step, after=wrong))


def exactly(derivation: Derivation, k: int, step: Step) -> bool:
    """Whether the changed step is proved otherwise than by agreement in many digits."""
    try:
        proved = prove((*derivation.steps[:k], step), derivation.setting)
    except NotProved:
        return False
    return proved[-1].proof is not None and proved[-1].proof.kind != "sampled"
