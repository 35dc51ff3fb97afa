"""Where a reading of a text stands: its tokens, its faults, and the places where it could go two ways."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from ..expressions import Expression, Span
from .faults import MAX_DEPTH, MAX_READINGS, ReadError, closest
from .kinds import CLOSING
from .scope import Scope
from .sizes import check_tree
from .tokens import Token

__all__ = ["Cursor", "Place"]

# A place in the reading to come back to.
Place = tuple[int, int, int]

_CLOSERS = frozenset(CLOSING.values())


class Cursor:
    """One reading of one text. `choices` says which reading to take at each ambiguous place, in order (0: from left
    to right); where it ends, a strict scope makes the ambiguity a fault and any other takes 0."""

    __slots__ = (
        "bars", "bound", "choices", "deepest", "depth", "divisions", "dots", "k", "plain_variables", "returns",
        "scope", "strict", "taken", "text", "tight", "tokens", "undeclared", "upright",
    )  # fmt: skip

    def __init__(self, text: str, scope: Scope, tokens: list[Token], choices: tuple[int, ...] | None = None) -> None:
        self.text, self.scope, self.tokens, self.k = text, scope, tokens, 0
        self.strict = scope.strict and choices is None
        self.choices = choices or ()
        self.taken: list[int] = []  # what was taken at each ambiguous place
        self.depth = self.deepest = self.divisions = self.returns = 0
        self.bars = ""  # what `|` is behind an operand: "abs" closes, "given" conditions, "" opens
        self.upright = False  # whether a `/` ends the operand (above the line of a derivative)
        self.tight = False  # whether the sum that comes next stands in an exponent without brackets
        self.bound: list[str] = []  # indices of the sums around
        self.undeclared: list[tuple[str, int, int]] = []  # letters that are faults unless a sum binds them
        self.plain_variables = False  # whether a sample variable came without index
        self.dots: list[Token] = []  # ellipses that no sum or product has taken up yet

    # ---- tokens ------------------------------------------------------------------------------------------

    def take(self, kind: str, wanted: str) -> Token:
        """The next token, which has to be of this kind."""
        token = self.tokens[self.k]
        if token[0] != kind:
            raise self.unexpected(token, wanted)
        self.k += 1
        return token

    def span(self, start: int) -> Span:
        """From an offset to the end of the last token taken."""
        return Span(start, self.tokens[self.k - 1][3])

    def glued(self) -> bool:
        """Whether the next token touches the last one."""
        return self.tokens[self.k][2] == self.tokens[self.k - 1][3]

    def fault(self, message: str, start: int, end: int, suggestion: str | None = None) -> ReadError:
        """A fault at a stretch of the text, to be raised."""
        return ReadError(message, Span(start, end), suggestion)

    def unexpected(self, token: Token, wanted: str) -> ReadError:
        """The fault that a token stands where something else is wanted."""
        kind, _, start, end = token
        if kind == "end":
            return self.fault(f"the text ends where {wanted} should follow", start, end)
        if self.text[start:end] == "," and (fault := self._decimal_comma(token)):
            return fault
        written = self.text[start:end] if end - start <= 40 else f"{self.text[start : start + 40]}…"
        return self.fault(f"unexpected '{written}' where {wanted} should stand", start, end)

    def _decimal_comma(self, token: Token) -> ReadError | None:
        """`0,7` where no list can stand was meant as 0.7."""
        at = self.tokens.index(token)
        before, behind = self.tokens[at - 1], self.tokens[at + 1]
        if not before[0] == behind[0] == "num" or (before[3], behind[2]) != token[2:]:
            return None
        whole = self.source(before[2], behind[3])
        return self.fault(f"a decimal comma in '{whole}'", before[2], behind[3], f"write {whole.replace(',', '.')}")

    def ends_at_bar(self) -> bool:
        """Whether the `|` that comes next ends the operand before it: it closes an absolute value, or a condition
        follows. In `E(2|x|)` it does not: two that are left belong together."""
        if self.bars != "given":
            return bool(self.bars)
        depth = bars = 0
        for kind, *_ in islice(self.tokens, self.k, None):
            depth += (kind in CLOSING) - (kind in _CLOSERS)
            if depth < 0:
                break
            bars += kind == "|" and not depth
        return bars % 2 == 1

    # ---- two readings ------------------------------------------------------------------------------------

    def choose(self, start: int, end: int, message: str, suggestion: str) -> bool:
        """At an ambiguous place: whether to take the second reading (the wider one)."""
        if self.strict:
            raise self.fault(f"{message} has two readings", start, end, suggestion)
        place = len(self.taken)
        choice = self.choices[place] if place < len(self.choices) else 0
        self.taken.append(choice)
        return choice == 1

    def place(self) -> Place:
        """Where the reading stands, to come back to."""
        return self.k, len(self.dots), len(self.undeclared)

    def go_back(self, place: Place) -> None:
        """Read again from a place; a bounded number of times."""
        self.k, dots, undeclared = place
        del self.dots[dots:], self.undeclared[undeclared:]
        self.returns += 1
        if self.returns > 10 * MAX_READINGS:
            raise self.fault("too many places with two readings", *self.tokens[self.k][2:])

    def source(self, start: int, end: int) -> str:
        """A stretch of the text for a message."""
        text = " ".join(self.text[start:end].split())
        return text if len(text) <= 60 else f"{text[:60]}…"

    # ---- beginning and end -----------------------------------------------------------------------------

    def enter(self) -> None:
        """One level deeper; whoever calls it goes back up."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.fault(f"nested more than {MAX_DEPTH} deep", *self.tokens[self.k][2:])
        if self.depth > self.deepest:
            self.deepest = self.depth

    def whole(self, level: Callable[[], Expression], what: str) -> Expression:
        """All of the text as one such thing."""
        found = level()
        if self.tokens[self.k][0] != "end":
            raise self.left_over(what)
        if self.dots:
            raise self.fault("nothing says what the dots stand for", *self.dots[0][2:], "write x_1 + … + x_n")
        if self.undeclared and not self.scope.open_names:
            self.check_declared()
        if self.deepest > 12 or self.divisions > 12:
            check_tree(found)
        return found

    def left_over(self, what: str) -> ReadError:
        """The fault that the text goes on behind its end."""
        token = self.tokens[self.k]
        kind, _, start, end = token
        if kind in (")", "]", "}", "set}", ")|"):
            return self.fault(f"'{self.text[start:end]}' closes no bracket", start, end)
        if kind == "link":
            return self.fault("'→' joins statements; here one is wanted", start, end)
        return self.unexpected(token, f"the end of {what}")

    def check_declared(self) -> None:
        """Raises ReadError at the first letter that neither the scope nor a sum declares."""
        if self.undeclared:
            _, start, end = min(self.undeclared, key=lambda entry: entry[1])
            written = self.source(start, end)
            known = closest(written, self.scope.known_words())
            raise self.fault(f"'{written}' is not declared", start, end, known or "declare it, or mend the name")

    def _in_list(self) -> bool:
        """By hand, `3,1,4,2,5` are five numbers."""
        around = self.tokens[max(self.k - 2, 0) : self.k + 3]
        return "," in (around[0][0], around[-1][0])

    def check_comma(self) -> None:
        """`0,7` is no number: a fault, with the point that is meant."""
        before, comma, after = self.tokens[self.k - 1], self.tokens[self.k], self.tokens[self.k + 1]
        if not self.scope.strict and after[3] - after[2] != 3 and self._in_list():
            return
        if before[0] == after[0] == "num" and before[3] == comma[2] and comma[3] == after[2]:
            left, right = self.text[before[2] : before[3]], self.text[after[2] : after[3]]
            raise self.fault(
                f"a decimal comma in '{left},{right}'", before[2], after[3],
                f"write {left}.{right}, or put a space behind the comma of a list",
            )  # fmt: skip
