"""Lines about what stands behind an estimate: the information, standard errors, intervals."""

from __future__ import annotations

from functools import lru_cache

import pytest

from derive.checking.judging import check
from derive.problem import loads
from derive.problem.model import Problem

MODELS = {
    "expected": "model: x ~ Bernoulli(p)\ndata: {counts: {heads: 9, tails: 51}}\nfind: [mle, mle of p/(1-p)]\n"
    "expected: {p: 3/20, p/(1-p): 3/17}\n",
}

ROWS = [
    ("expected", "I(p) = 60/(p(1-p))", "correct"),
]


@lru_cache
def problem_of(name: str) -> Problem:
    return loads(MODELS[name])


@pytest.mark.parametrize(("name", "line", "verdict"), ROWS)
def test_a_line_about_a_quantity(name: str, line: str, verdict: str) -> None:
    found = check(problem_of(name), line).lines[0]
    assert found.verdict == verdict, found
