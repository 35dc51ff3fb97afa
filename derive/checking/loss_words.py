"""Which words of a line speak of a formula in it."""

from __future__ import annotations

import re

from ..expressions import Several
from .announced import Announced, announced, distributions_in, shared_words_belong_before
from .loss_labels import claiming, is_inverse, meant
from .losses import Losses
from .reading import Line, Piece

__all__ = ["heading", "told_at", "with_names"]

# `1.005 nats per token`, `1.82 in all`
_SIZE = re.compile(r"(?:nats? |bits? )?(?:per \w+|in (?:all|total)|altogether|on average)\b")

_INSIDE = r"(?P<before>[({^/*=]\s*)"
_NAMES = tuple(
    (re.compile(rf"{_INSIDE}(?P<words>{words}){behind}", re.IGNORECASE), name)
    for words, behind, name in (
        (r"(?:the )?(?:mean|average|avg\.?) (?:nll|loss|cross[- ]entropy|log-loss)", r"(?=\s*[)}])", "CE"),
        (r"mean|average|cross[- ]entropy|entropy", r"(?=\s*[)}])", "CE"),
        (r"sum|total|total (?:nll|loss)|loss", r"(?=\s*[)}/])", "NLL"),
    )
)


_BITS_AND_NATS = re.compile(r"(?<=bits) =(?= *\d[\d.]* *nats?\b)|(?<=nats) =(?= *\d[\d.]* *bits?\b)")


def with_names(hand: str) -> str:
    """Words inside formulas as the names that they are, as wide as they were: `e^(sum/3)`, `exp(mean loss)`."""
    for pattern, name in _NAMES:
        hand = pattern.sub(lambda m, name=name: m["before"] + name.ljust(len(m["words"])), hand)  # type: ignore[misc]
    return hand

_EDGES = " ,;()—*"


def heading(text: str, before: str) -> str:
    """The heading that holds below a line of prose; `before` did until there."""
    text = text.strip()
    if not text:
        return before
    return text if text.endswith((":", ":**")) or text.startswith("#") else ""


_ADDED_UP = re.compile(
    r"\b(?:(?:added|adding)(?: them| these)? up|adding (?:them|these)|altogether|all together"
    r"|they (?:add|sum) up to)\b"
)
_SOME = re.compile(r"\b(?:first|last|two|three|both|other|others|rest|remaining|only|without|each)\b", re.IGNORECASE)


def told_at(line: Line, piece: Piece, losses: Losses, above: str) -> Announced:
    """What the words before and behind a formula say of it; the heading above it tells which prediction is meant."""
    words, after = _words(line, piece)
    others = losses.tokens - frozenset(losses.targets)
    told = _claimed(words, announced(words, losses.names, others))
    if _is_list(piece, losses.count):
        told = told._replace(token=True, mean=False, total=False)
    elif _ADDED_UP.search(words) and not _SOME.search(line.text):
        told = told._replace(total=True)
    behind = announced(after, losses.names)
    if _SIZE.match(after) and not (told.mean or told.total):
        told = told._replace(mean=behind.mean, total=behind.total)
    if after.startswith("times "):  # `4 times as likely`
        told = told._replace(compared=True)
    of = meant(line, piece, losses.names) or distributions_in(above.lower(), losses.names)
    amount = after.startswith("nats") or (bool(told.of) and words.endswith(":"))
    answers = len(line.pieces) == 1 and bool(told.of) and words.endswith(":")
    return told._replace(of=of, units=told.units | behind.units, answers=answers, amount=amount)


def _claimed(words: str, told: Announced) -> Announced:
    """Without the quantities that the words name only as what the formula is made of."""
    if not told.kinds or told.compared:
        return told
    kept = claiming(words)
    if kept == words:
        return told
    left = announced(kept)
    return told._replace(
        kinds=left.kinds, total=left.total, mean=left.mean, token=left.token,
        inverted=not left.kinds and told.kinds == {"probability"} and is_inverse(words))


def _is_list(piece: Piece, count: int) -> bool:
    """`losses: 0.511, 1.204, 0.105`: a number for each token."""
    tree = piece.readings[0] if piece.readings else None
    return isinstance(tree, Several) and count == len(tree.statements) > 1


def _words(line: Line, piece: Piece) -> tuple[str, str]:
    """The words before and behind; what stands between two formulas belongs to one of them."""
    number = line.pieces.index(piece)
    words, after = piece.words.strip(_EDGES), piece.after.strip(_EDGES)
    if number:
        between = line.text[line.pieces[number - 1].end : piece.start].strip(_EDGES)
        words = words[-len(between) :].strip(_EDGES) if between else ""
        if words and line.pieces[number - 1].after.strip(_EDGES) == words and shared_words_belong_before(words):
            words = ""
    following = line.pieces[number + 1].words.strip(_EDGES) if number + 1 < len(line.pieces) else ""
    if after and following.endswith(after) and not shared_words_belong_before(after):
        after = ""
    return words, after
