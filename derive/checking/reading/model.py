"""What comes out of a hand derivation: its lines, and the formulas in each."""

from __future__ import annotations

from typing import NamedTuple

from ...expressions import Expression
from ...notation.reader import ReadError

__all__ = ["Line", "Piece"]


class Piece(NamedTuple):
    """A formula of a line, with the prose around it.

    readings: trees, the most natural first, with spans that are columns of the line; none where it cannot be read,
    then there is a fault. start, end: its columns, the end not included. continues: the relation or link with which
    it begins where it goes on with what stands before it. words: the prose right before it; after: right behind it;
    both in small letters.

    A phrase to the left of `=` is a name: `Symbol("number of heads")`, or L, ℓ, NLL, … where it is a word for these.
    """

    readings: tuple[Expression, ...]
    fault: ReadError | None
    start: int
    end: int
    continues: str | None = None
    words: str = ""
    after: str = ""


class Line(NamedTuple):
    """A line of the file: its number from one, blank lines counted, and its formulas; none where it is prose."""

    number: int
    text: str
    pieces: tuple[Piece, ...]
