"""Right derivations in ways that are seldom gone: changes of unknowns, profiles, Newton's steps, bounds, ratios."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from derive.checking.judging import check
from derive.problem import loads

ROWS = yaml.safe_load(Path(__file__).with_name("unusual.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["problem"].splitlines()[1])
def test_every_line_is_right(row: dict[str, object]) -> None:
    problem, hands = loads(str(row["problem"])), row["hands"]
    assert isinstance(hands, list)
    for hand in hands:
        report = check(problem, hand)
        assert report.verdict == "correct", report
        assert all(line.verdict in ("correct", "comment") for line in report.lines), report
