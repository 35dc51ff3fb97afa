"""The text of a hand derivation, line by line."""

from __future__ import annotations

import re

from ...expressions import Span
from ...notation.faults import ReadError
from ...notation.scope import Scope
from .context import in_context
from .formulas import piece_of
from .layout import BREAK, GAP, blanked, invisible, listed, quoted
from .lexer import Mark, marks
from .model import Line, Piece
from .names import with_own_names, with_words
from .overflow import goes_on, joined
from .parts import Formula
from .prose import Prose
from .remarks import remarks_in
from .statements import formulas

__all__ = ["lines_of"]

_ENDS = re.compile(r"\r\n|\r|\n")
_MOST_LINES = 3_000
_LONGEST = 10_000
_LONGEST_TEXT = 200_000  # characters that are searched for names


def lines_of(text: str, scope: Scope) -> tuple[Line, ...]:
    """All lines of the text, each with its formulas.

    A formula that goes on in the next line (`+ 3 log(1 - θ)`) belongs to the line in which it begins; its columns may
    then lie beyond the end of that line.
    """
    return tuple(_Text(text.removeprefix("\ufeff"), scope).lines())


class _Text:
    """Goes through the lines and remembers what goes over their ends."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.texts = _ENDS.split(text)
        if self.texts and not self.texts[-1]:
            self.texts.pop()
        self.declared = scope.names | frozenset(f"{name}²" for name in scope.squares)
        searched = text[:_LONGEST_TEXT]
        self.scope = with_own_names(with_words(scope, searched), searched)
        self.variable = self.scope.sample
        self.said = ""  # the words at the end of the line before, where they end no sentence
        self.pending: str | None = None  # the relation at the end of the line before

    def lines(self) -> list[Line]:
        """The lines read."""
        faults = [self._fault(number, text) for number, text in enumerate(self.texts, 1)]
        shown = self._shown(faults)
        found: list[list[Piece]] = [[] for _ in self.texts]
        remarks = remarks_in(shown)
        for k, (text, fault) in enumerate(zip(self.texts, faults, strict=True)):
            if fault is not None:
                found[k].append(Piece((), fault, 0, len(text)))
                continue
            remark = remarks.get(k)
            if remark is not None:
                shown[k] = shown[k][: remark.column].rstrip()
                shown[k + 1 : remark.last + 1] = [""] * (remark.last - k)
            if shown[k]:
                found[k] += self._pieces(shown, k)
            else:
                self.said = ""
            if remark is not None:
                for piece in self._alone(remark.text):
                    line, column = remark.place(piece.start)
                    if line > k and piece.words:  # all that was said before it, on the lines above, too
                        piece = piece._replace(words=remark.text[: piece.start].lower())
                    found[line].append(piece._replace(start=column, end=column + piece.end - piece.start))
        return [Line(k + 1, text, tuple(found[k])) for k, text in enumerate(self.texts)]

    def _alone(self, text: str) -> list[Piece]:
        """The formulas of a remark."""
        found = in_context(marks(text, self.scope), self.scope)
        return self._read(text, found, formulas(found, self.variable)) if found else []

    @staticmethod
    def _fault(number: int, text: str) -> ReadError | None:
        """What forbids to look at a line at all."""
        if len(text) > _LONGEST:
            return ReadError(f"a line of more than {_LONGEST:,} characters", Span(_LONGEST, len(text)))
        if number > _MOST_LINES and text.strip():
            return ReadError(f"a text of more than {_MOST_LINES:,} lines", Span(0, len(text)))
        return invisible(text)

    def _shown(self, faults: list[ReadError | None]) -> list[str]:
        """The lines without their layout; empty where nothing is to be read."""
        in_cases = False
        found: list[str] = []
        dashes, quotes = listed(self.texts), quoted(self.texts)
        for k, (text, fault) in enumerate(zip(self.texts, faults, strict=True)):
            bare = text.strip()
            if fault is not None or not bare or bare.startswith(("%", "```", "~~~")):
                found.append("")
                continue
            shown = blanked(text, in_cases, k in dashes, k in quotes)
            if "cases" in text:
                in_cases = text.rfind("\\begin{") > text.rfind("\\end{")
            found.append(shown if shown.strip(f" {BREAK}{GAP}") else "")
        return found

    def _pieces(self, shown: list[str], k: int) -> tuple[Piece, ...]:
        text = shown[k]
        found = in_context(marks(text, self.scope), self.scope)
        if not found:
            return ()
        last = k
        while last + 1 < len(shown):
            aligned = self.texts[last + 1].lstrip().startswith("&")
            if not goes_on(text, found, shown[last + 1], aligned):
                break
            last += 1
            text = joined(text, shown[last])
            found = in_context(marks(text, self.scope), self.scope)
        wanted = formulas(found, self.variable)
        if last > k:
            wanted = self._leave_rest(shown, k, last, wanted)
        return self._over_the_end(self._read(text, found, wanted), wanted, found)

    @staticmethod
    def _leave_rest(shown: list[str], first: int, last: int, wanted: list[Formula]) -> list[Formula]:
        """The formulas that begin in the first line; of the further ones, what is left stays there to be read."""
        begin = len(shown[first])
        kept = [formula for formula in wanted if formula.start < begin]
        reached = max((formula.end for formula in kept), default=0)
        for k in range(first + 1, last + 1):
            begin += 1
            taken = max(0, min(len(shown[k]), reached - begin))
            begin += len(shown[k])
            rest = shown[k][taken:]
            shown[k] = " " * taken + rest if rest.strip(f" .,;{BREAK}{GAP}") else ""
        return kept

    def _read(self, text: str, found: list[Mark], wanted: list[Formula]) -> list[Piece]:
        prose = Prose(text, found)
        alone = len(wanted) == 1 and not any(mark.kind == "P" for mark in found)
        pieces: list[Piece] = []
        boundary = 0
        begun = self.said if found[0].kind == "P" and found[0].text[:1].islower() else ""
        for formula in wanted:
            words = prose.before(boundary, formula)
            if begun and not pieces and prose.is_first(formula):
                words = f"{begun} {words}"
            piece = piece_of(formula, text, self.scope, words, alone or formula.trailing is not None, self.declared)
            if piece is not None:
                pieces.append(piece)
                if not formula.lone:
                    boundary = formula.end
        ends = [*(piece.start for piece in pieces[1:]), len(text)]
        reached = pieces[-1].end if pieces else 0
        self.said = prose.unfinished(reached, len(text)) if found[-1].kind == "P" else ""
        return [piece._replace(after=prose.behind(piece.end, end)) for piece, end in zip(pieces, ends, strict=False)]

    def _over_the_end(self, pieces: list[Piece], wanted: list[Formula], found: list[Mark]) -> tuple[Piece, ...]:
        first = pieces[0] if pieces else None
        if first is not None and self.pending and first.continues is None and first.start <= found[0].start + 1:
            pieces[0] = first._replace(continues=self.pending)
        self.pending = wanted[-1].trailing if wanted and found[-1].kind in "rl" else None
        return tuple(pieces)
