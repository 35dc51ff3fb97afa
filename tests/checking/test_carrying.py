"""Where the maximum lies after a wrong line: the problem as that line says it is."""

from __future__ import annotations

import pytest

from derive.checking.judging import check
from derive.problem import loads

COIN = "title: t\nmodel: x ~ Bernoulli(θ)\ndata: {counts: {heads: 12, tails: 8}}\n"


@pytest.mark.parametrize(("hand", "verdicts"), [
    # the slope of the wrong function, its own root: carried; the root of the right one is none of it
    ("L(θ) = θ^8 (1-θ)^12\nℓ(θ) = 8 log θ + 12 log(1-θ)\nℓ'(θ) = 8/θ - 12/(1-θ)\nθ = 8/20",
     "wrong carried carried carried"),
    ("ℓ(θ) = 12 log θ + 8 log(1-θ)\nℓ'(θ) = 12/θ + 8/(1-θ)\n12(1-θ) + 8θ = 0\nθ = 3",
     "correct wrong carried carried"),
    ("12(1-θ) = 4θ\n12 = 16θ\nθ = 3/4", "wrong carried carried"),
    ("θ = 12/8\nθ = 3/2", "wrong carried"),
])  # fmt: skip
def test_what_follows_from_a_wrong_line(hand: str, verdicts: str) -> None:
    report = check(loads(COIN), hand)
    assert [str(line.verdict) for line in report.lines] == verdicts.split()
