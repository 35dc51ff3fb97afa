"""The checker on thousands of generated derivations: how many wrong ones pass, how many right ones are refused.

    python tests/benchmarks/generated.py [--count 10000] [--seed 1] [--only right|wrong] [--log FILE]
        [--models | PROBLEM ...]

PROBLEM: files; all of `problems/` where none is given; `--models` takes the table of models of a statistics course
(`tests/plans/course_models.py`). So many wrong and so many right derivations (or a few more:
as many for each problem that has a closed answer), of the seed, each checked in full. Printed for the wrong ones: how
many are accepted, have their first error at another line, or none because the planted line is undecided; for the
right ones: how many are refused or fall short of the verdict due; for both the share of lines with a formula that are
undecided or unreadable. `--log` writes what went otherwise than due, one JSON object a line. A twentieth of a second
of one core each, more or less; the time of a line is that of the clock, so that a busy machine leaves more undecided.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import derive
from derive.checking.generating import GeneratedDerivation, right_derivations, wrong_derivations
from derive.checking.judging import check
from derive.checking.report import LineVerdict, Report, Verdict
from derive.problem import loads
from derive.problem.model import Problem

sys.path.insert(0, str(Path(__file__).parents[1] / "plans"))
PROBLEMS = Path(__file__).parents[2] / "problems"
OPEN = (LineVerdict.UNDECIDED, LineVerdict.UNREADABLE)
MAKERS = {"wrong": wrong_derivations, "right": right_derivations}


def problems(files: Sequence[str], models: bool) -> list[Problem]:
    """Those of the files, or of the table of models, that derivations can be made of."""
    if models:
        from course_models import ROWS

        found = [loads(f"title: Row {number}\n{text}\n", f"row-{number}") for number, text, _ in ROWS]
    else:
        paths = [Path(f) for f in files] or sorted(PROBLEMS.glob("*.yaml"))
        found = [row._problem for path in paths for row in derive.load_all(path)]
    return [problem for problem in found if right_derivations(problem, 0, 1)]


def outcome(made: GeneratedDerivation, report: Report) -> str:
    """What became of a derivation; `as due` where the verdict is right."""
    if made.first_error is None:
        due = Verdict.CORRECT if made.complete else Verdict.INCOMPLETE
        if report.first_error is not None:
            return "refused"
        return "as due" if report.verdict in (due, Verdict.CORRECT) else "incomplete"
    if report.first_error is not None:
        return "as due" if report.first_error == made.first_error else "first error at another line"
    planted = next(line for line in report.lines if line.line == made.first_error)
    return "planted line undecided" if planted.verdict in OPEN else "accepted"


def run(found: Sequence[Problem], what: str, count: int, seed: int, log: TextIO | None) -> Iterator[str]:
    """Check so many derivations; the lines of the summary."""
    outcomes: Counter[str] = Counter()
    named = 0
    texts: set[tuple[str, str]] = set()
    lines = undecided = 0
    for k, problem in enumerate(found):
        for made in MAKERS[what](problem, seed * 1000 + k, -(-count // len(found))):
            try:
                report = check(problem, made.text)
            except Exception:
                print(problem.name, made.text, sep="\n", file=sys.stderr)
                raise
            kind = outcome(made, report)
            outcomes[kind] += 1
            named += any(line.misconception for line in report.lines if line.line == made.first_error)
            texts.add((problem.name, made.text))
            said = [line for line in report.lines if line.verdict is not LineVerdict.COMMENT]
            lines += len(said)
            undecided += sum(line.verdict in OPEN for line in said)
            if log is not None and (kind != "as due" or any(line.verdict in OPEN for line in said)):
                print(json.dumps(_row(problem, kind, made, report), ensure_ascii=False), file=log, flush=True)
    yield f"{what}: {sum(outcomes.values())} derivations of {len(found)} problems, {len(texts)} of them different"
    yield from (f"  {kind}: {number}" for kind, number in sorted(outcomes.items()))
    if what == "wrong":
        yield f"  named: {named} ({100 * named / max(sum(outcomes.values()), 1):.1f} %)"
    yield f"  undecided lines: {undecided} of {lines} ({100 * undecided / max(lines, 1):.2f} %)"


def _row(problem: Problem, kind: str, made: GeneratedDerivation, report: Report) -> dict[str, object]:
    return {
        "problem": problem.name, "outcome": kind, "mistake": made.mistake, "planted": made.first_error,
        "first_error": report.first_error, "verdict": report.verdict, "format": made.format,
        "carried": made.carried, "missing": report.missing,
        "lines": [[line.line, line.verdict, line.kind, line.text, line.message] for line in report.lines],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", metavar="PROBLEM")
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=tuple(MAKERS))
    parser.add_argument("--log", type=argparse.FileType("w", encoding="utf-8"))
    options = parser.parse_args()
    found = problems(options.files, options.models)
    for what in MAKERS if options.only is None else (options.only,):
        for line in run(found, what, options.count, options.seed, options.log):
            print(line)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
