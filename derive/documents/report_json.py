"""JSON: a report on a hand derivation as data (contract, section 4); its shape is in `report_schema`."""

from __future__ import annotations

import json
from typing import Any

from ..checking.report import CheckedLine, Report

__all__ = ["SCHEMA_VERSION", "data", "pretty"]

SCHEMA_VERSION = 1


def pretty(report: Report, width: int, colour: bool) -> str:
    """The report as an indented object."""
    return json.dumps(data(report), ensure_ascii=False, allow_nan=False, indent=1)


def data(report: Report) -> dict[str, Any]:
    """The report as dictionaries and lists."""
    return {
        "schema_version": SCHEMA_VERSION,
        "problem": report.problem,
        "title": report.title,
        "verdict": str(report.verdict),
        "first_error": report.first_error,
        "missing": list(report.missing),
        "lines": list(map(_line, report.lines)),
    }


def _line(line: CheckedLine) -> dict[str, Any]:
    return {
        "line": line.line,
        "text": line.text,
        "kind": line.kind,
        "verdict": str(line.verdict),
        "misconception": line.misconception,
        "also": line.also,
        "message": line.message,
        "expected": line.expected,
        "guilty": None if line.guilty is None else list(line.guilty),
        "basis": line.basis,
    }
