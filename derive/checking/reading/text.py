"""The text of a hand derivation, line by line."""

from __future__ import annotations

import re
from dataclasses import replace

from ...expressions import Span
from ...notation.faults import ReadError
from ...notation.scope import Scope
from .context import in_context
from .formulas import piece_of
from .layout import BREAK, blanked, invisible
from .lexer import Mark, marks
from .model import Line, Piece
from .names import with_words
from .statements import Formula, formulas

__all__ = ["lines_of"]

_ENDS = re.compile(r"\r\n|\r|\n")
_MOST_LINES = 3_000
_LONGEST = 10_000


def lines_of(text: str, scope: Scope) -> tuple[Line, ...]:
    """All lines of the text, each with its formulas."""
    return tuple(_Text(text.removeprefix("\ufeff"), scope).lines())


class _Text:
    """Goes through the lines and remembers what goes over their ends."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.texts = _ENDS.split(text)
        if self.texts and not self.texts[-1]:
            self.texts.pop()
        self.scope = with_words(scope, text[:200_000])
        self.in_cases = False
        self.pending: str | None = None  # the relation at the end of the line before

    def lines(self) -> list[Line]:
        """The lines read."""
        return [self._line(number, text) for number, text in enumerate(self.texts, 1)]

    def _line(self, number: int, text: str) -> Line:
        fault = invisible(text)
        if len(text) > _LONGEST:
            fault = ReadError(f"a line of more than {_LONGEST:,} characters", Span(_LONGEST, len(text)))
        elif number > _MOST_LINES and text.strip():
            fault = ReadError(f"a text of more than {_MOST_LINES:,} lines", Span(0, len(text)))
        if fault is not None:
            return Line(number, text, (Piece((), fault, 0, len(text)),))
        if not text.strip() or text.lstrip().startswith(("%", "```", "~~~")):
            return Line(number, text, ())
        shown = blanked(text, self.in_cases)
        if "cases" in text:
            self.in_cases = text.rfind("\\begin{") > text.rfind("\\end{")
        return Line(number, text, self._pieces(shown))

    def _pieces(self, shown: str) -> tuple[Piece, ...]:
        found = in_context(marks(shown, self.scope), self.scope)
        if not found:
            return ()
        wanted = sorted(formulas(found), key=lambda formula: formula.start)
        pieces: list[Piece] = []
        boundary = 0
        for formula in wanted:
            words = _words(shown, boundary, formula.start - _head(formula))
            alone = len(wanted) == 1 and not any(mark.kind == "P" for mark in found)
            piece = piece_of(formula, shown, self.scope, words, alone or formula.trailing is not None)
            if piece is not None:
                pieces.append(piece)
                boundary = formula.end
        ends = [*(piece.start for piece in pieces[1:]), len(shown)]
        pieces = [_with_after(piece, shown, end) for piece, end in zip(pieces, ends, strict=False)]
        return self._over_the_end(pieces, wanted, found)

    def _over_the_end(self, pieces: list[Piece], wanted: list[Formula], found: list[Mark]) -> tuple[Piece, ...]:
        first = pieces[0] if pieces else None
        if first is not None and self.pending and first.continues is None and first.start <= found[0].start + 1:
            pieces[0] = replace(first, continues=self.pending)
        self.pending = wanted[-1].trailing if wanted and found[-1].kind in ("r", "l") else None
        return tuple(pieces)


def _head(formula: Formula) -> int:
    """The relation in front of a formula is no prose."""
    return len(formula.continues) + 1 if formula.continues else 0


_STOPS = re.compile(rf"[.;?!](?=\s|$)|[{BREAK}]")


def _words(shown: str, start: int, end: int) -> str:
    """The prose right before a formula, from the last full stop on."""
    stretch = shown[start : max(start, end)]
    ends = [stop.end() for stop in _STOPS.finditer(stretch)]
    return _cleaned(stretch[ends[-1] :] if ends else stretch)


def _with_after(piece: Piece, shown: str, end: int) -> Piece:
    stretch = shown[piece.end : end]
    stop = _STOPS.search(stretch)
    after = _cleaned(stretch[: stop.start()] if stop else stretch)
    if not after:
        return piece
    return replace(piece, after=after)


def _cleaned(stretch: str) -> str:
    return " ".join(stretch.lower().split()).strip(" ,;(—-*")
