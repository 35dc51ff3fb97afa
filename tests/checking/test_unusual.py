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


@pytest.mark.parametrize(("model", "hand", "first_error"), [
    ("x ~ Normal(μ, σ²)", "Σ(x_i-μ)² = Σ(x_i-x̄)² + 4(x̄-μ)² = 10 + 6(6-μ)²", 1),
    ("x ~ Normal(μ, σ²)",
     "ℓ(μ,σ²) = -2 log σ² - (10 + 4(6-μ)²)/(2σ²) + c\nℓ(6, 5/2) - ℓ(6,σ²) = 3 log(2σ²/5) + 5/σ² - 2", 2),
    ("x ~ Gamma(2, rate=β)", "The score of one observation is 4/β - x.", 1),
    ("x ~ Gamma(2, rate=β)", "L(β)/L(1/3) = (3β)^9 e^(-24β + 8)", 1),
    ("x ~ Gamma(2, rate=β)", "L(β)/L(1/3) = (3β)^8 e^(-24β + 8)", None),
    ("x ~ Gamma(2, rate=β)", "The score of one observation is 2/β - x.", None),
])  # fmt: skip
def test_what_only_agrees_at_the_maximum_is_no_identity(model: str, hand: str, first_error: int | None) -> None:
    report = check(loads(f"title: t\nmodel: {model}\ndata: [4, 7, 5, 8]\n"), hand)
    assert report.first_error == first_error, report
