"""The worked solutions of the lesson, word for word: each is right, and reaches what its problem asks."""

from pathlib import Path

import pytest

import derive
from derive.checking.judging import check
from derive.checking.report import LineVerdict, Verdict

PROBLEMS = Path(__file__).parents[2] / "problems"

SOLUTIONS = {
    "coin": [
        "Solution: θ_MLE = 7/10 = 0.7. Take derivative of log-likelihood: d/dθ[7log(θ) + 3log(1-θ)] = "
        "7/θ - 3/(1-θ) = 0 → 7(1-θ) = 3θ → 7 = 10θ → θ = 0.7",
    ],
    "next-token": [
        "Solution:",
        "Original: -log(0.5) = 0.693",
        "Improved: -log(0.8) = 0.223",
        "Lower loss = better model (higher probability assigned to correct token)",
    ],
    "quiz-hello": [
        "Answer: C) 2.303. The negative log-likelihood is -ln(0.1) = ln(10) ≈ 2.303. Lower "
        "probabilities result in higher loss values.",
    ],
    "quiz-fair-coin": [
        "Answer: B) 0.5^20 ≈ 9.5×10^-7. For independent events, likelihood is the product: (0.5)^20. "
        "This extremely small number demonstrates why we use log-likelihood!",
    ],
    "emails": [
        'Setup: Let θ = probability of opening an email. We observe 120 "successes" (opens) and 880 '
        '"failures" (unopened).',
        "Likelihood: P(data|θ) = θ^120 × (1-θ)^880",
        "Log-likelihood: log P = 120·log(θ) + 880·log(1-θ)",
        "Solution: Taking derivative and setting to zero: 120/θ = 880/(1-θ) → 120(1-θ) = 880θ → 120 = "
        "1000θ → θ_MLE = 0.12",
        "Result: The maximum likelihood estimate is a 12% open rate.",
    ],
    "temperatures": [
        "Setup: For Gaussian distribution N(μ, σ²), the likelihood of observing data {x₁, x₂, ..., xₙ} "
        "depends on μ.",
        "Log-likelihood: log P(data|μ) = -n/2·log(2πσ²) - 1/(2σ²)·Σ(xᵢ - μ)²",
        "Solution: To maximize, we minimize Σ(xᵢ - μ)². Taking derivative: d/dμ[Σ(xᵢ - μ)²] = -2Σ(xᵢ - "
        "μ) = 0",
        "This gives: Σxᵢ = nμ → μ_MLE = (72+75+71+73+74)/5 = 73°F",
        "Key Insight: For Gaussian data, the MLE for the mean is simply the sample average!",
    ],
    "cat-on-the-mat": [
        'Training Data: The complete sentence is "The cat sat on the mat"',
        "Model Output (before training):",
        "P(mat) = 0.25, P(hat) = 0.25, P(dog) = 0.25, P(car) = 0.25",
        "Negative log-likelihood: -log(0.25) = 1.386",
        "Model Output (after MLE training):",
        "P(mat) = 0.70, P(hat) = 0.15, P(dog) = 0.10, P(car) = 0.05",
        "Negative log-likelihood: -log(0.70) = 0.357",
        'Result: After training, the model assigns much higher probability to "mat" (the correct '
        "token), reducing the loss from 1.386 to 0.357. This is exactly how LLMs learn — by adjusting "
        "parameters to maximize the likelihood of actual training sequences!",
    ],
    "quiz-why-logs": [
        "Answer: B) Because sums are easier to differentiate than products. The log function converts "
        "products into sums, making gradient computation simpler while preserving the location of the "
        "maximum (log is monotonically increasing).",
    ],
    "quiz-what-is-maximised": [
        "Answer: B) The probability of the training data under the model. MLE finds parameters that "
        "make the observed training sequences most probable, which means assigning high probability to "
        "actual next tokens in the training text.",
    ],
    "quiz-nll-cross-entropy": [
        "Answer: B) Negative log-likelihood equals cross-entropy for categorical distributions. In "
        "classification and language modeling, minimizing negative log-likelihood is exactly the same "
        "as minimizing cross-entropy loss.",
    ],
}


@pytest.mark.parametrize("name", SOLUTIONS)
def test_the_lesson_is_right(name: str) -> None:
    report = check(derive.load(PROBLEMS / f"{name}.yaml")._problem, "\n".join(SOLUTIONS[name]))
    verdicts = {line.verdict for line in report.lines}
    assert (report.verdict, report.first_error, report.missing) == (Verdict.CORRECT, None, ())
    assert verdicts <= {LineVerdict.CORRECT, LineVerdict.COMMENT}


def test_every_problem_of_the_lesson_is_here() -> None:
    tagged = {path.stem for path in PROBLEMS.glob("*.yaml") if "lesson" in derive.load(path)._problem.tags}
    assert tagged == SOLUTIONS.keys()
