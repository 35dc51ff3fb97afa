"""Every model of the table of a statistics course that a plan answers: status, estimates, proofs."""

from __future__ import annotations

import pytest
from course_models import ROWS

from derive.notation.plain import plain
from derive.notation.reader import read_expression
from derive.plans import solve
from derive.problem import loads


@pytest.mark.parametrize(
    ("text", "answer"),
    [row[1:] for row in ROWS],
    ids=[str(row[0]) for row in ROWS],
)
def test_a_model_of_the_course(text: str, answer: dict[str, float] | str) -> None:
    derivation = solve(loads(text))
    assert derivation.verified
    if isinstance(answer, str):
        assert derivation.status == answer or (answer == "any" and derivation.status in ("solved", "numeric"))
        return
    assert derivation.status == "solved"
    found = {plain(e.parameter): e.value for e in derivation.estimates}
    for name, value in answer.items():
        assert found[plain(read_expression(name))] == pytest.approx(value, rel=1e-6, abs=1e-9)
