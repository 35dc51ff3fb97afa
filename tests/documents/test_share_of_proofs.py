"""How the steps of all problems of the project are proved: hardly any by sampling."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from derive.plans import solve
from derive.problem import load_all
from derive.steps import Step

LEAST = 0.97


def all_steps(steps: tuple[Step, ...]) -> list[Step]:
    return [inner for step in steps for inner in (step, *all_steps(step.substeps))]


def test_the_share_of_steps_proved_exact_or_enclosed(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the steps that are proved, that is: definitions and data are given."""
    paths = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))
    solutions = [solve(problem) for path in paths for problem in load_all(path)]
    steps = [step for solution in solutions for step in all_steps(solution.steps)]
    kinds = Counter(str(step.proof.kind if step.proof else None) for step in steps)
    proved = sum(count for kind, count in kinds.items() if kind != "given")
    share = (kinds["exact"] + kinds["enclosed"]) / proved
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    with capsys.disabled():
        print(f"\nsteps of {len(paths)} problems: {counts}; exact or enclosed {share:.2%} of those proved")
    assert kinds["None"] == 0
    assert share >= LEAST
