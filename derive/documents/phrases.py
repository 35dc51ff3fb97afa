"""Words and mathematics in turn: what a fact or an answer says, before a format decides how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..expressions import Expression
from ..notation.decimals import DIGITS, rounded

__all__ = ["ALL_DIGITS", "DIGITS", "ENCLOSED_DIGITS", "Phrase", "filled_in", "in_words", "joined", "rounded"]

Phrase = tuple[str | Expression, ...]

# So many digits a number with a proved enclosure shows; one that tells its double from all others.
ENCLOSED_DIGITS, ALL_DIGITS = 12, 17


def in_words(phrase: Phrase, words: Callable[[str], str], mathematics: Callable[[Expression], str]) -> str:
    """The phrase as one text of a format, which says how words and how mathematics are written."""
    return "".join(words(part) if isinstance(part, str) else mathematics(part) for part in phrase)


def filled_in(template: str, part: str | Expression) -> Phrase:
    """The words with the part in the place of `{0}`."""
    before, _, after = template.partition("{0}")
    return tuple(piece for piece in (before, part, after) if piece != "")


def joined(phrases: Iterable[Phrase], separator: str = ", ") -> Phrase:
    """The phrases one after another, the separator between them."""
    parts: list[str | Expression] = []
    for phrase in phrases:
        if parts:
            parts.append(separator)
        parts.extend(phrase)
    return tuple(parts)
