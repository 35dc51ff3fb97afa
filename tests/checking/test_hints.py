"""The next step after a right beginning, by hand-made reports: what is right is told, not judged, here."""

from __future__ import annotations

import pytest

from derive.checking.hints import hint
from derive.checking.report import CheckedLine, LineVerdict, Report, Verdict
from derive.problem import loads

COIN = "model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 7, tails: 3}}\n"
BUS = "model: x ~ Exponential(λ)\ndata: [2, 4, 1, 5]\n"
NORMAL = "model: x ~ Normal(μ, σ^2)\n"
UNIFORM = "model: x ~ Uniform(0, θ)\ndata: [2.1, 4.7, 3.3, 0.9]\n"
PIKE = "model: x ~ Hypergeometric(N, 10, 12)\ndata: [5]\n"
CELLS = "model: x ~ Categorical(p_1, p_2, p_3)\ndata: {counts: {a: 15, b: 9, c: 6}}\n"
TOKEN = ("predictions:\n  before: {cat: 0.5, dog: 0.3}\n  after: {cat: 0.8}\ntarget: cat\n"
         "find: [nll, perplexity]\n")
MORE = "model: x ~ Exponential(λ)\ndata: [2, 4, 1, 5]\nfind: [mle, mle of exp(-λ), standard-error]\n"
ONLY_HEADS = "model: x ~ Bernoulli(θ)\ndata: [1, 1, 1]\nparameters: {θ: 0 < θ < 1}\n"
L, LOG, SCORE, EQUATION, ESTIMATE, NUMBER = (
    "likelihood", "log-likelihood", "score", "equation", "estimate", "number",
)


def after(problem, *lines, verdict=Verdict.INCOMPLETE, missing=("θ",)):
    """The hint after right lines, each with its kind."""
    checked = tuple(CheckedLine(k, text, LineVerdict.CORRECT, kind) for k, (kind, text) in enumerate(lines, 1))
    report = Report("problem", verdict, None, checked, missing)
    return hint(loads(problem), "\n".join(text for _, text in lines), report)


@pytest.mark.parametrize(("problem", "lines", "idea", "reveal"), [
    (COIN, [], "Write down the likelihood", "L(θ) = θ⁷(1 − θ)³"),
    (COIN, [(L, "L(θ) = θ^7 (1-θ)^3")], "Take the logarithm", "ℓ(θ) = 7 log θ + 3 log(1 − θ)"),
    (COIN, [(LOG, "ℓ = 7 log θ + 3 log(1-θ)")], "Differentiate the log-likelihood with respect to θ",
     "ℓ′(θ) = 7/θ − 3/(1 − θ)"),
    (COIN, [("negative-log-likelihood", "NLL = -7 log θ - 3 log(1-θ)")], "Differentiate", "ℓ′(θ) = 7/θ − 3/(1 − θ)"),
    (COIN, [(SCORE, "ℓ'(θ) = 7/θ - 3/(1-θ)")], "Set the score to zero and clear the denominators",
     "7/θ − 3/(1 − θ) = 0"),
    # an equation: the step behind it
    (COIN, [(SCORE, "ℓ'(θ) = 7/θ - 3/(1-θ) = 0")], "Multiply both sides by the denominators", "7(1 − θ) = 3θ"),
    (COIN, [(EQUATION, "7/θ = 3/(1-θ)")], "Multiply both sides by the denominators", "7(1 − θ) = 3θ"),
    (COIN, [(EQUATION, "7(1-θ) = 3θ")], "Multiply out", "7 − 7θ = 3θ"),
    (COIN, [(EQUATION, r"7 - 7\theta = 3\theta")], "Collect θ", "7 = 10θ"),
    (COIN, [(EQUATION, "10θ - 7 = 0")], "Divide by what stands in front of θ", "θ = 7/10"),
    (COIN, [(EQUATION, "14 - 20θ = 0")], "Solve the equation for θ", "θ = 7/10"),
    # data in from the first line, or not
    (BUS, [(LOG, "ℓ(λ) = n log λ - λ Σ x_i")], "Differentiate", "ℓ′(λ) = n/λ − Σxᵢ"),
    (BUS, [(LOG, "ℓ(λ) = 4 log λ - 12 λ")], "Differentiate", "ℓ′(λ) = 4/λ − 12"),
    (BUS, [(ESTIMATE, "λ̂ = n/Σ x_i")], "Put the numbers in", "λ̂ = 4/(2 + 4 + 1 + 5) = 4/12 = 1/3 ≈ 0.333"),
    # one of two
    (NORMAL, [(LOG, "ℓ = -n/2 log(2πσ²) - Σ(x_i-μ)²/(2σ²)")],
     "Differentiate the log-likelihood with respect to μ, the other",
     "∂ℓ/∂μ = (1/σ²) Σ(xᵢ − μ)"),
    (NORMAL, [(ESTIMATE, "μ̂ = x̄")], "The next one: differentiate the log-likelihood with respect to σ²",
     "∂ℓ/∂σ² = −n/(2σ²) + (1/(2σ⁴)) Σ(xᵢ − x̄)²"),
    (NORMAL, [(SCORE, "∂ℓ/∂μ = Σ(x_i-μ)/σ²"), (SCORE, "∂ℓ/∂σ² = -n/(2σ²) + Σ(x_i-μ)²/(2σ^4)"), (ESTIMATE, "μ̂ = x̄")],
     "The next one: set the score to zero", "−n/(2σ²) + (1/(2σ⁴)) Σ(xᵢ − x̄)² = 0"),
    (NORMAL, [(ESTIMATE, "μ̂ = x̄"), (EQUATION, "n σ² = Σ(x_i-x̄)²")], "Divide by what stands in front of σ²",
     "σ² = (1/n) Σ(xᵢ − x̄)²"),
    # other routes
    (UNIFORM, [(L, "L(θ) = θ^(-4)")], "Do not differentiate yet", "θ ≥ 47/10"),
    (UNIFORM, [(L, "L(θ) = θ^(-4)"), ("constraint", "θ ≥ max(x)")], "the likelihood falls as θ grows",
     "θ̂ = 47/10 = 4.7"),
    (PIKE, [(L, "L(N) = C(10,5) C(N-10,7)/C(N,12)")], "N is a whole number, so there is no derivative",
     "L(N)/L(N − 1) = C(N − 10, 7) C(N − 1, 12)/(C(N, 12) C(N − 11, 7))"),
    (PIKE, [("identity", "L(N)/L(N-1) = (N-10)(N-12)/((N-17) N)"), (L, "L = C(N-10,7)/C(N,12)")],
     "as long as the ratio is at least one", "((N − 10)/(N − 17))((N − 12)/N) ≥ 1"),
    (PIKE, [(L, "L = C(N-10,7)/C(N,12)"), (EQUATION, "(N-10)(N-12) ≥ (N-17) N")], "Solve", "N ≤ 120/5 = 24"),
    (CELLS, [(LOG, "ℓ = 15 log p_1 + 9 log p_2 + 6 log p_3")], "bring it in with a multiplier",
     "Λ = 15 log p₁ + 9 log p₂ + 6 log p₃ + λ(1 − p₁ − p₂ − p₃)"),
    (CELLS, [(EQUATION, "15/p_1 = λ, 9/p_2 = λ, 6/p_3 = λ")], "Multiply each equation", "15 = λp₁, 9 = λp₂, 6 = λp₃"),
    (ONLY_HEADS, [(SCORE, "ℓ'(θ) = 3/θ")], "The derivative is never zero", "ℓ′(θ) = 3/θ > 0"),
])
def test_the_next_step(problem, lines, idea, reveal):
    found = after(problem, *lines)
    assert found.status == "next"
    assert idea in found.idea
    assert (found.reveal, found.line) == (reveal, None)
    assert found.idea.endswith(".") or found.idea.endswith("?")


@pytest.mark.parametrize(("problem", "lines", "missing", "idea", "reveal"), [
    (TOKEN, [], ("nll of before", "perplexity of before"), "minus the logarithm",
     'NLL("before") = −log 0.5 = log 2 ≈ 0.693'),
    (TOKEN, [(NUMBER, "0.693")], ("nll of after",), "minus the logarithm",
     'NLL("after") = −log 0.8 = log(5/4) ≈ 0.223'),
    (TOKEN, [(NUMBER, "0.693")], ("perplexity of before",), "exponential", 'PPL("before") = exp(−log 0.5) = 2'),
    (MORE, [(NUMBER, "λ̂ = 1/3")], ("exp(−λ)", "standard-error of λ"), "estimate of a function",
     "exp(−λ̂) = exp(−1/3) ≈ 0.717"),
    (MORE, [(NUMBER, "λ̂ = 1/3")], ("standard-error of λ",), "The standard error is", "SE(λ̂) = λ̂/√n = 1/6 ≈ 0.167"),
])
def test_what_else_is_asked(problem, lines, missing, idea, reveal):
    found = after(problem, *lines, missing=missing)
    assert idea in found.idea
    assert found.reveal == reveal


def test_a_line_that_nobody_could_decide_counts_as_reached():
    line = CheckedLine(1, "ℓ = 7 log θ + 3 log(1-θ)", LineVerdict.UNDECIDED, LOG)
    assert "Differentiate" in hint(loads(COIN), line.text, Report("", Verdict.INCOMPLETE, None, (line,))).idea


@pytest.mark.parametrize(("kind", "said"), [
    (SCORE, "Look at line 2 again. Is it the derivative, term by term, inner derivatives included?"),
    (None, "Look at line 2 again."),
])
def test_a_wrong_line_is_looked_at_again(kind, said):
    line = CheckedLine(2, "7/θ + 3/(1-θ)", LineVerdict.WRONG, kind, message="the answer", expected="7/θ - 3/(1-θ)")
    first = CheckedLine(1, "ℓ = 7 log θ + 3 log(1-θ)", LineVerdict.CORRECT, LOG)
    found = hint(loads(COIN), f"{first.text}\n{line.text}", Report("", Verdict.INCORRECT, 2, (first, line)))
    assert (found.status, found.line, found.reveal) == ("wrong", 2, "7/θ - 3/(1-θ)")
    assert found.idea == said


def test_a_mistake_is_named_by_its_rule():
    from derive.rules.mistakes import MISTAKES

    for mistake in MISTAKES:
        line = CheckedLine(1, "a", LineVerdict.WRONG, SCORE, mistake.id)
        assert mistake.sentence in hint(loads(COIN), "a", Report("", Verdict.INCORRECT, 1, (line,))).idea


def test_where_nothing_could_be_read():
    line = CheckedLine(1, "I do not know", LineVerdict.COMMENT)
    found = hint(loads(COIN), line.text, Report("", Verdict.UNREADABLE, None, (line,)))
    assert found.idea.startswith("No line could be read as mathematics yet. Write down the likelihood")


def test_a_complete_derivation_is_said_to_be_so():
    found = after(COIN, (ESTIMATE, "θ̂ = 7/10"), verdict=Verdict.CORRECT, missing=())
    assert found.status == "complete"
    assert found.reveal == "ℓ″(θ) = −7/θ² − 3/(1 − θ)² < 0"
    shown = (ESTIMATE, "θ̂ = 7/10"), ("second-derivative", "ℓ'' = -7/θ² - 3/(1-θ)² < 0")
    assert after(COIN, *shown, verdict=Verdict.CORRECT, missing=()).reveal is None


def test_a_problem_that_is_not_solved_has_no_hint():
    question = ("question: why?\nparameters: {θ: 0 < θ < 1}\nshow: [log(θ^2) = 2 log(θ)]\n"
                "choices: {A: one, B: two}\nanswer: A\n")
    found = after(question, (EQUATION, "θ = θ"))
    assert (found.status, found.reveal) == ("none", None)
