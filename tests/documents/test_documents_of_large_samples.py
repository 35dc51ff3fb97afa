"""A page of a large sample is made in its time: curves that go through all rows at each place are left out."""

import pytest

from derive.documents.large_samples import is_too_large
from derive.documents.options import Options
from derive.documents.outline import outline
from derive.documents.pictures import plot
from derive.plans import solve
from derive.problem import loads

ROWS = [f"{k % 17}.{k}" for k in range(1001)]


@pytest.mark.parametrize(("model", "data", "large"), [
    ("Normal(μ, σ²)", ROWS, True), ("Normal(μ, σ²)", ROWS[:50], False), ("Exponential(λ)", ROWS[1:], False),
    ("Exponential(λ)", [*ROWS[1:], "3.5"], False), ("Normal(μ, σ²)", "{counts: {1: 700, 2: 800}}", False),
])
def test_which_are_too_large(model, data, large):
    problem = loads(f"model: x ~ {model}\ndata: {data}\n".replace("'", ""))
    derivation = solve(problem)
    assert is_too_large(problem, derivation) is large
    page = outline(problem, derivation, Options(remarks=True))
    assert page.intro
    assert bool(page.checks) is not large
    assert (plot(problem, derivation) == "large") is large
