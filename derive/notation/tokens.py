r"""Text → tokens: plain text, Unicode and LaTeX in one token set.

A token is its kind, its value and its place: ("symbol", "θ", 0, 1). Names are resolved here, by the scope,
so that the grammar sees `nμ` as two symbols and `\theta`, `theta` and `θ` as one.
"""

from __future__ import annotations

import re
from typing import Any

from ..expressions import Span
from .characters import (
    NOT_SPACE,
    SPACE,
    SUBSCRIPT_CLASS,
    SUBSCRIPTS,
    SUPERSCRIPT_CLASS,
    SUPERSCRIPTS,
    WORDS_IN_LATEX,
    describe,
)
from .faults import MAX_LENGTH, ReadError, closest
from .numerals import NUMERAL, numeral
from .scope import Scope
from .spelling import LETTER_COMMAND, RUN, TAIL, pieces
from .words import ACCENTS, COMMANDS, GREEK_COMMANDS, OPERATORS, WRAPPERS, Meaning

__all__ = ["SLASHED", "Token", "tokenize"]

# kind, value, and the place: offsets of its beginning and end.
Token = tuple[str, Any, int, int]

_OPERATOR = rf"\*\*|<==?>|<=|>=|==?>|-?->|==|:=|!=|=<|~=|\.{{2,3}}|\\[^A-Za-z]|{NOT_SPACE}"
_TOKEN = re.compile(
    rf"(?:{SPACE}|&)*(?:({RUN})|({NUMERAL})|(\"[^\"]*\"|“[^”]*”)|(\\[A-Za-z]+)|({SUPERSCRIPT_CLASS}+)"
    rf"|({SUBSCRIPT_CLASS}+)|({_OPERATOR}))"
)
_RUN, _NUMERAL, _QUOTED, _COMMAND, _RAISED, _LOWERED, _SIGN = range(1, 8)

_ORDER = r"(?:\^\{?[0-9]\}?|[²³⁴])?"
_INDEX = r"(?:_[A-Za-z0-9]|_\{[A-Za-z0-9]{1,8}\}|[₀-₉ₐ-ₜ])?"
_BODY = (
    rf"(?:(?:\\?(?:log|ln)\s*)?(?:\\?[A-Za-z]+(?:\{{[A-Za-z]+\}})?|[ℓα-ωΑ-Ω]){_INDEX}(?:\s*\([^()]*\))?"
    r"|\((?:[^()]|\([^()]*\))*\))"
)
# Rare patterns are texts that `re` compiles when they are first met: a cold start pays for none of them.
# A d that begins a derivative: `d/dθ`, `dNLL/dθ`, `\frac{d}{d\theta}`; and the d below the line.
_ABOVE = rf"d{_ORDER}\s*(?:{_BODY}{_ORDER}\s*)?"
SLASHED = rf"{_ABOVE}/\s*d"
_DIFFERENTIAL = rf"{_ABOVE}(?:/\s*d|\}}\s*\{{\s*d)"
_BELOW = ("/", "{")

_SPACING = frozenset(("displaystyle", "textstyle", "limits", "nolimits", "quad", "qquad"))
_SIZES = rf"\\(?:left|[bB]igg?l|right|[bB]igg?r|[bB]igg?m?)(?![A-Za-z]){SPACE}*([.|]?)"
_GAPS = frozenset(("\\,", "\\;", "\\:", "\\!", "\\ "))
_IN_WORDS = {written: chr(code) for code, written in WORDS_IN_LATEX.items()}
_WRITTEN = re.compile("|".join(map(re.escape, _IN_WORDS)))
_NUMBERED = r"\\operatorname\*?\s*\{([A-Za-z]+[0-9])\}"
_TEXT = rf"\\(?:text|textrm|mbox)\s*\{{((?:{_WRITTEN.pattern}|[^{{}}])*)\}}"
# Letters and digits that mean something else in another type face.
_DRESSED: tuple[tuple[str, Meaning], ...] = (
    (r"\\math(?:bb|bf|bbm|bbold)\s*(?:\{\s*1\s*\}|1)", ("indicator", None)),
    (r"\\(?:mathrm|text|rm)\s*(?:\{\s*d\s*\}|d(?![A-Za-z]))", ("diff", "d")),
    (r"\\mathbb\s*(?:\{\s*R\s*\}|R)", ("symbol", "ℝ")),
)


def tokenize(text: str, scope: Scope) -> list[Token]:
    """The tokens of the text, an `end` last.

    Raises ReadError where a character or a name is not known, and where the text is too long.
    """
    if len(text) > MAX_LENGTH:
        raise ReadError(f"a text of more than {MAX_LENGTH} characters", Span(MAX_LENGTH, len(text)))
    tokens: list[Token] = []
    _Lexer(text, scope, 0, tokens).run()
    tokens.append(("end", None, len(text), len(text)))
    return tokens


class _Lexer:
    """Goes through a text once; `base` is its offset in the source (raised and lowered digits are texts too)."""

    def __init__(self, text: str, scope: Scope, base: int, tokens: list[Token]) -> None:
        self.text, self.scope, self.base, self.tokens = text, scope, base, tokens
        self.below = False  # whether a d below the line is still to come

    def run(self) -> None:
        """Adds the tokens of the text; the `end` is for the caller."""
        text, base, tokens = self.text, self.base, self.tokens
        remembered, match, position = self.scope.remembered, _TOKEN.match, 0
        while found := match(text, position):
            which = found.lastindex
            start, position = found.span(which or 0)
            if which == _SIGN:
                sign = found[_SIGN]
                meaning = OPERATORS.get(sign)
                if meaning is None or sign == "!":
                    position = self.sign(sign, start)
                else:
                    tokens.append((*meaning, base + start, base + position))
            elif which == _RUN:
                run = found[_RUN]
                if run[0] == "d" and self.differential(start):
                    position = start + 1
                    continue
                for kind, value, first, last in remembered.get(run) or pieces(run, self.scope, base + start):
                    tokens.append((kind, value, base + start + first, base + start + last))
            elif which == _NUMERAL:
                tokens.append(("num", numeral(found[_NUMERAL], base + start), base + start, base + position))
                if text[position : position + 1] == "C" and not self.scope.strict:
                    position = self.chosen(position)
            else:
                position = self.other(which or 0, found[which or 0], start, position)

    def chosen(self, start: int) -> int:
        """By hand, `10C7` is 10 choose 7."""
        found = re.compile(r"C_?\{?([0-9]{1,6})\}?(?![A-Za-z0-9_])").match(self.text, start)
        if found is None:
            return start
        first, last = self.base + found.start(1), self.base + found.end(1)
        self.tokens.append(("choose", None, self.base + start, first))
        self.tokens.append(("num", numeral(found[1], first), first, last))
        return found.end()

    # -- letters ---------------------------------------------------------------------------------------------

    def differential(self, start: int) -> bool:
        """Whether the d at this place is that of a derivative; then it is a token of its own."""
        if "d" in self.scope.names:
            return False
        if self.below and self.tokens and self.tokens[-1][0] in _BELOW:
            self.below = False
        elif re.compile(_DIFFERENTIAL).match(self.text, start):
            self.below = True
        else:
            return False
        self.tokens.append(("diff", "d", self.base + start, self.base + start + 1))
        return True

    def letters(self, start: int, end: int) -> int:
        """A run of letters that begins with a command, `\\theta_1`."""
        found = TAIL.match(self.text, end)
        position = found.end() if found else end
        run = self.text[start:position]
        for kind, value, first, last in self.scope.remembered.get(run) or pieces(run, self.scope, self.base + start):
            self.tokens.append((kind, value, self.base + start + first, self.base + start + last))
        return position

    # -- the rest --------------------------------------------------------------------------------------------

    def other(self, which: int, found: str, start: int, position: int) -> int:
        """The rarer kinds of matches; all these methods answer where to go on."""
        if which == _COMMAND:
            return self.command(found[1:], start, position)
        if which == _RAISED:
            self.raised(found, start, position)
        elif which == _LOWERED:
            self.fragment("_", found.translate(SUBSCRIPTS), start, position)
        else:
            self.quoted(found[1:-1], start, position)
        return position

    def raised(self, found: str, start: int, position: int) -> None:
        """`⁷` is a token; `ⁿ⁻¹` is a formula."""
        digits = found.translate(SUPERSCRIPTS)
        first, last = self.base + start, self.base + position
        if digits.isdigit():
            self.tokens.append(("raised", numeral(digits, first), first, last))
        else:
            self.fragment("^", digits, start, position)

    def fragment(self, mark: str, inside: str, start: int, position: int) -> None:
        """A formula above or below the line: `ⁿ⁻¹` is `^{n-1}`."""
        first, last = self.base + start, self.base + position
        self.tokens += [(mark, None, first, first), ("{", None, first, first)]
        _Lexer(inside, self.scope, first, self.tokens).run()
        self.tokens.append(("}", None, last, last))

    def quoted(self, word: str, start: int, position: int) -> None:
        """A word in quotation marks; it may hold nothing that cannot be seen."""
        for offset, character in enumerate(word):
            if not character.isprintable():
                at = self.base + start + 1 + offset
                raise ReadError(describe(character), Span(at, at + 1), "remove it")
        self.tokens.append(("text", word, self.base + start, self.base + position))

    def command(self, name: str, start: int, position: int) -> int:
        r"""`\frac`, `\theta_1`, `\left(`, `\text{…}`. Raises ReadError where it is none of the known."""
        meaning = COMMANDS.get(name)
        if meaning is not None:
            self.tokens.append((*meaning, self.base + start, self.base + position))
            return position
        if name in GREEK_COMMANDS:
            return self.letters(start, position)
        if name in _SPACING:
            return position
        if found := re.compile(_SIZES).match(self.text, start):
            return self.sized(name, start, found)
        if name in ACCENTS or name in WRAPPERS or name == "mbox":
            return self.dressed(name, start, position)
        raise ReadError(
            f"unknown command '\\{name[:40]}'", Span(self.base + start, self.base + position),
            closest(name, (*COMMANDS, *GREEK_COMMANDS)),
        )  # fmt: skip

    def sized(self, name: str, start: int, found: re.Match[str]) -> int:
        """`\\left(` is `(`; a bar with a size knows whether it opens or closes."""
        if found[1] == "|":
            kind = "|(" if name == "left" or name[-1] == "l" else ")|" if name == "right" or name[-1] == "r" else "|"
            self.tokens.append((kind, None, self.base + start, self.base + found.end()))
        return found.end()

    def dressed(self, name: str, start: int, position: int) -> int:
        """Accents, type faces and words within a formula."""
        for pattern, meaning in _DRESSED:
            if found := re.compile(pattern).match(self.text, start):
                self.tokens.append((*meaning, self.base + start, self.base + found.end()))
                return found.end()
        if found := re.compile(_TEXT).match(self.text, start):
            return self.words(found, start)
        if found := re.compile(_NUMBERED).match(self.text, start):  # a name, not an operand in braces
            at = self.base + found.start(1)
            read = pieces(found[1], self.scope, at)
            self.tokens += [(kind, value, at + first, at + last) for kind, value, first, last in read]
            return found.end()
        found = re.compile(LETTER_COMMAND).match(self.text, start)
        if found is not None and found.end() > position and self._names_letters(found[0]):
            return self.letters(start, found.end())
        kind, value = ("accent", ACCENTS[name]) if name in ACCENTS else ("dress", None)
        self.tokens.append((kind, value, self.base + start, self.base + position))
        return position

    @staticmethod
    def _names_letters(found: str) -> bool:
        """Whether all commands in it are accents, type faces and Greek letters."""
        return all(c in ACCENTS or c in WRAPPERS or c in GREEK_COMMANDS for c in re.findall(r"\\([A-Za-z]+)", found))

    def words(self, found: re.Match[str], start: int) -> int:
        """`\\text{and}`, `\\text{MLE}`; a word that means nothing else is a text."""
        inside = _WRITTEN.sub(lambda written: _IN_WORDS[written[0]], found[1]).strip(" .,")
        if len(inside) > 1 and inside[0] in "\"“" and inside[-1] in "\"”":
            self.quoted(inside[1:-1], start, found.end())
            return found.end()
        try:
            if inside.isalpha():
                return self.letters(start, found.end())
        except ReadError:
            pass  # no name: a word, such as a token
        self.quoted(inside, start, found.end())
        return found.end()

    def sign(self, sign: str, start: int) -> int:
        """Signs that need a second look."""
        first, last = self.base + start, self.base + start + len(sign)
        if sign == "!":
            self.tokens.append(("!", None, first, last))
        elif sign == "!=":
            if start == 0 or not self.text[start - 1].isspace():
                raise ReadError(
                    "'!=' is a factorial and '=', or 'is not'", Span(first, last), "write n! = 6 or n ≠ 6"
                )
            self.tokens.append(("rel", "≠", first, last))
        elif sign in ("\\{", "\\}"):
            self.tokens.append((f"set{sign[1]}", None, first, last))
        elif sign == "\\|":
            self.tokens.append(("|", None, first, last))
        elif sign == "ℝ":
            self.tokens.append(("symbol", "ℝ", first, last))
        elif sign not in _GAPS:
            raise self.stray(sign, Span(first, last))
        return start + len(sign)

    @staticmethod
    def stray(sign: str, span: Span) -> ReadError:
        """The fault of a character that means nothing."""
        character = sign[-1] if sign[0] != "\\" else sign[0]
        hints = {"$": "leave the dollar signs out", "~": "a model belongs under 'model'", "\\": "a command is a word"}
        hint = hints.get(character, "remove it" if not character.isprintable() else None)
        return ReadError(f"unexpected {describe(character)}", span, hint)

