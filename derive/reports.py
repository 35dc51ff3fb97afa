"""A checked hand derivation, and a hint, as users hold them: attributes named like the keys of the JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .documents.report_json import SCHEMA_VERSION
from .documents.reports import report_text, write_report

if TYPE_CHECKING:
    from .checking.report import CheckedLine, HintStatus, LineVerdict, Verdict
    from .checking.report import Hint as NextStep
    from .checking.report import Report as Checked

__all__ = ["Hint", "Report", "ReportLine"]


class ReportLine:
    """A line of the hand derivation and what there is to say about it."""

    def __init__(self, checked: CheckedLine) -> None:
        self.line, self.text, self.kind = checked.line, checked.text, checked.kind
        self.verdict: LineVerdict = checked.verdict
        self.misconception, self.also = checked.misconception, checked.also
        self.message, self.expected = checked.message, checked.expected
        self.guilty, self.basis = checked.guilty, checked.basis

    def __repr__(self) -> str:
        return f"<line {self.line}, {self.verdict}: {self.text.strip()}>"


class Report:
    """The verdict on a hand derivation; shows itself in a notebook, `str()` is the text of the command line.

    verdict: correct, incomplete, incorrect or unreadable. first_error: the number of the first wrong line, or None.
    lines: each with its verdict. missing: what is asked and has not been reached.
    """

    schema_version = SCHEMA_VERSION

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self.problem, self.title = checked.problem, checked.title
        self.verdict: Verdict = checked.verdict
        self.first_error, self.missing = checked.first_error, checked.missing
        self.lines = tuple(map(ReportLine, checked.lines))

    def to(self, format: str) -> str | bytes:
        """The report in a format of the command line: `text`, `markdown`, `latex`, `html`, `typst`, `json`; or `pdf`
        as bytes.

        Raises ValueError for an unknown format, ImportError for an extra that is not installed.
        """
        return write_report(self._checked, format)

    def __str__(self) -> str:
        return report_text(self._checked, "text")

    def __repr__(self) -> str:
        at = f" at line {self.first_error}" if self.first_error else ""
        return f"<report on {self.problem}: {self.verdict}{at}>"

    def _repr_html_(self) -> str:
        from .documents.report_html import fragment

        return fragment(self._checked)

    def _repr_markdown_(self) -> str:
        return report_text(self._checked, "markdown")


class Hint:
    """What to do next: `str()` is the idea, and `reveal` the line itself, or None.

    status: next, wrong (then `line` is the number of the line to look at again), complete, or none.
    """

    def __init__(self, found: NextStep) -> None:
        self.problem = found.problem
        self.status: HintStatus = found.status
        self.idea, self.reveal, self.line = found.idea, found.reveal, found.line

    def __str__(self) -> str:
        return self.idea

    def __repr__(self) -> str:
        return f"<hint for {self.problem}, {self.status}: {self.idea}>"

    def _repr_markdown_(self) -> str:
        return self.idea
