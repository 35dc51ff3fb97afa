"""Whole-number parameters: the maximum that is found is the highest of all integers, ties included."""

from __future__ import annotations

from math import isclose
from pathlib import Path

import pytest
from integer_models import FORMULAS, INTEGERS, NONE, Height

from derive.documents import write
from derive.expressions import SetOf, number_value
from derive.notation.plain import plain
from derive.notation.reader import Scope, read
from derive.plans import solve
from derive.problem import load, loads
from derive.steps import Derivation, Status, Verified


def best(height: Height, first: int, last: int) -> list[int]:
    values = {n: height(n) for n in range(first, last + 1)}
    top = max(values.values())
    return [n for n, value in values.items() if isclose(value, top, rel_tol=1e-12, abs_tol=1e-12)]


def kinds(derivation: Derivation) -> set[Verified]:
    steps = [t for s in derivation.steps for t in (s, *s.substeps)]
    return {step.proof.kind for step in steps if step.proof is not None}


@pytest.mark.parametrize("row", INTEGERS, ids=[row[0] for row in INTEGERS])
def test_no_integer_is_better(row: tuple[str, str, Height, int, int]) -> None:
    _, text, height, first, last = row
    derivation = solve(loads(text))
    assert derivation.verified, derivation.diagnostics
    assert Verified.SAMPLED not in kinds(derivation)
    (estimate,) = derivation.estimates
    expected = best(height, first, last)
    assert estimate.value == expected[0]
    if len(expected) == 1:
        assert derivation.status is Status.SOLVED
        assert estimate.maximisers is None
    else:
        assert derivation.status is Status.NOT_UNIQUE
        assert isinstance(estimate.maximisers, SetOf)
        assert [number_value(e) for e in estimate.maximisers.elements] == expected


@pytest.mark.parametrize("text", [text for _, text in NONE], ids=[name for name, _ in NONE])
def test_a_likelihood_that_climbs_for_ever(text: str) -> None:
    derivation = solve(loads(text))
    assert derivation.verified
    assert derivation.status is Status.NO_MAXIMUM
    assert "tends to ∞" in derivation.diagnostics[0]


@pytest.mark.parametrize("row", FORMULAS, ids=[row[0] for row in FORMULAS])
def test_a_formula_in_known_symbols(row: tuple[str, str, str, str]) -> None:
    _, text, formula, conditions = row
    derivation = solve(loads(text))
    assert derivation.verified, derivation.diagnostics
    assert derivation.status is Status.SOLVED
    (estimate,) = derivation.estimates
    scope = Scope(frozenset(("K", "m", "k", "p", "N")))
    assert estimate.exact == read(formula, scope)
    stated = [plain(read(part, scope)) for part in conditions.split(", ") if part]
    assert list(map(plain, derivation.setting.facts)) == stated


def test_a_derivation_to_read() -> None:
    here = Path(__file__).parent
    problem = load(here.parents[1] / "problems" / "tagged-pike.yaml")
    golden = (here / "golden" / "tagged-pike.txt").read_text(encoding="utf-8")
    assert write(problem, solve(problem), "text") + "\n" == golden
