"""The JSON Schema of a problem file (draft 7, which editors know), made from the table of fields.

`schema.json` beside this module is the same schema as a file, for the modeline of problem files; write it anew with
`python -m derive.problem.schema > derive/problem/schema.json` after a change of the table.
"""

from __future__ import annotations

from typing import Any

from .fields import PROBLEM

__all__ = ["problem_schema"]


def problem_schema() -> dict[str, Any]:
    """The JSON Schema of one problem (of each document where a file holds several)."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A problem of derive",
        **PROBLEM.schema(),
        "not": {"required": ["model", "likelihood"]},
    }


if __name__ == "__main__":
    import json

    print(json.dumps(problem_schema(), indent=1, ensure_ascii=False))
