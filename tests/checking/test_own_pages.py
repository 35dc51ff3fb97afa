"""What `derive solve` prints is a right derivation to `derive check`: in text, in LaTeX and in Markdown.

The rows are the problems whose pages hold what hands seldom write: profiles in closed form, the observed information,
densities of several variables, no maximum at all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import derive

PROBLEMS = Path(__file__).parents[2] / "problems"
FORMATS = ("text", "latex", "markdown")
NAMES = (
    "all-heads", "call-lengths", "coil-resistances", "coin", "flaky-sensor", "free-throws", "gauge-noise",
    "genotypes", "glass-panes", "guaranteed-life", "help-desk", "large-claims", "library-visits", "lighthouse",
    "melting-points", "meteors", "normal-sample", "plankton-samples", "poisson-sample", "rainfall",
    "reminder-letters", "two-kinds-of-seed", "waiting-times-precision", "way-to-work",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_solution_checks_as_right(name: str) -> None:
    problem = derive.load(PROBLEMS / f"{name}.yaml")
    solution = derive.solve(problem)
    for format in FORMATS:
        report = derive.check(problem, solution.to(format))
        wrong = [(line.line, line.text, line.message) for line in report.lines if line.verdict == "wrong"]
        assert report.verdict == "correct", (format, report.missing, wrong)
