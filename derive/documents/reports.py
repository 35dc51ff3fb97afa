"""The formats of a report on a hand derivation: one registry line each; what is registered, `--to` accepts."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

TYPE_CHECKING = False  # the command line asks for the names of formats only, and `typing` costs as much as those
if TYPE_CHECKING:
    from ..checking.report import Report

__all__ = ["REPORT_FORMATS", "write_report"]

# Where a format is written: a function `(report, width, colour) -> str` of a module here.
REPORT_FORMATS = {
    "text": ("report_text", "text"), "html": ("report_html", "page"), "json": ("report_json", "pretty"),
    "markdown": ("report_text", "markdown"),
}
WIDTH = 80


def write_report(report: Report, format: str, *, width: int = WIDTH, colour: bool = False) -> str:
    """The report in a format (a key of `REPORT_FORMATS`), without a line break at the end.

    width: columns of the page of a text; colour: whether a text has the escapes of a terminal.
    Raises ValueError for an unknown format.
    """
    if format not in REPORT_FORMATS:
        raise ValueError(f"unknown format {format!r}: one of {', '.join(REPORT_FORMATS)}")
    module, name = REPORT_FORMATS[format]
    function: Callable[[Report, int, bool], str] = getattr(import_module(f".{module}", __package__), name)
    return function(report, width, colour)
