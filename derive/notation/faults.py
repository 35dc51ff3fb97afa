"""What the reader refuses: every fault has its place, says what would be right, and all sizes are bounded here."""

from __future__ import annotations

from collections.abc import Iterable

from ..expressions import Span

__all__ = [
    "MAX_DEPTH", "MAX_DIGITS", "MAX_EXPONENT", "MAX_FACTORIAL", "MAX_LENGTH", "MAX_POWER_BITS", "MAX_READINGS",
    "MAX_TREE_DEPTH", "ReadError", "closest",
]

MAX_LENGTH = 100_000  # characters of one text
MAX_DEPTH = 60  # brackets, exponents and functions inside each other
MAX_TREE_DEPTH = 150  # levels of the tree: whoever walks it recursively stays clear of Python's limit
MAX_DIGITS = 400  # digits of one number; also the largest exponent of ten
MAX_EXPONENT = 10**9  # exponents that are numbers
MAX_POWER_BITS = 200_000  # bits of a power of numbers, if someone works it out
MAX_FACTORIAL = 10_000  # n of a factorial n! of a number
MAX_READINGS = 32  # readings of an ambiguous line


class ReadError(ValueError):
    """A text cannot be read.

    message: what is wrong. span: where, as character offsets. suggestion: what would be right, or None.
    """

    def __init__(self, message: str, span: Span, suggestion: str | None = None) -> None:
        super().__init__(message, span, suggestion)
        self.message, self.span, self.suggestion = message, span, suggestion

    @property
    def column(self) -> int:
        """The 1-based column at which the fault begins."""
        return self.span.start + 1

    def __str__(self) -> str:
        text = f"column {self.column}: {self.message}"
        return f"{text}; {self.suggestion}" if self.suggestion else text


def closest(word: str, known: Iterable[str]) -> str | None:
    """`did you mean theta?` for a near miss of a known word, else None."""
    from difflib import get_close_matches  # only a fault pays for it

    words = sorted(set(known))
    lowered = {candidate.lower(): candidate for candidate in words}
    exact = lowered.get(word.lower())
    found = [exact] if exact else get_close_matches(word, words, 1, 0.7)
    return f"did you mean {found[0]}?" if found else None
