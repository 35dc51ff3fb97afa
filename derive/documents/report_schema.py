"""The JSON Schema (draft 7) of what `derive check --to json` prints."""

from __future__ import annotations

from ..checking.report import LineVerdict, Verdict
from .report_json import SCHEMA_VERSION
from .schema import Fields, Shape, closed_object

__all__ = ["report_schema"]

_TEXT: Shape = {"type": "string"}
_TEXT_OR_NONE: Shape = {"type": ["string", "null"]}
_LINE_NUMBER: Shape = {"type": "integer", "minimum": 1}

_LINE: Fields = {
    "line": (_LINE_NUMBER, "its number in the file, from one; blank lines count"),
    "text": (_TEXT, "the line as it stands in the file"),
    "kind": (_TEXT_OR_NONE, "what it states: likelihood, log-likelihood, negative-log-likelihood, score, equation, "
                            "estimate, number, second-derivative, definition, constraint, identity; null where "
                            "nothing was read"),
    "verdict": ({"enum": list(map(str, LineVerdict))}, "carried: follows from an earlier wrong line; undecided lines "
                                                       "never make the derivation incorrect"),
    "misconception": (_TEXT_OR_NONE, "id of the mistake that explains the line; null where none fits"),
    "also": (_TEXT_OR_NONE, "id of a second mistake that would explain it"),
    "message": (_TEXT_OR_NONE, "what is wrong, or a remark, in a sentence"),
    "expected": (_TEXT_OR_NONE, "the line as it should be, in the notation that the reader reads"),
    "guilty": ({"oneOf": [{"type": "null"}, {"type": "array", "items": {"type": "integer", "minimum": 0},
                                             "minItems": 2, "maxItems": 2}]},
               "first character of the wrong part, counted from zero, and the one behind its end"),
    "basis": (_TEXT_OR_NONE, "how the verdict was reached: exact, enclosed, sampled"),
}
_REPORT: Fields = {
    "schema_version": ({"const": SCHEMA_VERSION}, "version of this shape"),
    "problem": (_TEXT, "name of the problem"),
    "title": (_TEXT, "title of the problem"),
    "verdict": ({"enum": list(map(str, Verdict))}, "on the whole derivation"),
    "first_error": ({"oneOf": [{"type": "null"}, _LINE_NUMBER]}, "number of the first wrong line"),
    "missing": ({"type": "array", "items": _TEXT}, "what is asked and has not been reached"),
    "lines": ({"type": "array", "items": {"$ref": "#/definitions/line"}}, "the lines of the hand derivation"),
}


def report_schema() -> Shape:
    """The schema of a report."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "derive: a report on a hand derivation",
        **closed_object(_REPORT),
        "definitions": {"line": closed_object(_LINE)},
    }
