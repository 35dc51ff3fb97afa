"""Answers to multiple-choice questions: which choice a derivation names, and whether it is the right one."""

from __future__ import annotations

import re
from dataclasses import replace

from ..problem.model import Problem
from ..words import say
from .report import CheckedLine, LineVerdict

__all__ = ["chosen", "with_choice"]

_LEAD = (
    r"\b(?:answer|choice|option|solution|choose|pick|correct|right)\b"
    r"(?:[^A-Za-z0-9]*\b(?:one|is|was|the|answer|choice|option|letter|therefore|thus|so)\b)*[^A-Za-z0-9]*"
)


# What follows the label of a choice: `B is right.`; and what stands before one at the end of a line: `so B`.
_IS_RIGHT = r" is (?:then |therefore |thus )?(?:the )?(?:right|correct|true|answer)\b"
_CONCLUDING = r"\b[Ss]o|\b[Hh]ence|\b[Tt]herefore|\b[Tt]hus|[→⇒]|=>|->"


def chosen(text: str, problem: Problem) -> str | None:
    """The label of the choice that a line names as its answer: `Answer: B) …`, `The answer is (B).`, `B`."""
    labels = "|".join(re.escape(choice.label) for choice in problem.choices)
    if not labels:
        return None
    found = re.search(rf"(?i:{_LEAD})(?P<label>{labels})(?=$|[\s).:,;*\]])", text)
    if found is None:
        found = re.fullmatch(rf"[\s(*]*(?P<label>{labels})[\s).:*]*", text)
    if found is None:
        found = re.match(rf"[\s(*]*(?:\\text\{{)?(?P<label>{labels})[).:*]*{_IS_RIGHT}", text) or re.search(
            rf"(?:{_CONCLUDING})\s*\(?(?P<label>{labels})[\s).:*]*$", text
        )
    return found["label"] if found is not None else None


def with_choice(line: CheckedLine, label: str, right: str) -> CheckedLine:
    """The verdict on a line that names a choice."""
    if label != right:
        message = say("not-the-choice", label=label)
        return replace(line, verdict=LineVerdict.WRONG, message=message, basis="exact")
    if line.verdict in (LineVerdict.COMMENT, LineVerdict.UNDECIDED, LineVerdict.UNREADABLE):
        return replace(line, verdict=LineVerdict.CORRECT, message=None, basis="exact")
    return line
