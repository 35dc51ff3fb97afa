"""A hint as text and as JSON; the line itself only where it is asked for."""

from __future__ import annotations

import json

from ..checking.report import Hint
from .linebreaks import broken, filled

__all__ = ["hint_as_json", "hint_as_text"]

SCHEMA_VERSION = 1
INDENT = "    "
WIDTH = 80


def hint_as_text(hint: Hint, reveal: bool) -> str:
    """The idea, and beneath it the line."""
    said = filled(hint.idea, WIDTH)
    if reveal and hint.reveal:
        said += ["", *(INDENT + part for part in broken(hint.reveal, WIDTH - len(INDENT)))]
    return "\n".join(said)


def hint_as_json(hint: Hint, reveal: bool) -> str:
    """The hint as an object; `reveal` is null where the line is not asked for."""
    data = {
        "schema_version": SCHEMA_VERSION, "problem": hint.problem, "status": str(hint.status), "line": hint.line,
        "idea": hint.idea, "reveal": hint.reveal if reveal else None,
    }
    return json.dumps(data, ensure_ascii=False, indent=1)
