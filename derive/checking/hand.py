"""The text of a hand derivation as it comes in: decoded, its line breaks made one kind, its size bounded."""

from __future__ import annotations

from dataclasses import replace

from ..problem.diagnostics import Diagnostic, ProblemError
from ..problem.model import Problem
from .report import CheckedLine, LineVerdict, Report, Verdict

__all__ = ["MOST_BYTES", "MOST_LINES", "checked", "decoded", "normal", "unfinished"]

# A derivation by hand has pages, not volumes.
MOST_BYTES = 1024 * 1024
MOST_LINES = 10_000


def decoded(data: bytes, name: str) -> str:
    """The text of a file of UTF-8, with or without the mark at its beginning. Raises ProblemError."""
    if len(data) > MOST_BYTES:
        raise ProblemError([Diagnostic(name, 1, 1, _too_large())])
    try:
        return normal(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        before = normal(data[: error.start].decode("utf-8"), name)
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8"
        raise ProblemError([Diagnostic(name, line, column, message)]) from None


def normal(text: str, name: str) -> str:
    """The text with `\\n` for every line break and without the mark of its encoding. Raises ProblemError."""
    if len(text) > MOST_BYTES:
        raise ProblemError([Diagnostic(name, 1, 1, _too_large())])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        message = f"more than {MOST_LINES:,} lines for a hand derivation: one problem is checked at a time"
        raise ProblemError([Diagnostic(name, MOST_LINES + 1, 1, message)])
    return text


def _too_large() -> str:
    return f"more than {MOST_BYTES} bytes for a hand derivation: one problem is checked at a time"


def checked(problem: Problem, hand: str) -> Report:
    """The report on a hand derivation; what judges it is imported when it is first asked for."""
    from .judging import check

    return check(problem, hand)


def unfinished(problem: Problem, hand: str, reason: str) -> Report:
    """The report where the check has not come to an end: nothing is decided, and nothing is wrong."""
    lines = [
        CheckedLine(number, text, LineVerdict.UNDECIDED)
        for number, text in enumerate(hand.split("\n"), 1) if text.strip()
    ]
    if lines:
        lines[0] = replace(lines[0], message=reason)
    return Report(problem.name, Verdict.INCOMPLETE, None, tuple(lines), (), problem.title)
