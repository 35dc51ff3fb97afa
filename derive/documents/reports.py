"""The formats of a report on a hand derivation: one registry line each; what is registered, `--to` accepts."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from .formats import Format

TYPE_CHECKING = False  # the command line asks for the names of formats only, and `typing` costs as much as those
if TYPE_CHECKING:
    from typing import Any

    from ..checking.report import Report

__all__ = ["REPORT_FORMATS", "report_file", "report_text", "write_report"]

# Where a format is written: a function `(report, width, colour) -> str` of a module here.
REPORT_FORMATS = {
    "text": Format("report_text", "text"), "html": Format("report_html", "page"),
    "json": Format("report_json", "pretty"), "markdown": Format("report_text", "markdown"),
    "latex": Format("report_latex", "document"), "typst": Format("report_typst", "document"),
    "pdf": Format("report_typst", "document", finish="compiled", needs=("typst", "pdf")),
}
WIDTH = 80


def write_report(report: Report, format: str, *, width: int = WIDTH, colour: bool = False) -> str | bytes:
    """The report in a format (a key of `REPORT_FORMATS`), without a line break at the end; bytes where it is no text.

    width: columns of the page of a text; colour: whether a text has the escapes of a terminal.
    Raises ValueError for an unknown format, MissingExtra where the format needs another package.
    """
    return report_file(format, report_text(report, format, width=width, colour=colour))


def report_text(report: Report, format: str, *, width: int = WIDTH, colour: bool = False) -> str:
    """What the file of the format is made of, which is most often the file itself. Raises ValueError."""
    if format not in REPORT_FORMATS:
        raise ValueError(f"unknown format {format!r}: one of {', '.join(REPORT_FORMATS)}")
    function: Callable[[Report, int, bool], str] = _function(format, REPORT_FORMATS[format].function)
    return function(report, width, colour)


def report_file(format: str, text: str) -> str | bytes:
    """The file that is made of `report_text`. Raises MissingExtra."""
    finish = REPORT_FORMATS[format].finish
    made: str | bytes = _function(format, finish)(text) if finish else text
    return made


def _function(format: str, name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(f".{REPORT_FORMATS[format].module}", __package__), name)
    return function
