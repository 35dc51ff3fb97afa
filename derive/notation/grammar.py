"""Tokens → tree: statements, sums, products and powers by precedence; what begins an operand is in `operands`.

From loose to tight: `;`, then the links → ⇒ ⇔, then `,`, `or`, `and`, then relations, sums, products
(juxtaposition binds like `*`, left to right), signs, powers. The tree is as it is written: a bracketed product
inside a product stays a node of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from ..expressions import (
    Add,
    Apply,
    Chain,
    Divide,
    Expression,
    Multiply,
    Negate,
    PlusMinus,
    Power,
    Relation,
    Several,
)
from . import ellipsis, powers
from .cursor import Cursor, Place
from .kinds import CLOSING, CONTINUES, JOINTS, NAMES, POSTFIX, SIGNS, STARTS, TOUCHING
from .tokens import Token

__all__ = ["PREFIX", "Parser", "Prefix"]

Prefix = Callable[["Parser", Token], Expression]
# What reads an operand, by the kind of its first token; filled by `operands`, `functions`, `series`, `derivatives`.
PREFIX: dict[str, Prefix] = {}


class Parser(Cursor):
    """Reads what stands at the cursor: one method a level of precedence, from loose to tight."""

    __slots__ = ()

    # ---- statements --------------------------------------------------------------------------------------

    def line(self, loosest: int = 0) -> Expression:
        """Statements joined by separators and links that bind no looser than this: a whole line from 0 on."""
        start = self.tokens[self.k][2]
        found = self.relation()
        while (tightness := JOINTS.get(self.tokens[self.k][0], -1)) >= loosest:
            found = self._joined(found, start, tightness + 1)
        return found

    def _joined(self, first: Expression, start: int, tighter: int) -> Expression:
        """`a = b → c = d`, `θ = 0 or θ = 1`: the first part is read, its joint comes next."""
        kind = self.tokens[self.k][0]
        parts, links = [first], []
        while self.tokens[self.k][0] == kind:
            if kind == ",":
                self.check_comma()
            links.append(self.tokens[self.k][1])
            self.k += 1
            parts.append(self.line(tighter))
        if kind == "," and self.dots:
            parts = ellipsis.listed(self, parts)
        if kind == "link":
            return Chain(tuple(parts), tuple(links), span=self.span(start))
        return Several(tuple(parts), kind, span=self.span(start))

    def relation(self) -> Expression:
        """`a = b`, `0 < θ < 1`, or an expression alone."""
        start = self.tokens[self.k][2]
        first = self.sum()
        tokens = self.tokens
        if tokens[self.k][0] != "rel":
            return first
        operands, operators = [first], []
        while tokens[self.k][0] == "rel":
            operators.append(tokens[self.k][1])
            self.k += 1
            operands.append(self.sum())
        return Relation(tuple(operands), tuple(operators), span=self.span(start))

    # ---- sums --------------------------------------------------------------------------------------------

    def sum(self) -> Expression:
        """Terms joined by + − ±."""
        tokens = self.tokens
        kind, _, start, _ = tokens[self.k]
        first = self.term() if kind in SIGNS else self.product()
        if tokens[self.k][0] not in SIGNS:
            return first if tokens[self.k][0] not in ("|", ")|") else self.at_place(first, start)
        terms = [first]
        while tokens[self.k][0] in SIGNS:
            terms.append(self.term())
        if self.dots:
            return self.at_place(ellipsis.sum_of(self, terms, self.span(start)), start)
        return self.at_place(Add(tuple(terms), span=self.span(start)), start)

    def at_place(self, found: Expression, start: int) -> Expression:
        """By hand, `ℓ″(θ)|_{θ = θ̂}` is a value: `at(ℓ″(θ) | θ = θ̂)`."""
        if not self.is_evaluated():
            return found
        self.k += 2
        opening = self.tokens[self.k]
        if opening[0] in ("{", "("):
            self.k += 1
            place = self.line(JOINTS[","])
            self.take(CLOSING[opening[0]], "the end of the place")
        else:
            place = self.operand()
        return Apply("at", (found,), (place,), span=self.span(start))

    def is_evaluated(self) -> bool:
        """Whether a bar with an index comes next."""
        kind = self.tokens[self.k][0]
        return kind in ("|", ")|") and not self.scope.strict and self.tokens[self.k + 1][0] == "_"

    def term(self) -> Expression:
        """A product with its sign."""
        kind, _, start, _ = self.tokens[self.k]
        if kind not in SIGNS:
            return self.product()
        self.k += 1
        if kind == "+":
            return self.term() if self.tokens[self.k][0] in SIGNS else self.product()
        self.enter()
        operand = self.term()
        self.depth -= 1
        span = self.span(start)
        if kind == "-":
            return Negate(operand, span=span)
        both = PlusMinus(operand, span=span)
        return both if kind == "±" else Negate(both, span=span)

    # ---- products ----------------------------------------------------------------------------------------

    def product(self) -> Expression:
        """Factors joined by `*`, `/` or nothing, from left to right."""
        tokens = self.tokens
        start = tokens[self.k][2]
        first = self.factor()
        kind = tokens[self.k][0]
        if kind not in CONTINUES:
            return first
        factors = [first]
        while True:
            if kind == "*":
                self.k += 1
                factors.append(self.factor())
            elif kind == "/":
                if self.upright:
                    break
                numerator = self.multiplied(factors, start)
                self.k += 1
                factors = [self.quotient(numerator, start)]
            elif kind in STARTS and not (kind == "|" and (self.is_evaluated() or self.ends_at_bar())):
                self.check_neighbours(factors[-1])
                factors.append(self.factor())
            else:
                break
            kind = tokens[self.k][0]
        return self.multiplied(factors, start)

    def multiplied(self, factors: list[Expression], start: int) -> Expression:
        """The factors as a product that begins at an offset; one alone is itself."""
        if len(factors) == 1:
            return factors[0]
        if self.dots:
            return ellipsis.product_of(self, factors, self.span(start))
        return Multiply(tuple(factors), span=self.span(start))

    def check_neighbours(self, before: Expression) -> None:
        """A number behind a number or a name is no product that anyone would write so: `2 3`, `x 2`, `(1-θ)3`."""
        kind, _, start, end = self.tokens[self.k]
        if kind != "num" or not (self.glued() or self.tokens[self.k - 1][0] in ("num", *NAMES)):
            return
        raised = self.tokens[self.k + 1][0] in ("^", "raised") and self.tokens[self.k - 1][0] != "num"
        if self.tokens[self.k - 1][0] == "!" and not self.scope.strict:  # `5!1!4!`
            return
        if not self.glued() and (raised or type(before) is Power or self._starts_indicator()):  # `θ 2^θ`
            return
        previous = self.tokens[self.k - 1]
        left, right = self.source(previous[2], previous[3]), self.source(start, end)
        raise self.fault(
            f"the number {right} follows '{left}' with nothing between", start, end,
            f"write {left}·{right}" + ("" if previous[0] == "num" else f" or {left}^{right}"),
        )  # fmt: skip

    def _starts_indicator(self) -> bool:
        """Whether `1{x ≤ θ}` stands here: a 1 right before a condition in braces."""
        number, opening = self.tokens[self.k : self.k + 2]
        if number[1][1] != "1" or opening[0] not in ("{", "_") or opening[2] != number[3]:
            return False
        return "rel" in (token[0] for token in takewhile(lambda token: token[0] != "}", self.tokens[self.k + 1 :]))

    def quotient(self, numerator: Expression, start: int) -> Expression:
        """The quotient whose `/` was just taken. `1/2σ²` has two readings."""
        self.divisions += 1
        if self.divisions > 1000:
            raise self.fault("too many divisions in one line", *self.tokens[self.k][2:])
        number = self.tokens[self.k]
        following = self.tokens[self.k + 1] if number[0] == "num" else number
        if number[0] == "num" and following[0] in NAMES and following[2] == number[3]:
            return self._glued_quotient(numerator, start)
        place = self.place()
        denominator = self.factor()
        if not self.scope.strict and number[0] in NAMES | {"num"} and self.tokens[self.k][0] == "(" and self.glued():
            denominator = self._wider_denominator(denominator, start, place)
        return Divide(numerator, denominator, span=self.span(start))

    def _wider_denominator(self, narrow: Expression, start: int, place: Place) -> Expression:
        """By hand, `a/θ(1 − θ)` is (a/θ)(1 − θ) or a/(θ(1 − θ))."""
        here, begins = self.place(), self.tokens[place[0]][2]
        run = self.touching_factors([narrow])
        whole = self.source(start, self.tokens[self.k - 1][3])
        if self.choose(start, self.tokens[self.k - 1][3], f"'{whole}'", "put what is below the line in brackets"):
            return self.multiplied(run, begins)
        self.go_back(here)
        return narrow

    def _glued_quotient(self, numerator: Expression, start: int) -> Expression:
        slash, first, place = self.tokens[self.k - 1], self.tokens[self.k], self.place()
        run = self.touching_factors([self.factor()])
        end = self.tokens[self.k - 1][3]
        above, number = self.source(start, slash[2]), self.source(first[2], first[3])
        below, rest = self.source(first[2], end), self.source(first[3], end)
        wide = self.choose(
            start, end, f"'{self.source(start, end)}'", f"write {above}/({below}) or ({above}/{number}) {rest}"
        )
        if wide:
            denominator = self.multiplied(run, first[2])
        else:
            self.go_back(place)
            denominator = self.factor()
        return Divide(numerator, denominator, span=self.span(start))

    def touching_factors(self, factors: list[Expression]) -> list[Expression]:
        """The factors and those that follow them without a gap: in `2πσ² x`, behind 2, π and σ²."""
        while self.tokens[self.k][0] in TOUCHING and self.glued():
            factors.append(self.factor())
        return factors

    # ---- factors -----------------------------------------------------------------------------------------

    def factor(self) -> Expression:
        """An operand with its powers and factorials."""
        token = self.tokens[self.k]
        prefix = PREFIX.get(token[0])
        if prefix is None:
            raise self.unexpected(token, "an expression")
        self.enter()
        self.k += 1
        found = prefix(self, token)
        if self.tokens[self.k][0] in POSTFIX:
            found = powers.postfix(self, found, token[2])
        self.depth -= 1
        return found

    def operand(self) -> Expression:
        """An operand without its powers."""
        token = self.tokens[self.k]
        prefix = PREFIX.get(token[0])
        if prefix is None:
            raise self.unexpected(token, "an expression")
        self.enter()
        self.k += 1
        found = prefix(self, token)
        self.depth -= 1
        return found
