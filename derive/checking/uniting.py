"""Formulas that belong together or apart: `θ = 0, 1, or 7/10` lists values of one quantity, and what follows behind
the arrow of `for θ > 3 ⇒ θ̂ = 3` is no part of the condition.
"""

from __future__ import annotations

from ..expressions import Chain, Expression, Hat, Relation, Several, Symbol
from .reading import Piece
from .told import CONDITIONAL

__all__ = ["parted", "united"]

_SIGNS = (["negative"], ["positive"], ["increasing"], ["decreasing"], ["falling"], ["rising"], ["falls"], ["rises"])
_ORDERED = frozenset("<≤>≥≠")

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


def parted(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces, each condition that an arrow leads on from as a piece of its own."""
    if not any(piece.readings and isinstance(piece.readings[0], Chain) for piece in pieces):
        return pieces
    return tuple(part for piece in pieces for part in _parts(piece))


def _parts(piece: Piece) -> tuple[Piece, ...]:
    tree = piece.readings[0] if piece.readings else None
    words = piece.words.rstrip(" (,").split()
    if words[-1:] in _SIGNS:  # `for θ > 3 negative ⇒ θ̂ = 3`
        words.pop()
    if not isinstance(tree, Chain) or not words or words[-1] not in CONDITIONAL:
        return (piece,)
    first, *others = tree.statements
    if not isinstance(first, Relation) or not _ORDERED.issuperset(first.operators):
        return (piece,)
    rest = others[0] if len(others) == 1 else Chain(tuple(others), tree.links[1:], span=tree.span)
    condition = piece._replace(readings=(first,), words=" ".join(words), after="")
    return condition, piece._replace(readings=(rest,), words="", continues=tree.links[0])


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
