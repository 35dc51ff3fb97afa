"""The words of exercises made of solutions: what is asked of the reader, and what the key says."""

from __future__ import annotations

from collections.abc import Sequence

# Headings: over the room to write in, and over lines out of their order.
YOUR_DERIVATION, OUT_OF_ORDER = "Your derivation", "The lines, out of order"

CHOOSE = "Choose the right answer, and say why it is right."
DERIVE, SHOW = "Derive {0}. Give a reason for each line.", "Derive it line by line. Give a reason for each line."

# What `find` asks for, as an object of “derive”.
ESTIMATE, ESTIMATES = "the maximum likelihood estimate of {0}", "the maximum likelihood estimates of {0}"
ASKED = {
    "likelihood": "the likelihood", "log-likelihood": "the log-likelihood", "score": "the score",
    "fisher-information": "the Fisher information", "standard-error": "its standard error",
    "confidence-interval": "95 % confidence intervals", "nll": "the negative log-likelihood",
    "cross-entropy": "the cross-entropy", "perplexity": "the perplexity",
}
OF_EACH = "{0} of each prediction"

ORDER = (
    "The lines below are a derivation, but not in their order. Write down the letters so that each line follows from "
    "those before it."
)
REASONS = "Write beside each line what was done there, and why it is allowed."
ERROR_CARRIED = (
    "One line of this derivation is wrong, and those below it follow from it. Which one is it, what was done wrong, "
    "and what should stand there?"
)
ERROR_ALONE = (
    "One line of this derivation is wrong; the others are as they should be. Which one is it, what was done wrong, "
    "and what should stand there?"
)

# Why there is no such exercise.
NO_LINES = "there are no lines to make an exercise of"
ONE_LINE = "a single line has no order"
NO_MISTAKE = "no mistake can be planted in this derivation"


def last_lines(count: int) -> str:
    """What is asked where so many lines at the end are left blank."""
    if count == 1:
        return "The last line is left out. The reason beside it says what to do: write the line."
    return f"The last {count} lines are left out. The reasons beside them say what to do: write the lines."


def too_many_blank(asked: int, lines: int, detail: str, name: str) -> str:
    """What is wrong with a number of blank lines, and what would be right."""
    has = f"{lines} line{'' if lines == 1 else 's'} at the level of detail {detail}"
    return f"faded:{asked}: the derivation of {name} has {has}, so that faded:{lines} is the most"


def order(labels: Sequence[str]) -> str:
    """The order of the lines, by their letters."""
    return f"The order: {', '.join(labels)}. Another is right, too, if each line in it follows from those before it."


def wrong_line(number: str) -> str:
    """The line that holds the mistake."""
    return f"Line {number} is wrong. It should be: "


def numbered(number: int, title: str) -> str:
    """The title of a problem on a sheet of several."""
    return f"Problem {number}: {title}" if title else f"Problem {number}"
