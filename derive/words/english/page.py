"""The words of the page of a solution in a browser: headings, buttons, what is read aloud."""

from __future__ import annotations

# The bar above a solution.
TOOLS = "How to read"
DETAIL = "Detail"
DETAILS = {"brief": "Brief", "student": "Student", "full": "Full"}
STEPWISE = "Step by step"
MARKS = "Mark what changed"
UNFOLD, FOLD = "Unfold all", "Fold all"
COPY_ALL = "Copy LaTeX"

# Beside a line.
COPY, COPY_LINE = "TeX", "Copy this line as LaTeX"
COPIED, COPY_BY_HAND = "Copied", "Copy from here:"
NOT_PROVED = "(not proved)"
BLANK = "to be filled in"
RULES = "The rules in general"
IF = "This holds if"

# Step by step.
STEPS = "The next line"
NEXT_IDEA, NEXT_LINE, ALL_LINES = "Hint", "Show the line", "Show all"
ALL_SHOWN = "That was the last line."

# Headings and landmarks.
FACTS = "What is given"
ANSWER = "Answer"
CHECKS = "Checks"
PITFALLS = "Common mistakes"
IN_LINE = "Line"
KEY = "Solution"
CONTENTS = "Contents"
SHEET = "Worked solutions"


def inner_steps(count: int) -> str:
    """The fold around the steps within a line."""
    return "one step within" if count == 1 else f"{count} steps within"


def made_by(problem: str, version: str) -> str:
    """Which problem it is, and which version of the program wrote it."""
    return f"Problem {problem}, derive {version}." if problem else f"derive {version}."
