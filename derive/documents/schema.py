"""The JSON Schema (draft 7) of what `--to json` prints: an object, or an array of objects with several problems."""

from __future__ import annotations

from typing import Any

from ..steps import Status, Verified
from .jsondoc import SCHEMA_VERSION

__all__ = ["Fields", "Shape", "closed_object", "derivation_schema"]

Shape = dict[str, Any]
Fields = dict[str, tuple[Shape, str]]

_TEXT: Shape = {"type": "string"}
_TEXT_OR_NONE: Shape = {"type": ["string", "null"]}
_NUMBER_OR_NONE: Shape = {"type": ["number", "null"]}
_INTERVAL: Shape = {
    "oneOf": [{"type": "null"}, {"type": "array", "items": _NUMBER_OR_NONE, "minItems": 2, "maxItems": 2}]
}
_TEXTS: Shape = {"type": "array", "items": _TEXT}

_ESTIMATE: Fields = {
    "parameter": (_TEXT, "the parameter as the problem names it, or the expression of an `mle of …`"),
    "exact": (_TEXT_OR_NONE, "the closed form; without data the formula; null where there is none"),
    "value": (_NUMBER_OR_NONE, "the number; the midpoint of a set of maximisers; null for a sample of any size"),
    "general": (_TEXT_OR_NONE, "the formula for a sample of any size, or the equation that is left"),
    "interval": (_INTERVAL, "the set of maximisers, or a proved enclosure of the value; an end of null is infinite"),
    "set": (_TEXT_OR_NONE, "the set of maximisers where it is no interval"),
    "unit": (_TEXT_OR_NONE, "the unit of the estimate"),
    "latex": (_TEXT_OR_NONE, "`exact`, else `general`, as LaTeX"),
}
_QUANTITY: Fields = {
    "name": (_TEXT, "what was asked, as in `find`"),
    "of": (_TEXT_OR_NONE, "of which distribution or parameter; of the information: null for that of the sample, "
                          "observation for that of one, observed for minus the second derivative at the data"),
    "exact": (_TEXT_OR_NONE, "the exact value; ∞ for an infinite loss; without data the formula"),
    "value": (_NUMBER_OR_NONE, "the number; null where it is infinite"),
    "parameter": (_TEXT_OR_NONE, "what comes after the estimate: of which parameter, entry of the matrix "
                                 "(`μ, σ²`) or function of parameters"),
    "general": (_TEXT_OR_NONE, "the formula in the parameters, whose estimates went into `exact`"),
    "interval": (_INTERVAL, "the ends of a confidence interval"),
    "level": (_NUMBER_OR_NONE, "the level of a confidence interval"),
    "method": (_TEXT_OR_NONE, "of a confidence interval: Wald or likelihood ratio"),
    "latex": (_TEXT_OR_NONE, "`exact` as LaTeX"),
}
_STEP: Fields = {
    "rule": (_TEXT, "stable id of the rule"),
    "title": (_TEXT, "name of the rule"),
    "phase": (_TEXT, "id of the part of the derivation that the step opens, or empty"),
    "before": (_TEXT_OR_NONE, "the line that the step starts from"),
    "after": (_TEXT, "the new line"),
    "latex": (_TEXT, "the new line as LaTeX"),
    "reason": (_TEXT, "why, in words"),
    "conditions": (_TEXTS, "relations that the step uses"),
    "level": ({"type": "integer", "minimum": 1, "maximum": 3}, "1 shown always, 2 for students, 3 in full detail"),
    "verified": ({"enum": [*map(str, Verified), None]}, "how the step was proved"),
    "proof": (_TEXT_OR_NONE, "what was compared"),
    "substeps": ({"type": "array", "items": {"$ref": "#/definitions/step"}}, "the step in smaller ones"),
}
_DERIVATION: Fields = {
    "schema_version": ({"const": SCHEMA_VERSION}, "version of this schema"),
    "problem": (_TEXT, "name of the problem"),
    "title": (_TEXT, "title of the problem"),
    "status": ({"enum": [*map(str, Status), "refused"]}, "how it ended"),
    "verified": ({"type": "boolean"}, "whether every step has a proof"),
    "estimates": ({"type": "array", "items": {"$ref": "#/definitions/estimate"}}, "the estimates"),
    "quantities": ({"type": "array", "items": {"$ref": "#/definitions/quantity"}}, "what else was asked"),
    "choice": (_TEXT_OR_NONE, "label of the right choice"),
    "steps": ({"type": "array", "items": {"$ref": "#/definitions/step"}}, "the lines of the derivation"),
    "diagnostics": (_TEXTS, "remarks, and reasons where there is no answer"),
    "conclusion": (_TEXT, "the answer in a sentence"),
}


def derivation_schema() -> Shape:
    """The schema; `jsonl` prints one such object a line."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "derive: a worked solution, or an array of them",
        "oneOf": [
            {"$ref": "#/definitions/derivation"},
            {"type": "array", "items": {"$ref": "#/definitions/derivation"}},
        ],
        "definitions": {
            "derivation": closed_object(_DERIVATION), "estimate": closed_object(_ESTIMATE),
            "quantity": closed_object(_QUANTITY), "step": closed_object(_STEP),
        },
    }


def closed_object(fields: Fields) -> Shape:
    """An object with all of these fields and no others."""
    return {
        "type": "object",
        "properties": {name: {**shape, "description": meaning} for name, (shape, meaning) in fields.items()},
        "required": list(fields),
        "additionalProperties": False,
    }
