"""Damaged derivations are judged and shown like any other: nothing escapes, whatever was written."""

import random

import jsonschema
import pytest

import derive
from derive.documents.report_json import data
from derive.documents.report_schema import report_schema

NORMAL = "model: x ~ Normal(μ, σ^2)\ndata: [1, 2, 6]\n"
CELLS = "model: x ~ Categorical(p_1, p_2, p_3)\ndata: {counts: {a: 15, b: 9, c: 6}}\n"
TOKEN = "predictions: {before: {cat: 0.5, dog: 0.3}, after: {cat: 0.8}}\ntarget: cat\nfind: [nll, perplexity]\n"
HANDS = [
    (NORMAL, "L = Π 1/√(2πσ²) exp(-(x_i-μ)²/(2σ²))\nℓ = -n/2 log(2πσ²) - Σ(x_i-μ)²/(2σ²)\n"
             "∂ℓ/∂μ = Σ(x_i-μ)/σ² = 0\nso Σ x_i = n μ → μ̂ = x̄ = 3\nσ̂² = (4+1+9)/3 = 14/3 ≈ 4.67\n"),
    (CELLS, "\\begin{align*}\n\\ell &= 15\\ln p_1 + 9\\ln p_2 + 6\\ln p_3 \\\\\n\\frac{15}{p_1} &= \\lambda\n"
            "\\end{align*}\nHence $p_1 = \\frac{15}{30}$, p_2 = 0.3 and p_3 = 20%.\n"),
    (TOKEN, "Before: NLL = -ln 0.5 = 0.693\nAfter: NLL = -ln(0.8) ≈ 0.223, perplexity = e^0.223 = 1.25\n"),
]
PIECES = [
    "", "=", "(", ")", "0", "^", "_", "θ", "\n", "→", " and ", "/", "\\frac{1}{", "$", "-", "Σ", "x_i", "|", "²",
    "\\", "&",
]
PROBLEMS = {text: derive.loads(text) for text, _ in HANDS}
SHAPE = jsonschema.Draft7Validator(report_schema())


@pytest.mark.parametrize("seed", range(20))
def test_nothing_escapes(seed):
    chance = random.Random(seed)
    problem, hand = chance.choice(HANDS)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(hand) + 1)
        hand = hand[:at] + chance.choice(PIECES) + hand[at + chance.randint(0, 3):]
    report = derive.check(PROBLEMS[problem], hand)
    SHAPE.validate(data(report._checked))
    assert [line.text for line in report.lines] == hand.split("\n")[:len(report.lines)]
    assert [line.line for line in report.lines] == list(range(1, len(report.lines) + 1))
    assert all(report.to(format) for format in ("text", "html", "markdown"))
    assert derive.hint(PROBLEMS[problem], hand).idea
