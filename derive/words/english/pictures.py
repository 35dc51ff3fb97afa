"""Every word of the pictures and of the sentences that stand for them: English, in one place."""

from __future__ import annotations

# Why a problem has no picture, by the id of the reason.
NONE = {
    "no-unknown": "nothing is unknown, so there is no curve to draw",
    "any-size": "the formulas are for a sample of any size: there is no number to draw",
    "many": "more than two parameters are free",
    "no-likelihood": "there is no likelihood to draw",
    "no-shape": "the log-likelihood has no shape that could be drawn",
    "unsolved": "there is no answer to mark",
    "long": "the text has too many positions for a chart",
}


def in_unit(unit: str) -> str:
    """Behind the name of an axis."""
    return f" in {unit}"


DRAWN_FOR = "drawn for "


def log_likelihood(subject: str) -> str:
    """The title of a curve."""
    return f"Log-likelihood of {subject}"


def between(subject: str, low: str, high: str) -> str:
    """How a sentence about a curve begins."""
    return f"Log-likelihood of {subject} between {low} and {high}"


def rises_and_falls(height: str, place: str) -> str:
    """A maximum inside."""
    return f"it rises to its maximum {height} at {place} and falls beyond"


def highest(peaks: int, height: str, place: str) -> str:
    """A maximum among other peaks."""
    return f"the highest of its {peaks} peaks is {height} at {place}"


def falls_from(height: str, place: str) -> str:
    """A maximum at the lower end."""
    return f"it has its maximum {height} at {place}, the lower end of the domain, and falls beyond"


def rises_to(height: str, place: str) -> str:
    """A maximum at the upper end."""
    return f"it rises to its maximum {height} at {place}, the upper end of the domain"


def flat(height: str, first: str, last: str) -> str:
    """A set of maximisers."""
    return f"it is flat at its maximum {height} from {first} to {last} and falls on both sides"


def shaded(low: str, high: str) -> str:
    """The likelihood-ratio interval."""
    return f"the 95 % likelihood-ratio interval from {low} to {high} is shaded"


def sentence(head: str, *parts: str) -> str:
    """Parts as one sentence: the first before a colon, the others behind semicolons."""
    rest = "; ".join(filter(None, parts))
    return f"{head}: {rest}." if rest else f"{head}."
