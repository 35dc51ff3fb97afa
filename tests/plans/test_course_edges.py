"""Data at the edge: status and estimates of the models of the course where the estimate is no ordinary one."""

from __future__ import annotations

from collections import Counter

import pytest
from course_edges import EDGES, OPEN_EDGES

from derive.notation.plain import plain
from derive.notation.reader import read_expression
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation

seen: Counter[int] = Counter()
KEYS = []
for row in EDGES:
    KEYS.append((row[0], seen[row[0]]))
    seen[row[0]] += 1
ROWS = dict(zip(KEYS, EDGES, strict=True))


@pytest.mark.parametrize("key", [key for key in KEYS if key not in OPEN_EDGES], ids=lambda key: f"{key[0]}-{key[1]}")
def test_an_edge(key: tuple[int, int]) -> None:
    assert_answered(key, solve(loads(ROWS[key][1])))


@pytest.mark.parametrize("key", OPEN_EDGES, ids=lambda key: f"{key[0]}-{key[1]}")
def test_what_is_open_is_said_or_right(key: tuple[int, int]) -> None:
    """A row without a plan ends unsolved and says why; once it is answered, the answer has to be the right one."""
    derivation = solve(loads(ROWS[key][1]))
    if derivation.status == "unsolved":
        assert derivation.diagnostics
    else:
        assert_answered(key, derivation)


def assert_answered(key: tuple[int, int], derivation: Derivation) -> None:
    """Status, proofs and estimates are those of the row."""
    _, _, status, answer = ROWS[key]
    assert derivation.verified
    assert derivation.status == status
    assert derivation.diagnostics or status != "no-maximum"
    found = {plain(row.parameter): row for row in derivation.estimates}
    assert bool(found) == (status != "no-maximum")
    for name, value in answer.items():
        row = found[plain(read_expression(name))]
        if isinstance(value, tuple):
            assert row.interval == pytest.approx(value, abs=1e-12)
        else:
            assert row.value == pytest.approx(value, rel=1e-9, abs=1e-12)
