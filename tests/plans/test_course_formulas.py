"""Formulas for a sample of any size agree, on samples that are drawn here, with formulas of the test's own."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from course_formulas import FORMULAS, Row

from derive.balls import value
from derive.expressions import Hat, replace
from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation

KINDS = {  # what an observation is drawn from
    "bits": lambda r: r.randint(0, 1),
    "counts": lambda r: r.randint(0, 9),
    "positive counts": lambda r: r.randint(1, 9),
    "positive": lambda r: Fraction(r.randint(8, 500), 100),
    "real": lambda r: Fraction(r.randint(-300, 500), 100),
    "shares": lambda r: Fraction(r.randint(5, 95), 100),
}
ROWS = FORMULAS


def sample(kind: str, seed: int) -> list[Fraction]:
    """Seven observations, not all equal; an odd number has a middle one."""
    draw = random.Random(f"{kind}{seed}")
    found = [Fraction(KINDS[kind](draw)) for _ in range(7)]
    return found if len(set(found)) > 1 else sample(kind, seed + 100)


def with_data(text: str, x: list[Fraction]) -> Derivation:
    return solve(loads(f"{text}\ndata: [{', '.join(str(float(t)) for t in x)}]"))


@pytest.mark.parametrize(
    ("number", "text", "kind", "formulas"), ROWS, ids=[f"{row[0]}-{row[1][:60]}" for row in ROWS]
)
def test_a_formula_for_any_sample(number: int, text: str, kind: str, formulas: Row) -> None:
    derivation = solve(loads(text))
    assert derivation.status == "solved"
    assert derivation.verified
    found = {plain(row.parameter): row.exact for row in derivation.estimates}
    hats = [(Hat(row.parameter), row.exact) for row in derivation.estimates if row.exact is not None]
    for seed in range(3):
        x = sample(kind, seed)
        setting = with_data(text, x).setting
        for name, formula in formulas.items():
            exact = found[name.replace("x_m", "xₘ")]
            assert exact is not None
            for hat, estimate in hats:  # `σ̂²` may be stated with μ̂ in it
                exact = replace(exact, hat, estimate)
            assert value(exact, setting) == pytest.approx(formula([float(t) for t in x]), rel=1e-9)
