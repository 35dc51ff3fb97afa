"""What `derive solve` prints is a right derivation to `derive check`: in text, in LaTeX and in Markdown.

The rows are the problems whose pages hold what hands seldom write: profiles in closed form, changes of unknowns,
equations put in, the observed information, densities of several variables, no maximum at all. The slow test takes all
problems there are.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import derive

PROBLEMS = Path(__file__).parents[2] / "problems"
FORMATS = ("text", "latex", "markdown")
NAMES = (
    "all-heads", "calibrated-pair", "call-lengths", "cigarettes", "coil-resistances", "coin", "flaky-sensor",
    "free-throws", "gauge-noise", "genotypes", "glass-panes", "graded-eggs", "guaranteed-life", "help-desk",
    "large-claims", "library-visits", "lighthouse", "melting-points", "meteors", "normal-sample", "plankton-samples",
    "poisson-sample", "pump-test", "rainfall", "reminder-letters", "two-kinds-of-seed", "two-thermometers",
    "waiting-times-precision", "way-to-work",
)  # fmt: skip
OTHERS = tuple(path.stem for path in sorted(PROBLEMS.glob("*.yaml")) if path.stem not in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_solution_checks_as_right(name: str) -> None:
    _checks_as_right(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_every_solution_checks_as_right(name: str) -> None:
    _checks_as_right(name)


def _checks_as_right(name: str) -> None:
    problem = derive.load(PROBLEMS / f"{name}.yaml")
    solution = derive.solve(problem)
    for format in FORMATS:
        report = derive.check(problem, solution.to(format))
        wrong = [(line.line, line.text, line.message) for line in report.lines if line.verdict == "wrong"]
        assert report.verdict == "correct", (format, report.missing, wrong)
