"""Losses asked beside the estimates: functions of the unknown parameters, read off the log-likelihood."""

from __future__ import annotations

import pytest

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation, Status


def solved(text: str) -> Derivation:
    derivation = solve(loads(text))
    assert derivation.verified
    return derivation


ROWS = [
    ("model: x ~ Bernoulli(p)", "nll", "−(Σxᵢ) log p − (n − Σxᵢ) log(1 − p)"),
    ("model: x ~ Exponential(θ)\ndata: [1, 2]", "nll", "θ Σxᵢ − n log θ"),
    ("model: x ~ Exponential(θ)\ndata: [1, 2]", "cross-entropy", "(θ Σxᵢ − n log θ)/n"),
    ("model: x ~ Exponential(θ)", "perplexity", "exp((θ Σxᵢ − n log θ)/n)"),
    ("model: x ~ Categorical(a, b)\ndata: {counts: {u: 3, v: 2}}", "cross-entropy", "(−3 log a − 2 log b)/5"),
    ("likelihood: θ^7 (1-θ)^3\nparameters: {θ: 0 < θ < 1}", "nll", "−7 log θ − 3 log(1 − θ)"),
    ("model: x ~ Exponential(θ)\ndata: [1, '> 2']", "nll", "3θ − log θ"),
]


@pytest.mark.parametrize(("problem", "kind", "expected"), ROWS)
def test_loss_is_a_function_of_the_parameters(problem: str, kind: str, expected: str) -> None:
    derivation = solved(f"{problem}\nfind: [mle, {kind}]")
    assert derivation.status is Status.SOLVED
    assert derivation.estimates
    (row,) = derivation.quantities
    assert (row.name, row.value) == (kind, None)
    assert row.exact is not None
    assert plain(row.exact) == expected


WITHOUT = [
    ("likelihood: θ^7 (1-θ)^3\nparameters: {θ: 0 < θ < 1}", "cross-entropy"),
    ("model: x ~ Exponential(θ)\ndata: [1, '> 2']", "perplexity"),
    (
        "model: ['x ~ Poisson(λ)', 'y ~ Poisson(2 λ)']\nparameters: {λ: positive}\ndata: {x: [3], y: [4]}",
        "cross-entropy",
    ),
]


@pytest.mark.parametrize(("problem", "kind"), WITHOUT)
def test_where_there_is_no_one_sample_the_estimate_stands_and_a_remark_says_why(problem: str, kind: str) -> None:
    derivation = solved(f"{problem}\nfind: [mle, nll, {kind}]")
    assert derivation.status is Status.SOLVED
    assert derivation.estimates
    assert [row.name for row in derivation.quantities] == ["nll"]
    assert any(kind in remark for remark in derivation.diagnostics)
