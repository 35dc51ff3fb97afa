"""What binds the steps together: lines that were established, facts, substeps, and proofs on every step."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.claims.claim import Claim
from derive.claims.equations import Equivalent, Root, SetToZero
from derive.claims.maxima import SignOfDerivative
from derive.claims.values import Differentiated, Equal, Given, Holds, Logarithm
from derive.domains import NON_NEGATIVE, POSITIVE, Domain
from derive.expressions import ONE, ZERO, Apply, Call, Expression, Symbol
from derive.notation.reader import read
from derive.records import replace
from derive.referee import NotProved, prove
from derive.steps import Column, Setting, Step, Verified

COIN = Setting(domains={"θ": Domain(ZERO, ONE)}, given=(read("L(θ) = θ^7 (1-θ)^3"),))


def step(before: str | None, after: str, claim: Claim, *substeps: Step) -> Step:
    return Step("a-rule", None if before is None else read(before), read(after), claim, "", substeps=substeps)


STEPS = (
    step(None, "L(θ) = θ^7 (1-θ)^3", Given()),
    step("L(θ) = θ^7 (1-θ)^3", "ℓ(θ) = 7 log θ + 3 log(1-θ)", Logarithm()),
    step("ℓ(θ) = 7 log θ + 3 log(1-θ)", "ℓ'(θ) = 7/θ - 3/(1-θ)", Differentiated("θ")),
    step("ℓ'(θ) = 7/θ - 3/(1-θ)", "7/θ - 3/(1-θ) = 0", SetToZero()),
    step("7/θ - 3/(1-θ) = 0", "7(1-θ) = 3θ", Equivalent(read("θ(1-θ)"))),
    step("7(1-θ) = 3θ", "θ = 7/10", Equivalent(read("-1/10"))),
    step("ℓ'(θ) = 7/θ - 3/(1-θ)", "ℓ''(θ) = -7/θ^2 - 3/(1-θ)^2 < 0", SignOfDerivative("θ", 1)),
    step("ℓ'(θ) = 7/θ - 3/(1-θ)", "θ̂ = 7/10 = 0.7", Root("θ")),
)


def test_every_step_gets_its_proof() -> None:
    proved = prove(STEPS, COIN)
    assert [s.proof.kind for s in proved if s.proof] == [Verified.GIVEN] + [Verified.EXACT] * 7
    assert [replace(s, proof=None) for s in proved] == list(STEPS)


@pytest.mark.parametrize("left_out", range(len(STEPS) - 3))
def test_a_step_starts_from_a_line_that_was_established(left_out: int) -> None:
    with pytest.raises(NotProved, match="no earlier step has established"):
        prove(STEPS[:left_out] + STEPS[left_out + 1 :], COIN)


def test_a_later_step_is_no_ground() -> None:
    with pytest.raises(NotProved, match="no earlier step has established"):
        prove((STEPS[0], STEPS[2], STEPS[1]), COIN)


def test_what_is_not_given_is_not_given() -> None:
    with pytest.raises(NotProved, match="neither given nor the definition"):
        prove(STEPS[:1], replace(COIN, given=()).__class__(domains=COIN.domains, given=(read("L(θ) = θ^6"),)))


def test_the_message_names_step_and_reason() -> None:
    wrong = step("L(θ) = θ^7 (1-θ)^3", "ℓ(θ) = 7 log θ + 4 log(1-θ)", Logarithm())
    with pytest.raises(NotProved, match="a-rule") as refused:
        prove((STEPS[0], wrong), COIN)
    assert refused.value.step is wrong
    assert refused.value.reason.startswith("at θ = ")


def test_a_negative_function_has_no_logarithm() -> None:
    setting = replace(COIN, given=(read("L(θ) = -θ (1-θ)"),))
    line = step("L(θ) = -θ (1-θ)", "ℓ(θ) = log θ + log(1-θ)", Logarithm())
    with pytest.raises(NotProved, match="no point is found where it is defined"):
        prove((step(None, "L(θ) = -θ (1-θ)", Given()), line), setting)


# ---- definitions ---------------------------------------------------------------------------------------


def test_a_named_constant_is_put_in_before_lines_are_compared() -> None:
    setting = Setting(
        domains={"λ": POSITIVE}, supports={"x": NON_NEGATIVE}, given=(read("ℓ(λ) = Σ (x_i log λ - λ - log(x_i!))"),)
    )
    steps = (
        step(None, "ℓ(λ) = Σ (x_i log λ - λ - log(x_i!))", Given()),
        step(None, "c = -Σ log(x_i!)", Given()),
        step("ℓ(λ) = Σ (x_i log λ - λ - log(x_i!))", "ℓ(λ) = (Σ x_i) log λ - n λ + c", Equal()),
    )
    assert prove(steps, setting)[2].proof is not None
    with pytest.raises(NotProved):
        prove((steps[0], step(None, "c = Σ log(x_i!)", Given()), steps[2]), setting)


def test_a_name_is_defined_once() -> None:
    with pytest.raises(NotProved, match="neither given nor the definition"):
        prove((step(None, "c = 1", Given()), step(None, "c = 2", Given())), Setting())


def test_bound_indices_make_way_for_arguments() -> None:
    inner = Apply("g", (Symbol("i"),))
    setting = Setting(given=(read("g(t) = Σ_{i=1}^{3} i t"),))
    steps = (
        step(None, "g(t) = Σ_{i=1}^{3} i t", Given()),
        Step("a-rule", None, read("g(i) = 6 i"), Equal(), ""),
    )
    assert prove(steps, setting)
    with pytest.raises(NotProved):
        prove((steps[0], Step("a-rule", None, read("g(i) = 14"), Equal(), "")), setting)
    assert inner != Call("g", (Symbol("i"),))


def test_an_estimate_inside_a_formula_is_its_value() -> None:
    steps = (*STEPS, step(None, "1/θ̂ = 10/7", Equal()))
    assert prove(steps, COIN)
    with pytest.raises(NotProved):
        prove((*STEPS, step(None, "1/θ̂ = 7/10", Equal())), COIN)


# ---- facts ---------------------------------------------------------------------------------------------


def bernoulli(*values: int, facts: tuple[str, ...] = ("0 < Σ x_i < n",)) -> Setting:
    column = Column(tuple(map(Fraction, values)))
    return Setting(
        domains={"θ": Domain(ZERO, ONE)},
        supports={"x": Domain(ZERO, ONE, True, True, integer=True)},
        columns={"x": column} if values else {},
        size=len(values) or None,
        facts=tuple(map(read, facts)),  # type: ignore[arg-type]
    )


INSIDE = (step(None, "0 < (Σ x_i)/n < 1", Holds()),)


def test_a_fact_is_the_condition_of_a_derivation_without_data() -> None:
    assert prove(INSIDE, bernoulli())
    with pytest.raises(NotProved):
        prove(INSIDE, bernoulli(facts=()))


def test_a_fact_must_be_true_of_the_data() -> None:
    assert prove(INSIDE, bernoulli(0, 1, 1))
    with pytest.raises(NotProved, match="does not hold for the data"):
        prove(INSIDE, bernoulli(1, 1, 1))


def test_a_fact_must_be_true_of_summaries() -> None:
    total: Expression = read("Σ x_i")
    setting = replace(bernoulli(), statistics={total: Fraction(2)}, size=3)
    assert prove(INSIDE, setting)
    with pytest.raises(NotProved):
        prove(INSIDE, replace(setting, statistics={total: Fraction(3)}))


# ---- substeps ------------------------------------------------------------------------------------------


def test_substeps_are_proved_too() -> None:
    good = step("L(θ) = θ^7 (1-θ)^3", "log(θ^7) = 7 log θ", Equal())
    free = step(None, "log(θ^7) = 7 log θ", Equal())
    wrong = step(None, "log(θ^7) = 6 log θ", Equal())
    whole = "L(θ) = θ^7 (1-θ)^3", "ℓ(θ) = 7 log θ + 3 log(1-θ)", Logarithm()
    proved = prove((STEPS[0], step(*whole, free)), COIN)
    assert proved[1].substeps[0].proof is not None
    for bad in (wrong, good):
        with pytest.raises(NotProved) as refused:
            prove((STEPS[0], step(*whole, bad)), COIN)
        assert refused.value.step is bad


def test_a_chain_of_substeps_is_the_proof() -> None:
    first, middle, last = "L(θ) = θ^7 (1-θ)^3", "L(θ) = θ^8 (1-θ)^3/θ", "L(θ) = θ^9 (1-θ)^3/θ^2"
    chain = step(first, middle, Equal()), step(middle, last, Equal())
    assert prove((STEPS[0], step(first, last, Equal(), *chain)), COIN)[1].proof is not None
    broken = step(first, middle, Equal()), step(middle, "L(θ) = θ^9 (1-θ)^3/θ", Equal())
    with pytest.raises(NotProved):
        prove((STEPS[0], step(first, last, Equal(), *broken)), COIN)
    with pytest.raises(NotProved):  # the chain is right and leads elsewhere
        prove((STEPS[0], step(first, "L(θ) = θ^10 (1-θ)^3/θ^2", Equal(), *chain)), COIN)


def test_an_equation_is_no_function() -> None:
    for claim in (Logarithm(), Differentiated("θ")):
        with pytest.raises(NotProved, match="an equation"):
            prove((*STEPS[:4], step("7/θ - 3/(1-θ) = 0", "0 = 0", claim)), COIN)


def test_an_unknown_claim_is_refused() -> None:
    with pytest.raises(NotProved, match="nothing is known of the claim"):
        prove((step(None, "1 = 1", Claim()),), Setting())
