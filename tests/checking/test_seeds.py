"""The verdict on a derivation does not hang on the points at which it is tried."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import derive
from derive.checking.judging import check

HANDS = sorted((Path(__file__).parent / "hands").glob("*.yaml"))[::9]


@pytest.mark.parametrize("path", HANDS, ids=lambda path: path.stem)
def test_verdict_is_the_same_for_every_seed(path: Path) -> None:
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))
    problem = derive.loads(kept["problem"])._problem
    for hand in kept["hands"][:4]:
        found = {
            (str(report.verdict), report.first_error)
            for report in (check(problem, hand["text"], seed) for seed in range(1, 6))
        }
        assert len(found) == 1, (hand["name"], found)


@pytest.mark.parametrize("seed", [8, 10, 15])
def test_the_end_of_a_support_is_no_matter_of_the_points(seed: int) -> None:
    problem = derive.loads("title: t\nmodel: x ~ Uniform(0, θ)\n")._problem
    report = check(problem, "L(θ) = 1/θ^n, 0 < x_i < θ\nθ̂ = max(x)", seed)
    assert report.verdict == "correct", report
