"""Domains in words and relations: `0 < θ < 1`, `real`, `integer >= 9`, `[0, 1]`, to `Domain`."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..domains import NON_NEGATIVE, POSITIVE, PROBABILITY, REAL, Domain
from ..expressions import INFINITY, ONE, ZERO, Expression, Interval, Negate, Relation, Symbol, free_symbols

__all__ = ["DomainError", "is_domain_text", "read_domain"]

_WORDS = {
    "real": REAL,
    "positive": POSITIVE,
    "negative": Domain(upper=ZERO),
    "non-negative": NON_NEGATIVE,
    "nonnegative": NON_NEGATIVE,
    "probability": PROBABILITY,
    "integer": Domain(integer=True),
    "positive integer": Domain(lower=ONE, lower_closed=True, integer=True),
    "non-negative integer": Domain(lower=ZERO, lower_closed=True, integer=True),
}
_INTEGER = re.compile(r"\s*integers?\b\s*[,:]?\s*")
_COMPARISON = re.compile(r"<|>|≤|≥|=|∈|\\l|\\g|\bin\b")
_STARTS = re.compile(r"\s*(?:<|>|≤|≥|=|∈|\\le|\\ge|\\in\b|in\b)")
_LESS, _MORE = {"<": False, "≤": True}, {">": False, "≥": True}


class DomainError(ValueError):
    """Text that is no domain; the message says why and what would be right."""


def is_domain_text(text: str) -> bool:
    """Whether the text says a domain, right or wrong, and not a value."""
    return text.strip() in _WORDS or bool(_COMPARISON.search(text)) or bool(_INTEGER.match(text))


def read_domain(text: str, subject: str, read: Callable[[str], Expression]) -> Domain:
    """The domain that the text gives the symbol `subject`; `read` reads mathematics.

    Raises DomainError where the text is none, or says something of another symbol; `read` may raise its own errors.
    """
    word = _WORDS.get(" ".join(text.split()))
    if word is not None:
        return word
    integer = _INTEGER.match(text)
    relation = text[integer.end():] if integer else text
    if _STARTS.match(relation):
        relation = f"{subject} {relation}"
    statement = read(relation)
    if isinstance(statement, Interval):
        domain = _between(statement)
    elif isinstance(statement, Relation):
        domain = _related(statement, Symbol(subject))
    else:
        raise DomainError(f'"{text}" is not a domain: write 0 < {subject} < 1, real, positive or integer >= 1')
    return Domain(domain.lower, domain.upper, domain.lower_closed, domain.upper_closed, bool(integer))


def _between(interval: Interval) -> Domain:
    """An infinite end is no end."""
    lower = None if interval.lower == Negate(INFINITY) else interval.lower
    upper = None if interval.upper == INFINITY else interval.upper
    closed_below = interval.lower_closed and lower is not None
    closed_above = interval.upper_closed and upper is not None
    return Domain(lower, upper, closed_below, closed_above)


def _related(relation: Relation, subject: Symbol) -> Domain:
    """`a < subject ≤ b` and its parts, in either direction, or `subject ∈ [a, b]`."""
    operands, operators = relation.operands, relation.operators
    if operands.count(subject) != 1:
        raise DomainError(f"a domain of {subject.name} has {subject.name} alone between its ends")
    if operators == ("∈",) and isinstance(operands[1], Interval):
        return _between(operands[1])
    if all(op in _MORE for op in operators):
        flipped = tuple("<" if op == ">" else "≤" for op in reversed(operators))
        operands, operators = operands[::-1], flipped
    at = operands.index(subject)
    if len(operands) > 3 or not all(op in _LESS for op in operators) or (len(operands) == 3 and at != 1):
        raise DomainError(f"a domain is one interval: 0 < {subject.name} < 1, or {subject.name} > 0")
    ends = operands[:at] + operands[at + 1:]
    if any(subject.name in free_symbols(end) for end in ends):
        raise DomainError(f"an end of the domain of {subject.name} mentions {subject.name} itself")
    lower = operands[at - 1] if at else None
    upper = operands[at + 1] if at + 1 < len(operands) else None
    closed_below = lower is not None and _LESS[operators[at - 1]]
    closed_above = upper is not None and _LESS[operators[at]]
    return _between(Interval(lower or Negate(INFINITY), upper or INFINITY, closed_below, closed_above))
