"""Ways of writing that derivations by hand have, each in right and in wrong lines of several models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import derive

ROWS = [
    row for name in ("ways_of_writing.yaml", "told_in_words.yaml")
    for row in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
UNKNOWN = ("undecided", "unreadable")


def found(problem: derive.Problem, hand: str) -> str:
    """`right`, `wrong 2`, `part`; what could not be decided of a right derivation."""
    report = derive.check(problem, hand)
    if report.first_error is not None:
        return f"wrong {report.first_error}"
    if left := [f"{line.verdict} {line.line}" for line in report.lines if line.verdict in UNKNOWN]:
        return ", ".join(left)
    return "right" if report.verdict == "correct" else "part"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["problem"].get("model", "losses")))
def test_each_is_read_and_judged(row: dict[str, Any]) -> None:
    problem = derive.Problem(**row["problem"])
    got = [(found(problem, hand), hand) for _, hand in row["hands"]]
    assert got == [(due, hand) for due, hand in row["hands"]]
