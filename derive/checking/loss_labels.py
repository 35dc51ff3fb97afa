"""What of the words around a formula speaks of its value, and which of several predictions they mean.

`One over the probability: 1/0.5 = 2` names a probability and claims none; in `1.83 nats at first and 0.45 nats now`
the words between the formulas belong to both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .announced import distributions_in
from .reading import Line, Piece

__all__ = ["claiming", "is_inverse", "meant"]

# ---- values that are made of what is named --------------------------------------------------------------------

_INVERSE = r"(?:one|1) over|inver(?:se|ses|ting|ted|t)|reciprocals?"
_PARTS = r"half|halves|third|quarter|fourth|fifth|sixth|tenth|fraction|multiple|square|cube|power|exponential"
_MADE = re.compile(
    rf"\b(?:{_INVERSE}|multipl\w+\b.*\bby|divid\w+\b.*\bby|(?:one|1) minus|times"
    rf"|over (?:that|those|its|the (?:one|other))|(?:doubl|halv|trebl|tripl|quadrupl|quarter)(?:e[ds]?|es|ing)"
    rf"|factor|ratio|quotient|odds|complement|squared|roots? of|to the \w+ power|logs? of|logarithms? of|exp of"
    rf"|(?:{_PARTS})s? of)\b"
)
_VALUED = re.compile(r"\b(?:the |a )?prob\w*(?: of)? (?:\d*\.\d+|\d+/\d+|\d+ ?%)")  # `with probability 0.6 it is …`
_COPULA = re.compile(r"\b(?:is|are|was|were|be|being|equals?|becomes?|gives?|giving|get|obtain|yields?|makes?)\b")
_CLAUSE = re.compile(r"[,;:]|\b(?:so|hence|thus|therefore|then|but|and|which|while|since|because)\b")
_OPEN = re.compile(r"\b(?:of|by|times|over|minus|plus|than)$")
_ONLY_INVERSE = re.compile(rf"\b(?:{_INVERSE})\b")


def claiming(words: str) -> str:
    """What of the words says what the formula behind them is; all where none says what it is made of."""
    words = _VALUED.sub(" ", words)
    if _MADE.search(words) is None:
        return words
    stripped = words.rstrip(" :,")
    copulas = list(_COPULA.finditer(stripped))
    head, tail = (stripped[: copulas[-1].start()], stripped[copulas[-1].end() :]) if copulas else ("", stripped)
    tail = tail if copulas else _CLAUSE.split(tail)[-1]
    if _OPEN.search(stripped) and _MADE.search(tail):  # `the mean is a fifth of 6.713`
        return ""
    parts = (_CLAUSE.split(head.rstrip(" ,"))[-1], tail)
    return " ".join(part.strip() for part in parts if _MADE.search(part) is None)


def is_inverse(words: str) -> bool:
    """Whether one over what is named is meant, and nothing else."""
    return _ONLY_INVERSE.search(words) is not None and len(_MADE.findall(words)) == 1


# ---- which prediction -----------------------------------------------------------------------------------------

_STOP = re.compile(r"[,;:)]|\.(?!\d)|\b(?:than|from|against)\b")
_BREAK = re.compile(r"[,;:)]|\.(?!\d)|\b(?:and|but|while|whereas|so|then|against|versus|vs|than)\b|\bto$")


def meant(line: Line, piece: Piece, names: Collection[str]) -> frozenset[str]:
    """The predictions of which a formula speaks: those that the nearest words name, in front or behind; else any that
    is named in front of a formula before it."""
    if len(names) < 2:
        return frozenset()
    number = line.pieces.index(piece)
    first = distributions_in(line.pieces[0].words, names)
    ahead = _ahead(line, number, bool(first))
    found = distributions_in(ahead, names) or distributions_in(_behind(line, number, bool(first)), names)
    if found or not number:
        return found or first
    if "now" in ahead.split():  # `at first it was 1.83, now it is 0.45`
        return frozenset()
    return first.union(*_earlier(line, number, bool(first), names))


def _earlier(line: Line, number: int, leading: bool, names: Collection[str]) -> Iterator[frozenset[str]]:
    """What is named in front of the formulas before one, and in them."""
    for k in range(number):
        yield distributions_in(_ahead(line, k, leading), names)
        yield distributions_in(line.text[line.pieces[k].start : line.pieces[k].end].lower(), names)


def _ahead(line: Line, number: int, leading: bool) -> str:
    """The words right in front of a formula that belong to it. leading: in this line words stand in front of what
    they speak of."""
    if not number:
        return _BREAK.split(line.pieces[0].words.rstrip(" ,;:("))[-1]
    parts = _BREAK.split(_between(line, number).rstrip(" ,;:("))
    return parts[-1] if len(parts) > 1 or leading else ""


def _behind(line: Line, number: int, leading: bool) -> str:
    """The words right behind a formula that belong to it."""
    if number + 1 == len(line.pieces):
        return _STOP.split(line.pieces[number].after.lstrip(" ("))[0].strip()
    parts = _BREAK.split(_between(line, number + 1).lstrip(" ("))
    return " ".join(parts[:-1]).strip() if len(parts) > 1 else "" if leading else parts[0].strip()


def _between(line: Line, number: int) -> str:
    """What stands between a formula and the one before it."""
    return line.text[line.pieces[number - 1].end : line.pieces[number].start].lower().strip()
