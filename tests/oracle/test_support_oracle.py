"""A random search in plain floats finds nothing better than the estimates of problems whose support moves."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support_models import SEARCHED, Searched

import derive

PROBLEMS = Path(__file__).parents[2] / "problems"


def height(model: Searched, point: list[float]) -> float:
    """The log-likelihood."""
    return sum(model.log_density(x, *point) for x in model.data)


def estimated(name: str, model: Searched) -> list[tuple[float, float]]:
    """The maximisers that the package finds for the data, as intervals."""
    lines = (PROBLEMS / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    if not any(line.startswith("data") for line in lines):  # a sample of any size gets one
        lines = [line for line in lines if not line.startswith("expected")] + [f"data: {list(model.data)}"]
    derivation = derive.solve(derive.loads("\n".join(lines)))
    assert derivation.verified
    rows = [derivation.estimates[name] for name in model.names]
    return [ends(row) for row in rows]


def ends(row) -> tuple[float, float]:
    """The least and the largest maximiser."""
    if row.set is not None:
        members = [float(part) for part in str(row.set).strip("{}").split(",")]
        return min(members), max(members)
    return tuple(row.interval) if row.interval else (row.value, row.value)


@pytest.mark.parametrize("name", SEARCHED)
def test_the_estimates_are_the_known_ones(name: str) -> None:
    model = SEARCHED[name]
    for found, best in zip(estimated(name, model), model.best, strict=True):
        assert found == pytest.approx(best, rel=1e-12)


@pytest.mark.parametrize("name", SEARCHED)
def test_a_search_finds_nothing_better(name: str) -> None:
    model, chance = SEARCHED[name], random.Random(7)
    found = estimated(name, model)
    top = height(model, [lower for lower, _ in found])
    assert top == pytest.approx(height(model, [upper for _, upper in found]), abs=1e-12)
    for _ in range(3000):
        point = [chance.uniform(*side) for side in model.box]
        point = [float(round(x)) for x in point] if model.whole else point
        assert height(model, point) <= top + 1e-12


@pytest.mark.parametrize("name", SEARCHED)
def test_beyond_the_maximisers_it_is_worse(name: str) -> None:
    model = SEARCHED[name]
    found = estimated(name, model)
    top = height(model, [lower for lower, _ in found])
    step = 1.0 if model.whole else 1e-6
    for k, (lower, upper) in enumerate(found):
        for beyond in (lower - step, upper + step):
            point = [beyond if j == k else side[0] for j, side in enumerate(found)]
            assert height(model, point) < top
