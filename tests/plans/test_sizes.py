"""Binomial(m, p) with both unknown: the profile searched at every size by mpmath, and the course of it beyond."""

from __future__ import annotations

import pytest
from mpmath import binomial, fsum, log, mp, mpf

from derive.plans import solve
from derive.problem import loads
from derive.steps import Status, Verified

mp.dps = 40
FAR = 300


def profile(data: list[int], m: int) -> mpf:
    """The log-likelihood at the best p."""
    total, trials = sum(data), len(data) * m
    p = mpf(total) / trials
    rest = (trials - total) * log(1 - p) if trials > total else mpf(0)
    return fsum(log(binomial(m, x)) for x in data) + total * log(p) + rest


FINITE = {
    "model: x ~ Binomial(m, p)\ndata: [4, 5, 6, 4, 5]": [4, 5, 6, 4, 5],
    "model: x ~ Binomial(m, p)\ndata: [4, 5, 6, 7]": [4, 5, 6, 7],
    "model: x ~ Binomial(m, p)\ndata: [1, 3]": [1, 3],
    "model: x ~ Binomial(m, p)\ndata: [0, 2, 1, 1]": [0, 2, 1, 1],
    "model: x ~ Binomial(m, p)\nparameters: {m: integer >= 1, p: 0 < p < 1}\ndata: [15, 20, 21, 23, 26]":
        [15, 20, 21, 23, 26],
    "model: x ~ Binomial(m, p)\ndata: {counts: {0: 3, 1: 7, 2: 12, 3: 4, 4: 1}}":
        [0] * 3 + [1] * 7 + [2] * 12 + [3] * 4 + [4],
    "model: {variable: x, mass: 'C(m, x) p^x (1-p)^(m-x)', support: 0 <= x <= m}\n"
    "parameters: {m: integer >= 1, p: 0 < p < 1}\ndata: [3, 4, 2]": [3, 4, 2],
}
FOR_EVER = {
    "model: x ~ Binomial(m, p)\ndata: [1, 5, 0, 7]": [1, 5, 0, 7],
    "model: x ~ Binomial(m, p)\ndata: [3, 7, 14, 2, 26, 12]": [3, 7, 14, 2, 26, 12],
    "model: x ~ Binomial(m, p)\ndata: {counts: {0: 30, 1: 7, 2: 12, 3: 4, 4: 10}}":
        [0] * 30 + [1] * 7 + [2] * 12 + [3] * 4 + [4] * 10,
    "model: x ~ Binomial(m, p)\ndata: [0, 2]": [0, 2],
}


@pytest.mark.parametrize("text", FINITE)
def test_the_best_size_and_the_share_that_goes_with_it(text: str) -> None:
    data = FINITE[text]
    derivation = solve(loads(text))
    assert derivation.verified, derivation.diagnostics
    assert derivation.status is Status.SOLVED
    size, share = (estimate.value for estimate in derivation.estimates)
    assert size == max(range(max(data), FAR), key=lambda m: profile(data, m))
    assert share == pytest.approx(sum(data) / (len(data) * size))
    assert all(step.proof is not None and step.proof.kind is not Verified.SAMPLED for step in derivation.steps)


@pytest.mark.parametrize("text", FOR_EVER)
def test_more_spread_than_a_poisson_law_has_no_best_size(text: str) -> None:
    data = FOR_EVER[text]
    mean = mpf(sum(data)) / len(data)
    assert fsum((x - mean) ** 2 for x in data) / len(data) >= mean
    assert all(profile(data, m + 1) > profile(data, m) for m in range(max(data) + 1, FAR))
    derivation = solve(loads(text))
    assert derivation.verified, derivation.diagnostics
    assert derivation.status is Status.NO_MAXIMUM
    assert "grows with m" in derivation.diagnostics[0]
    assert "tends to ∞" in derivation.diagnostics[0]


def test_a_size_with_a_bound_is_at_the_bound_where_the_likelihood_only_grows() -> None:
    text = "model: x ~ Binomial(m, p)\nparameters: {m: integer 0 <= m <= 20, p: 0 < p < 1}\ndata: [1, 5, 0, 7]"
    derivation = solve(loads(text))
    assert derivation.verified
    assert [estimate.value for estimate in derivation.estimates] == [20, 13 / 80]


@pytest.mark.parametrize("data", ["[5]", "[5, 5, 5]", "{counts: {5: 40}}"])
def test_equal_observations_are_certain_where_all_trials_succeed(data: str) -> None:
    derivation = solve(loads(f"model: x ~ Binomial(m, p)\ndata: {data}\nfind: [mle, mle of m p]"))
    assert derivation.verified, derivation.diagnostics
    assert derivation.status is Status.SOLVED
    assert [estimate.value for estimate in derivation.estimates] == [5, 1, 5]
