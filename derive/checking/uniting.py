"""Values of one quantity that prose lists as several formulas: `θ = 0, 1, or 7/10`, `N = 5 and N = 6`."""

from __future__ import annotations

from ..expressions import Expression, Hat, Relation, Several, Symbol
from .reading import Piece

__all__ = ["united"]

JOINING = frozenset(("or", "and", "or else", "and also", "or that", "and at", "or at", "or by", "or with"))
ASIDE = " ,;:("


def united(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces, those that list values of one quantity as one of alternatives."""
    found: list[Piece] = []
    for piece in pieces:
        joined = _joined(found[-1], piece) if found else None
        if joined is None:
            found.append(piece)
        else:
            found[-1] = joined
    return tuple(found)


def _joined(first: Piece, second: Piece) -> Piece | None:
    if not first.readings or not second.readings or second.continues is not None:
        return None
    before, behind = _listed(first.readings[0]), _listed(second.readings[0])
    words = second.words.strip(ASIDE)
    subject = _subject(before[0])
    if subject is None or any(_other(e, subject) for e in before[1:]):
        return None
    either = isinstance(second.readings[0], Several) and second.readings[0].separator == "or"
    if words not in JOINING and (words or not either):
        return None
    again = _subject(behind[0]) == subject
    if not again and (words not in JOINING or words.startswith("and")):
        return None
    if any(_other(e, subject) for e in behind[again:]):
        return None
    whole = Several((*before, *behind), "or")
    return first._replace(readings=(whole,), end=second.end, after=second.after)


def _listed(tree: Expression) -> tuple[Expression, ...]:
    return tree.statements if isinstance(tree, Several) else (tree,)


def _subject(e: Expression) -> Expression | None:
    """The quantity that has a value, hats apart."""
    if not isinstance(e, Relation) or e.operators != ("=",):
        return None
    left = e.operands[0].of if isinstance(e.operands[0], Hat) else e.operands[0]
    return left if isinstance(left, Symbol) else None


def _other(e: Expression, subject: Expression) -> bool:
    """Whether it is about something else: not a lone value, and no value of the subject."""
    return isinstance(e, (Relation, Several)) and _subject(e) != subject
