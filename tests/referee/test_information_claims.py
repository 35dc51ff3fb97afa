"""What the referee says of expectations, information, standard errors and intervals: false lines are refused."""

from __future__ import annotations

import pytest

from derive.claims.claim import Claim
from derive.claims.information import Expectation, Information, LikelihoodRatio
from derive.expressions import Expression, Relation
from derive.notation.plain import plain
from derive.notation.reader import Scope, read, read_expression
from derive.plans import solve
from derive.problem.loader import loads
from derive.records import replace
from derive.referee import NotProved, prove
from derive.referee.slopes import has_rational_slope
from derive.steps import Derivation, Step

FUNCTIONS = frozenset(("E", "I", "J", "SE", "ℓ", "L", "f"))
SCOPE = Scope(frozenset(("θ", "α", "β", "z", "σ²", "μ")), frozenset("x"), functions=FUNCTIONS)


@pytest.fixture(scope="module")
def coin() -> Derivation:
    text = "model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 7, tails: 3}}\nfind: [mle, mle of θ/(1-θ), "
    return solve(loads(text + "fisher-information, standard-error, confidence-interval]"))


@pytest.fixture(scope="module")
def gamma() -> Derivation:
    text = "model: x ~ Gamma(α, rate=β)\ndata: [1, 2, 3.5, 0.7]\nfind: [fisher-information, standard-error]"
    return solve(loads(text))


def judged(derivation: Derivation, step: Step, after: Expression, claim: Claim | None = None) -> None:
    """Proves the derivation up to a step, with another line or claim in its place."""
    before = derivation.steps[: derivation.steps.index(step)]
    prove((*before, replace(step, after=after, claim=claim or step.claim, substeps=())), derivation.setting)


def the(derivation: Derivation, rule: str, number: int = 0) -> Step:
    return [step for step in derivation.steps if step.rule == rule][number]


# rule, which of them, a true line in other words (or None), false lines.
LINES = [
    ("score-identity", 0, ["E(x_i/θ - (1-x_i)/(1-θ)) = 1", "E(x_i/θ) = 0"]),
    ("moment", 0, ["E(x_i) = θ^2", "E(x_i) = 1 - θ", "E(x_i^2) = θ^2"]),
    ("expected-curvature", 0, ["E(x_i/θ^2 + (1-x_i)/(1-θ)^2) = 1/θ", "E(x_i/θ^2) = 1/(θ(1-θ))"]),
    ("information", 0, ["I(θ) = 1/(θ(1-θ))", "I(θ) = n/θ", "J(θ) = n/(θ(1-θ))", "I(θ) = n θ(1-θ)"]),
    ("observed", 0, ["J(θ) = 7/θ^2", "J(θ) = -7/θ^2 - 3/(1-θ)^2", "I(θ) = 7/θ^2 + 3/(1-θ)^2"]),
    ("at-estimate", 0, ["I(θ̂) = 1000/20", "I(θ̂) ≈ 47.7", "J(θ̂) = 1000/21", "I(θ̂) = n/θ̂"]),
    ("standard-error", 0, ["SE(θ̂) = -√210/100", "SE(θ̂) = √21/100", "SE(θ̂) ≈ 0.146", "SE(θ̂) = √(θ̂(1-θ̂))"]),
    ("delta-method", 0, ["SE(θ̂/(1-θ̂)) = √210/100", "SE(θ̂/(1-θ̂)) ≈ 1.7", "SE(θ̂) = √210/9"]),
    ("normal-quantile", 0, ["Φ(z) = 0.975, z ≈ 1.645", "Φ(z) = 0.95, z ≈ 1.95996398454", "Φ(z) = 1.5, z ≈ 1.96"]),
    ("wald", 0, ["θ̂ - z SE(θ̂) ≈ 0.41, θ̂ + z SE(θ̂) ≈ 0.984026", "θ̂ + z SE(θ̂) ≈ 0.984026, θ̂ - z SE(θ̂) ≈ 0.415974"]),
    ("likelihood-ratio", 0, ["2(ℓ(θ̂) - ℓ(θ)) ≤ z", "ℓ(θ̂) - ℓ(θ) ≤ z^2", "2(ℓ(θ̂) - ℓ(θ)) ≥ z^2"]),
    ("likelihood-ratio-ends", 0, ["θ ≈ 0.40, θ ≈ 0.915441", "θ ≈ 0.393461, θ ≈ 0.93", "θ = 0, θ ≈ 0.915441"]),
]
FALSE = [(rule, number, line) for rule, number, lines in LINES for line in lines]


@pytest.mark.parametrize(("rule", "number", "line"), FALSE)
def test_a_false_line_is_refused(coin: Derivation, rule: str, number: int, line: str) -> None:
    step = the(coin, rule, number)
    judged(coin, step, step.after)
    with pytest.raises(NotProved):
        judged(coin, step, read(line, SCOPE))


@pytest.mark.parametrize("rule", [rule for rule, _, _ in LINES])
def test_what_is_printed_is_read_back(coin: Derivation, rule: str) -> None:
    step = the(coin, rule)
    assert read(plain(step.after), SCOPE) == step.after


def test_weights_and_values_must_be_free_of_the_observation(coin: Derivation) -> None:
    step = the(coin, "moment")
    observation, one = read_expression("x_i", SCOPE), read_expression("1", SCOPE)
    with pytest.raises(NotProved):
        judged(coin, step, read("E(x_i) = x_i", SCOPE), Expectation("x", ()))
    with pytest.raises(NotProved):
        judged(coin, step, step.after, Expectation("x", ((("θ",), observation),)))
    with pytest.raises(NotProved):
        judged(coin, step, step.after, Expectation("y", ((("θ",), one),)))


def test_the_information_needs_every_sample_and_the_right_share(coin: Derivation) -> None:
    step = the(coin, "information")
    with pytest.raises(NotProved):
        judged(coin, step, step.after, Information("θ", "θ", ()))


def test_the_ends_must_be_where_the_likelihood_has_fallen(coin: Derivation) -> None:
    step = the(coin, "likelihood-ratio-ends")
    assert isinstance(step.claim, LikelihoodRatio)
    with pytest.raises(NotProved):
        judged(coin, step, read("θ = 0, θ ≈ 0.915441", SCOPE), LikelihoodRatio("θ", None, step.claim.upper))


def test_the_inverse_is_that_of_the_whole_matrix(gamma: Derivation) -> None:
    step = the(gamma, "standard-error-of-several")
    with pytest.raises(NotProved):
        judged(gamma, step, read("SE(α̂) = 1/√(n ψ′(α̂))", SCOPE))
    steps = tuple(s for s in gamma.steps if not (s.rule == "information" and plain(s.after).startswith("I(α, β)")))
    with pytest.raises(NotProved):
        prove(steps, gamma.setting)


def test_a_moving_support_has_no_score_identity() -> None:
    text = "model: x ~ Uniform(0, θ)\ndata: [1, 2]\nfind: mle"
    uniform = solve(loads(text))
    line = read("I(θ) = n/θ^2", SCOPE)
    false = replace(uniform.steps[0], before=None, after=line, claim=Information("θ", "θ", (("x", line, ()),)))
    with pytest.raises(NotProved):
        prove((*uniform.steps, false), uniform.setting)


def test_the_information_of_categories_needs_all_of_them() -> None:
    text = "model: x ~ Categorical(θ^2, 2 θ (1-θ), (1-θ)^2)\nparameters: {θ: 0 <= θ <= 1}\n"
    squares = solve(loads(f"{text}data: {{counts: {{AA: 1, Aa: 2, aa: 4}}}}\nfind: fisher-information"))
    step = the(squares, "cell-information")
    for line in ("I(θ) = 2/(θ(1-θ))", "I(θ) = n/(θ(1-θ))"):
        with pytest.raises(NotProved):
            judged(squares, step, read(line, SCOPE))
    setting = replace(squares.setting, given=squares.setting.given[:-1])
    with pytest.raises(NotProved):
        prove(squares.steps, setting)


def test_a_probability_by_its_own_count() -> None:
    cells = solve(loads("model: x ~ Categorical(p_1, p_2, p_3)\nfind: [fisher-information, standard-error]"))
    scope = Scope(frozenset(("p_1", "p_2", "p_3")), frozenset("x"), functions=FUNCTIONS)
    step = the(cells, "own-count")
    for line in ("I(p_1) = n/p_1", "I(p_2) = n/(p_1(1-p_1))"):
        with pytest.raises(NotProved):
            judged(cells, step, read(line, scope))


def test_integration_by_parts_is_for_the_whole_line() -> None:
    cauchy = solve(loads("model: x ~ Cauchy(μ, 1)\nfind: fisher-information"))
    step = the(cauchy, "identity-by-parts")
    assert isinstance(step.claim, Expectation)
    without = tuple(pair for pair in step.claim.weights if isinstance(pair[0], tuple))
    with pytest.raises(NotProved):
        judged(cauchy, step, step.after, Expectation("x", without))
    assert isinstance(step.after, Relation)
    with pytest.raises(NotProved):
        judged(cauchy, step, Relation((step.after.operands[0], read_expression("1/3", SCOPE)), ("=",)))


def test_no_integration_by_parts_on_half_a_line() -> None:
    exponential = solve(loads("model: x ~ Exponential(λ)\nfind: fisher-information"))
    step = the(exponential, "log-density")
    x, one = read_expression("x_i", SCOPE), read_expression("1", SCOPE)
    scope = Scope(frozenset(("λ",)), frozenset("x"), functions=FUNCTIONS)
    with pytest.raises(NotProved):
        judged(exponential, step, read("E(1 - λ x_i) = 0", scope), Expectation("x", ((x, one),)))


# density in t, whether the slope of its logarithm is a rational function of t.
SLOPES = [
    ("1/(π (1 + (t-μ)^2))", True), ("1/sqrt(2 π θ^2) e^(-(t-μ)^2/(2 θ^2))", True), ("(1 + t^2)^(-α)", True),
    ("exp(-t)/(1 + exp(-t))^2", False), ("sin(t)^2/(1 + t^2)", False), ("e^(-abs(t))/2", False), ("t^t", False),
    ("1/(1 + exp(t))", False), ("exp(-exp(t) + t)", False),
]


@pytest.mark.parametrize(("density", "expected"), SLOPES)
def test_rational_slopes(density: str, expected: bool) -> None:
    scope = Scope(frozenset(("t", "μ", "θ", "α")))
    assert has_rational_slope(read_expression(density, scope), "t") is expected
