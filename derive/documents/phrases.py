"""Words and mathematics in turn: what a fact or an answer says, before a format decides how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from ..expressions import Expression, Negate, Number, rational

__all__ = ["ALL_DIGITS", "ENCLOSED_DIGITS", "Phrase", "decimal", "in_words", "joined", "rounded", "shown"]

Phrase = tuple[str | Expression, ...]

# So many digits a rounded number shows; one with a proved enclosure; one that tells its double from all others.
DIGITS, ENCLOSED_DIGITS, ALL_DIGITS = 6, 12, 17


def in_words(phrase: Phrase, words: Callable[[str], str], mathematics: Callable[[Expression], str]) -> str:
    """The phrase as one text of a format, which says how words and how mathematics are written."""
    return "".join(words(part) if isinstance(part, str) else mathematics(part) for part in phrase)


def joined(phrases: Iterable[Phrase], separator: str = ", ") -> Phrase:
    """The phrases one after another, the separator between them."""
    parts: list[str | Expression] = []
    for phrase in phrases:
        if parts:
            parts.append(separator)
        parts.extend(phrase)
    return tuple(parts)


def decimal(value: Fraction) -> Expression | None:
    """The number with all its decimals, or None where they do not end."""
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    number = Number(abs(value), text)
    return Negate(number) if value < 0 else number


def shown(value: Fraction) -> Expression:
    """An observed number: with its decimals where they end, else as a fraction."""
    return decimal(value) or rational(value)


def rounded(value: float, digits: int = DIGITS) -> Expression:
    """The number to that many digits, in scientific notation where it is very large or very small."""
    mantissa, _, exponent = f"{abs(value):.{digits}g}".partition("e")
    text = f"{mantissa}×10^{int(exponent)}" if exponent else mantissa
    number = Number(Fraction(f"{mantissa}e{exponent or 0}"), text)
    return Negate(number) if value < 0 else number
