"""`derive check` and `derive hint`: one problem and one derivation by hand, to one output."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ..documents.formats import Frame
from .output import Output
from .solving import STATUS, not_installed, problem_file, unprintable
from .worker import Options, Task, outcomes

if TYPE_CHECKING:
    from ..problem.model import Problem

__all__ = ["check", "hint"]

_Answer = Callable[["Problem", str], tuple[str, str]]


def check(options: Namespace) -> int:
    """Print the report on a hand derivation; the exit status is 0 where it is right."""
    from ..documents.reports import REPORT_FORMATS

    chosen = REPORT_FORMATS[options.to]
    misuse = unprintable(chosen, options) or not_installed(chosen.needs)
    if misuse:
        print(f"derive check: {misuse}", file=sys.stderr)
        return STATUS["refused"]
    return _answered(options, lambda hand: partial(_report, hand, options.to, _colours(options)))


def hint(options: Namespace) -> int:
    """Print the next step after a hand derivation; the exit status is 1 where none is known."""
    return _answered(options, lambda hand: partial(_hint, hand, options.to, options.reveal))


def _answered(options: Namespace, answer: Callable[[str], _Answer]) -> int:
    """Print what is to be said of the hand derivation, or the faults of what came in, and return the exit status."""
    from ..problem.diagnostics import ProblemError

    misuse = _misuse(options)
    if misuse:
        print(f"derive {options.command}: {misuse}", file=sys.stderr)
        return STATUS["refused"]
    try:
        hand = _hand(options.hand)
    except ProblemError as error:
        print(error, file=sys.stderr)
        return STATUS["refused"]
    wanted = Options(None, options.to, None, options.timeout, answer(hand))
    (outcome,) = outcomes([_only(problem_file(options.file))], wanted)
    for diagnostic in outcome.diagnostics:
        print(diagnostic, file=sys.stderr)
    if outcome.kind != "refused":
        output = Output(options.output, _finish(options))
        output.add(outcome.text, Frame())
        output.close()
    return STATUS[outcome.kind]


def _finish(options: Namespace) -> Callable[[str], str | bytes] | None:
    """What makes the file of the text, where it is not that itself."""
    from ..documents.reports import REPORT_FORMATS, report_file

    is_made = options.command == "check" and REPORT_FORMATS[options.to].finish
    return partial(report_file, options.to) if is_made else None


def _misuse(options: Namespace) -> str:
    """What is wrong with the arguments taken together, or nothing."""
    names = (options.file, options.hand)
    if names.count("-") > 1:
        return "standard input can be read only once: the problem or the derivation is a file"
    return "standard input is closed" if "-" in names and sys.stdin is None else ""


def _only(task: Task) -> Task:
    """The task, where it holds just one problem; else a fault."""
    return Task(task.name, partial(_load_one, task))


def _load_one(task: Task) -> Sequence[Problem]:
    from ..problem.diagnostics import Diagnostic, ProblemError

    problems = task.load()
    if len(problems) > 1:
        message = f"{len(problems)} problems in one file: a derivation belongs to one problem, in a file of its own"
        raise ProblemError([Diagnostic(task.name, 1, 1, message)])
    return problems


def _hand(name: str) -> str:
    """The text of the hand derivation. Raises ProblemError."""
    from ..checking.hand import MOST_BYTES, decoded
    from ..problem.diagnostics import Diagnostic, ProblemError

    if name == "-":
        return decoded(sys.stdin.buffer.read(MOST_BYTES + 1), "-")
    try:
        with open(name, "rb") as file:
            return decoded(file.read(MOST_BYTES + 1), name)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ProblemError([Diagnostic(name, 1, 1, f"cannot be read: {reason}")]) from None


def _report(hand: str, format: str, colour: bool, problem: Problem, lost: str) -> tuple[str, str]:
    """How the check ended, and the report as text."""
    from ..checking.hand import checked, unfinished
    from ..documents.reports import report_text

    report = unfinished(problem, hand, lost) if lost else checked(problem, hand)
    kind = "solved" if report.verdict == "correct" else "unsolved"
    return kind, report_text(report, format, colour=colour)


def _hint(hand: str, format: str, reveal: bool, problem: Problem, lost: str) -> tuple[str, str]:
    """Whether there is a hint, and the hint as text."""
    from ..checking.hand import checked
    from ..checking.hints import hint
    from ..checking.report import Hint, HintStatus
    from ..documents.hint_document import hint_as_json, hint_as_text

    found = Hint(problem.name, HintStatus.NONE, lost) if lost else hint(problem, hand, checked(problem, hand))
    kind = "unsolved" if found.status is HintStatus.NONE else "solved"
    return kind, (hint_as_json if format == "json" else hint_as_text)(found, reveal)


def _colours(options: Namespace) -> bool:
    """Whether the output is a terminal that wants colours (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or options.output is not None
    return not plain and options.to == "text" and sys.stdout is not None and sys.stdout.isatty()
