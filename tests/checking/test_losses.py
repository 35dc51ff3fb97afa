"""Hand derivations about next-token predictions: what is said has to be true, and to be what it is said to be."""

from functools import cache

import pytest

from derive.api import loads
from derive.checking.judging import check
from derive.problem.model import Problem

PROBLEMS = {
    "four": """
predictions: [{the: 0.4, a: 0.6}, {dog: 0.05, cat: 0.5}, {barks: 0.8}, {loudly: 0.125}]
target: [the, dog, barks, loudly]
find: [cross-entropy, perplexity]
""",
    "twice": """
predictions: [{before: {red: 0.1}, after: {red: 0.4}}, {before: {fox: 0.2}, after: {fox: 0.9}}]
target: [red, fox]
find: nll
""",
    "partial": """
predictions: {Berlin: 0.62, Paris: 0.11}
target: Berlin
find: nll
""",
    "fish": """
model: x ~ Poisson(λ)
known: {λ: 3}
data: [2, 4, 3]
find: [likelihood, nll]
""",
    "spinner": """
model: x ~ Categorical(p, q, r)
known: {p: 0.2, q: 0.3, r: 0.5}
data: {counts: {red: 2, blue: 1, green: 3}}
find: [nll, perplexity]
""",
    "quiz": """
predictions: {moon: 0.25}
target: moon
find: nll
choices: {A: 0.25, B: 0.6, C: 1.386, D: 4}
answer: C
""",
    "why": """
parameters: {θ: 0 < θ < 1}
show: ["log(θ^2 (1-θ)) = 2 log(θ) + log(1-θ)"]
choices: {A: it is shorter, B: products become sums}
answer: B
""",
    "drink": """
predictions:
  before: {tea: 0.3, milk: 0.6, juice: 0.1}
  after: {tea: 0.75, milk: 0.15, juice: 0.1}
target: tea
find: nll
""",
    "single": """
predictions: {blue: 0.16, red: 0.64, green: 0.2}
target: blue
find: nll
""",
    "never": """
predictions: {blue: 0, red: 1}
target: blue
find: [nll, perplexity]
""",
    "three": """
predictions: [{one: 0.2, two: 0.3}, {day: 0.7}, {soon: 0.35, late: 0.65}]
target: [one, day, soon]
find: perplexity
""",
    "sum": """
predictions: [{one: 0.2, two: 0.3}, {day: 0.7}, {soon: 0.35, late: 0.65}]
target: [one, day, soon]
find: nll
""",
    "mean": """
predictions: [{one: 0.2, two: 0.3}, {day: 0.7}, {soon: 0.35, late: 0.65}]
target: [one, day, soon]
find: cross-entropy
""",
    "both": """
predictions: [{we: 0.4}, {go: 0.5}]
target: [we, go]
find: [nll, perplexity]
""",
}

# Problem, derivation, verdict, first wrong line. −log 0.3 = 1.204, −log 0.75 = 0.2877; the text 0.2·0.7·0.35 = 0.049,
# its loss 3.016, 1.005 per token, its perplexity 2.733; 0.4·0.5 = 0.2, loss 1.609, perplexity 2.236.
CASES = [
    # ---- one token, twice
    ("drink", "before: -ln 0.3 = 1.204\nafter: -ln 0.75 = 0.288", "correct", None),
    ("drink", "NLL(before) = -log(0.3) = 1.2\nNLL(after) = -log(0.75) = 0.29", "correct", None),
    ("drink", r"\text{NLL}_{\text{before}} = -\ln 0.3 \approx 1.204, \quad \mathcal{L}_{\text{after}} = 0.288",
     "correct", None),
    ("drink", "P(tea) = 0.3, loss = -ln P(tea) = 1.204\nnow P(tea) = 0.75, new loss = 0.288", "correct", None),
    ("drink", "The loss was 1.204.\nThe new loss is 0.2877.", "correct", None),
    ("drink", "-log 0.3 = 1.204\n-log 0.75 = 0.2877\nThe loss falls by 1.204 - 0.2877 = 0.9163 = log 2.5", "correct",
     None),
    ("drink", "loss_before = ln(10/3) = 1.204\nloss_after = ln(4/3) = 0.2877", "correct", None),
    ("drink", "before: -ln 0.3 = 1.204", "incomplete", None),
    ("drink", "before: -log 0.3 = 0.523\nafter: -log 0.75 = 0.125", "incorrect", 1),
    ("drink", "before: -ln 0.75 = 0.288\nafter: -ln 0.3 = 1.204", "incorrect", 1),
    ("drink", "-ln 0.3 = 1.204\n-ln 0.6 = 0.511", "incorrect", 2),
    ("drink", "-ln 0.3 = 1.204\n-ln 0.72 = 0.329", "incorrect", 2),
    ("drink", "NLL_before = ln 0.3 = -1.204\nNLL_after = ln 0.75 = -0.288", "incorrect", 1),
    ("drink", "-ln 0.3 = 1.204\n-ln 0.75 = 0.287", "incorrect", 2),
    ("drink", "before: H = -(0.3 ln 0.3 + 0.6 ln 0.6 + 0.1 ln 0.1) = 0.898", "incorrect", 1),
    ("drink", "P(tea) = 0.3\nP(milk) = 0.3\nloss = 1.204", "incorrect", 2),
    ("drink", "p(tea) = 0.3\np(milk) = 0.6\nHad milk come, the loss would be -ln 0.6 = 0.511.\n-ln 0.3 = 1.204\n"
     "-ln 0.75 = 0.288", "correct", None),
    ("drink", "Guessing among three, the loss is -ln(1/3) = 1.099.\n-ln 0.3 = 1.204\n-ln 0.75 = 0.288", "correct",
     None),
    ("drink", "loss before = -(1 log 0.3 + 0 log 0.6 + 0 log 0.1) = 1.204\nloss after = 0.288", "correct", None),
    ("drink", "Model Output (before training):\nNLL = -log(0.75) = 0.288", "incorrect", 2),
    ("drink", "0.288 < 1.204, so the loss is lower.\n-ln 0.3 = 1.204\n-ln 0.75 = 0.288", "correct", None),
    ("drink", "before: 1 - 0.3 = 0.7, the loss is 0.7", "incorrect", 1),
    ("drink", "H(p,q) = -Σ p log q = -log 0.3 = 1.204\nafterwards -log 0.75 = 0.288", "correct", None),
    ("drink", "loss1 = -ln(.3) = 1.204\nloss2 = -ln(.75) = .288", "correct", None),
    ("drink", "before: -0.3 ln 0.3 = 0.361", "incorrect", 1),
    ("drink", "-log 0.3 = 1.204 (before), -log 0.75 = 0.288 (after)", "correct", None),
    ("drink", "The loss goes from -ln 0.3 = 1.204 to -ln 0.75 = 0.288.", "correct", None),
    ("drink", "The loss goes from -ln 0.3 = 1.204 to -ln 0.6 = 0.511.", "incorrect", 1),
    ("drink", "-log 0.3 = 1.204\n-log 0.75 = 0.288\ndifference: 1.204 - 0.288 = 0.926", "incorrect", 3),
    ("single", "NLL = -log2(0.16) = 2.644 bits\nNLL = 2.644 ln 2 = 1.833 nats", "correct", None),
    ("single", "NLL = -log2(0.16) = 2.644 bits", "incomplete", None),
    ("single", "NLL = -2 ln 0.4 = 1.8326", "correct", None),
    ("single", "loss = 0.84", "incorrect", 1),
    ("single", "loss = -ln 0.64 = 0.446", "incorrect", 1),
    ("single", "1/0.16 = 6.25\nloss = ln 6.25 = 1.833", "correct", None),
    ("never", "NLL = -log 0 = ∞\nPPL = ∞", "correct", None),
    ("never", "NLL = -log 1 = 0", "incorrect", 1),
    # ---- a text
    ("three", "P(text) = 0.2 * 0.7 * 0.35 = 0.049\nPPL = 0.049^(-1/3) = 2.733", "correct", None),
    ("three", "P = 0.049\nH = -(1/3) ln P = 1.005\nPPL = e^H = 2.73", "correct", None),
    ("three", r"\mathrm{PPL} = \sqrt[3]{1/0.049} = 2.733", "correct", None),
    ("three", "NLL_t = -log p_t\n1.609 + 0.357 + 1.050 = 3.016\nmean NLL = 3.016/3 = 1.0053\n"
     "PPL = exp(1.0053) = 2.733", "correct", None),
    ("three", "log2 0.049 = -4.351\nH = 4.351/3 = 1.450 bits\nPPL = 2^1.450 = 2.73", "correct", None),
    ("three", "H = -(1/3) log10(0.049) = 0.4366\nPPL = 10^0.4366 = 2.733", "correct", None),
    ("three", "-log2 0.2 - log2 0.7 - log2 0.35 = 4.351\nH = 4.351/3 = 1.450\nPPL = 2^H = 2.733", "correct", None),
    ("three", "H = 1.005\nPPL = 2^1.005 = 2.007", "incorrect", 2),
    ("three", "H = -(1/3) log2(0.049) = 1.450\nPPL = exp(1.450) = 4.263", "incorrect", 2),
    ("three", "Σ_t log p_t = log 0.049 = -3.016\nPPL = exp(3.016) = 20.4", "incorrect", 2),
    ("three", "PPL = (1/0.2 + 1/0.7 + 1/0.35)/3 = 3.095", "incorrect", 1),
    ("three", "mean p = (0.2 + 0.7 + 0.35)/3 = 0.4167\nNLL = -ln 0.4167 = 0.8755", "incorrect", 2),
    ("three", "P(text) = 0.2 + 0.7 + 0.35 = 1.25", "incorrect", 1),
    ("three", "NLL = -ln 0.2 - ln 0.7 - ln 0.35 = 3.016\nPPL = exp(3.016/2) = 4.518", "incorrect", 2),
    ("three", "P = 0.2 * 0.7 * 0.35 = 0.49", "incorrect", 1),
    ("three", "0.2 * 0.75 * 0.35 = 0.0525", "incorrect", 1),
    ("three", "the total NLL is 3.016\nthe total NLL = 1.005", "incorrect", 2),
    ("three", "average NLL = 3.016", "incorrect", 1),
    ("three", "1.609 + 0.537 + 1.050 = 3.196\nPPL = exp(3.196/3) = 2.902", "incorrect", 1),
    ("three", "mean = 3.016/3 = 1.005", "incomplete", None),
    ("three", "mean = 3.016/2 = 1.508", "incorrect", 1),
    ("three", "The perplexity is the geometric mean of the 1/p: (1/0.049)^(1/3) = 2.733", "correct", None),
    ("three", "PPL = ∏_t p_t^{-1/3} = 2.733", "correct", None),
    ("three", r"\overline{\text{NLL}} = 3.016/3 = 1.005" "\nPPL = e^{1.005} = 2.73", "correct", None),
    ("three", r"\overline{\text{NLL}} = 3.016", "incorrect", 1),
    ("three", "P(w_1) = 0.2, P(w_2|w_1) = 0.7, P(w_1, w_2) = 0.14\nP(w_1, w_2, w_3) = 0.049\nPPL = 2.733", "correct",
     None),
    ("three", "P(w_1) = 0.2, P(w_2|w_1) = 0.35", "incorrect", 1),
    ("sum", "NLL = -ln 0.2 - ln 0.7 - ln 0.35 = 1.609 + 0.357 + 1.050 = 3.016", "correct", None),
    ("sum", "NLL = 1.609 + 0.357 + 1.050\n= 3.016", "correct", None),
    ("sum", "NLL = 3.016/3 = 1.005", "incorrect", 1),
    ("drink", "0.258 < 1.204\n-ln 0.3 = 1.204\n-ln 0.75 = 0.288", "incorrect", 1),
    ("drink", "-ln 0.3 = ln(10/0) = 1.204", "incorrect", 1),
    ("three", "sum = 3.016\nPPL = e^(sum/3) = 2.733", "correct", None),
    ("three", "mean loss = 3.016/3 = 1.005\nPPL = exp(mean loss) = 2.73", "correct", None),
    ("three", "H = 4.351/3 = 1.4503 bits\nperplexity: 2^1.4503 = 2.7327", "correct", None),
    ("three", "H = 3.016/3 = 1.0053\nPPL = e^1.0053 = 2.735", "incorrect", 2),
    ("sum", "NLL = 1.609 + 0.357 + 1.050 = 3.017", "incorrect", 1),
    ("sum", "NLL = 1.609 + 0.357 + 1.051 = 3.016", "incorrect", 1),
    ("sum", "NLL = -ln 0.049 = 3.018", "incorrect", 1),
    ("sum", "the total is 3.016 nats, or 1.005 per token", "correct", None),
    ("sum", "ln 5 + ln(10/7) + ln(20/7) = ln(1000/49) = 3.016", "correct", None),
    ("sum", "NLL_1 = 1.609\nNLL_2 = 0.357\nNLL_3 = 1.050\nNLL = 3.016", "correct", None),
    ("sum", "NLL_1 = 1.609\nNLL_2 = 1.050", "incorrect", 2),
    ("sum", "average NLL = 1.005\ntotal NLL = 3 * 1.0053 = 3.016", "correct", None),
    ("sum", r"\ell = \log 0.049 = -3.016" "\nNLL = -ℓ = 3.016", "correct", None),
    ("mean", "losses: 1.609, 0.357, 1.050\nmean: (1.609 + 0.357 + 1.050)/3 = 1.005", "correct", None),
    ("mean", "loss per token: 1.609, 0.357, 1.050\nsum: 3.016\nmean: 1.005", "correct", None),
    ("mean", "loss per token: 1.609, 0.357, 1.150", "incorrect", 1),
    ("three", "The sum of the log-probabilities is -3.016, divided by 3 it is -1.005, so the perplexity is "
     "exp(1.005) = 2.73.", "correct", None),
    ("three", "PPL = 0.049^(1/3) = 0.366", "incorrect", 1),
    ("mean", "total NLL = 3.016\ncross-entropy: 1.005", "correct", None),
    ("mean", "H = 1.609 + 0.357 + 1.050 = 3.016", "incorrect", 1),
    ("mean", "H = (ln 0.2 + ln 0.7 + ln 0.35)/3 = -1.005", "incorrect", 1),
    ("both", "P(we, go) = 0.4 * 0.5 = 0.2\nNLL = -ln 0.2 = 1.609\nPPL = sqrt(5) = 2.236", "correct", None),
    ("both", "NLL = 0.916 + 0.693 = 1.609", "incomplete", None),
    ("both", "PPL = 0.2^(-1/2) = 2.236", "incomplete", None),
    ("both", "NLL = 1.609\nPPL = exp(1.609) = 5", "incorrect", 2),
    # ---- a model that is known: 3^9 e^-9/(2! 4! 3!) = 0.00843, its loss 4.7754; 0.2² 0.3 0.5³ = 0.0015, 6.502, 2.956
    ("fish", "f(x) = e^{-λ} λ^x/x!\nL(3) = e^{-9} 3^9/(2! 4! 3!) = 0.00843\nNLL = 4.775", "correct", None),
    ("fish", "P(x=2) = 9 e^{-3}/2 = 0.224\nL = 0.224·0.168·0.224 = 0.00843\nNLL = -ln 0.00843 = 4.776", "correct",
     None),
    ("fish", "Σ x_i = 9, n = 3\nlog L = 9 log 3 - 9 - log 288 = -4.775", "incomplete", None),
    ("fish", "L(λ) = e^{-3λ} λ^8/(2! 4! 3!)", "incorrect", 1),
    ("fish", "L = 0.224 + 0.168 + 0.224 = 0.616", "incorrect", 1),
    ("fish", "λ = 3\nlikelihood = 0.0084\nNLL = -4.775", "incorrect", 3),
    ("spinner", "L = 0.2^2 · 0.3 · 0.5^3 = 0.0015\nNLL = -ln 0.0015 = 6.502\nPPL = exp(6.502/6) = 2.956", "correct",
     None),
    ("spinner", "NLL = -2 log p - log q - 3 log r = 6.502\nPPL = (1/0.0015)^(1/6) = 2.956", "correct", None),
    ("spinner", "P(data) = 6!/(2! 1! 3!) · 0.2^2 · 0.3 · 0.5^3 = 0.09", "incomplete", None),
    ("spinner", "NLL = -2 log p - 3 log q - log r = 7.524", "incorrect", 1),
    # ---- four tokens: 0.002, the loss 6.2146, 1.5537 per token, perplexity 4.7287
    ("four", "-ln 0.4 = 0.9163\n-ln 0.05 = 2.9957\n-ln 0.8 = 0.2231\n-ln 0.125 = 2.0794\n"
     "H = (0.9163 + 2.9957 + 0.2231 + 2.0794)/4 = 6.2145/4 = 1.5536\nPPL = exp(1.5536) = 4.728", "correct", None),
    ("four", "The four losses are 0.916, 2.996, 0.223 and 2.079 nats.\nTheir mean is 6.214/4 = 1.5535.\n"
     "The perplexity is exp(1.5535) = 4.728.", "correct", None),
    ("four", "Losses: 0.916, 2.996, 0.223, 2.079.\nSum 6.214, mean 1.554.\nPPL = e^1.554 = 4.73", "correct", None),
    ("four", "H = 2.241 bits = 1.554 nats\nPPL = 2^2.241 = 4.73", "correct", None),
    ("four", "ln PPL = (1/4) ln 500\nPPL = 4.729\nH = ln PPL = 1.554", "correct", None),
    ("four", "H = 1.554\nPPL = 2^1.554 = 2.936", "incorrect", 2),
    ("twice", "Before:\n-ln 0.1 = 2.303\n-ln 0.2 = 1.609\ntotal 2.303 + 1.609 = 3.912\nAfter:\n-ln 0.4 = 0.916\n"
     "-ln 0.9 = 0.105\ntotal 0.916 + 0.105 = 1.021", "correct", None),
    ("twice", "Before:\n-ln 0.1 = 2.303\n-ln 0.9 = 0.105", "incorrect", 3),
    ("twice", "NLL_before = 3.912/2 = 1.956", "incorrect", 1),
    ("partial", "P(other) = 1 - 0.62 - 0.11 = 0.27\nNLL = -ln 0.62 = 0.478", "correct", None),
    ("partial", "p = 0.62 ⇒ -ln p = 0.478", "correct", None),
    ("partial", "NLL = -ln(0.62) - ln(0.11) = 2.685", "incorrect", 1),
    ("never", "P(blue) = 0, so log P(blue) = -∞ and the loss is ∞; the perplexity is ∞", "correct", None),
    ("drink", "before: ln 0.3 = -1.204\nafter: ln 0.75 = -0.288", "incorrect", 1),
    ("drink", "before: ln 0.3 = -1.204, so the loss is 1.204\nafter: ln 0.75 = -0.288, so the loss is 0.288",
     "correct", None),
    ("drink", "NLL_before - NLL_after = ln(0.75/0.3) = ln 2.5 = 0.916\nNLL_before = 1.204\nNLL_after = 0.288",
     "correct", None),
    ("drink", "NLL(p) = -log p\nNLL(0.3) = 1.204, NLL(0.75) = 0.288", "correct", None),
    ("drink", "NLL(0.3) = 1.204, NLL(0.6) = 0.511", "incorrect", 1),
    ("drink", "NLL_after > NLL_before", "incorrect", 1),
    ("drink", "-ln 0.3 ≈ 1.204 > 0.288 ≈ -ln 0.75", "correct", None),
    ("both", "s = 0.916 + 0.693 = 1.609\nNLL = s\nPPL = e^{s/2} = 2.236", "correct", None),
    ("both", "NLL = 2.322 bits = 1.609 nats\nPPL = 2^{2.322/2} = 2.236", "correct", None),
    ("both", "NLL = 1.609, perplexity 2.236", "correct", None),
    ("both", "NLL = -ln(0.4)·-ln(0.5) = 0.635", "incorrect", 1),
    ("drink", "ln 2.5 = 0.916\nNLL_before = 1.204, NLL_after = 1.224 - 0.916 = 0.288", "incorrect", 2),
    ("drink", "NLL(p) = -log p\nNLL(0.4) = 1.204", "incorrect", 2),
    ("drink", "before: 1.204, after: 0.288", "correct", None),
    ("drink", "before: 1.204, after: 0.238", "incorrect", 1),
    ("both", "NLL = 2.322 bits = 1.709 nats", "incorrect", 1),
    ("both", "NLL per token = 0.805, total 1.609, perplexity 2.236", "correct", None),
    ("both", "NLL per token = 0.805, total 1.709, perplexity 2.236", "incorrect", 1),
    ("both", "NLL = ln 5\nPPL = 6^{0.5}", "incorrect", 2),
    # ---- choices
    ("quiz", "The answer is C.", "correct", None),
    ("quiz", "-ln 0.25 = 1.386, so (C)", "correct", None),
    ("quiz", "-ln 0.25 = 1.386, so the answer is B", "incorrect", 1),
    ("quiz", "Answer: A) 0.25", "incorrect", 1),
    ("quiz", "NLL = 4", "incorrect", 1),
    ("why", "B", "correct", None),
    ("why", "**Answer:** (A), it is shorter", "incorrect", 1),
    ("why", "A product becomes a sum.", "unreadable", None),
    ("both", "NLL = 0.92 + 0.69 = 1.61\n1.61/2 = 0.805\nPPL = e^0.805 = 2.24", "correct", None),
]  # fmt: skip


@cache
def problem(name: str) -> Problem:
    return loads(PROBLEMS[name])._problem


@pytest.mark.parametrize(("name", "hand", "verdict", "first_error"), CASES)
def test_losses(name: str, hand: str, verdict: str, first_error: int | None) -> None:
    report = check(problem(name), hand)
    assert (str(report.verdict), report.first_error) == (verdict, first_error)


# Problem, derivation, the mistake named at the first wrong line.
MISTAKES = [
    ("drink", "before: NLL = ln 0.3 = -1.204", "minus-forgotten"),
    ("drink", "before: -log 0.3 = 0.523", "common-log-for-natural"),
    ("drink", "The loss before is -ln 0.6 = 0.511", "another-token"),
    ("drink", "NLL_after = -(0.75 ln 0.75 + 0.15 ln 0.15 + 0.1 ln 0.1) = 0.731", "entropy-of-prediction"),
    ("drink", "loss_after = 1 - 0.75 = 0.25", "log-left-out-of-loss"),
    ("three", "NLL = 3.016\nPPL = exp(3.016) = 20.4", "perplexity-of-sum"),
    ("three", "mean NLL = 1.005\nPPL = 2^1.005 = 2.007", "base-mixed"),
    ("three", "PPL = (1/0.2 + 1/0.7 + 1/0.35)/3 = 3.095", "mean-of-perplexities"),
    ("three", "mean NLL = -ln((0.2 + 0.7 + 0.35)/3) = 0.8755", "log-of-mean"),
    ("sum", "NLL = -3 ln((0.2 + 0.7 + 0.35)/3) = 2.626", "log-of-mean"),
    ("sum", "NLL = (1.609 + 0.357 + 1.050)/3 = 1.005", "mean-for-sum"),
    ("mean", "H = 1.609 + 0.357 + 1.050 = 3.016", "sum-for-mean"),
    ("three", "P(text) = 0.2 + 0.7 + 0.35 = 1.25", "probabilities-added"),
    ("three", "PPL = 1.005", "perplexity-not-exponentiated"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "hand", "mistake"), MISTAKES)
def test_mistakes_are_named(name: str, hand: str, mistake: str) -> None:
    report = check(problem(name), hand)
    wrong = next(line for line in report.lines if line.line == report.first_error)
    assert wrong.misconception == mistake


def test_what_follows_from_a_wrong_line_is_carried() -> None:
    hand = "P = 0.2 * 0.7 * 0.35 = 0.49\nH = -(1/3) ln 0.49 = 0.2378\nPPL = e^0.2378 = 1.268"
    report = check(problem("three"), hand)
    assert [str(line.verdict) for line in report.lines] == ["wrong", "carried", "carried"]
    wrong = report.lines[0]
    assert wrong.expected == "0.2·0.7·0.35 = 0.049"
    assert wrong.message == "This is 0.49, not 0.049, the value of 0.2·0.7·0.35."


def test_a_second_mistake_is_wrong_too() -> None:
    report = check(problem("three"), "P = 0.2 * 0.7 * 0.35 = 0.49\nPPL = (5 + 1/0.7 + 1/0.35)/3 = 3.095")
    assert [str(line.verdict) for line in report.lines] == ["wrong", "wrong"]
